"""Commands that change the tree: new layers, copies, groups, order. They always change the master."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from designer_app.design.overrides import set_field
from designer_app.design.renaming import in_values
from designer_app.design.slots import Slot
from designer_app.design.template import Template
from designer_app.editor.arranging import FRAME, shifted
from designer_app.editor.command import Command
from designer_app.editor.fields import guard, set_values
from designer_app.editor.state import State
from designer_app.editor.tree import (
    Spot,
    ancestors,
    changed,
    find,
    fresh_name,
    outermost,
    own,
    page_of,
    put,
    without,
)
from designer_app.editor.where import Where
from designer_app.errors import DesignError, Finding, fail
from designer_app.known_types import read_as
from designer_app.layers.component import ComponentLayer
from designer_app.layers.group import GroupLayer, Layer, StackLayer, layers_of

_TOP = 1_000_000  # an index past the end: on top


def layer_from(data: dict[str, Any]) -> Layer:
    """A layer from plain data. Raises ``DesignError`` (``bad-layer``)."""
    try:
        made: Layer = msgspec.convert(data, read_as(Layer))
    except msgspec.ValidationError as fault:
        raise DesignError(
            Finding(
                code="bad-layer",
                place=str(data.get("name", "")),
                found=str(fault),
                expected="a layer's fields",
            )
        ) from None
    return made


class Insert(Command, frozen=True, kw_only=True, tag="insert"):
    """Put layers (plain data) onto a page or into a group, at an index from below (default: on top), and select
    them. Names that are taken get a number; references among the new layers follow."""

    layers: tuple[dict[str, Any], ...]
    page: str = ""
    parent: str = ""
    index: int = _TOP
    components: dict[
        str, dict[str, Any]
    ] = {}  # plain data of those that the layers need and the template may lack
    origins: dict[str, str] = {}  # of those of them that follow another template's: FOLDER::NAME

    @property
    def label(self) -> str:
        return "Insert"

    def apply(self, state: State) -> State:
        state = msgspec.structs.replace(
            state, template=_with_components(state.template, self.components, self.origins)
        )
        template, index, selected = state.template, self.index, []
        if self.parent:
            guard(state, self.parent, {"layers": None})
        names: dict[str, str] = {}
        for data in self.layers:
            for inner in layers_of((layer_from(data),)):
                names[inner.name] = fresh_name(template, inner.name, names.values())
        for data in self.layers:
            made = layer_from(_renamed(data, names))
            template = put(template, made, Spot(self.page, self.parent, index))
            index = min(index + 1, _TOP)
            selected.append(made.name)
        return msgspec.structs.replace(state, template=template, selection=tuple(selected))


def _with_components(
    template: Template, more: dict[str, dict[str, Any]], origins: dict[str, str]
) -> Template:
    lacking = {k: v for k, v in more.items() if k not in template.components}
    if not lacking:
        return template
    made: dict[str, GroupLayer | StackLayer] = dict(template.components)
    for name, data in lacking.items():
        layer = layer_from(data)
        if isinstance(layer, GroupLayer | StackLayer):
            made[name] = layer
    followed = {name: origin for name, origin in origins.items() if name in lacking}
    return msgspec.structs.replace(template, components=made, origins={**template.origins, **followed})


def _renamed(data: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """New names for the layers of a fragment, in their references to each other, too."""
    out: dict[str, Any] = {k: v for k, v in data.items() if k != "layers"}
    for old, new in names.items():
        if old != new:
            out = in_values(out, old, f"\0{new}")
    out = _unmarked(out)
    out["name"] = names[data["name"]]
    if "layers" in data:
        out["layers"] = [_renamed(child, names) for child in data["layers"]]
    return out


def _unmarked(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _unmarked(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_unmarked(v) for v in value]
    return value.replace("\0", "") if isinstance(value, str) else value


class Delete(Command, frozen=True, kw_only=True, tag="delete"):
    """Take layers out, with all inside them and their deviations."""

    layers: tuple[str, ...]

    @property
    def label(self) -> str:
        return "Delete"

    def apply(self, state: State) -> State:
        for name in self.layers:
            guard(state, name, {"layers": None})
        template = without(state.template, self.layers)
        left = {layer.name for page in template.pages for layer in layers_of(page.layers)}
        rows = tuple(o for o in state.rows if o.layer in left or o.layer.startswith("@"))
        kept = tuple(n for n in state.selection if n in left)
        return msgspec.structs.replace(state, template=template, rows=rows, selection=kept)


class Duplicate(Command, frozen=True, kw_only=True, tag="duplicate"):
    """Copies right above the originals, moved by dx, dy where they have numbers; the copies are selected, and take
    the originals' deviations along."""

    layers: tuple[str, ...]
    dx: float = 0.0
    dy: float = 0.0

    @property
    def label(self) -> str:
        return "Duplicate"

    def apply(self, state: State) -> State:
        selected: list[str] = []
        for name in outermost(state.template, self.layers):
            state, made = _copied(state, name, self.dx, self.dy)
            selected.append(made)
        return msgspec.structs.replace(state, selection=tuple(selected))


def _copied(state: State, name: str, dx: float, dy: float) -> tuple[State, str]:
    template = state.template
    whole, spot = find(template, name)
    layer = own(template, name) or whole
    data = msgspec.to_builtins(layer)
    for by, fields in ((dx, ("x", "right", "cx")), (dy, ("y", "bottom", "cy"))):
        for field in fields:
            if by and data.get(field) is not None:
                data[field] = shifted(data[field], by)
    if own(template, spot.parent or name) is None:
        raise fail(
            "inside-component", place=name, found="a layer of an instance", expected="one of the page's own"
        )
    inside = [inner.name for inner in layers_of((layer,))]
    names: dict[str, str] = {}
    for inner in inside:
        names[inner] = fresh_name(template, inner, names.values())
    made = layer_from(_renamed(data, names))
    template = put(template, made, Spot(spot.page, spot.parent, spot.index + 1))
    if isinstance(layer, ComponentLayer):  # deviations of what is inside go along
        for within in layers_of((whole,))[1:]:
            names[within.name] = made.name + within.name.removeprefix(name)
    copies = [
        msgspec.structs.replace(o, layer=names[o.layer]) for o in template.overrides if o.layer in names
    ]
    rows = [msgspec.structs.replace(o, layer=names[o.layer]) for o in state.rows if o.layer in names]
    template = msgspec.structs.replace(template, overrides=(*template.overrides, *copies))
    return msgspec.structs.replace(state, template=template, rows=(*state.rows, *rows)), made.name


class Reorder(Command, frozen=True, kw_only=True, tag="reorder"):
    """Bring layers to another spot, in their present order: ``parent`` "" = the page itself; ``index`` from below,
    counted before they are taken out."""

    layers: tuple[str, ...]
    parent: str = ""
    page: str = ""
    index: int = _TOP

    @property
    def label(self) -> str:
        return "Reorder"

    def apply(self, state: State) -> State:
        template = state.template
        moving = outermost(template, self.layers)
        if self.parent and (self.parent in moving or set(ancestors(template, self.parent)) & set(moving)):
            raise fail(
                "inside-itself", place=self.parent, found="a group inside itself", expected="another place"
            )
        for name in moving:
            guard(state, name, {"layers": None})
        index, taken = self.index, []
        for name in moving:
            layer, spot = find(template, name)
            taken.append(layer)
            here = (spot.parent, spot.page) == (self.parent, self.page or spot.page)
            if here and spot.index < self.index:
                index -= 1
            page = self.page or spot.page
        for name in moving:
            template = changed(template, name, lambda _: None)
        for layer in reversed(taken):
            template = put(template, layer, Spot(page, self.parent, index))
        return msgspec.structs.replace(state, template=template)


class Raise(Command, frozen=True, kw_only=True, tag="raise"):
    """One step up or down among the siblings, or all the way."""

    layers: tuple[str, ...]
    to: Literal["up", "down", "front", "back"]

    @property
    def label(self) -> str:
        return {
            "up": "Bring forward",
            "down": "Send backward",
            "front": "Bring to front",
            "back": "Send to back",
        }[self.to]

    def apply(self, state: State) -> State:
        order = outermost(state.template, self.layers)
        if self.to in ("up", "back"):
            order.reverse()
        for name in order:
            _, spot = find(state.template, name)
            index = {"up": spot.index + 2, "down": spot.index - 1, "front": _TOP, "back": 0}[self.to]
            state = Reorder(layers=(name,), parent=spot.parent, page=spot.page, index=max(0, index)).apply(
                state
            )
        return state


class PasteStyle(Command, frozen=True, kw_only=True, tag="paste-style"):
    """Give layers the look of another: the fields of ``style`` that each kind has, nothing of place or content."""

    layers: tuple[str, ...]
    style: dict[str, Any]

    @property
    def label(self) -> str:
        return "Paste style"

    def apply(self, state: State) -> State:
        for name in self.layers:
            layer, _ = find(state.template, name)
            fields = {k: v for k, v in self.style.items() if k in layer.__struct_fields__}
            if fields:
                state = set_values(state, name, fields, Where())
        return state


_NO_STYLE = {
    *FRAME, "name", "kind", "layers", "text", "runs", "source", "grid", "pin_x", "pin_y", "repeat", "note", "alt", "link",
    "lock", "visible", "role", "focal", "anchor", "points", "d", "symbol", "parts",
}  # fmt: skip


def style_of(state: State, name: str) -> dict[str, Any]:
    """What *Copy style* takes of a layer: every set field but place, content and words."""
    data = msgspec.to_builtins(find(state.template, name)[0])
    return {k: v for k, v in data.items() if k not in _NO_STYLE}


class AddPage(Command, frozen=True, kw_only=True, tag="add-page"):
    """A further artboard after another: empty, or a copy of it under fresh names."""

    name: str
    after: str = ""
    copy: bool = False

    @property
    def label(self) -> str:
        return "Add page"

    def apply(self, state: State) -> State:
        template = state.template
        if any(page.name == self.name for page in template.pages):
            raise fail("name-taken", found=f"'{self.name}'", expected="a name that no page has yet")
        model = page_of(template, self.after or template.pages[-1].name)
        made = msgspec.structs.replace(model, name=self.name, layers=(), repeat="")
        at = next(i for i, page in enumerate(template.pages) if page is model) + 1
        template = msgspec.structs.replace(template, pages=(*template.pages[:at], made, *template.pages[at:]))
        state = msgspec.structs.replace(state, template=template)
        if self.copy:
            data = tuple(msgspec.to_builtins(layer) for layer in model.layers)
            state = Insert(layers=data, page=self.name).apply(state)
        return state


class SetSlot(Command, frozen=True, kw_only=True, tag="slot"):
    """Declare, change (plain data) or, with None, take away a slot."""

    name: str
    slot: dict[str, Any] | None

    @property
    def label(self) -> str:
        return f"Slot {self.name}"

    def apply(self, state: State) -> State:
        slots = dict(state.template.slots)
        if self.slot is None:
            slots.pop(self.name, None)
        else:
            data: dict[str, Any] = msgspec.to_builtins(slots[self.name]) if self.name in slots else {}
            for field, value in self.slot.items():
                set_field(data, field, value)
            try:
                slots[self.name] = msgspec.convert(data, read_as(Slot))
            except msgspec.ValidationError as fault:
                raise DesignError(
                    Finding(
                        code="bad-slot",
                        place=f"slots.{self.name}",
                        found=str(fault),
                        expected="a slot's fields",
                    )
                ) from None
        return msgspec.structs.replace(state, template=msgspec.structs.replace(state.template, slots=slots))
