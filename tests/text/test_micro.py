"""Micro-typography: what is mended, what is left alone, and that the source comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer_app.text.micro import marks_of, typographic, typographic_parts
from designer_app.text.shown import as_written

SIGNS = {"~": "\u00a0", "_": "\u202f"}  # how the two fixed spaces are written here


def mended(text: str, language: str) -> str:
    shown = typographic(text, marks_of(language))
    return shown.replace("\u00a0", "~").replace("\u202f", "_")


RUSSIAN = {
    'Кофе "Дом у моря" - это "кафе "Внутри" и сад"': "Кофе «Дом у моря»~— это «кафе „Внутри“ и сад»",
    "- Привет, - сказал он": "— Привет,~— сказал он",
    "слово -- слово": "слово~— слово",
    "слово — слово": "слово~— слово",
    "10-15 минут, -30%, 5-ый этаж, 90-ые, 2-ого": "10–15 минут, −30%, 5-й этаж, 90-е, 2-го",
    "с 10:00-18:00 в 2024-2025": "с 10:00–18:00 в 2024–2025",
    "12500 ₽, 1 990 ₽, 100₽, 5000 руб.": "12_500_₽, 1_990_₽, 100_₽, 5000 руб.",
    "1 234 567 ₽ и 200€": "1_234_567_₽ и 200_€",
    "А.С.Пушкин, А. С. Пушкин и т.д.": "А._С.~Пушкин, А._С.~Пушкин и т._д.",
    "Ждём...  Приходите!!!": "Ждём… Приходите!!!",
    "10x15 см, 10 х 15": "10×15 см, 10~×~15",
    "№  5 и № 6": "№~5 и №~6",
    "Пн-Пт 10:00-19:00, сб-вс - выходной, вт-ср-чт": "Пн–Пт 10:00–19:00, сб–вс~— выходной, вт-ср-чт",
    "скидка 10% - 15%, от 100₽ - 200₽, 5% - 10 шт.": "скидка 10%–15%, от 100_₽–200_₽, 5%~— 10 шт.",
    "Открытие 01.09 - 15.09, 25.12 - 10.01": "Открытие 01.09–15.09, 25.12–10.01",
    'сказал:"Да!", ..."и всё"': "сказал:«Да!», …«и всё»",
    "XIX-XX вв., IV-V и I-III века": "XIX–XX вв., IV–V и I–III века",
    "5 - 3 = 2, 10 - 5 - 3 = 2 и 7 = 9 - 2": "5~−~3 = 2, 10~−~5~−~3 = 2 и 7 = 9~−~2",
    "5 - это много, 500-1500 мл": "5~— это много, 500–1500 мл",
    "Д'Артаньян": "Д’Артаньян",
    "12500,50 ₽, 1234567,8 км, 12500,505": "12_500,50_₽, 1_234_567,8 км, 12500,505",
    "по 5 - 10 кг, 12 - 15 мая, 9:00 - 18:00": "по 5–10 кг, 12–15 мая, 9:00–18:00",
    "10 000 - 15 000 ₽, 0,5 - 1,5 л, скидка 10 - 15%": "10_000–15_000_₽, 0,5–1,5 л, скидка 10–15%",
    "iPhone 15 - 20 €, лот 3 - 12 кг, счёт 1 - 2": "iPhone 15~— 20_€, лот 3~— 12 кг, счёт 1~— 2",
    "12500 000 ₽, 12500 5": "12_500_000_₽, 12_500 5",
    "10 000-15 000 ₽, 2 490-2 990, 500 000-1 200 000": "10_000–15_000_₽, 2_490–2_990, 500_000–1_200_000",
    "49$ 49 штук, $ 49": "49_$ 49 штук, $49",
    "тип = 0 - по порядку, тип=1 - в конце, x = 5 - 3": "тип = 0~— по порядку, тип=1~— в конце, x = 5~−~3",
}
ENGLISH = {
    "\"Hello,\" he said - it's 'fine'": "“Hello,” he said – it’s ‘fine’",
    "\"He said 'hi' to me\"": "“He said ‘hi’ to me”",
    "rock 'n' roll in the '90s": "rock ’n’ roll in the ’90s",
    "$ 100 - $ 200, 10-15%, -5": "$100–$200, 10–15%, −5",
    "Mon-Fri, Sun-dried": "Mon–Fri, Sun-dried",
    "Wait... what--no": "Wait… what – no",
    "from $5 - $9.90, $5 - 3 left, Pixel 9 - $20": "from $5–$9.90, $5 – 3 left, Pixel 9 – $20",
    "9am-5pm, 9:30am-10:00pm, £5-£10, -$5, 1990's": "9am–5pm, 9:30am–10:00pm, £5–£10, −$5, 1990’s",
    "she said 'maybe \"yes\"'.": "she said ‘maybe “yes”’.",
    "\"'Yes', he said\"": "“‘Yes’, he said”",
    "\"He said 'hi'\", (\"'Yes'\")": "“He said ‘hi’”, (“‘Yes’”)",
    "'\"Smart\" it is'": "‘“Smart” it is’",
    "+1 (555) 123-4567, call 555-1234": "+1 (555) 123-4567, call 555-1234",
}
GERMAN = {
    "Er sagte \"Hallo 'du'\" - ja": "Er sagte „Hallo ‚du‘“ – ja",
    "100 € und 100€": "100~€ und 100~€",
    "Gib mir 'nen Kaffee, 's ist 'rein' und 'rauf'": "Gib mir ’nen Kaffee, ’s ist ‚rein‘ und ‚rauf‘",
    "'ne Tasse und 'nen Keks, 'Hallo'": "’ne Tasse und ’nen Keks, ‚Hallo‘",
    "Mo-Fr, so-so, 5,- oder 10,-": "Mo–Fr, so-so, 5,– oder 10,–",
    "5.-7. Mai, Tel. 555-1234": "5.–7. Mai, Tel. 555-1234",
}
LEFT_ALONE = [
    "https://ya.ru/a-b?c=\"x\"&d='1-2'", "name-10@mail.ru", "#хэш-тег10-15", "@name_10-15", "SALE-2024", "covid-19",
    "8-800-555-35-35", "+7(999)555-35-35", "2026-12-12", "12.12.2026", "v1.2.3", 'print("x")', "a='1-2'", "--flag",
    "www.a-b.ru/10-15", "file-10-15.txt", "1/2", "3/4", "5'10\"", "3-1", "ИНН 7701234567", "101000, Москва", "0x1F",
    "1,5", "из-за", "кто-то", "«ёлочки» и „лапки“", "2nd", "в 2024 году", "лицензия 12345", "—", "ГОСТ Р 52-2020",
    "тел. 55-1234", "8 800-555 35 35", "8 495 120-45 67", "495 120-45 67", "+7 900 120-45-67", "10 000", "555-1234", "555-1234 звонить", "L-XL", "XL-XXL", "V-X-I", "X-V", "IX-класс",
    "ISO 10646, ISO/IEC 14496, RFC 12345", "версия 160217, сборке 19045", "07:49:57 -0600", "порт 65535", "номер 12345",
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (lang, *pair)
        for lang, table in (("ru", RUSSIAN), ("en", ENGLISH), ("de", GERMAN))
        for pair in table.items()
    ],
)
def test_what_is_mended(language: str, text: str, expected: str) -> None:
    assert mended(text, language) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_left_alone(text: str) -> None:
    shown = typographic(text, marks_of("ru"))
    assert shown.replace("\u202f", " ") == text


def test_the_kits_own_marks_and_the_texts_own_language() -> None:
    marks = marks_of("en", "«»", "‹›", "—")
    assert typographic('"a "b" c" - d', marks) == "«a ‹b› c» — d"
    assert typographic('"слово" - 5', marks) == "«слово»\u00a0— 5"  # Russian words by Russian rules
    assert mended('"word" - 5', "ru") == "“word” – 5"
    assert marks_of("ar") is None
    assert typographic('"a" - b', None) == '"a" - b'


def test_parts_of_one_text_share_their_quotes_and_keep_their_source() -> None:
    parts = [as_written(text) for text in ('Кофе "', "Дом", '" - 12500 ', "₽...")]
    found = typographic_parts(parts, marks_of("ru"))
    assert [part.shown for part in found] == ["Кофе «", "Дом", "»\u00a0— 12\u202f500\u202f", "₽…"]
    assert [part.text for part in found] == [part.text for part in parts]
    assert found[3].source(1, 2) == "..."
    assert found[2].source(4, 10) == "12500"


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("Кофе ", "- это"), ("Кофе\u00a0—", " это")),
        (("Ждём.", "..", " да"), ("Ждём…", "", " да")),
        (("раз ", " два"), ("раз ", "два")),
    ],
)
def test_a_mark_may_reach_over_the_end_of_a_part(texts: tuple[str, ...], shown: tuple[str, ...]) -> None:
    found = typographic_parts([as_written(text) for text in texts], marks_of("ru"))
    assert tuple(part.shown for part in found) == shown
    assert tuple(part.text for part in found) == texts


PIECES = st.sampled_from(
    ["слово", "word", "XIX", "V", "=", "555", "1234", "nen", " ", " ", "  ", '"', "'", "-", "--", "—", "–", ".", "...", ",", "10", "5", "12500", "000", "₽",
     "$", "№", "x", "х", "А.", "С.", "Пушкин", "т.", "д.", "«", "»", "„", "“", "”", "’", "(", ")", ":", "/", "%",
     "-ый", "кг", "000", "2000", " - ", "\n", "\u00a0", "\u202f", "@", "#", "a.ru"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=16).map("".join), st.text(max_size=30))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(["ru", "en", "de", "uk", "es"]))
@example("№  5", "ru")
def test_a_second_pass_finds_nothing_to_do(text: str, language: str) -> None:
    marks = marks_of(language)
    once = typographic(text, marks)
    assert typographic(once, marks) == once


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(["ru", "en", "de"]))
def test_every_letter_and_figure_stays(text: str, language: str) -> None:
    """Nothing but marks and spaces changes; endings of ordinals are the only letters that go."""
    shown = typographic_parts([as_written(text)], marks_of(language))[0]
    assert shown.text == text
    if "-" not in text and "x" not in text and "х" not in text:
        keep = [char for char in text if char.isalnum()]
        assert [char for char in shown.shown if char.isalnum()] == keep


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["и ещё слово", "- 15", '"да" 000', "₽ ..."]))
def test_added_words_leave_the_words_before_as_they_were(text: str, more: str) -> None:
    marks = marks_of("ru")
    text = f"а {text.rstrip()}"
    before, after = typographic(text, marks), typographic(f"{text} {more}", marks)
    words = before.split()
    assert after.split()[: len(words) - 1] == words[:-1]
