"""Symbols that stand in a line as if they were letters: how large, how high, with which room at their sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from designer_app.text.strips import Ends, Item, Strip

if TYPE_CHECKING:
    from designer_app.text.setters import Setter

SymbolAlign = Literal["glyph", "cap", "figure", "x", "icon"]
_SIDE = 0.04  # em of room at each side of a symbol that has no letter's bearings
_ICON_OVER = 0.18  # of the cap height, above it and below the baseline


class InlineSymbol(msgspec.Struct, frozen=True):
    """A drawing in place of a run's text. ``name`` comes back with the line, ``aspect`` is width ÷ height.

    ``align`` says how high it is: ``glyph`` as the ink of the character that it replaces, with that
    character's side bearings; ``cap``, ``figure`` or ``x`` from the baseline to that height; ``icon`` in the middle of the
    capitals and a little larger, as icons keep room round their ink.
    """

    name: str
    aspect: float = 1.0
    align: SymbolAlign = "cap"


def symbol_strip(made_by: Setter, symbol: InlineSymbol, text: str, level: int) -> Strip:
    """The strip that shows the symbol for ``text``. Nothing is drawn for a character without ink."""
    scale = made_by.scale
    left = right = _SIDE * scale
    top = {"cap": made_by.cap, "figure": made_by.figure, "x": made_by.x_height}.get(symbol.align, made_by.cap)
    top, bottom = -top, 0.0
    if symbol.align == "glyph":
        letter = made_by.lettering.strip(text)
        x0, y0, x1, y1 = letter.ink
        if x0 < x1:
            left, right, top, bottom = x0, letter.width - x1, y0, y1
    elif symbol.align == "icon":
        over = _ICON_OVER * made_by.cap
        top, bottom = -made_by.cap - over, over
    width = (bottom - top) * symbol.aspect
    item = Item(made_by.main.ref, scale, text, level)
    item.symbol = (symbol.name, (left, top, left + width, bottom))
    item.advance = left + width + right + made_by.tracking
    item.tail = made_by.tracking
    strip = Strip(text, (item,), bool(level & 1), ())
    strip.ends = Ends(bear=(left, right))
    return strip
