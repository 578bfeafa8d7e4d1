"""How far the ink of units goes, and what two lines need between their baselines when leading alone is too tight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer_app.text.flow import Cell

Reach = tuple[float, float, bool]  # ink above and below the baseline (em), whether there is a tall strip

_CLEAR = 0.04  # em between the ink of two lines that only their ink keeps apart


def reach_of(cells: Sequence[Cell]) -> Reach:
    """The reach of cells on one line."""
    above = below = 0.0
    tall = False
    for cell in cells:
        _, top, _, bottom = cell.strip.ink
        if top <= bottom:
            above, below = max(above, cell.rise - top), max(below, bottom - cell.rise)
        tall = tall or cell.strip.tall
    return above, below, tall


def furthest(reaches: Sequence[Reach]) -> Reach:
    """The reach of several units on one line."""
    above, below, tall = zip(*reaches, strict=True)
    return max(above), max(below), any(tall)


def apart(upper: Reach, lower: Reach) -> float:
    """The least distance (em) of two baselines that keeps the ink of a fallback font, taller than the font that
    the leading is meant for (Arabic, Devanagari, Thai under Latin), clear of its neighbour line; else 0."""
    return upper[1] + lower[0] + _CLEAR if upper[2] or lower[2] else 0.0
