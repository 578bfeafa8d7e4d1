"""The files of a document beside its template: table, job, kits. What of an edit goes into which, and what is choice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from designer_app.data_files import data_root
from designer_app.design.kit import Kit
from designer_app.design.template import LoadedTemplate, Override
from designer_app.editor.outside import Outside
from designer_app.editor.state import Cells, State
from designer_app.errors import DesignError, Finding, fail
from designer_app.production.data.records import cell_text
from designer_app.production.jobs import Job, read_job, reading_of, with_reading, write_job
from designer_app.studio.last_seen import Seen
from designer_app.studio.opened_kit import OpenedKit
from designer_app.studio.opened_table import OpenedTable, TableReading

JOB = "job.json"  # beside the template: deviations of rows, and what was chosen with them


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What the window shows, and a job keeps: the kit, and ids of the sizes ("()" = those of the template)."""

    kit: str = ""
    sizes: tuple[str, ...] = ()


class DocumentFiles(Outside):
    """Table, job and kits of a document. ``job_file`` is the job it was opened from, or the one beside the template."""

    def __init__(
        self, source: LoadedTemplate, job_file: Path | None = None, job: Job | None = None, seen: Seen | None = None
    ) -> None:  # fmt: skip
        self.folder = source.folder
        self._example = source.template.example
        self._slots = source.template.slots
        self.job_file = job_file
        self.job = job
        self.seen = (
            Seen() if seen is None or job is not None else seen
        )  # as it was looked at last; a job says it itself
        self.choices = Choices()
        self.opened = self.choices  # as it was when the document was opened or saved
        self._rows: tuple[Override, ...] = job.overrides if job else ()
        self._table = ""  # that the job names beside its own
        self._kept: Cells = ()  # cells that lie in the job
        self._tables: dict[str, OpenedTable] = {}
        self._kits: dict[str, OpenedKit] = {}

    # What is open

    def table_path(self, state: State) -> Path | None:
        """The table of a state: one that was opened, the job's, or the template's example."""
        if state.table:
            return Path(state.table)
        if self.job is not None and self.job.data:
            return Path(self.job.data)
        path = self.folder / self._example
        return path if self._example and path.is_file() else None

    def table(self, state: State) -> OpenedTable | None:
        """The table as it was read. Raises ``DesignError`` like ``load_rows``."""
        path = self.table_path(state)
        if path is None:
            return None
        name = _named(path, state)
        if name not in self._tables:
            self._tables[name] = self._read(path, dict(state.columns), own=not state.table)
        return self._tables[name]

    def _known(self, state: State) -> OpenedTable | None:
        """The table, where it was read already."""
        path = self.table_path(state)
        return self._tables.get(_named(path, state)) if path else None

    def _read(self, path: Path, columns: dict[str, str], *, own: bool) -> OpenedTable:
        """As the job says; another table than the job's with the same headings, where it has them. ``columns`` are a
        person's words about them."""
        job = self.job or Job()
        how = TableReading(key=job.key, columns=columns or job.columns)
        own = own or (bool(columns) and bool(job.data) and path == Path(job.data))
        if own:
            how = msgspec.structs.replace(how, file=reading_of(job))
        try:
            return OpenedTable(path, self._slots, how)
        except DesignError:
            if own or how == TableReading():
                raise
            return OpenedTable(path, self._slots, TableReading())

    def kit(self, name: str, state: State) -> Kit:
        """A kit by name or folder, with the state's changed tokens. Raises ``DesignError``."""
        return self.opened_kit(name).shown(state.tokens)

    def opened_kit(self, name: str) -> OpenedKit:
        for known in self._kits.values():
            if name in (known.name, str(known.folder)):
                return known
        made = OpenedKit(name)
        self._kits[made.id] = made
        return made

    # What a session asks

    def begins(self, state: State) -> State:
        """With the job's deviations and corrections; without a job, with the table that was looked at last."""
        if self.job is None:
            return msgspec.structs.replace(state, table=self.seen.table, columns=self.seen.columns)
        state = msgspec.structs.replace(state, rows=self.job.overrides)
        try:
            table = self.table(state) if self.job.cells else None
        except DesignError:  # told when it is shown
            table = None
        self._kept = tuple(
            (key, table.slot(column) if table else column, cell_text(value))
            for key, row in self.job.cells.items()
            for column, value in row.items()
            if not column.startswith("_")
        )
        return msgspec.structs.replace(state, cells=self._kept)

    def same(self, saved: State, state: State) -> bool:
        if state.rows != self._rows or self.has_loose_cells(state):
            return False
        if tuple(c for c in state.cells if self._is_kept(c)) != self._kept:
            return False
        if self.job is not None and state.table != self._table:
            return False
        return not any(kit.differs(state.tokens) for kit in self._kits.values())

    def _written(self, state: State) -> Cells:
        known = self._known(state)
        return known.written if known is not None else ()

    def _is_kept(self, cell: tuple[str, str, str]) -> bool:
        return any(cell[:2] == kept[:2] for kept in self._kept)

    def _cells_of_table(self, state: State) -> Cells:
        return tuple(cell for cell in state.cells if not self._is_kept(cell))

    def has_loose_cells(self, state: State) -> bool:
        """Whether cells are changed that the table doesn't say yet."""
        return self._cells_of_table(state) != self._written(state)

    def homeless(self, state: State) -> bool:
        """Deviations and tokens need a folder of the document's own, and so do cells of a shipped table."""
        if self.job_file is None and state.rows != self._rows:
            return True
        if self.job_file is None and any(
            kit.shipped and kit.differs(state.tokens) for kit in self._kits.values()
        ):
            return True
        table = self.table(state)
        inside = table is not None and table.path.resolve().is_relative_to(self.folder.resolve())
        return inside and self.has_loose_cells(state)

    def changed_on_disk(self, state: State) -> bool:
        """Whether another program changed the table."""
        table = self._known(state)
        return table is not None and table.changed_on_disk()

    def check(self, state: State) -> None:
        table = self.table(state)
        cells = self._cells_of_table(state)
        if table is not None and cells != table.written:
            if table.changed_on_disk():
                raise fail(
                    "table-changed-on-disk", file=str(table.path), found="another program has changed it",
                    expected="the table as it was opened", remedy="reload it, or keep both",
                )  # fmt: skip
            table.bytes_with(cells)

    def write(self, state: State) -> tuple[Finding, ...]:
        told: list[Finding] = []
        table = self.table(state)
        if table is not None:
            table.write(self._cells_of_table(state))
        beside = self.job_file.absolute().parent if self.job_file else self.folder
        own = [kit for kit in self._kits.values() if kit.write(state.tokens, beside)]
        told += [
            _note(f"the kit {kit.id} is a shipped one: its changed colours are in {kit.folder.name}")
            for kit in own
        ]
        copied = any(kit.moved_to for kit in self._kits.values())
        if self.job_file is not None or state.rows or copied:
            self._save_job(state)
            told += (
                [_note(f"{self.job_file.name} keeps rows, table, kit and sizes")]
                if self.job_file and self.job is None
                else []
            )
        self._rows, self._table = state.rows, state.table
        self._kept = tuple(c for c in state.cells if self._is_kept(c))
        return tuple(told)

    def keep_in_job(self, state: State) -> None:
        """From now on the changed cells lie in the job, as corrections of the table."""
        self._kept = (*self._kept, *((key, column, "\0") for key, column, _ in self._cells_of_table(state)))
        self.job_file = self.job_file or self.folder / JOB

    def save_job_as(self, path: Path, state: State) -> None:
        """The document as a job: template, table, kit, sizes, deviations. It goes on as this job's."""
        self.job_file = path
        self._save_job(state)

    def _save_job(self, state: State) -> None:
        path = self.job_file or self.folder / JOB
        job = self.job or Job(template=self.folder.name if is_shipped(self.folder) else str(self.folder))
        kits, sizes = self._chosen(job)
        kept: dict[str, dict[str, Any]] = {}
        for key, row in job.cells.items():
            kept[key] = {column: value for column, value in row.items() if column.startswith("_")}
        for key, column, text in state.cells:
            if self._is_kept((key, column, text)):
                kept.setdefault(key, {})[column] = text
        table = self.table(state)
        made = msgspec.structs.replace(
            job, data=str(table.path) if table else "", kits=kits, sizes=sizes, overrides=state.rows,
            cells={key: row for key, row in kept.items() if row},
        )  # fmt: skip
        if table is not None:
            how = table.how
            made = msgspec.structs.replace(
                with_reading(made, how.file), key=how.key, columns=dict(how.columns)
            )
        if made != self.job or path != self.job_file or not path.exists():
            write_job(path, made)
        self.job_file, self.job, self.opened = path, made, self.choices

    def _chosen(self, job: Job) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Kits and sizes of the job: its own, unless another was chosen in the window."""
        known = self._kits.get(self.choices.kit)
        name = str(known.folder) if known is not None and not known.shipped else self.choices.kit
        fresh = self.job is None
        other = self.choices.kit != self.opened.kit or (known is not None and known.moved_to is not None)
        kits = (name,) if name and (fresh or other or not job.kits) else job.kits
        sizes = self.choices.sizes if fresh or self.choices.sizes != self.opened.sizes else job.sizes
        return kits, sizes

    def moved(self, old: Path, new: Path) -> None:
        def there(path: Path) -> Path | None:
            whole = path.resolve()
            return new / whole.relative_to(old.resolve()) if whole.is_relative_to(old.resolve()) else None

        self.folder = new
        if self.job_file is not None and (target := there(self.job_file)):
            self.job_file = target
        if self.job is not None:
            self.job = msgspec.structs.replace(self.job, template=str(new))
            if self.job.data and (target := there(Path(self.job.data))):
                self.job = msgspec.structs.replace(self.job, data=str(target))
        for name, table in list(self._tables.items()):
            if target := there(table.path):
                table.moved(target)
                self._tables[name.replace(str(old), str(new), 1)] = table
                self._tables[name] = table
        for kit in self._kits.values():
            if target := there(kit.folder):
                kit.moved(target)

    def kept(self, saved: State) -> list[bytes]:
        return []

    def upon_files(self, state: State) -> State:
        """Cells and tokens that the files say otherwise by now are said outright."""
        table = self._known(state)
        cells = state.cells
        if table is not None:
            known = {cell[:2] for cell in cells}
            cells += tuple((k, c, table.base(k, c)) for k, c, _ in table.written if (k, c) not in known)
        tokens = state.tokens
        for kit in self._kits.values():
            changed = kit.mine(tokens)
            tokens += tuple((kit.id, p, kit.base_value(p)) for p in kit.mine(kit.written) if p not in changed)
        return msgspec.structs.replace(state, cells=cells, tokens=tokens)


def _named(path: Path, state: State) -> str:
    """A table by its file and what is said of its columns."""
    said = "".join(f"\n{heading}\t{slot}" for heading, slot in state.columns) if state.table else ""
    return f"{path}{said}"


def job_beside(source: LoadedTemplate) -> tuple[Path | None, Job | None]:
    """The job beside a template that is about it."""
    path = source.folder / JOB
    if not path.is_file():
        return None, None
    job = read_job(path)
    own = Path(job.template or ".").resolve() == source.folder.resolve()
    return (path, job) if own else (None, None)


def is_shipped(folder: Path) -> bool:
    """Whether a template is one of the program's."""
    return folder.resolve().is_relative_to(data_root("templates").resolve())


def _note(text: str) -> Finding:
    return Finding(code="saved", severity="note", found=text)


__all__ = ["JOB", "Choices", "DesignError", "DocumentFiles", "job_beside"]
