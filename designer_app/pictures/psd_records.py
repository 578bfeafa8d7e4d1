"""What is known of a Photoshop document: its layers as plain records."""

from __future__ import annotations

from math import sqrt
from typing import Any, Literal

import msgspec

from designer_app.scene.geometry import cos_sin

Rgb = tuple[int, int, int]


class PsdPixels(msgspec.Struct, frozen=True, array_like=True):
    """Where a picture lies among a document's pixels: ``L`` or ``RGBA`` (straight alpha), compressed."""

    mode: Literal["L", "RGBA"]
    width: int
    height: int
    start: int
    length: int


class PsdMask(msgspec.Struct, frozen=True, kw_only=True):
    """A layer mask: greys at (left, top), ``outside`` them 0 or 255; density 0..255, feather in px."""

    left: int
    top: int
    pixels: PsdPixels | None
    outside: int
    density: int = 255
    feather: float = 0.0


class PsdPath(msgspec.Struct, frozen=True, kw_only=True):
    """A vector mask as SVG path data in document px, even-odd; ``inverted`` hides the inside."""

    d: str
    inverted: bool = False
    density: int = 255
    feather: float = 0.0


class PsdGradient(msgspec.Struct, frozen=True, kw_only=True):
    """Stops (0..1, r g b a). ``angle`` in degrees counter-clockwise from right; ``scale`` 1 = across the box;
    ``offset`` of the centre as a share of the box."""

    kind: Literal["linear", "radial", "angle", "reflected", "diamond"]
    stops: tuple[tuple[float, tuple[int, int, int, int]], ...]
    angle: float = 0.0
    scale: float = 1.0
    offset: tuple[float, float] = (0.0, 0.0)


class PsdFill(msgspec.Struct, frozen=True, kw_only=True):
    """What a shape or fill layer is filled with. ``black`` is the K of a CMYK document in its own colours.

    A ``pattern`` (its name; ``pattern_id`` as the document names it) is ``tile``, scaled, turned by ``angle`` degrees
    counter-clockwise, from ``offset`` px of the page on.
    """

    colour: Rgb | None = None
    black: int = 255
    gradient: PsdGradient | None = None
    pattern: str = ""
    pattern_id: str = ""
    tile: PsdPixels | None = None
    scale: float = 1.0
    offset: tuple[float, float] = (0.0, 0.0)
    angle: float = 0.0


class PsdStroke(msgspec.Struct, frozen=True, kw_only=True):
    """The stroke of a shape layer; width in px."""

    width: float
    fill: PsdFill
    opacity: float = 1.0
    align: Literal["inside", "centre", "outside"] = "centre"
    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    dash: tuple[float, ...] = ()


class PsdRun(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of one style. ``font`` is the PostScript name; sizes in px of the document."""

    text: str
    font: str
    size: float
    colour: Rgb | None = None
    leading: float = 0.0  # px; 0 = automatic
    tracking: int = 0  # thousandths of an em
    bold: bool = False  # imitated
    italic: bool = False
    underline: bool = False
    strike: bool = False
    caps: Literal["none", "small", "all"] = "none"


class PsdText(msgspec.Struct, frozen=True, kw_only=True):
    """A text layer: paragraphs are divided by newlines. ``transform`` places the text's own space in the document;
    ``box`` (in that space) is that of a paragraph text, None for a text set at a point."""

    runs: tuple[PsdRun, ...]
    align: Literal["left", "center", "right", "justify"] = "left"
    transform: tuple[float, float, float, float, float, float] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    box: tuple[float, float, float, float] | None = None
    warped: bool = False
    vertical: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class PsdEffect(msgspec.Struct, frozen=True, kw_only=True):
    """A layer effect that is switched on; one whose paint isn't known has a ``kind`` that says so. Lengths in px, ``opacity`` and ``spread`` 0..1, ``angle`` in degrees
    counter-clockwise from right (where the light comes from)."""

    kind: str
    blend: str = "normal"
    opacity: float = 1.0
    colour: Rgb = (0, 0, 0)
    angle: float = 0.0
    distance: float = 0.0
    size: float = 0.0
    spread: float = 0.0
    position: Literal["inside", "centre", "outside"] = "outside"
    gradient: PsdGradient | None = None
    pattern: PsdFill | None = None
    style: Literal["inner", "outer", "emboss", "pillow"] = (
        "inner"  # of a bevel, whose colour is that of its shade
    )
    altitude: float = 30.0
    depth: float = 1.0
    up: bool = True
    soften: float = 0.0
    light: Rgb = (255, 255, 255)
    light_blend: str = "screen"
    light_opacity: float = 0.75
    inverted: bool = False  # satin
    concealed: bool = True  # not seen through the layer: all that lies outside, but for some drop shadows
    plain: bool = True  # no contour, noise, texture or technique that we'd leave out

    @property
    def cast(self) -> tuple[float, float]:
        """How far a shadow lies from its layer: whole pixels, as Photoshop moves it."""
        cos, sin = cos_sin(self.angle)
        return float(round(-cos * self.distance)), float(round(sin * self.distance))

    @property
    def blur(self) -> float:
        """The penumbra (standard deviation × 2) of what isn't spread: Photoshop averages twice over as many pixels."""
        width = max(1.0, self.size * (1 - self.spread))
        return 2 * sqrt((width * width - 1) / 6)


class PsdBlendIf(msgspec.Struct, frozen=True, kw_only=True):
    """A condition of "Blend If": where a channel of the layer's own colours, and of what lies below, begins to show,
    shows whole, begins to fade, is gone (0..255)."""

    channel: str
    own: tuple[int, int, int, int]
    below: tuple[int, int, int, int]


class PsdLayer(msgspec.Struct, frozen=True, kw_only=True):
    """A layer or group. Boxes in document px, they may hang over the canvas; opacities 0..255.

    ``background``: Photoshop's Background, which has no alpha and which nothing knocks out. ``pixels`` are the stored ones, with the effect of neither masks nor effects. ``path_hides`` says that ``path`` is
    still to be applied: it is neither in their alpha nor in ``mask`` already. ``adjust`` holds the fields of an adjustment layer as in a
    template, ``lookup`` the file that they name. ``notes`` say what was not understood.
    """

    name: str
    kind: str
    left: int
    top: int
    width: int
    height: int
    visible: bool = True
    opacity: int = 255
    fill_opacity: int = 255
    blend: str = "normal"
    clipped: bool = False
    clipped_as_group: bool = True
    blend_if: tuple[PsdBlendIf, ...] = ()
    knockout: Literal["none", "shallow", "deep"] = "none"
    background: bool = False
    pixels: PsdPixels | None = None
    black: PsdPixels | None = None
    mask: PsdMask | None = None
    path: PsdPath | None = None
    path_hides: bool = False
    fill: PsdFill | None = None
    stroke: PsdStroke | None = None
    text: PsdText | None = None
    adjust: dict[str, Any] | None = None
    lookup: bytes = b""
    effects: tuple[PsdEffect, ...] = ()
    layers: tuple[PsdLayer, ...] = ()
    notes: tuple[str, ...] = ()


class PsdDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document: layers bottom to top. ``merged`` is Photoshop's own picture of it (None: not stored)."""

    width: int
    height: int
    mode: str
    depth: int
    layers: tuple[PsdLayer, ...]
    merged: PsdPixels | None = None
    merged_black: PsdPixels | None = None
    notes: tuple[str, ...] = ()
