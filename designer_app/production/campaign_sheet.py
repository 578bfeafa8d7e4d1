"""The campaign on one page per kit: a column per template, a band per size class.

Where everything has the same measure, nothing but the design differs: squares, portraits and stories stand in
columns, wide formats over about two of them, carousels run on without gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import size_class
from designer_app.production.contact import ContactItem, Sheet
from designer_app.production.contact_rows import rows
from designer_app.production.records import Result
from designer_app.scene.colour import Colour

if TYPE_CHECKING:
    from PIL import Image

_WIDTH = 2400
_GROUND: Colour = (226, 226, 224, 255)
_GAP = 22
_NARROW = ("square", "portrait", "story")
_WIDE = ("landscape", "cover")
_SMALL = 320  # px: formats below it are advertisements' and shown at their own size


def campaign_sheet(results: Sequence[Result], out: Path, kit: str) -> Image.Image:
    """The sheet of one kit's files. ``results`` are those made, their paths below ``out``."""
    mine = [r for r in results if r.kit == kit]
    templates = list(dict.fromkeys(_template(r) for r in mine))
    first = {name: next(r.key for r in mine if _template(r) == name) for name in templates}
    sheet = Sheet(_WIDTH, _GROUND)
    brand = find_kit(kit).file.name
    sheet.down(
        sheet.text(
            " · ".join(dict.fromkeys(brand.values())), sheet.margin, sheet.inner, 64, weight=700, lines=1
        )
    )
    sheet.down(sheet.px(72))
    grid = _Grid(sheet, max(1, len(templates)))
    for column, name in enumerate(templates):
        grid.head(column, find_template(name).template.name.get("en", name))
    sheet.down(sheet.px(40))
    heroes = [r for r in mine if r.key == first[_template(r)]]
    for name in _NARROW:
        band = {_template(r): r for r in heroes if _class(r) == name and r.page == _telling(r, heroes)}
        grid.narrow([band.get(t) for t in templates], out)
    for name in _WIDE:
        grid.wide([r for r in heroes if _class(r) == name and r.page == 1 and r.width > _SMALL], out)
    for template in templates:
        pages = [r for r in heroes if _template(r) == template and _class(r) == "square" and r.width > _SMALL]
        if len(pages) > 1:
            grid.panorama(pages, out)
    grid.small(
        sorted((r for r in heroes if min(r.width, r.height) < _SMALL), key=lambda r: r.width / r.height), out
    )
    grid.columns_of(
        [[r for r in mine if _template(r) == t and r.key != first[t] and r.page == 1] for t in templates], out
    )
    return sheet.painted()


class _Grid:
    """Columns of equal width, bands from top to bottom."""

    def __init__(self, sheet: Sheet, columns: int) -> None:
        self.sheet = sheet
        self.columns = columns
        self.gap = sheet.px(_GAP)
        self.cell = (sheet.inner - self.gap * (columns - 1)) // columns

    def x(self, column: int) -> int:
        return self.sheet.margin + column * (self.cell + self.gap)

    def head(self, column: int, text: str) -> None:
        self.sheet.text(text, self.x(column), self.cell, 21, weight=600, lines=1)

    def narrow(self, cells: Sequence[Result | None], out: Path) -> None:
        tallest = 0
        for column, result in enumerate(cells):
            if result is not None:
                tall = round(self.cell * result.height / result.width)
                self._put(result, out, self.x(column), self.cell, tall)
                tallest = max(tallest, tall)
        if tallest:
            self.sheet.down(tallest + self.gap)

    def wide(self, results: Sequence[Result], out: Path) -> None:
        """Over two columns each, or a little less: a line is full."""
        per_line = (self.columns + 1) // 2
        width = (self.sheet.inner - self.gap * (per_line - 1)) // per_line
        for start in range(0, len(results), per_line):
            tallest = 0
            for i, result in enumerate(results[start : start + per_line]):
                tall = round(width * result.height / result.width)
                self._put(result, out, self.sheet.margin + i * (width + self.gap), width, tall)
                tallest = max(tallest, tall)
            self.sheet.down(tallest + self.gap)

    def columns_of(self, columns: Sequence[Sequence[Result]], out: Path) -> None:
        """Each column filled from the top, whatever the proportions in it."""
        top = lowest = self.sheet.y
        for column, results in enumerate(columns):
            self.sheet.y = top
            for result in results:
                tall = round(self.cell * result.height / result.width)
                self._put(result, out, self.x(column), self.cell, tall)
                self.sheet.down(tall + self.gap)
            lowest = max(lowest, self.sheet.y)
        self.sheet.y = lowest

    def panorama(self, pages: Sequence[Result], out: Path) -> None:
        """Pages side by side without gaps: the seams must hold."""
        width = self.sheet.inner // len(pages)
        tall = round(width * pages[0].height / pages[0].width)
        for i, result in enumerate(sorted(pages, key=lambda r: r.page)):
            self._put(result, out, self.sheet.margin + i * width, width, tall, edge=False)
        self.sheet.down(tall + self.gap)

    def small(self, results: Sequence[Result], out: Path) -> None:
        """Advertisements in rows, as large as they are."""
        if not results:
            return
        sizes = [(r.width, r.height) for r in results]
        for row in rows(sizes, self.sheet.inner, self.gap, self.sheet.px(250), self.cell // 2):
            foot = self.sheet.y + row.height
            for cell in row.cells:
                result = results[cell.item]
                self.sheet.y = foot - cell.height
                self._put(result, out, self.sheet.margin + cell.x, cell.width, cell.height)
            self.sheet.y = foot
            self.sheet.down(self.gap)

    def _put(self, result: Result, out: Path, x: int, width: int, height: int, *, edge: bool = True) -> None:
        self.sheet.picture(ContactItem(out / result.path), x, self.sheet.y, width, height, edge=edge)


def _template(result: Result) -> str:
    return result.path.split("/")[0]


def _class(result: Result) -> str:
    return size_class(result.width, result.height)


def _telling(result: Result, results: Sequence[Result]) -> int:
    """The page that shows a piece best: the second of several, after the cover."""
    pages = {r.page for r in results if _template(r) == _template(result) and r.size == result.size}
    return 2 if len(pages) > 1 else 1
