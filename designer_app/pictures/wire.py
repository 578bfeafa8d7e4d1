"""What travels between the door and its decoding child: length-prefixed MessagePack frames."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from designer_app.errors import Finding
from designer_app.pictures.limits import Limits
from designer_app.pictures.pixels import Pixels
from designer_app.pictures.records import PictureFacts

if TYPE_CHECKING:
    from PIL import Image

_LENGTH = struct.Struct("<Q")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work. ``facts`` and ``decode`` take picture bytes, ``svg`` UTF-8 text already scanned, ``psd`` and
    ``psd-own`` (own colours) a Photoshop document."""

    task: str
    data: bytes
    digest: str = ""
    shrink: int = 1
    width: int = 0
    height: int = 0
    limits: Limits = Limits()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Facts, or raw pixels of ``mode`` and ``size``, or a document (MessagePack of ``PsdDocument``) with its ``pixels``, or what was wrong."""

    findings: tuple[Finding, ...] = ()
    facts: PictureFacts | None = None
    document: bytes = b""
    mode: str = ""
    size: tuple[int, int] = (0, 0)
    pixels: bytes = b""


_encoder = msgspec.msgpack.Encoder()
_jobs = msgspec.msgpack.Decoder(Job)
_answers = msgspec.msgpack.Decoder(Answer)


def to_picture(answer: Answer) -> Image.Image:
    """The picture whose pixels an answer carries. Raises ``bad-picture`` when it carries none."""
    return Pixels(answer.mode, answer.size, answer.pixels).image()


def send(stream: BinaryIO, message: Job | Answer) -> None:
    """Write a message and flush it. An answer's pixels follow in a frame of their own: never copied into one."""
    pixels = b""
    if isinstance(message, Answer):
        pixels, message = message.pixels, msgspec.structs.replace(message, pixels=b"")
    frames = [_encoder.encode(message)]
    if isinstance(message, Answer):
        frames.append(pixels)
    for frame in frames:
        stream.write(_LENGTH.pack(len(frame)))
        stream.write(frame)
    stream.flush()


def receive_job(stream: BinaryIO) -> Job | None:
    """The next job, or None when the other side is gone."""
    payload = _frame(stream)
    return None if payload is None else _jobs.decode(payload)


def receive_answer(stream: BinaryIO, *, at_most: int) -> Answer | None:
    """The next answer, or None when the child died, sent nonsense or more than ``at_most`` bytes."""
    try:
        payload, pixels = _frame(stream, at_most), _frame(stream, at_most)
        if payload is None or pixels is None:
            return None
        return msgspec.structs.replace(_answers.decode(payload), pixels=pixels)
    except (msgspec.MsgspecError, ValueError):
        return None


def _frame(stream: BinaryIO, at_most: int | None = None) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if at_most is not None and length > at_most:
        return None
    payload = stream.read(length)
    return payload if len(payload) == length else None
