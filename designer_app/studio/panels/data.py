"""The Data strip: rows of the table as cards with live thumbnails; longest, shortest, emptiest; the row that is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QWidget

from designer_app.errors import DesignError
from designer_app.studio.desk import Desk, Row
from designer_app.studio.parts import button, clear, column, label, row, tool, upright
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.words import tr

_SHOWN = 60  # cards at once


class DataStrip(QWidget):
    """Below the canvas. Thumbnails come from a renderer of its own, so that the canvas never waits for them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("data")
        self._desk = desk
        self._cards: list[_Card] = []
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        self.title = label("", "head")
        self.place = label("", "quiet")
        back = tool("chevron-left", tr("Previous row"), lambda: desk.set_row(desk.row - 1))
        on = tool("chevron-right", tr("Next row"), lambda: desk.set_row(desk.row + 1))
        open_ = button(tr("Open a table"), self.ask, "outline")
        picks = [
            button(tr(name), lambda key=key: self._pick(key), "chip")
            for name, key in (("Longest", "longest"), ("Shortest", "shortest"), ("Emptiest", "emptiest"))
        ]
        bar = row(
            self.title,
            upright(),
            back,
            self.place,
            on,
            upright(),
            label(tr("Show row:"), "quiet"),
            *picks,
            None,
            open_,
            spacing=8,
            margins=(12, 8, 12, 4),
        )
        self._holder = QWidget()
        self._holder.setObjectName("data")
        self._row = row(spacing=8, margins=(12, 0, 12, 8))
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._holder.setLayout(self._row)
        self._area = QScrollArea()
        self._area.setWidget(self._holder)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(128)
        self.setLayout(column(bar, self._area, spacing=0))
        self.setFixedHeight(180)
        self._known: object = None
        desk.viewed.connect(self.refresh)
        desk.changed.connect(self._stale)
        self.refresh()

    def refresh(self) -> None:
        desk = self._desk
        self.title.setText(Path(desk.table).name if desk.table else tr("No table"))
        self.place.setText(
            tr("Row {row} of {count}", row=desk.row + 1, count=len(desk.rows)) if desk.rows else ""
        )
        known = (desk.table, len(desk.rows), desk.kit.id)
        if known != self._known:
            self._known = known
            self._fill()
        for number, card in enumerate(self._cards):
            card.setProperty("on", "true" if number == desk.row else "false")
            card.style().polish(card)
        if 0 <= desk.row < len(self._cards):
            self._area.ensureWidgetVisible(self._cards[desk.row], 60)

    def _fill(self) -> None:
        clear(self._row)
        self._cards = []
        for number, entry in enumerate(self._desk.rows[:_SHOWN]):
            card = _Card(entry, lambda number=number: self._desk.set_row(number))
            self._cards.append(card)
            self._row.addWidget(card)
        if not self._desk.rows:
            self._row.addWidget(label(tr("Open a table: each row becomes a design."), "hint"))
        self._wish_all()

    def _stale(self) -> None:
        if self.isVisible():
            self._wish_all()

    def _wish_all(self) -> None:
        board = self._desk.canvas.current
        if board is None or not self.isVisible():
            return
        scale = 96 * self.devicePixelRatioF() / max(board.size.width, board.size.height)
        state, session = self._desk.session.state, self._desk.session
        import msgspec

        for number, entry in enumerate(self._desk.rows[:_SHOWN]):
            view = msgspec.structs.replace(
                self._desk.view(board), row=entry.key, cells=state.row(entry.key, dict(entry.cells)),
                lang=entry.lang or self._desk.kit.file.locale[:2], page=1,
            )  # fmt: skip
            self._renderer.wish(str(number), session.template, state.rows, view, scale, check=False)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._wish_all()

    def _arrived(self, made: Made) -> None:
        number = int(made.wish.board)
        if number < len(self._cards):
            self._cards[number].take(made, self.devicePixelRatioF())

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
            try:
                self._desk.open_table(Path(name))
            except DesignError as fault:
                self._desk.tell(fault)

    def close_renderer(self) -> None:
        self._renderer.close()

    @property
    def settled(self) -> bool:
        return not self.isVisible() or self._renderer.settled


class _Card(QFrame):
    def __init__(self, entry: Row, pick: object) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedSize(QSize(208, 112))
        self._pick = pick
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture = label("")
        self.picture.setObjectName("mat")
        self.picture.setFixedSize(96, 96)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = [
            str(v)
            for k, v in entry.cells.items()
            if not k.startswith("_") and isinstance(v, str | int | float) and str(v).strip()
        ]
        lines = [
            label(w if len(w) < 28 else w[:27] + "…", "head" if i == 0 else "quiet", wrap=True)
            for i, w in enumerate(words[1:3] or words[:1])
        ]
        self.badge = label(entry.key, "quiet")
        self.setLayout(
            row(
                self.picture,
                _box(column(*lines, None, self.badge, spacing=2)),
                spacing=8,
                margins=(7, 7, 7, 7),
            )
        )
        self.setToolTip(entry.key)
        self.setAccessibleName(entry.key)

    def take(self, made: Made, ratio: float) -> None:
        if made.image is not None:
            picture = QPixmap.fromImage(made.image)
            picture.setDevicePixelRatio(ratio)
            self.picture.setPixmap(picture)
        worst = [f for f in (*made.faults, *made.findings) if f.severity != "note"]
        if worst:
            self.badge.setText(tr("check: {code}", code=worst[0].code))
            self.badge.setProperty("role", "badge-err" if made.faults else "badge")
            self.badge.style().polish(self.badge)
            self.badge.setToolTip(worst[0].line())

    def mousePressEvent(self, event: object) -> None:
        self._pick()  # type: ignore[operator]


def _box(layout: object) -> QWidget:
    made = QWidget()
    made.setLayout(layout)  # type: ignore[arg-type]
    made.setStyleSheet("background: transparent;")
    return made
