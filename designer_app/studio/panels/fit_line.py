"""How a text was set on the board that is shown: the size that it reached, its lines, whether all of it is there."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from designer_app.editor.artboard import Artboard
from designer_app.errors import Finding
from designer_app.studio.fault_words import what_is_wrong
from designer_app.studio.parts import column, label, row
from designer_app.studio.words import figure, plural, tr

_UNFIT = {
    "text-no-room": "No room",
    "text-cut": "Cut off",
    "text-overflow": "Over by {n}",
    "word-broken": "Broken",
}


class FitLine(QWidget):
    """``Set at 92 px, 4 lines of 5   Fits`` above a bar of the lines that are taken."""

    def __init__(self) -> None:
        super().__init__()
        self.said, self.badge = label("", "hint"), label("", "badge-ok")
        self.said.setMinimumWidth(1)  # a long badge must not make the panel wider
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Lines that are taken"))
        self.setLayout(
            column(row(self.said, None, self.badge, spacing=8), self.bar, spacing=4, margins=(0, 4, 8, 4))
        )
        self._shown: object = None

    def show_layer(self, board: Artboard, layer: str) -> None:
        """The layer as the engine set it here; of one that stands several times the tightest. Nothing where it isn't set."""
        built = board.built
        unfit = {f.place: f for f in reversed(built.findings) if f.code in _UNFIT}
        places = [t.place for t in board.targets if t.layer == layer and t.place in built.lines]
        self.setVisible(bool(places))
        if not places:
            return
        place = min(places, key=lambda p: (p not in unfit, built.sizes[p]))
        lines, most = built.lines[place]
        shown = (round(built.sizes[place] / board.unit, 1), lines, most, unfit.get(place))
        if shown != self._shown:
            self._shown = shown
            self._show(*shown)

    def _show(self, size: float, lines: int, most: int, fault: Finding | None) -> None:
        words = {"size": figure(size), "lines": plural(lines, "line")}
        self.said.setText(
            tr("Set at {size} px, {lines} of {most}", most=most, **words)
            if most
            else tr("Set at {size} px, {lines}", **words)
        )
        self.bar.setVisible(most > 0)
        self.bar.setRange(0, max(most, 1))
        self.bar.setValue(min(lines, most))
        self.badge.setText(tr(_UNFIT[fault.code], n=int(fault.measure)) if fault else tr("Fits"))
        self.badge.setToolTip(what_is_wrong(fault) if fault else "")
        role = "badge-ok" if fault is None else "badge-err" if fault.severity == "error" else "badge"
        if self.badge.property("role") != role:
            self.badge.setProperty("role", role)
            self.badge.style().polish(self.badge)
