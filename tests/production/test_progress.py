"""Where a run stands."""

from __future__ import annotations

import pytest

from designer_app.production import progress
from designer_app.production.progress import Progress
from designer_app.production.records import Result


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


def a_result(key: str, *, ok: bool = True, kept: bool = False) -> Result:
    return Result(number=0, key=key, size="600x600", kit="med", lang="ru", page=1, ok=ok, kept=kept)


def test_rate_and_time_left_come_from_what_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    told = Progress(100)
    assert (told.standing.rate, told.standing.left) == (None, None)
    for number in range(20):
        told.note(a_result(str(number), kept=True))  # at once: they say nothing of the rate
    assert told.standing.rate is None
    for number in range(20, 40):
        clock.now += 0.5
        told.note(a_result(str(number), ok=number % 10 != 0))
    now = told.standing
    assert (now.done, now.total, now.failed, now.unchanged, now.key) == (40, 100, 2, 20, "39")
    assert (now.rate, now.left) == (2.0, 30.0)


def test_the_rate_is_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    told = Progress(1000)
    for number in range(400):
        clock.now += 1.0 if number < 100 else 0.1
        told.note(a_result(str(number)))
    assert told.standing.rate == pytest.approx(10.0, rel=0.05)
