"""Any template in a kit that it was not drawn for: every text reads, logo and symbols have their stand-ins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.design.library import find_template, template_names
from designer_app.production.batch import run_plan
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.starting import new_kit

SIZES = ("1080x1080", "1080x1920", "1200x628", "1590x530")
BRANDS = {
    "blue": {"bg": "#FFFFFF", "text": "#1F2328", "text-muted": "#59636E", "accent": "#0969DA"},
    "yellow": {"bg": "#FFFFFF", "text": "#1A1A1A", "brand": "#FFD200"},
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
    job = Job(
        template=str(loaded.folder), data=str(data), kits=(kit,), sizes=SIZES, assets=(str(loaded.folder),)
    )  # fmt: skip
    summary = run_plan(make_plan(job, str(folder), mode="inspect"), workers=1)
    found = [f for result in summary.results for f in result.findings]
    assert len(summary.results) >= rows * len(SIZES)
    return [f.line() for f in (*summary.findings, *found) if f.severity == "error"]


def test_a_template_in_a_kit_of_a_stranger(tmp_path: Path) -> None:
    assert _faults("digest", _kit("yellow", tmp_path), tmp_path, 1) == []


@pytest.mark.long
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("template", template_names())
def test_every_template_in_every_kit_of_a_stranger(template: str, brand: str, tmp_path: Path) -> None:
    assert _faults(template, _kit(brand, tmp_path), tmp_path, 2) == []
