"""HTML that shops put into names and descriptions, as the plain words that a page can show."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from designer_app.design.tables import is_missing
from designer_app.errors import Finding
from designer_app.production.rows import Rows

_TAGS = "a|abbr|b|big|blockquote|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul"
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)
_BREAKS = re.compile(
    r"</?(?:blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)\b[^<>]*>", re.IGNORECASE
)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_MARKS = ".,:;!?…—–-"  # with one of these at its end a block needs no other before the next
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def plain_words(text: str) -> str:
    """A text without HTML's tags, scripts and entities; as it was where it has none or nothing would be left."""
    if "<" not in text and "&" not in text:
        return text
    if not (_TAG.search(text) or _UNSEEN.search(text) or _ENTITY.search(text)):
        return text
    bare = html.unescape(_TAG.sub("", _BREAKS.sub("\n", _UNSEEN.sub(" ", text).replace("\n", " "))))
    lines = [words for line in bare.split("\n") if (words := " ".join(line.split()))]
    return " ".join(_followed(line, after) for line, after in itertools.pairwise([*lines, ""])) or text


def _followed(line: str, after: str) -> str:
    """A block's words as they stand before the next block's: parted from them by a mark."""
    return line if not after or line[-1] in _MARKS else line + ("." if after[0].isupper() else ";")


def without_html(rows: Rows, columns: Collection[str]) -> Rows:
    """Rows whose texts in ``columns`` (or their languages' own) are plain words, with one note of how many weren't."""
    changed = 0
    made: list[Mapping[str, Any]] = []
    for row in rows.rows:
        plain = {
            name: words
            for name, cell in row.items()
            if isinstance(cell, str)
            and name.partition(":")[0] in columns
            and (words := plain_words(cell)) != cell
        }
        changed += bool(plain)
        made.append({**row, **plain} if plain else row)
    if not changed:
        return rows
    told = Finding(
        code="html-removed", severity="note", file=rows.source, found=f"HTML in {changed} {'row' if changed == 1 else 'rows'}",
        remedy="its words are shown without it",
    )  # fmt: skip
    return msgspec.structs.replace(rows, rows=tuple(made), findings=(*rows.findings, told))


_ASKED = frozenset(  # what stands in a price's place where there is none to be said
    ["по запросу", "под запрос", "договорная", "договорная цена", "цена договорная", "уточняйте", "уточняйте цену", "цена по запросу", "звоните", "нет цены", "on request", "price on request", "call", "call for price", "ask", "tbd", "tba", "auf anfrage"]
)  # fmt: skip


def without_signs(rows: Rows, columns: Collection[str]) -> Rows:
    """Rows whose cells in ``columns`` (of money) are empty where they hold a sign that there is no price: a dash, "n/a",
    «по запросу»."""
    made: list[Mapping[str, Any]] = []
    for row in rows.rows:
        none = {
            name: ""
            for name in columns
            if isinstance(cell := row.get(name), str)
            and cell
            and (is_missing(cell) or cell.strip(" .!*").casefold() in _ASKED)
        }
        made.append({**row, **none} if none else row)
    return msgspec.structs.replace(rows, rows=tuple(made))
