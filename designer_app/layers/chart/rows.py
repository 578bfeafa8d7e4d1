"""Rows of a chart: names on the left or above, room for lengths, figures behind them; as many as there is room for."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from designer_app.layers.chart.data import Data
from designer_app.layers.chart.ordering import order_by_value
from designer_app.layers.chart.sequences import in_order
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.words import word
from designer_app.layers.text.label import Label
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box

_SMALL = 0.72  # em: smaller names are no help, rows are left out instead
_NARROW = 17.0  # em of width under which names stand above their bars
_HERO = 1.7  # figures of marked rows are so much larger


class Row(msgspec.Struct, frozen=True):
    """One row: its number in the data, the middle of its bar, and how high the bar is (px)."""

    at: int
    y: float
    thick: float


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """All rows: bars start at ``x0`` and with their figures end at ``x1``; type is ``scale`` em."""

    rows: tuple[Row, ...]
    x0: float
    x1: float
    pitch: float
    scale: float
    above: bool
    top: float
    bottom: float
    end: float  # with the line of the rows that had no room


def lay(
    sheet: Sheet, data: Data, *, top: float = 0.0, lead: float = 0.0, thick: float = 0.5, most: float = 4.2,
    least: float = 1.55,
) -> Rows:  # fmt: skip
    """Places of the rows of ``data``. ``top`` px are kept free above, ``lead`` em before the names (ranks); bars take
    ``thick`` of the pitch, at most ``most`` em of it. Rows beyond the room are merged into a line that names them."""
    em, count = sheet.em, data.count
    longest = max((sheet.width_of(name) for name in data.names), default=0.0) / em
    above = (
        longest > 0
        and (sheet.w / em < _NARROW or longest > 0.42 * sheet.w / em)
        and _roomy(sheet, top, count)
    )
    step = 2.9 if above else least
    room = sheet.h - top
    scale = min(1.0, max(_SMALL, room / (count * step * em)))
    fit = max(1, int(room / (step * scale * em) + 1e-6))
    shown = count if count <= fit else max(1, fit - 1)
    lines = shown + (count > shown)
    pitch = min(room / lines, (2.2 * most if above else 1.8 * most) * em)
    names = 0.0 if above else min(longest * scale, 0.38 * sheet.w / em) * em
    x0 = lead * em * scale + (0.0 if above or not longest else names + 0.9 * em * scale)
    body = pitch - (1.5 * em * scale if above else 0.0)
    order = _kept_first(sheet, data) if count > shown else range(count)
    rows = tuple(
        Row(
            order[i],
            top + pitch * i + pitch - body / 2 if above else top + pitch * (i + 0.5),
            min(body * thick, most * em),
        )
        for i in range(shown)
    )
    end = top + pitch * lines
    found = Rows(
        rows=rows,
        x0=x0,
        x1=sheet.w,
        pitch=pitch,
        scale=scale,
        above=above,
        top=top,
        bottom=top + pitch * shown,
        end=end,
    )
    if count > shown:
        _say_rest(sheet, data, order[shown:], x0 if not above else 0.0, end - pitch / 2, scale)
    return found


def _roomy(sheet: Sheet, top: float, count: int) -> bool:
    return (sheet.h - top) / max(1, count) >= 2.3 * sheet.em


def _kept_first(sheet: Sheet, data: Data) -> Sequence[int]:
    """The order of rows of which some have no room: as they stand where they have an order or were given one, else the
    largest first, so that none of these is left out."""
    if sheet.layer.sort or in_order(data) or len(data.series) != 1:
        return range(data.count)
    return order_by_value(data)


def _say_rest(sheet: Sheet, data: Data, left_out: Sequence[int], x: float, y: float, scale: float) -> None:
    """The rows that have no room, by their number and extremes: nothing is left out in silence."""
    rest = [v for i in left_out if (v := data.first[i]) is not None]
    russian = sheet.ctx.language.startswith("ru")
    number = len(left_out)
    shown = data.count - number
    words = f"и ещё {number}" if russian else f"and {number} more"
    if rest:
        low, high = sheet.figures(min(rest)), sheet.figures(max(rest))
        span = low if low == high else f"{low}–{high}"
        words += f": {span}"
    sheet.say(
        words, x, y, size=scale * 0.92, ink=sheet.quiet_ink, anchor="middle", width=sheet.w - x, least=0.5
    )
    sheet.warn(
        "rows-merged", f"{data.count} rows", f"at most {shown + 1} in this frame",
        "choose fewer rows (sort, limit), or a larger size",
    )  # fmt: skip


def put_names(sheet: Sheet, data: Data, rows: Rows, lead: float = 0.0) -> None:
    """The rows' names."""
    left = lead * sheet.em * rows.scale
    for row in rows.rows:
        ink, bold = sheet.row_ink(row.at), row.at in data.marked
        name = data.names[row.at]
        style = "label" if bold else ""
        if rows.above:
            y = row.y - row.thick / 2 - 0.55 * sheet.em * rows.scale
            sheet.say(
                name,
                left,
                y,
                size=rows.scale,
                style=style,
                ink=ink,
                anchor="base",
                width=sheet.w - left,
                least=0.6,
            )
            continue
        width = rows.x0 - left - 0.7 * sheet.em * rows.scale
        lines = 2 if rows.pitch > 2.7 * sheet.em * rows.scale else 1
        sheet.say(
            name, left, row.y, size=rows.scale, style=style, ink=ink, anchor="middle", width=width, lines=lines,
            least=0.62 * rows.scale,
        )  # fmt: skip


def figure_of(sheet: Sheet, data: Data, row: Row, value: float | None, scale: float) -> Label | None:
    """A row's value as a figure, larger where the row is marked; None is said in words."""
    if value is None:
        return sheet.label(word("missing", sheet.ctx.language), size=0.92 * scale)
    hero = data.marked and row.at in data.marked
    size = min(
        (_HERO if hero else 1.12) * scale,
        1.5 * row.thick / sheet.em if hero else 2 * row.thick / sheet.em + 0.6,
    )
    return sheet.figure(sheet.figures(value), size=max(0.8 * scale, size))


class Lengths:
    """Values as lengths from a zero line, with room for the figures at their ends on both sides."""

    def __init__(self, x0: float, x1: float, ends: Sequence[tuple[float, float]], gap: float) -> None:
        """``ends`` are values with the width of what stands behind them (px)."""
        self.gap = gap
        room = x1 - x0
        low = [(-value, width) for value, width in ends if value < 0]
        high = [(max(0.0, value), width) for value, width in ends if value >= 0]

        def side(parts: list[tuple[float, float]], k: float) -> float:
            return max((value * k + (gap + width if width else 0.0) for value, width in parts), default=0.0)

        most = max((abs(value) for value, _ in ends), default=0.0) or 1.0
        small, large = 0.0, room / most
        for _ in range(48):
            middle = (small + large) / 2
            if side(low, middle) + side(high, middle) <= room:
                small = middle
            else:
                large = middle
        self.k = small
        self.zero = x0 + side(low, self.k)

    def __call__(self, value: float) -> float:
        return self.zero + value * self.k


def legend(
    sheet: Sheet, names: Sequence[str], colours: Sequence[Colour], *, y: float = 0.0, x: float = 0.0
) -> float:
    """Swatches with names in lines from ``y``; how high it is, with the room below it."""
    em, size = sheet.em, 0.7 * sheet.em
    at, line, step = x, 0, 1.7 * em
    for name, colour in zip(names, colours, strict=True):
        width = sheet.width_of(name)
        if at > x and at + size + 0.45 * em + width > sheet.w:
            at, line = x, line + 1
        top = y + line * step
        made = sheet.label(name, width=max(em, sheet.w - at - size - 0.45 * em), least=0.7)
        height = made.height if made else em
        sheet.bar(at, top + (height - size) / 2, size, size, colour)
        sheet.put(made, at + size + 0.45 * em, top)
        at += size + 0.45 * em + width + 1.5 * em
    return (line + 1) * step + 0.5 * em


def reference_line(
    sheet: Sheet, x: float, top: float, bottom: float, words: str, boxes: Sequence[Box], limit: float
) -> None:
    """A hairline from top to bottom that breaks round the figures it meets, its name at its head."""
    gap = 0.35 * sheet.em
    at = top
    for box in sorted((b for b in boxes if b.x0 - gap < x < b.x1 + gap), key=lambda b: b.y0):
        if box.y0 - gap > at + 0.6 * sheet.em:
            sheet.rule(x, at, x, box.y0 - gap, sheet.ink)
        at = max(at, box.y1 + gap)
    if at < bottom:
        sheet.rule(x, at, x, bottom, sheet.ink)
    made = sheet.label(words, size=0.95, style="label")
    if made is None:
        return
    right = x + 0.5 * sheet.em + made.width <= limit
    sheet.put(
        made, x + 0.5 * sheet.em if right else x - 0.5 * sheet.em, top, align="left" if right else "right"
    )


_ASKED = {"среднее": "average", "медиана": "median"}


def reference_of(sheet: Sheet, values: Sequence[float]) -> tuple[float, str] | None:
    """The value to compare with and its words: ``average``, ``median`` (in Russian, too) or ``25 Plan``."""
    asked = sheet.layer.reference
    asked = _ASKED.get(asked.strip().casefold(), asked)
    if not asked or not values:
        return None
    language = sheet.ctx.language
    if asked in ("average", "median"):
        middle = sorted(values)
        half = len(middle) // 2
        value = (
            sum(values) / len(values)
            if asked == "average"
            else (middle[half] if len(middle) % 2 else (middle[half - 1] + middle[half]) / 2)
        )
        return value, f"{word(asked, language)} {sheet.figures(value)}"
    figure, _, name = asked.partition(" ")
    try:
        value = written_value(figure)
    except ValueError:
        sheet.warn(
            "chart-reference", f"'{asked}'", "average, median, or a value and its name such as '25 Plan'"
        )
        return None
    return value, f"{name} {sheet.figures(value)}".strip()


def written_value(text: str) -> float:
    """A number of the words of a reference or band. Raises ``ValueError``, for what has no end, too."""
    value = float(text.strip().replace(",", ".").replace("−", "-"))
    if not math.isfinite(value):
        raise ValueError(text)
    return value
