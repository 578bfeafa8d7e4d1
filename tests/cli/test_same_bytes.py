"""The same files from any process: environment, hash seed, working folder, number of workers; and Ctrl+C."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import NOTE, ROOT, fresh, pictures, table


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".designer" not in path.parts  # holds times
    }


def many(folder: Path, count: int) -> Path:
    rows = [
        {"_key": f"k{i:03}", "headline": f"Number {i}", "body": "Text " * (i % 9), "price": i * 10}
        for i in range(count)
    ]
    return table(folder / "rows.json", rows)


def test_environment_folder_and_workers_change_no_byte(tmp_path: Path) -> None:
    rows = many(tmp_path, 10)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    base = [
        "batch",
        NOTE,
        "--data",
        rows,
        "--kit",
        "med,northline",
        "--sizes",
        "300x300,320x568",
        "--format",
        "png,jpg",
    ]
    first = fresh(*base, "--out", tmp_path / "a", "--workers", "1", cwd=ROOT, PYTHONHASHSEED="0")
    assert first.returncode == 0, first.stderr
    other = fresh(
        *base, "--out", tmp_path / "b", "--workers", "3", cwd=elsewhere,
        PYTHONHASHSEED="4242", LANG="de_DE.UTF-8", LC_ALL="C", TZ="Asia/Tokyo", HOME=str(elsewhere), COLUMNS="40",
    )  # fmt: skip
    assert other.returncode == 0, other.stderr
    assert len(sums(tmp_path / "a")) == 82  # the receipt is two
    assert sums(tmp_path / "a") == sums(tmp_path / "b")


def test_rows_in_another_order_make_the_same_files(tmp_path: Path) -> None:
    import json

    rows = many(tmp_path, 8)
    (tmp_path / "back").mkdir()
    backwards = table(tmp_path / "back" / "rows.json", json.loads(rows.read_text(encoding="utf-8"))[::-1])
    base = ["--kit", "med", "--sizes", "300x300", "--format", "jpg"]
    assert fresh("batch", NOTE, "--data", rows, *base, "--out", tmp_path / "a").returncode == 0
    assert fresh("batch", NOTE, "--data", backwards, *base, "--out", tmp_path / "b").returncode == 0
    assert sums(tmp_path / "a") == sums(tmp_path / "b")


def test_a_single_picture_is_the_one_of_the_batch(tmp_path: Path) -> None:
    rows = many(tmp_path, 4)
    base = ["--data", rows, "--kit", "med"]
    assert fresh("batch", NOTE, *base, "--sizes", "300x300", "--out", tmp_path / "a").returncode == 0
    one = tmp_path / "one.png"
    assert fresh("render", NOTE, *base, "--size", "300x300", "--row", "k002", "-o", one).returncode == 0
    assert one.read_bytes() == (tmp_path / "a" / "k002-300x300-1.png").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C goes to whole consoles there")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_whole_files_only(tmp_path: Path, workers: str) -> None:
    rows, out = many(tmp_path, 600), tmp_path / "o"
    command = [
        sys.executable,
        "-m",
        "designer_app.cli",
        "batch",
        str(NOTE),
        "--data",
        str(rows),
        "--kit",
        "med",
    ]
    command += ["--sizes", "1080x1080", "--out", str(out), "--workers", workers]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while process.poll() is None and not (out.exists() and any(out.glob("*.png"))):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    said, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in complaint
    assert "stopped" in said
    made = pictures(out)
    assert 0 < len(made) < 600
    assert all(path.suffix == ".png" for path in made)
    assert f"{len(made)} of 600 files" in said
    for path in made:
        assert path.read_bytes().endswith(b"IEND\xaeB`\x82")
