"""Layers as plain data for another document: as they stand on an artboard, with nothing that only their own template knows.

Expressions become the numbers that they come to, slots the row's words and pictures, conditions what they say now.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Hashable, Iterator
from typing import Any, TypeVar

import msgspec

from designer_app.design.templating import names_in_text
from designer_app.editor.arranging import plain
from designer_app.editor.artboard import Artboard
from designer_app.editor.reckoning import reckoned
from designer_app.errors import DesignError
from designer_app.layers.base import LayerBase
from designer_app.layers.group import Holder
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Group, Meta, walk

T = TypeVar("T", bound=msgspec.Struct)
_PLACES = ("x", "y", "w", "h", "right", "bottom", "cx", "cy", "grid")


def carried(board: Artboard, layer: LayerBase) -> dict[str, Any]:
    """A layer with all inside it as it stands on the board, plain data. One that doesn't stand there stays as it is."""
    boxes = {target.layer: target.box for target in reversed(board.targets)}
    made: dict[str, Any] = msgspec.to_builtins(_carried(board, layer, boxes, (0.0, 0.0)))
    return made


def _carried(
    board: Artboard, layer: LayerBase, boxes: dict[str, Box], corner: tuple[float, float]
) -> LayerBase:
    held = board.layers.get(layer.name, layer)
    box = boxes.get(layer.name)
    made = _settled(board, held)
    changes: dict[str, Any] = {"visible": box is not None if isinstance(held.visible, str) else held.visible}
    if box is not None:
        changes |= dict.fromkeys(name for name in _PLACES if name in made.__struct_fields__)
        changes |= {"x": plain(box.x0 - corner[0]), "y": plain(box.y0 - corner[1])}
        changes |= {"w": plain(box.width), "h": plain(box.height)}
        corner = (box.x0, box.y0)
    if isinstance(made, TextLayer) and isinstance(held, TextLayer):
        if _slotted(made):
            changes |= {"text": _words(board, layer.name), "runs": ()}
        if _is_bound(made.alt):
            changes["alt"] = _alt(board, layer.name)
        if isinstance(held.size, str) and (size := _size(board, layer.name)):
            changes["size"] = plain(size)
    if isinstance(made, Holder):
        changes["layers"] = tuple(_carried(board, inner, boxes, corner) for inner in made.layers)
    return msgspec.structs.replace(made, **changes)


def _settled(board: Artboard, thing: T) -> T:
    """A record with numbers in the place of expressions, and the row's values in that of slots."""
    changes: dict[str, Any] = {}
    numbers: frozenset[str] = _numbers(type(thing))
    for name, default in zip(thing.__struct_fields__, _defaults(thing), strict=True):
        value = getattr(thing, name)
        if name in numbers and isinstance(value, str):
            number = reckoned(board, value)
            changes[name] = plain(number) if number is not None else default
        elif isinstance(value, str) and "{{" in value and not isinstance(thing, TextLayer):
            changes[name] = _value(board, value)
        elif isinstance(value, msgspec.Struct):
            changes[name] = _settled(board, value)
        elif isinstance(value, tuple) and value and all(isinstance(v, msgspec.Struct) for v in value):
            inside = isinstance(value[0], LayerBase)  # layers come by themselves
            changes[name] = value if inside else tuple(_settled(board, v) for v in value)
        elif isinstance(value, dict) and name == "params":  # lengths of a symbol, by name
            known = {key: reckoned(board, v) for key, v in value.items()}
            changes[name] = {key: plain(v) for key, v in known.items() if v is not None}
    return msgspec.structs.replace(thing, **changes) if changes else thing


def _defaults(thing: msgspec.Struct) -> list[Any]:
    return [
        None if f.default is msgspec.NODEFAULT else f.default for f in msgspec.structs.fields(type(thing))
    ]


@functools.cache
def _numbers(kind: Hashable) -> frozenset[str]:
    """Fields that hold a number or an expression."""
    return frozenset(
        name for name, hint in typing.get_type_hints(kind).items() if {float, str} <= _parts(hint)
    )


def _parts(hint: Any) -> set[Any]:
    """The types that a union has."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return {part for inner in typing.get_args(hint) for part in _parts(inner)}
    return {hint}


def _value(board: Artboard, text: str) -> str:
    """What the row says in the place of a slot that is all of a value; "" for anything else that only the template knows."""
    try:
        names = names_in_text(text)
    except DesignError:
        return ""
    value = board.view.cells.get(names[0]) if len(names) == 1 else None
    return str(value) if isinstance(value, str | int | float) else ""


def _slotted(layer: TextLayer) -> bool:
    return any(map(_is_bound, (layer.text, *(run.text for run in layer.runs))))


def _is_bound(text: str) -> bool:
    return "{{" in text or "{%" in text


def _size(board: Artboard, name: str) -> float:
    """The size that a text came out in, px of the artboard; 0 = unknown."""
    sizes = board.built.sizes
    return next(
        (sizes[t.place] / board.unit for t in board.targets if t.layer == name and t.place in sizes), 0.0
    )


def _words(board: Artboard, name: str) -> str:
    """The words of a text layer as the board shows them."""
    return next((meta.seen for meta in _metas(board, name)), "")


def _alt(board: Artboard, name: str) -> str:
    return next((meta.alt for meta in _metas(board, name)), "")


def _metas(board: Artboard, name: str) -> Iterator[Meta]:
    for node in walk(board.built.scene.root):
        if isinstance(node, Group) and node.meta is not None and node.meta.layer.rpartition(".")[2] == name:
            yield node.meta
