"""The left side of the Catalog window: the collection, its conditions and order, what is done by hand, pages, outputs."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QWidget

from designer_app.design.library import find_kit, find_template, kit_names, template_names
from designer_app.production.catalog.publishing import GOODS
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.jobs import Job
from designer_app.studio.fields import Choice
from designer_app.studio.floating import Menu
from designer_app.studio.icons import icon
from designer_app.studio.parts import Section, button, clear, column, label, row, scrolled, tool
from designer_app.studio.start_entries import title_of
from designer_app.studio.status import kit_title
from designer_app.studio.windows.catalog_state import (
    GRIDS,
    OUTPUTS,
    Laid,
    excluded,
    unpinned,
    wish_of,
    with_wish,
)
from designer_app.studio.windows.catalog_words import output_text
from designer_app.studio.windows.conditions import Conditions
from designer_app.studio.windows.frame import part, side, sign
from designer_app.studio.windows.ordering import Order
from designer_app.studio.words import number_text, plural, tr

_HEAD = 76


class CatalogSide(QWidget):
    """``changed(job)``, ``kept(text)`` pages that are printed, ``aimed(folder)``, ``picked(key)``."""

    changed = Signal(object)
    kept = Signal(str)
    aimed = Signal(str)
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._job = Job()
        self._columns: list[str] = []
        self.title = _line(tr("Title"), lambda text: self._wish(title=text or tr("Catalog")))
        self.intro = _line(tr("Intro"), lambda text: self._wish(intro=text))
        self.table = QLineEdit()
        self.table.setReadOnly(True)
        self.table.setAccessibleName(tr("Table"))
        self.table.addAction(icon("file-spreadsheet"), QLineEdit.ActionPosition.LeadingPosition)
        self.fit = label("", "quiet")
        self.where = Conditions()
        self.where.changed.connect(lambda text: self._set(where=text))
        self.order = Order()
        self.order.changed.connect(lambda text: self._set(order=text))
        self.group = Choice([], tr("Groups"))
        self.group.picked.connect(lambda value: self._wish(group=value, openers=bool(value)))
        self.importance = Choice([], tr("Importance"))
        self.importance.picked.connect(lambda value: self._wish(importance=value))
        self.per_group = _count(lambda n: self._wish(per_group=n), tr("In each group"))
        self.top = _count(lambda n: self._wish(top=n), tr("In all"))
        self._hands = column(spacing=0)
        self.grid = Choice([(str(n), tr("Up to {n} on a page", n=n)) for n in GRIDS], tr("Grid"))
        self.grid.picked.connect(lambda value: self._wish(grid=int(value)))
        fits = [("", tr("As they suit")), ("whole", tr("Shown whole")), ("fill", tr("Fill their place"))]
        self.pictures = Choice(fits, tr("Pictures"))
        self.pictures.picked.connect(lambda value: self._wish(pictures=value))
        self.budget = _count(lambda n: self._wish(budget=n), tr("Budget"))
        self.size = Choice(
            [
                ("210x297mm+3@300", "A4"),
                ("148x210mm+3@300", "A5"),
                ("210x210mm+3@300", "210 × 210 mm"),
                ("297x210mm+3@300", tr("A4, lying")),
            ],
            tr("Size"),
        )
        self.size.picked.connect(lambda value: self._set(sizes=(value,)))
        self.pages = Choice([(n, t) for n, t in _named_templates("catalog")], tr("Pages"))
        self.pages.picked.connect(lambda value: self._wish(pages=value))
        self.cells = Choice([(n, t) for n, t in _named_templates("cell")], tr("Cells"))
        self.cells.picked.connect(lambda value: self._set(template=value))
        self.kit = Choice([(name, kit_title(find_kit(name))) for name in kit_names()], tr("Brand kit"))
        self.kit.picked.connect(lambda value: self._set(kits=(value,), langs=()))
        self.edition = _line(tr("Edition: a season, a month"), lambda text: self._wish(edition=text))
        self.note = _line(tr("Note at the foot of every page"), lambda text: self._wish(note=text))
        self.contact = _line(
            tr("Contact, on the back"), lambda text: self._wish(contact=text.replace(" | ", "\n"))
        )
        self.hashtags = _line(
            tr("Hashtags of captions"), lambda text: self._wish(hashtags=tuple(text.split()))
        )
        self.keep = QCheckBox(tr("Keep what is printed"))
        self.keep.toggled.connect(lambda on: self.kept.emit(self.keep_pages.text() if on else ""))
        self.keep_pages = QLineEdit("")
        self.keep_pages.setPlaceholderText("1-7")
        self.keep_pages.setAccessibleName(tr("Pages that are printed"))
        self.keep_pages.setFixedWidth(72)
        self.keep_pages.editingFinished.connect(self._keep)
        self.index = QCheckBox(tr("Index"))
        self.index.clicked.connect(lambda on: self._wish(index=("name",) if on else ()))
        self.prices = QCheckBox(tr("Price list"))
        self.prices.clicked.connect(lambda on: self._wish(prices=on))
        self.outputs: dict[str, QCheckBox] = {}
        self._counts: dict[str, QLabel] = {}
        self.folder = QLineEdit()
        self.folder.setAccessibleName(tr("Folder"))
        self.folder.addAction(icon("folder"), QLineEdit.ActionPosition.LeadingPosition)
        self.folder.editingFinished.connect(lambda: self.aimed.emit(self.folder.text().strip()))
        self._build()

    def _build(self) -> None:
        words = Section("Words", folded=True)
        for field in (self.edition, self.note, self.contact, self.hashtags):
            words.add(field)
        more = tool("folder-open", tr("Open a table"), self.ask_table, large=False)
        collection = part(
            row(label(tr("Collection"), "head"), None, more),
            self.title,
            self.intro,
            self.table,
            self.fit,
            ruled=False,
            spacing=4,
        )
        add = tool("plus", tr("Add a condition"), self.where.add, large=False)
        where = part(row(label(tr("Conditions"), "head"), None, add), self.where)
        order = part(
            label(tr("Order"), "head"), _named(tr("Sort"), self.order), self.order.written, _named(tr("Groups"), self.group),
            _named(tr("Importance"), self.importance), _named(tr("At most"), self.per_group, label(tr("in a group"), "hint")),
            _named("", self.top, label(tr("in all"), "hint")), spacing=4,
        )  # fmt: skip
        self._hand_add = tool("plus", tr("Pin or leave out a product"), self._ask_product, large=False)
        hands = part(row(label(tr("By hand"), "head"), None, self._hand_add), self._hands, spacing=4)
        pages = part(
            label(tr("Pages"), "head"), _named(tr("Template"), self.pages), _named(tr("Cells"), self.cells),
            _named(tr("Brand kit"), self.kit), _named(tr("Grid"), self.grid), _named(tr("Size"), self.size),
            _named(tr("Pictures"), self.pictures), _named(tr("Budget"), self.budget, label(tr("pages"), "hint")), row(self.keep, None, self.keep_pages),
            row(self.index, self.prices, None, spacing=16), spacing=4,
        )  # fmt: skip
        rows = column(label(tr("What to publish"), "head"), spacing=6, margins=(0, 0, 0, 0))
        for name in OUTPUTS:
            made = QCheckBox(output_text(name))
            made.clicked.connect(
                lambda _: self._wish(outputs=tuple(n for n in OUTPUTS if self.outputs[n].isChecked()))
            )
            self.outputs[name] = made
            self._counts[name] = label("", "quiet")
            rows.addLayout(row(made, None, self._counts[name]))
        below = part(
            rows,
            row(
                self.folder,
                tool("folder-open", tr("Choose a folder"), self._ask_folder, large=False),
                spacing=4,
            ),
        )
        self.setLayout(
            column(
                side(296, True, scrolled(collection, words, where, order, hands, pages, None), below),
                spacing=0,
            )
        )
        self.setFixedWidth(296)

    # Shown

    def show_job(self, job: Job, out: str) -> None:
        """A catalog's job and the folder that its files go to."""
        self._job = job
        wish = wish_of(job)
        self.title.setText(wish.title if job.catalog else "")
        self.intro.setText(wish.intro)
        self.intro.setCursorPosition(0)
        self.table.setText(Path(job.data).name if job.data else tr("No table"))
        self.order.set_text(job.order)
        self.per_group.setText(str(wish.per_group or ""))
        self.top.setText(str(wish.top or ""))
        self.grid.set_value(str(wish.grid))
        self.pictures.set_value(wish.pictures)
        self.budget.setText(str(wish.budget or ""))
        size = job.sizes[0] if job.sizes else "210x297mm+3@300"
        if self.size.findData(size) < 0:
            self.size.addItem(size, size)
        self.size.set_value(size)
        for choice, value in (
            (self.pages, wish.pages),
            (self.cells, job.template or GOODS),
            (self.kit, job.kits[0] if job.kits else "med"),
        ):
            if choice.findData(value) < 0:
                choice.addItem(Path(value).name, value)
            choice.set_value(value)
        self.edition.setText(wish.edition)
        self.note.setText(wish.note)
        self.contact.setText(wish.contact.replace("\n", " | "))
        self.hashtags.setText(" ".join(wish.hashtags))
        self.index.setChecked(bool(wish.index))
        self.prices.setChecked(wish.prices)
        for name, box in self.outputs.items():
            box.setChecked(name in wish.outputs)
        self.folder.setText(out)
        self._offer()
        self.where.set_text(job.where)

    def show_laid(self, laid: Laid) -> None:
        """Counts, the table's columns, names of what is done by hand."""
        self._columns = [
            c for c in laid.rows.columns if not c.startswith("_") and c not in laid.rows.headings
        ]
        self._offer()
        self.where.offer(laid.rows)
        self.order.offer(laid.rows, laid.draft.wish.importance)
        products = len(laid.draft.products.by_key)
        self.fit.setText(
            tr("{n} of {all} products fit", n=number_text(products), all=number_text(len(laid.goods)))
        )
        pages = plural(len(laid.draft.plans), "page")
        cards = sum(len(p.keys) for p in laid.draft.plans)
        for name, text in {
            "print": pages, "screen": pages, "images": plural(cards + 2, "picture"), "gallery": plural(cards, "product"),
            "captions": plural(products, "file"), "data": "CSV, JSON",
        }.items():  # fmt: skip
            self._counts[name].setText(text)
        clear(self._hands)
        names = {good.key: good.name for good in laid.goods}
        wish = laid.draft.wish
        for pin in wish.pins:
            words = (
                tr("on page {n}", n=pin.page)
                if pin.page
                else tr({"single": "a cell", "double": "two cells", "page": "a page"}[pin.size])
            )
            self._hands.addWidget(
                self._hand("pin", pin.key, names.get(pin.key, pin.key), words, unpinned(self._job, pin.key))
            )
        for key in wish.exclude:
            self._hands.addWidget(
                self._hand("ban", key, names.get(key, key), tr("left out"), excluded(self._job, key, False))
            )
        if not wish.pins and not wish.exclude:
            self._hands.addWidget(
                label(tr("Drag a product to another page to pin it there."), "hint", wrap=True)
            )

    def _hand(self, sign_: str, key: str, name: str, words: str, without: Job) -> QWidget:
        made = QWidget()
        made.setFixedHeight(28)
        title = button(name, lambda: self.picked.emit(key), "status")
        title.setMaximumWidth(150)
        title.setToolTip(f"{name} · {key}")
        off = tool("x", tr("Take it back"), lambda: self._send(without), large=False)
        off.setAccessibleName(f"{tr('Take it back')}: {name}")
        made.setLayout(row(sign(sign_, "t2"), title, None, label(words, "quiet"), off, spacing=4))
        return made

    def _offer(self) -> None:
        wish = wish_of(self._job)
        for choice, value in ((self.group, wish.group), (self.importance, wish.importance)):
            names = dict.fromkeys([*self._columns, *([value] if value else [])])
            choice.offer([("", tr("None")), *((name, name) for name in names)])
            choice.set_value(value)

    # Chosen

    def _keep(self) -> None:
        self.keep.blockSignals(True)
        self.keep.setChecked(bool(self.keep_pages.text().strip()))
        self.keep.blockSignals(False)
        self.kept.emit(self.keep_pages.text().strip())

    def _wish(self, **fields: object) -> None:
        self._send(with_wish(self._job, **fields))

    def _set(self, **fields: object) -> None:
        self._send(msgspec.structs.replace(self._job, **fields))

    def _send(self, job: Job) -> None:
        if job != self._job:
            self._job = job
            self.changed.emit(job)

    def _ask_product(self) -> None:
        menu = Menu(self)
        menu.addAction(icon("pin"), tr("Drag a product to another page to pin it there."))
        menu.addAction(icon("ban"), tr("Right click on a product leaves it out, or makes it larger."))
        menu.exec(self._hand_add.mapToGlobal(self._hand_add.rect().bottomLeft()))

    def ask_table(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open a table"), self._job.data, f"{tr('Tables')} ({kinds})"
        )
        if name:
            self._send(msgspec.structs.replace(self._job, data=name, columns={}, cells={}, key=""))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)
            self.aimed.emit(folder)


def _named_templates(kind: str) -> list[tuple[str, str]]:
    """Shipped templates of a kind, by name."""
    found = [(name, find_template(name)) for name in template_names()]
    return [(name, title_of(loaded)) for name, loaded in found if loaded.template.kind == kind]


def _line(name: str, done: object) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    made.editingFinished.connect(lambda: done(made.text().strip()))  # type: ignore[operator]
    return made


def _count(done: object, name: str) -> QLineEdit:
    made = _line(name, lambda text: done(int(text or 0)))  # type: ignore[operator]
    made.setPlaceholderText(tr("no limit"))
    made.setValidator(QIntValidator(0, 2000, made))
    return made


def _named(name: str, *widgets: QWidget) -> object:
    head = label(name, "quiet")
    head.setFixedWidth(_HEAD)
    return row(head, *widgets, spacing=4)
