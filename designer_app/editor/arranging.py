"""Commands that move and size layers: by hand, aligned, distributed, nudged.

A frame is given by some of x, right, cx, w (and y, bottom, cy, h), as numbers or expressions. Moving shifts
whichever are set: a number by the distance, an expression by a ``+ distance`` at its end, so that what was pinned
to another layer or to an edge stays so. All lengths are px of the artboard.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from designer_app.editor.command import Command
from designer_app.editor.fields import set_values
from designer_app.editor.state import State
from designer_app.editor.where import Where
from designer_app.errors import fail
from designer_app.layers.base import Num
from designer_app.scene import geometry
from designer_app.scene.geometry import Box

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]

_X = ("x", "right", "cx")
_Y = ("y", "bottom", "cy")
FRAME = (*_X, *_Y, "w", "h")
_TAIL = re.compile(r"^(?P<stem>.*\S)\s*(?P<sign>[+-])\s*(?P<number>\d+(?:\.\d+)?)$", re.DOTALL)


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A layer as it stands in the artboard shown: its frame as fields say it in this cell, and its box there."""

    layer: str
    box: Box
    frame: dict[str, Num | None] = {}


def plain(value: float) -> float | int:
    """Rounded to 1/100 px; whole numbers without a point, so that files stay readable."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def shifted(value: Num, by: float) -> Num:
    """A length moved by px: numbers are added, expressions get or change the number at their end."""
    if not isinstance(value, str):
        return plain(value + by)
    try:
        return plain(float(value) + by)
    except ValueError:
        pass
    found = _TAIL.match(value)
    stem, number = value, 0.0
    if found and _top_level(found["stem"]):
        stem, number = found["stem"], float(found["sign"] + found["number"])
    total = plain(number + by)
    if total == 0:
        return _unwrapped(stem)
    if not _sum_only(stem):
        stem = f"({stem})"
    return f"{stem} {'+' if total > 0 else '-'} {abs(total):g}"


def _top_level(stem: str) -> bool:
    """Whether the number after the stem is a term of the whole and not of an inner part or a branch."""
    return stem.count("(") == stem.count(")") and not re.search(
        r"\bif\b|\belse\b|\band\b|\bor\b|[<>=]", _bare(stem)
    )


def _sum_only(stem: str) -> bool:
    return not re.search(r"\bif\b|\belse\b|\band\b|\bor\b|\bnot\b|[<>=]", _bare(stem))


def _bare(stem: str) -> str:
    """The stem without what stands in brackets."""
    while True:
        less = re.sub(r"\([^()]*\)", "", stem)
        if less == stem:
            return stem
        stem = less


def _unwrapped(stem: str) -> str:
    inner = stem[1:-1]
    if stem.startswith("(") and stem.endswith(")") and _closes(inner):
        return inner
    return stem


def _closes(inner: str) -> bool:
    depth = 0
    for char in inner:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def moved_fields(placed: Placed, dx: float, dy: float) -> dict[str, Any]:
    """The fields that put a frame elsewhere. Without any position of its own it gets x and y of where it stands."""
    fields: dict[str, Any] = {}
    for by, names, start in ((dx, _X, placed.box.x0), (dy, _Y, placed.box.y0)):
        if not by:
            continue
        given = {name: value for name in names if (value := placed.frame.get(name)) is not None}
        if given:
            fields.update({name: shifted(value, by) for name, value in given.items()})
        else:
            fields[names[0]] = plain(start + by)
    return fields


def sized_fields(placed: Placed, box: Box) -> dict[str, Any]:
    """The fields that give a frame another box. An edge that an expression pins keeps its expression, shifted;
    a size said outright becomes a number; one that followed from two edges still does."""
    fields: dict[str, Any] = {}
    for axis, old0, old1, new0, new1 in (
        ((*_X, "w"), placed.box.x0, placed.box.x1, box.x0, box.x1),
        ((*_Y, "h"), placed.box.y0, placed.box.y1, box.y0, box.y1),
    ):
        if (old0, old1) == (new0, new1):
            continue
        start, end, middle, size = axis
        moves = {start: new0 - old0, end: new1 - old1, middle: (new0 + new1 - old0 - old1) / 2}
        given = [name for name in (start, end, middle) if placed.frame.get(name) is not None]
        for name in given:
            if moves[name]:
                fields[name] = shifted(placed.frame[name] or 0.0, moves[name])
        if not given and moves[start]:
            fields[start] = plain(new0)
        if len(given) < 2 and new1 - new0 != old1 - old0:
            fields[size] = plain(new1 - new0)
    return fields


class Move(Command, frozen=True, kw_only=True, tag="move"):
    """Move layers by px of the artboard. ``live`` joins a run of nudges into one step."""

    layers: tuple[Placed, ...]
    dx: float = 0.0
    dy: float = 0.0
    where: Where = Where()
    live: bool = False

    @property
    def label(self) -> str:
        return "Move"

    @property
    def join(self) -> str:
        return "move:" + ",".join(p.layer for p in self.layers) if self.live else ""

    def apply(self, state: State) -> State:
        for placed in self.layers:
            fields = moved_fields(placed, self.dx, self.dy)
            if fields:
                state = set_values(state, placed.layer, fields, self.where)
        return state


class Resize(Command, frozen=True, kw_only=True, tag="resize"):
    """Give layers other boxes; ``boxes`` has one for each, in px of the artboard, at least 1 px each way."""

    layers: tuple[Placed, ...]
    boxes: tuple[Box, ...]
    where: Where = Where()
    live: bool = False

    @property
    def label(self) -> str:
        return "Resize"

    @property
    def join(self) -> str:
        return "resize:" + ",".join(p.layer for p in self.layers) if self.live else ""

    def apply(self, state: State) -> State:
        if len(self.layers) != len(self.boxes):
            raise fail("wrong-use", found=f"{len(self.boxes)} boxes", expected=f"{len(self.layers)}")
        for placed, box in zip(self.layers, self.boxes, strict=True):
            wide = Box(box.x0, box.y0, max(box.x1, box.x0 + 1), max(box.y1, box.y0 + 1))
            fields = sized_fields(placed, wide)
            if fields:
                state = set_values(state, placed.layer, fields, self.where)
        return state


class Arrange(Command, frozen=True, kw_only=True, tag="arrange"):
    """Put each layer's corner at a place of its own, px of the artboard."""

    layers: tuple[Placed, ...]
    places: tuple[tuple[float, float], ...]
    where: Where = Where()

    @property
    def label(self) -> str:
        return "Tidy up"

    def apply(self, state: State) -> State:
        if len(self.layers) != len(self.places):
            raise fail("wrong-use", found=f"{len(self.places)} places", expected=f"{len(self.layers)}")
        for placed, (x, y) in zip(self.layers, self.places, strict=True):
            by = x - placed.box.x0, y - placed.box.y0
            state = Move(layers=(placed,), dx=by[0], dy=by[1], where=self.where).apply(state)
        return state


class Align(Command, frozen=True, kw_only=True, tag="align"):
    """Bring edges or middles of layers onto one line: of ``to``, or of the box around all of them."""

    layers: tuple[Placed, ...]
    edge: Edge
    to: Box | None = None
    where: Where = Where()

    @property
    def label(self) -> str:
        return f"Align {self.edge}"

    def apply(self, state: State) -> State:
        whole = self.to or around(self.layers)
        for placed in self.layers:
            dx, dy = _towards(placed.box, whole, self.edge)
            state = Move(layers=(placed,), dx=dx, dy=dy, where=self.where).apply(state)
        return state


def around(layers: tuple[Placed, ...]) -> Box:
    """The box around all of them."""
    return geometry.around(placed.box for placed in layers)


def _towards(box: Box, whole: Box, edge: Edge) -> tuple[float, float]:
    match edge:
        case "left":
            return whole.x0 - box.x0, 0.0
        case "right":
            return whole.x1 - box.x1, 0.0
        case "centre":
            return (whole.x0 + whole.x1 - box.x0 - box.x1) / 2, 0.0
        case "top":
            return 0.0, whole.y0 - box.y0
        case "bottom":
            return 0.0, whole.y1 - box.y1
        case "middle":
            return 0.0, (whole.y0 + whole.y1 - box.y0 - box.y1) / 2


class Distribute(Command, frozen=True, kw_only=True, tag="distribute"):
    """Equal gaps between layers, the outer two staying; with ``gap`` the first one stays and all follow at it."""

    layers: tuple[Placed, ...]
    axis: Literal["x", "y"]
    gap: float | None = None
    where: Where = Where()

    @property
    def label(self) -> str:
        return "Distribute"

    def apply(self, state: State) -> State:
        across = self.axis == "y"
        order = sorted(self.layers, key=lambda p: (p.box.y0, p.layer) if across else (p.box.x0, p.layer))
        if len(order) < 3 and self.gap is None:
            raise fail("too-few", found=f"{len(order)} layers", expected="at least three to distribute")
        starts = [p.box.y0 if across else p.box.x0 for p in order]
        sizes = [p.box.height if across else p.box.width for p in order]
        gap = self.gap
        if gap is None:
            gap = (starts[-1] + sizes[-1] - starts[0] - sum(sizes)) / (len(order) - 1)
        at = starts[0]
        for placed, start, size in zip(order, starts, sizes, strict=True):
            by = at - start
            state = Move(
                layers=(placed,), dx=0.0 if across else by, dy=by if across else 0.0, where=self.where
            ).apply(state)
            at += size + gap
        return state
