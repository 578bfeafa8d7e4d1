"""Setters: one style in one language, which makes strips: fallback, scripts, shaping, tracking."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from itertools import count

import msgspec

from designer_app.errors import fail
from designer_app.scene.nodes import FontRef
from designer_app.text.breaking import SPACES, graphemes
from designer_app.text.cache import Cache
from designer_app.text.emoji import is_emoji, may_hold_emoji
from designer_app.text.faces import Face
from designer_app.text.fallback import fitted, in_order
from designer_app.text.features import merged
from designer_app.text.fonts import face
from designer_app.text.inline import symbol_strip
from designer_app.text.records import RunStyle
from designer_app.text.scripts import script_of, script_of_language
from designer_app.text.shaping import Around, Shaped, shape
from designer_app.text.strips import Item, Layer, Strip

_IGNORABLE = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_MADE_BY_SHAPER = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t"
)
# Letters of these scripts hang together: tracking would tear them apart or push them into each other.
_JOINED = frozenset(
    ["Adlm", "Arab", "Beng", "Deva", "Guru", "Mand", "Mong", "Nkoo", "Phag", "Rohg", "Sogd", "Syrc"]
)
_LIKE_LATIN = frozenset(["Latn", "Cyrl", "Grek"])  # leading that suits one of them suits all
_UNLIGATED = (("clig", 0), ("liga", 0))


class Setter:
    """One style in one language: makes and keeps strips. Get it from ``setter``."""

    def __init__(self, style: RunStyle, language: str, number: int) -> None:
        if not style.fonts:
            raise fail("no-font", found="a text style without a font", expected="at least one font")
        self.style = style
        self.number = number
        self.plain = not (style.underline or style.strike or style.ground is not None)
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
        self.tallest = self.main.tallest / em * style.scale
        self.depth = self.main.depth / em * style.scale
        self.script = script_of_language(self.language)
        self.tracking = style.tracking * style.scale
        self.joined_features = merged((), style.features)
        self.features = merged(_UNLIGATED, style.features) if style.tracking else self.joined_features
        self._zooms: dict[FontRef, tuple[float, float]] = {}

    @property
    def lettering(self) -> Setter:
        """The setter of letters in this style: itself, unless it sets a symbol in their place."""
        if self.style.symbol is None:
            return self
        return setter(msgspec.structs.replace(self.style, symbol=None), self.language)

    def strip(self, text: str, level: int = 0, around: Around = ("", "")) -> Strip:
        """The strip of a text without break opportunities inside, at one bidi level. ``around``: what
        stands before and after it in another style, to which its letters may join."""
        key = (self.number, text, level, around)
        found = _strips.get(key)
        if found is None:
            found = _strips.put(key, self._make(text, level, around), 900 + 260 * len(text))
        return found

    def size_of(self, font: FontRef) -> float:
        """The size at which one of the style's fonts is set, as a share of the main font's."""
        return self._fitted(face(font))[0]

    def _make(self, text: str, level: int, around: Around) -> Strip:
        if self.style.symbol is not None:
            return symbol_strip(self, self.style.symbol, text, level)
        drawn = text.rstrip("\n\r\x0b\x0c\u0085\u2028\u2029").replace("\t", " ")
        missing: list[str] = []
        parts = self._parts(drawn, missing)
        last = len(parts) - 1
        items = [
            self._item(
                opened, part, script, level, (around[0] if i == 0 else "", around[1] if i == last else "")
            )
            for i, (opened, part, script) in enumerate(parts)
        ]
        if level & 1:
            items.reverse()
        strip = Strip(text, tuple(items), bool(level & 1), tuple(missing))
        foreign = [script for opened, _, script in parts if opened is not self.main and not opened.colour]
        if foreign:
            _, top, _, bottom = strip.ink
            strip.tall = -top > self.tallest or bottom > self.depth or not _LIKE_LATIN.issuperset(foreign)
        core = text.rstrip(SPACES)
        if core.endswith("\u00ad"):
            # At the end of a line a soft hyphen shows; inside it has no glyph and no width.
            strip.bare = self.strip(core[:-1] + self._hyphen(), level)
        elif core != text:
            strip.bare = self.strip(core, level, (around[0], "")) if core else Strip("", (), strip.rtl, ())
        if strip.bare is not None:
            strip.width = strip.bare.width
        return strip

    def _hyphen(self) -> str:
        return "\u2010" if self.main.has(0x2010) else "-"

    def _parts(self, text: str, missing: list[str]) -> list[tuple[Face, str, str]]:
        """Split by font and script: (face, text, script) in logical order."""
        if not text:
            return []
        main = self.main
        if (
            not may_hold_emoji(text)
            and not main.pictorial
            and (main.characters.issuperset(text) or _covers(main, text))
        ):
            return [(main, part, script) for part, script in self._by_script(text)]
        out: list[tuple[Face, str]] = []
        for cluster in graphemes(text):
            chosen = self._choose(cluster)
            if chosen is None:
                missing.extend(c for c in cluster if not main.has(ord(c)) and c not in _IGNORABLE)
                chosen = main
            alone = chosen.colour  # a colour glyph is its own item: it becomes several pieces
            if out and out[-1][0] is chosen and not alone:
                out[-1] = (chosen, out[-1][1] + cluster)
            else:
                out.append((chosen, cluster))
        return [(opened, part, script) for opened, run in out for part, script in self._by_script(run)]

    def _choose(self, cluster: str) -> Face | None:
        """The first font (of the text's Han forms, if it has any) that has all of a grapheme cluster: as in browsers spaces and punctuation, too,
        come from the main font, so that a line of two scripts has one word space."""
        faces = self._ordered
        if is_emoji(cluster):
            faces = [f for f in faces if f.colour] + [f for f in faces if not f.colour]
        elif not script_of(cluster[0]):
            faces = self._for_signs
        return next((f for f in faces if _covers(f, cluster)), None)

    @cached_property
    def _ordered(self) -> list[Face]:
        return in_order(self.faces, self.language)

    @cached_property
    def _for_signs(self) -> list[Face]:
        """Figures, spaces and signs shown as text: fonts of emoji have them for keycaps alone."""
        faces = self._ordered
        return [f for f in faces if not f.pictorial] + [f for f in faces if f.pictorial]

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

    def _item(self, opened: Face, text: str, script: str, level: int, around: Around) -> Item:
        zoom, drop = self._fitted(opened)
        item = Item(opened.ref, zoom * self.scale, text, level)
        shaped = shape(
            opened.ref, _drawable(opened, text), script=script, language=self.language, rtl=bool(level & 1),
            features=self.joined_features if script in _JOINED else self.features, around=around,
        )  # fmt: skip
        unit = item.zoom / opened.units_per_em
        _place(item, shaped, unit, 0.0 if script in _JOINED else self.tracking, drop * self.scale)
        if opened.colour:
            item.layers = tuple(
                layer for i, gid in enumerate(shaped.ids) for layer in _layers(opened, i, gid)
            )
        return item

    def _fitted(self, opened: Face) -> tuple[float, float]:
        """Size of a fallback font relative to the run's size, and how far it is lowered (em)."""
        if opened is self.main:
            return 1.0, 0.0
        found = self._zooms.get(opened.ref)
        if found is None:
            found = self._zooms[opened.ref] = fitted(self.main, opened)
        return found


def _layers(opened: Face, index: int, gid: int) -> list[Layer]:
    """What a glyph of a colour font consists of."""
    if opened.painted(gid):
        return [Layer(index, gid, painted=True)]
    return [Layer(index, layer, colour) for layer, colour in opened.layers(gid) or ((gid, None),)]


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
    item.reach = (min(xs), max(xs)) if xs else (0.0, 0.0)
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


_strips: Cache[tuple[int, str, int, Around], Strip] = Cache(4_000_000)
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
