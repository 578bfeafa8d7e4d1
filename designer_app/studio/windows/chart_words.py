"""Phrases of the Chart window: what kinds need, what the check found."""

from __future__ import annotations

NEEDS = {
    "area": "needs dates or another order, and parts of zero and more",
    "bar": "needs names and numbers",
    "column": "needs names and numbers",
    "compare": "needs two rows, or two columns of numbers",
    "donut": "needs parts of one whole in one column",
    "dot": "needs names and one to four columns of numbers",
    "funnel": "needs one column of steps that never grow",
    "gauge": "needs values in % or with a target, six at most",
    "line": "needs dates, years, months or another order",
    "lollipop": "needs names and one column of numbers",
    "number": "needs six rows at most, or a series over time",
    "pictogram": "needs one column of counts, twelve rows at most",
    "progress": "needs values in % or with a target",
    "ranking": "needs one column, nothing below zero",
    "slope": "needs two columns of numbers",
    "steps": "needs two to twelve rows of words",
    "table": "needs any column",
    "timeline": "needs dates or years, and words beside them",
    "treemap": "needs parts of one whole in one column",
    "waffle": "needs parts of one whole in one column",
}
MIXED = "needs columns of one unit: choose them at Values"
FOUND = {
    "axis-truncated": "The axis doesn't start at zero",
    "chart-band": "The range isn't two values",
    "chart-note": "A note has no point or no room",
    "chart-reference": "The line to compare with isn't a value",
    "columns-left-out": "Columns have no room and are left out; the picture says so",
    "dates-sorted": "Dates were out of order; they are drawn in time",
    "labels-beyond": "Words leave the frame",
    "labels-small": "Words are very small",
    "labels-touch": "Words touch each other",
    "one-of-several": "Of several columns one is shown",
    "percent-sum": "Percents don't add up to 100",
    "rows-merged": "Rows have no room and are merged; the picture says so",
    "words-cut": "Words are cut short",
}
FROM_ZERO = frozenset(
    {"column", "bar", "ranking", "lollipop", "area", "progress", "funnel", "compare", "line"}
)
