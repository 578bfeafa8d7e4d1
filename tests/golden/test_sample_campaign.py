"""Every sample template in both kits and every class it supports, against pictures that were looked at.

A picture that changed fails with the path of a sheet: before | after | difference × 8. When the change is
wanted: look at the sheets, then ``./designer test tests/golden --renew``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template, kit_names, template_names
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.paint import paint
from tests.golden.approved import compare

LONG_SIDE = 360  # px of a golden picture
SIZES = {
    "square": "1080x1080",
    "portrait": "1080x1350",
    "landscape": "1200x628",
    "story": "1080x1920",
    "cover": "1590x530",
    "strip": "728x90",
    "skyscraper": "240x400",
    "tiny": "200x200",
}
CASES = [
    (template, kit, size_class)
    for template in template_names()
    for kit in kit_names()
    for size_class in find_template(template).template.classes
]


def render(template: str, kit: str, size_class: str, row: int = 0) -> Image.Image:
    loaded = find_template(template)
    rows = json.loads((loaded.folder / loaded.template.example).read_text(encoding="utf-8"))
    size = parse_size(SIZES[size_class], load_sizes(None))
    brand = find_kit(kit)
    request = Request(
        loaded=loaded,
        kit=brand,
        size=size,
        cells=rows[row],
        key=rows[row]["_key"],
        lang=brand.file.languages[0],
    )
    scene = build_page(request, Resources((loaded.folder,))).scene
    return paint(scene, LONG_SIDE / max(size.width, size.height)).convert("RGB")


@pytest.mark.parametrize(("template", "kit", "size_class"), CASES, ids=["-".join(case) for case in CASES])
def test_picture_is_as_it_was_approved(
    template: str, kit: str, size_class: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    now = render(template, kit, size_class)
    compare(f"{template}-{kit}-{size_class}", now, tmp_path, renew=request.config.getoption("--renew"))
