"""``python -m conformance [text|psd|svg|shapes] [--data DIR] [--json]``: one table of all suites."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

import msgspec

from conformance.records import Suite

SUITES = ("text", "psd", "svg", "shapes")
BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m conformance", description=__doc__)
    parser.add_argument("suite", nargs="?", choices=SUITES, help="only this one")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("CONFORMANCE_DATA", BESIDE)),
        help="folder with psd/ and svg/ (default: $CONFORMANCE_DATA)",
    )
    parser.add_argument(
        "--json", action="store_true", help="an array of suite, files, passed, target, failures"
    )
    options = parser.parse_args()
    rows: list[Suite] = []
    for name in (options.suite,) if options.suite else SUITES:
        rows.extend(importlib.import_module(f"conformance.{name}").run(options.data))
    print(msgspec.json.format(msgspec.json.encode(rows)).decode() if options.json else table(rows))
    return 0 if all(row.ok or row.missing for row in rows) else 1


def table(rows: list[Suite]) -> str:
    lines = []
    for row in rows:
        if row.missing:
            lines.append(f"{row.suite:<28} not run: {row.missing}")
            continue
        share = 100 * row.passed / row.files if row.files else 0.0
        mark = "ok" if row.ok else "short of"
        refused = f", {len(row.refused)} refused" if row.refused else ""
        lines.append(
            f"{row.suite:<28}{row.passed:>7} of {row.files:<7}{share:7.2f} %  {mark} {100 * row.target:g} %{refused}"
            f"  {row.what}".rstrip()
        )
        lines.extend(f"    {failure.file}: {failure.reason}" for failure in row.failures)
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
