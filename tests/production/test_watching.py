"""A job that runs again on each save."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path
from queue import Queue

import pytest

from designer_app.errors import DesignError
from designer_app.production.jobs import Job, read_job
from designer_app.production.plan import make_plan
from designer_app.production.renewing import renew
from designer_app.production.watching import keep_running, sources_of

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "tests" / "data" / "templates" / "note"
_LONG = 60  # s until a change that is never heard of fails a test


class Watch:
    """A watched job in a thread; ``next`` = keys of the files that its next run writes, or the code of its fault."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.job = folder, folder / "note.job.json"
        shutil.copytree(NOTE, folder / "note")
        shutil.copytree(ROOT / "brand_kits" / "northline", folder / "brand")
        self.rows({"a": "First", "b": "Second"})
        self.job.write_text(
            json.dumps({"template": "note", "kits": ["brand"], "data": "rows.json", "sizes": ["300x300"]})
        )
        self.runs: Queue[set[str] | str] = Queue()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._watch)

    def rows(self, headlines: dict[str, str]) -> None:
        rows = [{"_key": key, "headline": headline} for key, headline in headlines.items()]
        (self.folder / "rows.json").write_text(json.dumps(rows))

    def _watch(self) -> None:
        keep_running(
            lambda: read_job(self.job), self._run, lambda error: self.runs.put(error.findings[0].code),
            job_file=str(self.job), out=self.folder / "out", stop=self.stop,
        )  # fmt: skip

    def _run(self, job: Job) -> None:
        summary = renew(make_plan(job, str(self.folder / "out")), workers=1)
        self.runs.put({result.key for result in summary.made if not result.kept})

    def next(self) -> set[str] | str:
        """The next run that does anything: a save may be heard of twice."""
        while True:
            found = self.runs.get(timeout=_LONG)
            if found:
                return found


def test_each_save_makes_what_differs(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    watch.thread.start()
    try:
        assert watch.next() == {"a", "b"}
        watch.rows({"a": "First", "b": "Other"})
        assert watch.next() == {"b"}
        watch.job.write_text("{ not a job")
        assert watch.next() == "bad-json"
        watch.job.write_text(
            json.dumps({"template": "note", "kits": ["brand"], "data": "rows.json", "sizes": ["320x320"]})
        )
        assert watch.next() == {"a", "b"}
        tokens = tmp_path / "brand" / "tokens.json"
        found = json.loads(tokens.read_text(encoding="utf-8"))
        found["scheme"]["light"]["surface"]["$value"] = "{color.palette.cobalt}"
        tokens.write_text(json.dumps(found), encoding="utf-8")
        assert watch.next() == {"a", "b"}
    finally:
        watch.stop.set()
        watch.thread.join(_LONG)
    assert not watch.thread.is_alive()


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("rows.json", True), ("note.job.json", True), ("note/template.json", True), ("brand/tokens.json", True),
        ("photos/new.JPG", True), ("notes.txt", False), ("out/a-300x300-1.png", False), ("~$rows.json", False),
        ("photos/.~12-3.part", False),
    ],
)  # fmt: skip
def test_what_counts(tmp_path: Path, name: str, counts: bool) -> None:
    watch = Watch(tmp_path)
    sources = sources_of(read_job(watch.job), str(watch.job), tmp_path / "out")
    assert sources.counts(str(tmp_path.resolve() / name)) is counts
    assert sources.places == (tmp_path.resolve(),)


def test_a_broken_template_is_watched_until_it_is_mended(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "note" / "template.json").write_text("{")
    job = read_job(watch.job)
    with pytest.raises(DesignError):
        make_plan(job, str(tmp_path / "out"))
    assert sources_of(job, str(watch.job), tmp_path / "out").counts(
        str(tmp_path.resolve() / "note" / "template.json")
    )
