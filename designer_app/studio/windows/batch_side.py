"""The left side of the Batch window: template, table, kits, outputs, format, folder and names."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from designer_app.design.library import find_kit, find_template, kit_names, template_names
from designer_app.errors import DesignError
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.data.records import FOUND_OUT
from designer_app.production.jobs import DEFAULT_NAME, Job, with_reading
from designer_app.production.rows import Rows
from designer_app.studio.fields import Choice
from designer_app.studio.floating import Menu
from designer_app.studio.icons import icon
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import button, column, label, row, scrolled, tool
from designer_app.studio.start_entries import title_of
from designer_app.studio.status import kit_title
from designer_app.studio.windows.batch_outputs import Outputs
from designer_app.studio.windows.batch_state import Checked, outputs_of, with_size
from designer_app.studio.windows.conditions import Conditions
from designer_app.studio.windows.frame import part, side
from designer_app.studio.words import number_text, plural, tr

_ENCODINGS = ("", "utf-8", "cp1251", "koi8-r", "utf-16", "cp1252", "cp866", "mac-cyrillic")
_SEPARATORS = ("", ";", ",", "tab", "|")
_HEADINGS = 12  # rows that may be said to hold the headings
_TEXTS = (".csv", ".tsv", ".txt", ".tab")
_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_FORMATS = ("", "png", "jpg", "webp", "avif", "pdf")


class BatchSide(QWidget):
    """``changed(job)`` and ``aimed(folder)`` when a person chose something else."""

    changed = Signal(object)
    aimed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._job = Job()
        self.thumb = QLabel()
        self.thumb.setFixedSize(48, 48)
        self.thumb.setObjectName("mat")
        self._template, self._about = label("", "name"), label("", "quiet")
        self.table = QLineEdit()
        self.table.setReadOnly(True)
        self.table.setAccessibleName(tr("Table"))
        self.table.addAction(icon("file-spreadsheet"), QLineEdit.ActionPosition.LeadingPosition)
        self._rows = label("", "hint")
        self.encoding = Choice(
            [(e, e.upper() if e else tr("Encoding: auto")) for e in _ENCODINGS], tr("Encoding")
        )
        self.encoding.picked.connect(lambda value: self._set(encoding=value))
        self.separator = Choice(
            [(s, tr("Separator: {sign}", sign=s) if s else tr("Separator: auto")) for s in _SEPARATORS],
            tr("Separator"),
        )
        self.separator.setToolTip(tr("Separator"))
        self.separator.picked.connect(lambda value: self._set(separator=value))
        self.header = Choice(
            [
                ("0", tr("Headings: auto")),
                *((str(n), tr("Headings: row {n}", n=n)) for n in range(1, _HEADINGS + 1)),
            ],
            tr("Row of the headings"),
        )
        self.header.setToolTip(tr("Row of the headings"))
        self.header.picked.connect(lambda value: self._set(header=int(value)))
        self.groups = Choice(
            [
                ("", tr("A text alone: auto")),
                ("names", tr("A text alone: a group")),
                ("rows", tr("A text alone: a row")),
            ],
            tr("A text alone in its row"),
        )
        self.groups.setToolTip(tr("What a line with one text alone is: the name of a group, or a row"))
        self.groups.picked.connect(lambda value: self._set(groups=value))
        self.sheet = QLineEdit()
        self.sheet.setPlaceholderText(tr("Sheet: the first"))
        self.sheet.setAccessibleName(tr("Sheet"))
        self.sheet.editingFinished.connect(lambda: self._set(sheet=self.sheet.text().strip()))
        self.key = Choice([], tr("Key"))
        self.key.setToolTip(tr("The column by which rows are known"))
        self.key.picked.connect(lambda value: self._set(key=value))
        self._matched = label("", "quiet")
        self._matched.setMinimumWidth(0)
        self.map = button(tr("Match"), self._map, "link")
        self.where = Conditions()
        self.where.changed.connect(lambda text: self._set(where=text))
        self._kits = row(spacing=4)
        self.total = label("", "quiet")
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a size, or write 1200x628"))
        self.search.setAccessibleName(tr("Find a size, or write 1200x628"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda _: self._fill_outputs())
        self.search.returnPressed.connect(self._own_size)
        self.outputs = under_bar(Outputs())
        self.outputs.toggled.connect(lambda ids, on: self._send(with_size(self._job, ids, on)))
        self.format = Choice([(f, f.upper() if f else tr("Any")) for f in _FORMATS], tr("Format"))
        self.format.setToolTip(tr("Any: the first format that the size's platform takes"))
        self.format.setFixedWidth(96)
        self.format.picked.connect(lambda value: self._set(formats=(value,) if value else ()))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(tr("Folder"))
        self.folder.addAction(icon("folder"), QLineEdit.ActionPosition.LeadingPosition)
        self.folder.editingFinished.connect(lambda: self.aimed.emit(self.folder.text().strip()))
        self.names = QLineEdit()
        self.names.setAccessibleName(tr("Names"))
        self.names.setPlaceholderText(DEFAULT_NAME)
        self.names.setToolTip(
            tr(
                "May hold {names}; / makes folders",
                names="{{key}} {{size}} {{kit}} {{lang}} {{page}} {{template}}",
            )
        )
        self.names.editingFinished.connect(lambda: self._set(name=self.names.text().strip()))
        self._checked: Checked | None = None
        self._build()

    def _build(self) -> None:
        self.change = button(tr("Change"), self._templates, "ghost")
        words = column(self._template, self._about, spacing=0)
        above = part(
            row(label(tr("Template"), "head"), None, self.change),
            _beside(self.thumb, words),
            ruled=False,
        )
        self.open_table = tool("folder-open", tr("Open a table"), self.ask_table, large=False)
        which = row(self.encoding, self.sheet, self.key, spacing=4)
        which.setStretch(0, 6)  # the longer name
        which.setStretch(2, 5)
        how = row(self.header, self.separator, spacing=4)
        how.setStretch(0, 1)
        how.setStretch(1, 1)
        table = part(
            row(label(tr("Table"), "head"), None, self._rows, self.open_table, spacing=8),
            self.table,
            which,
            how,
            self.groups,
            row(self._matched, None, self.map),
            row(
                label(tr("Only rows where…"), "quiet"),
                None,
                tool("plus", tr("Add a condition"), self.where.add, large=False),
            ),
            self.where,
        )
        kits = part(label(tr("Brand kits"), "head"), self._kits)
        outputs = part(
            row(label(tr("Outputs"), "head"), None, self.total), self.search,
        )  # fmt: skip
        self.outputs.setMinimumHeight(180)
        below = part(
            label(tr("Folder and names"), "head"),
            row(
                self.folder,
                tool("folder-open", tr("Choose a folder"), self._ask_folder, large=False),
                spacing=4,
            ),
            row(self.names, self.format, spacing=4),
        )
        whole = column(side(288, True, scrolled(above, table, kits, outputs, self.outputs), below), spacing=0)
        self.setLayout(whole)
        self.setFixedWidth(288)

    # Shown

    def show_job(self, job: Job, out: str) -> None:
        """A job and the folder that its files go to."""
        self._job = job
        loaded = find_template(job.template)
        self._template.setText(title_of(loaded))
        self._about.setText(plural(len(loaded.template.slots), "slot"))
        self.table.setText(Path(job.data).name if job.data else tr("No table"))
        self.table.setToolTip(job.data)
        self.encoding.set_value(job.encoding)
        kind = Path(job.data).suffix.lower()
        self.separator.set_value(job.separator)
        self.header.set_value(str(job.header))
        self.groups.set_value(job.groups)
        self.groups.setVisible(bool(job.groups))
        for choice in (self.encoding, self.separator):
            choice.setVisible(kind in _TEXTS)
        self.header.setVisible(kind in (*_TEXTS, *_BOOKS))
        self.sheet.setVisible(kind in _BOOKS)
        self.sheet.setText(job.sheet)
        self._offer_keys()
        self.where.set_text(job.where)
        self.folder.setText(out)
        self.names.setText(job.name)
        self.format.set_value(job.formats[0] if job.formats else "")
        _empty(self._kits)
        chosen = {find_kit(kit).id for kit in job.kits}
        for name in kit_names():
            kit = find_kit(name)
            made = button(kit_title(kit), lambda kit=kit: self._toggle_kit(kit.id), "chip")
            made.setCheckable(True)
            made.setChecked(kit.id in chosen)
            self._kits.addWidget(made)
        self._kits.addStretch(1)
        self._fill_outputs()

    def show_checked(self, checked: Checked | None) -> None:
        """Counts, as the flight check found them."""
        self._checked = checked
        rows = checked.rows if checked else None
        self._rows.setText(plural(len(rows.keys), "row") if rows else "")
        self._matched.setText(_matched(rows, self._job) if rows else "")
        self.map.setVisible(rows is not None)
        told = {finding.code for finding in rows.findings} if rows else set()
        self.groups.setVisible(
            bool(self._job.groups or told & {"group-rows", "footnote-rows", "explanation-rows"})
        )
        self._offer_keys()
        if rows:
            self.where.offer(rows)
        self._fill_outputs()

    def _offer_keys(self) -> None:
        rows = self._checked.rows if self._checked else None
        names = [c for c in rows.columns if c not in rows.headings and not c.startswith("_")] if rows else []
        if self._job.key and self._job.key not in names:
            names.insert(0, self._job.key)
        self.key.offer([("", tr("Key: auto")), *((name, name) for name in names)])
        self.key.set_value(self._job.key)

    def show_thumb(self, image: QImage) -> None:
        made = QPixmap.fromImage(image)
        made.setDevicePixelRatio(2)
        self.thumb.setPixmap(made)

    def _fill_outputs(self) -> None:
        if not self._job.template:
            return
        counts: dict[str, int] = {}
        if self._checked:
            for result in self._checked.results:
                counts[result.size] = counts.get(result.size, 0) + 1
        try:
            self.outputs.fill(outputs_of(self._job), counts, self.search.text())
        except DesignError:
            self.outputs.clear()
        total = sum(counts.values())
        self.total.setText(tr("{n} files", n=number_text(total)) if total else "")

    # Chosen

    def _set(self, **fields: object) -> None:
        self._send(msgspec.structs.replace(self._job, **fields))

    def _send(self, job: Job) -> None:
        if job != self._job:
            self._job = job
            self._fill_outputs()
            self.changed.emit(job)

    def _toggle_kit(self, kit: str) -> None:
        now = [find_kit(name).id for name in self._job.kits]
        kits = [name for name in now if name != kit] if kit in now else [*now, kit]
        self._set(kits=tuple(kits or now))
        QTimer.singleShot(0, lambda: self.show_job(self._job, self.folder.text()))

    def _own_size(self) -> None:
        from designer_app.design.sizes import load_sizes, parse_size

        text = self.search.text().strip().replace("×", "x").replace(" ", "")
        try:
            size = parse_size(text, load_sizes(None))
        except DesignError:
            return
        self.search.clear()
        self._send(with_size(self._job, [size.id], True))

    def _templates(self) -> None:
        menu = Menu(self)
        for name in template_names():
            menu.addAction(title_of(find_template(name)), lambda name=name: self._set_template(name))
        menu.addSeparator()
        menu.addAction(icon("folder-open"), tr("Open file"), self._ask_template)
        menu.exec(self.change.mapToGlobal(self.change.rect().bottomLeft()))

    def _set_template(self, name: str) -> None:
        from designer_app.studio.windows.batch_state import first_job

        other = first_job(name, self._job.kits[0] if self._job.kits else "")
        own = Path(self._job.data).parent != find_template(self._job.template).folder
        self._send(
            msgspec.structs.replace(
                self._job, template=name, data=self._job.data if own else other.data, sizes=other.sizes, columns={}, cells={},
            )
        )  # fmt: skip
        self.show_job(self._job, self.folder.text())

    def _ask_template(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open file"), "", "template.json (template.json)")
        if name:
            self._set_template(str(Path(name).parent))

    def ask_table(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open a table"), self._job.data, f"{tr('Tables')} ({kinds})"
        )
        if name:
            self.take_table(name)

    def take_table(self, name: str) -> None:
        """Another table: what was said of the last one's columns and cells holds no longer."""
        self._send(
            msgspec.structs.replace(
                with_reading(self._job, FOUND_OUT), data=name, columns={}, cells={}, key="", rows=()
            )
        )
        self.show_job(self._job, self.folder.text())

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)
            self.aimed.emit(folder)

    def _map(self) -> None:
        from designer_app.studio.windows.matching import MatchDialog

        if self._checked is None:
            return
        dialog = MatchDialog(
            self, find_template(self._job.template).template, self._job.columns, self._checked.rows
        )
        dialog.chosen.connect(lambda columns: self._set(columns=columns))
        dialog.open()


def _matched(rows: Rows, job: Job) -> str:
    slots = find_template(job.template).template.slots
    own = [c for c in rows.columns if c not in rows.headings]
    used = [
        c
        for c in own
        if c.partition(":")[0].partition(".")[0] in slots or c in rows.headings.values() or c.startswith("_")
    ]
    return tr("{used} of {all} columns", used=len(used), all=len(own))


def _beside(widget: QWidget, words: object) -> object:
    made = row(widget, spacing=8)
    made.addLayout(words)  # type: ignore[arg-type]
    made.addStretch(1)
    return made


def _empty(layout: object) -> None:
    from designer_app.studio.parts import clear

    clear(layout)  # type: ignore[arg-type]
