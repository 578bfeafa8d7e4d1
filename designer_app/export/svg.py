"""Nodes of a Scene as SVG for other programs: outlines, gradients and clips stay vectors, type becomes outlines; what SVG
can't say as the painter does (blur, grain, filters, conic gradients) is painted and embedded.

SVG 2; blend modes as in Compositing Level 1.
"""

from __future__ import annotations

import base64
import io
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from designer_app.export.pdf.painted import ink_box, painted
from designer_app.paint.faces import glyph_outline
from designer_app.paint.groups import plain
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import IDENTITY, Box, Outline, Transform
from designer_app.scene.nodes import (
    Glyphs,
    Group,
    Linear,
    Node,
    Paint,
    Path,
    Picture,
    Radial,
    Solid,
    Stop,
    Stroke,
)

if TYPE_CHECKING:
    from PIL import Image

_BLENDS = {
    "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light", "soft-light",
    "difference", "exclusion", "hue", "saturation", "color", "luminosity",
}  # fmt: skip
_COUNTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
_STEPS = 8  # parts of a gradient's stretch whose ends differ in opacity
_SCALE = 2.0  # px of a painted part per px of the artboard


def svg_text(nodes: Sequence[tuple[Node, Transform]], box: Box | None = None) -> str:
    """A drawing of nodes, each with its place on the artboard. ``box`` is what it shows; all ink when left out.

    Raises ``DesignError`` for pictures and fonts that cannot be read."""
    if box is None:
        boxes = [found for node, place in nodes if not (found := ink_box(node, place)).empty]
        box = boxes[0] if boxes else Box(0.0, 0.0, 1.0, 1.0)
        for other in boxes[1:]:
            box = Box(
                min(box.x0, other.x0), min(box.y0, other.y0), max(box.x1, other.x1), max(box.y1, other.y1)
            )
    drawing = _Drawing()
    body = "".join(
        f'<g transform="{_matrix(place)}">{drawing.node(node)}</g>'
        if place != IDENTITY
        else drawing.node(node)
        for node, place in nodes
    )
    defs = f"<defs>{''.join(drawing.defs)}</defs>" if drawing.defs else ""
    size = f'width="{_n(box.width)}" height="{_n(box.height)}"'
    view = f'viewBox="{_n(box.x0)} {_n(box.y0)} {_n(box.width)} {_n(box.height)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{defs}{body}</svg>\n'


class _Drawing:
    def __init__(self) -> None:
        self.defs: list[str] = []

    def node(self, node: Node) -> str:
        if isinstance(node, Group):
            return self._group(node)
        if isinstance(node, Path):
            return self._path(node)
        if isinstance(node, Glyphs):
            return self._glyphs(node)
        return self._picture(node)

    def _group(self, group: Group) -> str:
        if not _sayable(group):
            return self._painted(group)
        attributes = []
        if group.transform != IDENTITY:
            attributes.append(f'transform="{_matrix(group.transform)}"')
        if group.opacity < 1:
            attributes.append(f'opacity="{_n(group.opacity)}"')
        style = [f"mix-blend-mode:{group.blend}"] if group.blend != "normal" else []
        if group.isolation == "isolated":
            style.append("isolation:isolate")
        if style:
            attributes.append(f'style="{";".join(style)}"')
        if group.meta is not None and group.meta.layer:
            attributes.append(f"data-name={quoteattr(group.meta.layer)}")
        inner = "".join(map(self.node, group.children))
        if group.clip is not None:
            rule = ' clip-rule="evenodd"' if group.clip.evenodd else ""
            name = self._def("clipPath", "", f'<path d="{path_data(group.clip)}"{rule}/>')
            inner = f'<g clip-path="url(#{name})">{inner}</g>'
        if not attributes:
            return inner
        return f"<g {' '.join(attributes)}>{inner}</g>"

    def _path(self, node: Path) -> str:
        paints = [*node.fills, *(stroke.paint for stroke in node.strokes)]
        if not all(map(_paintable, paints)) or any(stroke.align != "centre" for stroke in node.strokes):
            return self._painted(node)
        return self._drawn(node.outline, node.fills, node.strokes)

    def _drawn(self, outline: Outline, fills: Sequence[Paint], strokes: Sequence[Stroke]) -> str:
        data = path_data(outline)
        rule = ' fill-rule="evenodd"' if outline.evenodd else ""
        made = [f'<path d="{data}"{rule} {self._ink("fill", paint)}/>' for paint in fills]
        made += [f'<path d="{data}" fill="none" {self._ink("stroke", s.paint)} {_line(s)}/>' for s in strokes]
        return "".join(made)

    def _ink(self, kind: str, paint: Paint) -> str:
        if isinstance(paint, Solid):
            return _colour(kind, paint.colour)
        assert isinstance(paint, Linear | Radial)
        stops = "".join(
            f'<stop offset="{_n(stop.offset)}" {_colour("stop", stop.colour)}/>'
            for stop in _stops(paint.stops)
        )
        spread = f' spreadMethod="{paint.spread}"' if paint.spread != "pad" else ""
        if isinstance(paint, Linear):
            ends = f'x1="{_n(paint.x0)}" y1="{_n(paint.y0)}" x2="{_n(paint.x1)}" y2="{_n(paint.y1)}"'
            name = self._def("linearGradient", f' gradientUnits="userSpaceOnUse" {ends}{spread}', stops)
        else:
            turn = f"translate({_n(paint.cx)} {_n(paint.cy)}) rotate({_n(paint.angle)}) scale({_n(paint.rx)} {_n(paint.ry)})"
            focus = f' fx="{_n(paint.fx)}" fy="{_n(paint.fy)}"' if paint.fx or paint.fy else ""
            name = self._def(
                "radialGradient",
                f' gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1"{focus} gradientTransform="{turn}"{spread}', stops,
            )  # fmt: skip
        return f'{kind}="url(#{name})"'

    def _glyphs(self, node: Glyphs) -> str:
        """A run as one outline, its words said beside it."""
        if not all(map(_paintable, node.fills)) or any(s.align != "centre" for s in node.strokes):
            return self._painted(node)
        ops: list[str] = []
        points: list[float] = []
        for glyph, x, y in zip(node.ids, node.xs, node.ys, strict=True):
            outline = glyph_outline(node.font, glyph).transform((node.size, 0.0, 0.0, node.size, x, y))
            ops.append(outline.ops)
            points += outline.points
        made = self._drawn(Outline("".join(ops), tuple(points)), node.fills, node.strokes)
        return f"<g aria-label={quoteattr(node.text)}>{made}</g>" if node.text else made

    def _picture(self, node: Picture) -> str:
        return self._painted(node)

    def _painted(self, node: Node) -> str:
        box = ink_box(node)
        if box.empty:
            return ""
        image = painted(node, box, _SCALE)
        place = f'x="{_n(box.x0)}" y="{_n(box.y0)}" width="{_n(box.width)}" height="{_n(box.height)}"'
        return f'<image {place} preserveAspectRatio="none" href="{_data_uri(image)}"/>'

    def _def(self, tag: str, attributes: str, inner: str) -> str:
        whole = f"{attributes}>{inner}</{tag}>"
        for at, known in enumerate(self.defs):
            if known.endswith(whole) and known.startswith(f"<{tag} "):
                return f"d{at}"
        name = f"d{len(self.defs)}"
        self.defs.append(f'<{tag} id="{name}"{whole}')
        return name


def _stops(stops: Sequence[Stop]) -> list[Stop]:
    """Stops between those whose opacities differ: SVG blends colours alone there, the painter weighs them by opacity."""
    found = list(stops[:1])
    for one, other in itertools.pairwise(stops):
        if one.colour[3] != other.colour[3]:
            found += [_between(one, other, step / _STEPS) for step in range(1, _STEPS)]
        found.append(other)
    return found


def _between(one: Stop, other: Stop, t: float) -> Stop:
    near, far = one.colour[3] * (1 - t), other.colour[3] * t
    weight = far / (near + far) if near + far else t
    r, g, b = (round(p + (q - p) * weight) for p, q in zip(one.colour[:3], other.colour[:3], strict=True))
    return Stop(one.offset + (other.offset - one.offset) * t, (r, g, b, round(near + far)))


def path_data(outline: Outline) -> str:
    """SVG path data of an outline."""
    out, at = [], 0
    for op in outline.ops:
        count = 2 * _COUNTS[op]
        out.append(op + " ".join(_n(v) for v in outline.points[at : at + count]))
        at += count
    return "".join(out)


def _sayable(group: Group) -> bool:
    if plain(group):
        return True
    return (
        not group.effects and group.mask is None and group.blend in _BLENDS and group.fill_opacity >= 1
        and not group.clipped and not group.knocked
    )  # fmt: skip


def _paintable(paint: Paint) -> bool:
    return isinstance(paint, Solid) or (isinstance(paint, Linear | Radial) and paint.space == "srgb")


def _colour(kind: str, colour: Colour) -> str:
    name = "stop-color" if kind == "stop" else kind
    made = f'{name}="#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"'
    return made if colour[3] == 255 else f'{made} {kind}-opacity="{_n(colour[3] / 255)}"'


def _line(stroke: Stroke) -> str:
    parts = [f'stroke-width="{_n(stroke.width)}"']
    if stroke.cap != "butt":
        parts.append(f'stroke-linecap="{stroke.cap}"')
    parts.append(
        f'stroke-miterlimit="{_n(stroke.miter)}"'
        if stroke.join == "miter"
        else f'stroke-linejoin="{stroke.join}"'
    )
    if stroke.dash:
        parts.append(f'stroke-dasharray="{" ".join(map(_n, stroke.dash))}"')
        if stroke.dash_offset:
            parts.append(f'stroke-dashoffset="{_n(stroke.dash_offset)}"')
    return " ".join(parts)


def _data_uri(image: Image.Image) -> str:
    out = io.BytesIO()
    image.save(out, "PNG")
    return escape("data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii"))


def _matrix(by: Transform) -> str:
    return f"matrix({' '.join(_n(v, 6) for v in by)})"


def _n(value: float, digits: int = 3) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
