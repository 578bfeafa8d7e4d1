"""The sheet that a kind of chart draws on: words, bars and lines in the frame's own px; it knows what touches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from designer_app.layers.base import Context
from designer_app.layers.chart import colours
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.figures import LONG_UNIT, Figures
from designer_app.layers.chart.record import ChartLayer
from designer_app.layers.text.label import Label, label
from designer_app.scene.colour import Colour, contrast
from designer_app.scene.geometry import (
    Box,
    Outline,
    Point,
    ellipse,
    polygon,
    rectangle,
    rotation,
    translation,
)
from designer_app.scene.nodes import Group, Node, Paint, Path, Solid, Stroke, Tiles
from designer_app.text.records import Align

Anchor = Literal["top", "middle", "base"]

_BELOW = 1.1  # em of air below a unit that stands above
_SPACE = 0.12  # em between words that stand beside each other
_SEEN = 1.9  # of a line beside one that is marked


class Sheet:
    """What a kind needs to draw. ``em`` is the labels' size in px, by which all else is measured. With ``heads`` a unit that
    is too long to stand behind every figure is said once, above: 0, 0 is then ``top`` px below the frame's own corner."""

    def __init__(self, layer: ChartLayer, ctx: Context, box: Box, data: Data, *, heads: bool = False) -> None:
        self.layer, self.ctx, self.data = layer, ctx, data
        self.w, self.h = box.width, box.height
        self.em = ctx.number(layer.size) or max(9.0, 0.034 * min(self.w, self.h * 1.2))
        self.figures = Figures(data, ctx)
        self.nodes: list[Node] = []
        self.placed: list[tuple[str, Box]] = []
        self.hair = max(1.0, 0.07 * self.em)
        self.surface = ctx.colour(layer.surface)
        self.ink, self.quiet_ink, self.line, self.quiet = (
            colours.on_ground(ctx.colour(name), self.surface)
            for name in (layer.ink, layer.quiet_ink, layer.line, layer.quiet_fill)
        )
        whole = Box(0.0, 0.0, self.w, self.h)
        fill = layer.fill
        self.paint: Paint = ctx.paint(fill, whole)
        accent = self.paint.colour if isinstance(self.paint, Solid) else ctx.colour("accent")
        self.accent: Colour = colours.on_ground(accent, self.surface)
        self._meta = ctx.meta(layer)
        self.patterns: dict[Colour, Paint] = {}  # of colours that some eye can't tell from their neighbour's
        self._labels: dict[tuple[object, ...], Label | None] = {}
        self._put: list[Label] = []
        self.top = 0.0
        self._heads: tuple[Node, ...] = ()
        words = _measure(data) if heads and data.unit.casefold() not in layer.heading.casefold() else ""
        if words and (made := self.label(words, width=self.w, least=0.7)) is not None:
            self.top, self._heads = (
                made.height + _BELOW * self.em,
                (made.at(0.0, 0.0, self.quiet_ink, self._meta),),
            )
            self.h -= self.top
            self._put.append(made)

    def drawn(self) -> tuple[Node, ...]:
        """All of it, in the frame's own px."""
        if not self._heads:
            return tuple(self.nodes)
        return (*self._heads, Group(tuple(self.nodes), transform=translation(0.0, self.top)))

    # ── Words ───────────────────────────────────────────────────────────────────────────────────

    def label(
        self, words: str, *, size: float = 1.0, style: str = "", width: float | None = None, lines: int = 1,
        least: float = 0.0, align: Align = "left", tabular: bool = False, bold: bool = False,
    ) -> Label | None:  # fmt: skip
        """Words set at ``size`` em (of the sheet); measured but not drawn."""
        key = (words, size, style, width, lines, least, align, tabular, bold)
        if key not in self._labels:
            self._labels[key] = label(
                words, style or self.layer.style, size * self.em, self.ctx, width=width, lines=lines,
                least=least * self.em, align=align, tabular=tabular, bold=bold,
            )  # fmt: skip
        return self._labels[key]

    def width_of(self, words: str, *, size: float = 1.0, style: str = "", tabular: bool = False) -> float:
        made = self.label(words, size=size, style=style, tabular=tabular)
        return made.width if made else 0.0

    def figure(
        self, words: str, *, size: float = 1.25, width: float | None = None, least: float = 0.0
    ) -> Label | None:
        """A value in the style of figures."""
        return self.label(words, size=size, style=self.layer.figure_style, width=width, least=least)

    def put(
        self, made: Label | None, x: float, y: float, *, ink: Colour | None = None, align: Align = "left",
        anchor: Anchor = "top",
    ) -> Box:  # fmt: skip
        """Draws a label: its left, centre or right at ``x``; its cap top, middle or last baseline at ``y``."""
        if made is None:
            return Box(x, y, x, y)
        left = x - (made.width if align == "right" else made.width / 2 if align == "center" else 0.0)
        top = y - (made.height if anchor == "base" else made.height / 2 if anchor == "middle" else 0.0)
        self.nodes.append(made.at(left, top, ink or self.ink, self._meta))
        box = Box(left, top, left + made.width, top + made.height)
        self.placed.append((made.text, box))
        self._put.append(made)
        return box

    def set_labels(self) -> list[Label]:
        """All that was put somewhere."""
        return self._put

    def say(
        self, words: str, x: float, y: float, *, size: float = 1.0, style: str = "", ink: Colour | None = None,
        align: Align = "left", anchor: Anchor = "top", width: float | None = None, lines: int = 1,
        least: float = 0.0, tabular: bool = False, bold: bool = False,
    ) -> Box:  # fmt: skip
        """Sets and draws words."""
        made = self.label(
            words, size=size, style=style, width=width, lines=lines, least=least, tabular=tabular, bold=bold,
            align=align if lines > 1 else "left",
        )  # fmt: skip
        return self.put(made, x, y, ink=ink, align=align, anchor=anchor)

    # ── Shapes ──────────────────────────────────────────────────────────────────────────────────

    def fill(self, outline: Outline, colour: Colour | Paint) -> None:
        paint = self.patterns.get(colour) or Solid(colour) if isinstance(colour, tuple) else colour
        self.nodes.append(Path(outline, (paint,)))

    def bar(
        self, x: float, y: float, w: float, h: float, colour: Colour | Paint, radii: Sequence[float] = ()
    ) -> None:
        """A filled rectangle; nothing where it has no area."""
        if w > 0 and h > 0:
            self.fill(rectangle(x, y, w, h, radii or (0.0, 0.0, 0.0, 0.0)), colour)

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, colour: Colour | None = None, width: float = 0.0
    ) -> None:
        """A straight hairline."""
        self.stroke(polygon([(x0, y0), (x1, y1)], closed=False), colour or self.line, width or self.hair)

    def stroke(
        self, outline: Outline, colour: Colour | Paint, width: float, *, dash: tuple[float, ...] = (),
        within: tuple[float, float] | None = None,
    ) -> None:  # fmt: skip
        """A line ``width`` px thick; ``within`` cuts it upright at two places (x), so that a slanting end is square."""
        paint = Solid(colour) if isinstance(colour, tuple) else colour
        path = Path(outline, (), (Stroke(paint, width, "butt", "round", dash=dash),))
        if within is None:
            self.nodes.append(path)
            return
        x0, x1 = within
        self.nodes.append(Group((path,), clip=rectangle(x0, -width, x1 - x0, self.h + 2 * width)))

    # ── Colours ─────────────────────────────────────────────────────────────────────────────────

    def row_colour(self, row: int) -> Colour | Paint:
        """Of a bar that stands for a row: what is marked stands out; where nothing is, all do."""
        marked = self.data.marked
        return self.paint if not marked or row in marked else self.quiet

    def row_ink(self, row: int) -> Colour:
        """Of a row's words beside its bar."""
        return self.spoken(self.accent) if row in self.data.marked else self.ink

    def thin(self, colour: Colour) -> Colour:
        """A colour for lines and dots, which need more contrast than bars: nearer to the ink until it is seen."""
        found = colour
        for step in range(1, 9):
            if contrast(found, self.surface) >= _SEEN:
                break
            found = colours.mixed(colour, self.ink, step / 8)
        return found

    def spoken(self, colour: Colour) -> Colour:
        """A colour as small words: itself where it can be read on the ground, else the ink."""
        return colour if contrast(colour, self.surface) >= colours.TEXT else self.ink

    def on(self, ground: Colour | Paint) -> Colour:
        """The ink for words on a bar."""
        colour = ground if isinstance(ground, tuple) else self.accent
        return colours.readable(colour, (self.ink, self.surface, self.ctx.colour("on-accent")))

    def series_colours(self, count: int) -> list[Colour]:
        """One accent (the marked series; else the newest of years, the first of others), the rest in steps of the ink."""
        years = all(one.name.isdigit() and len(one.name) == 4 for one in self.data.series)
        marked = self.data.marked_series or frozenset({count - 1 if years else 0})
        return self.parted(count, frozenset(i for i in marked if i < count))

    def parted(self, count: int, heroes: frozenset[int]) -> list[Colour]:
        """Colours of ``count`` neighbours, the accent for heroes; where two are too near for some eye one is hatched."""
        rest = iter(colours.ramp(self.ink, self.quiet, self.accent, count - len(heroes)))
        found = [self.accent if i in heroes else next(rest) for i in range(count)]
        for i in range(1, count):
            before, own = found[i - 1], found[i]
            if before not in self.patterns and colours.distance(before, own) < colours.APART:
                self.patterns[own] = self._hatched(own)
        return found

    def _hatched(self, colour: Colour) -> Paint:
        """The colour with slanted lines of the ground."""
        step = 0.5 * self.em
        ground = Path(rectangle(0, 0, step, step), (Solid(colour),))
        line = Path(rectangle(0, 0, 0.3 * step, step), (Solid(self.surface),))
        return Tiles(Group((ground, line)), 0.0, 0.0, step, step, rotation(45))

    def notes(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """The layer's ``notes`` (``Mar: New price; Aug: Strike``): names, case folded, and what is said there. A name that
        isn't among ``names`` is told."""
        known = {name.casefold(): name for name in names}
        found: list[tuple[str, str]] = []
        for part in filter(None, (part.strip() for part in self.layer.notes.split(";"))):
            name, _, words = (text.strip() for text in part.partition(":"))
            if name.casefold() in known:
                found.append((name.casefold(), words))
            else:
                self.warn(
                    "chart-note", f"'{name}'", "a name of the data: " + ", ".join(list(known.values())[:6])
                )
        return found

    # ── Honesty ─────────────────────────────────────────────────────────────────────────────────

    def warn(self, code: str, found: str, expected: str, remedy: str = "") -> None:
        self.ctx.report(code, severity="warning", found=found, expected=expected, remedy=remedy)

    def touching(self) -> list[tuple[str, str]]:
        """Pairs of words whose boxes (cap top to baseline) overlap, or on one line have no space between them."""
        near = _SPACE * self.em
        out: list[tuple[str, str]] = []
        for i, (one, a) in enumerate(self.placed):
            for other, b in self.placed[i + 1 :]:
                if min(a.x1, b.x1) - max(a.x0, b.x0) > -near and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5:
                    out.append((one, other))
        return out

    def beyond(self) -> list[str]:
        """Words that leave the frame."""
        edge = 0.12 * self.em
        return [
            words
            for words, box in self.placed
            if box.x0 < -edge or box.y0 < -edge or box.x1 > self.w + edge or box.y1 > self.h + edge
        ]


def _measure(data: Data) -> str:
    """What is counted and in what, as the column's head says it, where no figure does."""
    if len(data.unit) <= LONG_UNIT:
        return ""
    return f"{data.series[0].name}, {data.unit}" if len(data.series) == 1 else data.unit


def dot(cx: float, cy: float, radius: float) -> Outline:
    return ellipse(cx, cy, radius, radius)


def smooth_line(points: Sequence[Point]) -> Outline:
    """A curve through all points that never swings beyond them: monotone cubic (Fritsch, Carlson 1980)."""
    count = len(points)
    if count < 3:
        return polygon(points, closed=False)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    steps = [xs[i + 1] - xs[i] or 1e-9 for i in range(count - 1)]
    slopes = [(ys[i + 1] - ys[i]) / steps[i] for i in range(count - 1)]
    tangents = [slopes[0]]
    for i in range(1, count - 1):
        before, after = slopes[i - 1], slopes[i]
        if before * after <= 0:
            tangents.append(0.0)
        else:  # weighted harmonic mean
            w1, w2 = 2 * steps[i] + steps[i - 1], steps[i] + 2 * steps[i - 1]
            tangents.append((w1 + w2) / (w1 / before + w2 / after))
    tangents.append(slopes[-1])
    ops, out = "M", [xs[0], ys[0]]
    for i in range(count - 1):
        third = steps[i] / 3
        out += [xs[i] + third, ys[i] + tangents[i] * third]
        out += [xs[i + 1] - third, ys[i + 1] - tangents[i + 1] * third, xs[i + 1], ys[i + 1]]
        ops += "C"
    return Outline(ops, tuple(out))
