"""What an export list says, without a window: lines of size × format × scale × name, presets, and the making of one line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from designer_app.build.requests import page_count
from designer_app.build.resources import Resources
from designer_app.design.sizes import Size
from designer_app.design.template import LoadedTemplate, Override
from designer_app.editor.artboard import Artboard, View, artboard, request_of
from designer_app.editor.keeping import journals_folder
from designer_app.errors import DesignError, Finding
from designer_app.export.formats import FORMATS, FormatName, choose_format
from designer_app.export.records import Encoded, EncodeSettings, FileMeta
from designer_app.files import write_text
from designer_app.known_types import read_as
from designer_app.production.alt import alt_text
from designer_app.production.naming import check_pattern, fill_pattern, folded, names_in_pattern

if TYPE_CHECKING:
    from PIL import Image

SCALES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
PATTERN = "{{key}}-{{size}}"


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """How a size is made into a file. ``format`` "" is the first that the size's platform takes; ``within`` keeps the
    file below the platform's limit of bytes."""

    format: FormatName | str = ""
    scale: Annotated[float, msgspec.Meta(gt=0, le=8)] = 1.0
    quality: Annotated[int, msgspec.Meta(ge=1, le=100)] = 90
    within: bool = True

    def named(self, size: Size) -> FormatName:
        found = FORMATS.get(self.format) if self.format else None  # type: ignore[call-overload]
        return found.name if found is not None else choose_format(_known(size.formats))


Key = tuple[str, Variant, int]


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """Variants under a name; each size gets all of them."""

    name: str
    variants: tuple[Variant, ...]


PRESETS = (
    Preset(name="As each platform wants", variants=(Variant(),)),
    Preset(name="PNG, every pixel kept", variants=(Variant(format="png", within=False),)),
    Preset(
        name="PNG at 1× and 2×",
        variants=(Variant(format="png", within=False), Variant(format="png", scale=2.0, within=False)),
    ),
    Preset(name="JPG for the web", variants=(Variant(format="jpg", quality=82),)),
    Preset(name="WebP, small", variants=(Variant(format="webp", quality=78),)),
    Preset(name="PDF", variants=(Variant(format="pdf", within=False),)),
)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list: a view in one variant. ``name`` "" follows the list's pattern; ``pages`` are all made."""

    view: View
    variant: Variant = Variant()
    name: str = ""
    pages: int = 1

    @property
    def format(self) -> FormatName:
        return self.variant.named(self.view.size)

    @property
    def key(self) -> Key:
        """What of a line decides its bytes, within one list."""
        return self.view.size.id, self.variant, self.pages

    @property
    def pixels(self) -> tuple[int, int]:
        """Of each file."""
        size, k = self.view.size, self.variant.scale
        return max(1, round(size.width * k)), max(1, round(size.height * k))

    @property
    def limit(self) -> int | None:
        """Bytes that the platform takes, where the line heeds them."""
        return self.view.size.max_bytes if self.variant.within else None

    @property
    def files(self) -> int:
        return 1 if FORMATS[self.format].document else self.pages


class File(msgspec.Struct, frozen=True, kw_only=True):
    """One finished file of a line: its number among them, its bytes, and what a person should know."""

    number: int
    encoded: Encoded


def pages_of(template: LoadedTemplate, rows: tuple[Override, ...], view: View) -> int:
    """How many pages the view's cell has; 1 where it can't be told."""
    try:
        return page_count(request_of(template, rows, view))
    except DesignError:
        return 1


# Names


def stems(line: Line, pattern: str, template: str) -> list[str]:
    """The names of a line's files without suffix, one for each. Raises ``DesignError`` for a pattern that is none."""
    said = line.name or pattern
    check_pattern(said, ())
    if line.variant.scale != 1.0 and not line.name:
        said += f"@{line.variant.scale:g}x"
    if line.files > 1 and "page" not in names_in_pattern(said):
        said += "-{{page}}"
    view = line.view
    values = {
        "key": view.row or "design", "row": view.row or "design", "size": view.size.id, "kit": view.kit.id, "lang": view.lang,
        "template": template, "class": view.size.size_class, "pages": line.pages, "variant": "",
    }  # fmt: skip
    width = len(str(line.pages))
    return [
        fill_pattern(said, {**values, "page": str(page).zfill(width)}) for page in range(1, line.files + 1)
    ]


def clashes(lines: Iterable[tuple[int, Line]], pattern: str, template: str) -> set[int]:
    """The numbers of lines of which a file would overwrite another line's."""
    owners: dict[str, set[int]] = {}
    for number, line in lines:
        for stem in stems(line, pattern, template):
            owners.setdefault(folded(stem) + FORMATS[line.format].suffix, set()).add(number)
    return {number for owner in owners.values() if len(owner) > 1 for number in owner}


# Files


class Maker:
    """Builds, paints and encodes lines; pages and pixels of the last ones are kept, since a list asks for the same page in
    several formats."""

    def __init__(self, template: LoadedTemplate, rows: tuple[Override, ...]) -> None:
        self._template, self._rows = template, rows
        self._resources = Resources((template.folder,))
        self._boards: dict[tuple[str, int], Artboard] = {}
        self._image: tuple[tuple[str, int, float], Image.Image] | None = None

    def make(self, line: Line, number: int) -> Encoded:
        """The line's file ``number`` (from 1). Raises ``DesignError``: what can't be built, or is over the limit."""
        if FORMATS[line.format].document:
            return self._document(line)
        board = self._board(line.view, number)
        settings = EncodeSettings(format=line.format, quality=line.variant.quality)
        image = self._pixels(line, number)
        meta = _meta(board)
        if line.limit is None:
            from designer_app.export.encode import encode

            return encode(image, settings, meta)
        from designer_app.export.budget import encode_within

        floor = line.view.kit.file.quality_floor
        return encode_within(
            image, (line.format,), line.limit, settings, min(floor, line.variant.quality), meta,
            place=f"size {line.view.size.id}",
        )  # fmt: skip

    def findings(self, line: Line) -> tuple[Finding, ...]:
        """What the build says about the line's pages."""
        return tuple(f for n in range(1, line.pages + 1) for f in self._board(line.view, n).built.findings)

    def _board(self, view: View, page: int) -> Artboard:
        key = view.size.id, page
        if key not in self._boards:
            shown = msgspec.structs.replace(view, page=page)
            self._boards[key] = artboard(self._template, self._rows, shown, self._resources)
        return self._boards[key]

    def _pixels(self, line: Line, number: int) -> Image.Image:
        from designer_app.paint import paint

        key = line.view.size.id, number, line.variant.scale
        if self._image is None or self._image[0] != key:
            scene = self._board(line.view, number).built.scene
            self._image = key, paint(scene, line.variant.scale)
        return self._image[1]

    def _document(self, line: Line) -> Encoded:
        from designer_app.export.pdf.documents import document

        boards = [self._board(line.view, page) for page in range(1, line.pages + 1)]
        settings = EncodeSettings(format="pdf", quality=line.variant.quality)
        return document([b.built.scene for b in boards], line.view.size, settings, _meta(boards[0]))


def _meta(board: Artboard) -> FileMeta:
    scene = board.built.scene
    return FileMeta(
        title=scene.title, alt=alt_text(scene), row_key=board.view.row, scene_key=scene.key, software="designer",
        language=scene.language,
    )  # fmt: skip


def _known(formats: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in formats if name in FORMATS)


# A person's own presets


def _file() -> Path:
    return journals_folder().parent / "exports.json"


def own_presets() -> tuple[Preset, ...]:
    """What a person has kept; nothing where the file is gone or broken."""
    try:
        return msgspec.json.decode(_file().read_bytes(), type=read_as(tuple[Preset, ...]))
    except (OSError, msgspec.MsgspecError):
        return ()


def keep_preset(preset: Preset) -> None:
    """Keep it in place of one of the same name. Raises ``DesignError`` when the disk says no."""
    kept = [p for p in own_presets() if p.name != preset.name]
    data: list[Mapping[str, object]] = [msgspec.to_builtins(p) for p in (*kept, preset)]
    _file().parent.mkdir(parents=True, exist_ok=True)
    write_text(_file(), json.dumps(data, ensure_ascii=False, indent=1) + "\n", durable=False)


def drop_preset(name: str) -> None:
    kept = [msgspec.to_builtins(p) for p in own_presets() if p.name != name]
    write_text(_file(), json.dumps(kept, ensure_ascii=False, indent=1) + "\n", durable=False)
