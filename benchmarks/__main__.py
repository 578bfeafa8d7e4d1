"""``python -m benchmarks cards|text|check|studio|poisoned|batches|catalogs [--rivals DIR] [--json]``: the project beside other programs in one run; a
keystroke; the flight check beside rendering; the studio; a batch with poisoned rows; a catalog of a thousand products."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks import batches, cards, catalogs, checks, keystroke, poisoned, studio
from benchmarks.rows import Row


def _folder(text: str) -> Path:
    """Whole, as rivals are run from a folder of their own."""
    return Path(text).resolve()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "suite", choices=["cards", "text", "check", "studio", "poisoned", "batches", "catalogs"]
    )
    parser.add_argument(
        "--rivals", type=_folder, default=None, help="folder with the rivals' programs (peer_*.py, *.cjs)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the median counts")
    parser.add_argument(
        "--rows", type=int, default=10_000, help="of the poisoned table, or the largest one of batches"
    )
    parser.add_argument("--bad", type=int, default=100, help="poisoned ones among them")
    parser.add_argument("--parts", default="", help=f"of studio: some of {','.join(studio.PARTS)}")
    parser.add_argument("--json", action="store_true", help="an array of name, value, unit, target, ok")
    options = parser.parse_args()
    if options.suite == "text":
        rows = keystroke.measure(options.rounds)
    elif options.suite == "check":
        rows = checks.measure(options.rounds)
    elif options.suite == "studio":
        rows = studio.measure(
            options.rounds, tuple(options.parts.split(",")) if options.parts else studio.PARTS
        )
    elif options.suite == "batches":
        rows = batches.measure(options.rows)
    elif options.suite == "catalogs":
        rows = catalogs.measure()
    elif options.suite == "poisoned":
        rows = poisoned.measure(options.rows, options.bad)
    else:
        rows = cards.measure(options.rivals, options.rounds)
    print(json.dumps([row.plain() for row in rows], indent=1) if options.json else table(rows))
    return 0


def table(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        value = "—" if row.value is None else f"{row.value:.3g}" if row.value < 100 else f"{row.value:.0f}"
        limits = " ".join(f"{_mark(row, limit)} {limit}" for limit in (row.target, row.aim) if limit)
        lines.append(f"{row.name:<52}{value:>10} {row.unit:<6} {limits} {row.reason}".rstrip())
    return "\n".join(lines)


def _mark(row: Row, limit: str) -> str:
    return {None: "", True: "ok", False: "short of"}[row.reached(limit)]


if __name__ == "__main__":
    sys.exit(main())
