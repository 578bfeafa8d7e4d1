"""Which kinds can say some data, the most fitting first; and why the others can't."""

from __future__ import annotations

from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Refusal, kind, names


def fitting(data: Data) -> list[tuple[str, int]]:
    """Kinds that don't refuse the data, with how well they fit (0 to 100), best first."""
    found = [(name, kind(name).fits(data)) for name in names() if kind(name).refuse(data) is None]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def best(data: Data) -> str:
    """The kind that fits best, or ``""``."""
    found = fitting(data)
    return found[0][0] if found else ""


def refusals(data: Data) -> dict[str, Refusal]:
    """Why each of the other kinds can't."""
    asked = ((name, kind(name).refuse(data)) for name in names())
    return {name: refusal for name, refusal in asked if refusal is not None}
