"""Glyphs of one line gathered into pieces: neighbours of one font, size and ink become one."""

from __future__ import annotations

from math import floor

from designer_app.scene.geometry import GRID, Box, snap
from designer_app.scene.nodes import FontRef
from designer_app.text.flow import Cell
from designer_app.text.records import Ground, Piece, Symbol
from designer_app.text.rules import Span
from designer_app.text.strips import Item

_HALF = 0.5
_SEAM = 0.03  # em between neighbours that adjoin all the same (kerning)


def _said(text: str, clusters: tuple[int, ...], index: int) -> str:
    """The text of a glyph's cluster; what stands before the first one goes with it."""
    start = clusters[index]
    later = [at for at in clusters if at > start]
    return text[0 if start == min(clusters) else start : min(later, default=len(text))]


class Gatherer:
    """Collects what stands on one line."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.spans: list[Span] = []
        self.symbols: list[Symbol] = []
        self.grounds: list[Ground] = []
        self.font: FontRef | None = None
        self.size = 0.0
        self.ink = ""
        self.ids: list[int] = []
        self.xs: list[float] = []
        self.ys: list[float] = []
        self.clusters: list[int] = []
        self.text = ""

    def close(self) -> None:
        if self.font is not None and self.ids:
            self.pieces.append(
                Piece(
                    font=self.font,
                    size=self.size,
                    ids=tuple(self.ids),
                    xs=tuple(self.xs),
                    ys=tuple(self.ys),
                    text=self.text,
                    clusters=tuple(self.clusters),
                    ink=self.ink,
                )
            )
        self.font = None
        self.ids, self.xs, self.ys, self.clusters, self.text = [], [], [], [], ""

    def add(
        self, item: Item, size: float, x: float, y: float, ink: str, text: str, clusters: tuple[int, ...]
    ) -> None:
        """One item at pen x, baseline y (px); ``size`` is the block's."""
        if item.layers:
            self.close()
            self._add_layers(item, size, x, y, ink, text, clusters)
            return
        if item.symbol is not None:
            self.close()
            name, (x0, y0, x1, y1) = item.symbol
            box = Box(snap(x + x0 * size), snap(y + y0 * size), snap(x + x1 * size), snap(y + y1 * size))
            self.symbols.append(Symbol(name, box, ink, text))
            return
        self._open(item, size, ink)
        offset = len(self.text)
        base = x * GRID + _HALF
        step = size * GRID
        self.ids += item.ids
        self.xs += [floor(base + pen * step) / GRID for pen in item.xs]
        if item.ys is None:
            self.ys += [floor(y * GRID + _HALF) / GRID] * len(item.ids)
        else:
            self.ys += [snap(y + dy * size) for dy in item.ys]
        self.clusters += [offset + c for c in clusters] if offset else clusters
        self.text += text
        if item.level & 1:
            self.close()  # logical and visual order part ways: one piece for each item

    def _open(self, item: Item, size: float, ink: str) -> None:
        """Begin a piece where the item can't stand in the one at hand."""
        own = item.zoom * size
        if item.font is not self.font or own != self.size or ink != self.ink or item.level & 1:
            self.close()
            self.font, self.size, self.ink = item.font, own, ink

    def sketch(self, item: Item, size: float, x: float, y: float, ink: str) -> None:
        """As ``add``, but of the glyphs only the leftmost and rightmost, highest and lowest places; for an item with glyphs
        of one colour."""
        self._open(item, size, ink)
        base = x * GRID + _HALF
        step = size * GRID
        first, last = item.reach
        self.xs += (floor(base + first * step) / GRID, floor(base + last * step) / GRID)
        if item.ys is None:
            low = high = floor(y * GRID + _HALF) / GRID
        else:
            low, high = snap(y + min(item.ys) * size), snap(y + max(item.ys) * size)
        self.ys += (low, high)
        self.ids += (item.ids[0], item.ids[-1])
        self.clusters += (0, 0)

    def _add_layers(
        self, item: Item, size: float, x: float, y: float, ink: str, text: str, clusters: tuple[int, ...]
    ) -> None:
        last = -1
        for index, gid, colour, painted in item.layers:
            dy = item.ys[index] if item.ys else 0.0
            said = "" if clusters[index] == last else _said(text, clusters, index)
            last = clusters[index]
            self.pieces.append(
                Piece(
                    font=item.font,
                    size=item.zoom * size,
                    ids=(gid,),
                    xs=(snap(x + item.xs[index] * size),),
                    ys=(snap(y + dy * size),),
                    text=said,  # the first layer of a cluster says what all stand for
                    clusters=(0,),
                    ink=ink,
                    colour=colour,
                    painted=painted,
                )
            )

    def ground(self, cell: Cell, size: float, x0: float, x1: float, baseline: float) -> None:
        """What lies behind the cell from x0 to x1; neighbours of the same kind are one."""
        made_by = cell.setter
        y, own = baseline - cell.rise * size, made_by.scale * size
        box = Box(snap(x0), snap(y - made_by.cap * size), snap(x1), snap(y))
        last = self.grounds[-1] if self.grounds else None
        if last is not None and last.of == made_by.style.ground and abs(last.box.x1 - box.x0) < own * _SEAM:
            box, own = last.box.union(box), max(own, last.size)
            self.grounds.pop()
        self.grounds.append(Ground(box, made_by.style.ground, own))

    def rule(self, cell: Cell, size: float, x0: float, x1: float, baseline: float, figures: bool) -> None:
        """The cell's underline and strike from x0 to x1. ``figures``: a price or another number is struck
        through the middle of its figures, not of small letters as fonts say."""
        style, main = cell.setter.style, cell.setter.main
        unit = style.scale * size / main.units_per_em
        y = baseline - cell.rise * size
        strike = (main.figure_height / 2, main.strike[1]) if figures else main.strike
        for struck, wanted, (centre, thickness) in (
            (False, style.underline, main.underline),
            (True, style.strike, strike),
        ):
            if wanted:
                top = snap(y - (centre + thickness / 2) * unit)
                bottom = max(top + 1 / GRID, snap(y - (centre - thickness / 2) * unit))
                self.spans.append(
                    Span(
                        x0=snap(x0), x1=snap(x1), top=top, bottom=bottom, ink=style.ink,
                        size=style.scale * size, strike=struck,
                        follows=style.raise_to_cap and not struck,
                    )
                )  # fmt: skip
