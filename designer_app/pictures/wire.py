"""What travels between the door and its decoding child: length-prefixed MessagePack frames."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from designer_app.errors import Finding
from designer_app.known_types import read_as
from designer_app.pictures.limits import Limits
from designer_app.pictures.mapped import bytes_of
from designer_app.pictures.pixels import Pixels, no_whole
from designer_app.pictures.records import PictureFacts

if TYPE_CHECKING:
    from PIL import Image

_LENGTH = struct.Struct("<Q")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work.

    ``facts``, ``decode``, ``hold`` (decode and keep), ``scale`` and ``judge`` take picture bytes, all but the first none, too, where the
    child may still have the picture of this ``digest``; ``svg`` UTF-8 text already scanned; ``psd`` and ``psd-own`` (own colours) a Photoshop document.
    A picture is decoded at 1 / ``shrink`` of its size, or made so small from the whole when ``reduced``. ``scale``:
    ``crop`` (x, y, width, height) of the picture decoded at the size ``whole`` to ``width`` × ``height``; ``judge``: what ``judge`` (``judging.JUDGES``) sees, given
    the ``arguments``. ``rest``: nothing is kept.
    """

    task: str
    data: bytes = b""
    digest: str = ""
    shrink: int = 1
    reduced: bool = False
    whole: tuple[int, int] = (0, 0)
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    width: int = 0
    height: int = 0
    judge: str = ""
    arguments: tuple[Any, ...] = ()
    limits: Limits = Limits()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Facts, or raw pixels of ``mode`` (``RGBX``: a fourth byte that says nothing) and ``size``, or a document (MessagePack of
    ``PsdDocument``) with its ``pixels``, or what was wrong. ``lacking``: the bytes, which must be sent. ``shared``: so many bytes
    of pixels lie in the shared memory. ``resizing``: seconds that it took. ``judged``: what a judge sees."""

    findings: tuple[Finding, ...] = ()
    facts: PictureFacts | None = None
    document: bytes = b""
    mode: str = ""
    size: tuple[int, int] = (0, 0)
    pixels: bytes = b""
    lacking: bool = False
    shared: int = 0
    resizing: float = 0.0
    judged: Any = None


_encoder = msgspec.msgpack.Encoder()
_jobs = msgspec.msgpack.Decoder(read_as(Job))
_answers = msgspec.msgpack.Decoder(read_as(Answer))


def to_picture(answer: Answer, pixels: bytes | memoryview | None = None) -> Image.Image:
    """The picture whose pixels an answer carries, or which lie elsewhere. Raises ``bad-picture`` when there are none."""
    data = answer.pixels if pixels is None else pixels
    if answer.mode != "RGBX":
        return Pixels(answer.mode, answer.size, bytes(data)).image()
    if len(data) != bytes_of("RGB", answer.size) or not data:
        raise no_whole()
    from PIL import Image

    return Image.frombytes("RGB", answer.size, data, "raw", "RGBX")


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
