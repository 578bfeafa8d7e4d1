"""Masks, clipping stacks, adjustment layers and isolation, from template to pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from designer_app.build.resources import Resources
from designer_app.errors import DesignError
from designer_app.paint import paint
from tests.build.making import build, template

RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 160, 0)


def shape(colour: str, **fields: Any) -> dict[str, Any]:
    frame = {"x": 0, "y": 0, "w": 1000, "h": 1000}
    return {"kind": "shape", "name": f"s{colour[1:].lower()}", **frame, "fill": colour, **fields}


def pixels(folder: Path, *layers: dict[str, Any]) -> Any:
    loaded = template(list(layers), pages=[{"name": "main", "ground": "#FFFFFF", "layers": list(layers)}])
    return np.asarray(paint(build(loaded, resources=Resources((folder,))).scene)).astype(int)


def at(picture: Any, x: int, y: int) -> tuple[int, ...]:
    return tuple(picture[y, x].tolist())


def test_a_picture_masks_by_its_greys(tmp_path: Path) -> None:
    grey = np.zeros((10, 10), np.uint8)
    grey[:, 5:] = 255
    Image.fromarray(grey).save(tmp_path / "m.png")
    mask = {"source": "m.png", "x": 100, "y": 100, "w": 400, "h": 400}
    plain = pixels(tmp_path, shape("#FF0000", mask_picture=mask))
    assert [at(plain, x, 300) for x in (50, 150, 450, 600)] == [(255,) * 3, (255,) * 3, RED, (255,) * 3]
    shown = pixels(tmp_path, shape("#FF0000", mask_picture={**mask, "outside": "show"}))
    assert [at(shown, x, 300) for x in (50, 150, 450, 600)] == [RED, (255,) * 3, RED, RED]
    turned = pixels(tmp_path, shape("#FF0000", mask_picture={**mask, "invert": True}))
    assert [at(turned, x, 300) for x in (50, 150, 450, 600)] == [RED, RED, (255,) * 3, RED]
    thin = pixels(tmp_path, shape("#FF0000", mask_picture={**mask, "density": 0.6}))
    assert at(thin, 450, 300) == RED
    assert np.abs(np.array(at(thin, 150, 300)) - (255, 153, 153)).max() <= 1


def test_a_shape_masks_softly(tmp_path: Path) -> None:
    form = {"shape": "path", "d": "M0 0H500V{h}H0Z", "feather": 40}
    row = pixels(tmp_path, shape("#FF0000", mask=form))[500, :, 1]
    assert row[200] == 0
    assert abs(row[500] - 127) <= 4
    assert row[700] == 255
    assert (np.diff(row[380:620]) >= -1).all()


@pytest.mark.parametrize("mode", ["normal", "multiply"])
def test_a_stack_of_clipped_layers_takes_the_bases_shape_and_mode(tmp_path: Path, mode: str) -> None:
    base = shape("#FFFFFF", shape="ellipse", x=200, y=200, w=600, h=600, blend=mode, name="base")
    first, second = shape("#0000FF", clip_below=True), shape("#00A000", x=500, clip_below=True)
    got = pixels(tmp_path, shape("#FF0000"), base, first, second)
    below = np.array(RED)
    for x, colour in ((300, BLUE), (700, GREEN)):
        wanted = colour if mode == "normal" else tuple(np.array(colour) * below // 255)
        assert at(got, x, 500) == wanted
    assert at(got, 100, 500) == RED


def test_a_hidden_base_takes_its_stack_along(tmp_path: Path) -> None:
    got = pixels(
        tmp_path, shape("#FF0000", w=500), shape("#00A000", visible=False), shape("#0000FF", clip_below=True)
    )
    assert at(got, 200, 500) == RED
    assert at(got, 700, 500) == (255, 255, 255)


def test_an_adjustment_changes_what_lies_below(tmp_path: Path) -> None:
    over = {"kind": "adjustment", "name": "a", "adjust": "invert", "x": 0, "y": 0, "w": 500, "h": 1000}
    got = pixels(tmp_path, shape("#FF0000"), over)
    assert at(got, 200, 500) == (0, 255, 255)
    assert at(got, 700, 500) == RED
    clipped = pixels(tmp_path, shape("#FF0000"), shape("#0000FF", h=500), {**over, "clip_below": True})
    assert at(clipped, 200, 200) == (255, 255, 0)
    assert at(clipped, 200, 700) == RED


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"adjust": "levels", "levels": {"rgb": {"black": 100, "white": 200}}}, (0, 255, 51)),
        ({"adjust": "levels", "levels": {"red": {"low": 90}, "rgb": {"high": 204}}}, (99, 160, 96)),
        ({"adjust": "curves", "curves": {"green": [[0, 0], [200, 50], [255, 255]]}}, (50, 50, 120)),
        ({"adjust": "posterize", "steps": 2}, (0, 255, 0)),
        ({"adjust": "threshold", "level": 145}, (255, 255, 255)),
        ({"adjust": "hue-saturation", "saturation": -100}, (125, 125, 125)),
        ({"adjust": "gradient-map", "colours": [[0, "#000000"], [1, "#FF0000"]]}, (146, 0, 0)),
        ({"adjust": "black-white"}, (124, 124, 124)),
        ({"adjust": "black-white", "weights": {"greens": 100, "cyans": 0}}, (130, 130, 130)),
        ({"adjust": "channel-mixer", "mix": {"red": [0, 100, 0, -20]}}, (149, 200, 120)),
        ({"adjust": "channel-mixer", "mix": {"grey": [40, 40, 20, 0]}}, (124, 124, 124)),
        ({"adjust": "colour-balance", "balance": {"midtones": [100, 0, 0]}, "keep_light": False}, (229, 200, 120)),
        ({"adjust": "selective-colour", "selective": {"greens": [0, 0, -50, 0]}}, (50, 200, 141)),
        ({"adjust": "selective-colour", "selective": {"greens": [0, 0, 50, 0]}, "relative": False}, (50, 200, 82)),
        ({"adjust": "photo-filter", "pane": "#FF8000", "density": 50, "keep_light": False}, (50, 150, 60)),
    ],
)  # fmt: skip
def test_adjustments(tmp_path: Path, fields: dict[str, Any], wanted: tuple[int, ...]) -> None:
    over = {"kind": "adjustment", "name": "a", "x": 0, "y": 0, "w": 1000, "h": 1000, **fields}
    got = at(pixels(tmp_path, shape("#32C878"), over), 500, 500)
    assert np.abs(np.array(got) - wanted).max() <= 1


def test_a_lookup_is_a_file_of_the_template(tmp_path: Path) -> None:
    table = "\n".join(f"{b} {g} {r}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
    over = {"kind": "adjustment", "name": "a", "x": 0, "y": 0, "w": 1000, "h": 1000, "adjust": "lookup"}
    with pytest.raises(DesignError, match="missing-file"):
        pixels(tmp_path, shape("#32C878"), {**over, "lookup": "swap.cube"})
    (tmp_path / "swap.cube").write_text(f"LUT_3D_SIZE 2\n{table}\n")
    got = at(pixels(tmp_path, shape("#32C878"), {**over, "lookup": "swap.cube"}), 500, 500)
    assert got == (0x78, 0xC8, 0x32)


def test_knockout(tmp_path: Path) -> None:
    def seen(kind: str) -> tuple[int, ...]:
        hole = shape("#00A000", name="hole", fill_opacity=0, knockout=kind)
        frame = {"x": 0, "y": 0, "w": 1000, "h": 1000}
        group = {"kind": "group", "name": "g", **frame, "layers": [shape("#0000FF"), hole]}
        return at(pixels(tmp_path, shape("#FF0000"), group), 500, 500)

    assert [seen(kind) for kind in ("none", "shallow", "deep")] == [BLUE, RED, (255, 255, 255)]


def test_isolation_of_groups(tmp_path: Path) -> None:
    inside = shape("#00A0FF", blend="multiply", name="inside")
    group = {"kind": "group", "name": "g", "x": 0, "y": 0, "w": 1000, "h": 1000, "layers": [inside]}
    ground = shape("#FF8000")
    product, alone = (0, 80, 0), (0, 160, 255)
    assert at(pixels(tmp_path, ground, group), 500, 500) == product
    assert at(pixels(tmp_path, ground, {**group, "isolation": "isolated"}), 500, 500) == alone
    half = pixels(tmp_path, ground, {**group, "isolation": "pass-through", "opacity": 0.5})
    assert np.abs(np.array(at(half, 500, 500)) - (127, 104, 0)).max() <= 1


def test_fill_opacity_spares_the_shadow(tmp_path: Path) -> None:
    effect = {"type": "shadow", "dx": 300, "dy": 0, "colour": "#000000"}
    got = pixels(tmp_path, shape("#FF0000", w=300, fill_opacity=0, effects=[effect]))
    assert at(got, 150, 500) == (255, 255, 255)
    assert at(got, 450, 500) == (0, 0, 0)
