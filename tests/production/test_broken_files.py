"""Templates, kits and jobs with something wrong in them are findings, never faults of the program."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from designer_app.design import library
from designer_app.errors import DesignError, Finding
from designer_app.production.flight.targets import check_targets
from designer_app.production.jobs import read_job

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "tests" / "data" / "templates"
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 0.0001, 1e9, 1e308, "", "x", "W", "W / 0", "W ** 9 ** 9", "hug", "{{", "{{ x }}", "{% if %}",
    "{{ headline | money }}", "{{ headline | nothing }}", "{{ item.text }}", "headline.bottom + 1", "(((((", "1 if 2 else",
    "../../x", "\0", "a" * 600, "#zz", "#fff", "accent", "accent/x", "photo:none", "logo:none", "{a.b}", "{w / 0}",
    "M 0 0 L {w} x", [], {}, [1, 2], {"$value": "#fff"}, {"colorSpace": "oklch", "components": [1, 2]},
)  # fmt: skip


def broken(data: Any, seed: int) -> Any:
    """A copy with one to three values at random places changed to something odd, or gone."""
    chance = random.Random(seed)
    data = copy.deepcopy(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        path = chance.choice([path for path in places(data) if path])
        here = data
        for step in path[:-1]:
            here = here[step]
        if isinstance(here, dict) and chance.random() < 0.2:
            del here[path[-1]]
        else:
            here[path[-1]] = chance.choice(ODD)
    return data


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def told(*arguments: Any) -> list[Finding]:
    try:
        return check_targets(*arguments, workers=1)
    except DesignError as error:
        return list(error.findings)


def assert_findings(found: list[Finding], seed: int) -> None:
    assert all(finding.code not in ("internal-error", "out-of-memory") for finding in found), (seed, found)


def seeds(few: int, many: int) -> list[Any]:
    return [*range(few), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(few, many))]


@pytest.mark.parametrize("seed", seeds(20, 400))
@pytest.mark.parametrize("name", ["note", "cards"])
def test_broken_templates(tmp_path: Path, name: str, seed: int) -> None:
    write(tmp_path / "template.json", broken(read(TEMPLATES / name / "template.json"), seed))
    shutil.copy(TEMPLATES / name / "rows.json", tmp_path)
    assert_findings(told([str(tmp_path)], ["med"]), seed)


@pytest.mark.parametrize("seed", seeds(12, 300))
@pytest.mark.parametrize("file", ["kit.json", "tokens.json", "symbols.json"])
def test_broken_kits(tmp_path: Path, file: str, seed: int) -> None:
    kit = tmp_path / "kit"
    shutil.copytree(ROOT / "brand_kits" / "med", kit)
    write(kit / file, broken(read(kit / file), seed))
    library._kit.cache_clear()
    assert_findings(told([str(kit)]), seed)
    assert_findings(told([str(TEMPLATES / "cards")], [str(kit)]), seed)


@pytest.mark.parametrize("seed", seeds(20, 400))
def test_broken_jobs(tmp_path: Path, seed: int) -> None:
    whole = {
        "template": str(TEMPLATES / "note"), "data": str(TEMPLATES / "note" / "rows.json"), "kits": ["med"],
        "sizes": ["300x300"], "langs": ["ru"], "name": "{{key}}", "formats": ["png"], "rows": ["ru"],
        "set": {"body": "x"}, "vary": {"headline": ["A", "B"]}, "as_of": "2026-11-25",
        "overrides": [{"layer": "headline", "row": "ru", "set": {"size": 40}}],
    }  # fmt: skip
    write(tmp_path / "a.json", broken(whole, seed))
    assert_findings(told([str(tmp_path / "a.json")]), seed)


def test_paths_of_a_job_are_relative_to_it(tmp_path: Path) -> None:
    write(
        tmp_path / "a.json",
        {"template": "mine", "data": "rows.csv", "kits": ["med", "ours"], "assets": ["pictures"]},
    )
    (tmp_path / "mine").mkdir()
    (tmp_path / "ours").mkdir()
    job = read_job(tmp_path / "a.json")
    assert job.template == str(tmp_path / "mine")
    assert job.kits == ("med", str(tmp_path / "ours"))
    assert (job.data, job.assets) == (str(tmp_path / "rows.csv"), (str(tmp_path / "pictures"),))
