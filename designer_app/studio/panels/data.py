"""The Data strip: rows of the table as cards with live thumbnails; longest, shortest, emptiest; the row that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from designer_app.studio.desk import Desk
from designer_app.studio.fields import SearchField
from designer_app.studio.panels.row_card import SMALL, WANTED, RowCard
from designer_app.studio.parts import Empty, Segments, button, clear, column, label, row, tool, upright
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.row_checks import Looked, RowChecks
from designer_app.studio.words import plural, tr

_SHOWN = 60  # cards at once: those around the row that is shown
_MANY = 60  # rows, of which looking all through is told while it goes on
_NARROW, _TIGHT = 1500, 1320  # px of the strip below which words give way, and the field grows small


class DataStrip(QWidget):
    """Below the canvas. Thumbnails come from a renderer of its own, so that the canvas never waits for them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("data")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._cards: dict[int, RowCard] = {}  # by the row's number
        self._worst: dict[int, Looked] = {}  # what was found in rows, by number; what is fine isn't in it
        self._checks = RowChecks(desk)
        self._checks.told.connect(self._looked)
        self._checks.turned.connect(self._count)
        self._low = False
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        self.title = label("", "head")
        self.columns = button("", self.match, "link")
        self.columns.setToolTip(tr("Say which column fills what"))
        self.place = label("")
        back = tool("chevron-left", tr("Previous row"), lambda: desk.set_row(desk.row - 1))
        on = tool("chevron-right", tr("Next row"), lambda: desk.set_row(desk.row + 1))
        self.first = back
        picks = Segments(
            [("longest", tr("Longest")), ("shortest", tr("Shortest")), ("emptiest", tr("Emptiest"))]
        )
        picks.picked.connect(self._pick)
        self.search = SearchField(tr("Find a row"))
        self.search.setFixedWidth(176)
        self.search.textChanged.connect(lambda _: self._fill())
        self.bad = button(tr("With problems"), self._fill, "outline", "triangle-alert")
        self.bad.setCheckable(True)
        self.halt = tool("x", tr("Stop looking the rows through"), self._checks.stop, large=False)
        self._show = label(tr("Show row:"), "hint")
        self._steps = QWidget()
        self._steps.setLayout(row(upright(), back, self.place, on, upright(), self._show, picks, spacing=8))
        self._sieve = QWidget()
        self._sieve.setLayout(row(self.search, self.bad, self.halt, spacing=8))
        fold = tool("panel-bottom-close", tr("Fold the strip away"), lambda: self.setVisible(False))
        self._open = button(tr("Open a table"), self.ask, "outline", "table-2")
        bar = QWidget()
        bar.setFixedHeight(44)
        bar.setLayout(
            row(
                self.title, self.columns, self._steps, None, self._sieve, self._open, fold,
                spacing=12, margins=(12, 0, 12, 0),
            )
        )  # fmt: skip
        self._holder = QWidget()
        self._row = row(spacing=8, margins=(12, 2, 12, 6))
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
        self._checked: object = (
            desk.session.state.content
        )  # the document as its rows were looked through last
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
        unused = desk.unused_columns
        self.columns.setText(plural(len(unused), "unused column"))
        self.columns.setAccessibleName(f"{self.columns.text()}: {', '.join(unused)}")
        self.columns.setVisible(bool(unused))
        self._sieve.setVisible(bool(desk.rows))
        self._open.setVisible(bool(desk.rows) or self._low)  # else it stands in the middle
        known = (desk.table, len(desk.rows), desk.kit.id, desk.session.state.columns)
        if known != self._known:
            self._known = known
            self._worst.clear()
            self._fill()
        elif desk.rows and desk.row not in self._cards and not self._sieving:
            self._fill()  # the row lies beyond the cards that stand here
        for number, card in self._cards.items():
            on = "true" if number == desk.row else "false"
            if card.property("on") != on:
                card.setProperty("on", on)
                card.style().polish(card)
        self._look()
        if desk.row in self._cards:
            self._area.ensureWidgetVisible(self._cards[desk.row], 60)

    def set_low(self, low: bool) -> None:
        """In a low window the cards are flat: a small picture, the name, the key or what is wrong."""
        if low != self._low:
            self._low = low
            self._area.setFixedHeight(76 if low else 132)
            self.setFixedHeight(124 if low else 180)
            self.refresh()
            self._fill()

    @property
    def _sieving(self) -> bool:
        return bool(self.search.text().strip()) or self.bad.isChecked()

    def _cells(self, number: int) -> dict[str, object]:
        """A row's cells with what was changed."""
        row_ = self._desk.rows[number]
        return self._desk.session.state.row(row_.key, row_.cells)

    def _matching(self) -> list[int]:
        """Rows with the words searched for; of those with problems where that is wished."""
        words, rows = self.search.text().strip().lower(), range(len(self._desk.rows))
        if words:
            rows = [n for n in rows if words in f"{self._desk.rows[n].key} {_text(self._cells(n))}".lower()]  # type: ignore[assignment]
        return [n for n in rows if n in self._worst or not self.bad.isChecked()]

    def _fill(self, first: int | None = None) -> None:
        """Cards for the rows around the one that is shown, or from the ``first`` of those that match."""
        clear(self._row)
        self._cards = {}
        found = self._matching()
        if first is None:
            at = found.index(self._desk.row) if self._desk.row in found else 0
            first = at // _SHOWN * _SHOWN
        if first:
            self._row.addWidget(self._more(first, lambda: self._fill(max(0, first - _SHOWN))))
        for number in found[first : first + _SHOWN]:
            entry = self._desk.rows[number]
            card = RowCard(
                entry.key,
                self._telling(number),
                lambda number=number: self._desk.set_row(number),
                low=self._low,
            )
            card.setProperty("on", "true" if number == self._desk.row else "false")
            card.show_worst(self._worst.get(number))
            self._cards[number] = card
            self._row.addWidget(card)
        left = len(found) - first - _SHOWN
        if not self._desk.rows:
            opens = [] if self._low else [button(tr("Open a table"), self.ask, "primary")]
            how = tr("CSV, XLSX, ODS or JSON. Each row becomes a design.")
            nothing = Empty("file-spreadsheet", tr("Bring a table here"), how, *opens, tight=True)
            nothing.setObjectName("drop")
            nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self._row.addWidget(nothing, 1)
        elif not found:
            self._row.addWidget(label(tr("No row has that."), "hint"))
        elif left > 0:
            self._row.addWidget(self._more(left, lambda: self._fill(first + _SHOWN)))
        self._count()
        self._wish_all()

    def _more(self, count: int, run: Callable[[], object]) -> QWidget:
        return button(tr("and {count} more", count=count), run, "ghost")

    def _telling(self, number: int) -> tuple[str, list[str]]:
        """A row's name and the two cells that matter: its first text, its first numbers."""
        slots, cells = self._desk.session.state.template.slots, self._cells(number)

        def full(*kinds: str) -> list[str]:
            return [s for s, spec in slots.items() if spec.type in kinds and str(cells.get(s) or "").strip()]

        names, numbers = full("text", "rich"), full("number", "money", "date")
        told = [str(cells[s]) for s in (numbers[:2] or names[1:2])]
        return (str(cells[names[0]]) if names else self._desk.rows[number].key), told

    def _look(self) -> None:
        """Every row is looked through beside the window, when document, kit or sizes are others."""
        desk = self._desk
        asked = (desk.session.state.content, desk.kit.id, desk.chosen)
        if self.isVisible() and asked != self._checked:
            self._checked = asked
            self._checks.ask()

    def _looked(self, found: list[Looked]) -> None:
        for looked in found:
            if looked.worst is None:
                self._worst.pop(looked.number, None)
            else:
                self._worst[looked.number] = looked
            if looked.number in self._cards:
                self._cards[looked.number].show_worst(self._worst.get(looked.number))
        self._count()

    def _count(self) -> None:
        """How many rows have problems; while they are looked through, how far that is."""
        count, rows, going = len(self._worst), len(self._desk.rows), self._checks.running
        far = f"  ·  {self._checks.done * 100 // max(1, rows)} %" if going and rows > _MANY else ""
        self.bad.setText(f"{tr('With problems')}  {count}{far}")
        self.bad.setEnabled(count > 0 or self.bad.isChecked())
        self.bad.setToolTip(
            tr(
                "{done} of {rows} looked through, in every size shown",
                done=self._checks.done,
                rows=plural(rows, "row"),
            )
        )
        self.halt.setVisible(bool(far))

    def _stale(self) -> None:
        if self.isVisible():
            for number, card in self._cards.items():
                if number < len(self._desk.rows):
                    card.tell(*self._telling(number))
            self._wish_all()
            self._look()

    def _wish_all(self) -> None:
        board = self._desk.canvas.current
        if board is None or not self.isVisible():
            return
        scale = (
            (SMALL if self._low else WANTED)
            * self.devicePixelRatioF()
            / max(board.size.width, board.size.height)
        )
        state, template, seen = self._desk.session.state, self._desk.session.template, self._desk.view(board)
        for number in [n for n in self._cards if n < len(self._desk.rows)]:
            entry = self._desk.rows[number]
            view = msgspec.structs.replace(
                seen, row=entry.key, cells=self._cells(number),
                lang=entry.lang or self._desk.kit.file.locale[:2], page=1,
            )  # fmt: skip
            self._renderer.wish(str(number), template, state.rows, view, scale, check=False)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._show.setVisible(self.width() >= _NARROW)
        self.search.setFixedWidth(132 if self.width() < _TIGHT else 176)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._wish_all()
        self._look()

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self._checks.end()
        self._checked = None

    def _arrived(self, made: Made) -> None:
        number = int(made.wish.board)
        if number in self._cards:
            self._cards[number].take(made, self.devicePixelRatioF())

    def _pick(self, which: str) -> None:
        rows = self._desk.rows
        if not rows:
            return
        cells = [self._cells(number) for number in range(len(rows))]
        slots = self._desk.session.state.template.slots

        def empty(one: dict[str, object]) -> int:
            return sum(one.get(slot) in ("", None) for slot in slots)

        order = {
            "longest": lambda one: -len(_text(one)), "shortest": lambda one: len(_text(one)), "emptiest": lambda one: -empty(one),
        }[which]  # fmt: skip
        self._desk.set_row(min(range(len(rows)), key=lambda i: (order(cells[i]), i)))

    def match(self) -> None:
        """Which column fills what, in a dialog."""
        from designer_app.studio.windows.matching import MatchDialog

        desk = self._desk
        table = desk.files.table(desk.session.state)
        if table is not None:
            dialog = MatchDialog(self.window(), desk.session.state.template, table.how.columns, table.read)
            dialog.chosen.connect(desk.match)
            dialog.open()

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
        self._checks.end()
        self._renderer.close()

    @property
    def settled(self) -> bool:
        return not self.isVisible() or (
            self._renderer.settled and (len(self._desk.rows) > _MANY or not self._checks.running)
        )


def _text(cells: Mapping[str, object]) -> str:
    """All words of a row."""
    return " ".join(str(v) for k, v in cells.items() if isinstance(v, str) and not k.startswith("_"))
