"""Two files of one name: whose fault it is, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from designer_app.errors import Finding, fail
from designer_app.production.drafting import Draft
from designer_app.production.naming import names_in_pattern
from designer_app.production.records import Cell, Result
from designer_app.production.reserved import NAME


def check_names(pattern: str, draft: Draft) -> None:
    """Clashing names: wrong use when the pattern leaves something out, else the later row's fault."""
    if not draft.clashes:
        return
    names = names_in_pattern(pattern)
    for one, other, setting in draft.clashes:
        lacking = _lacking(one, other, names)
        where = f"'{one.stem}' for {_described(one)} and for {_described(other)}"
        if lacking:
            error = fail(
                "name-clash", place=f"--name {pattern}", found=where, expected="a name of its own for every file",
                remedy=f"add {{{{{lacking}}}}} to the pattern",
            )  # fmt: skip
            error.usage = True
            raise error
        clash = Finding(
            code="name-clash", file=draft.rows.source, place=f"row {other.key}", found=where,
            expected="a name of its own for every file", remedy="change one of the two keys or the pattern of names",
        )  # fmt: skip
        draft.refused.append(
            Result(
                number=-1, key=other.key, size=setting.size.id, kit=Path(setting.kit).name, lang=setting.lang,
                page=other.page, variant=other.variant, ok=False, findings=(clash,),
            )
        )  # fmt: skip


def _lacking(one: Cell, other: Cell, names: Sequence[str]) -> str:
    """What the pattern would have to name to tell two cells apart; empty when only their keys clash."""
    if one.key != other.key:
        return "" if {"key", "row", NAME} & set(names) else "key"
    if one.page != other.page:
        return "" if "page" in names else "page"
    if one.variant != other.variant:
        return "" if "variant" in names else "variant"
    return next((name for name in ("size", "kit", "lang") if name not in names), "")


def _described(cell: Cell) -> str:
    return f"row {cell.key}" + (f", page {cell.page}" if cell.page > 1 else "")
