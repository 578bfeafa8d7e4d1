"""Any template in a kit that it was not drawn for: every text reads, logo and symbols have their stand-ins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template, template_names
from designer_app.design.sizes import parse_size
from designer_app.production.batch import run_plan
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.starting import new_kit

SIZES = ("1080x1080", "1080x1920", "1200x628", "1590x530")
BRANDS = {
    "blue": {"bg": "#FFFFFF", "text": "#1F2328", "text-muted": "#59636E", "accent": "#0969DA"},
    "yellow": {"bg": "#FFFFFF", "text": "#1A1A1A", "brand": "#FFD200"},
    "pale": {"bg": "#F9F7F1", "text": "#161E28", "accent": "#F29728", "border": "#161E2847"},
    "night": {"bg": "#0E1016", "fg": "#E8EAF0", "accent": "#FF5C8A"},
}


def _kit(name: str, folder: Path) -> str:
    tokens = {path: {"$type": "color", "$value": text} for path, text in BRANDS[name].items()}
    (folder / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    return str(new_kit(name, folder, tokens=[folder / "tokens.json"]).folder)


def _faults(template: str, kit: str, folder: Path, rows: int) -> list[str]:
    loaded = find_template(template)
    table = json.loads((loaded.folder / loaded.template.example).read_text(encoding="utf-8"))[:rows]
    data = folder / "rows.json"
    data.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    sizes = tuple(size for size in SIZES if parse_size(size, {}).size_class in loaded.template.classes)
    job = Job(
        template=str(loaded.folder), data=str(data), kits=(kit,), sizes=sizes, assets=(str(loaded.folder),)
    )  # fmt: skip
    summary = run_plan(make_plan(job, str(folder), mode="inspect"), workers=1)
    found = [f for result in summary.results for f in result.findings]
    assert len(summary.results) >= len(table) * len(sizes)
    return [f.line() for f in (*summary.findings, *found) if f.severity == "error"]


def test_a_template_in_a_kit_of_a_stranger(tmp_path: Path) -> None:
    assert _faults("digest", _kit("yellow", tmp_path), tmp_path, 1) == []


def test_steps_of_a_translucent_grey_can_be_told_apart(tmp_path: Path) -> None:
    """A border of 28 % ink is no second ink: bars in it were hatched and their figures lost."""
    assert _faults("chart", _kit("pale", tmp_path), tmp_path, 6) == []


def test_a_brand_without_logo_has_a_name_and_a_sign(tmp_path: Path) -> None:
    loaded, kit = find_template("event"), find_kit(_kit("blue", tmp_path))
    row = json.loads((loaded.folder / loaded.template.example).read_text(encoding="utf-8"))[0]
    shape = {}
    for name in ("728x90", "320x50"):
        size = parse_size(name, {})
        request = Request(loaded=loaded, kit=kit, size=size, cells=row, key="a", lang="ru")
        boxes = build_page(request, Resources((loaded.folder,))).boxes
        shape |= {place: box.width / box.height for place, box in boxes.items() if place in ("logo", "sign")}
    assert shape["sign"] == pytest.approx(1)
    assert shape["logo"] > 2


@pytest.mark.long
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("template", template_names())
def test_every_template_in_every_kit_of_a_stranger(template: str, brand: str, tmp_path: Path) -> None:
    assert _faults(template, _kit(brand, tmp_path), tmp_path, 6) == []
