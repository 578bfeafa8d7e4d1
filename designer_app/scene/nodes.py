"""The four kinds of node that a resolved design consists of, and their paints.

Coordinates are pixels of the artboard in the space of the parent group, y downwards. Every node is
frozen and has a ``key``: a blake2b hash of all that decides its pixels. Where a node comes from and
what it means (``Meta``) lies beside it, outside the key.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from designer_app.files import digest
from designer_app.scene.adjustments import Adjustment
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import IDENTITY, Outline, Transform

Blend = Literal[
    "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn",
    "hard-light", "soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity",
    "dissolve", "linear-burn", "darker-color", "linear-dodge", "lighter-color", "vivid-light", "linear-light",
    "pin-light", "hard-mix", "subtract", "divide",
]  # fmt: skip


Spread = Literal["pad", "repeat", "reflect"]  # beyond a gradient's ends: its last colours, again, to and fro


class Stop(msgspec.Struct, frozen=True, array_like=True):
    """A colour at ``offset`` 0..1 of a gradient or colour map."""

    offset: float
    colour: Colour


class Solid(msgspec.Struct, frozen=True, tag="solid", array_like=True):
    colour: Colour


class Linear(msgspec.Struct, frozen=True, tag="linear", array_like=True):
    """Gradient from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float
    stops: tuple[Stop, ...]
    space: Literal["srgb", "oklab"] = "srgb"
    spread: Spread = "pad"


class Radial(msgspec.Struct, frozen=True, tag="radial", array_like=True):
    """Gradient to the rim of an ellipse round (cx, cy) with radii rx, ry, turned by ``angle`` degrees clockwise.

    It starts at the centre or at the focal point (fx, fy), counted in radii along the ellipse's own axes;
    fx² + fy² < 1.
    """

    cx: float
    cy: float
    rx: float
    ry: float
    stops: tuple[Stop, ...]
    space: Literal["srgb", "oklab"] = "srgb"
    spread: Spread = "pad"
    angle: float = 0.0
    fx: float = 0.0
    fy: float = 0.0


class Conic(msgspec.Struct, frozen=True, tag="conic", array_like=True):
    """Gradient clockwise round (cx, cy) from ``start`` degrees (0 = up)."""

    cx: float
    cy: float
    start: float
    stops: tuple[Stop, ...]
    space: Literal["srgb", "oklab"] = "srgb"


class Split(msgspec.Struct, frozen=True, tag="split", array_like=True):
    """Two colours divided by a shape's edge, as where a figure crosses a photo."""

    outline: Outline
    inside: Colour
    outside: Colour


# ── Picture filters, applied in order after scaling ─────────────────────────────────────────────


class Adjust(msgspec.Struct, frozen=True, tag="adjust", array_like=True):
    """Brightness, contrast, saturation −1..1 (0 = unchanged); warmth adds r, g, b in 8-bit steps."""

    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    warmth: tuple[int, int, int] = (0, 0, 0)


class Tone(msgspec.Struct, frozen=True, tag="tone", array_like=True):
    """Colour map: the picture's grey (``luma`` or ``brightest`` channel) → colours of ``stops``.

    ``low``/``high`` (0..1) are the shares of darkest and brightest pixels clipped before mapping
    (autocontrast); None leaves the greys alone.
    """

    stops: tuple[Stop, ...]
    basis: Literal["luma", "brightest"] = "luma"
    low: float | None = None
    high: float | None = None


class Tint(msgspec.Struct, frozen=True, tag="tint", array_like=True):
    """Blend towards a colour by ``amount`` 0..1, keeping luminance when ``keep`` is set."""

    colour: Colour
    amount: float


class Blur(msgspec.Struct, frozen=True, tag="blur", array_like=True):
    """Gaussian blur, standard deviation in pixels of the artboard."""

    sigma: float


class Grain(msgspec.Struct, frozen=True, tag="grain", array_like=True):
    """Noise with standard deviation ``sigma`` in 8-bit steps, the same for the same seed.

    ``size`` is a grain's width in pixels of the artboard (0 = one device pixel). ``film`` weakens it
    towards black and white, as in a print. ``coloured`` gives each channel its own noise.
    """

    sigma: float
    seed: int = 1
    size: float = 0.0
    film: bool = False
    coloured: bool = False


class Sharpen(msgspec.Struct, frozen=True, tag="sharpen", array_like=True):
    """Unsharp mask after scaling, ``amount`` 0..1; nothing where the picture was enlarged."""

    amount: float


class WhiteGround(msgspec.Struct, frozen=True, tag="white-ground", array_like=True):
    """Makes the white ground round a packshot see-through: what is joined with the picture's edge and
    near white keeps only its darkness, so that shadows fall on what lies below, as if multiplied.
    Whites inside the product stay white. A picture with see-through parts is left as it is."""


Filter: TypeAlias = Adjust | Tone | Tint | Blur | Grain | Sharpen | WhiteGround | Adjustment


class PictureSource(msgspec.Struct, frozen=True, array_like=True):
    """Bytes named by content hash (``sources``), the part used, and the filters over it.

    ``crop`` is x, y, w, h in source pixels after EXIF orientation; None = all. ``trim`` says whether
    white or transparent borders were cut first (crop is then relative to the trimmed picture).
    """

    digest: str
    crop: tuple[float, float, float, float] | None = None
    filters: tuple[Filter, ...] = ()
    trim: bool = False


class PicturePaint(msgspec.Struct, frozen=True, tag="picture", array_like=True):
    """A picture laid into the box x, y, w, h as a fill."""

    source: PictureSource
    x: float
    y: float
    width: float
    height: float


class Tiles(msgspec.Struct, frozen=True, tag="tiles", array_like=True):
    """A node repeated without end: what it paints in the box x, y, width, height of its own space, which
    ``transform`` lays into the outline's."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    transform: Transform = IDENTITY


Paint: TypeAlias = Solid | Linear | Radial | Conic | Split | PicturePaint | Tiles


class Stroke(msgspec.Struct, frozen=True, array_like=True):
    """A stroke; ``dash`` alternates on and off lengths, ``miter`` is SVG's limit."""

    paint: Paint
    width: float
    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    miter: float = 4.0
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0
    align: Literal["centre", "inside", "outside"] = "centre"


# ── Effects of a group ──────────────────────────────────────────────────────────────────────────


class Shadow(msgspec.Struct, frozen=True, tag="shadow", array_like=True):
    """Drop shadow, glow (dx = dy = 0) or, with ``inner``, inner shadow. ``blur`` is the diameter of
    the penumbra as CSS and Figma give it (standard deviation × 2). ``spread`` keeps corners sharp (CSS) or,
    ``rounded``, grows alike in all directions: without blur that is a stroke round whatever the group holds.
    ``blend``: with what lies below the group, inside with the group's own paint. ``paint`` (in the group's own space)
    stands for the colour, whose alpha stays the shadow's. ``concealed``: a drop shadow isn't seen through the group's
    own coverage, however faint its fill."""

    dx: float
    dy: float
    blur: float
    colour: Colour
    spread: float = 0.0
    inner: bool = False
    rounded: bool = False
    blend: Blend = "normal"
    paint: Paint | None = None
    concealed: bool = False


class Satin(msgspec.Struct, frozen=True, tag="satin", array_like=True):
    """Inside the group: the difference of two copies of its coverage, softened by ``blur`` (standard deviation × 2) and
    moved by ±(dx, dy); ``inverted``: what is left of it."""

    dx: float
    dy: float
    blur: float
    colour: Colour
    inverted: bool = True
    blend: Blend = "normal"


class Bevel(msgspec.Struct, frozen=True, tag="bevel", array_like=True):
    """Light and shade of an edge ``size`` px wide: within the coverage (``inner``), around it (``outer``), half and half
    (``emboss``), or sunk in all around (``pillow``). The light comes from ``angle`` degrees counter-clockwise from
    right, ``altitude`` above the surface; ``depth`` 1 is a slope of 45°; ``soften`` blurs light and shade
    (standard deviation × 2); not ``up``: light and shade change places."""

    style: Literal["inner", "outer", "emboss", "pillow"]
    size: float
    angle: float
    altitude: float
    light: Colour
    shade: Colour
    depth: float = 1.0
    soften: float = 0.0
    up: bool = True
    light_blend: Blend = "normal"
    shade_blend: Blend = "normal"

    @property
    def modal(self) -> bool:
        """Whether what lies around the group blends with what is below it."""
        return self.style != "inner" and (self.light_blend, self.shade_blend) != ("normal", "normal")


class LayerBlur(msgspec.Struct, frozen=True, tag="layer-blur", array_like=True):
    """Blurs the group itself (fades its edges). ``sigma`` in pixels."""

    sigma: float


class GroundShadow(msgspec.Struct, frozen=True, tag="ground-shadow", array_like=True):
    """The shadow of a thing that stands on the ground, from the bottom of its alpha: a dark line of
    contact, and its outline laid down ``depth`` pixels high, its top moved ``lean`` sideways,
    blurred by ``blur`` (standard deviation × 2)."""

    lean: float
    depth: float
    blur: float
    colour: Colour


class BackdropBlur(msgspec.Struct, frozen=True, tag="backdrop-blur", array_like=True):
    """Blurs what lies below, within the group's coverage."""

    sigma: float


class BackdropFilter(msgspec.Struct, frozen=True, tag="backdrop-filter", array_like=True):
    """An adjustment: changes the colours of what lies below, within the group's coverage. The group has no ink of
    its own; its opacity, mask and blend mode say how the changed colours are laid over the unchanged ones.
    Point filters only (no ``Blur``)."""

    filters: tuple[Filter, ...]


class BlendIf(msgspec.Struct, frozen=True, tag="blend-if", array_like=True):
    """Shows the group only where a channel of its own colours, and of what lies below, has certain values 0..255: none
    up to the first, rising to the second, all up to the third, falling to the fourth."""

    channel: Literal["grey", "red", "green", "blue"]
    own: tuple[int, int, int, int]
    below: tuple[int, int, int, int]


Effect: TypeAlias = (
    Shadow | GroundShadow | Satin | Bevel | LayerBlur | BackdropBlur | BackdropFilter | Grain | BlendIf
)


class Meta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a group comes from and what it means. Never decides a pixel."""

    layer: str = ""
    kind: str = ""
    slots: tuple[str, ...] = ()
    role: str = ""  # "text" | "figure" | "artifact" | "heading"
    alt: str = ""
    words: str = ""  # of a text whose ``alt`` says something else: what is seen
    language: str = ""
    link: str = ""
    bookmark: str = ""
    bookmark_level: int = 1

    @property
    def seen(self) -> str:
        """The words of a text as it is written."""
        return self.words or self.alt


class FontRef(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """A font file by content hash, face index and variable axes (``(("opsz", 72.0), ("wght", 500.0))``,
    sorted by tag)."""

    digest: str
    index: int = 0
    axes: tuple[tuple[str, float], ...] = ()


class _Keyed(msgspec.Struct, frozen=True, dict=True):
    @functools.cached_property
    def key(self) -> str:
        return digest(_encoder.encode([type(self).__name__, *msgspec.structs.astuple(self)]))


class Path(_Keyed, frozen=True, tag="path"):
    """An outline with fills painted bottom to top, then strokes."""

    outline: Outline
    fills: tuple[Paint, ...] = ()
    strokes: tuple[Stroke, ...] = ()


class Glyphs(_Keyed, frozen=True, tag="glyphs"):
    """Glyphs of one font at one size: ids and pen positions (baseline origins).

    ``text`` is the source text of the run and ``clusters[i]`` the index in it where glyph i's
    cluster starts, through case, quotes, markup and hyphens.
    """

    font: FontRef
    size: float
    ids: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fills: tuple[Paint, ...]
    strokes: tuple[Stroke, ...] = ()
    text: str = ""
    clusters: tuple[int, ...] = ()


class Picture(_Keyed, frozen=True, tag="picture"):
    """A picture scaled into the box x, y, width, height."""

    source: PictureSource
    x: float
    y: float
    width: float
    height: float


class Group(_Keyed, frozen=True, tag="group"):
    """Children under one transform, opacity, blend, clip, mask and effects.

    ``mask`` hides by the alpha or the luminance of a node in the group's own space. ``clip`` cuts by coverage of
    an outline.

    ``isolation``: whether children see what lies below the group. ``auto`` isolates by opacity, blend, mask or
    effects; ``isolated`` always; ``pass-through`` never (then the painted backdrop is laid over the unpainted one
    as far as opacity and mask say). ``fill_opacity`` fades the children but not the effects; the eight modes
    with a neutral colour (``blending.SPECIAL``) fade the source towards that instead. ``clipped`` are nodes
    in the group's own space that show only where its children have ink, and share its opacity, mode and mask: a
    clipping stack. ``seed`` is that of ``dissolve``.

    ``knockout``: within its coverage, however faint its ink, the group takes away what was painted since the group
    around it began (1), or the one around that (2) …, at most since the nearest isolated one or the page did.
    """

    children: tuple[Node, ...] = ()
    transform: Transform = IDENTITY
    opacity: float = 1.0
    blend: Blend = "normal"
    clip: Outline | None = None
    mask: Node | None = None
    mask_kind: Literal["alpha", "luminance"] = "alpha"
    effects: tuple[Effect, ...] = ()
    meta: Meta | None = None
    isolation: Literal["auto", "isolated", "pass-through"] = "auto"
    fill_opacity: float = 1.0
    clipped: tuple[Node, ...] = ()
    seed: int = 0
    knockout: int = 0

    @functools.cached_property
    def knocked(self) -> int:
        """How many beginnings of groups, from its own up, its children's knockouts reach back to; 0 = none."""
        found = 0
        for child in self.children:
            if isinstance(child, Group):
                found = max(found, child.knockout, child.knocked - 1)
        return found

    @functools.cached_property
    def key(self) -> str:
        """Hash without the whole-pixel part of the translation: dragging repaints nothing inside."""
        a, b, c, d, e, f = self.transform
        parts: list[object] = [
            "Group", a, b, c, d, e - math.floor(e), f - math.floor(f), self.opacity, self.blend,
            self.clip, self.mask.key if self.mask else None, self.mask_kind, self.effects,
            [_placed(child) for child in self.children],
        ]  # fmt: skip
        rarer: tuple[object, ...] = (self.isolation, self.fill_opacity, self.seed)
        if self.knockout:
            rarer += (self.knockout,)
        if self.clipped or rarer != ("auto", 1.0, 0):
            parts += [rarer, [_placed(node) for node in self.clipped]]
        return digest(_encoder.encode(parts))


Node: TypeAlias = Group | Path | Glyphs | Picture


class Scene(msgspec.Struct, frozen=True, dict=True):
    """One page, resolved: size in pixels, opaque ``background`` (None = transparent) and the tree."""

    width: int
    height: int
    root: Group
    background: Colour | None = (255, 255, 255, 255)
    title: str = ""
    language: str = ""

    @functools.cached_property
    def key(self) -> str:
        return digest(_encoder.encode([self.width, self.height, self.background, _placed(self.root)]))


_encoder = msgspec.msgpack.Encoder()


def _placed(node: Node) -> list[object]:
    """A child's key together with where its parent puts it."""
    if isinstance(node, Group):
        return [node.key, math.floor(node.transform[4]), math.floor(node.transform[5])]
    return [node.key]


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, depth first, masks not included."""
    yield node
    if isinstance(node, Group):
        for child in (*node.children, *node.clipped):
            yield from walk(child)
