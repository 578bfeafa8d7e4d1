"""Automatic scrim: a veil only where the text is, only as strong as its contrast needs."""

from __future__ import annotations

import bisect
import itertools
from typing import TYPE_CHECKING

from designer_app.build.content import lowered, placed_text
from designer_app.build.flow import Flow
from designer_app.build.tree import Instance
from designer_app.layers.image import ImageLayer, crop_box, filters
from designer_app.layers.text import Scrim, TextLayer
from designer_app.scene.colour import LINEAR, Colour, contrast, over, with_alpha
from designer_app.scene.geometry import Box, rectangle
from designer_app.scene.nodes import BackdropBlur, Group, Linear, Node, Path, Solid, Stop, Tone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAMPLE = 32  # of the whole picture, a side
_STEPS = 20  # strengths tried: 5 % apart


def scrim_node(flow: Flow, instance: Instance, painted: list[Instance]) -> Node | None:
    """A veil in the coordinates of the text's parent, or None when the text reads without one."""
    layer = instance.layer
    assert isinstance(layer, TextLayer)
    assert layer.scrim is not None
    ctx = flow.contexts[id(instance)]
    box = flow.box(instance)
    placed = placed_text(flow, instance)
    if placed is None or not isinstance(layer.fill, str):
        return None
    ink = placed.ink.shift(box.x0, box.y0 + lowered(flow, instance, placed))
    ink_colour = ctx.colour(layer.fill)
    veil = ctx.colour(layer.scrim.colour)
    strength = 0.0
    for picture in painted:
        if isinstance(picture.layer, ImageLayer):
            strength = max(strength, _needed(flow, picture, ink, ink_colour, veil, layer.scrim.target))
    if strength <= 0:
        return None
    return _veil(flow, instance, ink, veil, strength, layer.scrim)


def _needed(flow: Flow, picture: Instance, ink: Box, text: Colour, veil: Colour, target: float) -> float:
    """The smallest opacity of ``veil`` at which the 10th percentile of contrast reaches ``target``."""
    seen = _colours_under(flow, picture, ink)
    if not seen:
        return 0.0
    for step in range(_STEPS + 1):
        alpha = step / _STEPS
        ratios = sorted(contrast(text, over(with_alpha(veil, alpha), colour)) for colour in seen)
        if ratios[len(ratios) // 10] >= target:
            return alpha
    return 1.0


def _colours_under(flow: Flow, picture: Instance, ink: Box) -> list[Colour]:
    """Colours (⅛ scale, greys mapped as the picture's grade maps them) of a placed picture under a box."""
    from designer_app.pictures import luminance

    layer = picture.layer
    assert isinstance(layer, ImageLayer)
    ctx = flow.contexts[id(picture)]
    info = ctx.picture(ctx.text(layer.source), trim=layer.trim)
    box = flow.box(picture)
    common = box.intersect(ink)
    if info is None or common.empty or box.empty:
        return []
    crop = crop_box(layer, info, box.width, box.height, ctx.number(layer.zoom, 1.0))
    sx, sy = crop[2] / box.width, crop[3] / box.height
    part = (
        crop[0] + (common.x0 - box.x0) * sx,
        crop[1] + (common.y0 - box.y0) * sy,
        common.width * sx,
        common.height * sy,
    )
    size = (max(1, int(common.width / 8)), max(1, int(common.height / 8)))
    greys = _greys(luminance(info.digest, part, size=size))
    tone = next((one for one in filters(layer, ctx) if isinstance(one, Tone)), None)
    if tone is None:
        return [(grey, grey, grey, 255) for grey in greys]
    low, high = 0, 255
    if tone.low is not None or tone.high is not None:
        whole = sorted(_greys(luminance(info.digest, crop, size=(_SAMPLE, _SAMPLE))))
        low = whole[int((tone.low or 0.0) * (len(whole) - 1))]
        high = whole[int((1.0 - (tone.high or 0.0)) * (len(whole) - 1))]
    return [_mapped(tone, (grey - low) / max(1, high - low)) for grey in greys]


def _greys(light: NDArray[np.uint16]) -> list[int]:
    """Linear light as sRGB bytes."""
    return [bisect.bisect_left(LINEAR, value) for value in light.ravel().tolist()]


def _mapped(tone: Tone, at: float) -> Colour:
    """The colour of a map at 0..1, near enough to judge contrast by."""
    stops = tone.stops
    for left, right in itertools.pairwise(stops):
        if at <= right.offset:
            share = max(0.0, min(1.0, (at - left.offset) / max(1e-6, right.offset - left.offset)))
            r, g, b = (
                round(a + (z - a) * share) for a, z in zip(left.colour[:3], right.colour[:3], strict=True)
            )
            return (r, g, b, 255)
    return stops[-1].colour


def _veil(flow: Flow, instance: Instance, ink: Box, veil: Colour, strength: float, spec: Scrim) -> Node:
    origin = (0.0, 0.0) if instance.parent is None else (
        flow.get(instance.parent, "x"), flow.get(instance.parent, "y")
    )  # fmt: skip
    reach = ink.height * spec.spread
    full = with_alpha(veil, strength)
    if spec.kind != "gradient":
        area = ink.grow(ink.height * 0.35).shift(-origin[0], -origin[1])
        radius = ink.height * 0.2
        path = Path(rectangle(area.x0, area.y0, area.width, area.height, (radius,) * 4), (Solid(full),))
        effects = (BackdropBlur(ink.height * 0.3),) if spec.kind == "blur" else ()
        return Group((path,), effects=effects)
    top, bottom = max(0.0, ink.y0 - reach), min(flow.height, ink.y1 + reach)
    if flow.height - ink.y1 < reach:
        bottom = flow.height
    if ink.y0 < reach:
        top = 0.0
    span = max(1.0, bottom - top)
    clear = with_alpha(veil, 0.0)
    stops = [Stop(0.0, full if top == 0.0 else clear), Stop(max(0.0, (ink.y0 - top) / span), full)]
    stops += [
        Stop(min(1.0, (ink.y1 - top) / span), full),
        Stop(1.0, full if bottom == flow.height else clear),
    ]
    y = top - origin[1]
    paint = Linear(0.0, y, 0.0, y + span, tuple(stops))
    return Path(rectangle(-origin[0], y, flow.width, span), (paint,))
