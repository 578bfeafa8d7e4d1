"""What must not come in is refused with one finding that names file, found and expected."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from designer_app import pictures
from designer_app.errors import DesignError, Finding
from designer_app.scene import sources

Save = Callable[..., Path]


def refusal(path: Path) -> Finding:
    with pytest.raises(DesignError) as caught:
        pictures.decode(pictures.facts(path).digest)
    (finding,) = caught.value.findings
    assert finding.severity == "error"
    assert finding.file == str(path)
    assert finding.found
    assert finding.expected
    return finding


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif", "a.tif", "a.bmp"])
def test_truncated(save: Save, photo: Image.Image, name: str) -> None:
    data = save(name, photo).read_bytes()
    assert refusal(save(name, data[: len(data) * 2 // 3])).code == "bad-picture"


def test_png_with_one_wrong_byte_in_its_pixels(save: Save, photo: Image.Image) -> None:
    data = bytearray(save("a.png", photo, compress_level=0).read_bytes())
    data[len(data) // 2] ^= 1
    finding = refusal(save("a.png", bytes(data)))
    assert finding.code == "bad-picture"
    assert "checksum" in finding.found


def test_header_that_declares_a_bomb(save: Save, bomb: Callable[[int, int], bytes]) -> None:
    finding = refusal(save("bomb.png", bomb(30_000, 30_000)))
    assert finding.code == "picture-too-large"
    assert "30000 × 30000" in finding.found
    assert "50 megapixels" in finding.expected
    assert finding.remedy


def test_cap_can_be_set(save: Save, photo: Image.Image) -> None:
    path = save("a.png", photo)
    digest = pictures.facts(path).digest
    pictures.set_limits(pictures.Limits(pixels=96 * 64 - 1))
    assert refusal(path).code == "picture-too-large"
    pictures.set_limits(pictures.Limits(pixels=96 * 64))
    assert pictures.decode(digest).size == photo.size


def test_file_of_too_many_bytes(save: Save, photo: Image.Image) -> None:
    path = save("a.bmp", photo)
    pictures.set_limits(pictures.Limits(file_bytes=1000))
    assert refusal(path).code == "picture-too-large"


def test_pipe_folder_and_absent_file(pipe: Path, tmp_path: Path) -> None:
    assert refusal(pipe).code == "not-a-file"
    assert refusal(tmp_path).code == "not-a-file"
    assert refusal(tmp_path / "none.png").code == "cannot-read"
    assert refusal(tmp_path / "nul\0.png").code == "cannot-read"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "EPS"),
        (b"\xc5\xd0\xd3\xc6" + bytes(40), "EPS"),
        (b"%PDF-1.7\n", "PDF"),
        (b"8BPS\0\1" + bytes(40), "Photoshop"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"<html><body>", "web page"),
        (b"P6 1 1 255\n\0\0\0", "no picture"),
    ],
)
def test_other_kinds_are_named(save: Save, data: bytes, named: str) -> None:
    finding = refusal(save("a.png", data))
    assert finding.code == "unsupported-picture"
    assert named in finding.found


def test_empty_file(save: Save) -> None:
    assert refusal(save("a.png", b"")).code == "bad-picture"


def test_unknown_hash_and_changed_file(save: Save, photo: Image.Image) -> None:
    with pytest.raises(DesignError, match="unknown-picture"):
        pictures.decode("0" * 32)
    path = save("a.png", photo)
    digest = sources.register(path)
    save("a.png", photo.rotate(90))
    with pytest.raises(DesignError, match="picture-changed"):
        pictures.decode(digest)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.tif", "a.bmp", "a.avif", "a.svg"])
def test_mutated_files_give_a_picture_or_one_error(save: Save, photo: Image.Image, name: str) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
    data = save(name, drawing if name.endswith("svg") else photo).read_bytes()
    dice = random.Random(name)
    for turn in range(40):
        bent = bytearray(data)
        for _ in range(dice.randint(1, 12)):
            bent[dice.randrange(len(bent))] = dice.randrange(256)
        path = save(f"{turn}-{name}", bytes(bent))
        outcome = outcome_of(path)
        assert outcome in (str(path), "RGB", "RGBA")


def outcome_of(path: Path) -> str:
    """The mode of the picture, or the file that the one error names."""
    try:
        return pictures.decode(pictures.facts(path).digest).mode
    except DesignError as error:
        return error.findings[0].file
