"""Placed layers → nodes: each kind builds its own, this adds what every layer has."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from designer_app.build.content import placed_text
from designer_app.build.flow import Flow
from designer_app.build.masks import clipped_to, masks_of
from designer_app.build.memo import recall, remember
from designer_app.build.scrim import scrim_node
from designer_app.build.tree import Instance
from designer_app.errors import DesignError, fail, told_of
from designer_app.layers import text
from designer_app.layers.base import Context, EffectSpec, LayerBase, Num, mirror
from designer_app.layers.group import Holder
from designer_app.layers.shape import stroke_of
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import IDENTITY, Box, compose, rectangle, rotation, translation
from designer_app.scene.nodes import (
    BackdropBlur,
    Bevel,
    BlendIf,
    Effect,
    Grain,
    GroundShadow,
    Group,
    LayerBlur,
    Node,
    Path,
    Satin,
    Shadow,
)

_KNOCKOUTS = {"none": 0, "shallow": 1, "deep": 1_000}  # groups: all there are


def assemble(flow: Flow, instances: list[Instance], below: list[Instance] | None = None) -> tuple[Node, ...]:
    """Nodes of siblings, bottom to top. ``below`` collects what was painted before, for scrims."""
    painted: list[Instance] = below if below is not None else []
    nodes: list[Node] = []
    base: int | None = None  # of the clipping stack that is being laid up
    hidden = False  # a base that is not shown takes what is clipped to it along
    for instance in instances:
        node = (
            _remembered(flow, instance, painted)
            if instance.parent is None
            else _node(flow, instance, painted)
        )
        if node is None:
            hidden = hidden or not instance.layer.clip_below
            continue
        if instance.layer.clip_below and hidden:
            continue
        if isinstance(instance.layer, TextLayer) and instance.layer.scrim is not None:
            veil = scrim_node(flow, instance, painted)
            if veil is not None:
                nodes.append(veil)
        if instance.layer.clip_below and base is not None:
            nodes[base] = clipped_to(nodes[base], node)
        else:
            base, hidden = len(nodes), False
            nodes.append(node)
        painted.append(instance)
    return tuple(nodes)


def _remembered(flow: Flow, instance: Instance, painted: list[Instance]) -> Group | None:
    """A top-level layer's node: the last row's when nothing that it is made of has changed."""
    entry = flow.plan.entries.get(instance.place)
    if entry is not None and recall(entry, instance, flow.made_from):
        flow.findings.extend(entry.findings)
        painted.extend(part for part in instance.walk() if part is not instance and part.values.get("shown"))
        return entry.node
    before = len(flow.findings)
    node = _node(flow, instance, painted)
    flow.plan.entries[instance.place] = remember(
        instance, flow.made_from, node, tuple(flow.findings[before:])
    )
    return node


def _node(flow: Flow, instance: Instance, painted: list[Instance]) -> Group | None:
    flow.reads.append(set())
    try:
        return _made(flow, instance, painted) if flow.get(instance, "shown") else None
    except DesignError as error:
        raise told_of(error, file=flow.file, place=instance.place) from None
    finally:
        instance.deps |= flow.reads.pop()
        flow.reads[-1].update(instance.deps)


def _made(flow: Flow, instance: Instance, painted: list[Instance]) -> Group | None:
    box = flow.bled(instance)
    ctx = flow.contexts[id(instance)]
    layer = instance.layer
    group: Group | None
    if isinstance(layer, TextLayer):
        placed = placed_text(flow, instance)
        group = text.build(layer, ctx, box, placed) if placed else None
    elif isinstance(layer, Holder):
        group = _holder(flow, instance, ctx, box, painted)
    else:
        group = layer.build(ctx, box)
    return None if group is None else _dressed(flow, instance, ctx, box, group)


def _holder(flow: Flow, instance: Instance, ctx: Context, box: Box, painted: list[Instance]) -> Group | None:
    layer = instance.layer
    assert isinstance(layer, Holder)
    children = assemble(flow, instance.children, painted)
    ground: tuple[Node, ...] = ()
    radius = ctx.number(layer.radius)
    if layer.fill is not None or layer.stroke is not None:
        local = Box(0.0, 0.0, box.width, box.height)
        fills = (ctx.paint(layer.fill, local),) if layer.fill is not None else ()
        strokes = (stroke_of(layer.stroke, ctx, local),) if layer.stroke is not None else ()
        ground = (Path(rectangle(0, 0, box.width, box.height, (radius,) * 4), fills, strokes),)
    if not children and not ground:
        return None
    clip = rectangle(0, 0, box.width, box.height, (radius,) * 4) if layer.clip else None
    return Group((*ground, *children), clip=clip, meta=ctx.meta(layer), isolation=layer.isolation)


def _dressed(flow: Flow, instance: Instance, ctx: Context, box: Box, group: Group) -> Group:
    """Position, rotation, opacity, blend, mask and effects, laid on the kind's own group."""
    layer = instance.layer
    origin_x = flow.get(instance.parent, "x") if instance.parent else 0.0
    origin_y = flow.get(instance.parent, "y") if instance.parent else 0.0
    place = translation(box.x0 - origin_x, box.y0 - origin_y)
    look = flow.once(instance, "look", lambda: _look_of(ctx, layer))
    if look.turn:
        place = compose(place, rotation(look.turn, box.width / 2, box.height / 2))
    if layer.flip_x or layer.flip_y:  # what is in the frame, not the frame: clip, mask and effects stay
        inner = Group(group.children, transform=mirror(layer, box), isolation=group.isolation)
        group = msgspec.structs.replace(group, children=(inner,))
    effects = group.effects
    if layer.effects:
        effects += tuple(_effect(spec, ctx, flow, box) for spec in layer.effects)
    if layer.blend_if:
        effects += tuple(BlendIf(one.channel, _rising(one.own), _rising(one.below)) for one in layer.blend_if)
    clip, mask = masks_of(layer, ctx, Box(0.0, 0.0, box.width, box.height), group.clip)
    if group.transform != IDENTITY or (effects and clip is not None):
        group = Group(
            (msgspec.structs.replace(group, clip=clip, effects=()),),
            meta=group.meta,
            isolation=group.isolation,
        )
        clip = None
    return msgspec.structs.replace(
        group, transform=place, opacity=look.opacity, blend=layer.blend, effects=effects, clip=clip, mask=mask,
        fill_opacity=look.fill_opacity, seed=layer.seed,
        knockout=_KNOCKOUTS[layer.knockout],
    )  # fmt: skip


class _Look(NamedTuple):
    """What is laid on a layer's own group: degrees, and shares."""

    turn: float
    opacity: float
    fill_opacity: float


def _look_of(ctx: Context, layer: LayerBase) -> _Look:
    opacity, fill_opacity = ctx.number(layer.opacity, 1.0), ctx.number(layer.fill_opacity, 1.0)
    return _Look(ctx.number(layer.rotation), max(0.0, min(1.0, opacity)), max(0.0, min(1.0, fill_opacity)))


def _rising(values: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    if 0 <= values[0] <= values[1] <= values[2] <= values[3] <= 255:
        return values
    raise fail(
        "number-out-of-range", found=f"blend_if values {list(values)}", expected="four rising values 0 to 255"
    )


def _effect(spec: EffectSpec, ctx: Context, flow: Flow, box: Box) -> Effect:
    blur = _reach(spec.blur, ctx, flow)
    match spec.type:
        case "blur":
            return LayerBlur(blur / 2)
        case "background-blur":
            return BackdropBlur(blur / 2)
        case "noise":
            return Grain(ctx.number(spec.amount), spec.seed, ctx.number(spec.size), coloured=spec.coloured)
        case "ground-shadow":
            depth = _reach(spec.dy, ctx, flow) or 24.0
            return GroundShadow(_reach(spec.dx, ctx, flow), depth, blur, ctx.colour(spec.colour))
        case "satin":
            offset = (_reach(spec.dx, ctx, flow), _reach(spec.dy, ctx, flow))
            return Satin(*offset, blur, ctx.colour(spec.colour), spec.invert, spec.blend)
        case "bevel":
            return _bevel(spec, ctx, flow)
        case "glow" | "inner-glow":
            dx = dy = 0.0
        case _:
            dx, dy = _reach(spec.dx, ctx, flow), _reach(spec.dy, ctx, flow)
    inside = spec.type.startswith("inner-")
    colour, spread = ctx.colour(spec.colour), _reach(spec.spread, ctx, flow)
    paint = None
    if spec.fill is not None:
        colour = (0, 0, 0, 255)
        paint = ctx.paint(spec.fill, Box(0.0, 0.0, box.width, box.height).grow(0.0 if inside else spread))
    return Shadow(dx, dy, blur, colour, spread, inside, spec.rounded, spec.blend, paint, spec.conceal)


def _bevel(spec: EffectSpec, ctx: Context, flow: Flow) -> Bevel:
    depth = ctx.number(spec.depth) / 100
    return Bevel(
        spec.style, _reach(spec.size, ctx, flow) or 8.0, ctx.number(spec.angle), ctx.number(spec.altitude),
        ctx.colour(spec.light), ctx.colour(spec.colour), abs(depth), _reach(spec.soften, ctx, flow), depth >= 0,
        spec.light_blend, spec.blend,
    )  # fmt: skip


def _reach(value: Num, ctx: Context, flow: Flow) -> float:
    """A length of an effect. Beyond the artboard's long side nothing of it can be seen, and it would take gigabytes."""
    length, most = ctx.number(value), max(flow.width, flow.height)
    if abs(length) <= most:
        return length
    raise fail(
        "number-out-of-range", found=f"an effect of {length:g} px",
        expected=f"at most {most:g} px, the artboard's long side",
    )  # fmt: skip
