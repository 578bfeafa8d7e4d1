"""Where pictures are looked for: a row's beside the table first, the template's own beside the template."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PIL import Image

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.scene.nodes import Picture, walk
from designer_app.scene.sources import locate
from tests.build.making import template


def test_same_names_beside_table_and_template_do_not_mix(tmp_path: Path) -> None:
    own, beside = tmp_path / "template", tmp_path / "rows"
    for folder, colour in ((own, "red"), (beside, "blue")):
        folder.mkdir()
        Image.new("RGB", (50, 50), colour).save(folder / "a.png")
    frame = {"kind": "image", "x": 0, "y": 0, "w": 50, "h": 50}
    loaded = template(
        [{**frame, "name": "fixed", "source": "a.png"}, {**frame, "name": "row", "source": "{{ photo }}"}],
        slots={"photo": {"type": "image"}},
    )
    loaded = msgspec.structs.replace(loaded, folder=own)
    size = parse_size("1000x1000", load_sizes(None))
    request = Request(loaded=loaded, kit=find_kit("med"), size=size, cells={"photo": "a.png"})
    scene = build_page(request, Resources((beside,))).scene
    found = [locate(node.source.digest).parent for node in walk(scene.root) if isinstance(node, Picture)]
    assert found == [own, beside]
