"""Lengths of SVG and the size of its outermost element, as resvg takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

# CSS Values 4, 5.2: absolute units in pixels at 96 dpi.
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-zA-Z%]*)\s*")
_NUMBER = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
FALLBACK = 100.0  # a drawing that names neither size nor viewBox


def length(text: str, whole: float) -> float | None:
    """A length in pixels; per cent are of ``whole``. None for what this reader does not know (em, calc)."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    value, unit = float(match.group(1)), match.group(2)
    if unit == "%":
        return value * whole / 100
    scale = _UNITS.get(unit)
    return None if scale is None else value * scale


def numbers(text: str) -> list[float] | None:
    """Numbers separated by white space, commas or only their signs (``5-6``); None for anything else."""
    values: list[float] = []
    position = 0
    while match := _NUMBER.match(text, position):
        values.append(float(match.group(1)))
        position = match.end()
    return None if text[position:].strip(" \t\r\n,") else values


def view_box(attributes: Mapping[str, str]) -> tuple[float, float, float, float] | None:
    """x, y, width, height of ``viewBox``, or None when absent or without area."""
    values = numbers(attributes.get("viewBox", ""))
    if not values or len(values) != 4 or values[2] <= 0 or values[3] <= 0:
        return None
    return (values[0], values[1], values[2], values[3])


def root_size(attributes: Mapping[str, str]) -> tuple[float, float]:
    """Width and height in pixels of the outermost ``svg``; what it does not say, its viewBox says.

    One side alone takes the other from the viewBox's ratio, as resvg does.
    """
    box = view_box(attributes)
    across, down = (box[2], box[3]) if box else (FALLBACK, FALLBACK)
    width, height = _side(attributes, "width", across), _side(attributes, "height", down)
    if box and width and not height:
        return (width, width * down / across)
    if box and height and not width:
        return (height * across / down, height)
    return (width or across, height or down)


def whole_size(size: tuple[float, float]) -> tuple[int, int]:
    """Whole pixels of a drawing's own size, rounded as resvg rounds."""
    return (max(1, int(size[0] + 0.5)), max(1, int(size[1] + 0.5)))


def read_size(text: str) -> tuple[float, float]:
    """``root_size`` of SVG text that passed the scan."""
    found: list[dict[str, str]] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append(attributes)

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = start
    parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    return root_size(found[0])


def _side(attributes: Mapping[str, str], name: str, whole: float) -> float | None:
    text = attributes.get(name, "").strip()
    value = length(text, whole)
    if value is None and text.endswith(("em", "ex")):  # icon packs like to say 1em
        letter = length(attributes.get("font-size", "16"), 16.0) or 16.0
        value = length(text[:-2], whole)
        value = None if value is None else value * (letter if text.endswith("em") else letter / 2)
    return value if value is not None and value > 0 else None
