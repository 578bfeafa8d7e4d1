"""Tools that drag out a new layer: shapes, lines, text, pictures, frames."""

from __future__ import annotations

import math
from typing import Any

from designer_app.editor.hits import under
from designer_app.editor.rails import extent, neighbours, rails, rounded
from designer_app.editor.snapping import Line, snap_edges
from designer_app.editor.structure import Insert
from designer_app.editor.tool import THRESHOLD, Answer, BaseTool, Held, Mark, Scope
from designer_app.editor.tree import find, fresh_name, own
from designer_app.layers.base import LayerBase
from designer_app.layers.group import GroupLayer
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import Box, Outline, Point

LINES = ("line", "arrow")


class DrawTool(BaseTool):
    """Drag out a new layer: rectangle, ellipse, line, arrow, text, picture, frame. A click makes one of a usual size."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._at = (0.0, 0.0)
        self._last = (0.0, 0.0)

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        self._at = self._last = (x, y)
        return Answer()

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        if held.space:  # what is drawn so far goes along
            self._at = self._at[0] + x - self._last[0], self._at[1] + y - self._last[1]
        self._last = (x, y)
        if self.kind in LINES:
            return self._line(scope, x, y, held)
        x0, y0 = self._at
        dx, dy = x - x0, y - y0
        if held.shift:
            side = max(abs(dx), abs(dy))
            dx, dy = math.copysign(side, dx), math.copysign(side, dy)
        if held.alt:
            x0, y0, dx, dy = x0 - dx, y0 - dy, 2 * dx, 2 * dy
        box = Box(
            rounded(min(x0, x0 + dx)),
            rounded(min(y0, y0 + dy)),
            rounded(max(x0, x0 + dx)),
            rounded(max(y0, y0 + dy)),
        )
        lines: tuple[Line, ...] = ()
        if scope.snapping and not held.ctrl and not held.shift:
            edges = ("right" if dx > 0 else "left", "bottom" if dy > 0 else "top")
            box, lines = snap_edges(box, edges, rails(scope, neighbours(scope, set())), 6 / scope.zoom)
        return Answer(box=box, marquee=box, lines=lines, label=f"{box.width:g} × {box.height:g}")

    def _line(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        start, end = self._ends(x, y, held)
        length = math.dist(start, end)
        box = Box(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
        mark = Mark(kind="outline", outline=Outline("ML", (*start, *end)))
        return Answer(box=box, marks=(mark,), label=f"{length:.0f}")

    def _ends(self, x: float, y: float, held: Held) -> tuple[Point, Point]:
        """Tail and head: with Shift in steps of 45°, with Alt about the middle; whole px."""
        x0, y0 = self._at
        dx, dy = x - x0, y - y0
        if held.shift:
            turn = round(math.atan2(dy, dx) / (math.pi / 4)) * math.pi / 4
            length = dx * math.cos(turn) + dy * math.sin(turn)
            dx, dy = length * math.cos(turn), length * math.sin(turn)
        if held.alt:
            x0, y0, dx, dy = x0 - dx, y0 - dy, 2 * dx, 2 * dy
        return (rounded(x0), rounded(y0)), (rounded(x0 + dx), rounded(y0 + dy))

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        box = self.move(scope, x, y, held).box or Box(x, y, x, y)
        short = min(extent(scope.board))
        still = max(box.width, box.height) * scope.zoom < THRESHOLD
        if still and self.kind == "text" and (text := text_under(scope, x, y)):
            return Answer(done=True, opens=text)
        if still:
            side = rounded(short / 4)
            box = Box(rounded(x), rounded(y), rounded(x) + side, rounded(y) + side)
        name = fresh_name(scope.state.template, self.kind)
        data = drawn(self.kind, name, box, short)
        if self.kind in LINES:
            ends = ((box.x0, box.y1), (box.x1, box.y1)) if still else self._ends(x, y, held)
            data |= lined(*ends)
        opens = ""
        if self.kind == "text":
            data["text"], opens = "", name
            if still:  # as wide as its words
                del data["w"]
        parent, corner = _frame_under(scope, *self._at)
        data |= {"x": data["x"] - corner[0], "y": data["y"] - corner[1]}
        command = Insert(layers=(data,), page=scope.board.page.name, parent=parent)
        return Answer(command=command, done=True, opens=opens)


def _frame_under(scope: Scope, x: float, y: float) -> tuple[str, Point]:
    """The topmost frame at a point, which takes what is drawn there, and its corner; ("", (0, 0)) for none."""
    boxes = {t.layer: t.box for t in scope.board.targets if not t.turn and "." not in t.place}
    for name in under(scope.state.template, scope.board.targets, x, y):
        layer = find(scope.state.template, name)[0]
        if (
            _is_frame(layer)
            and layer.lock == "none"
            and name in boxes
            and own(scope.state.template, name) is not None
        ):
            return name, (boxes[name].x0, boxes[name].y0)
    return "", (0.0, 0.0)


def text_under(scope: Scope, x: float, y: float) -> str:
    """The topmost text layer at a point ("" = none); a frame's ground hides what lies below it."""
    for name in under(scope.state.template, scope.board.targets, x, y):
        layer = scope.board.layers.get(name)
        if isinstance(layer, TextLayer):
            return name
        if layer is not None and _is_frame(layer):
            break
    return ""


def _is_frame(layer: LayerBase) -> bool:
    """A group that cuts what it holds and has a ground."""
    return isinstance(layer, GroupLayer) and layer.clip and layer.fill is not None and not layer.repeat


def lined(start: Point, end: Point) -> dict[str, Any]:
    """Frame and path of a straight line from tail to head; upright and level ones stay so in a frame of any size."""
    (x0, y0), (x1, y1) = start, end
    w, h = abs(x1 - x0), abs(y1 - y0)
    xs = ("{w/2}", "{w/2}") if not w else ("0", "{w}") if x1 > x0 else ("{w}", "0")
    ys = ("{h/2}", "{h/2}") if not h else ("0", "{h}") if y1 > y0 else ("{h}", "0")
    return {
        "x": min(x0, x1) if w else x0 - 0.5, "y": min(y0, y1) if h else y0 - 0.5, "w": w or 1, "h": h or 1,
        "shape": "path", "d": f"M{xs[0]} {ys[0]} L{xs[1]} {ys[1]}",
    }  # fmt: skip


def drawn(kind: str, name: str, box: Box, short: float) -> dict[str, Any]:
    """Plain data of a new layer of a kind in a box; ``short`` is the artboard's short side."""
    frame: dict[str, Any] = {
        "name": name,
        "x": box.x0,
        "y": box.y0,
        "w": max(1.0, box.width),
        "h": max(1.0, box.height),
    }
    match kind:
        case "text":
            size = rounded(max(16.0, short / 24))
            del frame["h"]
            return {"kind": "text", **frame, "w": max(box.width, 4 * size), "text": "Text", "size": size}
        case "ellipse":
            return {"kind": "shape", **frame, "shape": "ellipse", "fill": "accent"}
        case "line" | "arrow":
            stroke: dict[str, Any] = {"fill": "on-surface", "width": max(1.0, rounded(short / 270))}
            if kind == "arrow":
                stroke["end"] = "arrow"
            return {"kind": "shape", **frame, "fill": None, "stroke": stroke}
        case "image":
            return {"kind": "image", **frame, "source": ""}
        case "frame":
            return {"kind": "group", **frame, "clip": True, "fill": "surface", "layers": []}
    return {"kind": "shape", **frame, "fill": "accent"}
