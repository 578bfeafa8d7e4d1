"""Find and replace across pages: words in texts, colours by colours or tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from designer_app.editor.command import Command
from designer_app.editor.state import State
from designer_app.editor.tree import changed, spots, with_fields
from designer_app.layers.group import Layer

_TEXTS = ("text", "alt")
_COLOURS = ("fill", "colour", "ground", "tint")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A place found: layer, dotted field, its present value."""

    layer: str
    field: str
    value: str


def texts(state: State, words: str, *, case: bool = False) -> tuple[Hit, ...]:
    """Every text that holds the words."""
    pattern = re.compile(re.escape(words), 0 if case else re.IGNORECASE)
    return tuple(
        Hit(layer=layer.name, field=field, value=value)
        for layer, _ in spots(state.template)
        for field, value in _strings(layer, _TEXTS)
        if words and pattern.search(value)
    )


def colours(state: State, colour: str) -> tuple[Hit, ...]:
    """Every fill, stroke, stop and effect that names the colour (a role, a swatch or #rrggbb), whatever its opacity."""
    return tuple(
        Hit(layer=layer.name, field=field, value=value)
        for layer, _ in spots(state.template)
        for field, value in _strings(layer, _COLOURS)
        if _plain(value) == _plain(colour)
    )


def _plain(colour: str) -> str:
    return colour.partition("/")[0].strip().lower()


def _strings(layer: Layer, wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    data = msgspec.to_builtins(layer)
    data.pop("layers", None)
    for field in wanted:  # defaults count as well
        if isinstance(value := getattr(layer, field, None), str):
            data.setdefault(field, value)
    yield from _walk(data, "", wanted, False)


def _walk(value: Any, path: str, wanted: tuple[str, ...], inside: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            named = key in wanted or (inside and key not in ("type", "space", "picture", "grade"))
            yield from _walk(inner, f"{path}.{key}" if path else key, wanted, named or key == "colours")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{path}.{index}", wanted, inside)
    elif isinstance(value, str) and inside:
        yield path, value


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
        pattern = re.compile(re.escape(self.find), 0 if self.case else re.IGNORECASE)
        for hit in texts(state, self.find, case=self.case):
            if not self.layers or hit.layer in self.layers:
                parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", hit.value)
                new = "".join(
                    p if i % 2 else pattern.sub(lambda _: self.replace, p) for i, p in enumerate(parts)
                )
                state = _with(state, hit, new)
        return state


class ReplaceColour(Command, frozen=True, kw_only=True, tag="replace-colour"):
    """Another colour or token in every place that names one; an opacity after ``/`` stays."""

    find: str
    replace: str

    @property
    def label(self) -> str:
        return f"Replace {self.find}"

    def apply(self, state: State) -> State:
        for hit in colours(state, self.find):
            _, slash, opacity = hit.value.partition("/")
            state = _with(
                state, hit, f"{self.replace}{slash}{opacity}" if "/" not in self.replace else self.replace
            )
        return state


def _with(state: State, hit: Hit, value: str) -> State:
    if value == hit.value:
        return state
    template = changed(state.template, hit.layer, lambda layer: with_fields(layer, {hit.field: value}))
    return msgspec.structs.replace(state, template=template)
