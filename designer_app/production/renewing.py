"""A batch into a folder that may hold an earlier one: only what differs is made, and all of it is accounted for."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import compress
from pathlib import Path

import msgspec

from designer_app.build.resources import Stamp, stamp_of
from designer_app.design.library import find_kit
from designer_app.errors import Finding, fail
from designer_app.export.formats import FORMATS
from designer_app.files import DISK_FAULTS, digest
from designer_app.memory import give_back
from designer_app.production.batch import Summary, carry_out, solved
from designer_app.production.companion import Companions
from designer_app.production.companions import Versions, companions_of, keep_companions
from designer_app.production.holding import check_held, held
from designer_app.production.interleaving import in_turn
from designer_app.production.keeping import in_place
from designer_app.production.kept_fits import KeptFits
from designer_app.production.kept_jobs import keep_jobs
from designer_app.production.keys import changed_parts, input_key, program_key, row_key, setting_key
from designer_app.production.ledger import Ledger
from designer_app.production.packed import Each, Picked
from designer_app.production.plan import Plan
from designer_app.production.press import Press
from designer_app.production.pruning import pruned
from designer_app.production.receipt import is_current, write_receipt
from designer_app.production.records import (
    Cell,
    Chunk,
    Entry,
    Mode,
    Result,
    Setting,
    Shared,
    Ticket,
    result_of,
)
from designer_app.production.results import Gathered, Results
from designer_app.production.schedulers import Workers
from designer_app.production.stopping import stop_flag
from designer_app.wording.sentences import sentence

Tell = Callable[[Result], None]
_QUICK = 2_000  # files that a receipt is written of in a moment; of more a stopped run leaves it to the next, as a killed one does
_MANY = 5_000  # cells from which their table has left memory that is worth while to give back


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """What a run into a known folder is going to do. ``causes`` = part of the input → files made again for it."""

    same: int
    changed: int
    new: int
    causes: Mapping[str, int]

    def line(self, language: str = "en") -> str:
        """As one line: ``3 of 400 files change (row: 3); 397 stay``."""
        causes = ", ".join(
            f"{sentence(f'part-{name}', language)}: {count}" for name, count in self.causes.items()
        )
        return sentence(
            "changes", language, changed=self.changed, total=self.same + self.changed + self.new, same=self.same,
            causes=f" ({causes})" if causes else "", new=sentence("new", language, n=self.new) if self.new else "",
        )  # fmt: skip


def renew(
    plan: Plan,
    *,
    workers: Workers = 0,
    tell: Tell = lambda result: None,
    announce: Callable[[Outlook], None] = lambda outlook: None,
    companions: Companions | None = None,
    overwrite: bool = False,
    prune: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """``run_plan`` for a folder that keeps a ledger and a receipt: a second run makes what differs.

    Cells whose input key and pictures are as they were are confirmed by their files' size and time. Those that only a
    shared part (kit, template, settings) has changed are built first; where the Scene is the same the file
    stays. ``announce`` hears how many files a run changes before the first is written, where there was an earlier
    run. ``companions`` are further files, made once the rows' are; else those that the plan's jobs wish for. A file that a person has touched is
    neither replaced, unless ``overwrite``, nor deleted. Raises ``DesignError``: ``folder-in-use``, ``cannot-write``, and
    (usage) for pruning by a run of some rows. ``prune`` deletes files of earlier runs that no row wants.
    """
    if prune and any(job.rows or job.range or job.sample for job in plan.jobs):
        error = fail(
            "wrong-use", place="--prune", found="a run of some rows", expected="all rows of the table",
            remedy="leave --row, --range and --sample out",
        )  # fmt: skip
        error.usage = True
        raise error
    if not plan.chunks:
        return Summary(results=Results(plan.refused), findings=plan.findings, wanted=len(plan.refused))
    out = Path(plan.chunks[0].setting.out)
    with held(out), closing(Ledger(out)) as ledger, closing(Press()) as press:
        return _renewed(plan, out, ledger, press, workers, tell, announce, companions, overwrite, prune, stop)


def _renewed(
    plan: Plan,
    out: Path,
    ledger: Ledger,
    press: Press,
    workers: Workers,
    tell: Tell,
    announce: Callable[[Outlook], None],
    companions: Companions | None,
    overwrite: bool,
    prune: bool,
    stop: Callable[[], bool],
) -> Summary:
    with stop_flag(stop) as asked:
        fits = KeptFits(out)
        plan = solved(plan, workers, asked, press, fits)
        ledger.clear((out / cell.stem).parent for chunk in plan.chunks for cell in chunk.cells)
        sorted_ = _Sorted(plan, ledger, overwrite, tell)
        kept = sorted_.same
        if (comparable := sorted_.part("compare")).chunks:
            for result in carry_out(comparable, workers, asked, press).results:
                if result.kept:
                    tell(result)
                    kept.append(result)
                    sorted_.stay(result.number)
        if sorted_.known and not asked():
            announce(sorted_.outlook(len(kept)))
        if plan.count > _MANY:
            give_back()
        made = carry_out(sorted_.part("make"), workers, asked, press, tell)
    press.close()
    results = made.results
    if len(kept) or plan.refused:
        kept.extend(results)
        results = kept.in_order(plan.refused)
    summary = Summary(
        results=results, findings=(*plan.findings, *made.findings), wanted=plan.count + len(plan.refused),
        stopped=made.stopped,
    )  # fmt: skip
    if any(finding.code in DISK_FAULTS for finding in made.findings):
        return summary  # there is no writing of ledgers either; the parts tell the next run
    return _closed(
        summary, plan, ledger, fits, companions or companions_of(plan, out), overwrite=overwrite, prune=prune
    )


def forecast(
    plan: Plan, *, overwrite: bool = False, stop: Callable[[], bool] = lambda: False
) -> tuple[Outlook, frozenset[int]]:
    """What ``renew`` of the same plan would do, and the numbers of the cells whose files stay. Nothing is written.

    Files that only a shared part (kit, template) has changed count as changed, though a run may find them the same.
    """
    if not plan.chunks:
        return Outlook(same=0, changed=0, new=0, causes={}), frozenset()
    out = Path(plan.chunks[0].setting.out)
    with stop_flag(stop) as asked:
        plan = solved(plan, 0, asked, Press(), KeptFits(out))
    with closing(Ledger(out)) as ledger:
        sorted_ = _Sorted(plan, ledger, overwrite)
    return sorted_.outlook(len(sorted_.same)), frozenset(sorted_.same.numbers)


def _closed(
    summary: Summary,
    plan: Plan,
    ledger: Ledger,
    fits: KeptFits,
    companions: Companions,
    *,
    overwrite: bool,
    prune: bool,
) -> Summary:
    """Companions, ledger, pruning and receipt; what is to be said of them. Raises ``DesignError`` (``disk-gone``)."""
    check_held(ledger.out)
    told: list[Finding] = []
    if summary.made and not summary.stopped:
        kept = keep_companions(ledger, companions(summary.made), _made_with(plan), overwrite=overwrite)
        told += kept.findings
        summary = msgspec.structs.replace(summary, companions=kept.paths)
    ledger.read_news()
    if prune and not summary.stopped:
        told += pruned(plan, summary, ledger)
    if not ledger:
        return summary  # nothing was ever made here
    keep_jobs(ledger.folder, plan.jobs)
    fits.keep()
    hurried = summary.stopped and len(ledger) > _QUICK
    if not hurried and (ledger.parts or told or not is_current(ledger)):
        told += write_receipt(ledger)
        ledger.gather()
    told += _beside(summary.results.beside)
    return msgspec.structs.replace(summary, findings=(*summary.findings, *told))


def _beside(results: Sequence[Result]) -> list[Finding]:
    return [
        Finding(
            code="touched-file", severity="warning", file=result.beside, place=f"row {result.key}",
            found="a file that was changed by hand, or isn't this folder's", expected="the file that was made",
            remedy=f"the new one is {result.path}; --overwrite replaces the other",
        )
        for result in results
    ]  # fmt: skip


def _template_version(setting: Setting) -> str:
    return digest((Path(setting.template) / "template.json").read_bytes())


def _made_with(plan: Plan) -> Versions:
    first = plan.chunks[0].setting
    kits = {Path(kit).name: find_kit(kit).digest for kit in {chunk.setting.kit for chunk in plan.chunks}}
    return Versions(Path(first.template).name, _template_version(first), kits, first.as_of)


class _Todo:
    """The cells of a chunk that aren't the same: their places in it, their numbers, and what their tickets share."""

    def __init__(self, chunk: Chunk, shared: Shared) -> None:
        self.chunk, self.shared = chunk, shared
        self.places, self.numbers = array("I"), array("q")


class _Sorted:
    """The cells of a plan by what is to be done: confirmed (``same``), changed in a shared part (``shared``), others."""

    def __init__(self, plan: Plan, ledger: Ledger, overwrite: bool, tell: Tell = lambda result: None) -> None:
        self.same = Gathered()
        self._tell = tell
        self._todo: list[_Todo] = []
        self._shared: set[int] = set()  # numbers of those that a shared part alone has changed
        self._stay: set[int] = set()  # of those that only looked changed
        self._causes: dict[int, str] = {}  # of changed files, by number
        self.known = bool(ledger)
        self._stamps: dict[str, Stamp] = {}  # of pictures, which many files may be made of
        self._plan, self._ledger, self._overwrite = plan, ledger, overwrite
        for chunk in plan.chunks:
            template = _template_version(chunk.setting)
            kit = find_kit(chunk.setting.kit).digest
            shared = Shared(
                parts=(program_key(), template, kit, setting_key(chunk.setting)),
                template=Path(chunk.setting.template).name, kit_version=kit,
            )  # fmt: skip
            self._todo.append(_Todo(chunk, shared))
        for number, at, cell in in_turn(plan.chunks):
            todo = self._todo[number]
            if not self._is_same(cell, self._ticket(todo.chunk.setting, todo.shared, cell)):
                todo.places.append(at)
                todo.numbers.append(cell.number)

    def _ticket(self, setting: Setting, shared: Shared, cell: Cell) -> Ticket:
        name = f"{cell.stem}.{setting.formats[0]}"
        known = self._ledger.known(name, [cell.stem + FORMATS[format_].suffix for format_ in setting.formats])
        return Ticket(name=name, shared=shared, row=row_key(cell), known=known)

    def _ticketed(self, setting: Setting, shared: Shared, at: int, cell: Cell) -> Cell:
        return msgspec.structs.replace(cell, ticket=self._ticket(setting, shared, cell))

    def _is_same(self, cell: Cell, ticket: Ticket) -> bool:
        """Whether a cell's file is known to be the same; else what has changed is noted."""
        parts = ticket.parts
        key = input_key(parts)
        mine = [entry for entry in ticket.known if entry.name == ticket.name and entry.parts]
        for entry in reversed(mine):
            if entry.input == key and self._is_there(entry, ticket) and self._same_files(entry):
                result = result_of(entry, cell.number, kept=True)
                self.same.append(result)
                self._tell(result)
                return True
        if not mine:
            return False
        changed = changed_parts(mine[-1].parts, parts) or (
            ["picture"] if not self._same_files(mine[-1]) else ["file"]
        )
        self._causes[cell.number] = changed[0]
        if not {"program", "row", "file"} & set(changed):
            self._shared.add(cell.number)
        return False

    def _is_there(self, entry: Entry, ticket: Ticket) -> bool:
        here = stamp_of(str(self._ledger.out / entry.path))
        return here == entry.stamp and in_place(self._ledger.out, entry, ticket.known, self._overwrite)

    def _same_files(self, entry: Entry) -> bool:
        return all(self._stamp(path) == (size, time) for path, size, time in entry.files)

    def _stamp(self, path: str) -> Stamp:
        found = self._stamps.get(path)
        if found is None:
            found = self._stamps[path] = stamp_of(path)
        return found

    def part(self, mode: Mode) -> Plan:
        """What is to be compared (cells that a shared part alone has changed), or to be made."""
        chunks = []
        for todo in self._todo:
            wanted = self._shared.__contains__ if mode == "compare" else self._is_changed
            places = array("I", compress(todo.places, map(wanted, todo.numbers)))
            if places:
                setting = msgspec.structs.replace(
                    todo.chunk.setting, part=self._ledger.part(), overwrite=self._overwrite, mode=mode
                )
                ticketed = partial(self._ticketed, todo.chunk.setting, todo.shared)
                chunks.append(Chunk(setting=setting, cells=Each(Picked(todo.chunk.cells, places), ticketed)))
        return Plan(chunks=tuple(chunks))

    def _is_changed(self, number: int) -> bool:
        return number not in self._stay

    def stay(self, number: int) -> None:
        """A cell only looked changed."""
        self._stay.add(number)
        del self._causes[number]

    def outlook(self, same: int) -> Outlook:
        causes = Counter(self._causes.values())
        cells = sum(len(todo.places) for todo in self._todo) - len(self._stay)
        return Outlook(
            same=same, changed=len(self._causes), new=cells - len(self._causes),
            causes=dict(sorted(causes.items(), key=lambda pair: (-pair[1], pair[0]))),
        )  # fmt: skip
