"""One run at a time per folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from designer_app.errors import DesignError
from designer_app.production.holding import held, holder_of
from designer_app.production.jobs import Job
from designer_app.production.ledger import FOLDER
from designer_app.production.plan import make_plan
from designer_app.production.records import Result
from designer_app.production.renewing import renew

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "tests" / "data" / "templates" / "note"
_HOLD = """
import sys
from pathlib import Path
from designer_app.production.holding import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(out: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    process = holding(tmp_path / "o")
    try:
        with pytest.raises(DesignError) as refused, held(tmp_path / "o"):
            pass
        (finding,) = refused.value.findings
        assert (finding.code, finding.file) == ("folder-in-use", str(tmp_path / "o"))
        assert f"process {process.pid} on " in finding.found
        assert not refused.value.usage  # exit code 1
    finally:
        process.communicate("")
    with held(tmp_path / "o"):
        assert holder_of(tmp_path / "o").process == os.getpid()


def test_the_lock_of_a_killed_run_is_taken_over(tmp_path: Path) -> None:
    process = holding(tmp_path)
    process.kill()
    process.communicate()
    assert holder_of(tmp_path).process == process.pid  # it lies there still
    with held(tmp_path):
        assert holder_of(tmp_path).process == os.getpid()
    assert not (tmp_path / FOLDER).exists()


def test_a_run_that_makes_nothing_leaves_nothing(tmp_path: Path) -> None:
    with held(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b" / FOLDER).exists()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "c").mkdir()
    with held(tmp_path / "c"):
        pass
    assert (tmp_path / "c").exists()


def test_a_folder_taken_away_stops_the_run_and_none_is_made_in_its_place(tmp_path: Path) -> None:
    """As when a share is let go, and an empty folder of its name stays."""
    (tmp_path / "rows.json").write_text(json.dumps([{"_key": str(n), "headline": "x"} for n in range(6)]))
    job = Job(template=str(NOTE), data=str(tmp_path / "rows.json"), kits=("northline",), sizes=("300x300",))
    out = tmp_path / "out"
    told: list[Result] = []

    def tell(result: Result) -> None:
        told.append(result)
        if len(told) == 2:
            out.rename(tmp_path / "share")
            out.mkdir()

    summary = renew(make_plan(job, str(out)), workers=1, tell=tell)
    assert summary.stopped
    assert [finding.code for finding in summary.findings if finding.severity == "error"] == ["disk-gone"]
    assert not out.exists()
    assert len(list((tmp_path / "share").glob("*.png"))) == 2
