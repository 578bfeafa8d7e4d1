"""Ramps, gradients, blend modes and filters against plain reference formulas."""

from __future__ import annotations

import math
import typing

import numpy as np
import pytest
from coloraide import Color
from PIL import Image

from designer_app.paint import paint
from designer_app.paint.blending import blend
from designer_app.paint.filters import filtered
from designer_app.paint.ramps import SIZE, colours, ramp
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import rectangle, rotation
from designer_app.scene.nodes import (
    Adjust,
    Blend,
    Blur,
    Conic,
    Grain,
    Group,
    Linear,
    Paint,
    Path,
    Radial,
    Scene,
    Solid,
    Split,
    Stop,
    Tint,
    Tone,
)

DARK, LIGHT = Stop(0, (10, 20, 60, 255)), Stop(1, (250, 200, 120, 255))
Floats = typing.Any
MODES = [mode for mode in typing.get_args(Blend) if mode != "dissolve"]  # which is no function of two colours


def page(
    fill: Paint, width: int = 64, height: int = 64, ground: Colour | None = (0, 0, 0, 255)
) -> np.ndarray:
    shape = Path(rectangle(0, 0, width, height), (fill,))
    return np.asarray(paint(Scene(width, height, Group((shape,)), ground))).astype(int)


# ── Ramps and gradients ─────────────────────────────────────────────────────────────────────────


def test_oklab_ramp_is_coloraides() -> None:
    table = np.array(ramp((DARK, LIGHT), "oklab").channels).T
    for index in (0, 200, 511, 900, SIZE - 1):
        mixed = Color("rgb(10 20 60)").mix("rgb(250 200 120)", index / (SIZE - 1), space="oklab")
        expected = [c * 255 for c in mixed.convert("srgb").coords()]
        assert np.abs(table[index, :3] / 256 - expected).max() < 0.02


def test_ramp_to_transparent_shows_no_grey() -> None:
    table = np.array(ramp((Stop(0, (255, 0, 0, 255)), Stop(1, (0, 0, 0, 0))), "srgb").channels).T
    assert (table[:-1, 0] == 65280).all()
    assert abs(int(table[512, 3]) - 32640) < 64


def test_hard_and_disordered_stops() -> None:
    red, blue = (255, 0, 0, 255), (0, 0, 255, 255)
    table = np.array(ramp((Stop(0, red), Stop(0.5, red), Stop(0.3, blue), Stop(1, blue)), "srgb").channels).T
    assert (table[:511, 0] == 65280).all()
    assert (table[513:, 2] == 65280).all()
    assert colours((DARK, LIGHT), 3) == [(10, 20, 60), (130, 110, 90), (250, 200, 120)]


@pytest.mark.parametrize("turn", [0, 90, 180, 37])
def test_linear_gradient_is_monotone_and_exact(turn: float) -> None:
    size = 256
    shape = Path(rectangle(-300, -300, 900, 900), (Linear(0, 0, size, 0, (DARK, LIGHT)),))
    scene = Scene(size, size, Group((shape,), rotation(turn, size / 2, size / 2)))
    pixels = np.asarray(paint(scene)).astype(float)
    back = math.radians(turn)
    y, x = np.mgrid[0:size, 0:size] + 0.5 - size / 2
    t = np.clip((x * math.cos(back) + y * math.sin(back)) / size + 0.5, 0, 1)
    start, end = np.array(DARK.colour[:3]), np.array(LIGHT.colour[:3])
    expected = start + (end - start) * t[..., None]
    assert np.abs(pixels - expected).max() <= 1.2, "dither moves a pixel by less than one step"
    blocks = pixels.reshape(32, 8, 32, 8, 3).mean((1, 3))
    exact = expected.reshape(32, 8, 32, 8, 3).mean((1, 3))
    assert np.abs(blocks - exact).max() <= 0.2, "eight by eight pixels average to the true colour"
    order = np.argsort(exact[..., 0].ravel(), kind="stable")
    along = blocks[..., 0].ravel()[order]
    assert (np.maximum.accumulate(along) - along).max() <= 0.4


def test_slow_ramps_show_no_bands() -> None:
    """Twelve steps over 1,200 px would be bands of 100 px; dithered, each 8 px differ on average."""
    fill = Linear(0, 0, 0, 1200, (Stop(0, (40, 40, 40, 255)), Stop(1, (52, 52, 52, 255))))
    rows = page(fill, 16, 1200)[..., 0].mean(1).reshape(-1, 8).mean(1)
    steps = np.diff(rows)
    assert steps.max() <= 0.2
    assert steps.min() >= -0.05


def test_flat_parts_are_not_dithered() -> None:
    same = (Stop(0, (77, 133, 201, 255)), Stop(1, (77, 133, 201, 255)))
    assert (page(Radial(30, 30, 20, 10, same)) == (77, 133, 201)).all()


def test_radial_gradient() -> None:
    pixels = page(Radial(32, 32, 30, 15, (DARK, LIGHT)))
    y, x = np.mgrid[0:64, 0:64] + 0.5
    t = np.clip(np.hypot((x - 32) / 30, (y - 32) / 15), 0, 1)
    expected = np.array(DARK.colour[:3]) + (np.array(LIGHT.colour) - np.array(DARK.colour))[:3] * t[..., None]
    assert np.abs(pixels - expected).max() <= 1.2


def test_conic_gradient() -> None:
    pixels = page(Conic(32, 32, 90, (DARK, LIGHT)))
    y, x = np.mgrid[0:64, 0:64] + 0.5 - 32
    t = (np.arctan2(x, -y) / (2 * np.pi) - 0.25) % 1
    expected = np.array(DARK.colour[:3]) + (np.array(LIGHT.colour) - np.array(DARK.colour))[:3] * t[..., None]
    assert np.abs(pixels - expected).max() <= 1.2


def test_gradient_over_a_ground_is_composited() -> None:
    fade = Linear(0, 0, 0, 64, (Stop(0, (255, 0, 0, 0)), Stop(1, (255, 0, 0, 255))))
    t = (np.arange(64) + 0.5) / 64
    assert np.abs(page(fade, ground=(0, 0, 255, 255))[..., 2] - 255 * (1 - t[:, None])).max() <= 1.6
    assert np.abs(page(fade, ground=None)[..., 3] - 255 * t[:, None]).max() <= 1.1


def test_gradients_without_extent() -> None:
    assert (page(Linear(5, 5, 5, 5, (DARK, LIGHT))) == LIGHT.colour[:3]).all()
    assert (page(Radial(32, 32, 0, 0, (DARK, LIGHT))) == LIGHT.colour[:3]).all()


def test_split() -> None:
    pixels = page(Split(rectangle(0, 0, 32.5, 64), (255, 0, 0, 255), (0, 0, 255, 255)))
    assert (pixels[:, :32] == (255, 0, 0)).all()
    assert (pixels[:, 33:] == (0, 0, 255)).all()
    assert np.abs(pixels[:, 32] - (128, 0, 128)).max() <= 1


# ── Blend modes: W3C Compositing and Blending 1, written out in floating point ──────────────────


def separable(mode: str, b: Floats, s: Floats) -> Floats:
    hard = lambda b, s: np.where(s <= 0.5, b * 2 * s, b + (2 * s - 1) - b * (2 * s - 1))  # noqa: E731
    curve = np.where(b <= 0.25, ((16 * b - 12) * b + 4) * b, np.sqrt(b))
    with np.errstate(all="ignore"):
        return {
            "normal": s,
            "multiply": b * s,
            "screen": b + s - b * s,
            "overlay": hard(s, b),
            "darken": np.minimum(b, s),
            "lighten": np.maximum(b, s),
            "color-dodge": np.where(b == 0, 0, np.where(s == 1, 1, np.minimum(1, b / (1 - s)))),
            "color-burn": np.where(b == 1, 1, np.where(s == 0, 0, 1 - np.minimum(1, (1 - b) / s))),
            "hard-light": hard(b, s),
            "soft-light": np.where(s <= 0.5, b - (1 - 2 * s) * b * (1 - b), b + (2 * s - 1) * (curve - b)),
            "difference": np.abs(b - s),
            "exclusion": b + s - 2 * b * s,
            "linear-burn": np.maximum(0, b + s - 1),
            "linear-dodge": np.minimum(1, b + s),
            "vivid-light": np.where(
                s <= 0.5,
                np.where(s == 0, 0, 1 - np.minimum(1, (1 - b) / (2 * s))),
                np.where(s == 1, 1, np.minimum(1, b / (2 - 2 * s))),
            ),
            "linear-light": np.clip(b + 2 * s - 1, 0, 1),
            "pin-light": np.where(s <= 0.5, np.minimum(b, 2 * s), np.maximum(b, 2 * s - 1)),
            "hard-mix": np.where((b + s > 1 + 1e-9) | ((np.abs(b + s - 1) < 1e-9) & (b > 0.5)), 1.0, 0.0),
            "subtract": np.maximum(0, b - s),
            "divide": np.where(s == 0, np.where(b == 0, 0, 1), np.minimum(1, b / s)),
        }[mode]


def lum(c: Floats) -> Floats:
    return (c * (0.3, 0.59, 0.11)).sum(-1, keepdims=True)


def clip_colour(c: Floats) -> Floats:
    level, low, high = lum(c), c.min(-1, keepdims=True), c.max(-1, keepdims=True)
    with np.errstate(all="ignore"):
        c = np.where(low < 0, level + (c - level) * level / (level - low), c)
        return np.where(high > 1, level + (c - level) * (1 - level) / (high - level), c)


def set_lum(c: Floats, level: Floats) -> Floats:
    return clip_colour(c + level - lum(c))


def set_sat(c: Floats, sat: Floats) -> Floats:
    low, high = c.min(-1, keepdims=True), c.max(-1, keepdims=True)
    with np.errstate(all="ignore"):
        return np.where(high > low, (c - low) * sat / (high - low), 0.0)


def sat(c: Floats) -> Floats:
    return c.max(-1, keepdims=True) - c.min(-1, keepdims=True)


def reference(mode: str, b: Floats, s: Floats) -> Floats:
    if mode == "hue":
        return set_lum(set_sat(s, sat(b)), lum(b))
    if mode == "saturation":
        return set_lum(set_sat(b, sat(s)), lum(b))
    if mode == "color":
        return set_lum(s, lum(b))
    if mode == "luminosity":
        return set_lum(b, lum(s))
    if mode == "darker-color":
        return np.where(lum(s) < lum(b) - 1e-9, s, b)
    if mode == "lighter-color":
        return np.where(lum(s) > lum(b) + 1e-9, s, b)
    return separable(mode, b, s)


@pytest.mark.parametrize("mode", MODES)
def test_blend_modes(mode: Blend) -> None:
    dice = np.random.default_rng(5)
    edges = np.array([0, 1, 63, 64, 127, 128, 254, 255], np.uint8)
    pair = dice.integers(0, 256, (2, 60, 60, 3), np.uint8)
    pair[:, :20] = dice.choice(edges, (2, 20, 60, 3))
    below, above = pair
    result = np.asarray(blend(mode, Image.fromarray(below), Image.fromarray(above)))
    expected = reference(mode, below / 255, above / 255) * 255
    assert np.abs(result - expected).max() <= 2


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", [(200, 120, 40, 255), (200, 120, 40, 128), None])
def test_blending_groups(mode: Blend, ground: Colour | None) -> None:
    """Section 5: Co = cs αs (1 − αb) + cb αb (1 − αs) + αs αb B, αo = αs + αb (1 − αs)."""
    source, opacity = (60, 180, 230, 170), 0.7
    shape = Path(rectangle(0, 0, 4, 4), (Solid(source),))
    scene = Scene(4, 4, Group((Group((shape,), blend=mode, opacity=opacity),)), ground)
    pixel = np.array(paint(scene).convert("RGBA").getpixel((1, 1)))
    under = np.array(ground or (0, 0, 0, 0)) / 255
    over = np.array(source) / 255
    a_s, a_b = over[3] * opacity, under[3]
    mixed = reference(mode, under[None, :3], over[None, :3])[0]
    alpha = a_s + a_b * (1 - a_s)
    premultiplied = over[:3] * a_s * (1 - a_b) + under[:3] * a_b * (1 - a_s) + a_s * a_b * mixed
    assert np.abs(pixel[3] - alpha * 255) <= 2
    assert np.abs(pixel[:3] - premultiplied / alpha * 255).max() <= 3


# ── Filters ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def colourful() -> Image.Image:
    return Image.fromarray(np.random.default_rng(2).integers(0, 256, (40, 50, 3), np.uint8))


def test_no_adjustment_changes_nothing(colourful: Image.Image) -> None:
    for one in (Adjust(), Tint((9, 9, 9, 255), 0.0), Grain(0.0)):
        assert filtered(colourful, [one], 1.0).tobytes() == colourful.tobytes()


def test_adjustments(colourful: Image.Image) -> None:
    before = np.asarray(colourful).astype(float)

    def after(one: Adjust) -> np.ndarray:
        return np.asarray(filtered(colourful, [one], 1.0)).astype(float)

    assert np.abs(after(Adjust(brightness=0.5)) - (before + 255) / 2).max() <= 1
    assert np.abs(after(Adjust(brightness=-0.25)) - before * 0.75).max() <= 1
    assert np.abs(after(Adjust(contrast=-0.5)) - (127.5 + (before - 127.5) / 2)).max() <= 1
    assert after(Adjust(contrast=0.5)).std() > before.std() * 1.2
    grey = after(Adjust(saturation=-1.0))
    assert np.ptp(grey, axis=-1).max() == 0
    assert np.abs(grey[..., 0] - before @ (0.299, 0.587, 0.114)).max() <= 1
    assert sat(after(Adjust(saturation=0.5))).mean() > sat(before).mean() * 1.2
    assert (
        np.abs(after(Adjust(warmth=(12, 0, -9))) - np.clip(before + np.array([12, 0, -9]), 0, 255)).max() <= 0
    )
    assert (after(Adjust(brightness=1.0)) == 255).all()


def test_tone_maps_grey_to_the_ramp(colourful: Image.Image) -> None:
    stops = (Stop(0, (40, 0, 80, 255)), Stop(1, (255, 230, 180, 255)))
    for basis, grey in (
        ("luma", np.asarray(colourful.convert("L"))),
        ("brightest", np.asarray(colourful).max(-1)),
    ):
        toned = np.asarray(filtered(colourful, [Tone(stops, basis)], 1.0)).astype(float)
        expected = np.array([40, 0, 80]) + np.array([215, 230, 100]) * (grey / 255)[..., None]
        assert np.abs(toned - expected).max() <= 1


def test_tone_clips_shares_of_pixels() -> None:
    """Greys 50..149, once each: with a tenth clipped at both ends 60..139 fill the whole range."""
    greys = Image.fromarray(np.repeat(np.arange(50, 150, dtype=np.uint8)[:, None], 3, 1).reshape(10, 10, 3))
    stops = (Stop(0, (0, 0, 0, 255)), Stop(1, (255, 255, 255, 255)))
    toned = np.asarray(filtered(greys, [Tone(stops, low=0.1, high=0.1)], 1.0))[..., 0].ravel()
    expected = np.clip((np.arange(50, 150) - 60) * 255 / 79, 0, 255)
    assert np.abs(toned - expected).max() <= 1


def test_tint(colourful: Image.Image) -> None:
    tinted = np.asarray(filtered(colourful, [Tint((200, 10, 30, 255), 0.25)], 1.0))
    assert np.abs(tinted - (np.asarray(colourful) * 0.75 + np.array([200, 10, 30]) * 0.25)).max() <= 1


def test_grain_is_normal_and_the_same_for_a_seed() -> None:
    flat = Image.new("RGB", (200, 200), (128, 128, 128))
    grain = np.asarray(filtered(flat, [Grain(12.0, 7)], 1.0)).astype(float)
    assert np.ptp(grain, axis=-1).max() == 0, "monochrome"
    assert grain.mean() == pytest.approx(128, abs=0.3)
    assert grain.std() == pytest.approx(12, rel=0.03)
    centred = grain[..., 0] - grain.mean()
    for shift in ((0, 1), (1, 0), (1, 1)):
        assert abs((centred * np.roll(centred, shift, (0, 1))).mean()) < 0.03 * centred.var()
    again = filtered(flat, [Grain(12.0, 7)], 1.0)
    other = filtered(flat, [Grain(12.0, 8)], 1.0)
    assert (np.asarray(again) == grain).all()
    assert (np.asarray(other) != grain).any()


def test_filters_keep_alpha_and_order(colourful: Image.Image) -> None:
    alpha = Image.linear_gradient("L").resize(colourful.size)
    image = colourful.copy()
    image.putalpha(alpha)
    result = filtered(image, [Adjust(brightness=0.2), Grain(5.0)], 1.0)
    assert result.getchannel("A").tobytes() == alpha.tobytes()
    one, other = Tint((0, 0, 0, 255), 0.5), Adjust(brightness=0.5)
    assert filtered(image, [one, other], 1).tobytes() != filtered(image, [other, one], 1).tobytes()


def test_blur_of_a_cut_out_does_not_bleed_black() -> None:
    image = Image.new("RGBA", (40, 40))
    image.paste((250, 100, 50, 255), (10, 10, 30, 30))
    pixels = np.asarray(filtered(image, [Blur(2.0)], 1.0)).astype(int)
    seen = pixels[..., 3] > 120
    assert np.abs(pixels[seen][:, :3] - (250, 100, 50)).max() <= 5


def test_small_gradients_are_parts_of_large_ones() -> None:
    fill = Linear(0, 0, 90, 70, (Stop(0, (10, 20, 200, 255)), Stop(1, (250, 120, 0, 90))))
    whole, part = page(fill, 200, 100), page(fill, 60, 60)
    assert (whole[:60, :60] == part).all()
