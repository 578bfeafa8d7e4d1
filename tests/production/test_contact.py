"""Contact sheets: every picture is there, in its group, with its caption."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from designer_app.errors import DesignError
from designer_app.production.contact import TALLEST, ContactItem, contact_sheet

GREY = (238, 238, 238, 255)
RED, BLUE = (250, 10, 20), (10, 20, 250)


def plain(colour: tuple[int, ...], size: tuple[int, int] = (90, 60)) -> Image.Image:
    return Image.new("RGB" if len(colour) == 3 else "RGBA", size, colour)


def area(sheet: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The box of all pixels of exactly this colour."""
    difference = ImageChops.difference(sheet.convert("RGB"), Image.new("RGB", sheet.size, colour))
    return difference.convert("L").point(lambda value: 255 if value == 0 else 0).getbbox()


def ink(sheet: Image.Image) -> tuple[int, int, int, int] | None:
    ground = Image.new("RGB", sheet.size, GREY[:3])
    return ImageChops.difference(sheet.convert("RGB"), ground).getbbox()


def test_small_pictures_keep_their_pixels_and_stand_in_order() -> None:
    sheet = contact_sheet([ContactItem(plain(RED)), ContactItem(plain(BLUE, (40, 80)))], width=1200)
    assert sheet.width == 1200
    red, blue = area(sheet, RED), area(sheet, BLUE)
    assert red is not None
    assert blue is not None
    assert (red[2] - red[0], red[3] - red[1]) == (90, 60)
    assert (blue[2] - blue[0], blue[3] - blue[1]) == (40, 80)
    assert red[2] < blue[0]
    assert red[3] == blue[3]  # they stand on one line


def test_groups_follow_each_other_downwards() -> None:
    items = [
        ContactItem(plain(RED), group="second"),
        ContactItem(plain(BLUE), group="first"),
        ContactItem(plain(RED), group="second"),
    ]
    sheet = contact_sheet(items, width=900)
    red, blue = area(sheet, RED), area(sheet, BLUE)
    assert red is not None
    assert blue is not None
    assert red[2] - red[0] > 2 * 90
    assert red[3] < blue[1]


def test_caption_heading_and_title_are_set() -> None:
    bare = contact_sheet([ContactItem(plain(RED))], width=900)
    captioned = contact_sheet([ContactItem(plain(RED), "story · 1080 × 1920")], width=900)
    two_lines = contact_sheet([ContactItem(plain(RED), "story\nrow 7")], width=900)
    headed = contact_sheet([ContactItem(plain(RED), group="Été")], width=900)
    titled = contact_sheet([ContactItem(plain(RED))], width=900, title="Sommer")
    boxes = [ink(sheet) for sheet in (bare, captioned, two_lines)]
    assert all(boxes)
    bottoms = [box[3] - box[1] for box in boxes if box]
    assert bottoms[0] < bottoms[1] < bottoms[2]
    for sheet in (captioned, headed, titled):
        assert sheet.height > bare.height


@pytest.mark.parametrize("caption", ["", " ", "\n", "\n\n", "x" * 400, "ä 🍋 é", "one\ntwo\nthree"])
def test_any_caption(caption: str) -> None:
    sheet = contact_sheet([ContactItem(plain(RED), caption), ContactItem(plain(BLUE), "b")], width=700)
    red = area(sheet, RED)
    assert red is not None
    box = ink(sheet)
    assert box is not None
    assert box[2] <= 700 - 20  # within the margin


def test_a_file_shows_the_same_pixels_as_its_image(tmp_path: Path) -> None:
    image = Image.linear_gradient("L").convert("RGB").resize((640, 400))
    path = tmp_path / "one.png"
    image.save(path)
    from_file = contact_sheet([ContactItem(path, "a")], width=800)
    from_pixels = contact_sheet([ContactItem(image, "a")], width=800)
    assert from_file.tobytes() == from_pixels.tobytes()


def test_transparent_pictures_let_the_sheet_through() -> None:
    sheet = contact_sheet([ContactItem(plain((250, 10, 20, 0), (300, 300)))], width=800)
    assert area(sheet, RED) is None


def test_more_columns_make_smaller_pictures() -> None:
    items = [ContactItem(plain(RED, (800, 600)))] + [ContactItem(plain(BLUE, (800, 600)))] * 11
    widths = []
    for columns in (2, 4, 8):
        box = area(contact_sheet(items, width=1600, columns=columns), RED)
        assert box is not None
        widths.append(box[2] - box[0])
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3


def test_a_dark_sheet_has_light_type() -> None:
    sheet = contact_sheet(
        [ContactItem(plain(RED), "caption")], width=700, background=(20, 20, 20, 255), title="T"
    )
    assert sheet.getpixel((2, 2)) == (20, 20, 20)
    assert area(sheet, (240, 240, 238)) is not None


def test_the_same_sheet_twice() -> None:
    items = [ContactItem(plain(RED), "a", "g"), ContactItem(plain(BLUE, (30, 300)), "b", "h")]
    assert contact_sheet(items, title="t").tobytes() == contact_sheet(items, title="t").tobytes()


def test_nothing_to_show_is_an_error() -> None:
    with pytest.raises(DesignError, match="empty-sheet"):
        contact_sheet([])


def test_a_sheet_too_tall_names_the_way_out() -> None:
    with pytest.raises(DesignError, match="sheet-too-tall") as caught:
        contact_sheet([ContactItem(plain(RED, (400, 400)))] * 150, width=400, columns=1)
    assert f"{TALLEST:,}" in caught.value.findings[0].expected


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DesignError) as caught:
        contact_sheet([ContactItem(tmp_path / "gone.png")])
    assert "gone.png" in caught.value.findings[0].file
