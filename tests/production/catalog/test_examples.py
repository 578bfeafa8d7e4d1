"""The catalogs among the examples are what their descriptions say, and their pictures are credited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.production.catalog.publishing import Draft, drafted
from designer_app.production.jobs import read_job

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def draft_of(name: str) -> Draft:
    file = EXAMPLES / name / "job.json"
    job = read_job(file)
    assert job.catalog is not None
    return drafted(job, job.catalog, file=str(file))


@pytest.mark.parametrize(
    ("name", "pages", "products"), [("retail-catalog", 40, 200), ("shelf", 12, 19), ("lookbook", 16, 15)]
)
def test_pages_and_products(name: str, pages: int, products: int) -> None:
    draft = draft_of(name)
    assert (len(draft.plans), len(draft.products.by_key)) == (pages, products)
    assert {"print", "screen"} <= set(draft.wish.outputs)
    assert [finding for finding in draft.findings if finding.severity != "note"] == []


def test_chapters_of_the_lookbook_open_on_the_left() -> None:
    openers = [plan for plan in draft_of("lookbook").plans if plan.kind == "opener"]
    assert [plan.side for plan in openers] == ["left"] * 3


def test_every_picture_is_credited() -> None:
    for folder in (path.parent for path in EXAMPLES.rglob("*.jpg")):
        credits = {line["file"]: line for line in json.loads((folder / "credits.json").read_text("utf-8"))}
        assert {path.name for path in folder.glob("*.jpg")} == set(credits)
        assert all(line["licence"] and line["author"] for line in credits.values())
