"""Table: words on the left, figures in columns on the right, hairlines between rows; what has no room is said."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.cells import HEAD, Column, columns_of, gap_of, style_of, widths_of
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind, Refusal
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.words import plural, word
from designer_app.layers.text.label import Label

TITLE = {"en": "Table", "ru": "Таблица"}

_LADDER = (1.4, 1.25, 1.12, 1.0, 0.92, 0.85, 0.78, 0.72)
_AIR = 1.25  # em of type between the words of two rows, at least
_MOST = 5.0  # em of type: rows of one line are no higher
_LINES, _LONG = 3, 10  # of a cell; where it would be cut


def _something(data: Data) -> Refusal | None:
    if data.series or data.words or any(data.names):
        return None
    return Refusal("no columns", "at least one column of words or numbers")


refuse = needs.all_of(needs.rows(1), _something)


def fits(data: Data) -> int:
    columns = len(data.series) + len(data.words)
    return 72 if columns >= 4 else 60 if columns >= 2 and data.count <= 12 else 26


class Grid(msgspec.Struct, frozen=True):
    """A table set: columns and their right and left edges, rows of labels, and heights in px."""

    scale: float
    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    head: tuple[Label | None, ...]
    rows: tuple[tuple[Label | None, ...], ...]
    heights: tuple[float, ...]

    @property
    def top(self) -> float:
        return max((made.height for made in self.head if made), default=0.0)

    @property
    def cut(self) -> bool:
        return any(made is not None and made.cut for row in (self.head, *self.rows) for made in row)


def draw(sheet: Sheet) -> None:
    columns = columns_of(sheet)
    _put(sheet, _whole(sheet, columns) or _part(sheet, columns), len(columns))


def _whole(sheet: Sheet, columns: Sequence[Column]) -> Grid | None:
    """All columns and rows at the largest size at which they have room."""
    for scale, lines in [(scale, _LINES) for scale in _LADDER] + [(scale, _LONG) for scale in _LADDER[3:]]:
        size = scale * sheet.em
        if sheet.data.count * (0.7 + _AIR) * size > sheet.h:
            continue
        widths = widths_of(sheet, columns, scale)
        if widths is None:
            continue
        grid = _set(sheet, columns, widths, scale, lines)
        if not grid.cut and _head_height(sheet, grid) + sum(grid.heights) <= sheet.h:
            return grid
    return None


def _part(sheet: Sheet, columns: Sequence[Column]) -> Grid:
    """What has room of the smallest size: columns from the left, the marked ones first; rows from the top."""
    scale = _LADDER[-1]
    kept = [*columns]
    while len(kept) > 1 and widths_of(sheet, kept, scale) is None:
        kept.remove(next((c for c in reversed(kept[1:]) if not c.marked), kept[-1]))
    widths = widths_of(sheet, kept, scale) or [sheet.w / len(kept) - gap_of(sheet, scale)] * len(kept)
    whole = _set(sheet, kept, widths, scale, _LINES)
    if whole.cut or _head_height(sheet, whole) + sum(whole.heights) > sheet.h:
        whole = _set(sheet, kept, widths, scale, 1 if len(whole.rows) > 6 else 2)
    left = sheet.h - _head_height(sheet, whole)
    left -= _foot(sheet, scale) if len(kept) < len(columns) else 0.0
    if sum(whole.heights) <= left:
        return whole
    shown, left = 0, sheet.h - _head_height(sheet, whole) - _foot(sheet, scale)
    for height in whole.heights:
        if height > left and shown:
            break
        left -= height
        shown += 1
    return msgspec.structs.replace(whole, rows=whole.rows[:shown], heights=whole.heights[:shown])


def _set(sheet: Sheet, columns: Sequence[Column], widths: Sequence[float], scale: float, lines: int) -> Grid:
    size = scale * sheet.em
    head = tuple(
        sheet.label(
            column.name, size=HEAD * scale, width=width, lines=_LINES, align="right" if column.numeric else "left"
        )
        for column, width in zip(columns, widths, strict=True)
    )  # fmt: skip
    rows = tuple(
        tuple(
            sheet.label(
                column.cells[row] or "–", size=scale, width=width, lines=1 if column.numeric else lines,
                style=style_of(column, row in sheet.data.marked), tabular=column.numeric, least=0.8 * scale,
            )
            for column, width in zip(columns, widths, strict=True)
        )
        for row in range(sheet.data.count)
    )  # fmt: skip
    heights = tuple(max((made.height for made in row if made), default=0.0) + _AIR * size for row in rows)
    return Grid(scale, tuple(columns), tuple(widths), head, rows, heights)


def _head_height(sheet: Sheet, grid: Grid) -> float:
    return grid.top + 0.75 * grid.scale * sheet.em


def _foot(sheet: Sheet, scale: float) -> float:
    return 1.9 * scale * sheet.em


def _put(sheet: Sheet, grid: Grid, all_columns: int) -> None:
    size, gap = grid.scale * sheet.em, gap_of(sheet, grid.scale)
    lost = len(grid.rows) < sheet.data.count or len(grid.columns) < all_columns
    y = _head_height(sheet, grid)
    spare = max(0.0, sheet.h - y - sum(grid.heights) - (_foot(sheet, grid.scale) if lost else 0.0))
    spare = min(spare / len(grid.rows), max(0.0, (_MOST - 0.7 - _AIR) * size))
    edges = [sum(grid.widths[:i]) + gap * i for i in range(len(grid.widths))]
    for column, made, x, width in zip(grid.columns, grid.head, edges, grid.widths, strict=True):
        right = column.numeric
        ink = sheet.ink if column.marked else sheet.quiet_ink
        sheet.put(
            made,
            x + width if right else x,
            grid.top,
            ink=ink,
            align="right" if right else "left",
            anchor="base",
        )
    sheet.rule(0.0, y, sheet.w, y, sheet.ink, 1.5 * sheet.hair)
    for number, (row, height) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        if number:
            sheet.rule(0.0, y, sheet.w, y)
        first = y + (height + spare) / 2
        one = min((made.height for made in row if made), default=0.0)
        tall = max((made.height for made in row if made), default=0.0)
        top = first - tall / 2
        for column, made, x, width in zip(grid.columns, row, edges, grid.widths, strict=True):
            missing = not column.cells[number]
            ink = (
                sheet.quiet_ink
                if missing
                else sheet.spoken(sheet.accent)
                if column.marked
                else sheet.row_ink(number)
            )
            right = column.numeric
            at = top + max(0.0, one - (made.height if made else 0.0))
            sheet.put(made, x + width if right else x, at, ink=ink, align="right" if right else "left")
        y += height + spare
    if lost:
        _say_rest(sheet, grid, all_columns, y)


def _say_rest(sheet: Sheet, grid: Grid, all_columns: int, y: float) -> None:
    """Rows and columns that have no room, by their numbers."""
    language = sheet.ctx.language
    rows, columns = sheet.data.count - len(grid.rows), all_columns - len(grid.columns)
    parts = []
    if rows:
        parts.append(f"{rows} {plural(rows, language, *_ROWS[language.startswith('ru')])}")
    if columns:
        parts.append(f"{columns} {plural(columns, language, *_COLUMNS[language.startswith('ru')])}")
    words = word("rest", language, what=f" {word('and', language)} ".join(parts))
    sheet.rule(0.0, y, sheet.w, y)
    sheet.say(
        words, 0.0, y + 0.8 * grid.scale * sheet.em, size=0.92 * grid.scale, ink=sheet.quiet_ink, width=sheet.w, least=0.5
    )  # fmt: skip
    sheet.warn(
        "rows-merged" if rows else "columns-left-out", f"{sheet.data.count} rows of {all_columns} columns",
        f"at most {len(grid.rows)} of {len(grid.columns)} in this frame",
        "choose rows and columns, or a larger size",
    )  # fmt: skip


_ROWS = (("row", "rows", "rows"), ("строка", "строки", "строк"))
_COLUMNS = (("column", "columns", "columns"), ("столбец", "столбца", "столбцов"))


def _says(sheet: Sheet) -> str:
    """Row by row, each cell with the name of its column."""
    first, *others = columns_of(sheet)
    missing = word("missing", sheet.ctx.language)
    said = [
        f"{first.cells[row]}: " + ", ".join(f"{one.name} {one.cells[row] or missing}" for one in others)
        if others
        else first.cells[row]
        for row in range(sheet.data.count)
    ]
    return alt.listed(sheet, TITLE, said)


KIND = Kind(
    title=TITLE, refuse=refuse, fits=fits, draw=draw, says=_says, unit=True
)  # fmt: skip
