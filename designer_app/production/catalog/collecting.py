"""The products of a collection: which rows, in which sections, how weighty, what has changed since the last issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.build.resources import Resources
from designer_app.design.library import find_template
from designer_app.design.template import LoadedTemplate
from designer_app.design.values import bind_row
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.production.catalog.pagination import Group
from designer_app.production.catalog.plain_words import without_html, without_signs
from designer_app.production.catalog.records import Collection, Item
from designer_app.production.catalog.variants import folded
from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.jobs import Job
from designer_app.production.plan import read_rows
from designer_app.production.rows import Rows
from designer_app.production.selecting import selected
from designer_app.production.where import number_of

_WEIGHTS = {
    "1": 1, "2": 2, "3": 3, "обычный": 1, "важный": 2, "главный": 3, "plain": 1, "double": 2, "page": 3, "hero": 3,
    "нет": 1, "no": 1, "false": 1, "ложь": 1, "-": 1, "да": 2, "yes": 2, "true": 2, "истина": 2, "+": 2, "x": 2, "✓": 2,
}  # fmt: skip
_PATH = " > "  # parts a category from what it belongs to (Google, Meta)
_MORE = (
    "variants",
    "old_price",
    "unit_price",
    "more",
    "ean",
    "qr",
    "attributes",
    "footnote",
    "badge",
)  # beyond an opener
_SIZES = {"single": 1, "double": 2, "page": 3}


class Products(msgspec.Struct, frozen=True, kw_only=True):
    """A collection's products: rows by key, in sections; ``index`` says which column each wished index lists."""

    rows: Rows
    by_key: Mapping[str, Mapping[str, Any]]
    groups: tuple[Group, ...]
    index: Mapping[str, str] = {}
    roots: tuple[str, ...] = ()  # where the table's pictures are looked for
    findings: tuple[Finding, ...] = ()


def collected(job: Job, wish: Collection, lang: str, currency: str, file: str = "") -> Products:
    """The products of a job's table that the collection takes; rows that can't be made are left out and told. ``currency``
    is that of prices which name none.

    Raises ``DesignError``: what ``load_rows`` and ``selected`` raise, ``unknown-column``, ``unknown-row`` for pins and
    exclusions of products that the table lacks, ``no-products`` where none is left.
    """
    if not job.data:
        raise fail(
            "no-table",
            file=file,
            place="data",
            found="no table",
            expected="a table of products",
            remedy="--data FILE",
        )
    loaded = find_template(job.template)
    table = read_rows(job, loaded, file)
    slots = loaded.template.slots.items()
    table = without_html(table, {name for name, slot in slots if slot.type == "text"})
    table = without_signs(table, {name for name, slot in slots if slot.type == "money"})
    findings = list(table.findings)
    columns = {name: _column(table, loaded, text, file, name) for name, text in _asked(wish)}
    index = {text: _column(table, loaded, text, file, "index") for text in wish.index}
    _check_keys(table, wish, file)
    rows = selected(table, where=job.where, order=job.order, range=job.range, sample=job.sample)
    rows = rows.at([i for i, key in enumerate(rows.keys) if key not in wish.exclude])
    if wish.variants:
        rows = folded(rows, columns["variants"])
    kept = range(len(rows.keys))
    faults = {i: rows.faults[i] or _faults(rows, i, loaded, lang, currency) for i in kept}
    good = [i for i in kept if not faults[i]]  # a cell that can't be made would be a hole
    findings += [finding for i in kept for finding in faults[i]]
    if wish.top:
        good = good[: wish.top]
    rows = rows.at(good)
    beside = (str(Path(file).parent),) if file else ()
    roots = tuple(dict.fromkeys((*rows.roots, *beside, *job.assets)))
    groups = _grouped(rows, wish, columns.get("group", ""), columns.get("importance", ""), roots, findings)
    if not groups:
        raise _none_left(table, sum(map(bool, faults.values())), findings)
    return Products(
        rows=rows,
        index=index,
        roots=roots,
        by_key=rows.by_key,
        groups=groups,
        findings=tuple(findings),
    )


def _none_left(table: Rows, faulty: int, findings: Sequence[Finding]) -> DesignError:
    """Why there is no product: what is wrong with the rows, or with the conditions."""
    if not faulty:
        return fail(
            "no-products", file=table.source, found="no product", expected="at least one", remedy="loosen the conditions"
        )  # fmt: skip
    first = next(finding for finding in findings if finding.severity == "error")
    cause = (
        msgspec.structs.replace(first, place=first.place.partition(", ")[2] or first.place)
        if faulty > 1
        else first
    )
    none = fail(
        "no-products", file=table.source, found=f"{faulty} {'row' if faulty == 1 else 'rows'}, none of which can be made",
        expected="at least one product", remedy="mend the column named above, or say which is meant: \"columns\" in the job",
    )  # fmt: skip
    return DesignError(cause, *none.findings)


def _faults(rows: Rows, index: int, loaded: LoadedTemplate, lang: str, currency: str) -> tuple[Finding, ...]:
    """What keeps a row from being a cell: values of the wrong type, a missing name."""
    cells = {
        name: value
        for name, value in rows.rows[index].items()
        if name.partition(":")[0] in loaded.template.slots
    }
    _, told = bind_row(
        loaded.template.slots, cells, language=lang, file=rows.source, row=f"row {rows.keys[index]}",
        currency=currency,
    )  # fmt: skip
    return tuple(finding for finding in told if finding.severity == "error")


def _asked(wish: Collection) -> list[tuple[str, str]]:
    asked = (("group", wish.group), ("importance", wish.importance), ("variants", wish.variants))
    return [(name, text) for name, text in asked if text]


def _column(rows: Rows, loaded: LoadedTemplate, text: str, file: str, place: str) -> str:
    """A column by its heading, or by the slot that it was matched to."""
    for column in (*rows.columns, *loaded.template.slots):
        known = rows.headings.get(column, column)
        if text.casefold() in (column.casefold(), known.casefold()) and any(
            column in row for row in rows.rows
        ):
            return column
    slot = text in loaded.template.slots  # known to the template, filled by no column
    raise fail(
        "unknown-column", file=file or rows.source, place=place, found=f"'{text}'", expected="a column of the table",
        remedy=f"say which column it is: \"columns\": {{\"…\": \"{text}\"}} in the job"
        if slot
        else did_you_mean(text, [rows.headings.get(c, c) for c in rows.columns]),
    )  # fmt: skip


def _check_keys(rows: Rows, wish: Collection, file: str) -> None:
    asked = [("pins", pin.key) for pin in wish.pins] + [("exclude", key) for key in wish.exclude]
    for place, key in asked:
        if key not in rows.keys:
            raise fail(
                "unknown-row", file=file or rows.source, place=place, found=f"'{key}'", expected="the key of a product",
                remedy=did_you_mean(key, rows.keys),
            )  # fmt: skip


def _grouped(
    rows: Rows, wish: Collection, group: str, importance: str, roots: Sequence[str], findings: list[Finding]
) -> tuple[Group, ...]:
    """Sections in the order of ``sections``, then as the table names them; products without one come last."""
    pins = {pin.key: pin for pin in wish.pins}
    found: dict[str, list[Item]] = {name: [] for name in wish.sections} if group else {}
    names = _spellings([cell_text(row.get(group)) for row in rows.rows], tuple(found)) if group else {}
    weights = (
        {**_WEIGHTS, "1": 2}
        if importance and _is_mark(row.get(importance) for row in rows.rows)
        else _WEIGHTS
    )
    for row, key in zip(rows.rows, rows.keys, strict=True):
        name = names[_folded(cell_text(row.get(group)))] if group else ""
        pin = pins.get(key)
        weight = _weight(row.get(importance), weights, key, rows, findings) if importance else 1
        seen = not is_blank(row.get("photo"))
        brief = seen and all(is_blank(row.get(name)) for name in _MORE)
        item = Item(key, _SIZES.get(pin.size, weight) if pin else weight, pin.page if pin else 0, seen, brief)
        found.setdefault(name, []).append(item)
    if "" in found and group:
        found[""] = found.pop("")
    if wish.per_group:
        found = {name: items[: wish.per_group] for name, items in found.items()}
    pictures = {key: cell_text(row.get("photo")) for row, key in zip(rows.rows, rows.keys, strict=True)}
    resources = Resources(tuple(map(Path, roots)))
    return tuple(Group(name, _opening(items, pictures, resources)) for name, items in found.items() if items)


def _opening(items: Sequence[Item], pictures: Mapping[str, str], resources: Resources) -> tuple[Item, ...]:
    """A section's products; those before the first whose picture is really there can't open it."""
    found = list(items)
    for at, item in enumerate(items):
        if item.seen:
            try:
                resources.picture(pictures[item.key], resources.roots, False, "", "")
            except DesignError:
                found[at] = msgspec.structs.replace(item, seen=False, brief=False)
            else:
                break
    return tuple(found)


def _folded(name: str) -> str:
    """A section's name without what doesn't matter: case, spaces, ё."""
    return " ".join(name.split()).casefold().replace("ё", "е")


def _spellings(cells: Sequence[str], named: Sequence[str]) -> dict[str, str]:
    """Folded name → the section's name: as the job spells it, else as most cells do, else as the first."""
    counts = Counter(" ".join(cell.split()) for cell in cells)
    found = {_folded(name): name for name, _ in reversed(counts.most_common())}
    return {**found, **{_folded(name): name for name in named}}


def _is_mark(cells: Iterable[Any]) -> bool:
    """Whether a column of importance only marks some rows: with ones, where others have zeros or nothing."""
    texts = {cell_text(cell).strip() for cell in cells}
    return "1" in texts and len(texts) > 1 and texts <= {"", "0", "1"}


def _weight(cell: Any, weights: Mapping[str, int], key: str, rows: Rows, findings: list[Finding]) -> int:
    if is_blank(cell):
        return 1
    word = cell_text(cell).strip().casefold()
    if word in weights:
        return weights[word]
    number = number_of(cell)
    if number is not None:
        return max(1, min(3, int(number)))
    findings.append(
        Finding(
            code="unknown-importance", severity="warning", file=rows.source, place=f"row {key}", found=f"'{word}'",
            expected="1, 2 or 3 (обычный, важный, главный)", remedy="taken as 1",
        )
    )  # fmt: skip
    return 1


def section_names(wish: Collection, groups: Sequence[Group]) -> dict[str, str]:
    """Each section's value → its title: as the job says, else the value. Of a feed's paths (``Apparel > Shirts``) the
    last part, where that is one section's alone."""
    lasts = [group.name.rpartition(_PATH)[2] for group in groups]
    return {
        group.name: (wish.sections[group.name].title if group.name in wish.sections else "")
        or (last if last and lasts.count(last) == 1 else group.name)
        for group, last in zip(groups, lasts, strict=True)
    }
