"""What is drawn for a content: rows of bars in modules. EAN-13 and Code 128 from their published tables, QR by segno."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

Symbology = Literal["qr", "ean13", "code128"]
Error = Literal["low", "medium", "quartile", "high"]
Bar = tuple[int, int, int, int]  # x, y, width, height in modules

# ISO/IEC 15420, tables 1 and 3: widths of space, bar, space, bar of set A (set B runs backwards, set C swaps both);
# and the sets of the left half by the first digit.
_DIGITS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
_SETS = (
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
)  # fmt: skip
EAN_MODULES = 95
# ISO/IEC 15417, table 1: widths of bar, space, bar … of the values 0 to 105, and the stop.
_VALUES = (
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212",
    "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131",
    "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121",
    "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212",
    "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
    "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
)  # fmt: skip
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106


class Symbol(msgspec.Struct, frozen=True):
    """A code in modules, without its quiet zone. ``height`` is 1 where bars are as high as one likes; ``text`` is what
    people read below the bars."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    text: str = ""


class ContentError(ValueError):
    """A content that a symbology can't say: what was ``found`` and ``expected``, and what may be done."""

    def __init__(self, found: str, expected: str, remedy: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.remedy = found, expected, remedy


def symbol_of(symbology: Symbology, content: str, error: Error = "medium") -> Symbol:
    """The modules of a content. Raises ``ContentError``."""
    match symbology:
        case "ean13":
            return _ean13(content)
        case "code128":
            return _code128(content)
        case "qr":
            return _qr(content, error)


# ── EAN-13 ──────────────────────────────────────────────────────────────────────────────────────


def check_digit(digits: str) -> int:
    """The check digit of the first twelve digits: weights 1 and 3 in turn (GS1 General Specifications, 7.9)."""
    return -sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits[:12])) % 10


def _ean13(content: str) -> Symbol:
    digits = content.replace(" ", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (12, 13):
        raise ContentError(
            f"'{content}'", "13 digits, or 12 to which the check digit is added", "use code128 or qr"
        )
    right = check_digit(digits)
    if len(digits) == 13 and int(digits[12]) != right:
        raise ContentError(
            f"'{content}' with check digit {digits[12]}", f"check digit {right}", "look at the article"
        )
    digits = digits[:12] + str(right)
    left = [
        _DIGITS[int(d)][:: -1 if side == "B" else 1]
        for d, side in zip(digits[1:7], _SETS[int(digits[0])], strict=True)
    ]
    widths = "111" + "".join(left) + "11111" + "".join(_DIGITS[int(d)] for d in digits[7:]) + "111"
    return Symbol(EAN_MODULES, 1, tuple(_bars(widths)), digits)


# ── Code 128 ────────────────────────────────────────────────────────────────────────────────────


def _code128(content: str) -> Symbol:
    strange = [c for c in content if not " " <= c <= "~"]
    if strange:
        raise ContentError(f"'{strange[0]}' in '{content}'", "Latin letters, digits and marks", "use qr")
    values = _values(content)
    check = (values[0] + sum(i * value for i, value in enumerate(values[1:], 1))) % 103
    widths = "".join(_VALUES[value] for value in (*values, check, _STOP))
    return Symbol(sum(map(int, widths)), 1, tuple(_bars(widths)), content)


def _values(content: str) -> list[int]:
    """Sets B and C so that few characters are needed (ISO/IEC 15417, annex E): pairs of digits from four on at either
    end, from six on between."""
    values: list[int] = []
    at, pairs = 0, False
    while at < len(content):
        run = 0
        while at + run < len(content) and content[at + run].isdigit():
            run += 1
        edge = at == 0 or at + run == len(content)
        if run >= (4 if edge else 6) and not pairs:
            if run % 2 and at:  # an odd one out stays in set B
                values.append(ord(content[at]) - 32)
                at += 1
            values.append(_TO_C if values else _START_C)
            pairs = True
        elif pairs and run < 2:
            values.append(_TO_B)
            pairs = False
        elif not values:
            values.append(_START_B)
        values.append(int(content[at : at + 2]) if pairs else ord(content[at]) - 32)
        at += 2 if pairs else 1
    return values


def _bars(widths: str) -> Iterator[Bar]:
    """Bars of alternating widths of bar and space."""
    x = 0
    for i, width in enumerate(map(int, widths)):
        if i % 2 == 0:
            yield x, 0, width, 1
        x += width


# ── QR (ISO/IEC 18004) ──────────────────────────────────────────────────────────────────────────


def _qr(content: str, error: Error) -> Symbol:
    import segno

    try:
        made = segno.make_qr(
            content, error=error[0], encoding=None if content.isascii() else "utf-8", boost_error=True
        )
    except segno.DataOverflowError:
        raise ContentError(
            f"{len(content.encode())} bytes", "as much as a QR code holds (2331 bytes, less with more error correction)",
            "use a shorter address",
        ) from None  # fmt: skip
    bars: list[Bar] = []
    for y, row in enumerate(made.matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                bars.append((start, y, x - start, 1))
            x += 1
    side = len(made.matrix)
    return Symbol(side, side, tuple(bars))
