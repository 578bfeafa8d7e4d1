"""Where time goes: each door counts its own, and nothing is counted unless it is asked for."""

from __future__ import annotations

import pytest

from designer_app import timing
from designer_app.timing import STAGES, measured, spent, timed


class Watch:
    """A clock that a test turns by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    found = Watch()
    monkeypatch.setattr(timing.time, "perf_counter", found)
    return found


def test_a_stage_counts_its_own_time_alone(watch: Watch) -> None:
    @timed("text")
    def text() -> None:
        watch.now += 3

    @timed("build")
    def build() -> str:
        watch.now += 1
        text()
        watch.now += 1
        return "page"

    with measured() as seconds:
        watch.now += 5  # of no stage
        assert build() == "page"
    assert dict(zip(STAGES, seconds, strict=True)) == {
        **dict.fromkeys(STAGES, 0.0),
        "text": 3.0,
        "build": 2.0,
    }


def test_what_another_process_was_at_counts_there(watch: Watch) -> None:
    @timed("decode")
    def decode() -> None:
        watch.now += 7
        spent("resize", 3)
        watch.now += 1

    spent("resize", 5)  # nothing is measured
    with measured() as seconds:
        spent("resize", 5)  # nothing is open
        decode()
    found = dict(zip(STAGES, seconds, strict=True))
    assert (found["decode"], found["resize"], sum(seconds)) == (5, 3, 8)


def test_a_fault_closes_its_stage(watch: Watch) -> None:
    @timed("decode")
    def broken() -> None:
        watch.now += 2
        raise ValueError("broken")

    with measured() as seconds:
        with pytest.raises(ValueError, match="broken"):
            broken()
        watch.now += 4
    assert sum(seconds) == 2


def test_nothing_is_counted_unasked(watch: Watch) -> None:
    @timed("paint")
    def paint() -> int:
        return 7

    assert paint() == 7
    with measured() as seconds:
        pass
    paint()
    assert sum(seconds) == 0
