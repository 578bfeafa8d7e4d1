"""What kinds need of data, asked the same way by all of them."""

from __future__ import annotations

from collections.abc import Callable

from designer_app.layers.chart.data import Data, row_units
from designer_app.layers.chart.kinds import Refusal
from designer_app.layers.chart.sequences import in_order

Need = Callable[[Data], Refusal | None]


def all_of(*needs: Need) -> Need:
    """The first of several that isn't met."""

    def ask(data: Data) -> Refusal | None:
        return next((refusal for need in needs if (refusal := need(data)) is not None), None)

    return ask


def rows(least: int, most: int = 10_000) -> Need:
    def ask(data: Data) -> Refusal | None:
        if least <= data.count <= most:
            return None
        some = f"{least} to {most} rows" if most < 10_000 else f"at least {least} row{'s' * (least > 1)}"
        return Refusal(f"{data.count} row{'s' * (data.count != 1)}", some)

    return ask


def series(least: int, most: int = 12) -> Need:
    def ask(data: Data) -> Refusal | None:
        if least <= len(data.series) <= most:
            return None
        wanted = f"{least}" if least == most else f"{least} to {most}"
        found = len(data.series)
        return Refusal(
            f"{found} column{'s' * (found != 1)} of numbers", f"{wanted} column{'s' * (most != 1)} of numbers"
        )

    return ask


def columns_alike(data: Data) -> Refusal | None:
    """Roubles and grams have no common scale; a column without a unit is taken for one of the same."""
    units = list(dict.fromkeys(one.unit for one in data.series if one.unit))
    if len(units) < 2:
        return None
    return Refusal(f"units {', '.join(units)}", "one unit on one scale (choose the columns)")


def rows_alike(data: Data) -> Refusal | None:
    """The same of rows whose names say their units: «Выручка, млн ₽» and «Возвраты, %»."""
    units = list(dict.fromkeys(filter(None, row_units(data))))
    if len(units) < 2:
        return None
    return Refusal(f"rows in {', '.join(units)}", "one unit on one scale (choose the rows)")


def one_unit(data: Data) -> Refusal | None:
    """One unit on one scale, of columns and of rows."""
    return columns_alike(data) or rows_alike(data)


def named(data: Data) -> Refusal | None:
    return (
        None
        if any(data.names)
        else Refusal("no column of names", "a column of words or dates beside the numbers")
    )


def in_sequence(data: Data) -> Refusal | None:
    """A line between things without an order would say that there is something between them."""
    if in_order(data):
        return None
    return Refusal(
        f"names without an order ('{data.names[0]}' …)", "dates, years, months or another sequence"
    )


def positive(what: str) -> Need:
    """No value under zero: a length of a part below nothing can't be drawn."""

    def ask(data: Data) -> Refusal | None:
        for one in data.series:
            for name, value in zip(data.names, one.values, strict=True):
                if value is not None and value < 0:
                    return Refusal(f"{value:g} ('{name or one.name}')", f"{what} of zero and more")
        return None

    return ask


def something(data: Data) -> Refusal | None:
    """At least one value, and not zeros alone."""
    if any(data.known):
        return None
    return Refusal("zeros alone" if data.known else "no value", "a value other than zero")


def values(data: Data) -> Refusal | None:
    return None if data.known else Refusal("no value", "at least one value")


def full(data: Data) -> Refusal | None:
    """Every value there: a part that isn't known makes all shares unknown."""
    for one in data.series:
        for name, value in zip(data.names, one.values, strict=True):
            if value is None:
                return Refusal(f"no value for '{name or one.name}'", "every part known")
    return None


def one_whole(what: str) -> Need:
    """Two and more parts of one whole, all known and none below zero."""
    return all_of(named, rows(2), series(1, 1), rows_alike, something, positive(what), full)
