"""Treemap: areas in proportion to values, nearly square: squarified (Bruls, Huizing, van Wijk 2000)."""

from __future__ import annotations

from collections.abc import Sequence

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.parts import Part, parts_of
from designer_app.layers.chart.sheet import Sheet
from designer_app.scene.geometry import Box

TITLE = {"en": "Treemap", "ru": "Карта долей"}
refuse = needs.one_whole("areas")
_MOST = 40


def fits(data: Data) -> int:
    return (
        66 if data.count > 6 and not data.dates and len(data.series) == 1 and data.unit in ("%", "") else 18
    )


def draw(sheet: Sheet) -> None:
    data = sheet.data
    most = max(4, min(_MOST, int(sheet.w * sheet.h / (5.5 * sheet.em * 4.5 * sheet.em))))
    parts = sorted(parts_of(sheet, most), key=lambda part: -part.value)
    largest = next((number for number, part in enumerate(parts) if not part.merged), 0)
    places = squarify([part.value for part in parts], Box(0.0, 0.0, sheet.w, sheet.h))
    gap = max(1.0, 0.16 * sheet.em)
    plain = not data.marked
    for number, (part, box) in enumerate(zip(parts, places, strict=True)):
        inner = Box(
            box.x0,
            box.y0,
            box.x1 - gap if box.x1 < sheet.w - 1 else box.x1,
            box.y1 - gap if box.y1 < sheet.h - 1 else box.y1,
        )
        colour = sheet.accent if part.marked or (plain and number == largest) else sheet.quiet
        sheet.bar(inner.x0, inner.y0, inner.width, inner.height, colour)
        _words(sheet, part, inner, sheet.on(colour))


def squarify(values: Sequence[float], box: Box) -> list[Box]:
    """Boxes whose areas are in proportion to ``values`` (largest first), laid in rows along the shorter side."""
    total = sum(values)
    scale = box.width * box.height / total if total else 0.0
    areas = [value * scale for value in values]
    out: list[Box] = []
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    at = 0
    while at < len(areas):
        side = min(x1 - x0, y1 - y0)
        end = at + 1
        while end < len(areas) and _worst(areas[at : end + 1], side) <= _worst(areas[at:end], side):
            end += 1
        row = areas[at:end]
        depth = sum(row) / side if side else 0.0
        if x1 - x0 >= y1 - y0:
            y = y0
            for area in row:
                height = area / depth if depth else 0.0
                out.append(Box(x0, y, x0 + depth, y + height))
                y += height
            x0 += depth
        else:
            x = x0
            for area in row:
                width = area / depth if depth else 0.0
                out.append(Box(x, y0, x + width, y0 + depth))
                x += width
            y0 += depth
        at = end
    return out


def _worst(areas: Sequence[float], side: float) -> float:
    """The largest ratio of sides in a row of these areas."""
    total = sum(areas)
    if not total or not side:
        return float("inf")
    return max(max(side * side * a / total**2, total**2 / (side * side * a)) for a in areas)


def _words(sheet: Sheet, part: Part, box: Box, ink: tuple[int, int, int, int]) -> None:
    """Name and value in the upper left corner where there is room for both, else nothing: the list is in the alt text."""
    em, pad = sheet.em, 0.6 * sheet.em
    width = box.width - 2 * pad
    if width < 2.2 * em or box.height < 2.2 * em:
        return
    size = 1.3 if box.width > 12 * em and box.height > 8 * em else 1.0
    name = sheet.label(part.name, size=size, width=width, lines=2, least=0.7)
    figure = sheet.figure(sheet.figures(part.value), size=1.6 * size, width=width, least=0.8)
    if name is None or name.cut or name.layout.broken:
        return
    tall = name.height + (figure.height + 0.55 * em if figure and not figure.cut else 0.0)
    if name.height + 2 * pad > box.height:
        return
    sheet.put(name, box.x0 + pad, box.y0 + pad, ink=ink)
    if figure is not None and not figure.cut and tall + 2 * pad <= box.height:
        sheet.put(figure, box.x0 + pad, box.y0 + pad + name.height + 0.55 * em, ink=ink)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.parts(sheet, TITLE))
