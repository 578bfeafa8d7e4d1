"""Shape and fill layers of Photoshop as shapes of a template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from designer_app.pictures import parse_path_data
from designer_app.pictures.psd import Psd
from designer_app.pictures.psd_gradients import ends
from designer_app.pictures.psd_records import PsdFill, PsdGradient, PsdLayer, PsdPixels, PsdStroke
from designer_app.production.svg_import.fills import path_data, rounded
from designer_app.scene.colour import to_hex
from designer_app.scene.geometry import Box, Outline, translation

_STRAIGHT = 1e-3  # px


Write = Callable[[PsdPixels, str], str]  # a picture beside the template, by a name wished for


def shape_layer(layer: PsdLayer, page: Box, write: Write) -> dict[str, Any] | None:
    """The fields of a shape; None when the layer is none or has nothing to be filled with."""
    if layer.path is not None and (layer.path.inverted or layer.path.density < 255 or layer.path.feather):
        return None
    paint = layer.fill
    if paint is not None and layer.pixels is not None and _beyond_us(paint):
        return None
    if paint is not None and paint.pattern and paint.tile is None:
        return None
    if paint is None and (layer.stroke is None or layer.path is None):
        return None
    if layer.path is None:
        box, drawn = page, None
    else:
        drawn = parse_path_data(layer.path.d, evenodd=True)
        box = drawn.bounds()
        if box.empty:
            return None
    found: dict[str, Any] = {
        "x": rounded(box.x0), "y": rounded(box.y0), "w": rounded(box.width), "h": rounded(box.height),
    }  # fmt: skip
    if drawn is not None and not _is_box(drawn, box):
        own = drawn.transform(translation(-box.x0, -box.y0))
        found |= {
            "shape": "path", "d": path_data(own), "view": [rounded(box.width), rounded(box.height)], "evenodd": True,
        }  # fmt: skip
    found["fill"] = None if paint is None else fill_data(paint, box, write)
    if layer.stroke is not None and (line := stroke_data(layer.stroke, box)) is not None:
        found["stroke"] = line
    return found


def _beyond_us(fill: PsdFill) -> bool:
    """Fills that no shape of ours has: the layer's stored pixels show them better."""
    return bool(fill.pattern and fill.angle) or (
        fill.gradient is not None and fill.gradient.kind == "diamond"
    )


def fill_data(fill: PsdFill, box: Box, write: Write) -> Any:
    """A colour, gradient or pattern as a template writes it."""
    if fill.colour is not None:
        return to_hex((*fill.colour, 255))
    if fill.tile is not None:
        return tile_data(fill, box, write)
    return None if fill.gradient is None else gradient_data(fill.gradient, box)


def tile_data(fill: PsdFill, box: Box, write: Write) -> dict[str, Any]:
    """A pattern in the box it fills."""
    assert fill.tile is not None
    return {
        "type": "picture", "picture": write(fill.tile, f"pattern {fill.pattern}"), "tile": True,
        "size": rounded(fill.tile.width * fill.scale), "offset": [rounded(fill.offset[0] - box.x0), rounded(fill.offset[1] - box.y0)],
    }  # fmt: skip


def gradient_data(gradient: PsdGradient, over: Box, box: Box | None = None) -> dict[str, Any]:
    """A gradient that lies ``over`` a box, in fractions of ``box`` (None: of the same)."""
    x0, y0, x1, y1 = ends(gradient, over)
    box = box or over
    stops = [[round(at, 5), to_hex(colour)] for at, colour in gradient.stops]

    def share(x: float, y: float) -> list[float]:
        return [round((x - box.x0) / box.width, 5), round((y - box.y0) / box.height, 5)]

    if gradient.kind == "angle":
        return {"type": "conic", "from": share(x0, y0), "angle": rounded(90 - gradient.angle), "stops": stops}
    kind = "radial" if gradient.kind in ("radial", "diamond") else "linear"
    found: dict[str, Any] = {"type": kind, "from": share(x0, y0), "to": share(x1, y1), "stops": stops}
    if gradient.kind == "reflected":
        found["spread"] = "reflect"
    return found


def stroke_data(stroke: PsdStroke, box: Box) -> dict[str, Any] | None:
    paint = stroke.fill
    if paint.colour is not None:
        ink: Any = to_hex((*paint.colour, round(stroke.opacity * 255)))
    elif paint.gradient is not None:
        ink = gradient_data(paint.gradient, box)
    else:
        return None
    found: dict[str, Any] = {"fill": ink, "width": rounded(stroke.width)}
    choices = {"align": (stroke.align, "centre"), "cap": (stroke.cap, "butt"), "join": (stroke.join, "miter")}
    found |= {key: value for key, (value, plain) in choices.items() if value != plain}
    if stroke.dash:
        found["dash"] = [rounded(part) for part in stroke.dash]
    return found


def flat_colour(psd: Psd, layer: PsdLayer, page: Box) -> str | None:
    """The one colour of a lowest layer that covers the page plainly: it becomes the page's ground."""
    plain = (
        layer.visible and layer.opacity == 255 and layer.fill_opacity == 255 and layer.blend == "normal"
        and not (layer.mask or layer.effects or layer.layers or layer.adjust or layer.text)
    )  # fmt: skip
    if not plain:
        return None
    if layer.fill is not None and layer.path is None and layer.fill.colour is not None:
        return to_hex((*layer.fill.colour, 255))
    whole = layer.left <= 0 and layer.top <= 0
    whole = whole and layer.left + layer.width >= page.x1 and layer.top + layer.height >= page.y1
    if not whole or layer.pixels is None or layer.path is not None:
        return None
    colours = psd.picture(layer.pixels).getcolors(1)
    if not colours or not isinstance(colours[0][1], tuple) or colours[0][1][3] != 255:
        return None
    red, green, blue = colours[0][1][:3]
    return to_hex((red, green, blue, 255))


def _is_box(outline: Outline, box: Box) -> bool:
    """Whether an outline is a plain rectangle."""
    if outline.ops not in ("MLLLZ", "MLLLLZ", "MLLL"):
        return False
    points = list(zip(outline.points[::2], outline.points[1::2], strict=True))
    at_corners = all(
        min(abs(x - box.x0), abs(x - box.x1)) <= _STRAIGHT
        and min(abs(y - box.y0), abs(y - box.y1)) <= _STRAIGHT
        for x, y in points
    )
    return at_corners and len({(round(x, 2), round(y, 2)) for x, y in points}) == 4
