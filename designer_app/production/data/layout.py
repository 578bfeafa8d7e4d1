"""How a grid of cells lies: titles above the headings, headings of two lines, a total below the rows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from designer_app.errors import fail
from designer_app.production.data.records import Broken, Cell, cell_text, is_blank

Record = tuple[int, Sequence[Cell]]  # line (in a sheet, its row) and cells

LOOKED_AT = 40  # records that aren't blank, from which the headings are told
_LONGEST = 80  # characters of a heading, one that is guessed
_FIGURE = re.compile(r"[\d\s.,%$€₽£+−-]+(?:руб|р|шт|кг|г|л|мл|см|мм|м)?\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOTAL = re.compile(
    r"(?:и\s?т\s?о\s?г\s?о|итог|всего|(?:grand |sub)?totals?|sum|сумма)(?: (?:по|за|for)\b.{0,40}| (?:позиций|наименований|товаров|штук|единиц|строк|сумма|к оплате|items|rows))?[\s:.=]*"
)


def heading_index(records: Sequence[Record], source: str, line: int = 0) -> int:
    """Which of the first records that aren't blank holds the headings: the one of the ``line`` that a person has named;
    else the first that is no remark (``# Required``), or, where it and others below it are titles (filled by half as many
    cells as the fullest, or fewer), the first below them. Raises ``DesignError`` (usage): ``no-headings``."""
    if line:
        found = [index for index, (number, _) in enumerate(records) if number == line]
        if not found:
            error = fail(
                "no-headings", file=source, place=f"line {line}", found="nothing", expected="the line of the headings",
                remedy=f"the first lines with cells are {', '.join(str(n) for n, _ in records[:5])}",
            )  # fmt: skip
            error.usage = True
            raise error
        return found[0]
    remarks = 0
    while remarks < len(records) - 1 and _is_remark(records[remarks][1]):
        remarks += 1
    return remarks + _below_titles(records[remarks:])


def _below_titles(records: Sequence[Record]) -> int:
    filled = [_filled(cells) for _, cells in records]
    if not filled or 2 * filled[0] > (most := max(filled)):
        return 0
    at = next(index for index, count in enumerate(filled) if 2 * count > most)
    fuller = sum(count > filled[0] for count in filled[at + 1 :])
    rest = len(filled) - at - 1
    if not rest or 2 * fuller < rest:
        return 0
    plain = filled[0] == 1 and most > 2
    return at if plain or are_headings(records[at][1]) else 0


def heading_place(rows: Sequence[Record], source: str, line: int = 0) -> int:
    """The place of the headings among all rows of a sheet."""
    full = [
        at
        for at, (_, cells) in enumerate(rows[: 4 * LOOKED_AT + line])
        if not all(is_blank(c) for c in cells)
    ]
    first = full[: LOOKED_AT + line]
    return first[heading_index([rows[at] for at in first], source, line)] if first else 0


def joined_headings(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell] | None:
    """The headings of two lines as one, ``Price, retail``; None where the lower one is a row. They are two where cells
    are merged over both, so that these say the same twice."""
    twice = [a == b and not is_blank(a) for a, b in zip(upper, lower, strict=False)]
    if not any(twice) or not are_headings(lower):
        return None
    made: list[Cell] = []
    group: Cell = None  # what stands over several columns stands in the first of them
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else None
        below = lower[index] if index < len(lower) else None
        group = group if is_blank(above) else above
        if is_blank(below) or below == above:
            made.append(above)
        else:
            made.append(f"{cell_text(group)}, {cell_text(below)}" if not is_blank(group) else below)
    return made


def is_total(cells: Sequence[Cell], columns: int) -> bool:
    """Whether a row below the others is their total: it begins with the word for it, and has no more than figures beside."""
    full = [cell for cell in cells if not is_blank(cell)]
    if columns < 2 or not full or not isinstance(full[0], str):
        return False
    return bool(_TOTAL.fullmatch(full[0].strip().casefold())) and all(is_figure(c) for c in full[1:])


def are_headings(cells: Sequence[Cell]) -> bool:
    """Texts without figures (years are names), none twice."""
    full = [cell for cell in cells if not is_blank(cell)]
    texts = [cell_text(cell) for cell in full]
    if len(set(texts)) < len(texts) or any(len(text) > _LONGEST for text in texts):
        return False
    return not any(is_figure(cell) and not _YEAR.fullmatch(cell_text(cell)) for cell in full)


def is_figure(cell: Cell) -> bool:
    """A number, a price, a share, a date."""
    if isinstance(cell, str):
        return bool(_FIGURE.fullmatch(cell.strip()))
    return isinstance(cell, int | float | datetime.date | Broken)


def _is_remark(cells: Sequence[Cell]) -> bool:
    """Whether a line says something of the headings below it, each cell behind ``# `` (Meta's catalogs)."""
    full = [cell for cell in cells if not is_blank(cell)]
    return bool(full) and all(isinstance(cell, str) and cell.lstrip().startswith("# ") for cell in full)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)
