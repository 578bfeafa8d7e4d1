"""Filters that design programs write for shadows and blurs → effects of a layer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from designer_app.pictures.svg_root import length, numbers
from designer_app.pictures.svg_tree import Item, NotPlainError
from designer_app.pictures.svg_values import colour, opacity
from designer_app.production.svg_import.fills import rounded
from designer_app.scene.colour import Colour, to_hex, with_alpha
from designer_app.scene.geometry import Transform, scale_of

_URL = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
_CALL = re.compile(r"([a-z-]+)\(((?:[^()]|\([^()]*\))*)\)")
_HARMLESS = (
    "feBlend",
    "feMerge",
    "feMergeNode",
    "feComposite",
    "feFlood",
    "feColorMatrix",
    "feOffset",
    "feMorphology",
)


def effects_of(value: str, by_id: Mapping[str, Item], placed: Transform) -> list[dict[str, Any]]:
    """Effects of a ``filter`` property. Raises ``NotPlainError`` for filters that are none of ours."""
    if _URL.fullmatch(value.strip()) is None:
        return _functions(value, placed)
    return _Chain(target(value, by_id, "filter"), placed).effects()


def target(value: str, by_id: Mapping[str, Item], tag: str) -> Item:
    """The element that ``url(#…)`` names. Raises ``NotPlainError`` where none of that tag is there."""
    match = _URL.fullmatch(value.strip())
    found = by_id.get(match.group(1).strip()) if match else None
    if found is None or found.tag != tag:
        raise NotPlainError(f"a {tag} that is not there")
    return found


def _functions(value: str, placed: Transform) -> list[dict[str, Any]]:
    """CSS filter functions (Filter Effects 1, 6): blur and drop-shadow."""
    found = []
    if _CALL.sub("", value).strip():
        raise NotPlainError("a filter")
    for name, inner in _CALL.findall(value):
        if name == "blur":
            found.append(_blur(length(inner or "0", 0) or 0.0, placed))
        elif name == "drop-shadow":
            words = re.findall(r"[a-z]+\([^()]*\)|[^\s]+", inner)
            sizes = [length(w, 0) for w in words]
            lengths = [s for s in sizes if s is not None]
            ink = next((w for w, s in zip(words, sizes, strict=True) if s is None), "black")
            if len(lengths) < 2:
                raise NotPlainError("a filter")
            std = lengths[2] if len(lengths) > 2 else 0.0
            found.append(_shadow("shadow", lengths[0], lengths[1], std, 0.0, colour(ink), placed))
        else:
            raise NotPlainError(f"the filter {name}()")
    return found


class _Chain:
    """Primitives read in order, as Figma, Sketch and Illustrator lay them: one shadow after another."""

    def __init__(self, item: Item, placed: Transform) -> None:
        self._item, self._placed = item, placed
        self._linear = item.props.get("color-interpolation-filters", "linearRGB") == "linearRGB"
        self._found: list[dict[str, Any]] = []
        self._start()

    def _start(self) -> None:
        self._dx = self._dy = self._std = self._spread = 0.0
        self._ink: Colour | None = None
        self._inner = self._open = False

    def effects(self) -> list[dict[str, Any]]:
        steps = [child for child in self._item.children if child.tag.startswith("fe")]
        if any(
            step.tag in ("feTurbulence", "feDisplacementMap", "feImage", "feConvolveMatrix") for step in steps
        ):
            raise NotPlainError("a texture filter")
        for step in steps:
            self._step(step, steps)
        if self._open and self._ink is not None:
            self._finish()
        if not self._found:
            raise NotPlainError("a filter that is no shadow or blur")
        return self._found

    def _step(self, step: Item, steps: list[Item]) -> None:
        props = step.props
        match step.tag:
            case "feDropShadow":
                ink = _flood(props)
                dx, dy = _number(props.get("dx", "2")), _number(props.get("dy", "2"))
                self._found.append(
                    _shadow("shadow", dx, dy, _std(props.get("stdDeviation", "2")), 0.0, ink, self._placed)
                )
            case "feOffset":
                self._dx, self._dy, self._open = (
                    _number(props.get("dx", "0")),
                    _number(props.get("dy", "0")),
                    True,
                )
            case "feMorphology":
                radius = _number(props.get("radius", "0"))
                self._spread = radius if props.get("operator") == "dilate" else -radius
            case "feGaussianBlur":
                self._std = _std(props.get("stdDeviation", "0"))
                if self._blurs_the_graphic(step, steps):
                    self._found.append(_blur(self._std, self._placed))
                    self._std = 0.0
                else:
                    self._open = True
            case "feFlood":
                ink = _flood(props)
                if ink[3]:
                    self._ink = ink
            case "feColorMatrix":
                self._matrix(props.get("values", ""))
            case "feComposite":
                if props.get("operator") == "arithmetic":
                    self._inner = True
            case "feBlend" | "feMerge":
                if self._open and self._ink is not None:
                    self._finish()
            case "feComponentTransfer":
                self._slope(step)
            case tag if tag not in _HARMLESS:
                raise NotPlainError(f"<{tag}>")

    def _blurs_the_graphic(self, step: Item, steps: list[Item]) -> bool:
        """Whether a blur takes the drawing itself: alone, or after Figma's blend of it."""
        at = steps.index(step)
        source = step.props.get("in", "")
        before = steps[at - 1] if at else None
        of_graphic = source in ("SourceGraphic", "shape") or (
            not source
            and before is not None
            and before.tag == "feBlend"
            and before.props.get("in") == "SourceGraphic"
        )
        if of_graphic and any(s.tag in ("feOffset", "feMerge") for s in steps[at + 1 :]):
            raise NotPlainError("a filter that is no shadow or blur")
        return of_graphic or len(steps) == 1

    def _matrix(self, text: str) -> None:
        """A matrix that colours the alpha; one that only hardens it (Figma's first) has no colour."""
        values = numbers(text)
        if not values or len(values) != 20:
            raise NotPlainError("a colour matrix")
        if any(values[i] for i in (0, 1, 2, 5, 6, 7, 10, 11, 12)):
            raise NotPlainError("a colour matrix")
        if values[18] > 1:
            return
        channels = [values[4], values[9], values[14]]
        if self._linear:
            channels = [v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in channels]
        r, g, b = (max(0, min(255, round(v * 255))) for v in channels)
        self._ink = (r, g, b, max(0, min(255, round(values[18] * 255))))

    def _slope(self, step: Item) -> None:
        for child in step.children:
            if child.tag == "feFuncA" and child.props.get("type") == "linear":
                ink = self._ink or (0, 0, 0, 255)
                self._ink = with_alpha(ink, _number(child.props.get("slope", "1")))

    def _finish(self) -> None:
        assert self._ink is not None
        kind = "inner-shadow" if self._inner else "shadow"
        self._found.append(
            _shadow(kind, self._dx, self._dy, self._std, self._spread, self._ink, self._placed)
        )
        self._start()


def _shadow(
    kind: str, dx: float, dy: float, std: float, spread: float, ink: Colour, placed: Transform
) -> dict[str, Any]:
    a, b, c, d, _, _ = placed
    scale = scale_of(placed)
    found: dict[str, Any] = {"type": kind, "colour": to_hex(ink)}
    sizes = {"dx": a * dx + c * dy, "dy": b * dx + d * dy, "blur": 2 * std * scale, "spread": spread * scale}
    found.update({name: rounded(value) for name, value in sizes.items() if rounded(value)})
    return found


def _blur(std: float, placed: Transform) -> dict[str, Any]:
    return {"type": "blur", "blur": rounded(2 * std * scale_of(placed))}


def background_blur(radius: str, placed: Transform) -> dict[str, Any]:
    """Figma's background blur: its radius is twice the standard deviation, as ours."""
    return {**_blur(_number(radius) / 2, placed), "type": "background-blur"}


def _flood(props: Mapping[str, str]) -> Colour:
    return with_alpha(colour(props.get("flood-color", "black")), opacity(props.get("flood-opacity")))


def _number(text: str) -> float:
    values = numbers(text)
    if not values:
        raise NotPlainError("a damaged filter")
    return values[0]


def _std(text: str) -> float:
    values = numbers(text)
    if not values or (len(values) > 1 and values[0] != values[1]):
        raise NotPlainError("a blur with two radii")
    return values[0]
