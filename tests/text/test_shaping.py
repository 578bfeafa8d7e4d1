from __future__ import annotations

from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import face
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.shaping import shape
from designer_app.text.typeset import typeset


def line(text: str, style: RunStyle, size: float = 100.0, **given: object):  # type: ignore[no-untyped-def]
    block = Block(paragraphs=(Paragraph(runs=(Run(text, style),)),), size=size, **given)  # type: ignore[arg-type]
    layout = typeset(block)
    return layout, layout.lines[0]


def test_kerning_is_on_and_can_be_switched_off(boxes: FontRef) -> None:
    kerned = shape(boxes, "AV", script="Latn", language="en")
    loose = shape(boxes, "AV", script="Latn", language="en", features=(("kern", 0),))
    assert sum(kerned.advances) == 1100
    assert sum(loose.advances) == 1200


def test_kerning_holds_across_a_break_opportunity_that_is_not_taken(boxes: FontRef) -> None:
    style = RunStyle(fonts=(boxes,))
    _, together = line("A-T", style)
    assert together.width == 172.0
    assert together.pieces[0].xs == (0.0, 60.0, 112.0)
    layout, first = line("AAAA-TTTT", style, width=310.0)
    assert [each.text for each in layout.lines] == ["AAAA-", "TTTT"]
    assert first.width == 300.0
    assert layout.lines[1].pieces[0].xs[0] == 0.0


def test_fallback_follows_the_x_height_of_the_main_font(boxes: FontRef, large_x: FontRef) -> None:
    _, set_line = line("xα", RunStyle(fonts=(boxes, large_x)))
    main, other = set_line.pieces
    assert (main.font, main.text, main.size) == (boxes, "x", 100.0)
    assert (other.font, other.text) == (large_x, "α")
    assert abs(other.size - 100 * 5 / 6) < 1e-9


def test_missing_characters_are_listed_once_and_shown_as_notdef(boxes: FontRef) -> None:
    layout, set_line = line("AЖBЖ", RunStyle(fonts=(boxes,)))
    assert layout.missing == ("Ж",)
    assert [gid == 0 for gid in set_line.pieces[0].ids] == [False, True, False, True]


def test_composed_forms_stand_for_decomposed_text(golos: FontRef) -> None:
    layout, set_line = line("и\u0306", RunStyle(fonts=(golos,)))
    assert layout.missing == ()
    assert set_line.pieces[0].ids == (face(golos).glyph("й"),)


def test_emoji_comes_from_the_colour_font_in_layers(boxes: FontRef, pictures: FontRef) -> None:
    layout, set_line = line("A😀1", RunStyle(fonts=(boxes, pictures), ink="body"))
    assert [piece.text for piece in set_line.pieces] == ["A", "😀", "", "1"]
    assert [piece.colour for piece in set_line.pieces] == [None, (255, 0, 0, 255), (0, 0, 255, 128), None]
    assert set_line.pieces[3].font == boxes  # a digit is no emoji
    size = set_line.pieces[1].size
    assert set_line.pieces[1].xs == set_line.pieces[2].xs
    below = set_line.pieces[1].ys[0] - set_line.baseline
    assert abs(below - 12) < 0.02  # the ink's foot, 0.12 em under the baseline
    assert abs(size * 0.7 - (70 + 8 + 12)) < 1e-9
    assert layout.missing == ()


def test_text_presentation_prefers_the_text_font(boxes: FontRef, pictures: FontRef) -> None:
    _, set_line = line("😀\ufe0e", RunStyle(fonts=(boxes, pictures)))
    assert set_line.pieces[0].font == pictures  # the only one that has it
    _, digit = line("1\ufe0f\u20e3", RunStyle(fonts=(boxes, pictures)))
    assert digit.pieces[0].font == boxes  # no font has the keycap: the digit is shown


def test_right_to_left_words_and_letters_run_from_the_right(boxes: FontRef) -> None:
    _, set_line = line("אב גד", RunStyle(fonts=(boxes,)), align="right", width=400.0)
    assert set_line.x + set_line.width == 400.0
    places = {
        piece.text[cluster]: x
        for piece in set_line.pieces
        for cluster, x in zip(piece.clusters, piece.xs, strict=True)
    }
    assert places["א"] > places["ב"] > places[" "] > places["ג"] > places["ד"]
    assert set_line.text == "אב גד"


def test_numbers_and_latin_keep_their_direction_in_right_to_left_text(boxes: FontRef) -> None:
    _, set_line = line("אב 12 AB", RunStyle(fonts=(boxes,)))
    order = sorted(
        (x, piece.text[cluster])
        for piece in set_line.pieces
        for cluster, x in zip(piece.clusters, piece.xs, strict=True)
    )
    assert "".join(char for _, char in order) == "AB 12 בא"
