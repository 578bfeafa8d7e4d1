"""Texts with slots and filters, on the quick road and through Liquid; formats of ru, en and others."""

from __future__ import annotations

import datetime
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from designer_app.design.values import Money, format_value, names_in_text, render_text
from designer_app.errors import DesignError

RUB = Money(Decimal(1990), "RUB")
USD = Money(Decimal(49), "USD")
DAY = datetime.date(2026, 11, 12)
THIN = "\u202f"

SCOPE: dict[str, Any] = {
    "price": Money(Decimal(686), "RUB"),
    "old": Money(Decimal(980), "RUB"),
    "usd": USD,
    "day": DAY,
    "at": datetime.datetime(2026, 11, 12, 19, 0),
    "n": Decimal("1990.5"),
    "yes": True,
    "headline": "кофе Med",
    "headline.short": "кофе",
    "nothing": None,
    "items": ({"name": "A", "price": USD}, {"name": "B", "price": None}),
    "item": {"name": "Z"},
    "tags": ("a", "b"),
    "tricky": "{{ price }} {% if %}",
}


def shown(template: str, locale: str = "ru", as_of: Any = None) -> str:
    return render_text(template, SCOPE, locale, as_of)[0]


def refused(template: str, **more: Any) -> str:
    with pytest.raises(DesignError) as caught:
        shown(template, **more)
    return " ".join(f"{f.code} {f.found} {f.remedy}" for f in caught.value.findings)


@pytest.mark.parametrize(
    ("value", "filters", "locale", "expected"),
    [
        (RUB, "money", "ru", f"1{THIN}990{THIN}₽"),
        (RUB, "", "ru", f"1{THIN}990{THIN}₽"),
        (RUB, "money", "en", "₽1,990"),
        (USD, "money", "en", "$49"),
        (USD, "money", "ru", f"49{THIN}$"),
        (Money(Decimal("49.90"), "EUR"), "money", "de", f"49,90{THIN}€"),
        (Money(Decimal("49.90"), "USD"), "money", "en", "$49.90"),
        (Money(Decimal(49), "CHF"), "money", "en", f"49{THIN}CHF"),
        (RUB, "money: from", "ru", f"от\u00a01{THIN}990{THIN}₽"),
        (USD, "money: from", "en", "from\u00a0$49"),
        (RUB, 'money: per: "мес"', "ru", f"1{THIN}990{THIN}₽/мес"),
        (RUB, "money: bare", "ru", f"1{THIN}990"),
        (RUB, "money: cents", "ru", f"1{THIN}990,00{THIN}₽"),
        (Money(Decimal(-5), "USD"), "money", "en", "\u2212$5"),
        (Money(Decimal(5), "RUB", True, "кг"), "money", "ru", f"от\u00a05{THIN}₽/кг"),
        (Decimal(-30), "percent", "ru", f"\u221230{THIN}%"),
        (Decimal(-30), "percent", "en", "\u221230%"),
        (Decimal(-30), "percent: tight", "ru", "\u221230%"),
        (Decimal(30), "percent: signed", "en", "+30%"),
        (Decimal("1234567.5"), "number", "ru", f"1{THIN}234{THIN}567,5"),
        (Decimal("1234567.5"), "number: 2", "en", "1,234,567.50"),
        (Decimal("2.5"), "round", "en", "3"),
        (Decimal("-2.5"), "round", "en", "\u22123"),
        (Decimal("12345"), "short", "en", "12K"),
        (Decimal("12345"), "short", "ru", f"12{THIN}тыс."),
        (DAY, 'date: "d MMMM"', "ru", "12 ноября"),
        (DAY, 'date: "LLLL"', "ru", "ноябрь"),
        (DAY, 'date: "EEEE" | capitalize', "ru", "Четверг"),
        (DAY, 'date: "MMM d"', "en", "Nov 12"),
        (DAY, "date", "en", "November 12, 2026"),
        (DAY, "date", "en_GB", "12 November 2026"),
        (DAY, "", "de", "12. November 2026"),
        (DAY, "", "es", "12 de noviembre de 2026"),
        (True, "", "ru", "да"),
        (False, "", "en", "no"),
        ("straße", "upper", "de", "STRASSE"),
        ("iPhone", "capitalize", "en", "IPhone"),
        ("ABC", "lower", "en", "abc"),
        (None, "money", "ru", ""),
        (None, 'default: "по запросу"', "ru", "по запросу"),
        ("", 'default: "x" | upper', "ru", "X"),
    ],
)
def test_filters(value: Any, filters: str, locale: str, expected: str) -> None:
    assert format_value(value, filters, locale) == expected


@pytest.mark.parametrize(
    ("value", "filters"),
    [
        ("text", "money"),
        ("text", "date"),
        (DAY, "percent"),
        (DAY, 'date: "HH:mm"'),
        (True, "number"),
        (RUB, "number: 9"),
        (RUB, "discount"),
        (RUB, 'money: pre: "x"'),
        (DAY, "date: 5"),
        (None, "default"),
        (({"a": 1},), ""),
    ],
)
def test_a_filter_on_the_wrong_value_is_one_error(value: Any, filters: str) -> None:
    with pytest.raises(DesignError) as caught:
        format_value(value, filters, "ru")
    assert len(caught.value.findings) == 1


def test_texts_without_slots_come_back() -> None:
    assert render_text("50 % } { off", {}, "en") == ("50 % } { off", ())


def test_slots_used_are_named_once_in_order() -> None:
    text, used = render_text("{{ old }} {{price|discount: old|percent: tight}} {{ item.name }}", SCOPE, "ru")
    assert text == f"980{THIN}₽ \u221230% Z"
    assert used == ("old", "price", "item")


def test_no_old_price_leaves_no_discount() -> None:
    assert shown("{{ price | discount: nothing | percent }}") == ""


def test_what_a_row_holds_is_not_read_as_a_template() -> None:
    assert shown("{{ tricky }}") == SCOPE["tricky"]
    assert shown("{% if yes %}{{ tricky }}{% endif %}") == SCOPE["tricky"]


def test_short_forms() -> None:
    assert render_text("{{ headline.short }}", SCOPE, "ru") == ("кофе", ("headline.short",))
    assert render_text("{{ headline | short | upper }}", SCOPE, "ru") == (
        "КОФЕ",
        ("headline", "headline.short"),
    )
    assert shown("{% if yes %}{{ headline | short }}{{ headline.short }}{% endif %}") == "кофекофе"


def test_names_inside_lists() -> None:
    assert shown("{{ items.0.name }}{{ items.9.name }}{{ price.currency }}{{ tags }}") == "ARUBa, b"


def test_literals_and_braces_in_quotes() -> None:
    assert shown("""{{ "{{" }}{{ nothing | default: "}} | x" }}{{ '"' }}""") == '{{}} | x"'


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ prise }}", "unknown-slot 'prise' did you mean 'price'?"),
        ("{{ item.nam }}", "did you mean 'name'?"),
        ("{{ price | mony }}", "unknown-filter 'mony' did you mean 'money'?"),
        ("{{ price | discount: odl }}", "did you mean 'old'?"),
        ("{{ price", "bad-template"),
        ("{{ }}", "bad-template"),
        ("{{ price | money: }}x{{ 5 + 5 }}", "bad-template"),
        ("{{ day.year }}", "unknown-slot"),
        ("{% if prise %}{% endif %}", "unknown-slot 'prise' did you mean 'price'?"),
        ("{% if yes %}{{ price | mony }}{% endif %}", "unknown-filter 'mony' did you mean 'money'?"),
        ("{% if yes %}{{ usd | discount: old }}{% endif %}", "bad-discount"),
        ("{% if yes %}", "bad-template"),
        ("{% if item.nam %}{% endif %}", "bad-template"),
        ("{% bogus %}", "bad-template"),
    ],
)
def test_faults_are_named(template: str, words: str) -> None:
    assert words in refused(template)


def test_the_place_is_the_expression() -> None:
    with pytest.raises(DesignError) as caught:
        shown("a {{ prise | money }} b")
    assert caught.value.findings[0].place == "{{ prise | money }}"


def test_liquid_agrees_with_the_quick_road() -> None:
    for part in (
        '{{ price | money: from, per: "мес" }}',
        "{{ price }} {{ n }} {{ day }} {{ at }} {{ yes }} {{ tags }} {{ nothing }}",
        "{{ price | discount: old | percent: tight }}",
        '{{ nothing | default: "-" }}{{ n | number: 2 }}{{ n | round }}',
        '{{ day | date: "d MMMM" | upper }}',
        "{{ item.name }}{{ price.currency }}",
    ):
        assert shown("{% if yes %}" + part + "{% endif %}") == shown(part)


def test_liquid_conditions_and_loops() -> None:
    assert shown("{% if price < 700 and headline contains 'Med' %}да{% else %}нет{% endif %}") == "да"
    assert shown("{% unless nothing %}нет{% endunless %}") == "нет"
    loop = "{% for i in items %}{{ forloop.index }}. {{ i.name }}{% if i.price %} {{ i.price }}{% endif %};{% endfor %}"
    assert render_text(loop, SCOPE, "en") == ("1. A $49;2. B;", ("items",))
    assert shown("{% assign x = price %}{{ x | money: bare }}{{ items | size }}") == "6862"


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in (1..1000) %}{% for j in (1..1000) %}a{% endfor %}{% endfor %}",
        "{% for i in (1..999999999) %}a{% endfor %}",
        "{% assign n = 999999999 %}{% for i in (1..n) %}a{% endfor %}",
        "{% for i in (1..1500) %}" + "a" * 100 + "{% endfor %}",
        "{% include 'secrets' %}",
        "{% render 'secrets' %}",
        "{% capture x %}a{% endcapture %}",
        "{% if yes %}" * 40 + "{% endif %}" * 40,
        "{% if yes %}{{ 'now' | date: '%s' }}{% endif %}",
        "{{ headline | append: headline }}{% if yes %}{% endif %}",
        "{% if yes %}" + "a" * 30_000 + "{% endif %}",
        "{% assign n = 9 %}{% for i in (1..200) %}{% assign n = n | times: n %}{% endfor %}",
        "{% if yes %}{{ " + "'a" * 41 + " {% endif %}",
        "{% if yes %}" + "{{" * 2_000 + "{% endif %}",
    ],
)
def test_liquid_is_limited(template: str) -> None:
    assert refused(template)


def test_today_is_the_runs_date_only() -> None:
    text = '{{ today | date: "d MMMM" }}'
    assert "no-date" in refused(text)
    assert "no-date" in refused("{% if yes %}" + text + "{% endif %}")
    assert shown(text, as_of=DAY) == shown(text, as_of="2026-11-12") == "12 ноября"
    assert shown("{% if yes %}" + text + "{% endif %}", as_of=DAY) == "12 ноября"
    assert "bad-date" in refused(text, as_of="soon")


def test_names_that_a_text_may_read() -> None:
    assert names_in_text("{{ a.b | discount: old }}{{ c }}{{ 'd' }}") == ("a.b", "old", "c")
    assert names_in_text(
        "{% if a %}{{ b.c | money: from }}{% for i in d %}{{ i.x }}{% endfor %}{% endif %}"
    ) == (
        "a",
        "b.c",
        "d",
    )


def test_an_unknown_locale_is_one_error() -> None:
    assert "unknown-locale" in refused("{{ n }}", locale="zz")


def test_plain_texts_open_neither_liquid_nor_babel() -> None:
    code = (
        "import sys; from decimal import Decimal; from designer_app.design.values import Money, render_text; "
        "render_text('{{ p | money }} {{ n | percent }}', {'p': Money(Decimal(5), 'RUB'), 'n': Decimal(3)}, 'ru'); "
        "print(sorted({'liquid', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
