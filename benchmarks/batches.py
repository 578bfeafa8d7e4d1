"""Batches as a manager meets them: rate and memory by the number of rows, the second run, the run after three rows were
mended, Ctrl+C. ``python -m benchmarks batches`` (``--rows N`` for the largest table)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.poisoned import ROOT, command, lives, watched
from benchmarks.rows import Row

_SERIES = ROOT / "designer_app" / "templates" / "numbers"


def measure(largest: int) -> list[Row]:
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rates = []
        for count in [n for n in (1_000, 10_000, 100_000) if n <= largest] or [largest]:
            _table(folder, count)
            seen = watched(command(folder, 2))
            rates.append(count / seen.seconds)
            found += [
                Row(f"rate, {count:,} rows, 320×320, two workers", rates[-1], "/s"),
                Row(f"memory at most, {count:,} rows, all processes", max(seen.peaks) / 1e6, "MB"),
            ]
            if count == 10_000:
                found += _again(folder)
            shutil.rmtree(folder / "out")
        found.append(Row("slowest rate to quickest", min(rates) / max(rates), "", "≥ 0.9"))
        found.append(_books())
        found += _series(folder)
        found.append(_stopped(folder))
    return found


def _table(folder: Path, count: int, *mended: int) -> None:
    lines = [
        {"_key": f"r{n:06}", "headline": "Mended" if n in mended else f"Number {n}", "price": str(100 + n % 900)}
        for n in range(count)
    ]  # fmt: skip
    (folder / "rows.json").write_text(json.dumps(lines))


def _again(folder: Path) -> list[Row]:
    wall, cpu = spent(command(folder, 2))
    _table(folder, 10_000, 5, 500, 9_000)
    mended, _ = spent(command(folder, 2))
    return [
        Row("10,000 unchanged files confirmed: processor", cpu, "s", "≤ 2"),
        Row("10,000 unchanged files confirmed: clock", wall, "s"),
        Row("10,000 files after three rows were mended", mended, "s"),
    ]


def _books() -> Row:
    line = [sys.executable, "-m", "benchmarks.books", "50000"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    return Row("memory of ledger and receipt of 50,000 files at the end", float(done.stdout), "MB")


def _series(folder: Path) -> list[Row]:
    """The same of a template whose texts share a size over the whole table."""
    examples = json.loads((_SERIES / "rows.json").read_text(encoding="utf-8"))
    lines = [{**examples[n % len(examples)], "_key": f"r{n:06}"} for n in range(10_000)]
    (folder / "rows.json").write_text(json.dumps(lines), encoding="utf-8")
    line = [str(_SERIES) if part.endswith("note") else part for part in command(folder, 2)]
    spent(line)
    wall, cpu = spent(line)
    shutil.rmtree(folder / "out")
    return [
        Row("10,000 unchanged files of a series confirmed: processor", cpu, "s", "≤ 2"),
        Row("10,000 unchanged files of a series confirmed: clock", wall, "s"),
    ]


def spent(line: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, children included."""
    before, begun = os.times(), time.monotonic()
    subprocess.run(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - begun, cpu


def _stopped(folder: Path) -> Row:
    """Seconds from Ctrl+C to the end of the last process, the worst of five."""
    if sys.platform == "win32":
        return Row(
            "Ctrl+C to the last process's end, worst of five", None, "s", "≤ 1", "no such signals here"
        )
    _table(folder, 20_000)
    worst = 0.0
    for turn in range(5):
        process = psutil.Popen(
            command(folder, 2),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(2 + 0.37 * turn)
        family = [process, *process.children(recursive=True)]
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        while any(lives(member) for member in family):
            process.poll()
            time.sleep(0.005)
        worst = max(worst, time.monotonic() - begun)
        shutil.rmtree(folder / "out", ignore_errors=True)  # a busy machine may have made nothing yet
    return Row("Ctrl+C to the last process's end, worst of five", worst, "s", "≤ 1")
