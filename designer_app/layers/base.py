"""What every layer has, and the door through which a layer kind sees the rest of the build."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, ClassVar, Literal, Protocol, TypeAlias, TypeVar, get_type_hints

import msgspec
from msgspec import Meta as About

from designer_app.errors import Finding
from designer_app.scene.adjustments import Lookup
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, Outline, Transform, rectangle
from designer_app.scene.nodes import Blend, Filter, FontRef, Group, Meta, Node, Paint, Spread
from designer_app.text.micro import Marks

T = TypeVar("T")
Num: TypeAlias = Annotated[
    float | str, About(description="a number in artboard px, or an expression such as 'W - M'")
]
Switch: TypeAlias = Annotated[
    bool | str, About(description="true, false or an expression such as 'not photo'")
]
Lock = Literal["none", "position", "style", "content", "all"]
PinX = Literal["auto", "left", "right", "center", "stretch", "scale"]
PinY = Literal["auto", "top", "bottom", "center", "stretch", "scale"]


Head = Literal["none", "arrow", "triangle", "circle", "diamond", "bar"]


class FillSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A gradient, or a picture that covers the layer's box or is tiled over it.

    ``from`` and ``to`` are fractions of the box: [0, 0] top left, [1, 1] bottom right. Radial: centre and a
    point on the rim; ``ratio`` is the ellipse's other radius as a share of that one, ``focus`` where the first
    colour lies. Conic: centre; ``angle`` in degrees clockwise from up. ``stops`` are [0..1, colour].

    ``tile`` repeats the picture (also an ``icon:`` or SVG file): ``size`` is its width in px (0 = its own),
    ``gap`` the room between, ``offset`` where a tile starts in px from the box, ``angle`` turns all.
    """

    type: Literal["linear", "radial", "conic", "picture"]
    stops: tuple[tuple[float, str], ...] = ()
    start: tuple[float, float] = msgspec.field(default=(0.0, 0.0), name="from")
    end: tuple[float, float] = msgspec.field(default=(0.0, 1.0), name="to")
    angle: float = 0.0
    space: Literal["srgb", "oklab"] = "srgb"
    spread: Annotated[Spread, About(description="beyond the ends: the last colours, again, to and fro")] = (
        "pad"
    )
    ratio: Annotated[float, About(gt=0)] = 1.0
    focus: tuple[float, float] | None = None
    picture: str = ""
    grade: str = ""
    focal: tuple[float, float] | None = None
    tile: bool = False
    size: Annotated[float, About(ge=0)] = 0.0
    gap: Annotated[float, About(ge=0)] = 0.0
    offset: tuple[float, float] = (0.0, 0.0)


Fill: TypeAlias = str | FillSpec


class StrokeSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stroke of a shape. ``dash`` alternates on and off lengths, ``dash_offset`` is where in it the outline
    starts. ``miter``: corners sharper than this ratio of point to width are cut. ``start`` and ``end`` are heads
    of open lines, ``head`` their length (0 = from the width). A line without area is stroked on its centre.
    """

    fill: Fill = "on-surface"
    width: Num = 2.0
    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0
    miter: Annotated[float, About(ge=1)] = 4.0
    align: Literal["centre", "inside", "outside"] = "centre"
    start: Head = "none"
    end: Head = "none"
    head: Num = 0.0


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A shape to crop or mask by, laid over the layer's box: a plain shape or a symbol of the kit."""

    shape: Literal["rectangle", "ellipse", "symbol", "path"] = "rectangle"
    radius: Num = 0.0
    symbol: str = ""
    part: str = ""
    params: dict[str, Num] = {}
    d: str = ""
    evenodd: bool = False


class MaskForm(Form, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The shape that a layer shows through; ``feather`` softens its edge (px), ``density`` under 1 lets the rest of
    the layer show through, too, ``invert`` turns inside and outside round."""

    feather: Num = 0.0
    density: Annotated[float, About(ge=0, le=1)] = 1.0
    invert: bool = False


class PictureMask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A picture whose greys mask the layer: white shows, black hides.

    ``x y w h`` in px from the layer's own corner; the layer's frame where left out. ``outside`` is what
    happens beyond it.
    """

    source: str
    x: Num = 0.0
    y: Num = 0.0
    w: Num | None = None
    h: Num | None = None
    outside: Literal["hide", "show"] = "hide"
    feather: Num = 0.0
    density: Annotated[float, About(ge=0, le=1)] = 1.0
    invert: bool = False


class EffectSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Shadow, glow, blur of the layer or of what lies below, shadow on the ground, satin, bevel, noise. Lengths in
    artboard px. Effects are painted in order: a later shadow lies over an earlier one."""

    type: Literal[
        "shadow", "inner-shadow", "glow", "inner-glow", "ground-shadow", "satin", "bevel", "blur", "background-blur",
        "noise",
    ]  # fmt: skip
    dx: Annotated[Num, About(description="offset; ground-shadow: how far the top leans sideways")] = 0.0
    dy: Annotated[Num, About(description="offset; ground-shadow: its depth, how high it lies (0 = 24)")] = 0.0
    blur: Annotated[Num, About(description="width of the soft edge, as in CSS and Figma")] = 0.0
    spread: Annotated[Num, About(description="grows a shadow or glow; inside, it chokes the light")] = 0.0
    rounded: Annotated[
        bool, About(description="spread alike in all directions: without blur a stroke round any layer")
    ] = False
    conceal: Annotated[
        bool,
        About(description="shadow, glow: not seen through the layer itself, however faint its fill_opacity"),
    ] = False
    blend: Annotated[
        Blend, About(description="shadow, glow: with what lies below; inside: with the layer itself")
    ] = "normal"
    colour: Annotated[str, About(description="of a bevel that of its shade")] = "ink/30"
    fill: Annotated[
        Fill | None,
        About(description="shadow, glow: a gradient or picture instead, over the frame and its spread"),
    ] = None
    style: Annotated[
        Literal["inner", "outer", "emboss", "pillow"], About(description="bevel: on which side of the edge")
    ] = "inner"
    angle: Annotated[
        Num, About(description="bevel: where the light comes from, degrees counter-clockwise from right")
    ] = 120.0
    altitude: Annotated[Num, About(description="bevel: degrees of the light above the surface")] = 30.0
    depth: Annotated[Num, About(description="bevel: per cent, 100 = a slope of 45°; below 0 sunk in")] = 100.0
    soften: Annotated[Num, About(description="bevel: blur of light and shade")] = 0.0
    light: Annotated[str, About(description="bevel: the colour of its light")] = "#FFFFFF/75"
    light_blend: Annotated[Blend, About(description="bevel: how the light lies on the layer")] = "screen"
    invert: Annotated[bool, About(description="satin: dark where the two copies agree")] = True
    amount: Annotated[Num, About(description="noise: strength in steps of 1/255")] = 8.0
    size: Annotated[
        Num, About(description="noise: width of a grain, 0 = one pixel; bevel: width of its slope")
    ] = 0.0
    seed: Annotated[int, About(ge=0, description="noise: another number, another pattern")] = 1
    coloured: Annotated[bool, About(description="noise: of each channel its own")] = False


class BlendIfSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Photoshop's Blend If: the layer shows where a channel has certain values 0..255: none up to the first, rising to
    the second, all up to the third, falling to the fourth. ``own`` looks at the layer's colours, ``below`` at what
    lies below."""

    channel: Literal["grey", "red", "green", "blue"] = "grey"
    own: tuple[int, int, int, int] = (0, 0, 255, 255)
    below: tuple[int, int, int, int] = (0, 0, 255, 255)


class GridPlace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Columns of the page's grid that the layer fills, counted from 1."""

    column: Annotated[int, About(ge=1)]
    span: Annotated[int, About(ge=1)] = 1


class Natural(msgspec.Struct, frozen=True):
    """The size that a layer's content has of itself: width ÷ height, and px of both (0 = as large as the parent)."""

    aspect: float
    width: float = 0.0
    height: float = 0.0


NOTHING = Natural(0.0)  # of a picture that isn't there


class LayerBase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Fields of every layer.

    The frame: ``x``, ``y``, ``w``, ``h``; or ``right``, ``bottom``, ``cx``, ``cy`` instead; two of one axis
    give the size. Inside a stack the stack places its children and ``w``/``h`` may be ``hug`` or ``fill``.
    A size left out is the content's own. Plain numbers follow ``pin`` when the artboard has another shape
    than the class's reference; expressions see the artboard's real ``W`` and ``H``.
    """

    name: Annotated[str, About(min_length=1, pattern=r"^[a-z][a-z0-9_]*$")]
    x: Num | None = None
    y: Num | None = None
    w: Num | None = None
    h: Num | None = None
    right: Num | None = None
    bottom: Num | None = None
    cx: Num | None = None
    cy: Num | None = None
    pin_x: PinX = "auto"
    pin_y: PinY = "auto"
    grid: GridPlace | None = None
    visible: Switch = True
    lock: Lock = "none"
    opacity: Num = 1.0
    fill_opacity: Annotated[Num, About(description="of the layer's ink alone, not of its effects")] = 1.0
    blend: Blend = "normal"
    blend_if: Annotated[
        tuple[BlendIfSpec, ...], About(description="shows only where its colours, or those below, are such")
    ] = ()
    knockout: Annotated[
        Literal["none", "shallow", "deep"],
        About(
            description="takes away what its group painted below it, or what the page did (within an isolated "
            "group what that did): with a faint fill a hole in its form"
        ),
    ] = "none"
    seed: Annotated[int, About(description="of the noise of blend 'dissolve'")] = 0
    rotation: Annotated[Num, About(description="degrees clockwise about the frame's centre")] = 0.0
    flip_x: Annotated[bool, About(description="mirror left and right, within the frame")] = False
    flip_y: Annotated[bool, About(description="mirror top and bottom, within the frame")] = False
    mask: Annotated[MaskForm | None, About(description="the shape that the layer shows through")] = None
    mask_picture: Annotated[
        PictureMask | None, About(description="a picture that the layer shows through")
    ] = None
    fade: Annotated[FillSpec | None, About(description="a gradient whose alpha fades the layer out")] = None
    clip_below: Annotated[
        bool,
        About(
            description="show only where the first layer below that is not clipped has ink, with its opacity and mode"
        ),
    ] = False
    effects: tuple[EffectSpec, ...] = ()
    bleeds: Annotated[
        bool, About(description="leaves the safe area on purpose (type as picture): the check says nothing")
    ] = False
    alt: str = ""
    link: Annotated[str, About(description="in a PDF: an address, page:NAME or #bookmark")] = ""
    bookmark: Annotated[str, About(description="in a PDF: the words under which the outline leads here")] = ""
    bookmark_level: Annotated[
        int, About(ge=1, le=6, description="in a PDF: 2 hangs below the last bookmark of level 1")
    ] = 1
    title: Annotated[
        dict[str, str],
        About(description="language → what the editor calls the layer; its name where left out"),
    ] = {}
    note: Annotated[str, About(description="for the people who edit the template")] = ""

    # ── What a kind says of itself: all that build and checks ask ───────────────────────────────

    informs: ClassVar[bool] = False  # must be seen whole: the checks want it inside the safe area
    bleeding: ClassVar[bool] = False  # runs on into the bleed where its frame reaches the trim
    drawn_by: ClassVar[str] = (
        ""  # module whose ``draw(layer, ctx, box)`` builds it, loaded for pages that have one
    )

    @property
    def sources(self) -> tuple[str, ...]:
        """The templates of texts and pictures that name what it shows, so that its slot is known."""
        return ()

    def is_empty(self, ctx: Context) -> bool:
        """Nothing to show, as where its sources come to nothing: it collapses."""
        return bool(self.sources) and not any(ctx.text(source).strip() for source in self.sources)

    def natural(self, ctx: Context) -> Natural | None:
        """The content's own size; None = it takes its parent's room."""
        return None

    def outlined(self, ctx: Context, box: Box) -> Outline:
        """Its outline in the frame's own coordinates, for others that run round it or are cut by it."""
        return rectangle(0, 0, box.width, box.height)

    def build(self, ctx: Context, box: Box) -> Group | None:
        """Its nodes in the frame's own coordinates; None = nothing. Place, rotation, opacity, mask and effects are
        laid on afterwards. Texts and what holds layers are built by ``build.assemble``, as they need the page."""
        made: Group | None = import_module(self.drawn_by).draw(self, ctx, box)
        return made


# Each kind of layer has them evaluated again for its decoder: a fortieth of a start, if they were still words.
LayerBase.__annotations__ = get_type_hints(LayerBase, include_extras=True)


def mirror(layer: LayerBase, box: Box) -> Transform:
    """The flips of a layer within its frame, whose corner is 0, 0."""
    sx, sy = (-1.0 if layer.flip_x else 1.0), (-1.0 if layer.flip_y else 1.0)
    return (sx, 0.0, 0.0, sy, box.width if layer.flip_x else 0.0, box.height if layer.flip_y else 0.0)


class TypeStyle(msgspec.Struct, frozen=True, kw_only=True):
    """A type style of the kit, resolved: fonts with fallbacks, tracking and leading in em.

    ``tracking_large`` holds (size px, tracking em) steps: the last one whose size is reached applies.
    ``raised`` characters are set at ``raised_scale`` with their top at cap height (₽, $, %).
    """

    fonts: tuple[FontRef, ...]
    tracking: float = 0.0
    tracking_large: tuple[tuple[float, float], ...] = ()
    leading: float = 1.2
    features: tuple[tuple[str, int], ...] = ()
    case: Literal["none", "upper", "lower"] = "none"
    raised: str = ""
    raised_scale: float = 0.58
    strike: bool = False
    leading_cyrillic: float = 0.0  # for texts with Cyrillic letters, whose descenders need room; 0 = leading
    headline: bool = False  # balanced lines, no hyphens, hanging quotes
    optical: bool = False  # the axis opsz follows the size
    hyphenate: bool | None = None  # None: in skyscrapers, unless it is a headline's
    bold: tuple[FontRef, ...] = ()  # real faces of the family for parts of a text; () = the kit has none
    italic: tuple[FontRef, ...] = ()
    bold_italic: tuple[FontRef, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()  # characters and the kit's symbol that is drawn in their place
    lacks: tuple[Finding, ...] = ()  # weight, slope, axes or instance that the family hasn't got


class PictureInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that a layer asked for: content hash, size after orientation, focal point, content box."""

    digest: str
    width: int
    height: int
    name: str
    focal: tuple[float, float] | None = None
    has_alpha: bool = False
    drawn: bool = False  # SVG: sharp at any size
    notes: tuple[Finding, ...] = ()  # what the decoder converts


class Words(msgspec.Struct, frozen=True, array_like=True):
    """A part of a text in hand: ``run`` is a run's look, its text as it stands there. ``bound``: the text holds slots or
    Liquid, is shown as it comes out, and has no place for a caret inside."""

    run: Any  # layers.text.TextRun, whose module builds on this one
    bound: bool = False


class InHand(msgspec.Struct, frozen=True, kw_only=True):
    """A text layer that is being typed in: it shows these words instead of its own, as they were typed, whole, with
    empty lines, and says where its characters stand."""

    layer: str
    words: tuple[Words, ...]


class Context(Protocol):
    """What a layer kind may ask of the build. All lengths are px of the (unscaled) artboard."""

    def number(self, value: Num, default: float = 0.0) -> float: ...
    def once(self, name: Hashable, make: Callable[[], T]) -> T: ...
    def solved_size(self, layer: str) -> float | None: ...
    def text(self, template: str) -> str: ...
    def rich_text(self, template: str) -> str: ...
    def marks(self, templates: Sequence[str]) -> Marks | None: ...
    def marked_text(self, template: str) -> str: ...
    def rows(self, slot: str) -> Sequence[Mapping[str, Any]]: ...
    def shown(self, value: Any, filters: str = "") -> str: ...
    def exact_slot(self, templates: Sequence[str]) -> str: ...
    def colour(self, name: str) -> Colour: ...
    def paint(self, fill: Fill, box: Box) -> Paint: ...
    def style(self, name: str) -> TypeStyle: ...
    def named(self, name: str) -> Literal["style", "colour", ""]: ...
    def picture(self, source: str, *, trim: bool = False) -> PictureInfo | None: ...
    def expect_picture(self, info: PictureInfo, width: float, height: float) -> None: ...
    def vector(self, source: str, colours: Mapping[str, str]) -> tuple[Node, float, float] | None: ...
    def grade(self, name: str) -> tuple[Filter, ...]: ...
    def lookup(self, source: str) -> Lookup: ...
    def symbol(
        self, name: str, params: Mapping[str, Num], width: float, height: float, colours: Mapping[str, Fill]
    ) -> tuple[tuple[str, Node], ...]: ...
    def symbol_aspect(self, name: str) -> float | None: ...
    def has_symbol(self, name: str) -> bool: ...
    def inline_aspect(self, name: str) -> float | None: ...
    def inline_symbol(self, name: str, width: float, height: float, ink: Paint) -> Node: ...
    def form(self, form: Form, box: Box) -> Outline: ...
    def shape_of(self, layer: str) -> Outline: ...
    def report(self, code: str, **fields: Any) -> None: ...
    def meta(self, layer: LayerBase, role: str = "", alt: str = "", words: str = "") -> Meta: ...

    @property
    def size_class(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def in_hand(self) -> InHand | None: ...
    @property
    def sketched(self) -> bool: ...
