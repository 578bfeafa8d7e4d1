"""What the decoding child has at hand: pictures that it decoded, few and for a while."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from designer_app.pictures import decoding
from designer_app.pictures.mapped import bytes_of, memory
from designer_app.pictures.resizing import reduced
from designer_app.pictures.wire import Job

if TYPE_CHECKING:
    from PIL import Image

_FEW, _MANY = (
    16 * 1024 * 1024,
    48 * 1024 * 1024,
)  # bytes of pictures; a larger one is there until the next comes
_REMEMBERED = 16  # pictures that were thrown out
_SLACK = 64  # bytes behind a picture, as what works on sixteen pixels at once may look further than it should
_NONE = memoryview(b"")
_Key = tuple[str, int, bool]


class _Decoded(NamedTuple):
    image: Image.Image
    memory: memoryview  # in which it lies; empty: Pillow's own
    size: int


class Shelf:
    """Pictures by content hash, the longest unused thrown out first. There is room for few, as most are wanted once, and for more
    as soon as one is wanted again that was thrown out. A picture's memory serves the next one: fresh memory costs
    half as much as decoding."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[_Key, _Decoded] = OrderedDict()
        self._room = _FEW
        self._gone: deque[_Key] = deque(maxlen=_REMEMBERED)
        self._spare = _NONE

    def clear(self) -> None:
        """Nothing is at hand, and no memory kept for what comes."""
        self._pictures.clear()
        self._gone.clear()
        self._room, self._spare = _FEW, _NONE

    def held(self, job: Job) -> Image.Image | None:
        """The job's picture in ``RGB`` or ``RGBA``, never to be changed, if it is there."""
        found = self._pictures.get(_key(job))
        if found is None:
            return None
        self._pictures.move_to_end(_key(job))
        return found.image

    def picture(self, job: Job) -> Image.Image | None:
        """The same, decoded where it isn't there; None where its bytes are lacking. Raises ``DesignError``."""
        found = self.held(job)
        if found is not None:
            return found
        made = self._reduced(job) if job.reduced else self._decoded(job)
        if made is None:
            return None
        if _key(job) in self._gone:
            self._room = min(_MANY, self._room + made.size)
        self._pictures[_key(job)] = made
        self._throw_out(self._room, 1)
        return made.image

    def _reduced(self, job: Job) -> _Decoded | None:
        whole = self.picture(msgspec.structs.replace(job, shrink=1, reduced=False))
        if whole is None:
            return None
        small = reduced(whole, job.shrink)
        return _Decoded(small, _NONE, bytes_of(small.mode, small.size))

    def _decoded(self, job: Job) -> _Decoded | None:
        if not job.data:
            return None
        image, place = decoding.decode_image(job.data, job.limits, job.shrink, self._memory)
        return _Decoded(image, place, max(len(place), bytes_of(image.mode, image.size)))

    def _memory(self, size: int) -> memoryview:
        """At least so many bytes; pictures are thrown out so that they have room."""
        size += _SLACK
        self._throw_out(self._room - size, 0)
        taken, self._spare = self._spare, _NONE
        return taken if size <= len(taken) <= 2 * size else memory(size)

    def _throw_out(self, most: int, least: int) -> None:
        """Keep at most so many bytes of pictures, but at least so many pictures."""
        held = sum(picture.size for picture in self._pictures.values())
        while held > most and len(self._pictures) > least:
            key, gone = self._pictures.popitem(last=False)
            self._gone.append(key)
            held -= gone.size
            self._spare = gone.memory or self._spare


def _key(job: Job) -> _Key:
    return (job.digest, job.shrink, job.reduced)
