"""What lies on an element beyond its paint: opacity, blend, clip, mask, filter → fields of a layer or its group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from designer_app.paint.strokes import united
from designer_app.pictures.svg_read import Reader, inherit, tight_bounds
from designer_app.pictures.svg_shapes import SHAPES, outline_of
from designer_app.pictures.svg_tree import Item, NotPlainError
from designer_app.pictures.svg_values import opacity, transform
from designer_app.production.svg_import.fills import fill_of, path_data
from designer_app.production.svg_import.filters import background_blur, effects_of, target
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, Outline, Transform, compose, translation
from designer_app.scene.nodes import Blend, Linear, Path, Radial, Solid


class Dress(msgspec.Struct, frozen=True, kw_only=True):
    """``fields`` (opacity, blend, effects) go on the element's own layer; ``frame`` and ``cut`` (clip, mask, fade)
    need a group with that frame round it. None = no group needed."""

    fields: dict[str, Any] = {}
    frame: Box | None = None
    cut: dict[str, Any] = {}

    @property
    def plain(self) -> bool:
        return not self.fields and self.frame is None


def dress_of(item: Item, reader: Reader, by_id: Mapping[str, Item], placed: Transform, page: Box) -> Dress:
    """Raises ``NotPlainError`` for what a layer can't say."""
    props = item.props
    fields: dict[str, Any] = {}
    fade = opacity(props.get("opacity"))
    blend = props.get("mix-blend-mode", "normal")
    if blend not in get_args(Blend):
        raise NotPlainError(f"the blend mode {blend}")
    if blend != "normal":
        fields["blend"] = blend
    if props.get("isolation") == "isolate" and not fields and fade == 1 and _blends(item):
        fields["isolation"] = "isolated"
    if props.get("filter", "none") != "none":
        fields["effects"] = effects_of(props["filter"], by_id, placed)
    if "data-figma-bg-blur-radius" in props:  # beside a <foreignObject> that browsers blur with
        blurred = background_blur(props["data-figma-bg-blur-radius"], placed)
        fields["effects"] = [*fields.get("effects", ()), blurred]
    frame: Box | None = None
    cut: dict[str, Any] = {}
    if props.get("clip-path", "none") != "none":
        outline = _clip(target(props["clip-path"], by_id, "clipPath"), reader, by_id, placed)
        if not _covers(outline, page):
            frame, cut = _cut(outline)
    if props.get("mask", "none") != "none":
        if frame is not None:
            raise NotPlainError("a clip and a mask at once")
        mask = target(props["mask"], by_id, "mask")
        frame, cut, share = _mask(mask, reader, by_id, placed)
        fade *= share
    if fade < 1:
        fields["opacity"] = round(fade, 4)
    return Dress(fields=fields, frame=frame, cut=cut)


def _blends(item: Item) -> bool:
    return any(
        child.props.get("mix-blend-mode", "normal") != "normal" or _blends(child) for child in item.children
    )


def _clip(clip: Item, reader: Reader, by_id: Mapping[str, Item], placed: Transform) -> Outline:
    if clip.props.get("clipPathUnits") == "objectBoundingBox":
        raise NotPlainError("a clip in shares of its element")
    if clip.props.get("clip-path", "none") != "none":
        raise NotPlainError("a clipped clip")
    if "transform" in clip.props:
        placed = compose(placed, transform(clip.props["transform"]))
    outlines = _outlines(clip, inherit({}, clip), reader, by_id, placed)
    if not outlines:
        raise NotPlainError("a clip that hides everything")
    return outlines[0] if len(outlines) == 1 else united(outlines)


def _outlines(
    holder: Item, above: Mapping[str, str], reader: Reader, by_id: Mapping[str, Item], placed: Transform
) -> list[Outline]:
    found = []
    for child in holder.children:
        style = inherit(above, child)
        place = compose(placed, transform(child.props["transform"])) if "transform" in child.props else placed
        item = child
        if child.tag == "use":
            item = by_id.get(child.props.get("href", "").removeprefix("#"), child)
            place = compose(place, translation(*reader.shift(child)))
            if "transform" in item.props:
                place = compose(place, transform(item.props["transform"]))
            style = inherit(style, item)
        if item.props.get("display") == "none" or style.get("visibility", "visible") != "visible":
            continue
        if item.tag not in SHAPES or item.props.get("clip-path", "none") != "none":
            if item.tag in ("title", "desc"):
                continue
            raise NotPlainError(f"<{item.tag}> in a clip")
        outline = outline_of(item, reader.viewport)
        if outline is not None:
            evenodd = style.get("clip-rule", "nonzero") == "evenodd"
            found.append(Outline(outline.ops, outline.points, evenodd).transform(place))
    return found


def _covers(outline: Outline, page: Box) -> bool:
    """Whether a clip cuts nothing that the page itself doesn't."""
    box = tight_bounds(outline)
    return is_box(outline) and box.grow(0.01).union(page) == box.grow(0.01)


def is_box(outline: Outline) -> bool:
    """Whether an outline is an upright rectangle."""
    if outline.ops not in ("MLLLZ", "MLLL", "MLLLLZ"):
        return False
    xs, ys = outline.points[0:8:2], outline.points[1:8:2]
    box = tight_bounds(outline)
    near = 1e-3
    return all(min(abs(x - box.x0), abs(x - box.x1)) < near for x in xs) and all(
        min(abs(y - box.y0), abs(y - box.y1)) < near for y in ys
    )


def _cut(outline: Outline) -> tuple[Box, dict[str, Any]]:
    box = tight_bounds(outline)
    if is_box(outline):
        return box, {"clip": True}
    local = outline.transform(translation(-box.x0, -box.y0))
    form: dict[str, Any] = {"shape": "path", "d": path_data(local)}
    if outline.evenodd:
        form["evenodd"] = True
    return box, {"mask": form}


def _mask(
    mask: Item, reader: Reader, by_id: Mapping[str, Item], placed: Transform
) -> tuple[Box, dict[str, Any], float]:
    """A mask of shapes in one colour is a clip (and an opacity), one shape with a gradient a fade."""
    if mask.props.get("maskContentUnits") == "objectBoundingBox" or mask.props.get("mask", "none") != "none":
        raise NotPlainError("a mask in shares of its element, or masked itself")
    alpha_only = mask.props.get("mask-type") == "alpha"
    nodes = [node for child in mask.children for node in _mask_nodes(child, mask, reader, placed)]
    if not nodes or any(node.strokes or len(node.fills) != 1 for node in nodes):
        raise NotPlainError("a mask that is no shape")
    fills = {node.fills[0] for node in nodes}
    if len(fills) > 1:
        raise NotPlainError("a mask in several colours")
    fill = fills.pop()
    outline = nodes[0].outline if len(nodes) == 1 else united([node.outline for node in nodes])
    box, cut = _cut(outline)
    if isinstance(fill, Solid):
        return box, cut, fill.colour[3] / 255 * (1.0 if alpha_only else _light((*fill.colour[:3], 255)) / 255)
    if not isinstance(fill, Linear | Radial) or not is_box(outline):
        raise NotPlainError("a mask with a gradient in a shape")
    stops = tuple(
        msgspec.structs.replace(s, colour=(255, 255, 255, s.colour[3] if alpha_only else _light(s.colour)))
        for s in fill.stops
    )
    here = msgspec.structs.replace(fill, stops=stops)
    if isinstance(here, Linear):
        local: Linear | Radial = msgspec.structs.replace(
            here, x0=here.x0 - box.x0, y0=here.y0 - box.y0, x1=here.x1 - box.x0, y1=here.y1 - box.y0
        )
    else:
        local = msgspec.structs.replace(here, cx=here.cx - box.x0, cy=here.cy - box.y0)
    return box, {"clip": True, "fade": fill_of(local, box.width, box.height)}, 1.0


def _light(colour: Colour) -> int:
    """Luminance times alpha as a byte. Masks weigh sRGB values as they are (CSS Masking 1, 7.10.1)."""
    r, g, b, a = colour
    return round((0.2126 * r + 0.7152 * g + 0.0722 * b) * a / 255)


def _mask_nodes(child: Item, mask: Item, reader: Reader, placed: Transform) -> list[Path]:
    if child.tag in ("title", "desc"):
        return []
    if child.tag == "g" and set(child.props) <= {"id", "fill", "class"}:
        return [node for inner in child.children for node in _mask_nodes(inner, child, reader, placed)]
    if child.tag not in SHAPES:
        raise NotPlainError(f"<{child.tag}> in a mask")
    place = compose(placed, transform(child.props["transform"])) if "transform" in child.props else placed
    style = inherit(inherit({}, mask), child)
    nodes = reader.shape(child, style, place, opacity(child.props.get("opacity")))
    if not all(isinstance(node, Path) for node in nodes):
        raise NotPlainError("a mask that is no shape")
    return [node for node in nodes if isinstance(node, Path)]
