"""Pictures: fitted, cropped, graded and masked."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar, Literal

from msgspec import Meta as About

from designer_app.layers.base import NOTHING, Context, Form, LayerBase, Natural, Num, PictureInfo
from designer_app.scene.geometry import Box, Outline, rectangle
from designer_app.scene.nodes import (
    Adjust,
    Blur,
    Filter,
    Grain,
    Group,
    Picture,
    PictureSource,
    Sharpen,
    Stop,
    Tint,
    Tone,
    WhiteGround,
)

_CUT = 0.02  # cropping away less than this needs no look at the picture
_MASS = 0.72  # of the frame's shorter side: leaves room for tall and wide things

Zero = Annotated[float, About(ge=-1, le=1)]


class ImageLayer(LayerBase, frozen=True, kw_only=True, tag="image", tag_field="kind"):
    """A picture: ``{{ slot }}``, ``photo:NAME`` of the assets, or a file below the template."""

    source: str
    fit: Literal["cover", "contain", "fill"] = "cover"
    focal: Annotated[
        tuple[float, float] | None, About(description="0..1; the picture's own when left out")
    ] = None
    anchor: Annotated[
        tuple[float, float], About(description="where in the frame the focal point should lie, 0..1")
    ] = (0.5, 0.5)
    zoom: Annotated[Num, About(description="1 = just covers the frame")] = 1.0
    crop: Annotated[tuple[float, float, float, float] | None, About(description="x, y, w, h, 0..1")] = None
    trim: Annotated[bool, About(description="cut white or transparent borders first")] = False
    optical: Annotated[
        bool,
        About(
            description="trimmed things in equal frames look equally large; with fit 'contain' (anchor [0.5, 1] "
            "sets them on one ground line)"
        ),
    ] = False
    form: Annotated[Form | None, About(description="the shape that the picture is cropped by")] = None
    grade: Annotated[str, About(description="a grade of the kit; 'none' switches the page's off")] = ""
    brightness: Zero = 0.0
    contrast: Zero = 0.0
    saturation: Zero = 0.0
    duotone: Annotated[tuple[str, ...], About(description="two or three colours from dark to light")] = ()
    gradient_map: Annotated[
        tuple[tuple[float, str], ...], About(description="[0..1, colour] by the picture's own lightness")
    ] = ()
    tint: str = ""
    tint_amount: Annotated[float, About(ge=0, le=1)] = 0.5
    blur: Num = 0.0
    grain: Annotated[Num, About(description="strength in steps of 1/255, weaker in black and white")] = 0.0
    grain_size: Annotated[Num, About(description="width of a grain; 0 = one pixel")] = 0.0
    grain_seed: Annotated[int, About(ge=0)] = 1
    sharpen: Annotated[
        float, About(ge=0, le=1, description="after a reduction; never where the picture is enlarged")
    ] = 0.0
    ground: Annotated[
        Literal["keep", "remove"],
        About(description="'remove': white round a packshot lets the layer below through, its shadows stay"),
    ] = "keep"
    min_ppi: Annotated[float, About(description="smallest source px per artboard px before a warning")] = 0.6

    @property
    def trimmed(self) -> bool:
        """Whether the picture's borders are cut: equally large things must be seen without them, too."""
        return self.trim or self.optical

    bleeding: ClassVar[bool] = True

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,)

    def natural(self, ctx: Context) -> Natural | None:
        info = ctx.picture(ctx.text(self.source), trim=self.trimmed)
        return Natural(info.width / info.height, info.width, info.height) if info else NOTHING

    def outlined(self, ctx: Context, box: Box) -> Outline:
        local = Box(0.0, 0.0, box.width, box.height)
        return ctx.form(self.form, local) if self.form else rectangle(0, 0, box.width, box.height)

    def build(self, ctx: Context, box: Box) -> Group | None:
        info = ctx.picture(ctx.text(self.source), trim=self.trimmed)
        if info is None or box.empty:
            return None
        w, h = box.width, box.height
        x = y = 0.0
        crop: tuple[float, float, float, float] | None = None
        if self.fit == "cover":
            crop = crop_box(self, info, w, h, ctx.number(self.zoom, 1.0))
        elif self.fit == "contain":
            scale = _optical(info, w, h) if self.optical else min(w / info.width, h / info.height)
            x, y = (w - info.width * scale) * self.anchor[0], (h - info.height * scale) * self.anchor[1]
            w, h = info.width * scale, info.height * scale
        density = (crop[2] if crop else info.width) / w

        if not self.trimmed:  # for that it was looked at already
            ctx.expect_picture(
                info, info.width / density, info.height * h / (crop[3] if crop else info.height)
            )
        if density < self.min_ppi and not info.drawn:
            ctx.report(
                "low-resolution",
                severity="warning",
                file=info.name,
                found=f"{info.width}×{info.height} px, enlarged {1 / density:.1f} times",
                expected=f"at most {1 / self.min_ppi:.1f} times",
                remedy="use a larger picture or a smaller place",
                measure=round(1 / density, 2),
            )
        source = PictureSource(info.digest, crop, filters(self, ctx), self.trimmed)
        picture = Picture(source, x, y, w, h)
        clip = ctx.form(self.form, Box(0.0, 0.0, box.width, box.height)) if self.form else None
        return Group((picture,), clip=clip, meta=ctx.meta(self, "figure", ctx.text(self.alt)))


def filters(layer: ImageLayer, ctx: Context) -> tuple[Filter, ...]:
    """The grade of the kit, then the layer's own adjustments."""
    found: list[Filter] = []
    if layer.sharpen:
        found.append(Sharpen(layer.sharpen))
    if layer.ground == "remove":
        found.append(WhiteGround())
    if layer.brightness or layer.contrast or layer.saturation:
        found.append(Adjust(layer.brightness, layer.contrast, layer.saturation))
    if layer.grade and layer.grade != "none":
        found.extend(ctx.grade(layer.grade))
    if layer.duotone:
        last = max(1, len(layer.duotone) - 1)
        found.append(Tone(tuple(Stop(i / last, ctx.colour(c)) for i, c in enumerate(layer.duotone))))
    if layer.gradient_map:
        found.append(Tone(tuple(Stop(at, ctx.colour(c)) for at, c in layer.gradient_map)))
    if layer.tint:
        found.append(Tint(ctx.colour(layer.tint), layer.tint_amount))
    if sigma := ctx.number(layer.blur):
        found.append(Blur(sigma))
    if sigma := ctx.number(layer.grain):
        found.append(Grain(sigma, layer.grain_seed, ctx.number(layer.grain_size), film=True))
    return tuple(found)


def crop_box(
    layer: ImageLayer, info: PictureInfo, width: float, height: float, zoom: float
) -> tuple[float, float, float, float]:
    """The part of the source, in its pixels, that covers width × height with the focal point at the anchor."""
    left, top, w, h = 0.0, 0.0, float(info.width), float(info.height)
    if layer.crop is not None:
        cx, cy, cw, ch = layer.crop
        left, top, w, h = cx * w, cy * h, cw * w, ch * h
    scale = max(width / w, height / h) * max(1.0, zoom)
    part_w, part_h = width / scale, height / scale
    fx, fy = 0.5, 0.5
    if layer.focal is not None:
        fx, fy = layer.focal
    elif layer.crop is None:
        cut = max(1 - part_w / w, 1 - part_h / h)
        fx, fy = info.focal or (found_focal(layer, info) if cut > _CUT else (0.5, 0.5))
    x = left + min(max(0.0, fx * w - layer.anchor[0] * part_w), w - part_w)
    y = top + min(max(0.0, fy * h - layer.anchor[1] * part_h), h - part_h)
    return (x, y, part_w, part_h)


def found_focal(layer: ImageLayer, info: PictureInfo) -> tuple[float, float]:
    """Where the subject lies by measure; a thing whose borders are cut fills what is left."""
    if layer.trimmed:
        return (0.5, 0.5)
    from designer_app.pictures import focal_point

    return focal_point(info.digest)


def _optical(info: PictureInfo, width: float, height: float) -> float:
    """The scale at which a thing looks as large as others in equal frames: height and the square root of
    what it covers count alike, so that a slim bottle stands a little taller than a wide box is wide."""
    from designer_app.pictures import ink_share

    mass = math.sqrt(math.sqrt(info.width * info.height * ink_share(info.digest)) * info.height)
    return min(_MASS * min(width, height) / mass, width / info.width, height / info.height)
