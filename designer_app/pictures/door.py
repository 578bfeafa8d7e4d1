"""The door through which every picture comes in: facts and pixels by content hash.

Bytes that the project did not ship go through the killable child first; what passed it once is
decoded in this process from then on, where all its pixels are wanted. Scaled it is in the child, which sends only what is
wanted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from designer_app.errors import DesignError, Finding
from designer_app.known_types import read_as
from designer_app.pictures import container, keeper, reading
from designer_app.pictures.header import check_size
from designer_app.pictures.limits import limits
from designer_app.pictures.lru import ByteLru
from designer_app.pictures.pixels import Pixels, no_whole
from designer_app.pictures.records import PictureFacts
from designer_app.pictures.trusted import is_shipped, is_trusted, trust
from designer_app.pictures.wire import Answer, to_picture
from designer_app.timing import spent, timed

if TYPE_CHECKING:
    from PIL import Image

    from designer_app.pictures.resizing import CropBox

T = TypeVar("T")

_Key = tuple[str, int, tuple[int, int]]
_facts: dict[str, PictureFacts] = {}
_decoded: ByteLru[Pixels] = ByteLru()
_there: deque[_Key] = deque(maxlen=16)  # pictures that the child should still have
_REDUCED = 4_000_000  # px of a picture whose halves and quarters are made of the whole
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
    known = _facts_of(*reading.taken(path))
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
    return _facts_of(digest)


def _facts_of(digest: str, data: bytes | None = None) -> PictureFacts:
    """``data``: the file's bytes where they are at hand."""
    path = reading.path_of(digest)
    try:
        known = _facts.get(digest)
        if known is None:
            known = _facts[digest] = _read_facts(digest, data or reading.read_digest(digest))
        check_size((known.width, known.height), limits())  # again for facts read under a wider limit
    except DesignError as error:
        raise reading.named(error, path) from None
    return known


def decode(digest: str, *, min_size: tuple[int, int] | None = None) -> Image.Image:
    """``decode_pixels`` as a picture of Pillow's. It is shared with the cache: never change it in place."""
    pixels = decode_pixels(digest, min_size=min_size)
    before = pixels.held
    image = pixels.image()
    if pixels.held != before:
        _decoded.grown(pixels, pixels.held, limits().cache_bytes)
    return image


@timed("decode")
def decode_pixels(digest: str, *, min_size: tuple[int, int] | None = None) -> Pixels:
    """Pixels of a registered picture: 8-bit sRGB, RGB (opaque) or RGBA (straight alpha), upright.

    Without ``min_size`` the size is that of ``facts``. With it, a JPEG may come at 1/2, 1/4 or 1/8 of
    its size (each side rounded up) as long as both sides are ≥ ``min_size``, and an SVG is drawn just
    large enough; the result depends on the bytes and ``min_size`` alone. Of an animation the first
    frame.

    Raises ``DesignError`` as ``facts`` does, and ``unknown-picture`` or ``picture-changed``.
    """
    key = _wanted(digest, min_size)
    try:
        return _held(key) or _made(key)
    except DesignError as error:
        raise reading.named(error, reading.path_of(digest)) from None


@timed("decode")
def scaled(digest: str, *, min_size: tuple[int, int], size: tuple[int, int], crop: CropBox) -> Image.Image:
    """``crop`` (x, y, width, height in pixels of ``decode_pixels`` with this ``min_size``, see ``decoded_size``; kept within
    the picture) scaled to ``size`` by ``resizing.resize``. Raises ``DesignError`` as ``decode`` does.

    What strangers made is scaled where it is decoded, so that only the pixels wanted are sent.
    """
    key = _wanted(digest, min_size)
    try:
        if _here(key):
            from designer_app.pictures.resizing import resize

            return resize(_held(key) or _made(key), size, crop)
        whole = decoded_size(digest, min_size)
        fields = {"whole": whole, "crop": crop, "width": size[0], "height": size[1]}
        return _from_child(_picture, "scale", key, **fields)
    except DesignError as error:
        raise reading.named(error, reading.path_of(digest)) from None


@timed("decode")
def judged(
    digest: str, what: str, kind: type[T], *arguments: Any, min_size: tuple[int, int] | None = None
) -> T:
    """What one of ``judging.JUDGES`` sees on a picture's pixels (``decode_pixels``). Raises ``DesignError`` as ``decode`` does.

    Like ``scaled`` it is done where the pixels are.
    """
    key = _wanted(digest, min_size)
    if _here(key):
        from designer_app.pictures.judging import JUDGES

        found: T = JUDGES[what](decode(digest, min_size=min_size), *arguments)
        return found
    try:
        told = _from_child(_told, "judge", key, judge=what, arguments=arguments)
        return msgspec.convert(told[0], read_as(kind))
    except msgspec.ValidationError:
        raise reading.named(no_whole(), reading.path_of(digest)) from None
    except DesignError as error:
        raise reading.named(error, reading.path_of(digest)) from None


def decoded_size(digest: str, min_size: tuple[int, int] | None = None) -> tuple[int, int]:
    """The size in which ``decode_pixels`` gives a picture; decodes nothing. Raises ``DesignError`` as ``facts`` does."""
    known = facts_by_digest(digest)
    _, shrink, drawn = _wanted(digest, min_size)
    return drawn if any(drawn) else (-(-known.width // shrink), -(-known.height // shrink))


def expect_pixels(digest: str, min_size: tuple[int, int]) -> None:
    """A picture whose facts are known will be asked for soon, by ``scaled`` or whole: let the child begin. What is decoded in
    this process is not begun: it would only take turns with what is done meanwhile."""
    known = _facts.get(digest)
    if known is None or known.format == "SVG" or is_shipped(digest):
        return
    key = _wanted(digest, min_size)
    data = reading.at_hand(digest)
    if data and _held(key) is None and key not in _there:
        keeper.begin_in_child("hold", data, **_asked(key))
        _there.append(key)


def _wanted(digest: str, min_size: tuple[int, int] | None) -> _Key:
    """What decoding a picture for a size comes to: hash, 1 ÷ scale, size of a drawing."""
    from designer_app.pictures.decoding import shrink_of

    known = facts_by_digest(digest)
    if known.format == "SVG":
        return (digest, 1, _svg_size(known, min_size))
    return (digest, shrink_of(known, min_size), (0, 0))


def _here(key: _Key) -> bool:
    """Whether what is wanted of a picture's pixels is done in this process: where it has them, or may decode them."""
    return any(key[2]) or _held(key) is not None or is_shipped(key[0])


def _held(key: _Key) -> Pixels | None:
    return _decoded.get(key)


def _made(key: _Key) -> Pixels:
    digest, shrink, size = key
    if any(size):
        pixels = Pixels.of(_decode_svg(digest, size))
    elif _by_reducing(digest, shrink):
        whole = (digest, 1, size)
        pixels = (_held(whole) or _made(whole)).reduced(shrink)
    else:
        pixels = _decode_raster(digest, shrink)
    _keep(key, pixels)
    return pixels


def _by_reducing(digest: str, shrink: int) -> bool:
    """Whether a smaller scale is made of the whole picture: of one of a few megapixels that costs a tenth of reading its
    bytes again, and most are wanted at more than one scale. The smallest scale, by which pictures are judged, is always
    the decoder's own."""
    known = _facts[digest]
    return shrink in (2, 4) and known.width * known.height <= _REDUCED


def _keep(key: Hashable, pixels: Pixels) -> None:
    _decoded.put(key, pixels, pixels.held, limits().cache_bytes)


def forget() -> None:
    """Empty the caches of pixels, facts and bytes (trust is kept)."""
    _decoded.clear()
    _facts.clear()
    _there.clear()
    reading.forget()


def _read_facts(digest: str, data: bytes) -> PictureFacts:
    from designer_app.pictures import decoding, svg

    if svg.looks_like_svg(data):
        return svg.svg_facts(digest, data)
    if is_trusted(digest):
        known = decoding.read_facts(data, digest, limits())
    else:
        answer = keeper.in_child("facts", container.head_of(data), digest=digest)
        assert answer.facts is not None  # the child answers with facts or findings
        known = answer.facts
    return known if container.is_whole(data) else msgspec.structs.replace(known, whole=False)


def _decode_raster(digest: str, shrink: int) -> Pixels:
    if is_trusted(digest):
        from designer_app.pictures import decoding

        return decoding.decode_bytes(reading.read_digest(digest), limits(), shrink)
    answer = _from_child(_whole, "decode", (digest, shrink, (0, 0)))
    trust(digest)
    return answer


def _from_child(take: Callable[[Answer, memoryview], T], task: str, key: _Key, **fields: Any) -> T:
    """What the child says to a picture, whose bytes are sent unless it should have the picture."""
    fields.update(_asked(key))
    data = b"" if key in _there else reading.read_digest(key[0])
    found = keeper.seen_in_child(_unless_lacking(take), task, data, **fields)
    if found is None:
        found = keeper.seen_in_child(_unless_lacking(take), task, reading.read_digest(key[0]), **fields)
    assert found is not None  # it has them now
    if task != "decode":  # whose pixels this process keeps
        _there.append(key)
    return found


def _asked(key: _Key) -> dict[str, Any]:
    digest, shrink, _ = key
    return {"digest": digest, "shrink": shrink, "reduced": _by_reducing(digest, shrink)}


def _unless_lacking(take: Callable[[Answer, memoryview], T]) -> Callable[[Answer, memoryview], T | None]:
    return lambda answer, pixels: None if answer.lacking else take(answer, pixels)


def _whole(answer: Answer, pixels: memoryview) -> Pixels:
    return Pixels(answer.mode, answer.size, bytes(pixels))


def _told(answer: Answer, pixels: memoryview) -> tuple[Any]:
    return (answer.judged,)


def _picture(answer: Answer, pixels: memoryview) -> Image.Image:
    spent("resize", answer.resizing)
    return to_picture(answer, pixels)


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
