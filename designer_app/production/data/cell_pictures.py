"""Pictures of a sheet as values of its cells: a name where the cell has no text, and the file's bytes under that name."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping

from designer_app.production.data.layout import heading_place
from designer_app.production.data.packages import Package
from designer_app.production.data.records import Broken, Cell, is_blank
from designer_app.production.data.xlsx_sheet import column_letters
from designer_app.production.data.xlsx_xml import XmlError

Spot = tuple[int, int]  # row and column of a sheet, from 0
_BYTES = 256 * 1024 * 1024  # of all pictures of a table


def put_pictures(
    rows: list[tuple[int, list[Cell]]],
    pictures: Callable[[], Mapping[Spot, str]],
    package: Package,
    file: str,
    header: int = 0,
) -> dict[str, bytes]:
    """Write names into the cells that hold ``pictures`` (parts by their places) instead of text, in rows below the
    headings; their bytes by name. Raises ``XmlError`` when they are too many."""
    heads = heading_place(rows, file, header)
    found = pictures() if len(rows) > heads + 1 else {}
    width = len(rows[heads][1]) if found else 0
    parts: dict[str, str] = {}
    for number, cells in rows[heads + 1 :] if found else ():
        for column in range(width):
            here = found.get((number - 1, column))
            cell = cells[column] if column < len(cells) else None
            if here and (is_blank(cell) or isinstance(cell, Broken)):
                cells.extend([None] * (column + 1 - len(cells)))
                name = f"cell-{column_letters(column)}{number}{posixpath.splitext(here)[1].lower()}"
                cells[column] = name
                parts[name] = here
    return _bytes(package, parts)


def _bytes(package: Package, parts: Mapping[str, str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for name, part in parts.items():
        found[name] = b"".join(package.inflated(part))
        total += len(found[name])
        if total > _BYTES:
            raise XmlError(f"more than {_BYTES // 1024**2} MB of pictures", part)
    return found
