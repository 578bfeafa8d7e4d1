"""Steps: what comes one after another, numbered; rows in tall frames, columns in wide ones."""

from __future__ import annotations

import itertools
import math

import msgspec

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.entries import (
    LADDER,
    Entry,
    Setting,
    entries_of,
    head_ink,
    say_lost,
    set_entry,
    widest_word,
)
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.sheet import Sheet

TITLE = {"en": "Steps", "ru": "Шаги"}
refuse = needs.all_of(needs.named, needs.rows(2, 12), needs.series(0, 3))

_WIDE = 1.45  # width to height from which steps stand side by side
_LEAST, _LEAST_BESIDE = 6.2, 12.0  # em of a column with numbers above, beside
_GAP = 1.9  # em between columns
_HEAD = 3.9  # em of type: a number above words, with the air below it
_FULL = 0.62  # of the height that columns must fill, or rows are tried
_MOST = 8.0  # em of type: rows are no higher
_ENOUGH = 1.0  # size at which the first arrangement is taken


class Grid(msgspec.Struct, frozen=True):
    """An arrangement: columns, size of type, and every step set; ``beside``: numbers left of the words, not above."""

    columns: int
    beside: bool
    scale: float
    settings: list[Setting]
    fits: bool


def fits(data: Data) -> int:
    return 82 if not data.series and data.count <= 8 else 12


def draw(sheet: Sheet) -> None:
    steps = entries_of(sheet)
    grid = _arrangement(sheet, steps)
    say_lost(sheet, grid.settings)
    (_put_rows if grid.beside else _put_columns)(sheet, steps, grid)


def _arrangement(sheet: Sheet, steps: list[Entry]) -> Grid:
    """The first arrangement in which type is large enough, else the one with the largest."""
    count = len(steps)
    wide = [(count, False), (math.ceil(count / 2), False)] if sheet.w / sheet.h >= _WIDE else []
    found: list[Grid] = []
    for columns, beside in (*wide, (1, True), (2, True), (3, True)):
        width = _width(sheet, columns)
        if columns > count or (columns > 1 and width < (_LEAST_BESIDE if beside else _LEAST) * sheet.em):
            continue
        found.append(_set(sheet, steps, columns, beside))
        last = found[-1]
        size = last.scale * sheet.em
        full = beside or _needed(last.settings, columns, beside, size) >= _FULL * sheet.h
        if last.fits and last.scale >= _ENOUGH and full:
            return last
    return max(found, key=lambda grid: (grid.fits, grid.scale, -grid.columns))


def _width(sheet: Sheet, columns: int) -> float:
    return (sheet.w - _GAP * sheet.em * (columns - 1)) / columns


def _set(sheet: Sheet, steps: list[Entry], columns: int, beside: bool) -> Grid:
    """The steps in so many columns at the largest size at which all their words have room."""
    most = sum(len(step.title) + len(step.detail) for step in steps)
    for scale in LADDER:
        size, last = scale * sheet.em, scale == LADDER[-1]
        width = _width(sheet, columns) - (_number_width(sheet, len(steps), scale) if beside else 0.0)
        if (width < 4 * size or most * size * size > 3.2 * sheet.w * sheet.h) and not last:
            continue  # far too many letters: not worth the setting
        if widest_word(sheet, steps, scale) > width and not last:
            continue  # no word of a step is broken
        made = [set_entry(sheet, step, width, scale, room=sheet.h) for step in steps]
        if not any(one.cut or one.width > width + 0.5 for one in made) and (
            _needed(made, columns, beside, size) <= sheet.h
        ):
            return Grid(columns, beside, scale, made, True)
    rows = math.ceil(len(steps) / columns)
    room = max(size, sheet.h / rows - (1.2 if beside else 5.0) * size)
    made = [set_entry(sheet, step, width, scale, room=room, least=0.86) for step in steps]
    return Grid(columns, beside, scale, made, False)


def _needed(made: list[Setting], columns: int, beside: bool, size: float) -> float:
    """Height of the arrangement (px)."""
    if beside:
        parts = [_heights(part, size) for part in _parts(made, columns)]
        return sum(max(row) for row in itertools.zip_longest(*parts, fillvalue=0.0))
    rows = [made[i : i + columns] for i in range(0, len(made), columns)]
    return sum(max(one.height for one in row) + _HEAD * size for row in rows) + 2.8 * size * (len(rows) - 1)


def _heights(made: list[Setting], size: float) -> list[float]:
    """Of rows with their numbers and the air above and below."""
    return [max(1.75 * size, one.height) + 1.5 * size for one in made]


def _parts(items: list[Setting], columns: int) -> list[list[Setting]]:
    rows = math.ceil(len(items) / columns)
    return [items[i : i + rows] for i in range(0, len(items), rows)]


def _number_width(sheet: Sheet, count: int, scale: float) -> float:
    made = sheet.figure("0" * len(str(count)), size=2.3 * scale)
    return (made.width if made else 0.0) + 1.3 * scale * sheet.em


def _put_rows(sheet: Sheet, steps: list[Entry], grid: Grid) -> None:
    """Numbers beside their words, hairlines between; of equal height where that can be, else each by its words."""
    size = grid.scale * sheet.em
    width, indent = _width(sheet, grid.columns), _number_width(sheet, len(steps), grid.scale)
    numbers = iter(enumerate(steps, 1))
    rows = math.ceil(len(steps) / grid.columns)
    parts = _parts(grid.settings, grid.columns)
    tall = [max(row) for row in itertools.zip_longest(*(_heights(p, size) for p in parts), fillvalue=0.0)]
    limit = min(sheet.h, _MOST * size * rows)
    even = max(tall) <= limit / rows or not grid.fits
    spare = max(0.0, limit - sum(tall)) / rows
    tall = [limit / rows if even else one + spare for one in tall]
    common = max(one.height for one in grid.settings)
    numeral = min(2.3 * grid.scale, 0.62 * min(one for one in tall if one) / (0.78 * sheet.em))
    for column, part in enumerate(parts):
        x, y = column * (width + _GAP * sheet.em), 0.0
        for made, height in zip(part, tall, strict=False):
            number, step = next(numbers)
            if y:
                sheet.rule(x, y, x + width, y)
            high = max(1.75 * size, common if even else made.height) if grid.fits else made.height
            top = y + max(0.0, height - high) / 2
            figure = sheet.figure(str(number), size=numeral)
            if grid.fits:
                sheet.put(figure, x, top, ink=head_ink(sheet, step))
            else:  # close lines: number and words in the middle of them
                sheet.put(figure, x, y + height / 2, ink=head_ink(sheet, step), anchor="middle")
            made.put(sheet, x + indent, top)
            y += height


def _put_columns(sheet: Sheet, steps: list[Entry], grid: Grid) -> None:
    """Numbers above their words; a line leads from each to the next."""
    size, gap, width = grid.scale * sheet.em, _GAP * sheet.em, _width(sheet, grid.columns)
    rows = math.ceil(len(steps) / grid.columns)
    for i, (step, made) in enumerate(zip(steps, grid.settings, strict=True)):
        row, column = divmod(i, grid.columns)
        x, y = column * (width + gap), row * sheet.h / rows
        box = sheet.put(sheet.figure(str(i + 1), size=3.4 * grid.scale), x, y, ink=head_ink(sheet, step))
        start, end = box.x1 + 0.6 * size, x + width + gap - 0.6 * size
        if i < len(steps) - 1 and column < grid.columns - 1 and end > start:
            middle = box.y0 + box.height / 2
            sheet.rule(start, middle, end, middle)
        made.put(sheet, x, y + _HEAD * size)


KIND = Kind(
    title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.told(sheet, TITLE), unit=True
)  # fmt: skip
