"""Progress: bars on a track that is as long as the target; a value beyond it passes a tick."""

from __future__ import annotations

from designer_app.layers.chart import alt, needs
from designer_app.layers.chart.aims import Aimed, aimed, has_targets, said_of, shares, target_column
from designer_app.layers.chart.colours import mixed
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.kinds import Kind
from designer_app.layers.chart.rows import lay, put_names
from designer_app.layers.chart.sheet import Sheet
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Paint

TITLE = {"en": "Progress", "ru": "Прогресс"}
refuse = needs.all_of(needs.columns_alike, needs.rows(1), needs.series(1, 2), needs.values, has_targets)

_ROOMY = 4.3  # em of height from which names stand above their tracks
_NATURAL = 5.2  # em of such a row at the size of labels
_LARGEST = 1.7


def fits(data: Data) -> int:
    if target_column(data) is not None or data.target is not None:
        return 86 if data.count <= 8 and len(data.series) <= 2 else 40
    if len(data.series) == 2:  # the second is a target only where someone says so
        return 12
    return 58 if data.unit == "%" and data.count <= 6 else 34


def draw(sheet: Sheet) -> None:
    found = aimed(sheet.data)
    assert found is not None  # refused otherwise
    if sheet.h / sheet.data.count >= _ROOMY * sheet.em:
        _draw_roomy(sheet, found)
    else:
        _draw_close(sheet, found)


def _most(found: Aimed) -> float:
    return max([1.0, *(share for share in shares(found) if share is not None)])


def _draw_roomy(sheet: Sheet, found: Aimed) -> None:
    """Name and figure above each track, value and target below it."""
    data, most = sheet.data, _most(found)
    scale = min(_LARGEST, max(0.85, sheet.h / data.count / (_NATURAL * sheet.em)))
    size = scale * sheet.em
    pitch = min(sheet.h / data.count, 6.4 * size if data.count > 2 else sheet.h)
    hero = min(6.0, max(1.5 * scale, 0.26 * pitch / sheet.em)) if data.count <= 2 else 1.5 * scale
    thick = 0.85 * size * (hero / scale / 1.5) ** 0.5
    for row, share in enumerate(shares(found)):
        figure, words = said_of(sheet, found, row)
        y = pitch * row
        ink = sheet.row_ink(row)
        large = sheet.figure(figure, size=hero, width=0.5 * sheet.w, least=0.8)
        box = sheet.put(large, sheet.w, y, align="right", ink=ink if share is not None else sheet.quiet_ink)
        name = data.names[row] or found.values.name
        sheet.say(
            name, 0.0, box.y1, size=1.1 * scale, style="label", ink=ink, anchor="base", width=box.x0 - size, least=0.7 * scale
        )  # fmt: skip
        top = box.y1 + 0.75 * size
        put_track(sheet, Box(0.0, top, sheet.w, top + thick), share, most, colour_of(sheet, row))
        if not words and most > 1.0 and row == data.count - 1:
            mark = sheet.figures(found.targets[row] or 0.0)
            sheet.say(mark, sheet.w / most, top + thick * 1.3 + 0.5 * size, size=0.95 * scale, align="center")
        sheet.say(
            words, 0.0, top + thick + 0.65 * size, size=0.95 * scale, ink=sheet.quiet_ink, width=sheet.w, least=0.6
        )  # fmt: skip


def _draw_close(sheet: Sheet, found: Aimed) -> None:
    """Name, track and figure in one line."""
    data, em, most = sheet.data, sheet.em, _most(found)
    rows = lay(sheet, data, thick=0.42, most=1.0)
    said = {row.at: said_of(sheet, found, row.at) for row in rows.rows}
    brief = rows.x1 - rows.x0 < 16 * em
    figures = {at: sheet.figure(figure, size=1.05 * rows.scale) for at, (figure, _) in said.items()}
    words = {
        at: None if brief else sheet.label(text, size=0.9 * rows.scale, tabular=True)
        for at, (_, text) in said.items()
    }
    column = max((made.width for made in figures.values() if made), default=0.0)
    more = max((made.width for made in words.values() if made), default=0.0)
    more = more + 0.9 * em if more and more < 0.35 * (rows.x1 - rows.x0) else 0.0
    put_names(sheet, data, rows)
    all_shares = shares(found)
    for row in rows.rows:
        share = all_shares[row.at]
        end = rows.x1 - column - more - 0.8 * em
        track = Box(rows.x0, row.y - row.thick / 2, end, row.y + row.thick / 2)
        put_track(sheet, track, share, most, colour_of(sheet, row.at))
        ink = sheet.row_ink(row.at) if share is not None else sheet.quiet_ink
        sheet.put(figures[row.at], end + 0.8 * em + column, row.y, align="right", anchor="middle", ink=ink)
        if more:
            sheet.put(words[row.at], rows.x1, row.y, align="right", anchor="middle", ink=sheet.quiet_ink)


def colour_of(sheet: Sheet, row: int) -> Colour | Paint:
    """Of what is reached: the accent; where rows are marked, only theirs."""
    return sheet.paint if not sheet.data.marked or row in sheet.data.marked else sheet.thin(sheet.quiet)


def track_colour(sheet: Sheet) -> Colour:
    """Of what is left: between the ground and quiet bars."""
    return mixed(sheet.surface, sheet.quiet, 0.7)


def put_track(sheet: Sheet, box: Box, share: float | None, most: float, colour: Colour | Paint) -> None:
    """A track whose target is at 1 of ``most``, filled as far as ``share``."""
    radius = sheet.ctx.number(sheet.layer.radius)
    radii = (radius,) * 4
    target = box.width / most
    sheet.bar(box.x0, box.y0, target, box.height, track_colour(sheet), radii)
    sheet.bar(box.x0, box.y0, box.width * (share or 0.0) / most, box.height, colour, radii)
    if most > 1.0:
        at = box.x0 + target
        sheet.rule(at, box.y0 - 0.3 * box.height, at, box.y1 + 0.3 * box.height, sheet.ink, 1.6 * sheet.hair)


def says(sheet: Sheet, title: dict[str, str]) -> str:
    """Each row's percent, value and target in words."""
    found = aimed(sheet.data)
    assert found is not None
    said = []
    for row, name in enumerate(sheet.data.names):
        figure, words = said_of(sheet, found, row)
        said.append(f"{name or found.values.name}: {figure}" + (f", {words}" if words else ""))
    return alt.listed(sheet, title, said)


KIND = Kind(title=TITLE, refuse=refuse, fits=fits, draw=draw, says=lambda sheet: says(sheet, TITLE))
