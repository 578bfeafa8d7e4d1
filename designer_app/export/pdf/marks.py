"""The page's boxes (14.11.2), and crop and registration marks outside the bleed."""

from __future__ import annotations

import msgspec

from designer_app.export.pdf.records import PageSettings
from designer_app.export.pdf.syntax import number, numbers, path
from designer_app.scene.geometry import Box, Transform, ellipse
from designer_app.scene.nodes import Scene

_GAP = 6.0  # points between bleed and marks
_LENGTH = 15.0
_SLUG = _GAP + _LENGTH + 3.0
_LINE = 0.25
_TARGET = 4.0  # radius of a registration mark


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Where the artboard lies on the page. Boxes are points from the page's top left corner."""

    width: float
    height: float
    trim: Box
    bleed: Box
    place: Transform  # px of the artboard → points from the bottom left corner
    points: float
    edge: float
    operators: tuple[str, ...] = ()

    def on_page(self, box: Box) -> Box:
        """A box of the artboard's px as points from the page's top left corner."""
        by = self.points
        return Box(box.x0 * by, box.y0 * by, box.x1 * by, box.y1 * by).shift(self.edge, self.edge)

    def down(self, y: float) -> float:
        return y * self.points + self.edge


def printers_marks(scene: Scene, settings: PageSettings) -> Frame:
    """The frame of a page, with the operators of its marks where they are wanted."""
    by = settings.points
    edge = -settings.bleed * by if settings.trimmed else _SLUG if settings.marks else 0.0
    wide, high = scene.width * by, scene.height * by
    width, height = wide + 2 * edge, high + 2 * edge
    bleed = Box(edge, edge, edge + wide, edge + high).intersect(Box(0.0, 0.0, width, height))
    trim = bleed if settings.trimmed else bleed.grow(-settings.bleed * by)
    return Frame(
        width=width, height=height, trim=trim, bleed=bleed, place=(by, 0.0, 0.0, -by, edge, height - edge),
        points=by, edge=edge, operators=_marks(trim, bleed, height) if settings.marks and not settings.trimmed else (),
    )  # fmt: skip


def _marks(trim: Box, bleed: Box, height: float) -> tuple[str, ...]:
    lines: list[str] = []
    left, right = bleed.x0 - _GAP, bleed.x1 + _GAP
    top, bottom = bleed.y0 - _GAP, bleed.y1 + _GAP
    for y in (trim.y0, trim.y1):
        lines += [_line(left - _LENGTH, y, left, y), _line(right, y, right + _LENGTH, y)]
    for x in (trim.x0, trim.x1):
        lines += [_line(x, top - _LENGTH, x, top), _line(x, bottom, x, bottom + _LENGTH)]
    middle_x, middle_y = (bleed.x0 + bleed.x1) / 2, (bleed.y0 + bleed.y1) / 2
    reach = _LENGTH / 2
    for x, y in (
        (middle_x, top - reach), (middle_x, bottom + reach), (left - reach, middle_y), (right + reach, middle_y),
    ):  # fmt: skip
        lines += [path(ellipse(x, y, _TARGET, _TARGET)) + "\nS"]
        lines += [_line(x - reach, y, x + reach, y), _line(x, y - reach, x, y + reach)]
    return ("q", f"1 0 0 -1 0 {number(height)} cm", "0 0 0 RG", f"{number(_LINE)} w", *lines, "Q")


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{numbers(x0, y0)} m\n{numbers(x1, y1)} l\nS"
