"""The Data strip: rows of the table as cards with live thumbnails; longest, shortest, emptiest; the row that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QWidget

from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.desk import Desk
from designer_app.studio.fault_words import cause_of, what_is_wrong
from designer_app.studio.fields import SearchField
from designer_app.studio.icons import pixmap
from designer_app.studio.opened_table import Row
from designer_app.studio.parts import Empty, Segments, button, clear, column, label, row, tool, upright
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.words import tr

_SHOWN = 60  # cards at once
_WANTED = 96  # px of a thumbnail
_NARROW = 1320  # px of the strip below which words give way


class DataStrip(QWidget):
    """Below the canvas. Thumbnails come from a renderer of its own, so that the canvas never waits for them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("data")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._cards: list[_Card] = []
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        self.title = label("", "head")
        self.place = label("")
        back = tool("chevron-left", tr("Previous row"), lambda: desk.set_row(desk.row - 1))
        on = tool("chevron-right", tr("Next row"), lambda: desk.set_row(desk.row + 1))
        self.first = back
        picks = Segments(
            [("longest", tr("Longest")), ("shortest", tr("Shortest")), ("emptiest", tr("Emptiest"))]
        )
        picks.picked.connect(self._pick)
        self.search = SearchField(tr("Key or text"))
        self.search.setFixedWidth(176)
        self.search.textChanged.connect(lambda _: self._sift())
        self.bad = button("", self._sift, "outline", "triangle-alert")
        self.bad.setCheckable(True)
        self._show = label(tr("Show row:"), "hint")
        self._steps = QWidget()
        self._steps.setLayout(row(upright(), back, self.place, on, upright(), self._show, picks, spacing=8))
        self._sieve = QWidget()
        self._sieve.setLayout(row(self.search, self.bad, spacing=8))
        fold = tool("panel-bottom-close", tr("Fold the strip away"), lambda: self.setVisible(False))
        bar = QWidget()
        bar.setFixedHeight(44)
        bar.setLayout(
            row(
                self.title, self._steps, None, self._sieve, button(tr("Open a table"), self.ask, "outline", "table-2"), fold,
                spacing=12, margins=(12, 0, 12, 0),
            )
        )  # fmt: skip
        self._holder = QWidget()
        self._holder.setObjectName("data")
        self._row = row(spacing=8, margins=(12, 0, 12, 4))
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._holder.setLayout(self._row)
        self._area = QScrollArea()
        self._area.setWidget(self._holder)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(132)
        self.setLayout(column(bar, self._area, None, spacing=0))
        self.setFixedHeight(180)
        self._known: object = None
        desk.viewed.connect(self.refresh)
        desk.changed.connect(self._stale)
        self.refresh()

    def refresh(self) -> None:
        desk = self._desk
        self.title.setText(Path(desk.table).name if desk.table else tr("Data"))
        self.place.setText(
            tr("Row {row} of {count}", row=desk.row + 1, count=len(desk.rows)) if desk.rows else ""
        )
        self._steps.setVisible(bool(desk.rows))
        self._sieve.setVisible(bool(desk.rows))
        known = (desk.table, len(desk.rows), desk.kit.id)
        if known != self._known:
            self._known = known
            self._fill()
        for number, card in enumerate(self._cards):
            on = "true" if number == desk.row else "false"
            if card.property("on") != on:
                card.setProperty("on", on)
                card.style().polish(card)
        if 0 <= desk.row < len(self._cards):
            self._area.ensureWidgetVisible(self._cards[desk.row], 60)

    def _fill(self) -> None:
        clear(self._row)
        self._cards = []
        for number, entry in enumerate(self._desk.rows[:_SHOWN]):
            card = _Card(entry, self._telling(entry), lambda number=number: self._desk.set_row(number))
            self._cards.append(card)
            self._row.addWidget(card)
        if not self._desk.rows:
            open_ = button(tr("Open a table"), self.ask, "primary")
            how = tr("CSV, XLSX, ODS or JSON. Each row becomes a design.")
            self._row.addWidget(Empty("file-spreadsheet", tr("Bring a table here"), how, open_), 1)
        elif len(self._desk.rows) > _SHOWN:
            self._row.addWidget(label(tr("and {count} more", count=len(self._desk.rows) - _SHOWN), "hint"))
        self._sift()
        self._wish_all()

    def _telling(self, entry: Row) -> tuple[str, list[str]]:
        """A row's name and the two cells that matter: its first text, its first numbers."""
        slots = self._desk.session.state.template.slots
        names = [
            s
            for s, spec in slots.items()
            if spec.type in ("text", "rich") and str(entry.cells.get(s) or "").strip()
        ]
        numbers = [
            s for s, spec in slots.items()
            if spec.type in ("number", "money", "date") and str(entry.cells.get(s) or "").strip()
        ]  # fmt: skip
        told = [str(entry.cells[s]) for s in (numbers[:2] or names[1:2])]
        return (str(entry.cells[names[0]]) if names else entry.key), told

    def _sift(self) -> None:
        """Only cards with the words searched for, and of rows with problems where that is wished."""
        words = self.search.text().strip().lower()
        count = sum(card.worst for card in self._cards)
        self.bad.setText(f"{tr('With problems')}  {count}")
        self.bad.setEnabled(count > 0 or self.bad.isChecked())
        for card in self._cards:
            card.setVisible(words in card.words and (card.worst or not self.bad.isChecked()))

    def _stale(self) -> None:
        if self.isVisible():
            self._wish_all()

    def _wish_all(self) -> None:
        board = self._desk.canvas.current
        if board is None or not self.isVisible():
            return
        scale = _WANTED * self.devicePixelRatioF() / max(board.size.width, board.size.height)
        state, template, seen = self._desk.session.state, self._desk.session.template, self._desk.view(board)
        for number, entry in enumerate(self._desk.rows[:_SHOWN]):
            view = msgspec.structs.replace(
                seen, row=entry.key, cells=state.row(entry.key, dict(entry.cells)),
                lang=entry.lang or self._desk.kit.file.locale[:2], page=1,
            )  # fmt: skip
            self._renderer.wish(str(number), template, state.rows, view, scale, check=False)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        narrow = self.width() < _NARROW
        self._show.setVisible(not narrow)
        self.search.setFixedWidth(112 if narrow else 176)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._wish_all()

    def _arrived(self, made: Made) -> None:
        number = int(made.wish.board)
        if number < len(self._cards):
            self._cards[number].take(made, self.devicePixelRatioF())
            if self._renderer.settled:
                self._sift()

    def _pick(self, which: str) -> None:
        rows = self._desk.rows
        if not rows:
            return

        def text(entry: Row) -> int:
            return sum(
                len(str(v)) for k, v in entry.cells.items() if isinstance(v, str) and not k.startswith("_")
            )

        def empty(entry: Row) -> int:
            return sum(v in ("", None) for v in entry.cells.values())

        order = {"longest": lambda e: -text(e), "shortest": text, "emptiest": lambda e: -empty(e)}[which]
        self._desk.set_row(min(range(len(rows)), key=lambda i: (order(rows[i]), i)))

    def ask(self) -> None:
        """Choose a table file."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("Open a table"),
            "",
            tr("Tables") + " (*.csv *.tsv *.xlsx *.xls *.ods *.json *.jsonl *.db *.sqlite)",
        )
        if name:
            self._desk.table_wanted.emit(name)

    def close_renderer(self) -> None:
        self._renderer.close()

    @property
    def settled(self) -> bool:
        return not self.isVisible() or self._renderer.settled


class _Card(QFrame):
    """208 × 112: thumbnail, name, two cells, the key or the worst thing found."""

    def __init__(self, entry: Row, telling: tuple[str, list[str]], pick: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedSize(QSize(208, 112))
        self._pick = pick
        self.worst = False
        self.words = f"{entry.key} {' '.join(str(v) for v in entry.cells.values())}".lower()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.picture = label("")
        self.picture.setObjectName("mat")
        self.picture.setFixedSize(_WANTED, _WANTED)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge = label("", "hint")
        name, told = telling
        title = label(_short(name, 22), "name", wrap=True)
        lines = [label(_short(text, 16), "hint") for text in told]
        words = column(title, *lines, None, row(self.badge, None), spacing=1)
        self._key = _short(entry.key, 14)
        self.badge.setText(self._key)
        inner = row(self.picture, spacing=8, margins=(7, 7, 7, 7))
        inner.addLayout(words, 1)
        self.setLayout(inner)
        self.setToolTip(f"<b>{name}</b><br>{entry.key}")
        self.setAccessibleName(f"{entry.key}, {name}")

    def take(self, made: Made, ratio: float) -> None:
        if made.image is not None:
            picture = QPixmap.fromImage(made.image)
            picture.setDevicePixelRatio(ratio)
            self.picture.setPixmap(picture)
        elif made.faults:
            self.picture.setPixmap(_without(made.faults[0], ratio))
        worst = [f for f in (*made.faults, *made.findings) if f.severity != "note"]
        self.worst = bool(worst)
        self.badge.setText(cause_of(worst[0]) if worst else self._key)
        role = ("badge-err" if made.faults else "badge") if worst else "hint"
        if self.badge.property("role") != role:
            self.badge.setProperty("role", role)
            self.badge.style().polish(self.badge)
        self.badge.setToolTip(what_is_wrong(worst[0]) if worst else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self._pick()
        else:
            super().keyPressEvent(event)


def _without(fault: Finding, ratio: float) -> QPixmap:
    """In the place of a row's picture, why there is none."""
    dress = theme.current()
    made = QPixmap(int(_WANTED * ratio), int(_WANTED * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(dress.colour("err_ground"))
    painter = QPainter(made)
    painter.drawPixmap(_WANTED // 2 - 10, 14, pixmap("file-warning", dress.err, 20))
    painter.setFont(theme.font(11))
    painter.setPen(dress.colour("tx"))
    words = what_is_wrong(fault) or cause_of(fault)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(QRect(6, 42, _WANTED - 12, _WANTED - 48), int(flags), _short(words, 40))
    painter.end()
    return made


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
