"""What the Catalog window knows and decides, without Qt: the collection, its pages, what moved, what is done by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from designer_app.design.library import find_template
from designer_app.files import digest
from designer_app.production.catalog.contents import page_of
from designer_app.production.catalog.issue import Issue, read_issue
from designer_app.production.catalog.pages import Content
from designer_app.production.catalog.publishing import (
    GOODS,
    SIZE,
    Draft,
    Published,
    drafted,
    earlier,
    published,
)
from designer_app.production.catalog.records import Collection, OutputName, Pin
from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.jobs import Job
from designer_app.production.plan import read_rows
from designer_app.production.rows import Rows
from designer_app.studio.windows.batch_state import dated

State = Literal["placed", "excluded", "outside", "faulty"]
GRIDS = (1, 2, 4, 6, 9, 12)
OUTPUTS: tuple[OutputName, ...] = ("print", "screen", "images", "gallery", "captions", "data")
_encoder = msgspec.msgpack.Encoder()


class Good(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table as the collection sees it. ``page`` is 0 where it doesn't stand."""

    key: str
    name: str
    price: str
    section: str
    page: int
    state: State
    pin: Pin | None = None


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """A catalog laid out: nothing is written yet. ``looks`` are hashes by which pages are known to look the same."""

    draft: Draft
    rows: Rows
    goods: tuple[Good, ...]
    looks: tuple[str, ...]
    since: Issue | None

    @property
    def sheets(self) -> list[tuple[int, ...]]:
        """Page numbers as they lie open: the cover alone, then left and right."""
        numbers = [plan.number for plan in self.draft.plans]
        return [tuple(numbers[:1]), *(tuple(numbers[i : i + 2]) for i in range(1, len(numbers), 2))]


def wish_of(job: Job) -> Collection:
    return job.catalog or Collection(title="Catalog")


def first_collection(table: str, kit: str = "") -> Job:
    """A job to begin with: sections by the column that looks like one, sizes by the one that says what matters.

    Raises ``DesignError`` for a table that can't be read.
    """
    job = Job(template=GOODS, data=table, kits=(kit,) if kit else (), sizes=(SIZE,))
    rows = read_rows(job, find_template(GOODS))
    taken = {*rows.headings, *rows.headings.values(), *find_template(GOODS).template.slots}
    group = importance = ""
    for column in rows.columns:
        if column in taken or column.startswith("_"):
            continue
        values = [cell_text(row.get(column)) for row in rows.rows if not is_blank(row.get(column))]
        if column.casefold() in ("importance", "важность"):
            importance = column
        elif (
            not group
            and values
            and 2 <= len(set(values)) <= min(24, len(values) // 2)
            and not values[0].isdigit()
        ):
            group = column
    title = Path(table).stem.replace("_", " ").replace("-", " ").capitalize()
    return msgspec.structs.replace(
        job,
        catalog=Collection(title=title, group=group, importance=importance, index=(), openers=bool(group)),
    )


def laid(
    job: Job, file: str, out: str, *, since: str = "", keep: Sequence[int] = (), fresh: bool = False
) -> Laid:
    """The catalog as ``designer catalog`` would make it now. Raises ``DesignError``."""
    job = dated(job)
    wish = wish_of(job)
    there = earlier(Path(out)) if out and not fresh else None
    before = read_issue(Path(since)) if since else None
    draft = drafted(job, wish, file=file, since=before, before=there or before, keep=keep)
    rows = read_rows(draft.job, find_template(draft.job.template), file)
    return Laid(
        draft=draft, rows=rows, goods=_goods(draft, rows), since=before or there,
        looks=tuple(_look(draft, content) for content in draft.contents),
    )  # fmt: skip


def _look(draft: Draft, content: Content) -> str:
    plan = msgspec.structs.replace(content.plan, why="")
    return digest(_encoder.encode([draft.volume, msgspec.structs.replace(content, plan=plan)]))


def _goods(draft: Draft, rows: Rows) -> tuple[Good, ...]:
    where = page_of(draft.plans)
    pins = {pin.key: pin for pin in draft.wish.pins}
    section = {item.key: group.name for group in draft.products.groups for item in group.items}
    faulty = {f.place.removeprefix("row ").partition(",")[0] for f in draft.findings if f.severity == "error"}
    group = draft.wish.group
    column = next(
        (
            c
            for c in rows.columns
            if group and group.casefold() in (c.casefold(), rows.headings.get(c, "").casefold())
        ),
        "",
    )
    found = []
    for key, row in zip(rows.keys, rows.rows, strict=True):
        state: State = (
            "placed"
            if key in section
            else "excluded"
            if key in draft.wish.exclude
            else "faulty"
            if key in faulty
            else "outside"
        )
        found.append(
            Good(
                key=key, name=cell_text(row.get("name")) or key, price=cell_text(row.get("price")),
                section=section.get(key, "") or cell_text(row.get(column)), page=where.get(key, 0), state=state, pin=pins.get(key),
            )
        )  # fmt: skip
    return tuple(found)


def issued(
    made: Laid,
    out: str,
    outputs: Sequence[OutputName],
    told: Callable[[int, int], None],
    stop: Callable[[], bool],
) -> Published:
    """``designer catalog``: the same door, so the same bytes. Raises ``DesignError``."""
    return published(made.draft, Path(out), outputs, told=told, stop=stop)


# By hand


def with_wish(job: Job, **fields: Any) -> Job:
    return msgspec.structs.replace(job, catalog=msgspec.structs.replace(wish_of(job), **fields))


def pinned(job: Job, key: str, page: int = 0, size: str | None = None) -> Job:
    """The job with a product pinned to a page, or of another size; both 0 and "" take the pin off."""
    wish = wish_of(job)
    old = next((pin for pin in wish.pins if pin.key == key), Pin(key=key))
    pin = msgspec.structs.replace(old, page=page, size=old.size if size is None else size)
    others = tuple(other for other in wish.pins if other.key != key)
    return with_wish(job, pins=(*others, pin) if pin.page or pin.size else others)


def unpinned(job: Job, key: str) -> Job:
    return with_wish(job, pins=tuple(pin for pin in wish_of(job).pins if pin.key != key))


def excluded(job: Job, key: str, out: bool = True) -> Job:
    """The job with a product left out by hand, or taken in again. One that is left out has no pin."""
    others = tuple(name for name in wish_of(job).exclude if name != key)
    job = unpinned(job, key) if out else job
    return with_wish(job, exclude=(*others, key) if out else others)


def report(found: Laid) -> list[tuple[str, ...]]:
    """What moved, as lines of a table."""
    lines = [
        (
            move.what,
            move.key,
            move.name,
            str(move.before or ""),
            str(move.now or ""),
            move.price_before,
            move.price_now,
        )
        for move in found.draft.moves
    ]
    return [("what", "key", "name", "page before", "page now", "price before", "price now"), *lines]


def spread_of(number: int) -> tuple[int, int]:
    """The two pages that lie open with a page; the cover lies with itself."""
    return (1, 1) if number == 1 else (number // 2 * 2, number // 2 * 2 + 1)


def reprint(found: Laid) -> list[str]:
    """Spreads that must be printed anew: ``8–9``."""
    pages = sorted({spread_of(page) for page in found.draft.touched})
    last = len(found.draft.plans)
    return [str(left) if left == right or right > last else f"{left}–{right}" for left, right in pages]
