"""Crop in place: the picture moves and grows inside its frame, which stays; the focal point is where people look.

The frame shows a window of the picture. ``focal`` is a point of the picture, ``anchor`` where in the frame that point
lies, ``zoom`` how much larger than just covering the picture is: together they say the window in a way that frames of
other shapes can follow.
"""

from __future__ import annotations

import math
from typing import Any

import msgspec

from designer_app.editor.artboard import Artboard
from designer_app.editor.fields import Select, SetFields
from designer_app.editor.tool import Answer, BaseTool, Held, Mark, Scope
from designer_app.layers.image import ImageLayer
from designer_app.scene.geometry import (
    IDENTITY,
    Box,
    Point,
    Transform,
    apply,
    compose,
    invert,
    rotation,
)
from designer_app.scene.nodes import Group, Node, Picture, PictureSource

_REACH = 9.0  # px of the screen
_LARGEST = 20.0  # zoom


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """What a frame shows: ``width`` × ``height`` source px, of which the frame's corner lies on (left, top) and one
    covers ``scale`` px of the artboard. ``focal`` is a share of the picture, 0..1."""

    width: float
    height: float
    left: float
    top: float
    scale: float
    focal: Point

    def box(self, frame: Box) -> Box:
        """Where the whole picture lies, px of the artboard."""
        x, y = frame.x0 - self.left * self.scale, frame.y0 - self.top * self.scale
        return Box(x, y, x + self.width * self.scale, y + self.height * self.scale)

    def least(self, frame: Box) -> float:
        """The scale that just covers the frame."""
        return max(frame.width / self.width, frame.height / self.height)

    def kept(self, frame: Box) -> Window:
        """The same without bare spots: at least covering, and no edge inside the frame."""
        least = self.least(frame)
        scale = max(least, min(self.scale, least * _LARGEST))
        left = max(0.0, min(self.left, self.width - frame.width / scale))
        top = max(0.0, min(self.top, self.height - frame.height / scale))
        return msgspec.structs.replace(self, left=left, top=top, scale=scale)

    def moved(self, dx: float, dy: float, frame: Box) -> Window:
        """The picture shifted by px of the artboard."""
        return msgspec.structs.replace(
            self, left=self.left - dx / self.scale, top=self.top - dy / self.scale
        ).kept(frame)

    def grown(self, by: float, at: Point, frame: Box) -> Window:
        """The picture larger or smaller; the point ``at`` of the artboard stays on the same spot of it."""
        least = self.least(frame)
        scale = max(least, min(self.scale * by, least * _LARGEST))
        px, py = self.left + (at[0] - frame.x0) / self.scale, self.top + (at[1] - frame.y0) / self.scale
        return msgspec.structs.replace(
            self, scale=scale, left=px - (at[0] - frame.x0) / scale, top=py - (at[1] - frame.y0) / scale
        ).kept(frame)

    def fields(self, frame: Box) -> dict[str, Any]:
        """What an image layer says to show this window."""
        fx, fy = self.focal
        part_w, part_h = frame.width / self.scale, frame.height / self.scale
        return {
            "focal": [round(fx, 4), round(fy, 4)],
            "anchor": [
                round((fx * self.width - self.left) / part_w, 4),
                round((fy * self.height - self.top) / part_h, 4),
            ],
            "zoom": round(self.scale / self.least(frame), 4),
        }


def shown_window(board: Artboard, name: str) -> tuple[Window, PictureSource, Box] | None:
    """The window that an image layer shows now, its source uncropped, and its frame; None where no picture is seen."""
    layer = board.layers.get(name)
    frame = next((t.box for t in board.targets if t.layer == name), None)
    if not isinstance(layer, ImageLayer) or frame is None or frame.empty:
        return None
    picture = _picture(board.built.scene.root, name)
    if picture is None:
        return None
    width, height = size_of(picture.source)
    if picture.source.crop is not None:
        left, top, part, _ = picture.source.crop
        scale = frame.width / part
    else:
        scale = max(frame.width / width, frame.height / height)
        left, top = (width - frame.width / scale) / 2, (height - frame.height / scale) / 2
    focal = layer.focal if layer.focal is not None and layer.crop is None else _focal(picture.source)
    window = Window(width=width, height=height, left=left, top=top, scale=scale, focal=focal).kept(frame)
    return window, msgspec.structs.replace(picture.source, crop=None), frame


def _picture(node: Node, layer: str, inside: bool = False) -> Picture | None:
    if isinstance(node, Picture):
        return node if inside else None
    if isinstance(node, Group):
        inner = inside or (node.meta is not None and node.meta.layer.rpartition(".")[2] == layer)
        for child in (*node.children, *node.clipped):
            found = _picture(child, layer, inner)
            if found is not None:
                return found
    return None


def size_of(source: PictureSource) -> tuple[float, float]:
    """Width and height of a source in its px, trimmed where it is."""
    from designer_app.pictures import facts_by_digest, trim_box

    if source.trim:
        x0, y0, x1, y1 = trim_box(source.digest)
        return float(x1 - x0), float(y1 - y0)
    facts = facts_by_digest(source.digest)
    return float(facts.width), float(facts.height)


def _focal(source: PictureSource) -> Point:
    from designer_app.pictures import focal_point

    if source.trim:
        return 0.5, 0.5
    x, y = focal_point(source.digest)
    return float(x), float(y)


class CropTool(BaseTool):
    """Drag moves the picture, its corners size it, the ring sets the focal point. Enter, or a click outside, keeps;
    Esc leaves it as it was. All of it is one step."""

    rests = True

    def __init__(self, layer: str) -> None:
        self.layer = layer
        self._window: Window | None = None
        self._first: Window | None = None
        self._source: PictureSource | None = None
        self._frame = Box(0.0, 0.0, 1.0, 1.0)
        self._grip = ""
        self._at = (0.0, 0.0)
        self._from: Window | None = None

    def begin(self, scope: Scope) -> Answer:
        """What is shown when the tool is taken; done at once where there is no picture."""
        found = shown_window(scope.board, self.layer)
        if found is None:
            return Answer(done=True)
        self._window, self._source, self._frame = found
        self._first = self._window
        return self._shown(scope)

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        if self._window is None:
            return Answer(done=True)
        self._at, self._from = self._local(scope, x, y), self._window
        self._grip = self._hit(scope, *self._at)
        if not self._grip:
            return self._kept(scope, Select(layers=()) if self._window == self._first else None)
        return self._shown(scope)

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        if self._from is None or not self._grip:
            return self._shown(scope)
        x, y = self._local(scope, x, y)
        start = self._from
        if self._grip == "move":
            self._window = start.moved(x - self._at[0], y - self._at[1], self._frame)
        elif self._grip == "focal":
            box = start.box(self._frame)
            spot = ((x - box.x0) / box.width, (y - box.y0) / box.height)
            self._window = msgspec.structs.replace(
                start, focal=(max(0.0, min(1.0, spot[0])), max(0.0, min(1.0, spot[1])))
            )
        else:
            box = start.box(self._frame)
            middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
            fixed = middle if held.alt else (
                box.x1 if "w" in self._grip else box.x0, box.y1 if "n" in self._grip else box.y0
            )  # fmt: skip
            by = math.dist((x, y), fixed) / (math.dist(self._at, fixed) or 1.0)
            self._window = start.grown(by, fixed, self._frame)
        return self._shown(scope)

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        answer = self.move(scope, x, y, held)
        self._grip, self._from = "", None
        return answer

    def hover(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        return self._shown(scope)

    def wheel(self, scope: Scope, x: float, y: float, by: float) -> Answer | None:
        """Size the picture about the pointer."""
        if self._window is not None:
            self._window = self._window.grown(by, self._local(scope, x, y), self._frame)
        return self._shown(scope)

    def key(self, scope: Scope, name: str) -> Answer | None:
        if name == "enter":
            return self._kept(scope)
        return Answer(done=True) if name in ("escape", "undo") else None

    def leave(self, scope: Scope) -> Answer:
        return self._kept(scope)

    def _kept(self, scope: Scope, otherwise: Select | None = None) -> Answer:
        if self._window is None or self._window == self._first:
            return Answer(command=otherwise, done=True)
        return Answer(command=self._command(scope), done=True)

    def _command(self, scope: Scope) -> SetFields:
        assert self._window is not None
        fields, layer = self._window.fields(self._frame), scope.board.layers[self.layer]
        if isinstance(layer, ImageLayer) and layer.crop is not None:
            fields["crop"] = None
        if isinstance(layer, ImageLayer) and layer.fit != "cover":
            fields["fit"] = "cover"
        return SetFields(layers=(self.layer,), fields=fields, where=scope.where)

    def _shown(self, scope: Scope) -> Answer:
        window, frame = self._window, self._frame
        if window is None or self._source is None:
            return Answer(done=True)
        box, place = window.box(frame), self._place(scope)
        spot = apply(place, box.x0 + window.focal[0] * box.width, box.y0 + window.focal[1] * box.height)
        corners = ((frame.x0, frame.y0), (frame.x1, frame.y1))
        marks = (
            Mark(kind="veil", points=corners, transform=place),
            Mark(kind="picture", points=((box.x0, box.y0), (box.x1, box.y1)), transform=place, picture=self._source,
                 within=frame),
            Mark(kind="frame", points=corners, transform=place, strong=True),
            *(
                Mark(kind="anchor", points=(apply(place, px, py),))
                for px in (box.x0, box.x1)
                for py in (box.y0, box.y1)
            ),
            Mark(kind="focal", points=(spot,)),
        )  # fmt: skip
        percent = f"{window.scale / window.least(frame) * 100:.0f} %"
        preview = self._command(scope) if window != self._first else None
        return Answer(preview=preview, marks=marks, box=frame, label=percent)

    def _place(self, scope: Scope) -> Transform:
        """From the upright, unmirrored frame to where the layer shows it."""
        layer, box = scope.board.layers[self.layer], self._frame
        cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        sx, sy = (-1.0 if layer.flip_x else 1.0), (-1.0 if layer.flip_y else 1.0)
        place: Transform = (sx, 0.0, 0.0, sy, cx - sx * cx, cy - sy * cy)
        turn = float(layer.rotation) if isinstance(layer.rotation, int | float) else 0.0
        return compose(rotation(turn, cx, cy), place) if turn else place

    def _local(self, scope: Scope, x: float, y: float) -> Point:
        back = invert(self._place(scope))
        return apply(back or IDENTITY, x, y)

    def _hit(self, scope: Scope, x: float, y: float) -> str:
        assert self._window is not None
        box, reach = self._window.box(self._frame), _REACH / scope.zoom
        fx, fy = box.x0 + self._window.focal[0] * box.width, box.y0 + self._window.focal[1] * box.height
        if math.hypot(x - fx, y - fy) <= 1.5 * reach:
            return "focal"
        for name, cx, cy in (
            ("nw", box.x0, box.y0), ("ne", box.x1, box.y0), ("sw", box.x0, box.y1), ("se", box.x1, box.y1),
        ):  # fmt: skip
            if abs(x - cx) <= reach and abs(y - cy) <= reach:
                return name
        return "move" if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 else ""
