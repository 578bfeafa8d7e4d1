"""Parts of a Photoshop layer that are not pixels: fills, strokes, vector masks, texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from designer_app.pictures.psd_colours import fill_of
from designer_app.pictures.psd_paths import path_data
from designer_app.pictures.psd_records import (
    PsdBlendIf,
    PsdFill,
    PsdPath,
    PsdRun,
    PsdStroke,
    PsdText,
)

if TYPE_CHECKING:
    from psd_tools.api.layers import Layer

_BLENDS = {
    "COLOR_BURN": "color-burn", "COLOR_DODGE": "color-dodge", "DARKER_COLOR": "darker-color",
    "LIGHTER_COLOR": "lighter-color", "PASS_THROUGH": "pass-through",
}  # fmt: skip
_FILLS = (
    "SOLID_COLOR_SHEET_SETTING", "GRADIENT_FILL_SETTING", "PATTERN_FILL_SETTING", "VECTOR_STROKE_CONTENT_DATA",
)  # fmt: skip
_ALIGNS: dict[int, Literal["left", "center", "right", "justify"]] = {
    0: "left", 1: "right", 2: "center", 3: "justify", 4: "justify", 5: "justify", 6: "justify",
}  # fmt: skip


def blend_name(mode: Any) -> str:
    """``BlendMode.LINEAR_BURN`` → ``linear-burn``."""
    name = str(getattr(mode, "name", "NORMAL"))
    return _BLENDS.get(name, name.lower().replace("_", "-"))


def flag(layer: Layer, tag: str, default: Any) -> Any:
    """A one-byte setting of a layer."""
    from psd_tools.constants import Tag

    value = layer.tagged_blocks.get_data(getattr(Tag, tag), default)
    return value if isinstance(value, int | bool) else default


def knockout(layer: Layer) -> Literal["none", "shallow", "deep"]:
    names: dict[int, Literal["shallow", "deep"]] = {1: "shallow", 2: "deep"}
    return names.get(int(flag(layer, "KNOCKOUT_SETTING", 0)), "none")


def has_fill(layer: Layer) -> bool:
    """Whether a colour, gradient or pattern makes the layer's ink."""
    from psd_tools.constants import Tag

    return any(getattr(Tag, name) in layer.tagged_blocks for name in _FILLS)


def fill(layer: Layer, mode: int) -> PsdFill | None:
    """The fill of a shape or fill layer, or an artboard's ground; ``mode`` is the colour mode its colour is wanted
    in."""
    from psd_tools.constants import Tag

    if layer.kind == "artboard":
        return _artboard_ground(layer)
    stroke = layer.stroke if layer.kind == "shape" else None
    if stroke is not None and not stroke.fill_enabled:
        return None
    for name in _FILLS:
        found = layer.tagged_blocks.get_data(getattr(Tag, name))
        if found is not None:
            return fill_of(found, mode, reference(layer))
    return None


def _artboard_ground(layer: Layer) -> PsdFill | None:
    """1 is transparent, 2 white, 3 black, 4 a colour of its own."""
    from psd_tools.constants import Tag

    data: Any = None
    for tag in (Tag.ARTBOARD_DATA1, Tag.ARTBOARD_DATA2, Tag.ARTBOARD_DATA3):
        data = layer.tagged_blocks.get_data(tag, data)
    kind = 0 if data is None else int(data.get(b"artboardBackgroundType", 0))
    if kind == 4 and data.get(b"Clr ") is not None:
        red, green, blue = (
            max(0, min(255, round(float(data[b"Clr "][key])))) for key in (b"Rd  ", b"Grn ", b"Bl  ")
        )
        return PsdFill(colour=(red, green, blue))
    return {2: PsdFill(colour=(255, 255, 255)), 3: PsdFill(colour=(0, 0, 0))}.get(kind)


def stroke(layer: Layer) -> PsdStroke | None:
    if layer.kind != "shape":
        return None
    line = layer.stroke
    if line is None or not line.enabled or line.content is None:
        return None
    paint = fill_of(line.content, 3)
    if paint is None:
        return None
    width = float(line.line_width)
    caps: dict[str, Literal["butt", "round", "square"]] = {
        "butt": "butt",
        "round": "round",
        "square": "square",
    }
    joins: dict[str, Literal["miter", "round", "bevel"]] = {
        "miter": "miter",
        "round": "round",
        "bevel": "bevel",
    }
    aligns: dict[str, Literal["inside", "centre", "outside"]] = {"INNER": "inside", "OUTER": "outside"}
    return PsdStroke(
        width=width,
        fill=paint,
        opacity=float(line.opacity if line.opacity is not None else 100) / 100,
        align=aligns.get(str(getattr(line.line_alignment, "name", "")), "centre"),
        cap=caps.get(str(line.line_cap_type), "butt"),
        join=joins.get(str(line.line_join_type), "miter"),
        dash=tuple(float(part) * width for part in line.line_dash_set),
    )


def path(layer: Layer, size: tuple[int, int]) -> PsdPath | None:
    """The vector mask in document px."""
    if not layer.has_vector_mask():
        return None
    vector = layer.vector_mask
    if vector is None or vector.disabled or not vector.paths:
        return None
    density, feather = softness(layer.mask, "vector") if layer.mask is not None else (255, 0.0)
    # An initial fill of 1 begins with all shown, as the first subpath of a subtracting shape wants.
    return PsdPath(
        d=path_data(vector, size),
        inverted=bool(vector.inverted),
        density=density,
        feather=feather,
    )


def path_hides(layer: Layer) -> bool:
    """Whether the vector mask is neither in the layer's own alpha nor in its mask yet."""
    if not layer.has_pixels():
        return True
    mask = layer.mask
    rendered = mask is not None and (mask.has_real() or bool(mask.flags.user_mask_from_render))
    return not has_fill(layer) and not rendered


def softness(mask: Any, which: Literal["user", "vector"]) -> tuple[int, float]:
    """Density 0..255 and feather in px."""
    found = mask.parameters
    if found is None:
        return 255, 0.0
    density = getattr(found, f"{which}_mask_density")
    feather = getattr(found, f"{which}_mask_feather")
    return 255 if density is None else max(0, min(255, int(density))), max(0.0, float(feather or 0.0))


def repeats_shape(layer: Layer) -> bool:
    """Whether the mask of a shape or fill layer is its own coverage once more; applied, edges would count twice."""
    mask = layer.mask
    if mask is None or not has_fill(layer) or not layer.has_pixels():
        return False
    if mask.real_flags is not None or mask.bbox != layer.bbox or softness(mask, "user")[0] != 255:
        return False
    stored, shape = mask.topil(), layer.topil(channel=-1)
    return stored is not None and shape is not None and stored.tobytes() == shape.tobytes()


def reference(layer: Layer) -> tuple[float, float]:
    """From where on patterns lie that are linked with the layer (px of the page)."""
    from psd_tools.constants import Tag

    found = layer.tagged_blocks.get_data(Tag.REFERENCE_POINT)
    try:
        x, y = (float(value) for value in found)
    except (TypeError, ValueError):
        return 0.0, 0.0
    return x, y


def text(layer: Any) -> PsdText:
    """Runs of one style, in order."""
    setting = layer.typesetting
    xx, xy, yx, yy, tx, ty = (float(v) for v in layer.transform)
    height = abs(yy) if not (xy or yx) else (yx * yx + yy * yy) ** 0.5
    runs: list[PsdRun] = []
    align = None
    for paragraph in setting:
        if align is None:
            align = _ALIGNS.get(int(paragraph.style.justification), "left")
        runs.extend(_run(run, height) for run in paragraph.runs)
    box = _text_box(layer)
    return PsdText(
        runs=_joined(runs),
        align=align or "left",
        transform=(xx, xy, yx, yy, tx, ty),
        box=box,
        warped=_warped(layer.warp),
        vertical=str(getattr(setting.writing_direction, "name", "")).startswith("VERTICAL"),
    )


def _warped(warp: Any) -> bool:
    style = None if warp is None else warp.get(b"warpStyle")
    return style is not None and bytes(style.enum) != b"warpNone"


def _run(run: Any, scale: float) -> PsdRun:
    style = run.style
    colour = style.fill_color
    rgb = None
    if colour is not None and len(colour) >= 4:  # alpha, red, green, blue; 0..1
        red, green, blue = (max(0, min(255, round(float(v) * 255))) for v in colour[-3:])
        rgb = (red, green, blue)
    caps: Literal["none", "small", "all"] = "none"
    name = str(getattr(style.font_caps, "name", ""))
    if name in ("ALL_CAPS", "SMALL_CAPS"):
        caps = "all" if name == "ALL_CAPS" else "small"
    return PsdRun(
        text=str(run.text).replace("\r", "\n").replace("\x03", "\n"),
        font=str(style.font_name or ""),
        size=float(style.font_size) * scale,
        colour=rgb,
        leading=0.0 if style.auto_leading else float(style.leading) * scale,
        tracking=int(style.tracking),
        bold=bool(style.faux_bold),
        italic=bool(style.faux_italic),
        underline=bool(style.underline),
        strike=bool(style.strikethrough),
        caps=caps,
    )


def _joined(runs: list[PsdRun]) -> tuple[PsdRun, ...]:
    """Neighbours of one style as one run; the last paragraph's end left out."""
    import msgspec

    out: list[PsdRun] = []
    for run in runs:
        if out and msgspec.structs.replace(out[-1], text="") == msgspec.structs.replace(run, text=""):
            out[-1] = msgspec.structs.replace(run, text=out[-1].text + run.text)
        elif run.text:
            out.append(run)
    if out:
        out[-1] = msgspec.structs.replace(out[-1], text=out[-1].text.rstrip("\n"))
    return tuple(run for run in out if run.text)


def _text_box(layer: Any) -> tuple[float, float, float, float] | None:
    """The box of a paragraph text, from the engine data's shape."""
    try:
        shapes = layer.engine_dict["Rendered"]["Shapes"]["Children"]
        bounds = shapes[0]["Cookie"]["Photoshop"]["BoxBounds"]
        left, top, right, bottom = (float(v) for v in bounds)
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    return (left, top, right, bottom) if right > left and bottom > top else None


def hides_effects(layer: Layer) -> bool:
    """Whether a mask hides the layer's effects besides its ink; ours always shape them."""
    masks = (("mask", "LAYER_MASK_AS_GLOBAL_MASK"), ("vector_mask", "VECTOR_MASK_AS_GLOBAL_MASK"))
    return any(getattr(layer, mask) is not None and flag(layer, tag, False) for mask, tag in masks)


def unknown(layer: Any) -> Iterator[str]:
    """What of a layer we do not carry over, beyond its parts."""
    kind = str(layer.kind)
    if kind == "smartobject" and getattr(layer.smart_object, "kind", "") not in ("data",):
        yield "a linked file"
    if b"filterFX" in repr(list(layer.tagged_blocks.keys())).encode():
        yield "smart filters"
    if not flag(layer, "TRANSPARENCY_SHAPES_LAYER", True):
        yield "transparency that doesn't shape the layer"


_CHANNELS = ("grey", "red", "green", "blue")
_ALL = (0, 0, 255, 255)


def blend_if(layer: Layer, mode: int) -> tuple[PsdBlendIf, ...]:
    """The conditions of "Blend If"; () where the layer shows whatever its colours and those below are."""
    ranges = layer._record.blending_ranges
    if mode != 3 or ranges is None or ranges.composite_ranges is None:
        return ()
    pairs = (ranges.composite_ranges, *(ranges.channel_ranges or ()))
    found = (
        PsdBlendIf(channel=name, own=_values(own), below=_values(below))
        for name, (own, below) in zip(_CHANNELS, pairs, strict=False)
    )
    return tuple(one for one in found if (one.own, one.below) != (_ALL, _ALL))


def _values(stored: Any) -> tuple[int, int, int, int]:
    """Two bytes of black and two of white, as psd-tools reads them in pairs."""
    black, white = (int(value) for value in stored)
    values = sorted((black >> 8, black & 255)) + sorted((white >> 8, white & 255))
    first, rise, fall, last = values
    return (first, rise, max(rise, fall), max(rise, last))
