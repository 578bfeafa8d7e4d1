"""What a template says about itself: slots, classes, overrides, expressions, names of the kit's things."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.library import kit_names
from designer_app.design.overrides import Cell, adapted_pages, stale
from designer_app.design.slot_rules import check_slots
from designer_app.design.template import LoadedTemplate, Page
from designer_app.errors import DesignError, Finding, did_you_mean
from designer_app.expression import compile_expression
from designer_app.layers.base import LayerBase
from designer_app.layers.group import Holder, layers_of
from designer_app.layers.symbol import SymbolLayer
from designer_app.layers.text import TextLayer

_CLASSES = 4  # at least
_COLOURS = {"fill", "colour", "tint", "ground"}  # fields that name a colour


def check_declarations(loaded: LoadedTemplate, kits: Sequence[Kit]) -> list[Finding]:
    """Faults that show without building anything, those against each kit included."""
    template, file = loaded.template, loaded.file
    found = check_slots(template.slots, file=file)
    found += stale(loaded, template.overrides, file)
    if len(template.classes) < _CLASSES:
        found.append(
            Finding(
                code="few-classes", severity="warning", file=file, place="classes",
                found=", ".join(template.classes) or "none", expected=f"at least {_CLASSES} size classes",
            )
        )  # fmt: skip
    for page in template.expanded.pages:
        names: dict[str, int] = {}
        for layer in layers_of(page.layers):
            names[layer.name] = names.get(layer.name, 0) + 1
        found += [
            Finding(
                code="name-twice", severity="warning", file=file, place=f"pages.{page.name}.{name}",
                found=f"{count} layers of this name", expected="a name of its own for every layer of a page",
            )
            for name, count in names.items()
            if count > 1
        ]  # fmt: skip
    found += _drops(loaded)
    found += _repeats(loaded)
    if template.home and template.home not in kit_names():
        found.append(
            Finding(
                code="unknown-kit", severity="warning", file=file, place="home", found=f"'{template.home}'",
                expected="the name of a kit", remedy=did_you_mean(template.home, kit_names()),
            )
        )  # fmt: skip
    for place, source in _all_expressions(loaded):
        try:
            compile_expression(source)
        except DesignError as error:
            found += [msgspec.structs.replace(f, file=file, place=place) for f in error.findings]
    for kit in kits:
        found += _against_kit(loaded, kit)
    return found


def _drops(loaded: LoadedTemplate) -> Iterator[Finding]:
    known = {layer.name for page in loaded.template.expanded.pages for layer in layers_of(page.layers)}
    for name, spec in loaded.template.classes.items():
        for layer in spec.drop:
            if layer not in known:
                yield Finding(
                    code="unknown-layer", severity="warning", file=loaded.file, place=f"classes.{name}.drop",
                    found=f"'{layer}'", expected="a layer of this template", remedy=did_you_mean(layer, known),
                )  # fmt: skip


def _repeats(loaded: LoadedTemplate) -> Iterator[Finding]:
    """What repeats over something that is no list: a text would come once a letter."""
    lists = {name for name, slot in loaded.template.slots.items() if slot.type in ("list", "table")}
    named = [(f"pages.{page.name}", page.repeat) for page in loaded.template.expanded.pages]
    for page in loaded.template.expanded.pages:
        named += [
            (f"pages.{page.name}.{layer.name}", layer.repeat)
            for layer in layers_of(page.layers)
            if isinstance(layer, Holder)
        ]
    for place, repeat in named:
        if repeat and repeat not in lists and not repeat.startswith("item."):
            yield Finding(
                code="not-a-list", file=loaded.file, place=f"{place}.repeat", found=f"'{repeat}'",
                expected="a slot of type list or table", remedy=did_you_mean(repeat, lists),
            )  # fmt: skip


# ── Expressions, found by the types of the records ──────────────────────────────────────────────


def _all_expressions(loaded: LoadedTemplate) -> Iterator[tuple[str, str]]:
    for page in loaded.template.expanded.pages:
        if isinstance(page.visible, str):
            yield f"pages.{page.name}.visible", page.visible
        for layer in layers_of(page.layers):
            yield from expressions(layer, f"pages.{page.name}.{layer.name}")


def expressions(record: msgspec.Struct, place: str) -> Iterator[tuple[str, str]]:
    """Place and source of every expression in a record and the records in it, inner layers left out."""
    for field, hint in _hints(type(record)).items():
        if field != "layers":
            yield from _in_value(getattr(record, field), hint, f"{place}.{field}")


def _in_value(value: Any, hint: Any, place: str) -> Iterator[tuple[str, str]]:
    kinds = _kinds(hint)
    if isinstance(value, msgspec.Struct):
        yield from expressions(value, place)
    elif isinstance(value, str):
        if str in kinds and (float in kinds or bool in kinds):
            yield place, value
    elif isinstance(value, tuple):
        inner = [
            argument
            for kind in kinds
            if typing.get_origin(kind) is tuple
            for argument in typing.get_args(kind)
        ]
        for number, item in enumerate(value):
            for argument in inner[:1]:
                yield from _in_value(item, argument, f"{place}[{number}]")
    elif isinstance(value, dict):
        inner = [typing.get_args(kind)[1] for kind in kinds if typing.get_origin(kind) is dict]
        for key, item in value.items():
            for argument in inner[:1]:
                yield from _in_value(item, argument, f"{place}.{key}")


@functools.lru_cache(64)
def _hints(record: type) -> Mapping[str, Any]:
    return typing.get_type_hints(record)


def _kinds(hint: Any) -> tuple[Any, ...]:
    """The members of a union, or the one type."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return tuple(member for argument in typing.get_args(hint) for member in _kinds(argument))
    return (hint,)


# ── Names that a kit must know ──────────────────────────────────────────────────────────────────


def _against_kit(loaded: LoadedTemplate, kit: Kit) -> Iterator[Finding]:
    """Names that the kit lacks, after its own overrides. Warnings: a layer may never be shown in this kit."""
    try:
        pages = adapted_pages(loaded, Cell(kits=kit.names))
    except DesignError:
        pages = loaded.template.expanded.pages  # building tells what is wrong with the overrides
    for page in pages:
        for place, scheme in _schemes(page):
            if scheme and scheme not in kit.schemes:
                yield Finding(
                    code="unknown-scheme", severity="warning", file=loaded.file, place=place, found=f"scheme '{scheme}'",
                    expected=f"a scheme of kit '{kit.id}' ('light' is used)", remedy=did_you_mean(scheme, kit.schemes),
                )  # fmt: skip
        for layer in layers_of(page.layers):
            place = f"pages.{page.name}.{layer.name}"
            for field, word, known in _names(layer, kit):
                if word and "{{" not in word and word not in known:
                    yield Finding(
                        code=f"unknown-{field}", severity="warning", file=loaded.file, place=place,
                        found=f"{field} '{word}'", expected=f"a {field} of kit '{kit.id}'",
                        remedy=did_you_mean(word, known),
                    )  # fmt: skip
            for where, colour in _colours(layer, place):
                try:
                    if "{{" not in colour and "{%" not in colour:
                        kit.colour(colour, "light")
                except DesignError as error:
                    for finding in error.findings:
                        yield msgspec.structs.replace(
                            finding, severity="warning", file=loaded.file, place=where
                        )


def _schemes(page: Page) -> Iterator[tuple[str, str]]:
    yield f"pages.{page.name}.scheme", page.scheme
    for layer in layers_of(page.layers):
        if isinstance(layer, Holder):
            yield f"pages.{page.name}.{layer.name}.scheme", layer.scheme


def _names(layer: LayerBase, kit: Kit) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    if isinstance(layer, TextLayer):
        for style in (layer.style, *(run.style for run in layer.runs)):
            yield "style", style, kit.styles
    if isinstance(layer, SymbolLayer):
        yield "symbol", layer.symbol, kit.symbols


def _colours(record: msgspec.Struct, place: str) -> Iterator[tuple[str, str]]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field == "layers" or (field == "ground" and isinstance(record, LayerBase)):
            continue  # a picture's ground is kept or removed, a page's is a colour
        if isinstance(value, str) and field in _COLOURS and value:
            yield f"{place}.{field}", value
        elif isinstance(value, msgspec.Struct):
            yield from _colours(value, f"{place}.{field}")
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, msgspec.Struct):
                    yield from _colours(item, f"{place}.{field}[{number}]")
