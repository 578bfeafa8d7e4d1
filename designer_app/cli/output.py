"""What commands print: findings on stderr, tables and JSON on stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from designer_app import wording
from designer_app.errors import DesignError, Finding, Severity

_Found = TypeVar("_Found")
_MOST = 20  # lines of one severity before the rest is counted
_PLACES = 12  # further places that one line names


def print_json(value: Any) -> None:
    """One JSON value on stdout, indented, UTF-8, keys in their own order. Of an object's own values those that are
    sequences, but no lists or tuples, are read and printed entry by entry: a batch may have a hundred thousand files."""
    for piece in _json_pieces(value):
        sys.stdout.write(piece)
    sys.stdout.write("\n")


def _json_pieces(value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or not any(_is_long(one) for one in value.values()):
        yield _json(value, 0)
        return
    before = "{"
    for key, one in value.items():
        yield f"{before}\n  {_json(key, 1)}: "
        if _is_long(one):
            for number, entry in enumerate(one):
                yield f"{',' if number else '['}\n    {_json(entry, 2)}"
            yield "\n  ]"
        else:
            yield _json(one, 1)
        before = ","
    yield "\n}"


def _is_long(value: Any) -> bool:
    return (
        isinstance(value, Sequence) and not isinstance(value, str | bytes | list | tuple) and len(value) > 0
    )


def _json(value: Any, level: int) -> str:
    """A value as it stands on a level of a larger one."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value, enc_hook=_plain), indent=2).decode("utf-8")
    return text.replace("\n", "\n" + "  " * level)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) else str(value)


def report_error(error: DesignError, *, as_json: bool) -> None:
    """Every finding as a line on stderr; with ``as_json`` also as an object on stdout."""
    for finding in error.findings:
        print(said(finding), file=sys.stderr)
    if as_json:
        print_json({"ok": False, "findings": list(error.findings)})


def language() -> str:
    """The language that findings are said in: ``ru`` or ``en``, as DESIGNER_LANGUAGE says, else the system's. Files and
    JSON are the same in both."""
    names = ("DESIGNER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wish = next((value for name in names if (value := os.environ.get(name))), "")
    if not wish and os.name == "nt":
        import locale

        wish = locale.getlocale(locale.LC_CTYPE)[0] or ""
    return "ru" if wish.lower().startswith("ru") else "en"


def said(finding: Finding) -> str:
    """A finding as one line."""
    return wording.line(finding, language())


def each(find: Callable[[str], _Found], names: Iterable[str]) -> tuple[list[_Found], bool]:
    """What ``find`` gives for each name, and whether one was broken: its faults are told on stderr.

    Raises ``DesignError`` for a name that isn't known at all.
    """
    found: list[_Found] = []
    broken = False
    for name in names:
        try:
            found.append(find(name))
        except DesignError as error:
            if error.usage:
                raise
            broken = True
            print_findings(error.findings)
    return found, broken


def print_findings(
    findings: Iterable[Finding], *, most: int = _MOST, notes: bool = True, to_stdout: bool = False
) -> None:
    """Errors, then warnings, then notes, on stderr (of a check, whose result they are, on stdout).

    Those that differ only in their place are one line, which goes on with the others' places (of notes only
    their number); beyond ``most`` lines of a severity only their number is told.
    """
    stream = sys.stdout if to_stdout else sys.stderr
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for one in dict.fromkeys(findings):
        key = (one.severity, one.code, one.file, one.found, one.expected, one.remedy)
        alike.setdefault(key, []).append(one)
    wanted: tuple[Severity, ...] = ("error", "warning", "note") if notes else ("error", "warning")
    for severity in wanted:
        mine = [group for group in alike.values() if group[0].severity == severity]
        for group in mine[:most]:
            print(said(group[0]) + _others(group[1:]), file=stream)
        if len(mine) > most:
            print(_rest(len(mine) - most, severity), file=stream)


def _rest(count: int, severity: Severity) -> str:
    if language() == "ru":
        return f"… и ещё {count}: {wording.SEVERITIES_RU[severity]} (все — с --json)"
    return f"… and {count} more {severity}s (--json lists them all)"


def _others(alike: Sequence[Finding]) -> str:
    if not alike:
        return ""
    more = f" (и ещё {len(alike)} таких же" if language() == "ru" else f" (and {len(alike)} more like it"
    if alike[0].severity != "note":
        places = [" ".join(wording.place(one.place, language()).split()) for one in alike[:_PLACES]]
        more += ": " + "; ".join(places) + ("; …" if len(alike) > _PLACES else "")
    return more + ")"


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """A table: drawn by rich in a terminal, in plain aligned columns anywhere else.

    ``right`` numbers the columns set flush right.
    """
    if sys.stdout.isatty():
        _rich_table(heads, rows, right)
        return
    lines = [list(heads), *[list(row) for row in rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    for line in lines:
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def _rich_table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)


def bytes_text(count: int) -> str:
    """``734 B``, ``12.3 kB``, ``4.56 MB`` (decimal units)."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.2f} MB"
