"""Boards on the wall: in the room, none hidden by another, none too small to be seen."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.editor.wall import LEAST, in_a_row, packed

POSTS = [(1080, 1080), (1080, 1350), (1080, 1920), (1200, 628), (1590, 530), (728, 90), (240, 400)]
sides = st.integers(50, 4000)


@settings(max_examples=80, deadline=None)
@given(
    sizes=st.lists(st.tuples(sides, sides), min_size=1, max_size=14),
    width=st.integers(300, 2400),
    height=st.integers(200, 1400),
)
def test_boards_never_lie_on_each_other(sizes: list[tuple[int, int]], width: int, height: int) -> None:
    stands = packed(sizes, width, height)
    boxes = [
        (s.x, s.y, s.x + w * s.scale, s.y + h * s.scale) for s, (w, h) in zip(stands, sizes, strict=True)
    ]
    for one, other in itertools.combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    assert all(h * s.scale >= LEAST - 1e-6 for s, (_, h) in zip(stands, sizes, strict=True))


@pytest.mark.parametrize("room", [(774, 780), (1400, 1000), (774, 480)])
def test_all_usual_sizes_fit_the_room_and_none_dwarfs_the_others(room: tuple[int, int]) -> None:
    stands = packed(POSTS, *room)
    assert max(s.y + h * s.scale for s, (_, h) in zip(stands, POSTS, strict=True)) <= room[1] + 1e-6
    assert max(s.x + w * s.scale for s, (w, _) in zip(stands, POSTS, strict=True)) <= room[0] + 1e-6
    areas = [w * h * s.scale**2 for s, (w, h) in zip(stands, POSTS, strict=True)]
    assert max(areas) < 12 * min(areas)


def test_pages_stand_in_a_row_at_true_scale() -> None:
    stands = in_a_row([(100, 50), (200, 50)])
    assert [s.scale for s in stands] == [1, 1]
    assert stands[1].x > 100
    assert packed([], 100, 100) == ()
