"""Knockout: within its coverage a group stands on what was there when a group around it began."""

from __future__ import annotations

import numpy as np
import pytest

from designer_app.paint import paint
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import rectangle
from designer_app.scene.nodes import Group, Node, Path, Scene, Shadow, Solid

WHITE, RED, BLUE, GREEN = (255, 255, 255, 255), (200, 40, 20, 255), (20, 40, 200, 255), (10, 160, 90, 255)


def box(colour: Colour, x: float = 0, w: float = 20) -> Path:
    return Path(rectangle(x, 0, w, 20), (Solid(colour),))


def pixel(*nodes: Node, x: int = 5, ground: Colour | None = WHITE) -> list[int]:
    return list(paint(Scene(20, 20, Group(nodes), ground)).getpixel((x, 5)))


def hole(levels: int, **fields: object) -> Group:
    return Group((box(GREEN, 0, 10),), knockout=levels, fill_opacity=0.0, **fields)  # type: ignore[arg-type]


def test_a_hole_reaches_as_many_groups_up_as_it_says() -> None:
    for levels, wanted in ((0, BLUE), (1, RED), (2, WHITE), (9, WHITE)):
        inside = Group((box(BLUE), hole(levels)))
        assert pixel(box(RED), inside) == list(wanted[:3])
        assert pixel(box(RED), inside, x=15) == list(BLUE[:3]), "beside it nothing changes"


def test_an_isolated_group_is_its_end() -> None:
    inside = Group((Group((box(BLUE), hole(9))),), isolation="isolated")
    assert pixel(box(RED), inside) == list(RED[:3])
    assert pixel(inside, ground=None)[3] == 0
    faded = Group((box(BLUE), hole(9)), opacity=0.5)
    assert pixel(box(RED), faded) == list(RED[:3])


def test_it_reaches_out_of_a_faded_group_that_passes_through() -> None:
    inside = Group((box(BLUE), hole(2)), opacity=0.5, isolation="pass-through")
    wanted = (np.array(RED[:3]) + np.array(WHITE[:3])) / 2
    assert np.abs(np.array(pixel(box(RED), inside)) - wanted).max() <= 1


@pytest.mark.parametrize("opacity", [1.0, 0.6, 0.0])
@pytest.mark.parametrize("alpha", [255, 100])
def test_ink_of_a_knocking_group(opacity: float, alpha: int) -> None:
    """(1 − s) of what is there, s − a of what was, a of the ink; s is its coverage, a = s × opacity."""
    image = Group((box((*GREEN[:3], 255)),), mask=box((255, 255, 255, alpha)), knockout=1, opacity=opacity)
    got = pixel(box(RED), Group((box(BLUE), image)))
    s, a = alpha / 255, alpha / 255 * opacity
    wanted = (1 - s) * np.array(BLUE) + (s - a) * np.array(RED) + a * np.array(GREEN)
    assert np.abs(np.array(got) - wanted[:3]).max() <= 2


def test_its_blend_mode_sees_what_it_stands_on() -> None:
    image = Group((box(GREEN),), knockout=1, blend="multiply")
    got = pixel(box(RED), Group((box(BLUE), image)))
    assert np.abs(np.array(got) - np.array(RED[:3]) * np.array(GREEN[:3]) / 255).max() <= 1


def test_its_shadow_falls_on_what_is_there() -> None:
    cast = Shadow(12, 0, 0, (0, 0, 0, 255))
    inside = Group((box(BLUE), hole(1, effects=(cast,))))
    assert pixel(box(RED), inside, x=15) == [0, 0, 0]
    assert pixel(box(RED), inside) == list(RED[:3])


def test_keys_and_reach() -> None:
    assert hole(1).key != hole(2).key
    assert Group((hole(2),)).knocked == 2
    assert Group((Group((hole(2),)),)).knocked == 1
    assert Group((box(RED), Group((box(RED),)))).knocked == 0
