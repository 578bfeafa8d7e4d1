"""Basic shapes → shape layers: rectangles and ellipses stay what they are, all else becomes a path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from designer_app.paint.strokes import stroked
from designer_app.pictures.svg_read import Reader, tight_bounds
from designer_app.pictures.svg_root import length
from designer_app.pictures.svg_shapes import outline_of
from designer_app.pictures.svg_tree import Item, NotPlainError
from designer_app.production.svg_import.fills import fill_of, path_data, rounded, stroke_of
from designer_app.production.svg_import.frames import frame, inside, placed_box, turned
from designer_app.scene.geometry import Box, Transform, translation
from designer_app.scene.nodes import Group, Node, Path, Solid


def shape_layers(
    item: Item, style: Mapping[str, str], reader: Reader, placed: Transform
) -> list[dict[str, Any]]:
    """Layers of a shape, without names: one, or two where the stroke lies below the fill."""
    outline = outline_of(item, reader.viewport)
    if outline is None:
        return []
    local = tight_bounds(outline)
    known = placed_box(local, placed) if item.tag in ("rect", "circle", "ellipse") else None
    form = _form(item, reader, local, placed) if known is not None else None
    if known is not None and form is not None:
        box, angle, own = known
    else:
        box = tight_bounds(outline.transform(placed))
        angle, own, form = 0.0, translation(box.x0, box.y0), None
    layers = []
    for path in _paths(reader.shape(item, style, inside(own, placed), 1.0)):
        layer: dict[str, Any] = {"kind": "shape", **(form or _path_form(path, box)), **frame(box, angle)}
        layer["fill"] = fill_of(path.fills[0], box.width, box.height) if path.fills else None
        if path.strokes:
            layer["stroke"] = stroke_of(path.strokes[0], box.width, box.height)
        layers.append(layer)
    return layers


def _form(item: Item, reader: Reader, local: Box, placed: Transform) -> dict[str, Any] | None:
    """A rectangle's or ellipse's own fields; None where corners are no circles."""
    if item.tag != "rect":
        return {"shape": "ellipse"}
    across, down = reader.viewport
    radii = [length(item.props.get(name, "auto"), whole) for name, whole in (("rx", across), ("ry", down))]
    rx = radii[0] if radii[0] is not None else radii[1] or 0.0
    ry = radii[1] if radii[1] is not None else rx
    rx, ry = min(max(0.0, rx), local.width / 2), min(max(0.0, ry), local.height / 2)
    if not rx or not ry:
        return {"shape": "rectangle"}
    even = turned(placed)
    if even is None or abs(rx - ry) > 1e-6:
        return None
    return {"shape": "rectangle", "radius": rounded(rx * even[0])}


def _path_form(path: Path, box: Box) -> dict[str, Any]:
    form: dict[str, Any] = {"shape": "path", "d": path_data(path.outline)}
    if box.width > 0 and box.height > 0:
        form["view"] = [rounded(box.width), rounded(box.height)]
    if path.outline.evenodd:
        form["evenodd"] = True
    return form


def _paths(nodes: tuple[Node, ...]) -> list[Path]:
    """Paths alone: a stroke made before a slanting map becomes an area."""
    found: list[Path] = []
    for node in nodes:
        if isinstance(node, Path):
            found.append(node)
        elif isinstance(node, Group):
            for child in node.children:
                if not isinstance(child, Path):
                    raise NotPlainError("a stroke under a slanting transform")
                found += _mapped(child, node.transform)
    return found


def _mapped(path: Path, by: Transform) -> list[Path]:
    paints = [*path.fills, *(stroke.paint for stroke in path.strokes)]
    if not all(isinstance(paint, Solid) for paint in paints):
        raise NotPlainError("a gradient under a slanting transform")
    found = [Path(path.outline.transform(by), path.fills)] if path.fills else []
    for stroke in path.strokes:
        area, back, _ = stroked(path.outline, stroke, by)
        found.append(Path(area.transform(back), (stroke.paint,)))
    return found
