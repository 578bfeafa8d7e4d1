"""The tree of layers as a value: found, replaced, put in and taken out, always giving a new template.

Layers are known by name, which is unique in a template; pages by name, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, cast

import msgspec

from designer_app.design.instances import BETWEEN
from designer_app.design.overrides import set_field
from designer_app.design.renaming import in_values
from designer_app.design.template import Page, Template
from designer_app.errors import did_you_mean, fail
from designer_app.known_types import read_as
from designer_app.layers.base import LayerBase
from designer_app.layers.group import Holder, Layer, layers_of


class Spot(msgspec.Struct, frozen=True):
    """Where a layer is: its page, the layer that holds it ("" = the page itself), and its place from below."""

    page: str
    parent: str
    index: int


def spots(template: Template) -> Iterator[tuple[Layer, Spot]]:
    """Every layer of every page with its spot, depth first, from below to above; of instances of components the group
    that they stand for."""
    for page in template.expanded.pages:
        yield from _spots(page.layers, page.name, "")


def _spots(layers: tuple[Layer, ...], page: str, parent: str) -> Iterator[tuple[Layer, Spot]]:
    for index, layer in enumerate(layers):
        yield layer, Spot(page, parent, index)
        if isinstance(layer, Holder):
            yield from _spots(layer.layers, page, layer.name)


def find(template: Template, name: str) -> tuple[Layer, Spot]:
    """Raises ``DesignError`` (``unknown-layer``)."""
    for layer, spot in spots(template):
        if layer.name == name:
            return layer, spot
    for across in template.across:
        if across.layer.name == name:
            return across.layer, Spot("", "", 0)
    raise fail(
        "unknown-layer", place=name, found=f"'{name}'", expected="a layer of this template",
        remedy=did_you_mean(name, names(template)),
    )  # fmt: skip


def own(template: Template, name: str) -> Layer | None:
    """The layer as the template says it: the instance, not its group; None for a layer inside an instance."""
    pages = (layer for page in template.pages for layer in layers_of(page.layers))
    found = next((layer for layer in pages if layer.name == name), None)
    if found is None:
        found = next((a.layer for a in template.across if a.layer.name == name), None)
    return cast("Layer | None", found)


def names(template: Template) -> list[str]:
    """Names of all layers, panoramas included."""
    found = [layer.name for page in template.expanded.pages for layer in layers_of(page.layers)]
    return found + [across.layer.name for across in template.across]


def ancestors(template: Template, name: str) -> list[str]:
    """The layers that hold it, nearest first."""
    found: list[str] = []
    parent = find(template, name)[1].parent
    while parent:
        found.append(parent)
        parent = find(template, parent)[1].parent
    return found


def outermost(template: Template, wanted: Collection[str]) -> list[str]:
    """Those that no other of them holds, in the order of the tree."""
    kept = set(wanted)
    return [
        layer.name
        for layer, _ in spots(template)
        if layer.name in kept and not kept & set(ancestors(template, layer.name))
    ]


def with_fields(layer: Layer, fields: dict[str, Any]) -> Layer:
    """The layer with dotted fields set; None takes an optional field back to its default.

    Raises ``DesignError`` (``bad-value``) naming layer and field.
    """
    children = layer.layers if isinstance(layer, Holder) else ()
    plain: dict[str, Any] = msgspec.to_builtins(layer)
    plain.pop("layers", None)
    made: Layer = converted(plain, fields, Layer, layer.name)
    return msgspec.structs.replace(made, layers=children) if children else made


def converted(plain: dict[str, Any], fields: dict[str, Any], kind: Any, name: str) -> Any:
    """The record of ``kind`` that plain data makes with dotted fields set; None takes a field back to its default.

    Raises ``DesignError`` (``bad-value``) naming ``name`` and the fields.
    """
    for field, value in fields.items():
        if value is None and "." not in field:
            plain.pop(field, None)
        else:
            set_field(plain, field, value)
    try:
        return msgspec.convert(plain, read_as(kind))
    except msgspec.ValidationError as fault:
        raise fail(
            "bad-value", place=f"{name}: {', '.join(fields)}", found=str(fault),
            expected="a value that the field allows",
        ) from None  # fmt: skip


def changed(template: Template, name: str, change: Callable[[Layer], Layer | None]) -> Template:
    """The template with one layer changed, or taken out where ``change`` gives None."""
    find(template, name)
    if own(template, name) is None:
        raise fail(
            "inside-component", place=name, found="a layer of an instance", expected="a layer of the template's own",
            remedy=f"edit it in the component, or detach '{name.partition(BETWEEN)[0]}'",
        )  # fmt: skip
    pages = tuple(
        msgspec.structs.replace(page, layers=_changed(page.layers, name, change)) for page in template.pages
    )
    across = []
    for entry in template.across:
        made = change(entry.layer) if entry.layer.name == name else entry.layer
        if made is not None:
            across.append(msgspec.structs.replace(entry, layer=made))
    return msgspec.structs.replace(template, pages=pages, across=tuple(across))


def _changed(
    layers: tuple[Layer, ...], name: str, change: Callable[[Layer], Layer | None]
) -> tuple[Layer, ...]:
    out: list[Layer] = []
    for layer in layers:
        made: Layer | None = layer
        if layer.name == name:
            made = change(layer)
        elif isinstance(layer, Holder):
            inner = _changed(layer.layers, name, change)
            if inner != layer.layers:
                made = msgspec.structs.replace(layer, layers=inner)
        if made is not None:
            out.append(made)
    return tuple(out)


def put(template: Template, layer: Layer, spot: Spot) -> Template:
    """The template with a layer put in before what lies at the spot; an index past the end means on top."""

    def inserted(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        at = max(0, min(spot.index, len(layers)))
        return (*layers[:at], layer, *layers[at:])

    if spot.parent:

        def into(holder: Layer) -> Layer:
            if not isinstance(holder, Holder):
                raise fail(
                    "not-a-group", place=holder.name, found=f"'{holder.name}'", expected="a group or stack"
                )
            return msgspec.structs.replace(holder, layers=inserted(holder.layers))

        return changed(template, spot.parent, into)
    page = spot.page or template.pages[0].name
    return msgspec.structs.replace(
        template,
        pages=tuple(
            msgspec.structs.replace(p, layers=inserted(p.layers)) if p.name == page else p
            for p in template.pages
        ),
    )


def without(template: Template, gone: Collection[str]) -> Template:
    """The template without these layers (and all inside them) and without their deviations."""
    lost: set[str] = set()
    for name in outermost(template, gone):
        layer, _ = find(template, name)
        lost.update(inner.name for inner in layers_of((layer,)))
        template = changed(template, name, lambda _: None)
    kept = tuple(o for o in template.overrides if o.layer not in lost)
    return msgspec.structs.replace(template, overrides=kept)


def fresh_name(template: Template, wish: str, taken: Collection[str] = ()) -> str:
    """A name that no layer has yet: the wish made plain, with a number where needed."""
    plain = re.sub(r"[^a-z0-9]+", "_", wish.lower()).strip("_") or "layer"
    if not plain[0].isalpha():
        plain = f"layer_{plain}"
    known = {*names(template), *taken}
    stem = re.sub(r"_\d+$", "", plain)
    name, number = plain, 1
    while name in known:
        number += 1
        name = f"{stem}_{number}"
    return name


def renamed(template: Template, old: str, new: str) -> Template:
    """The template with a layer under another name, in every expression, reference and deviation, too.

    Raises ``DesignError`` (``bad-name``, ``name-taken``).
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", new):
        raise fail("bad-name", place=old, found=f"'{new}'", expected="small Latin letters, digits and _")
    if new == old:
        return template
    if new in names(template):
        raise fail("name-taken", place=old, found=f"'{new}'", expected="a name that no layer has yet")
    find(template, old)
    pages = tuple(
        msgspec.structs.replace(page, layers=tuple(_renamed(layer, old, new) for layer in page.layers))
        for page in template.pages
    )
    overrides = tuple(
        msgspec.structs.replace(o, layer=new if o.layer == old else o.layer, set=in_values(o.set, old, new))
        for o in template.overrides
    )
    across = tuple(msgspec.structs.replace(a, layer=_renamed(a.layer, old, new)) for a in template.across)
    return msgspec.structs.replace(template, pages=pages, overrides=overrides, across=across)


def _renamed(layer: Layer, old: str, new: str) -> Layer:
    plain: dict[str, Any] = msgspec.to_builtins(layer)
    children = plain.pop("layers", None)
    if plain["name"] == old:
        plain["name"] = new
    made: Layer = msgspec.convert(in_values(plain, old, new), read_as(Layer))
    if children is not None and isinstance(layer, Holder):
        made = msgspec.structs.replace(made, layers=tuple(_renamed(c, old, new) for c in layer.layers))
    return made


def page_of(template: Template, name: str) -> Page:
    """The page called so. Raises ``DesignError`` (``unknown-page``)."""
    for page in template.pages:
        if page.name == name:
            return page
    raise fail(
        "unknown-page", found=f"'{name}'", expected="a page of this template",
        remedy=did_you_mean(name, [p.name for p in template.pages]),
    )  # fmt: skip


def field_value(layer: LayerBase, field: str) -> Any:
    """The plain value of a dotted field; None where it is not set."""
    here: Any = msgspec.to_builtins(layer)
    for part in field.split("."):
        if isinstance(here, list | tuple):
            here = here[int(part)] if part.isdigit() and int(part) < len(here) else None
        elif isinstance(here, dict):
            here = here.get(part)
        else:
            return None
    return here
