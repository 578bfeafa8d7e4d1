"""Tools as small state machines: pointer events in, previews and commands out. No window is known here.

All points are px of the artboard. A tool gets ``press``, ``move``, ``release`` with the modifiers held, and answers with
an ``Answer``: what to preview, what to show, and, at the end of a gesture, the command that makes it true.
"""

from __future__ import annotations

import math
from typing import Any, Literal, Protocol

import msgspec

from designer_app.editor.arranging import Move, Placed, Resize, around
from designer_app.editor.artboard import Artboard
from designer_app.editor.command import Command
from designer_app.editor.fields import Select, SetFields
from designer_app.editor.hits import entered, meant, under, within
from designer_app.editor.snapping import Gap, Line, Rails, artboard_lines, lines_of, snap_edges, snap_move
from designer_app.editor.state import State
from designer_app.editor.structure import Duplicate, Insert
from designer_app.editor.tree import ancestors, find, fresh_name, page_of
from designer_app.editor.where import Where
from designer_app.layers.group import Holder
from designer_app.scene.geometry import Box

HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
_THRESHOLD = 3.0  # px of the screen before a press becomes a drag


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """Modifier keys: Shift keeps ratio, axis or 15°; Alt works from the centre or copies; Ctrl selects deep and
    suspends snapping."""

    shift: bool = False
    alt: bool = False
    ctrl: bool = False


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a tool works on: the document, the artboard under the pointer, where edits go, and the zoom (screen px
    for one px of the artboard), which turns screen distances into the artboard's."""

    state: State
    board: Artboard
    where: Where = Where()
    zoom: float = 1.0
    snapping: bool = True
    guides: tuple[Line, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """``command`` ends the gesture; ``preview`` is the command as it would be now; ``shift`` is set while whole
    layers move, so that their pixels can be moved instead of painted anew."""

    command: Command | None = None
    preview: Command | None = None
    shift: tuple[float, float] | None = None
    moving: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    gaps: tuple[Gap, ...] = ()
    marquee: Box | None = None
    box: Box | None = None
    label: str = ""


class Tool(Protocol):
    """What every tool can be told."""

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer: ...
    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer: ...
    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer: ...


def handle_at(box: Box, x: float, y: float, slack: float) -> str:
    """The handle of a selection's box under a point ("" = none; ``turn`` just outside a corner)."""
    xs = {"w": box.x0, "": (box.x0 + box.x1) / 2, "e": box.x1}
    ys = {"n": box.y0, "": (box.y0 + box.y1) / 2, "s": box.y1}
    for name in ("nw", "ne", "se", "sw", "n", "e", "s", "w"):
        hx = xs[name[-1] if name[-1] in "we" else ""]
        hy = ys[name[0] if name[0] in "ns" else ""]
        if abs(x - hx) <= slack and abs(y - hy) <= slack:
            return name
    for hx in (box.x0, box.x1):
        for hy in (box.y0, box.y1):
            outside = not (box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1)
            if outside and abs(x - hx) <= 3 * slack and abs(y - hy) <= 3 * slack:
                return "turn"
    return ""


class SelectTool:
    """Select, move, size, turn, and draw a marquee: the arrow."""

    def __init__(self) -> None:
        self._mode: Literal["", "press", "move", "size", "turn", "marquee"] = ""
        self._at = (0.0, 0.0)
        self._handle = ""
        self._placed: tuple[Placed, ...] = ()
        self._stack: tuple[str, ...] = ()
        self._add = False
        self._rails: Rails | None = None  # what there is to snap to, gathered when the drag begins
        self._others: list[Box] = []

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        self._at, self._mode, self._add = (x, y), "press", held.shift
        self._rails = None
        selection = scope.state.selection
        self._placed = shown(scope, selection)
        if self._placed:
            self._handle = handle_at(around(self._placed), x, y, 6 / scope.zoom)
            if self._handle:
                self._mode = "turn" if self._handle == "turn" else "size"
                return Answer()
        self._stack = under(scope.state.template, scope.board.targets, x, y, slack=2 / scope.zoom)
        name = meant(scope.state.template, self._stack, selection, deep=held.ctrl)
        if not name or _is_ground(scope, name):
            self._mode = "marquee"
            return Answer(command=Select(layers=()) if selection and not held.shift else None)
        chosen: tuple[str, ...]
        if name in selection and not held.shift:
            chosen = selection
        elif held.shift:
            chosen = tuple(n for n in selection if n != name) if name in selection else (*selection, name)
        else:
            chosen = (name,)
        self._placed = shown(scope, chosen)
        return Answer(command=Select(layers=chosen) if chosen != selection else None)

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        dx, dy = x - self._at[0], y - self._at[1]
        if self._mode == "press":
            if math.hypot(dx, dy) * scope.zoom < _THRESHOLD or not self._placed:
                return Answer()
            self._mode = "move"
        match self._mode:
            case "move":
                return self._moved(scope, dx, dy, held)
            case "size":
                return self._sized(scope, dx, dy, held)
            case "turn":
                return self._turned(scope, x, y, held)
            case "marquee":
                box = Box(min(x, self._at[0]), min(y, self._at[1]), max(x, self._at[0]), max(y, self._at[1]))
                return Answer(marquee=box)
        return Answer()

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        answer = self.move(scope, x, y, held)
        mode, self._mode = self._mode, ""
        if mode == "marquee":
            if (
                answer.marquee is None
                or max(answer.marquee.width, answer.marquee.height) * scope.zoom < _THRESHOLD
            ):
                return Answer()
            found = within(scope.state.template, scope.board.targets, answer.marquee)
            kept = tuple(n for n in scope.state.selection if n not in found) if self._add else ()
            return Answer(command=Select(layers=(*kept, *found)))
        return Answer(command=answer.preview)

    def double(self, scope: Scope, x: float, y: float) -> Answer:
        """One level further in."""
        stack = under(scope.state.template, scope.board.targets, x, y, slack=2 / scope.zoom)
        name = entered(scope.state.template, stack, scope.state.selection)
        return Answer(command=Select(layers=(name,)) if name else None)

    def _moved(self, scope: Scope, dx: float, dy: float, held: Held) -> Answer:
        if held.shift:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        lines: tuple[Line, ...] = ()
        gaps: tuple[Gap, ...] = ()
        whole = around(self._placed)
        if scope.snapping and not held.ctrl:
            moved = Box(whole.x0 + dx, whole.y0 + dy, whole.x1 + dx, whole.y1 + dy)
            if self._rails is None:
                names = {p.layer for p in self._placed}
                self._others = _others(scope, names)
                self._rails = Rails.of(_lines(scope, self._others))
            snap = snap_move(moved, self._rails, self._others, 6 / scope.zoom)
            dx, dy = dx + snap.dx * (dx != 0 or not held.shift), dy + snap.dy * (dy != 0 or not held.shift)
            lines, gaps = snap.lines, snap.gaps
        dx, dy = _whole(dx), _whole(dy)
        command: Command = Move(layers=self._placed, dx=dx, dy=dy, where=scope.where)
        if held.alt:
            command = Duplicate(layers=tuple(p.layer for p in self._placed), dx=dx, dy=dy)
        return Answer(
            preview=command, shift=(dx, dy), moving=tuple(p.layer for p in self._placed), lines=lines, gaps=gaps,
            box=Box(whole.x0 + dx, whole.y0 + dy, whole.x1 + dx, whole.y1 + dy),
        )  # fmt: skip

    def _sized(self, scope: Scope, dx: float, dy: float, held: Held) -> Answer:
        old = around(self._placed)
        new = sized(old, self._handle, dx, dy, ratio=held.shift or self._pictures(scope), centred=held.alt)
        lines: tuple[Line, ...] = ()
        if scope.snapping and not held.ctrl and not held.shift:
            edges = [
                e
                for key, e in (("w", "left"), ("e", "right"), ("n", "top"), ("s", "bottom"))
                if key in self._handle
            ]
            names = {p.layer for p in self._placed}
            new, lines = snap_edges(new, edges, _lines(scope, _others(scope, names)), 6 / scope.zoom)
        new = Box(_whole(new.x0), _whole(new.y0), _whole(new.x1), _whole(new.y1))
        boxes = tuple(_carried(p.box, old, new) for p in self._placed)
        command = Resize(layers=self._placed, boxes=boxes, where=scope.where)
        return Answer(preview=command, lines=lines, box=new, label=f"{new.width:g} × {new.height:g}")

    def _pictures(self, scope: Scope) -> bool:
        """Pictures keep their ratio by a corner, as everywhere."""
        kinds = {type(scope.board.layers[p.layer]).__name__ for p in self._placed}
        return len(self._handle) == 2 and kinds <= {"ImageLayer", "VectorLayer", "SymbolLayer"}

    def _turned(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        box = around(self._placed)
        cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        by = math.degrees(math.atan2(y - cy, x - cx) - math.atan2(self._at[1] - cy, self._at[0] - cx))
        turns = []
        for placed in self._placed:
            old = scope.board.layers[placed.layer].rotation
            angle = (float(old) if isinstance(old, int | float) else 0.0) + by
            angle = round(angle / 15) * 15 if held.shift else round(angle, 1)
            turns.append((angle + 180) % 360 - 180)
        command = SetFields(
            layers=tuple(p.layer for p in self._placed), fields={"rotation": turns[0]}, where=scope.where
        )
        return Answer(preview=command, box=box, label=f"{turns[0]:g}°")


class DrawTool:
    """Drag out a new layer: rectangle, ellipse, line, arrow, text, picture, frame. A click makes one of a usual size."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._at = (0.0, 0.0)

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        self._at = (x, y)
        return Answer()

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        x0, y0 = self._at
        dx, dy = x - x0, y - y0
        if held.shift:
            side = max(abs(dx), abs(dy))
            dx, dy = math.copysign(side, dx), math.copysign(side, dy)
        if held.alt:
            x0, y0, dx, dy = x0 - dx, y0 - dy, 2 * dx, 2 * dy
        box = Box(
            _whole(min(x0, x0 + dx)),
            _whole(min(y0, y0 + dy)),
            _whole(max(x0, x0 + dx)),
            _whole(max(y0, y0 + dy)),
        )
        lines: tuple[Line, ...] = ()
        if scope.snapping and not held.ctrl:
            edges = ("right" if dx > 0 else "left", "bottom" if dy > 0 else "top")
            box, lines = snap_edges(box, edges, _lines(scope, _others(scope, set())), 6 / scope.zoom)
        return Answer(box=box, marquee=box, lines=lines, label=f"{box.width:g} × {box.height:g}")

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        box = self.move(scope, x, y, held).box or Box(x, y, x, y)
        short = min(scope.board.view.size.width, scope.board.view.size.height) / scope.board.unit
        if max(box.width, box.height) * scope.zoom < _THRESHOLD:
            side = _whole(short / 4)
            box = Box(_whole(x), _whole(y), _whole(x) + side, _whole(y) + side)
        data = drawn(self.kind, fresh_name(scope.state.template, self.kind), box, short)
        return Answer(command=Insert(layers=(data,), page=scope.board.page.name))


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
            size = _whole(max(16.0, short / 24))
            del frame["h"]
            return {"kind": "text", **frame, "w": max(box.width, 4 * size), "text": "Text", "size": size}
        case "ellipse":
            return {"kind": "shape", **frame, "shape": "ellipse", "fill": "accent"}
        case "line" | "arrow":
            stroke = {"fill": "on-surface", "width": max(1.0, _whole(short / 270))}
            return {"kind": "shape", **frame, "shape": kind, "fill": None, "stroke": stroke}
        case "image":
            return {"kind": "image", **frame, "source": ""}
        case "frame":
            return {"kind": "group", **frame, "clip": True, "layers": []}
    return {"kind": "shape", **frame, "fill": "accent"}


def sized(box: Box, handle: str, dx: float, dy: float, *, ratio: bool = False, centred: bool = False) -> Box:
    """The box after its handle was dragged by (dx, dy)."""
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    if "w" in handle:
        x0 += dx
    if "e" in handle:
        x1 += dx
    if "n" in handle:
        y0 += dy
    if "s" in handle:
        y1 += dy
    if centred:
        x1, x0 = (box.x1 - dx, x0) if "w" in handle else (x1, box.x0 - dx) if "e" in handle else (x1, x0)
        y1, y0 = (box.y1 - dy, y0) if "n" in handle else (y1, box.y0 - dy) if "s" in handle else (y1, y0)
    x0, x1 = min(x0, x1 - 1), max(x1, x0 + 1)
    y0, y1 = min(y0, y1 - 1), max(y1, y0 + 1)
    if ratio and box.width > 0 and box.height > 0:
        by = max((x1 - x0) / box.width, (y1 - y0) / box.height) if len(handle) == 2 else (
            (x1 - x0) / box.width if handle in "we" else (y1 - y0) / box.height
        )  # fmt: skip
        width, height = box.width * by, box.height * by
        cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        x0 = (
            cx - width / 2
            if centred or handle in ("n", "s")
            else (box.x1 - width if "w" in handle else box.x0)
        )
        y0 = (
            cy - height / 2
            if centred or handle in ("w", "e")
            else (box.y1 - height if "n" in handle else box.y0)
        )
        x1, y1 = x0 + width, y0 + height
    return Box(x0, y0, x1, y1)


def nudge(scope: Scope, dx: float, dy: float) -> Command | None:
    """Arrow keys: all selected layers by a step."""
    placed = shown(scope, scope.state.selection)
    return Move(layers=placed, dx=dx, dy=dy, where=scope.where, live=True) if placed else None


def sibling(state: State, forward: bool = True) -> Command | None:
    """Tab: the next layer beside the selected one."""
    if len(state.selection) != 1:
        return None
    _, spot = find(state.template, state.selection[0])
    holder = find(state.template, spot.parent)[0] if spot.parent else None
    beside = holder.layers if isinstance(holder, Holder) else page_of(state.template, spot.page).layers
    other = beside[(spot.index + (1 if forward else -1)) % len(beside)]
    return Select(layers=(other.name,))


def out(state: State) -> Command:
    """Esc: from a layer to the group around it, then to nothing."""
    parents = ancestors(state.template, state.selection[0]) if len(state.selection) == 1 else []
    return Select(layers=(parents[0],) if parents else ())


def shown(scope: Scope, names: tuple[str, ...]) -> tuple[Placed, ...]:
    here = {target.layer for target in scope.board.targets}
    return scope.board.placed(tuple(n for n in names if n in here))


def _is_ground(scope: Scope, name: str) -> bool:
    """A layer that covers the artboard and lies below all else is the ground: dragging on it draws a marquee."""
    size = scope.board.view.size
    width, height = size.width / scope.board.unit, size.height / scope.board.unit
    first = scope.board.page.layers[0].name if scope.board.page.layers else ""
    box = next((t.box for t in scope.board.targets if t.layer == name), None)
    covers = box is not None and box.x0 <= 0 and box.y0 <= 0 and box.x1 >= width and box.y1 >= height
    return covers and (name == first or scope.board.layers[name].lock != "none")


def _lines(scope: Scope, others: list[Box]) -> list[Line]:
    size = scope.board.view.size
    width, height = size.width / scope.board.unit, size.height / scope.board.unit
    margin = scope.board.view.kit.ratio("grid.margin", 0.07) * min(width, height)
    return [
        *artboard_lines(width, height, margin, scope.board.safe),
        *lines_of(others),
        *scope.guides,
    ]


def _others(scope: Scope, names: set[str]) -> list[Box]:
    """Boxes of what doesn't move: not the layers, nor what they hold or are held by."""
    template = scope.state.template
    around_them = {a for n in names for a in ancestors(template, n)}
    found = []
    for target in scope.board.targets:
        mine = (
            target.layer in names
            or target.layer in around_them
            or names & set(ancestors(template, target.layer))
        )
        if not mine and target.box.width > 0 and target.box.height > 0:
            found.append(target.box)
    return found


def _carried(box: Box, old: Box, new: Box) -> Box:
    """Where a box goes when the box around all of them goes from old to new."""
    kx = new.width / old.width if old.width else 1.0
    ky = new.height / old.height if old.height else 1.0
    return Box(
        new.x0 + (box.x0 - old.x0) * kx, new.y0 + (box.y0 - old.y0) * ky,
        new.x0 + (box.x1 - old.x0) * kx, new.y0 + (box.y1 - old.y0) * ky,
    )  # fmt: skip


def _whole(value: float) -> float:
    return math.floor(value + 0.5)
