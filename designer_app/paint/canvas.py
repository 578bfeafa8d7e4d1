"""Pixels being painted: an image, where it lies on the page, and the one operation that adds ink."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PIL import Image, ImageChops, _imaging

from designer_app.paint.coverage import EMPTY, Rect, Stamp, meet
from designer_app.paint.lru import ByteLRU

Rgb = tuple[int, int, int]
Ink = Rgb | Image.Image  # one colour, or an RGB image of the rectangle's size

# Pillow pastes an image through a mask twice as fast as a colour, with the same result.
_LARGE = 8192  # px
_SPECK = 64  # px: below it the colour itself is no slower


class _Well:
    """One colour as images of the sizes of glyphs; ``cost`` in bytes."""

    __slots__ = ("colour", "cost", "pieces")

    def __init__(self, colour: Rgb) -> None:
        self.colour = colour
        self.pieces: dict[tuple[int, int], Any] = {}  # the cores of the images
        self.cost = 400


_wells: ByteLRU[_Well] = ByteLRU(4 << 20)
_DEEPEST = 1 << 20


class Canvas:
    """Part of a page in device pixels.

    ``mode`` is ``RGB`` (opaque), ``RGBA`` (a layer, straight alpha) or ``L`` (the alpha alone, for
    masks and shadows). ``solid`` counts every paint as opaque: the geometry's coverage. ``begun`` are the canvas as it
    was when groups began whose children knock out, the innermost last.
    """

    __slots__ = ("begun", "image", "mode", "rect", "solid")

    def __init__(self, image: Image.Image, rect: Rect, solid: bool = False) -> None:
        self.image = image
        self.mode = image.mode
        self.rect = rect
        self.solid = solid
        self.begun: tuple[Canvas, ...] = ()

    @classmethod
    def blank(cls, mode: str, rect: Rect, solid: bool = False) -> Canvas:
        """Transparent (black for ``RGB``)."""
        return cls(Image.new(mode, (rect[2] - rect[0], rect[3] - rect[1])), rect, solid)

    def crop(self, rect: Rect) -> Image.Image:
        """A copy of the pixels in ``rect``, which lies inside."""
        x, y = self.rect[0], self.rect[1]
        return self.image.crop((rect[0] - x, rect[1] - y, rect[2] - x, rect[3] - y))

    def part(self, rect: Rect) -> Canvas:
        """A copy of the pixels in ``rect`` as a canvas of its own."""
        part = Canvas(self.crop(rect), rect, self.solid)
        part.begun = self.begun
        return part

    def strengthen(self, by: Image.Image) -> None:
        """Divide the alpha by a mask of the same size, at most to opaque."""
        import numpy as np

        alpha = np.asarray(self.image if self.mode == "L" else self.image.getchannel("A")).astype(np.int32)
        whole = np.maximum(np.asarray(by).astype(np.int32), 1)
        found = Image.fromarray(np.minimum(255, (alpha * 255 + whole // 2) // whole).astype(np.uint8))
        if self.mode == "L":
            self.image = found
        else:
            self.image.putalpha(found)

    def draw(self, ink: Ink, mask: Image.Image | None, x: int, y: int, size: tuple[int, int]) -> None:
        """Composite ink through an ``L`` mask (None = all) at page position (x, y); clipped here."""
        left, top = x - self.rect[0], y - self.rect[1]
        box = (left, top, left + size[0], top + size[1])
        if self.mode == "RGB":
            if mask is None:
                self.image.paste(ink, box)
            else:
                if isinstance(ink, tuple) and mask.width * mask.height > _LARGE:
                    ink = Image.new("RGB", mask.size, ink)
                self.image.paste(ink, box, mask)
        elif self.mode == "L":
            if mask is None:
                self.image.paste(255, box)
            else:
                self.image.paste(255, box, mask)
        else:
            self._composite(ink, mask, box)

    def stamp(self, colour: Rgb, found: list[Stamp]) -> None:
        """``draw`` of one colour through many small masks (``RGB`` and ``L``)."""
        core = self.image.im  # what ``Image.paste`` ends up with, less 3 µs of checks per glyph
        paste = core.paste
        left, top = self.rect[0], self.rect[1]
        if self.mode != "RGB":
            for mask, (width, height), x, y in found:
                paste(255, (x - left, y - top, x - left + width, y - top + height), mask)
            return
        well = _well(colour)
        pieces = well.pieces
        for mask, size, x, y in found:
            x -= left
            y -= top
            ink = pieces.get(size) or _piece(well, size)
            paste(ink, (x, y, x + size[0], y + size[1]), mask)

    def lerp(self, painted: Image.Image, mask: Image.Image | None, rect: Rect) -> None:
        """Replace the pixels of ``rect`` by ``painted`` as far as ``mask`` says.

        Painting over a copy and blending back equals compositing an isolated group, because
        source-over is linear in the backdrop: no layer with alpha is needed.
        """
        x, y = self.rect[0], self.rect[1]
        box = (rect[0] - x, rect[1] - y, rect[2] - x, rect[3] - y)
        if self.mode == "RGBA" and mask is not None:
            painted, mask = _between(self.image.crop(box), painted, mask), None
        self.image.paste(painted, box, mask)

    def _composite(self, ink: Ink, mask: Image.Image | None, box: Rect) -> None:
        seen = meet(box, (0, 0, self.image.width, self.image.height))
        if seen == EMPTY:
            return
        if isinstance(ink, tuple):
            if mask is None:
                self.image.paste((*ink, 255), seen)
                return
            source = Image.new("RGBA", (seen[2] - seen[0], seen[3] - seen[1]), (*ink, 0))
        else:
            source = _cut(ink, box, seen).convert("RGBA")
        if mask is None:
            self.image.paste(source, seen)
            return
        source.putalpha(_cut(mask, box, seen))
        self.image.alpha_composite(source, (seen[0], seen[1]))


def mixed_in(
    below: Image.Image, source: Image.Image, mixed: Image.Image, alpha: Image.Image, fill: int
) -> Image.Image:
    """A source with a blend mode on a see-through backdrop, all of one size.

    αr Cr = (1 − αs) αb Cb + αs αb B + αs f (1 − αb) Cs and αr = αb + αs f (1 − αb) (W3C Compositing 1, section 10
    with fill opacity f); ``mixed`` is B. Straight alpha, rounded once.
    """
    import numpy as np

    over = np.asarray(alpha).astype(np.int64)[..., None]
    under = np.asarray(below)[..., 3:].astype(np.int64)
    wide = 255 * 255 * 255
    shares = ((255 - over) * under * 255, over * under * 255, over * fill * (255 - under))
    total = shares[0] + shares[1] + shares[2]
    colour = (
        shares[0] * np.asarray(below)[..., :3]
        + shares[1] * np.asarray(mixed)
        + shares[2] * np.asarray(source)
    )
    seen = np.maximum(total, 1)
    out = np.empty((*total.shape[:2], 4), np.uint8)
    out[..., :3] = (colour + seen // 2) // seen
    out[..., 3:] = (total * 255 + wide // 2) // wide
    return Image.fromarray(out)


def _between(old: Image.Image, new: Image.Image, mask: Image.Image) -> Image.Image:
    """Two ``RGBA`` images mixed by a mask; each colour counts by its alpha."""
    import numpy as np

    share = np.asarray(mask).astype(np.int64)[..., None]
    before, after = np.asarray(old).astype(np.int64), np.asarray(new).astype(np.int64)
    one, other = (255 - share) * before[..., 3:], share * after[..., 3:]
    total = one + other
    seen = np.maximum(total, 1)
    out = np.empty(before.shape, np.uint8)
    out[..., :3] = (one * before[..., :3] + other * after[..., :3] + seen // 2) // seen
    out[..., 3:] = (total + 127) // 255
    return Image.fromarray(out)


def _well(colour: Rgb) -> _Well:
    """The well of a colour; one that has grown too deep starts anew."""
    found = _wells.get(colour)
    return _Well(colour) if found is None or found.cost > _DEEPEST else found


def _piece(well: _Well, size: tuple[int, int]) -> Any:
    """Ink of a mask's size: an image that is kept, or the colour for a speck or a large mask."""
    area = size[0] * size[1]
    if not _SPECK <= area <= _LARGE:
        return well.colour
    found = well.pieces[size] = _imaging.fill("RGB", size, well.colour)
    well.cost += 200 + 4 * area
    _wells.put(well.colour, well, well.cost)
    return found


def _cut(image: Image.Image, box: Rect, seen: Rect) -> Image.Image:
    if box == seen:
        return image
    x, y = box[0], box[1]
    return image.crop((seen[0] - x, seen[1] - y, seen[2] - x, seen[3] - y))


def faded(mask: Image.Image, alpha: int) -> Image.Image:
    """A mask times ``alpha`` / 255, rounded to nearest."""
    return mask if alpha == 255 else mask.point(_fade_table(alpha))


def times(one: Image.Image | None, other: Image.Image | None) -> Image.Image | None:
    """The product of two masks; None stands for 255 everywhere."""
    if one is None or other is None:
        return other if one is None else one
    return ImageChops.multiply(one, other)


@lru_cache(256)
def _fade_table(alpha: int) -> list[int]:
    return [(value * alpha + 127) // 255 for value in range(256)]


def opacity_byte(opacity: float) -> int:
    """0..1 as 0..255, rounded to nearest and clamped."""
    return max(0, min(255, int(opacity * 255 + 0.5)))
