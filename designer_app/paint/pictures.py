"""Pictures scaled into their boxes: one resizer (Lanczos), sub-pixel crops, then filters; cached."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from designer_app.paint import coverage
from designer_app.paint.canvas import times
from designer_app.paint.coverage import EMPTY, Rect, meet
from designer_app.paint.filters import filtered, sharpened
from designer_app.paint.lru import ByteLRU
from designer_app.pictures.resizing import CropBox, reduction
from designer_app.scene.geometry import Box, Transform, compose, invert, rectangle, scaling, snap, translation
from designer_app.scene.nodes import PictureSource, Sharpen

if TYPE_CHECKING:
    from designer_app.pictures import PictureFacts

_TILE = 512  # px: pictures too large to keep are scaled tile by tile, on a grid of their own
_LARGEST_WHOLE = 24 << 20  # px
_LARGEST_SIDE = 16384  # px of a picture scaled before it is rotated

_scaled: ByteLRU[Image.Image] = ByteLRU(48 << 20)
_turned: ByteLRU[Image.Image] = ByteLRU(16 << 20)


class Placed(NamedTuple):
    """Pixels (``RGB``, or ``RGBA`` with straight alpha) at (x, y), and the coverage of their edges."""

    image: Image.Image
    edges: Image.Image | None
    x: int
    y: int


def placed(source: PictureSource, box: Box, transform: Transform, limit: Rect) -> list[Placed]:
    """The picture in ``box`` under ``transform``: one piece, or tiles when it is very large. Pieces that
    do not touch ``limit`` are left out; others may reach beyond it."""
    a, b, c, d, _, _ = transform
    if box.empty or invert(transform) is None:
        return []
    if b or c or a <= 0 or d <= 0:
        return _rotated(source, box, transform, limit)
    return _upright(source, box.transform(transform), a, limit)


def extent(box: Box, transform: Transform) -> Rect:
    """The whole pixels that a picture in ``box`` touches."""
    on_page = box.transform(transform)
    return (
        math.floor(snap(on_page.x0)), math.floor(snap(on_page.y0)),
        math.ceil(snap(on_page.x1)), math.ceil(snap(on_page.y1)),
    )  # fmt: skip


def _upright(source: PictureSource, on_page: Box, scale: float, limit: Rect) -> list[Placed]:
    exact = Box(snap(on_page.x0), snap(on_page.y0), snap(on_page.x1), snap(on_page.y1))
    whole = (math.floor(exact.x0), math.floor(exact.y0), math.ceil(exact.x1), math.ceil(exact.y1))
    seen = meet(whole, limit)
    if exact.empty or seen == EMPTY:
        return []
    margins = (exact.x0 - whole[0], exact.y0 - whole[1], whole[2] - exact.x1, whole[3] - exact.y1)
    size = (whole[2] - whole[0], whole[3] - whole[1])
    if size[0] * size[1] > _LARGEST_WHOLE and not source.filters:
        pieces = _tiles(source, size, margins, whole, seen)
    else:
        pieces = [(_fitted(source, size, margins, scale), whole)]
    found = []
    for image, rect in pieces:
        edges = None
        if any(margins):
            outline = rectangle(exact.x0, exact.y0, exact.width, exact.height)
            edges = coverage.fill(outline, (1, 0, 0, 1, 0, 0), rect)
        found.append(Placed(image, edges, rect[0], rect[1]))
    return found


def _fitted(
    source: PictureSource, size: tuple[int, int], margins: tuple[float, ...], scale: float
) -> Image.Image:
    """The crop scaled to ``size`` whole pixels of which it fills all but ``margins`` (left, top, right,
    bottom; below 1 px), then filtered."""
    name = (source, size, margins, scale)
    image = _scaled.get(name)
    if image is None:
        image = _scale(source, size, margins, (0, 0, *size))
        if source.filters:
            image = filtered(_sharp(image, source), source.filters, scale)
        _scaled.put(name, image, size[0] * size[1] * 4)
    return image


def _sharp(image: Image.Image, source: PictureSource) -> Image.Image:
    amount = sum(one.amount for one in source.filters if isinstance(one, Sharpen))
    if not amount:
        return image
    (_, _, width, height), _ = _used(source)
    reduced = reduction(image.size, (0.0, 0.0, width, height)) > 1
    return sharpened(image, min(1.0, amount)) if reduced else image


def _tiles(
    source: PictureSource, size: tuple[int, int], margins: tuple[float, ...], whole: Rect, seen: Rect
) -> list[tuple[Image.Image, Rect]]:
    pieces = []
    for top in range((seen[1] - whole[1]) // _TILE * _TILE, seen[3] - whole[1], _TILE):
        for left in range((seen[0] - whole[0]) // _TILE * _TILE, seen[2] - whole[0], _TILE):
            part = (left, top, min(size[0], left + _TILE), min(size[1], top + _TILE))
            name = (source, size, margins, part)
            image = _scaled.get(name)
            if image is None:
                image = _scale(source, size, margins, part)
                _scaled.put(name, image, image.width * image.height * 4)
            x, y = whole[0], whole[1]
            pieces.append((image, (part[0] + x, part[1] + y, part[2] + x, part[3] + y)))
    return pieces


def _scale(
    source: PictureSource, size: tuple[int, int], margins: tuple[float, ...], part: Rect
) -> Image.Image:
    """Pixels ``part`` of the crop scaled to ``size``, from the picture decoded no larger than that takes."""
    from designer_app.pictures import decoded_size, scaled

    inner = (size[0] - margins[0] - margins[2], size[1] - margins[1] - margins[3])
    (x, y, w, h), known = _used(source)
    needed = (
        max(1, math.ceil(known.width * inner[0] / max(w, 1e-6))),
        max(1, math.ceil(known.height * inner[1] / max(h, 1e-6))),
    )
    limit = 4 * _LARGEST_SIDE
    least = (min(limit, needed[0]), min(limit, needed[1]))
    whole = decoded_size(source.digest, least)
    by_x, by_y = whole[0] / known.width, whole[1] / known.height
    crop = (x * by_x, y * by_y, w * by_x, h * by_y)
    step_x, step_y = crop[2] / inner[0], crop[3] / inner[1]
    x0 = crop[0] + (part[0] - margins[0]) * step_x
    y0 = crop[1] + (part[1] - margins[1]) * step_y
    x1 = crop[0] + (part[2] - margins[0]) * step_x
    y1 = crop[1] + (part[3] - margins[1]) * step_y
    wanted = (part[2] - part[0], part[3] - part[1])
    return scaled(source.digest, min_size=least, size=wanted, crop=(x0, y0, x1 - x0, y1 - y0))


def _used(source: PictureSource) -> tuple[CropBox, PictureFacts]:
    """The part of the picture that is shown, in its own pixels, trim and crop applied."""
    from designer_app.pictures import facts_by_digest, trim_box

    known = facts_by_digest(source.digest)
    trim = trim_box(source.digest) if source.trim else (0, 0, known.width, known.height)
    x, y, w, h = source.crop or (0.0, 0.0, float(trim[2]), float(trim[3]))
    return (x + trim[0], y + trim[1], w, h), known


def shown_size(source: PictureSource) -> tuple[float, float]:
    """Width and height of the part that is shown, in the picture's own pixels."""
    crop, _ = _used(source)
    return crop[2], crop[3]


def _rotated(source: PictureSource, box: Box, transform: Transform, limit: Rect) -> list[Placed]:
    """Scaled by the resizer first, then turned by bicubic interpolation; edges by coverage."""
    whole = extent(box, transform)
    seen = meet(whole, limit)
    if seen == EMPTY:
        return []
    if (whole[2] - whole[0]) * (whole[3] - whole[1]) <= _LARGEST_WHOLE:
        seen = whole
    a, b, c, d, _, _ = transform
    across, down = math.sqrt(a * a + b * b), math.sqrt(c * c + d * d)
    size = (
        max(1, min(_LARGEST_SIDE, math.ceil(box.width * across - 1e-6))),
        max(1, min(_LARGEST_SIDE, math.ceil(box.height * down - 1e-6))),
    )
    name = (source, box, transform, seen)
    image = _turned.get(name)
    if image is None:
        flat = _fitted(source, size, (0.0,) * 4, math.sqrt(across * down))
        image = _turn(flat, compose(transform, _from_pixels(box, size)), seen)
        _turned.put(name, image, image.width * image.height * 4)
    outline = rectangle(box.x0, box.y0, box.width, box.height)
    edges = coverage.fill(outline, transform, seen)
    return [Placed(image, edges, seen[0], seen[1])]


def _from_pixels(box: Box, size: tuple[int, int]) -> Transform:
    """From pixels of the scaled picture, which has a border of 2 px, to the units of ``box``."""
    fit = compose(translation(box.x0, box.y0), scaling(box.width / size[0], box.height / size[1]))
    return compose(fit, translation(-2, -2))


def _turn(flat: Image.Image, transform: Transform, seen: Rect) -> Image.Image:
    back = invert(transform)
    assert back is not None  # checked by ``placed``
    a, b, c, d, e, f = compose(back, translation(seen[0], seen[1]))
    size = (seen[2] - seen[0], seen[3] - seen[1])
    image = _bordered(flat)
    return image.transform(size, Image.Transform.AFFINE, (a, c, e, b, d, f), Image.Resampling.BICUBIC)


def _bordered(image: Image.Image) -> Image.Image:
    """The picture with its edge pixels repeated twice outwards, so that edges do not fade to black."""
    w, h = image.size
    wide = Image.new(image.mode, (w + 4, h + 4))
    for dx in (0, 4, 1, 3, 2):
        wide.paste(image, (dx, 2))
    row = wide.crop((0, 2, w + 4, 3))
    last = wide.crop((0, h + 1, w + 4, h + 2))
    for y in range(2):
        wide.paste(row, (0, y))
        wide.paste(last, (0, h + 2 + y))
    return wide


def split_alpha(piece: Placed) -> tuple[Image.Image, Image.Image | None]:
    """The colours as ``RGB`` and all that makes the piece see-through as one mask."""
    if piece.image.mode == "RGB":
        return piece.image, piece.edges
    return piece.image.convert("RGB"), times(piece.image.getchannel("A"), piece.edges)
