"""The effects of a layer as a list: add, change, take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import msgspec
from PySide6.QtWidgets import QWidget

from designer_app.layers.base import EffectSpec, LayerBase
from designer_app.studio.desk import Desk
from designer_app.studio.fields import NumberField
from designer_app.studio.floating import Menu
from designer_app.studio.icons import icon
from designer_app.studio.panels.field_row import field_title
from designer_app.studio.panels.paint_field import PaintField
from designer_app.studio.parts import Section, button, clear, column, label, row, tool
from designer_app.studio.words import tr

_KINDS: tuple[str, ...] = get_args(
    next(f.type for f in msgspec.structs.fields(EffectSpec) if f.name == "type")
)
_SHOWN = {
    "shadow": ("dx", "dy", "blur", "spread"), "inner-shadow": ("dx", "dy", "blur", "spread"), "glow": ("blur", "spread"),
    "inner-glow": ("blur", "spread"), "ground-shadow": ("dx", "dy", "blur"), "blur": ("blur",),
    "background-blur": ("blur",), "noise": ("amount", "size"), "satin": ("dx", "dy", "blur"),
    "bevel": ("size", "soften", "angle", "depth"),
}  # fmt: skip
_FIRST: dict[str, dict[str, Any]] = {
    "shadow": {"dy": 8, "blur": 24}, "inner-shadow": {"dy": 4, "blur": 12}, "glow": {"blur": 24}, "inner-glow": {"blur": 16},
    "ground-shadow": {"dy": 24, "blur": 16}, "blur": {"blur": 12}, "background-blur": {"blur": 24}, "noise": {},
    "satin": {"dx": 8, "dy": 8, "blur": 16}, "bevel": {"size": 8, "angle": 120, "depth": 100, "colour": "ink/60"},
}  # fmt: skip
_KEYS = {
    "dx": "X",
    "dy": "Y",
    "blur": "scan",
    "spread": "radius",
    "amount": "percent",
    "size": "a-large-small",
    "soften": "scan",
    "angle": "rotate-cw",
    "depth": "percent",
}
_UNITS = {"amount": "", "angle": "°", "depth": "%"}


class EffectsSection(QWidget):
    """``change(effects)`` gets the whole list as plain records, in the order in which they are painted."""

    def __init__(self, desk: Desk, change: Callable[[list[dict[str, Any]]], None]) -> None:
        super().__init__()
        self._desk, self._change = desk, change
        self._effects: list[dict[str, Any]] | None = None
        self._add = tool("plus", tr("Add an effect"), self._menu, large=False)
        self.section = Section("Effects", self._add)
        self._rows = column(spacing=8)
        self.section.add(self._rows)
        self.setLayout(column(self.section, spacing=0))

    def show_layer(self, layer: LayerBase) -> None:
        effects: list[dict[str, Any]] = msgspec.to_builtins(list(layer.effects))
        if effects == self._effects:
            return
        self._effects = effects
        clear(self._rows)
        for number, effect in enumerate(layer.effects):
            self._rows.addLayout(self._one(number, effect))
        if not effects:
            self._rows.addWidget(label(tr("Shadow, glow, blur or noise: none yet."), "hint", wrap=True))
            self._rows.addLayout(row(button(tr("Add a shadow"), lambda: self.add("shadow"), "outline"), None))

    def _one(self, number: int, effect: EffectSpec) -> Any:
        kind = effect.type
        away = tool("minus", tr("Take away"), lambda: self.remove(number), large=False)
        rows = column(row(label(tr(field_title(kind)), "name"), None, away, spacing=4), spacing=4)
        fields = [self._number(number, name, getattr(effect, name)) for name in _SHOWN[kind]]
        for at in range(0, len(fields), 2):
            pair = row(*fields[at : at + 2], spacing=8)
            if len(fields[at : at + 2]) == 1:
                pair.addStretch(1)
            rows.addLayout(pair)
        if kind not in ("blur", "background-blur", "noise"):
            name = "colour" if effect.fill is None else "fill"
            paint = PaintField(self._desk, lambda v, live: self.set(number, name, msgspec.to_builtins(v)))
            paint.show_value(getattr(effect, name), False)
            rows.addWidget(paint)
        return rows

    def _number(self, number: int, name: str, value: Any) -> NumberField:
        made = NumberField(_KEYS[name], _UNITS.get(name, "px"))
        made.setToolTip(tr(field_title({"dx": "Offset X", "dy": "Offset Y"}.get(name, name))))
        made.setAccessibleName(tr(field_title(name)))
        made.set_value(value)
        made.entered.connect(lambda v: self.set(number, name, v))
        return made

    def _menu(self) -> None:
        menu = Menu(self)
        for kind in _KINDS:
            menu.addAction(icon("plus"), tr(field_title(kind)), lambda kind=kind: self.add(kind))
        menu.exec(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def add(self, kind: str) -> None:
        """A further effect with values that show."""
        self._change([*(self._effects or []), {"type": kind, **_FIRST[kind]}])

    def remove(self, number: int) -> None:
        self._change([e for at, e in enumerate(self._effects or []) if at != number])

    def set(self, number: int, name: str, value: Any) -> None:
        """Change one number or colour of one effect; None = its default."""
        effects = [dict(e) for e in self._effects or []]
        effects[number][name] = value
        if value is None:
            del effects[number][name]
        self._change(effects)
