"""Strips: stretches of one style between two break opportunities, measured in em of the block.

A strip knows everything that fitting and drawing need, for any size: glyphs and pen positions with
tracking, its width with and without trailing space, what may hang, the bearings of its ends, its ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from designer_app.scene.colour import Colour
from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import face

_HANG_START = dict.fromkeys("«»\"“”„‟‘’‚'‹›", 1.0) | {"(": 0.5, "[": 0.5}
_HANG_END = dict.fromkeys("»«\"”“’‘'›‹.,;:-‐", 1.0) | {"!": 0.5, "?": 0.5, ")": 0.5, "…": 0.5}
_ISOLATES = "\u2066\u2067\u2068\u2069"
_MOST_HUNG = 2  # marks at one end: a third would leave the text looking ragged


class Layer(NamedTuple):
    """Part of a colour glyph: the which-th glyph of its item, what is drawn, in which colour (None = the ink);
    ``painted`` for a glyph that is a picture or a paint graph."""

    glyph: int
    gid: int
    colour: Colour | None = None
    painted: bool = False


class Item:
    """Glyphs of one font within a strip. Lengths are em of the block, y downwards.

    ``zoom`` is the font's size as a share of the block's size; ``ys`` is None when all are 0.
    ``layers`` is set for glyphs of a colour font; ``symbol``
    for a drawing in place of glyphs: (name, box from the pen, y down).
    """

    __slots__ = (
        "advance",
        "clusters",
        "font",
        "ids",
        "layers",
        "level",
        "reach",
        "symbol",
        "tail",
        "text",
        "xs",
        "ys",
        "zoom",
    )

    def __init__(self, font: FontRef, zoom: float, text: str, level: int) -> None:
        self.font = font
        self.zoom = zoom
        self.text = text
        self.level = level
        self.ids: tuple[int, ...] = ()
        self.xs: tuple[float, ...] = ()
        self.ys: tuple[float, ...] | None = None
        self.clusters: tuple[int, ...] = ()
        self.layers: tuple[Layer, ...] = ()
        self.advance = 0.0
        self.tail = 0.0
        self.symbol: tuple[str, tuple[float, float, float, float]] | None = None
        self.reach = (0.0, 0.0)  # least and greatest of ``xs``


class Ends(NamedTuple):
    """At a strip's start and end (em): what may hang of marks, what of marks in a style of their own if letters of another
    style adjoin, the side bearings next to it."""

    hang: tuple[float, float] = (0.0, 0.0)
    lone: tuple[float, float] = (0.0, 0.0)
    bear: tuple[float, float] = (0.0, 0.0)


class Strip:
    """See the module. ``bare``: it without trailing white space, where it has some. ``tall``: it has ink of a fallback
    font in another kind of script or beyond what letters of the main font reach, so that its lines may need room.
    ``plain``: glyphs of one colour from left to right."""

    __slots__ = (
        "_ends", "_ink", "advance", "bare", "items", "missing", "plain", "rtl", "tall", "text", "width",
    )  # fmt: skip

    def __init__(self, text: str, items: tuple[Item, ...], rtl: bool, missing: tuple[str, ...]) -> None:
        self.text = text
        self.items = items
        self.rtl = rtl
        self.missing = missing
        self.plain = not rtl and all(item.ids and not item.layers for item in items)
        self.advance = sum(item.advance for item in items)
        self.width = self.advance - (items[-1].tail if items else 0.0)
        self.bare: Strip | None = None
        self.tall = False
        self._ends: Ends | None = None
        self._ink: tuple[float, float, float, float] | None = None

    @property
    def core(self) -> Strip:
        """The strip without trailing white space, itself when it has none."""
        return self.bare or self  # not kept as its own part: a circle is memory until a collector comes by

    @property
    def ends(self) -> Ends:
        """Of the strip without trailing white space; measured when a line asks for it."""
        if self._ends is None:
            self._ends = self.bare.ends if self.bare is not None else _measured_ends(self)
        return self._ends

    @ends.setter
    def ends(self, ends: Ends) -> None:
        self._ends = ends

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 from the strip's origin, y down; x0 > x1 when there is no ink."""
        if self._ink is None:
            self._ink = _ink_of(self.items)
        return self._ink


_NO_INK = (1e9, 1e9, -1e9, -1e9)


def _ink_of(items: tuple[Item, ...]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = _NO_INK
    origin = 0.0
    for item in items:
        if item.symbol is not None:
            left, top, right, bottom = item.symbol[1]
            x0, x1 = min(x0, origin + left), max(x1, origin + right)
            y0, y1 = min(y0, top), max(y1, bottom)
        opened = face(item.font)
        unit = item.zoom / opened.units_per_em
        for i, gid in enumerate(item.ids):
            box = opened.ink(gid)
            if box is None:
                continue
            x = origin + item.xs[i]
            y = item.ys[i] if item.ys else 0.0
            x0, x1 = min(x0, x + box[0] * unit), max(x1, x + box[2] * unit)
            y0, y1 = min(y0, y + box[1] * unit), max(y1, y + box[3] * unit)
        origin += item.advance
    return x0, y0, x1, y1


def _measured_ends(strip: Strip) -> Ends:
    if not strip.items:
        return Ends()
    text = strip.text
    start, end = 0, len(text)
    while start < end and text[start] in _ISOLATES:
        start += 1
    while end > start and text[end - 1] in _ISOLATES:
        end -= 1
    first, last = start, end
    while first < end and first - start < _MOST_HUNG and text[first] in _HANG_START:
        first += 1
    while last > first and end - last < _MOST_HUNG and text[last - 1] in _HANG_END:
        last -= 1
    lone = _lone(strip) if first >= last and first == end and not strip.rtl else (0.0, 0.0)
    if first >= last or any(item.layers for item in strip.items):
        first, last = start, end
    spans = cluster_spans(strip)
    before = sum([width * _HANG_START.get(text[at], 0.0) for at, _, width in spans if at < first])
    after = sum([width * _HANG_END.get(text[at], 0.0) for at, _, width in spans if at >= last])
    partial = {c for c in text[start:first] + text[last:end] if (_HANG_START | _HANG_END)[c] < 1}
    kept = [span for span in spans if first <= span[0] < last]
    bear = _bearings(strip, kept[0][0], kept[-1][0]) if kept and not partial else (0.0, 0.0)
    return Ends((before, after), lone, bear)


def _lone(strip: Strip) -> tuple[float, float]:
    """What hangs of a strip of marks alone, if letters of another style adjoin."""
    spans = cluster_spans(strip)
    start = sum(width * _HANG_START.get(strip.text[at], 0.0) for at, _, width in spans)
    end = sum(width * _HANG_END.get(strip.text[at], 0.0) for at, _, width in spans)
    return start, end


def hung_start(strips: Sequence[Strip]) -> tuple[float, float]:
    """Hanging width and bearing (em) at the start of a line that begins with these strips."""
    head = strips[0]
    ends = head.ends
    if ends.lone[0] and len(strips) > 1 and head.bare is None:
        return ends.lone[0], strips[1].ends.bear[0]
    return ends.hang[0], ends.bear[0]


def hung_end(strips: Sequence[Strip]) -> tuple[float, float]:
    """Hanging width and bearing (em) at the end of a line that ends with these strips."""
    ends = strips[-1].ends
    if ends.lone[1] and len(strips) > 1 and strips[-2].bare is None:
        return ends.lone[1], strips[-2].ends.bear[1]
    return ends.hang[1], ends.bear[1]


def cluster_spans(strip: Strip) -> list[tuple[int, float, float]]:
    """(index in the text, x, width) for each cluster, in logical order."""
    out: list[tuple[int, float, float]] = []
    origin = 0.0
    items = strip.items
    offsets: dict[int, int] = {}
    position = 0
    for item in reversed(items) if strip.rtl else items:
        offsets[id(item)] = position
        position += len(item.text)
    for item in items:
        edges = [x for i, x in enumerate(item.xs) if i == 0 or item.clusters[i] != item.clusters[i - 1]]
        starts = [c for i, c in enumerate(item.clusters) if i == 0 or c != item.clusters[i - 1]]
        edges.append(item.advance)
        for i, cluster in enumerate(starts):
            out.append((offsets[id(item)] + cluster, origin + edges[i], edges[i + 1] - edges[i]))
        origin += item.advance
    return sorted(out)


def _bearings(strip: Strip, first: int, last: int) -> tuple[float, float]:
    """Distance from the pen edge to the ink at the glyphs whose clusters are first and last."""
    starts, ends = (_glyph_bearings(strip, at) for at in (first, last))
    return (starts[1], ends[0]) if strip.rtl else (starts[0], ends[1])


def _glyph_bearings(strip: Strip, cluster: int) -> tuple[float, float]:
    position = 0
    for item in reversed(strip.items) if strip.rtl else strip.items:
        if position <= cluster < position + len(item.text):
            opened = face(item.font)
            unit = item.zoom / opened.units_per_em
            members = [i for i, c in enumerate(item.clusters) if c == cluster - position]
            boxes = [(item.xs[i], box) for i in members if (box := opened.ink(item.ids[i])) is not None]
            if not boxes:
                return 0.0, 0.0
            after = members[-1] + 1
            end = (item.xs[after] if after < len(item.xs) else item.advance) - item.tail
            left = min(x + box[0] * unit for x, box in boxes) - item.xs[members[0]]
            return left, end - max(x + box[2] * unit for x, box in boxes)
        position += len(item.text)
    return 0.0, 0.0
