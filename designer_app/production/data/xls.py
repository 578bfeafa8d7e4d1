"""Old and binary Excel files (.xls, .xlsb), read by calamine in a child process that may die of them.

Formats of numbers aren't told: 30 % reads as 0.3.
"""

from __future__ import annotations

import datetime
import subprocess
import sys

import msgspec

from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.pictures.keeper import surroundings
from designer_app.production.data.grid import Broken, build_table, sheet_note
from designer_app.production.data.records import Cell, Table
from designer_app.production.data.xls_child import Answer, Sent

_CHILD = (sys.executable, "-P", "-s", "-m", "designer_app.production.data.xls_child")
_SECONDS = 90
OLD, BINARY = "an old Excel file", "a binary Excel file"


def read_xls(data: bytes, file: str, sheet: str = "", what: str = OLD) -> Table:
    """The first visible sheet, or the one named; ``what`` kind of file it is, in words. Raises ``DesignError``: ``bad-xls``
    and those of ``build_table``."""
    answer = _asked(data, sheet, file)
    if answer.locked:
        raise _bad(file, "a workbook locked by a password", "save it without a password")
    if answer.fault or not answer.sheets:
        raise _bad(file, answer.fault or "no sheet inside")
    if not answer.chosen:
        error = fail(
            "unknown-sheet", file=file, found=f"'{sheet}'", expected="a sheet of the workbook",
            remedy=did_you_mean(sheet, [name for name, _ in answer.sheets]),
        )  # fmt: skip
        raise DesignError(*error.findings, usage=True)
    records = [
        (number, [_cell(value) for value in cells]) for number, cells in enumerate(answer.rows, answer.first)
    ]
    return build_table(file, records, notes=_notes(answer, sheet, file, what), ragged=False)


def _asked(data: bytes, sheet: str, file: str) -> Answer:
    with subprocess.Popen([*_CHILD, sheet], **surroundings()) as child:
        try:
            said, _ = child.communicate(data, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            raise _bad(file, "a workbook that takes too long to read") from None
        finally:
            child.kill()
    try:
        return msgspec.msgpack.decode(said, type=Answer)
    except msgspec.DecodeError:  # it has died
        raise _bad(file, "a broken workbook") from None


def _cell(value: Sent) -> Cell:
    if not isinstance(value, dict):
        return value
    if "error" in value:
        return Broken(value["error"], "a value", "correct the formula")
    moment = datetime.datetime.fromisoformat(value["date"])
    return moment.date() if moment.time() == datetime.time() else moment


def _notes(answer: Answer, sheet: str, file: str, what: str) -> list[Finding]:
    notes = []
    seen = [name for name, visible in answer.sheets if visible]
    if not sheet and len(seen) > 1:
        notes.append(sheet_note(file, answer.chosen, seen))
    notes.append(
        Finding(
            code="formats-unknown", severity="note", file=file,
            found=f"{what}: formats of numbers aren't read",
            remedy="where 30 % comes out as 0.3, save the file as .xlsx",
        )
    )  # fmt: skip
    return notes


def _bad(
    file: str, found: str, remedy: str = "open it in a spreadsheet program and save it as .xlsx"
) -> DesignError:
    return fail("bad-xls", file=file, found=found[:160], expected="a sound workbook", remedy=remedy)
