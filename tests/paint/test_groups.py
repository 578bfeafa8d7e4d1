"""Isolation, fill opacity, clipping stacks, adjustments and Dissolve, against their formulas in floating point."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
from PIL import Image

from designer_app.paint import paint
from designer_app.paint.hues import livened, turned
from designer_app.scene import tables
from designer_app.scene.adjustments import HueRange, HueSaturation, Table, Threshold, Vibrance
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import ellipse, rectangle
from designer_app.scene.nodes import BackdropFilter, Blend, BlendIf, Group, Node, Path, Scene, Shadow, Solid


def box(colour: Colour, x: float = 0, y: float = 0, w: float = 20, h: float = 20) -> Path:
    return Path(rectangle(x, y, w, h), (Solid(colour),))


def pixel(
    *nodes: Node, at: tuple[int, int] = (5, 5), ground: Colour | None = (255, 255, 255, 255)
) -> np.ndarray:
    return np.array(paint(Scene(20, 20, Group(nodes), ground)).getpixel(at)).astype(float)


RED, GREY = (200, 40, 20, 255), (90, 120, 150, 255)


@pytest.mark.parametrize("ground", [(255, 255, 255, 255), None])
def test_pass_through_group_with_opacity_blends_with_what_lies_below(ground: Colour | None) -> None:
    below, inside = box(RED), Group((box(GREY),), blend="multiply")
    product = np.array(RED[:3]) * np.array(GREY[:3]) / 255
    through = pixel(below, Group((inside,), opacity=0.5, isolation="pass-through"), ground=ground)
    alone = pixel(below, Group((inside,), opacity=0.5), ground=ground)
    assert np.abs(through[:3] - (np.array(RED[:3]) + product) / 2).max() <= 1.5
    assert np.abs(alone[:3] - (np.array(RED[:3]) + np.array(GREY[:3])) / 2).max() <= 1.5


def test_isolated_group_hides_what_lies_below_from_its_children() -> None:
    inside = Group((box(GREY),), blend="multiply")
    assert pixel(box(RED), Group((inside,), isolation="isolated")).tolist() == list(GREY[:3])
    assert pixel(box(RED), Group((inside,))).tolist() != list(GREY[:3])


def test_pass_through_group_with_a_mask() -> None:
    inside = Group((box(GREY),), blend="multiply")
    mask = box((255, 255, 255, 128))
    got = pixel(box(RED), Group((inside,), mask=mask, isolation="pass-through"))
    product = np.array(RED[:3]) * np.array(GREY[:3]) / 255
    assert np.abs(got - (np.array(RED[:3]) * 127 + product * 128) / 255).max() <= 1.5


def test_clipping_stack_keeps_the_bases_edge_and_mode() -> None:
    base = Group((box((255, 255, 255, 128), 0, 0, 10, 20),), clipped=(box(GREY),))
    assert pixel(base, at=(15, 5), ground=(0, 0, 0, 255)).tolist() == [0, 0, 0]
    assert np.abs(pixel(base, ground=(0, 0, 0, 255)) - np.array(GREY[:3]) * 128 / 255).max() <= 1
    mode = Group((box((255, 255, 255, 255)),), clipped=(box(GREY),), blend="multiply")
    assert np.abs(pixel(box(RED), mode) - np.array(RED[:3]) * np.array(GREY[:3]) / 255).max() <= 1


def test_clipped_nodes_blend_with_the_base_alone() -> None:
    base = Group((box(RED),), clipped=(Group((box(GREY),), blend="multiply"),))
    product = np.array(RED[:3]) * np.array(GREY[:3]) / 255
    assert np.abs(pixel(base, ground=(10, 200, 10, 255)) - product).max() <= 1


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("normal", lambda b, s, f: b + (s - b) * f),
        ("multiply", lambda b, s, f: b + (b * s - b) * f),
        ("linear-dodge", lambda b, s, f: min(1, b + s * f)),
        ("linear-burn", lambda b, s, f: max(0, b - (1 - s) * f)),
        ("difference", lambda b, s, f: abs(b - s * f)),
        ("color-dodge", lambda b, s, f: min(1, b / (1 - s * f))),
        ("color-burn", lambda b, s, f: max(0, 1 - (1 - b) / (1 - (1 - s) * f))),
        ("linear-light", lambda b, s, f: min(1, max(0, b + (2 * s - 1) * f))),
        ("hard-mix", lambda b, s, f: min(1, max(0, (b - f * (1 - s)) / (1 - f)))),
    ],
)  # fmt: skip
def test_fill_opacity(mode: Blend, expected) -> None:  # type: ignore[no-untyped-def]
    got = pixel(box(RED), Group((box(GREY),), blend=mode, fill_opacity=0.6))
    wanted = [expected(b / 255, s / 255, 0.6) * 255 for b, s in zip(RED[:3], GREY[:3], strict=True)]
    assert np.abs(got - wanted).max() <= 3


def test_fill_opacity_leaves_effects_alone() -> None:
    shadow = Shadow(10, 0, 0, (0, 0, 0, 255))
    node = Group((box(RED, 0, 0, 10, 20),), fill_opacity=0.0, effects=(shadow,))
    assert pixel(node, at=(3, 5)).tolist() == [255, 255, 255]
    assert pixel(node, at=(15, 5)).tolist() == [0, 0, 0]


@pytest.mark.parametrize("opacity", [1.0, 0.5])
@pytest.mark.parametrize("mode", ["normal", "multiply"])
@pytest.mark.parametrize("ground", [(200, 100, 50, 255), None])
def test_shadows_blend_with_what_lies_below(mode: Blend, opacity: float, ground: Colour | None) -> None:
    """Also where the group has a mode of its own, whose layer the shadow is no part of."""
    shadow = Shadow(10, 0, 0, (60, 180, 230, 204), blend="multiply")
    node = Group((box(RED, 0, 0, 10, 20),), effects=(shadow,), blend=mode, opacity=opacity)
    under = box((200, 100, 50, 255))
    got = pixel(under, node, at=(15, 5), ground=ground)
    share = 0.8 * opacity
    wanted = [b + (b * s / 255 - b) * share for b, s in zip((200, 100, 50), (60, 180, 230), strict=True)]
    assert np.abs(got[:3] - wanted).max() <= 2


def test_inner_shadows_blend_with_the_layers_own_paint() -> None:
    shadow = Shadow(0, 0, 0, (60, 180, 230, 255), 4, inner=True, blend="multiply")
    node = Group((box(RED),), effects=(shadow,))
    product = np.array(RED[:3]) * (60, 180, 230) / 255
    assert np.abs(pixel(node, at=(2, 10)) - product).max() <= 1
    assert pixel(node, at=(10, 10)).tolist() == list(RED[:3])


def test_inner_effects_stay_where_the_fill_is_gone() -> None:
    shadow = Shadow(0, 0, 0, (0, 0, 255, 255), 4, inner=True)
    node = Group((box(RED),), effects=(shadow,), fill_opacity=0.0)
    assert pixel(node, at=(2, 10)).tolist() == [0, 0, 255]
    assert pixel(node, at=(10, 10)).tolist() == [255, 255, 255]


@pytest.mark.parametrize("spread", [0.0, 3.0])
def test_concealed_shadows_are_not_seen_through_a_faint_fill(spread: float) -> None:
    """A word without fill whose stroke lies outside is a line, not a blot."""
    at = [(5, 10), (9, 10), (12, 10), (16, 10)]
    ring = Shadow(0, 0, 0, (0, 0, 255, 255), 3, rounded=True, concealed=True)
    node = Group((box(RED, 8, 4, 12, 12),), effects=(ring,), fill_opacity=0.0)
    assert [pixel(node, at=place)[0] for place in at] == [0, 255, 255, 255]
    cast = Shadow(-4, 0, 0, (0, 0, 0, 255), spread, concealed=True)
    through = Shadow(-4, 0, 0, (0, 0, 0, 255), spread)
    for shadow, seen in ((cast, 255), (through, 0)):
        node = Group((box(RED, 8, 4, 12, 12),), effects=(shadow,), fill_opacity=0.0)
        assert pixel(node, at=(6, 10))[0] == 0
        assert pixel(node, at=(10, 10))[0] == seen
    solid = Group((box(RED, 8, 4, 12, 12),), effects=(cast,))
    assert pixel(solid, at=(10, 10)).tolist() == list(RED[:3])


@pytest.mark.parametrize("inside", [False, True])
def test_a_rounded_spread_is_a_stroke(inside: bool) -> None:
    """A disc of radius 20, a stroke of 6 px: a ring to radius 26, or one from 14."""
    disc = Group(
        (Path(ellipse(40, 40, 20, 20), (Solid(RED),)),),
        effects=(Shadow(0, 0, 0, (0, 0, 255, 255), 6, inside, rounded=True),),
    )
    picture = np.asarray(paint(Scene(80, 80, Group((disc,))))).astype(float)
    y, x = np.mgrid[0:80, 0:80] + 0.5 - 40
    far = np.hypot(x, y)
    blue = np.abs(picture - (0, 0, 255)).max(-1) <= 2
    ring = (far > 15.2) & (far < 18.8) if inside else (far > 21.2) & (far < 25)
    apart = (far < 13) | (far > 21) if inside else (far < 19) | (far > 27.2)
    assert blue[ring].all()
    assert not blue[apart].any()


def test_a_rounded_spread_rounds_corners() -> None:
    def corner(rounded: bool) -> float:
        effect = Shadow(0, 0, 0, (0, 0, 0, 255), 6, rounded=rounded)
        node = Group((box(RED, 10, 10, 20, 20),), effects=(effect,))
        picture = np.asarray(paint(Scene(40, 40, Group((node,)))))
        return float(picture[34, 34, 1])

    assert corner(False) == 0
    assert corner(True) == 255


def test_dissolve_is_chance_by_seed() -> None:
    def shown(seed: int, opacity: float) -> np.ndarray:
        node = Group((Path(rectangle(0, 0, 200, 200), (Solid((0, 0, 0, 255)),)),), blend="dissolve",
                     opacity=opacity, seed=seed)  # fmt: skip
        return np.asarray(paint(Scene(200, 200, Group((node,)))))[..., 0]

    picture = shown(1, 0.3)
    assert set(np.unique(picture)) == {0, 255}
    assert abs((picture == 0).mean() - 0.3) < 0.01
    assert (picture == shown(1, 0.3)).all()
    assert (picture != shown(2, 0.3)).any()
    assert (shown(1, 0.6)[picture == 0] == 0).all(), "more opacity only adds pixels"
    assert (shown(1, 1.0) == 0).all()


def adjusted(*nodes: Node, at: tuple[int, int] = (5, 5), ground: Colour | None = GREY) -> np.ndarray:
    return pixel(*nodes, at=at, ground=ground)


def invert(w: float = 20, **fields: object) -> Group:
    effect = BackdropFilter((Table(tables.inverted() * 3),))
    return Group((box((0, 0, 0, 0), 0, 0, w, 20),), effects=(effect,), **fields)  # type: ignore[arg-type]


def test_adjustments_change_what_lies_below_within_their_shape() -> None:
    assert adjusted(invert(10)).tolist() == [165, 135, 105]
    assert adjusted(invert(10), at=(15, 5)).tolist() == list(GREY[:3])
    assert np.abs(adjusted(invert(opacity=0.5)) - 127.5).max() <= 1
    multiplied = np.array(GREY[:3]) * (255 - np.array(GREY[:3])) / 255
    assert np.abs(adjusted(invert(blend="multiply")) - multiplied).max() <= 1


def test_adjustments_keep_alpha_and_stay_in_their_stack() -> None:
    over = pixel(box((90, 120, 150, 128)), invert(), ground=None)
    assert over[3] == 128
    assert np.abs(over[:3] - (165, 135, 105)).max() <= 1
    stack = Group((box(RED, 0, 0, 10, 20),), clipped=(invert(),))
    assert adjusted(stack).tolist() == [55, 215, 235]
    assert adjusted(stack, at=(15, 5)).tolist() == list(GREY[:3])


def test_threshold_and_hue() -> None:
    def filtered(one: Threshold | HueSaturation) -> list[float]:
        node = Group((box((0, 0, 0, 0)),), effects=(BackdropFilter((one,)),))
        return list(adjusted(node).tolist())

    light = (30 * 90 + 59 * 120 + 11 * 150) / 100
    assert filtered(Threshold(int(light))) == [255] * 3
    assert filtered(Threshold(int(light) + 2)) == [0] * 3
    assert filtered(HueSaturation(hue=120)) == [150, 90, 120]


def test_hue_and_saturation_are_those_of_hls() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (20, 20, 3)).astype(np.uint8)
    got = np.asarray(turned(Image.fromarray(pixels), HueSaturation(hue=77, saturation=-0.3)))
    for before, after in zip(pixels.reshape(-1, 3), got.reshape(-1, 3), strict=True):
        h, l, s = colorsys.rgb_to_hls(*(before / 255))  # noqa: E741
        wanted = np.array(colorsys.hls_to_rgb((h + 77 / 360) % 1, l, s * 0.7)) * 255
        assert np.abs(wanted - after).max() <= 1
    same = turned(Image.fromarray(pixels), HueSaturation())
    assert (np.asarray(same) == pixels).all()


def test_tables() -> None:
    assert tables.levels() == tables.IDENTITY == tables.curve(((0, 0), (255, 255)))
    assert tables.brightness_contrast(0, 0) == tables.IDENTITY == tables.exposure(0, 0, 1)
    assert tables.levels(50, 200)[50] == 0
    assert tables.levels(50, 200)[200] == 255
    assert tables.levels(gamma=2.0)[64] == round(255 * (64 / 255) ** 0.5)
    assert tables.levels(low=30, high=20)[0] == 30
    through = ((0, 10), (100, 140), (255, 230))
    assert [tables.curve(through)[x] for x, _ in through] == [y for _, y in through]
    assert set(tables.posterized(4)) == {0, 85, 170, 255}
    for one in (tables.brightness_contrast(80, -20), tables.exposure(1.5, 0, 1.2), tables.levels(gamma=0.4)):
        assert list(one) == sorted(one)


def test_keys_tell_the_new_fields_apart() -> None:
    plain = Group((box(RED),))
    others = [
        Group((box(RED),), isolation="isolated"), Group((box(RED),), fill_opacity=0.5),
        Group((box(RED),), clipped=(box(GREY),)), Group((box(RED),), seed=3),
    ]  # fmt: skip
    assert len({plain.key, *(other.key for other in others)}) == 5


# ── Ranges of hue, vibrance, Blend If ──────────────────────────────────────────────────────────────


def coloured(*colours: tuple[int, int, int]) -> Image.Image:
    return Image.fromarray(np.array([colours], np.uint8))


def test_a_range_of_hues_changes_them_alone_and_fades_at_its_ends() -> None:
    reds = HueRange((315.0, 345.0, 15.0, 45.0), hue=120.0)
    red, between, green, grey = np.asarray(
        turned(coloured((255, 0, 0), (255, 128, 0), (0, 255, 0), (90, 90, 90)), HueSaturation(ranges=(reds,)))
    )[0].tolist()
    assert (red, green, grey) == ([0, 255, 0], [0, 255, 0], [90, 90, 90])
    assert colorsys.rgb_to_hls(*(v / 255 for v in between))[0] * 360 == pytest.approx(30 + 120 / 2, abs=1)
    pale = HueRange((75.0, 105.0, 135.0, 165.0), saturation=-1.0)
    lit = HueRange((195.0, 225.0, 255.0, 285.0), lightness=0.5)
    one = HueSaturation(saturation=0.0, ranges=(pale, lit))
    assert np.asarray(turned(coloured((0, 200, 0), (0, 0, 255), (200, 0, 0)), one))[0].tolist() == [
        [100, 100, 100],
        [128, 128, 255],
        [200, 0, 0],
    ]


def test_ranges_of_hue_as_photoshop_was_measured() -> None:
    """Per range: lightness moves channels towards the highest or lowest one; gains of saturation (HSL) add up, more of it
    faster than the hue's weight."""
    ranges = (
        HueRange((15.0, 45.0, 75.0, 105.0), 20.0, 0.3, -0.2), HueRange((75.0, 105.0, 135.0, 165.0), 0.0, -0.4, 0.3),
    )  # fmt: skip
    rgb = np.random.default_rng(8).integers(0, 256, (1, 900, 3), np.uint8)
    got = np.asarray(turned(Image.fromarray(rgb), HueSaturation(ranges=ranges)))[0]
    for before, after in zip(rgb[0].tolist(), got.tolist(), strict=True):
        hue = colorsys.rgb_to_hls(*(v / 255 for v in before))[0] * 360
        turn, gain, light = 0.0, 1.0, 0.0
        for part in ranges:
            start, hold, fall, end = part.within
            weight = min(1.0, max(0.0, min((hue - start) / (hold - start), (end - hue) / (end - fall))))
            turn, light = turn + weight * part.hue, light + weight * part.lightness
            share = part.saturation * weight
            if part.saturation > 0:
                bend = 1.5 / (1.05 - part.saturation**4)
                share = part.saturation * (1 - (1 - weight) ** bend)
            gain += (1 / (1 - share) if share > 0 else 1 + share) - 1
        towards = max(before) if light > 0 else min(before)
        moved = [v + abs(light) * (towards - v) for v in before]
        h, lightness, s = colorsys.rgb_to_hls(*(v / 255 for v in moved))
        s = min(1.0, s / (1 / gain + 0.01) if gain > 1 else s * gain)
        wanted = colorsys.hls_to_rgb((h + turn / 360) % 1, lightness, s)
        assert np.abs(np.array(after) - np.array(wanted) * 255).max() <= 2.5


def test_vibrance_lifts_pale_colours_more_than_full_ones_and_skin_less() -> None:
    pale, full, skin, grey = (120, 130, 140), (0, 0, 255), (140, 130, 120), (77, 77, 77)
    after = np.asarray(livened(coloured(pale, full, skin, grey), Vibrance(1.0)))[0].astype(int)
    spread = np.ptp(after, axis=1)
    assert spread[0] > 1.8 * 20
    assert after[1].tolist() == list(full)
    assert 20 < spread[2] < spread[0]
    assert after[3].tolist() == list(grey)
    back = np.asarray(livened(coloured(pale), Vibrance(-1.0, -1.0)))[0].astype(int)
    assert np.ptp(back) == 0


@pytest.mark.parametrize("ground", [(255, 255, 255, 255), None])
def test_blend_if_asks_what_lies_below_and_the_layer_itself(ground: Colour | None) -> None:
    below = BlendIf("grey", (0, 0, 255, 255), (100, 200, 255, 255))
    black = Group((box((0, 0, 0, 255)),), effects=(below,))
    for light, share in ((90, 0.0), (150, 0.5), (220, 1.0)):
        got = pixel(box((light, light, light, 255)), black, ground=ground)
        assert np.abs(got[:3] - light * (1 - share)).max() <= 1
    own = BlendIf("red", (0, 0, 100, 200), (0, 0, 255, 255))
    for red, share in ((100, 1.0), (150, 0.5), (201, 0.0)):
        layer = Group((box((red, 0, 0, 255)),), effects=(own,))
        got = pixel(box((0, 0, 255, 255)), layer, ground=ground)
        assert np.abs(got[:3] - np.array((red * share, 0, 255 * (1 - share)))).max() <= 1


def test_blend_if_of_an_adjustment_and_over_nothing() -> None:
    dark = BlendIf("grey", (0, 0, 255, 255), (0, 0, 100, 100))
    effects = (BackdropFilter((Table(tables.inverted() * 3),)), dark)
    layer = Group((box((0, 0, 0, 0)),), effects=effects)
    assert pixel(box((90, 90, 90, 255)), layer).tolist() == [165, 165, 165]
    assert pixel(box((120, 120, 120, 255)), layer).tolist() == [120, 120, 120]
    over_nothing = Group((box(RED),), effects=(dark,))
    assert pixel(over_nothing, ground=None).tolist() == list(RED)
