"""Parts of one whole: from the largest, few enough to see, the rest merged and named; their names beside the picture."""

from __future__ import annotations

import msgspec

from designer_app.layers.chart.data import Data
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.words import word
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box

_ROUNDING = 1.0  # percent that rounded shares may lack


MOST = 6  # parts that an eye still compares


def fits(data: Data, percents: int, amounts: int) -> int:
    """How well few parts fit: percents that make a hundred, or amounts of which nobody says that they are all."""
    if data.count > MOST or data.dates:
        return 20
    whole = data.unit == "%" and abs(sum(data.known) - 100) <= _ROUNDING
    return percents if whole else amounts


class Part(msgspec.Struct, frozen=True):
    """A part: its name, value, share of the whole (0 to 1), colour, and whether it is marked."""

    name: str
    value: float
    share: float
    colour: Colour
    marked: bool = False
    merged: tuple[str, ...] = ()


def parts_of(sheet: Sheet, most: int) -> list[Part]:
    """At most ``most`` parts from the largest; what is merged comes last. Percents that don't add up are said."""
    data = sheet.data
    most = int(sheet.ctx.number(sheet.layer.limit)) or most
    whole = sum(data.known)
    if data.unit == "%" and abs(whole - 100) > _ROUNDING:
        sheet.warn(
            "percent-sum", f"parts that add up to {whole:g} %", "100 %", "check the values, or drop the %"
        )
    rows = [
        (name, value, i in data.marked)
        for i, (name, value) in enumerate(zip(data.names, data.first, strict=True))
        if value
    ]
    other = word("other", sheet.ctx.language)
    rows.sort(key=lambda row: (row[0].casefold() == other.casefold(), -row[1]))
    kept, rest = (rows, []) if len(rows) <= most else (rows[: most - 1], rows[most - 1 :])
    merged = (*[name for name, _, _ in rest],)
    if rest:
        kept = [*kept, (other, sum(value for _, value, _ in rest), any(marked for *_, marked in rest))]
    marks = [marked for *_, marked in kept]
    colours = sheet.parted(
        len(kept), frozenset(i for i, marked in enumerate(marks) if marked) or frozenset({0})
    )
    return [
        Part(name, value, value / whole, colours[i], marks[i], merged if rest and i == len(kept) - 1 else ())
        for i, (name, value, _) in enumerate(kept)
    ]


def places(sheet: Sheet, parts: list[Part], widest: float) -> tuple[Box, Box]:
    """A square for the picture, at most ``widest`` of the width, and the room for the list: beside it or below it,
    whichever leaves the larger square."""
    em, gap = sheet.em, 1.6 * sheet.em
    rows = len(parts) * 2.3 * em + (3.4 * em if any(part.merged for part in parts) else 0.0)
    below = min(widest * sheet.w, max(0.45 * sheet.h, sheet.h - rows - gap))
    side = min(sheet.h, 0.5 * sheet.w)
    if side >= below:
        top = (sheet.h - side) / 2
        return Box(0.0, top, side, top + side), Box(side + gap, 0.0, sheet.w, sheet.h)
    left = (sheet.w - below) / 2 if widest < 1 else 0.0
    return Box(left, 0.0, left + below, below), Box(0.0, below + gap, sheet.w, sheet.h)


def list_parts(sheet: Sheet, parts: list[Part], room: Box) -> None:
    """Swatch, name, and percent of each part in rows, centred in the height; what is merged is named below."""
    x, top, width, height = room.x0, room.y0, room.width, room.height
    em = sheet.em
    rest = next((part.merged for part in parts if part.merged), ())
    note = sheet.label(
        word("merged", sheet.ctx.language, names=", ".join(rest)), size=0.84, width=width, lines=3
    ) if rest else None  # fmt: skip
    foot = note.height + 1.2 * em if note else 0.0
    step = min(3.0 * em, (height - foot) / len(parts))
    size = min(1.0, step / (1.5 * em))
    y = top + max(0.0, (height - foot - step * len(parts)) / 2)
    figures = [
        sheet.figure(said(sheet, part, parts), size=(1.5 if part.marked else 1.15) * size) for part in parts
    ]
    column = max((made.width for made in figures if made), default=0.0)
    for part, made in zip(parts, figures, strict=True):
        middle = y + step / 2
        side = 0.8 * em * size
        sheet.bar(x, middle - side / 2, side, side, part.colour)
        ink = sheet.spoken(sheet.accent) if part.marked else sheet.ink
        sheet.put(made, x + 1.3 * em + column, middle, ink=ink, align="right", anchor="middle")
        left = x + 1.3 * em + column + 0.7 * em
        sheet.say(
            part.name, left, middle, size=size, ink=ink, anchor="middle", width=x + width - left,
            lines=2 if step > 2.5 * em else 1, least=0.62 * size, style="label" if part.marked else "",
        )  # fmt: skip
        y += step
    if note is not None:
        sheet.put(note, x, y + 0.9 * em, ink=sheet.quiet_ink)


def said(sheet: Sheet, part: Part, parts: list[Part]) -> str:
    """A part's share in percent, with a decimal where whole ones would show nothing or all; percents as they are given."""
    if sheet.data.unit == "%":
        return sheet.figures(part.value)
    fine = any(0 < one.share < 0.005 or (0.995 < one.share < 1) for one in parts)
    return sheet.figures.percent(part.share, 1 if fine else 0)


def largest_remainder(shares: list[float], whole: int) -> list[int]:
    """Whole numbers that add up to ``whole``, each share rounded down or up (Hamilton's method)."""
    exact = [share * whole for share in shares]
    found = [int(value) for value in exact]
    order = sorted(range(len(shares)), key=lambda i: (-(exact[i] - found[i]), i))
    for i in order[: whole - sum(found)]:
        found[i] += 1
    return found
