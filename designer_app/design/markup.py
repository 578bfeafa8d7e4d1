"""Rich cells: ``**bold**``, ``*italic*``, ``[accent]{…}`` or simple HTML → a plain text with marks.

Nothing raises: what can't be read as markup stays as it was typed and is noted as a fault.
"""

from __future__ import annotations

import re

from designer_app.design.markup_writer import Writer
from designer_app.errors import Finding
from designer_app.text.rich import OBJECT, RichText

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NAMED = re.compile(r"\[([^\W\d][\w.-]{0,60}(?:/\d{1,3})?)\]\{")
_SYMBOL = re.compile(r"\[icon:([\w-]{1,60})\](\{)?")
_STARS = re.compile(r"\*+")
_ITEM = re.compile(r"((?:\t|  )*)(?:([-•])|(\d{1,3})[.)])[ \t\u00a0]+(?=\S)")
_NAMES = {"**": "b", "*": "i"}
_EQUALS = re.compile(r"==+")
_SAY = {
    "**": "write \\*\\* for two stars, or close it with **",
    "*": "write \\* for a star, or close it with *",
    "==": "write \\== for two equals signs, or close it with ==",
    "{": "close it with }",
}


def read_markup(text: str, kind: str) -> str:
    """A cell's text as its slot says: ``markdown``, ``html`` or ``none``. Without marks and faults a plain
    ``str``, else a ``RichText``."""
    if kind == "markdown":
        found = Writer(text)
        _markdown(found)
        return found.finished()
    if kind == "html":
        from designer_app.design.markup_html import read_html  # seldom asked for

        return read_html(text)
    return text


def markup_findings(value: object, *, place: str, file: str) -> list[Finding]:
    """Notes on the markup of a value, or of a list's items, that was shown as text."""
    if isinstance(value, RichText):
        return [
            Finding(
                code="bad-markup", severity="warning", file=file, place=f"{place}, character {fault.at}",
                found=fault.found, expected=fault.expected, remedy=fault.remedy,
            )
            for fault in value.faults
        ]  # fmt: skip
    if isinstance(value, tuple | list):
        return [
            found
            for number, item in enumerate(value, 1)
            for found in markup_findings(item, place=f"{place}, item {number}", file=file)
        ]
    if isinstance(value, dict):
        return [
            found
            for name, item in value.items()
            for found in markup_findings(item, place=f"{place}.{name}", file=file)
        ]
    return []


def _markdown(out: Writer) -> None:
    source = out.source
    lines = source.split("\n")
    items = _items(lines)
    at = 0
    for number, line in enumerate(lines):
        if number:
            out.text("\n")
        if not line.strip():
            _unclosed(out, 0)
        item = items.get(number)
        skipped = 0
        if item is not None:
            _unclosed(out, 0)
            name, skipped = item
            out.begin("", name, at)
        _inline(out, at + skipped, at + len(line))
        if item is not None:
            _unclosed(out, 1)
            out.end()
        at += len(line) + 1
    _unclosed(out, 0)


def _items(lines: list[str]) -> dict[int, tuple[str, int]]:
    """Lines of lists: the name of their mark and how much of the line is the marker. One such line alone is no
    list: ``- 30 %`` may be a discount."""
    found: dict[int, tuple[str, int]] = {}
    numbers: dict[int, tuple[str, int]] = {}  # kind and number of the last item of each level
    run: list[int] = []
    for number, line in enumerate([*lines, ""]):
        match = _ITEM.match(line)
        if match is None:
            if len(run) == 1:
                del found[run[0]]
            run, numbers = [], {}
            continue
        level = 1 + len(match[1].replace("\t", "  ")) // 2
        level = min(level, 1 + max(numbers, default=0), 6)
        kind = "o" if match[3] else "u"
        numbers = {known: last for known, last in numbers.items() if known <= level}
        before = numbers.get(level)
        count = before[1] + 1 if before is not None and before[0] == kind else int(match[3] or 1)
        numbers[level] = kind, count
        found[number] = (f"item:{kind}:{level}:{count}", match.end())
        run.append(number)
    return found


def _inline(out: Writer, at: int, end: int) -> None:
    source = out.source
    while at < end:
        char = source[at]
        if char == "\\" and (escaped := _ESCAPED.match(source, at, end)):
            out.text(escaped[1])
            at = escaped.end()
        elif char == "*":
            at = _stars(out, at, end)
        elif char == "=" and source.startswith("==", at):
            at = _equals(out, at, end)
        elif char == "[" and (symbol := _SYMBOL.match(source, at, end)):
            at = symbol.end()
            if symbol[2]:
                out.begin(symbol[0], f"icon:{symbol[1]}", symbol.start())
            else:
                out.mark(OBJECT, f"icon:{symbol[1]}")
        elif char == "[" and (named := _NAMED.match(source, at, end)):
            out.begin(named[0], f"style:{named[1]}", at)
            at = named.end()
        elif char == "}" and any(sign.endswith("{") for sign, *_ in out.open):
            _unclosed(out, _brace(out) + 1)
            out.end()
            at += 1
        else:
            stop = at + 1
            while stop < end and source[stop] not in "\\*[}=":
                stop += 1
            out.text(source[at:stop])
            at = stop


def _brace(out: Writer) -> int:
    """Where the innermost brace stands among the open marks; −1 without one."""
    return next((i for i in range(len(out.open) - 1, -1, -1) if out.open[i][0].endswith("{")), -1)


def _stars(out: Writer, at: int, end: int) -> int:
    """A run of stars: it closes what it can, then opens, as what stands beside it allows."""
    source = out.source
    run = _STARS.match(source, at, end)
    assert run is not None
    count, place = len(run[0]), at
    before = source[at - 1 : at] if at else ""
    after = source[run.end() : run.end() + 1] if run.end() < end else ""
    if count == 1 and before.isdigit() and after.isdigit():
        out.text("*")  # 10*15
        return run.end()
    closes, opens = before.strip() != "", after.strip() != ""
    while count and closes:
        inner = range(len(out.open) - 1, _brace(out), -1)
        known = [i for i in inner if out.open[i][0] in _NAMES and len(out.open[i][0]) <= count]
        if not known:
            break
        alike = [i for i in known if len(out.open[i][0]) == count]
        _unclosed(out, (alike or known)[0] + 1)
        size = len(out.open[-1][0])
        out.end()
        count, place = count - size, place + size
    if opens and count <= 3:
        for sign in {0: (), 1: ("*",), 2: ("**",), 3: ("**", "*")}[count]:
            out.begin(sign, _NAMES[sign], place)
            place += len(sign)
    elif count:
        out.text("*" * count)
        if closes or opens:
            out.fault(place, "*" * count, "stars that were opened before", "write \\* for a star")
    return run.end()


def _equals(out: Writer, at: int, end: int) -> int:
    """Two equals signs open or close a highlight, as what stands beside them allows; more are text."""
    source = out.source
    run = _EQUALS.match(source, at, end)
    assert run is not None
    stop = run.end()
    before, after = source[at - 1 : at] if at else "", source[stop : stop + 1] if stop < end else ""
    depth = next((i for i in range(len(out.open) - 1, _brace(out), -1) if out.open[i][0] == "=="), -1)
    if len(run[0]) == 2 and depth >= 0 and before.strip():
        _unclosed(out, depth + 1)
        out.end()
    elif len(run[0]) == 2 and after.strip() and not before.isalnum():
        out.begin("==", "mark", at)
    else:
        out.text(run[0])
    return stop


def _unclosed(out: Writer, keep: int) -> None:
    """All open marks but the outermost ``keep`` end as text; a list's item, which has no sign, just ends."""
    while len(out.open) > keep:
        sign = out.open[-1][0]
        if not sign:
            out.end()
            continue
        out.abandon("a closing sign", _SAY.get(sign, _SAY["{"]))


__all__ = ["Writer", "markup_findings", "read_markup"]
