"""A specimen page of fonts, drawn by the engine: every script that they cover, features, weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.type_styles import fallback_fonts
from designer_app.production.specimen_texts import FEATURES, SCRIPTS
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import rectangle, translation
from designer_app.scene.nodes import FontRef, Group, Node, Path, Scene, Solid
from designer_app.text.direction import start_level
from designer_app.text.drawn import drawn
from designer_app.text.features import read_features
from designer_app.text.fonts import face
from designer_app.text.records import Block, Direction, Layout, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

WIDTH = 1600
_MARGIN = 96.0
_LABELS = 300.0  # width of the column of labels
_GAP = 30.0  # above and below a row
_SECTION = 84.0  # above a heading: nearer to what it names than to what stands above
_CLEAR = 20.0  # from ink to the hairlines, where letters reach far up or down
_MOST_LINES = 6  # of a sample: a damaged font may have letters as wide as the page
_TITLES = 3  # families that the title names, each in its own face
_INK: Colour = (20, 22, 28, 255)
_QUIET: Colour = (118, 122, 132, 255)
_LINE: Colour = (222, 224, 229, 255)
_SIZES = {"title": 132.0, "heading": 34.0, "sample": 44.0, "label": 24.0}
_TIGHT = -0.025  # em, tracking of the title
_FALL = (132, 96, 64, 44, 32, 24, 18)  # px, sizes of the first family under each other
_PICTURES = "👩🏿‍🚀 🇯🇵 ☕ 🎉 ❤️"
_INSTANCE = "Hamburgefonstiv 0123"
_WORDS = "Hamburgefonstiv Съешь ещё булок 0123"  # those parts that the family has


class Family(msgspec.Struct, frozen=True):
    """Faces of one family, the one to set texts in first."""

    name: str
    fonts: tuple[FontRef, ...]


def families_of(kit: Kit | None, extra: Sequence[FontRef] = ()) -> list[Family]:
    """The families of a kit's type styles in their order, ``extra`` fonts after them; without both Inter."""
    found: dict[str, dict[FontRef, None]] = {}
    styles = kit.styles.values() if kit is not None else ()
    own = [style.fonts[0] for style in styles]
    for font in (*own, *extra) or fallback_fonts()[:1]:
        found.setdefault(face(font).family, {})[FontRef(font.digest, font.index)] = None
    return [Family(name, tuple(fonts)) for name, fonts in found.items()]


def specimen(families: Sequence[Family]) -> Scene:
    """One page, 1600 px wide and as high as it needs."""
    page = _Page(tuple(font for family in families for font in family.fonts[:1]))
    titles = [family for family in families if _covers(family, map(ord, family.name))][:_TITLES] or families[
        :1
    ]
    for family in titles:
        page.title(family.name, family.fonts[0])
    if others := [family.name for family in families if family not in titles]:
        page.note("with " + ", ".join(others))
    _sizes(page, families[0])
    page.heading("Scripts")
    for sample in SCRIPTS:
        own = next((family.fonts[0] for family in families if _covers(family, sample.letters)), None)
        if own is not None or sample.mixed:
            page.row(sample.script, sample.text, (own,) if own and not sample.mixed else (), sample.language)
    for family in families:
        main = face(family.fonts[0])
        if main.has(0x61) and main.features:
            _features(page, family)
        if main.instances:
            page.heading(f"{family.name}: named instances")
            for name, axes in main.instances.items():
                font = FontRef(family.fonts[0].digest, family.fonts[0].index, tuple(sorted(axes.items())))
                page.line(
                    name, _INSTANCE if _covers(family, map(ord, _INSTANCE[:4])) else _words(family), font
                )
    return page.scene()


def _covers(family: Family, characters: Iterable[int]) -> bool:
    return all(map(face(family.fonts[0]).has, characters))


def _words(family: Family) -> str:
    """What shows a family: a line of Latin and Cyrillic words, those that it has; else its first script's sample
    or pictures."""
    words = [word for word in _WORDS.split() if _covers(family, map(ord, word))]
    if any(map(str.isalpha, "".join(words))):
        return " ".join(words)
    own = (sample.text for sample in SCRIPTS if not sample.mixed and _covers(family, sample.letters))
    return next(own, _PICTURES if face(family.fonts[0]).pictorial else "")


def _sizes(page: _Page, family: Family) -> None:
    """A line at each size, of as many words as it has room for."""
    words = _words(family)
    if not words:
        return
    page.heading(f"{family.name}: sizes")
    for size in _FALL:
        page.line(f"{size} px", words, family.fonts[0], float(size))


def _features(page: _Page, family: Family) -> None:
    offered = face(family.fonts[0]).features
    page.heading(f"{family.name}: features, without and with")
    shown = [
        page.pair(name, text, (family.fonts[0], *page.fonts))
        for name, text in FEATURES
        if read_features((name,))[0][0] in offered
    ]
    if not any(shown):
        page.take_back()


class _Page:
    """Rows under each other; knows how far down it is."""

    def __init__(self, fonts: tuple[FontRef, ...]) -> None:
        self.fonts = (*dict.fromkeys((*fonts, *fallback_fonts())),)
        self.nodes: list[Node] = []
        self.y = _MARGIN
        self._before = (0, self.y)

    def title(self, name: str, font: FontRef) -> None:
        """A family's name in its own face; in Inter, if no family has letters for its own."""
        fonts, room = (font, *fallback_fonts()), WIDTH - 2 * _MARGIN
        layout = self._set(name, _SIZES["title"], fonts, room, tracking=_TIGHT, leading=1.0, by_ink=True)
        self._place(layout, _MARGIN, self.y, _INK)
        self.y += layout.height + 0.36 * _SIZES["title"]

    def note(self, text: str) -> None:
        layout = self._set(text, _SIZES["label"], fallback_fonts(), WIDTH - 2 * _MARGIN)
        self._place(layout, _MARGIN, self.y, _QUIET)
        self.y += layout.height + _GAP

    def heading(self, text: str) -> None:
        self._before = (len(self.nodes), self.y)
        self.y += _SECTION - _GAP
        layout = self._set(text, _SIZES["heading"], _bold(), WIDTH - 2 * _MARGIN, tracking=-0.01)
        self._place(layout, _MARGIN, self.y, _INK)
        self.y += layout.height + _GAP

    def line(self, label: str, text: str, font: FontRef, size: float = _SIZES["sample"]) -> None:
        """A labelled line of the first words that have room."""
        words = text.split()
        layouts = (
            self._set(" ".join(words[:count]), size, (font, *self.fonts), None, by_ink=True)
            for count in range(len(words), 0, -1)
        )
        layout = next((found for found in layouts if found.width <= self._room), None)
        if layout is None:
            return
        self._open(label, layout)
        self._place(layout, _MARGIN + _LABELS, self.y, _INK)
        self._close(layout)

    def take_back(self) -> None:
        """Without the last heading, which nothing followed."""
        count, self.y = self._before
        del self.nodes[count:]

    def row(self, label: str, text: str, first: tuple[FontRef, ...], language: str) -> None:
        """A labelled sample, if the fonts, ``first`` before the page's, have all of it."""
        direction: Direction = "rtl" if start_level(text) else "ltr"
        fonts = (*first, *self.fonts)
        layout = self._set(text, _SIZES["sample"], fonts, self._room, language, direction)
        if layout.missing:
            return
        self._open(label, layout)
        self._place(layout, _MARGIN + _LABELS, self.y, _INK)
        self._close(layout)

    def pair(self, name: str, text: str, fonts: tuple[FontRef, ...]) -> bool:
        """A sample without and with a feature, if they differ."""
        size, half = _SIZES["sample"], self._room / 2
        plain = self._set(text, size, fonts, half)
        with_it = self._set(text, size, fonts, half, features=read_features((name,)))
        if list(_drawn(plain)) == list(_drawn(with_it)):
            return False  # the feature is for other letters
        self._open(name, plain)
        self._place(plain, _MARGIN + _LABELS, self.y, _QUIET)
        self._place(with_it, _MARGIN + _LABELS + half, self.y, _INK)
        self._close(max(plain, with_it, key=lambda layout: layout.height))
        return True

    def scene(self) -> Scene:
        height = int(self.y + _MARGIN - _GAP)
        return Scene(WIDTH, height, Group(tuple(self.nodes)), title="Specimen")

    @property
    def _room(self) -> float:
        return WIDTH - 2 * _MARGIN - _LABELS

    def _open(self, label: str, sample: Layout) -> None:
        """A hairline, and the label on the sample's first baseline."""
        line = rectangle(_MARGIN, round(self.y), WIDTH - 2 * _MARGIN, 1.0)
        self.nodes.append(Path(line, (Solid(_LINE),)))
        self.y += max(_GAP, _CLEAR - sample.ink.y0)
        layout = self._set(label, _SIZES["label"], fallback_fonts(), _LABELS - 20)
        down = sample.lines[0].baseline - layout.lines[0].baseline
        self._place(layout, _MARGIN, self.y + down, _QUIET)

    def _close(self, sample: Layout) -> None:
        self.y += max(sample.height + _GAP, sample.ink.y1 + _CLEAR)

    def _set(
        self, text: str, size: float, fonts: tuple[FontRef, ...], width: float | None, language: str = "en",
        direction: Direction = "ltr", features: tuple[tuple[str, int], ...] = (), *, tracking: float = 0.0,
        leading: float = 1.4, by_ink: bool = False,
    ) -> Layout:  # fmt: skip
        style = RunStyle(fonts=fonts, language=language, features=features, tracking=tracking, optical=True)
        runs = (Run(text, style),)
        return typeset(
            Block(
                paragraphs=(Paragraph(runs=runs),),
                size=size,
                width=width,
                leading=leading,
                ink_sides=by_ink,
                language=language,
                align="right" if direction == "rtl" else "left",
                direction=direction,
                max_lines=_MOST_LINES,
            )
        )

    def _place(self, layout: Layout, x: float, y: float, ink: Colour) -> None:
        inks = (Solid(ink),)
        glyphs = tuple(drawn(piece, inks) for line in layout.lines for piece in line.pieces if piece.ids)
        self.nodes.append(Group(glyphs, transform=translation(x, y)))


def _bold() -> tuple[FontRef, ...]:
    """The fonts of headings: Inter SemiBold before what stands behind every kit."""
    inter = fallback_fonts()[0]
    return (FontRef(inter.digest, inter.index, (("wght", 600.0),)), *fallback_fonts())


def _drawn(layout: Layout) -> Iterator[tuple[FontRef, tuple[int, ...], tuple[float, ...]]]:
    for line in layout.lines:
        for piece in line.pieces:
            yield piece.font, piece.ids, piece.xs
