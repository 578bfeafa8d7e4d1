"""A line of a benchmark's result."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any


@dataclass
class Row:
    """``target`` reads ``≥ 1.5`` or ``≤ 0.35``; what can't be measured has value None and the reason."""

    name: str
    value: float | None
    unit: str
    target: str = ""
    reason: str = ""

    @property
    def ok(self) -> bool | None:
        if self.value is None or not self.target:
            return None
        sign, limit = self.target.split()
        return self.value >= float(limit) if sign == "≥" else self.value <= float(limit)

    def plain(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "name": self.name, "value": self.value, "unit": self.unit, "target": self.target, "ok": self.ok,
        }  # fmt: skip
        return {**found, "reason": self.reason} if self.reason else found


def middle(values: list[float]) -> float | None:
    return statistics.median(values) if values else None
