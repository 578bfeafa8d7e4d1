"""The field of charts with a value axis: hairlines with figures on the left, names below, words at points."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from designer_app.layers.chart.rows import reference_of, written_value
from designer_app.layers.chart.sheet import Sheet, dot
from designer_app.layers.chart.ticks import Scale, nice_ticks, thinned
from designer_app.scene.colour import with_alpha
from designer_app.scene.geometry import Box

_TICK = 0.9  # em of figures on the axis


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """The field in px: from ``x0`` to ``x1``, ``top`` to ``base``; ``y`` places values."""

    x0: float
    x1: float
    top: float
    base: float
    y: Scale
    ticks: tuple[float, ...]
    words: tuple[str, ...]


def plot(
    sheet: Sheet, low: float, high: float, *, top: float = 0.0, right: float = 0.0, foot: float = 2.0, axis: bool = True,
    percent: bool = False,
) -> Plot:  # fmt: skip
    """The field for values from ``low`` to ``high``: ``top`` and ``right`` px are kept free, ``foot`` em below.

    Without ``axis`` the field has the whole width and ends at the values themselves: figures stand at the marks.
    """
    em = sheet.em
    base = sheet.h - foot * em
    top += 0.5 * em
    if not axis:
        return Plot(
            x0=0.0, x1=sheet.w - right, top=top, base=base, y=Scale(low, high, base, top), ticks=(), words=()
        )
    most = max(2, min(5, int((base - top) / (3.2 * em))))
    ticks = nice_ticks(low, high, most)
    words = tuple(
        sheet.figures.percent(value) if percent else text
        for value, text in zip(ticks, sheet.figures.ticks(ticks), strict=True)
    )
    gutter = max(sheet.width_of(text, size=_TICK, tabular=True) for text in words) + 0.9 * em
    scale = Scale(ticks[0], ticks[-1], base, top)
    return Plot(x0=gutter, x1=sheet.w - right, top=top, base=base, y=scale, ticks=ticks, words=words)


def line_span(sheet: Sheet, values: Sequence[float]) -> tuple[float, float]:
    """Lowest and highest value of a line's axis: from zero where the layer asks so or a value lies below; else the
    reader is told that it isn't."""
    low, high = min(values), max(values)
    if sheet.layer.zero or low <= 0:
        return min(0.0, low), max(0.0, high)
    sheet.warn(
        "axis-truncated", f"a line that starts at {low:g}", "an axis from zero, or a reader who is told",
        "say it in the note, or take zero: true",
    )  # fmt: skip
    return low, high


def put_axis(sheet: Sheet, field: Plot) -> None:
    """Hairlines with their figures; zero is stronger. The unit stands once, with the uppermost figure."""
    for number, (value, words) in enumerate(zip(field.ticks, field.words, strict=True)):
        y = field.y(value)
        zero = value == 0
        sheet.rule(field.x0, y, field.x1, y, sheet.quiet_ink if zero else sheet.line, sheet.hair)
        last = number == len(field.ticks) - 1
        text = sheet.figures.with_unit(words, always=False) if last and "%" not in words else words
        made = sheet.label(text, size=_TICK, tabular=True)
        if last and made is not None and made.width > field.x0 - 0.4 * sheet.em:
            made = sheet.label(words, size=_TICK, tabular=True)
        sheet.put(made, 0.0, y, ink=sheet.quiet_ink, anchor="middle")


def put_names(
    sheet: Sheet, field: Plot, names: Sequence[str], places: Sequence[float], *, edges: bool = False
) -> None:
    """Names below the field, as many as stand clear of each other; with ``edges`` the outer ones stay inside."""
    size = _TICK
    widths = [sheet.width_of(name, size=size) for name in names]
    centres = [
        min(max(x, width / 2 if not edges else field.x0 + width / 2), sheet.w - width / 2)
        for x, width in zip(places, widths, strict=True)
    ]
    marked = sheet.data.marked
    for i in thinned(centres, widths, 0.8 * sheet.em):
        ink = sheet.spoken(sheet.accent) if i in marked else sheet.quiet_ink
        sheet.say(names[i], centres[i], field.base + 0.85 * sheet.em, size=size, ink=ink, align="center")


def put_band(sheet: Sheet, field: Plot) -> None:
    """A tinted range with its name, ``20..30 Norm``."""
    asked = sheet.layer.band
    if not asked:
        return
    span, _, name = asked.partition(" ")
    low, _, high = span.partition("..")
    try:
        bounds = sorted((written_value(low), written_value(high)))
    except ValueError:
        sheet.warn("chart-band", f"'{asked}'", "two values and a name, such as 20..30 Norm")
        return
    if bounds[1] <= field.y.low or bounds[0] >= field.y.high or bounds[0] == bounds[1]:
        axis = f"from {field.y.low:g} to {field.y.high:g}"
        sheet.warn("chart-band", f"'{asked}', nothing of the axis", f"two values of the axis, {axis}")
        return
    y1, y0 = (field.y(min(max(v, field.y.low), field.y.high)) for v in bounds)
    sheet.bar(field.x0, y0, field.x1 - field.x0, y1 - y0, with_alpha(sheet.quiet, 0.45))
    if name and y1 - y0 > 1.4 * sheet.em:
        sheet.say(name, field.x0 + 0.4 * sheet.em, y0 + 0.4 * sheet.em, size=0.86, ink=sheet.quiet_ink)


def put_reference(sheet: Sheet, field: Plot, values: Sequence[float]) -> None:
    """A line to compare with, its name above its right end."""
    found = reference_of(sheet, values)
    if found is None or not field.y.low <= found[0] <= field.y.high:
        return
    y = field.y(found[0])
    sheet.rule(field.x0, y, field.x1, y, sheet.ink, 1.4 * sheet.hair)
    made = sheet.label(found[1], size=0.9, style="label")
    height = made.height if made else 0.0
    above = y - 0.4 * sheet.em - height
    taken = [box for _, box in sheet.placed]
    left = field.x1 - (made.width if made else 0.0)
    spot = Box(left, above, field.x1, above + height)
    crossed = any(
        above - 0.1 * sheet.em < field.y(tick) < above + height + 0.1 * sheet.em for tick in field.ticks
    )
    if crossed or any(not box.intersect(spot).empty for box in taken):
        above = y + 0.4 * sheet.em
    sheet.put(made, field.x1, above, align="right")


def put_notes(sheet: Sheet, points: dict[str, tuple[float, float]], field: Plot) -> None:
    """Words at points, ``Mar: New price; Aug: Strike``: above their point or below it, clear of all other words."""
    for name, words in sheet.notes(list(points)):
        spot = points[name]
        made = sheet.label(words, size=0.88, width=11 * sheet.em, lines=3)
        if made is None:
            continue
        x = min(max(spot[0], field.x0 + made.width / 2), field.x1 - made.width / 2)
        for away in (1.6, -1.6, 3.0, -3.0, 4.6, -4.6):
            top = spot[1] - away * sheet.em - made.height if away > 0 else spot[1] - away * sheet.em
            box = Box(x - made.width / 2, top, x + made.width / 2, top + made.height)
            clear = all(box.grow(0.3 * sheet.em).intersect(other).empty for _, other in sheet.placed)
            if clear and top >= 0 and box.y1 <= field.base - 0.3 * sheet.em:
                end = box.y1 + 0.3 * sheet.em if away > 0 else box.y0 - 0.3 * sheet.em
                sheet.rule(spot[0], end, spot[0], spot[1], sheet.ink)
                sheet.put(made, x, top, align="center")
                sheet.fill(dot(spot[0], spot[1], 0.28 * sheet.em), sheet.ink)
                break
        else:
            sheet.warn("chart-note", f"no room for '{words}'", "words clear of the others", "shorten it")
