"""When bases are made and kept; regions and pages at their limits; caches stay below their caps."""

from __future__ import annotations

import pytest

from designer_app.errors import DesignError
from designer_app.paint import Painter, caches, paint
from designer_app.paint.bounds import bounds
from designer_app.paint.lru import ByteLRU
from designer_app.scene.geometry import IDENTITY, Box, ellipse, polygon, rectangle, translation
from designer_app.scene.nodes import (
    BackdropBlur,
    FontRef,
    Glyphs,
    Group,
    LayerBlur,
    Linear,
    Node,
    Path,
    Radial,
    Scene,
    Shadow,
    Solid,
    Stroke,
)


def block(x: float, y: float, shade: int = 0) -> Path:
    return Path(rectangle(x, y, 10, 10), (Solid((shade, 0, 0, 255)),))


def scene(*nodes: Node, width: int = 60) -> Scene:
    return Scene(width, 100, Group(nodes))


STILL = (block(0, 0), Group((block(20, 5),), translation(3, 0)))


def test_base_is_made_when_two_pages_agree() -> None:
    painter = Painter()
    frames = [painter.render(scene(*STILL, block(x, 40))) for x in (0, 10, 20)]
    assert [frame.base is None for frame in frames] == [True, False, False]
    assert frames[1].base_id == frames[2].base_id != 0
    assert frames[1].strips_key == frames[2].strips_key != ""
    assert frames[1].dirty == frames[2].dirty == ((40, 50),)
    assert frames[1].base is not None
    assert frames[1].base.tobytes() == paint(scene(*STILL)).tobytes()


def test_dirty_rows_are_merged_and_in_order() -> None:
    painter = Painter()
    for x in (0, 1):
        frame = painter.render(scene(*STILL, block(x, 80), block(x, 35), block(x, 40), block(x, 93)))
    assert frame.dirty == ((35, 50), (80, 90), (93, 100))


def test_equal_pages_have_nothing_dirty() -> None:
    painter = Painter()
    first = painter.render(scene(*STILL)).image.tobytes()
    frame = painter.render(scene(*STILL))
    assert frame.dirty == frame.changed == ()
    assert frame.image.tobytes() == first


def band(shade: int) -> Path:
    return Path(rectangle(0, 30, 60, 80), (Solid((shade, 0, 0, 255)),))


def test_what_is_shared_by_chance_makes_no_new_base() -> None:
    painter = Painter()
    pages = [(1, 5), (2, 6), (3, 7), (3, 8), (4, 9)]
    ids = [painter.render(scene(*STILL, band(x), block(y, 60))).base_id for x, y in pages]
    assert len(set(ids[1:])) == 1
    longer = [painter.render(scene(*STILL, band(30), block(y, 60))).base_id for y in range(4)]
    assert longer[-1] not in ids, "three pages in a row do"
    back = painter.render(scene(*STILL, band(31), block(1, 60)))
    assert back.base_id == ids[-1], "the shorter base is still there"


def test_a_longer_base_is_made_when_it_spares_a_page() -> None:
    painter = Painter()
    still = [31] + [30] * 79
    ids = [painter.render(scene(*STILL, block(x, 40), block(y % 7, 60))).base_id for y, x in enumerate(still)]
    assert len(set(ids[1:50])) == 1, "a line of text is painted sooner than a page is copied"
    assert len(set(ids[70:])) == 1
    assert ids[1] != ids[70], "but not for ever"


def test_sizes_and_grounds_have_bases_of_their_own() -> None:
    painter = Painter()
    for width in (60, 70, 60, 70):
        wide = painter.render(scene(*STILL, block(0, 40), width=width))
    assert wide.base is not None
    assert wide.base.size == (70, 100)
    dark = Scene(60, 100, Group(STILL), (0, 0, 0, 255))
    assert painter.render(dark).base is None


def test_strips_key_names_the_base_in_every_process() -> None:
    keys = []
    for _ in range(2):
        painter = Painter()
        for x in (0, 1):
            frame = painter.render(scene(*STILL, block(x, 40)))
        keys.append(frame.strips_key)
    assert keys[0] == keys[1]


def test_bounds_are_tight() -> None:
    assert bounds(block(3, 4), IDENTITY) == Box(3, 4, 13, 14)
    assert bounds(Path(ellipse(50.5, 50.5, 10, 5), ()), IDENTITY) == Box(0, 0, 0, 0)
    stroked = Path(rectangle(10, 10, 20, 20), (), (Stroke(Solid((0, 0, 0, 255)), 4.0, join="round"),))
    assert bounds(stroked, IDENTITY) == Box(8, 8, 32, 32)
    glow = Group((block(50, 50),), effects=(Shadow(5, 0, 8, (0, 0, 0, 255)),))
    assert bounds(glow, IDENTITY) == Box(42, 37, 78, 73)
    clipped = Group((block(0, 0),), translation(2, 0), clip=rectangle(5, 5, 50, 50))
    assert bounds(clipped, IDENTITY) == Box(7, 5, 12, 10)
    assert bounds(Group(), IDENTITY) == Box(0, 0, 0, 0)


def test_hairlines_are_crisp_wherever_they_fall() -> None:
    ink = Solid((0, 0, 0, 255))
    rule = Path(rectangle(10, 20.4, 30, 1), (ink,))
    line = Path(polygon([(30.3, 40), (30.3, 80)], closed=False), (), (Stroke(ink, 1.2),))
    image = paint(scene(rule, line))
    dark = image.convert("L").point(lambda v: 255 - v)
    assert dark.histogram()[255] == 30 + 40, "one pixel thick, and whole ones"
    assert dark.histogram()[0] == 6000 - 70
    assert dark.crop((0, 0, 60, 30)).getbbox() == (10, 20, 40, 21)
    assert dark.crop((0, 30, 60, 100)).getbbox() == (30, 10, 31, 50)
    thick = paint(scene(Path(rectangle(10, 20.4, 30, 3), (ink,))))
    assert thick.getpixel((12, 20)) == pytest.approx((102, 102, 102), abs=2)
    thin = paint(scene(Path(rectangle(10, 20.4, 30, 0.25), (ink,))))
    assert thin.getpixel((12, 20)) == pytest.approx((191, 191, 191), abs=2)


def test_region_outside_the_page_is_named() -> None:
    with pytest.raises(DesignError, match="bad-region"):
        paint(scene(), region=Box(60, 0, 80, 10))
    with pytest.raises(DesignError, match="page-too-large"):
        paint(scene(), 5000.0)
    assert paint(scene(), region=Box(-5.2, 90.5, 3.1, 400)).size == (4, 10)
    assert paint(scene(), 0.001).size == (1, 1)


def test_things_without_extent_paint_nothing(serif: FontRef) -> None:
    ink = (Solid((0, 0, 0, 255)),)
    stroke = (Stroke(ink[0], 2.0),)
    blank = paint(scene()).tobytes()
    for node in (
        Glyphs(serif, 0, (40, 41), (5, 9), (20, 20), ink, stroke),
        Glyphs(serif, 20, (), (), (), ink, stroke),
        Glyphs(serif, 20, (99999,), (5,), (20,), ink, stroke),
        Path(rectangle(5, 5, 0, 20), ink),
        Path(polygon([(5, 5)]), ink, stroke),
        Path(rectangle(5, 5, 20, 20), (Linear(0, 0, 9, 9, ()), Radial(3, 3, 9, 9, ()))),
        Group((block(5, 5),), opacity=0.0),
        Group((block(5, 5),), clip=rectangle(30, 30, 5, 5)),
        Group((), effects=(Shadow(0, 0, 9, (0, 0, 0, 255)), LayerBlur(4.0), BackdropBlur(4.0))),
    ):
        assert paint(scene(node)).tobytes() == blank
        assert paint(scene(Group((node,), (0.0, 0.0, 0.0, 0.0, 5.0, 5.0)))).tobytes() == blank


def test_caches_stay_below_their_caps(monkeypatch: pytest.MonkeyPatch, serif: FontRef, photo: str) -> None:
    for cache in caches.all_caches().values():
        assert 0 < cache.cap <= 128 << 20
    small = caches.all_caches()["glyphs_strikes"]
    monkeypatch.setattr(small, "cap", 100_000)
    ids, ink = tuple(range(20, 120)), (Solid((0, 0, 0, 255)),)
    texts = [Glyphs(serif, size, ids, (5.0,) * 100, (40.0,) * 100, ink) for size in (60, 20, 25, 30)]
    first = [paint(scene(text)).tobytes() for text in texts]
    assert 0 < small.bytes <= 100_000
    caches.forget()
    assert small.bytes == 0
    assert len(small) == 0
    assert [paint(scene(text)).tobytes() for text in texts] == first


def test_least_recently_used_goes_first() -> None:
    cache: ByteLRU[str] = ByteLRU(10)
    for name in "abc":
        cache.put(name, name.upper(), 3)
    assert cache.get("a") == "A"
    cache.put("d", "D", 3)
    assert [cache.get(name) for name in "abcd"] == ["A", None, "C", "D"]
    cache.put("huge", "H", 11)
    assert cache.get("huge") is None
    cache.put("a", "A2", 4)
    assert cache.get("a") == "A2"
    assert cache.bytes <= 10
