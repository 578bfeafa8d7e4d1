"""Colours written out in layers that the kit doesn't have."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

from designer_app.build.pages import Built, Request
from designer_app.design.matching import CLOSE, nearest
from designer_app.design.template import LoadedTemplate
from designer_app.errors import DesignError, Finding
from designer_app.layers.group import layers_of
from designer_app.scene.colour import Colour, from_hex

_INKS = (
    "fill",
    "stroke",
    "runs",
    "marker_fill",
)  # masks, shadows and grades of pictures are no brand colours
T = TypeVar("T")
Written = tuple[tuple[str, str, str], ...]  # layer, dotted field, #rrggbb


def off_brand(request: Request, built: Built) -> Iterator[Finding]:
    """A warning for each colour on the page that is told from every role and swatch of the kit by the eye."""
    found = _strange((request.loaded.file, request.loaded.digest, request.kit.digest), _Held(request))
    if not found:
        return
    shown = {place.rpartition(".")[2] for place in built.boxes}
    yield from (finding for finding in found if finding.place in shown)


@functools.lru_cache(64)
def _strange(key: tuple[str, ...], held: _Held[Request]) -> tuple[Finding, ...]:
    """The findings of a template in a kit (``key`` names both), whatever a page shows."""
    request = held.value
    found: list[Finding] = []
    for layer, field, text in written(request.loaded):
        colour = plain(text)
        matches = nearest(request.kit, "light", colour, 1) if colour is not None else ()
        if matches and matches[0].far >= CLOSE:
            found.append(
                Finding(
                    code="off-brand", severity="warning", file=request.loaded.file, place=layer,
                    found=f"{text} as {field}, which kit '{request.kit.id}' doesn't have", expected="a role or swatch of the kit",
                    remedy=f"'{matches[0].name}' is the nearest", measure=round(matches[0].far, 3),
                )
            )  # fmt: skip
    return tuple(found)


def plain(text: str) -> Colour | None:
    """The colour of ``#rrggbb``, whatever its opacity; None where it is none."""
    try:
        return (*from_hex(text.partition("/")[0])[:3], 255)
    except DesignError:
        return None


def written(loaded: LoadedTemplate) -> Written:
    """Every ink of a template's layers and deviations that is written out as hex."""
    return _written(loaded.digest, _Held(loaded))


class _Held(Generic[T]):
    """Carries a template past the cache, which goes by its digest."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return True


@functools.lru_cache(8)
def _written(digest: str, held: _Held[LoadedTemplate]) -> Written:
    template = held.value.template
    found: list[tuple[str, str, str]] = []
    for page in template.expanded.pages:
        for layer in layers_of(page.layers):
            inks = {f: msgspec.to_builtins(getattr(layer, f)) for f in _INKS if hasattr(layer, f)}
            found += [(layer.name, field, text) for field, text in _colours(inks, "")]
    for override in template.overrides:
        inks = {f: value for f, value in override.set.items() if f.partition(".")[0] in _INKS}
        found += [(override.layer, field, text) for field, text in _colours(inks, "")]
    return tuple(dict.fromkeys(found))


def _colours(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _colours(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _colours(inner, f"{path}.{index}")
    elif isinstance(value, str) and value.startswith("#"):
        yield path, value
