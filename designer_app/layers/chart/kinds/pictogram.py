"""Pictogram: rows of equal signs, each for the same number; the last one is cut to what is left."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.rows import figure_of, lay, put_names
from designer_app.layers.chart.sheet import Sheet, dot
from designer_app.layers.chart.ticks import nice_step
from designer_app.layers.chart.words import word
from designer_app.scene.colour import Colour, to_hex
from designer_app.scene.geometry import rectangle
from designer_app.scene.nodes import Group, Node, Path, Solid

TITLE = {"en": "Pictogram", "ru": "Знаки"}
refuse = needs.all_of(
    needs.named, needs.rows(1, 12), needs.series(1, 1), needs.something, needs.positive("numbers of things")
)
_MOST = 20  # signs in a row


def fits(data: Data) -> int:
    return 50 if data.count <= 6 and data.decimals == 0 and not data.dates and data.unit != "%" else 14


def draw(sheet: Sheet) -> None:
    data, em = sheet.data, sheet.em
    rows = lay(sheet, data, top=2.0 * em, thick=0.62)
    figures = {row.at: figure_of(sheet, data, row, data.first[row.at], rows.scale) for row in rows.rows}
    widest = max((made.width for made in figures.values() if made), default=0.0)
    room = rows.x1 - rows.x0 - widest - 0.7 * em
    most = max(data.known)
    thick = min(row.thick for row in rows.rows)
    across = max(4, min(_MOST, int(room / (0.86 * thick))))
    each = sheet.ctx.number(sheet.layer.each) or nice_step(most, across)
    count = max(1.0, most / each)
    step = min(room / count, 1.25 * thick)
    side = min(0.86 * step, thick)
    put_names(sheet, data, rows)
    sheet.say(
        word("each", sheet.ctx.language, n=sheet.figures.whole(each)),
        0.0,
        0.0,
        size=0.92,
        ink=sheet.quiet_ink,
    )
    for row in rows.rows:
        value = data.first[row.at] or 0.0
        colour = sheet.accent if not data.marked or row.at in data.marked else sheet.quiet
        left, x = value / each, rows.x0
        while left > 1e-9:
            share = min(1.0, left)
            sheet.nodes.append(_sign(sheet, x, row.y, side, share, colour))
            x += step
            left -= share
        end = rows.x0 + value / each * step
        ink = sheet.row_ink(row.at) if data.first[row.at] is not None else sheet.quiet_ink
        sheet.put(figures[row.at], end + 0.5 * em, row.y, ink=ink, anchor="middle")


def _sign(sheet: Sheet, x: float, y: float, side: float, share: float, colour: Colour) -> Node:
    """One sign, its left part as large as ``share`` says."""
    icon = sheet.layer.icon
    node: Node
    if icon and sheet.ctx.has_symbol(icon):
        parts = sheet.ctx.symbol(icon, {}, side, side, {})
        node = Group(tuple(part for _, part in parts), transform=(1, 0, 0, 1, x, y - side / 2))
    elif icon and (
        drawing := sheet.ctx.vector(icon if ":" in icon else f"icon:{icon}", {"current": to_hex(colour)})
    ):
        inner, width, height = drawing
        k = side / max(width, height)
        node = Group((inner,), transform=(k, 0, 0, k, x + (side - width * k) / 2, y - height * k / 2))
    else:
        node = Path(dot(x + side / 2, y, side / 2), (Solid(colour),))
    if share >= 1 - 1e-9:
        return node
    return Group((node,), clip=rectangle(x, y - side / 2, side * share, side))


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: alt.compared(sheet, TITLE))
