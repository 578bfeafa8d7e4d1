"""Declarations of slots: defaults by language, columns, rules, patterns that can't run away."""

from __future__ import annotations

import msgspec
import pytest

from designer_app.design.slot_rules import check_slots
from designer_app.design.slots import Slot, column_names, default_of, pattern_problem


def test_default_by_language() -> None:
    slot = Slot(type="text", default={"en": "Sale", "ru": "Скидка"})
    assert default_of(slot, "ru") == "Скидка"
    assert default_of(slot, "de") == "Sale"
    assert default_of(Slot(type="text", default={"ru": "Скидка"}), "de") == "Скидка"
    assert default_of(Slot(type="number", default=3), "ru") == 3


def test_columns_include_short_forms() -> None:
    slots = {"headline": Slot(type="text", short=True), "price": Slot(type="money", currency="RUB")}
    assert column_names(slots) == ("headline", "headline.short", "price")


def test_a_slot_reads_from_json_and_refuses_typos() -> None:
    slot = msgspec.json.decode(b'{"type": "list", "item": {"name": {"type": "text"}}}', type=Slot)
    assert slot.item["name"].type == "text"
    with pytest.raises(msgspec.ValidationError, match="max_chrs"):
        msgspec.json.decode(b'{"type": "text", "max_chrs": 3}', type=Slot)


def test_sound_declarations_have_no_findings() -> None:
    slots = {
        "headline": Slot(
            type="text", max_chars=40, short=True, default={"en": "Hi", "ru": "Да"}, samples=("A",)
        ),
        "discount": Slot(type="number", unit="%", discount_of=("old_price", "price")),
        "old_price": Slot(type="money", currency="RUB", samples=("980 ₽",)),
        "price": Slot(type="money", currency="RUB", min=0),
        "mood": Slot(type="choice", choices=("calm", "loud"), default="calm"),
        "inn": Slot(type="text", pattern=r"\d{10}|\d{12}", samples=("7701234567",)),
        "items": Slot(type="list", item={"title": Slot(type="text")}, max=5, samples=("a\nb",)),
    }
    assert check_slots(slots) == []


@pytest.mark.parametrize(
    ("name", "slot", "place"),
    [
        ("a-b", Slot(type="text"), "slots.a-b.name"),
        ("empty", Slot(type="text"), "slots.empty.name"),
        ("n", Slot(type="number", max_chars=3), "slots.n.max_chars"),
        ("n", Slot(type="text", currency="RUB"), "slots.n.currency"),
        ("c", Slot(type="choice"), "slots.c.choices"),
        ("c", Slot(type="choice", choices=("a", "a")), "slots.c.choices"),
        ("n", Slot(type="number", min=3, max=2), "slots.n.min"),
        ("n", Slot(type="number", default="many"), "slots.n.default"),
        ("n", Slot(type="number", samples=(1, "x")), "slots.n.samples[1]"),
        ("t", Slot(type="text", pattern="(a+)+"), "slots.t.pattern"),
        ("t", Slot(type="text", max_chars=2, default={"en": "ok", "ru": "длинно"}), "slots.t.default"),
        ("l", Slot(type="list", item={"x": Slot(type="choice")}), "slots.l.item.x.choices"),
    ],
)
def test_each_unsound_declaration_is_named(name: str, slot: Slot, place: str) -> None:
    assert [finding.place for finding in check_slots({name: slot}, file="t.json")] == [place]


def test_a_sample_without_a_currency_is_in_the_kits() -> None:
    slots = {"price": Slot(type="money", samples=("1490",)), "old": Slot(type="money", samples=("cheap",))}
    assert [finding.place for finding in check_slots(slots, file="t.json")] == ["slots.old.samples[0]"]


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        r"\d{10}|\d{12}",
        r"[A-Za-z0-9]{8,40}",
        r"\S+@\S+\.\S+",
        r"\+7( \d{3}){2}",
        r"(a|b)?c",
        r"[)(*+]+",
        r"\(\+\)*",
        r"(?:ab){2,3}",
        r"[]a]+",
        r"a{,3}",
    ],
)
def test_simple_patterns_are_taken(pattern: str) -> None:
    assert pattern_problem(pattern) == ""


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(a|a)*b",
        r"((ab)*c*)*",
        r"(.*)*",
        r"(?:x?y?)+",
        "(",
        r"[a",
        r".*.*.*.*.*x",
        "a" * 400,
        r"((a{1,9}){1,9}){1,9}",
        r"(?P<n>a+)+",
    ],
)
def test_patterns_that_could_run_away_are_refused(pattern: str) -> None:
    assert pattern_problem(pattern)
