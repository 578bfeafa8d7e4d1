"""Batches that are killed, stopped, starved of disk, or fed with poison: what is right comes out whole, the rest is named."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from benchmarks import poisoned
from designer_app.errors import DesignError
from designer_app.production.jobs import Job
from designer_app.production.ledger import FOLDER
from designer_app.production.plan import make_plan
from designer_app.production.renewing import renew

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "tests" / "data" / "templates" / "note"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def tree(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


def command(folder: Path, out: str, workers: int = 2, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "designer_app.cli", "batch", str(NOTE), "--data", str(folder / "rows.json"), "--kit",
        "northline", "--sizes", "300x300", "--format", "jpg", "--out", str(folder / out), "--workers", str(workers), *more,
    ]  # fmt: skip


def rows(folder: Path, count: int) -> None:
    lines = [{"_key": f"r{n:05}", "headline": f"Number {n}"} for n in range(count)]
    (folder / "rows.json").write_text(json.dumps(lines))


def run(line: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(line, env=ENVIRONMENT, capture_output=True, text=True, cwd=ROOT)


# ── Poison ──────────────────────────────────────────────────────────────────────────────────────


def test_poisoned_rows_are_named_and_the_right_ones_are_made(tmp_path: Path) -> None:
    poisoned.pictures(tmp_path)
    bad = poisoned.table(tmp_path, 210, 14)
    seen = poisoned.watched(poisoned.command(tmp_path, 2))
    assert {f["key"]: f["findings"][0]["code"] for f in seen.report["failures"]} == {
        key: poison.code for key, poison in bad.items()
    }
    assert all(f["findings"][0]["remedy"] for f in seen.report["failures"])
    assert len(list((tmp_path / "out").glob("*.jpg"))) == 210 - 14
    assert seen.left == 0


# ── Stopping ────────────────────────────────────────────────────────────────────────────────────


def started(folder: Path, out: str, workers: int, count: int) -> psutil.Popen:
    """A run that has made ``count`` files."""
    process = psutil.Popen(
        command(folder, out, workers), env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while process.poll() is None and len(list((folder / out).glob("*.jpg"))) < count:
        psutil.wait_procs([process], timeout=0.02)
    return process


@POSIX
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_leaves_whole_files_and_the_next_run_makes_the_rest(tmp_path: Path, workers: int) -> None:
    rows(tmp_path, 800)
    process = started(tmp_path, "out", workers, 30)
    family = [process, *process.children(recursive=True)]
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert "stopped: " in out
    assert "Traceback" not in err
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    made = tree(tmp_path / "out")
    assert not [name for name in made if name.endswith(".part")]
    pictures = {name: data for name, data in made.items() if name.endswith(".jpg")}
    assert 30 <= len(pictures) < 800
    assert all(data.endswith(b"\xff\xd9") for data in pictures.values())
    receipt = json.loads(made["receipt.json"])["files"]
    assert {line["path"] for line in receipt} == set(pictures)
    lines = json.loads((tmp_path / "rows.json").read_text())[:60]
    (tmp_path / "rows.json").write_text(json.dumps(lines))
    again = run(command(tmp_path, "out", workers, "--prune"))
    assert again.returncode == 0, again.stderr
    fresh = run(command(tmp_path, "fresh", workers))
    assert fresh.returncode == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@POSIX
def test_no_worker_outlives_a_killed_run(tmp_path: Path) -> None:
    rows(tmp_path, 1500)
    process = started(tmp_path, "out", 2, 10)
    family = process.children(recursive=True)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.long
@POSIX
@pytest.mark.parametrize("seed", range(20))
def test_killed_at_random_moments_and_run_again_equals_an_undisturbed_run(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rows(tmp_path, 60)
    more = ("--contact", "png", "--zip", "row", "--captions", "headline")
    begun = time.monotonic()
    assert run(command(tmp_path, "whole", 2, *more)).returncode == 0
    took = time.monotonic() - begun
    for _ in range(6):
        process = subprocess.Popen(
            command(tmp_path, "out", chance.choice((1, 2)), *more), env=ENVIRONMENT, cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(took * chance.uniform(0.2, 1.1))
        except subprocess.TimeoutExpired:
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()  # its workers are left to notice
            process.wait()
    again = run(command(tmp_path, "out", 2, *more))
    assert again.returncode == 0, again.stderr
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")
    left, wanted = (sorted(os.listdir(tmp_path / name / FOLDER)) for name in ("out", "whole"))
    assert left == wanted == ["jobs.json", "ledger", "thumbnails"]


# ── Disks ───────────────────────────────────────────────────────────────────────────────────────


def small_disk(folder: Path, size: str) -> bool:
    """A disk of its own, where this user may mount one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("mount"), reason="needs tmpfs")
@pytest.mark.parametrize("size", [f"{pages * 4}k" for pages in (2, 3, 5, 8, 13, 20, 33, 50, 77, 110)])
def test_a_full_disk_stops_the_run_and_more_room_finishes_it(tmp_path: Path, size: str) -> None:
    rows(tmp_path, 80)
    out = tmp_path / "out"
    if not small_disk(out, size):
        pytest.skip("may not mount")
    try:
        said = run(command(tmp_path, "out", 2))
        assert said.returncode == 1
        assert "disk-full" in said.stderr
        assert "free some space" in said.stderr
        assert "Traceback" not in said.stderr
        assert len(said.stderr.strip().splitlines()) < 10
        assert all(path.read_bytes().endswith(b"\xff\xd9") for path in sorted(out.glob("*.jpg")))
        subprocess.run(["mount", "-o", "remount,size=64m", str(out)], check=True)
        again = run(command(tmp_path, "out", 2))
        assert again.returncode == 0, again.stderr
        assert run(command(tmp_path, "fresh", 2)).returncode == 0
        assert tree(out) == tree(tmp_path / "fresh")
    finally:
        subprocess.run(["umount", str(out)], check=False)


@pytest.mark.long
@POSIX
def test_a_folder_that_vanishes_stops_the_run_and_is_made_again_by_the_next(tmp_path: Path) -> None:
    rows(tmp_path, 600)
    process = started(tmp_path, "out", 2, 20)
    (tmp_path / "out").rename(tmp_path / "gone")
    _, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    assert "disk-gone" in err
    assert process.returncode == 1
    again = run(command(tmp_path, "out", 2))
    assert again.returncode == 0, again.stderr
    assert run(command(tmp_path, "fresh", 2)).returncode == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives up root's rights")
def test_a_folder_that_may_not_be_written_to_is_told_in_one_line(tmp_path: Path) -> None:
    rows(tmp_path, 3)
    (tmp_path / "out").mkdir()
    shared = Path(tempfile.gettempdir())
    for place in (tmp_path, *(parent for parent in tmp_path.parents if shared in parent.parents)):
        place.chmod(0o755)
    job = Job(template=str(NOTE), data=str(tmp_path / "rows.json"), kits=("northline",), sizes=("300x300",))
    plan = make_plan(job, str(tmp_path / "out"))
    os.seteuid(65534)
    try:
        with pytest.raises(DesignError) as refused:
            renew(plan, workers=1)
    finally:
        os.seteuid(0)
    assert [finding.code for finding in refused.value.findings] == ["cannot-write"]
    assert list((tmp_path / "out").iterdir()) == []
