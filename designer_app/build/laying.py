"""A page laid out but not yet made: its layers as instances in a flow, with all the names they may use.

Where a text doesn't fit, its slots' short forms are taken; then layers go, in the class's drop order, until all
fit or nothing is left to drop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from designer_app.build.context import LayerContext, PageContext
from designer_app.build.flow import Flow
from designer_app.build.harmony import solved_name
from designer_app.build.memo import plan_of, records
from designer_app.build.requests import Request, bound_values, class_of, page_list
from designer_app.build.resources import Resources
from designer_app.build.tree import Instance, grow
from designer_app.design.kit import Kit
from designer_app.design.sizes import Size, safe_box, size_class
from designer_app.design.template import ClassSpec, Grid, LoadedTemplate, Page
from designer_app.design.values import names_in_text
from designer_app.errors import DesignError, Finding, fail, told_of
from designer_app.layers.group import Layer, layers_of
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import Box

Made = TypeVar("Made")


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """One page in one attempt. ``unit`` = px of the output per px of the artboard."""

    request: Request
    page: Page
    number: int
    count: int
    width: float
    height: float
    unit: float
    flow: Flow
    context: PageContext
    roots: list[Instance]
    everything: list[Instance]


def fitted(
    request: Request, resources: Resources, number: int, make: Callable[[Laid], tuple[Made, Iterable[str]]]
) -> tuple[Made, tuple[Finding, ...], set[str]]:
    """What ``make`` makes of a page (counted from 1) in the attempt in which all fits, or the last; with notes on
    the row, and with the names of all that any attempt read: slots, files, layers' records. ``make`` also tells the
    places of the texts that don't fit.

    Raises ``DesignError`` with every fault of the row, and for a page that isn't there.
    """
    values, notes = bound_values(request)
    _, spec = class_of(request.loaded, request.size)
    if spec.short:
        for name in request.loaded.template.slots:
            if values.get(f"{name}.short"):
                values[name] = values[f"{name}.short"]
    pages = page_list(request, values)
    if not pages:
        raise _no_pages(request)
    if not 1 <= number <= len(pages):
        raise fail("no-such-page", found=f"page {number}", expected=f"1 to {len(pages)}")
    dropped: set[str] = set()
    order = list(spec.drop)
    read: set[str] = set()
    while True:
        laid = _laid(request, resources, values, pages, number, spec, frozenset(dropped))
        try:
            made, tight = make(laid)
            tight = list(tight)
            read.update(laid.flow.reads[0], *[instance.deps for instance in laid.everything])
        except DesignError as error:
            raise told_of(error, file=request.loaded.file) from None
        finally:
            _part(laid)
        shorter = _shorter(tight, pages[number - 1][0], values)
        if shorter:
            values.update(shorter)
        elif tight and order:
            dropped.add(order.pop(0))
        else:
            return made, notes, read


def _no_pages(request: Request) -> DesignError:
    lists = sorted({page.repeat for page in request.loaded.template.pages if page.repeat})
    return fail(
        "no-pages", file=request.loaded.file, place="pages", found="no page to make",
        expected="an item for every page that repeats" if lists else "a page that is visible",
        remedy=f"fill {', '.join(lists)}" if lists else "",
    )  # fmt: skip


def _part(laid: Laid) -> None:
    """Part what is linked in circles, so that memory is free at once and not when a collector comes by."""
    laid.flow.contexts.clear()
    for instance in laid.everything:
        instance.nearest, instance.children, instance.parent = {}, [], None


def _shorter(tight: list[str], page: Page, values: Mapping[str, Any]) -> dict[str, Any]:
    """Short forms, not yet taken, of the slots that the texts which don't fit show."""
    if not tight:
        return {}
    layers = {layer.name: layer for layer in layers_of(page.layers) if isinstance(layer, TextLayer)}
    found: dict[str, Any] = {}
    for place in tight:
        layer = layers.get(place.rpartition(".")[2])
        for text in layer.sources if layer else ():
            for name in names_in_text(text):
                short = values.get(f"{name}.short")
                if short and values.get(name) != short:
                    found[name] = short
    return found


def _laid(
    request: Request,
    resources: Resources,
    values: Mapping[str, Any],
    pages: list[tuple[Page, dict[str, Any]]],
    number: int,
    spec: ClassSpec,
    dropped: frozenset[str],
) -> Laid:
    page, local = pages[number - 1]
    unit = min(request.size.width / spec.artboard[0], request.size.height / spec.artboard[1])
    width, height = request.size.width / unit, request.size.height / unit
    plan = resources.memo.plan(plan_of(request, page, number, len(pages), dropped))
    if not plan.names:
        plan.names = _names(request, page.grid, width, height, unit, number, len(pages))
    names = {
        **_replaceable(request), **values, **local,
        **{solved_name(layer): size for layer, size in request.solved.items()}, **plan.names,
    }  # fmt: skip
    context = PageContext(
        request.loaded, request.kit, request.lang, {**values, **_public(names)}, resources, request.as_of,
        request.source, request.key, size_class(request.size.width, request.size.height), unit,
        request.sketched,
    )  # fmt: skip
    index: dict[str, Instance] = {}
    below, above = _panoramas(request.loaded, number, len(pages), width)
    roots = grow((*below, *page.layers, *above), values, page.scheme, index, None, local)
    everything = [inst for root in roots for inst in root.walk()]
    if request.in_hand is not None:
        for instance in everything:
            if instance.layer.name == request.in_hand.layer:
                instance.in_hand = request.in_hand
    flow = Flow(
        width,
        height,
        spec.artboard,
        names,
        index,
        request.loaded.file,
        plan,
        records(everything),
        context.findings,
    )
    flow.bleed = request.size.bleed_px / unit
    for instance in everything:
        flow.contexts[id(instance)] = LayerContext(context, flow, instance)
        if instance.layer.name in dropped:
            instance.values["shown"] = False
    return Laid(
        request=request, page=page, number=number, count=len(pages), width=width, height=height, unit=unit, flow=flow,
        context=context, roots=roots, everything=everything,
    )  # fmt: skip


def _replaceable(request: Request) -> dict[str, Any]:
    """Names of the kit that a slot of the same name takes the place of."""
    return {"disclaimer": request.kit.file.voice.disclaimer.get(request.lang, "")}


def _names(
    request: Request, grid: Grid, width: float, height: float, unit: float, number: int, count: int
) -> dict[str, Any]:
    """The names that hold for every page of a plan."""
    kit = request.kit
    return {
        **measures(kit, request.size, grid, width, height, unit),
        "page": number, "pages": count, "lang": request.lang, "kit": kit.id, "kits": kit.names,
        "brand": kit.file.name.get(request.lang) or next(iter(kit.file.name.values()), ""),
    }  # fmt: skip


def measures(kit: Kit, size: Size, grid: Grid, width: float, height: float, unit: float) -> dict[str, float]:
    """The lengths that expressions know of every page: W, H, S, L, px, ppi, margin M, safe insets SL ST SR SB, gutter G,
    columns. ``width`` and ``height`` are px of the artboard, ``unit`` px of the output for one of them."""
    short = min(width, height)
    margin = (kit.ratio("grid.margin", 0.07) if grid.margin is None else grid.margin) * short
    safe = _safe_insets(size, margin, unit)
    if size_class(size.width, size.height) == "story":  # where platforms put their signs along a side
        margin = max(margin, safe["SL"], safe["SR"])
    return {
        "W": width, "H": height, "S": short, "L": max(width, height), "px": 1.0 / unit,
        "ppi": size.ppi or 0, "M": margin, **safe,
        "G": (kit.ratio("grid.gutter", 0.022) if grid.gutter is None else grid.gutter) * short,
        "columns": grid.columns or kit.ratio("grid.columns", 12),
    }  # fmt: skip


def _safe_insets(size: Size, margin: float, unit: float) -> dict[str, float]:
    """How far type must stay from each edge (left, top, right, bottom): the margin, or the platform's safe
    area where it is known and asks for more. A circle's is known by its shape."""
    safe = safe_box(size)
    known = safe.box if not safe.assumed or size.shape == "circle" else Box(0.0, 0.0, size.width, size.height)
    insets = (known.x0, known.y0, size.width - known.x1, size.height - known.y1)
    return {
        name: max(margin, inset / unit) for name, inset in zip(("SL", "ST", "SR", "SB"), insets, strict=True)
    }


def _public(names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        k: names[k]
        for k in ("page", "pages", "lang", "kit", "kits", "brand", "disclaimer", "item", "index", "count")
        if k in names
    }


def _panoramas(
    loaded: LoadedTemplate, number: int, count: int, width: float
) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    """Layers that lie across all pages, moved so that this page shows its part."""
    below: list[Layer] = []
    above: list[Layer] = []
    for across in loaded.template.across:
        layer = across.layer
        shift = f"- {(number - 1) * width:.6f}"
        fields: dict[str, Any] = {}
        for name in ("x", "right", "cx"):
            value = getattr(layer, name)
            if value is not None:
                fields[name] = f"({value}) {shift}"
        if not fields:
            fields["x"] = f"0 {shift}"
        if layer.w is None and not {"x", "right"} <= set(fields):
            fields["w"] = f"W * {count}"
        moved = msgspec.structs.replace(layer, **fields)
        (above if across.above else below).append(moved)
    return tuple(below), tuple(above)
