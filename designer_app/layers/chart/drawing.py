"""A chart layer in its frame: rows of a slot drawn by one of the kinds in ``kinds``. They make paths and glyphs; the painter knows nothing of them."""

from __future__ import annotations

import msgspec

from designer_app.errors import did_you_mean, fail
from designer_app.layers.base import Context
from designer_app.layers.chart.alt import said
from designer_app.layers.chart.calendar import date_names
from designer_app.layers.chart.choosing import best, fitting
from designer_app.layers.chart.data import Data, read_data
from designer_app.layers.chart.heroes import of_heading
from designer_app.layers.chart.kinds import Kind, kind, names
from designer_app.layers.chart.ordering import ordered
from designer_app.layers.chart.record import ChartLayer
from designer_app.layers.chart.sheet import Sheet
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Group

_NAMED = 3  # kinds that a refusal names


def draw(layer: ChartLayer, ctx: Context, box: Box) -> Group | None:
    """The chart in its frame; None without rows. Raises ``DesignError``: ``unknown-chart``, ``chart-refused``,
    ``chart-column``, ``chart-empty``."""
    found = drawn(layer, ctx, box)
    if found is None:
        return None
    sheet, what = found
    alt = ctx.text(layer.alt) or said(what.says(sheet), sheet)
    return Group(sheet.drawn(), meta=ctx.meta(layer, "figure", alt))


def drawn(layer: ChartLayer, ctx: Context, box: Box) -> tuple[Sheet, Kind] | None:
    """The sheet with everything drawn on it, by which kind, and what it has to say reported."""
    rows = ctx.rows(layer.data)
    if not rows or box.empty:
        return None
    layer = _bound(layer, ctx)
    data = read_data(
        rows, label=layer.label, values=listed(layer.values), mark=listed(layer.mark), unit=layer.unit,
        decimals=layer.decimals, show_dates=lambda dates: date_names(dates, ctx), target=ctx.number(layer.target),
        place=layer.name,
    )  # fmt: skip
    what = chosen(layer, data)
    refusal = what.refuse(data)
    if refusal is not None:
        others = [name for name, _ in fitting(data)][:_NAMED]
        raise fail(
            "chart-refused", place=layer.name, found=refusal.found, expected=refusal.expected,
            remedy=f"draw it as {', '.join(others[:-1]) + ' or ' if others[1:] else ''}{others[-1]}" if others else "",
        )  # fmt: skip
    data = of_heading(layer.heading, data)
    data = what.hero(data) if what.hero is not None else data
    data = ordered(data, layer, ctx)
    if data.dates:  # where the year is said hangs on the order
        data = msgspec.structs.replace(data, names=tuple(date_names(data.dates, ctx)))
    sheet = Sheet(layer, ctx, box, data, heads=not what.unit)
    what.draw(sheet)
    if layer.band and not what.band:
        sheet.warn(
            "chart-band", f"'{layer.band}' in a kind of chart that has none", "a line or an area chart"
        )
    _look_over(sheet)
    return sheet, what


def chosen(layer: ChartLayer, data: Data) -> Kind:
    """The kind that the layer names, or the best for the data."""
    name = layer.chart
    if name in ("", "auto"):
        found = best(data)
        if not found:
            raise fail(
                "chart-empty",
                place=layer.name,
                found="no column of numbers or words",
                expected="data to draw",
            )
        name = found
    try:
        return kind(name)
    except KeyError:
        raise fail(
            "unknown-chart", place=layer.name, found=f"'{name}'", expected="one of " + " ".join(names()),
            remedy=did_you_mean(name, names()),
        ) from None  # fmt: skip


def listed(text: str) -> tuple[str, ...]:
    """Names parted by ``;``."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _bound(layer: ChartLayer, ctx: Context) -> ChartLayer:
    """With its slots put in."""
    texts = (
        "chart",
        "label",
        "values",
        "mode",
        "mark",
        "heading",
        "sort",
        "reference",
        "band",
        "notes",
        "unit",
        "icon",
    )
    return msgspec.structs.replace(layer, **{name: ctx.text(getattr(layer, name)).strip() for name in texts})


def _look_over(sheet: Sheet) -> None:
    """What a reader would stumble over: words that touch or leave the frame, words cut short."""
    if touching := sheet.touching():
        one, other = touching[0]
        sheet.warn(
            "labels-touch", f"'{one}' on '{other}'" + (f" and {len(touching) - 1} more" if touching[1:] else ""),
            "labels with room between them", "fewer rows, shorter names or a larger frame",
        )  # fmt: skip
    if beyond := sheet.beyond():
        sheet.warn(
            "labels-beyond", f"'{beyond[0]}'" + (f" and {len(beyond) - 1} more" if beyond[1:] else ""),
            "words within the chart's frame", "shorter names or a larger frame",
        )  # fmt: skip
    if cut := [made.text for made in sheet.set_labels() if made.cut]:
        sheet.warn(
            "words-cut", f"'{cut[0][:40].rstrip()}{'…' * (len(cut[0]) > 40)}'" + (f" and {len(cut) - 1} more" if cut[1:] else ""),
            "words that fit their place", "shorter words, fewer rows or a larger frame",
        )  # fmt: skip
    smallest = min((made.layout.size for made in sheet.set_labels()), default=0.0)
    if sheet.set_labels() and smallest < 0.5 * sheet.em:
        sheet.warn(
            "labels-small", f"words at {smallest:.0f} px", f"at least half of the labels' {sheet.em:.0f} px",
            "fewer rows or a larger frame",
        )  # fmt: skip
