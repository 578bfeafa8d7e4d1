"""Single runs of the public commands and of rivals, each a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
_POLL = 0.01  # s
_ENCODER = "fpng_py==0.0.3"


def pinned(command: Sequence[str]) -> list[str]:
    """The command kept to one core, where the system can."""
    return ["taskset", "-c", "0", *command] if shutil.which("taskset") else list(command)


def batch(
    work: Path, table: str, out: Path, *, template: str = "card", sizes: str = "1080x1080",
    format: str = "jpg", workers: int = 1,
) -> list[str]:  # fmt: skip
    """``designer batch`` with default typography. One worker has one core."""
    command = [
        sys.executable, "-m", "designer_app.cli", "batch", str(work / template), "--data",
        str(work / "assets" / table), "--kit", str(work / "kit"), "--sizes", sizes, "--format", format,
        "--chroma", "420", "--workers", str(workers), "--out", str(out), "--json",
    ]  # fmt: skip
    return pinned(command) if workers == 1 else command


def seconds(command: Sequence[str], environment: dict[str, str] | None = None) -> float:
    """How long a command takes. Leaves the program where it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-800:]}\n{done.stderr[-800:]}")
    return time.perf_counter() - start


def rate(work: Path, kind: str, few: int, many: int, files: int = 1, **options: object) -> float:
    """Images per second of the steady state, decoding and writing included: the difference of two runs, so
    that start-up counts for nobody. ``files`` = files per row."""
    for _ in range(3):  # on a busy machine the short run may take longer than the long one
        with tempfile.TemporaryDirectory(dir=work) as folder:
            out = Path(folder)
            short = seconds(batch(work, f"{kind}-{few}.csv", out / "a", **options))  # type: ignore[arg-type]
            long = seconds(batch(work, f"{kind}-{many}.csv", out / "b", **options))  # type: ignore[arg-type]
        if long > short:
            return files * (many - few) / (long - short)
    raise SystemExit(
        f"{many} rows took no longer than {few}, three times: the machine is too busy to measure on"
    )


def whole(work: Path, table: str) -> float:
    """Seconds of a whole batch, from starting the process to its end."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        return seconds(batch(work, table, Path(folder)))


def first_image(work: Path) -> float:
    """Seconds from starting the process to its end with one JPEG written."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        command = [
            sys.executable, "-m", "designer_app.cli", "render", str(work / "card"), "--kit", str(work / "kit"),
            "--size", "1080x1080", "--data", str(work / "assets" / "shared-1.csv"), "--row", "000",
            "-o", str(Path(folder) / "first.jpg"),
        ]  # fmt: skip
        return seconds(command)


def memory(work: Path) -> float:
    """Peak memory of a batch of 40, MB, children included."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        process = subprocess.Popen(
            batch(work, "shared-40.csv", Path(folder)),
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
            time.sleep(_POLL)
        process.wait()
    return peak / 1e6


def _own_memory(process: psutil.Process) -> int:
    """Bytes of a process, shared pages counted by share (PSS) where the system tells it."""
    full = process.memory_full_info()
    return int(getattr(full, "pss", full.rss))


def naive_sizes(work: Path) -> float:
    """Images per second of a plain loop that opens, scales and saves a photograph for each of seven sizes."""
    done = subprocess.run(
        pinned([sys.executable, "-m", "benchmarks.naive_sizes", str(work / "assets")]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


class RivalMissingError(Exception):
    """A rival can't run; the message says why."""


def rival(name: str, folder: Path, work: Path, format: str, kind: str, count: int) -> tuple[float, float]:
    """A rival's own steady rate (images per second), and the seconds of its whole process.

    Raises ``RivalMissingError``.
    """
    script = next((path for end in (".py", ".cjs") if (path := folder / f"peer_{name}{end}").exists()), None)
    if script is None:
        raise RivalMissingError(f"no peer_{name} in {folder}")
    paths = [str(_packages(work)), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ, "PERF_ASSETS": str(work / "assets"), "PERF_OUT": str(work / "out"),
        "PERF_FONTS": str(work / "fonts"), "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "OMP_NUM_THREADS": "1",
    }  # fmt: skip
    start = [sys.executable]
    if script.suffix == ".cjs":
        modules = _node_modules(work)
        if modules is None:
            raise RivalMissingError("needs node and npm")
        environment["NODE_MODS"] = str(modules)
        start = ["node"]
    command = pinned([*start, str(script), format, str(count), kind, "0", "1"])
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=work)
    spent = time.perf_counter() - begun
    try:  # what it prints last is its own line of JSON
        return 1 / json.loads(done.stdout.strip().splitlines()[-1])["steady"], spent
    except (IndexError, ValueError, KeyError):
        raise RivalMissingError(
            (done.stderr.strip().splitlines() or ["it printed nothing"])[-1][:120]
        ) from None


def _packages(work: Path) -> Path:
    """The folder with a rival's encoder for PNG. It has no wheel for Linux, so it is compiled where there is a compiler; else
    an empty module stands in, as JPEG does without it."""
    folder = work / "packages"
    if not (folder / "fpng_py").exists():
        line = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            str(folder),
            _ENCODER,
        ]
        done = subprocess.run(line, capture_output=True, check=False)
        if done.returncode:
            (folder / "fpng_py").mkdir(parents=True)
            (folder / "fpng_py" / "__init__.py").write_bytes(b"")
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
