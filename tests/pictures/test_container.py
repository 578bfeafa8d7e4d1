"""Where a picture's header ends, and whether its bytes are all there."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from designer_app.pictures.container import head_of, is_whole
from designer_app.pictures.decoding import read_facts
from designer_app.pictures.limits import limits


def saved(kind: str, mode: str = "RGB", **how: object) -> bytes:
    noise = random.Random(2).randbytes(120 * 90 * len(mode) if mode != "P" else 120 * 90)
    image = Image.frombytes(mode, (120, 90), noise)
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
FILES = {
    "jpeg": saved("JPEG", quality=92),
    "progressive": saved("JPEG", progressive=True),
    "cmyk": saved("JPEG", "CMYK"),
    "turned": saved("JPEG", exif=turned()),
    "profile": saved("JPEG", icc_profile=PROFILE),
    "commented": saved("JPEG", comment=b"\xff\xd9\xff\xda made by hand"),
    "png": saved("PNG"),
    "png with alpha": saved("PNG", "RGBA", icc_profile=PROFILE),
    "palette": saved("PNG", "P"),
    "webp": saved("WEBP", quality=80),
}


@pytest.mark.parametrize("name", FILES)
def test_the_head_has_all_the_facts(name: str) -> None:
    data = FILES[name]
    head = head_of(data)
    assert read_facts(head, "x", limits()) == read_facts(data, "x", limits())
    assert name == "webp" or len(head) < len(data) / 2


@pytest.mark.parametrize("name", FILES)
def test_whole_files_and_such_that_end_early(name: str) -> None:
    data = FILES[name]
    assert is_whole(data)
    for share in (0.3, 0.6, 0.95):
        assert not is_whole(data[: int(len(data) * share)])


def test_bytes_after_the_end_do_no_harm_and_wrong_ones_in_a_png_are_seen() -> None:
    assert is_whole(FILES["jpeg"] + b"a film that a telephone put behind it")
    assert is_whole(FILES["png"] + b"more")
    data = bytearray(FILES["png"])
    data[len(data) // 2] ^= 1
    assert not is_whole(bytes(data))


@given(
    st.sampled_from(sorted(FILES)), st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), max_size=6)
)
def test_nothing_that_bytes_say_makes_it_fail(name: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(FILES[name])
    for at, value in changes:
        data[at % len(data)] = value
    assert bytes(data).startswith(head_of(bytes(data)))
    assert is_whole(bytes(data)) in (True, False)
