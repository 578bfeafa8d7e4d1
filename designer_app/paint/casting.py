"""What a group casts outside itself: drop shadows, glows, shadows on the ground, the outer side of a bevel."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from PIL import Image, ImageChops

from designer_app.paint.bounds import ground_rect, relief_reach
from designer_app.paint.canvas import Canvas, faded, times
from designer_app.paint.compositing import blended
from designer_app.paint.coverage import EMPTY, Mask, Rect, grown, meet
from designer_app.paint.effects import cast_place, drop_shadow, ground_shadow, shadow_field
from designer_app.paint.lru import ByteLRU
from designer_app.paint.paints import patch
from designer_app.paint.relief import relief
from designer_app.scene.geometry import Transform
from designer_app.scene.nodes import Bevel, Blend, Effect, GroundShadow, Group, Paint, Shadow, Solid

Cover = Callable[
    [Canvas, Group, Transform, Rect], None
]  # paints a group's content, its coverage onto an ``L`` canvas

_kept_masks: ByteLRU[Mask] = ByteLRU(16 << 20)


def casts(effect: Effect) -> bool:
    """Whether an effect paints outside the group, or below it."""
    if isinstance(effect, Shadow):
        return not effect.inner
    return isinstance(effect, GroundShadow) or (isinstance(effect, Bevel) and effect.style != "inner")


def modal(effect: Effect) -> bool:
    """Whether what an effect casts blends with what lies below the group."""
    if isinstance(effect, Bevel):
        return effect.modal
    return isinstance(effect, Shadow) and not effect.inner and effect.blend != "normal"


def cast(
    target: Canvas,
    group: Group,
    inner: Transform,
    content: Rect,
    cover: Cover,
    *,
    blending: bool | None = None,
    opacity: int = 255,
) -> None:
    """All that the group casts onto ``target``; ``blending``: only what has (True) or lacks a blend mode. ``cover``
    paints the group's content."""
    for index, effect in enumerate(group.effects):
        if not casts(effect) or (blending is not None and modal(effect) != blending):
            continue
        for mask, paint, mode in _marks(group, index, effect, inner, content, target.rect, cover):
            _lay(target, (faded(mask[0], opacity), mask[1], mask[2]), paint, mode, inner)


def _lay(target: Canvas, mask: Mask, paint: Paint, mode: Blend, inner: Transform) -> None:
    cover, x, y = mask
    if isinstance(paint, Solid) and (mode == "normal" or target.mode == "L"):
        target.draw(paint.colour[:3], cover, x, y, cover.size)
        return
    area = meet((x, y, x + cover.width, y + cover.height), target.rect)
    if area == EMPTY:
        return
    cover = cover.crop((area[0] - x, area[1] - y, area[2] - x, area[3] - y))
    ink, see_through = patch(paint, inner, area)
    shown = times(cover, see_through) or cover
    if mode == "normal" or target.mode == "L":
        target.draw(ink, shown, area[0], area[1], cover.size)
        return
    if not isinstance(ink, Image.Image):
        ink = Image.new("RGB", cover.size, ink)
    blended(target, mode, ink, shown, area)


def _marks(
    group: Group, index: int, effect: Effect, inner: Transform, content: Rect, limit: Rect, cover: Cover
) -> Iterator[tuple[Mask, Paint, Blend]]:
    """What an effect casts: masks with the colours' alpha, paints, modes."""
    if isinstance(effect, Bevel):
        yield from _relief(group, effect, inner, content, limit, cover)
    elif isinstance(effect, GroundShadow):
        mask = _ground_mask(group, index, effect, inner, content, limit, cover)
        if mask is not None:
            yield mask, opaque(effect.colour), "normal"
    elif isinstance(effect, Shadow):
        mask = _shadow_mask(group, index, effect, inner, content, limit, cover)
        if mask is not None:
            yield mask, effect.paint or opaque(effect.colour), effect.blend


def _relief(
    group: Group, bevel: Bevel, inner: Transform, content: Rect, limit: Rect, cover: Cover
) -> Iterator[tuple[Mask, Paint, Blend]]:
    reach = relief_reach(bevel, inner)
    area = meet(grown(content, reach), limit)
    source = meet(content, grown(area, 2 * reach)) if area != EMPTY else EMPTY
    if source == EMPTY:
        return
    alpha = Canvas.blank("L", source)
    cover(alpha, group, inner, content)
    light, shade = relief(alpha, bevel, inner, area, outside=True)
    yield (shade, area[0], area[1]), opaque(bevel.shade), bevel.shade_blend
    yield (light, area[0], area[1]), opaque(bevel.light), bevel.light_blend


def opaque(colour: tuple[int, int, int, int]) -> Solid:
    """The mask has the colour's alpha."""
    return Solid((*colour[:3], 255))


def _shadow_mask(
    group: Group, index: int, shadow: Shadow, inner: Transform, content: Rect, limit: Rect, cover: Cover
) -> Mask | None:
    wanted, field = shadow_field(shadow, inner, content, limit)
    if wanted == EMPTY:
        return None

    def made() -> Mask:
        place = cast_place(shadow, inner)
        reach = content if place == inner else grown(content, 1)
        source = meet(reach, field)
        alpha = Canvas.blank("L", source)
        if source != EMPTY:
            cover(alpha, group, place, reach)
        mask = drop_shadow(alpha, shadow, inner, wanted, field)
        return _beside(mask, group, inner, content, wanted, cover) if shadow.concealed else mask

    return _kept(group, index, inner, wanted, made)


def _beside(mask: Mask, group: Group, inner: Transform, content: Rect, wanted: Rect, cover: Cover) -> Mask:
    """The mask without the group's own coverage."""
    image, x, y = mask
    own = Canvas.blank("L", wanted)
    cover(own, group, inner, content)
    return ImageChops.multiply(image, ImageChops.invert(own.image)), x, y


def _ground_mask(
    group: Group, index: int, ground: GroundShadow, inner: Transform, content: Rect, limit: Rect, cover: Cover
) -> Mask | None:
    if content == EMPTY or meet(ground_rect(ground, inner, content), limit) == EMPTY:
        return None

    def made() -> Mask:
        alpha = Canvas.blank("L", content)
        cover(alpha, group, inner, content)
        return ground_shadow(alpha, ground, inner) or (Image.new("L", (1, 1)), content[0], content[1])

    return _kept(group, index, inner, content, made)


def _kept(group: Group, index: int, inner: Transform, wanted: Rect, made: Callable[[], Mask]) -> Mask:
    """A shadow's mask out of the cache, or made now."""
    # The blur's coarse grid lies on the page: a move by 64 px (its widest step) keeps a mask valid.
    x, y = math.floor(inner[4]) // 64 * 64, math.floor(inner[5]) // 64 * 64
    name = (
        group.key, index, inner[:4], inner[4] - x, inner[5] - y,
        (wanted[0] - x, wanted[1] - y, wanted[2] - x, wanted[3] - y),
    )  # fmt: skip
    known = _kept_masks.get(name)
    if known is not None:
        return known[0], known[1] + x, known[2] + y
    mask = made()
    _kept_masks.put(name, (mask[0], mask[1] - x, mask[2] - y), mask[0].width * mask[0].height + 400)
    return mask
