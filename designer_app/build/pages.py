"""One page of one cell, from template, row, kit and size to a Scene."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.build.assemble import assemble
from designer_app.build.context import LayerContext, PageContext
from designer_app.build.flow import Flow
from designer_app.build.harmony import Fit, fits_of, solved_name
from designer_app.build.limits import slot_limits
from designer_app.build.resources import Resources
from designer_app.build.tree import Instance, grow
from designer_app.design.kit import Kit
from designer_app.design.overrides import Cell, adapted_pages
from designer_app.design.sizes import Size, safe_box, size_class
from designer_app.design.template import ClassSpec, Grid, LoadedTemplate, Override, Page, layers_of
from designer_app.design.values import bind_row, names_in_text
from designer_app.errors import DesignError, Finding, fail
from designer_app.layers.base import Fill
from designer_app.layers.group import Layer
from designer_app.layers.shape import ShapeLayer
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import Box, compose, rectangle, scaling, translation
from designer_app.scene.nodes import Group, Node, Path, Scene, Solid


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell is made of. ``cells`` are a row's raw values; ``key`` the row's key."""

    loaded: LoadedTemplate
    kit: Kit
    size: Size
    cells: Mapping[str, Any]
    key: str = ""
    lang: str = "en"
    as_of: str = ""
    overrides: tuple[Override, ...] = ()
    source: str = ""  # the table, as the user wrote it
    solved: Mapping[str, float] = {}  # layer → the most that its set lets its type be, artboard px


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """A page's Scene and all that was noticed. ``sizes`` = fitted size by text layer (px of the output);
    ``boxes`` = layer place → box in px of the output; ``fits`` = how harmonised texts came out."""

    scene: Scene
    findings: tuple[Finding, ...]
    sizes: Mapping[str, float]
    boxes: Mapping[str, Box]
    fits: tuple[Fit, ...] = ()
    slots_used: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1


def class_of(loaded: LoadedTemplate, size: Size) -> tuple[str, ClassSpec]:
    """The size's class and the template's record of it. Raises ``DesignError`` (``unsupported-class``)."""
    name = size_class(size.width, size.height)
    spec = loaded.template.classes.get(name)
    if spec is None:
        supported = ", ".join(loaded.template.classes)
        raise fail(
            "unsupported-class", file=loaded.file, place=f"size {size.id}",
            found=f"{size.width}×{size.height}, which is a {name}", expected=f"one of: {supported}",
            remedy="choose another size or template",
        )  # fmt: skip
    return name, spec


def page_list(request: Request, values: Mapping[str, Any]) -> list[tuple[Page, dict[str, Any]]]:
    """The pages of a cell after repeats, each with what its item adds to the scope."""
    name, _ = class_of(request.loaded, request.size)
    size = request.size
    pixels = f"{size.width}x{size.height}"
    cell = Cell(name, size.id, request.key, request.kit.id, request.lang, pixels)
    pages = adapted_pages(request.loaded, cell, request.overrides)
    found: list[tuple[Page, dict[str, Any]]] = []
    for page in pages:
        if not page.repeat:
            found.append((page, {}))
            continue
        items = values.get(page.repeat) or ()
        for i, item in enumerate(items):
            found.append((page, {"item": item, "index": i + 1, "i": i, "count": len(items)}))
    return [entry for entry in found if _page_shown(entry, values)]


def _page_shown(entry: tuple[Page, dict[str, Any]], values: Mapping[str, Any]) -> bool:
    page, local = entry
    if isinstance(page.visible, str):
        from designer_app.expression import evaluate

        return bool(evaluate(page.visible, {**values, **local}))
    return page.visible


def page_count(request: Request) -> int:
    """How many pages the cell has; the row is read only where that depends on it."""
    pages = request.loaded.template.pages
    if all(not page.repeat and page.visible is True for page in pages) and not _hides_pages(request):
        return len(pages)
    return len(page_list(request, bound_values(request)[0]))


def _hides_pages(request: Request) -> bool:
    return any(o.layer.startswith("@") for o in (*request.loaded.template.overrides, *request.overrides))


def bound_values(request: Request) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Typed values of the request's row and notes. ``slot:lang`` columns win over the plain ones.

    Raises ``DesignError`` with every fault of the row.
    """
    cells = dict(request.cells)
    for column, value in request.cells.items():
        name, colon, lang = column.rpartition(":")
        if colon and lang == request.lang and value not in (None, ""):
            cells[name] = value
    row = f"row {request.key}" if request.key else ""
    values, findings = bind_row(
        request.loaded.template.slots, cells, language=request.lang, file=request.source, row=row
    )
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        raise DesignError(*errors)
    return values, tuple(findings)


def build_page(request: Request, resources: Resources, page: int = 1) -> Built:
    """Resolve one page (counted from 1). Raises ``DesignError`` with the cause; lesser things are findings.

    Where a text doesn't fit, its slots' short forms are taken; then layers go, in the class's drop order, until
    all fit or nothing is left to drop.
    """
    values, notes = bound_values(request)
    _, spec = class_of(request.loaded, request.size)
    if spec.short:
        for name in request.loaded.template.slots:
            if values.get(f"{name}.short"):
                values[name] = values[f"{name}.short"]
    pages = page_list(request, values)
    if not 1 <= page <= len(pages):
        raise fail("no-such-page", found=f"page {page}", expected=f"1 to {len(pages)}")
    dropped: set[str] = set()
    order = list(spec.drop)
    while True:
        built = _build(request, resources, values, pages, page, spec, frozenset(dropped))
        tight = [f for f in built.findings if f.code in ("text-cut", "text-overflow")]
        shorter = _shorter(tight, pages[page - 1][0], values)
        if shorter:
            values.update(shorter)
        elif tight and order:
            dropped.add(order.pop(0))
        else:
            break
    return msgspec.structs.replace(built, findings=(*notes, *built.findings))


def _shorter(tight: list[Finding], page: Page, values: Mapping[str, Any]) -> dict[str, Any]:
    """Short forms, not yet taken, of the slots that the texts which don't fit show."""
    if not tight:
        return {}
    layers = {layer.name: layer for layer in layers_of(page.layers) if isinstance(layer, TextLayer)}
    found: dict[str, Any] = {}
    for finding in tight:
        layer = layers.get(finding.place.rpartition(".")[2])
        for text in (layer.text, *[run.text for run in layer.runs]) if layer else ():
            for name in names_in_text(text):
                short = values.get(f"{name}.short")
                if short and values.get(name) != short:
                    found[name] = short
    return found


def _build(
    request: Request,
    resources: Resources,
    values: Mapping[str, Any],
    pages: list[tuple[Page, dict[str, Any]]],
    number: int,
    spec: ClassSpec,
    dropped: frozenset[str],
) -> Built:
    page, local = pages[number - 1]
    unit = min(request.size.width / spec.artboard[0], request.size.height / spec.artboard[1])
    width, height = request.size.width / unit, request.size.height / unit
    names = _names(request, values, width, height, unit, number, len(pages), local, page.grid)
    context = PageContext(
        request.loaded, request.kit, request.lang, {**values, **_public(names)}, resources, request.as_of,
        request.source, request.key,
    )  # fmt: skip
    index: dict[str, Instance] = {}
    below, above = _panoramas(request.loaded, number, len(pages), width)
    roots = grow((*below, *page.layers, *above), values, page.scheme, index, None, local)
    plan = () if request.overrides else (
        request.loaded.digest, request.kit.digest, request.size.id, request.size.width, request.size.height, request.lang, request.as_of, number, len(pages), dropped
    )  # fmt: skip
    memo = resources.memo.plan(plan) if plan else {}
    edge = request.size.bleed_px
    flow = Flow(width, height, spec.artboard, names, index, request.loaded.file, memo, context.findings)
    flow.bleed = edge / unit
    everything = [inst for root in roots for inst in root.walk()]
    for instance in everything:
        flow.contexts[id(instance)] = LayerContext(context, flow, instance)
        if instance.layer.name in dropped:
            instance.values["shown"] = False
    ground, colour = _ground(flow, page, context, width, height)
    nodes = assemble(flow, roots)
    place = compose(translation(edge, edge), scaling(unit))
    root = Group((*ground, *nodes), transform=place)
    scene = Scene(
        width=request.size.width + 2 * edge, height=request.size.height + 2 * edge, root=root, background=colour,
        title=request.loaded.template.name.get(request.lang) or next(iter(request.loaded.template.name.values())),
        language=request.lang,
    )  # fmt: skip
    shown = [
        inst for inst in everything if inst.values.get("shown") and "h" in inst.values and "x" in inst.values
    ]
    return Built(
        scene=scene,
        findings=(*context.findings, *slot_limits(shown, request.loaded.template.slots, request.loaded.file)),
        sizes={inst.place: inst.layout.size * unit for inst in shown if inst.layout is not None},
        fits=fits_of(flow, shown),
        boxes={inst.place: _output_box(flow.box(inst), unit, edge) for inst in shown},
        slots_used=tuple(sorted(context.slots_used)),
        page=number,
        pages=len(pages),
    )


def _output_box(box: Box, unit: float, edge: float) -> Box:
    return Box(box.x0 * unit + edge, box.y0 * unit + edge, box.x1 * unit + edge, box.y1 * unit + edge)


def _names(
    request: Request, values: Mapping[str, Any], width: float, height: float, unit: float, number: int,
    count: int, local: Mapping[str, Any], grid: Grid,
) -> dict[str, Any]:  # fmt: skip
    short = min(width, height)
    margin = (request.kit.ratio("grid.margin", 0.07) if grid.margin is None else grid.margin) * short
    return {
        **values, **local, **{solved_name(layer): size for layer, size in request.solved.items()},
        "W": width, "H": height, "S": short, "L": max(width, height), "px": 1.0 / unit,
        "M": margin, **_safe_insets(request.size, margin, unit),
        "G": (request.kit.ratio("grid.gutter", 0.022) if grid.gutter is None else grid.gutter) * short,
        "columns": grid.columns or request.kit.ratio("grid.columns", 12),
        "page": number, "pages": count, "lang": request.lang, "kit": request.kit.id,
        "brand": request.kit.file.name.get(request.lang) or next(iter(request.kit.file.name.values()), ""),
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
        k: names[k] for k in ("page", "pages", "lang", "kit", "brand", "item", "index", "count") if k in names
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


def _ground(
    flow: Flow, page: Page, context: PageContext, width: float, height: float
) -> tuple[tuple[Node, ...], tuple[int, int, int, int] | None]:
    """The page's ground: a plain colour is the scene's background, all else a rectangle."""
    fill: Fill = page.ground
    if fill == "none":
        return (), None
    anchor = Instance(ShapeLayer(name="ground"), None, {}, page.scheme, {})
    anchor.values["shown"] = True
    paint = LayerContext(context, flow, anchor).paint(fill, Box(0.0, 0.0, width, height))
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
    "page_count",
    "page_list",
]
