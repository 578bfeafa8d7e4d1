"""The size pack, sizes written by hand, groups, classes and safe areas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.design.sizes import (
    MAX_PIXELS,
    MAX_SIDE,
    load_sizes,
    parse_size,
    parse_sizes,
    safe_box,
    size_class,
)
from designer_app.errors import DesignError

SIZES = load_sizes()


def user_file(folder: Path, content: object) -> Path:
    path = folder / "my-sizes.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def refusal(folder: Path, content: object) -> DesignError:
    with pytest.raises(DesignError) as caught:
        load_sizes(user_file(folder, content))
    return caught.value


def test_the_pack_is_whole() -> None:
    assert len(SIZES) == 422
    assert all(key == size.id for key, size in SIZES.items())
    counted = [size.confidence for size in SIZES.values()]
    assert counted.count("stated by the platform") == 102
    assert counted.count("general knowledge") == 81


def test_every_bundled_size_is_within_the_limits_and_names_its_sources() -> None:
    for size in SIZES.values():
        assert 1 <= size.width <= MAX_SIDE
        assert 1 <= size.height <= MAX_SIDE
        assert size.width * size.height <= MAX_PIXELS
        assert size.name["en"]
        assert size.name["ru"]
        assert size.formats
        assert bool(size.sources) == (size.confidence != "general knowledge"), size.id
        assert parse_size(size.id, SIZES) is size


def test_telegram_story_and_print_page() -> None:
    story = SIZES["telegram-story"]
    assert (story.width, story.height) == (1080, 1920)
    page = SIZES["print-a4"]
    assert (page.width, page.height, page.width_mm, page.ppi, page.bleed_px) == (2480, 3508, 210, 300, 36)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (200, 200, "tiny"),
        (16, 16, "tiny"),
        (120, 60, "tiny"),
        (201, 200, "square"),
        (160, 600, "skyscraper"),
        (240, 400, "skyscraper"),
        (300, 600, "skyscraper"),
        (301, 600, "story"),
        (1080, 1920, "story"),
        (650, 1000, "portrait"),
        (649, 1000, "story"),
        (1080, 1350, "portrait"),
        (899, 1000, "portrait"),
        (900, 1000, "square"),
        (300, 250, "landscape"),
        (1149, 1000, "square"),
        (1150, 1000, "landscape"),
        (1200, 628, "landscape"),
        (2199, 1000, "landscape"),
        (2200, 1000, "cover"),
        (1590, 400, "cover"),
        (4499, 1000, "cover"),
        (4500, 1000, "strip"),
        (728, 90, "strip"),
        (320, 50, "strip"),
        (1000, 120, "strip"),
    ],
)
def test_size_class(width: int, height: int, expected: str) -> None:
    assert size_class(width, height) == expected


@pytest.mark.parametrize(
    "text", ["1200x628", "1200×628", "1200х628", "1200X628", " 1200 x 628 ", "1200x628px"]
)
def test_free_sizes_in_pixels(text: str) -> None:
    size = parse_size(text, SIZES)
    assert (size.id, size.width, size.height, size.kind) == ("1200x628", 1200, 628, "free")
    assert size.formats[0] == "png"


@pytest.mark.parametrize(
    ("text", "id", "width", "height", "bleed", "ppi"),
    [
        ("210x297mm", "210x297mm", 2480, 3508, 0, 300),
        ("210x297mm+3@300", "210x297mm+3", 2480, 3508, 36, 300),
        ("210×297мм+3@150", "210x297mm+3@150", 1240, 1754, 18, 150),
        ("210x297mm+25.4@300", "210x297mm+25.4", 2480, 3508, 300, 300),
        ("21x29,7cm", "210x297mm", 2480, 3508, 0, 300),
        ("A4", "A4", 2480, 3508, 0, 300),
        ("a5+3@200", "A5+3@200", 1165, 1654, 24, 200),
        ("А4-landscape", "A4-landscape", 3508, 2480, 0, 300),
    ],
)
def test_sizes_of_print(text: str, id: str, width: int, height: int, bleed: int, ppi: int) -> None:
    size = parse_size(text, SIZES)
    assert (size.id, size.width, size.height, size.bleed_px, size.ppi) == (id, width, height, bleed, ppi)
    assert parse_size(size.id, SIZES) == size


@pytest.mark.parametrize(
    "text", ["0x5", "20001x10", "20000x20000", "A0", "210x297mm@5", "1.5x2", "99x99@300"]
)
def test_sizes_out_of_range(text: str) -> None:
    with pytest.raises(DesignError) as caught:
        parse_size(text, SIZES)
    assert caught.value.usage
    assert caught.value.findings[0].code == "size-out-of-range"


@pytest.mark.parametrize("text", ["1200x", "x", "", "A99", "instagram-stry", "٣x٤", "-5x5"])
def test_unknown_sizes(text: str) -> None:
    with pytest.raises(DesignError) as caught:
        parse_size(text, SIZES)
    assert caught.value.usage
    assert caught.value.findings[0].code == "unknown-size"


def test_a_typo_in_a_size_gets_a_proposal() -> None:
    with pytest.raises(DesignError) as caught:
        parse_size("instagram-stry", SIZES)
    assert "'instagram-story'" in caught.value.findings[0].remedy


def test_groups_keep_the_order_and_drop_repetitions() -> None:
    chosen = [size.id for size in parse_sizes("vk-story, vk,1200x628 ,kind:story,1200×628", SIZES)]
    assert chosen[0] == "vk-story"
    assert len(chosen) == len(set(chosen))
    assert {"vk-post-square", "1200x628", "telegram-story"} <= set(chosen)
    assert chosen.index("vk-post-square") < chosen.index("1200x628") < chosen.index("telegram-story")


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("VK", "VK"),
        ("google display", "Google Display"),
        ("google-display", "Google Display"),
        ("twitter", "X (Twitter)"),
        ("x", "X (Twitter)"),
        ("email", "E-mail"),
    ],
)
def test_a_platform_is_a_group(text: str, platform: str) -> None:
    expected = [size for size in SIZES.values() if size.platform == platform]
    assert list(parse_sizes(text, SIZES)) == expected


def test_all_and_class_groups() -> None:
    assert len(parse_sizes("all", SIZES)) == len(SIZES)
    assert {size.size_class for size in parse_sizes("class:skyscraper", SIZES)} == {"skyscraper"}


def test_every_unknown_part_of_a_list_is_named() -> None:
    with pytest.raises(DesignError) as caught:
        parse_sizes("vk,instgram,1200x628,kind:storey,0x1", SIZES)
    assert [finding.code for finding in caught.value.findings] == [
        "unknown-size",
        "unknown-size",
        "size-out-of-range",
    ]
    assert "'instagram'" in caught.value.findings[0].remedy
    assert "'kind:story'" in caught.value.findings[1].remedy
    assert caught.value.usage


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(DesignError):
        parse_sizes(" , ", SIZES)


def test_safe_box_of_the_platform() -> None:
    safe = safe_box(SIZES["apple-business-cover"])
    assert (safe.box.x0, safe.box.y0, safe.box.x1, safe.box.y1) == (20, 200, 1580, 840)
    assert not safe.assumed


def test_an_unknown_safe_area_is_a_flagged_margin() -> None:
    safe = safe_box(parse_size("1000x500", SIZES))
    assert (safe.box.x0, safe.box.y0, safe.box.x1, safe.box.y1) == (25, 25, 975, 475)
    assert safe.assumed


def test_every_safe_box_lies_inside_its_size_and_of_a_circle_inside_the_circle() -> None:
    for size in (*SIZES.values(), parse_size("1x1", SIZES), parse_size("20000x1", SIZES)):
        box = safe_box(size).box
        assert 0 <= box.x0 < box.x1 <= size.width
        assert 0 <= box.y0 < box.y1 <= size.height
        if size.shape == "circle" and safe_box(size).assumed:
            across = (box.width / size.width) ** 2 + (box.height / size.height) ** 2
            assert across <= 1, size.id


def test_a_person_corrects_and_adds(tmp_path: Path) -> None:
    path = user_file(
        tmp_path,
        {
            "sizes": [
                {"id": "vk-story", "height": 1900, "note": "measured"},
                {"id": "our-wall", "width": 2000, "height": 1000, "name": "Wall"},
                {"id": "our-card", "width_mm": 90, "height_mm": 50, "bleed_mm": 2, "kind": "print"},
            ]
        },
    )
    sizes = load_sizes(path)
    assert len(sizes) == len(SIZES) + 2
    assert sizes["vk-story"].height == 1900
    assert sizes["vk-story"].width == SIZES["vk-story"].width
    assert sizes["vk-story"].confidence == "set by hand"
    assert sizes["our-wall"].title("ru") == "Wall"
    assert (sizes["our-card"].width, sizes["our-card"].height) == (1063, 591)
    assert load_sizes() is SIZES


def test_all_that_is_wrong_in_a_persons_file_is_named_at_once(tmp_path: Path) -> None:
    error = refusal(
        tmp_path,
        [
            {"id": "vk-story", "widht": 5},
            {"id": "new-one", "width": 10},
            {"id": "vk-avatar", "width": "ten"},
            {"id": "vk-avatar", "kind": "stroy"},
            {"id": "wide", "width": 15000, "height": 15000},
            {"id": "tight", "width": 10, "height": 10, "safe_area": {"left": 6, "right": 6}},
            {"id": "dup", "width": 10, "height": 10},
            {"id": "dup", "width": 10, "height": 10},
            7,
        ],
    )
    assert [finding.code for finding in error.findings] == [
        "unknown-key",
        "missing-key",
        "wrong-value",
        "wrong-value",
        "size-out-of-range",
        "wrong-value",
        "duplicate-size",
        "wrong-type",
    ]
    assert "'width'" in error.findings[0].remedy
    assert error.findings[0].place == "sizes[0] (vk-story).widht"
    assert "'height'" in error.findings[1].found
    assert all(finding.file.endswith("my-sizes.json") for finding in error.findings)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "bad-json"),
        ('{"sizes": [], "sizes": []}', "duplicate-key"),
        ('[{"id": "a", "width": NaN}]', "bad-number"),
        ('{"size": []}', "unknown-key"),
        ('{"sizes": {}}', "wrong-type"),
        ("[" * 5000, "bad-json"),
    ],
)
def test_a_broken_file_is_one_error(tmp_path: Path, content: str, code: str) -> None:
    assert [finding.code for finding in refusal(tmp_path, content).findings] == [code]


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(DesignError, match="file-missing"):
        load_sizes(tmp_path / "none.json")


@pytest.mark.parametrize(("written", "meant"), [("вк", "vk"), ("Телеграм", "telegram"), ("озон", "ozon")])
def test_platforms_in_russian_letters_are_offered(written: str, meant: str) -> None:
    with pytest.raises(DesignError) as refused:
        parse_sizes(written, load_sizes(None))
    assert f"'{meant}'" in refused.value.findings[0].remedy
