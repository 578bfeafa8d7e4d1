"""Every stored colour mode comes out as upright 8-bit sRGB."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from designer_app import pictures
from designer_app.errors import DesignError

Save = Callable[..., Path]
RED = (255, 0, 0)


def decoded(path: Path) -> Image.Image:
    return pictures.decode(pictures.facts(path).digest)


def far(one: Image.Image, other: Image.Image) -> int:
    a, b = np.asarray(one.convert("RGB")).astype(int), np.asarray(other.convert("RGB")).astype(int)
    assert a.shape == b.shape
    return int(np.abs(a - b).max())


@pytest.mark.parametrize(
    ("name", "options", "tolerance"),
    [
        ("a.png", {}, 0),
        ("a.bmp", {}, 0),
        ("a.tif", {"compression": "tiff_lzw"}, 0),
        ("a.webp", {"lossless": True}, 0),
        ("a.gif", {}, 24),
        ("a.jpg", {"quality": 95, "subsampling": 0}, 12),
        ("a.avif", {"quality": 98, "subsampling": "4:4:4"}, 16),
    ],
)
def test_every_format_of_the_whitelist(
    save: Save, photo: Image.Image, name: str, options: dict[str, object], tolerance: int
) -> None:
    image = decoded(save(name, photo, **options))
    assert image.mode == "RGB"
    assert far(image, photo) <= tolerance


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
def test_exif_orientation_is_applied(save: Save, photo: Image.Image, name: str, orientation: int) -> None:
    undo = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[orientation]  # fmt: skip
    stored = photo if undo is None else photo.transpose(undo)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exact = {"a.webp": {"lossless": True}, "a.jpg": {"quality": 95, "subsampling": 0}}.get(name, {})
    path = save(name, stored, exif=exif, **exact)
    facts = pictures.facts(path)
    assert (facts.width, facts.height) == photo.size
    image = pictures.decode(facts.digest)
    assert image.size == photo.size
    assert far(image, photo) <= (12 if name == "a.jpg" else 0)


def test_damaged_exif_is_ignored(save: Save, photo: Image.Image) -> None:
    assert decoded(save("a.jpg", photo, exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).size == photo.size


def test_cmyk_jpeg(save: Save, photo: Image.Image) -> None:
    path = save("a.jpg", photo.convert("CMYK"), quality=95, subsampling=0)
    facts = pictures.facts(path)
    assert facts.mode == "CMYK"
    (note,) = facts.notes
    assert (note.code, note.severity, note.file) == ("converted-cmyk", "note", str(path))
    assert far(pictures.decode(facts.digest), photo) <= 24


def swapped_profile() -> bytes:
    """A valid RGB profile whose red and green primaries have changed places."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132], "big")
    entries = {bytes(data[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    red, green = entries[b"rXYZ"], entries[b"gXYZ"]
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(data)


def test_embedded_srgb_changes_nothing(save: Save, photo: Image.Image) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = save("a.png", photo, icc_profile=profile)
    assert pictures.facts(path).notes == ()
    assert far(decoded(path), photo) == 0


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.webp"])
def test_another_profile_is_converted(save: Save, name: str) -> None:
    path = save(name, Image.new("RGB", (16, 16), RED), icc_profile=swapped_profile())
    assert [n.code for n in pictures.facts(path).notes] == ["converted-profile"]
    r, g, b = decoded(path).getpixel((8, 8))
    assert r < 8
    assert g > 247
    assert b < 8


def test_alpha_survives_a_profile(save: Save) -> None:
    path = save("a.png", Image.new("RGBA", (4, 4), (255, 0, 0, 77)), icc_profile=swapped_profile())
    assert decoded(path).getpixel((0, 0))[3] == 77
    assert decoded(path).getpixel((0, 0))[1] > 247


def test_damaged_profile_is_noted_and_ignored(save: Save, photo: Image.Image) -> None:
    path = save("a.png", photo, icc_profile=b"no profile at all")
    assert [n.code for n in pictures.facts(path).notes] == ["ignored-profile"]
    assert far(decoded(path), photo) == 0


def test_profile_of_another_colour_space_is_ignored(save: Save, photo: Image.Image) -> None:
    path = save("a.png", photo.convert("L"), icc_profile=swapped_profile())
    assert far(decoded(path), photo.convert("L")) == 0


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_16_bit_grey_is_rounded_not_clipped(save: Save, name: str) -> None:
    values = np.array([[0, 128, 129, 32768, 65535]], dtype=np.uint16)
    path = save(name, Image.fromarray(values))
    facts = pictures.facts(path)
    assert [n.code for n in facts.notes] == ["converted-16-bit"]
    image = pictures.decode(facts.digest)
    assert image.mode == "RGB"
    assert [image.getpixel((x, 0))[0] for x in range(5)] == [0, 0, 1, 128, 255]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (Image.new("LA", (3, 2), (90, 120)), (90, 90, 90, 120)),
        (Image.new("RGBA", (3, 2), (1, 2, 3, 4)), (1, 2, 3, 4)),
        (Image.new("RGBA", (3, 2), (1, 2, 3, 255)), (1, 2, 3)),
        (Image.new("L", (3, 2), 90), (90, 90, 90)),
        (Image.new("1", (3, 2), 1), (255, 255, 255)),
        (Image.new("RGB", (3, 2), RED).quantize(4), RED),
    ],
)
def test_modes(save: Save, stored: Image.Image, shown: tuple[int, ...]) -> None:
    image = decoded(save("a.png", stored))
    assert image.mode == ("RGBA" if len(shown) == 4 else "RGB")
    assert image.getpixel((1, 1)) == shown


def test_palette_and_colour_key_transparency(save: Save) -> None:
    halves = Image.new("RGB", (4, 2), RED)
    halves.paste((0, 0, 255), (0, 0, 2, 2))
    keyed = decoded(save("key.png", halves, transparency=(0, 0, 255)))
    assert [keyed.getpixel((x, 0))[3] for x in (0, 3)] == [0, 255]
    gif = save("a.gif", halves.quantize(2), transparency=0)
    assert pictures.facts(gif).has_alpha
    assert sorted({p[3] for p in decoded(gif).get_flattened_data()}) == [0, 255]


def test_float_pictures_are_refused(save: Save) -> None:
    path = save("a.tif", Image.new("F", (3, 2), 0.5))
    with pytest.raises(DesignError) as caught:
        decoded(path)
    assert caught.value.findings[0].code == "unsupported-picture"


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png"])
def test_first_frame_of_an_animation(save: Save, name: str) -> None:
    frames = [Image.new("RGB", (8, 8), c) for c in (RED, (0, 255, 0), (0, 0, 255))]
    lossless = {"lossless": True} if name.endswith("webp") else {}
    path = save(name, frames[0], save_all=True, append_images=frames[1:], duration=50, **lossless)
    facts = pictures.facts(path)
    assert facts.animated
    assert "first-frame" in [n.code for n in facts.notes]
    assert decoded(path).getpixel((4, 4))[:3] == RED


def test_jpeg_has_the_pixels_of_pillow(save: Save, photo: Image.Image) -> None:
    for options in ({}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 1}):
        path = save("a.jpg", photo, **options)
        assert far(decoded(path), Image.open(path)) == 0


def test_min_size_depends_on_bytes_and_size_alone(save: Save, photo: Image.Image) -> None:
    path = save("a.jpg", photo.resize((801, 403)))
    digest = pictures.facts(path).digest
    sizes = {
        m: pictures.decode(digest, min_size=m).size
        for m in [(1, 1), (102, 50), (200, 100), (402, 1), (801, 403)]
    }
    assert sizes == {(1, 1): (101, 51), (102, 50): (201, 101), (200, 100): (201, 101), (402, 1): (801, 403),
                     (801, 403): (801, 403)}  # fmt: skip
    small = pictures.decode(digest, min_size=(200, 100)).tobytes()
    pictures.forget()
    assert pictures.decode(digest, min_size=(200, 100)).tobytes() == small
    assert pictures.decode(digest).size == (801, 403)


def test_min_size_counts_after_turning(save: Save, photo: Image.Image) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    digest = pictures.facts(save("a.jpg", photo.resize((800, 400)), exif=exif)).digest
    assert pictures.decode(digest, min_size=(100, 200)).size == (100, 200)


def test_child_and_process_give_the_same_pixels(save: Save, photo: Image.Image) -> None:
    path = save("a.jpg", photo.convert("CMYK"))
    digest = pictures.facts(path).digest
    assert not pictures.is_trusted(digest)
    first = pictures.decode(digest)
    assert pictures.is_trusted(digest)
    pictures.forget()
    assert pictures.decode(digest).tobytes() == first.tobytes()


def test_decoded_pictures_are_kept_up_to_a_cap(save: Save, photo: Image.Image) -> None:
    one, two = (pictures.facts(save(n, photo.rotate(a))).digest for n, a in (("1.png", 0), ("2.png", 90)))
    pictures.set_limits(pictures.Limits(cache_bytes=96 * 64 * (3 + 4)))
    kept = pictures.decode(one)
    assert pictures.decode(one) is kept
    pictures.decode(two)
    assert pictures.decode(one) is not kept


def test_extension_that_lies_is_noted(save: Save, photo: Image.Image) -> None:
    facts = pictures.facts(save("a.png", photo, format="JPEG"))
    assert facts.format == "JPEG"
    assert [n.code for n in facts.notes] == ["wrong-extension"]
    assert pictures.facts(save("b.JPEG".lower(), photo, format="JPEG")).notes == ()


def test_transparent_16_bit_value(save: Save) -> None:
    stream = io.BytesIO()
    Image.fromarray(np.array([[0, 40000]], dtype=np.uint16)).save(stream, "PNG", transparency=40000)
    image = decoded(save("a.png", stream.getvalue()))
    assert [image.getpixel((x, 0))[3] for x in (0, 1)] == [255, 0]
