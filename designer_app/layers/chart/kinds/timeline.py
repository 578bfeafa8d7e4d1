"""Timeline: events where time has them; their words keep clear of each other, thin lines lead to their places."""

from __future__ import annotations

import msgspec

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.entries import (
    HEAD,
    LADDER,
    Entry,
    Setting,
    details,
    head_ink,
    say_lost,
    set_entry,
)
from designer_app.layers.chart.kinds import Kind, Refusal
from designer_app.layers.chart.moments import Moments, in_time, moments, written
from designer_app.layers.chart.sheet import Sheet, dot
from designer_app.layers.chart.ticks import Scale, spread
from designer_app.layers.chart.words import word
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import polygon

TITLE = {"en": "Timeline", "ru": "Лента времени"}

_WIDE = 1.45  # width to height from which time runs to the right
_ENOUGH = 1.0  # size of type at which the first arrangement is taken
_NEAR = 0.8  # em that words may stand from their place before smaller type is tried
_STEM = 1.5  # em between the axis and words above or below it
_LEAD = 2.4  # em between the axis and words beside it


def _timed(data: Data) -> Refusal | None:
    if moments(data) is not None:
        return None
    if data.dates:
        return Refusal("dates without words", "a column of words beside the dates")
    return Refusal("no dates or years", "a column of dates or years, and one of words")


refuse = needs.all_of(needs.rows(1, 200), _timed)


def fits(data: Data) -> int:
    found = moments(data)
    alone = found is not None and not found.data.series
    return 88 if alone and data.series else 84 if data.dates or not data.series else 62


class Plan(msgspec.Struct, frozen=True):
    """An arrangement: size of type, events set, where time stands on the axis, and where their words start (px)."""

    scale: float
    settings: list[Setting]
    true: list[float]
    start: list[float]
    across: bool
    column: float = 0.0
    rest: int = 0


def draw(sheet: Sheet) -> None:
    found, events = _events(sheet)
    plan = _plan(sheet, found, events)
    say_lost(sheet, plan.settings)
    if plan.across:
        _put_across(sheet, events, plan)
    else:
        _put_down(sheet, events, plan)


def _events(sheet: Sheet) -> tuple[Moments, list[Entry]]:
    """What happened, the earliest first."""
    found = moments(sheet.data)
    assert found is not None  # refused otherwise
    found = in_time(found)
    heads, marked = written(found, sheet.ctx), found.data.marked
    notes = sheet.notes([*found.titles, *heads])
    return found, [
        Entry(title, _with_notes(details(sheet, found.data, i), notes, title, head), head, i in marked)
        for i, (title, head) in enumerate(zip(found.titles, heads, strict=True))
    ]


def _with_notes(detail: str, notes: list[tuple[str, str]], *names: str) -> str:
    """An event's further words, and those noted at its title or its date."""
    mine = [words for name, words in notes if any(name == own.casefold() for own in names)]
    return " · ".join(filter(None, (detail, *mine)))


def _plan(sheet: Sheet, found: Moments, events: list[Entry]) -> Plan:
    """Along the longer side where type stays large enough, else down; what has no room is merged."""
    across = _across(sheet, found, events) if len(events) > 1 and sheet.w / sheet.h >= _WIDE else None
    if across is not None and across.scale >= _ENOUGH:
        return across
    down = _down(sheet, found, events)
    if down is None:
        brief = [msgspec.structs.replace(event, detail="") for event in events]
        down = across or _down(sheet, found, brief) or _cut_down(sheet, found, brief)
    return across if across is not None and across.scale > down.scale else down


def _across(sheet: Sheet, found: Moments, events: list[Entry]) -> Plan | None:
    """Time to the right, words above and below in turn."""
    each = (len(events) + 1) // 2
    for scale in LADDER:
        size = scale * sheet.em
        gap = 1.6 * size
        width = min(13.0 * size, (sheet.w - gap * (each - 1)) / each - 0.7 * size)
        room = sheet.h / 2 - _STEM * sheet.em
        if width < 6.5 * size:
            continue
        made = [set_entry(sheet, event, width, scale, room=room) for event in events]
        if any(one.cut or one.height > room or one.width > width for one in made):
            continue
        true = _true(found, 0.5 * sheet.em, sheet.w - made[-1].width - 0.7 * size)
        start = [0.0] * len(made)
        for side in (0, 1):
            mine = range(side, len(made), 2)
            widths = [made[i].width + 0.7 * size + gap for i in mine]
            middles = [true[i] + width / 2 for i, width in zip(mine, widths, strict=True)]
            for i, centre, wide in zip(
                mine, spread(middles, widths, 0.0, sheet.w + gap), widths, strict=True
            ):
                start[i] = centre - wide / 2
        return Plan(scale, made, true, start, True)
    return None


def _true(found: Moments, low: float, high: float) -> list[float]:
    """Where time itself has the events; evenly where all are of one moment."""
    if found.at[0] == found.at[-1]:
        step = (high - low) / max(1, len(found.at) - 1)
        return [low + step * i for i in range(len(found.at))]
    scale = Scale(found.at[0], found.at[-1], low, high)
    return [scale(value) for value in found.at]


def _down(sheet: Sheet, found: Moments, events: list[Entry]) -> Plan | None:
    """Time downwards, words on the right; dates in a column of their own where they are short. The largest type at which
    events stand near their places, else the largest of all."""
    largest: Plan | None = None
    for scale in LADDER:
        size = scale * sheet.em
        widest = max(
            sheet.width_of(e.head, size=HEAD * scale, style=sheet.layer.figure_style) for e in events
        )
        beside = widest <= 0.3 * sheet.w
        column = widest + 1.3 * size if beside else 0.0
        width = sheet.w - _LEAD * sheet.em - column
        made = [set_entry(sheet, event, width, scale, room=sheet.h, head=not beside) for event in events]
        heights = [max(HEAD * 0.8 * size, one.height) + 1.15 * size for one in made]
        if any(one.cut for one in made) or sum(heights) > sheet.h + 1.15 * size:
            continue
        plan = _placed(sheet, found, made, heights, scale, column, sheet.h)
        away = max(abs(true - start - 0.45 * size) for true, start in zip(plan.true, plan.start, strict=True))
        if away <= _NEAR * size:
            return plan
        largest = largest or plan
        if scale <= _ENOUGH:
            break
    return largest


def _placed(
    sheet: Sheet, found: Moments, made: list[Setting], heights: list[float], scale: float, column: float,
    height: float, rest: int = 0,
) -> Plan:  # fmt: skip
    size = scale * sheet.em
    true = _true(found, 0.45 * size, max(0.45 * size, height - heights[-1] + 1.6 * size))
    middles = [y - 0.45 * size + h / 2 for y, h in zip(true, heights, strict=True)]
    centres = spread(middles, heights, 0.0, height + 1.15 * size)
    start = [centre - h / 2 for centre, h in zip(centres, heights, strict=True)]
    return Plan(scale, made, true, start, False, column, rest)


def _cut_down(sheet: Sheet, found: Moments, events: list[Entry]) -> Plan:
    """As many as have room, in one line each; the rest is said by its number and years."""
    scale = LADDER[-1]
    size = scale * sheet.em
    widest = max(sheet.width_of(e.head, size=HEAD * scale, style=sheet.layer.figure_style) for e in events)
    column = min(widest, 0.4 * sheet.w) + 1.3 * size
    pitch = 2.1 * size
    shown = min(len(events), max(1, int(sheet.h / pitch) - 1))
    width = max(2 * size, sheet.w - _LEAD * sheet.em - column)
    made = [
        set_entry(sheet, event, width, scale, room=0.1, head=False, least=0.7) for event in events[:shown]
    ]
    part = msgspec.structs.replace(found, at=found.at[:shown])
    heights = [pitch] * shown
    rest = len(events) - shown
    return _placed(sheet, part, made, heights, scale, column, sheet.h - (pitch if rest else 0.0), rest)


def _put_down(sheet: Sheet, events: list[Entry], plan: Plan) -> None:
    em, size = sheet.em, plan.scale * sheet.em
    axis, radius = 0.42 * em, 0.36 * em
    left = _LEAD * em
    bottom = plan.true[-1]
    if len(plan.settings) > 1:
        sheet.rule(axis, plan.true[0], axis, bottom, sheet.line, 2 * sheet.hair)
    for event, made, true, start in zip(events, plan.settings, plan.true, plan.start, strict=False):
        middle = start + 0.45 * size
        sheet.stroke(
            polygon([(axis, true), (left - 1.0 * em, middle), (left - 0.5 * em, middle)], closed=False),
            sheet.line,
            sheet.hair,
        )
        if plan.column:
            sheet.say(
                event.head, left, start, size=HEAD * plan.scale, style=sheet.layer.figure_style, ink=head_ink(sheet, event),
                width=plan.column - 0.5 * size, least=0.5,
            )  # fmt: skip
        made.put(sheet, left + plan.column, start)
    for event, true in zip(events, plan.true, strict=False):
        sheet.fill(dot(axis, true, radius), _dot_colour(sheet, event))
    if plan.rest:
        first, last = events[-plan.rest].head, events[-1].head
        words = word("more", sheet.ctx.language, n=str(plan.rest), first=first, last=last)
        sheet.say(
            words, left, sheet.h - 0.2 * size, size=plan.scale, ink=sheet.quiet_ink, anchor="base", width=sheet.w - left,
            least=0.5,
        )  # fmt: skip
        sheet.warn(
            "rows-merged", f"{len(events)} events", f"at most {len(plan.settings)} in this frame",
            "choose fewer events, or a larger size",
        )  # fmt: skip


def _put_across(sheet: Sheet, events: list[Entry], plan: Plan) -> None:
    """Each event as a flag: a line from the axis along its words."""
    em, size = sheet.em, plan.scale * sheet.em
    upper = max(made.height for made in plan.settings[0::2])
    lower = max(made.height for made in plan.settings[1::2])
    axis = upper + (sheet.h - upper - lower) / 2
    sheet.rule(0.0, axis, sheet.w, axis, sheet.line, 2 * sheet.hair)
    for i, (event, made, true, start) in enumerate(
        zip(events, plan.settings, plan.true, plan.start, strict=True)
    ):
        way = 1.0 if i % 2 else -1.0
        near, far = axis + way * _STEM * em, axis + way * (_STEM * em + made.height)
        pole = true if abs(start - true) < 0.3 * size else start + 0.05 * size
        points = [(true, axis), (true, axis + way * 0.5 * em), (pole, axis + way * 1.1 * em), (pole, far)]
        sheet.stroke(polygon(points, closed=False), sheet.thin(sheet.line), sheet.hair)
        made.put(sheet, pole + 0.65 * size, min(near, far))
        sheet.fill(dot(true, axis, 0.38 * em), _dot_colour(sheet, event))


def _dot_colour(sheet: Sheet, event: Entry) -> Colour:
    return sheet.accent if not sheet.data.marked or event.marked else sheet.thin(sheet.quiet)


def _says(sheet: Sheet) -> str:
    _, events = _events(sheet)
    said = [
        f"{event.head} — {event.title}" + (f" ({event.detail})" if event.detail else "") for event in events
    ]
    return alt.listed(sheet, TITLE, said)


KIND = Kind(
    title=TITLE, refuse=refuse, fits=fits, draw=draw, says=_says, unit=True
)  # fmt: skip
