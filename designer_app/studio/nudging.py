"""How far arrows move what is selected: two steps that a person chooses once, in px of the artboard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from designer_app.studio.fields import NumberField
from designer_app.studio.floating import Sheet
from designer_app.studio.parts import button, column, label, row
from designer_app.studio.preferences import prefer, preference
from designer_app.studio.words import tr

_STEPS = {"small": ("nudge", 1.0), "large": ("large nudge", 10.0)}
_MOST = 1000.0


def nudge_step(which: str) -> float:
    """The ``small`` or ``large`` step in px."""
    name, default = _STEPS[which]
    found = float(preference(name, default))
    return found if 0 < found <= _MOST else default


class NudgeSteps(Sheet):
    """Arrows, and arrows with Shift."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Nudge steps"))
        self.fields = {which: NumberField("", "px") for which in _STEPS}
        rows = column(label(tr("Nudge steps"), "dialog"), spacing=12, margins=(24, 20, 24, 20))
        for which, title in (("small", tr("Arrows")), ("large", tr("Shift and arrows"))):
            field = self.fields[which]
            field.set_value(nudge_step(which))
            field.setAccessibleName(title)
            field.setFixedWidth(96)
            field.entered.connect(lambda value, which=which: self._keep(which, value))
            rows.addLayout(row(label(title), None, field, spacing=24))
        close = button(tr("Done"), self.accept, "primary")
        close.setDefault(True)
        rows.addLayout(row(None, close))
        self.setLayout(rows)

    def _keep(self, which: str, value: object) -> None:
        name, default = _STEPS[which]
        step = float(value) if isinstance(value, int | float) and 0 < value <= _MOST else default
        prefer(name, step)
        self.fields[which].set_value(step)
