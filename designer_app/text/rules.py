"""Underlines and strikes: at the font's own place and thickness, parted where descenders cross them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from designer_app.scene.geometry import GRID, Box, Outline, snap
from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import face, outline
from designer_app.text.records import Piece, Rule

_SEAM = 0.03  # em: strokes nearer than this are one
_SIDE = 1.25  # clearance beside ink, in thicknesses of the rule …
_LEAST_SIDE = 0.045  # … and at least, in em of the letters
_ABOVE = 0.6  # ink nearer to the rule than this share of its thickness counts as crossing it
_STUB = 0.14  # em: a shorter bit between two gaps is left out
_BOWL = 0.5  # em: within one glyph a gap reaches over what is narrower, such as the bowl of a g
_STEPS = 8  # chords of a curve


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A cell's underline or strike before it is joined and parted. ``size`` is that of its letters (px);
    ``follows``: a raised sign, whose line is that of the letters beside it."""

    x0: float
    x1: float
    top: float
    bottom: float
    ink: str
    size: float
    strike: bool
    follows: bool = False


def ruled(spans: Sequence[Span], pieces: Sequence[Piece], size: float) -> tuple[Rule, ...]:
    """The rules of one line; ``size`` (px) is the block's."""
    out: list[Rule] = []
    for span in _joined(_levelled(spans), _SEAM * size):
        stretches = [(span.x0, span.x1)] if span.strike else _parted(span, pieces)
        out += [Rule(Box(a, span.top, b, span.bottom), span.ink, span.strike) for a, b in stretches]
    return tuple(out)


def _levelled(spans: Sequence[Span]) -> list[Span]:
    """Raised signs on the line of the letters beside them."""
    out: list[Span] = []
    for number, span in enumerate(spans):
        if span.follows:
            beside = [
                other
                for other in (*reversed(spans[:number]), *spans[number + 1 :])
                if not other.follows and other.strike == span.strike and other.ink == span.ink
            ]
            if beside:
                span = msgspec.structs.replace(span, top=beside[0].top, bottom=beside[0].bottom)
        out.append(span)
    return out


def _joined(spans: Iterable[Span], near: float) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        for i, old in enumerate(out):
            alike = (old.ink, old.top, old.bottom, old.strike) == (
                span.ink, span.top, span.bottom, span.strike
            )  # fmt: skip
            if alike and abs(old.x1 - span.x0) < near:
                out[i] = msgspec.structs.replace(old, x1=span.x1)
                break
        else:
            out.append(span)
    return out


def _parted(span: Span, pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """The underline's stretches between the gaps."""
    thickness = span.bottom - span.top
    side = max(_SIDE * thickness, _LEAST_SIDE * span.size)
    gaps: list[tuple[float, float]] = []
    for piece in pieces:
        if piece.inked:
            gaps += _gaps(piece, span, _ABOVE * thickness)
    out: list[tuple[float, float]] = []
    start = span.x0
    for a, b in sorted(gaps):
        if b + side > span.x0 and a - side < span.x1:
            out.append((start, a - side))
            start = max(start, b + side)
    out.append((start, span.x1))
    least = _STUB * span.size if len(out) > 1 else 0.0
    return [(snap(a), snap(b)) for a, b in out if b - a > max(least, 1 / GRID)]


def _gaps(piece: Piece, span: Span, margin: float) -> list[tuple[float, float]]:
    """Where glyphs of a piece have ink at the rule."""
    unit = piece.size / face(piece.font).units_per_em
    out: list[tuple[float, float]] = []
    for gid, x, y in zip(piece.ids, piece.xs, piece.ys, strict=True):
        if x > span.x1 or x + 3 * piece.size < span.x0:
            continue
        top, bottom = round((span.top - margin - y) / unit), round((span.bottom + margin - y) / unit)
        box = face(piece.font).ink(gid)
        if box is None or box[3] <= top or box[1] >= bottom:
            continue
        out += [(x + a * unit, x + b * unit) for a, b in crossings(piece.font, gid, top, bottom)]
    return out


@lru_cache(maxsize=4096)
def crossings(font: FontRef, gid: int, top: int, bottom: int) -> tuple[tuple[float, float], ...]:
    """From where to where (font units) a glyph's outline lies between two heights (y down)."""
    wide = _BOWL * face(font).units_per_em
    found: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in _chords(outline(font, gid)):
        low, high = min(y0, y1), max(y0, y1)
        if high <= top or low >= bottom:
            continue
        steep = (x1 - x0) / (y1 - y0) if y1 != y0 else 0.0
        ends = [x0 + (min(max(y, top), bottom) - y0) * steep for y in (y0, y1)] if y1 != y0 else [x0, x1]
        found.append((min(ends), max(ends)))
    found.sort()
    out: list[tuple[float, float]] = []
    for a, b in found:
        if out and a - out[-1][1] < wide:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return tuple(out)


def _chords(shape: Outline) -> Iterable[tuple[tuple[float, float], tuple[float, float]]]:
    """The outline's contours as short straight lines."""
    points, at = shape.points, 0
    here = start = (0.0, 0.0)
    for op in shape.ops:
        if op == "Z":
            yield here, start
            here = start
            continue
        count = {"M": 1, "L": 1, "Q": 2, "C": 3}[op]
        spots = [here, *((points[at + 2 * i], points[at + 2 * i + 1]) for i in range(count))]
        at += 2 * count
        if op == "M":
            here = start = spots[1]
            continue
        steps = 1 if op == "L" else _STEPS
        line = [_on_curve(spots, i / steps) for i in range(steps + 1)]
        yield from pairwise(line)
        here = spots[-1]


def _on_curve(spots: Sequence[tuple[float, float]], t: float) -> tuple[float, float]:
    """A point of a Bézier curve, by de Casteljau."""
    while len(spots) > 1:
        spots = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairwise(spots)]
    return spots[0]
