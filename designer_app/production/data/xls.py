"""Old and binary Excel files (.xls, .xlsb), read by calamine in a child process that may die of them."""

from __future__ import annotations

import datetime
import subprocess
import sys

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.known_types import read_as
from designer_app.pictures.keeper import surroundings
from designer_app.production.data.books import Merged, Named, fill_merged, hidden_note, merged_note, read_book
from designer_app.production.data.grid import build_table
from designer_app.production.data.records import FOUND_OUT, Broken, Cell, Looks, Reading, Table
from designer_app.production.data.worded import Words
from designer_app.production.data.xls_child import Answer, Sent

_CHILD = (sys.executable, "-P", "-s", "-m", "designer_app.production.data.xls_child")
_SECONDS = 90
OLD, BINARY = "an old Excel file", "a binary Excel file"


def read_xls(data: bytes, file: str, how: Reading = FOUND_OUT, what: str = OLD) -> Table:
    """The sheet that ``read_book`` chooses; ``what`` kind of file it is, in words. Raises ``DesignError``: ``bad-xls`` and
    those of ``build_table``."""
    first = _asked(data, -1, file)
    names = [Named(name, visible) for name, visible in first.sheets]

    def read(at: int) -> Table:
        answer = first if at == first.chosen else _asked(data, at, file)
        rows = [
            (line, [_cell(value) for value in cells]) for line, cells in enumerate(answer.rows, answer.first)
        ]
        fill_merged(rows, [Merged(*one) for one in answer.merged])
        notes = merged_note(file, len(answer.merged)) if answer.formats else [_formats_unknown(file, what)]
        notes += hidden_note(file, answer.hidden_rows)
        words: dict[int, set[Words]] = {}
        for column, before, after in answer.words:
            words.setdefault(column, set()).add(Words(before, after))
        looks = Looks(frozenset(answer.wide), frozenset(answer.hidden_columns), words)
        return build_table(file, rows, notes=notes, ragged=False, how=how, looks=looks)

    return read_book(names, how.sheet, file, read)[1]


def _asked(data: bytes, sheet: int, file: str) -> Answer:
    """What the child says of the ``sheet`` of this place; -1 = the first visible one."""
    with subprocess.Popen([*_CHILD, str(sheet)], **surroundings()) as child:
        try:
            said, _ = child.communicate(data, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            raise _bad(file, "a workbook that takes too long to read") from None
        finally:
            child.kill()
    try:
        answer = msgspec.msgpack.decode(said, type=read_as(Answer))
    except msgspec.DecodeError:  # it has died
        raise _bad(file, "a broken workbook") from None
    if answer.locked:
        raise _bad(file, "a workbook locked by a password", "save it without a password")
    if answer.fault or not answer.sheets:
        raise _bad(file, answer.fault or "no sheet inside")
    return answer


def _cell(value: Sent) -> Cell:
    if not isinstance(value, dict):
        return value
    if "error" in value:
        return Broken(value["error"], "a value", "correct the formula")
    moment = datetime.datetime.fromisoformat(value["date"])
    return moment.date() if moment.time() == datetime.time() else moment


def _formats_unknown(file: str, what: str) -> Finding:
    return Finding(
        code="formats-unknown", severity="note", file=file, found=f"{what}: formats of numbers aren't read",
        remedy="where 30 % comes out as 0.3, save the file as .xlsx",
    )  # fmt: skip


def _bad(
    file: str, found: str, remedy: str = "open it in a spreadsheet program and save it as .xlsx"
) -> DesignError:
    return fail("bad-xls", file=file, found=found[:160], expected="a sound workbook", remedy=remedy)
