"""A table with poison in it: pictures that are torn, lie about their size or never end, texts without end, files that
aren't there. ``python -m benchmarks poisoned`` makes 10,000 rows with 100 such ones and looks at the machine meanwhile.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from benchmarks.rows import Row

ROOT = Path(__file__).parent.parent
NOTE = ROOT / "tests" / "data" / "templates" / "note"
_HEADLINES = (
    "Новый сорт из Кении",
    "Open on Sunday",
    "Скидка 20 % на зерно",
    "The long weekend begins with coffee",
)
_LOOK = 0.5  # seconds between looks at memory


class Poison(NamedTuple):
    """What a row's cells hold, and the code that its failure must have."""

    name: str
    cells: dict[str, str]
    code: str


POISONS = (
    Poison("torn picture", {"photo": "torn.jpg"}, "bad-picture"),
    Poison("no picture at all", {"photo": "noise.png"}, "unsupported-picture"),
    Poison("bomb of 30,000 × 30,000", {"photo": "bomb.png"}, "picture-too-large"),
    Poison("text of 12,000 characters", {"headline": "слово " * 2000}, "text-too-long"),
    Poison("drawing with a circle that never ends", {"photo": "endless.svg"}, "unsafe-svg"),
    Poison("drawing of entities in entities", {"photo": "entities.svg"}, "unsafe-svg"),
    Poison("picture that isn't there", {"photo": "gone.jpg"}, "missing-file"),
)
SLOW = Poison("drawing that hangs its decoder", {"photo": "slow.svg"}, "picture-timeout")


def pictures(folder: Path) -> None:
    """The bad pictures, and a good one."""
    good = sorted((ROOT / "assets" / "photos").glob("*.jpg"))[0].read_bytes()
    (folder / "good.jpg").write_bytes(good)
    (folder / "torn.jpg").write_bytes(good[: len(good) // 3])
    (folder / "noise.png").write_bytes(bytes(range(256)) * 40)
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    row = zlib.compress(bytes(90_001), 9)
    parts = [b"\x89PNG\r\n\x1a\n", _part(b"IHDR", head), _part(b"IDAT", row), _part(b"IEND", b"")]
    (folder / "bomb.png").write_bytes(b"".join(parts))
    endless = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="1e308"/></svg>'
    (folder / "endless.svg").write_bytes(endless.encode())
    steps = '<feMorphology operator="dilate" radius="300"/>' * 100
    slow = f'<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"><filter id="f">{steps}</filter><rect width="4000" height="4000" filter="url(#f)"/></svg>'
    (folder / "slow.svg").write_bytes(slow.encode())
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "boom">{entities}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e9;</text></svg>'
    (folder / "entities.svg").write_bytes(bomb.encode())


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def table(folder: Path, rows: int, bad: int, *, slow: int = 0) -> dict[str, Poison]:
    """Write ``rows.json`` with ``bad`` poisoned rows evenly among the others, ``slow`` of them that cost their time
    limit; those rows, by key."""
    poisons = [SLOW] * slow + [POISONS[number % len(POISONS)] for number in range(bad - slow)]
    step = rows // bad
    poisoned: dict[str, Poison] = {}
    lines: list[dict[str, Any]] = []
    for number in range(rows):
        line: dict[str, Any] = {
            "_key": f"r{number:06}", "headline": _HEADLINES[number % len(_HEADLINES)], "price": str(100 + number % 900),
        }  # fmt: skip
        if number % 10 == 0:
            line["photo"] = "good.jpg"
        if number % step == step // 2 and len(poisoned) < bad:
            poison = poisons[len(poisoned)]
            line |= poison.cells
            poisoned[line["_key"]] = poison
        lines.append(line)
    (folder / "rows.json").write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    return poisoned


def command(folder: Path, workers: int, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "designer_app.cli", "batch", str(NOTE), "--data", str(folder / "rows.json"), "--kit",
        "northline", "--sizes", "320x320", "--format", "jpg", "--out", str(folder / "out"), "--workers", str(workers),
        "--json", *more,
    ]  # fmt: skip


class Watched(NamedTuple):
    """A run as it was seen from outside. ``peaks`` = the most memory in each tenth of it, bytes; ``left`` processes
    that outlived it."""

    report: Any
    seconds: float
    peaks: list[int]
    left: int


def watched(line: list[str]) -> Watched:
    begun = time.monotonic()
    memory: list[int] = []
    family: dict[int, psutil.Process] = {}
    with tempfile.TemporaryFile() as said:
        process = psutil.Popen(line, cwd=ROOT, stdout=said, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            members = [process]
            try:
                members += process.children(recursive=True)
                memory.append(sum(member.memory_full_info().pss for member in members))
            except psutil.Error:
                pass
            family.update({member.pid: member for member in members})
            time.sleep(_LOOK)
        took = time.monotonic() - begun
        time.sleep(1)
        said.seek(0)
        report = json.load(said)
    del family[process.pid]
    size = max(1, len(memory) // 10)
    peaks = [max(memory[start : start + size]) for start in range(0, len(memory), size)]
    return Watched(report, took, peaks, sum(lives(member) for member in family.values()))


def lives(process: psutil.Process) -> bool:
    """Whether a process is there and not only waits for its parent to hear of its end."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def measure(rows: int, bad: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures(folder)
        poisoned = table(folder, rows, bad, slow=4)
        seen = watched(command(folder, 2))
        failures = {failure["key"]: failure["findings"][0]["code"] for failure in seen.report["failures"]}
        named = sum(1 for key, poison in poisoned.items() if failures[key] == poison.code)
        files = len(list((folder / "out").glob("*.jpg")))
        middle = seen.peaks[len(seen.peaks) // 4]
        print(dict(Counter(failures.values())), file=sys.stderr)
    return [
        Row("files of right rows", files, "files", f"≥ {rows - bad}"),
        Row("causes named", named, "rows", f"≥ {bad}"),
        Row(
            "wrong rows that were made, right ones that weren't",
            len(set(failures) ^ set(poisoned)),
            "rows",
            "≤ 0",
        ),
        Row("time", seen.seconds, "s"),
        Row("rate", files / seen.seconds, "/s"),
        Row("memory at most, all processes", max(seen.peaks) / 1e6, "MB"),
        Row("memory in the last tenth to that in the third", seen.peaks[-1] / middle, "", "≤ 1.1"),
        Row("processes that outlived it", seen.left, "", "≤ 0"),
    ]
