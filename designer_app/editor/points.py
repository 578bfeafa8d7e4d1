"""Points of a path edited in place: moved, added, taken out, made smooth or sharp. Every gesture is a step."""

from __future__ import annotations

import math

import msgspec

from designer_app.editor.arranging import Placed
from designer_app.editor.fields import Select
from designer_app.editor.paths import (
    Anchor,
    Contour,
    bounds,
    drawn_in,
    fields_of,
    nearest,
    outline_of,
    parted,
)
from designer_app.editor.pen import marks_of
from designer_app.editor.rails import rounded
from designer_app.editor.reshaping import Reshape
from designer_app.editor.tool import Answer, BaseTool, Held, Mark, Scope, shown
from designer_app.editor.tree import names
from designer_app.layers.shape import ShapeLayer
from designer_app.scene.geometry import Box, Outline, Point, apply, rotation

_REACH = 7.0  # px of the screen


def editable(layer: object) -> bool:
    """Whether a layer's points can be edited."""
    if not isinstance(layer, ShapeLayer) or (layer.shape == "rectangle" and layer.radius):
        return False
    return layer.shape in ("path", "rectangle", "ellipse", "line", "arrow")


class PointsTool(BaseTool):
    """Drag moves points and arms (Alt breaks the arms apart), a click on the line adds a point, double click on a point
    makes it smooth or sharp, Delete takes the chosen ones out; Enter and Esc leave."""

    rests = True

    def __init__(self, layer: str) -> None:
        self.layer = layer
        self._chosen: set[tuple[int, int]] = set()
        self._grip: tuple[str, int, int] = ("", 0, 0)
        self._at = (0.0, 0.0)
        self._from: tuple[Contour, ...] = ()
        self._now: tuple[Contour, ...] = ()

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        self._from = self._now = self._read(scope)
        if not self._from:
            return Answer(done=True)
        x, y = self._upright(scope, x, y)
        self._at = (x, y)
        self._grip = self._hit(scope, x, y)
        kind, number, index = self._grip
        if kind == "anchor":
            key = (number, index)
            if held.shift:
                self._chosen ^= {key}
            elif key not in self._chosen:
                self._chosen = {key}
        elif kind == "":
            number, index, share, far = nearest(self._from, x, y)
            if far * scope.zoom > _REACH:
                if not held.shift:
                    self._chosen = set()
                return (
                    Answer(command=Select(layers=()), done=True)
                    if self._outside(scope, x, y)
                    else self._shown(scope)
                )
            contours = list(self._from)
            contours[number] = parted(contours[number], index, share)
            self._from = self._now = tuple(contours)
            self._chosen = {(number, index + 1)}
            self._grip = ("anchor", number, index + 1)
        return self._shown(scope)

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        kind, number, index = self._grip
        if not kind or not self._from:
            return self._shown(scope)
        x, y = self._upright(scope, x, y)
        dx, dy = x - self._at[0], y - self._at[1]
        if held.shift and kind == "anchor":
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        contours = [list(c.anchors) for c in self._from]
        if kind == "anchor":
            lead = self._from[number].anchors[index].at
            dx, dy = rounded(lead[0] + dx) - lead[0], rounded(lead[1] + dy) - lead[1]
            if math.hypot(x - self._at[0], y - self._at[1]) * scope.zoom < 2:
                dx = dy = 0.0
            for c, i in self._chosen:
                contours[c][i] = contours[c][i].shift(dx, dy)
        else:
            anchor = contours[number][index]
            contours[number][index] = _armed(anchor, kind, (x, y), apart=held.alt)
        self._now = tuple(Contour(tuple(a), c.closed) for a, c in zip(contours, self._from, strict=True))
        return self._shown(scope, self._reshape(scope))

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        answer = self.move(scope, x, y, held)
        self._grip = ("", 0, 0)
        changed = self._now != self._read(scope)
        now, self._from = self._now, ()
        marks = _all_marks(now, self._chosen) if now else ()
        return Answer(command=answer.preview if changed else None, marks=self._turned(scope, marks))

    def hover(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        return self._shown(scope)

    def double(self, scope: Scope, x: float, y: float) -> Answer:
        """A point made smooth, or sharp."""
        self._from = self._now = self._read(scope)
        if not self._from:
            return Answer(done=True)
        kind, number, index = self._hit(scope, *self._upright(scope, x, y))
        if kind != "anchor":
            return self._shown(scope)
        contour = self._from[number]
        anchors = list(contour.anchors)
        anchor = anchors[index]
        if anchor.before is not None or anchor.after is not None:
            anchors[index] = Anchor(anchor.at)
        else:
            anchors[index] = _smoothed(contour, index)
        contours = list(self._from)
        contours[number] = Contour(tuple(anchors), contour.closed)
        self._now, self._from, self._chosen = tuple(contours), (), {(number, index)}
        return Answer(
            command=self._reshape(scope), marks=self._turned(scope, _all_marks(self._now, self._chosen))
        )

    def key(self, scope: Scope, name: str) -> Answer | None:
        if name in ("enter", "escape"):
            return Answer(done=True)
        if name == "delete" and self._chosen:
            contours = []
            for number, contour in enumerate(self._read(scope)):
                kept = [a for i, a in enumerate(contour.anchors) if (number, i) not in self._chosen]
                if len(kept) > 1:
                    contours.append(Contour(tuple(kept), contour.closed and len(kept) > 2))
            self._chosen = set()
            if not contours:
                return None
            self._now = tuple(contours)
            return Answer(
                command=self._reshape(scope), marks=self._turned(scope, _all_marks(self._now, set()))
            )
        return None

    # Where it is

    def _placed(self, scope: Scope) -> Placed | None:
        known = self.layer in names(scope.state.template)
        found = shown(scope, (self.layer,)) if known else ()
        return found[0] if found else None

    def _read(self, scope: Scope) -> tuple[Contour, ...]:
        placed = self._placed(scope)
        layer = scope.board.layers.get(self.layer)
        if placed is None or not isinstance(layer, ShapeLayer) or not editable(layer):
            return ()
        return drawn_in(layer, placed.box)

    def _turn(self, scope: Scope) -> float:
        turn = scope.board.layers[self.layer].rotation if self.layer in scope.board.layers else 0.0
        return float(turn) if isinstance(turn, int | float) else 0.0

    def _upright(self, scope: Scope, x: float, y: float) -> Point:
        """A point of the artboard where it would be if the layer weren't turned."""
        placed, turn = self._placed(scope), self._turn(scope)
        if placed is None or not turn:
            return x, y
        box = placed.box
        return apply(rotation(-turn, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2), x, y)

    def _turned(self, scope: Scope, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """Marks where the turned layer shows them."""
        placed, turn = self._placed(scope), self._turn(scope)
        if placed is None or not turn:
            return marks
        by = rotation(turn, (placed.box.x0 + placed.box.x1) / 2, (placed.box.y0 + placed.box.y1) / 2)
        return tuple(
            msgspec.structs.replace(
                m,
                points=tuple(apply(by, *p) for p in m.points),
                outline=m.outline.transform(by) if isinstance(m.outline, Outline) else None,
            )
            for m in marks
        )

    def _outside(self, scope: Scope, x: float, y: float) -> bool:
        box = bounds(self._from).grow(24 / scope.zoom)
        return not (box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1)

    def _hit(self, scope: Scope, x: float, y: float) -> tuple[str, int, int]:
        reach = _REACH / scope.zoom
        for number, contour in enumerate(self._from):
            for index, anchor in enumerate(contour.anchors):
                if (number, index) in self._chosen:
                    for kind, arm in (("before", anchor.before), ("after", anchor.after)):
                        if arm is not None and math.dist(arm, (x, y)) <= reach:
                            return kind, number, index
        for number, contour in enumerate(self._from):
            for index, anchor in enumerate(contour.anchors):
                if math.dist(anchor.at, (x, y)) <= reach:
                    return "anchor", number, index
        return "", 0, 0

    def _reshape(self, scope: Scope) -> Reshape | None:
        placed = self._placed(scope)
        if placed is None:
            return None
        frame, fields = fields_of(self._now)
        turn = self._turn(scope)
        if turn:  # the frame turns about its own middle, which is another one now
            box = placed.box
            by = rotation(turn, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
            cx, cy = (frame.x0 + frame.x1) / 2, (frame.y0 + frame.y1) / 2
            px, py = apply(by, cx, cy)
            frame = Box(frame.x0 + px - cx, frame.y0 + py - cy, frame.x1 + px - cx, frame.y1 + py - cy)
        return Reshape(layer=placed, box=frame, fields=fields, where=scope.where)

    def _shown(self, scope: Scope, preview: Reshape | None = None) -> Answer:
        contours = self._now if self._from else self._read(scope)
        return Answer(preview=preview, marks=self._turned(scope, _all_marks(contours, self._chosen)))


def _all_marks(contours: tuple[Contour, ...], chosen: set[tuple[int, int]]) -> tuple[Mark, ...]:
    found = [Mark(kind="outline", outline=outline_of(contours))] if contours else []
    for number, contour in enumerate(contours):
        found += marks_of(contour.anchors, {i for c, i in chosen if c == number})
    return tuple(found)


def _armed(anchor: Anchor, which: str, to: Point, *, apart: bool) -> Anchor:
    """One arm's end elsewhere; the other follows on the same line, with its own length, unless they are apart."""
    other_name = "after" if which == "before" else "before"
    other = getattr(anchor, other_name)
    if apart or other is None or not anchor.smooth:
        return msgspec.structs.replace(anchor, **{which: to})
    length, reach = math.dist(anchor.at, other), math.dist(anchor.at, to) or 1.0
    across = (
        anchor.at[0] - (to[0] - anchor.at[0]) * length / reach,
        anchor.at[1] - (to[1] - anchor.at[1]) * length / reach,
    )
    return msgspec.structs.replace(anchor, **{which: to, other_name: across})


def _smoothed(contour: Contour, index: int) -> Anchor:
    """Arms along the line from neighbour to neighbour, a third of the way to each."""
    anchors, at = contour.anchors, contour.anchors[index].at
    last = len(anchors) - 1
    before = anchors[index - 1].at if index or contour.closed else at
    after = anchors[(index + 1) % (last + 1)].at if index < last or contour.closed else at
    dx, dy = after[0] - before[0], after[1] - before[1]
    size = math.hypot(dx, dy) or 1.0
    ux, uy = dx / size, dy / size
    a, b = math.dist(at, before) / 3, math.dist(at, after) / 3
    return Anchor(
        at,
        (at[0] - ux * a, at[1] - uy * a) if a else None,
        (at[0] + ux * b, at[1] + uy * b) if b else None,
    )
