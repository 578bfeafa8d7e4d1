"""The library: its examples are run, and its names are those that it promises."""

from __future__ import annotations

import doctest
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from designer_app import api

ROOT = Path(__file__).resolve().parents[1]


def test_the_examples_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(api, extraglobs={"api": api})
    assert found.attempted >= 7
    assert found.failed == 0


def test_strict_makes_nothing_and_returns_the_check(tmp_path: Path) -> None:
    (tmp_path / "rows.json").write_text('[{"_key": "a", "headline": ""}, {"_key": "b", "headline": "Good"}]')
    note = str(ROOT / "tests" / "data" / "templates" / "note")
    job = api.Job(template=note, data=str(tmp_path / "rows.json"), kits=("med",), sizes=("300x300",))
    summary = api.batch(job, tmp_path / "out", strict=True)
    assert not summary.ok
    assert not (tmp_path / "out").exists()
    assert [(cause.code, cause.rows) for cause in api.check(job) if cause.severity == "error"] == [
        ("value-missing", 1)
    ]
    assert len(api.batch(job, tmp_path / "out").made) == 1


def test_now_needs_a_day(tmp_path: Path) -> None:
    with pytest.raises(api.DesignError) as caught:
        api.check(api.Job(template="news", sizes=("300x300",), as_of="now"))
    assert caught.value.findings[0].code == "no-date"


def test_a_run_that_is_stopped_from_a_window_is_finished_by_the_next(tmp_path: Path) -> None:
    note = ROOT / "tests" / "data" / "templates" / "note"
    job = api.Job(template=str(note), data=str(note / "rows.json"), kits=("med",), sizes=("300x300",))
    total = api.plan(job).count
    done: list[str] = []
    progress = api.Progress(total)

    def tell(result: api.Result) -> None:
        done.append(result.path)
        progress.note(result)

    def in_a_thread() -> api.Summary:
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(
                lambda: api.batch(job, tmp_path, tell=tell, stop=lambda: len(done) == 2)
            ).result()

    first = in_a_thread()
    assert (first.stopped, len(first.made), progress.standing.done) == (True, 2, 2)
    again = in_a_thread()
    assert (again.ok, again.kept, len(again.made)) == (True, 2, total)
