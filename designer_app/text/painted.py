"""Glyphs that are pictures or paint graphs, as nodes: COLR 1, SVG, CBDT and sbix (OpenType 1.9.1).

A node is in the font's own units, y downwards, its origin at the pen: whoever places it scales it. What HarfBuzz tells
is a walk of the graph in the font's y upwards; here it becomes groups, paths with gradients and clips, so that painter,
PDF and studio know nothing of fonts in colour.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from designer_app.scene import sources
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, Outline, Transform, compose, rectangle
from designer_app.scene.nodes import Blend, FontRef, Group, Node, Paint, Path, Picture, PictureSource, Solid
from designer_app.text.fonts import face, outline
from designer_app.text.painted_drawings import glyph_drawing
from designer_app.text.painted_gradients import conic, linear, radial, stops_of

if TYPE_CHECKING:
    import uharfbuzz as hb

_MOST = 4000  # nodes of one glyph: real ones have some hundred at most
_FLIP: Transform = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0)
_WHITE, _BLACK = Solid((255, 255, 255, 255)), Solid((0, 0, 0, 255))
_BLENDS: dict[str, Blend] = {
    "PLUS": "linear-dodge", "SCREEN": "screen", "OVERLAY": "overlay", "DARKEN": "darken", "LIGHTEN": "lighten",
    "COLOR_DODGE": "color-dodge", "COLOR_BURN": "color-burn", "HARD_LIGHT": "hard-light", "SOFT_LIGHT": "soft-light",
    "DIFFERENCE": "difference", "EXCLUSION": "exclusion", "MULTIPLY": "multiply", "HSL_HUE": "hue",
    "HSL_SATURATION": "saturation", "HSL_COLOR": "color", "HSL_LUMINOSITY": "luminosity",
}  # fmt: skip


@lru_cache(maxsize=2048)
def painted_glyph(font: FontRef, gid: int, ink: Colour) -> Node | None:
    """What a glyph of a colour font shows, ``ink`` where it asks for the text's colour; None = nothing."""
    opened = face(font)
    if opened.hb_face.glyph_has_color_paint(gid):
        return _Graph(font, ink).walked(gid)
    if document := opened.svg(gid):
        return _drawing(font, gid, document, ink)
    return _bitmap(font, gid)


def _bitmap(font: FontRef, gid: int) -> Node | None:
    """The largest picture of CBDT or sbix, in the box that the font gives it."""
    opened = face(font)
    data = bytes(opened.hb_font.get_glyph_color_png(gid).data or b"")
    box = opened.ink(gid)
    if not data or box is None:
        return None
    source = PictureSource(sources.hold(data, opened.file))
    return Picture(source, box[0], box[1], box[2] - box[0], box[3] - box[1])


def _drawing(font: FontRef, gid: int, document: bytes, ink: Colour) -> Node | None:
    """The element ``glyphN`` of an SVG document: y is down and the pen at 0, 0 there, too. The picture is as large as
    glyphs reach, as documents don't say how far they do."""
    opened = face(font)
    em = float(opened.units_per_em)
    box = Box(-em / 2, -1.5 * em, max(opened.advance(gid), em) + em / 2, 0.75 * em)
    drawing = glyph_drawing(document, gid, box, ink, opened.swatch)
    if drawing is None:
        return None
    return Picture(PictureSource(sources.hold(drawing, opened.file)), box.x0, box.y0, box.width, box.height)


class _Graph:
    """Listens to HarfBuzz walking a COLR 1 glyph."""

    def __init__(self, font: FontRef, ink: Colour) -> None:
        self.font, self.ink = font, ink
        self.places: list[Transform] = [_FLIP]
        self.clips: list[Outline] = []
        self.surfaces: list[list[Node]] = [[]]
        self.count = 0

    def walked(self, gid: int) -> Node | None:
        import uharfbuzz as hb

        face(self.font).hb_font.paint_glyph(gid, _listeners(), self, 0, hb.Color(*self.ink))
        nodes = self.surfaces[0]
        return None if not nodes or self.count > _MOST else Group(tuple(nodes), isolation="isolated")

    # ── What HarfBuzz calls ─────────────────────────────────────────────────────────────────────

    def push_transform(self, *matrix: float) -> None:
        self.places.append(compose(self.places[-1], _six(matrix)))

    def pop_transform(self) -> None:
        if len(self.places) > 1:
            self.places.pop()

    def push_clip_glyph(self, gid: int) -> None:
        # an outline is y down already: turned back before the walk's own turn
        self.clips.append(outline(self.font, gid).transform(compose(self.places[-1], _FLIP)))

    def push_clip_rectangle(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.clips.append(rectangle(x0, y0, x1 - x0, y1 - y0).transform(self.places[-1]))

    def pop_clip(self) -> None:
        if self.clips:
            self.clips.pop()

    def color(self, colour: hb.Color, _: bool) -> None:
        self._fill(Solid((colour.red, colour.green, colour.blue, colour.alpha)))

    def linear_gradient(self, line: hb.ColorLine, *points: float) -> None:
        self._fill(linear(stops_of(line), _six(points), self.places[-1]))

    def radial_gradient(self, line: hb.ColorLine, *circles: float) -> None:
        self._fill(radial(stops_of(line), _six(circles), self.places[-1]))

    def sweep_gradient(self, line: hb.ColorLine, x: float, y: float, start: float, end: float) -> None:
        self._fill(conic(stops_of(line), (x, y), start, end, self.places[-1]))

    def push_group(self) -> None:
        self.surfaces.append([])

    def pop_group(self, mode: hb.PaintCompositeMode) -> None:
        if len(self.surfaces) < 2:
            return
        source = Group(tuple(self.surfaces.pop()), isolation="isolated")
        self.surfaces[-1] = _composed(mode.name, tuple(self.surfaces[-1]), source)

    # ── Nodes ───────────────────────────────────────────────────────────────────────────────────

    def _fill(self, paint: Paint | None) -> None:
        """The paint within the innermost clip as a path; clips that cut it become groups round it."""
        self.count += 1
        if paint is None or not self.clips or self.count > _MOST:
            return
        *others, shape = self.clips
        if not shape.ops:
            return
        node: Node = Path(shape, (paint,))
        box = shape.bounds()
        for clip in reversed(others):
            if not _holds(clip, box):
                node = Group((node,), clip=clip)
        self.surfaces[-1].append(node)


def _holds(clip: Outline, box: Box) -> bool:
    """Whether an upright rectangle cuts nothing of a box."""
    around = clip.bounds()
    if clip.ops != "MLLLZ" or around.union(box) != around:
        return False
    xs, ys = set(clip.points[0::2]), set(clip.points[1::2])
    return len(xs) == len(ys) == 2


def _six(values: tuple[float, ...]) -> Transform:
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def _composed(mode: str, backdrop: tuple[Node, ...], source: Group) -> list[Node]:
    """A surface over another by one of the modes of COLR (W3C Compositing 1, 9 and 10)."""
    behind = Group(backdrop, isolation="isolated")
    if mode == "SRC_OVER":
        return [*backdrop, source]
    if mode in _BLENDS:
        return [*backdrop, Group(source.children, blend=_BLENDS[mode], isolation="isolated")]
    match mode:
        case "CLEAR":
            return []
        case "SRC":
            return [source]
        case "DEST":
            return list(backdrop)
        case "DEST_OVER":
            return [source, *backdrop]
        case "SRC_IN":
            return [Group(source.children, mask=behind)]
        case "DEST_IN":
            return [Group(backdrop, mask=source)]
        case "SRC_OUT":
            return [_outside(source, behind)]
        case "DEST_OUT":
            return [_outside(behind, source)]
        case "SRC_ATOP":
            return [Group(backdrop, clipped=(source,))]
        case "DEST_ATOP":
            return [Group(source.children, clipped=(behind,))]
        case "XOR":
            return [_outside(behind, source), _outside(source, behind)]
    return [*backdrop, source]


def _outside(shown: Group, hidden: Group) -> Group:
    """What of a group lies where another has no ink: a white page with its black silhouette as the mask."""
    far = 1e5
    page = rectangle(-far, -far, 2 * far, 2 * far)
    silhouette = Group(hidden.children, clipped=(Path(page, (_BLACK,)),))
    mask = Group((Path(page, (_WHITE,)), silhouette))
    return Group(shown.children, mask=mask, mask_kind="luminance")


@lru_cache(maxsize=1)
def _listeners() -> hb.PaintFuncs:
    """HarfBuzz's callbacks, each handed on to the graph that is being walked. Not the one for images: uharfbuzz 0.57
    crashes there."""
    import uharfbuzz as hb

    made = hb.PaintFuncs()
    for name in (
        "push_transform", "pop_transform", "push_clip_glyph", "push_clip_rectangle", "pop_clip", "color",
        "linear_gradient", "radial_gradient", "sweep_gradient", "push_group", "pop_group",
    ):  # fmt: skip
        getattr(made, f"set_{name}_func")(_listener(name))
    return made


def _listener(name: str) -> Any:
    def told(*arguments: Any) -> None:
        *said, graph = arguments
        getattr(graph, name)(*said)

    return told
