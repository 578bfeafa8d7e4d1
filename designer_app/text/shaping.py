"""HarfBuzz, once for each (font, features, language, script, direction, text), in font units.

Sizes never enter: glyphs are unhinted, so a width at any size is arithmetic.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from designer_app.scene.nodes import FontRef
from designer_app.text.cache import Cache
from designer_app.text.features import Features
from designer_app.text.fonts import face

Around = tuple[str, str]  # what stands before and after, in another style

_BYTES_A_GLYPH = 160


class Shaped(msgspec.Struct, frozen=True, array_like=True):
    """Glyphs in visual order, font units, y upwards. ``clusters`` are indices into the shaped text."""

    ids: tuple[int, ...]
    advances: tuple[int, ...]
    dx: tuple[int, ...]
    dy: tuple[int, ...]
    clusters: tuple[int, ...]


_cache: Cache[tuple[FontRef, str, str, str, bool, Features, Around], Shaped] = Cache(1_500_000)


def shape(
    font: FontRef, text: str, *, script: str, language: str, rtl: bool = False, features: Features = (),
    around: Around = ("", ""),
) -> Shaped:  # fmt: skip
    """Shape text of one font, script and direction. Kerning, ligatures and marks are on unless
    ``features`` says otherwise. ``script`` is four letters (``Latn``), ``language`` BCP 47. Letters
    join with those of ``around``, which get no glyphs."""
    key = (font, text, script, language, rtl, features, around)
    found = _cache.get(key)
    if found is None:
        found = _cache.put(key, _shape(*key), 300 + _BYTES_A_GLYPH * len(text))
    return found


def _shape(
    font: FontRef, text: str, script: str, language: str, rtl: bool, features: Features, around: Around
) -> Shaped:
    import uharfbuzz as hb

    buffer = hb.Buffer()
    before, after = around
    buffer.add_str(before + text + after, len(before), len(text))
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    if language:
        buffer.language = language
    hb.shape(face(font).hb_font, buffer, _feature_table(features))
    infos: Any = buffer.glyph_infos
    positions: Any = buffer.glyph_positions
    return Shaped(
        tuple(info.codepoint for info in infos),
        tuple(p.x_advance for p in positions),
        tuple(p.x_offset for p in positions),
        tuple(p.y_offset for p in positions),
        tuple(info.cluster - len(before) for info in infos),
    )


@lru_cache(maxsize=256)
def _feature_table(features: Features) -> dict[str, int]:
    return dict(features)
