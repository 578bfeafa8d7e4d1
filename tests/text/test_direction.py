from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.unicode_files import character_lines, class_lines, differs
from designer_app.scene.nodes import FontRef
from designer_app.text.direction import (
    VALUE_END,
    VALUE_START,
    isolate_values,
    levels,
    start_level,
    visual_order,
)
from designer_app.text.records import Block, Line, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset
from tools.debian import PACKAGES, installed

UNICODE = installed(PACKAGES["unicode-data"]).parent
needs_unicode = pytest.mark.skipif(
    not (UNICODE / "BidiTest.txt").is_file(), reason="needs the Debian package unicode-data"
)


def shown(text: str, direction: str = "auto") -> str:
    """The text in visual order, signs without ink left out."""
    placed = levels(text, direction)  # type: ignore[arg-type]
    order = visual_order(text, placed[1]) if placed else list(text)
    return "".join(char for char in order if char not in "\u2068\u2069\u2066\u2067\u200e\u200f")


@pytest.mark.parametrize("text", ["", "Чай — 100 ₽", "“Quoted” text…", "日本語 テスト", "😀 emoji"])
def test_text_without_right_to_left_letters_needs_no_levels(text: str) -> None:
    assert levels(text) is None


@pytest.mark.parametrize(
    ("text", "direction", "wanted"),
    [
        ("אב גד", "auto", "דג בא"),
        ("אב 12 AB", "auto", "AB 12 בא"),
        (
            "цена אב 12, 34",
            "auto",
            "цена 34 ,12 בא",
        ),  # W4 and N1: numbers after right-to-left letters go with them
        ("a (אב) b", "auto", "a (בא) b"),
        (
            "אב (cd) ef",
            "auto",
            "ef (cd) בא",
        ),  # N0: brackets around Latin in right-to-left text (mirrored when drawn)
        ("אב!", "auto", "!בא"),
        ("אב!", "ltr", "בא!"),
        ("ab!", "rtl", "!ab"),
        ("\u200fab!", "auto", "!ab"),
        ("x \u2067אב 1\u2069 2 y", "auto", "x 1 בא 2 y"),
        ("אב +7 (495) 12", "auto", "12 (495) 7+ בא"),
    ],
)
def test_visual_order(text: str, direction: str, wanted: str) -> None:
    swapped = str.maketrans("()", ")(")
    assert shown(text, direction) in (wanted, wanted.translate(swapped))


@needs_unicode
def test_unicode_character_cases_agree() -> None:
    faults = [fault for case in islice(character_lines(UNICODE / "BidiCharacterTest.txt"), 0, None, 41)
              if (fault := differs(case))]  # fmt: skip
    assert faults == []


@needs_unicode
def test_unicode_class_cases_agree() -> None:
    faults = [fault for case in islice(class_lines(UNICODE / "BidiTest.txt"), 0, None, 157)
              if (fault := differs(case))]  # fmt: skip
    assert faults == []


BIDI_TEXT = st.text(
    st.sampled_from("abЯ אבع١12.,-+%()[]«» \u0300\u200f\u202a\u202b\u202c\u202e\u2066\u2067\u2068\u2069\n")
)


@given(BIDI_TEXT)
def test_property_every_character_has_a_level_and_a_place(text: str) -> None:
    placed = levels(text)
    if placed is None:
        return
    base, found = placed
    assert len(found) == len(text)
    assert all(base <= level <= 127 for level in found)
    assert sorted(visual_order(range(len(text)), found)) == list(range(len(text)))


@given(BIDI_TEXT)
def test_property_forcing_the_direction_found_changes_nothing(text: str) -> None:
    placed = levels(text)
    if placed is not None:
        assert levels(text, "rtl" if placed[0] else "ltr") == placed


def value(text: str) -> str:
    return f"{VALUE_START}{text}{VALUE_END}"


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ([f"Чай {value('зелёный')} 100 г"], ["Чай зелёный 100 г"]),
        ([f"Чай {value('שלום')} 100 г"], ["Чай \u2068שלום\u2069 100 г"]),
        ([f"{value('שלום')}, 5 шт."], ["\u2068שלום\u2069, 5 шт."]),  # the template says left to right
        ([value("שלום iPhone")], ["שלום iPhone"]),  # all of the text: nothing to be kept from
        ([f"שלום {value('עולם')}"], ["שלום עולם"]),
        ([f"שלום {value('iPhone 15')}!"], ["שלום \u2068iPhone 15\u2069!"]),
        ([f"שלום {value('+7 495 12-34')}"], ["שלום \u2068+7 495 12-34\u2069"]),
        ([value("שלום"), " — ", value("Nike")], ["שלום", " — ", "\u2068Nike\u2069"]),
        ([f"Чай {value('שלום' + chr(10) + 'mint')}"], ["Чай \u2068שלום\u2069\nmint"]),
    ],
)
def test_values_that_run_the_other_way_are_isolated(texts: list[str], wanted: list[str]) -> None:
    assert isolate_values(texts) == wanted


def test_an_isolated_name_stays_in_order() -> None:
    inside = isolate_values([f"{value('שלום')} 100 г, {value('עולם')} 200 г по ₽"])[0]
    assert shown(inside) == "םולש 100 г, םלוע 200 г по ₽"


def test_start_level() -> None:
    assert [start_level(t) for t in ("abc", "12 אב", "", "Я אב")] == [0, 1, 0, 0]
    assert start_level("abc", "rtl") == 1


def set_line(text: str, font: FontRef, **given: object) -> Line:
    style = RunStyle(fonts=(font,))
    block = Block(paragraphs=(Paragraph(runs=(Run(text, style),)),), size=100.0, **given)  # type: ignore[arg-type]
    return typeset(block).lines[0]


def order(line: Line) -> str:
    placed = sorted(
        (x, piece.text[cluster])
        for piece in line.pieces
        for cluster, x in zip(piece.clusters, piece.xs, strict=True)
    )
    return "".join(char for _, char in placed if char not in "\u2068\u2069")


def test_brackets_are_mirrored_in_right_to_left_text(boxes: FontRef) -> None:
    from designer_app.text.fonts import face

    line = set_line("אב (גד)", boxes)
    opening = face(boxes).glyph("(")
    glyphs = [
        (x, gid) for piece in line.pieces for x, gid in zip(piece.xs, piece.ids, strict=True)
        if gid in (opening, face(boxes).glyph(")"))
    ]  # fmt: skip
    assert min(glyphs)[1] == opening  # the leftmost bracket opens to the right


def test_isolates_have_no_glyph_with_ink_or_width(boxes: FontRef) -> None:
    bare = set_line("AB CD", boxes)
    line = set_line("AB \u2067CD\u2069", boxes)
    assert line.width == bare.width
    from designer_app.text.fonts import ink_bounds

    drawn = [gid for piece in line.pieces for gid in piece.ids if not ink_bounds(piece.font, gid).empty]
    assert len(drawn) == 4


def test_direction_of_a_paragraph_can_be_set(boxes: FontRef) -> None:
    assert order(set_line("AB!", boxes, direction="rtl")) == "!AB"
    assert order(set_line("אב!", boxes, direction="ltr")) == "בא!"
    assert order(set_line("אב!", boxes)) == "!בא"


def test_isolates_do_not_keep_quotes_from_hanging(boxes: FontRef) -> None:
    bare = set_line("«AB» CD", boxes, hang=True, width=1000.0)
    line = set_line("\u2068«AB»\u2069 CD", boxes, hang=True, width=1000.0, direction="rtl", align="left")
    assert line.width == bare.width
