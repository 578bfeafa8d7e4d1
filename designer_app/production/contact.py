"""Contact sheets: many pictures of any proportions on one page, in justified rows with captions.

The sheet is a Scene like any design, set by the project's own text engine and painted by its painter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from designer_app.data_files import data_root
from designer_app.errors import fail
from designer_app.production.contact_rows import Row, rows
from designer_app.scene.colour import Colour, luminance, with_alpha
from designer_app.scene.geometry import rectangle, translation
from designer_app.scene.nodes import (
    FontRef,
    Group,
    Node,
    Path,
    Picture,
    PictureSource,
    Scene,
    Solid,
    Stroke,
)
from designer_app.text.drawn import drawn

if TYPE_CHECKING:
    from PIL import Image

    from designer_app.pictures.records import PictureFacts
    from designer_app.text.records import Layout

_WIDEST = 0.36  # share of the sheet that a banner may take in its row
TALLEST = 30_000  # px: a sheet beyond it opens nowhere

# Measures for a sheet 2400 px wide; they scale with its width.
_MARGIN, _GAP, _LEAST = 96, 36, 220
_TITLE, _HEADING, _CAPTION = 64, 36, 21
_LEADING = 1.3
_UNDER_TITLE, _UNDER_HEADING, _OVER_CAPTION, _UNDER_ROW, _UNDER_GROUP = 72, 40, 16, 44, 56


class ContactItem(msgspec.Struct, frozen=True):
    """One picture of a sheet: a file or pixels (RGB or RGBA), a caption of at most two lines (``\\n``), its group. Where
    ``size`` is known (px), the file isn't read before the sheet is painted; ``content`` tells its pixels from others'."""

    picture: FilePath | Image.Image
    caption: str = ""
    group: str = ""
    size: tuple[int, int] | None = None
    content: str = ""


def contact_sheet(
    items: Sequence[ContactItem],
    *,
    width: int = 2400,
    columns: int | None = None,
    background: Colour = (238, 238, 238, 255),
    title: str = "",
) -> Image.Image:
    """Lay out ``items`` (groups in order of their first item) on a sheet ``width`` px wide (≥ 400).

    ``columns`` is how many pictures stand side by side on average; None chooses by their number.
    Pictures are never enlarged beyond their own pixels. Raises ``DesignError``: ``empty-sheet``,
    ``sheet-too-tall``, and what the door for pictures raises for a file.
    """
    if not items:
        raise fail("empty-sheet", found="no pictures", expected="at least one picture")
    sheet = Sheet(max(400, width), background)
    widest = sheet.inner * max(_WIDEST, 1 / max(1, columns or 12))
    sizes = [_largest(item.size or _size(item.picture), widest) for item in items]
    height = _row_height(sizes, sheet.inner + sheet.px(_GAP), columns)
    if title:
        sheet.down(
            sheet.text(title, sheet.margin, sheet.inner, _TITLE, weight=700, lines=2) + sheet.px(_UNDER_TITLE)
        )
    for group in dict.fromkeys(item.group for item in items):
        members = [number for number, item in enumerate(items) if item.group == group]
        if group:
            sheet.heading(group)
        for row in rows([sizes[n] for n in members], sheet.inner, sheet.px(_GAP), height, sheet.px(_LEAST)):
            sheet.row(row, [items[n] for n in members])
        sheet.down(sheet.px(_UNDER_GROUP) - sheet.px(_UNDER_ROW))
    return sheet.painted()


def paged(
    items: Sequence[ContactItem], *, width: int, height: int, columns: int, background: Colour, title: str
) -> list[Sheet]:
    """``items`` (files) on as many pages of ``width`` × ``height`` px as they need; a group's name stands again on each
    page that it runs over to. Raises what ``contact_sheet`` does."""
    sheet = Sheet(width, background, height)
    widest = sheet.inner * max(_WIDEST, 1 / columns)
    sizes = [_largest(item.size or _size(item.picture), widest) for item in items]
    tall = min(_row_height(sizes, sheet.inner + sheet.px(_GAP), columns), height / 3)
    sheet.down(
        sheet.text(title, sheet.margin, sheet.inner, _TITLE, weight=700, lines=1) + sheet.px(_UNDER_TITLE)
    )
    pages = [sheet]
    for group in dict.fromkeys(item.group for item in items):
        members = [number for number, item in enumerate(items) if item.group == group]
        headed = False
        for row in rows([sizes[n] for n in members], sheet.inner, sheet.px(_GAP), tall, sheet.px(_LEAST)):
            if not sheet.has_room(row, headed) and sheet.nodes:
                pages.append(sheet := Sheet(width, background, height))
                headed = False
            if not headed:
                sheet.heading(group)
                headed = True
            sheet.row(row, [items[n] for n in members])
        sheet.down(sheet.px(_UNDER_GROUP) - sheet.px(_UNDER_ROW))
    return pages


def _row_height(sizes: Sequence[tuple[int, int]], width: int, columns: int | None) -> float:
    """The wished height of rows: by columns, or so that the pictures fill about a square sheet."""
    proportions = sum(min(w / h, 2.5) for w, h in sizes)  # banners count less: they are held narrow
    if columns:
        return len(sizes) * width / max(1, columns) / proportions
    return float(min(max((0.9 / proportions) ** 0.5 * width, width / 12), width / 4))


class Place(NamedTuple):
    """Where a picture that is a file lies on its sheet: left, top, width, height, px."""

    item: ContactItem
    box: tuple[int, int, int, int]


class Sheet:
    """A sheet being laid out from top to bottom."""

    def __init__(self, width: int, background: Colour, height: int = 0) -> None:
        self.width = width
        self.height = height  # of a page; 0 = as high as what stands on it
        self.background = background
        light = luminance(background) > 0.18
        self.ink: Colour = (24, 24, 26, 255) if light else (240, 240, 238, 255)
        self.margin = self.px(_MARGIN)
        self.inner = width - 2 * self.margin
        self.y = self.margin
        self.nodes: list[Node | Place] = []
        self.pasted: list[tuple[Image.Image, tuple[int, int, int, int]]] = []

    def px(self, measure: float) -> int:
        return max(1, round(measure * self.width / 2400))

    def down(self, by: int) -> None:
        self.y += by

    def has_room(self, row: Row, headed: bool) -> bool:
        """Whether a row with its captions, and the group's heading unless it stands there, still fit on the page."""
        head = 0 if headed else self.px(_HEADING + _UNDER_HEADING + 28)
        foot = self.px(_OVER_CAPTION + _CAPTION * _LEADING)
        return self.y + head + row.height + foot <= self.height - self.margin

    def heading(self, group: str) -> None:
        """A hairline over the whole width, the group's name under it."""
        line = rectangle(self.margin, self.y, self.inner, max(1, self.px(2)))
        self.nodes.append(Path(line, (Solid(with_alpha(self.ink, 0.25)),)))
        self.down(self.px(28))
        self.down(
            self.text(group, self.margin, self.inner, _HEADING, weight=600, lines=1) + self.px(_UNDER_HEADING)
        )

    def row(self, row: Row, items: Sequence[ContactItem]) -> None:
        """Pictures standing on one line, captions under it."""
        foot, tallest = self.y + row.height, 0
        self.y = foot + self.px(_OVER_CAPTION)
        for cell in row.cells:
            item = items[cell.item]
            self.picture(item, self.margin + cell.x, foot - cell.height, cell.width, cell.height)
            if item.caption.strip():
                tallest = max(tallest, self._caption(item.caption, self.margin + cell.x, cell.room))
        self.down(tallest + self.px(_UNDER_ROW))

    def text(
        self, text: str, x: int, width: int, size: float, *, weight: int, lines: int, faint: bool = False
    ) -> int:
        """Set ``text`` with its cap top at the current height; the px from there to the last baseline."""
        placed = _set(text, width, self.px(size), weight, lines)
        fill = (Solid(with_alpha(self.ink, 0.72) if faint else self.ink),)
        glyphs = tuple(drawn(piece, fill) for line in placed.lines for piece in line.pieces if piece.ids)
        self.nodes.append(Group(glyphs, translation(x, self.y)))
        return round(placed.height)

    def _caption(self, caption: str, x: int, width: int) -> int:
        """One text over two lines, or two lines given; the px down to the last baseline."""
        first, *more = caption.strip().splitlines()
        tall = self.text(first, x, width, _CAPTION, weight=450, lines=1 if more else 2, faint=True)
        if not more:
            return tall
        step = self.px(_CAPTION * _LEADING)
        self.y += step
        below = self.text(more[0], x, width, _CAPTION, weight=450, lines=1, faint=True)
        self.y -= step
        return step + below

    def picture(
        self, item: ContactItem, x: int, y: int, width: int, height: int, *, edge: bool = True
    ) -> None:
        """The picture with a hairline round it, so that white on white still has an edge."""
        if isinstance(item.picture, FilePath):
            self.nodes.append(Place(item, (x, y, width, height)))
        else:
            self.pasted.append((item.picture, (x, y, width, height)))
        if edge:
            line = Stroke(Solid(with_alpha(self.ink, 0.16)), 1, align="outside")
            self.nodes.append(Path(rectangle(x, y, width, height), (), (line,)))

    def scene(self, file_of: Callable[[Place], FilePath] | None = None) -> Scene:
        """What stands on the sheet, but for pictures that are pasted as pixels. ``file_of`` names the file that is shown at
        a place; the item's own where it is left out."""
        height = self.height or self.y + self.margin - self.px(_UNDER_GROUP)
        find = file_of or _own_file
        nodes = tuple(
            Picture(PictureSource(_facts(find(node)).digest), *node.box) if isinstance(node, Place) else node
            for node in self.nodes
        )
        return Scene(self.width, height, Group(nodes), self.background)

    @property
    def made_of(self) -> list[object]:
        """All that decides a page's pixels, as plain data, but for what its pictures hold beside ``content``."""
        return [[node.item.content, node.box] if isinstance(node, Place) else node.key for node in self.nodes]

    def painted(self) -> Image.Image:
        from designer_app.paint import paint
        from designer_app.pictures.resizing import resize

        height = self.y + self.margin - self.px(_UNDER_GROUP)
        if height > TALLEST:
            raise fail(
                "sheet-too-tall",
                found=f"{height:,} px",
                expected=f"at most {TALLEST:,} px",
                remedy="ask for more columns or divide the pictures among several sheets",
            )
        image = paint(self.scene())
        for picture, (x, y, wide, tall) in self.pasted:
            small = resize(picture, (wide, tall), (0, 0, picture.width, picture.height))
            image.paste(small, (x, y), small if small.mode == "RGBA" else None)
        return image


def _own_file(place: Place) -> FilePath:
    assert isinstance(place.item.picture, FilePath)
    return place.item.picture


def _set(text: str, width: int, size: float, weight: int, lines: int) -> Layout:
    from designer_app.text.records import Block, Paragraph, Run, RunStyle
    from designer_app.text.typeset import typeset

    style = RunStyle(fonts=_fonts(weight, size))
    paragraph = Paragraph(runs=(Run(" ".join(text.split()), style),))
    return typeset(Block(paragraphs=(paragraph,), size=size, width=width, max_lines=lines, leading=_LEADING))


def _fonts(weight: int, size: float) -> tuple[FontRef, ...]:
    """The interface font at this weight and optical size, then the emoji."""
    from designer_app.text.fonts import register_font

    folder = data_root("assets") / "fonts"
    axes = {"wght": float(weight), "opsz": min(32.0, max(14.0, float(round(size))))}
    return (
        register_font(folder / "Inter.ttf", axes=axes),
        register_font(folder / "TwemojiMozilla.ttf"),
    )


def _facts(path: FilePath) -> PictureFacts:
    from designer_app.pictures.door import facts

    return facts(path)


def _largest(size: tuple[int, int], width: float) -> tuple[int, int]:
    """The size up to which a picture may be shown: its own, or one no wider than ``width``."""
    if size[0] <= width:
        return size
    return round(width), max(1, round(size[1] * width / size[0]))


def _size(picture: FilePath | Image.Image) -> tuple[int, int]:
    if isinstance(picture, FilePath):
        known = _facts(picture)
        return known.width, known.height
    return picture.size
