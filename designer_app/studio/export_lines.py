"""The lines of the export list: every size in its variants, one of them chosen, each wanted or not."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from designer_app.studio.boards import Board
from designer_app.studio.desk import Desk
from designer_app.studio.export_row import WIDTHS, ExportRow
from designer_app.studio.exports import Line, Variant, pages_of
from designer_app.studio.parts import column, label, line, row, scrolled
from designer_app.studio.words import tr


class ExportLines(QWidget):
    """``changed`` after a line came, went or became another; ``picked`` tells the chosen one, or None; ``gone`` the number of
    one that was taken out."""

    changed = Signal()
    picked = Signal(object)
    gone = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._next = desk, 0
        self._boards: list[Board] = []
        self.rows: list[ExportRow] = []
        self.chosen: ExportRow | None = None
        self.every = QCheckBox()
        self.every.setTristate(True)
        self.every.setToolTip(tr("All or none"))
        self.every.setAccessibleName(tr("All or none"))
        self.every.clicked.connect(self._all)
        head = [label(tr(text), "unit") for text in ("Size", "Format", "Scale", "Name", "File size")]
        head[1].setFixedWidth(WIDTHS["format"])
        head[2].setFixedWidth(WIDTHS["scale"])
        head[4].setFixedWidth(WIDTHS["size"])
        head[4].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        heads = row(self.every, spacing=8, margins=(8, 0, 8, 0))
        heads.addSpacing(52)
        for widget, stretch in zip(head, (3, 0, 0, 4, 0), strict=True):
            heads.addWidget(widget, stretch)
        heads.addSpacing(56)
        self._list = column(spacing=0)
        self._area = scrolled(self._list)
        whole = column(heads, line(), self._area, spacing=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    @property
    def wanted(self) -> list[ExportRow]:
        return [r for r in self.rows if r.check.isChecked()]

    def variants(self) -> tuple[Variant, ...]:
        """Those of the first size that has any."""
        first = self.rows[0].line.view.size.id if self.rows else ""
        return tuple(r.line.variant for r in self.rows if r.line.view.size.id == first)

    def lay(self, boards: Sequence[Board], variants: Sequence[Variant]) -> None:
        """Every size in these variants; sizes that were wanted stay so."""
        was = {r.line.view.size.id: r.check.isChecked() for r in self.rows}
        self._boards = list(boards)
        for made in list(self.rows):
            self._take_out(made)
        for board in boards:
            for variant in variants:
                self._add(board, variant, on=was.get(board.size.id, True))
        self._pick(self.rows[0] if self.rows else None)
        self.changed.emit()

    def only(self, size: str) -> None:
        """Nothing but one size is wanted."""
        for made in self.rows:
            made.check.setChecked(made.line.view.size.id == size)

    def vary(self, variant: Variant) -> None:
        """Another variant of the chosen line."""
        if self.chosen is not None:
            self.chosen.set_variant(variant)

    def show_any(self, on: bool) -> None:
        """Whether there is anything to list."""
        self._area.setVisible(on)

    def show_every(self) -> None:
        """The box above: all, some or none are wanted."""
        on = len(self.wanted)
        some = Qt.CheckState.PartiallyChecked if on else Qt.CheckState.Unchecked
        self.every.setCheckState(Qt.CheckState.Checked if on == len(self.rows) and on else some)

    def _add(self, board: Board, variant: Variant, *, on: bool = True, at: int = -1) -> ExportRow:
        desk = self._desk
        view = desk.view(board)
        pages = pages_of(desk.session.template, desk.session.state.rows, view)
        said = Line(view=view, variant=variant, pages=pages)
        made = ExportRow(self._next, said, board.title, board.image, self._copy, self._remove)
        self._next += 1
        made.check.setChecked(on)
        made.changed.connect(self._row_changed)
        made.picked.connect(self._pick)
        at = len(self.rows) if at < 0 else at
        self.rows.insert(at, made)
        self._list.insertWidget(at, made)
        if self._list.count() == len(self.rows):
            self._list.addStretch(1)
        return made

    def _copy(self, row_: ExportRow) -> None:
        """The size once more, twice as large."""
        board = next(b for b in self._boards if b.size.id == row_.line.view.size.id)
        scale = 2.0 if row_.line.variant.scale == 1.0 else 1.0
        variant = msgspec.structs.replace(row_.line.variant, scale=scale)
        self._pick(self._add(board, variant, at=self.rows.index(row_) + 1))
        self.changed.emit()

    def _remove(self, row_: ExportRow) -> None:
        at = self.rows.index(row_)
        self._take_out(row_)
        if self.chosen is None and self.rows:
            self._pick(self.rows[min(at, len(self.rows) - 1)])
        self.changed.emit()

    def _take_out(self, row_: ExportRow) -> None:
        self.gone.emit(row_.number)
        self.rows.remove(row_)
        self._list.removeWidget(row_)
        row_.hide()
        row_.deleteLater()
        if self.chosen is row_:
            self.chosen = None

    def _row_changed(self, row_: ExportRow) -> None:
        if row_.priced is not None and row_.priced.line.key != row_.line.key:
            row_.priced = None
        self.changed.emit()

    def _pick(self, row_: ExportRow | None) -> None:
        self.chosen = row_
        for made in self.rows:
            made.show_chosen(made is row_)
        self.picked.emit(row_)

    def _all(self) -> None:
        on = self.every.checkState() != Qt.CheckState.Unchecked
        for made in self.rows:
            made.check.setChecked(on)
