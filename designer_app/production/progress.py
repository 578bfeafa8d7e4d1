"""How far a run has come: done, failed, unchanged, the rate, the time left. For bars, windows and machines."""

from __future__ import annotations

import time
from collections import deque

import msgspec

from designer_app.production.records import Result

_SPAN = 20.0  # seconds over which the rate is taken: rows differ, machines get busy


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run stands. ``rate`` is files made per second lately, ``left`` the seconds to go at that rate; both None
    until they can be told. ``failed`` and ``unchanged`` are among those ``done``; ``key``, ``size`` and ``kit`` are the
    last one's."""

    done: int
    total: int
    failed: int
    unchanged: int
    rate: float | None
    left: float | None
    key: str
    size: str
    kit: str


class Progress:
    """Hears of each result and tells where the run stands."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._done = self._failed = self._kept = 0
        self._last: Result | None = None
        self._times: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def note(self, result: Result) -> None:
        """One more is done. Files that were confirmed cost no time, so they don't count for the rate."""
        self._done += 1
        self._failed += not result.ok
        self._kept += result.kept
        self._last = result
        now = time.monotonic()
        if now - self._times[-1][0] >= 0.1 or len(self._times) == 1:
            self._times.append((now, self._done - self._kept))
        while len(self._times) > 2 and now - self._times[1][0] > _SPAN:
            self._times.popleft()

    @property
    def standing(self) -> Standing:
        (begun, before), (now, after) = self._times[0], self._times[-1]
        rate = (after - before) / (now - begun) if now > begun and after > before else None
        last = self._last
        return Standing(
            done=self._done, total=self.total, failed=self._failed, unchanged=self._kept,
            rate=round(rate, 1) if rate else None,
            left=round((self.total - self._done) / rate, 1) if rate else None,
            key=last.key if last else "", size=last.size if last else "", kit=last.kit if last else "",
        )  # fmt: skip
