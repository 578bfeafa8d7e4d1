"""Both roads of glyphs agree; pens sit on quarter pixels; overlapping translucent glyphs count once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from designer_app.errors import DesignError
from designer_app.paint import glyphs, paint
from designer_app.paint.coverage import Rect, Stamp
from designer_app.scene import sources
from designer_app.scene.geometry import IDENTITY, scaling, translation
from designer_app.scene.nodes import FontRef, Glyphs, Group, Linear, Scene, Solid, Stop, Stroke
from tests.paint.conftest import FONTS

BLACK = (0, 0, 0, 255)
FIELD: Rect = (0, 0, 700, 300)


def run(
    font: FontRef, size: float, *, x: float = 10.3, ids: tuple[int, ...] = tuple(range(40, 60))
) -> Glyphs:
    xs = tuple(x + i * size * 0.55 for i in range(len(ids)))
    return Glyphs(font, size, ids, xs, (120.4,) * len(ids), (Solid(BLACK),))


def whole(found: list[Stamp]) -> np.ndarray:
    image = Image.new("L", FIELD[2:])
    mask = glyphs.gather(found, FIELD)
    if mask is not None:
        image.paste(mask[0], mask[1:])
    return np.asarray(image).astype(int)


# Fonts whose contours overlap (Unbounded, Inter) and fonts whose contours don't, at several places of their axes.
FACES = [
    ("med/fonts/Literata.ttf", (("opsz", 72.0), ("wght", 500.0))),
    ("med/fonts/Literata.ttf", (("opsz", 7.0), ("wght", 900.0))),
    ("med/fonts/Literata-Italic.ttf", ()),
    ("med/fonts/GolosText-Medium.ttf", ()),
    ("northline/fonts/Unbounded.ttf", (("wght", 300.0),)),
    ("northline/fonts/Unbounded.ttf", (("wght", 900.0),)),
    ("northline/fonts/Inter.ttf", (("opsz", 32.0), ("wght", 450.0))),
    ("northline/fonts/Inter.ttf", (("opsz", 14.0), ("wght", 800.0))),
]
WORDS = "Handgloves e&@%8щДф₽"


def written(file: str, axes: tuple[tuple[str, float], ...], size: float) -> list[Glyphs]:
    """The words in rows that lie within ``WIDE``, pens at all quarters."""
    from designer_app.text.fonts import face

    font = FontRef(sources.register(FONTS.parents[1] / file), 0, axes)
    ids = [gid for char in WORDS if (gid := face(font).glyph(char)) is not None]
    step = size * 1.2 + 1.25
    across = max(1, int(WIDE[2] / step))
    return [
        Glyphs(font, size, tuple(ids[at : at + across]), tuple(10.3 + i * step for i in range(len(ids[at : at + across]))),
               (size + 10.4,) * len(ids[at : at + across]), (Solid(BLACK),))
        for at in range(0, len(ids), across)
    ]  # fmt: skip


WIDE: Rect = (0, 0, 1400, 420)


@pytest.mark.parametrize("size", [8.3, 33.37, 61.0, 255.9])
@pytest.mark.parametrize(("file", "axes"), FACES)
def test_cached_masks_and_outlines_agree(
    monkeypatch: pytest.MonkeyPatch, file: str, axes: tuple[tuple[str, float], ...], size: float
) -> None:
    def ink(node: Glyphs) -> np.ndarray:
        image = Image.new("L", WIDE[2:])
        mask = glyphs.gather(glyphs.stamps(node, IDENTITY, WIDE), WIDE)
        assert mask is not None
        image.paste(mask[0], mask[1:])
        return np.asarray(image).astype(int)

    pairs = list(zip(written(file, axes, size), written(file, axes, size), strict=True))
    cached = [ink(one) for one, _ in pairs]
    assert all(glyphs.cached_run(one, IDENTITY) is not None for one, _ in pairs)
    monkeypatch.setattr(glyphs, "LARGEST_CACHED", 1.0)
    for (_, same), masks in zip(pairs, cached, strict=True):
        assert glyphs.cached_run(same, IDENTITY) is None
        assert masks.max() > 200
        assert np.abs(masks - ink(same)).max() <= 8


def test_an_outline_does_not_run_across_a_letter() -> None:
    """The t of a variable font is two strokes that cross: only its contour is stroked."""
    from designer_app.text.fonts import face

    font = FontRef(sources.register(FONTS.parents[1] / "northline/fonts/Inter.ttf"), 0, (("wght", 800.0),))
    gid = face(font).glyph("t")
    assert gid is not None
    stroke = Stroke(Solid((255, 0, 0, 255)), 3.0, align="centre")
    node = Glyphs(font, 300, (gid,), (40,), (260,), (Solid(BLACK),), (stroke,))
    picture = np.asarray(paint(Scene(260, 300, Group((node,))))).astype(int)
    opened = face(font)
    box = opened.ink(gid)
    assert box is not None
    unit = 300 / opened.units_per_em
    bar = round(260 - opened.x_height * unit + 12)  # a row within the crossbar
    row = picture[bar]
    dark = np.nonzero(row.max(1) < 255)[0]
    inner = row[dark[0] + 8 : dark[-1] - 8]
    assert inner.max() == 0


def test_the_roads_meet_at_256_px(serif: FontRef) -> None:
    """A step of size across the limit changes ink no more than the same step elsewhere."""

    def ink(size: float) -> float:
        found = glyphs.stamps(run(serif, size, ids=(43,)), IDENTITY, FIELD)
        return float(whole(found).sum())

    before, below, above, after = (ink(size) for size in (255.5, 256.0, 256.5, 257.0))
    assert abs((above - below) - (below - before)) < 0.002 * below
    assert abs((after - above) - (above - below)) < 0.002 * below


def test_pen_moves_by_quarter_pixels_across_and_whole_ones_down(serif: FontRef) -> None:
    def image(x: float, y: float) -> bytes:
        return whole(glyphs.stamps(run(serif, 30), translation(x, y), FIELD)).tobytes()

    assert image(0.2, 0.05) == image(0.3, -0.3)  # pens at 10.3 → 10.5, baseline 120
    assert image(0.2, 0.05) != image(0.5, 0.05)
    assert image(0.2, 0.05) != image(0.2, 0.2)
    moved = np.roll(whole(glyphs.stamps(run(serif, 30), IDENTITY, FIELD)), (2, 3), (0, 1))
    assert (moved == whole(glyphs.stamps(run(serif, 30), translation(3, 2), FIELD))).all()


def test_scale_is_the_same_as_size(serif: FontRef) -> None:
    small = Glyphs(serif, 20, (43, 50), (5, 20), (30, 30), (Solid(BLACK),))
    large = Glyphs(serif, 40, (43, 50), (10, 40), (60, 60), (Solid(BLACK),))
    assert (
        whole(glyphs.stamps(small, scaling(2), FIELD)) == whole(glyphs.stamps(large, IDENTITY, FIELD))
    ).all()


def test_axes_change_the_glyphs(serif: FontRef) -> None:
    bold = FontRef(serif.digest, 0, (("opsz", 18.0), ("wght", 900.0)))
    ink = [whole(glyphs.stamps(run(font, 60), IDENTITY, FIELD)).sum() for font in (serif, bold)]
    assert ink[1] > ink[0] * 1.1


def test_translucent_glyphs_that_overlap_count_once(serif: FontRef) -> None:
    """One glyph set twice on the same spot looks like one."""
    half = (Solid((0, 0, 0, 128)),)
    once = Glyphs(serif, 60, (43,), (10,), (70,), half)
    twice = Glyphs(serif, 60, (43, 43), (10, 10), (70, 70), half)
    images = [paint(Scene(80, 80, Group((node,)), ground)) for node in (once, twice) for ground in (None,)]
    assert images[0].getchannel("A").getextrema()[1] == 128
    assert images[1].getchannel("A").getextrema()[1] == 128
    apart = [np.asarray(image).astype(int) for image in images]
    assert np.abs(apart[0] - apart[1])[..., 3].max() <= 33  # edges alone: 1 − (1 − a)² against a, halved


def test_gradient_runs_through_the_whole_run(serif: FontRef) -> None:
    ramp = Linear(0, 0, 200, 0, (Stop(0, (255, 0, 0, 255)), Stop(1, (0, 0, 255, 255))))
    node = Glyphs(serif, 80, (43, 43, 43), (0, 70, 140), (70,) * 3, (ramp,))
    pixels = np.asarray(paint(Scene(200, 80, Group((node,)), None))).astype(int)
    solid = pixels[..., 3] == 255
    columns = np.nonzero(solid.any(0))[0]
    reds = [pixels[:, x, 0][solid[:, x]].mean() for x in columns]
    assert np.abs(np.array(reds) - 255 * (1 - (columns + 0.5) / 200)).max() <= 1.5


def test_strokes_lie_round_the_fill(serif: FontRef) -> None:
    plain = Glyphs(serif, 60, (43,), (10,), (70,), (Solid(BLACK),))
    outlined = Glyphs(
        serif, 60, (43,), (10,), (70,), (), (Stroke(Solid(BLACK), 4.0, join="round", align="outside"),)
    )
    fill, ring = (
        np.asarray(paint(Scene(90, 90, Group((node,)), None)).getchannel("A")).astype(int)
        for node in (plain, outlined)
    )
    assert ring[fill == 255].max() <= 12, "an outside stroke leaves the inside free"
    rows, columns = np.nonzero(ring > 127)
    inner_rows, inner_columns = np.nonzero(fill > 127)
    assert abs((inner_rows.min() - rows.min()) - 4) <= 1
    assert abs((columns.max() - inner_columns.max()) - 4) <= 1


def test_woff2_is_the_same_font(tmp_path: Path) -> None:
    plain = FONTS / "GolosText-Medium.ttf"
    packed = tmp_path / "golos.woff2"
    font = TTFont(plain)
    font.flavor = "woff2"
    font.save(packed)
    images = [
        whole(glyphs.stamps(run(FontRef(sources.register(path)), 40), IDENTITY, FIELD))
        for path in (plain, packed)
    ]
    assert (images[0] == images[1]).all()


def test_fonts_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DesignError, match="unknown-font"):
        paint(Scene(50, 50, Group((run(FontRef("00" * 16), 20),))))
    for start in (b"not a font", b"wOF2 nor this"):
        path = tmp_path / f"{start[:4].decode()}.ttf"
        path.write_bytes(start * 20)
        with pytest.raises(DesignError, match="bad-font"):
            paint(Scene(50, 50, Group((run(FontRef(sources.register(path)), 20),))))
