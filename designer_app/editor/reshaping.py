"""Commands on what a layer is drawn by: another path in another frame, mirrored, masked, clipped."""

from __future__ import annotations

import math
from typing import Any, Literal

import msgspec

from designer_app.editor.arranging import Move, Placed, around, shifted, sized_fields
from designer_app.editor.command import Command
from designer_app.editor.fields import set_values
from designer_app.editor.state import State
from designer_app.editor.structure import Reorder
from designer_app.editor.tree import find, outermost
from designer_app.editor.where import Where
from designer_app.errors import fail
from designer_app.layers.base import Num
from designer_app.layers.group import Holder
from designer_app.scene.geometry import Box


class Reshape(Command, frozen=True, kw_only=True, tag="reshape"):
    """Give a layer other fields and the frame that they are drawn for, px of the artboard."""

    layer: Placed
    box: Box
    fields: dict[str, Any]
    where: Where = Where()

    @property
    def label(self) -> str:
        return "Edit path"

    def apply(self, state: State) -> State:
        fields = {**sized_fields(self.layer, self.box), **self.fields}
        return set_values(state, self.layer.layer, fields, self.where)


class Flip(Command, frozen=True, kw_only=True, tag="flip"):
    """Mirror layers: each within its frame and, where they are several, within the box around them."""

    layers: tuple[Placed, ...]
    axis: Literal["x", "y"]
    where: Where = Where()

    @property
    def label(self) -> str:
        return "Flip across" if self.axis == "x" else "Flip upside down"

    def apply(self, state: State) -> State:
        whole = around(self.layers)
        field = f"flip_{self.axis}"
        for placed in self.layers:
            now = bool(getattr(find(state.template, placed.layer)[0], field))
            state = set_values(state, placed.layer, {field: (not now) or None}, self.where)
            box = placed.box
            dx = whole.x0 + whole.x1 - box.x0 - box.x1 if self.axis == "x" else 0.0
            dy = whole.y0 + whole.y1 - box.y0 - box.y1 if self.axis == "y" else 0.0
            if dx or dy:
                state = Move(layers=(placed,), dx=dx, dy=dy, where=self.where).apply(state)
        return state


class Turn(Command, frozen=True, kw_only=True, tag="turn"):
    """Turn layers by the same degrees about the middle of all of them. ``angles`` are those they have, one for each; an
    expression stays one."""

    layers: tuple[Placed, ...]
    angles: tuple[Num, ...]
    by: float
    where: Where = Where()
    live: bool = False

    @property
    def label(self) -> str:
        return "Turn"

    @property
    def join(self) -> str:
        return "turn:" + ",".join(p.layer for p in self.layers) if self.live else ""

    def apply(self, state: State) -> State:
        if len(self.layers) != len(self.angles):
            raise fail("wrong-use", found=f"{len(self.angles)} angles", expected=f"{len(self.layers)}")
        whole = around(self.layers)
        middle = (whole.x0 + whole.x1) / 2, (whole.y0 + whole.y1) / 2
        for placed, angle in zip(self.layers, self.angles, strict=True):
            state = set_values(state, placed.layer, {"rotation": turned(angle, self.by)}, self.where)
            dx, dy = _carried(placed.box, middle, self.by)
            state = Move(layers=(placed,), dx=dx, dy=dy, where=self.where).apply(state)
        return state


def turned(angle: Num, by: float) -> Num:
    """An angle after a turn; numbers stay between -180 and 180."""
    made = shifted(angle, by)
    return made if isinstance(made, str) else shifted((made + 180) % 360 - 180, 0.0)


def _carried(box: Box, middle: tuple[float, float], by: float) -> tuple[float, float]:
    """How far a box's own middle goes when it turns about another point; 0 where that is its middle."""
    x, y = (box.x0 + box.x1) / 2 - middle[0], (box.y0 + box.y1) / 2 - middle[1]
    cos, sin = math.cos(math.radians(by)), math.sin(math.radians(by))
    return round(x * cos - y * sin - x, 2), round(x * sin + y * cos - y, 2)


class Mask(Command, frozen=True, kw_only=True, tag="mask"):
    """Show layers only where the lowest of them has ink: they are clipped to it, right above it. A single layer is
    clipped to the one below it; where all are clipped already, they are let go."""

    layers: tuple[str, ...]

    @property
    def label(self) -> str:
        return "Mask"

    def apply(self, state: State) -> State:
        order = outermost(state.template, self.layers)
        if not order:
            raise fail("too-few", found="no layers", expected="layers to mask")
        clipped = [n for n in order if find(state.template, n)[0].clip_below]
        if clipped and len(clipped) >= max(1, len(order) - 1):
            for name in clipped:
                state = set_values(state, name, {"clip_below": None}, Where())
            return state
        base, spot = find(state.template, order[0])
        above = order if len(order) == 1 else order[1:]
        if len(order) == 1 and spot.index == 0:
            raise fail(
                "nothing-below",
                place=base.name,
                found="the lowest layer",
                expected="a layer with one below it",
            )
        if len(order) > 1:
            if base.clip_below:
                state = set_values(state, base.name, {"clip_below": None}, Where())
            state = Reorder(
                layers=tuple(above), parent=spot.parent, page=spot.page, index=spot.index + 1
            ).apply(state)
        for name in above:
            state = set_values(state, name, {"clip_below": True}, Where())
        return msgspec.structs.replace(state, selection=tuple(order))


class ClipContent(Command, frozen=True, kw_only=True, tag="clip"):
    """Cut what groups hold at their frames, or let it be seen again."""

    layers: tuple[str, ...]
    where: Where = Where()

    @property
    def label(self) -> str:
        return "Clip content"

    def apply(self, state: State) -> State:
        found = [(n, find(state.template, n)[0]) for n in self.layers]
        groups = [(n, layer) for n, layer in found if isinstance(layer, Holder)]
        if not groups:
            raise fail("not-a-group", found="no group", expected="a group or stack")
        on = not all(layer.clip for _, layer in groups)
        for name, _ in groups:
            state = set_values(state, name, {"clip": on or None}, self.where)
        return state
