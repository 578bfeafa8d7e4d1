"""Tiled paints: on the pixel grid, between pixels, turned; and gradients beyond their ends."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pytest

from designer_app.paint import paint
from designer_app.scene.geometry import (
    IDENTITY,
    Transform,
    compose,
    rectangle,
    rotation,
    scaling,
    translation,
)
from designer_app.scene.gradients import circle_seen, oval
from designer_app.scene.nodes import Group, Linear, Paint, Path, Scene, Solid, Stop, Tiles

RED, BLUE = (200, 30, 40, 255), (30, 60, 200, 255)
RAMP = (Stop(0.0, (0, 0, 0, 255)), Stop(1.0, (255, 255, 255, 255)))
HALVES = Group((Path(rectangle(0, 0, 4, 8), (Solid(RED),)), Path(rectangle(4, 0, 4, 8), (Solid(BLUE),))))


def filled(fill: Paint, size: int = 64, transform: Transform = IDENTITY) -> npt.NDArray[np.int16]:
    root = Group((Path(rectangle(0, 0, size, size), (fill,)),), transform=transform)
    return np.asarray(paint(Scene(width=size, height=size, root=root)), np.int16)


def test_tiles_on_whole_pixels_are_exact() -> None:
    seen = filled(Tiles(HALVES, 0, 0, 8, 8, translation(3, 0)))
    columns = (np.arange(64) - 3) % 8 < 4
    assert (seen == np.where(columns[None, :, None], RED[:3], BLUE[:3])).all()


def test_tiles_between_pixels_keep_their_mean_and_period() -> None:
    seen = filled(Tiles(HALVES, 0, 0, 8, 8, scaling(1.25)))
    assert np.abs(seen[:, :60].mean((0, 1)) - np.add(RED[:3], BLUE[:3]) / 2).max() < 2
    assert np.abs(seen[:, 10:] - seen[:, :-10]).max() <= 2


def test_turned_tiles_are_the_turned_tiles() -> None:
    quarter = filled(Tiles(HALVES, 0, 0, 8, 8, compose(rotation(90), translation(2, 5))))
    straight = filled(Tiles(HALVES, 0, 0, 8, 8, translation(2, 5)))
    assert np.abs(quarter.transpose(1, 0, 2) - straight).max() <= 1


def test_a_gap_is_transparent() -> None:
    seen = filled(Tiles(HALVES, 0, 0, 16, 8))
    assert (seen[:, 8:16] == 255).all()


@pytest.mark.parametrize("axis", ["x", "y", "slanted", "small"])
def test_spreads(axis: str) -> None:
    def at(spread: Literal["pad", "repeat", "reflect"]) -> npt.NDArray[np.int16]:
        ends = {
            "x": (16, 0, 32, 0),
            "y": (0, 16, 0, 32),
            "slanted": (16, 16, 24, 24),
            "small": (16, 4, 32, 4.5),
        }[axis]
        return filled(Linear(*ends, RAMP, "srgb", spread), 48)[..., 0]

    inside = {
        "x": np.s_[:, 17:32],
        "y": np.s_[17:32, :],
        "slanted": np.s_[20, 14:25],
        "small": np.s_[4, 17:31],
    }[axis]
    assert (at("repeat")[inside] == at("pad")[inside]).all()
    assert (at("reflect")[inside] == at("pad")[inside]).all()
    line = {"x": np.s_[5, :], "y": np.s_[:, 5], "slanted": np.s_[20, :], "small": np.s_[4, :]}[axis]
    there = at("repeat")[line]
    assert np.abs(there[16:] - there[:-16])[np.abs(there[16:] - there[:-16]) < 128].max() <= 2
    back = at("reflect")[line]
    assert np.abs(back[32:] - back[:-32]).max() <= 2


def test_focus_and_ellipse() -> None:
    seen = filled(oval((32, 32), (62, 32), 0.5, RAMP, focus=(47, 32)))[..., 0]
    assert seen[32, 47] <= 16
    for x, y in ((61, 32), (2, 32), (32, 17), (32, 46)):
        assert seen[y, x] >= 240
    whole = filled(oval((32, 32), (62, 32), 0.5, RAMP))[..., 0]
    assert abs(int(whole[32, 47]) - 128) <= 6
    assert abs(int(whole[39, 32]) - 128) <= 6


def test_a_circle_seen_through_any_map_is_the_mapped_circle() -> None:
    placed = (1.1, 0.4, -0.7, 0.6, 30.0, 20.0)
    one = filled(circle_seen((3, 4), 25, (8, 1), placed, RAMP, "pad"))
    own = circle_seen((3, 4), 25, (8, 1), IDENTITY, RAMP, "pad")
    shape = Path(rectangle(-300, -300, 600, 600), (own,))
    scene = Scene(width=64, height=64, root=Group((shape,), transform=placed))
    assert np.abs(one - np.asarray(paint(scene), np.int16)).max() <= 2
