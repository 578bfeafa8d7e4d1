"""The arrow: select, move, size, turn, and draw a marquee; while Alt is held it measures."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

from designer_app.editor.arranging import Move, Placed, Resize, around
from designer_app.editor.command import Command
from designer_app.editor.fields import Select
from designer_app.editor.hits import Target, entered, meant, under, within
from designer_app.editor.rails import extent, neighbours, rails, rounded
from designer_app.editor.reshaping import Turn, turned
from designer_app.editor.snapping import Gap, Line, Rails, distances, snap_edges, snap_move
from designer_app.editor.structure import Duplicate
from designer_app.editor.tool import THRESHOLD, Answer, BaseTool, Held, Mark, Scope, shown
from designer_app.scene.geometry import Box

HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")


def handle_at(box: Box, x: float, y: float, slack: float, turn: float = 0.0) -> str:
    """The handle of a selection's box under a point ("" = none; ``turn`` just outside a corner). ``turn``: degrees
    clockwise that the box is turned about its middle."""
    x, y = _about(box, x, y, -turn)
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


def turn_of(targets: Iterable[Target]) -> float:
    """How far a selection's box is turned: one layer's is as the layer, several stand in an upright one."""
    turns = [target.turn for target in targets]
    return turns[0] if len(turns) == 1 else 0.0


def _about(box: Box, x: float, y: float, turn: float) -> tuple[float, float]:
    """A point turned about the middle of a box, degrees clockwise."""
    if not turn:
        return x, y
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    dx, dy = x - cx, y - cy
    return cx + dx * cos - dy * sin, cy + dx * sin + dy * cos


class SelectTool(BaseTool):
    """Select, move, size, turn, and draw a marquee: the arrow."""

    def __init__(self) -> None:
        self._mode: Literal["", "press", "move", "size", "turn", "marquee"] = ""
        self._at = (0.0, 0.0)
        self._handle = ""
        self._turn = 0.0  # degrees clockwise of the one layer that is selected
        self._placed: tuple[Placed, ...] = ()
        self._stack: tuple[str, ...] = ()
        self._add = False
        # Of what is moved, gathered when the drag begins: around it as it stood, its names, what it may snap to
        self._whole = Box(0.0, 0.0, 0.0, 0.0)
        self._moving: tuple[str, ...] = ()
        self._rails: tuple[Rails, Rails] | None = None

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        self._at, self._mode, self._add = (x, y), "press", held.shift
        self._rails = None
        selection = scope.state.selection
        self._placed = shown(scope, selection)
        if self._placed:
            self._turn = turn_of(t for t in scope.board.targets if t.layer in selection)
            self._handle = handle_at(around(self._placed), x, y, 6 / scope.zoom, self._turn)
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
            if math.hypot(dx, dy) * scope.zoom < THRESHOLD or not self._placed:
                return Answer()
            self._mode = "move"
            self._whole, self._moving = around(self._placed), tuple(p.layer for p in self._placed)
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
                or max(answer.marquee.width, answer.marquee.height) * scope.zoom < THRESHOLD
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

    def hover(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        """What a click would take; with Alt, how far the selection is from it or from the artboard's edges."""
        stack = under(scope.state.template, scope.board.targets, x, y, slack=2 / scope.zoom)
        chosen = shown(scope, scope.state.selection)
        if held.alt and chosen:
            mine = {p.layer for p in chosen}
            met = next((n for n in stack if n not in mine and not _is_ground(scope, n)), "")
            box = around(shown(scope, (met,))) if met else Box(0.0, 0.0, *extent(scope.board))
            marks = (
                (Mark(kind="frame", points=((box.x0, box.y0), (box.x1, box.y1)), strong=True),) if met else ()
            )
            return Answer(gaps=distances(around(chosen), box), marks=marks)
        name = meant(scope.state.template, stack, scope.state.selection, deep=held.ctrl)
        if not name or name in scope.state.selection or _is_ground(scope, name):
            return Answer()
        return Answer(
            marks=tuple(
                Mark(kind="frame", points=((t.box.x0, t.box.y0), (t.box.x1, t.box.y1)))
                for t in scope.board.targets
                if t.layer == name and not t.turn
            )
        )

    def _moved(self, scope: Scope, dx: float, dy: float, held: Held) -> Answer:
        if held.shift:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        lines: tuple[Line, ...] = ()
        gaps: tuple[Gap, ...] = ()
        whole = self._whole
        if scope.snapping and not held.ctrl:
            if self._rails is None:
                names = set(self._moving)
                others = neighbours(scope, names)
                self._rails = Rails.of(rails(scope, others, names), others)
            snap = snap_move(whole.shift(dx, dy), self._rails, 6 / scope.zoom)
            dx, dy = dx + snap.dx * (dx != 0 or not held.shift), dy + snap.dy * (dy != 0 or not held.shift)
            lines, gaps = snap.lines, snap.gaps
        dx, dy = rounded(dx), rounded(dy)
        command: Command = Move(layers=self._placed, dx=dx, dy=dy, where=scope.where)
        if held.alt:
            command = Duplicate(layers=self._moving, dx=dx, dy=dy)
        return Answer(
            preview=command,
            shift=(dx, dy),
            moving=self._moving,
            lines=lines,
            gaps=gaps,
            box=whole.shift(dx, dy),
        )

    def _sized(self, scope: Scope, dx: float, dy: float, held: Held) -> Answer:
        old = around(self._placed)
        if self._turn:
            return self._sized_turned(scope, old, dx, dy, held)
        new = sized(old, self._handle, dx, dy, ratio=held.shift or self._pictures(scope), centred=held.alt)
        lines: tuple[Line, ...] = ()
        if scope.snapping and not held.ctrl and not held.shift:
            edges = [
                e
                for key, e in (("w", "left"), ("e", "right"), ("n", "top"), ("s", "bottom"))
                if key in self._handle
            ]
            names = {p.layer for p in self._placed}
            new, lines = snap_edges(new, edges, rails(scope, neighbours(scope, names)), 6 / scope.zoom)
        new = Box(rounded(new.x0), rounded(new.y0), rounded(new.x1), rounded(new.y1))
        boxes = tuple(_carried(p.box, old, new) for p in self._placed)
        command = Resize(layers=self._placed, boxes=boxes, where=scope.where)
        return Answer(preview=command, lines=lines, box=new, label=f"{new.width:g} × {new.height:g}")

    def _sized_turned(self, scope: Scope, old: Box, dx: float, dy: float, held: Held) -> Answer:
        """One layer that is turned: its handles go along its own sides, and what is across from the handle stays."""
        cx, cy = (old.x0 + old.x1) / 2, (old.y0 + old.y1) / 2
        x, y = _about(old, cx + dx, cy + dy, -self._turn)
        new = sized(
            old, self._handle, x - cx, y - cy, ratio=held.shift or self._pictures(scope), centred=held.alt
        )
        mx, my = (new.x0 + new.x1) / 2, (new.y0 + new.y1) / 2
        to_x, to_y = _about(
            old, mx, my, self._turn
        )  # it is turned about its new middle, which must lie there
        new = new.shift(to_x - mx, to_y - my)
        new = Box(rounded(new.x0), rounded(new.y0), rounded(new.x1), rounded(new.y1))
        command = Resize(layers=self._placed, boxes=(new,), where=scope.where)
        return Answer(preview=command, box=new, label=f"{new.width:g} × {new.height:g}")

    def _pictures(self, scope: Scope) -> bool:
        """Pictures keep their ratio by a corner, as everywhere."""
        kinds = {type(scope.board.layers[p.layer]).__name__ for p in self._placed}
        return len(self._handle) == 2 and kinds <= {"ImageLayer", "VectorLayer", "SymbolLayer"}

    def _turned(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        box = around(self._placed)
        cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        by = math.degrees(math.atan2(y - cy, x - cx) - math.atan2(self._at[1] - cy, self._at[0] - cx))
        angles = tuple(scope.board.layers[placed.layer].rotation for placed in self._placed)
        first = angles[0] if isinstance(angles[0], int | float) else 0.0
        if held.shift:  # one layer comes to rest on steps of 15°, several turn by them
            by = round(by / 15) * 15 if len(angles) > 1 else round((first + by) / 15) * 15 - first
        by = round((by + 180) % 360 - 180, 1)
        command = Turn(layers=self._placed, angles=angles, by=by, where=scope.where)
        shown_angle = by if len(angles) > 1 else turned(first, by)
        return Answer(preview=command, box=box, label=f"{shown_angle:g}°")


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


def _is_ground(scope: Scope, name: str) -> bool:
    """A layer that covers the artboard and lies below all else is the ground: dragging on it draws a marquee."""
    size = scope.board.view.size
    width, height = size.width / scope.board.unit, size.height / scope.board.unit
    first = scope.board.page.layers[0].name if scope.board.page.layers else ""
    box = next((t.box for t in scope.board.targets if t.layer == name), None)
    covers = box is not None and box.x0 <= 0 and box.y0 <= 0 and box.x1 >= width and box.y1 >= height
    return covers and (name == first or scope.board.layers[name].lock != "none")


def _carried(box: Box, old: Box, new: Box) -> Box:
    """Where a box goes when the box around all of them goes from old to new."""
    kx = new.width / old.width if old.width else 1.0
    ky = new.height / old.height if old.height else 1.0
    return Box(
        new.x0 + (box.x0 - old.x0) * kx, new.y0 + (box.y0 - old.y0) * ky,
        new.x0 + (box.x1 - old.x0) * kx, new.y0 + (box.y1 - old.y0) * ky,
    )  # fmt: skip
