"""Big number: one value as large as the frame lets it be, what it is held against, and its way there; up to six tiles."""

from __future__ import annotations

import math

import msgspec

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.aims import before_column, change, target_column
from designer_app.layers.chart.data import Data, Series, alone, parted_name, row_units
from designer_app.layers.chart.figures import LONG_UNIT, Figures
from designer_app.layers.chart.kinds import Kind, Refusal
from designer_app.layers.chart.kinds.line import pieces, places
from designer_app.layers.chart.plot import line_span
from designer_app.layers.chart.sequences import in_order
from designer_app.layers.chart.sheet import Sheet, dot, smooth_line
from designer_app.layers.chart.ticks import Scale
from designer_app.layers.chart.words import word
from designer_app.scene.geometry import Box, polygon

TITLE = {"en": "Big number", "ru": "Число"}

_TILES = 6
_COMMA = 0.13  # what a comma stands below, in parts of the size
_HOLE = 0.66  # a hole in the tiles is worth so much smaller figures
_CAP = 0.78  # height of figures in parts of their size, about


class Fact(msgspec.Struct, frozen=True):
    """A value, what it is called, how it was before (and when), what was aimed at (and its name), its series over time."""

    name: str
    value: float | None
    before: float | None = None
    since: str = ""
    target: float | None = None
    aim: str = ""
    way: Series | None = None
    marked: bool = False
    own: Figures | None = None  # how it is written, where rows have units of their own


def _few(data: Data) -> Refusal | None:
    if data.count <= _TILES or in_order(data):
        return None
    return Refusal(f"{data.count} rows without an order", f"at most {_TILES} rows, or a series over time")


def _known_columns(data: Data) -> Refusal | None:
    """Of a value there may be a column of how it was before, and one of targets; what else stands beside it, isn't shown."""
    if in_order(data) and data.count > 1:
        return None
    known = {main_column(data), before_column(data), target_column(data)}
    other = next((one.name for i, one in enumerate(data.series) if i not in known), None)
    if other is None:
        return None
    return Refusal(f"column '{other}'", "one value, how it was before, and a target (named so: Before, Plan)")


def main_column(data: Data) -> int:
    """The number of the series that is shown: the marked one, else the first that isn't one of before."""
    before = before_column(data)
    return min(data.marked_series, default=1 if before == 0 and len(data.series) > 1 else 0)


refuse = needs.all_of(needs.columns_alike, needs.series(1, 4), needs.values, _few, _known_columns)


def fits(data: Data) -> int:
    if len({unit for unit in row_units(data) if unit}) > 1:
        return 82  # of several units: no common scale
    return 90 if data.count == 1 else 56 if data.count <= 3 and not in_order(data) else 20


def draw(sheet: Sheet) -> None:
    facts = facts_of(sheet)
    _say_left_out(sheet)
    if len(facts) == 1:
        _put(sheet, facts[0], Box(0.0, 0.0, sheet.w, sheet.h), _size(sheet, facts, sheet.w, sheet.h))
        return
    columns, gap = _columns(sheet, facts), 2.2 * sheet.em
    rows = math.ceil(len(facts) / columns)
    width, height = (sheet.w - gap * (columns - 1)) / columns, (sheet.h - gap * (rows - 1)) / rows
    pad = 1.1 * sheet.em
    size = _size(sheet, facts, width, height - pad)
    for i, fact in enumerate(facts):
        row, column = divmod(i, columns)
        x, y = column * (width + gap), row * (height + gap)
        sheet.rule(x, y, x + width, y, sheet.ink, 1.5 * sheet.hair)
        _put(sheet, fact, Box(x, y + pad, x + width, y + height), size)


def _say_left_out(sheet: Sheet) -> None:
    """Of several series over time one is shown."""
    data = sheet.data
    known = {main_column(data), before_column(data), target_column(data)}
    if any(i not in known for i in range(len(data.series))):
        shown = data.series[main_column(data)].name
        sheet.warn(
            "one-of-several", f"'{shown}' of {len(data.series)} columns", "one series", "mark the column to show, or choose it"
        )  # fmt: skip


def facts_of(sheet: Sheet) -> list[Fact]:
    """One fact for each row, or the last of a series over time with its way there."""
    data = sheet.data
    aim = target_column(data)
    main = main_column(data)
    now = data.series[main]
    earlier = before_column(data)
    before = data.series[earlier] if earlier is not None and earlier != main else None
    goals = data.series[aim] if aim is not None else None
    if in_order(data) and data.count > 1 and any(data.names):
        known = [i for i, value in enumerate(now.values) if value is not None]
        first, last = known[0], known[-1]
        unit = data.unit if len(data.unit) > LONG_UNIT else ""
        return [
            Fact(
                ", ".join(part for part in (now.name, unit, data.names[last]) if part), now.values[last],
                now.values[first] if first != last else None, data.names[first],
                goals.values[last] if goals else data.target, goals.name if goals else "",
                now if len(known) > 2 else None,
            )
        ]  # fmt: skip
    unit = f", {data.unit}" if len(data.unit) > LONG_UNIT else ""
    units = row_units(data)
    facts: list[Fact] = []
    for i, name in enumerate(data.names):
        own = None
        held = (
            now.values[i],
            before.values[i] if before else None,
            goals.values[i] if goals else data.target,
        )
        if any(units):
            own = Figures(alone(data, held, units[i]), sheet.ctx)
            name = parted_name(name)[0] if units[i] and len(units[i]) <= LONG_UNIT else name
        facts.append(
            Fact(
                (name or now.name) + unit, held[0], held[1], before.name if before else "", held[2],
                goals.name if goals else "", marked=i in data.marked, own=own,
            )
        )  # fmt: skip
    return facts


def _columns(sheet: Sheet, facts: list[Fact]) -> int:
    """So many tiles side by side that figures become largest; then without holes."""
    gap = 2.2 * sheet.em

    def worth(columns: int) -> tuple[float, int]:
        rows = math.ceil(len(facts) / columns)
        width, height = (sheet.w - gap * (columns - 1)) / columns, (sheet.h - gap * (rows - 1)) / rows
        size = _size(sheet, facts, width, height - 1.1 * sheet.em)
        return round(size * (_HOLE if columns * rows > len(facts) else 1.0), 1), rows

    return max(range(1, len(facts) + 1), key=worth)


def _size(sheet: Sheet, facts: list[Fact], width: float, height: float) -> float:
    """The size in em at which all figures have room: across, and in the height beside all else."""
    widest = max(sheet.width_of(_figure(sheet, fact), style=sheet.layer.figure_style) for fact in facts)
    other = max(_around(sheet, fact, width) for fact in facts)
    share = 0.42 if any(fact.way for fact in facts) else 0.6
    room = max(0.8 * sheet.em, min(height - other, share * height))
    cap = _CAP + (_COMMA if any("," in _figure(sheet, fact) for fact in facts) else 0.0)
    return min(width / max(widest, 1e-9), room / (cap * sheet.em), 14.0)


def _around(sheet: Sheet, fact: Fact, width: float) -> float:
    """Height of all but the figure and its way in ``width`` px, with gaps (px)."""
    lines = 2.9 + 3.0 * bool(_reached(sheet, fact))
    if (delta := _delta(sheet, fact)) is not None:
        one = sheet.width_of(delta[0], size=1.2, style="label") + sheet.width_of(delta[1]) + 1.9 * sheet.em
        lines += 2.0 if one <= width else 3.4
    return lines * sheet.em


def _figure(sheet: Sheet, fact: Fact) -> str:
    return word("missing", sheet.ctx.language) if fact.value is None else _figures(sheet, fact)(fact.value)


def _figures(sheet: Sheet, fact: Fact) -> Figures:
    return fact.own or sheet.figures


def _delta(sheet: Sheet, fact: Fact) -> tuple[str, str] | None:
    """The change in figures, and against what."""
    if fact.value is None or fact.before is None:
        return None
    absolute, relative = change(sheet, fact.before, fact.value, fact.own)
    said = f"{absolute} ({relative})" if relative else absolute
    said_was = word("was", sheet.ctx.language, n="").strip()
    since = f" ({fact.since})" if fact.since and fact.since.casefold() != said_was.casefold() else ""
    was = _figures(sheet, fact)(fact.before) + since
    return said, word("was", sheet.ctx.language, n=was)


def _reached(sheet: Sheet, fact: Fact) -> str:
    """How much of the target that is; "" without one."""
    if fact.value is None or fact.target is None or fact.target <= 0:
        return ""
    figures = _figures(sheet, fact)
    share, aim = figures.percent(fact.value / fact.target), figures(fact.target)
    language = sheet.ctx.language
    return word("reached", language, share=share, n=aim, name=fact.aim.lower() or word("aim", language))


def _put(sheet: Sheet, fact: Fact, box: Box, size: float) -> None:
    em = sheet.em
    figure = sheet.figure(_figure(sheet, fact), size=size)
    side = (
        bool(fact.way)
        and box.width > 1.5 * box.height
        and figure is not None
        and figure.width < 0.5 * box.width
    )
    delta, aimed = _delta(sheet, fact), bool(_reached(sheet, fact))
    width = box.width if not side else max(figure.width if figure else 0.0, 0.42 * box.width)
    tall = _around(sheet, fact, width) + (figure.height if figure else 0.0)
    spare = max(0.0, box.height - tall) if fact.way is None or side else 0.0
    y = box.y0 + (spare * 0.3 if len(sheet.data.names) == 1 or fact.way else 0.0)
    name = sheet.say(
        fact.name, box.x0, y, size=1.1, ink=sheet.quiet_ink, width=width, least=0.72, style="label" if fact.marked else "",
        lines=2 if box.height - tall > 1.6 * em else 1,
    )  # fmt: skip
    hero = not sheet.data.marked or fact.marked
    ink = sheet.spoken(sheet.accent) if hero and fact.value is not None else sheet.ink
    put = sheet.put(figure, box.x0, name.y1 + 1.2 * em, ink=ink)
    y = (
        put.y1
        + min(2.0, 0.9 + 0.12 * size) * em
        + (_COMMA * size * em if "," in _figure(sheet, fact) else 0.0)
    )
    if delta is not None:
        y = _put_delta(sheet, fact, delta, Box(box.x0, y, box.x0 + width, y + em)) + 1.0 * em
    if aimed:
        y = _put_target(sheet, fact, Box(box.x0, y, box.x0 + width, y + 2.2 * em)) + 0.8 * em
    if fact.way is not None:
        left = box.x0 if not side else box.x0 + width + 2.0 * em
        field = Box(left, y + 0.6 * em if not side else box.y0 + 0.4 * em, box.x1, box.y1)
        if field.height > 3.4 * em and field.width > 5 * em:
            _put_way(sheet, fact.way, field)


def _put_delta(sheet: Sheet, fact: Fact, words: tuple[str, str], room: Box) -> float:
    """A triangle that points where it went, the change, and since when; on two lines where one is too narrow."""
    em = sheet.em
    step = (fact.value or 0.0) - (fact.before or 0.0)
    x, size = room.x0, 1.2
    made = sheet.label(words[0], size=size, style="label", width=room.width - 1.2 * em, least=0.7)
    height = made.height if made else em
    if step:
        half, top, low = 0.42 * em, room.y0 + 0.08 * em, room.y0 + height - 0.08 * em
        tip, base = (top, low) if step > 0 else (low, top)
        sheet.fill(polygon([(x, base), (x + 2 * half, base), (x + half, tip)]), sheet.ink)
        x += 1.25 * em
    box = sheet.put(made, x, room.y0)
    after = sheet.label(words[1], size=1.0)
    if after is not None and box.x1 + 0.6 * em + after.width <= room.x1:
        sheet.put(after, box.x1 + 0.6 * em, box.y1, ink=sheet.quiet_ink, anchor="base")
        return box.y1
    return sheet.say(
        words[1], room.x0, box.y1 + 0.65 * em, ink=sheet.quiet_ink, width=room.width, least=0.6
    ).y1


def _put_target(sheet: Sheet, fact: Fact, room: Box) -> float:
    """A track as long as the target, filled as far as the value; beyond it a tick stands at the target."""
    em, value, target = sheet.em, fact.value or 0.0, fact.target or 1.0
    most = max(value, target)
    thick = 0.55 * em
    sheet.bar(room.x0, room.y0, room.width * target / most, thick, sheet.quiet)
    sheet.bar(room.x0, room.y0, room.width * max(0.0, value) / most, thick, sheet.paint)
    if value > target:
        at = room.x0 + room.width * target / most
        sheet.rule(at, room.y0 - 0.25 * em, at, room.y0 + thick + 0.25 * em, sheet.ink, 1.5 * sheet.hair)
    words = _reached(sheet, fact)
    return sheet.say(
        words, room.x0, room.y0 + thick + 0.7 * em, ink=sheet.quiet_ink, width=room.width, least=0.6
    ).y1


def _put_way(sheet: Sheet, way: Series, field: Box) -> None:
    """The series as a line from zero, its first and last names and the value it began with."""
    em, data = sheet.em, sheet.data
    low, high = line_span(sheet, way.known)
    base, radius = field.y1 - 1.75 * em, 0.45 * em
    scale = Scale(low, high, base, field.y0 + radius)
    xs = places(data, field.x0 + 0.15 * em, field.x1 - radius)
    floor = scale(0.0) if low <= 0 <= high else base
    sheet.rule(field.x0, floor, field.x1, floor, sheet.line)
    for run in pieces(xs, [None if v is None else scale(v) for v in way.values]):
        if len(run) == 1:
            sheet.fill(dot(*run[0], 0.2 * em), sheet.accent)
        else:
            line = smooth_line(run) if sheet.layer.smooth else polygon(run, closed=False)
            sheet.stroke(line, sheet.paint, 0.26 * em)
    known = [i for i, value in enumerate(way.values) if value is not None]
    first, last = known[0], known[-1]
    sheet.fill(dot(xs[last], scale(way.values[last] or 0.0), radius), sheet.paint)
    right = sheet.label(data.names[last], size=0.92, width=0.48 * field.width, least=0.6)
    left = sheet.label(data.names[first], size=0.92, width=0.48 * field.width, least=0.6)
    sheet.put(left, field.x0, field.y1, ink=sheet.quiet_ink, anchor="base")
    sheet.put(right, field.x1, field.y1, ink=sheet.quiet_ink, align="right", anchor="base")


def _says(sheet: Sheet) -> str:
    said = []
    for fact in facts_of(sheet):
        text = f"{fact.name}: {_figure(sheet, fact)}"
        if (delta := _delta(sheet, fact)) is not None:
            text += f", {delta[0]}, {delta[1]}"
        if reached := _reached(sheet, fact):
            text += f", {reached}"
        said.append(text)
    return alt.listed(sheet, TITLE, said)


KIND = Kind(
    title=TITLE, refuse=refuse, fits=fits, draw=draw, says=_says, unit=True
)  # fmt: skip
