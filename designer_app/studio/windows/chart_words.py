"""Phrases of the Chart window: what kinds need."""

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
FROM_ZERO = frozenset(
    {"column", "bar", "ranking", "lollipop", "area", "progress", "funnel", "compare", "line"}
)
