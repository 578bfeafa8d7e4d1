"""The door through which every picture comes in: facts and pixels by content hash.

Bytes that the project did not ship go through the killable child first; what passed it once is
decoded in this process from then on.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from designer_app.errors import DesignError, Finding
from designer_app.pictures import keeper, reading
from designer_app.pictures.header import check_size
from designer_app.pictures.limits import limits
from designer_app.pictures.lru import ByteLru
from designer_app.pictures.records import PictureFacts
from designer_app.pictures.trusted import is_trusted, trust
from designer_app.pictures.wire import to_picture
from designer_app.timing import timed

if TYPE_CHECKING:
    from PIL import Image

_facts: dict[str, PictureFacts] = {}
_decoded: ByteLru[Image.Image] = ByteLru()
_SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"), "PNG": (".png", ".apng"), "WEBP": (".webp",),
    "AVIF": (".avif", ".avifs"), "GIF": (".gif",), "TIFF": (".tif", ".tiff"), "BMP": (".bmp", ".dib"),
    "SVG": (".svg", ".svgz"),
}  # fmt: skip


def facts(path: Path) -> PictureFacts:
    """Header facts of a picture file (raster or SVG), registered so that ``decode`` finds it.

    Raises ``DesignError`` naming the file: ``cannot-read``, ``not-a-file``, ``picture-too-large``,
    ``unsupported-picture``, ``bad-picture``, ``picture-timeout``, or an SVG refusal (``bad-svg``,
    ``unsafe-svg``).
    """
    known = facts_by_digest(reading.register(path))
    notes = [msgspec.structs.replace(note, file=str(path)) for note in known.notes]
    suffix = path.suffix.lower()
    claimed = [kind for kind, suffixes in _SUFFIXES.items() if suffix in suffixes]
    if claimed and known.format not in claimed:
        lie = Finding(
            code="wrong-extension",
            severity="note",
            file=str(path),
            found=f"{known.format} data in a file named {suffix}",
            remedy="read as what it is; rename the file",
        )
        notes.append(lie)
    return msgspec.structs.replace(known, notes=tuple(notes))


def facts_by_digest(digest: str) -> PictureFacts:
    """``facts`` of a file registered before; its notes name no file."""
    path = reading.path_of(digest)
    try:
        known = _facts.get(digest)
        if known is None:
            known = _facts[digest] = _read_facts(digest, reading.read_digest(digest))
        check_size((known.width, known.height), limits())  # again for facts read under a wider limit
    except DesignError as error:
        raise reading.named(error, path) from None
    return known


@timed("decode")
def decode(digest: str, *, min_size: tuple[int, int] | None = None) -> Image.Image:
    """Pixels of a registered picture: 8-bit sRGB, RGB (opaque) or RGBA (straight alpha), upright.

    Without ``min_size`` the size is that of ``facts``. With it, a JPEG may come at 1/2, 1/4 or 1/8 of
    its size (each side rounded up) as long as both sides are ≥ ``min_size``, and an SVG is drawn just
    large enough; the result depends on the bytes and ``min_size`` alone. Of an animation the first
    frame. The picture is shared with the cache: never change it in place.

    Raises ``DesignError`` as ``facts`` does, and ``unknown-picture`` or ``picture-changed``.
    """
    from designer_app.pictures.decoding import shrink_of

    shrink, size = 1, (0, 0)
    known = facts_by_digest(digest)
    if known.format == "SVG":
        size = _svg_size(known, min_size)
    else:
        shrink = shrink_of(known, min_size)
    key = (digest, shrink, size)
    image = _decoded.get(key)
    if image is None:
        path = reading.path_of(digest)
        try:
            image = _decode_svg(digest, size) if any(size) else _decode_raster(digest, shrink)
        except DesignError as error:
            raise reading.named(error, path) from None
        _decoded.put(key, image, image.width * image.height * len(image.getbands()), limits().cache_bytes)
    return image


def forget() -> None:
    """Empty the caches of pixels and facts (trust is kept)."""
    _decoded.clear()
    _facts.clear()


def _read_facts(digest: str, data: bytes) -> PictureFacts:
    from designer_app.pictures import decoding, svg

    if svg.looks_like_svg(data):
        return svg.svg_facts(digest, data)
    if is_trusted(digest):
        return decoding.read_facts(data, digest, limits())
    answer = keeper.in_child("facts", data, digest=digest)
    assert answer.facts is not None  # the child answers with facts or findings
    return answer.facts


def _decode_raster(digest: str, shrink: int) -> Image.Image:
    from designer_app.pictures import decoding

    data = reading.read_digest(digest)
    if is_trusted(digest):
        return decoding.decode_bytes(data, limits(), shrink)
    image = to_picture(keeper.in_child("decode", data, shrink=shrink))
    trust(digest)
    return image


def _decode_svg(digest: str, size: tuple[int, int]) -> Image.Image:
    from designer_app.pictures.svg import rasterise

    return rasterise(digest, *size)


def _svg_size(known: PictureFacts, min_size: tuple[int, int] | None) -> tuple[int, int]:
    """The box an SVG is drawn into: its own size, or that enlarged in whole-number ratio to cover."""
    if min_size is None:
        return (known.width, known.height)
    # Up as a fraction of integers, so that no rounding depends on the platform.
    up, by = max((min_size[0], known.width), (min_size[1], known.height), key=lambda pair: pair[0] / pair[1])
    up, by = max(1, up), max(1, by)
    return (-(-known.width * up // by), -(-known.height * up // by))
