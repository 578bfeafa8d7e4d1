"""Tidy up: layers that stand about in rows and columns get equal gaps."""

from __future__ import annotations

from designer_app.editor.arranging import Arrange, Placed, around
from designer_app.editor.where import Where
from designer_app.scene.geometry import Box


def tidied(layers: tuple[Placed, ...], where: Where) -> Arrange:
    """The command that puts each layer onto its row and column. The first layer of all stays."""
    rows = _bands(layers, across=True)
    columns = _bands(layers, across=False)
    whole = around(layers)
    if len(rows) == 1 or len(columns) == 1:
        places = _line(layers, across=len(rows) == 1)
    else:
        wide = [max(p.box.width for p in c) for c in columns]
        high = [max(p.box.height for p in r) for r in rows]
        gap = _gap(whole.width - sum(wide), len(columns)), _gap(whole.height - sum(high), len(rows))
        gap_both = round(min(g for g in gap if g >= 0)) if max(gap) >= 0 else 0
        xs = _starts(whole.x0, wide, gap_both)
        ys = _starts(whole.y0, high, gap_both)
        places = {}
        for layer in layers:
            column = next(i for i, c in enumerate(columns) if layer in c)
            row = next(i for i, r in enumerate(rows) if layer in r)
            places[layer.layer] = (xs[column], ys[row])
    return Arrange(layers=layers, places=tuple(places[p.layer] for p in layers), where=where)


def _line(layers: tuple[Placed, ...], *, across: bool) -> dict[str, tuple[float, float]]:
    """Layers in one row (or column) with equal whole gaps, on its first one's edge."""
    order = sorted(layers, key=lambda p: p.box.x0 if across else p.box.y0)
    whole = around(layers)
    lengths = [p.box.width if across else p.box.height for p in order]
    room = (whole.width if across else whole.height) - sum(lengths)
    starts = _starts(whole.x0 if across else whole.y0, lengths, max(0, round(_gap(room, len(order)))))
    edge = order[0].box.y0 if across else order[0].box.x0
    return {p.layer: (at, edge) if across else (edge, at) for p, at in zip(order, starts, strict=True)}


def _gap(room: float, count: int) -> float:
    return room / (count - 1) if count > 1 else 0.0


def _starts(first: float, lengths: list[float], gap: float) -> list[float]:
    found, at = [], first
    for length in lengths:
        found.append(at)
        at += length + gap
    return found


def _bands(layers: tuple[Placed, ...], *, across: bool) -> list[list[Placed]]:
    """Layers that overlap in y are a row (``across``), in x a column; in order."""

    def span(box: Box) -> tuple[float, float]:
        return (box.y0, box.y1) if across else (box.x0, box.x1)

    bands: list[list[Placed]] = []
    ends: list[float] = []
    for layer in sorted(layers, key=lambda p: span(p.box)):
        low, high = span(layer.box)
        if bands and low < ends[-1] - 0.3 * min(high - low, ends[-1] - span(bands[-1][0].box)[0]):
            bands[-1].append(layer)
            ends[-1] = max(ends[-1], high)
        else:
            bands.append([layer])
            ends.append(high)
    return bands
