"""One page of one cell, from template, row, kit and size to a Scene; or only to the sizes of its texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from designer_app.build.assemble import assemble
from designer_app.build.content import placed_text
from designer_app.build.context import LayerContext, PageContext
from designer_app.build.flow import Flow
from designer_app.build.harmony import Fit, fits_of
from designer_app.build.laying import Laid, fitted
from designer_app.build.limits import slot_limits
from designer_app.build.requests import Request, bound_values, class_of, page_count, page_list
from designer_app.build.resources import FILE, Resources
from designer_app.build.tree import Instance
from designer_app.design.template import Page
from designer_app.errors import Finding
from designer_app.layers.base import Fill, mirror
from designer_app.layers.shape import ShapeLayer
from designer_app.layers.text import TextLayer, parts_in_hand, room_above
from designer_app.scene.geometry import Box, Transform, compose, rectangle, rotation, scaling, translation
from designer_app.scene.nodes import Group, Node, Path, Scene, Solid
from designer_app.text.records import Layout
from designer_app.timing import timed


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A text in hand as it was set: in its frame's own coordinates, which ``transform`` brings to px of the output. ``top`` is
    the room above the text, ``texts`` what each of its words came out as."""

    place: str
    layout: Layout
    frame: Box
    top: float
    texts: tuple[str, ...]
    transform: Transform


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """A page's Scene and all that was noticed. ``sizes`` = fitted size by text layer (px of the output), ``wished``
    what those that may shrink would have been, ``lines`` how many they came to, and the most they may (0 = any number);
    ``files`` = the paths that it hangs on besides template and kit, also of some that aren't there;
    ``boxes`` = layer place → box in px of the output; ``fits`` = how harmonised texts came out."""

    scene: Scene
    findings: tuple[Finding, ...]
    sizes: Mapping[str, float]
    boxes: Mapping[str, Box]
    fits: tuple[Fit, ...] = ()
    wished: Mapping[str, float] = {}
    lines: Mapping[str, tuple[int, int]] = {}
    slots_used: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    typed: tuple[Typed, ...] = ()  # of the request's text in hand: one for each place where it stands


@timed("build")
def build_page(request: Request, resources: Resources, page: int = 1) -> Built:
    """Resolve one page (counted from 1). Raises ``DesignError`` with the cause; lesser things are findings."""
    built, notes, read = fitted(request, resources, page, _built)
    return msgspec.structs.replace(
        built,
        findings=(*notes, *built.findings),
        slots_used=tuple(sorted(read & request.loaded.template.slots.keys())),
        files=_files(read),
    )


def _files(read: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(name.removeprefix(FILE) for name in read if name.startswith(FILE)))


def measure_page(
    request: Request, resources: Resources, page: int = 1
) -> tuple[tuple[Fit, ...], tuple[str, ...]]:
    """How the harmonised texts of a page come out in ``build_page``, by typesetting alone, and the files that this
    hangs on besides template and kit. Raises ``DesignError``."""
    fits, _, read = fitted(request, resources, page, _measured)
    return fits, _files(read)


def _measured(laid: Laid) -> tuple[tuple[Fit, ...], list[str]]:
    shown, tight = [], []
    for instance in laid.everything:
        if not isinstance(instance.layer, TextLayer) or not laid.flow.get(instance, "shown"):
            continue
        placed = placed_text(laid.flow, instance)
        shown.append(instance)
        if placed is not None and (placed.cut or placed.over):
            tight.append(instance.place)
    return fits_of(laid.flow, shown), tight


def _built(laid: Laid) -> tuple[Built, list[str]]:
    request, flow, context, unit = laid.request, laid.flow, laid.context, laid.unit
    edge = request.size.bleed_px
    ground, colour = _ground(flow, laid.page, context, laid.width, laid.height)
    nodes = assemble(flow, laid.roots)
    place = compose(translation(edge, edge), scaling(unit))
    root = Group((*ground, *nodes), transform=place)
    scene = Scene(
        width=request.size.width + 2 * edge, height=request.size.height + 2 * edge, root=root, background=colour,
        title=request.loaded.template.name.get(request.lang) or next(iter(request.loaded.template.name.values())),
        language=request.lang,
    )  # fmt: skip
    shown = [
        inst
        for inst in laid.everything
        if inst.values.get("shown") and "h" in inst.values and "x" in inst.values
    ]
    built = Built(
        scene=scene,
        findings=(*context.findings, *slot_limits(shown, request.loaded.template.slots, request.loaded.file)),
        sizes={inst.place: inst.layout.size * unit for inst in shown if inst.layout is not None},
        wished={
            inst.place: flow.number(inst, inst.layer.size) * unit
            for inst in shown
            if inst.layout is not None and isinstance(inst.layer, TextLayer) and inst.layer.min_size
        },
        lines={
            inst.place: (len(inst.layout.lines), inst.layout.max_lines or 0)
            for inst in shown
            if inst.layout is not None
        },
        fits=fits_of(flow, shown),
        boxes={inst.place: _output_box(flow.box(inst), unit, edge) for inst in shown},
        page=laid.number,
        pages=laid.count,
        typed=tuple(
            _typed(laid, inst) for inst in shown if inst.in_hand is not None and inst.layout is not None
        ),
    )
    return built, [f.place for f in built.findings if f.code in ("text-cut", "text-overflow", "text-no-room")]


def _typed(laid: Laid, instance: Instance) -> Typed:
    flow, layer = laid.flow, instance.layer
    assert isinstance(layer, TextLayer)
    assert instance.in_hand is not None
    assert instance.layout is not None
    box = flow.box(instance)
    made = parts_in_hand(layer, flow.contexts[id(instance)], instance.in_hand)
    return Typed(
        place=instance.place,
        layout=instance.layout,
        frame=box,
        top=room_above(layer.valign, box.height - instance.layout.height),
        texts=tuple("".join(part.text for part in parts) for parts in made),
        transform=_to_output(laid, instance),
    )


def _to_output(laid: Laid, instance: Instance) -> Transform:
    """From a layer's own coordinates (0, 0 = its frame's top left) to px of the output, as ``assemble`` lays it."""
    edge = laid.request.size.bleed_px
    found = compose(translation(edge, edge), scaling(laid.unit))
    line = [instance]
    while line[-1].parent is not None:
        line.append(line[-1].parent)
    corner = (0.0, 0.0)
    for one in reversed(line):
        box = laid.flow.box(one)
        found = compose(found, translation(box.x0 - corner[0], box.y0 - corner[1]))
        turn = laid.flow.number(one, one.layer.rotation)
        if turn:
            found = compose(found, rotation(turn, box.width / 2, box.height / 2))
        if one.layer.flip_x or one.layer.flip_y:
            found = compose(found, mirror(one.layer, box))
        corner = (box.x0, box.y0)
    return found


def _output_box(box: Box, unit: float, edge: float) -> Box:
    return Box(box.x0 * unit + edge, box.y0 * unit + edge, box.x1 * unit + edge, box.y1 * unit + edge)


def _ground(
    flow: Flow, page: Page, context: PageContext, width: float, height: float
) -> tuple[tuple[Node, ...], tuple[int, int, int, int] | None]:
    """The page's ground: a plain colour is the scene's background, all else a rectangle."""
    fill: Fill = page.ground
    if fill == "none":
        return (), None
    index: dict[str, Instance] = {}
    anchor = Instance(ShapeLayer(name="ground"), None, {}, page.scheme, index)
    anchor.values["shown"] = True
    paint = LayerContext(context, flow, anchor).paint(fill, Box(0.0, 0.0, width, height))
    index.clear()  # it holds the anchor, which holds it
    if isinstance(paint, Solid) and paint.colour[3] == 255:
        return (), paint.colour
    whole = rectangle(-flow.bleed, -flow.bleed, width + 2 * flow.bleed, height + 2 * flow.bleed)
    return (Path(whole, (paint,)),), context.kit.colour("surface", page.scheme)


__all__ = [
    "Built",
    "Request",
    "bound_values",
    "build_page",
    "class_of",
    "measure_page",
    "page_count",
    "page_list",
]
