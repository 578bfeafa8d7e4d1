"""Adjustments that mix channels, beside their formulas in floating point."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from designer_app.paint.blending import blend
from designer_app.paint.filters import filtered
from designer_app.scene.adjustments import (
    Adjustment,
    BlackWhite,
    ChannelMixer,
    ColourBalance,
    Lookup,
    PhotoFilter,
    SelectiveColour,
)

COLOURS = np.concatenate(
    [
        np.random.default_rng(5).integers(0, 256, (60, 50, 3), np.uint8),
        np.random.default_rng(6).choice(np.array([0, 1, 127, 128, 254, 255], np.uint8), (20, 50, 3)),
    ]
)


def changed(one: Adjustment) -> np.ndarray:
    return np.asarray(filtered(Image.fromarray(COLOURS), (one,), 1.0)).astype(float)


def cube(size: int, colour) -> Lookup:
    grid = [(r, g, b) for b in range(size) for g in range(size) for r in range(size)]
    parts = [part for place in grid for part in colour(np.array(place) / (size - 1))]
    return Lookup(size, np.round(np.array(parts) * 65535).astype("<u2").tobytes())


@pytest.mark.parametrize(
    "one",
    [
        ChannelMixer(), SelectiveColour((("reds", 0, 0, 0, 0), ("neutrals", 0, 0, 0, 0))), ColourBalance(),
        ColourBalance(keep=False), PhotoFilter((236, 138, 0, 255), 0.0), cube(2, lambda place: place),
        cube(17, lambda place: place),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_set_to_nothing_they_change_nothing(one: Adjustment) -> None:
    assert np.abs(changed(one) - COLOURS).max() == 0


def test_channels_are_sums_of_shares() -> None:
    mixer = ChannelMixer((0.5, -0.3, 1.2, 0.1), (0.0, 0.0, 2.0, -0.5), (0.2, 0.2, 0.2, 0.0))
    rows = np.array([mixer.red, mixer.green, mixer.blue])
    wanted = np.clip(COLOURS @ rows[:, :3].T + 255 * rows[:, 3], 0, 255)
    assert np.abs(changed(mixer) - wanted).max() <= 0.51


def test_black_and_white_counts_primary_and_secondary_colours() -> None:
    weights = {"red": 0.4, "yellow": 0.6, "green": -0.4, "cyan": 1.6, "blue": 0.2, "magenta": 0.8}
    wanted = []
    for colour in COLOURS.reshape(-1, 3).astype(float):
        order = np.argsort(-colour, kind="stable")
        top, middle, low = colour[order]
        primary = weights[("red", "green", "blue")[order[0]]]
        secondary = weights[("cyan", "magenta", "yellow")[int(np.argmin(colour))]]
        wanted.append(low + (middle - low) * secondary + (top - middle) * primary)
    got = changed(BlackWhite(tuple(weights.values())))
    assert np.ptp(got, axis=-1).max() == 0
    assert np.abs(got[..., 0].ravel() - np.clip(wanted, 0, 255)).max() <= 0.51
    tinted = changed(BlackWhite(tuple(weights.values()), (225, 211, 179, 255)))
    light = np.array([0.3, 0.59, 0.11])
    assert np.abs(tinted @ light - got[..., 0]).max() <= 2, "as light as the greys"
    assert (tinted[..., 0] >= tinted[..., 2]).all(), "in the tint's colour"


@pytest.mark.parametrize("relative", [True, False])
@pytest.mark.parametrize(
    "name", ["reds", "yellows", "greens", "cyans", "blues", "magentas", "whites", "neutrals", "blacks"]
)
def test_selective_colour(name: str, relative: bool) -> None:
    cyan, magenta, yellow, black = 0.4, -0.6, 0.1, 0.3
    value = COLOURS / 255
    top, low = value.max(-1), value.min(-1)
    middle = value.sum(-1) - top - low
    index = {"reds": 0, "greens": 1, "blues": 2, "cyans": 0, "magentas": 1, "yellows": 2}.get(name, 0)
    weight = {
        "whites": np.maximum(0, 2 * low - 1),
        "blacks": np.maximum(0, 1 - 2 * top),
        "neutrals": np.maximum(0, 1 - np.abs(top - 0.5) - np.abs(low - 0.5)),
    }.get(name)
    if weight is None:
        weight = (
            np.where(value[..., index] == top, top - middle, 0)
            if name in ("reds", "greens", "blues")
            else np.where(value[..., index] == low, middle - low, 0)
        )
    wanted = value.copy()
    for channel, ink in enumerate((cyan, magenta, yellow)):
        moved = (-1 - ink) * black - ink
        if relative:
            moved = moved * (1 - value[..., channel])
        wanted[..., channel] += weight * np.clip(moved, -value[..., channel], 1 - value[..., channel])
    got = changed(SelectiveColour(((name, cyan, magenta, yellow, black),), relative))  # type: ignore[arg-type]
    assert np.abs(got - np.clip(wanted, 0, 1) * 255).max() <= 1


def test_colour_balance_by_lightness() -> None:
    """Each tone reaches its own colours most, and none reaches the others' ends."""
    greys = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, 2)

    def red(**tones: tuple[float, float, float]) -> np.ndarray:
        done = filtered(Image.fromarray(greys), (ColourBalance(**tones, keep=False),), 1.0)
        return np.asarray(done).astype(int)[0, :, 0] - np.arange(256)

    shadows, middle, lights = (
        red(shadows=(0.5, 0, 0)),
        red(midtones=(0.2, 0, 0)),
        red(highlights=(-0.5, 0, 0)),
    )
    assert shadows[0] > 80
    assert (shadows[128:] == 0).all()
    assert middle[0] == middle[255] == 0
    assert middle[110:146].min() >= 30
    assert lights[255] < -80
    assert (lights[:128] == 0).all()


def test_keeping_the_light() -> None:
    before = Image.fromarray(COLOURS)
    for loose in (
        ColourBalance((0.2, 0, 0), (0.3, -0.2, 0), keep=False),
        PhotoFilter((236, 138, 0, 255), 0.4, False),
    ):
        kept = type(loose)(*[*loose.__reduce__()[1][:-1], True])
        wanted = blend("luminosity", filtered(before, (loose,), 1.0), before)
        assert filtered(before, (kept,), 1.0).tobytes() == wanted.tobytes()


def test_a_photo_filter_multiplies_by_its_density() -> None:
    pane = np.array([236, 138, 0])
    wanted = COLOURS * (0.7 + 0.3 * pane / 255)
    assert np.abs(changed(PhotoFilter((236, 138, 0, 255), 0.3, keep=False)) - wanted).max() <= 0.51


def test_a_lookup_is_trilinear() -> None:
    """A table of eight colours: what lies between is their mean by distance."""
    corner = lambda place: (place[0], place[1] * place[2], 1 - place[2])  # noqa: E731
    value = COLOURS / 255
    wanted = np.stack([value[..., 0], value[..., 1] * value[..., 2], 1 - value[..., 2]], -1) * 255
    assert np.abs(changed(cube(2, corner)) - wanted).max() <= 1
