"""Paints that PDF knows: gradients as shadings (8.7.4.5), their alpha as a soft mask."""

from __future__ import annotations

from designer_app.export.pdf.images import deflated, part_name
from designer_app.export.pdf.records import Part
from designer_app.export.pdf.syntax import box as rectangle
from designer_app.export.pdf.syntax import numbers
from designer_app.paint.ramps import SIZE, Channel, ramp
from designer_app.scene.geometry import Box, Transform, compose, rotation, translation
from designer_app.scene.nodes import Linear, Radial

_SAMPLES = 256


class Shade:
    """A gradient taken apart: where its space lies, its colours, and its alpha where it has one."""

    def __init__(self, paint: Linear | Radial) -> None:
        tones = ramp(paint.stops, paint.space)
        self.opaque = tones.opaque
        if isinstance(paint, Linear):
            self.place: Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            geometry = f"/ShadingType 2 /Coords [{numbers(paint.x0, paint.y0, paint.x1, paint.y1)}]"
        else:
            turned = compose(translation(paint.cx, paint.cy), rotation(paint.angle))
            self.place = compose(turned, (paint.rx, 0.0, 0.0, paint.ry, 0.0, 0.0))
            geometry = f"/ShadingType 3 /Coords [{numbers(paint.fx, paint.fy, 0, 0, 0, 1)}]"
        self._geometry = geometry + " /Extend [true true]"
        self._colours = tones.channels[:3]
        self._alpha = tones.channels[3]

    def colours(self, parts: dict[str, Part]) -> str:
        """The shading of the colours: its part's name."""
        return self._shading(parts, "/DeviceRGB", self._colours)

    def alpha(self, parts: dict[str, Part]) -> str:
        """The shading of the alpha in grey."""
        return self._shading(parts, "/DeviceGray", (self._alpha,))

    def _shading(self, parts: dict[str, Part], space: str, channels: tuple[Channel, ...]) -> str:
        function = _sampled(channels)
        parts[part_name(function)] = function
        made = Part(f"{self._geometry} /ColorSpace {space}", None, (("Function", part_name(function)),))
        parts[part_name(made)] = made
        return part_name(made)


def known(paint: object) -> bool:
    """Whether the paint is a gradient that PDF can say."""
    if not isinstance(paint, Linear | Radial) or paint.spread != "pad":
        return False
    if isinstance(paint, Linear):
        return (paint.x0, paint.y0) != (paint.x1, paint.y1)
    return paint.rx > 0 and paint.ry > 0


def soft_mask(form: str, parts: dict[str, Part], kind: str) -> str:
    """A graphics state whose soft mask (11.6.5.2) is ``form``'s ``Alpha`` or ``Luminosity``: its part's name."""
    made = Part(f"/SMask << /Type /Mask /S /{kind} >>", None, (("SMask/G", form),))
    parts[part_name(made)] = made
    return part_name(made)


def form_head(area: Box, *, isolated: bool = True, grey: bool = False) -> str:
    """The dictionary of a transparency group (11.6.6) that paints within ``area``."""
    space = "/DeviceGray" if grey else "/DeviceRGB"
    return (
        f"/Type /XObject /Subtype /Form /BBox {rectangle(area)}"
        f" /Group << /S /Transparency /CS {space} /I {'true' if isolated else 'false'} >>"
    )


def _sampled(channels: tuple[Channel, ...]) -> Part:
    """A sampled function (7.10.2) of 256 places of the ramp."""
    picked = [(2 * i * (SIZE - 1) + _SAMPLES - 1) // (2 * (_SAMPLES - 1)) for i in range(_SAMPLES)]
    data = bytes((channel[i] + 128) >> 8 for i in picked for channel in channels)
    ranges = " ".join(["0 1"] * len(channels))
    head = (
        f"/FunctionType 0 /Domain [0 1] /Range [{ranges}] /Size [{_SAMPLES}] /BitsPerSample 8 /Order 1"
        " /Filter /FlateDecode"
    )
    return Part(head, deflated(data))
