"""What hides parts of a layer: its mask shape, mask picture and fade; and what is clipped to it."""

from __future__ import annotations

import msgspec

from designer_app.layers.base import Context, LayerBase, MaskForm, PictureMask
from designer_app.scene import tables
from designer_app.scene.adjustments import Table
from designer_app.scene.geometry import Box, Outline, invert, rectangle
from designer_app.scene.nodes import (
    BackdropFilter,
    Filter,
    Group,
    LayerBlur,
    Node,
    Path,
    Picture,
    PictureSource,
    Solid,
)

_WHITE, _BLACK = Solid((255, 255, 255, 255)), Solid((0, 0, 0, 255))
_EVERYWHERE = rectangle(-50_000, -50_000, 100_000, 100_000)  # larger than any artboard
WHITE_PAGE, _BLACK_PAGE = Path(_EVERYWHERE, (_WHITE,)), Path(_EVERYWHERE, (_BLACK,))


def masks_of(
    layer: LayerBase, ctx: Context, box: Box, clip: Outline | None
) -> tuple[Outline | None, Node | None]:
    """The clip and the alpha mask of a layer with the frame ``box`` (from 0, 0), its kind's own ``clip`` given.
    A plain shape is a clip where there is none yet, which costs least."""
    found: list[Node] = []
    if layer.mask is not None:
        form = ctx.form(layer.mask, box)
        plain = layer.mask.density >= 1 and not layer.mask.invert and not ctx.number(layer.mask.feather)
        if clip is None and plain:
            clip = form
        elif plain:
            found.append(Path(form, (_WHITE,)))
        else:
            found.append(_as_alpha(_soft_shape(layer.mask, form, ctx)))
    if layer.mask_picture is not None and (node := _picture(layer.mask_picture, ctx, box)) is not None:
        found.append(_as_alpha(node))
    if layer.fade is not None:
        found.append(Path(rectangle(0, 0, box.width, box.height), (ctx.paint(layer.fade, box),)))
    mask: Node | None = None
    for node in found:
        mask = node if mask is None else Group((mask,), mask=node)
    return clip, mask


def clipped_to(base: Node, node: Node) -> Node:
    """``base`` with ``node``, a sibling painted after it, in its clipping stack."""
    if not isinstance(base, Group):
        base = Group((base,))
    back = invert(base.transform)
    if back is None:  # squeezed to nothing: no ink to be clipped to
        return base
    return msgspec.structs.replace(base, clipped=(*base.clipped, Group((node,), transform=back)))


def mask_node(
    picture: Node | None, ground: Node | None, *, feather: float, density: float, flip: bool
) -> Node:
    """A mask by luminance of grey ``picture`` over ``ground``, softened (standard deviation in px), turned round and
    thinned."""
    node: Node = Group(tuple(part for part in (ground, picture) if part is not None))
    if feather:
        node = Group((node,), effects=(LayerBlur(feather),))
    table = tables.inverted() if flip else tables.IDENTITY
    if density < 1:
        share = round(density * 255)
        table = bytes(255 - ((255 - v) * share + 127) // 255 for v in table)
    if table == tables.IDENTITY:
        return node
    # Beyond its pixels a mask is black: the page is laid with it, so that the change reaches there, too.
    change: tuple[Filter, ...] = (Table(table * 3),)
    return Group((_BLACK_PAGE, node, Group((WHITE_PAGE,), effects=(BackdropFilter(change),))))


def _soft_shape(spec: MaskForm, form: Outline, ctx: Context) -> Node:
    # Photoshop's feather is the standard deviation of a Gaussian, like our other blurs' half.
    return mask_node(
        Path(form, (_WHITE,)), None, feather=ctx.number(spec.feather), density=spec.density, flip=spec.invert
    )


def _picture(spec: PictureMask, ctx: Context, box: Box) -> Node | None:
    info = ctx.picture(ctx.text(spec.source))
    if info is None:
        return None
    width = box.width if spec.w is None else ctx.number(spec.w)
    height = box.height if spec.h is None else ctx.number(spec.h)
    picture = Picture(PictureSource(info.digest), ctx.number(spec.x), ctx.number(spec.y), width, height)
    ground = WHITE_PAGE if spec.outside == "show" else None
    return mask_node(
        picture, ground, feather=ctx.number(spec.feather), density=spec.density, flip=spec.invert
    )


def _as_alpha(mask: Node) -> Group:
    """A mask by luminance as one by alpha."""
    return Group((WHITE_PAGE,), mask=mask, mask_kind="luminance")
