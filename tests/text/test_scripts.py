"""Scripts that the bundled fonts don't have, with Noto fonts from Debian (fonts-noto-core, fonts-noto-cjk)."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.scene.nodes import FontRef
from designer_app.text.breaking import graphemes, line_ends
from designer_app.text.fonts import face, ink_bounds, register_font
from designer_app.text.records import Block, Line, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset
from tools.debian import installed

ROOT = Path(__file__).resolve().parents[2]
INTER = ROOT / "assets" / "fonts" / "Inter.ttf"


def noto(name: str) -> FontRef:
    kind = "opentype" if name.endswith(".ttc") else "truetype"
    file = installed(f"usr/share/fonts/{kind}/noto/{name}")
    if not file.is_file():
        pytest.skip(
            f"needs {name} of the Debian packages fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji"
        )
    return register_font(file)


def lines(
    text: str, *fonts: FontRef, language: str, width: float | None = None, **given: object
) -> tuple[Line, ...]:
    runs = (Run(text, RunStyle(fonts=fonts, language=language)),)
    block = Block(paragraphs=(Paragraph(runs=runs),), size=100.0, width=width, language=language, **given)  # type: ignore[arg-type]
    layout = typeset(block)
    assert layout.missing == ()
    return layout.lines


def ids(text: str, *fonts: FontRef, language: str) -> list[int]:
    return [gid for piece in lines(text, *fonts, language=language)[0].pieces for gid in piece.ids]


def test_arabic_letters_join_and_lam_alef_is_one_glyph() -> None:
    arabic = noto("NotoSansArabic-Regular.ttf")
    alone = ids("ب", arabic, language="ar")
    joined = ids("ببب", arabic, language="ar")
    assert len(set(joined)) == 3  # final, medial, initial
    assert not set(alone) & set(joined)
    assert len(ids("لا", arabic, language="ar")) < len(ids("با", arabic, language="ar")) + 1


def test_an_arabic_name_in_a_russian_sentence_stays_in_order() -> None:
    inter, arabic = register_font(INTER), noto("NotoSansArabic-Regular.ttf")
    line = lines("Чай \u2068شاي 15\u2069 и 20 г", inter, arabic, language="ru")[0]
    places = {
        piece.text[cluster]: x
        for piece in line.pieces
        for cluster, x in zip(piece.clusters, piece.xs, strict=True)
    }
    assert places["Ч"] < places["1"] < places["ش"] < places["и"] < places["0"] < places["г"]


@pytest.mark.parametrize(("name", "text", "language"), [
    ("NotoSansArabic-Regular.ttf", "مرحبا", "ar"), ("NotoSansDevanagari-Regular.ttf", "नमस्ते", "hi"),
])  # fmt: skip
def test_tracking_leaves_joined_letters_joined(name: str, text: str, language: str) -> None:
    font = noto(name)

    def width(tracking: float) -> float:
        runs = (Run(text, RunStyle(fonts=(font,), tracking=tracking)),)
        block = Block(paragraphs=(Paragraph(runs=runs),), size=100.0, language=language)
        return typeset(block).lines[0].width

    assert width(0.1) == width(0.0) == width(-0.05)


def test_hebrew_points_have_no_width() -> None:
    hebrew = noto("NotoSansHebrew-Regular.ttf")
    assert lines("שָׁלוֹם", hebrew, language="he")[0].width == lines("שלום", hebrew, language="he")[0].width


def test_devanagari_vowels_are_reordered_and_conjuncts_made() -> None:
    devanagari = noto("NotoSansDevanagari-Regular.ttf")
    line = lines("कि", devanagari, language="hi")[0]
    ka = face(devanagari).glyph("क")
    assert [gid for piece in line.pieces for gid in piece.ids][-1] == ka  # the vowel sign stands before it
    assert len(ids("क्ष", devanagari, language="hi")) == 1
    assert graphemes("क्षमा") == ("क्ष", "मा")


def test_thai_lines_end_between_words() -> None:
    thai = noto("NotoSansThai-Regular.ttf")
    text = "กาแฟหอมกรุ่นยามเช้า"
    ends = set(line_ends(text, "th"))
    assert {4, 7} <= ends
    at = 0
    for line in lines(text, thai, language="th", width=450.0):
        at += len(line.text)
        assert at in ends


@pytest.mark.parametrize("language", ["ja", "zh"])
@pytest.mark.parametrize("width", range(410, 900, 70))
def test_kinsoku_no_line_starts_or_ends_with_what_may_not(language: str, width: int) -> None:
    cjk = noto("NotoSansCJK-Regular.ttc")
    text = "「コーヒー」を一杯、キャラクターとしょうゆ。（全品50％オフ）いよいよ登場！"
    found = lines(text, cjk, language=language, width=float(width), ellipsis=False)
    assert "".join(line.text for line in found) == text
    assert not [line.text for line in found[1:] if line.text[0] in "ーょャ」）。、！"]
    assert not [line.text for line in found[:-1] if line.text[-1] in "「（"]


def test_han_takes_the_forms_of_its_language() -> None:
    cjk = noto("NotoSansCJK-Regular.ttc")
    assert ids("直骨", cjk, language="ja") != ids("直骨", cjk, language="zh-Hans")


def test_every_script_of_a_line_comes_from_its_font_with_one_word_space() -> None:
    inter, hebrew, thai = (
        register_font(INTER), noto("NotoSansHebrew-Regular.ttf"), noto("NotoSansThai-Regular.ttf"),
    )  # fmt: skip
    line = lines("A ב ก Я", inter, hebrew, thai, language="en")[0]
    fonts = {piece.text.strip(): piece.font for piece in line.pieces if piece.text.strip()}
    assert fonts == {"A": inter, "ב": hebrew, "ก": thai, "Я": inter}
    assert all(piece.font == inter for piece in line.pieces if " " in piece.text)


def test_a_sequence_of_a_font_of_bitmaps_is_one_painted_piece() -> None:
    fonts = (register_font(INTER), noto("NotoColorEmoji.ttf"))
    line = lines("A 👨‍👩‍👧‍👦 🏳️‍🌈", *fonts, language="en")[0]
    assert [piece.text for piece in line.pieces if piece.painted] == ["👨‍👩‍👧‍👦", "🏳️‍🌈"]


def test_signs_without_ink_draw_nothing_in_right_to_left_text() -> None:
    arabic = noto("NotoSansArabic-Regular.ttf")
    line = lines("\u2067ش\u200cش\u200d\u2069\u200f", arabic, language="ar")[0]
    drawn = [gid for piece in line.pieces for gid in piece.ids if not ink_bounds(piece.font, gid).empty]
    assert 2 <= len(drawn) <= 4  # two letters, their dots perhaps apart


def test_letters_join_across_a_change_of_style() -> None:
    arabic = noto("NotoSansArabic-Regular.ttf")

    def glyphs(*parts: str) -> list[int]:
        runs = tuple(Run(part, RunStyle(fonts=(arabic,), ink=str(i))) for i, part in enumerate(parts))
        block = Block(paragraphs=(Paragraph(runs=runs),), size=100.0, language="ar")
        return [gid for piece in typeset(block).lines[0].pieces for gid in piece.ids]

    assert glyphs("حسن", "ين") == glyphs("حسنين")
    assert glyphs("دا", "ر") == glyphs("دار")  # alef joins nothing after it
