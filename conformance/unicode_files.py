"""Our breaks and levels against Unicode's own test files (Debian package ``unicode-data``).

ICU decides breaks, by its own, newer Unicode; a line of an older test file that a later rule contradicts is
listed under that rule. Directions are our own code: every line has to pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from conformance.records import Failure, Suite
from conformance.rule_changes import Classes, grapheme_reason, line_reason
from designer_app.text.bidi import REMOVED, paragraph_level, resolve
from designer_app.text.breaking import graphemes, line_ends
from designer_app.text.direction import kind, visual_order
from tools.debian import PACKAGES, installed

_PLACES = (installed(PACKAGES["unicode-data"]).parent,)


def run(data: Path) -> list[Suite]:
    """A row for each file; ``data/unicode`` is looked at before the system's folder."""
    root = folder(data)
    if root is None:
        missing = "Unicode's test files; install the Debian package unicode-data"
        return [Suite(suite="text/unicode", files=0, passed=0, target=1.0, missing=missing)]
    return [
        *break_suites(root),
        _suite(root / "BidiCharacterTest.txt", "text/bidi-characters", character_lines),
        _suite(root / "BidiTest.txt", "text/bidi-classes", class_lines),
    ]


def folder(data: Path) -> Path | None:
    """Where Unicode's files lie, if they do."""
    return next((p for p in (data / "unicode", *_PLACES) if (p / "BidiTest.txt").is_file()), None)


def break_suites(root: Path) -> list[Suite]:
    """The rows for line breaks and graphemes."""
    auxiliary = root / "auxiliary"
    explain = partial(line_reason, classes=Classes(root / "LineBreak.txt"))
    return [
        _breaks(auxiliary / "LineBreakTest.txt", "text/line-breaks", _line_places, explain),
        _breaks(auxiliary / "GraphemeBreakTest.txt", "text/graphemes", _grapheme_places, grapheme_reason),
    ]


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines without comments and empty ones."""
    with file.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if bare := line.partition("#")[0].strip():
                yield number, bare


def version(file: Path) -> str:
    """The Unicode version that a file names in its first line."""
    with file.open(encoding="utf-8") as stream:
        found = re.search(r"-(\d+\.\d+)", stream.readline())
    return found[1] if found else "?"


# ── Breaks ──────────────────────────────────────────────────────────────────────────────────────────


def break_case(line: str) -> tuple[str, list[int]]:
    """``÷ 0023 × 0020 ÷`` → the text and where it may be parted, its end included."""
    text, places = "", []
    for sign in line.split()[1:]:
        if sign == "÷":
            places.append(len(text))
        elif sign != "×":
            text += chr(int(sign, 16))
    return text, places


def _line_places(text: str) -> list[int]:
    return line_ends(text, "en")


def _grapheme_places(text: str) -> list[int]:
    out: list[int] = []
    for cluster in graphemes(text):
        out.append((out[-1] if out else 0) + len(cluster))
    return out


def _breaks(
    file: Path,
    name: str,
    found: Callable[[str], list[int]],
    reason: Callable[[str, list[int], list[int]], str],
) -> Suite:
    total = 0
    failures = []
    unexplained = 0
    for number, line in lines(file):
        total += 1
        text, wanted = break_case(line)
        got = found(text)
        if got != wanted:
            why = reason(text, wanted, got)
            unexplained += not why
            failures.append(Failure(f"{file.name}:{number}", why or f"unexplained: {line}, ours {got}"))
    return Suite(
        suite=name,
        files=total,
        passed=total - unexplained,
        target=1.0,
        what=f"Unicode {version(file)}; {total - len(failures)} agree, {len(failures) - unexplained} differ by rule",
        failures=tuple(failures),
    )


# ── Directions ──────────────────────────────────────────────────────────────────────────────────────

Case = tuple[
    int, list[str], str, int, int, list[str], list[int]
]  # line, classes, text, set base, base, levels, order


def character_lines(file: Path) -> Iterator[Case]:
    """BidiCharacterTest.txt: characters; direction; base level; levels; visual order."""
    for number, line in lines(file):
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        given = int(direction) if direction != "2" else -1
        yield number, [kind(c) for c in text], text, given, int(base), levels.split(), _numbers(order)


def class_lines(file: Path) -> Iterator[Case]:
    """BidiTest.txt: classes; a bit set of directions (1 automatic, 2 left to right, 4 right to left)."""
    levels: list[str] = []
    order: list[int] = []
    for number, line in lines(file):
        if line.startswith("@Levels:"):
            levels = line[8:].split()
        elif line.startswith("@Reorder:"):
            order = _numbers(line[9:])
        elif not line.startswith("@"):
            classes, bits = line.split(";")
            for bit, given in ((1, -1), (2, 0), (4, 1)):
                if int(bits) & bit:
                    yield number, classes.split(), "", given, -1, levels, order


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split()]


def differs(case: Case) -> str:
    """What of a case we get otherwise; "" when it agrees."""
    _, kinds, text, given, base, wanted, order = case
    ours = (paragraph_level(kinds) or 0) if given < 0 else given
    if base >= 0 and ours != base:
        return f"paragraph level {ours}, not {base}"
    levels = resolve(kinds, text, ours)
    shown = ["x" if kind in REMOVED else str(level) for kind, level in zip(kinds, levels, strict=True)]
    if shown != wanted:
        return f"levels {' '.join(shown)}, not {' '.join(wanted)}"
    kept = [i for i, kind in enumerate(kinds) if kind not in REMOVED]
    placed = visual_order(kept, [levels[i] for i in kept])
    return "" if placed == order else f"order {placed}, not {order}"


def _suite(file: Path, name: str, cases: Callable[[Path], Iterable[Case]]) -> Suite:
    total = 0
    failures = []
    for case in cases(file):
        total += 1
        if fault := differs(case):
            failures.append(Failure(f"{file.name}:{case[0]}", fault))
    what = f"Unicode {version(file)}, UAX #9"
    return Suite(
        suite=name, files=total, passed=total - len(failures), target=1.0, what=what, failures=tuple(failures)
    )
