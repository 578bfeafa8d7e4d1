"""Groups: the walk over the tree, clips, masks, opacity, blending and effects.

Order within a group: children, clip and mask, clipped nodes, fill opacity; then effects (a clip does not cut the
shadow); then opacity and blend mode.

On an opaque canvas most groups need no layer: painting their children over a copy of the backdrop
and blending back is the same as compositing an isolated group.
"""

from __future__ import annotations

import math

import msgspec
from PIL import Image

from designer_app.paint import blur, coverage
from designer_app.paint.blending import SPECIAL, blend, dissolved
from designer_app.paint.bounds import content_rect, with_effects
from designer_app.paint.canvas import Canvas, faded, opacity_byte, times
from designer_app.paint.casting import cast, modal
from designer_app.paint.compositing import put
from designer_app.paint.conditions import conditions, held, looks_below
from designer_app.paint.coverage import EMPTY, Rect, grown, meet
from designer_app.paint.effects import (
    backdrop_blur,
    layer_blur,
)
from designer_app.paint.filters import filtered
from designer_app.paint.grain import grained
from designer_app.paint.leaves import paint_glyphs, paint_path, paint_picture
from designer_app.paint.lru import LOCK
from designer_app.paint.shading import shade, shades, shading_reach
from designer_app.scene.geometry import Transform, compose, scale_of
from designer_app.scene.nodes import (
    BackdropBlur,
    BackdropFilter,
    BlendIf,
    Glyphs,
    Grain,
    Group,
    LayerBlur,
    Node,
    Path,
    Shadow,
)


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
        if any(modal(effect) for effect in group.effects):
            cast(canvas, group, inner, content, _paint_content, blending=True, opacity=opacity)
        put(canvas, layer, group, opacity)
        return
    target = canvas if opacity == 255 else canvas.part(seen)
    cast(target, group, inner, content, _paint_content)
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
        cast(canvas, bare, inner, content_rect(bare, inner), _paint_content)
        return canvas.image


def reads_backdrop(node: Node) -> bool:
    """Whether the node's pixels depend on what lies below it, beyond plain compositing."""
    if not isinstance(node, Group):
        return False
    if node.blend not in ("normal", "dissolve") or node.knockout or node.knocked > 1:
        return True
    if any(isinstance(effect, BackdropBlur | BackdropFilter) or modal(effect) for effect in node.effects):
        return True
    if any(looks_below(one) for one in conditions(node)):
        return True
    return not _isolated(node) and any(reads_backdrop(child) for child in node.children)


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
    if any(isinstance(effect, Grain | BlendIf) or shades(effect) for effect in group.effects):
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
    cast(canvas, group, inner, content, _paint_content, opacity=opacity)
    area = meet(content, canvas.rect)
    if area == EMPTY:
        return
    shape = Canvas.blank("L", area, solid=True)
    _paint_content(shape, msgspec.structs.replace(group, effects=(), clipped=()), inner, content)
    part = canvas.begun[-min(group.knockout, len(canvas.begun))].part(area)
    layer = _layer(part, whole, inner, content, area)
    layer.strengthen(shape.image)
    put(part, layer, whole, opacity)
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
    inners = [e for e in group.effects if shades(e) and mode == "RGBA"]
    reach = sum(blur.support(effect.sigma * scale) for effect in blurs)
    reach += sum(shading_reach(effect, inner) for effect in inners)
    source = meet(content, grown(seen, reach))
    whole = Canvas.blank(mode, seen, canvas.solid)
    cast(whole, group, inner, content, _paint_content, blending=None if mode == "L" else False)
    if source == EMPTY:
        return whole
    layer = Canvas.blank(mode, source, canvas.solid)
    _paint_content(layer, group, inner, content)
    full: Image.Image | None = None  # alpha that fill opacity has not faded: effects inside keep theirs
    if group.fill_opacity < 1 and mode == "RGBA" and group.blend not in SPECIAL:
        full = layer.image.getchannel("A")
        layer.image.putalpha(faded(layer.image.getchannel("A"), opacity_byte(group.fill_opacity)))
    for effect in inners:
        shade(layer, group, effect, inner, content, full, _paint_content)
    for index, softening in enumerate(blurs):
        left = sum(blur.support(later.sigma * scale) for later in blurs[index + 1 :])
        wanted = meet(grown(layer.rect, blur.visible(softening.sigma * scale)), grown(seen, left))
        if wanted == EMPTY:
            return whole
        layer = layer_blur(layer, softening, inner, wanted)
    start = (layer.rect[0] - math.floor(inner[4]), layer.rect[1] - math.floor(inner[5]))
    for noise in group.effects:
        if isinstance(noise, Grain) and mode == "RGBA":
            layer.image = grained(layer.image, noise, scale, start)
    put(whole, layer, None, 255)
    return whole


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
