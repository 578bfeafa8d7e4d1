"""The door for Photoshop documents (PSD, PSB): their layers as plain records, read in the killable child."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from designer_app.errors import DesignError, fail
from designer_app.known_types import read_as
from designer_app.pictures import keeper, reading
from designer_app.pictures.limits import limits
from designer_app.pictures.psd_records import PsdDocument, PsdPixels

if TYPE_CHECKING:
    from PIL import Image

_MODES = {
    0: "bitmap",
    1: "grey",
    2: "indexed",
    3: "RGB",
    4: "CMYK",
    7: "multichannel",
    8: "duotone",
    9: "Lab",
}
_DEPTHS = (1, 8, 16, 32)
_MOST_CHANNELS = 128  # the format says 56; Photoshop reads and writes more
_documents = msgspec.msgpack.Decoder(read_as(PsdDocument))


class Psd(msgspec.Struct, frozen=True, eq=False):
    """A document with its pixels."""

    document: PsdDocument
    pixels: bytes

    def picture(self, where: PsdPixels) -> Image.Image:
        """The pixels of a layer, mask or merged picture. Raises ``bad-picture``."""
        from PIL import Image

        wanted = where.width * where.height * (4 if where.mode == "RGBA" else 1)
        unpacker = zlib.decompressobj()
        part = memoryview(self.pixels)[where.start : where.start + where.length]
        try:
            raw = unpacker.decompress(part, wanted)
        except zlib.error:
            raw = b""
        if len(raw) != wanted or not wanted:
            raise fail("bad-picture", found="pixels that do not add up", expected="a whole picture")
        return Image.frombytes(where.mode, (where.width, where.height), raw)


def read_psd(path: Path, *, own_colours: bool = False) -> Psd:
    """A Photoshop document, its colours turned to sRGB.

    ``own_colours`` keeps the channels as they are stored, as ``RGB`` (grey thrice; the complements of cyan, magenta
    and yellow, with that of black in ``black``; L, a, b), for comparing with Photoshop's own picture.

    Raises ``DesignError`` naming the file: ``cannot-read``, ``not-a-file``, ``picture-too-large``, ``bad-psd``,
    ``picture-timeout``.
    """
    data = reading.read_file(path)
    try:
        if len(data) > limits().file_bytes:
            raise fail(
                "picture-too-large", found=f"more than {limits().file_bytes} bytes", expected="a smaller file"
            )
        check_header(data)
        answer = keeper.in_child("psd-own" if own_colours else "psd", data, allowed=limits().for_documents())
    except DesignError as error:
        raise reading.named(error, path) from None
    return Psd(_documents.decode(answer.document), answer.pixels)


def check_header(data: bytes) -> None:
    """The fixed part at the start (Adobe Photoshop File Formats, "File Header Section"). Raises ``bad-psd``."""
    if data[:4] != b"8BPS":
        raise bad_psd("a file that does not begin with 8BPS")
    if len(data) < 26 or data[6:12] != bytes(6):
        raise bad_psd("a header that ends early or has other bytes where zeros belong")
    version, channels = int.from_bytes(data[4:6], "big"), int.from_bytes(data[12:14], "big")
    height, width = int.from_bytes(data[14:18], "big"), int.from_bytes(data[18:22], "big")
    depth, mode = int.from_bytes(data[22:24], "big"), int.from_bytes(data[24:26], "big")
    most = 30_000 if version == 1 else 300_000
    if version not in (1, 2):
        raise bad_psd(f"version {version}")
    if not (1 <= width <= most and 1 <= height <= most and 1 <= channels <= _MOST_CHANNELS):
        raise bad_psd(f"{width} × {height} px in {channels} channels")
    if depth not in _DEPTHS or mode not in _MODES:
        raise bad_psd(f"{depth} bits in colour mode {mode}")
    if width * height > limits().pixels:
        raise fail(
            "picture-too-large",
            found=f"{width} × {height} px",
            expected=f"at most {limits().pixels // 1_000_000} million pixels",
            remedy="save it smaller",
        )


def bad_psd(found: str) -> DesignError:
    """The error for a document that cannot be read."""
    return fail(
        "bad-psd",
        found=found,
        expected="a Photoshop document (PSD or PSB)",
        remedy="open it in Photoshop and save it again",
    )


def mode_name(mode: int) -> str:
    return _MODES.get(mode, str(mode))
