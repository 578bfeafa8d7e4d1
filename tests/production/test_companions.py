"""Files beside the pictures: captions, archives, contact sheets; made anew only where what they show has changed."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from designer_app.errors import DesignError
from designer_app.production import companions
from designer_app.production.batch import Summary
from designer_app.production.jobs import Job
from designer_app.production.ledger import FOLDER
from designer_app.production.plan import make_plan
from designer_app.production.renewing import renew
from designer_app.production.verifying import verify

NOTE = Path(__file__).resolve().parents[1] / "data" / "templates" / "note"
ROWS: list[dict[str, Any]] = [
    {"_key": "чай/1", "headline": "First", "price": "1200", "tag": "#tea"},
    {"_key": "b", "headline": "Second", "price": "100", "tag": ""},
    {"_key": "c", "headline": "Third", "tag": "#last"},
]


def run(folder: Path, rows: list[dict[str, Any]], *, prune: bool = False, **wishes: Any) -> Summary:
    (folder / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
    job = Job(
        template=str(NOTE), data=str(folder / "rows.json"), kits=("northline",),
        sizes=("vk-post-square", "instagram-post-square"), formats=("jpg",), **wishes,
    )  # fmt: skip
    return renew(make_plan(job, str(folder / "out")), workers=1, prune=prune)


def tree(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


def test_the_receipt_says_of_companions_what_their_pictures_share(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {
        "captions": "{{ headline }} {{ tag }}",
        "zip": "row",
        "contact": ("png",),
        "as_of": "2026-11-25",
    }
    run(tmp_path, ROWS, vary={"body": ("one", "two")}, **wishes)
    lines = {
        line["path"]: line for line in json.loads((tmp_path / "out" / "receipt.json").read_bytes())["files"]
    }
    picture, caption = lines["b-1-vk-post-square-1.jpg"], lines["b-1.txt"]
    for field in ("key", "variant", "kit", "lang", "template", "template_version", "kit_version", "as_of"):
        assert caption[field] == picture[field] != ""
    assert (caption["size"], caption["slots"], caption["encoder"]) == ("", ["headline"], "text, UTF-8")
    archive, sheet = lines["b.zip"], lines["contact-sheet.png"]
    assert (archive["key"], archive["variant"], archive["encoder"]) == ("b", "", "zip, stored")
    assert (sheet["key"], sheet["kit"], sheet["encoder"]) == ("", "northline", "png")
    assert sheet["template_version"] == picture["template_version"]
    # A later date makes the same captions: they stay, and the receipt says the new date.
    made = (tmp_path / "out" / "b-1.txt").stat().st_mtime_ns
    run(tmp_path, ROWS, vary={"body": ("one", "two")}, **{**wishes, "as_of": "2026-11-26"})
    again = {
        line["path"]: line for line in json.loads((tmp_path / "out" / "receipt.json").read_bytes())["files"]
    }
    assert (tmp_path / "out" / "b-1.txt").stat().st_mtime_ns == made
    assert again["b-1.txt"]["as_of"] == "2026-11-26"


def test_captions_lie_beside_the_pictures_of_their_row(tmp_path: Path) -> None:
    words = '{{ headline }} — {{ price | money | default: "free" }} {{ tag }}'
    run(tmp_path, ROWS, captions=words, name="{{size}}/{{key}}")
    found = tree(tmp_path / "out")
    assert {name for name in found if name.endswith(".txt")} == {"чай-1.txt", "b.txt", "c.txt"}
    assert found["чай-1.txt"].decode() == "First — ₽1,200 #tea\n"
    run(tmp_path / "out", ROWS, captions="headline", name="{{key}}/{{size}}")
    assert (tmp_path / "out" / "out" / "b" / "b.txt").read_bytes() == b"Second\n"


def test_a_column_may_be_the_caption_and_an_empty_cell_makes_none(tmp_path: Path) -> None:
    run(tmp_path, ROWS, captions="tag")
    found = tree(tmp_path / "out")
    assert {name: found[name] for name in found if name.endswith(".txt")} == {
        "чай-1.txt": b"#tea\n", "c.txt": b"#last\n"
    }  # fmt: skip


def test_a_caption_that_names_nothing_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    for words in ("{{ headlin }}", "tagg"):
        with pytest.raises(DesignError) as refused:
            run(tmp_path, ROWS, captions=words)
        assert refused.value.usage
        assert "did you mean" in refused.value.findings[0].remedy
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("by", ["platform", "row"])
def test_archives_hold_pictures_and_captions_and_have_the_same_bytes_again(tmp_path: Path, by: str) -> None:
    run(tmp_path, ROWS, captions="headline", zip=by)
    found = tree(tmp_path / "out")
    names = {name for name in found if name.endswith(".zip")}
    assert names == ({"VK.zip", "Instagram.zip"} if by == "platform" else {"чай-1.zip", "b.zip", "c.zip"})
    for name in names:
        with zipfile.ZipFile(io.BytesIO(found[name])) as archive:
            assert archive.testzip() is None
            inside = archive.namelist()
            assert {member: archive.read(member) for member in inside} == {m: found[m] for m in inside}
            pictures = [member for member in inside if member.endswith(".jpg")]
            assert len(pictures) == (3 if by == "platform" else 2)
            assert len(inside) - len(pictures) == (3 if by == "platform" else 1)
    (tmp_path / "again").mkdir()
    run(tmp_path / "again", ROWS, captions="headline", zip=by)
    again = tree(tmp_path / "again" / "out")
    assert {name: again[name] for name in names} == {name: found[name] for name in names}


def test_a_picture_that_changes_costs_its_own_page_of_the_contact_sheet(tmp_path: Path) -> None:
    rows = [{"_key": f"k{n:02}", "headline": f"Number {n}", "price": "5"} for n in range(30)]
    rows[-1]["_size"] = "vk-post-square"
    run(tmp_path, rows, contact=("png",))
    out = tmp_path / "out"
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("contact-sheet-*.png")}
    assert len(before) > 1
    run(tmp_path, [*rows[:-1], {**rows[-1], "headline": "Mended"}], contact=("png",))
    after = {path.name: path.stat().st_mtime_ns for path in out.glob("contact-sheet-*.png")}
    assert after.keys() == before.keys()
    assert 1 <= sum(after[name] != before[name] for name in after) < len(after)
    mended = {path.name: path.read_bytes() for path in out.glob("contact-sheet-*.png")}
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    run(fresh, [*rows[:-1], {**rows[-1], "headline": "Mended"}], contact=("png",))
    assert {path.name: path.read_bytes() for path in (fresh / "out").glob("contact-sheet-*.png")} == mended


def test_contact_sheets_show_every_picture_with_its_key(tmp_path: Path) -> None:
    rows = [{"_key": f"row-{number}", "headline": f"No. {number}"} for number in range(70)]
    summary = run(tmp_path, rows, contact=("png", "pdf"))
    assert {"contact-sheet.pdf", "contact-sheet-1.png"} <= set(summary.companions)
    document = pypdfium2.PdfDocument((tmp_path / "out" / "contact-sheet.pdf").read_bytes())
    pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) == len([name for name in summary.companions if name.endswith(".png")]) > 1
    keys = Counter(key for page in pages for key in re.findall(r"row\S\d+", page))
    assert sorted(keys.values()) == [2] * 70
    assert all("1080 × 1080" in page for page in pages)
    assert document[0].get_size() == pytest.approx((595.28, 841.9), abs=1)


def test_they_are_made_anew_only_where_something_changed_and_pruned_with_their_rows(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"captions": "headline", "zip": "row", "contact": ("png",)}
    run(tmp_path, ROWS, **wishes)
    out = tmp_path / "out"
    assert verify(out).ok
    receipt = {line["path"]: line for line in json.loads((out / "receipt.json").read_bytes())["files"]}
    assert {"b.zip", "b.txt", "contact-sheet.png"} <= set(receipt)
    assert receipt["b.zip"]["key"] == "b"
    before = {path: path.stat().st_mtime_ns for path in sorted(out.rglob("*")) if path.is_file()}
    run(tmp_path, ROWS, **wishes)
    assert {path: path.stat().st_mtime_ns for path in sorted(out.rglob("*")) if path.is_file()} == before
    (out / "c.txt").write_bytes(b"mine")
    changed = [{**ROWS[0], "headline": "Other"}, ROWS[2]]
    run(tmp_path, changed, prune=True, **wishes)
    found = tree(out)
    assert found["чай-1.txt"] == b"Other\n"
    assert not {"b.zip", "b.txt"} & set(found)
    assert (found["c.txt"], found["c.new.txt"]) == (b"mine", b"Third\n")
    assert (out / "c.zip").stat().st_mtime_ns != before[out / "c.zip"]


@pytest.mark.parametrize(("most", "times"), [(10, 2), (11, 1), (12, 1)])
def test_what_is_large_is_made_twice_and_never_kept_whole(
    monkeypatch: pytest.MonkeyPatch, most: int, times: int
) -> None:
    made = []

    def make() -> list[bytes]:
        made.append(1)
        return [b"12345", b"678", b"901"]

    monkeypatch.setattr(companions, "_KEPT", most)
    content = companions.content_of(make)
    assert b"".join(content.pieces()) == b"12345678901"
    assert (content.size, len(made)) == (11, times)
    assert content.sha256 == hashlib.sha256(b"12345678901").hexdigest()


def test_a_contact_sheet_made_anew_decodes_new_pictures_alone(tmp_path: Path) -> None:
    copies = tmp_path / "out" / FOLDER / "thumbnails"
    run(tmp_path, [*ROWS[:2], {**ROWS[2], "headline": ""}], contact=("png", "pdf"))
    before = {path.name: path.stat().st_mtime_ns for path in copies.iterdir()}
    assert len(before) == 2  # of two rows, whose two sizes are the same picture; the third is to be mended
    run(tmp_path, [ROWS[2], *ROWS[:2]], contact=("png", "pdf"))
    after = {path.name: path.stat().st_mtime_ns for path in copies.iterdir()}
    assert before.items() < after.items()
    assert len(after) == 3
    (tmp_path / "fresh").mkdir()
    run(tmp_path / "fresh", [ROWS[2], *ROWS[:2]], contact=("png", "pdf"))
    sheets = [name for name in tree(tmp_path / "out") if name.startswith("contact-sheet")]
    assert all(tree(tmp_path / "out")[name] == tree(tmp_path / "fresh" / "out")[name] for name in sheets)
    run(tmp_path, ROWS[:1], contact=("png",))
    assert len(list(copies.iterdir())) == 1  # those that no page shows are gone
