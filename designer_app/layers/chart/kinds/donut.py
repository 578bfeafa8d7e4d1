"""Donut: at most six parts of one whole from twelve o'clock, their names and percents beside it."""

from __future__ import annotations

import math

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.parts import list_parts, parts_of, said
from designer_app.layers.chart.sheet import Sheet
from designer_app.scene.geometry import Outline, cos_sin

TITLE = {"en": "Donut chart", "ru": "Кольцо"}
refuse = needs.all_of(
    needs.named,
    needs.rows(2),
    needs.series(1, 1),
    needs.something,
    needs.positive("parts of one whole"),
    needs.full,
)
_MOST, _HOLE = 6, 0.62


def fits(data: Data) -> int:
    whole = data.unit == "%" and abs(sum(data.known) - 100) < 1.5
    return (90 if whole else 38) if data.count <= 6 and not data.dates else 20


def draw(sheet: Sheet) -> None:
    parts = parts_of(sheet, _MOST)
    em = sheet.em
    rows = len(parts) * 2.3 * em + (3.4 * em if any(part.merged for part in parts) else 0.0)
    below = min(0.86 * sheet.w, max(0.45 * sheet.h, sheet.h - rows - 1.6 * em))
    side = min(sheet.h, 0.5 * sheet.w)
    if side >= below:  # beside the ring or below it: where the ring is larger
        cx, cy = side / 2, sheet.h / 2
        x, top, width, height = side + 1.8 * em, 0.0, sheet.w - side - 1.8 * em, sheet.h
    else:
        side = below
        cx, cy = sheet.w / 2, side / 2
        x, top, width, height = 0.0, side + 1.6 * em, sheet.w, sheet.h - side - 1.6 * em
    radius, turn = side / 2, 0.0
    for part in parts:
        sheet.fill(ring(cx, cy, radius, _HOLE * radius, turn, turn + 360 * part.share), part.colour)
        turn += 360 * part.share
    turn = 0.0
    for part in parts if len(parts) > 1 else ():  # seams, so that neighbours of like lightness stay two
        c, s = cos_sin(turn - 90)
        sheet.rule(
            cx + _HOLE * radius * c * 0.98, cy + _HOLE * radius * s * 0.98, cx + radius * c * 1.01, cy + radius * s * 1.01,
            sheet.surface, max(sheet.hair, 0.012 * side),
        )  # fmt: skip
        turn += 360 * part.share
    hero = next((part for part in parts if part.marked), parts[0])
    inner = 1.5 * _HOLE * radius
    made = sheet.figure(said(sheet, hero, parts), size=0.5 * inner / em, width=inner, least=1.0)
    name = sheet.label(hero.name, size=1.0, width=inner, lines=2, least=0.7, align="center")
    gap = 0.55 * em
    tall = (made.height if made else 0.0) + gap + (name.height if name else 0.0)
    sheet.put(made, cx, cy - tall / 2, ink=sheet.spoken(hero.colour), align="center")
    sheet.put(name, cx, cy + tall / 2, align="center", anchor="base")
    list_parts(sheet, parts, x, top, width, height)


def ring(cx: float, cy: float, outer: float, inner: float, start: float, end: float) -> Outline:
    """A part of a ring from ``start`` to ``end`` degrees clockwise from twelve o'clock."""
    out: list[float] = []
    ops = ""

    def arc(radius: float, a: float, b: float) -> None:
        nonlocal ops
        steps = max(1, math.ceil(abs(b - a) / 45))
        step = (b - a) / steps
        reach = 4 / 3 * math.tan(math.radians(step) / 4) * radius
        for i in range(steps):
            c0, s0 = cos_sin(a + step * i - 90)
            c1, s1 = cos_sin(a + step * (i + 1) - 90)
            x1, y1 = cx + radius * c1, cy + radius * s1
            out.extend((cx + radius * c0 - reach * s0, cy + radius * s0 + reach * c0))
            out.extend((x1 + reach * s1, y1 - reach * c1, x1, y1))
            ops += "C"

    c, s = cos_sin(start - 90)
    ops += "M"
    out.extend((cx + outer * c, cy + outer * s))
    arc(outer, start, end)
    c, s = cos_sin(end - 90)
    ops += "L"
    out.extend((cx + inner * c, cy + inner * s))
    if inner > 0:
        arc(inner, end, start)
    return Outline(ops + "Z", tuple(out))


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.parts(sheet, TITLE))
