"""Records one after another in a file that only grows: length (4 bytes, big-endian), CRC-32 of the body, body.

Journals and ledgers are written so. A torn tail, whatever killed its writer, is seen and ends the reading.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_HEAD = struct.Struct(">II")
_LARGEST = 64_000_000  # bytes of one record


def framed(body: bytes) -> bytes:
    """One record, ready to be appended in one piece."""
    return _HEAD.pack(len(body), zlib.crc32(body)) + body


def bodies(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Every whole record from the beginning, each with the number of bytes up to its end."""
    at = 0
    while at + _HEAD.size <= len(data):
        length, check = _HEAD.unpack_from(data, at)
        start, end = at + _HEAD.size, at + _HEAD.size + length
        if length > _LARGEST or end > len(data) or zlib.crc32(data[start:end]) != check:
            return
        yield data[start:end], end
        at = end


def scan(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Like ``bodies`` of a file that is never in memory as a whole: every whole record, with the place of its head."""
    at = 0
    while len(head := stream.read(_HEAD.size)) == _HEAD.size:
        length, check = _HEAD.unpack(head)
        body = stream.read(length) if length <= _LARGEST else b""
        if len(body) != length or zlib.crc32(body) != check:
            return
        yield at, body
        at += _HEAD.size + length


def body_at(stream: BinaryIO, at: int) -> bytes:
    """The body of the record whose head is there."""
    stream.seek(at)
    length, _ = _HEAD.unpack(stream.read(_HEAD.size))
    return stream.read(length)
