"""Products → pages. The same products give the same pages; a page has no hole; every page says why it is as it is.

Sections stay together. A section's pages share its products evenly, so that the last isn't nearly empty. Openers
stand on the left where a filler can close the page before, else where they fall.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from designer_app.errors import fail
from designer_app.known_types import read_as
from designer_app.production.catalog.grids import SHAPES, arranged, grid_of, shape_for
from designer_app.production.catalog.records import Collection, Item, PagePlan

_FEWEST = 2  # products on each page of a section that is spread over one more; of large pictures one
Before = Mapping[str, Sequence[Sequence[str]]]  # section → the keys on each of its pages


class Group(msgspec.Struct, frozen=True):
    """A section's products in order."""

    name: str
    items: tuple[Item, ...]


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """How many pages the lists take: known from how many lines a page of the template holds. ``tells``: an opener says
    all of a product that has no more than name, details and price."""

    contents: int = 0
    index: int = 0
    prices: int = 0
    tells: bool = False


def paginated(
    groups: Sequence[Group],
    wish: Collection,
    matter: Matter,
    before: Before | None = None,
    *,
    lying: bool = False,
) -> tuple[PagePlan, ...]:
    """The pages of a catalog. ``lying``: pages are wider than high. ``before``: of an earlier issue, the keys on each of a section's pages: products stay
    where they were as far as that leaves no hole.

    Raises ``DesignError`` (``over-page-budget``) where even the densest grid needs more pages than allowed.
    """
    before = before or {}
    grids: list[int] = [wish.grid for _ in groups]
    none = [0 for _ in groups]
    pages = _laid(groups, wish, matter, grids, none, before, lying)
    while wish.budget and len(pages) > wish.budget:
        closer = _closer(groups, grids, before, lying)
        if closer is None:
            raise fail(
                "over-page-budget", place="budget",
                found=f"{sum(len(g.items) for g in groups)} products need {len(pages)} pages",
                expected=f"at most {wish.budget} pages with up to 12 products each",
                remedy=f"allow {len(pages)} pages, take fewer products (top, per_group), or leave openers, index or prices out",
            )  # fmt: skip
        grids = closer
        pages = _laid(groups, wish, matter, grids, none, before, lying)
    more = none
    while (looser := _looser(groups, pages, grids, more, before)) is not None:
        spread = _laid(groups, wish, matter, grids, looser, before, lying)
        if len(spread) > len(pages) or _empty(spread) >= _empty(pages):
            break
        pages, more = spread, looser
    return pages


def _empty(pages: Sequence[PagePlan]) -> int:
    """Pages that have nothing to show but the brand's motif."""
    return sum(page.kind == "filler" and not page.picture for page in pages)


def _looser(
    groups: Sequence[Group],
    pages: Sequence[PagePlan],
    grids: Sequence[int],
    more: Sequence[int],
    before: Before,
) -> list[int] | None:
    """One page more for the section whose pages are fullest, where pages would else be empty; None where there is none, or
    where its pages would hold too few. Sections that stand as before stay so."""
    if not _empty(pages):
        return None
    taken = Counter(page.section for page in pages if page.kind == "goods")
    shares = [
        len(group.items) / (taken[group.name] + 1) if taken[group.name] and group.name not in before else 0.0
        for group in groups
    ]
    fullest = max(range(len(groups)), key=lambda i: (shares[i], -i))
    if shares[fullest] < (1 if grids[fullest] <= 2 else _FEWEST):
        return None
    return [count + (i == fullest) for i, count in enumerate(more)]


def _closer(groups: Sequence[Group], grids: list[int], before: Before, lying: bool) -> list[int] | None:
    """A denser grid for the section that saves most pages by it; for all where one alone saves none."""
    denser = [next((most for most in SHAPES if most > grid), grid) for grid in grids]
    if denser == grids:
        return None
    saved = [
        len(_shared_out(group, grid, before.get(group.name), 1, lying, 0))
        - len(_shared_out(group, more, before.get(group.name), 1, lying, 0))
        for group, grid, more in zip(groups, grids, denser, strict=True)
    ]
    most = max(saved)
    if most <= 0:
        return denser
    first = saved.index(most)
    return [
        more if place == first else grid for place, (grid, more) in enumerate(zip(grids, denser, strict=True))
    ]


def _laid(
    groups: Sequence[Group],
    wish: Collection,
    matter: Matter,
    grids: Sequence[int],
    more: Sequence[int],
    before: Before,
    lying: bool,
) -> tuple[PagePlan, ...]:
    """``more``: pages that each section takes beyond what its grid needs."""
    book = _Book(wish, lying, matter.tells)
    book.add("cover", why="the first page")
    for part in range(matter.contents):
        book.add("contents", part=part, why="sections with their pages")
    for group, most, extra in zip(groups, grids, more, strict=True):
        book.section(group, most, before.get(group.name), extra)
    for part in range(matter.index):
        book.add("index", part=part, why="products by name")
    for part in range(matter.prices):
        book.add("prices", part=part, why="all products with their prices")
    book.close()
    return tuple(book.pages)


class _Book:
    def __init__(self, wish: Collection, lying: bool, tells: bool) -> None:
        self.wish, self.lying, self.tells = wish, lying, tells
        self.pages: list[PagePlan] = []
        self.fillers = list(wish.fillers)

    def add(self, kind: str, **fields: object) -> None:
        self.pages.append(
            msgspec.convert({"number": len(self.pages) + 1, "kind": kind, **fields}, read_as(PagePlan))
        )

    def section(self, group: Group, most: int, before: Sequence[Sequence[str]] | None, extra: int) -> None:
        """Opener, then the pages of the section's products. A product alone in its section stands on the opener, or has a
        page without one: it would be on both sides of a spread."""
        main = self._main(group)
        if self.wish.openers and group.name and (main is not None or len(group.items) > 1):
            if len(self.pages) % 2 == 0 and self.fillers:
                self.add(
                    "filler", picture=self.fillers.pop(0), why=f"so that '{group.name}' opens on the left"
                )
            if main is not None:
                group = Group(group.name, tuple(item for item in group.items if item is not main))
                self.add(
                    "opener",
                    section=group.name,
                    hero=main.key,
                    home=True,
                    why=f"opens '{group.name}' with '{main.key}', its main product",
                )
            else:
                shown = next((item for item in group.items if item.seen), group.items[0])
                self.add("opener", section=group.name, hero=shown.key, why=f"opens '{group.name}'")
        for items, why in _shared_out(group, most, before, len(self.pages) + 1, self.lying, extra):
            columns, rows = shape_for(len(items), most, lying=self.lying)
            number = len(self.pages) + 1
            self.pages.append(
                PagePlan(
                    number=number, kind="goods", section=group.name, columns=columns, rows=rows,
                    cells=arranged(items, columns, rows, turn=number % 4 >= 2), why=why,
                )
            )  # fmt: skip

    def _main(self, group: Group) -> Item | None:
        """The product that its section's opener shows in place of a cell."""
        if len(group.items) == 1:
            return group.items[0] if self.tells and group.items[0].brief else None
        return next((item for item in group.items if item.weight >= 3), None)

    def close(self) -> None:
        """Fillers up to the multiple, then the back."""
        while (len(self.pages) + 1) % self.wish.multiple:
            picture = self.fillers.pop(0) if self.fillers else ""
            self.add(
                "filler",
                picture=picture,
                why=f"so that the number of pages is a multiple of {self.wish.multiple}",
            )
        self.add("back", why="the last page")


def _shared_out(
    group: Group, most: int, before: Sequence[Sequence[str]] | None, first: int, lying: bool, extra: int
) -> list[tuple[list[Item], str]]:
    """A section's products, page by page; ``extra`` pages more than its grid needs."""
    kept = _as_before(group, most, before) if before else None
    if kept is not None:
        return _pinned(kept, first, most)
    # Products that share pages, parted by those that have one of their own.
    stretches: list[list[Item]] = [[]]
    for item in group.items:
        if item.weight >= 3:
            stretches += [[item], []]
        else:
            stretches[-1].append(item)
    longest = max(stretches, key=len)
    runs: list[tuple[list[Item], str]] = []
    for stretch in stretches:
        if stretch and stretch[0].weight >= 3:
            runs.append((stretch, f"'{stretch[0].key}' has a page of its own by its importance"))
        else:
            runs += _even(stretch, most, group.name, lying, extra if stretch is longest else 0)
    return _pinned(runs, first, most)


def _even(
    items: Sequence[Item], most: int, name: str, lying: bool, extra: int = 0
) -> list[tuple[list[Item], str]]:
    """As few pages as the grid allows (and ``extra`` ones), each with about as many products: weighty ones count double."""
    if not items:
        return []
    columns, rows = grid_of(most, lying=lying)
    room = columns * rows
    loads = [min(item.weight, 2) if columns > 1 else 1 for item in items]
    count = math.ceil(sum(loads) / room) + extra
    pages: list[list[Item]] = []
    at = 0
    left = sum(loads)
    for number in range(count, 0, -1):
        share = left / number
        page: list[Item] = []
        load = 0
        while at < len(items) and (number == 1 or load + loads[at] / 2 <= share) and load + loads[at] <= room:
            page.append(items[at])
            load += loads[at]
            at += 1
        left -= load
        if page:
            pages.append(page)
    if at < len(items):  # weighty products that didn't fit beside each other
        pages += [page for page, _ in _even(items[at:], most, name, lying)]
    where = f"of '{name}'" if name else "of the products"
    over = f" over {extra} page{'s' * (extra > 1)} more, so that none stays empty" if extra else ""
    return [
        (page, f"part {i} of {len(pages)} {where}, shared out evenly{over}")
        for i, page in enumerate(pages, 1)
    ]


def _pinned(runs: list[tuple[list[Item], str]], first: int, most: int) -> list[tuple[list[Item], str]]:
    """Products moved to the pages that they are pinned to, each in exchange for the nearest plain one."""
    room = SHAPES[most][0] * SHAPES[most][1]
    pages = [list(items) for items, _ in runs]
    for page in list(pages):
        for item in list(page):
            target = item.pinned - first
            if not item.pinned or not 0 <= target < len(pages) or pages[target] is page:
                continue
            page.remove(item)
            pages[target].insert(0, item)
            if len(pages[target]) > room or not page:
                back = next((other for other in reversed(pages[target]) if not other.pinned), None)
                if back is not None:
                    pages[target].remove(back)
                    page.append(back)
    whys = [why for _, why in runs]
    return [(page, why) for page, why in zip(pages, whys, strict=True) if page]


def _as_before(
    group: Group, most: int, before: Sequence[Sequence[str]]
) -> list[tuple[list[Item], str]] | None:
    """Pages as in the earlier issue: what left is gone, what is new takes the place nearest to where it would stand.
    None where a page would be empty or over-full, or a product that has become large would share its page."""
    room = SHAPES[most][0] * SHAPES[most][1]
    by_key = {item.key: item for item in group.items}
    home = {key: number for number, keys in enumerate(before) for key in keys}
    pages: list[list[Item]] = [[by_key[key] for key in keys if key in by_key] for keys in before]
    order = [item.key for item in group.items]
    for place, item in enumerate(group.items):
        if item.key in home:
            continue
        near = next((home[key] for key in reversed(order[:place]) if key in home), 0)
        free = [
            n for n, page in enumerate(pages) if len(page) < room and all(other.weight < 3 for other in page)
        ]
        if item.weight >= 3 or not free:
            return None
        target = min(free, key=lambda n: (abs(n - near), n))
        pages[target].append(item)
        home[item.key] = target
    if any(not page or len(page) > room for page in pages):
        return None
    if any(len(page) > 1 and any(item.weight >= 3 for item in page) for page in pages):
        return None
    return [(page, "as in the earlier issue") for page in pages]
