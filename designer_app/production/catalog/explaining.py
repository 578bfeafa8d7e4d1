"""Why a product stands where it stands, or doesn't stand at all: the steps that led there, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

from designer_app.design.library import find_template
from designer_app.production.catalog.collecting import section_names
from designer_app.production.catalog.contents import page_of
from designer_app.production.catalog.publishing import Draft
from designer_app.production.catalog.records import PagePlan
from designer_app.production.plan import read_rows
from designer_app.production.selecting import selected

Step = Literal[
    "unknown", "excluded", "outside", "faulty", "beyond", "taken", "section", "important", "sized", "crowded", "widened", "pinned", "not-pinned", "page",
    "kept", "opener",
]  # fmt: skip


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One step. ``words`` fill in what it says: a condition, a section, a place of so many, a page, why the page is so."""

    step: Step
    words: dict[str, str] = {}

    def line(self) -> str:
        """The step in English."""
        return _LINES[self.step].format(**self.words)


_LINES: dict[Step, str] = {
    "unknown": "the table has no row {key}",
    "excluded": "left out by hand",
    "outside": "doesn't meet: {where}",
    "faulty": "can't be made: {fault}",
    "beyond": "place {place}; only {most} are taken",
    "taken": "meets: {where}",
    "section": "number {place} of {count} in {section}, in the order {order}",
    "important": "takes {weight} by its importance",
    "sized": "takes {weight}, set by hand",
    "crowded": "is to take {weight}, but the others on its page leave it {given}",
    "widened": "takes {given} so that its row is full",
    "pinned": "pinned to page {page} by hand",
    "not-pinned": "pinned to page {pin} by hand, but its section doesn't reach it: page {page}",
    "page": "page {page}, row {row}, column {column}: {why}",
    "kept": "stood on page {before} in the earlier issue",
    "opener": "opens the section {section} on page {page}",
}
_WEIGHTS = {1: "1 cell", 2: "2 cells", 3: "a page"}


def reasons(draft: Draft, key: str) -> tuple[Reason, ...]:
    """The steps from the table to a product's place. Raises ``DesignError`` where the table can't be read any more."""
    job, wish = draft.job, draft.wish
    if key not in draft.products.by_key:
        return (_left_out(draft, key),)
    found = [Reason(step="taken", words={"where": job.where})] if job.where else []
    weight = 1
    titles = section_names(wish, draft.products.groups)
    for group in draft.products.groups:
        keys = [item.key for item in group.items]
        if key not in keys:
            continue
        item = group.items[keys.index(key)]
        words = {
            "place": str(keys.index(key) + 1),
            "count": str(len(keys)),
            "section": titles[group.name],
            "order": job.order,
        }
        found.append(Reason(step="section", words=words))
        weight = item.weight
    page = page_of(draft.plans).get(key, 0)
    plan = next((plan for plan in draft.plans if plan.number == page), None)
    pin = next((pin for pin in wish.pins if pin.key == key), None)
    if plan is not None:
        found += _size(weight, _given(plan, key), by_hand=pin is not None and pin.size != "")
    if pin is not None and pin.page:
        step: Step = "pinned" if pin.page == page else "not-pinned"
        found.append(Reason(step=step, words={"pin": str(pin.page), "page": str(page)}))
    before = page_of(draft.before.pages).get(key, 0) if draft.before is not None else 0
    if before:
        found.append(Reason(step="kept", words={"before": str(before)}))
    if plan is not None:
        found.append(_place(plan, key, titles.get(plan.section, plan.section)))
    return tuple(found)


def _given(plan: PagePlan, key: str) -> int:
    """How much a page gives a product, as weights are counted."""
    cell = next((cell for cell in plan.cells if cell.key == key), None)
    return 3 if cell is None or plan.columns * plan.rows == 1 else min(cell.wide, 2)


def _size(weight: int, given: int, *, by_hand: bool) -> list[Reason]:
    """How large a product is, and why, where it isn't a cell like others."""
    if given < weight:
        return [Reason(step="crowded", words={"weight": _WEIGHTS[weight], "given": _WEIGHTS[given]})]
    if by_hand:
        return [Reason(step="sized", words={"weight": _WEIGHTS[weight]})]
    if weight > 1:
        return [Reason(step="important", words={"weight": _WEIGHTS[weight]})]
    return [Reason(step="widened", words={"given": _WEIGHTS[given]})] if given == 2 else []


def _place(plan: PagePlan, key: str, section: str) -> Reason:
    cell = next((cell for cell in plan.cells if cell.key == key), None)
    if cell is None:
        return Reason(step="opener", words={"section": section, "page": str(plan.number)})
    return Reason(
        step="page",
        words={
            "page": str(plan.number),
            "row": str(cell.row + 1),
            "column": str(cell.column + 1),
            "why": plan.why,
        },
    )


def _left_out(draft: Draft, key: str) -> Reason:
    job, wish = draft.job, draft.wish
    if key in wish.exclude:
        return Reason(step="excluded")
    rows = read_rows(job, find_template(job.template))
    if key not in rows.keys:
        return Reason(step="unknown", words={"key": key})
    chosen = selected(rows, where=job.where, order=job.order, range=job.range, sample=job.sample)
    if key not in chosen.keys:
        return Reason(step="outside", words={"where": job.where or job.range})
    fault = next((f for f in draft.findings if f.severity == "error" and f"row {key}" in f.place), None)
    if fault is not None:
        return Reason(step="faulty", words={"fault": fault.found or fault.code})
    place = [k for k in chosen.keys if k not in wish.exclude].index(key) + 1
    return Reason(step="beyond", words={"place": str(place), "most": str(wish.top or wish.per_group)})
