"""Effects within a group's own ink: inner shadows and glows, satin, the inner side of a bevel."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageChops

from designer_app.paint.blending import blend
from designer_app.paint.bounds import relief_reach
from designer_app.paint.canvas import Canvas, times
from designer_app.paint.casting import Cover, opaque
from designer_app.paint.coverage import Rect, grown
from designer_app.paint.effects import cast_place, inner_reach, inner_shadow
from designer_app.paint.paints import patch
from designer_app.paint.relief import relief, satin, satin_reach
from designer_app.scene.geometry import Transform
from designer_app.scene.nodes import Bevel, Blend, Effect, Group, Paint, Satin, Shadow

Mark = tuple[Image.Image, Paint, Blend]


def shades(effect: Effect) -> bool:
    """Whether an effect lays something within the group's ink."""
    if isinstance(effect, Shadow):
        return effect.inner
    return isinstance(effect, Satin) or (isinstance(effect, Bevel) and effect.style != "outer")


def shading_reach(effect: Effect, inner: Transform) -> int:
    """Pixels around a pixel that its shading depends on."""
    if isinstance(effect, Shadow):
        return inner_reach(effect, inner) if effect.inner else 0
    if isinstance(effect, Satin):
        return satin_reach(effect, inner)
    return relief_reach(effect, inner) if isinstance(effect, Bevel) else 0


def shade(
    layer: Canvas,
    group: Group,
    effect: Effect,
    inner: Transform,
    content: Rect,
    full: Image.Image | None,
    cover: Cover,
) -> None:
    """Lay an effect into ``layer`` (``RGBA``), within its alpha, or within ``full`` where fill opacity has faded that;
    ``cover`` paints the group's content."""
    alpha = full or layer.image.getchannel("A")
    for mask, paint, mode in _marks(layer, group, effect, inner, content, alpha, cover):
        colours = layer.image.convert("RGB")
        ink, see_through = patch(paint, inner, layer.rect)
        ink = ink if isinstance(ink, Image.Image) else Image.new("RGB", colours.size, ink)
        if mode != "normal":
            ink = blend(mode, colours, ink)
        shown = times(mask, see_through) or mask
        if full is not None:
            layer.draw(ink, ImageChops.multiply(shown, full), layer.rect[0], layer.rect[1], ink.size)
            continue
        colours.paste(ink, (0, 0, *colours.size), shown)
        colours.putalpha(alpha)
        layer.image = colours


def _marks(
    layer: Canvas,
    group: Group,
    effect: Effect,
    inner: Transform,
    content: Rect,
    alpha: Image.Image,
    cover: Cover,
) -> Iterator[Mark]:
    whole = Canvas(alpha, layer.rect)
    if isinstance(effect, Satin):
        yield satin(whole, effect, inner, layer.rect), opaque(effect.colour), effect.blend
    elif isinstance(effect, Bevel):
        light, dark = relief(whole, effect, inner, layer.rect, outside=False)
        yield dark, opaque(effect.shade), effect.shade_blend
        yield light, opaque(effect.light), effect.light_blend
    elif isinstance(effect, Shadow):
        if (place := cast_place(effect, inner)) != inner:
            x0, y0, x1, y1 = layer.rect
            whole = Canvas.blank("L", (x0, y0, x1 + 1, y1 + 1))
            cover(whole, group, place, grown(content, 1))
        mask = inner_shadow(whole, effect, inner).crop((0, 0, *alpha.size))
        yield mask, effect.paint or opaque(effect.colour), effect.blend
