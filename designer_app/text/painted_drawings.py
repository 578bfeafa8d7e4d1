"""Documents of a font's table SVG (OpenType 1.9.1): the drawing of one glyph, with what it refers to, by itself.

A document may hold hundreds of glyphs; the decoding door looks at all that it is given, each time.
"""

from __future__ import annotations

import gzip
import io
import re
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable
from functools import lru_cache

from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_MOST = 16 << 20  # bytes of a document, unpacked
_REFERENCE = re.compile(r"""url\(\s*["']?#([^)"']+)""")
_VARIABLE = re.compile(r"var\(\s*--color(\d{1,5})\s*(?:,\s*([^()]*(?:\([^()]*\))?))?\)")

Swatches = Callable[[int], Colour | None]


def glyph_drawing(document: bytes, gid: int, box: Box, ink: Colour, swatch: Swatches) -> bytes | None:
    """An SVG of ``box`` (the glyph's units) with the glyph alone; None for a document without it, or a broken one.

    ``ink`` is its current colour, ``swatch`` knows the palette's, which are variables in the document.
    """
    by_id, styles = _elements(document)
    glyph = by_id.get(f"glyph{gid}")
    if glyph is None:
        return None
    try:
        said = "".join(ET.tostring(element, "unicode") for element in [*styles, *_needed(glyph, by_id)])
    except RecursionError:  # nested by the thousand
        return None
    said = _VARIABLE.sub(lambda found: _css(swatch(int(found[1]))) or found[2] or "black", said)
    drawing = (
        f'<svg xmlns="{_SVG}" xmlns:xlink="{_XLINK}" viewBox="{box.x0:g} {box.y0:g} {box.width:g} {box.height:g}" '
        f'width="{box.width:g}" height="{box.height:g}" color="{_css(ink)}"><defs>{said}</defs>'
        f'<use xlink:href="#glyph{gid}"/></svg>'
    )
    return drawing.encode()


@lru_cache(maxsize=8)
def _elements(document: bytes) -> tuple[dict[str, ET.Element], list[ET.Element]]:
    """Elements by id, and style sheets. Nothing of a document with a DOCTYPE, which the table doesn't allow for."""
    try:
        data = _unpacked(document)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            return {}, []
        root = ET.fromstring(data)
    except (OSError, EOFError, zlib.error, ET.ParseError, ValueError):
        return {}, []
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    return named, list(root.iter(f"{{{_SVG}}}style"))


def _unpacked(document: bytes) -> bytes:
    if document[:2] != b"\x1f\x8b":
        return document
    with gzip.GzipFile(fileobj=io.BytesIO(document)) as packed:
        return packed.read(_MOST)


def _needed(glyph: ET.Element, by_id: dict[str, ET.Element]) -> list[ET.Element]:
    """The glyph, and what it and that refer to; nothing twice."""
    found = [glyph]
    held = {id(element) for element in glyph.iter()}
    for element in found:  # grows while it is read
        for name in _references(element):
            other = by_id.get(name)
            if other is not None and id(other) not in held:
                held.update(id(inner) for inner in other.iter())
                found.append(other)
    return found


def _references(element: ET.Element) -> list[str]:
    names: list[str] = []
    for inner in element.iter():
        for key, value in inner.items():
            if key in ("href", f"{{{_XLINK}}}href") and value.startswith("#"):
                names.append(value[1:])
            else:
                names += _REFERENCE.findall(value)
    return names


def _css(colour: Colour | None) -> str:
    if colour is None:
        return ""
    red, green, blue, alpha = colour
    return f"#{red:02x}{green:02x}{blue:02x}" + (f"{alpha:02x}" if alpha < 255 else "")
