from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.text import breaking
from designer_app.text import ties as tying
from designer_app.text.breaking import END, FREE, SOFT, TIED, breaks, graphemes, line_ends
from designer_app.text.ties import ties


def units(text: str, language: str = "ru") -> list[str]:
    """The text in its tied units."""
    out, start, begin = [], 0, 0
    for core, end, tight in breaks(text, language):
        start = end
        if tight != TIED:
            out.append(text[begin:core])
            begin = start
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("кофе на Рубинштейна", ["кофе", "на Рубинштейна"]),
        ("зерно для эспрессо", ["зерно", "для эспрессо"]),
        ("пачка 250 г", ["пачка", "250 г"]),
        ("за 40 с", ["за 40 с"]),
        ("12 декабря, в субботу", ["12 декабря,", "в субботу"]),
        ("980 ₽ за пачку", ["980 ₽", "за пачку"]),
        ("скидка −30 %", ["скидка", "−30 %"]),
        ("цена 1 250 руб.", ["цена", "1 250 руб."]),
        ("в 19:00 на Невском", ["в 19:00", "на Невском"]),
        ("дом № 5", ["дом", "№ 5"]),
        ("Медь — кофейня", ["Медь —", "кофейня"]),
        ("— Привет", ["— Привет"]),
        ("стихи А. С. Пушкина", ["стихи", "А. С. Пушкина"]),
        ("Пушкин А. С.", ["Пушкин А. С."]),
        ("пришли бы вы", ["пришли бы", "вы"]),
        ("ушли из-за дождя", ["ушли", "из-за дождя"]),
        ("кто-то другой", ["кто-то", "другой"]),
        ("итоги 2024–2025", ["итоги", "2024–2025"]),
        ("да, но позже", ["да,", "но позже"]),
        ("«В гостях»", ["«В гостях»"]),
    ],
)
def test_russian_ties(text: str, expected: list[str]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 20 min or so", ["in", "20 min", "or", "so"]),
        ("only 5 GB left", ["only", "5 GB", "left"]),
        ("on 12 December at noon", ["on", "12 December", "at", "noon"]),
        ("save 20% on all", ["save", "20%", "on", "all"]),
        ("from $ 9.99 today", ["from", "$ 9.99", "today"]),
        ("on Dec 12", ["on", "Dec 12"]),
        ("J. R. R. Tolkien wrote", ["J. R. R. Tolkien", "wrote"]),
        ("Fast – and free", ["Fast –", "and", "free"]),
    ],
)
def test_english_ties(text: str, expected: list[str]) -> None:
    assert units(text, "en") == expected


def test_article_is_tied_softly() -> None:
    assert [tight for *_, tight in breaks("take a break", "en")] == [0, SOFT, END]


def test_no_break_characters_hold() -> None:
    assert units("686\u202f₽ и\u00a0точка", "en") == ["686\u202f₽", "и\u00a0точка"]


def test_long_chains_are_not_tied_through() -> None:
    longest = max(len(unit) for unit in units("и я бы в то же мгновение и в том же доме не был бы"))
    assert longest <= 24


def test_ties_do_not_change_when_words_follow() -> None:
    words = [
        "12",
        "мая",
        "на",
        "5",
        "ул.",
        "Мира,",
        "д.",
        "3",
        "—",
        "для",
        "А.",
        "С.",
        "Пушкина",
        "и",
        "же",
        "ли",
        "бы",
        "250",
        "г",
        "за",
        "1",
        "000",
        "₽",
    ]
    before: list[int] = []
    for count in range(1, len(words) + 1):
        ties = [tight for *_, tight in breaks(" ".join(words[:count]), "ru")]
        assert ties[: count - 2] == before[: count - 2]
        before = ties


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    text = "👩‍👩‍👧 дом 😀 сад"
    assert [text[a:b] for a, b in zip([0, *(e for _, e, _ in breaks(text, "ru"))], [e for _, e, _ in breaks(text, "ru")], strict=False)] == [
        "👩‍👩‍👧 ",
        "дом ",
        "😀 ",
        "сад",
    ]  # fmt: skip
    assert graphemes("👩‍👩‍👧й😀") == ("👩‍👩‍👧", "й", "😀")


def test_line_feed_forces_a_break() -> None:
    assert [tight for *_, tight in breaks("one\ntwo", "en")] == [END, END]


@pytest.mark.parametrize(
    ("language", "text", "tight"),
    [
        ("ru", "чай в доме", TIED), ("en", "чай в доме", TIED), ("bg", "чай в дома", SOFT), ("en", "walk in town", SOFT),
        ("ru", "walk in town", SOFT), ("de", "tee zum mitnehmen", SOFT), ("en", "go zum park", FREE), ("en", "go die hard", FREE),
        ("de", "nie die luft", SOFT), ("fr", "thé à paris", SOFT), ("fi", "tee in talo", FREE),
    ],
)  # fmt: skip
def test_small_words_are_tied_by_their_own_language(language: str, text: str, tight: int) -> None:
    assert [tie for *_, tie in breaks(text, language)][1] == tight


WORDS = [
    "в", "на", "из-за", "при", "дом", "Дом.", "дома,", "12", "299", "₽", "$", "г.", "кг", "№", "А.", "А.С.", "т.",
    "д.", "—", "-", "бы", "ли", "«Слово»", "слово»", "the", "of", "Mr.", "page", "May", "12,", "90-х", "%", "+",
    "всё", "что", "х", "24.5", "a\xa0b", "5\xa0кг", "слово\xa0", "из-", "кто-", "2024–", "3/", "walk-ing", "…", "«",
    "сло\xad",
]  # fmt: skip
words = st.text("abZж Ёя09-—–\u00a0,.+−$€£%", min_size=1, max_size=12)


@given(words, st.sampled_from(["en", "ru", "de", "ja", "th"]))
@settings(max_examples=400)
def test_plain_words_break_where_icu_breaks_them(text: str, language: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = line_ends(text, language)
        patch.setattr(breaking, "_PLAIN", re.compile(r"(?!)"))
        assert quick == line_ends(text, language)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.data(), st.sampled_from(["en", "ru", "bg"])
)
@settings(max_examples=400)
def test_ties_of_ordinary_words_are_those_of_any_pair(
    cores: list[str], data: st.DataObject, language: str
) -> None:
    spaced = data.draw(st.lists(st.booleans(), min_size=len(cores), max_size=len(cores)))
    with pytest.MonkeyPatch.context() as patch:
        quick = ties(cores, spaced, language)
        patch.setattr(tying, "_habit", lambda core, language: (None, False))
        assert quick == ties(cores, spaced, language)


def test_a_space_behind_one_that_does_not_break() -> None:
    assert [tie for *_, tie in breaks("до 100\u00a0 % и", "ru")][:2] == [TIED, TIED]
    assert [tie for *_, tie in breaks("то\u00a0 бы", "ru")] == [TIED, END]
