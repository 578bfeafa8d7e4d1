"""What differs between two folders of pictures: as numbers, as a contact sheet, as one page of HTML."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from designer_app.errors import DesignError, fail
from designer_app.export.formats import FORMATS
from designer_app.production.ledger import FOLDER, sha256_of
from designer_app.production.receipt import Line, read_receipt
from designer_app.wording.sentences import sentence

if TYPE_CHECKING:
    from PIL import Image

_SUFFIXES = {kind.suffix for kind in FORMATS.values() if not kind.document} | {".jpeg"}
_GAP = 16  # px between the pictures of a strip


class Changed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that both folders have and that isn't the same. ``share`` of pixels that differ, 0 to 1 (1 where the
    sizes in px do); ``most`` = the largest difference of a channel, 0 to 255; both 0 = only other bytes."""

    path: str
    share: float
    most: int
    key: str = ""
    size: str = ""
    kit: str = ""
    note: str = ""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Two folders compared, by the paths of their files; of those that changed pictures come first."""

    same: int
    changed: tuple[Changed, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing differs."""
        return not (self.changed or self.only_before or self.only_after)


def compare(before: Path, after: Path) -> Difference:
    """Compare all pictures below two folders, and by their bytes what else a batch has made there (PDF, captions,
    archives). Raises ``DesignError`` (``missing-folder``)."""
    ours, theirs = _lines(before), _lines(after)
    one, other = _files(before, ours), _files(after, theirs)
    about = {**ours, **theirs}
    changed, same = [], 0
    for path in sorted(one & other, key=lambda path: (not is_picture(path), path)):
        if sha256_of(before / path) == sha256_of(after / path):
            same += 1
        else:
            changed.append(_changed(before / path, after / path, path, about.get(path)))
    return Difference(
        same=same, changed=tuple(changed), only_before=tuple(sorted(one - other)),
        only_after=tuple(sorted(other - one)),
    )  # fmt: skip


def _files(folder: Path, made: Iterable[str]) -> set[str]:
    if not os.path.isdir(folder):
        raise fail(
            "missing-folder",
            file=str(folder),
            found="a file" if os.path.exists(folder) else "no such folder",
            expected="a folder of pictures",
        )
    pictures = {
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in _SUFFIXES and path.is_file() and FOLDER not in path.parts
    }
    return pictures | {path for path in made if (folder / path).is_file()}


def is_picture(path: str) -> bool:
    """Whether a file's pixels are compared, rather than its bytes."""
    return Path(path).suffix.lower() in _SUFFIXES


def _lines(folder: Path) -> Mapping[str, Line]:
    try:
        return {line.path: line for line in read_receipt(folder).files}
    except DesignError:
        return {}


def _changed(before: Path, after: Path, path: str, line: Line | None) -> Changed:
    share, most, note = 1.0, 255, ""
    if not is_picture(path):
        return _described(path, line, 0.0, 0, "other bytes")
    try:
        one, other = _opened(before), _opened(after)
        if one.size == other.size:
            share, most = _numbers(one, other)
        else:
            note = f"{one.width}×{one.height} and {other.width}×{other.height} px"
    except DesignError as error:
        note = error.findings[0].found
    return _described(path, line, share, most, note)


def _described(path: str, line: Line | None, share: float, most: int, note: str) -> Changed:
    return Changed(
        path=path, share=share, most=most, note=note, key=line.key if line else "", size=line.size if line else "",
        kit=line.kit if line else "",
    )  # fmt: skip


def _opened(path: Path) -> Image.Image:
    from designer_app.pictures import decode, facts

    return decode(facts(path).digest).convert("RGBA")


def _numbers(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    worst = _worst(one, other)
    equal = worst.histogram()[0]
    extrema = worst.getextrema()
    most = extrema[1]
    assert isinstance(most, int)
    return round(1 - equal / (one.width * one.height), 6), most


def _worst(one: Image.Image, other: Image.Image) -> Image.Image:
    """The largest difference of any channel, as L."""
    from PIL import ImageChops

    bands = ImageChops.difference(one, other).split()
    worst = bands[0]
    for band in bands[1:]:
        worst = ImageChops.lighter(worst, band)
    return worst


def strip(before: Path, after: Path, changed: Changed, height: int = 360) -> Image.Image | None:
    """Before, after and the difference (dark where it is great) side by side, RGB; None where one can't be read."""
    from PIL import Image, ImageOps

    if not is_picture(changed.path):
        return None
    try:
        one, other = _opened(before / changed.path), _opened(after / changed.path)
    except DesignError:
        return None
    parts = [_laid(one), _laid(other)]
    if one.size == other.size:
        worst = _worst(one, other).point([min(255, value * 4) for value in range(256)])
        parts.append(ImageOps.invert(worst).convert("RGB"))
    parts = [part.resize((max(1, round(part.width * height / part.height)), height)) for part in parts]
    whole = Image.new(
        "RGB", (sum(part.width for part in parts) + _GAP * (len(parts) - 1), height), (238, 238, 238)
    )
    x = 0
    for part in parts:
        whole.paste(part, (x, 0))
        x += part.width + _GAP
    return whole


def _laid(image: Image.Image) -> Image.Image:
    from designer_app.export.encode import flatten

    return flatten(image, (255, 255, 255))


def named(changed: Changed, language: str = "en") -> str:
    """A line about a changed file: how much of it differs, and how much."""
    if changed.note:
        note = changed.note if is_picture(changed.path) else sentence("other-bytes", language)
        return f"{changed.path}: {note}"
    if not changed.share:
        return sentence("same-pixels", language, path=changed.path)
    share = _percent(changed.share, language)
    return sentence("pixels", language, path=changed.path, share=share, most=changed.most)


def _percent(share: float, language: str) -> str:
    text = f"{max(share, 0.001):.1%}".replace("%", " %")
    text = text.replace(".", ",") if language == "ru" else text
    return sentence("less-than", language, share=text) if share < 0.001 else text


def strips(before: Path, after: Path, changed: Iterable[Changed]) -> Iterable[tuple[Changed, Image.Image]]:
    for one in changed:
        image = strip(before, after, one)
        if image is not None:
            yield one, image
