"""Pictures scaled in the child are the same, byte for byte, as decoded and scaled here; whatever way their pixels come."""

from __future__ import annotations

import os
import sys

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from designer_app import pictures
from designer_app.pictures import door, keeper
from designer_app.pictures.area import SIZE, Area, opened
from designer_app.pictures.door import judged
from designer_app.pictures.judging import JUDGES
from designer_app.pictures.resizing import resize

CROPS = [
    ((60, 40), (0.0, 0.0, 400.0, 260.0)),  # strongly, in linear light
    ((200, 150), (20.25, 10.5, 300.0, 225.0)),
    ((900, 300), (10.0, 0.0, 90.0, 30.0)),  # enlarged
    ((100, 80), (30.0, 40.0, 100.0, 80.0)),  # as it is
    ((300, 300), (-50.0, -20.0, 500.0, 500.0)),  # beyond the edges
]


@pytest.fixture
def large(photo: Image.Image) -> Image.Image:
    return photo.resize((400, 260))


@pytest.fixture(autouse=True)
def unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bytes have passed the child before."""
    monkeypatch.setattr("designer_app.pictures.trusted._passed", set())


def both(digest: str, size, crop, least=(400, 260)) -> tuple[bytes, bytes]:
    pictures.forget()
    pictures.facts_by_digest(digest)
    sent = pictures.scaled(digest, min_size=least, size=size, crop=crop)
    here = resize(pictures.decode_pixels(digest, min_size=least), size, crop)
    assert sent.mode == here.mode
    return sent.tobytes(), here.tobytes()


@pytest.mark.parametrize(("size", "crop"), CROPS)
@pytest.mark.parametrize("kind", ["jpg", "grey", "turned", "png", "alpha"])
def test_the_same_bytes_as_here(save, large, kind, size, crop) -> None:
    if kind == "grey":
        path = save("a.jpg", large.convert("L"))
    elif kind == "turned":
        exif = Image.Exif()
        exif[0x0112] = 6
        path = save("a.jpg", large.rotate(90, expand=True), exif=exif)
    elif kind == "alpha":
        large.putalpha(Image.linear_gradient("L").resize(large.size))
        path = save("a.png", large)
    else:
        path = save(f"a.{kind}", large)
    for _ in range(2):  # decoded for it, and at hand
        sent, here = both(pictures.facts(path).digest, size, crop)
        assert sent == here


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_same_bytes_for_any_crop_and_size(save, large, data) -> None:
    digest = pictures.facts(save("a.jpg", large)).digest
    size = data.draw(st.tuples(st.integers(1, 500), st.integers(1, 500)))
    x, y = data.draw(st.floats(-5, 390)), data.draw(st.floats(-5, 250))
    crop = (x, y, data.draw(st.floats(0.1, 410)), data.draw(st.floats(0.1, 270)))
    least = data.draw(st.sampled_from([(400, 260), (200, 130), (100, 65), (50, 30), (1, 1)]))
    whole = pictures.decoded_size(digest, least)
    scaled = tuple(v * whole[0] / 400 for v in crop)
    sent, here = both(digest, size, scaled, least)
    assert sent == here


@pytest.mark.parametrize("shape", [(400, 260), (401, 259)])
@pytest.mark.parametrize("by", [1, 2, 4, 8])
def test_the_size_of_what_is_decoded_is_known_before(save, large, shape, by) -> None:
    digest = pictures.facts(save("a.jpg", large.resize(shape))).digest
    least = (shape[0] // by, shape[1] // by)
    assert pictures.decoded_size(digest, least) == pictures.decode_pixels(digest, min_size=least).size


def test_pixels_too_many_for_the_shared_memory_come_too(save, large) -> None:
    side = 2900
    assert side * side * 4 > SIZE
    sent, here = both(pictures.facts(save("a.jpg", large)).digest, (side, side), (0.0, 0.0, 20.0, 20.0))
    assert sent == here


def test_without_shared_memory_pixels_come_through_the_pipe(save, large, monkeypatch) -> None:
    monkeypatch.setattr(Area, "make", classmethod(lambda cls: None))
    keeper._keeper.close()
    digest = pictures.facts(save("a.jpg", large)).digest
    for size, crop in CROPS:
        sent, here = both(digest, size, crop)
        assert sent == here
    keeper._keeper.close()


def test_a_child_that_was_killed_is_told_all_again(save, large) -> None:
    digest = pictures.facts(save("a.jpg", large)).digest
    pictures.expect_pixels(digest, (400, 260))
    assert keeper._keeper.pid is not None
    psutil.Process(keeper._keeper.pid).kill()
    sent, here = both(digest, *CROPS[1])
    assert sent == here


def test_a_picture_of_which_the_child_let_go_is_sent_again(save, large, monkeypatch) -> None:
    asked = []
    ask = keeper.Keeper.ask_for
    monkeypatch.setattr(
        keeper.Keeper, "ask_for", lambda own, job, take: asked.append(bool(job.data)) or ask(own, job, take)
    )
    digest = pictures.facts(save("a.jpg", large)).digest

    def scaled() -> bytes:
        return pictures.scaled(digest, min_size=(400, 260), size=CROPS[1][0], crop=CROPS[1][1]).tobytes()

    first = scaled()
    asked.clear()
    pictures.page_done()
    assert scaled() == first
    assert asked == [False]
    for _ in range(9):
        pictures.page_done()
    assert scaled() == first
    assert asked == [False, False, True]


def test_shared_memory_has_no_name_that_could_stay() -> None:
    area = Area.make()
    if area is None:
        pytest.skip("this system shares no memory")
    (told,) = area.told()
    if sys.platform == "linux":
        handle = int(told.partition(":")[0])
        assert os.readlink(f"/proc/self/fd/{handle}").startswith("/memfd:")
        with pytest.raises(OSError, match="not permitted"):  # or the other side would fall into a hole
            os.ftruncate(handle, 10)
        assert area.passed() == {"pass_fds": (handle,)}
    area.close()


def test_shared_memory_is_found_by_its_token_alone() -> None:
    area = Area.make()
    if area is None:
        pytest.skip("this system shares no memory")
    (told,) = area.told()
    name, _, token = told.partition(":")
    if sys.platform != "win32":  # what opens it closes the handle
        name = str(os.dup(int(name)))
    assert opened(f"{name}:{'0' * len(token)}") is None
    if sys.platform != "win32":
        name = str(os.dup(int(told.partition(":")[0])))
    found = opened(f"{name}:{token}")
    assert found is not None
    found[:3] = b"abc"
    assert area.memory[:3] == b"abc"
    found.close()
    area.close()
    assert opened("nonsense") is None


@pytest.mark.parametrize("kind", ["RGB", "RGBA", "paper"])
def test_what_is_seen_in_the_child_is_what_is_seen_here(save, large, kind) -> None:
    if kind == "RGBA":
        large.putalpha(Image.linear_gradient("L").resize(large.size))
    if kind == "paper":
        large = Image.new("RGB", (400, 260), (255, 255, 255))
        large.paste((120, 30, 10), (90, 40, 200, 220))
    digest = pictures.facts(save("a.png", large)).digest
    asked = {
        "light": (bytes, (10.5, 0.0, 300.0, 200.25), 12, 7),
        "content_box": (tuple[int, int, int, int],),
        "share": (float,),
        "paper": (bool,),
        "ground": (str,),
        "subject": (tuple[float, float],),
    }
    assert set(asked) == set(JUDGES)
    seen = {what: judged(digest, what, *how) for what, how in asked.items()}
    assert not door._decoded.held  # nothing was decoded here
    image = pictures.decode(digest)
    assert seen == {what: JUDGES[what](image, *how[1:]) for what, how in asked.items()}
    assert seen == {what: judged(digest, what, *how) for what, how in asked.items()}
