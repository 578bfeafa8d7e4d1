"""Why a product stands where it stands, or doesn't stand at all: the steps that led there, as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from designer_app.design.library import find_template
from designer_app.production.catalog.collecting import section_names
from designer_app.production.catalog.contents import page_of
from designer_app.production.catalog.publishing import Draft
from designer_app.production.catalog.records import PagePlan
from designer_app.production.data.records import cell_text
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

    def line(self, *, short: bool = False) -> str:
        """The step in English; ``short``: below its page, which is not said again."""
        lines = {**_LINES, **_SHORT} if short else _LINES
        return lines[self.step].format(**self.words)


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
_SHORT: dict[Step, str] = {
    "section": "number {place} of {count} in its section",
    "page": "row {row}, column {column}",
    "opener": "opens the section",
}
_NAME = 60  # signs of a name
_WEIGHTS = {1: "1 cell", 2: "2 cells", 3: "a page"}


class Explainer:
    """Says of any product of a draft why it stands where it stands; what all products share is looked up once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.titles = section_names(draft.wish, draft.products.groups)
        self._pages = page_of(draft.plans)
        self._plans = {plan.number: plan for plan in draft.plans}
        self._before = page_of(draft.before.pages) if draft.before is not None else {}
        self._pins = {pin.key: pin for pin in draft.wish.pins}
        self._members = {
            item.key: (group.name, place, len(group.items), item.weight)
            for group in draft.products.groups
            for place, item in enumerate(group.items, 1)
        }

    def reasons(self, key: str) -> tuple[Reason, ...]:
        """The steps from the table to a product's place. Raises ``DesignError`` where the table can't be read any more."""
        job = self.draft.job
        if key not in self._members:
            return (_left_out(self.draft, key),)
        section, place, count, weight = self._members[key]
        found = [Reason(step="taken", words={"where": job.where})] if job.where else []
        words = {
            "place": str(place),
            "count": str(count),
            "section": self.titles[section],
            "order": job.order,
        }
        found.append(Reason(step="section", words=words))
        page = self._pages.get(key, 0)
        plan, pin = self._plans.get(page), self._pins.get(key)
        if plan is not None:
            found += _size(weight, _given(plan, key), by_hand=pin is not None and pin.size != "")
        if pin is not None and pin.page:
            step: Step = "pinned" if pin.page == page else "not-pinned"
            found.append(Reason(step=step, words={"pin": str(pin.page), "page": str(page)}))
        if before := self._before.get(key, 0):
            found.append(Reason(step="kept", words={"before": str(before)}))
        if plan is not None:
            found.append(_place(plan, key, self.titles.get(plan.section, plan.section)))
        return tuple(found)


def reasons(draft: Draft, key: str) -> tuple[Reason, ...]:
    """The steps of one product (``Explainer`` for several)."""
    return Explainer(draft).reasons(key)


def explained(draft: Draft) -> Iterator[str]:
    """Lines of plain text: every page with why it is so, and below it its products with why they stand there."""
    explainer = Explainer(draft)
    for plan in draft.plans:
        shape = f" {plan.columns}×{plan.rows}" if plan.cells else ""
        section = explainer.titles.get(plan.section, plan.section)
        yield f"{plan.number:>4} {plan.kind:<9}{section}{shape} · {plan.why}"
        for key in plan.homes:
            name = cell_text(draft.products.by_key[key].get("name"))
            steps = "; ".join(reason.line(short=True) for reason in explainer.reasons(key))
            yield f"       {key}  {name[:_NAME] + '…' if len(name) > _NAME else name}: {steps}"


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
