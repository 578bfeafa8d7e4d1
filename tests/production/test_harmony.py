"""Series harmony: one size for a set of texts, whoever else is made, in whatever order."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.build.requests import Request
from designer_app.build.resources import Resources
from designer_app.design.template import Override
from designer_app.production.batch import Summary, run_plan
from designer_app.production.harmony import harmonise, outliers
from designer_app.production.jobs import Job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.press import Press, make_alone
from designer_app.production.single import make_single, single

WORDS = [
    "light",
    "river",
    "of",
    "morning",
    "paper",
    "stones",
    "over",
    "the",
    "quiet",
    "harbour",
    "seven",
    "lanterns",
]


def template(folder: Path, layers: Sequence[dict[str, Any]], **page: Any) -> Path:
    data = {
        "name": {"en": "Series"},
        "slots": {
            "title": {"type": "text"},
            "note": {"type": "text"},
            "count": {"type": "number"},
            "steps": {"type": "list", "item": {"text": {"type": "text"}}},
        },
        "classes": {"square": {"artboard": [300, 300]}, "landscape": {"artboard": [400, 300]}},
        "pages": [{"name": "main", "layers": list(layers), **page}],
    }
    folder.mkdir()
    (folder / "template.json").write_text(json.dumps(data))
    return folder


def title(harmony: dict[str, str] | None, **fields: Any) -> dict[str, Any]:
    layer = {
        "kind": "text", "name": "title", "text": "{{ title }}", "x": 20, "y": 20, "w": "W - 40", "h": 60,
        "size": 40, "min_size": 8,
    }  # fmt: skip
    return layer | ({"harmony": harmony} if harmony else {}) | fields


def table(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path.write_text(json.dumps([{"_key": f"r{i}", **row} for i, row in enumerate(rows)]))
    return path


def titles(lengths: Sequence[int]) -> list[dict[str, Any]]:
    return [{"title": " ".join(WORDS[i % len(WORDS)] for i in range(n))} for n in lengths]


def plan_of(folder: Path, rows: Path, **fields: Any) -> Plan:
    base: dict[str, Any] = {
        "template": str(folder),
        "data": str(rows),
        "sizes": ("300x300",),
        "kits": ("med",),
    }
    return make_plan(Job(**base | fields), str(rows.parent / "out"), mode="build")


def solved(plan: Plan) -> Plan:
    return harmonise(plan, lambda chunks: make_alone(chunks, lambda: False))


def sizes(plan: Plan, layer: str = "title") -> dict[tuple[str, str, int], float]:
    """Size of type in every cell as it is built, artboard px, by key, size and page."""
    press, found = Press(), {}
    for chunk in solved(plan).chunks:
        for cell in chunk.cells:
            for fit in press.build(chunk.setting, cell).fits:
                if fit.layer == layer:
                    found[cell.key, chunk.setting.size.id, cell.page] = fit.size
    return found


def bare(folder: Path, rows: Path, **fields: Any) -> list[float]:
    """The sizes that every text would have by itself: each row made from a table of its own."""
    found = []
    for number, row in enumerate(json.loads(rows.read_text())):
        path = rows.parent / f"alone-{number}.json"
        path.write_text(json.dumps([row]))
        found += sizes(plan_of(folder, path, **fields)).values()
    return found


# ── Equal sizes ─────────────────────────────────────────────────────────────────────────────────


def test_rows_of_a_size_share_the_smallest_ones_size(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    rows = table(tmp_path / "rows.json", titles([3, 9, 6, 12]))
    alone = bare(folder, rows)
    assert len(set(alone)) == 4
    assert set(sizes(plan_of(folder, rows)).values()) == {min(alone)}


def test_a_size_has_its_own_set(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    rows = table(tmp_path / "rows.json", titles([3, 12]))
    found = sizes(plan_of(folder, rows, sizes=("300x300", "400x300")))
    assert found["r0", "300x300", 1] == found["r1", "300x300", 1]
    assert found["r0", "400x300", 1] == found["r1", "400x300", 1] > found["r0", "300x300", 1]


def test_pages_share_within_their_row_only(tmp_path: Path) -> None:
    step = title({"scope": "pages"}, text="{{ item.text }}")
    folder = template(tmp_path / "t", [step], repeat="steps")
    long, short = ({"text": row["title"]} for row in titles([14, 2]))
    rows = table(tmp_path / "rows.json", [{"steps": [long, short, short]}, {"steps": [short, short]}])
    found = sizes(plan_of(folder, rows))
    assert len({found["r0", "300x300", page] for page in (1, 2, 3)}) == 1
    assert found["r1", "300x300", 1] == found["r1", "300x300", 2] == 40.0 > found["r0", "300x300", 1]


def test_layers_of_a_group_and_repeats_on_a_page_go_together(tmp_path: Path) -> None:
    group = {"scope": "pages", "group": "words"}
    folder = template(
        tmp_path / "t",
        [
            title(group),
            title(group, name="note", text="{{ note }}", y=100, min_size=30),
            {"kind": "stack", "name": "list", "x": 20, "y": 180, "w": 260, "repeat": "steps", "layers": [
                {"kind": "text", "name": "step", "text": "{{ item.text }}", "size": 30, "min_size": 8, "max_lines": 1,
                 "w": 260, "harmony": {"scope": "pages", "group": "words"}},
            ]},
        ],
    )  # fmt: skip
    row = titles([12])[0] | {
        "note": "Hm",
        "steps": [{"text": "One"}, {"text": "and then a longer second one"}],
    }
    rows = table(tmp_path / "rows.json", [row])
    plan = solved(plan_of(folder, rows))
    built = Press().build(plan.chunks[0].setting, plan.chunks[0].cells[0])
    assert [fit.layer for fit in built.fits] == ["title", "note", "step", "step"]
    assert len({fit.size for fit in built.fits}) == 1


def test_sizes_go_the_same_steps_down_their_ladders(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "sizes"}, size="0.13 * H", h="0.2 * H")])
    rows = table(tmp_path / "rows.json", titles([10, 2]))
    asked = ("300x300", "600x300", "600x600")
    found = sizes(plan_of(folder, rows, sizes=asked))
    alone = {size: bare(folder, rows, sizes=(size,)) for size in asked}
    assert alone["600x300"][0] > found["r0", "600x300", 1]  # wider, it would be larger by itself
    shares = {found["r0", size, 1] / (0.13 * 300) for size in asked}  # all have an artboard 300 high
    assert max(shares) / min(shares) < 1.021
    assert {found["r1", size, 1] for size in asked} == {39.0}


def test_a_layer_that_a_deviation_harmonises(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title(None)])
    rows = table(tmp_path / "rows.json", titles([3, 12]))
    assert not plan_of(folder, rows).series
    wish = Override(layer="title", set={"harmony": {"scope": "rows"}})
    assert len(set(sizes(plan_of(folder, rows, overrides=(wish,))).values())) == 1


def test_what_is_moved_by_a_smaller_text_is_measured_again(tmp_path: Path) -> None:
    """The smaller a title is, the less room its note gets: a short title in a set loses some."""
    folder = template(
        tmp_path / "t",
        [
            title({"scope": "rows"}, h=None, max_lines=3),
            title({"scope": "rows"}, name="note", text="{{ note }}", y="title.bottom + 4",
                  h="max(20, 120 + 3 * (title.size - 20) - title.h)", size=40),
        ],
    )  # fmt: skip
    rows = table(
        tmp_path / "rows.json",
        [{"title": " ".join(WORDS[:n]), "note": " ".join(WORDS[:m])} for n, m in ((2, 9), (9, 3), (4, 6))],
    )
    plan = plan_of(folder, rows)
    assert len(set(sizes(plan, "note").values())) == 1
    assert len(set(sizes(plan, "title").values())) == 1


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 14), min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], shuffle: random.Random
) -> None:
    tmp = tmp_path_factory.mktemp("order")
    folder = template(tmp / "t", [title({"scope": "rows"})])
    rows = table(tmp / "rows.json", titles(lengths))
    first = sizes(plan_of(folder, rows))
    mixed = json.loads(rows.read_text())
    shuffle.shuffle(mixed)
    rows.write_text(json.dumps(mixed))
    assert sizes(plan_of(folder, rows)) == first
    assert len(set(first.values())) == 1


# ── Rows that leave ─────────────────────────────────────────────────────────────────────────────


def test_one_row_of_twenty_may_leave_and_is_named(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    rows = table(tmp_path / "rows.json", titles([3] * 19 + [40]))
    plan = plan_of(folder, rows, formats=("png", "jpg"))
    found = sizes(plan)
    assert {found[f"r{i}", "300x300", 1] for i in range(19)} == {40.0}
    assert found["r19", "300x300", 1] < 30
    (note,) = solved(plan).findings
    assert (note.code, note.place) == ("harmony-apart", "row r19")
    assert "would shrink 'title' in 38 files by" in note.found


def test_where_none_may_leave_the_row_that_shrinks_the_rest_is_named(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    rows = table(tmp_path / "rows.json", titles([3] * 18 + [40]))
    plan = plan_of(folder, rows)
    assert len(set(sizes(plan).values())) == 1
    (note,) = solved(plan).findings
    assert (note.code, note.place) == ("harmony-shrinks", "row r18")
    assert note.found.startswith("shrinks 'title' in 18 files by")


def test_rows_that_shrink_the_rest_together_are_named(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    plan = plan_of(folder, table(tmp_path / "rows.json", titles([3] * 17 + [40, 42, 40])))
    assert len(set(sizes(plan).values())) == 1
    notes = solved(plan).findings
    assert sorted(note.place for note in notes) == ["row r17", "row r18", "row r19"]
    assert {note.code for note in notes} == {"harmony-shrinks"}
    assert all(note.found.startswith("shrinks 'title' in 17 files by") for note in notes)


def test_no_page_leaves_its_row(tmp_path: Path) -> None:
    step = title({"scope": "pages"}, text="{{ item.text }}")
    folder = template(tmp_path / "t", [step], repeat="steps")
    texts = [{"text": row["title"]} for row in titles([2] * 24 + [40])]
    plan = plan_of(folder, table(tmp_path / "rows.json", [{"steps": texts}]))
    assert len(set(sizes(plan).values())) == 1
    (note,) = solved(plan).findings
    assert (note.code, note.severity, note.place) == ("harmony-shrinks", "note", "row r0, page 25")
    assert "24 files" in note.found


@given(st.lists(st.floats(4, 400), min_size=1, max_size=120), st.randoms(use_true_random=False))
def test_who_leaves(values: list[float], shuffle: random.Random) -> None:
    rows = {(f"r{i}", 0): value for i, value in enumerate(values)}
    gone = outliers(rows)
    assert len(gone) <= 0.05 * len(rows)
    mixed = list(rows.items())
    shuffle.shuffle(mixed)
    assert sorted(outliers(dict(mixed))) == sorted(gone)
    if gone:
        rest = min(value for row, value in rows.items() if row not in gone)
        assert all(rows[row] * 1.02**3 < rest for row in gone)


# ── One file is the batch's ─────────────────────────────────────────────────────────────────────


def _files(summary: Summary, out: Path) -> dict[str, bytes]:
    assert summary.ok, [finding for result in summary.results for finding in result.findings]
    return {result.path: (out / result.path).read_bytes() for result in summary.made}


def test_a_single_picture_and_a_part_of_the_rows_equal_the_batchs(tmp_path: Path) -> None:
    folder = template(
        tmp_path / "t",
        [title({"scope": "rows"}), title({"scope": "sizes"}, name="note", text="{{ note }}", y=120)],
    )
    rows = table(tmp_path / "rows.json", [row | {"note": row["title"]} for row in titles([3, 9, 6])])
    job = Job(template=str(folder), data=str(rows), kits=("med",), sizes=("300x300", "600x300"))
    whole = _files(run_plan(make_plan(job, str(tmp_path / "all")), workers=1), tmp_path / "all")
    assert len(whole) == 6
    some = msgspec.structs.replace(job, rows=("r1",))
    part = _files(run_plan(make_plan(some, str(tmp_path / "some")), workers=1), tmp_path / "some")
    assert part == {name: data for name, data in whole.items() if name.startswith("r1-")}
    one = msgspec.structs.replace(some, sizes=("600x300",), formats=("png",))
    out = tmp_path / "one.png"
    made = make_single(single(one, str(out), among=job.sizes))
    assert made.ok
    assert out.read_bytes() == whole["r1-600x300-1.png"]
    assert make_single(single(one, str(out))).ok
    assert out.read_bytes() != whole["r1-600x300-1.png"]  # by itself it is larger


def test_workers_make_the_same_files(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    rows = table(tmp_path / "rows.json", titles([3, 9, 6, 2, 5, 11, 4, 8, 1, 12]))
    job = Job(template=str(folder), data=str(rows), kits=("med",), sizes=("300x300", "400x300"))
    one = _files(run_plan(make_plan(job, str(tmp_path / "a")), workers=1), tmp_path / "a")
    two = _files(run_plan(make_plan(job, str(tmp_path / "b")), workers=2), tmp_path / "b")
    assert one == two


def test_a_row_that_cannot_be_read_takes_no_part_but_one_without_its_picture_does(tmp_path: Path) -> None:
    bad = {"kind": "image", "name": "photo", "source": "{{ note }}", "x": 0, "y": 200, "w": 50, "h": 50}
    folder = template(tmp_path / "t", [title({"scope": "rows"}), bad])
    long = titles([14])[0]
    rows = table(tmp_path / "a.json", [*titles([3, 6]), long | {"count": "many"}])
    summary = run_plan(plan_of(folder, rows), workers=1)
    assert [result.key for result in summary.failed] == ["r2"]
    found = solved(plan_of(folder, rows)).chunks[0].cells[0].solved
    assert (
        found == solved(plan_of(folder, table(tmp_path / "b.json", titles([3, 6])))).chunks[0].cells[0].solved
    )
    rows = table(tmp_path / "c.json", [*titles([3, 6]), long | {"note": "missing.jpg"}])
    assert [result.key for result in run_plan(plan_of(folder, rows), workers=1).failed] == ["r2"]
    whole = table(tmp_path / "d.json", [*titles([3, 6]), long])  # mending a picture moves no other row
    cells = [solved(plan_of(folder, path)).chunks[0].cells[0].solved for path in (rows, whole)]
    assert cells[0] == cells[1] != found


def test_what_is_remembered_of_a_page_is_of_its_solved_sizes(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    plan = plan_of(folder, table(tmp_path / "rows.json", titles([3])))
    setting, cell = plan.chunks[0].setting, plan.chunks[0].cells[0]
    press = Press()
    found = [
        press.build(setting, msgspec.structs.replace(cell, solved=sizes)).fits[0].size
        for sizes in ({}, {"title": 20.0}, {"title": 30.0}, {}, {"title": 20.0})
    ]
    assert found == [40.0, 20.0, 30.0, 40.0, 20.0]


def test_lines_that_span_their_frame_keep_the_size_that_was_solved(tmp_path: Path) -> None:
    folder = template(tmp_path / "t", [title({"scope": "pages"}, span=True, max_lines=1, size=200)])
    words = [{"title": f"{one} {two}"} for one in WORDS for two in WORDS[:6]]
    plan = solved(plan_of(folder, table(tmp_path / "rows.json", words)))
    press = Press()
    for cell in plan.chunks[0].cells:
        assert press.build(plan.chunks[0].setting, cell).fits[0].size == cell.solved["title"]


def test_what_was_measured_is_kept_and_only_other_rows_are_measured_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from designer_app.production import press
    from designer_app.production.renewing import renew

    seen: list[str] = []
    measure = press.measure_page

    def measured(request: Request, resources: Resources, page: int = 1) -> Any:
        seen.append(request.key)
        return measure(request, resources, page)

    monkeypatch.setattr(press, "measure_page", measured)
    folder = template(tmp_path / "t", [title({"scope": "rows"})])
    lengths = [3, 9, 6, 4]
    rows = table(tmp_path / "rows.json", titles(lengths))
    job = Job(template=str(folder), data=str(rows), kits=("med",), sizes=("300x300",))

    def files(out: str) -> dict[str, bytes]:
        summary = renew(make_plan(job, str(tmp_path / out)), workers=1)
        assert summary.ok
        return {result.path: (tmp_path / out / result.path).read_bytes() for result in summary.made}

    first = files("o")
    assert set(seen) == {"r0", "r1", "r2", "r3"}
    seen.clear()
    assert files("o") == first
    assert seen == []
    table(tmp_path / "rows.json", titles([3, 9, 7, 4]))
    changed = files("o")
    assert set(seen) == {"r2"}
    assert changed == files("fresh")
    table(tmp_path / "rows.json", titles([3, 14, 7, 4]))  # it lowers the others
    assert files("o") == files("fresh again")
    for broken in (b"", b"not ours", b"\x81\xa1a\x92\x90\x90"):
        (tmp_path / "o" / ".designer" / "fits").write_bytes(broken)
        assert files("o") == files("fresh again")
