"""What the flight check costs beside rendering, for the benchmark card: with one photograph for all rows, and with one for each.

Processor time of ``designer batch`` with and without ``--dry-run``, children included, one worker: a long run less a short one,
so that start-up counts for neither. Check and rendering take turns.
"""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
from pathlib import Path

from benchmarks import material, runs
from benchmarks.batches import spent
from benchmarks.rows import Row, middle

COUNTS = {"shared": (40, 440), "own": (10, 130)}  # rows of the short and the long run
TITLES = {"shared": "a photo for all", "own": "a photo for each row"}
AIMS = {"shared": "≥ 5", "own": "≥ 15"}


def measure(rounds: int) -> list[Row]:
    work = material.make()
    found: dict[tuple[str, bool], list[float]] = {(kind, dry): [] for kind in COUNTS for dry in (True, False)}
    with tempfile.TemporaryDirectory(dir=work) as name:
        folder = Path(name)
        for kind, counts in COUNTS.items():
            tables = [_table(folder, work, kind, count) for count in counts]
            for _ in range(rounds):
                for dry in (True, False):
                    found[kind, dry].append(_milliseconds(folder, work, tables, counts, dry))
    rows = []
    for kind, title in TITLES.items():
        check, made = middle(found[kind, True]), middle(found[kind, False])
        rows += [
            Row(f"flight check, {title}: processor a card", check, "ms"),
            Row(f"rendering, {title}: processor a card", made, "ms"),
            Row(f"rendering ÷ flight check, {title}", made / check if made and check else None, "×", aim=AIMS[kind]),
        ]  # fmt: skip
    return rows


def _milliseconds(folder: Path, work: Path, tables: list[Path], counts: tuple[int, int], dry: bool) -> float:
    seconds = []
    for table in tables:
        command = runs.batch(work, str(table), folder / "out")
        _, processor = spent([*command, "--dry-run"] if dry else command)
        seconds.append(processor)
        shutil.rmtree(folder / "out", ignore_errors=True)
    return (seconds[1] - seconds[0]) / (counts[1] - counts[0]) * 1000


def _table(folder: Path, work: Path, kind: str, count: int) -> Path:
    """Rows unlike those of the other tables; of pictures none is the same file as another to the last byte."""
    chance = random.Random(count)
    path = folder / f"{kind}-{count}.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.DictWriter(
            stream, ["_key", "photo", "title", "sub", "cta", "price", "off"], extrasaction="ignore"
        )
        table.writeheader()
        for number in range(count):
            row = material.values_of(number, chance)
            photo = _numbered(folder, work, count, number if kind == "own" else 0)
            table.writerow({**row, "_key": f"{number:04}", "photo": photo})
    return path


def _numbered(folder: Path, work: Path, count: int, number: int) -> str:
    """The name of a copy of one of the photographs with a comment of its own."""
    name = f"{count}-{number}.jpg"
    if not (folder / name).exists():
        data = (work / "assets" / f"p{number % 20:02}.jpg").read_bytes()
        (folder / name).write_bytes(material.commented(data, name))
    return name
