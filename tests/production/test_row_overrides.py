"""Columns that change a layer of their row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from designer_app.design.library import find_template
from designer_app.production.batch import run_plan
from designer_app.production.jobs import Job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.renewing import renew
from designer_app.production.row_overrides import row_overrides
from designer_app.production.rows import Rows

NOTE = Path(__file__).resolve().parents[1] / "data" / "templates" / "note"


def sets(heading: str, cell: Any) -> dict[str, dict[str, Any]]:
    table = Rows(rows=({heading: cell},), keys=("a",), faults=((),), columns=(heading,), source="t.csv")
    found, _ = row_overrides(table, find_template(str(NOTE)))
    return {one.layer: one.set for one in found.get("a", ())}


@pytest.mark.parametrize(
    ("heading", "cell", "found"),
    [
        ("headline.fill", "#c00000", {"headline": {"fill": "#c00000"}}),
        ("Headline.fill_color", "price", {"headline": {"fill": "price"}}),
        ("{{headline.font_size}}", "72", {"headline": {"size": 72}}),
        ("band.opacity", "40", {"band": {"opacity": 0.4}}),
        ("band.opacity", 0.4, {"band": {"opacity": 0.4}}),
        ("band.hide", "true", {"band": {"visible": False}}),
        ("band.visible", "нет", {"band": {"visible": False}}),
        ("photo.zoom", "1,5", {"photo": {"zoom": 1.5}}),
        ("band", "false", {"band": {"visible": False}}),
        ("band", "TRUE", {"band": {"visible": True}}),
        ("band", "perhaps", {}), ("band.nothing", "1", {}), ("other.fill", "#fff", {}), ("headline.text", "x", {}),
        ("headline.fill", "", {}), ("headline", "false", {}),
    ],
)  # fmt: skip
def test_what_headings_change(heading: str, cell: Any, found: dict[str, dict[str, Any]]) -> None:
    assert sets(heading, cell) == found


def plan(folder: Path, rows: list[dict[str, Any]], **wishes: Any) -> Plan:
    (folder / "rows.json").write_text(json.dumps(rows))
    job = Job(
        template=str(NOTE), data=str(folder / "rows.json"), kits=("northline",), sizes=("300x300",), **wishes
    )
    return make_plan(job, str(folder / "out"))


def test_a_deviation_touches_its_row_alone_and_equals_the_jobs(tmp_path: Path) -> None:
    rows = [{"_key": key, "headline": "Words"} for key in "abc"]
    renew(plan(tmp_path, rows), workers=1)
    before = {path.name: path.read_bytes() for path in sorted((tmp_path / "out").glob("*.png"))}
    coloured = [rows[0], {**rows[1], "headline.fill": "#c00000"}, rows[2]]
    summary = renew(plan(tmp_path, coloured), workers=1)
    assert [result.key for result in summary.made if not result.kept] == ["b"]
    after = {path.name: path.read_bytes() for path in sorted((tmp_path / "out").glob("*.png"))}
    assert {name for name in after if after[name] != before[name]} == {"b-300x300-1.png"}
    other = tmp_path / "other"
    other.mkdir()
    override = {"row": "b", "layer": "headline", "set": {"fill": "#c00000"}}
    import msgspec

    from designer_app.design.template import Override

    renew(plan(other, rows, overrides=(msgspec.convert(override, Override),)), workers=1)
    assert (other / "out" / "b-300x300-1.png").read_bytes() == after["b-300x300-1.png"]


def test_a_value_that_the_field_does_not_take_costs_its_row(tmp_path: Path) -> None:
    rows = [
        {"_key": "a", "headline": "Words", "headline.align": "sideways"},
        {"_key": "b", "headline": "Words"},
    ]
    summary = run_plan(plan(tmp_path, rows), workers=1)
    assert [(result.key, result.findings[0].code) for result in summary.failed] == [("a", "bad-override")]
    assert [result.key for result in summary.made] == ["b"]
