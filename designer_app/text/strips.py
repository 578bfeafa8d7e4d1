"""Strips: stretches of one style between two break opportunities, measured in em of the block.

A strip knows everything that fitting and drawing need, for any size: glyphs and pen positions with
tracking, its width with and without trailing space, what may hang, the bearings of its ends, its ink.
"""

from __future__ import annotations

import unicodedata
from itertools import count

from designer_app.scene.colour import Colour
from designer_app.scene.nodes import FontRef
from designer_app.text.breaking import SPACES, graphemes
from designer_app.text.cache import Cache
from designer_app.text.emoji import is_emoji, may_hold_emoji
from designer_app.text.faces import Face
from designer_app.text.fonts import face
from designer_app.text.records import RunStyle
from designer_app.text.scripts import script_of, script_of_language
from designer_app.text.shaping import Shaped, shape

_FOLLOW = 1.04  # fallback fonts whose x-height differs by more are scaled to the main font's
_EMOJI_BELOW = 0.12  # em below the baseline …
_EMOJI_ABOVE = 0.08  # … and above the cap top that a picture of an emoji reaches
_HANG_START = dict.fromkeys("«»\"“”„‟‘’‚'‹›", 1.0) | {"(": 0.5, "[": 0.5}
_HANG_END = dict.fromkeys("»«\"”“’‘'›‹.,;:-‐", 1.0) | {"!": 0.5, "?": 0.5, ")": 0.5, "…": 0.5}
_MOST_HUNG = 2  # marks at one end: a third would leave the text looking ragged
_IGNORABLE = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_MADE_BY_SHAPER = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t"
)
_UNLIGATED = (("clig", 0), ("liga", 0))


class Item:
    """Glyphs of one font within a strip. Lengths are em of the block, y downwards.

    ``zoom`` is the font's size as a share of the block's size; ``ys`` is None when all are 0.
    ``layers`` is set for colour glyphs: (which glyph, layer's glyph id, colour; None = the ink).
    """

    __slots__ = (
        "advance",
        "clusters",
        "font",
        "ids",
        "layers",
        "level",
        "size",
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
        self.layers: tuple[tuple[int, int, Colour | None], ...] = ()
        self.advance = 0.0
        self.tail = 0.0


class Strip:
    """See the module. ``core`` is the strip without trailing white space (itself when it has none)."""

    __slots__ = (
        "_ink", "advance", "bear_end", "bear_start", "core", "hang_end", "hang_start", "items", "missing",
        "rtl", "text", "width",
    )  # fmt: skip

    def __init__(self, text: str, items: tuple[Item, ...], rtl: bool, missing: tuple[str, ...]) -> None:
        self.text = text
        self.items = items
        self.rtl = rtl
        self.missing = missing
        self.advance = sum(item.advance for item in items)
        self.width = self.advance - (items[-1].tail if items else 0.0)
        self.core: Strip = self
        self.hang_start = self.hang_end = self.bear_start = self.bear_end = 0.0
        self._ink: tuple[float, float, float, float] | None = None

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


class Setter:
    """One style in one language: makes and keeps strips. Get it from ``setter``."""

    def __init__(self, style: RunStyle, language: str, number: int) -> None:
        self.style = style
        self.number = number
        self.language = style.language or language
        self.faces = [face(ref) for ref in style.fonts]
        self.main: Face = self.faces[0]
        em = self.main.units_per_em
        self.scale = style.scale
        self.cap = self.main.cap_height / em * style.scale
        self.figure = self.main.figure_height / em * style.scale
        self.x_height = self.main.x_height / em * style.scale
        self.ascent = self.main.ascent / em * style.scale
        self.descent = self.main.descent / em * style.scale
        self.script = script_of_language(self.language)
        self.tracking = style.tracking * style.scale
        given = dict(style.features)
        spread = dict(_UNLIGATED) | given if style.tracking else given
        self.features = tuple(sorted(spread.items()))
        self._zooms: dict[FontRef, tuple[float, float]] = {}

    def strip(self, text: str, level: int = 0) -> Strip:
        """The strip of a text without break opportunities inside, at one bidi level."""
        key = (self.number, text, level)
        found = _strips.get(key)
        if found is None:
            found = _strips.put(key, self._make(text, level), 900 + 260 * len(text))
        return found

    def _make(self, text: str, level: int) -> Strip:
        drawn = text.rstrip("\n\r\x0b\x0c\u0085\u2028\u2029").replace("\t", " ")
        missing: list[str] = []
        parts = self._parts(drawn, missing)
        items = [self._item(opened, part, script, level) for opened, part, script in parts]
        if level & 1:
            items.reverse()
        strip = Strip(text, tuple(items), bool(level & 1), tuple(missing))
        core = text.rstrip(SPACES)
        if core.endswith("\u00ad"):
            # At the end of a line a soft hyphen shows; inside it has no glyph and no width.
            strip.core = self.strip(core[:-1] + self._hyphen(), level)
        elif core != text:
            strip.core = self.strip(core, level) if core else Strip("", (), strip.rtl, ())
        if strip.core is not strip:
            for name in ("width", "hang_start", "hang_end", "bear_start", "bear_end"):
                setattr(strip, name, getattr(strip.core, name))
        else:
            _measure_ends(strip)
        return strip

    def _hyphen(self) -> str:
        return "\u2010" if self.main.has(0x2010) else "-"

    def _parts(self, text: str, missing: list[str]) -> list[tuple[Face, str, str]]:
        """Split by font and script: (face, text, script) in logical order."""
        if not text:
            return []
        main = self.main
        if not may_hold_emoji(text) and (main.characters.issuperset(text) or _covers(main, text)):
            return [(main, part, script) for part, script in self._by_script(text)]
        out: list[tuple[Face, str]] = []
        for cluster in graphemes(text):
            chosen = self._choose(cluster, out[-1][0] if out else None)
            if chosen is None:
                missing.extend(c for c in cluster if not main.has(ord(c)) and c not in _IGNORABLE)
                chosen = main
            alone = chosen.colour  # a colour glyph is its own item: it becomes several pieces
            if out and out[-1][0] is chosen and not alone:
                out[-1] = (chosen, out[-1][1] + cluster)
            else:
                out.append((chosen, cluster))
        return [(opened, part, script) for opened, run in out for part, script in self._by_script(run)]

    def _choose(self, cluster: str, before: Face | None) -> Face | None:
        faces = self.faces
        if is_emoji(cluster):
            faces = [f for f in faces if f.colour] + [f for f in faces if not f.colour]
        elif before is not None and cluster.isspace() and not before.colour and _covers(before, cluster):
            return before
        return next((f for f in faces if _covers(f, cluster)), None)

    def _by_script(self, text: str) -> list[tuple[str, str]]:
        """Stretches of one script; signs and digits go with the letters before them."""
        scripts = [script_of(char) for char in text]
        strong = {script for script in scripts if script}
        if len(strong) <= 1:
            return [(text, strong.pop() if strong else self.script)]
        out: list[tuple[str, str]] = []
        start = 0
        current = next(script for script in scripts if script)
        for i, script in enumerate(scripts):
            if script and script != current:
                out.append((text[start:i], current))
                start, current = i, script
        return [*out, (text[start:], current)]

    def _item(self, opened: Face, text: str, script: str, level: int) -> Item:
        zoom, drop = self._fitted(opened)
        item = Item(opened.ref, zoom * self.scale, text, level)
        shaped = shape(
            opened.ref, _drawable(opened, text), script=script, language=self.language, rtl=bool(level & 1),
            features=self.features,
        )  # fmt: skip
        unit = item.zoom / opened.units_per_em
        _place(item, shaped, unit, self.tracking, drop * self.scale)
        if opened.colour:
            item.layers = tuple(
                (i, layer, colour)
                for i, gid in enumerate(shaped.ids)
                for layer, colour in opened.layers(gid) or ((gid, None),)
            )
        return item

    def _fitted(self, opened: Face) -> tuple[float, float]:
        """Size of a fallback font relative to the run's size, and how far it is lowered (em)."""
        if opened is self.main:
            return 1.0, 0.0
        found = self._zooms.get(opened.ref)
        if found is None:
            found = self._zooms[opened.ref] = self._fit(opened)
        return found

    def _fit(self, opened: Face) -> tuple[float, float]:
        main = self.main
        if opened.colour:
            sample = next((g for g in map(opened.glyph, "😀❤☕★") if g is not None), None)
            box = None if sample is None else opened.ink(sample)
            top, bottom = (box[1], box[3]) if box else (-opened.ascent, opened.descent)
            wanted = main.cap_height / main.units_per_em + _EMOJI_ABOVE + _EMOJI_BELOW
            zoom = wanted * opened.units_per_em / max(1.0, bottom - top)
            return zoom, _EMOJI_BELOW - bottom / opened.units_per_em * zoom
        if not (main.cased and opened.cased):
            return 1.0, 0.0
        ratio = (main.x_height / main.units_per_em) / (opened.x_height / opened.units_per_em)
        if 1 / _FOLLOW <= ratio <= _FOLLOW:
            return 1.0, 0.0
        return min(1.35, max(0.75, ratio)), 0.0


def _place(item: Item, shaped: Shaped, unit: float, tracking: float, drop: float) -> None:
    """Pen positions in em; tracking follows the last glyph of each cluster."""
    pen = 0.0
    xs: list[float] = []
    total = len(shaped.ids)
    clusters = shaped.clusters
    advances, dx = shaped.advances, shaped.dx
    for i in range(total):
        xs.append(pen + dx[i] * unit)
        pen += advances[i] * unit
        ends = i + 1 == total or clusters[i + 1] != clusters[i]
        # signs without ink or width (soft hyphen, joiners) don't count as letters
        if tracking and ends and (advances[i] or item.text[clusters[i]] not in _IGNORABLE):
            pen += tracking
    item.ids = shaped.ids
    item.xs = tuple(xs)
    item.clusters = clusters
    item.advance = pen
    item.tail = tracking if total else 0.0
    if drop or any(shaped.dy):
        item.ys = tuple(drop - y * unit for y in shaped.dy)


def _covers(opened: Face, text: str) -> bool:
    """Whether the font can show all of a text, composed or not, signs without ink aside."""
    have = opened.characters
    lacking = [c for c in text if c not in have and c not in _IGNORABLE and c not in _MADE_BY_SHAPER]
    if not lacking:
        return True
    if all(c == "\u2011" for c in lacking):
        return "\u2010" in have or "-" in have
    composed = unicodedata.normalize("NFC", text)
    return composed != text and _covers(opened, composed)


def _drawable(opened: Face, text: str) -> str:
    """The same number of characters with a plain hyphen where the font has no special one."""
    if "\u2011" in text or "\u2010" in text:
        for char in "\u2011\u2010":
            if char not in opened.characters:
                text = text.replace(char, "\u2010" if "\u2010" in opened.characters else "-")
    return text


def _measure_ends(strip: Strip) -> None:
    """Fill in what may hang at both ends and the side bearings next to it."""
    if not strip.items:
        return
    text = strip.text
    first, last = 0, len(text)
    while first < len(text) and first < _MOST_HUNG and text[first] in _HANG_START:
        first += 1
    while last > first and len(text) - last < _MOST_HUNG and text[last - 1] in _HANG_END:
        last -= 1
    if first >= last or any(item.layers for item in strip.items):
        first, last = 0, len(text)
    spans = _cluster_spans(strip)
    for start, _, width in spans:
        if start < first:
            strip.hang_start += width * _HANG_START[text[start]]
        if start >= last:
            strip.hang_end += width * _HANG_END[text[start]]
    partial = {c for c in text[:first] + text[last:] if (_HANG_START | _HANG_END)[c] < 1}
    kept = [span for span in spans if first <= span[0] < last]
    if kept and not partial:
        _bearings(strip, kept[0][0], kept[-1][0])


def _cluster_spans(strip: Strip) -> list[tuple[int, float, float]]:
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


def _bearings(strip: Strip, first: int, last: int) -> None:
    """Distance from the pen edge to the ink at the glyphs whose clusters are first and last."""
    starts, ends = (_glyph_bearings(strip, at) for at in (first, last))
    strip.bear_start = starts[1] if strip.rtl else starts[0]
    strip.bear_end = ends[0] if strip.rtl else ends[1]


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


_strips: Cache[tuple[int, str, int], Strip] = Cache(48_000_000)
_setters: dict[tuple[RunStyle, str], Setter] = {}
_numbers = count()  # a setter's number is never used again, so old strips can't be mistaken
_MOST_SETTERS = 4096


def setter(style: RunStyle, language: str) -> Setter:
    """The setter of a style; raises what ``face`` raises for its fonts."""
    key = (style, language)
    found = _setters.get(key)
    if found is None:
        if len(_setters) >= _MOST_SETTERS:
            _setters.clear()
        found = _setters[key] = Setter(style, language, next(_numbers))
    return found
