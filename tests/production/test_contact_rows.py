"""Rows of a contact sheet end at one edge, keep proportions and never enlarge."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.production.contact_rows import rows

WIDTH, GAP, HEIGHT, LEAST = 2208, 36, 400, 220
SIDES = st.integers(40, 3000)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(sizes=st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=30))
def test_any_pictures(sizes: list[tuple[int, int]]) -> None:
    broken = rows(sizes, WIDTH, GAP, HEIGHT, LEAST)
    assert [cell.item for row in broken for cell in row.cells] == list(range(len(sizes)))
    for row in broken:
        right = 0
        for number, cell in enumerate(row.cells):
            width, height = sizes[cell.item]
            assert 1 <= cell.width <= width
            assert 1 <= cell.height <= height
            assert abs(cell.width * height - cell.height * width) <= width + height  # half a pixel each way
            assert cell.width <= cell.room
            assert cell.room >= LEAST - 1
            assert number == 0 or abs(cell.x - right - GAP) <= 1
            right = cell.x + cell.room
        assert right <= WIDTH


def test_rows_but_the_last_are_justified_at_even_heights() -> None:
    sizes = [(1080, 1080), (1080, 1350), (1080, 1920), (1200, 628), (1500, 500), (1000, 1500)] * 6
    broken = rows(sizes, WIDTH, GAP, HEIGHT, LEAST)
    assert len(broken) > 4
    for row in broken[:-1]:
        assert row.cells[-1].x + row.cells[-1].room == WIDTH
        assert HEIGHT / 1.6 < row.height < HEIGHT * 1.6
        assert len({cell.height for cell in row.cells}) == 1
    assert broken[-1].height <= HEIGHT * 1.3


@given(size=st.tuples(SIDES, SIDES), count=st.integers(1, 60))
def test_pictures_of_one_size_stand_as_large_as_each_other(size: tuple[int, int], count: int) -> None:
    broken = rows([size] * count, WIDTH, GAP, HEIGHT, LEAST)
    assert len({len(row.cells) for row in broken[:-1]}) <= 1
    heights = [cell.height for row in broken for cell in row.cells]
    assert max(heights) - min(heights) <= 1


def test_few_pictures_are_not_blown_up() -> None:
    (row,) = rows([(1080, 1080), (1080, 1350)], WIDTH, GAP, HEIGHT, LEAST)
    assert [cell.height for cell in row.cells] == [HEIGHT, HEIGHT]


def test_small_banners_keep_their_pixels() -> None:
    (row,) = rows([(320, 50), (1080, 1080)], WIDTH, GAP, HEIGHT, LEAST)
    assert (row.cells[0].width, row.cells[0].height) == (320, 50)


def test_no_pictures_no_rows() -> None:
    assert rows([], WIDTH, GAP, HEIGHT, LEAST) == []
