"""Rows in the order in which a chart shows them: dates by time, values by size where that is asked for."""

from __future__ import annotations

from designer_app.errors import fail
from designer_app.layers.base import Context
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.record import ChartLayer

_SORTS = ("", "none", "up", "down")


def ordered(data: Data, layer: ChartLayer, ctx: Context) -> Data:
    """Sorted as the layer says; rows of dates by date, with a note where they stood otherwise."""
    if layer.sort not in _SORTS:
        raise fail("chart-sort", place=layer.name, found=f"'{layer.sort}'", expected="up, down or none")
    if layer.sort in ("up", "down"):
        return by_value(data, down=layer.sort == "down")
    if data.dates and layer.sort != "none":
        order = sorted(range(data.count), key=lambda i: (data.dates[i].isoformat(), i))
        if order != list(range(data.count)):
            ctx.report(
                "dates-sorted",
                severity="note",
                found="dates out of order",
                expected="them by time (so they are drawn)",
            )
            return data.picked(order)
    return data


def by_value(data: Data, *, down: bool = True) -> Data:
    """Rows by the first series; missing values last, equal ones as they stand."""
    return data.picked(order_by_value(data, down=down))


def order_by_value(data: Data, *, down: bool = True) -> list[int]:
    """The numbers of the rows in that order."""
    values = data.first

    def key(i: int) -> tuple[bool, float, int]:
        value = values[i] if values else None
        return (value is None, 0.0 if value is None else -value if down else value, i)

    return sorted(range(data.count), key=key)
