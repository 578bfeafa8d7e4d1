"""The font door: files → references, faces, outlines and descriptions.

``outline`` and ``ink_bounds`` are font units with y DOWNWARDS, as everywhere else in the project.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from designer_app.errors import fail
from designer_app.scene import sources
from designer_app.scene.geometry import NOWHERE, Box, Outline
from designer_app.scene.nodes import FontRef
from designer_app.text.faces import Face, load

# A script counts as covered when all of its sample is there.
_SAMPLES = {
    "Latin": "ABCXYZabcxyz",
    "Latin extended": "ĄąČčĐđŁłŐőŞşŽž",
    "Cyrillic": "АБЯабяЁёЙйЩщ",
    "Cyrillic extended": "ЂђЄєІіЇїҐґӘәҚқҢңӨө",
    "Greek": "ΑΒΩαβω",
    "Hebrew": "אבת",
    "Arabic": "ابتي",
    "Devanagari": "अकह",
    "Thai": "กขฮ",
    "Georgian": "აბჰ",
    "Armenian": "ԱԲաբ",
    "Hangul": "가나하",
    "Kana": "あんアン",
    "Han": "一中人",
    "Rouble sign": "₽",
    "Emoji": "😀❤",
}


_blobs: dict[str, Any] = {}  # digest → hb.Blob: a file is read (and unpacked) once
_faces: dict[FontRef, Face] = {}


def face(ref: FontRef) -> Face:
    """The face of a registered font file.

    Raises ``DesignError``: ``bad-font`` for a broken file, ``unknown-font`` when no file with this
    hash was registered in this process.
    """
    found = _faces.get(ref)
    if found is None:
        found = _faces[ref] = _open(ref)
    return found


def _open(ref: FontRef) -> Face:
    import uharfbuzz as hb

    try:
        path = sources.locate(ref.digest)
    except KeyError:
        raise fail(
            "unknown-font", found=f"font {ref.digest[:12]}", expected="a font of the brand kit"
        ) from None
    blob = _blobs.get(ref.digest)
    if blob is None:
        blob = _blobs[ref.digest] = hb.Blob(load(path))
    return Face(ref, blob, str(path))


def register_font(path: Path, *, index: int = 0, axes: dict[str, float] | None = None) -> FontRef:
    """A reference to a font file, its axes cut to what the font offers and sorted by tag.

    Raises ``DesignError``: ``cannot-read``, ``bad-font``, ``bad-axis`` (the font has no such axis).
    """
    plain = FontRef(sources.register(path), index)
    opened = face(plain)
    if not axes:
        return plain
    known = {tag: (low, high) for tag, low, _, high in opened.axes}
    place = []
    for tag in sorted(axes):
        if tag not in known:
            raise fail(
                "bad-axis",
                file=str(path),
                found=f"axis '{tag}'",
                expected="one of " + ", ".join(sorted(known)) if known else "no axes: the font is static",
            )
        low, high = known[tag]
        place.append((tag, float(min(high, max(low, axes[tag])))))
    return FontRef(plain.digest, index, tuple(place))


class OutlinePen:
    """Collects HarfBuzz's drawing calls as an ``Outline``, y turned downwards."""

    def __init__(self) -> None:
        self.ops: list[str] = []
        self.points: list[float] = []

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 (the pen protocol's names)
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self.ops.append("Z")

    def endPath(self) -> None:  # noqa: N802
        pass

    def _add(self, op: str, *points: tuple[float, float]) -> None:
        self.ops.append(op)
        for x, y in points:
            self.points += (x, -y)


@lru_cache(maxsize=4096)
def outline(ref: FontRef, gid: int) -> Outline:
    """The glyph's contours in font units, y down, origin on the baseline. Empty for a space."""
    pen = OutlinePen()
    face(ref).hb_font.draw_glyph_with_pen(gid, pen)
    return Outline("".join(pen.ops), tuple(pen.points))


def ink_bounds(ref: FontRef, gid: int) -> Box:
    """The glyph's ink in font units, y down; ``NOWHERE`` for a space."""
    box = face(ref).ink(gid)
    return NOWHERE if box is None else Box(*box)


class FontInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One font file. ``axes`` are tag, least, default, greatest; ``scripts`` names of what it covers."""

    file: str
    family: str
    subfamily: str
    weight: int
    italic: bool
    axes: tuple[tuple[str, float, float, float], ...]
    scripts: tuple[str, ...]
    characters: int
    colour: bool
    licence: str = ""


def describe(path: Path) -> FontInfo:
    """Read a font file's facts. Raises ``DesignError`` (``cannot-read``, ``bad-font``)."""
    opened = face(register_font(path))
    scripts = tuple(name for name, sample in _SAMPLES.items() if opened.characters.issuperset(sample))
    return FontInfo(
        file=str(path),
        family=opened.family,
        subfamily=opened.style,
        weight=opened.weight,
        italic=opened.italic,
        axes=opened.axes,
        scripts=scripts,
        characters=len(opened.characters),
        colour=opened.colour,
        licence=opened.name(13),
    )
