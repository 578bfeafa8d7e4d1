"""The same 1080 × 1080 card with photograph, veil, shadow, panel, logo and five fitted texts, by several programs.

Ours goes through the public command ``designer batch``, default typography. Steady rates are the difference of
two runs of one process pinned to one core, so start-up counts for nobody; the rivals time their own loops. Every
round runs every program once; medians over the rounds.
"""

from __future__ import annotations

import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import psutil

from benchmarks import material
from benchmarks.rows import Row, middle

ROOT = Path(__file__).parent.parent
FEW, MANY, OWN = 20, material.ROWS, 40
RIVALS = {
    "qtfast": "fast Qt",
    "qt": "tutorial Qt",
    "napicanvas": "napi canvas",
    "pillow_naive": "naive Pillow",
}


def measure(rivals: Path | None, rounds: int) -> list[Row]:
    work = material.make()
    compileall.compile_dir(
        str(ROOT / "designer_app"), quiet=1
    )  # a cold process, not a first one after a change
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for _ in range(rounds):
        for kind in ("shared", "own"):
            found["ours", kind].append(_our_rate(work, kind))
        found["ours", "first"].append(_first_image(work))
        found["ours", "memory"].append(_batch_memory(work))
        for name in RIVALS if rivals else ():
            for kind in ("shared", "own"):
                _rival(name, kind, rivals, work, found, reasons)
    return _rows(found, reasons, rivals)


def _rows(
    found: dict[tuple[str, str], list[float]], reasons: dict[str, str], rivals: Path | None
) -> list[Row]:
    shared, own = middle(found["ours", "shared"]), middle(found["ours", "own"])
    rows = [
        Row("designer: JPEG, shared photo, one core", shared, "img/s"),
        Row("designer: JPEG, one photo per row, one core", own, "img/s"),
        Row("designer: first image from a cold process", middle(found["ours", "first"]), "s", "≤ 0.35"),
        Row("designer: peak memory of a batch", middle(found["ours", "memory"]), "MB", "≤ 110"),
    ]
    missing = "" if rivals else "no rivals: pass --rivals DIR"
    for name, title in RIVALS.items():
        for kind, ours, label in (("shared", shared, "shared photo"), ("own", own, "one photo per row")):
            theirs = middle(found[name, kind])
            reason = missing or reasons.get(name, "")
            target = {"qtfast shared": "≥ 1", "qtfast own": "≥ 1.5"}.get(f"{name} {kind}", "")
            rows.append(Row(f"{title}: JPEG, {label}, one core", theirs, "img/s", "", reason))
            ratio = ours / theirs if ours and theirs else None
            rows.append(Row(f"designer ÷ {title}: {label}", ratio, "×", target, reason))
    return rows


def _pinned(command: list[str]) -> list[str]:
    return ["taskset", "-c", "0", *command] if shutil.which("taskset") else command


def _batch(work: Path, table: str, out: Path) -> list[str]:
    return _pinned(
        [
            sys.executable, "-m", "designer_app.cli", "batch", str(work / "card"), "--data",
            str(work / "assets" / table), "--kit", str(work / "kit"), "--sizes", "1080x1080", "--format", "jpg", "--chroma", "420",
            "--workers", "1", "--out", str(out), "--json",
        ]
    )  # fmt: skip


def _run(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-800:]}\n{done.stderr[-800:]}")
    return time.perf_counter() - start


def _our_rate(work: Path, kind: str) -> float:
    """Images per second of the steady state, decoding and writing included."""
    few, many = (FEW, MANY) if kind == "shared" else (FEW, OWN)
    with tempfile.TemporaryDirectory(dir=work) as folder:
        short = _run(_batch(work, f"{kind}-{few}.csv", Path(folder) / "a"))
        long = _run(_batch(work, f"{kind}-{many}.csv", Path(folder) / "b"))
    return (many - few) / max(1e-6, long - short)


def _first_image(work: Path) -> float:
    """Seconds from starting the process to its end with one JPEG written."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        command = [
            sys.executable, "-m", "designer_app.cli", "render", str(work / "card"), "--kit", str(work / "kit"),
            "--size", "1080x1080", "--data", str(work / "assets" / "shared-1.csv"), "--row", "000",
            "-o", str(Path(folder) / "first.jpg"),
        ]  # fmt: skip
        return _run(command)


def _batch_memory(work: Path) -> float:
    """Peak memory of a batch of 40, MB, children included."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        process = subprocess.Popen(
            _batch(work, "shared-40.csv", Path(folder)),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        peak = 0
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                family = [watched, *watched.children(recursive=True)]
                peak = max(peak, sum(_own_memory(p) for p in family))
            except psutil.Error:
                break
            time.sleep(0.01)
        process.wait()
    return peak / 1e6


def _own_memory(process: psutil.Process) -> int:
    """Bytes of a process, shared pages counted by share (PSS) where the system tells it."""
    full = process.memory_full_info()
    return int(getattr(full, "pss", full.rss))


def _rival(
    name: str,
    kind: str,
    folder: Path,
    work: Path,
    found: dict[tuple[str, str], list[float]],
    reasons: dict[str, str],
) -> None:
    """One run of a rival; what it prints last is its own JSON line."""
    script = next(
        (folder / f"peer_{name}{end}" for end in (".py", ".cjs") if (folder / f"peer_{name}{end}").exists()),
        None,
    )
    if script is None:
        reasons[name] = f"no peer_{name} in {folder}"
        return
    environment = {
        **os.environ, "PERF_ASSETS": str(work / "assets"), "PERF_OUT": str(work / "out"),
        "PERF_FONTS": str(work / "fonts"), "PYTHONPATH": str(_stand_ins(work)), "OMP_NUM_THREADS": "1",
    }  # fmt: skip
    start = [sys.executable]
    if script.suffix == ".cjs":
        modules = _node_modules(work)
        if modules is None:
            reasons[name] = "needs node and npm"
            return
        environment["NODE_MODS"] = str(modules)
        start = ["node"]
    count = "100" if kind == "shared" else "20"
    variant = "shared" if kind == "shared" else "perrow"
    command = _pinned([*start, str(script), "jpg", count, variant, "0", "1"])
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=work)
    try:
        found[name, kind].append(1 / json.loads(done.stdout.strip().splitlines()[-1])["steady"])
    except (IndexError, ValueError, KeyError):
        reasons[name] = (done.stderr.strip().splitlines() or ["it printed nothing"])[-1][:120]


def _stand_ins(work: Path) -> Path:
    """A rival imports an encoder for PNG that has no wheel; JPEG does without, so an empty module stands in."""
    folder = work / "stand-ins"
    folder.mkdir(exist_ok=True)
    try:
        import fpng_py  # noqa: F401
    except ImportError:
        (folder / "fpng_py.py").write_bytes(b"")
    return folder


def _node_modules(work: Path) -> Path | None:
    folder = work / "node"
    if not (folder / "node_modules" / "@napi-rs" / "canvas").exists():
        if not shutil.which("node") or not shutil.which("npm"):
            return None
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_bytes(b'{"private": true}')
        done = subprocess.run(
            ["npm", "install", "--silent", "@napi-rs/canvas"], cwd=folder, capture_output=True, check=False
        )
        if done.returncode:
            return None
    return folder
