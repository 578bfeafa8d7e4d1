"""Pages of one size as a document: what resolution and which marks a size asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from designer_app.design.sizes import Size
from designer_app.errors import fail
from designer_app.export.pdf.drawing import draw
from designer_app.export.pdf.images import image_parts
from designer_app.export.pdf.records import Drawn, PageSettings, Sheet, Tag
from designer_app.export.pdf.syntax import numbers
from designer_app.export.pdf.writer import bind, findings_of
from designer_app.export.records import Encoded, EncodeSettings, FileMeta
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Scene

if TYPE_CHECKING:
    from PIL import Image

PRINT_PPI, SCREEN_PPI = 300, 150  # of pictures; a size in millimetres is for print
_LARGEST_PAGE = 14_400  # units of a page's side that every reader takes (annex C)
_SCREEN_POINTS = 0.75  # a pixel of the screen is 1/96 inch (CSS Values 4, 5.2)


def settings_for(size: Size, quality: int = 90) -> PageSettings:
    """A size in millimetres is print: its true measure, 300 ppi, and with bleed printer's marks; else a screen's."""
    if not size.ppi:
        return PageSettings(points=_SCREEN_POINTS, ppi=SCREEN_PPI, quality=quality)
    edge = size.bleed_px
    return PageSettings(points=72 / size.ppi, bleed=edge, ppi=PRINT_PPI, quality=quality, marks=edge > 0)


def picture_page(image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes:
    """A page of nothing but an ``RGB`` picture, 1/96 inch to the pixel, smaller where a page could not be as large."""
    points = min(_SCREEN_POINTS, _LARGEST_PAGE / max(image.size))
    width, height = image.width * points, image.height * points
    whole = Box(0.0, 0.0, width, height)
    name, parts = image_parts(image, settings.quality)
    page = Drawn(
        key="", width=width, height=height, trim=whole, bleed=whole, parts=parts,
        content=f"/Figure <</MCID 0>> BDC q {numbers(width, 0, 0, height, 0, 0)} cm /X Do Q EMC".encode("ascii"),
        uses=(("XObject", "X", name),), glyphs=(), tags=(Tag("Figure", meta.alt or meta.title, meta.language),),
    )  # fmt: skip
    return bind([("", page)], meta)


def document(scenes: Sequence[Scene], size: Size, settings: EncodeSettings, meta: FileMeta) -> Encoded:
    """One PDF of pages of one size. Raises ``DesignError`` ``over-budget`` where the size allows fewer bytes."""
    wish = settings_for(size, settings.quality)
    pages = [(str(number), draw(Sheet(scene=scene, settings=wish))) for number, scene in enumerate(scenes, 1)]
    data = bind(pages, meta)
    if size.max_bytes is not None and len(data) > size.max_bytes:
        raise fail(
            "over-budget", place=f"size {size.id}", found=f"{len(data):,} bytes as pdf",
            expected=f"at most {size.max_bytes:,} bytes", remedy="lower --quality, or take pictures out",
        )  # fmt: skip
    return Encoded(
        data=data, settings=settings, findings=findings_of(sum(page.pictures_of_text for _, page in pages))
    )
