"""Lines of a fallback font that is taller than the main one keep clear of their neighbours, others don't move."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import ink_bounds, register_font
from designer_app.text.records import Block, Layout, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset
from tests.text.conftest import make_font
from tests.text.test_scripts import INTER, noto


@pytest.fixture(scope="module")
def tall(tmp_path_factory: pytest.TempPathFactory) -> FontRef:
    """A fallback whose letters are 1.3 em high."""
    return register_font(make_font(tmp_path_factory.mktemp("fonts") / "tall.ttf", "ΑΒΓ", cap=1300))


def block(text: str, *fonts: FontRef, **given: object) -> Block:
    runs = (Run(text, RunStyle(fonts=fonts)),)
    fields = {"size": 100.0, "leading": 1.0, "breaking": "greedy"} | given
    return Block(paragraphs=(Paragraph(runs=runs),), **fields)  # type: ignore[arg-type]


def baselines(layout: Layout) -> list[float]:
    return [line.baseline for line in layout.lines]


def gaps(layout: Layout) -> list[float]:
    """Between the lowest ink of each line and the highest of the next, px."""
    spans = []
    for line in layout.lines:
        boxes = [
            (y + box.y0 * piece.size / 1000, y + box.y1 * piece.size / 1000)
            for piece in line.pieces
            for gid, y in zip(piece.ids, piece.ys, strict=True)
            if not (box := ink_bounds(piece.font, gid)).empty
        ]
        spans.append((min(top for top, _ in boxes), max(bottom for _, bottom in boxes)))
    return [after[0] - before[1] for before, after in pairwise(spans)]


def test_only_the_line_that_needs_room_moves(boxes: FontRef, tall: FontRef) -> None:
    plain = baselines(typeset(block("AAAA BBBB CCCC DDDD", boxes, tall, width=260.0)))
    mixed = baselines(typeset(block("AAAA BBBB ΑΒΓ DDDD", boxes, tall, width=260.0)))
    assert plain == [70.0, 170.0, 270.0, 370.0]
    assert mixed[:2] == plain[:2]
    assert mixed[2] - mixed[1] == pytest.approx(130 + 4, abs=0.1)
    assert mixed[3] - mixed[2] == 100.0


def test_a_fallback_no_taller_than_the_main_font_changes_nothing(boxes: FontRef, large_x: FontRef) -> None:
    plain = baselines(typeset(block("AAAA BBBB", boxes, width=260.0)))
    assert baselines(typeset(block("AAAA ΑΒ".replace("ΑΒ", "αβγ"), boxes, large_x, width=260.0))) == plain


def test_roomy_leading_stays(boxes: FontRef, tall: FontRef) -> None:
    layout = typeset(block("AAAA ΑΒΓ", boxes, tall, width=260.0, leading=1.6))
    assert baselines(layout) == [70.0, 230.0]


def test_what_lines_need_counts_for_the_height(boxes: FontRef, tall: FontRef) -> None:
    fields = {"width": 260.0, "height": 180.0, "min_size": 10.0}
    assert typeset(block("AAAA BBBB", boxes, tall, **fields)).size == 100.0
    layout = typeset(block("AAAA ΑΒΓ", boxes, tall, **fields))
    assert layout.size < 100.0
    assert layout.height <= 180.0


@pytest.mark.parametrize(
    ("font", "language", "text"),
    [
        ("NotoNaskhArabic-Regular.ttf", "ar", "القهوة المُحمَّصة في إسطنبول كل صباح"),
        ("NotoSansDevanagari-Regular.ttf", "hi", "हर सुबह ताज़ी भुनी हुई कॉफ़ी का आनंद ऊँची मात्राएँ"),
        ("NotoSansThai-Regular.ttf", "th", "ซื้อน้ำอุ่นปู่ที่นี่ ซื้อน้ำอุ่นปู่ที่นี่"),
    ],
)
def test_tight_headlines_in_other_scripts_dont_collide(font: str, language: str, text: str) -> None:
    layout = typeset(
        block(text, register_font(INTER), noto(font), width=420.0, leading=0.9, language=language)
    )
    assert len(layout.lines) > 1
    assert min(gaps(layout)) > 0


@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from(["AAAA", "ΑΒΓ", "pgy", "BB"]), min_size=1, max_size=10))
def test_appended_words_never_raise_the_size(boxes: FontRef, tall: FontRef, words: list[str]) -> None:
    fields = {"width": 420.0, "height": 300.0, "min_size": 10.0, "leading": 0.9, "breaking": "balanced"}
    sizes = [typeset(block(" ".join(words[: n + 1]), boxes, tall, **fields)).size for n in range(len(words))]
    assert sizes == sorted(sizes, reverse=True)
