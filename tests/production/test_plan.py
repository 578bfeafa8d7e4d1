"""What a job comes to before anything is painted."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.design.sizes import load_sizes, parse_size
from designer_app.design.template import Override
from designer_app.errors import DesignError
from designer_app.production.drafting import allowed_formats
from designer_app.production.jobs import Job, read_job
from designer_app.production.plan import make_plan, merged

TEMPLATES = Path(__file__).resolve().parents[1] / "data" / "templates"
NOTE, CARDS = TEMPLATES / "note", TEMPLATES / "cards"


@pytest.fixture(autouse=True)
def _folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a plan looks whether its output folder can be made


def job(**fields: object) -> Job:
    base: dict[str, object] = {
        "template": str(NOTE),
        "data": str(NOTE / "rows.json"),
        "sizes": ("300x300",),
        "kits": ("med",),
    }
    return Job(**(base | fields))  # type: ignore[arg-type]


def test_every_dimension_multiplies() -> None:
    plan = make_plan(
        job(kits=("med", "northline"), sizes=("300x300", "300x400"), langs=("ru", "en"), formats=("png", "jpg"),
            vary={"headline": ("A", "B"), "tone": ("calm", "loud")}),
        "o",
    )  # fmt: skip
    assert plan.count == 6 * 2 * 2 * 2 * 2 * 4
    stems = [(c.stem, chunk.setting.formats[0]) for chunk in plan.chunks for c in chunk.cells]
    assert len(set(stems)) == plan.count
    assert sorted(c.number for chunk in plan.chunks for c in chunk.cells) == list(range(plan.count))


def test_the_rows_own_language_then_the_one_of_its_script() -> None:
    languages = {c.key: chunk.setting.lang for chunk in make_plan(job(), "o").chunks for c in chunk.cells}
    assert languages["de"] == "de"
    assert (languages["short"], languages["ru"]) == ("en", "ru")  # by their script
    languages = {
        c.key: chunk.setting.lang for chunk in make_plan(job(langs=("en",)), "o").chunks for c in chunk.cells
    }
    assert set(languages.values()) == {"en"}


def test_pages_are_counted_by_row() -> None:
    plan = make_plan(job(template=str(CARDS), data=str(CARDS / "rows.json")), "o")
    assert [(c.key, c.page) for chunk in plan.chunks for c in chunk.cells] == [
        ("two", 1),
        ("two", 2),
        ("two", 3),
        ("none", 1),
    ]


def test_the_preferred_format_of_each_size() -> None:
    sizes = load_sizes()
    assert allowed_formats(parse_size("1200x628", sizes))[0] == "png"
    for size in sizes.values():
        first = allowed_formats(size)[0]
        liked = [name for name in ("png", "jpg", "webp", "pdf") if name in size.formats]
        assert first == (liked[0] if liked else "png")


def test_unknown_names_are_wrong_use() -> None:
    for wrong in (
        {"template": "nonne"},
        {"kits": ("mad",)},
        {"sizes": ("hugee",)},
        {"set": {"hedline": "x"}},
        {"vary": {"x": ("a",)}},
        {"rows": ("nobody",)},
    ):
        with pytest.raises(DesignError) as caught:
            make_plan(job(**wrong), "o")
        assert caught.value.usage, wrong


def test_merged_plans_are_numbered_through() -> None:
    plans = [make_plan(job(name="a/{{key}}"), "o"), make_plan(job(name="b/{{key}}"), "o")]
    whole = merged(plans)
    assert [c.number for chunk in whole.chunks for c in chunk.cells] == list(range(12))


def test_a_deviation_of_a_row_that_is_gone_is_listed() -> None:
    gone = Override(layer="headline", set={"max_lines": 2}, row="shrot")
    kept = Override(layer="headline", set={"max_lines": 2}, row="short")
    plan = make_plan(job(overrides=(kept, gone), rows=("de",)), "o", file="a.job.json")
    (finding,) = [f for f in plan.findings if f.code == "stale-override"]
    assert (finding.file, finding.place, finding.found) == ("a.job.json", "overrides[1]", "row 'shrot'")
    assert finding.remedy == "did you mean 'short'?"


def test_a_job_may_be_written_as_toml(tmp_path: Path) -> None:
    (tmp_path / "week.toml").write_text(
        'template = "note"\ndata = "rows.csv"\nsizes = ["vk-post-square"]\nas_of = 2026-11-25\n'
        '[vary]\nheadline = ["One", "Two"]\n[[overrides]]\nrow = "a"\nlayer = "band"\nset = {visible = false}\n',
        encoding="utf-8",
    )
    job = read_job(tmp_path / "week.toml")
    assert (job.template, job.data, job.as_of) == ("note", str(tmp_path / "rows.csv"), "2026-11-25")
    assert (job.vary, job.overrides[0].set) == ({"headline": ("One", "Two")}, {"visible": False})
    (tmp_path / "bad.toml").write_text("template = \n")
    with pytest.raises(DesignError) as caught:
        read_job(tmp_path / "bad.toml")
    assert [finding.code for finding in caught.value.findings] == ["bad-toml"]
