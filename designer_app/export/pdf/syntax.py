"""PDF's own notation (7.3): numbers, strings, paths, matrices."""

from __future__ import annotations

from collections.abc import Sequence

from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, Outline, Transform


def number(value: float, digits: int = 4) -> str:
    """Fixed notation without needless zeros: PDF knows no exponents."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float) -> str:
    return " ".join([number(value) for value in values])


def matrix(transform: Transform) -> str:
    a, b, c, d, e, f = transform
    return " ".join([number(a, 6), number(b, 6), number(c, 6), number(d, 6), number(e), number(f)])


def text(value: str) -> str:
    """A text string (7.9.2.2) as UTF-16 in hexadecimal."""
    return "<FEFF" + value.encode("utf-16-be", "surrogatepass").hex().upper() + ">"


def name(value: str) -> str:
    """A name (7.3.5); everything but letters, digits, - and . is written as #xx."""
    return "/" + "".join(c if c.isascii() and (c.isalnum() or c in "-.") else _escaped(c) for c in value)


def _escaped(char: str) -> str:
    return "".join(f"#{byte:02X}" for byte in char.encode())


def rgb(colour: Colour) -> str:
    return " ".join([number(channel / 255) for channel in colour[:3]])


def box(area: Box) -> str:
    return f"[{numbers(area.x0, area.y0, area.x1, area.y1)}]"


def path(outline: Outline) -> str:
    """The outline's construction operators (8.5.2); quadratic curves as cubic ones."""
    p: Sequence[float] = outline.points
    found: list[str] = []
    at = 0
    x = y = 0.0
    start = (0.0, 0.0)
    for op in outline.ops:
        if op == "M":
            x, y = p[at], p[at + 1]
            start = (x, y)
            found.append(f"{numbers(x, y)} m")
            at += 2
        elif op == "L":
            x, y = p[at], p[at + 1]
            found.append(f"{numbers(x, y)} l")
            at += 2
        elif op == "Q":
            cx, cy, ex, ey = p[at : at + 4]
            two = (x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3, ex + 2 * (cx - ex) / 3, ey + 2 * (cy - ey) / 3)
            found.append(f"{numbers(*two, ex, ey)} c")
            x, y = ex, ey
            at += 4
        elif op == "C":
            found.append(f"{numbers(*p[at : at + 6])} c")
            x, y = p[at + 4], p[at + 5]
            at += 6
        else:
            found.append("h")
            x, y = start
    return "\n".join(found)
