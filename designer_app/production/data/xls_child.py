"""The child that reads old Excel files: ``python -m designer_app.production.data.xls_child PLACE``, the file on stdin.

Calamine panics or aborts on some broken files, and allocates what a hostile one declares; here that ends no more
than this process. Answers with one ``Answer`` as MessagePack.
"""

from __future__ import annotations

import datetime
import io
import sys
from typing import Any

import msgspec

from designer_app.production.data.old_looks import Seen, xls_looks, xlsb_looks
from designer_app.production.data.xlsx_cells import CellStyles, Look

_MEMORY, _SECONDS = 1_500_000_000, 60.0
_MOST_COLUMNS = 1_000
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}

Sent = float | int | bool | str | None | dict[str, str]  # a dict is {"date": …} or {"error": …}


class Answer(msgspec.Struct, omit_defaults=True):
    """``sheets`` are (name, visible); ``rows`` those of the ``chosen`` place, with the number of the first; or what went wrong."""

    sheets: list[tuple[str, bool]] = []
    chosen: int = -1
    first: int = 1
    rows: list[list[Sent]] = []
    merged: list[tuple[int, int, int]] = []  # as ``books.Merged``
    wide: list[int] = []  # as in ``records.Looks``
    hidden_rows: int = 0
    hidden_columns: list[int] = []
    words: list[tuple[int, str, str]] = []  # column, and what stands before and behind figures in it
    formats: bool = True  # whether the formats of numbers could be read
    fault: str = ""
    locked: bool = False


def main() -> int:
    from designer_app.pictures.child import limit

    data = sys.stdin.buffer.read()
    limit(_MEMORY, _SECONDS)
    sys.stdout.buffer.write(msgspec.msgpack.encode(read(data, int(sys.argv[1]))))
    return 0


def read(data: bytes, wanted: int) -> Answer:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (one.name, one.visible == calamine.SheetVisibleEnum.Visible)
            for one in workbook.sheets_metadata
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if not sheets:
            return Answer()
        seen = [at for at, (_, visible) in enumerate(sheets) if visible]
        chosen = wanted if 0 <= wanted < len(sheets) else seen[0] if seen else 0
        sheet = workbook.get_sheet_by_name(sheets[chosen][0])
        row, column = sheet.start or (0, 0)
        if column + sheet.width > _MOST_COLUMNS:
            return Answer(fault=f"{column + sheet.width} columns")
        seen_looks = _looks(data, sheets[chosen][0])
        looks = seen_looks.cells if seen_looks else {}
        rows = [
            [
                *[None] * column,
                *(_shown(cell, looks.get((y, x))) for x, cell in enumerate(cells, column)),
            ]
            for y, cells in enumerate(sheet.to_python(skip_empty_area=True), row)
        ]
        ranges = sheet.merged_cell_ranges or ()
        words = {(x, *look.worded.words) for (_, x), look in looks.items() if look.worded}
        return Answer(
            sheets=sheets, chosen=chosen, first=row + 1, rows=rows, formats=seen_looks is not None,
            merged=[(a[1], a[0] + 1, b[0] + 1) for a, b in ranges if b[0] > a[0]],
            wide=[a[0] + 1 for a, b in ranges if b[0] == a[0] and b[1] > a[1]],
            hidden_rows=seen_looks.rows if seen_looks else 0,
            hidden_columns=sorted(seen_looks.columns) if seen_looks else [], words=sorted(words),
        )  # fmt: skip
    except calamine.PasswordError:
        return Answer(locked=True)
    except Exception as fault:
        return Answer(fault=str(fault)[:160] or type(fault).__name__)


def _looks(data: bytes, sheet: str) -> Seen | None:
    """What the cells' formats show; None where that can't be read, which costs the formats alone."""
    try:
        return (xlsb_looks if data.startswith(b"PK") else xls_looks)(data, sheet)
    except Exception:
        return None


def _shown(value: Any, look: Look | None) -> Sent:
    if look is not None and look.kind in ("number", "percent") and isinstance(value, int | float):
        return _sent(CellStyles(()).shown(float(value), look))
    return _sent(value)


def _sent(value: Any) -> Sent:
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.15g}")
    if isinstance(value, datetime.datetime | datetime.date):
        return {"date": value.isoformat()}
    if isinstance(value, datetime.time):
        return f"{value.hour:02}:{value.minute:02}"
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, str) and value in _ERRORS:
        return {"error": value}
    if value == "":
        return None
    return value if isinstance(value, int | bool | str) else str(value)


if __name__ == "__main__":
    sys.exit(main())
