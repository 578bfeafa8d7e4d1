"""Treemap: areas in proportion to values, nearly square: squarified (Bruls, Huizing, van Wijk 2000)."""

from __future__ import annotations

from collections.abc import Sequence

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.parts import Part, parts_of
from designer_app.layers.chart.sequences import in_order
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.text.label import Label
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box

TITLE = {"en": "Treemap", "ru": "Карта долей"}
refuse = needs.one_whole("areas")
_MOST, _LEAST = 40, 5
_UNDER = 0.55  # em between a name and its value
Words = tuple[Label, Label | None]  # of a part: its name, its value


def fits(data: Data) -> int:
    return (
        66
        if data.count > 6 and not in_order(data) and len(data.series) == 1 and data.unit in ("%", "")
        else 18
    )


def draw(sheet: Sheet) -> None:
    data = sheet.data
    tiles = _tiles(sheet)
    largest = next((number for number, (part, _, _) in enumerate(tiles) if not part.merged), 0)
    unnamed: list[str] = []
    plain = not data.marked
    for number, (part, box, words) in enumerate(tiles):
        colour = sheet.accent if part.marked or (plain and number == largest) else sheet.quiet
        sheet.bar(box.x0, box.y0, box.width, box.height, colour)
        if words is None:
            unnamed.append(part.name)
        else:
            _put_words(sheet, words, box, sheet.on(colour))
    if unnamed:
        rest = f" and {len(unnamed) - 1} more" if unnamed[1:] else ""
        sheet.warn(
            "words-cut",
            f"no room for '{unnamed[0]}'{rest}",
            "parts with their names",
            "fewer parts (limit), shorter names or a larger frame",
        )


def _tiles(sheet: Sheet) -> list[tuple[Part, Box, Words | None]]:
    """Parts, their boxes and words: as many as there is room for, fewer while more than one in six has no room for its
    name."""
    most = max(4, min(_MOST, int(sheet.w * sheet.h / (5.5 * sheet.em * 4.5 * sheet.em))))
    asked = int(sheet.ctx.number(sheet.layer.limit))
    while True:
        parts = sorted(parts_of(sheet, most), key=lambda part: -part.value)
        whole = Box(0.0, 0.0, sheet.w, sheet.h)
        boxes = [_inner(sheet, box) for box in squarify([part.value for part in parts], whole)]
        tiles = [(part, box, _words(sheet, part, box)) for part, box in zip(parts, boxes, strict=True)]
        bare = sum(words is None for _, _, words in tiles)
        if asked or len(parts) <= _LEAST or bare * 6 <= len(parts):
            return tiles
        most = len(parts) - max(1, len(parts) // 6)


def _inner(sheet: Sheet, box: Box) -> Box:
    """A part's box without the gap to the next."""
    gap = max(1.0, 0.16 * sheet.em)
    return Box(
        box.x0,
        box.y0,
        box.x1 - gap if box.x1 < sheet.w - 1 else box.x1,
        box.y1 - gap if box.y1 < sheet.h - 1 else box.y1,
    )


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


def _words(sheet: Sheet, part: Part, box: Box) -> Words | None:
    """Name and value where there is room for both, else the name alone; None where even that has none."""
    em, pad = sheet.em, 0.6 * sheet.em
    width = box.width - 2 * pad
    if width < 2.2 * em or box.height < 2.2 * em:
        return None
    size = 1.3 if box.width > 12 * em and box.height > 8 * em else 1.0
    name = sheet.label(part.name, size=size, width=width, lines=3 if box.height > 5 * em else 2, least=0.7)
    figure = sheet.figure(sheet.figures(part.value), size=1.6 * size, width=width, least=0.8)
    if name is None or name.cut or name.layout.broken or name.height + 2 * pad > box.height:
        return None
    roomy = (
        figure is not None
        and not figure.cut
        and name.height + _UNDER * em + figure.height + 2 * pad <= box.height
    )
    return name, figure if roomy else None


def _put_words(sheet: Sheet, words: Words, box: Box, ink: Colour) -> None:
    """In the upper left corner."""
    pad, (name, figure) = 0.6 * sheet.em, words
    sheet.put(name, box.x0 + pad, box.y0 + pad, ink=ink)
    sheet.put(figure, box.x0 + pad, box.y0 + pad + name.height + _UNDER * sheet.em, ink=ink)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.parts(sheet, TITLE))
