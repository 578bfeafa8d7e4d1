"""Groups: the walk over the tree, clips, masks, opacity, blending and effects.

Order within a group: children, clip and mask, clipped nodes, fill opacity; then effects (a clip does not cut the
shadow); then opacity and blend mode.

On an opaque canvas most groups need no layer: painting their children over a copy of the backdrop
and blending back is the same as compositing an isolated group.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec
from PIL import Image, ImageChops

from designer_app.paint import blur, coverage
from designer_app.paint.blending import SPECIAL, blend, dissolved
from designer_app.paint.bounds import content_rect, ground_rect, with_effects
from designer_app.paint.canvas import Canvas, faded, mixed_in, opacity_byte, times
from designer_app.paint.conditions import conditions, held, looks_below
from designer_app.paint.coverage import EMPTY, Mask, Rect, grown, meet
from designer_app.paint.effects import (
    backdrop_blur,
    cast_place,
    drop_shadow,
    ground_shadow,
    inner_reach,
    inner_shadow,
    layer_blur,
    shadow_field,
)
from designer_app.paint.filters import filtered
from designer_app.paint.grain import grained
from designer_app.paint.leaves import paint_glyphs, paint_path, paint_picture
from designer_app.paint.lru import LOCK, ByteLRU
from designer_app.scene.geometry import Transform, compose, scale_of
from designer_app.scene.nodes import (
    BackdropBlur,
    BackdropFilter,
    Blend,
    BlendIf,
    Effect,
    Glyphs,
    Grain,
    GroundShadow,
    Group,
    LayerBlur,
    Node,
    Path,
    Shadow,
)

_shadows: ByteLRU[Mask] = ByteLRU(16 << 20)


def paint_node(canvas: Canvas, node: Node, transform: Transform) -> None:
    """``node``, whose parent's space → device pixels is ``transform``, within ``canvas``."""
    if isinstance(node, Glyphs):
        paint_glyphs(canvas, node, transform)
    elif isinstance(node, Path):
        paint_path(canvas, node, transform)
    elif isinstance(node, Group):
        paint_group(canvas, node, transform)
    else:
        paint_picture(canvas, node, transform)


def plain(group: Group) -> bool:
    """A group that only moves its children."""
    return (
        group.opacity >= 1
        and group.blend == "normal"
        and group.clip is None
        and group.mask is None
        and not group.effects
        and group.isolation != "isolated"
        and group.fill_opacity >= 1
        and not group.clipped
        and not group.knockout
        and not group.knocked
    )


def paint_group(canvas: Canvas, group: Group, transform: Transform) -> None:
    inner = compose(transform, group.transform)
    if plain(group):
        for child in group.children:
            paint_node(canvas, child, inner)
        return
    if group.knockout:
        _knock_out(canvas, group, transform, inner)
        return
    opacity = 255 if canvas.solid else opacity_byte(group.opacity)
    content = content_rect(group, inner)
    seen = meet(with_effects(group, inner, content), canvas.rect)
    if seen == EMPTY or not opacity:
        return
    if group.effects:
        _change_backdrop(canvas, group, inner, content, opacity)
        if any(isinstance(effect, BackdropFilter) for effect in group.effects):
            return
    if _needs_layer(canvas, group):
        layer = _layer(canvas, group, inner, content, seen)
        if any(_modal(effect) for effect in group.effects):
            _paint_shadows(canvas, group, inner, content, modal=True, opacity=opacity)
        _put(canvas, layer, group, opacity)
        return
    target = canvas if opacity == 255 else canvas.part(seen)
    _paint_shadows(target, group, inner, content)
    _paint_content(target, group, inner, content)
    if target is not canvas:
        canvas.lerp(target.image, Image.new("L", target.image.size, opacity), seen)


def shadows_alone(group: Group, transform: Transform, size: tuple[int, int]) -> Image.Image:
    """The drop shadows of a group without the group, on a transparent page of ``size``: for files in which the
    group itself stays a drawing. ``transform``: the group's parent's space → that page. Blend modes are left out."""
    with LOCK:
        canvas = Canvas.blank("RGBA", (0, 0, *size))
        inner = compose(transform, group.transform)
        plainly = tuple(
            msgspec.structs.replace(effect, blend="normal") if isinstance(effect, Shadow) else effect
            for effect in group.effects
        )
        bare = msgspec.structs.replace(group, effects=plainly)
        _paint_shadows(canvas, bare, inner, content_rect(bare, inner))
        return canvas.image


def reads_backdrop(node: Node) -> bool:
    """Whether the node's pixels depend on what lies below it, beyond plain compositing."""
    if not isinstance(node, Group):
        return False
    if node.blend not in ("normal", "dissolve") or node.knockout or node.knocked > 1:
        return True
    if any(isinstance(effect, BackdropBlur | BackdropFilter) or _modal(effect) for effect in node.effects):
        return True
    if any(looks_below(one) for one in conditions(node)):
        return True
    return not _isolated(node) and any(reads_backdrop(child) for child in node.children)


def _modal(effect: Effect) -> bool:
    """A drop shadow that blends with what lies below the group."""
    return isinstance(effect, Shadow) and not effect.inner and effect.blend != "normal"


def _isolated(group: Group) -> bool:
    if group.isolation != "auto":
        return group.isolation == "isolated"
    return (
        group.opacity < 1
        or group.blend != "normal"
        or group.mask is not None
        or bool(group.effects)
        or group.fill_opacity < 1
        or bool(group.clipped)
    )


def _needs_layer(canvas: Canvas, group: Group) -> bool:
    if any(isinstance(effect, LayerBlur) for effect in group.effects):
        return True
    if canvas.mode == "L":
        return False
    if any(isinstance(e, Grain | BlendIf) or (isinstance(e, Shadow) and e.inner) for e in group.effects):
        return True
    if group.blend != "normal" or group.clipped or group.fill_opacity < 1:
        return True
    if not _isolated(group):
        return False
    return (
        canvas.mode == "RGBA" or bool(group.knocked) or any(reads_backdrop(child) for child in group.children)
    )


def _paint_content(target: Canvas, group: Group, inner: Transform, content: Rect) -> None:
    """The children, cut by clip and mask, with the nodes clipped to them."""
    if group.clipped and target.mode == "RGBA":
        _paint_stack(target, group, inner, content)
        return
    if group.clip is None and group.mask is None:
        _paint_children(target, group, inner)
        return
    area = meet(content, target.rect)
    if area == EMPTY:
        return
    mask = _mask(group, inner, area)
    if target.mode == "RGBA" and not _isolated(group) and any(reads_backdrop(c) for c in group.children):
        part = target.part(area)
        _paint_children(part, group, inner)
        target.lerp(part.image, mask, area)
        return
    if target.mode == "RGBA":
        part = Canvas.blank("RGBA", area)
        _paint_children(part, group, inner)
        alpha = times(part.image.getchannel("A"), mask)
        target.draw(part.image.convert("RGB"), alpha, area[0], area[1], part.image.size)
        return
    part = target.part(area)
    _paint_children(part, group, inner)
    target.lerp(part.image, mask, area)


def _paint_children(target: Canvas, group: Group, inner: Transform) -> None:
    begun = target.begun
    if group.knocked:
        around = () if _isolated(group) else begun
        target.begun = (*around, Canvas(target.image.copy(), target.rect))
    for child in group.children:
        paint_node(target, child, inner)
    target.begun = begun


def _knock_out(canvas: Canvas, group: Group, transform: Transform, inner: Transform) -> None:
    """The group on the canvas as it was when a group around it began, within the group's coverage s: of ink with alpha
    a that is (1 − s) of what is there, s − a of what was then, and a of the ink."""
    whole = msgspec.structs.replace(group, knockout=0)
    if canvas.solid or not canvas.begun or any(isinstance(one, BackdropFilter) for one in group.effects):
        paint_group(canvas, whole, transform)
        return
    content, opacity = content_rect(group, inner), opacity_byte(group.opacity)
    _paint_shadows(canvas, group, inner, content, opacity=opacity)
    area = meet(content, canvas.rect)
    if area == EMPTY:
        return
    shape = Canvas.blank("L", area, solid=True)
    _paint_content(shape, msgspec.structs.replace(group, effects=(), clipped=()), inner, content)
    part = canvas.begun[-min(group.knockout, len(canvas.begun))].part(area)
    layer = _layer(part, whole, inner, content, area)
    layer.strengthen(shape.image)
    _put(part, layer, whole, opacity)
    canvas.lerp(part.image, shape.image, area)


def _paint_stack(target: Canvas, group: Group, inner: Transform, content: Rect) -> None:
    """A clipping stack: the clipped nodes over the children's colours, in the children's alpha."""
    area = meet(content, target.rect)
    if area == EMPTY:
        return
    base = Canvas.blank("RGBA", area)
    _paint_content(base, msgspec.structs.replace(group, clipped=()), inner, content)
    over = Canvas(base.image.convert("RGB"), area)
    for node in group.clipped:
        paint_node(over, node, inner)
    target.draw(over.image, base.image.getchannel("A"), area[0], area[1], over.image.size)


def _mask(group: Group, inner: Transform, area: Rect) -> Image.Image | None:
    """Clip and mask as one mask of the size of ``area``; None when ``area`` is wholly inside."""
    mask: Image.Image | None = None
    if group.clip is not None and coverage.pixel_rect(group.clip, inner) is None:
        mask = coverage.fill(group.clip, inner, area)
    if group.mask is not None:
        if group.mask_kind == "alpha":
            hider = Canvas.blank("L", area)
            paint_node(hider, group.mask, inner)
            mask = times(mask, hider.image)
        else:  # painted on black, so that its alpha counts (CSS Masking 1, 7.10.1)
            hider = Canvas.blank("RGB", area)
            paint_node(hider, group.mask, inner)
            mask = times(mask, hider.image.convert("L"))
    return mask


def _layer(canvas: Canvas, group: Group, inner: Transform, content: Rect, seen: Rect) -> Canvas:
    """The group with its effects on a layer of its own that covers ``seen``."""
    mode = "L" if canvas.mode == "L" else "RGBA"
    scale = scale_of(inner)
    blurs = [effect for effect in group.effects if isinstance(effect, LayerBlur)]
    inners = [e for e in group.effects if isinstance(e, Shadow) and e.inner and mode == "RGBA"]
    reach = sum(blur.support(effect.sigma * scale) for effect in blurs)
    reach += sum(inner_reach(shadow, inner) for shadow in inners)
    source = meet(content, grown(seen, reach))
    whole = Canvas.blank(mode, seen, canvas.solid)
    _paint_shadows(whole, group, inner, content, modal=None if mode == "L" else False)
    if source == EMPTY:
        return whole
    layer = Canvas.blank(mode, source, canvas.solid)
    _paint_content(layer, group, inner, content)
    full: Image.Image | None = None  # alpha that fill opacity has not faded: effects inside keep theirs
    if group.fill_opacity < 1 and mode == "RGBA" and group.blend not in SPECIAL:
        full = layer.image.getchannel("A")
        layer.image.putalpha(faded(layer.image.getchannel("A"), opacity_byte(group.fill_opacity)))
    for shadow in inners:
        _shade_inside(layer, group, shadow, inner, content, full)
    for index, effect in enumerate(blurs):
        left = sum(blur.support(later.sigma * scale) for later in blurs[index + 1 :])
        wanted = meet(grown(layer.rect, blur.visible(effect.sigma * scale)), grown(seen, left))
        if wanted == EMPTY:
            return whole
        layer = layer_blur(layer, effect, inner, wanted)
    start = (layer.rect[0] - math.floor(inner[4]), layer.rect[1] - math.floor(inner[5]))
    for noise in group.effects:
        if isinstance(noise, Grain) and mode == "RGBA":
            layer.image = grained(layer.image, noise, scale, start)
    _put(whole, layer, None, 255)
    return whole


def _shade_inside(
    layer: Canvas, group: Group, shadow: Shadow, inner: Transform, content: Rect, full: Image.Image | None
) -> None:
    alpha = full or layer.image.getchannel("A")
    cast = Canvas(alpha, layer.rect)
    if (place := cast_place(shadow, inner)) != inner:
        x0, y0, x1, y1 = layer.rect
        cast = Canvas.blank("L", (x0, y0, x1 + 1, y1 + 1))
        _paint_content(cast, group, place, grown(content, 1))
    mask = inner_shadow(cast, shadow, inner).crop((0, 0, *alpha.size))
    colours = layer.image.convert("RGB")
    ink = Image.new("RGB", colours.size, shadow.colour[:3])
    if shadow.blend != "normal":
        ink = blend(shadow.blend, colours, ink)
    if full is not None:
        layer.draw(ink, ImageChops.multiply(mask, full), layer.rect[0], layer.rect[1], ink.size)
        return
    colours.paste(ink, (0, 0, *colours.size), mask)
    colours.putalpha(alpha)
    layer.image = colours


def _put(canvas: Canvas, layer: Canvas, group: Group | None, opacity: int) -> None:
    """Composite a layer with the group's blend mode."""
    if layer.mode == "L":
        canvas.draw((0, 0, 0), faded(layer.image, opacity), layer.rect[0], layer.rect[1], layer.image.size)
        return
    area = meet(layer.rect, canvas.rect)
    if area == EMPTY:
        return
    piece = layer.crop(area)
    colours = piece.convert("RGB")
    alpha = faded(piece.getchannel("A"), opacity)
    if group is not None and group.effects and (wanted := conditions(group)):
        alpha = held(alpha, wanted, colours, canvas.crop(area))
    if group is None or group.blend == "normal":
        canvas.draw(colours, alpha, area[0], area[1], piece.size)
    elif group.blend == "dissolve":
        alpha = dissolved(alpha, group.seed, area[0], area[1])
        canvas.draw(colours, alpha, area[0], area[1], piece.size)
    else:
        fill = opacity_byte(group.fill_opacity) if group.blend in SPECIAL else 255
        _blended(canvas, group.blend, colours, alpha, area, fill)


def _blended(
    canvas: Canvas, mode: Blend, colours: Image.Image, alpha: Image.Image, area: Rect, fill: int = 255
) -> None:
    """Colours with alpha in ``area`` of the canvas, by a blend mode."""
    below = canvas.crop(area)
    mixed = blend(mode, below.convert("RGB"), colours, fill)
    if canvas.mode == "RGBA":  # the mode applies as far as there is a backdrop (section 10)
        whole = mixed_in(below, colours, mixed, alpha, fill)
        canvas.image.paste(whole, (area[0] - canvas.rect[0], area[1] - canvas.rect[1]))
    else:
        canvas.draw(mixed, alpha, area[0], area[1], colours.size)


def _paint_shadows(
    target: Canvas,
    group: Group,
    inner: Transform,
    content: Rect,
    *,
    modal: bool | None = None,
    opacity: int = 255,
) -> None:
    """Drop shadows and shadows on the ground; ``modal`` only those that have (True) or lack a blend mode."""
    for index, effect in enumerate(group.effects):
        mask: Mask | None = None
        if modal is not None and _modal(effect) != modal:
            continue
        if isinstance(effect, Shadow) and not effect.inner:
            mask = _shadow_mask(group, index, effect, inner, content, target.rect)
        elif isinstance(effect, GroundShadow):
            mask = _ground_mask(group, index, effect, inner, content, target.rect)
        else:
            continue
        if mask is None:
            continue
        cover, x, y = faded(mask[0], opacity), mask[1], mask[2]
        if isinstance(effect, Shadow) and effect.blend != "normal" and target.mode != "L":
            area = meet((x, y, x + cover.width, y + cover.height), target.rect)
            if area != EMPTY:
                cover = cover.crop((area[0] - x, area[1] - y, area[2] - x, area[3] - y))
                _blended(target, effect.blend, Image.new("RGB", cover.size, effect.colour[:3]), cover, area)
            continue
        target.draw(effect.colour[:3], cover, x, y, cover.size)


def _shadow_mask(
    group: Group, index: int, shadow: Shadow, inner: Transform, content: Rect, limit: Rect
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
            _paint_content(alpha, group, place, reach)
        return drop_shadow(alpha, shadow, inner, wanted, field)

    return _kept(group, index, inner, wanted, made)


def _ground_mask(
    group: Group, index: int, ground: GroundShadow, inner: Transform, content: Rect, limit: Rect
) -> Mask | None:
    if content == EMPTY or meet(ground_rect(ground, inner, content), limit) == EMPTY:
        return None

    def made() -> Mask:
        alpha = Canvas.blank("L", content)
        _paint_content(alpha, group, inner, content)
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
    known = _shadows.get(name)
    if known is not None:
        return known[0], known[1] + x, known[2] + y
    mask = made()
    _shadows.put(name, (mask[0], mask[1] - x, mask[2] - y), mask[0].width * mask[0].height + 400)
    return mask


def _change_backdrop(canvas: Canvas, group: Group, inner: Transform, content: Rect, opacity: int) -> None:
    """Blur or adjust what lies below as far as the group's shapes reach, however see-through their fills are."""
    area = meet(content, canvas.rect)
    if canvas.mode == "L" or area == EMPTY:
        return
    for effect in group.effects:
        if not isinstance(effect, BackdropBlur | BackdropFilter):
            continue
        shape = Canvas.blank("L", area, solid=True)
        _paint_content(shape, group, inner, content)
        mask = faded(shape.image, opacity)
        if isinstance(effect, BackdropFilter):
            _adjust(canvas, group, effect, faded(mask, opacity_byte(group.fill_opacity)), area)
            continue
        blurred = backdrop_blur(canvas, effect.sigma * scale_of(inner), area)
        canvas.lerp(blurred, mask, area)


def _adjust(canvas: Canvas, group: Group, effect: BackdropFilter, mask: Image.Image, area: Rect) -> None:
    """Colours of the canvas moved to the adjusted ones; its alpha stays."""
    whole = canvas.crop(area)
    below = whole.convert("RGB")
    if group.blend == "dissolve":
        mask = dissolved(mask, group.seed, area[0], area[1])
    after = filtered(below, effect.filters, 1.0)
    if wanted := conditions(group):
        mask = held(mask, wanted, after, whole)
    changed = blend(group.blend, below, after)
    if mask.getextrema() == (255, 255):
        below = changed
    else:
        below.paste(changed, (0, 0), mask)
    if canvas.mode == "RGBA":
        below.putalpha(whole.getchannel("A"))
    canvas.lerp(below, None, area)
