"""Whatever the text, typesetting ends, loses nothing silently and stays on the grid."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.scene.geometry import ellipse
from designer_app.text.fonts import register_font
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import set_anew

ROOT = Path(__file__).resolve().parents[2]
GOLOS = register_font(ROOT / "brand_kits" / "med" / "fonts" / "GolosText-Regular.ttf")
EMOJI = register_font(ROOT / "assets" / "fonts" / "TwemojiMozilla.ttf")
STYLES = (
    RunStyle(fonts=(GOLOS, EMOJI)),
    RunStyle(fonts=(GOLOS, EMOJI), tracking=-0.03, scale=0.6, raise_to_cap=True, strike=True),
    RunStyle(fonts=(EMOJI, GOLOS), tracking=0.1, scale=1.5, underline=True),
)
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "слово ",
            " ",
            "250 г ",
            "👩‍👩‍👧",
            "1️⃣",
            "🇷🇺",
            "\n",
            "\u00ad",
            "אבג ",
            "123 ",
            "«Медь», ",
            "из-за ",
            "\u200b",
            "й",
            "—",
            "漢字",
        ]
    ),
)
RUNS = st.lists(st.tuples(PIECES, st.sampled_from(STYLES)), max_size=8)


@settings(max_examples=100, deadline=None)
@given(
    runs=RUNS,
    width=st.one_of(st.none(), st.integers(1, 600)),
    height=st.one_of(st.none(), st.integers(1, 300)),
    lines=st.one_of(st.none(), st.integers(1, 4)),
    align=st.sampled_from(["left", "center", "right"]),
    trim=st.sampled_from(["cap", "figure", "x", "ink", "line"]),
    flags=st.tuples(*[st.booleans()] * 5),
)
def test_any_text(
    runs: list[tuple[str, RunStyle]],
    width: int | None,
    height: int | None,
    lines: int | None,
    align: str,
    trim: str,
    flags: tuple[bool, ...],
) -> None:
    balance, hang, ink_sides, ellipsis, shaped = flags
    paragraph = Paragraph(runs=tuple(Run(text, style) for text, style in runs))
    block = Block(
        paragraphs=(paragraph,),
        size=60,
        min_size=20,
        width=width,
        height=height,
        max_lines=lines,
        align=align,  # type: ignore[arg-type]
        trim=trim,  # type: ignore[arg-type]
        breaking="balanced" if balance else "total",
        hang=hang,
        ink_sides=ink_sides,
        ellipsis=ellipsis,
        keep_out=(ellipse(300, 60, 80, 80),) if shaped and width else (),
        clearance=5,
    )
    layout = set_anew(block)
    assert layout == set_anew(block)
    source = "".join(text for text, _ in runs)
    for line in layout.lines:
        for piece in line.pieces:
            assert len(piece.ids) == len(piece.xs) == len(piece.ys) == len(piece.clusters)
            assert all(value * 64 == int(value * 64) for value in (*piece.xs, *piece.ys))
            assert all(0 <= c < max(1, len(piece.text)) for c in piece.clusters)
    shown = "".join(line.text for line in layout.lines)
    if layout.cut == 0 and "\u00ad" not in source:
        assert "".join(shown.split()) == "".join(source.replace("\u200b", "").split()) or "\u200b" in source
    assert layout.cut <= len(source) + 1
    assert layout.over <= len(source) + 1
    if layout.over == 0 and height is not None and shown:
        assert layout.height <= height + 1 / 16
