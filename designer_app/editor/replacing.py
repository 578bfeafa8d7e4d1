"""Find and replace across a template: words, colours, type styles and pictures, in layers, components, deviations and
what slots say by themselves. Lock levels hold: what a lock keeps is found, and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from designer_app.design.template import Override, Template
from designer_app.editor.command import Command
from designer_app.editor.fields import guard
from designer_app.editor.state import State
from designer_app.editor.tree import names, with_fields
from designer_app.editor.where import where_of
from designer_app.errors import DesignError
from designer_app.layers.base import LayerBase
from designer_app.layers.group import Holder, Layer, layers_of

_TEXTS = ("text", "alt")
_COLOURS = ("fill", "colour", "colours", "ground", "tint")
_STYLES = ("style",)
_PICTURES = ("source", "picture")
_MODES = ("keep", "remove")  # what a picture's ``ground`` may be, no colours
_SAID = ("default", "samples")  # what a slot says by itself
_NAMING = ("type", "space", "picture", "grade")  # inside a paint, what is no colour
_FIELD = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A place found: its layer ("" = a slot), its dotted field and present value. ``whose`` tells places apart that
    aren't the layer's own: the scope of a deviation, ``component`` or ``slot``. ``locked`` ones are left alone."""

    layer: str
    field: str
    value: str
    whose: str = ""
    locked: bool = False


_Change = Callable[[str], str | None]  # the value that takes a value's place; None = it isn't meant


def texts(state: State, words: str, *, case: bool = False) -> tuple[Hit, ...]:
    """Every text that holds the words, outside ``{{ }}``."""
    return _found(state, _TEXTS, _words(words, "", case)) if words else ()


def colours(state: State, colour: str) -> tuple[Hit, ...]:
    """Every fill, stroke, stop and effect that names the colour (a role, a swatch or #rrggbb), whatever its opacity."""
    return _found(state, _COLOURS, _colour(colour, colour))


def styles(state: State, wanted: Sequence[str]) -> tuple[Hit, ...]:
    """Every text and part of one that is set in one of these type styles."""
    return _found(state, _STYLES, _one_of(wanted, ""))


def pictures(state: State, source: str) -> tuple[Hit, ...]:
    """Every layer, fill and slot that shows the picture by itself."""
    return _found(state, _PICTURES, _one_of((source,), ""))


def in_use(state: State, kind: str) -> dict[str, int]:
    """The values that the template names, in the order of the page, and how often: ``colour``, ``style`` or ``picture``."""
    wanted = {"colour": _COLOURS, "style": _STYLES, "picture": _PICTURES}[kind]
    values = (value for *_, value in _values(state, wanted) if "{" not in value)
    if kind == "colour":
        values = (_plain(v) for v in values if v not in _MODES)
    return dict(Counter(v for v in values if v))


class ReplaceText(Command, frozen=True, kw_only=True, tag="replace-text"):
    """Other words in every text of the template, or of some layers. Names in ``{{ }}`` are left alone."""

    find: str
    replace: str
    case: bool = False
    layers: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"Replace “{self.find}”"

    def apply(self, state: State) -> State:
        if not self.find:
            return state
        return _replaced(state, _TEXTS, _words(self.find, self.replace, self.case), self.layers)


class ReplaceColour(Command, frozen=True, kw_only=True, tag="replace-colour"):
    """Another colour or token in every place that names one; an opacity after ``/`` stays."""

    find: str
    replace: str

    @property
    def label(self) -> str:
        return f"Replace {self.find}"

    def apply(self, state: State) -> State:
        return _replaced(state, _COLOURS, _colour(self.find, self.replace))


class ReplaceStyle(Command, frozen=True, kw_only=True, tag="replace-style"):
    """Another type style wherever one of some stands: another font with all that belongs to it."""

    find: tuple[str, ...]
    replace: str

    @property
    def label(self) -> str:
        return "Replace font"

    def apply(self, state: State) -> State:
        return _replaced(state, _STYLES, _one_of(self.find, self.replace))


class ReplacePicture(Command, frozen=True, kw_only=True, tag="replace-picture"):
    """Another picture wherever one stands."""

    find: str
    replace: str

    @property
    def label(self) -> str:
        return "Replace picture"

    def apply(self, state: State) -> State:
        return _replaced(state, _PICTURES, _one_of((self.find,), self.replace))


# What is meant


def _words(find: str, replace: str, case: bool) -> _Change:
    pattern = re.compile(re.escape(find), 0 if case else re.IGNORECASE)

    def change(value: str) -> str | None:
        parts = _FIELD.split(value)
        if not any(pattern.search(part) for part in parts[::2]):
            return None
        return "".join(p if i % 2 else pattern.sub(lambda _: replace, p) for i, p in enumerate(parts))

    return change


def _colour(find: str, replace: str) -> _Change:
    def change(value: str) -> str | None:
        if _plain(value) != _plain(find) or value in _MODES:
            return None
        _, slash, opacity = value.partition("/")
        return f"{replace}{slash}{opacity}" if "/" not in replace else replace

    return change


def _one_of(wanted: Sequence[str], replace: str) -> _Change:
    return lambda value: replace if value in wanted else None


def _plain(colour: str) -> str:
    return colour.partition("/")[0].strip().lower()


# Where it stands


def _found(state: State, wanted: tuple[str, ...], change: _Change) -> tuple[Hit, ...]:
    return tuple(
        Hit(layer=layer, field=field, value=value, whose=whose, locked=_locked(state, layer, field, whose))
        for layer, whose, field, value in _values(state, wanted)
        if change(value) is not None
    )


def _values(state: State, wanted: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
    template = state.template
    own = [layer for page in template.pages for layer in layers_of(page.layers)]
    inside = layers_of(tuple(template.components.values()))
    whose = [
        *((layer, "") for layer in own),
        *((a.layer, "") for a in template.across),
        *((n, "component") for n in inside),
    ]
    for layer, what in whose:
        for field, value in _strings(layer, wanted):
            yield layer.name, what, field, value
    for override in (*template.overrides, *state.rows):
        for field, value in _walk(override.set, "", wanted, inside=False):
            yield override.layer, _scope(override), field, value
    for name, field, value in _of_slots(template, wanted):
        yield "", "slot", f"{name}.{field}", value


def _of_slots(template: Template, wanted: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Texts and pictures that slots show where a row says nothing, and their samples."""
    kinds = ("text", "rich") if wanted is _TEXTS else ("image",) if wanted is _PICTURES else ()
    for name, slot in template.slots.items():
        if slot.type in kinds:
            for field in _SAID:
                for path, value in _walk(getattr(slot, field), field, (), inside=True):
                    yield name, path, value


def _scope(override: Override) -> str:
    where = where_of(override)
    said = override.row or override.size or override.size_class or where.scope
    return " · ".join(part for part in (said, override.kit, override.lang) if part)


def _locked(state: State, layer: str, field: str, whose: str) -> bool:
    if not layer or whose == "component" or layer not in names(state.template):
        return False
    try:
        guard(state, layer, {field: None})
    except DesignError:
        return True
    return False


def _strings(layer: LayerBase, wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    data = msgspec.to_builtins(layer)
    data.pop("layers", None)
    for field in wanted:  # defaults count as well
        if isinstance(value := getattr(layer, field, None), str):
            data.setdefault(field, value)
    yield from _walk(data, "", wanted, inside=False)


def _walk(value: Any, path: str, wanted: tuple[str, ...], *, inside: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            named = key.rpartition(".")[2] in wanted or (inside and key not in _NAMING)
            yield from _walk(inner, f"{path}.{key}" if path else key, wanted, inside=named)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{path}.{index}", wanted, inside=inside)
    elif isinstance(value, str) and inside:
        yield path, value


# Replacing


def _replaced(state: State, wanted: tuple[str, ...], change: _Change, only: tuple[str, ...] = ()) -> State:
    template = state.template

    def layer_with(layer: Layer, whose: str = "") -> Layer:
        made: Layer = layer
        fields = {
            field: new
            for field, value in _strings(layer, wanted)
            if (new := change(value)) is not None
            and new != value
            and (not only or layer.name in only)
            and not _locked(state, layer.name, field, whose)
        }
        if fields:
            made = with_fields(layer, fields)
        if isinstance(made, Holder):
            inner = tuple(layer_with(child, whose) for child in made.layers)
            if inner != made.layers:
                made = msgspec.structs.replace(made, layers=inner)
        return made

    def override_with(override: Override) -> Override:
        if only and override.layer not in only:
            return override
        made = {f: _mapped(v, f, wanted, change) for f, v in override.set.items()}
        for field in [
            f for f in made if made[f] != override.set[f] and _locked(state, override.layer, f, "")
        ]:
            made[field] = override.set[field]
        return override if made == override.set else msgspec.structs.replace(override, set=made)

    made = msgspec.structs.replace(
        template,
        pages=tuple(
            msgspec.structs.replace(page, layers=tuple(layer_with(layer) for layer in page.layers))
            for page in template.pages
        ),
        across=tuple(msgspec.structs.replace(a, layer=layer_with(a.layer)) for a in template.across),
        components={n: layer_with(layer, "component") for n, layer in template.components.items()},
        overrides=tuple(override_with(o) for o in template.overrides),
        slots=template.slots if only else _slots_with(template, wanted, change),
    )
    rows = tuple(override_with(o) for o in state.rows)
    if made == template and rows == state.rows:
        return state
    return msgspec.structs.replace(state, template=made, rows=rows)


def _mapped(value: Any, field: str, wanted: tuple[str, ...], change: _Change) -> Any:
    """A value of a deviation or slot with what is meant in it changed."""
    found = {
        path: new
        for path, old in _walk({field: value}, "", wanted, inside=False)
        if (new := change(old)) is not None
    }
    return _put(value, field, found) if found else value


def _put(value: Any, path: str, found: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _put(inner, f"{path}.{key}", found) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_put(inner, f"{path}.{at}", found) for at, inner in enumerate(value))
    return found.get(path, value)


def _slots_with(template: Template, wanted: tuple[str, ...], change: _Change) -> dict[str, Any]:
    slots = dict(template.slots)
    for name in {name for name, _, value in _of_slots(template, wanted) if change(value) is not None}:
        said = {field: _mapped(getattr(slots[name], field), field, (field,), change) for field in _SAID}
        slots[name] = msgspec.structs.replace(slots[name], **said)
    return slots
