"""Colours of a Scene: 8-bit sRGB with straight alpha; WCAG luminance from a table rounded once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from designer_app.errors import fail

Colour = tuple[int, int, int, int]  # r g b a, each 0..255

# 16-bit linear light for each sRGB byte (IEC 61966-2-1). Built with exact integer roots elsewhere
# would be slower to read; the values are rounded to 1/65535, far coarser than any libm difference.
LINEAR: tuple[int, ...] = tuple(
    round(65535 * (v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4)) for v in range(256)
)


def luminance(colour: Colour) -> float:
    """WCAG 2.2 relative luminance, 0..1; alpha is ignored."""
    r, g, b, _ = colour
    return (0.2126 * LINEAR[r] + 0.7152 * LINEAR[g] + 0.0722 * LINEAR[b]) / 65535


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2 contrast ratio, 1..21."""
    a, b = luminance(one), luminance(other)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


@lru_cache(maxsize=1024)
def from_hex(text: str) -> Colour:
    """``#rgb``, ``#rrggbb`` or ``#rrggbbaa``. Raises ``DesignError`` (``bad-colour``)."""
    digits = text.strip().lstrip("#")
    if len(digits) in (3, 4):
        digits = "".join(c * 2 for c in digits)
    try:
        if len(digits) not in (6, 8):
            raise ValueError
        values = [int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)]
    except ValueError:
        raise fail("bad-colour", found=f"'{text}'", expected="#rrggbb or #rrggbbaa") from None
    r, g, b, a = [*values, 255][:4]
    return (r, g, b, a)


def to_hex(colour: Colour) -> str:
    r, g, b, a = colour
    return f"#{r:02X}{g:02X}{b:02X}" + ("" if a == 255 else f"{a:02X}")


def with_alpha(colour: Colour, alpha: float) -> Colour:
    """The colour with its alpha multiplied by ``alpha`` (0..1)."""
    return (*colour[:3], max(0, min(255, int(colour[3] * alpha + 0.5))))


def over(top: Colour, below: Colour) -> Colour:
    """``top`` composited on an opaque ``below``."""
    a = top[3]
    mixed = [(t * a + b * (255 - a) + 127) // 255 for t, b in zip(top[:3], below[:3], strict=True)]
    return (mixed[0], mixed[1], mixed[2], 255)


def oklab_of(rgb: Sequence[float]) -> tuple[float, float, float]:
    """Linear RGB, each 0..1, in OKLab (B. Ottosson, 2020): for comparing colours, not for pixels."""
    r, g, b = rgb
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
