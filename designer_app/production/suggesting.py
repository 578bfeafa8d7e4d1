"""A first headline from a table: what changed most, where a course went, or who leads; for a person to say better."""

from __future__ import annotations

from designer_app.layers.chart.aims import before_column, target_column
from designer_app.layers.chart.data import Data, Series
from designer_app.layers.chart.sequences import in_order


def suggestion(data: Data, lang: str) -> str:
    """One sentence in Russian or English; "" where the table has no number that says something."""
    series = [one for i, one in enumerate(data.series) if i != target_column(data)]
    if not series or not any(one.known for one in series):
        return ""
    russian = lang.startswith("ru")
    earlier = before_column(data)
    if earlier is not None and len(series) == 2:
        return _changed(
            data, data.series[earlier], next(s for s in series if s is not data.series[earlier]), russian
        )
    if in_order(data) and len(series[0].known) > 2:
        return _course(data, series[0], russian)
    return _leader(data, series[0], russian)


def _changed(data: Data, before: Series, after: Series, russian: bool) -> str:
    """The row whose share changed most."""
    changes = [
        ((b - a) / a, name)
        for a, b, name in zip(before.values, after.values, data.names, strict=True)
        if a is not None and b is not None and a > 0 and b >= 0 and a != b
    ]
    if not changes:
        return ""
    share, name = max(changes, key=lambda one: abs(one[0]))
    return _moved(name or after.name, share, russian, "")


def _course(data: Data, one: Series, russian: bool) -> str:
    """From the first known value to the last."""
    known = [(value, name) for value, name in zip(one.values, data.names, strict=True) if value is not None]
    (first, start), (last, end) = known[0], known[-1]
    if first <= 0 or last < 0 or first == last:
        return _leader(data, one, russian)
    span = f", {start} — {end}" if russian else f" from {start} to {end}"
    return _moved(one.name, (last - first) / first, russian, span)


def _moved(name: str, share: float, russian: bool, span: str) -> str:
    percent = f"{abs(share) * 100:.0f}"
    if russian:
        return f"{name}: {'рост' if share > 0 else 'спад'} на {percent}\u00a0%{span}"
    return f"{name} {'rose' if share > 0 else 'fell'} by {percent}%{span}"


def _leader(data: Data, one: Series, russian: bool) -> str:
    value, name = max(
        ((value, name) for value, name in zip(one.values, data.names, strict=True) if value is not None),
        key=lambda pair: pair[0],
    )
    text = f"{value:,.{data.decimals}f}"
    if russian:
        text = text.replace(",", "\u00a0").replace(".", ",")
    text += {"": ""}.get(data.unit, ("" if data.unit == "%" and not russian else "\u00a0") + data.unit)
    if not name:
        return f"{one.name}: {text}" if one.name else text
    return f"{name} впереди: {text}" if russian else f"{name} leads with {text}"
