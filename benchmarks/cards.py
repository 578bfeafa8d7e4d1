"""The same 1080 × 1080 card with photograph, veil, shadow, panel, logo and five fitted texts, by several programs.

Ours goes through the public command ``designer batch``, default typography. Rivals time their own loops; where whole
processes are compared, both are timed from outside. Every round runs every program once; medians over the rounds.
"""

from __future__ import annotations

import compileall
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from benchmarks import material, runs
from benchmarks.naive_sizes import SIZES
from benchmarks.rows import Row, middle

FEW, MANY, OWN, WHOLE = 20, 240, 40, 100
LONG = material.ROWS  # of two processes: shorter tables are over before both are at work
KINDS = {"shared": "shared photo", "own": "one photo per row", "png": "PNG, shared photo"}
RIVALS = {
    "qtfast": "fast Qt",
    "qt": "tutorial Qt",
    "napicanvas": "napi canvas",
    "pillow_naive": "naive Pillow",
}
# What must be reached, and what is aimed at beyond it.
RATIOS = {
    ("qtfast", "shared"): ("≥ 1", "≥ 1.45"), ("qtfast", "own"): ("≥ 1.5", "≥ 1.6"), ("qtfast", "png"): ("", "≥ 1.7"),
    ("qt", "shared"): ("", "≥ 6"), ("napicanvas", "shared"): ("", "≥ 7"), ("pillow_naive", "shared"): ("", "≥ 30"),
}  # fmt: skip
Found = dict[tuple[str, str], list[float]]


def measure(rivals: Path | None, rounds: int) -> list[Row]:
    work = material.make()
    compileall.compile_dir(
        str(runs.ROOT / "designer_app"), quiet=1
    )  # a cold process, not a first one after a change
    found: Found = defaultdict(list)
    reasons: dict[tuple[str, str], str] = {}
    for _ in range(rounds):
        for what, run in _ours(work).items():
            found["ours", what].append(run())
        for name in RIVALS if rivals else ():
            for kind in KINDS:
                _rival(name, kind, rivals or Path(), work, found, reasons)
    return _rows(found, reasons, rivals)


def _ours(work: Path) -> dict[str, Callable[[], float]]:
    sizes = ",".join(f"{width}x{height}" for width, height in SIZES)
    return {
        "shared": lambda: runs.rate(work, "shared", FEW, MANY),
        "own": lambda: runs.rate(work, "own", FEW, OWN),
        "png": lambda: runs.rate(work, "shared", FEW, MANY, format="png"),
        "long": lambda: runs.rate(work, "shared", MANY, LONG),
        "two": lambda: runs.rate(work, "shared", MANY, LONG, workers=2),
        "sizes": lambda: runs.rate(work, "own", 1, FEW, len(SIZES), template="photo", sizes=sizes),
        "naive sizes": lambda: runs.naive_sizes(work),
        "whole": lambda: runs.whole(work, f"shared-{WHOLE}.csv"),
        "first": lambda: runs.first_image(work),
        "memory": lambda: runs.memory(work),
    }


def _rival(
    name: str, kind: str, folder: Path, work: Path, found: Found, reasons: dict[tuple[str, str], str]
) -> None:
    format = "png" if kind == "png" else "jpg"
    count = {"shared": WHOLE, "own": 20, "png": 12}[kind]
    try:
        rate, spent = runs.rival(name, folder, work, format, "perrow" if kind == "own" else "shared", count)
    except runs.RivalMissingError as missing:
        reasons[name, kind] = str(missing)
        return
    found[name, kind].append(rate)
    if kind == "shared":
        found[name, "whole"].append(spent)


def _rows(found: Found, reasons: dict[tuple[str, str], str], rivals: Path | None) -> list[Row]:
    ours = {what: middle(found["ours", what]) for what in _ours(Path())}
    rows = [
        Row("designer: JPEG, shared photo, one core", ours["shared"], "img/s", aim="≥ 300"),
        Row("designer: JPEG, one photo per row, one core", ours["own"], "img/s"),
        Row("designer: PNG, shared photo, one core", ours["png"], "img/s"),
        Row("designer: second core ÷ one", _ratio(ours["two"], ours["long"]), "×", aim="≥ 1.85"),
        Row("designer: photographs in seven sizes, one core", ours["sizes"], "img/s"),
        Row(
            "designer ÷ naive Pillow: seven sizes",
            _ratio(ours["sizes"], ours["naive sizes"]),
            "×",
            aim="≥ 3.4",
        ),
        Row(f"designer: {WHOLE} JPEGs as a whole process, one core", ours["whole"], "s"),
        Row("designer: first image from a cold process", ours["first"], "s", "≤ 0.35"),
        Row("designer: peak memory of a batch", ours["memory"], "MB", "≤ 110", aim="≤ 90"),
    ]
    missing = "" if rivals else "no rivals: pass --rivals DIR"
    for name, title in RIVALS.items():
        for kind, label in KINDS.items():
            theirs, reason = middle(found[name, kind]), missing or reasons.get((name, kind), "")
            target, aim = RATIOS.get((name, kind), ("", ""))
            rows.append(Row(f"{title}: {label}, one core", theirs, "img/s", reason=reason))
            ratio = _ratio(ours[kind], theirs)
            rows.append(Row(f"designer ÷ {title}: {label}", ratio, "×", target, reason, aim))
    theirs, reason = middle(found["qt", "whole"]), missing or reasons.get(("qt", "shared"), "")
    rows.append(Row(f"tutorial Qt: {WHOLE} JPEGs as a whole process", theirs, "s", reason=reason))
    share = _ratio(ours["whole"], theirs)
    rows.append(
        Row(f"designer ÷ tutorial Qt: time of {WHOLE} JPEGs", share, "×", reason=reason, aim="≤ 0.28")
    )
    return rows


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return ours / theirs if ours and theirs else None
