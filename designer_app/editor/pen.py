"""The pen: click sets corners, drag pulls out arms, the first point closes. One path is one step."""

from __future__ import annotations

import math

import msgspec

from designer_app.editor.command import Command
from designer_app.editor.drawing import drawn
from designer_app.editor.paths import Anchor, Contour, drawn_in, fields_of, outline_of
from designer_app.editor.rails import extent, rounded
from designer_app.editor.reshaping import Reshape
from designer_app.editor.structure import Insert
from designer_app.editor.tool import Answer, BaseTool, Held, Mark, Scope, shown
from designer_app.editor.tree import find, fresh_name
from designer_app.layers.shape import ShapeLayer
from designer_app.scene.geometry import Point

_REACH = 8.0  # px of the screen round a point


class PenTool(BaseTool):
    """Draws one path. Enter or Esc end it as it is, Backspace takes the last point back, a press on an end of the
    selected open path goes on with that."""

    rests = True

    def __init__(self) -> None:
        self._anchors: list[Anchor] = []
        self._pulling = False
        self._closing = False
        self._broken: Point | None = None  # the arm before the point, held still by Alt
        self._continued = ""  # the layer that is gone on with

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        self._pulling, self._broken = True, None
        if not self._anchors:
            self._go_on(scope, x, y)
            if self._anchors:
                return Answer(marks=self._marks(scope, None))
        self._closing = len(self._anchors) > 1 and _near(scope, self._anchors[0].at, (x, y))
        if not self._closing:
            self._anchors.append(Anchor(self._point(x, y, held)))
        return Answer(marks=self._marks(scope, None))

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        if not self._pulling or not self._anchors:
            return Answer(marks=self._marks(scope, None))
        number = 0 if self._closing else -1
        anchor = self._anchors[number]
        if math.dist(anchor.at, (x, y)) * scope.zoom < 3:
            return Answer(marks=self._marks(scope, None))
        arm = _turned(anchor.at, (x, y)) if held.shift else (x, y)
        opposite = (2 * anchor.at[0] - arm[0], 2 * anchor.at[1] - arm[1])
        if held.alt:
            self._broken = self._broken or anchor.before or opposite
        before = self._broken if held.alt else opposite
        if self._closing:
            self._anchors[0] = msgspec.structs.replace(anchor, before=before)
        else:
            self._anchors[-1] = Anchor(anchor.at, before, arm)
        return Answer(marks=self._marks(scope, None))

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        if not self._pulling:
            return Answer()
        self.move(scope, x, y, held)
        self._pulling = False
        if self._closing:
            return self._end(scope, closed=True)
        return Answer(marks=self._marks(scope, None))

    def hover(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        if not self._anchors:
            return Answer()
        return Answer(marks=self._marks(scope, self._point(x, y, held)))

    def key(self, scope: Scope, name: str) -> Answer | None:
        if not self._anchors:
            return None
        if name in ("enter", "escape"):
            return self._end(scope, closed=False)
        if name in ("delete", "undo"):
            self._anchors.pop()
            return Answer(marks=self._marks(scope, None))
        return None

    def leave(self, scope: Scope) -> Answer:
        return self._end(scope, closed=False) if self._anchors else Answer()

    def _go_on(self, scope: Scope, x: float, y: float) -> None:
        for placed in shown(scope, scope.state.selection):
            layer = find(scope.state.template, placed.layer)[0]
            if (
                not isinstance(layer, ShapeLayer)
                or layer.shape not in ("path", "line", "arrow")
                or layer.rotation
            ):
                continue
            contours = drawn_in(layer, placed.box)
            if len(contours) != 1 or contours[0].closed:
                continue
            anchors = list(contours[0].anchors)
            if _near(scope, anchors[0].at, (x, y)):
                anchors = [Anchor(a.at, a.after, a.before) for a in reversed(anchors)]
            if _near(scope, anchors[-1].at, (x, y)):
                self._anchors, self._continued = anchors, placed.layer
                return

    def _point(self, x: float, y: float, held: Held) -> Point:
        """Whole px; with Shift in steps of 45° from the point before."""
        if held.shift and self._anchors:
            x, y = _turned(self._anchors[-1].at, (x, y))
        return rounded(x), rounded(y)

    def _end(self, scope: Scope, *, closed: bool) -> Answer:
        contour, self._anchors = Contour(tuple(self._anchors), closed), []
        name, self._continued = self._continued, ""
        self._closing = False
        if len(contour.anchors) < 2:
            return Answer(done=True)
        frame, fields = fields_of((contour,))
        command: Command
        if name:
            [placed] = shown(scope, (name,))
            command = Reshape(layer=placed, box=frame, fields=fields, where=scope.where)
        else:
            short = min(extent(scope.board))
            data = drawn("line", fresh_name(scope.state.template, "path"), frame, short) | fields
            if closed:
                data |= {"fill": "accent", "stroke": None}
            command = Insert(layers=(data,), page=scope.board.page.name)
        return Answer(command=command, done=True)

    def _marks(self, scope: Scope, end: Point | None) -> tuple[Mark, ...]:
        if not self._anchors:
            return ()
        anchors = list(self._anchors)
        closes = end is not None and len(anchors) > 1 and _near(scope, anchors[0].at, end)
        if end is not None and not closes:
            anchors.append(Anchor(end))
        marks = [Mark(kind="outline", outline=outline_of([Contour(tuple(anchors), closes or self._closing)]))]
        marks += marks_of(self._anchors, {len(self._anchors) - 1})
        if closes:
            marks.append(Mark(kind="anchor", points=(self._anchors[0].at,), strong=True))
        return tuple(marks)


def marks_of(anchors: list[Anchor] | tuple[Anchor, ...], chosen: set[int]) -> list[Mark]:
    """Anchors, and the arms of the chosen ones."""
    found: list[Mark] = []
    for number, anchor in enumerate(anchors):
        for arm in (anchor.before, anchor.after) if number in chosen else ():
            if arm is not None:
                found += [Mark(kind="arm", points=(anchor.at, arm)), Mark(kind="knob", points=(arm,))]
        found.append(Mark(kind="anchor", points=(anchor.at,), strong=number in chosen))
    return found


def _near(scope: Scope, a: Point, b: Point) -> bool:
    return math.dist(a, b) * scope.zoom <= _REACH


def _turned(start: Point, end: Point) -> Point:
    """The end brought onto the nearest direction of 45° from the start."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    turn = round(math.atan2(dy, dx) / (math.pi / 4)) * math.pi / 4
    length = dx * math.cos(turn) + dy * math.sin(turn)
    return start[0] + length * math.cos(turn), start[1] + length * math.sin(turn)


__all__ = ["PenTool", "marks_of"]
