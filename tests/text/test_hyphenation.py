"""Words divided by dictionary: where, where not, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.scene.nodes import FontRef
from designer_app.text.hyphenation import divisions, points
from designer_app.text.records import Block, Layout, Paragraph, Run, RunStyle
from designer_app.text.shown import as_written
from designer_app.text.typeset import typeset

Plain = Callable[..., Block]
SOURCE = "Персонализированные рекомендации высокопроизводительной программы помогут каждому предпринимателю"


def block(text: str, font: FontRef, width: float, language: str = "ru", **given: object) -> Block:
    runs = (Run(text, RunStyle(fonts=(font,))),)
    fields = {"size": 20.0, "hyphenate": True, "language": language} | given
    return Block(paragraphs=(Paragraph(runs=runs),), width=width, **fields)  # type: ignore[arg-type]


def hyphens(layout: Layout, text: str) -> list[bool]:
    """For each line but the last, whether it ends within a word."""
    ends = []
    at = 0
    for line in layout.lines[:-1]:
        at = text.index(line.text, at) + len(line.text)
        ends.append(text[at : at + 1].isalpha() and line.text[-1:].isalpha())
    return ends


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("рекомендации", "ru", "ре-ко-мен-да-ции"),
        ("typography", "en", "ty-pog-ra-phy"),
        ("hyphenation", "ru", "hy-phen-ation"),  # a foreign word by its own rules
        ("sonderpreisaktion", "de", "son-der-preis-ak-tion"),
        ("zażółć", "pl", "zażółć"),
    ],
)
def test_dictionaries(word: str, language: str, parts: str) -> None:
    at = [0, *divisions(word, language), len(word)]
    cut = "-".join(word[a:b] for a, b in pairwise(at))
    assert cut == parts


@pytest.mark.parametrize(
    "token",
    ["ЮНЕСКОВЕЦ", "iPhoneщик", "abcdef42", "www.example.com", "name@example.com", "интернет-магазин",
     "https://example.com/typography", "don’tworry", "короб", "#рекомендации", "@рекомендации"],
)  # fmt: skip
def test_what_is_never_divided(token: str) -> None:
    assert points(as_written(token), "ru") == []


def test_at_least_two_letters_before_and_three_after() -> None:
    for word in SOURCE.lower().split():
        assert all(2 <= at <= len(word) - 3 for at in divisions(word, "ru"))


@pytest.mark.parametrize("width", [190.0, 205.0, 215.0, 240.0, 260.0])
def test_hyphens_save_lines_within_their_rules(golos: FontRef, width: float) -> None:
    text = "Рекомендации программы помогут предпринимателю быстро подготовить персональные предложения"
    layout = typeset(block(text, golos, width))
    plain = typeset(block(text, golos, width, hyphenate=False))
    assert layout.over == plain.over == 0
    assert len(layout.lines) <= len(plain.lines)
    ends = hyphens(layout, text)
    assert not any(a and b and c for a, b, c in zip(ends, ends[1:], ends[2:], strict=False))
    assert layout.lines[-1].text.endswith("предложения")


def test_a_hyphen_shows_and_stands_for_nothing(golos: FontRef) -> None:
    text = "это рекомендации для вас"
    layout = typeset(block(text, golos, 150.0, max_lines=2, size=20.0))
    assert "".join(line.text for line in layout.lines).replace(" ", "") == text.replace(" ", "")
    first = layout.lines[0]
    assert hyphens(layout, text) == [True]
    piece = first.pieces[-1]
    assert piece.text == "это рекомен"
    assert piece.clusters[-1] == len(piece.text) - 1  # with the letter before it


def test_undivided_words_are_shaped_whole(golos: FontRef) -> None:
    """Width and glyphs of a word that no line divides are the same as without hyphenation."""
    one, other = (typeset(block(SOURCE, golos, 5000.0, hyphenate=h)) for h in (True, False))
    assert one.width == pytest.approx(other.width, abs=0.1)
    assert one.lines[0].text == other.lines[0].text == SOURCE


def test_a_word_too_wide_even_at_the_least_size_is_divided(golos: FontRef) -> None:
    layout = typeset(block("Персонализированные", golos, 140.0, size=20.0))
    assert len(layout.lines) == 2
    assert "".join(line.text for line in layout.lines) == "Персонализированные"


@pytest.mark.parametrize(
    ("word", "language", "width"),
    [
        ("Персонализированные", "ru", 140.0),
        ("ПЕРСОНАЛИЗИРОВАННЫЕ", "ru", 160.0),  # capitals, where nothing else helps
        ("интернет-предпринимательства", "ru", 140.0),
        ("Sonderpreisaktion", "de", 110.0),
        ("typographically", "en", 100.0),
    ],
)
def test_a_word_wider_than_its_box_is_divided_by_the_dictionary_anyway(
    golos: FontRef, word: str, language: str, width: float
) -> None:
    layout = typeset(block(f"Die {word}", golos, width, language, hyphenate=False, breaking="balanced"))
    assert [(broken.word in word, broken.hyphen) for broken in layout.broken] == [(True, True)]
    assert (layout.over, layout.cut) == (0, 0)
    assert "".join(line.text for line in layout.lines).replace(" ", "") == f"Die{word}"
    assert all(line.x + line.width <= width + 1 for line in layout.lines)
    rest, at, divided = layout.broken[0].word, 0, 0
    for line in layout.lines[:-1]:
        part = line.text.split()[-1]
        if not rest.startswith(part, at):
            continue
        at += len(part)
        divided += 1
        piece = line.pieces[-1]
        assert piece.clusters[-1] == piece.clusters[-2]  # a hyphen that goes with the letter before it
        assert at in divisions(rest.lower(), language)
    assert divided


@pytest.mark.parametrize(
    "word", ["WWWWWWWWWWWWWWWW", "https://example.com/typographically", "12345678901234567890"]
)
def test_what_no_dictionary_divides_is_cut_between_letters_and_said(golos: FontRef, word: str) -> None:
    layout = typeset(block(word, golos, 100.0, "en", hyphenate=False))
    assert any(not broken.hyphen and broken.word in word for broken in layout.broken)
    assert "".join(line.text for line in layout.lines) == word
    shown = "".join(piece.text for line in layout.lines for piece in line.pieces)
    assert shown == word


@pytest.mark.parametrize("glue", ["\u00a0", "\u202f"])
def test_what_a_no_break_space_makes_too_wide_parts_there_before_a_word_is_divided(
    golos: FontRef, glue: str
) -> None:
    text = f"деньги{glue}пришли вовремя"
    narrow = typeset(block(text, golos, 110.0, hyphenate=False))
    assert [line.text.strip() for line in narrow.lines] == ["деньги", "пришли", "вовремя"]
    assert not narrow.broken
    wide = typeset(block(text, golos, 160.0, hyphenate=False))
    assert [line.text.strip() for line in wide.lines] == [f"деньги{glue}пришли", "вовремя"]


def test_words_that_fit_are_never_divided_where_that_is_off(golos: FontRef) -> None:
    layout = typeset(block("Рекомендации Персонализированные", golos, 150.0, hyphenate=False))
    assert layout.lines[0].text == "Рекомендации"
    assert [broken.word for broken in layout.broken] == ["Персонализированные"]


WORDS = st.lists(
    st.sampled_from([*SOURCE.split(), *["и", "в", "the", "для", "12", "кг", "—", "но", "так", "вот"]]),
    min_size=1,
    max_size=14,
)


@settings(max_examples=120, deadline=None)
@given(WORDS, st.integers(60, 420), st.integers(1, 6), st.sampled_from(["total", "balanced", "greedy"]))
def test_appended_words_never_raise_the_size(
    golos: FontRef, words: list[str], width: int, lines: int, breaking: str
) -> None:
    sizes = [
        typeset(
            block(
                " ".join(words[:n]), golos, width, size=60.0, min_size=8.0, max_lines=lines, breaking=breaking
            )
        ).size
        for n in range(1, len(words) + 1)
    ]
    assert sizes == sorted(sizes, reverse=True)


def test_a_last_word_wider_than_its_box_opens_at_all_its_hyphens(golos: FontRef) -> None:
    """Not only where a line is full: three letters alone would be left."""
    text = "Sonderpreis für Geschirrspülmaschinen"
    layout = typeset(block(text, golos, 192.0, "de", hyphenate=False, breaking="balanced"))
    assert layout.broken
    assert min(len(line.text) for line in layout.lines) > 5
    assert "".join(line.text for line in layout.lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("start", "end"), [("ex", "ample"), ("in", "formation")])
@pytest.mark.parametrize("hyphenate", [True, False])
def test_a_hyphen_where_the_style_changes_belongs_to_the_letter_before(
    golos: FontRef, start: str, end: str, hyphenate: bool
) -> None:
    style = RunStyle(fonts=(golos,))
    runs = (Run(start, style), Run(end, msgspec.structs.replace(style, ink="accent")))
    made = typeset(
        Block(paragraphs=(Paragraph(runs=runs),), size=60, width=210, language="en", hyphenate=hyphenate)
    )
    pieces = [piece for line in made.lines for piece in line.pieces]
    assert "".join(piece.text for piece in pieces) == start + end
    first = pieces[0]
    assert (first.text, first.ink) == (start, "")
    assert len(first.ids) == len(start) + 1  # a hyphen shows, in the first style
    assert first.clusters[-1] == first.clusters[-2]
    assert all(0 <= cluster < len(piece.text) for piece in pieces for cluster in piece.clusters)


def test_a_word_with_a_raised_figure_gets_no_hyphen(golos: FontRef) -> None:
    made = typeset(block("A¹BOR", golos, 13, language="en"))
    assert [
        piece.text for line in made.lines for piece in line.pieces if len(piece.ids) > len(piece.text)
    ] == []
