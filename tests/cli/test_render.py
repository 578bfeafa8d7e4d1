"""One picture: files, slots, rows, pages, and every way in which it may fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from designer_app.export.metadata import read_meta
from tests.cli.running import CARDS, NOTE, Designer, table

BASE = ("render", NOTE, "--kit", "northline", "--size", "1080x1080")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.webp", "WEBP"), ("a.avif", "AVIF")],
)
def test_the_suffix_chooses_the_format(designer: Designer, tmp_path: Path, name: str, kind: str) -> None:
    said = designer(*BASE, "--set", "headline=Open", "-o", tmp_path / "deep" / name)
    assert said.code == 0, said.err
    with Image.open(tmp_path / "deep" / name) as picture:
        assert (picture.format, picture.size) == (kind, (1080, 1080))
    assert [path.name for path in (tmp_path / "deep").iterdir()] == [name]


def test_a_row_of_a_table_and_set_wins_over_it(designer: Designer, tmp_path: Path) -> None:
    row = (*BASE, "--data", NOTE / "rows.json", "--row", "ru")
    assert designer(*row, "-o", tmp_path / "a.png").code == 0
    assert designer(*row, "--set", "headline=Другое", "-o", tmp_path / "b.png").code == 0
    one, other = read_meta(tmp_path / "a.png"), read_meta(tmp_path / "b.png")
    assert one.row_key == "ru"
    assert one.language == "ru"
    assert "Вторая кофейня открылась" in one.alt
    assert "Другое" in other.alt
    assert one.scene_key != other.scene_key


def test_pages(designer: Designer, tmp_path: Path) -> None:
    base = (
        "render",
        CARDS,
        "--kit",
        "med",
        "--size",
        "1080x1080",
        "--data",
        CARDS / "rows.json",
        "--row",
        "two",
    )
    assert designer(*base, "-o", tmp_path / "p{{page}}.png").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p1.png", "p2.png", "p3.png"]
    said = designer(*base, "-o", tmp_path / "one.png")
    assert said.code == 0
    assert "page 1 of 3" in said.err
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "p1.png").read_bytes()
    assert designer(*base, "--page", "3", "-o", tmp_path / "three.png").code == 0
    assert (tmp_path / "three.png").read_bytes() == (tmp_path / "p3.png").read_bytes()
    assert designer(*base, "--page", "4", "-o", tmp_path / "four.png").code == 2


def test_scene_prints_the_resolved_tree(designer: Designer) -> None:
    said = designer(*BASE, "--set", "headline=Open", "--scene")
    assert said.code == 0
    scene = json.loads(said.out)
    assert (scene["width"], scene["height"]) == (1080, 1080)
    layers = [child["meta"]["layer"] for child in scene["root"]["children"]]
    assert layers == ["band", "headline", "body"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], "value-missing"),
        (["--set", "headline="], "value-missing"),
        (["--set", "headline=" + "x" * 10_001], "text-too-long"),
        (["--set", "headline=Open", "--set", "price=dear"], "bad-money"),
        (["--set", "headline=Open", "--set", "tone=shrill"], "unknown-choice"),
        (["--set", "headline=Open", "--set", "code=ab"], "wrong-pattern"),
        (["--set", "headline=Open", "--set", "photo=none.jpg"], "missing-file"),
        (["--set", "headline=Open", "--set", "photo=../../secret.jpg"], "path-outside"),
        (["--set", "headline=Open", "--set", "photo=photo:nothing"], "unknown-asset"),
    ],
)
def test_bad_values_end_with_1_and_no_file(
    designer: Designer, tmp_path: Path, arguments: list[str], code: str
) -> None:
    said = designer(*BASE, *arguments, "-o", tmp_path / "a.png")
    assert said.code == 1
    assert code in said.err
    assert list(tmp_path.iterdir()) == []


def test_an_unsupported_class_is_one_clear_finding(designer: Designer, tmp_path: Path) -> None:
    said = designer(
        "render", NOTE, "--kit", "med", "--size", "728x90", "--set", "headline=Open", "-o", tmp_path / "a.png"
    )
    assert said.code == 1
    assert len(said.err.strip().splitlines()) == 1
    assert "which is a strip" in said.err
    assert "square, portrait, landscape, story" in said.err
    assert list(tmp_path.iterdir()) == []


def test_which_row(designer: Designer, tmp_path: Path) -> None:
    said = designer(*BASE, "--data", NOTE / "rows.json", "-o", tmp_path / "a.png")
    assert said.code == 2
    assert "--row" in said.err
    said = designer(*BASE, "--data", NOTE / "rows.json", "--row", "shrt", "-o", tmp_path / "a.png")
    assert said.code == 2
    assert "did you mean 'short'" in said.err
    alone = table(tmp_path / "alone.json", [{"headline": "Only one"}])
    assert designer(*BASE, "--data", alone, "-o", tmp_path / "b.png").code == 0


def test_a_picture_named_by_the_person_may_lie_anywhere(designer: Designer, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    Image.new("RGB", (600, 600), (200, 30, 30)).save(tmp_path / "far" / "red.png")
    picture = tmp_path / "far" / "red.png"
    said = designer(*BASE, "--set", "headline=Open", "--set", f"photo={picture}", "-o", tmp_path / "a.png")
    assert said.code == 0, said.err
    with Image.open(tmp_path / "a.png") as made:
        assert made.getpixel((800, 600)) == (200, 30, 30)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"not a picture", "picture"), (b"", "picture"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture")],
)
def test_corrupt_pictures(designer: Designer, tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "bad.png").write_bytes(content)
    rows = table(tmp_path / "rows.json", [{"_key": "a", "headline": "Open", "photo": "bad.png"}])
    said = designer(*BASE, "--data", rows, "--row", "a", "-o", tmp_path / "out" / "a.png")
    assert said.code == 1
    assert "error[" in said.err
    assert "bad.png" in said.err
    assert not (tmp_path / "out").exists()


def test_broken_template_files(designer: Designer, tmp_path: Path) -> None:
    good = json.loads((NOTE / "template.json").read_text(encoding="utf-8"))
    good["pages"][0]["layers"][2]["colour"] = "red"
    (tmp_path / "template.json").write_text(json.dumps(good), encoding="utf-8")
    said = designer("render", tmp_path, "--kit", "med", "--size", "1080x1080", "-o", tmp_path / "a.png")
    assert said.code == 1
    assert "colour" in said.err
    assert "pages[0].layers[2]" in said.err
    (tmp_path / "template.json").write_text("{", encoding="utf-8")
    said = designer("render", tmp_path, "--kit", "med", "--size", "1080x1080", "-o", tmp_path / "a.png")
    assert said.code == 1
    assert "bad-json" in said.err


def test_strict_writes_nothing_for_a_warning(designer: Designer, tmp_path: Path) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "tiny.png")
    arguments = (*BASE, "--set", "headline=Open", "--set", f"photo={tmp_path / 'tiny.png'}")
    said = designer(*arguments, "-o", tmp_path / "a.png", "--strict")
    assert said.code == 1
    assert "low-resolution" in said.err
    assert not (tmp_path / "a.png").exists()
    assert designer(*arguments, "-o", tmp_path / "a.png").code == 0


def test_cannot_write(designer: Designer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    said = designer(*BASE, "--set", "headline=Open", "-o", tmp_path / "file" / "a.png")
    assert said.code == 1
    assert "cannot-write" in said.err


def test_several_sizes_are_named_to_choose_from(designer: Designer, tmp_path: Path) -> None:
    said = designer(
        "render", NOTE, "--size", "300x300,400x400", "--set", "headline=Hi", "-o", tmp_path / "a.png"
    )
    assert said.code == 2
    assert "found 2 sizes" in said.err
    assert "300x300, 400x400" in said.err


def test_a_drawing_is_sharp_at_any_size_and_a_focal_point_may_follow_its_name(
    designer: Designer, tmp_path: Path
) -> None:
    drawing = tmp_path / "sign.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>'
    )
    said = designer(
        "render", NOTE, "--kit", "med", "--size", "900x900", "--set", "headline=Hi", "--set", f"photo={drawing}@0.2,0.5",
        "-o", tmp_path / "a.png", "--strict",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert "low-resolution" not in said.err


def test_a_table_is_read_as_batches_read_it(designer: Designer, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("Прайс|\nна декабрь|\nKod|Ware\nЧай|\n7|Улун\n", encoding="utf-8")
    out = tmp_path / "out.png"
    flags = (
        "--separator",
        "|",
        "--header",
        "3",
        "--groups",
        "rows",
        "--column",
        "Ware=headline",
        "--key",
        "Kod",
    )
    said = designer("render", NOTE, "--size", "600x600", "--data", path, "--row", "7", *flags, "-o", out)
    assert said.code == 0, said.err


def test_a_focal_point_outside_of_the_picture_is_told(designer: Designer, tmp_path: Path) -> None:
    Image.new("RGB", (900, 900)).save(tmp_path / "a.jpg")
    rows = tmp_path / "rows.csv"
    rows.write_text('id,headline,photo\nx,Hi,"a.jpg@60,40"\ny,Hi,"a.jpg@0.6,0.4"\n', encoding="utf-8")
    out = tmp_path / "out.png"
    said = designer("render", NOTE, "--size", "600x600", "--data", rows, "--row", "x", "-o", out)
    assert said.code == 0
    assert "warning[focal-outside]" in said.err
    assert "'@60,40'" in said.err
    said = designer("render", NOTE, "--size", "600x600", "--data", rows, "--row", "y", "-o", out)
    assert "focal-outside" not in said.err
