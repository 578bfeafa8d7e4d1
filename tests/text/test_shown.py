"""One mapping from what is set back to the source, through every kind of edit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer_app.text.records import RunStyle, run_of
from designer_app.text.shown import Shown, as_written, joined


@st.composite
def edited(draw: st.DrawFn) -> Shown:
    text = as_written(draw(st.text("abß «", max_size=12)))
    for _ in range(draw(st.integers(0, 3))):
        edits = []
        at = 0
        while at < len(text.shown) and draw(st.booleans()):
            start = draw(st.integers(at, len(text.shown)))
            end = draw(st.integers(start, len(text.shown)))
            edits.append((start, end, draw(st.text("xy-", max_size=3))))
            at = end + 1
        text = text.edited(edits)
    return text


@given(edited())
def test_places_lead_back_to_the_whole_source(text: Shown) -> None:
    places = text.places or tuple(range(len(text.shown) + 1))
    assert len(places) == len(text.shown) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text.text)


@given(edited(), st.integers(0, 12))
def test_cut_parts_join_to_the_same(text: Shown, at: int) -> None:
    at = min(at, len(text.shown))
    head, tail = text.cut(0, at), text.cut(at, len(text.shown))
    assert head.shown + tail.shown == text.shown
    if at:  # what goes at the very start belongs to the first part
        assert head.text + tail.text == text.text
        assert joined([head, tail]) == text


def test_marks_that_go_and_signs_that_grow_keep_their_source() -> None:
    bold = as_written("**Größe** ...").edited([(0, 2, ""), (7, 9, ""), (10, 13, "…")]).upper()
    assert bold.shown == "GRÖSSE …"
    assert [bold.source(i, i + 1) for i in (0, 2, 7)] == ["G", "ö", "..."]
    assert bold.source(3, 5) == "ß"
    assert bold.source(0, 6) == "Größe**"


def test_a_shown_hyphen_stands_for_nothing() -> None:
    word = as_written("перенос").edited([(4, 4, "\u00ad")])
    assert word.shown == "пере\u00adнос"
    assert (word.source(4, 5), word.source(0, 5), word.source(5, 8)) == ("", "пере", "нос")


def test_an_edit_back_to_the_source_is_as_written() -> None:
    text = as_written("a-b")
    assert text.edited([(1, 2, "–")]).edited([(1, 2, "-")]) == text
    assert run_of(text, RunStyle(fonts=())).shown == ""
