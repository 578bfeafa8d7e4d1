from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.scene.geometry import rectangle
from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import register_font
from designer_app.text.micro import marks_of, typographic_parts
from designer_app.text.records import Block, FitStep, Layout, Paragraph, Run, RunStyle, run_of
from designer_app.text.shown import as_written
from designer_app.text.typeset import ladder, typeset

LITERATA = Path(__file__).resolve().parents[2] / "brand_kits" / "med" / "fonts" / "Literata.ttf"
Plain = Callable[..., Block]


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def test_ladder_has_both_ends_and_shares_its_steps() -> None:
    one, other = ladder(100.3, 40.0), ladder(97.0, 35.7)
    assert (one[0], one[-1]) == (100.296875, 40.0)
    assert list(one) == sorted(set(one), reverse=True)
    assert set(one[1:-1]) & set(other[1:-1]) == {size for size in one[1:-1] if size < 97.0}
    assert all(1 < big / small < 1.021 for big, small in pairwise(one))
    assert ladder(50.0) == ladder(50.0, 60.0) == (50.0,)


def test_the_largest_size_that_holds_the_lines(plain: Plain) -> None:
    layout = typeset(plain("AAAA BBBB", width=400.0, min_size=20.0, max_lines=1))
    assert texts(layout) == ["AAAA BBBB"]
    assert layout.size == max(size for size in ladder(100.0, 20.0) if size * 0.6 * 9 <= 400 + 1 / 64)


def test_height_limits_the_size(plain: Plain) -> None:
    layout = typeset(plain("AAAA BBBB", width=400.0, height=100.0, min_size=20.0, leading=1.0))
    assert layout.height <= 100.02
    assert layout.over == 0
    larger = ladder(100.0, 20.0)[ladder(100.0, 20.0).index(layout.size) - 1]
    assert typeset(plain("AAAA BBBB", width=400.0, height=100.0, size=larger, leading=1.0)).over > 0


def test_a_wide_word_lowers_the_size_and_is_never_cut_above_the_least(plain: Plain) -> None:
    layout = typeset(plain("A BBBBBBBB", width=240.0, min_size=40.0))
    assert texts(layout) == ["A", "BBBBBBBB"]
    assert layout.size < 51


def test_tied_units_lower_the_size(plain: Plain) -> None:
    layout = typeset(plain("12 kg", width=200.0, min_size=30.0))
    assert texts(layout) == ["12 kg"]
    assert layout.size < 67


def test_at_the_least_size_ties_go_before_words_are_cut(plain: Plain) -> None:
    loose = typeset(plain("12 kg", width=200.0))
    assert (texts(loose), loose.over) == (["12", "kg"], 0)
    cut = typeset(plain("ABCDEFG", width=200.0))
    assert (texts(cut), cut.over) == (["ABC", "DEF", "G"], 4)


def test_what_does_not_fit_is_cut_at_a_word(plain: Plain) -> None:
    layout = typeset(plain("AAA BBB, CCC DDD EEE", width=480.0, max_lines=1))
    assert texts(layout) == ["AAA BBB…"]
    assert layout.cut == len(", CCC DDD EEE")
    assert layout.over == len("CCC DDD EEE")
    whole = typeset(plain("AAA BBB, CCC DDD EEE", width=480.0, max_lines=1, ellipsis=False))
    assert "".join(texts(whole)) == "AAA BBB,CCCDDD EEE"
    assert (whole.cut, whole.over) == (0, layout.over)


def test_later_paragraphs_count_as_lost(boxes: FontRef) -> None:
    style = RunStyle(fonts=(boxes,))
    paragraphs = tuple(Paragraph(runs=(Run(text, style),)) for text in ("AB", "CD", "EF"))
    layout = typeset(Block(paragraphs=paragraphs, size=100, width=400.0, max_lines=1))
    assert texts(layout) == ["AB…"]
    assert (layout.cut, layout.over) == (6, 5)  # an empty last line takes no room


def test_removing_over_characters_makes_it_fit(plain: Plain) -> None:
    text = "AAA BBBB CC DDDDD EEE FF"
    layout = typeset(plain(text, width=500.0, max_lines=2))
    assert layout.over > 0
    assert typeset(plain(text[: -layout.over].rstrip(), width=500.0, max_lines=2)).over == 0
    assert typeset(plain(text[: -layout.over + 1], width=500.0, max_lines=2)).over > 0


def test_the_space_of_a_dash_that_is_cut_counts_as_nothing(boxes: FontRef) -> None:
    def over(source: str) -> int:
        [shown] = typographic_parts([as_written(source)], marks_of("ru"))
        paragraph = Paragraph(runs=(run_of(shown, RunStyle(fonts=(boxes,))),))
        return typeset(Block(paragraphs=(paragraph,), size=100.0, width=200.0, max_lines=1)).over

    source = "AAA - BBB"
    assert over(source) == len("- BBB")
    assert (over("AAA "), over("AAA -") > 0) == (0, True)


def test_balance_evens_lines_without_adding_any(plain: Plain) -> None:
    text = "AAAA BBBB CCCC DDDD EE"
    greedy, even = (
        typeset(plain(text, width=1200.0, breaking="balanced" if b else "greedy")) for b in (False, True)
    )
    assert texts(greedy) == ["AAAA BBBB CCCC DDDD", "EE"]
    assert len(even.lines) == len(greedy.lines) == 2
    spread = [max(w) - min(w) for w in ([line.width for line in layout.lines] for layout in (greedy, even))]
    assert spread[1] <= spread[0]


def test_balance_finds_the_most_even_lines(plain: Plain) -> None:
    layout = typeset(plain("AAA BBB CCC DDD EEE FFF", width=1000.0, breaking="balanced"))
    assert texts(layout) == ["AAA BBB CCC", "DDD EEE FFF"]


def test_a_longer_last_word_is_left_alone_only_where_it_fills_the_line(plain: Plain) -> None:
    words = "AAAAAA BBBBBB CCCCCC DDDDDDD"  # the last one is 420 px wide
    assert texts(typeset(plain(words, width=1250.0)))[-1] == "CCCCCC DDDDDDD"
    alone = typeset(plain("AAAAAA BBBBBB DDDDDDD", width=800.0))
    assert texts(alone)[-1] == "DDDDDDD"


@pytest.mark.parametrize("balance", [False, True])
def test_no_short_word_is_left_alone(plain: Plain, balance: bool) -> None:
    layout = typeset(
        plain("AAAAAA BBBBBB CCCCCC DDD", width=1230.0, breaking="balanced" if balance else "total")
    )
    assert texts(layout) == ["AAAAAA BBBBBB", "CCCCCC DDD"]


def test_article_does_not_end_a_line_when_there_is_room(plain: Plain) -> None:
    assert texts(typeset(plain("take a break", width=420.0))) == ["take", "a break"]


WORDS = st.lists(
    st.sampled_from(
        [
            "в",
            "на",
            "кофе",
            "250",
            "г",
            "12",
            "мая",
            "Рубинштейна",
            "—",
            "и",
            "обжарка",
            "из-за",
            "A.",
            "Пушкин",
            "«Медь»,",
            "The",
            "a",
            "cup",
            "ok",
        ]
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(
    words=WORDS,
    width=st.integers(120, 900),
    height=st.integers(40, 500),
    lines=st.integers(1, 5),
    hang=st.booleans(),
)
def test_appending_words_never_raises_the_size(
    words: list[str], width: int, height: int, lines: int, hang: bool
) -> None:
    style = RunStyle(fonts=(register_font(LITERATA, axes={"opsz": 72, "wght": 500}),), tracking=-0.022)
    last = 1e9
    for count in range(1, len(words) + 1):
        run = Run(" ".join(words[:count]), style)
        layout = typeset(
            Block(
                paragraphs=(Paragraph(runs=(run,)),),
                size=120,
                min_size=24,
                width=width,
                height=height,
                max_lines=lines,
                language="ru",
                hang=hang,
                breaking="balanced",
            )
        )
        assert layout.size <= last
        last = layout.size
        if layout.over == 0:
            assert len(layout.lines) <= lines
            assert layout.height <= height + 1 / 32
            assert all(line.width <= width + 1 / 32 for line in layout.lines)
            assert "".join(texts(layout)).replace(" ", "") == run.text.replace(" ", "")


# ── What gives way, in the order that a block lists ────────────────────────────────────────────────


def set_with(boxes: FontRef, text: str, *steps: FitStep, **given: object) -> Layout:
    style = RunStyle(
        fonts=(boxes,), **({"tracking_at": given.pop("tracking_at")} if "tracking_at" in given else {})
    )  # type: ignore[arg-type]
    fields = {"size": 100.0, "width": 500.0, "max_lines": 1} | given
    return typeset(Block(paragraphs=(Paragraph(runs=(Run(text, style),)),), fit=steps, **fields))  # type: ignore[arg-type]


def test_tracking_gives_way_before_the_size(boxes: FontRef) -> None:
    text = "AAAA BBBB"  # 540 px
    tracked = set_with(boxes, text, FitStep("tracking", -0.06), min_size=20.0)
    assert (tracked.size, tracked.over) == (100.0, 0)
    assert tracked.width == pytest.approx(540 - 8 * 5, abs=0.1)
    both = set_with(boxes, text + "BB", FitStep("tracking", -0.06), min_size=20.0)
    assert 20 < both.size < 100
    assert both.width == pytest.approx(both.size * (11 * 0.6 - 10 * 0.06), abs=0.1)
    assert set_with(boxes, text, FitStep("size"), FitStep("tracking", -0.06), min_size=20.0).size < 100


def test_lines_and_leading_give_way_in_their_order(boxes: FontRef) -> None:
    text = "AAAA BBBB CCCC"
    two = set_with(boxes, text, FitStep("lines", 2), width=550.0, min_size=20.0)
    assert (two.size, len(two.lines)) == (100.0, 2)
    tall = {"max_lines": 2, "width": 550.0, "height": 175.0}  # cap height and one leading
    tight = set_with(boxes, text, FitStep("leading", 1.0), min_size=20.0, **tall)
    assert (tight.size, tight.height) == (100.0, 174.0)
    smaller_first = set_with(boxes, text, FitStep("size", 95.0), FitStep("leading", 1.0), **tall)
    assert (smaller_first.size, smaller_first.over) == (95.0, 0)


def test_a_font_gets_narrower_by_its_axis_before_it_gets_smaller(elastic: FontRef) -> None:
    text = "AAAA BBBB"  # 540 px, at 80 % of the width 420
    narrow = set_with(elastic, text, FitStep("width", 80), FitStep("tracking", -0.05), min_size=20.0)
    assert (narrow.size, narrow.over) == (100.0, 0)
    axes = dict(narrow.lines[0].pieces[0].font.axes)
    assert axes == {"wdth": 92.0}  # the first step of 2 % at which 9 × 0.6 em are no more than 500 px
    smaller = set_with(elastic, text, FitStep("width", 80), width=400.0, min_size=20.0)
    assert dict(smaller.lines[0].pieces[0].font.axes) == {"wdth": 80.0}
    assert 80 < smaller.size < 100


def test_tracking_of_large_type_is_that_of_the_size_found(boxes: FontRef) -> None:
    large = {"tracking_at": ((90.0, -0.1),), "min_size": 20.0}
    assert set_with(boxes, "AAAA BBBB", width=500.0, **large).size == 100.0  # 460 px with its tracking
    small = set_with(boxes, "AAAA BBBB", width=400.0, **large)
    assert small.size * 5.4 <= 400.02  # below 90 px it has none
    assert small.size < 75


def test_optical_size_follows_the_size() -> None:
    style = RunStyle(fonts=(register_font(LITERATA),), optical=True)
    fonts = [
        typeset(Block(paragraphs=(Paragraph(runs=(Run("Медь", style),)),), size=size)).lines[0].pieces[0].font
        for size in (9.0, 30.0, 31.0, 200.0)
    ]
    assert [dict(font.axes)["opsz"] for font in fonts] == [8.0, 28.0, 28.0, 72.0]


# ── Shorten by so many characters ──────────────────────────────────────────────────────────────────

OVER = st.lists(
    st.sampled_from(["A", "BB", "CCC", "DDDD", "EEEEEE", "и", "12", "кг", "—", "FFFFFFFFF,"]),
    min_size=2,
    max_size=20,
)


@settings(max_examples=150, deadline=None)
@given(words=OVER, width=st.integers(150, 700), lines=st.integers(1, 3))
def test_shorten_by_is_exact(plain: Plain, words: list[str], width: int, lines: int) -> None:
    text = " ".join(words)
    layout = typeset(plain(text, width=width, max_lines=lines, size=100.0, min_size=60.0))
    if not layout.over:
        return
    assert layout.over <= len(text)
    rest = text[: -layout.over]
    if rest:
        assert typeset(plain(rest, width=width, max_lines=lines, size=60.0)).over == 0
    assert (
        typeset(plain(text[: len(text) - layout.over + 1], width=width, max_lines=lines, size=60.0)).over > 0
    )


STEPS = st.lists(
    st.sampled_from(
        [
            FitStep("size"),
            FitStep("tracking", -0.05),
            FitStep("leading", 1.0),
            FitStep("lines", 4),
            FitStep("width", 80),
        ]
    ),
    max_size=4,
    unique=True,
).map(tuple)


FITS = (
    (),
    (FitStep("tracking", -0.04), FitStep("size"), FitStep("leading", 1.0)),
    (FitStep("lines", 5),),
    (
        FitStep("width", 80),
        FitStep("tracking", -0.03),
        FitStep("leading", 1.0),
        FitStep("lines", 4),
        FitStep("size"),
    ),
    (FitStep("size", 60.0), FitStep("leading", 1.0), FitStep("width", 90), FitStep("lines", 4)),
)


def _sizes_fall(font: FontRef, words: list[str], seed: Random) -> None:
    hole = rectangle(0.0, 0.0, seed.uniform(20, 200), seed.uniform(20, 200))
    style = RunStyle(
        fonts=(font,),
        tracking=seed.choice((0.0, 0.02)),
        tracking_at=seed.choice(((), ((40.0, -0.03),), ((30.0, -0.01), (60.0, -0.05)))),
    )
    fields = {
        "size": 90.0, "min_size": seed.choice((8.0, 30.0)), "width": seed.uniform(80, 700), "max_lines": seed.randint(1, 6),
        "height": seed.choice((None, seed.uniform(60, 400))), "breaking": seed.choice(("total", "balanced", "greedy")),
        "hyphenate": seed.random() < 0.5, "hang": seed.random() < 0.5, "ink_sides": seed.random() < 0.3,
        "keep_out": (hole,) if seed.random() < 0.2 else (), "language": seed.choice(("ru", "en", "de")),
        "fit": seed.choice(FITS),
    }  # fmt: skip
    sizes = [
        typeset(Block(paragraphs=(Paragraph(runs=(Run(" ".join(words[:n]), style),)),), **fields)).size  # type: ignore[arg-type]
        for n in sorted(
            {max(1, len(words) // 3), max(1, 2 * len(words) // 3), len(words) - 1 or 1, len(words)}
        )
    ]
    assert sizes == sorted(sizes, reverse=True), (words, fields)


VOCABULARY = [
    "Персонализированные",
    "рекомендации",
    "программы",
    "помогут",
    "предпринимателю",
    "быстро",
    "и",
    "в",
    "срок",
    "для",
    "без",
    "12",
    "кг",
    "—",
    "не",
    "но",
    "recommendations",
    "for",
    "the",
    "typography",
    "of",
    "a",
    "new",
    "internationalisation",
    "and",
    "Sonderpreis",
    "Veranstaltungen",
    "im",
    "Herbst",
    "«Дом",
    "«у»",
    "моря»,",
    "(скобки)",
    "т.",
    "д.",
    "А.",
    "С.",
    "Пушкин",
    "10",
    "000",
    "₽",
    "кофе",
    "онлайн-запись",
    "бизнес-ланч",
    "Open-Air-Saison",
    "Fair-Trade-Kaffee,",
    "state-of-the-art",
]


def _random_texts(font: FontRef, count: int, start: int) -> None:
    for number in range(start, start + count):
        seed = Random(number)
        _sizes_fall(font, seed.choices(VOCABULARY, k=seed.randint(1, 16)), seed)


def test_appended_words_never_raise_the_size_whatever_gives_way(golos: FontRef, elastic: FontRef) -> None:
    _random_texts(golos, 200, 0)
    _random_texts(elastic, 100, 200)


@pytest.mark.long
def test_appended_words_never_raise_the_size_of_ten_thousand_texts(golos: FontRef, elastic: FontRef) -> None:
    _random_texts(golos, 10_000, 1000)
    _random_texts(elastic, 2_000, 20_000)


def test_leading_that_gave_way_in_vain_comes_back(plain: Plain) -> None:
    fit = (FitStep("leading", 0.9), FitStep("size", 40.0))
    narrow = typeset(
        plain("AAAAAA BB", width=300.0, height=400.0, leading=1.2, min_size=40.0, max_lines=2, fit=fit)
    )
    assert narrow.size < 100.0
    assert narrow.lines[1].baseline - narrow.lines[0].baseline == pytest.approx(1.2 * narrow.size, abs=0.1)
    low = typeset(
        plain("AAA BBB", width=220.0, height=165.0, leading=1.2, min_size=40.0, max_lines=2, fit=fit)
    )
    step = low.lines[1].baseline - low.lines[0].baseline
    assert low.size == 100.0
    assert 0.9 * 100 <= step < 1.2 * 100


# ── What was squeezed needlessly is given back ─────────────────────────────────────────────────────


def narrowed(layout: Layout) -> float:
    return dict(layout.lines[0].pieces[0].font.axes).get("wdth", 100.0)


def test_width_and_tracking_come_back_where_another_line_made_them_needless(elastic: FontRef) -> None:
    steps = (FitStep("width", 80), FitStep("tracking", -0.04), FitStep("lines", 2))
    two = set_with(elastic, "AAAA BBBB", *steps, width=300.0, min_size=20.0)
    assert (two.size, len(two.lines), narrowed(two)) == (100.0, 2, 100.0)
    assert two.width == pytest.approx(240.0, abs=0.1)  # four letters of 0.6 em, no tracking
    # 264 px hold 5 letters only at 88 % of their width; tracking, which came after it, is given back first
    tight = set_with(elastic, "AAAAA BBBB", *steps, width=264.0, min_size=20.0)
    assert (tight.size, len(tight.lines), narrowed(tight)) == (100.0, 2, 88.0)
    assert tight.width == pytest.approx(264.0, abs=0.1)


def test_what_the_height_alone_asked_for_leaves_the_width_as_it_is(elastic: FontRef) -> None:
    steps = (FitStep("width", 80), FitStep("size", 20.0))
    low = set_with(elastic, "AAAA", *steps, width=300.0, height=35.0, min_size=20.0)
    assert low.size < 60
    assert narrowed(low) == 100.0


# ── Words stay whole in headlines ──────────────────────────────────────────────────────────────────


def test_a_headline_shrinks_before_it_opens_a_compound(plain: Plain) -> None:
    kept = typeset(plain("A BBBB-CCCC", width=400.0, min_size=40.0, breaking="balanced"))
    assert texts(kept) == ["A", "BBBB-CCCC"]
    assert kept.size == pytest.approx(74, abs=1.5)
    running = typeset(plain("A BBBB-CCCC", width=400.0, min_size=40.0))
    assert (running.size, texts(running)) == (100.0, ["A", "BBBB-", "CCCC"])


def test_a_compound_too_long_for_half_the_ladder_opens_at_its_own_hyphen(plain: Plain) -> None:
    opened = typeset(plain("A BBBBBBB-CCCCCCC", width=480.0, min_size=40.0, breaking="balanced"))
    assert (opened.size, texts(opened)) == (100.0, ["A", "BBBBBBB-", "CCCCCCC"])


def test_at_the_least_size_a_compound_opens_before_a_word_is_lost(plain: Plain) -> None:
    last = typeset(plain("AAAA BBBB-CCCC DDD", width=560.0, min_size=90.0, max_lines=2, breaking="balanced"))
    assert (last.size, last.over, texts(last)) == (90.0, 0, ["AAAA BBBB-", "CCCC DDD"])


@pytest.mark.parametrize(
    ("text", "lines", "shown"),
    [
        ("Neue Geschwindigkeitsbegrenzungen", 3, ["Neue", "Geschwindigkeits", "begrenzungen"]),
        ("Neue Geschwindigkeitsbegrenzungen", 2, ["Neue Geschwindig", "keitsbegrenzungen"]),
        ("Wir und die Donaudampfschifffahrt", 3, ["Wir und die", "Donaudampf", "schifffahrt"]),
    ],
)
def test_a_word_that_no_line_holds_begins_its_own_where_there_is_one(
    plain: Plain, text: str, lines: int, shown: list[str]
) -> None:
    layout = typeset(
        plain(text, width=1100.0, max_lines=lines, size=100.0, breaking="balanced", language="de")
    )
    assert (texts(layout), layout.over) == (shown, 0)
