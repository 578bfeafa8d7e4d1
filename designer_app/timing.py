"""Where a run's time goes: the doors of decoding, text, painting and so on say when they are entered and left.

Nothing is measured, and next to nothing costs, until ``measured`` asks for it; times never reach a picture.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
STAGES = ("decode", "resize", "text", "build", "paint", "encode", "write")


class _Clock:
    """Seconds by stage; a stage's own, without those of the stages that it enters."""

    def __init__(self) -> None:
        self.seconds = [0.0] * len(STAGES)
        self.open: list[int] = []
        self.since = time.perf_counter()

    def turn(self) -> None:
        """What has passed goes to the innermost open stage."""
        now = time.perf_counter()
        if self.open:
            self.seconds[self.open[-1]] += now - self.since
        self.since = now


_clock: _Clock | None = None


def timed(stage: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function whose time counts as ``stage`` (one of ``STAGES``)."""
    number = STAGES.index(stage)

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def call(*arguments: P.args, **named: P.kwargs) -> R:
            clock = _clock
            if clock is None:
                return function(*arguments, **named)
            clock.turn()
            clock.open.append(number)
            try:
                return function(*arguments, **named)
            finally:
                clock.turn()
                clock.open.pop()

        return call

    return wrap


def spent(stage: str, seconds: float) -> None:
    """So many seconds of the stage that is open were another's, which another process was at."""
    if _clock is not None and _clock.open:
        _clock.turn()
        _clock.seconds[_clock.open[-1]] -= seconds
        _clock.seconds[STAGES.index(stage)] += seconds


@contextmanager
def measured() -> Iterator[list[float]]:
    """Measure what happens inside: the list has the seconds of each of ``STAGES`` at the end."""
    global _clock
    before, _clock = _clock, _Clock()
    try:
        yield _clock.seconds
    finally:
        _clock = before
