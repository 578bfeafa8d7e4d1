from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from designer_app.errors import DesignError
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import FontRef
from designer_app.text.records import Block, Layout, Paragraph, Run, RunStyle, run_of
from designer_app.text.shown import as_written
from designer_app.text.typeset import typeset

Plain = Callable[..., Block]


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def test_the_box_is_cap_top_to_baseline(plain: Plain) -> None:
    layout = typeset(plain("AB CD", width=130.0, leading=1.1))
    assert texts(layout) == ["AB", "CD"]
    assert [line.baseline for line in layout.lines] == [70.0, 180.0]
    assert (layout.width, layout.height, layout.cap_height) == (120.0, 180.0, 70.0)
    assert layout.ink == Box(5.0, 0.0, 115.0, 180.0)


@pytest.mark.parametrize(
    ("trim", "first", "height"),
    [("x", 50.0, 50.0), ("figure", 70.0, 70.0), ("line", 90.0, 120.0), ("ink", 50.0, 70.0)],
)
def test_trims(plain: Plain, trim: str, first: float, height: float) -> None:
    layout = typeset(plain("xp", trim=trim))
    assert (layout.lines[0].baseline, layout.height) == (first, height)


@pytest.mark.parametrize(("align", "xs"), [("left", (0, 0)), ("center", (30, 0)), ("right", (60, 0))])
def test_alignment_without_a_width_is_to_the_widest_line(
    plain: Plain, align: str, xs: tuple[float, ...]
) -> None:
    layout = typeset(plain("AB\nCDE", align=align))
    assert tuple(line.x for line in layout.lines) == xs
    assert layout.width == 180.0


def test_trailing_space_counts_for_nothing(plain: Plain) -> None:
    layout = typeset(plain("AB CD ", width=130.0, align="right"))
    assert [line.x for line in layout.lines] == [10.0, 10.0]


def test_tracking_is_between_letters_only(boxes: FontRef) -> None:
    runs = (Run("ABC", RunStyle(fonts=(boxes,), tracking=0.1)),)
    layout = typeset(Block(paragraphs=(Paragraph(runs=runs),), size=100))
    assert layout.lines[0].pieces[0].xs == (0.0, 70.0, 140.0)
    assert layout.width == 200.0


def test_soft_hyphen_shows_at_a_line_end_only(boxes: FontRef) -> None:
    style = RunStyle(fonts=(boxes,), tracking=0.1)
    block = Block(paragraphs=(Paragraph(runs=(Run("ABC\u00adDEF", style),)),), size=100, width=1000.0)
    assert typeset(block).width == 6 * 60 + 5 * 10
    narrow = Block(paragraphs=block.paragraphs, size=100, width=330.0)
    layout = typeset(narrow)
    assert texts(layout) == ["ABC\u00ad", "DEF"]  # the source, of which the fourth glyph shows a hyphen
    assert [piece.clusters for line in layout.lines for piece in line.pieces] == [(0, 1, 2, 3), (0, 1, 2)]


def test_hanging_marks_stand_outside_and_leave_the_centre_alone(plain: Plain) -> None:
    bare = typeset(plain("AB", width=400.0, align="center"))
    hung = typeset(plain("«AB»,", width=400.0, align="center", hang=True))
    assert hung.lines[0].x == bare.lines[0].x == 140.0
    assert hung.lines[0].width == 120.0
    assert hung.lines[0].pieces[0].xs[0] == 80.0
    assert typeset(plain("«AB»", width=240.0)).lines[0].width == 240.0


def test_marks_in_a_style_of_their_own_hang_as_those_in_the_text_do(plain: Plain) -> None:
    whole = plain("«AB»", width=400.0, align="center", hang=True)
    style = whole.paragraphs[0].runs[0].style
    inked = msgspec.structs.replace(style, ink="mark")
    runs = (Run("«", inked), Run("AB", style), Run("»", inked))
    apart = typeset(msgspec.structs.replace(whole, paragraphs=(Paragraph(runs=runs),)))
    assert [apart.lines[0].x, apart.lines[0].width] == [140.0, 120.0]
    assert [piece.xs[0] for piece in apart.lines[0].pieces] == [80.0, 140.0, 260.0]


def test_a_mark_that_stands_alone_does_not_hang(plain: Plain) -> None:
    alone = typeset(plain("«", width=400.0, hang=True))
    assert (alone.lines[0].x, alone.lines[0].width) == (0.0, 60.0)


def test_hanging_gives_room(plain: Plain) -> None:
    assert texts(typeset(plain("«AB CD»", width=310.0, hang=True))) == ["«AB CD»"]
    assert texts(typeset(plain("«AB CD»", width=310.0))) == ["«AB", "CD»"]


def test_ink_sides_put_the_ink_on_the_edge(plain: Plain) -> None:
    left = typeset(plain("AB", width=300.0, ink_sides=True))
    right = typeset(plain("AB", width=300.0, ink_sides=True, align="right"))
    assert left.ink.x0 == 0.0
    assert right.ink.x1 == 300.0
    assert left.width == 110.0


def test_price_with_a_raised_currency(boxes: FontRef) -> None:
    main, small = (
        RunStyle(fonts=(boxes,)),
        RunStyle(fonts=(boxes,), scale=0.5, raise_to_cap=True, ink="currency"),
    )
    for runs in ((Run("25", main), Run("$", small)), (Run("$", small), Run("25", main))):
        layout = typeset(Block(paragraphs=(Paragraph(runs=runs),), size=100))
        assert layout.cap_height == layout.height == 70.0
        sign = next(piece for piece in layout.lines[0].pieces if piece.ink == "currency")
        assert (sign.size, sign.ys) == (50.0, (35.0,))  # 35 px of ink, its top on the cap top
        assert layout.width == 150.0


def test_rise_is_em_of_the_run(boxes: FontRef) -> None:
    runs = (Run("A", RunStyle(fonts=(boxes,))), Run("B", RunStyle(fonts=(boxes,), scale=0.5, rise=0.4)))
    layout = typeset(Block(paragraphs=(Paragraph(runs=runs),), size=100))
    assert layout.lines[0].pieces[1].ys == (50.0,)


def test_underline_and_strike_are_where_the_font_says(boxes: FontRef) -> None:
    style = RunStyle(fonts=(boxes,), underline=True, strike=True, ink="old")
    layout = typeset(Block(paragraphs=(Paragraph(runs=(Run("AB CD", style),)),), size=100, width=1000.0))
    under, through = layout.lines[0].rules
    assert under.ink == through.ink == "old"
    assert under.box == Box(0.0, 80.0, 300.0, 84.0)
    assert through.box == Box(0.0, 40.0, 300.0, 46.0)


def test_numbers_are_struck_through_their_middle(boxes: FontRef) -> None:
    style = RunStyle(fonts=(boxes,), strike=True)
    price, word = (
        typeset(Block(paragraphs=(Paragraph(runs=(Run(text, style),)),), size=100)).lines[0].rules[0].box
        for text in ("$25", "AB25")
    )
    assert (price.y0 + price.y1) / 2 == 35.0  # figures are 70 px high
    assert word.y0 == 40.0  # as the font says


def test_source_text_comes_back_through_a_change_of_case(boxes: FontRef) -> None:
    run = run_of(as_written("Maß ab").upper(), RunStyle(fonts=(boxes,)))
    line = typeset(Block(paragraphs=(Paragraph(runs=(run,)),), size=100)).lines[0]
    assert line.text == "Maß ab"
    assert "".join(piece.text for piece in line.pieces) == "Maß ab"
    clusters = [c for piece in line.pieces for c in piece.clusters]
    assert clusters == [0, 1, 2, 2, 3, 4, 5]  # S and S stand for one letter


def test_paragraphs_markers_and_indents(boxes: FontRef) -> None:
    style = RunStyle(fonts=(boxes,))
    paragraphs = (
        Paragraph(runs=(Run("AB", style),), indent=1.0, marker=Run("-", style)),
        Paragraph(runs=(Run("CD EF", style),), indent=1.0, marker=Run("-", style), before=0.5),
    )
    layout = typeset(Block(paragraphs=paragraphs, size=100, width=230.0, leading=1.0))
    assert texts(layout) == ["AB", "CD", "EF"]
    assert [line.x for line in layout.lines] == [100.0, 100.0, 100.0]
    assert [line.baseline for line in layout.lines] == [70.0, 220.0, 320.0]
    assert [line.pieces[0].xs[0] for line in layout.lines] == [0.0, 0.0, 100.0]
    assert (layout.left, layout.width) == (0.0, 220.0)


def test_an_empty_text_takes_one_empty_line(plain: Plain) -> None:
    layout = typeset(plain("", width=100.0))
    assert texts(layout) == [""]
    assert layout.ink.empty
    assert typeset(Block(paragraphs=(), size=10.0)).lines == ()


def test_pens_lie_on_the_grid(literata: FontRef) -> None:
    style = RunStyle(fonts=(literata,), tracking=-0.022)
    layout = typeset(Block(paragraphs=(Paragraph(runs=(Run("Новая кофейня", style),)),), size=77.3))
    for piece in layout.lines[0].pieces:
        assert all(value * 64 == int(value * 64) for value in (*piece.xs, *piece.ys))


def test_a_box_made_from_a_layout_holds_the_same_layout(literata: FontRef) -> None:
    runs = (Run("Новая кофейня открывается", RunStyle(fonts=(literata,), tracking=-0.022)),)
    for size in (31.0, 47.3, 113.1):
        free = typeset(Block(paragraphs=(Paragraph(runs=runs),), size=size))
        held = typeset(
            Block(
                paragraphs=(Paragraph(runs=runs),),
                size=size,
                width=free.width,
                height=free.height,
                max_lines=1,
            )
        )
        assert (texts(held), held.over) == (texts(free), 0)


def test_a_style_without_fonts_is_an_error_of_the_design() -> None:
    with pytest.raises(DesignError, match="no-font"):
        typeset(Block(paragraphs=(Paragraph(runs=(Run("A", RunStyle(fonts=())),)),), size=10.0))
