"""Codes: what was written is read back by another reader; what a scanner would trip over is told."""

from __future__ import annotations

import itertools
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.build import Built
from designer_app.layers.code.symbols import check_digit, symbol_of
from designer_app.paint import paint
from tests.build.making import build, template

zxingcpp = pytest.importorskip("zxingcpp", reason="the reader of codes isn't there")
READ = {"qr": "QRCode", "ean13": "EAN13", "code128": "Code128"}


def made(code: str, content: str, size: str = "1000x1000", **fields: Any) -> Built:
    layer = {
        "kind": "code",
        "name": "code",
        "code": code,
        "content": content,
        "x": 200,
        "y": 200,
        "w": 600,
        **fields,
    }
    if code != "qr":
        layer.setdefault("h", 240)
    return build(template([layer]), size)


def read(built: Built) -> list[tuple[str, str]]:
    found = zxingcpp.read_barcodes(paint(built.scene))
    return [(str(code.format).replace(" ", "").replace("-", ""), code.text) for code in found]


def codes(built: Built) -> list[str]:
    return [finding.code for finding in built.findings]


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("qr", "https://dom-i-polka.example/t/1204?utm=print"),
        ("qr", "Чай «Иван», 100 г"),
        ("qr", "48291"),
        ("ean13", "4601234567893"),
        ("ean13", "9780306406157"),
        ("code128", "ДП".encode().hex().upper() + "-1204/7"),
    ],
)
def test_what_is_written_is_read_by_another_reader(code: str, content: str) -> None:
    built = made(code, content)
    assert read(built) == [(READ[code], content)]
    assert codes(built) == []


@settings(max_examples=25)
@given(st.text(string.ascii_letters + string.digits + " -/.+%", min_size=1, max_size=20).filter(str.strip))
def test_any_latin_article_is_read_from_code_128(content: str) -> None:
    content = content.strip()
    symbol = symbol_of("code128", content)
    assert symbol.width == sum(width for *_, width, _ in symbol.bars) + sum(_spaces(symbol.bars))
    assert read(made("code128", content, x=20, w=960, y=300, h=300)) == [("Code128", content)]


def _spaces(bars: tuple[tuple[int, int, int, int], ...]) -> list[int]:
    return [b[0] - a[0] - a[2] for a, b in itertools.pairwise(bars)]


@settings(max_examples=12)
@given(st.text("0123456789", min_size=12, max_size=12))
def test_twelve_digits_get_their_check_digit(digits: str) -> None:
    whole = digits + str(check_digit(digits))
    assert read(made("ean13", digits)) == [("EAN13", whole)]


def test_pairs_of_digits_take_half_the_room() -> None:
    assert symbol_of("code128", "12345678").width == 11 * (1 + 4 + 1) + 13


@pytest.mark.parametrize(
    ("code", "content", "said"),
    [
        ("ean13", "4601234567890", "check digit 3"),
        ("ean13", "46012345", "13 digits"),
        ("ean13", "ABCDEFGHIJKLM", "13 digits"),
        ("ean13", "١٢٣٤٥٦٧٨٩٠١٢", "13 digits"),
        ("code128", "Чай-12", "Latin letters"),
        ("qr", "x" * 4000, "as much as a QR code holds"),
    ],
)
def test_a_content_that_cannot_be_said_is_left_out_and_told(code: str, content: str, said: str) -> None:
    built = made(code, content)
    assert read(built) == []
    (finding,) = built.findings
    assert finding.code == "code-content"
    assert said in finding.expected


def test_an_empty_content_takes_no_room_and_says_nothing() -> None:
    assert codes(made("ean13", "")) == []


def test_modules_too_small_to_be_read_are_told_in_the_unit_of_the_medium() -> None:
    screen = made("qr", "https://dom-i-polka.example/t/1204", w=40)
    assert codes(screen) == ["code-too-small"]
    assert "px" in screen.findings[0].found
    printed = made("ean13", "4601234567893", "50x50mm@300", w=500, h=200)
    assert codes(printed) == ["code-too-small"]
    assert "mm" in printed.findings[0].found
    assert codes(made("ean13", "4601234567893", "100x100mm@300", w=500, h=200)) == []


def test_a_quiet_zone_under_the_standard_and_pale_or_turned_colours_are_told() -> None:
    assert codes(made("qr", "x", quiet=1)) == ["code-quiet-zone"]
    assert codes(made("qr", "x", fill="#bbbbbb", ground="#ffffff")) == ["code-contrast"]
    turned = made("qr", "x", fill="#ffffff", ground="#000000")
    assert "light on dark" in turned.findings[0].found


def test_modules_on_a_screen_are_whole_pixels() -> None:
    image = paint(made("qr", "https://dom-i-polka.example", x=200, y=200, w=333).scene).convert("L")
    levels = {level for _, level in image.getcolors(256) or []}
    assert len(levels) <= 4  # page, ground, modules, an edge where the middle falls on half a pixel


def test_quiet_zone_lies_in_the_frame() -> None:
    image = paint(made("ean13", "4601234567893", ground="#ffffff", fill="#000000").scene).convert("L")
    row = [image.getpixel((x, 300)) < 128 for x in range(200, 800)]
    module = row.index(False, row.index(True)) - row.index(True)
    assert row.index(True) >= 11 * module
    assert row[::-1].index(True) >= 7 * module
