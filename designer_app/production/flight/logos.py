"""What is wrong with the logos of one built page: too small, or words within their clear space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from designer_app.build.pages import Built, Request
from designer_app.design.kit_file import Logo
from designer_app.errors import Finding
from designer_app.layers.base import LayerBase
from designer_app.layers.text import TextLayer
from designer_app.layers.vector import VectorLayer
from designer_app.scene.geometry import IDENTITY, Box, Transform, compose
from designer_app.scene.nodes import Glyphs, Group, Node, Scene

_SLACK = 1.0  # px that rounding may take
_NAMELESS = Logo(file="")  # of a kit without logos: the name that stands in needs room, too
_ABOVE, _BESIDE = 0.72, 0.5  # em: of a glyph's origin to its cap top and, on average, to its right edge


def logo_findings(request: Request, built: Built, layers: Mapping[str, LayerBase]) -> Iterator[Finding]:
    """Warnings for every logo that is shown."""
    for place, box in built.boxes.items():
        layer = layers.get(place.rpartition(".")[2])
        if not isinstance(layer, VectorLayer) or not layer.source.startswith("logo:"):
            continue
        logo = request.kit.file.logos.get(layer.source.removeprefix("logo:"), _NAMELESS)
        if logo is not _NAMELESS and box.height < logo.min - 0.05:
            yield Finding(
                code="logo-too-small", severity="warning", file=request.loaded.file, place=place,
                found=f"{box.height:.0f} px high", expected=f"at least {logo.min:g} px",
                remedy="make it larger in this class, or use a smaller variant",
            )  # fmt: skip
        clear = logo.clear * box.height
        near = box.grow(clear)
        for other in _crowding(built, layers, near):
            yield Finding(
                code="logo-crowded", severity="warning", file=request.loaded.file, place=place,
                found=f"words of '{other.rpartition('.')[2]}' nearer than {clear:.0f} px",
                expected=f"{clear:.0f} px free all round, as the kit asks for",
                remedy="move one of the two in this class",
            )  # fmt: skip


def _crowding(built: Built, layers: Mapping[str, LayerBase], near: Box) -> Iterator[str]:
    """Places of texts whose ink reaches into ``near``; those whose frame doesn't aren't looked at closely."""
    close = {
        place
        for place, box in built.boxes.items()
        if _meet(box, near) and isinstance(layers.get(place.rpartition(".")[2]), TextLayer)
    }
    if close:
        for place, ink in _inks(built.scene, close):
            if _meet(ink, near):
                close.discard(place)
                yield place


def _meet(one: Box, other: Box) -> bool:
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > _SLACK
        and min(one.y1, other.y1) - max(one.y0, other.y0) > _SLACK
    )


def _inks(scene: Scene, wanted: set[str]) -> Iterator[tuple[str, Box]]:
    """About where the glyphs of these text layers are, a box for each piece of a line, in px of the page."""
    yield from _within(scene.root, IDENTITY, "", wanted)


def _within(node: Node, transform: Transform, text: str, wanted: set[str]) -> Iterator[tuple[str, Box]]:
    if isinstance(node, Glyphs) and text in wanted and node.xs:
        x0, x1 = min(node.xs), max(node.xs) + _BESIDE * node.size
        yield text, Box(x0, min(node.ys) - _ABOVE * node.size, x1, max(node.ys)).transform(transform)
    elif isinstance(node, Group):
        inner = compose(transform, node.transform)
        if node.meta is not None and node.meta.kind == "text":
            if node.meta.layer not in wanted:
                return
            text = node.meta.layer
        for child in (*node.children, *node.clipped):
            yield from _within(child, inner, text, wanted)
