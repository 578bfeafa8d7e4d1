"""Lines above and below the rows that say something of them: explanations of the headings, totals, footnotes, signatures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from designer_app.errors import Finding
from designer_app.production.data.records import Row, cell_text, is_blank
from designer_app.production.data.usual import (
    Usual,
    first_text,
    is_total_row,
    lone_texts,
    only_text,
    usual_of,
)

_MARK = re.compile(
    r"\s*(?:[*†‡¹²³]|\d\)|прим(?:ечани[ея]|\.)|сноск|notes?\b|n\.?b\.?\b|p\.?\s?s\.)", re.IGNORECASE
)
# Who answers for a list, as a line below it begins: «Директор», «Составил:», "Approved by"
_SIGNED = re.compile(
    r"\s*(?:сдал|принял|составил|утвержд|утвердил|проверил|согласован|исполнител|подготовил|ответственн|руководител"
    r"|(?:ген(?:\.|еральный)\s*)?директор|(?:гл(?:\.|авный)\s*)?бухгалтер|менеджер|кладовщик|товаровед|заведующ"
    r"|подпис|дата|м\.\s?п\.|тел\.|телефон|контакт|prepared|approved|checked|signed|signature|manager|director|accountant"
    r"|date|contact|phone)",
    re.IGNORECASE,
)
# What a marketplace says to a heading: «Обязательное поле», «до 60 символов», "Required"
_EXPLAINS = re.compile(
    r"обязательн|заполн|укажите|введите|впишите|выберите|вставьте|ссылк[аиу] на|символов|знаков|не (?:более|больше)|макс"
    r"|формат|например|через (?:запятую|точку|перенос)|\brequired\b|\boptional\b|\benter\b|\bchoose\b|characters|e\.g\."
    r"|\bmax(?:imum)?\b|\burl of\b",
    re.IGNORECASE,
)
_SPOKEN = 3  # words of a cell that says something
_MOST_EXPLAINED = 3  # lines


def without_explanations(rows: Sequence[Row], source: str) -> tuple[Sequence[Row], list[Finding]]:
    """Marketplaces explain their headings in the lines below them: words wherever rows have figures."""
    count = 0
    while count < min(_MOST_EXPLAINED, len(rows) - 2) and _explains(rows, count):
        count += 1
    if not count:
        return rows, []
    note = _left_out("explanation-rows", source, rows[:count], "under the headings", "an explanation of them")
    return rows[count:], [note]


def _explains(rows: Sequence[Row], at: int) -> bool:
    """Whether one of the first rows says something of the headings. What all below it have is asked last."""
    row = rows[at]
    cells = [cell for cell in row.cells.values() if not is_blank(cell)]
    texts = [cell for cell in cells if isinstance(cell, str)]
    said = sum(bool(_EXPLAINS.search(text)) for text in texts)
    spoken = sum(len(text.split()) >= _SPOKEN for text in texts)
    if len(texts) < max(2, len(cells)) or (not said and 2 * spoken <= len(texts)):
        return False
    usual = usual_of(rows[at + 1 :])
    strange = usual.strange(row)
    if not usual.without_figures(row):
        return False
    if len(strange) > 1:
        return said > 0 or 2 * spoken > len(texts)
    return said > 1 and (bool(strange) or 2 * said >= len(texts))


def without_end(
    rows: Sequence[Row], source: str, wide: Collection[int] = (), wish: str = ""
) -> tuple[Sequence[Row], list[Finding]]:
    """Without the total of all rows, and the footnotes and signatures below it. With ``rows`` as the ``wish`` every other
    line is a row."""
    notes: list[Finding] = []
    foot = len(rows) if wish == "rows" else _foot(rows, wide)
    below = [row for row in rows[foot:] if not is_total_row(row)]
    totals = [row for row in rows[foot:] if is_total_row(row)]
    end = foot
    while end > 1 and is_total_row(rows[end - 1]):
        end -= 1
        totals.append(rows[end])
    if below:
        notes.append(_left_out("footnote-rows", source, below, "below the rows", "footnotes or signatures"))
    notes += [totalled(source, row) for row in totals]
    return rows if end == len(rows) else rows[:end], notes


def _foot(rows: Sequence[Row], wide: Collection[int]) -> int:
    """The place of the first footnote or signature; the number of rows where there is none."""
    end = len(rows)
    while end and _is_scant(rows[end - 1]):
        end -= 1
    if end == len(rows):
        return end
    usual = usual_of(rows[:end], lone_texts(rows[:end]))
    last = len(rows)
    while last > end and not _is_rowlike(rows[last - 1], usual):
        last -= 1
    total = False
    for at in range(last, len(rows)):
        if _is_foot(rows, at, usual, wide, total or (at > 0 and is_total_row(rows[at - 1]))):
            return at
        total = total or is_total_row(rows[at])
    return len(rows)


def _is_scant(row: Row) -> bool:
    """One text, or no more than half of what there are columns."""
    filled = sum(not is_blank(cell) for cell in row.cells.values())
    whole = all(
        fault.code == "ragged-row" for fault in row.faults
    )  # a signature may stand right of the columns
    return whole and (bool(only_text(row)) or 1 < filled <= len(row.cells) / 2)


def _is_rowlike(row: Row, usual: Usual) -> bool:
    """Whether a line has a figure or code where rows have one, and is no total and no signature."""
    if only_text(row) or is_total_row(row):
        return False
    return not usual.without_figures(row) and not _SIGNED.match(first_text(row))


def _is_foot(rows: Sequence[Row], at: int, usual: Usual, wide: Collection[int], total: bool) -> bool:
    row = rows[at]
    missed, strange, own = usual.missed(row), usual.strange(row), only_text(row)
    signed = not own and bool(_SIGNED.match(first_text(row)))
    if is_total_row(row) or not (own or signed or (usual.figures and usual.without_figures(row))):
        return False
    if total or row.line in wide or _MARK.match(first_text(row)):
        return bool(missed)
    if len(missed) < 2:
        return False
    if own and strange:
        return True
    lacking = bool(missed & usual.figures or strange)
    return lacking and (signed or (at > 0 and _gap(rows[at - 1], row)))


def _gap(before: Row, row: Row) -> bool:
    broken = max(str(cell).count("\n") for cell in before.cells.values())  # lines inside its cells
    return row.line - before.line > 1 + broken


# ── What is told ────────────────────────────────────────────────────────────────────────────────


def _left_out(code: str, source: str, rows: Sequence[Row], where: str, what: str) -> Finding:
    return Finding(
        code=code, severity="note", file=source, place=f"line {rows[0].line}",
        found=f"'{_line(rows[0])}' {where}, {counted(len(rows))} taken for {what} and left out",
        remedy="if they are rows: --groups rows",
    )  # fmt: skip


def totalled(source: str, row: Row) -> Finding:
    """The note of a total that was left out."""
    word = first_text(row)
    return Finding(
        code="total-row", severity="note", file=source, place=f"line {row.line}", found=f"'{word[:40]}', taken for a total and left out",
        remedy="if it is a row, call it otherwise",
    )  # fmt: skip


def _line(row: Row) -> str:
    return " · ".join(cell_text(cell) for cell in row.cells.values() if not is_blank(cell))[:60]


def counted(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
