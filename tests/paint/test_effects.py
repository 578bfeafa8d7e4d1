"""Blurs and shadows against the true Gaussian; layers, clips and masks against plain formulas."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from designer_app.paint import blur as blurs
from designer_app.paint import paint
from designer_app.paint.coverage import grown
from designer_app.scene.geometry import Box, ellipse, rectangle, rotation, translation
from designer_app.scene.nodes import (
    BackdropBlur,
    Effect,
    Group,
    LayerBlur,
    Linear,
    Node,
    Path,
    Scene,
    Shadow,
    Solid,
    Stop,
)

BLACK = (0, 0, 0, 255)


def gaussian(values: np.ndarray, sigma: float) -> np.ndarray:
    reach = math.ceil(6 * sigma)
    kernel = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma * sigma))
    kernel /= kernel.sum()
    wide = np.pad(values.astype(float), reach, mode="edge")
    for axis in (0, 1):
        wide = np.apply_along_axis(lambda line: np.convolve(line, kernel, "valid"), axis, wide)
    return wide


def block(fill: tuple[int, int, int, int], x: float, y: float, w: float, h: float, radius: float = 0) -> Path:
    return Path(rectangle(x, y, w, h, (radius,) * 4), (Solid(fill),))


def page(
    *nodes: Node, size: int = 160, ground: tuple[int, int, int, int] | None = (255, 255, 255, 255)
) -> np.ndarray:
    return np.asarray(paint(Scene(size, size, Group(nodes), ground))).astype(int)


@pytest.mark.parametrize("sigma", [0.4, 1.0, 1.5, 1.7, 3.0, 7.9, 8.1, 17.0, 40.0])
def test_blur_against_the_true_gaussian(sigma: float) -> None:
    side = blurs.aligned((0, 0, 200 + int(8 * sigma), 1), sigma)[2]
    field = np.zeros((side, side), np.uint8)
    field[side // 3 : 2 * side // 3, side // 4 : side // 2] = 255
    field[side // 3 : 2 * side // 3 : 5, side // 2 + 4 : 3 * side // 4] = 200
    blurred = np.asarray(blurs.blur(Image.fromarray(field), sigma))
    assert np.abs(blurred - gaussian(field, sigma)).max() <= 3


def test_blur_may_be_nothing() -> None:
    image = Image.effect_noise((20, 20), 50)
    assert blurs.blur(image, 0.0).tobytes() == image.tobytes()


@pytest.mark.parametrize("blur", [0.0, 5.0, 24.0])
def test_drop_shadow(blur: float) -> None:
    shadow = Shadow(7, 9, blur, (0, 0, 0, 200))
    pixels = page(Group((block((250, 0, 0, 255), 50, 40, 60, 50, 8),), effects=(shadow,)))[..., 2]
    shape = 255 - page(block(BLACK, 50, 40, 60, 50, 8))[..., 2]
    cast = np.roll(shape, (9, 7), (0, 1))
    cast = gaussian(cast, blur / 2) if blur else cast
    expected = 255 - cast * 200 / 255
    outside = shape == 0
    assert np.abs(pixels - expected)[outside].max() <= 3
    assert (pixels[shape == 255] == 0).all(), "the group lies over its shadow"


def test_spread_grows_the_shadow() -> None:
    box = block((250, 0, 0, 255), 60, 60, 30, 20)
    for spread, edge in ((6.0, 6), (-4.0, -4)):
        shadow = Shadow(60 if spread < 0 else 0, 0, 0, BLACK, spread)
        pixels = page(Group((box,), effects=(shadow,)))
        rows, columns = np.nonzero((pixels == 0).all(-1))
        assert (rows.min(), rows.max()) == (60 - edge, 79 + edge)
        x = 60 if spread < 0 else 0
        assert (columns.min(), columns.max()) == (60 + x - edge, 89 + x + edge)


def test_inner_shadow_stays_inside() -> None:
    shadow = Shadow(0, 10, 8, (0, 0, 0, 255), inner=True)
    pixels = page(
        Group((block((255, 255, 255, 255), 40, 40, 80, 80),), effects=(shadow,)), ground=(255, 0, 0, 255)
    )
    outside = np.ones((160, 160), bool)
    outside[40:120, 40:120] = False
    assert (pixels[outside] == (255, 0, 0)).all()
    shape = np.zeros((160, 160))
    shape[40:120, 40:120] = 255
    dark = gaussian(255 - np.roll(shape, 10, 0), 4.0)
    assert np.abs(pixels[..., 1] - (255 - dark))[~outside].max() <= 3


def test_layer_blur() -> None:
    pixels = page(Group((block(BLACK, 50, 40, 60, 50),), effects=(LayerBlur(6.0),)))
    shape = np.zeros((160, 160))
    shape[40:90, 50:110] = 255
    assert np.abs(pixels[..., 0] - (255 - gaussian(shape, 6.0))).max() <= 3


@pytest.mark.parametrize("sigma", [0.8, 3.0, 9.0, 41.0, 130.0])
def test_a_part_of_a_blur_is_that_of_the_whole(sigma: float) -> None:
    """The field that a wide blur looks at is made small, not at the page's size: with the same pixels."""
    ink = Image.new("RGBa", (70, 50), (40, 80, 120, 160))
    ink.paste((250, 10, 30, 255), (10, 10, 40, 30))
    reach = blurs.support(sigma)
    for rect, wanted in (((13, 7, 83, 57), (0, 0, 160, 100)), ((-30, 90, 40, 140), (5, 11, 90, 101))):
        field = blurs.aligned(grown(rect, reach), sigma)
        whole = Image.new("RGBa", (field[2] - field[0], field[3] - field[1]))
        whole.paste(ink, (rect[0] - field[0], rect[1] - field[1]))
        away = (-field[0], -field[1], -field[0], -field[1])
        expected = blurs.blur(whole, sigma).crop(tuple(a + b for a, b in zip(wanted, away, strict=True)))
        found = blurs.blurred_part(ink, rect, sigma, wanted)
        assert found.size == (wanted[2] - wanted[0], wanted[3] - wanted[1])
        assert np.abs(np.asarray(found).astype(int) - np.asarray(expected)).max() <= 1


def test_backdrop_blur_reaches_as_far_as_the_shape() -> None:
    stripes = Path(
        rectangle(0, 0, 160, 160), (Linear(0, 0, 160, 160, (Stop(0, BLACK), Stop(1, (255, 255, 255, 255)))),)
    )
    lines = tuple(block((255, 0, 0, 255), 0, y, 160, 4) for y in range(0, 160, 16))
    below = page(stripes, *lines)
    glass = Group((block((255, 255, 255, 0), 30, 30, 100, 100),), effects=(BackdropBlur(5.0),))
    pixels = page(stripes, *lines, glass)
    outside = np.ones((160, 160), bool)
    outside[30:130, 30:130] = False
    assert (pixels[outside] == below[outside]).all()
    for channel in range(3):
        expected = gaussian(below[..., channel], 5.0)
        assert np.abs(pixels[..., channel] - expected)[~outside].max() <= 3


@pytest.mark.parametrize("ground", [(240, 230, 200, 255), None])
def test_opacity_is_of_the_whole_group(ground: tuple[int, int, int, int] | None) -> None:
    """Two overlapping children fade as one: the overlap is no darker."""
    pair = (block((200, 0, 0, 255), 20, 20, 80, 80), block((0, 0, 200, 255), 60, 60, 80, 80))
    pixels = page(Group(pair, opacity=0.5), ground=ground)
    if ground is None:
        assert (pixels[80, 80] == (0, 0, 200, 128)).all()
    else:
        assert np.abs(pixels[80, 80] - (120, 115, 200)).max() <= 1
        assert np.abs(pixels[30, 30] - (220, 115, 100)).max() <= 1


@pytest.mark.parametrize("ground", [(240, 230, 200, 255), None])
def test_clip_by_coverage(ground: tuple[int, int, int, int] | None) -> None:
    clip = ellipse(80, 80, 50, 40)
    pixels = page(Group((block((200, 0, 0, 255), 0, 0, 160, 160),), clip=clip), ground=ground)
    direct = page(Path(clip, (Solid((200, 0, 0, 255)),)), ground=ground)
    assert np.abs(pixels - direct).max() <= 1


def test_clip_does_not_cut_the_shadow() -> None:
    card = Group(
        (block((200, 0, 0, 255), 0, 0, 160, 160),),
        clip=rectangle(40, 40, 80, 80),
        effects=(Shadow(20, 0, 0, BLACK),),
    )
    pixels = page(card)
    assert (pixels[80, 130] == 0).all()
    assert (pixels[80, 145] == 255).all()


def test_masks() -> None:
    half = Path(
        rectangle(0, 0, 160, 160),
        (Linear(0, 0, 160, 0, (Stop(0, (255, 255, 255, 0)), Stop(1, (255, 255, 255, 255)))),),
    )
    red = block((255, 0, 0, 255), 0, 0, 160, 160)
    t = (np.arange(160) + 0.5) / 160
    for kind in ("alpha", "luminance"):
        pixels = page(Group((red,), mask=half, mask_kind=kind), ground=(0, 0, 255, 255))
        assert np.abs(pixels[..., 0] - 255 * t).max() <= 1.5
        assert np.abs(pixels[..., 2] - 255 * (1 - t)).max() <= 1.5
    dark = block((0, 0, 0, 255), 0, 0, 160, 160)
    assert (page(Group((red,), mask=dark, mask_kind="luminance"))[..., 1] == 255).all()


def test_isolated_blend_does_not_see_the_page() -> None:
    child = Group((block((255, 255, 255, 255), 40, 40, 80, 80),), blend="difference")
    seen = page(child, ground=(255, 255, 255, 255))
    alone = page(Group((child,), opacity=0.999), ground=(255, 255, 255, 255))
    assert (seen[80, 80] == 0).all(), "white on white differs by nothing"
    assert (alone[80, 80] == 255).all(), "within its group there is nothing to differ from"


def test_pass_through_group_lets_blending_see_the_page() -> None:
    child = Group((block((255, 255, 255, 255), 40, 40, 80, 80),), blend="difference")
    clipped = page(Group((child,), clip=ellipse(80, 80, 20, 20)))
    assert (clipped[80, 80] == 0).all()
    assert (clipped[80, 50] == 255).all()


def test_quarter_turn_of_a_pixel_rectangle_is_exact() -> None:
    pixels = page(Group((block(BLACK, 20, 30, 40, 10),), rotation(90, 80, 80)))
    rows, columns = np.nonzero((pixels == 0).all(-1))
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (20, 59, 120, 129)
    assert set(np.unique(pixels)) == {0, 255}


@pytest.mark.parametrize(
    "effect",
    [Shadow(3, 4, 40, BLACK), Shadow(1, 2, 30, BLACK, inner=True), LayerBlur(12.0), BackdropBlur(9.0)],
)
def test_dragging_by_whole_pixels_moves_the_pixels(effect: Effect) -> None:
    """By the coarse grid of a wide blur exactly, by any number of pixels within its error."""
    disc = Path(ellipse(60, 60, 20, 20), (Solid((30, 80, 200, 255)),))

    def card(x: int) -> np.ndarray:
        scene = Scene(320, 130, Group((Group((disc,), translation(x, 0), effects=(effect,)),)))
        return np.asarray(paint(scene, region=Box(x, 0, x + 128, 130))).astype(int)

    assert (card(0) == card(64)).all()
    assert np.abs(card(0) - card(37)).max() <= 3


def test_backdrop_blur_of_a_region_is_the_crop() -> None:
    """The blur's coarse grid (here 2 and 4 px) lies on the page, wherever the region begins."""
    lines = tuple(block((255, 0, 0, 255), 0, y, 160, 4) for y in range(0, 160, 16))
    glass = Group((block((255, 255, 255, 0), 30, 30, 100, 100),), effects=(BackdropBlur(4.0),))
    scene = Scene(160, 160, Group((*lines, glass)))
    for scale in (2.2, 4.5):
        whole = paint(scene, scale)
        for x in (251, 262, 273):
            part = paint(scene, scale, Box(x, x, x + 40, x + 50))
            assert part.tobytes() == whole.crop((x, x, x + 40, x + 50)).tobytes()


@pytest.mark.parametrize("sigma", [0.3, 1.65, 4.0, 20.0, 64.0, 200.0])
def test_blur_repeats_the_edge(sigma: float) -> None:
    """Ink that touches the border, at sizes that are no multiple of the coarse grid."""
    field = np.zeros((203, 301), np.uint8)
    field[:9, :150] = 255
    field[100:, 298:] = 255
    field[::7, 100:102] = 255
    blurred = np.asarray(blurs.blur(Image.fromarray(field), sigma))
    assert np.abs(blurred - gaussian(field, sigma)).max() <= 3


@pytest.mark.parametrize("inner", [False, True])
@pytest.mark.parametrize(("dx", "dy", "blur"), [(0.5, 0.0, 0.0), (7.25, 9.75, 0.0), (-3.5, 4.25, 6.0)])
def test_shadows_lie_at_parts_of_a_pixel(dx: float, dy: float, blur: float, inner: bool) -> None:
    disc = Path(ellipse(80, 80, 30, 24), (Solid((255, 255, 255, 255)),))
    shadow = Shadow(dx, dy, blur, BLACK, inner=inner)
    pixels = page(Group((disc,), effects=(shadow,)))[..., 0]
    moved = 255 - page(Path(ellipse(80 + dx, 80 + dy, 30, 24), (Solid(BLACK),)))[..., 0]
    cast = gaussian(moved, blur / 2) if blur else moved
    shape = 255 - page(Path(ellipse(80, 80, 30, 24), (Solid(BLACK),)))[..., 0]
    where = shape == 255 if inner else shape == 0
    expected = cast if inner else 255 - cast
    assert np.abs(pixels - expected)[where].max() <= 3


def test_shadows_lie_in_their_order() -> None:
    box = block((0, 0, 255, 255), 60, 60, 30, 30)
    pair = (Shadow(20, 0, 0, (255, 0, 0, 255)), Shadow(20, 10, 0, (0, 255, 0, 255)))
    pixels = page(Group((box,), effects=pair))
    assert (pixels[65, 100] == (255, 0, 0)).all()
    assert (pixels[80, 100] == (0, 255, 0)).all()


@pytest.mark.parametrize("ground", [(250, 240, 235, 255), None])
def test_blurred_edges_have_no_dark_halo(ground: tuple[int, int, int, int] | None) -> None:
    """A light thing blurred on a light page never gets darker than both."""
    card = Group((block((255, 230, 120, 255), 50, 50, 60, 60),), effects=(LayerBlur(9.0),))
    pixels = page(card, ground=ground)
    if ground is None:
        off = np.abs(pixels[..., :3] - (255, 230, 120)) * pixels[..., 3:] / 255
        assert off.max() <= 2
    else:
        assert (pixels >= np.minimum((255, 230, 120), ground[:3]) - 2).all()


@settings(max_examples=30, deadline=None)
@given(
    sigma=st.sampled_from([0.7, 1.9, 5.0, 9.0, 15.0]),
    box=st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(300, 640), st.integers(200, 500)),
    radius=st.integers(0, 40),
)
def test_nine_slices_change_no_pixel(sigma: float, box: tuple[int, int, int, int], radius: int) -> None:
    """The middle of a card is put back as it would have been: against the same blur of an image in colour."""
    mask = Image.new("L", (704, 576))
    ImageDraw.Draw(mask).rounded_rectangle(box, radius, fill=200)
    sliced = blurs.blur(mask, sigma)
    plain = blurs.blur(Image.merge("RGB", [mask] * 3), sigma).getchannel(0)
    assert sliced.tobytes() == plain.tobytes()
