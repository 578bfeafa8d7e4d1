"""Commands that put layers into groups and stacks, and take them out again. They always change the master."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from designer_app.editor.arranging import FRAME, Placed, around, plain
from designer_app.editor.command import Command
from designer_app.editor.fields import guard
from designer_app.editor.state import State
from designer_app.editor.tree import Spot, changed, find, fresh_name, outermost, put, without
from designer_app.errors import fail
from designer_app.layers.group import GroupLayer, Holder, Layer, StackLayer
from designer_app.scene.geometry import Box


class Wrap(Command, frozen=True, kw_only=True, tag="group"):
    """A group or a stack around layers, at the spot of the topmost. Children keep their places: numbers become
    relative to the group's frame; expressions keep seeing the page. In a stack they follow one another."""

    layers: tuple[Placed, ...]
    kind: Literal["group", "stack"] = "group"
    direction: Literal["row", "column"] = "column"
    gap: float = 0.0

    @property
    def label(self) -> str:
        return "Group" if self.kind == "group" else "Stack"

    def apply(self, state: State) -> State:
        template = state.template
        order = outermost(template, [p.layer for p in self.layers])
        if not order:
            raise fail("too-few", found="no layers", expected="layers to group")
        for name in order:
            guard(state, name, {"x": None})
        box = around(self.layers)
        at = {p.layer: p.box for p in self.layers}
        _, top = find(template, order[-1])
        name = fresh_name(template, self.kind)
        children = tuple(_relative(find(template, n)[0], at[n], box, self.kind == "stack") for n in order)
        frame: dict[str, Any] = {"name": name, "x": plain(box.x0), "y": plain(box.y0), "layers": children}
        holder: Layer
        if self.kind == "group":
            holder = GroupLayer(w=plain(box.width), h=plain(box.height), **frame)
        else:
            holder = StackLayer(direction=self.direction, gap=plain(self.gap), **frame)
        below = sum(
            1
            for n in order
            if (s := find(template, n)[1]).parent == top.parent and s.page == top.page and s.index < top.index
        )
        for n in order:
            template = changed(template, n, lambda _: None)
        template = put(template, holder, Spot(top.page, top.parent, top.index - below))
        return msgspec.structs.replace(state, template=template, selection=(name,))


def _relative(layer: Layer, box: Box, frame: Box, stacked: bool) -> Layer:
    data: dict[str, Any] = {f: getattr(layer, f) for f in FRAME}
    fields: dict[str, Any] = {}
    for start, end, middle, size, at, length in (
        ("x", "right", "cx", "w", box.x0 - frame.x0, box.width),
        ("y", "bottom", "cy", "h", box.y0 - frame.y0, box.height),
    ):
        fields[end] = fields[middle] = None
        fields[start] = None if stacked else plain(at)
        both = sum(data[f] is not None for f in (start, end, middle)) > 1
        if (data[size] is None and both) or (
            isinstance(data[size], str) and data[size] not in ("hug", "fill")
        ):
            fields[size] = plain(length)
    return msgspec.structs.replace(layer, **fields)


class Unwrap(Command, frozen=True, kw_only=True, tag="ungroup"):
    """Take groups away and leave their children where they stand; ``boxes`` are the children's, on the artboard."""

    layers: tuple[str, ...]
    children: tuple[Placed, ...] = ()

    @property
    def label(self) -> str:
        return "Ungroup"

    def apply(self, state: State) -> State:
        template = state.template
        at = {p.layer: p.box for p in self.children}
        selected: list[str] = []
        for name in outermost(template, self.layers):
            holder, spot = find(template, name)
            if not isinstance(holder, Holder):
                continue
            if holder.repeat:
                raise fail("repeats", place=name, found=f"'{name}' repeats a list", expected="a plain group")
            guard(state, name, {"layers": None})
            template = without(template, (name,))
            for offset, child in enumerate(holder.layers):
                if child.name in at:
                    child = _absolute(child, at[child.name])
                template = put(template, child, Spot(spot.page, spot.parent, spot.index + offset))
                selected.append(child.name)
        kept = tuple(o for o in state.template.overrides if o.layer not in self.layers)
        template = msgspec.structs.replace(template, overrides=kept)
        return msgspec.structs.replace(state, template=template, selection=tuple(selected))


def _absolute(layer: Layer, box: Box) -> Layer:
    fields: dict[str, Any] = {"x": plain(box.x0), "y": plain(box.y0)}
    fields.update(dict.fromkeys(("right", "cx", "bottom", "cy")))
    for size, ends, length in (("w", ("x", "right"), box.width), ("h", ("y", "bottom"), box.height)):
        both = all(getattr(layer, f) is not None for f in ends)
        if both or isinstance(getattr(layer, size), str):
            fields[size] = plain(length)
    return msgspec.structs.replace(layer, **fields)
