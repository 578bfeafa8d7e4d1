"""Picture files made on the spot, and a door with empty caches for every test."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from designer_app import pictures

Save = Callable[..., Path]


@pytest.fixture(autouse=True)
def clean_door() -> Iterator[None]:
    pictures.forget()
    before = pictures.limits()
    yield
    pictures.set_limits(before)
    pictures.forget()


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """``save("a.png", image, **options)`` → path; the format follows the name unless given."""

    def write(name: str, image: Image.Image | bytes | str, **options: Any) -> Path:
        path = tmp_path / name
        if isinstance(image, str):
            image = image.encode()
        if isinstance(image, Image.Image):
            stream = io.BytesIO()
            kinds = {"jpg": "JPEG", "tif": "TIFF"}
            suffix = path.suffix[1:]
            image.save(stream, options.pop("format", None) or kinds.get(suffix, suffix.upper()), **options)
            image = stream.getvalue()
        path.write_bytes(image)
        return path

    return write


@pytest.fixture
def photo() -> Image.Image:
    """96 × 64: smooth colours with one corner marked, so that turning it shows."""
    ramp = Image.linear_gradient("L").resize((96, 64))
    image = Image.merge("RGB", (ramp, ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM), ramp))
    image.paste((255, 0, 0), (0, 0, 24, 16))
    return image


def png_header(width: int, height: int) -> bytes:
    """A PNG that declares a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def bomb() -> Callable[[int, int], bytes]:
    return png_header


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A FIFO that nobody writes to."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    path = tmp_path / "pipe.png"
    os.mkfifo(path)
    return path
