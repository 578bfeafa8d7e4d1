"""Random Photoshop documents beside psd-tools' compositor, which works in floating point."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import BlendMode

from conformance.psd import compared, painted_planes
from designer_app.pictures.psd import read_psd

MODES = [mode for mode in BlendMode if mode.name not in ("PASS_THROUGH", "DISSOLVE")]
# With these psd-tools fades the result by the fill opacity; Photoshop and we the source.
FADED = {
    "COLOR_BURN", "LINEAR_BURN", "COLOR_DODGE", "LINEAR_DODGE", "VIVID_LIGHT", "LINEAR_LIGHT", "HARD_MIX", "DIFFERENCE",
}  # fmt: skip


def pixels(dice: random.Random, width: int, height: int, see_through: bool) -> Any:
    out = np.zeros((height, width, 4), np.uint8)
    match dice.choice(["noise", "ramp", "flat"]):
        case "noise":
            out[..., :3] = np.random.default_rng(dice.randrange(1 << 30)).integers(0, 256, (height, width, 3))
        case "ramp":
            out[..., 0], out[..., 1] = np.linspace(0, 255, width)[None], np.linspace(0, 255, height)[:, None]
            out[..., 2] = dice.randrange(256)
        case _:
            out[..., :3] = [dice.randrange(256) for _ in range(3)]
    out[..., 3] = np.linspace(dice.randrange(256), dice.randrange(256), width)[None]
    return out if see_through else np.ascontiguousarray(out[..., :3])


def fill(dice: random.Random, group: Any, depth: int) -> None:
    for index in range(dice.randint(1, 4)):
        if depth < 2 and dice.random() < 0.3:
            inner = group.create_group(name=f"g{depth}{index}")
            fill(dice, inner, depth + 1)
            inner.blend_mode = dice.choice([BlendMode.PASS_THROUGH, BlendMode.NORMAL, dice.choice(MODES)])
            inner.opacity = dice.choice([255, dice.randrange(256)])
            continue
        width, height = dice.randint(10, 50), dice.randint(10, 50)
        picture = pixels(dice, width, height, dice.random() < 0.6)
        layer = group.create_pixel_layer_from_array(
            picture, f"l{index}", dice.randint(-10, 30), dice.randint(-10, 30)
        )
        layer.blend_mode = dice.choice(MODES)
        layer.opacity = dice.choice([255, dice.randrange(256)])
        if dice.random() < 0.3 and layer.blend_mode.name not in FADED:
            layer.fill_opacity = dice.randrange(256)
        if dice.random() < 0.3:
            layer.create_mask(Image.fromarray(pixels(dice, width, height, False)).convert("L"))


@pytest.mark.parametrize(("depth", "seed"), [(8, seed) for seed in range(10)] + [(16, 10), (32, 11)])
def test_stacks_of_layers(tmp_path: Path, depth: Any, seed: int) -> None:
    dice = random.Random(seed)
    psd = PSDImage.new("RGB", (48, 40), depth=depth)
    if dice.random() < 0.6:
        psd.create_pixel_layer_from_array(pixels(dice, 48, 40, False), "ground", 0, 0)
    fill(dice, psd, 0)
    psd.save(tmp_path / "a.psd")
    theirs = PSDImage.open(tmp_path / "a.psd").composite(ignore_preview=True, color=1.0, alpha=0.0)
    assert theirs is not None
    white = Image.new("RGBA", theirs.size, "white")
    white.alpha_composite(theirs.convert("RGBA"))
    (ours,) = painted_planes(read_psd(tmp_path / "a.psd", own_colours=True), (255, 255, 255))
    off = np.abs(np.asarray(ours).astype(int) - np.asarray(white.convert("RGB"))).max(-1)
    assert (off <= 3).mean() >= 0.99


@pytest.mark.parametrize("mode", ["L", "CMYK", "LAB"])
def test_the_suite_takes_any_colour_mode(tmp_path: Path, mode: str) -> None:
    channels = {"L": 1, "CMYK": 4, "LAB": 3}[mode]
    dice = np.random.default_rng(2)
    psd = PSDImage.new(mode, (30, 20))
    psd.create_pixel_layer_from_array(dice.integers(0, 256, (20, 30, channels), np.uint8), "ground", 0, 0)
    over = psd.create_pixel_layer_from_array(
        dice.integers(0, 256, (20, 30, channels + 1), np.uint8), "over", 0, 0
    )
    over.opacity = 200
    psd.save(tmp_path / "a.psd")
    assert compared(tmp_path / "a.psd") == ""


def test_the_suite_tells_a_wrong_picture(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (30, 20))
    psd.create_pixel_layer_from_array(np.full((20, 30, 3), 90, np.uint8), "ground", 0, 0)
    psd.save(tmp_path / "a.psd")
    PSDImage.frompil(Image.new("RGB", (30, 20), (200, 0, 0))).save(tmp_path / "b.psd")
    other = PSDImage.open(tmp_path / "b.psd")
    mixed = PSDImage.open(tmp_path / "a.psd")
    mixed._record.image_data = other._record.image_data
    with (tmp_path / "c.psd").open("wb") as stream:
        mixed._record.write(stream)
    reason = compared(tmp_path / "c.psd")
    assert reason is not None
    assert reason.startswith("0.00% of pixels near, worst 110/255")
