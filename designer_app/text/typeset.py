"""The one path from a block of text to a layout: preview, export, PDF and checks all take it."""

from __future__ import annotations

from typing import NamedTuple

from designer_app.scene.geometry import NOWHERE, Box, snap
from designer_app.text.cache import Cache
from designer_app.text.composing import Composed, compose
from designer_app.text.filling import height_of
from designer_app.text.fit import find
from designer_app.text.flow import Flow
from designer_app.text.ladder import ladder
from designer_app.text.overflow import excess, settle
from designer_app.text.records import Block, Broken, Layout
from designer_app.text.total_fit import even
from designer_app.timing import timed

_layouts: Cache[Block, Layout] = Cache(3_000_000)
_BYTES_A_GLYPH = 200

__all__ = ["ladder", "typeset"]


def typeset(block: Block) -> Layout:
    """Fit, break, align and place a block (see ``Block`` and ``Layout``).

    Same block, same layout. Raises ``DesignError`` only for fonts (``bad-font``, ``unknown-font``);
    a text that doesn't fit or lacks glyphs says so in ``over``, ``cut`` and ``missing``.
    """
    found = _layouts.get(block)
    if found is None:
        found = set_anew(block)
        glyphs = sum(len(piece.ids) for line in found.lines for piece in line.pieces)
        _layouts.put(block, found, 2000 + _BYTES_A_GLYPH * glyphs)
    return found


@timed("text")
def set_anew(block: Block) -> Layout:
    """``typeset`` without the cache of finished layouts."""
    flow, size, filled, room = find(block)
    over = cut = 0
    broken: tuple[Broken, ...] = ()
    if filled is None:
        settled = settle(flow, size, room)
        flow, filled, cut, broken = settled.flow, settled.filled, settled.cut, settled.broken
        over = 0 if settled.whole else excess(flow.block, size)
    if not cut:
        filled = even(flow, filled, size)
    composed = compose(flow, filled, size)
    height = height_of(flow, filled) * size
    if block.trim == "ink" and composed.ink[1] <= composed.ink[3]:
        composed = compose(flow, filled, size, lift=composed.ink[1])
    return _layout(flow, composed, size, height, Shortfall(over, cut, broken))


class Shortfall(NamedTuple):
    """What a text that doesn't fit lost, as in ``Layout``."""

    over: int
    cut: int
    broken: tuple[Broken, ...]


def _layout(flow: Flow, composed: Composed, size: float, height: float, lost: Shortfall) -> Layout:
    return Layout(
        size=size,
        lines=tuple(composed.lines),
        width=_up(composed.width),
        height=_up(height),
        left=snap(composed.left),
        ink=_ink(composed),
        cap_height=snap(flow.cap * size),
        cut=lost.cut,
        over=lost.over,
        max_lines=flow.block.max_lines,
        broken=lost.broken,
        missing=tuple(flow.missing),
    )


def _up(value: float) -> float:
    """Up to the grid, so that a box made from a layout holds the same layout."""
    return -snap(-value + 1 / 128 - 1e-9) if value > 0 else 0.0


def _ink(composed: Composed) -> Box:
    x0, y0, x1, y1 = composed.ink
    boxes = [rule.box for line in composed.lines for rule in line.rules]
    if x0 > x1:
        total = NOWHERE
    else:
        total = Box(x0, y0, x1, y1)
    for box in boxes:
        total = total.union(box)
    return Box(snap(total.x0), snap(total.y0), snap(total.x1), snap(total.y1))
