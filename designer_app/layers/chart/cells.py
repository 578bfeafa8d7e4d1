"""Columns of a styled table: what stands in each cell, and how wide columns are so that all of it can be read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from designer_app.layers.chart.data import Data, Series
from designer_app.layers.chart.figures import Figures
from designer_app.layers.chart.sheet import Sheet

HEAD = 0.84  # em of column names


class Column(msgspec.Struct, frozen=True):
    """A column: its name, cells (empty where missing), whether they are figures, and whether it stands out."""

    name: str
    cells: tuple[str, ...]
    numeric: bool = False
    marked: bool = False


def columns_of(sheet: Sheet) -> list[Column]:
    """Names, further words, then figures; each column of figures in its own unit, which its name says."""
    data = sheet.data
    out = [Column(data.label, data.names)] if any(data.names) else []
    out += [Column(name, cells) for name, cells in data.words]
    for number, one in enumerate(data.series):
        figures = _figures(sheet, data, one)
        cells = tuple("" if value is None else figures.bare(value) for value in one.values)
        unit = sheet.layer.unit or one.unit
        name = f"{one.name}, {unit}" if unit and unit not in one.name.split() else one.name
        out.append(Column(name, cells, True, number in data.marked_series))
    return out


def _figures(sheet: Sheet, data: Data, one: Series) -> Figures:
    """A column's own way of writing: as many decimals as its values need."""
    exact = next(
        (
            places
            for places in range(data.decimals)
            if all(abs(value - round(value, places)) < 1e-9 for value in one.known)
        ),
        data.decimals,
    )
    return Figures(msgspec.structs.replace(data, series=(one,), decimals=exact), sheet.ctx)


def widths_of(sheet: Sheet, columns: Sequence[Column], scale: float) -> list[float] | None:
    """Widths in px at ``scale`` em that take the sheet's whole width with gaps between; None where columns of words
    would be too narrow to wrap well. Figures never wrap; words share what is left, the widest give way first."""
    size = scale * sheet.em
    gap = gap_of(sheet, scale)
    natural = [_natural(sheet, column, scale) for column in columns]
    free = sheet.w - gap * (len(columns) - 1)
    fixed = sum(width for column, width in zip(columns, natural, strict=True) if column.numeric)
    words = [width for column, width in zip(columns, natural, strict=True) if not column.numeric]
    spare = free - fixed
    cap = _cap(words, spare)
    if words and cap < min(6.0 * size, max(words)):
        return None
    if not words and spare < 0:
        return None
    found = [
        width if column.numeric else min(width, cap) for column, width in zip(columns, natural, strict=True)
    ]
    rest = max(0.0, free - sum(found))
    if len(found) == 1:
        return [free]
    shares = [0.5 if not number else 0.5 / (len(found) - 1) for number in range(len(found))]
    return [width + rest * share for width, share in zip(found, shares, strict=True)]


def gap_of(sheet: Sheet, scale: float) -> float:
    return 1.4 * scale * sheet.em


def _natural(sheet: Sheet, column: Column, scale: float) -> float:
    """The width that a column likes: of its longest cell, and of the longest word of its name."""
    cells = max(
        (sheet.width_of(cell, size=scale, style=style_of(column), tabular=column.numeric) for cell in set(column.cells)),
        default=0.0,
    )  # fmt: skip
    words = column.name.split() or [""]
    name = max(sheet.width_of(part, size=HEAD * scale) for part in words)
    if len(column.name) > 12:  # a long name in at most three lines
        name = max(name, sheet.width_of(column.name, size=HEAD * scale) / 2.4)
    else:
        name = max(name, sheet.width_of(column.name, size=HEAD * scale))
    return max(cells, name, scale * sheet.em) + 0.05 * sheet.em


def style_of(column: Column, marked: bool = False) -> str:
    return "label" if column.marked or marked else ""


def _cap(widths: Sequence[float], room: float) -> float:
    """The width that none may exceed so that all together take ``room``."""
    left, rest = room, sorted(widths)
    for number, width in enumerate(rest):
        share = left / (len(rest) - number)
        if width > share:
            return share
        left -= width
    return rest[-1] if rest else room
