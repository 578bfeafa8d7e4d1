"""What the Chart window says of its grid in a line: its shape above the kinds, its sums at the foot."""

from __future__ import annotations

from designer_app.layers.chart.data import Data, row_units
from designer_app.studio.words import number_text, plural, tr


def shape_of(data: Data | None) -> str:
    """Names, columns of numbers, rows."""
    if data is None:
        return ""
    names = tr("dates") if data.dates else tr("names") if any(data.names) else ""
    numbers = tr("columns of numbers: {n}", n=len(data.series)) if data.series else tr("words alone")
    return ", ".join(one for one in (names, numbers, plural(data.count, "row")) if one)


def sums_of(data: Data | None) -> str:
    """Sum, average and extremes of the first column of numbers."""
    if data is None or not data.series or not data.series[0].known:
        return ""
    if len(set(filter(None, row_units(data)))) > 1:
        return ""  # roubles and percents have no sum
    values, digits = data.series[0].known, data.decimals
    return tr(
        "{name}: sum {sum} · average {mean} · smallest {low} · largest {high}", name=data.series[0].name,
        sum=number_text(sum(values), digits), mean=number_text(sum(values) / len(values), digits + 1),
        low=number_text(min(values), digits), high=number_text(max(values), digits),
    ).replace(" -", " \u2212")  # fmt: skip
