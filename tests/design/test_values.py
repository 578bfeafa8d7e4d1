"""Typed values from cells: numbers, money, dates, colours, lists; whole rows; discounts."""

from __future__ import annotations

import contextlib
import datetime
from decimal import Decimal
from typing import Any

import pytest
from babel import Locale
from hypothesis import assume, given
from hypothesis import strategies as st

from designer_app.design.dates import month_number
from designer_app.design.lists import list_text
from designer_app.design.slots import Slot
from designer_app.design.values import Money, bind_row, check_discount, discount, parse_value
from designer_app.errors import DesignError, Finding

NUMBER = Slot(type="number")
MONEY = Slot(type="money", currency="RUB")
DATE = Slot(type="date")


def refused(slot: Slot, raw: Any) -> Finding:
    with pytest.raises(DesignError) as caught:
        parse_value(slot, raw, place="row 17, column x", file="rows.csv")
    finding = caught.value.findings[0]
    assert (finding.file, finding.place.startswith("row 17, column x")) == ("rows.csv", True)
    return finding


def value(slot: Slot, raw: Any) -> Any:
    return parse_value(slot, raw, place="cell")


@pytest.mark.parametrize(
    "kind", ["text", "image", "colour", "number", "money", "date", "yesno", "list", "choice"]
)
@pytest.mark.parametrize("raw", [None, "", "  \n"])
def test_an_empty_cell_is_none_in_every_type(kind: Any, raw: Any) -> None:
    assert value(Slot(type=kind), raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1990", "1990"),
        ("1 990,50", "1990.5"),
        ("1\u00a0990,50", "1990.5"),
        ("1\u202f990\u202f000", "1990000"),
        ("1,990.50", "1990.5"),
        ("1.990,50", "1990.5"),
        ("1'990.50", "1990.5"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("0,500", "0.5"),
        (".5", "0.5"),
        ("-30%", "-30"),
        ("−30 %", "-30"),
        ("+7", "7"),
        (0.1, "0.1"),
        (5.0, "5"),
        (-3, "-3"),
    ],
)
def test_numbers(raw: Any, expected: str) -> None:
    assert value(NUMBER, raw) == Decimal(expected)


@pytest.mark.parametrize("raw", ["1,990", "1.990", "123,456", "-1,990"])
def test_one_mark_before_three_digits_is_ambiguous(raw: str) -> None:
    finding = refused(NUMBER, raw)
    assert finding.code == "ambiguous-number"
    assert raw.replace(",", "").replace(".", "").lstrip("-") in finding.expected


@pytest.mark.parametrize(
    "raw",
    ["abc", "1 99", "1e5", "5.", "--5", "1,2,3", "1.99.00", True, [1], "1" * 30, 10**18, 1e300, float("inf")],
)
def test_what_is_no_number(raw: Any) -> None:
    assert refused(NUMBER, raw).code == "bad-number"


def test_units_of_numbers() -> None:
    assert value(Slot(type="number", unit="кг"), "5 кг") == 5
    assert value(Slot(type="number", unit="%"), "-30%") == -30
    assert refused(Slot(type="number", unit="кг"), "5 %").code == "bad-number"


def test_bounds() -> None:
    slot = Slot(type="number", min=1, max=5)
    assert value(slot, "5") == 5
    assert refused(slot, "5,1").expected == "at least 1 and at most 5"
    assert refused(Slot(type="money", currency="RUB", min=0), "-5 ₽").code == "out-of-range"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_numbers_survive_both_ways_of_writing(number: Decimal) -> None:
    plain = f"{number:,.2f}"
    swapped = plain.translate(str.maketrans(",.", " ,"))
    assert value(NUMBER, plain) == number == value(NUMBER, swapped)


@given(
    st.text(max_size=30),
    st.sampled_from(["text", "image", "colour", "number", "money", "date", "yesno", "list"]),
)
def test_any_text_is_a_value_or_one_kind_of_error(text: str, kind: Any) -> None:
    with contextlib.suppress(DesignError):
        parse_value(Slot(type=kind), text, place="cell")


@pytest.mark.parametrize(
    ("raw", "amount", "currency", "start", "per"),
    [
        ("990 ₽", "990", "RUB", False, ""),
        ("990", "990", "RUB", False, ""),
        (990, "990", "RUB", False, ""),
        (333.3333333, "333.33", "RUB", False, ""),
        ("$49", "49", "USD", False, ""),
        ("49 USD", "49", "USD", False, ""),
        ("USD 49.90", "49.90", "USD", False, ""),
        ("49 CHF", "49", "CHF", False, ""),
        ("от 1 990,50 руб./мес", "1990.50", "RUB", True, "мес"),
        ("from $49 per month", "49", "USD", True, "month"),
        ("490₽/кг", "490", "RUB", False, "кг"),
        ("990 ₽ за 100 г", "990", "RUB", False, "100 г"),
        ("1,990 ₽", "1990", "RUB", False, ""),
        ("1.990 €", "1990", "EUR", False, ""),
        ("€49.999,90", "49999.90", "EUR", False, ""),
        ("990,-", "990", "RUB", False, ""),
        ("1299-00", "1299", "RUB", False, ""),
        ("1 299-50 руб.", "1299.50", "RUB", False, ""),
        ("-$5", "-5", "USD", False, ""),
        ({"amount": "990", "from": True, "per": "мес"}, "990", "RUB", True, "мес"),
        ({"amount": 49, "currency": "USD"}, "49", "USD", False, ""),
    ],
)
def test_money(raw: Any, amount: str, currency: str, start: bool, per: str) -> None:
    assert value(MONEY, raw) == Money(Decimal(amount), currency, start, per)


def test_the_slots_own_currency_wins_a_shared_sign() -> None:
    assert value(Slot(type="money", currency="CNY"), "¥5").currency == "CNY"
    assert value(Slot(type="money", currency="JPY"), "¥5").currency == "JPY"


def test_the_slots_unit_is_the_per_of_money_without_one() -> None:
    slot = Slot(type="money", currency="RUB", unit="мес")
    assert value(slot, "990").per == "мес"
    assert value(slot, "990/год").per == "год"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("дорого", "bad-money"),
        ("₽", "bad-money"),
        ("$49 USD", "bad-money"),
        ("990.505 ₽ 3", "bad-money"),
        ("1990.505", "bad-money"),
        ("49 XYZ", "unknown-currency"),
        (True, "bad-money"),
        ({"amount": 1, "form": True}, "unknown-key"),
    ],
)
def test_what_is_no_money(raw: Any, code: str) -> None:
    assert refused(MONEY, raw).code == code


def test_money_needs_a_currency() -> None:
    assert refused(Slot(type="money"), "990").code == "no-currency"


@pytest.mark.parametrize(
    "raw",
    [
        "2026-12-12",
        "12.12.2026",
        "12 декабря 2026",
        "12 декабря 2026 г.",
        "сб, 12 декабря 2026",
        "12 дек. 2026",
        "Dec 12, 2026",
        "December 12th, 2026",
        "12 December 2026",
        "12. Dezember 2026",
        "12 de diciembre de 2026",
        "12 décembre 2026",
        "12/12/2026",
        "2026/12/12",
        datetime.date(2026, 12, 12),
        datetime.datetime(2026, 12, 12),
    ],
)
def test_dates(raw: Any) -> None:
    found = value(DATE, raw)
    assert found == datetime.date(2026, 12, 12)
    assert type(found) is datetime.date


@pytest.mark.parametrize(
    "raw", ["2026-12-12T19:30", "12.12.2026 19:30", "12 декабря 2026 в 19:30", "Dec 12, 2026 7:30 pm"]
)
def test_dates_with_a_time(raw: str) -> None:
    assert value(DATE, raw) == datetime.datetime(2026, 12, 12, 19, 30)


def test_day_and_month_are_never_guessed() -> None:
    finding = refused(DATE, "03/04/2026")
    assert (finding.code, finding.expected) == ("ambiguous-date", "2026-04-03 or 2026-03-04")
    assert value(DATE, "13/04/2026") == value(DATE, "04/13/2026") == datetime.date(2026, 4, 13)


@pytest.mark.parametrize("raw", ["31.02.2026", "завтра", "12 foo 2026", "2026", 12, "25.12.2026 25:00"])
def test_what_is_no_date(raw: Any) -> None:
    assert refused(DATE, raw).code == "bad-date"


def test_a_year_is_never_guessed_and_a_day_number_is_explained() -> None:
    assert "year" in refused(DATE, "12 декабря").remedy
    assert "2026-12-12" in refused(DATE, 46368).remedy


@pytest.mark.parametrize("language", ["en", "ru", "uk", "de", "fr", "es"])
def test_every_month_name_of_cldr_is_known(language: str) -> None:
    months = Locale.parse(language).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                assert month_number(name) == number, name


@pytest.mark.parametrize("raw", ["да", "Yes", "+", "1", 1, 1.0, True, "TRUE", "✓"])
def test_yes(raw: Any) -> None:
    assert value(Slot(type="yesno"), raw) is True


@pytest.mark.parametrize("raw", ["нет", "No", "-", "0", 0, False, "false", "−"])
def test_no(raw: Any) -> None:
    assert value(Slot(type="yesno"), raw) is False


def test_neither_yes_nor_no() -> None:
    assert refused(Slot(type="yesno"), "maybe").code == "bad-yesno"
    assert refused(Slot(type="yesno"), 2).code == "bad-yesno"


def test_choice() -> None:
    slot = Slot(type="choice", choices=("кофе", "чай"))
    assert value(slot, "Кофе ") == "кофе"
    assert refused(slot, "кофэ").remedy == "did you mean 'кофе'?"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("#FFF", "#ffffff"),
        ("A84A24", "#a84a24"),
        ("#11223344", "#11223344"),
        ("{accent}", "accent"),
        ("on-surface", "on-surface"),
        ("fade", "fade"),
    ],
)
def test_colours(raw: str, expected: str) -> None:
    assert value(Slot(type="colour"), raw) == expected


def test_a_text_over_its_limit_is_told_and_taken() -> None:
    item = Slot(type="list", item={"t": Slot(type="text", max_chars=2)})
    slots = {"a": Slot(type="text", max_chars=3, short=True), "b": item}
    values, findings = bind_row(
        slots, {"a": "four", "a.short": "fives", "b": [{"t": "x"}, {"t": "xyz"}]}, row="row 1"
    )
    assert values["a"] == "four"
    assert [(f.severity, f.code, f.place, f.measure) for f in findings] == [
        ("warning", "text-too-long", "row 1, column a", 1.0),
        ("warning", "text-too-long", "row 1, column a.short", 2.0),
        ("warning", "text-too-long", "row 1, column b, item 2.t", 1.0),
    ]


def test_money_in_a_slot_of_figures_is_its_amount() -> None:
    assert value(Slot(type="number"), "1 299,50 ₽") == Decimal("1299.50")
    assert refused(Slot(type="number"), "12 apples").code == "bad-number"


@pytest.mark.parametrize("raw", ["#12", "rgb(1, 2, 3)", 5, "#12345g"])
def test_what_is_no_colour(raw: Any) -> None:
    assert refused(Slot(type="colour"), raw).code == "bad-colour"


def test_text_is_normalised_and_bounded() -> None:
    assert value(Slot(type="text"), " a\r\nи\u0306 ") == "a\nй"
    assert value(Slot(type="text"), 123.0) == "123"
    assert value(Slot(type="text"), 0.5) == "0.5"
    assert refused(Slot(type="text"), "a" * 10_001).code == "text-too-long"
    assert refused(Slot(type="text"), "a\x07").code == "control-character"
    assert refused(Slot(type="text"), "a\ud800").code == "control-character"
    assert refused(Slot(type="text"), ["a"]).code == "wrong-type"
    inn = Slot(type="text", pattern=r"\d{10}|\d{12}", samples=("7701234567",))
    assert value(inn, 7701234567.0) == "7701234567"
    assert refused(inn, "77").expected == "a text like '7701234567'"


@pytest.mark.parametrize("pattern", ["(a+)+", "(", "[[a]]"])
def test_an_unsafe_pattern_is_never_tried(pattern: str) -> None:
    assert refused(Slot(type="text", pattern=pattern), "a" * 100 + "!").code == "bad-slot"


def test_images_are_files() -> None:
    assert value(Slot(type="image"), "photos\\bag.jpg") == "photos/bag.jpg"
    assert refused(Slot(type="image"), "ftp://example.com/a.png").code == "bad-image"


ITEMS = Slot(type="list", item={"name": Slot(type="text", required=True), "price": MONEY}, max=2)


@pytest.mark.parametrize(
    "raw",
    [
        "Кофе | 990 ₽\nЧай | 1 200",
        "Кофе|990\n\n Чай | 1200 ",
        '[{"name": "Кофе", "price": 990}, {"name": "Чай", "price": "1 200"}]',
        [["Кофе", 990], ["Чай", 1200]],
        [{"name": "Кофе", "price": 990}, {"name": "Чай", "price": 1200}],
    ],
)
def test_lists(raw: Any) -> None:
    rub = [Money(Decimal(990), "RUB"), Money(Decimal(1200), "RUB")]
    assert value(ITEMS, raw) == ({"name": "Кофе", "price": rub[0]}, {"name": "Чай", "price": rub[1]})


def test_lists_of_plain_texts() -> None:
    assert value(Slot(type="list"), "a\nb | c") == ("a", "b | c")
    assert value(Slot(type="list"), "[New] coffee") == ("[New] coffee",)
    assert value(Slot(type="list", item={"a": Slot(type="text"), "b": Slot(type="text")}), r"x \| y | z") == (
        {"a": "x | y", "b": "z"},
    )


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("Кофе | x\n | 5", ["bad-money", "value-missing"]),
        ("a | 5 | c", ["too-many-fields"]),
        ('[{"nam": "a"}]', ["unknown-key"]),
        ('[{"name": "a"}', ["bad-json"]),
        ('[{"name": "a", "name": "b"}]', ["duplicate-key"]),
        ("a\nb\nc", ["out-of-range"]),
    ],
)
def test_every_fault_of_a_list_is_named(raw: str, codes: list[str]) -> None:
    with pytest.raises(DesignError) as caught:
        value(ITEMS, raw)
    assert [finding.code for finding in caught.value.findings] == codes


ROW = {
    "headline": Slot(type="text", required=True, short=True),
    "body": Slot(type="text", default={"en": "Hello", "ru": "Привет"}),
    "price": Slot(type="money", currency="RUB", required=True, default="490"),
}


def test_a_row_takes_defaults_only_where_a_column_is_absent() -> None:
    values, findings = bind_row(ROW, {"headline": "A", "headline.short": "a"}, language="ru", row="row 1")
    assert values == {
        "headline": "A",
        "headline.short": "a",
        "body": "Привет",
        "price": Money(Decimal(490), "RUB"),
    }
    assert [(f.code, f.severity) for f in findings] == [("column-absent", "note")] * 2
    values, findings = bind_row(ROW, {"headline": "A", "body": "", "price": ""}, language="ru")
    assert values["body"] is None
    assert values["price"] == Money(Decimal(490), "RUB")
    assert findings == []


@pytest.mark.parametrize("cells", [{"headline": " "}, {}])
def test_a_required_slot_without_value_or_default_fails_the_row(cells: dict[str, Any]) -> None:
    _, findings = bind_row(ROW, cells | {"body": "x", "price": 1}, row="row 3", file="a.csv")
    assert [(f.code, f.severity, f.place) for f in findings] == [
        ("value-missing", "error", "row 3, column headline")
    ]


def test_every_fault_of_a_row_is_named() -> None:
    _, findings = bind_row(ROW, {"headline": "", "body": "a\x00", "price": "dear"})
    assert [f.code for f in findings] == ["value-missing", "control-character", "bad-money"]


def rub(amount: str) -> Money:
    return Money(Decimal(amount), "RUB")


def test_discount_is_computed() -> None:
    assert discount(rub("980"), rub("686")) == -30
    assert discount(rub("1000"), rub("995")) == -1
    assert discount(rub("990"), rub("690")) == -30  # 30.3
    for old, new in ((rub("686"), rub("980")), (rub("5"), rub("5")), (rub("9"), Money(Decimal(5), "USD"))):
        with pytest.raises(DesignError, match="bad-discount"):
            discount(old, new)


@pytest.mark.parametrize(("given", "fits"), [("-30", True), ("30", True), ("-31", False), ("-29", False)])
def test_a_given_discount_must_agree_with_both_prices(given: str, fits: bool) -> None:
    finding = check_discount(Decimal(given), rub("980"), rub("686"), place="row 1")
    assert (finding is None) == fits
    if finding:
        assert "−30 %" in finding.expected


@pytest.mark.parametrize(
    ("given", "fits"), [("29", True), ("30", True), ("29.6", True), ("31", False), ("28", False)]
)
def test_a_discount_may_be_rounded_down_or_half_up(given: str, fits: bool) -> None:
    assert (check_discount(Decimal(given), rub("1000"), rub("704")) is None) == fits


SALE = {
    "discount": Slot(type="number", unit="%", discount_of=("old_price", "price"), required=True),
    "old_price": MONEY,
    "price": MONEY,
}


def test_a_row_computes_and_checks_its_discount() -> None:
    values, findings = bind_row(SALE, {"discount": "", "old_price": "980", "price": "686"})
    assert (values["discount"], findings) == (-30, [])
    _, findings = bind_row(SALE, {"discount": "-30%", "old_price": "980", "price": "686"})
    assert findings == []
    _, findings = bind_row(SALE, {"discount": "-40%", "old_price": "980", "price": "686"})
    assert [f.code for f in findings] == ["wrong-discount"]
    _, findings = bind_row(SALE, {"discount": "", "old_price": "", "price": "686"})
    assert [f.code for f in findings] == ["value-missing"]


@given(
    st.lists(
        st.fixed_dictionaries({"name": st.text(st.characters(categories=("L", "N", "P"), exclude_characters="\\"), min_size=1, max_size=12), "value": st.integers(0, 999)}),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_a_list_is_written_as_lines_and_read_again(items: list[dict[str, Any]]) -> None:
    slot = Slot(type="list", item={"name": Slot(type="text"), "value": Slot(type="number")})
    assume(not list_text(slot, items).lstrip().startswith("["))  # that would be JSON
    assert value(slot, list_text(slot, items)) == value(slot, items)


def test_what_lines_cannot_say_stays_json() -> None:
    slot = Slot(type="list", item={"name": Slot(type="text")})
    assert list_text(slot, [{"name": "a\nb"}]) == '[{"name": "a\\nb"}]'
    assert list_text(slot, ["a", "b"]) == "a\nb"
    assert list_text(slot, "a | 1") == "a | 1"
