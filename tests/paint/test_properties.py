"""What holds for every scene: parts equal the whole, bounds contain paint, caches change nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from designer_app.paint import Painter, caches, paint
from designer_app.paint.bounds import bounds
from designer_app.scene.geometry import Box, scaling
from designer_app.scene.nodes import FontRef, Group, Scene
from tests.paint.random_scenes import Scenes

seeds = st.integers(0, 1 << 32)
few = settings(max_examples=60, deadline=None)
scales = st.sampled_from([1.0, 1.0, 2.0, 0.5, 1.37])


@pytest.fixture(scope="module")
def scenes(serif: FontRef, photo: str, cutout: str) -> Scenes:
    return Scenes(serif, (photo, cutout))


@few
@given(seed=seeds, scale=scales, x=st.integers(-5, 60), y=st.integers(-5, 50), size=st.integers(1, 90))
def test_region_is_the_crop_of_the_whole(
    scenes: Scenes, seed: int, scale: float, x: int, y: int, size: int
) -> None:
    scene = scenes.scene(seed)
    if scale == 0.5:
        x, y = x // 2, y // 2
    part = paint(scene, scale, Box(x, y, x + size + 6, y + size + 6))
    caches.forget()
    whole = paint(scene, scale)
    left, top = max(0, x), max(0, y)
    expected = whole.crop((left, top, left + part.width, top + part.height))
    assert part.mode == whole.mode
    assert ImageChops.difference(part, expected).getbbox(alpha_only=False) is None


@few
@given(seed=seeds, scale=scales)
@example(seed=2366, scale=1.0)  # strokes that Skia cannot cut to the inside of their outline
@example(seed=1397333597, scale=1.37)
@example(seed=1397333597, scale=1.0)
def test_bounds_contain_the_paint(scenes: Scenes, seed: int, scale: float) -> None:
    scene = scenes.scene(seed)
    for node in scene.root.children:
        alone = Scene(scene.width, scene.height, Group((node,)), scene.background)
        blank = Scene(scene.width, scene.height, Group(), scene.background)
        changed = ImageChops.difference(paint(alone, scale), paint(blank, scale)).getbbox(alpha_only=False)
        box = bounds(node, scaling(scale))
        if changed:
            assert box.x0 <= changed[0]
            assert box.y0 <= changed[1]
            assert box.x1 >= changed[2]
            assert box.y1 >= changed[3]


@few
@given(seed=seeds, other=seeds)
def test_what_was_painted_before_changes_nothing(scenes: Scenes, seed: int, other: int) -> None:
    caches.forget()
    alone = paint(scenes.scene(seed))
    caches.forget()
    paint(scenes.scene(other))
    after = paint(scenes.scene(seed))
    again = paint(scenes.scene(seed))
    assert alone.tobytes() == after.tobytes() == again.tobytes()


@few
@given(seed=seeds, pages=st.lists(st.integers(0, 3), min_size=2, max_size=7))
def test_painter_paints_what_paint_paints(scenes: Scenes, seed: int, pages: list[int]) -> None:
    """Pages with a common start and changing ends, in any order."""
    common = scenes.scene(seed)
    painter = Painter()
    for page in pages:
        end = scenes.scene(seed + 1 + page).root
        scene = Scene(common.width, common.height, Group((common.root, end)), common.background)
        frame = painter.render(scene)
        assert frame.image.tobytes() == paint(scene).tobytes()
        base = frame.base
        if base is None:
            assert frame.dirty == ((0, scene.height),)
            continue
        patched = base.copy()
        for y0, y1 in frame.dirty:
            patched.paste(frame.image.crop((0, y0, frame.image.width, y1)), (0, y0))
        assert patched.tobytes() == frame.image.tobytes(), "rows outside dirty differ from the base"


@few
@given(seed=seeds)
def test_scales_do_not_mix(scenes: Scenes, seed: int) -> None:
    scene = scenes.scene(seed)
    caches.forget()
    alone = paint(scene, 2.0).tobytes()
    caches.forget()
    paint(scene, 1.0)
    assert paint(scene, 2.0).tobytes() == alone


def test_background_decides_the_mode(scenes: Scenes) -> None:
    for ground, mode in (((1, 2, 3, 255), "RGB"), ((1, 2, 3, 128), "RGBA"), (None, "RGBA")):
        image = paint(Scene(3, 2, Group(), ground))
        assert (image.mode, image.size) == (mode, (3, 2))
        expected = ground or (0, 0, 0, 0)
        assert image.getpixel((1, 1)) == expected[: len(mode)]
    assert isinstance(image, Image.Image)
