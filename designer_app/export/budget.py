"""Files that must not exceed a number of bytes: a fixed ladder down to a floor of quality, then no file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from designer_app.errors import Finding, fail
from designer_app.export.encode import Rows, encode, flatten, opaque, prepare
from designer_app.export.formats import FORMATS, LADDER, FormatName, choose_format, format_named
from designer_app.export.png import palette
from designer_app.export.records import Encoded, EncodeSettings, FileMeta

if TYPE_CHECKING:
    from PIL import Image

    from designer_app.export.strips import StripCache

PALETTES = (256, 128, 64)  # colours tried, best first

_Rungs = list[EncodeSettings]  # best first; sizes fall from rung to rung
_Encode = Callable[[EncodeSettings], Encoded]


def encode_within(
    image: Image.Image,
    allowed_formats: Sequence[str],
    max_bytes: int,
    settings: EncodeSettings,
    floor: int,
    meta: FileMeta | None = None,
    *,
    strips: StripCache | None = None,
    base_id: str = "",
    dirty: Sequence[Rows] | None = None,
    file: str = "",
    place: str = "",
) -> Encoded:
    """The best file of at most ``max_bytes``, metadata included.

    Tried in turn: the settings as they are; lower qualities down to ``floor`` (1..100, on the common
    scale); the same with chroma halved; for PNG harder compression, then palettes as long as they
    err no more than JPEG at the floor; then the other ``allowed_formats`` in their order (those without
    alpha only for opaque pictures). With ``lossless`` set no pixel ever changes.
    Raises ``DesignError`` ``over-budget`` naming the smallest size reached, ``file`` and ``place``.
    """

    def attempt(wish: EncodeSettings) -> Encoded:
        return encode(image, wish, meta, strips=strips, base_id=base_id, dirty=dirty)

    smallest: Encoded | None = None
    first: Encoded | None = None
    for rungs in _ladders(image, _order(image, allowed_formats, settings), settings, floor):
        found, tried = _best(rungs, max_bytes, attempt)
        first = first or tried[0]
        if found is not None:
            return _noted(found, first, max_bytes, file, place)
        smallest = min([*([smallest] if smallest else []), *tried], key=lambda one: len(one.data))
    raise fail(
        "over-budget",
        file=file,
        place=place,
        found=f"{len(smallest.data):,} bytes as {_described(smallest.settings)}, the smallest above the floor"
        if smallest
        else "no format that fits the settings",
        expected=f"at most {max_bytes:,} bytes at quality {floor} or better",
        remedy="allow another format, more bytes or a lower quality floor, or calm the picture",
    )


def _order(
    image: Image.Image, allowed_formats: Sequence[str], settings: EncodeSettings
) -> tuple[FormatName, ...]:
    """The format wished for if it is allowed, then the others that can hold the picture."""
    allowed = tuple(format_named(name).name for name in allowed_formats) or (settings.format,)
    first = settings.format if settings.format in allowed else choose_format(allowed)
    solid = opaque(image.convert("RGBA") if image.has_transparency_data else image)
    others = (name for name in allowed if name != first and _holds(name, image, solid))
    names = dict.fromkeys((first, *others))
    return tuple(name for name in names if FORMATS[name].lossless or not settings.lossless)


def _holds(name: FormatName, image: Image.Image, solid: bool) -> bool:
    row = FORMATS[name]
    return max(image.size) <= row.max_side and (solid or row.alpha)


def _ladders(
    image: Image.Image, names: Sequence[FormatName], settings: EncodeSettings, floor: int
) -> Iterator[_Rungs]:
    for name in names:
        wish = msgspec.structs.replace(
            settings, format=name, colours=settings.colours if name == "png" else 0
        )
        if FORMATS[name].lossy and not settings.lossless:
            yield from _quality_ladders(wish, floor)
        else:
            yield [wish]
            if wish.effort == "fast":
                wish = msgspec.structs.replace(wish, effort="small")
                yield [wish]
            if name == "png" and not settings.lossless:
                for colours in PALETTES:
                    if _palette_below_floor(image, colours, floor):
                        break
                    yield [msgspec.structs.replace(wish, colours=colours)]


def _quality_ladders(wish: EncodeSettings, floor: int) -> Iterator[_Rungs]:
    """Qualities from the wish to the floor; then the same with chroma halved."""
    top = max(wish.quality, floor)
    qualities = [top, *(quality for quality in LADDER if floor < quality < top)]
    if floor < top:
        qualities.append(floor)
    halved = FORMATS[wish.format].subsampling and wish.chroma == "444"
    for chroma in ("444", "420") if halved else (wish.chroma,):
        yield [msgspec.structs.replace(wish, quality=quality, chroma=chroma) for quality in qualities]


def _best(rungs: _Rungs, max_bytes: int, attempt: _Encode) -> tuple[Encoded | None, list[Encoded]]:
    """The first rung that fits (found by halving, as sizes fall), and all that was tried."""
    tried = [attempt(rungs[0])]
    if len(tried[0].data) <= max_bytes:
        return tried[0], tried
    if len(rungs) == 1:
        return None, tried
    tried.append(attempt(rungs[-1]))
    if len(tried[-1].data) > max_bytes:
        return None, tried
    found, over, fits = tried[-1], 0, len(rungs) - 1
    while fits - over > 1:
        middle = (over + fits) // 2
        tried.append(attempt(rungs[middle]))
        if len(tried[-1].data) <= max_bytes:
            found, fits = tried[-1], middle
        else:
            over = middle
    return found, tried


def _palette_below_floor(image: Image.Image, colours: int, floor: int) -> bool:
    """Whether a palette errs more (mean square) than JPEG at the floor does."""
    from PIL import Image

    settings = EncodeSettings(format="jpg", quality=floor)
    ready, _ = prepare(image, msgspec.structs.replace(settings, format="png"))
    flat = flatten(ready, settings.ground) if ready.mode == "RGBA" else ready
    reduced = palette(ready, colours).convert(ready.mode)
    shown = flatten(reduced, settings.ground) if reduced.mode == "RGBA" else reduced
    with Image.open(io.BytesIO(encode(flat, settings).data)) as worst:
        return _square_error(flat, shown) > _square_error(flat, worst)


def _square_error(one: Image.Image, other: Image.Image) -> int:
    import numpy as np

    difference = np.asarray(one).astype(np.int64) - np.asarray(other)
    return int((difference * difference).sum())


def _noted(found: Encoded, first: Encoded, max_bytes: int, file: str, place: str) -> Encoded:
    if found is first:
        return found
    note = Finding(
        code="reduced-for-budget",
        severity="note",
        file=file,
        place=place,
        found=f"{len(first.data):,} bytes as {_described(first.settings)}",
        expected=f"at most {max_bytes:,} bytes",
        remedy=f"written as {_described(found.settings)}, {len(found.data):,} bytes",
    )
    return msgspec.structs.replace(found, findings=(*found.findings, note))


def _described(settings: EncodeSettings) -> str:
    row = FORMATS[settings.format]
    parts: list[str] = [row.name]
    if row.lossy and not settings.lossless:
        parts.append(f"quality {settings.quality}")
    if row.subsampling:
        parts.append("4:2:0" if settings.chroma == "420" else "4:4:4")
    if not row.lossy or settings.lossless:
        parts.append(settings.effort)
    if settings.colours:
        parts.append(f"{settings.colours} colours")
    return " ".join(parts)
