"""A line of a benchmark's result."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any


@dataclass
class Row:
    """``target`` (what must be reached) and ``aim`` (what is aimed at) read ``≥ 1.5`` or ``≤ 0.35``; what can't be
    measured has value None and the reason."""

    name: str
    value: float | None
    unit: str
    target: str = ""
    reason: str = ""
    aim: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the target is reached, or the aim where there is no target."""
        return self.reached(self.target or self.aim)

    def reached(self, limit: str) -> bool | None:
        if self.value is None or not limit:
            return None
        sign, number = limit.split()
        return self.value >= float(number) if sign == "≥" else self.value <= float(number)

    def plain(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "name": self.name, "value": self.value, "unit": self.unit, "target": self.target or self.aim, "ok": self.ok,
        }  # fmt: skip
        if self.target and self.aim:
            found["aim"] = self.aim
        return {**found, "reason": self.reason} if self.reason else found


def middle(values: list[float]) -> float | None:
    return statistics.median(values) if values else None
