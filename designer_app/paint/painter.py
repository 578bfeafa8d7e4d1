"""The one way from a Scene to pixels, for export, previews, zoom and checks alike."""

from __future__ import annotations

import math

from PIL import Image

from designer_app.errors import fail
from designer_app.paint.bounds import backdrop_reach
from designer_app.paint.canvas import Canvas
from designer_app.paint.coverage import EMPTY, Rect, grown, meet
from designer_app.paint.groups import paint_node
from designer_app.paint.lru import LOCK
from designer_app.scene.geometry import Box, scaling
from designer_app.scene.nodes import Scene

_LARGEST_PAGE = 400_000_000  # px of one painted image, 1.6 GB


def paint(scene: Scene, scale: float = 1.0, region: Box | None = None) -> Image.Image:
    """The page at ``scale`` device pixels per pixel of the artboard.

    ``RGB`` when the background is opaque, else ``RGBA`` (straight alpha). ``region`` (whole device
    pixels, cut to the page) gives exactly that crop of the whole. Raises ``DesignError`` for pictures
    and fonts that cannot be read, and ``bad-region`` when nothing of the page is asked for.
    """
    page = page_rect(scene, scale)
    wanted = page
    if region is not None:
        wanted = meet(_whole(region), page)
    if wanted == EMPTY:
        raise fail("bad-region", found=str(region), expected=f"a part of 0, 0, {page[2]}, {page[3]}")
    with LOCK:
        transform = scaling(scale)
        area = wanted
        if wanted != page:
            area = meet(grown(wanted, backdrop_reach(scene.root, transform)), page)
        canvas = blank_page(scene, area)
        paint_node(canvas, scene.root, transform)
        return canvas.image if area == wanted else canvas.crop(wanted)


def page_rect(scene: Scene, scale: float) -> Rect:
    """The page in device pixels, rounded to whole ones, at least 1 × 1."""
    width = max(1, math.floor(scene.width * scale + 0.5))
    height = max(1, math.floor(scene.height * scale + 0.5))
    if width * height > _LARGEST_PAGE:
        raise fail(
            "page-too-large",
            found=f"{width} × {height} px",
            expected=f"at most {_LARGEST_PAGE // 1_000_000} million pixels",
            remedy="choose a smaller size or scale",
        )
    return (0, 0, width, height)


def blank_page(scene: Scene, area: Rect) -> Canvas:
    """The background alone."""
    size = (area[2] - area[0], area[3] - area[1])
    ground = scene.background
    if ground is not None and ground[3] == 255:
        return Canvas(Image.new("RGB", size, ground[:3]), area)
    return Canvas(Image.new("RGBA", size, ground or (0, 0, 0, 0)), area)


def _whole(region: Box) -> Rect:
    return (math.floor(region.x0), math.floor(region.y0), math.ceil(region.x1), math.ceil(region.y1))
