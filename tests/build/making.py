"""Small templates made in the test, built with a bundled kit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import msgspec

from designer_app.build import Built, Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.design.template import LoadedTemplate, Override, Template
from designer_app.files import digest
from designer_app.scene.geometry import IDENTITY, Box, Transform, compose
from designer_app.scene.nodes import Group, Node, Path

SQUARE = {"square": {"artboard": [1000, 1000]}}
# Its box tells where the ink of the text ``word`` begins and ends.
INK_OF_WORD = {
    "kind": "shape",
    "name": "probe",
    "x": "word.ink_left",
    "right": "word.ink_right",
    "y": 0,
    "h": 1,
}


def template(layers: list[dict[str, Any]], **fields: Any) -> LoadedTemplate:
    """A one-page template of ``layers``; ``fields`` are the template's own (slots, classes, overrides …)."""
    data = {
        "name": {"en": "Test"},
        "slots": {},
        "classes": SQUARE,
        "pages": [{"name": "main", "layers": layers}],
        **fields,
    }
    raw = msgspec.json.encode(data)
    return LoadedTemplate(
        id="test",
        folder=FilePath(__file__).parent,
        digest=digest(raw),
        template=msgspec.json.decode(raw, type=Template),
    )


def build(
    loaded: LoadedTemplate,
    size: str = "1000x1000",
    *,
    kit: str = "med",
    page: int = 1,
    lang: str = "en",
    key: str = "",
    overrides: tuple[Override, ...] = (),
    resources: Resources | None = None,
    **cells: Any,
) -> Built:
    request = Request(
        loaded=loaded,
        kit=find_kit(kit),
        size=parse_size(size, load_sizes(None)),
        cells=cells,
        lang=lang,
        key=key,
        overrides=overrides,
    )
    return build_page(request, resources or Resources(), page)


def box(built: Built, place: str) -> tuple[float, float, float, float]:
    """x, y, w, h of a layer in output px, rounded to 1/100."""
    b = built.boxes[place]
    return (round(b.x0, 2), round(b.y0, 2), round(b.width, 2), round(b.height, 2))


def walk_paths(node: Node, at: Transform = IDENTITY) -> Iterator[Box]:
    """Bounds of every path in px of the output."""
    if isinstance(node, Group):
        for child in node.children:
            yield from walk_paths(child, compose(at, node.transform))
    elif isinstance(node, Path):
        yield node.outline.bounds().transform(at)
