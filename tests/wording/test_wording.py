"""Every finding code of the program has its words in both languages, and no word is left without a code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from designer_app import wording
from designer_app.errors import Finding
from designer_app.production.importing import Outcome
from designer_app.production.keys import PARTS
from designer_app.wording.expected_ru import PHRASES, expected_ru
from designer_app.wording.sentences import SENTENCES, counts

CODES = wording.codes()
ROOT = Path(wording.__file__).parents[1]
# What codes made of a part are made of: their parts are told by the code beside them.
MADE = {
    "import-": {f"import-{outcome}" for outcome in get_args(Outcome)},
    "unknown-": {"unknown-template", "unknown-kit", "unknown-style", "unknown-symbol"},
}
OWN = {"passed", "unknown-grade", "unknown-scheme"}


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node, node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def takers(tree: ast.Module) -> dict[str, int | None]:
    """Functions of a module that take a code, and at which place (None = by name alone)."""
    found: dict[str, int | None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            places = [
                a.arg for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")
            ]
            if "code" in places or any(a.arg == "code" for a in node.args.kwonlyargs):
                found[node.name] = places.index("code") if "code" in places else None
    return found


def said(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*said(node.body), *said(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield from said(node.values[0])


def codes() -> set[str]:
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(ROOT.rglob("*.py"))}
    shared: dict[str, int | None] = {"Finding": None}
    for tree in trees.values():
        shared |= takers(tree)
    found: set[str] = set()
    for tree in trees.values():
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        known = {name: at for name, at in shared.items() if name not in own} | takers(tree)
        for call, name in calls(tree):
            if name in known:
                at = known[name]
                given = next((k.value for k in call.keywords if k.arg == "code"), None)
                if given is None and at is not None and len(call.args) > at:
                    given = call.args[at]
                found |= set(said(given)) if given is not None else set()
    return {code for code in found if re.fullmatch(r"[a-z]+(-[a-z0-9]+)*-?", code)}


def test_every_code_has_its_words() -> None:
    found = codes()
    assert len(found) > 250
    wanted = {code for code in found if not code.endswith("-")}.union(
        *(MADE[c] for c in found if c.endswith("-"))
    )
    languages = {"en", "ru"}
    assert wanted - languages - set(CODES) == set()
    assert set(CODES) - wanted - OWN == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_both_languages_say_the_same(code: str) -> None:
    words = CODES[code]
    assert all(words.title)
    assert re.search("[а-яё]", words.title[1].lower()) or words.title[1] == ""
    for english, russian in (words.many, words.do):
        assert bool(english) == bool(russian)
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", russian))


def test_a_finding_is_a_line_in_both_languages() -> None:
    finding = Finding(
        code="bad-money", severity="error", file="goods.csv", place="row 17, column price", found="'дорого', no sum",
        expected="a sum such as 1 990 ₽", remedy="correct the cell",
    )  # fmt: skip
    assert wording.line(finding, "en") == finding.line()
    assert wording.line(finding, "ru") == (
        "ошибка[bad-money] · goods.csv: строка 17, столбец price · Не сумма денег: «дорого» · → исправить ячейку"
    )


def test_a_near_name_is_offered_in_russian() -> None:
    finding = Finding(code="unknown-size", found="'vk-pst'", remedy="did you mean 'vk-post' or 'ok-post'?")
    assert wording.advice(finding, "ru") == "возможно, «vk-post» или «ok-post»"


def test_words_without_a_code_stay_as_they_are() -> None:
    assert wording.sentence(Finding(code="", found="Сохранено: a.json"), "ru") == "Сохранено: a.json"


def test_sentences_hold_the_same_values_in_both_languages() -> None:
    for english, russian in SENTENCES.values():
        assert sorted(re.findall(r"\{(\w+)\}", english)) == sorted(re.findall(r"\{(\w+)\}", russian))
        assert re.search("[а-я]", russian) or not english.strip("()")
    assert counts("en", error=1, warning=2) == "1 error, 2 warnings"
    assert counts("ru", error=1, warning=2) == "ошибок: 1, замечаний: 2"


def test_what_was_expected_is_said_in_russian_where_it_helps() -> None:
    bad = Finding(code="bad-date", place="row 1, column date", found="'12 декабря'", expected="a date such as 2026-12-12, 12.12.2026 or 12 декабря 2026")  # fmt: skip
    assert wording.expected(bad, "ru").startswith("дата с годом")
    assert "нужно: дата с годом" in wording.line(bad, "ru")
    for english, russian in (
        ("at most 64 characters", "не больше 64 знаков"),
        ("at least 4.5", "не меньше 4.5"),
        ("one of 'S', 'M'", "одно из: S, M"),
        ("03/05/2026 or 05/03/2026", "03/05/2026 или 05/03/2026"),
        ("a thing nobody has translated", ""),
    ):
        assert wording.expected(Finding(code="bad-cell", expected=english), "ru") == russian
    assert wording.expected(bad, "en") == bad.expected


def test_every_phrase_is_one_that_the_engine_says() -> None:
    said: set[str] = set()
    for file in ROOT.rglob("*.py"):
        if file.name != "expected_ru.py":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    said.add(node.value)
    assert set(PHRASES) - said == set()
    assert not [key for key, text in PHRASES.items() if not text or expected_ru(key) != text]


def test_what_is_quoted_may_hold_an_apostrophe() -> None:
    assert wording.quoted("a file that isn't this folder's") == []
    assert wording.quoted("'L'Oréal', which row 3 has, too") == ["L'Oréal"]
    assert wording.quoted("did you mean 'tea.jpg' or 'cup.jpg'?") == ["tea.jpg", "cup.jpg"]


def test_every_part_of_a_key_has_its_words() -> None:
    assert {f"part-{name}" for name in (*PARTS, "picture", "file")} <= set(SENTENCES)


def test_choices_and_flags_are_advice_in_russian() -> None:
    choice = Finding(code="unknown-template", found="'x'", remedy="choose one of: news, sale")
    assert wording.advice(choice, "ru") == "одно из: news, sale"
    assert wording.advice(Finding(code="no-size", remedy="--sizes 1080x1080"), "ru") == "--sizes 1080x1080"
    asked = Finding(code="wrong-use", expected="a whole number from 1 to 100")
    assert wording.expected(asked, "ru") == "целое число от 1 до 100"
