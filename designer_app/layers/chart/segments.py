"""Stacked values: parts of a row one after another, as they are or as shares of a hundred percent."""

from __future__ import annotations

import msgspec

from designer_app.errors import fail
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.sheet import Sheet

MODES = ("", "grouped", "stacked", "share", "diverging")
_ROUNDING = 1.0  # percent that rounded shares may lack


class Segment(msgspec.Struct, frozen=True):
    """A part from ``start`` to ``end`` on the value axis; ``value`` is what it stands for."""

    series: int
    start: float
    end: float
    value: float


def mode_of(sheet: Sheet) -> str:
    """How several series stand together. Raises ``DesignError`` (``chart-mode``)."""
    mode = sheet.layer.mode
    if mode not in MODES:
        raise fail(
            "chart-mode", place=sheet.layer.name, found=f"'{mode}'", expected="one of " + " ".join(MODES[1:])
        )
    if mode in ("stacked", "share") and min(sheet.data.known, default=0.0) < 0:
        if mode == "share":
            raise fail(
                "chart-refused", place=sheet.layer.name, found=f"a negative part ({min(sheet.data.known):g})",
                expected="parts of zero and more for shares", remedy="use mode diverging or grouped",
            )  # fmt: skip
        return "diverging"
    return mode or "grouped"


def segments(data: Data, row: int, mode: str) -> list[Segment]:
    """The parts of one row. ``diverging``: negative values to the left; with two series of positive ones the first."""
    values = [(s, one.values[row]) for s, one in enumerate(data.series)]
    known = [(s, value) for s, value in values if value is not None]
    if mode == "share":
        total = sum(value for _, value in known)
        known = [(s, value / total) for s, value in known] if total else []
    mirrored = mode == "diverging" and len(data.series) == 2 and min(data.known, default=0.0) >= 0
    out: list[Segment] = []
    right = left = 0.0
    for s, value in known:
        length = -value if mirrored and s == 0 else value
        if length >= 0:
            out.append(Segment(s, right, right + length, value))
            right += length
        else:
            out.append(Segment(s, left + length, left, value))
            left += length
    return out


def check_share(sheet: Sheet, mode: str) -> None:
    """Percents that don't add up to a hundred are said."""
    data = sheet.data
    if mode not in ("stacked", "share") or data.unit != "%":
        return
    for i, name in enumerate(data.names):
        total = sum(one.values[i] or 0.0 for one in data.series)
        if abs(total - 100) > _ROUNDING:
            sheet.warn(
                "percent-sum", f"'{name}' adds up to {total:g} %", "100 %", "check the values, or drop the %"
            )
            return
