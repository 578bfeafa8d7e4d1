"""What an expression may ask of a list slot as a whole: ``bars.value.max``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from designer_app.errors import did_you_mean, fail

AGGREGATES: dict[str, Callable[[list[float]], float]] = {
    "max": max,
    "min": min,
    "sum": sum,
    "first": lambda numbers: numbers[0],
    "last": lambda numbers: numbers[-1],
    "second": lambda numbers: sorted(numbers)[-2] if len(numbers) > 1 else numbers[0],
}


def summed_up(items: Sequence[Any], tail: str, plain: Callable[[Any], Any]) -> float | None:
    """``FIELD.max`` over a list's items; also min, sum, first, last and second, the second largest.

    ``plain`` makes a value a number. None when no item has a number there. Raises ``DesignError``
    (``unknown-name``) for another word.
    """
    field, _, what = tail.rpartition(".")
    if what not in AGGREGATES:
        raise fail(
            "unknown-name",
            found=f"'{tail}' of a list",
            expected="FIELD. and one of " + ", ".join(AGGREGATES),
            remedy=did_you_mean(what, AGGREGATES),
        )
    found = [plain(item.get(field)) for item in items if isinstance(item, Mapping)]
    numbers = [float(value) for value in found if isinstance(value, int | float)]
    return AGGREGATES[what](numbers) if numbers else None
