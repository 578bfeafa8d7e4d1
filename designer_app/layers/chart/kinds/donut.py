"""Donut: at most six parts of one whole from twelve o'clock, their names and percents beside it."""

from __future__ import annotations

import math

from designer_app.layers.chart import alt, needs, parts
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.sheet import Sheet
from designer_app.scene.geometry import Outline, cos_sin

TITLE = {"en": "Donut chart", "ru": "Кольцо"}
refuse = needs.one_whole("parts of one whole")
_HOLE = 0.62


def fits(data: Data) -> int:
    return parts.fits(data, 90, 38)


def draw(sheet: Sheet) -> None:
    found = parts.parts_of(sheet, parts.MOST)
    em = sheet.em
    square, room = parts.places(sheet, found, 0.86)
    side = square.width
    cx, cy = square.x0 + side / 2, square.y0 + side / 2
    radius, turn = side / 2, 0.0
    for part in found:
        sheet.fill(ring(cx, cy, radius, _HOLE * radius, turn, turn + 360 * part.share), part.colour)
        turn += 360 * part.share
    turn = 0.0
    for part in found if len(found) > 1 else ():  # seams, so that neighbours of like lightness stay two
        c, s = cos_sin(turn - 90)
        sheet.rule(
            cx + _HOLE * radius * c * 0.98, cy + _HOLE * radius * s * 0.98, cx + radius * c * 1.01, cy + radius * s * 1.01,
            sheet.surface, max(sheet.hair, 0.012 * side),
        )  # fmt: skip
        turn += 360 * part.share
    hero = next((part for part in found if part.marked), found[0])
    inner = 1.5 * _HOLE * radius
    made = sheet.figure(parts.said(sheet, hero, found), size=0.5 * inner / em, width=inner, least=1.0)
    name = sheet.label(hero.name, size=1.0, width=inner, lines=2, least=0.7, align="center")
    gap = max(0.55 * em, 0.3 * (made.height if made else 0.0))  # a decimal comma hangs below the figures
    tall = (made.height if made else 0.0) + gap + (name.height if name else 0.0)
    sheet.put(made, cx, cy - tall / 2, ink=sheet.spoken(hero.colour), align="center")
    sheet.put(name, cx, cy + tall / 2, align="center", anchor="base")
    parts.list_parts(sheet, found, room)


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
