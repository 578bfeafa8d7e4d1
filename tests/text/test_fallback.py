"""Fonts behind the main one: the language's Han forms first, sizes that go with the main font."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from designer_app.scene.nodes import FontRef
from designer_app.text.fallback import fitted, han_of, han_of_language
from designer_app.text.fonts import face, register_font
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset
from tests.text.conftest import make_font
from tests.text.test_scripts import INTER, noto
from tools.debian import PACKAGES, installed

CJK = installed(PACKAGES["fonts-noto-cjk"])
PLACES = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3, "zh-HK": 4}


def cjk(language: str) -> FontRef:
    if not CJK.is_file():
        pytest.skip("needs NotoSansCJK-Regular.ttc of the Debian package fonts-noto-cjk")
    return register_font(CJK, index=PLACES[language])


def used(text: str, fonts: tuple[FontRef, ...], language: str) -> set[FontRef]:
    style = RunStyle(fonts=fonts, language=language)
    block = Block(paragraphs=(Paragraph(runs=(Run(text, style),)),), size=40.0, language=language)
    return {piece.font for line in typeset(block).lines for piece in line.pieces}


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ja", "ja"), ("ja-JP", "ja"), ("ko", "ko"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"), ("zh_TW", "zh-Hant"), ("zh-HK", "zh-HK"), ("zh-Hant-HK", "zh-HK"), ("zh-Hans-HK", "zh-Hans"),
        ("yue", "zh-HK"), ("ru", ""), ("", ""),
    ],
)  # fmt: skip
def test_which_forms_a_language_takes(language: str, forms: str) -> None:
    assert han_of_language(language) == forms


@pytest.mark.parametrize("language", PLACES)
def test_han_comes_from_the_font_of_the_texts_language(language: str) -> None:
    fonts = (register_font(INTER), *(cjk(other) for other in PLACES if other != language), cjk(language))
    assert used("直骨", fonts, language) == {cjk(language)}
    assert used("「直。」", fonts, language) == {cjk(language)}  # and its punctuation
    assert used("直骨", fonts, "ru") == {fonts[1]}  # no preference: the order given


def test_the_main_font_stays_the_main_font() -> None:
    fonts = (cjk("ja"), cjk("zh-Hans"))
    assert used("直骨", fonts, "zh-Hans") == {fonts[0]}


def test_forms_by_name_and_by_code_page(tmp_path: Path) -> None:
    assert han_of(face(register_font(make_font(tmp_path / "yu gothic.ttf", "水")))) == "ja"
    assert han_of(face(register_font(make_font(tmp_path / "jack.ttf", "水")))) == ""
    from fontTools.ttLib import TTFont

    font = TTFont(tmp_path / "jack.ttf")
    font["OS/2"].ulCodePageRange1 = 1 << 20
    font.save(tmp_path / "page.ttf")
    assert han_of(face(register_font(tmp_path / "page.ttf"))) == "zh-Hant"
    assert struct.unpack_from(">I", face(register_font(tmp_path / "page.ttf")).table("OS/2"), 78) == (
        1 << 20,
    )


def test_fonts_without_letters_follow_by_their_reference_character(boxes: FontRef, tmp_path: Path) -> None:
    """The main font's capitals are 0.7 em high; Han goes to 1.254 of that, Arabic to 1."""
    for cap, char, zoom in ((1000, "水", 0.878), (700, "水", 1.254), (500, "ا", 1.35), (690, "ا", 1.0)):
        font = register_font(make_font(tmp_path / f"{cap}{ord(char)}.ttf", char, cap=cap))
        assert fitted(face(boxes), face(font)) == (pytest.approx(zoom, abs=1e-3), 0.0)
        style = RunStyle(fonts=(boxes, font))
        layout = typeset(Block(paragraphs=(Paragraph(runs=(Run(f"A {char}", style),)),), size=100.0))
        assert layout.lines[0].pieces[-1].size == pytest.approx(100 * zoom, abs=0.1)


def test_letters_behind_a_font_without_any_follow_too(boxes: FontRef, tmp_path: Path) -> None:
    arabic = register_font(make_font(tmp_path / "arabic.ttf", "ا", cap=560))
    assert fitted(face(arabic), face(boxes)) == (pytest.approx(0.8), 0.0)


def test_the_noto_families_keep_their_size() -> None:
    """The shares come from them: behind Noto Sans none is scaled."""
    main = face(noto("NotoSans-Regular.ttf"))
    for script in (
        "Arabic",
        "Hebrew",
        "Devanagari",
        "Thai",
        "Bengali",
        "Tamil",
        "Khmer",
        "Georgian",
        "Ethiopic",
    ):
        assert fitted(main, face(noto(f"NotoSans{script}-Regular.ttf"))) == (1.0, 0.0), script
