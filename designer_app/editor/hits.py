"""What lies under a point or inside a marquee, by the boxes of the built page, and which layer a click means."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import msgspec

from designer_app.design.template import Template
from designer_app.editor.tree import ancestors, find, spots
from designer_app.layers.base import LayerBase
from designer_app.layers.group import Holder
from designer_app.layers.shape import ShapeLayer
from designer_app.layers.symbol import SymbolLayer
from designer_app.scene.geometry import Box, apply, rotation

_MOST = 0.85  # of what all layers reach, since some bleed: from here on a frame is the whole artboard's


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A layer as it stands on the artboard. Of a repeated layer there is one for each copy; ``place`` tells them
    apart (``points.2.value``)."""

    layer: str
    place: str
    box: Box
    turn: float = 0.0  # degrees clockwise


def targets(template: Template, page: str, boxes: Mapping[str, Box]) -> tuple[Target, ...]:
    """Layers of a page that stand somewhere, from below to above. ``boxes`` are those of the built page."""
    by_layer: dict[str, list[tuple[str, Box]]] = {}
    for place, box in boxes.items():
        by_layer.setdefault(place.rpartition(".")[2], []).append((place, box))
    found = []
    for layer, spot in spots(template):
        if spot.page != page:
            continue
        turn = layer.rotation if isinstance(layer.rotation, int | float) else 0.0
        found += [
            Target(layer=layer.name, place=place, box=box, turn=float(turn))
            for place, box in by_layer.get(layer.name, ())
        ]
    return tuple(found)


def covers(target: Target, x: float, y: float, slack: float = 0.0) -> bool:
    """Whether a point lies on the layer's frame, turned as it is, or within ``slack`` px of it."""
    box = target.box
    if target.turn:
        x, y = apply(rotation(-target.turn, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2), x, y)
    return box.x0 - slack <= x <= box.x1 + slack and box.y0 - slack <= y <= box.y1 + slack


def under(
    template: Template, everything: Sequence[Target], x: float, y: float, *, slack: float = 0.0
) -> tuple[str, ...]:
    """Layers at a point, topmost first, groups after what they hold; locked and hidden ones are left out. A shape or
    symbol whose frame is the whole artboard (an edge line, a shade, a field) comes after all that is smaller: its frame
    says nothing of where it is seen."""
    right = _MOST * max((t.box.x1 for t in everything), default=0.0)
    bottom = _MOST * max((t.box.y1 for t in everything), default=0.0)
    found: list[str] = []
    whole: list[str] = []
    for target in reversed(everything):
        name = target.layer
        if name in found or name in whole or not covers(target, x, y, slack) or not _open(template, name):
            continue
        full = (
            target.box.x0 <= 0 and target.box.y0 <= 0 and target.box.x1 >= right and target.box.y1 >= bottom
        )
        drawn = isinstance(find(template, name)[0], ShapeLayer | SymbolLayer)
        (whole if full and drawn else found).append(name)
    return (*found, *whole)


def _open(template: Template, name: str) -> bool:
    chain = [name, *ancestors(template, name)]
    return all(_selectable(find(template, n)[0]) for n in chain)


def _selectable(layer: LayerBase) -> bool:
    return layer.lock != "all" and layer.visible is not False


def meant(template: Template, stack: Sequence[str], selection: Sequence[str], *, deep: bool = False) -> str:
    """Which of the layers under the pointer a click selects ("" = none).

    The topmost leaf's outermost group; inside the group that the selection is in, its child there; with ``deep``
    the leaf itself.
    """
    leaves = [name for name in stack if not isinstance(find(template, name)[0], Holder)]
    if not leaves:
        return stack[0] if stack else ""
    leaf = leaves[0]
    if deep:
        return leaf
    line = [leaf, *ancestors(template, leaf)]  # leaf … outermost
    opened = {parent for name in selection for parent in ancestors(template, name)} if selection else set()
    for child, parent in itertools.pairwise(line):
        if parent in opened:
            return child
    return line[-1]


def entered(template: Template, stack: Sequence[str], selection: Sequence[str]) -> str:
    """What a double click selects: one level further in, towards what lies under the pointer."""
    leaves = [name for name in stack if not isinstance(find(template, name)[0], Holder)]
    if not leaves:
        return ""
    line = [leaves[0], *ancestors(template, leaves[0])]
    for child, parent in itertools.pairwise(line):
        if parent in selection:
            return child
    return leaves[0]


def within(
    template: Template, everything: Sequence[Target], area: Box, *, whole: bool = False
) -> tuple[str, ...]:
    """Outermost layers that a marquee touches, or with ``whole`` holds whole."""
    found: list[str] = []
    for target in everything:
        box = target.box
        inside = box.x0 >= area.x0 and box.y0 >= area.y0 and box.x1 <= area.x1 and box.y1 <= area.y1
        touched = box.x0 < area.x1 and box.x1 > area.x0 and box.y0 < area.y1 and box.y1 > area.y0
        top = [target.layer, *ancestors(template, target.layer)][-1]
        # a ground that holds the marquee's start is not meant
        if (
            (inside if whole else touched and not _holds(box, area))
            and top not in found
            and _open(template, top)
        ):
            found.append(top)
    return tuple(found)


def _holds(box: Box, area: Box) -> bool:
    return box.x0 <= area.x0 and box.y0 <= area.y0 and box.x1 >= area.x1 and box.y1 >= area.y1


def alike(template: Template, name: str) -> tuple[str, ...]:
    """All layers of the same kind with the same fill and style: *Select same*."""
    model = find(template, name)[0]
    look = _look(model)
    return tuple(
        layer.name for layer, _ in spots(template) if type(layer) is type(model) and _look(layer) == look
    )


def _look(layer: LayerBase) -> tuple[object, ...]:
    return tuple(
        repr(getattr(layer, field, None)) for field in ("fill", "style", "stroke", "symbol", "grade")
    )
