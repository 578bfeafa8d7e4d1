"""Pictures that no text can be lost on aren't decoded; what is found is what decoding them would have found."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from designer_app.errors import DesignError
from designer_app.paint import pictures as painted
from designer_app.pictures import facts
from designer_app.production.flight import backdrops
from designer_app.production.flight.contrast import readings, unreadable
from designer_app.production.flight.parting import Parted
from designer_app.production.flight.spans import DARKEST, LIGHTEST
from designer_app.scene.geometry import rectangle
from designer_app.scene.nodes import (
    Adjust,
    BackdropFilter,
    Glyphs,
    Group,
    Linear,
    Meta,
    Picture,
    PicturePaint,
    PictureSource,
    Scene,
    Shadow,
    Solid,
    Stop,
)
from designer_app.scene.nodes import Path as Outlined
from designer_app.text.cache import Cache

SIZE = (160, 96)
BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Digests of pictures: noise as JPEG, stripes as PNG, half of it see-through as PNG."""
    folder = tmp_path_factory.mktemp("pictures")
    chance = random.Random(4)
    noise = Image.frombytes("RGB", (80, 48), chance.randbytes(80 * 48 * 3)).resize(SIZE)
    noise.save(folder / "noise.jpg", quality=90)
    stripes = Image.new("RGB", SIZE)
    for x in range(SIZE[0]):
        stripes.paste((255 * (x // 20 % 2),) * 3, (x, 0, x + 1, SIZE[1]))
    stripes.save(folder / "stripes.png")
    see_through = stripes.convert("RGBA")
    see_through.putalpha(Image.linear_gradient("L").resize(SIZE))
    see_through.save(folder / "see_through.png")
    return [facts(folder / name).digest for name in ("noise.jpg", "stripes.png", "see_through.png")]


@pytest.fixture
def undecoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no page had been read before."""
    forget(monkeypatch.setattr)


def forget(put: Callable[[object, str, object], None]) -> None:
    put(backdrops, "_backdrops", Cache(10**7))
    put(backdrops, "_painted", Cache(10**6))


def words(colour: tuple[int, int, int, int], x: float, y: float, size: float = 24.0) -> Group:
    from designer_app.design.type_styles import fallback_fonts
    from designer_app.text.fonts import face

    font = fallback_fonts()[0]
    letter = face(font).glyph("H")
    assert letter is not None
    node = Glyphs(
        font, size, (letter, letter), (x, x + size), (y, y), (Solid(colour),), text="HH", clusters=(0, 1)
    )
    return Group((node,), meta=Meta(layer="t", kind="text", alt="HH"))


def page(*nodes: Group | Outlined | Picture) -> Scene:
    return Scene(*SIZE, Group(nodes), WHITE)


def plate(colour: tuple[int, int, int, int], **dress: object) -> Group:
    return Group((Outlined(rectangle(10, 10, 120, 70), (Solid(colour),)),), **dress)  # type: ignore[arg-type]


def whole(digest: str) -> Picture:
    return Picture(PictureSource(digest), 0, 0, *SIZE)


channel = st.integers(0, 255)
colours = st.tuples(channel, channel, channel, st.sampled_from([90, 200, 235, 255]))
modes = st.sampled_from(["normal", "multiply", "screen", "overlay", "darken", "difference", "soft-light"])


@st.composite
def pages(draw: st.DrawFn) -> tuple[int, Callable[[str], Scene]]:
    """Which picture, and the page that shows it below plates, ramps and words."""
    box = [
        draw(st.integers(-20, 60)),
        draw(st.integers(-20, 40)),
        draw(st.integers(40, 200)),
        draw(st.integers(30, 120)),
    ]
    grade = draw(st.sampled_from([(), (Adjust(brightness=0.4),), (Adjust(contrast=-0.6),)]))
    ramp = Linear(0, 0, 0, SIZE[1], (Stop(0, draw(colours)), Stop(1, draw(colours))))
    veil = Outlined(rectangle(0, draw(st.integers(0, 60)), SIZE[0], 60), (ramp,))
    above = plate(draw(colours), blend=draw(modes), opacity=draw(st.sampled_from([0.3, 0.9, 1.0])))
    shadow = draw(
        st.sampled_from(
            [(), (Shadow(2, 4, 8, (0, 0, 0, 120)),), (BackdropFilter((Adjust(brightness=0.5),)),)]
        )
    )
    as_fill = draw(st.booleans())
    texts = [
        words(
            draw(colours),
            draw(st.integers(0, 110)),
            draw(st.integers(20, 90)),
            draw(st.sampled_from([6.0, 24.0])),
        )
        for _ in range(3)
    ]

    def made(digest: str) -> Scene:
        source = PictureSource(digest, None, grade)
        shown: Outlined | Picture = Picture(source, *box)
        if as_fill:
            shown = Outlined(rectangle(*box), (PicturePaint(source, *box),))
        return page(Group((shown,), effects=shadow), veil, above, *texts)

    return draw(st.integers(0, 2)), made


@given(pages(), st.sampled_from([3.0, 4.5, 7.0]))
@settings(max_examples=30, deadline=None)
def test_what_cannot_be_read_is_the_same_without_decoding(
    pictures: list[str], drawn: tuple[int, Callable[[str], Scene]], most: float
) -> None:
    number, made = drawn
    scene = made(pictures[number])

    def needed(layer: str, least: float) -> float:
        return max(most, least)

    with pytest.MonkeyPatch.context() as patch:
        forget(patch.setattr)
        found = unreadable(scene, None, needed)
        forget(patch.setattr)
        assert found == [one for one in readings(scene) if one.ratio < needed("", one.least)]


def never(*given: object, **named: object) -> None:
    raise AssertionError("decoded")


def nothing_more(layer: str, least: float) -> float:
    return least


def test_a_picture_below_a_plate_is_not_decoded(
    pictures: list[str], undecoded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painted, "_fitted", never)
    for digest in pictures:
        on_plate = page(whole(digest), plate((255, 255, 255, 235)), words(BLACK, 20, 60))
        assert unreadable(on_plate, None, nothing_more) == []
    with pytest.raises(AssertionError, match="decoded"):
        unreadable(page(whole(pictures[0]), words(BLACK, 20, 60)), None, nothing_more)


def test_pages_that_need_not_lie_between_are_known(pictures: list[str]) -> None:
    picture = whole(pictures[0])
    shadow = Shadow(0, 2, 4, BLACK)
    unbounded = [
        Group((picture,), effects=(shadow,)),
        Group((picture,), blend="difference"),
        Group((plate(BLACK),), mask=picture),
        Group((plate(BLACK),), effects=(BackdropFilter((Adjust(contrast=0.5),)),)),
        Group((picture,), clipped=(plate(WHITE),)),
    ]
    for node in unbounded:
        assert Parted(page(node)).blind(DARKEST, 8) is None
        assert Parted(page(node)).blind(LIGHTEST, 8) is None
    assert Parted(page(picture)).blind(DARKEST, 8) is not None


def test_a_picture_that_is_cut_off_is_told_wherever_texts_stand(tmp_path: Path, undecoded: None) -> None:
    Image.effect_noise((400, 300), 60).convert("RGB").save(tmp_path / "whole.jpg", quality=90)
    data = (tmp_path / "whole.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(data[: len(data) // 2])
    scene = page(whole(facts(tmp_path / "cut.jpg").digest), plate(WHITE), words(BLACK, 20, 60))
    with pytest.raises(DesignError) as caught:
        unreadable(scene, None, nothing_more)
    assert caught.value.findings[0].code == "bad-picture"
    sound = facts(tmp_path / "whole.jpg")
    assert sound.whole
    assert (
        unreadable(
            msgspec.structs.replace(
                scene, root=page(whole(sound.digest), plate(WHITE), words(BLACK, 20, 60)).root
            ),
            None,
            nothing_more,
        )
        == []
    )
