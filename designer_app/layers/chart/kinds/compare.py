"""Before and after: two values as two columns from zero with the change between them; several pairs as rows of bars."""

from __future__ import annotations

import msgspec

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.aims import before_column, change, looks_before
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind, Refusal
from designer_app.layers.chart.rows import Lengths, lay, legend, put_names
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.ticks import Scale
from designer_app.layers.text.label import Label
from designer_app.scene.geometry import polygon

TITLE = {"en": "Before and after", "ru": "До и после"}


class Pair(msgspec.Struct, frozen=True):
    """A value before and after, and what the two are called."""

    before: float | None
    after: float | None
    names: tuple[str, str]


def _paired(data: Data) -> Refusal | None:
    if len(data.series) == 2 or (len(data.series) == 1 and data.count == 2):
        return None
    if len(data.series) == 1:
        return Refusal(f"one column of {data.count} rows", "two rows, or two columns of numbers")
    return Refusal(f"{len(data.series)} columns of numbers", "two columns of numbers")


def _both(data: Data) -> Refusal | None:
    """At least one pair of which both are known."""
    if any(pair.before is not None and pair.after is not None for pair in pairs_of(data)):
        return None
    return Refusal("no pair with both values", "a value before and one after")


refuse = needs.all_of(needs.series(1, 2), needs.one_unit, _paired, _both, needs.something)


def fits(data: Data) -> int:
    told = before_column(data) == 0 if len(data.series) == 2 else bool(looks_before(data.names[0]))
    if told and data.count > 4 and all(one.name.isdigit() for one in data.series):
        return 76  # many things at two times: their slopes say more
    return 93 if told and data.count <= 6 else 66 if data.count <= 2 else 52


def pairs_of(data: Data) -> list[Pair]:
    """Of two rows one pair; of two columns a pair for each row."""
    if len(data.series) == 1:
        before, after = data.first
        return [Pair(before, after, (data.names[0], data.names[1]))]
    first, second = data.series
    names = (first.name, second.name)
    return [Pair(b, a, names) for b, a in zip(first.values, second.values, strict=True)]


def draw(sheet: Sheet) -> None:
    pairs = pairs_of(sheet.data)
    if len(pairs) == 1:
        _draw_one(sheet, pairs[0])
    else:
        _draw_rows(sheet, pairs)


def _draw_one(sheet: Sheet, pair: Pair) -> None:
    """Two columns side by side; an arrow on their right leads from the one height to the other."""
    em = sheet.em
    before, after = pair.before or 0.0, pair.after or 0.0
    height = min(3.2, 0.16 * sheet.h / em)
    wide = 0.27 * sheet.w
    made = [
        sheet.figure(sheet.figures(value), size=height, width=1.1 * wide, least=0.9)
        for value in (before, after)
    ]
    high = max((label.height for label in made if label), default=em)
    words = [
        sheet.label(name, size=1.1, width=1.12 * wide, lines=2, least=0.7, style="label" if i else "")
        for i, name in enumerate(pair.names)
    ]
    foot = max((label.height for label in words if label), default=0.0) + 1.2 * em
    title = sheet.data.names[0] if len(sheet.data.series) == 2 else ""
    head = sheet.say(title, 0.0, 0.0, size=1.1, ink=sheet.quiet_ink, width=sheet.w, least=0.6)
    top = head.height + 1.3 * em if title else 0.0
    over, under = top + high + 0.9 * em, high + 0.9 * em if min(before, after) < 0 else 0.0
    y = Scale(min(0.0, before, after), max(0.0, before, after), sheet.h - foot - under, over)
    zero, gap = y(0.0), 0.06 * sheet.w
    for i, (value, figure, name) in enumerate(zip((before, after), made, words, strict=True)):
        x = i * (wide + gap)
        colour = sheet.paint if i else sheet.quiet
        sheet.bar(x, min(zero, y(value)), wide, abs(y(value) - zero), colour)
        ink = sheet.spoken(sheet.accent) if i else sheet.ink
        if value < 0:
            sheet.put(figure, x, y(value) + 0.7 * em, ink=ink)
        else:
            sheet.put(figure, x, y(value) - 0.7 * em, ink=ink, anchor="base")
        sheet.put(name, x, sheet.h - foot + 1.2 * em, ink=ink if i else sheet.quiet_ink)
    sheet.rule(0.0, zero, 2 * wide + gap, zero, sheet.ink, 1.5 * sheet.hair)
    _put_change(
        sheet,
        before,
        after,
        2 * wide + 2 * gap,
        (y(before), y(after)),
        right=wide + gap,
        wide=wide,
        top=high + 0.7 * em,
    )


def _put_change(
    sheet: Sheet,
    before: float,
    after: float,
    x: float,
    heights: tuple[float, float],
    *,
    right: float,
    wide: float,
    top: float,
) -> None:
    """The arrow between the heights at ``x``, beside it how much that is; a hairline carries the first height over, past the
    second column (from ``right``, ``wide`` px) and the ``top`` px of its figure."""
    em, (start, end) = sheet.em, heights
    absolute, relative = change(sheet, before, after)
    hero = sheet.figure(relative or absolute, size=2.6, width=sheet.w - x - 1.2 * em, least=0.9)
    more = sheet.label(absolute, size=1.1, width=sheet.w - x - 1.2 * em, least=0.7) if relative else None
    tall = (hero.height if hero else 0.0) + (0.8 * em + more.height if more else 0.0)
    if abs(end - start) > 0.9 * em:
        free = after < before and abs(end - start) > top + 0.3 * em  # clear of the second figure
        for x0, x1 in ((wide, x),) if free else ((wide, right), (right + wide, x)):
            sheet.rule(x0 + 0.3 * em, start, x1 - 0.7 * em, start, sheet.thin(sheet.quiet))
        sheet.rule(x, start, x, end, sheet.ink, 2 * sheet.hair)
        sheet.rule(x - 0.45 * em, start, x + 0.45 * em, start, sheet.ink, 2 * sheet.hair)
        tip, half = (1.0 if end > start else -1.0) * 0.85 * em, 0.42 * em
        sheet.fill(polygon([(x, end), (x - half, end - tip), (x + half, end - tip)]), sheet.ink)
    middle = min(max((start + end) / 2, tall / 2), sheet.h - tall / 2)
    box = sheet.put(hero, x + 1.1 * em, middle - tall / 2, ink=sheet.ink)
    sheet.put(more, x + 1.1 * em, box.y1 + 0.8 * em, ink=sheet.quiet_ink)


def _draw_rows(sheet: Sheet, pairs: list[Pair]) -> None:
    """Two bars for each row, the change at the right edge."""
    data, em = sheet.data, sheet.em
    first, second = data.series
    top = legend(sheet, [first.name, second.name], [sheet.quiet, sheet.accent])
    rows = lay(sheet, data, top=top, thick=0.62, most=4.4, least=2.2)
    changes = {row.at: _said(sheet, pairs[row.at], rows.scale) for row in rows.rows}
    column = max((made.width for made in changes.values() if made), default=0.0)
    size = min(1.0, rows.rows[0].thick / 2 / em / 0.74) * rows.scale
    made: dict[tuple[int, int], Label | None] = {}
    ends: list[tuple[float, float]] = []
    for row in rows.rows:
        for i, one in enumerate((first, second)):
            value = one.values[row.at]
            label = sheet.label("–" if value is None else sheet.figures(value), size=size, tabular=True)
            made[row.at, i] = label
            ends.append((value or 0.0, label.width if label else 0.0))
    lengths = Lengths(rows.x0, rows.x1 - column - 1.4 * em, ends, 0.4 * em)
    put_names(sheet, data, rows)
    for row in rows.rows:
        each = row.thick / 2
        for i, one in enumerate((first, second)):
            value, at = one.values[row.at], row.y + (i - 0.5) * each
            end = lengths(value or 0.0)
            left = value is not None and value < 0
            if value is not None:
                x0 = min(lengths.zero, end)
                sheet.bar(
                    x0,
                    at - 0.44 * each,
                    abs(end - lengths.zero),
                    0.88 * each,
                    sheet.paint if i else sheet.quiet,
                )
            sheet.put(
                made[row.at, i], end - lengths.gap if left else end + lengths.gap, at, align="right" if left else "left",
                anchor="middle", ink=sheet.ink if i else sheet.quiet_ink,
            )  # fmt: skip
        ink = sheet.row_ink(row.at)
        sheet.put(changes[row.at], sheet.w, row.y, align="right", anchor="middle", ink=ink)
    if min(value for value, _ in ends) < 0:
        sheet.rule(lengths.zero, rows.top, lengths.zero, rows.bottom, sheet.ink)


def _said(sheet: Sheet, pair: Pair, scale: float) -> Label | None:
    if pair.before is None or pair.after is None:
        return sheet.label("–", size=scale)
    absolute, relative = change(sheet, pair.before, pair.after)
    return sheet.figure(relative or absolute, size=1.15 * scale)


def _says(sheet: Sheet) -> str:
    data, said = sheet.data, []
    for i, pair in enumerate(pairs_of(data)):
        head = data.names[i] if len(data.series) == 2 else ""
        values = [
            f"{name} {sheet.figures.whole(value)}"
            for name, value in zip(pair.names, (pair.before, pair.after), strict=True)
            if value is not None
        ]
        if pair.before is not None and pair.after is not None:
            absolute, relative = change(sheet, pair.before, pair.after)
            values.append(f"{absolute} ({relative})" if relative else absolute)
        said.append(": ".join(part for part in (head, ", ".join(values)) if part))
    return alt.listed(sheet, TITLE, said)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=_says)
