"""Pages without holes, products once each, sections together: whatever the numbers are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.errors import DesignError
from designer_app.production.catalog.grids import SHAPES, arranged, shape_for
from designer_app.production.catalog.pagination import Group, Matter, paginated
from designer_app.production.catalog.records import Collection, Item, PagePlan, Pin

grids = st.sampled_from(sorted(SHAPES))
weights = st.lists(st.sampled_from([1, 1, 1, 1, 2, 3]), min_size=1, max_size=40)


def squares(plan: PagePlan) -> list[tuple[int, int]]:
    return sorted((cell.column + i, cell.row) for cell in plan.cells for i in range(cell.wide))


@given(most=grids, data=st.data(), turn=st.booleans(), lying=st.booleans())
def test_every_square_of_a_grid_is_taken_once(
    most: int, data: st.DataObject, turn: bool, lying: bool
) -> None:
    count = data.draw(st.integers(1, most))
    items = [Item(str(i), data.draw(st.sampled_from([1, 2]))) for i in range(count)]
    columns, rows = shape_for(count, most, lying=lying)
    assert lying or columns <= rows
    assert not lying or columns >= rows
    placed = arranged(items, columns, rows, turn=turn)
    taken = sorted((cell.column + i, cell.row) for cell in placed for i in range(cell.wide))
    assert taken == sorted((x, y) for x in range(columns) for y in range(rows))
    assert [cell.key for cell in placed] == [item.key for item in items]


@given(
    sections=st.lists(weights, min_size=1, max_size=5),
    most=grids,
    openers=st.booleans(),
    multiple=st.integers(1, 8),
)
def test_products_stand_once_in_their_section_and_pages_have_no_hole(
    sections: list[list[int]], most: int, openers: bool, multiple: int
) -> None:
    groups = [
        Group(f"s{n}", tuple(Item(f"{n}-{i}", w) for i, w in enumerate(ws))) for n, ws in enumerate(sections)
    ]
    wish = Collection(title="x", grid=most, openers=openers, multiple=multiple, fillers=("a", "b"))  # type: ignore[arg-type]
    pages = paginated(groups, wish, Matter(contents=1))
    assert pages == paginated(groups, wish, Matter(contents=1))
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert len(pages) % multiple == 0
    goods = [page for page in pages if page.kind == "goods"]
    assert sorted(key for page in pages for key in page.homes) == sorted(
        item.key for g in groups for item in g.items
    )
    for page in goods:
        assert squares(page) == [(x, y) for x in range(page.columns) for y in range(page.rows)]
        assert all(key.startswith(page.section[1:] + "-") for key in page.keys)
    named = [page.section for page in pages if page.section]
    assert sum(one != other for one, other in pairwise(named)) == len(groups) - 1


def test_a_double_cell_goes_to_the_weighty() -> None:
    items = [Item(str(i), 2 if i == 4 else 1) for i in range(8)]
    wide = [cell.key for cell in arranged(items, 3, 3) if cell.wide == 2]
    assert wide == ["4"]


def test_the_last_page_of_a_section_isnt_nearly_empty() -> None:
    group = Group("a", tuple(Item(str(i)) for i in range(10)))
    sizes = [
        len(page.cells)
        for page in paginated([group], Collection(title="x"), Matter())
        if page.kind == "goods"
    ]
    assert sizes == [5, 5]


def test_a_budget_takes_the_densest_grid_that_it_needs_or_says_what_it_would_take() -> None:
    group = Group("", tuple(Item(str(i)) for i in range(60)))
    free = paginated([group], Collection(title="x", grid=4, contents=False), Matter())
    tight = paginated([group], Collection(title="x", grid=4, budget=10, contents=False), Matter())
    assert len(free) == 17
    assert len(tight) <= 10
    with pytest.raises(DesignError, match="60 products need 7 pages"):
        paginated([group], Collection(title="x", grid=4, budget=4), Matter())


def test_products_stay_where_they_were() -> None:
    before = [[str(i) for i in range(8)], [str(i) for i in range(8, 16)]]
    now = Group("a", tuple(Item(str(i)) for i in [0, 1, 2, 4, 5, 6, 7, *range(8, 16), 99]))
    pages = paginated([now], Collection(title="x", openers=False), Matter(), {"a": before})
    goods = [set(page.keys) for page in pages if page.kind == "goods"]
    assert goods[0] == {"0", "1", "2", "4", "5", "6", "7"}
    assert goods[1] == {*map(str, range(8, 16)), "99"}


def test_a_second_run_within_a_budget_gives_the_same_pages() -> None:
    """Pages that a denser grid had filled don't fit the wished one, with which the search begins."""
    groups = [Group(f"s{n}", tuple(Item(f"{n}-{i}") for i in range(11 * n))) for n in (1, 2, 3)]
    wish = Collection(title="x", grid=4, budget=14, openers=False)
    first = paginated(groups, wish, Matter())
    assert {page.columns * page.rows for page in first if page.kind == "goods"} > {4}
    before: dict[str, list[list[str]]] = {}
    for page in first:
        if page.kind == "goods":
            before.setdefault(page.section, []).append(list(page.keys))
    again = paginated(groups, wish, Matter(), before)
    assert [(page.number, page.kind, page.cells) for page in again] == [
        (page.number, page.kind, page.cells) for page in first
    ]


def test_a_pinned_product_stands_on_its_page() -> None:
    group = Group("a", tuple(Item(str(i), 1, 3 if i == 0 else 0) for i in range(18)))
    pages = paginated([group], Collection(title="x", openers=False, pins=(Pin(key="0", page=3),)), Matter())
    assert "0" in next(page for page in pages if page.number == 3).keys


def test_openers_stand_on_the_left_as_long_as_there_are_fillers() -> None:
    groups = [Group(f"s{n}", tuple(Item(f"{n}-{i}") for i in range(9))) for n in range(3)]
    pages = paginated(groups, Collection(title="x", fillers=("a", "b", "c")), Matter(contents=1))
    assert {page.side for page in pages if page.kind == "opener"} == {"left"}


def test_what_is_done_by_hand_wins_over_the_earlier_issue() -> None:
    items = [Item(str(i), pinned=3 if i == 0 else 0) for i in range(8)]
    before = {"a": [[str(i) for i in range(4)], [str(i) for i in range(4, 8)]]}
    wish = Collection(title="x", openers=False, grid=4)
    pages = [
        set(p.keys)
        for p in paginated([Group("a", tuple(items))], wish, Matter(), before)
        if p.kind == "goods"
    ]
    assert "0" in pages[1]
    assert pages[0] | pages[1] == {str(i) for i in range(8)}
    large = [Item(str(i), weight=3 if i == 1 else 1) for i in range(8)]
    pages = [
        set(p.keys)
        for p in paginated([Group("a", tuple(large))], wish, Matter(), before)
        if p.kind == "goods"
    ]
    assert {"1"} in pages


@pytest.mark.parametrize("counts", [(9, 18, 20), (40,), (7, 7, 7, 7), (13, 2)])
@pytest.mark.parametrize("multiple", [2, 4, 8])
def test_a_multiple_is_reached_by_looser_pages_and_not_by_empty_ones(
    counts: tuple[int, ...], multiple: int
) -> None:
    groups = [Group(f"s{n}", tuple(Item(f"{n}-{i}") for i in range(count))) for n, count in enumerate(counts)]
    pages = paginated(groups, Collection(title="x", multiple=multiple), Matter())
    assert len(pages) % multiple == 0
    assert not [page for page in pages if page.kind == "filler"]
    assert min(len(page.cells) for page in pages if page.kind == "goods") >= 2
    assert any("so that none stays empty" in page.why for page in pages) or len(
        paginated(groups, Collection(title="x"), Matter())
    ) == len(pages)


def test_sections_too_small_to_be_spread_leave_empty_pages() -> None:
    groups = [Group("s", tuple(Item(str(i)) for i in range(2)))]
    pages = paginated(groups, Collection(title="x", multiple=8), Matter())
    assert len(pages) == 8
    assert [page.kind for page in pages].count("filler") == 4


def test_pages_of_large_pictures_may_show_one() -> None:
    groups = [Group(name, tuple(Item(f"{name}{i}") for i in range(6))) for name in "abc"]
    pages = paginated(
        groups, Collection(title="x", grid=2, multiple=4), Matter(contents=1, index=1, prices=1)
    )
    assert len(pages) == 20
    assert not [page for page in pages if page.kind == "filler"]
