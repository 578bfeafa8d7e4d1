"""Tables that people open in a spreadsheet, written so that none of their cells is run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


_PIECE = 64_000  # characters


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """A CSV in UTF-8 with a byte order mark, ``separator`` and quotes. A cell that a spreadsheet would take for a formula
    begins with an apostrophe, which shows it as text."""
    return b"".join(csv_pieces(heads, rows, separator))


def csv_pieces(heads: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> Iterator[bytes]:
    """``csv_bytes``, never in memory as a whole."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n", delimiter=separator)
    yield b"\xef\xbb\xbf"
    writer.writerow(heads)
    for row in rows:
        writer.writerow([plain(cell) for cell in row])
        if text.tell() > _PIECE:
            yield text.getvalue().encode("utf-8")
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode("utf-8")


def plain(cell: str) -> str:
    """The cell as a text for every spreadsheet."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
