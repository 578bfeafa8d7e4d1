"""What the decoding child does with pictures of pixels: their facts, their pixels, these scaled, and what can be seen on them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PIL import Image

from designer_app.memory import keep_freed
from designer_app.pictures import decoding
from designer_app.pictures.mapped import bytes_of, mapped
from designer_app.pictures.resizing import resize_into
from designer_app.pictures.shelf import Shelf
from designer_app.pictures.wire import Answer, Job

if TYPE_CHECKING:
    from designer_app.pictures.resizing import CropBox

_shelf = Shelf()
_pictures: set[str] = set()  # the first ones that came
_LACKING = Answer(lacking=True)


def serve(job: Job, shared: memoryview) -> Answer:
    """The answer to ``facts``, ``decode``, ``hold``, ``scale``, ``judge`` or ``rest``. Raises ``DesignError`` for a picture that is refused."""
    if job.task == "facts":
        return Answer(facts=decoding.read_facts(job.data, job.digest, job.limits))
    if job.task == "decode":
        return _decoded(job)
    if job.task == "rest":
        _shelf.clear()
        return Answer()
    image = _shelf.picture(job)
    if image is None:
        return _LACKING
    _note_picture(job)
    if job.task == "scale":
        return _scaled(job, image, shared)
    return Answer() if job.task == "hold" else _judged(job, image)


def _note_picture(job: Job) -> None:
    """Where a second picture comes, more will, and take the memory of those before."""
    if len(_pictures) < 2:
        _pictures.add(job.digest)
        if len(_pictures) == 2:
            keep_freed()


def _decoded(job: Job) -> Answer:
    """All pixels, which the other side will keep."""
    image = _shelf.held(job)
    if image is not None:
        return Answer(mode=image.mode, size=image.size, pixels=image.tobytes())
    if not job.data:
        return _LACKING
    found = decoding.decode_bytes(job.data, job.limits, job.shrink)
    return Answer(mode=found.mode, size=found.size, pixels=found.data)


def _judged(job: Job, image: Image.Image) -> Answer:
    from designer_app.pictures.judging import JUDGES

    return Answer(judged=JUDGES[job.judge](image, *job.arguments))


def _scaled(job: Job, image: Image.Image, shared: memoryview) -> Answer:
    begun = time.perf_counter()
    size = (job.width, job.height)
    count = bytes_of(image.mode, size)
    fits = count <= len(shared)
    into = mapped(shared, image.mode, size) if fits else Image.new(image.mode, size)
    resize_into(into, image, _crop(job, image))
    mode = "RGBX" if image.mode == "RGB" else image.mode
    pixels = b"" if fits else into.tobytes("raw", mode)
    spent = time.perf_counter() - begun
    return Answer(mode=mode, size=size, pixels=pixels, shared=count if fits else 0, resizing=spent)


def _crop(job: Job, image: Image.Image) -> CropBox:
    """The crop in the picture as it was decoded, should that have another size than its header promised."""
    across, down = image.width / job.whole[0], image.height / job.whole[1]
    x, y, width, height = job.crop
    return (x * across, y * down, width * across, height * down)
