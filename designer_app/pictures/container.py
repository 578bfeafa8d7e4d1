"""What the container of a picture's bytes says: where its header ends, and whether the bytes are all there.

Only lengths, markers and checksums are read, nothing that a decoder would have to understand.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_SCAN, _END = 0xDA, b"\xff\xd9"  # JPEG: start of the first scan; end of the picture (ITU T.81, table B.1)
_BARE = frozenset([0x01, *range(0xD0, 0xDA)])  # markers without a length
_MANY = b"MPF\0"  # an APP2 segment that points to further pictures
_PIXELS = (b"IHDR", b"PLTE", b"IDAT")


def head_of(data: bytes) -> bytes:
    """As many bytes from the start as its facts are read from; all of them where that isn't known."""
    if data.startswith(_JPEG):
        scan = _scan(data)
        return data[: scan + 16] if scan else data
    if data.startswith(_PNG):
        first = next((start for kind, start, _ in _chunks(data) if kind == b"IDAT"), 0)
        return data[: first + 16] if first else data
    return data


def is_whole(data: bytes) -> bool:
    """False where the container says that bytes are lacking, or, of a PNG, other than they were. True of formats that
    don't tell."""
    if data.startswith(_JPEG):
        scan = _scan(data)
        return scan > 0 and data.rfind(_END, scan) >= 0
    if data.startswith(_PNG):
        return wrong_chunk(data) is None and any(kind == b"IEND" for kind, _, _ in _chunks(data))
    if data.startswith(b"RIFF"):
        return int.from_bytes(data[4:8], "little") + 8 <= len(data)
    return True


def wrong_chunk(data: bytes) -> str | None:
    """The first chunk of a PNG that holds pixels whose checksum is wrong (PNG 5.3), or which ends too early."""
    for kind, start, end in _chunks(data):
        if kind in _PIXELS:
            stored = int.from_bytes(data[end : end + 4], "big")
            if zlib.crc32(memoryview(data)[start + 4 : end]) != stored or end + 4 > len(data):
                return kind.decode("ascii")
    return None


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Of a PNG: each chunk's kind, where it starts, where its contents end."""
    position = 8
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        yield data[position + 4 : position + 8], position, position + 8 + length
        position += length + 12


def _scan(data: bytes) -> int:
    """Where a JPEG's first scan starts; 0 where it isn't found, or where further pictures follow."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xFF or kind in _BARE:  # fill bytes
            at += 1 if kind == 0xFF else 2
            continue
        if kind == _SCAN:
            return at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 4 : at + 8] == _MANY:
            return 0
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0
