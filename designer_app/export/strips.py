"""Reuse of encoded strips: of many pictures over one base, only the strips that differ are encoded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from designer_app.export.codecs import Strip, codec, strip_codec
from designer_app.export.records import EncodeSettings, FileMeta

if TYPE_CHECKING:
    from PIL import Image

_Key = tuple[str, EncodeSettings, tuple[int, int], str]


class StripCache:
    """Encoded strips of bases, the least recently used dropped above ``limit`` bytes.

    The base picture itself is never needed: where a picture does not differ from its base, its strips
    *are* the base's, so the first picture over a base fills the cache and later ones complete it.
    Not for use by two threads at once.
    """

    def __init__(self, limit: int = 64 * 2**20) -> None:
        self.limit = limit
        self.size = 0  # bytes held
        self._bases: OrderedDict[_Key, list[Strip | None]] = OrderedDict()

    def encode(
        self,
        image: Image.Image,
        base_id: str,
        dirty: Sequence[tuple[int, int]],
        settings: EncodeSettings,
        meta: FileMeta,
    ) -> bytes:
        """The same bytes as the codec's ``encode(image, settings, meta)``.

        ``image`` is RGB or RGBA as the format needs it (``encode.prepare``); ``dirty`` lists the row
        intervals (y0, y1 exclusive, any order, overlaps and overhang allowed) that may differ from the
        base named ``base_id``. A base's name must stand for its pixels: use a content key.
        """
        made = strip_codec(settings.format)
        rows = made.strip_rows(settings) if made else 0
        if made is None or rows == 0:
            return codec(settings.format).encode(image, settings, meta)
        known = self._strips(base_id, settings, image, rows)
        changed = _touched(dirty, rows, image.height)
        lacking = {number for number, strip in enumerate(known) if strip is None} if None in known else set()
        wanted = sorted(changed | lacking)
        bands = [(first * rows, min(last * rows, image.height)) for first, last in _runs(wanted)]
        fresh = dict(zip(wanted, made.cut(image, settings, bands) if bands else (), strict=True))
        self._learn(known, {number: fresh[number] for number in lacking - changed})
        strips = [fresh.get(number, strip) for number, strip in enumerate(known)]
        return made.join(cast("list[Strip]", strips), image.size, image.mode, settings, meta)

    def forget(self, base_id: str) -> None:
        """Drop a base's strips."""
        for key in [key for key in self._bases if key[0] == base_id]:
            self.size -= _weight(self._bases.pop(key))

    def _strips(
        self, base_id: str, settings: EncodeSettings, image: Image.Image, rows: int
    ) -> list[Strip | None]:
        key = (base_id, settings, image.size, image.mode)
        if key not in self._bases:
            self._bases[key] = [None] * -(-image.height // rows)
        self._bases.move_to_end(key)
        return self._bases[key]

    def _learn(self, known: list[Strip | None], found: dict[int, Strip]) -> None:
        for number, strip in found.items():
            known[number] = strip
            self.size += len(strip.data)
        while self.size > self.limit and len(self._bases) > 1:
            self.size -= _weight(self._bases.popitem(last=False)[1])


def _weight(strips: list[Strip | None]) -> int:
    return sum(len(strip.data) for strip in strips if strip is not None)


def _touched(dirty: Sequence[tuple[int, int]], rows: int, height: int) -> set[int]:
    touched: set[int] = set()
    for y0, y1 in dirty:
        if max(y0, 0) < min(y1, height):
            touched.update(range(max(y0, 0) // rows, (min(y1, height) - 1) // rows + 1))
    return touched


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as intervals (first, last exclusive)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs
