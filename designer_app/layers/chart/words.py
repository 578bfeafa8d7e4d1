"""The words that charts bring themselves, in Russian and English; other languages get English."""

from __future__ import annotations

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "other": "Other", "average": "Average", "median": "Median", "missing": "no data", "total": "Total",
        "each": "Each sign is {n}", "of": "of {n}", "target": "Target {n}", "merged": "Other: {names}",
        "k": "K", "m": "M", "b": "B", "t": "T", "and": "and",
        "more": "and {n} more, {first} to {last}", "rest": "and {what} more",
        "points": "pp", "times": "×{n}", "was": "was {n}", "reached": "{share} of {n} ({name})", "aim": "target",
        "under": "<{n}", "done": "{value} of {n} ({name})", "of_aim": "{name} {n}",
        "step": "share of the step before", "reach": "{share} come to “{name}”",
    },
    "ru": {
        "other": "Прочее", "average": "В среднем", "median": "Медиана", "missing": "нет данных", "total": "Всего",
        "each": "Один знак — {n}", "of": "из {n}", "target": "Цель {n}", "merged": "Прочее: {names}",
        "k": "тыс.", "m": "млн", "b": "млрд", "t": "трлн", "and": "и",
        "more": "и ещё {n}, {first} — {last}", "rest": "и ещё {what}",
        "points": "п.\u202fп.", "times": "в {n} раз", "was": "было {n}", "reached": "{share} от {n} ({name})",
        "aim": "цель", "under": "<\u202f{n}", "done": "{value} из {n} ({name})", "of_aim": "{name} {n}", "step": "доля от предыдущего шага", "reach": "До «{name}» доходят {share}",
    },
}  # fmt: skip


def word(key: str, language: str, **parts: str) -> str:
    """One of the words, with its parts put in."""
    table = _WORDS.get(language.partition("-")[0].partition("_")[0], _WORDS["en"])
    return table[key].format(**parts) if parts else table[key]


def plural(number: int, language: str, one: str, few: str, many: str) -> str:
    """The form that a count wants (CLDR: Russian one, few, many; English one, other)."""
    if not language.startswith("ru"):
        return one if number == 1 else many
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return one
    return few if 2 <= ones <= 4 and not 12 <= tens <= 14 else many
