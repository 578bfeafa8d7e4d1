"""Paths, glyphs and pictures as operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.export.pdf import inks, letters
from designer_app.export.pdf.images import image_parts
from designer_app.export.pdf.painted import ink_box, painted
from designer_app.export.pdf.records import Part
from designer_app.export.pdf.stream import Stream
from designer_app.export.pdf.syntax import number, numbers, path, rgb
from designer_app.paint.faces import glyph_outline
from designer_app.paint.lru import LOCK, ByteLRU
from designer_app.paint.pictures import shown_size
from designer_app.paint.strokes import stroked
from designer_app.scene.geometry import (
    Box,
    Outline,
    Transform,
    compose,
    invert,
    join,
    rectangle,
    scale_of,
    translation,
)
from designer_app.scene.nodes import (
    Glyphs,
    Linear,
    Paint,
    Path,
    Picture,
    PicturePaint,
    Radial,
    Solid,
    Split,
    Stroke,
    Tiles,
)

if TYPE_CHECKING:
    from PIL import Image

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_FINE = 8.0  # strokes that become areas are made for this scale
_MOST_TILES = 2000
_FAR = 1e5
_ENLARGED = 1.6  # of a picture's own resolution
_LEAST_SCALE = 0.05
# Pictures as they stand in files: the same thing in cells of one size is painted and coded once.
_pictures: ByteLRU[tuple[str, dict[str, Part]]] = ByteLRU(32 << 20)


class Leaves:
    """Draws leaves onto streams. ``scale``: px of pictures per px of the artboard."""

    def __init__(self, scale: float, ppi: float, quality: int) -> None:
        self.scale, self.ppi, self.quality = scale, ppi, quality

    # ── Paths ───────────────────────────────────────────────────────────────────────────────────

    def path(self, on: Stream, node: Path) -> None:
        for paint in node.fills:
            self.area(on, node.outline, paint)
        for stroke in node.strokes:
            self._stroke(on, node.outline, stroke)

    def area(self, on: Stream, outline: Outline, paint: Paint) -> None:
        """An outline filled with a paint."""
        if not outline.ops:
            return
        rule = "*" if outline.evenodd else ""
        with on.saved():
            if isinstance(paint, Solid):
                if paint.colour[3]:
                    on.alpha(paint.colour[3] / 255)
                    on.put(f"{rgb(paint.colour)} rg", path(outline), f"f{rule}")
                return
            on.put(path(outline), f"W{rule} n")
            self._flood(on, paint, outline.bounds())

    def _stroke(self, on: Stream, outline: Outline, stroke: Stroke) -> None:
        if stroke.width <= 0 or not outline.ops:
            return
        paint = stroke.paint
        if isinstance(paint, Solid) and stroke.align == "centre":
            if not paint.colour[3]:
                return
            with on.saved():
                on.alpha(paint.colour[3] / 255)
                on.put(f"{rgb(paint.colour)} RG", *_line_style(stroke), path(outline), "S")
            return
        area, placed, side = stroked(outline, stroke, (_FINE, 0.0, 0.0, _FINE, 0.0, 0.0))
        area = area.transform(compose((1 / _FINE, 0.0, 0.0, 1 / _FINE, 0.0, 0.0), placed))
        with on.saved():
            if side == "inside":
                on.put(path(outline), "W* n" if outline.evenodd else "W n")
            elif side == "outside":
                on.put(path(rectangle(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)), path(outline), "W* n")
            self.area(on, area, paint)

    # ── Paints under a clip ─────────────────────────────────────────────────────────────────────

    def _flood(self, on: Stream, paint: Paint, box: Box) -> None:
        """The paint all over ``box``, within the clip that holds now."""
        if box.empty:
            return
        if isinstance(paint, Solid):
            self.area(on, _box(box), paint)
        elif isinstance(paint, Linear | Radial) and inks.known(paint):
            self._shade(on, paint, box)
        elif isinstance(paint, Split):
            self.area(on, _box(box), Solid(paint.outside))
            self.area(on, paint.outline, Solid(paint.inside))
        elif isinstance(paint, PicturePaint):
            self.picture(on, Picture(paint.source, paint.x, paint.y, paint.width, paint.height))
        elif not (isinstance(paint, Tiles) and self._tiles(on, paint, box)):
            self._painted(on, Path(_box(box), (paint,)), box)

    def _shade(self, on: Stream, paint: Linear | Radial, box: Box) -> None:
        shade = inks.Shade(paint)
        with on.saved():
            if not shade.opaque:
                grey = Stream(on.shared)
                with grey.saved(shade.place):
                    grey.put(f"/{grey.use('Shading', shade.alpha(on.shared.parts))} sh")
                on.mask(grey.form(box, grey=True), "Luminosity")
            with on.saved(shade.place):
                on.put(f"/{on.use('Shading', shade.colours(on.shared.parts))} sh")

    def _tiles(self, on: Stream, paint: Tiles, box: Box) -> bool:
        """A repeated node as one form drawn many times; False where that would be too often."""
        back = invert(paint.transform)
        if back is None or paint.width <= 0 or paint.height <= 0:
            return True
        seen = box.transform(back)
        x0, x1 = int((seen.x0 - paint.x) // paint.width), int((seen.x1 - paint.x) // paint.width)
        y0, y1 = int((seen.y0 - paint.y) // paint.height), int((seen.y1 - paint.y) // paint.height)
        if (x1 - x0 + 1) * (y1 - y0 + 1) > _MOST_TILES or not isinstance(paint.node, Path):
            return False
        area = Box(paint.x, paint.y, paint.x + paint.width, paint.y + paint.height)
        tile = Stream(on.shared)
        self.path(tile, paint.node)
        name = tile.form(area)
        with on.saved(paint.transform):
            for row in range(y0, y1 + 1):
                for column in range(x0, x1 + 1):
                    with on.saved(translation(column * paint.width, row * paint.height)):
                        on.draw(name)
        return True

    # ── Glyphs ──────────────────────────────────────────────────────────────────────────────────

    def glyphs(self, on: Stream, node: Glyphs, *, unseen: bool = False) -> None:
        """The run as text once; further fills and strokes are outlines. So is all of a run without words (a further
        layer of a colour glyph): readers would make up characters for it."""
        if not node.ids or node.size <= 0:
            return
        written = unseen or node.text != ""
        if written:
            font = on.font(node.font)
            _remember(on, node)
            if letters.needs_words(node) and node.text:
                with on.spoken(node.text):
                    self._run(on, node, font, unseen)
            else:
                self._run(on, node, font, unseen)
        if unseen:
            return
        for paint in node.fills[written:]:
            self.area(on, self._outline(node), paint)
        for stroke in node.strokes:
            self._stroke(on, self._outline(node), stroke)

    def _run(self, on: Stream, node: Glyphs, font: str, unseen: bool) -> None:
        with on.saved():
            first = node.fills[0] if node.fills else None
            if unseen or first is None or (isinstance(first, Solid) and not first.colour[3]):
                on.put(letters.shown(node, font, letters.UNSEEN))
            elif isinstance(first, Solid):
                on.alpha(first.colour[3] / 255)
                on.put(f"{rgb(first.colour)} rg", letters.shown(node, font))
            else:
                on.put(letters.shown(node, font, letters.CLIP))
                self._flood(on, first, ink_box(node))

    def _outline(self, node: Glyphs) -> Outline:
        return join(
            [
                glyph_outline(node.font, glyph).transform((node.size, 0.0, 0.0, node.size, x, y))
                for glyph, x, y in zip(node.ids, node.xs, node.ys, strict=True)
            ]
        )

    # ── Pictures ────────────────────────────────────────────────────────────────────────────────

    def picture(self, on: Stream, node: Picture) -> None:
        """Scaled to the page's resolution, filters applied. A small one is enlarged a little as the engine does it
        (viewers do it worse: fine lines were off by up to 67/255), never further, since that only costs bytes."""
        box = Box(node.x, node.y, node.x + node.width, node.y + node.height)
        if box.empty:
            return
        width, height = shown_size(node.source)
        own = max(width / node.width, height / node.height)
        stretch = scale_of(on.ctm)
        scale = min(self.scale * stretch, max(_ENLARGED * own, _LEAST_SCALE))
        if stretch:
            ppi = self.ppi * own / (self.scale * stretch)
            on.shared.least_ppi = min(ppi, on.shared.least_ppi or ppi)
        key = (node.source, node.width, node.height, scale, self.quality)
        with LOCK:
            found = _pictures.get(key)
            if found is None:
                found = image_parts(painted(node, box, scale), self.quality)
                _pictures.put(key, found, sum(len(part.data or b"") for part in found[1].values()))
        self._laid(on, found, box)

    def _painted(self, on: Stream, node: Path, box: Box) -> None:
        self.image(on, painted(node, box, self.scale * scale_of(on.ctm)), box)

    def image(self, on: Stream, image: Image.Image, box: Box) -> None:
        """Pixels laid into a box."""
        self._laid(on, image_parts(image, self.quality), box)

    def _laid(self, on: Stream, made: tuple[str, dict[str, Part]], box: Box) -> None:
        name, parts = made
        if not name:
            return
        on.shared.parts.update(parts)
        with on.saved(upside(box)):
            on.draw(name)


def upside(box: Box) -> Transform:
    """Image space (a unit square with y upwards) → the box."""
    return (box.width, 0.0, 0.0, -box.height, box.x0, box.y1)


def _remember(on: Stream, node: Glyphs) -> None:
    known = on.shared.glyphs[node.font]
    for glyph, text in letters.meanings(node).items():
        known.setdefault(glyph, text)


def _box(box: Box) -> Outline:
    return rectangle(box.x0, box.y0, box.width, box.height)


def _line_style(stroke: Stroke) -> list[str]:
    style = [f"{number(stroke.width)} w", f"{_CAPS[stroke.cap]} J", f"{_JOINS[stroke.join]} j"]
    style.append(f"{number(max(1.0, stroke.miter))} M")
    if sum(stroke.dash) > 0:
        style.append(
            f"[{numbers(*(max(0.0, length) for length in stroke.dash))}] {number(stroke.dash_offset)} d"
        )
    return style
