"""Pictures and drawings by name: assets, the kit's logos, files of the template or beside the table."""

from __future__ import annotations

import functools
import itertools
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from designer_app.build.forgiving import (
    SUFFIXES,
    Listings,
    is_address,
    likely_file,
    nearest,
    picture_below,
)
from designer_app.build.memo import Memo
from designer_app.data_files import data_root
from designer_app.design.kit import Kit
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.files import inside
from designer_app.layers.base import PictureInfo
from designer_app.pictures import facts
from designer_app.pictures.svg import read_paths
from designer_app.scene.adjustments import Lookup
from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Node, Picture, PictureSource

if TYPE_CHECKING:
    from designer_app.pictures.focal_file import Noted

_FOCAL = re.compile(r"(.+)@(\d+(?:\.\d+)?),\s*(\d+(?:\.\d+)?)")

Folders = tuple[Path, ...]  # looked through in this order
Stamp = tuple[int, int]  # bytes and time (ns) of a file; (-1, 0) of one that isn't there
FOCAL = "focal.json"  # may hold a focal point of any picture beside it
FILE = "file:"  # begins the name under which a layer's files stand among what it was made from
ABSENT: Stamp = (-1, 0)


def stamp_of(path: str) -> Stamp:
    """How a file is told to be the same without being read; a folder changes with the names in it."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return ABSENT
    return (0 if stat.S_ISDIR(status.st_mode) else status.st_size), status.st_mtime_ns


class Resources:
    """Finds and remembers pictures for one job. ``roots`` are the folders that rows may read from."""

    def __init__(self, roots: tuple[Path, ...] = ()) -> None:
        self.roots = roots
        self.painted = (
            False  # whether pages are painted once they are built: then pictures are decoded meanwhile
        )
        self._pictures: dict[tuple[str, Folders, bool], PictureInfo | DesignError | None] = {}
        self._vectors: dict[
            tuple[str, Folders, str, tuple[tuple[str, Colour], ...]], tuple[Node, float, float]
        ] = {}
        self._lookups: dict[Path, Lookup] = {}
        self._notes: dict[Path, dict[str, Noted]] = {}  # of folders
        self.memo = Memo()
        self.used: dict[str, str] = {}  # digest → path, for receipts and credits
        self._look = Listings()
        self._behind: dict[tuple[str, Folders], tuple[str, ...]] = {}
        self.stamps: dict[str, Stamp] = {}  # path → as it was before it was first looked at

    # ── Pictures ────────────────────────────────────────────────────────────────────────────────

    def picture(self, source: str, folders: Folders, trim: bool, file: str, place: str) -> PictureInfo | None:
        """Facts of a picture; None for an empty source. Raises ``DesignError`` naming file and place."""
        source = source.strip()
        if not source:
            return None
        key = (source, folders, trim)
        if key not in self._pictures:
            try:
                self._pictures[key] = self._read(source, folders, trim, file, place)
            except DesignError as fault:
                self._pictures[key] = fault
        found = self._pictures[key]
        if isinstance(found, DesignError):
            raise found
        return found

    def _read(self, source: str, folders: Folders, trim: bool, file: str, place: str) -> PictureInfo:
        path, focal = self.find(source, folders, file, place)
        about = facts(path)
        self.used[about.digest] = str(path)
        focal = focal or self._noted(path, about.digest)
        width, height = about.width, about.height
        if trim:
            from designer_app.pictures import trim_box

            _, _, width, height = trim_box(about.digest)
        return PictureInfo(
            digest=about.digest,
            width=width,
            height=height,
            name=path.name,
            focal=focal,
            has_alpha=about.has_alpha,
            drawn=about.format == "SVG",
            notes=(
                *(msgspec.structs.replace(note, file=source) for note in about.notes),
                *_forgiven(source, path, file),
                *_outside(source, file),
            ),
        )

    def _noted(self, path: Path, digest: str) -> tuple[float, float] | None:
        """The point that the ``focal.json`` beside a picture holds for it."""
        from designer_app.pictures.focal_file import noted_point, read_focal_file

        entries = self._notes.get(path.parent)
        if entries is None:
            entries = self._notes[path.parent] = read_focal_file(path.parent)
        return noted_point(entries, path.name, digest)

    def find(
        self, source: str, folders: Folders, file: str, place: str
    ) -> tuple[Path, tuple[float, float] | None]:
        """The file behind a source, and its recorded focal point."""
        asked = (source, folders)
        source, focal = focal_of(source)
        kind, colon, name = source.partition(":")
        if colon and kind in ("photo", "icon"):
            base = data_root("assets") / f"{kind}s"
            for suffix in ("", *SUFFIXES):
                path = base / f"{name}{suffix}"
                if os.path.isfile(path) and path.resolve().is_relative_to(base.resolve()):
                    self._note(asked, (path,))
                    return path, focal or (_focal_points().get(path.name) if kind == "photo" else None)
            raise fail(
                "unknown-asset", file=file, place=place, found=f"'{source}'", expected=f"a {kind} of the assets",
                remedy=did_you_mean(name, [p.stem for p in base.iterdir() if p.suffix in SUFFIXES]),
            )  # fmt: skip
        outside: DesignError | None = None  # of the first folder, which is the row's where a row names it
        tried: list[Path] = []
        for root in folders:
            try:
                path = inside(root, source, file=file, place=place)
            except DesignError as fault:
                outside = outside or fault
                continue
            tried.append(path)
            if os.path.isfile(path):  # unlike Path.is_file, False for a name that is too long
                self._note(asked, (*tried, path.parent / FOCAL))
                return path, focal
        for look, root in itertools.product((likely_file, picture_below), folders):
            likely = look(source, root, self._look)
            if likely is not None and likely.resolve().is_relative_to(root.resolve()):
                self._note(asked, (*tried, likely, likely.parent, likely.parent / FOCAL))
                return likely, focal
        near = nearest(source, folders, self._look)
        if outside is not None:
            if near.startswith("did you mean"):
                raise DesignError(*(msgspec.structs.replace(f, remedy=near) for f in outside.findings))
            raise outside
        looked = ", ".join(str(r) for r in folders)
        if is_address(source):
            raise fail(
                "missing-file", file=file, place=place, found=f"'{source}', an address: nothing is fetched",
                expected=f"its file below {looked}", remedy="save the picture there, or pass --assets FOLDER",
            )  # fmt: skip
        raise fail(
            "missing-file", file=file, place=place, found=f"'{source}', which is not there",
            expected=f"a picture below {looked}", remedy=near,
        )  # fmt: skip

    def _note(self, asked: tuple[str, Folders], paths: tuple[Path, ...]) -> None:
        """What a source means hangs on these files: the one that is read, those that aren't there but would be."""
        self._behind[asked] = tuple(FILE + str(path) for path in paths)
        for path in paths:
            name = str(path)
            if name not in self.stamps:
                self.stamps[name] = stamp_of(name)

    def behind(self, source: str, folders: Folders) -> tuple[str, ...]:
        """The names (``file:PATH``) of all files on which hangs what a source means; none for a kit's logo."""
        return self._behind.get((source.strip(), folders), ())

    def lookup(self, source: str, folders: Folders, file: str, place: str) -> Lookup:
        """A table of colours, read once. Raises ``DesignError`` naming the file, or where a missing one is named."""
        from designer_app.pictures.cubes import read_cube

        path, _ = self.find(source.strip(), folders, file, place)
        if path not in self._lookups:
            self._lookups[path] = read_cube(path)
        return self._lookups[path]

    # ── Drawings ────────────────────────────────────────────────────────────────────────────────

    def vector(
        self, source: str, colours: Mapping[str, Colour], kit: Kit, folders: Folders, file: str, place: str
    ) -> tuple[Node, float, float] | None:
        """An SVG as nodes with its own width and height; None for an empty source."""
        source = source.strip()
        if not source:
            return None
        key = (source, folders, kit.digest, tuple(sorted(colours.items())))
        if key not in self._vectors:
            self._vectors[key] = self._draw(source, colours, kit, folders, file, place)
        return self._vectors[key]

    def _draw(
        self, source: str, colours: Mapping[str, Colour], kit: Kit, folders: Folders, file: str, place: str
    ) -> tuple[Node, float, float]:
        if source.startswith("logo:"):
            variant = source.removeprefix("logo:")
            logo = kit.file.logos.get(variant)
            if logo is None:
                raise fail(
                    "unknown-logo", file=file, place=place, found=f"'{source}'",
                    expected=f"a logo variant of kit '{kit.id}'", remedy=did_you_mean(variant, kit.file.logos),
                )  # fmt: skip
            path = kit.folder / logo.file
        else:
            path, _ = self.find(source, folders, file, place)
        drawing = read_paths(path, recolour=colours)
        if drawing is not None:
            return drawing.node, drawing.width, drawing.height
        about = facts(path)
        width, height = float(about.width), float(about.height)
        return Picture(PictureSource(about.digest), 0.0, 0.0, width, height), width, height


def _forgiven(source: str, path: Path, file: str) -> Iterator[Finding]:
    """A note where the file is called otherwise than it was written."""
    written = focal_of(source)[0].replace("\\", "/").removeprefix("./")
    if source.startswith(("photo:", "icon:")) or path.as_posix().endswith(written):
        return
    name = written.rpartition("/")[2]
    taken = path.name
    if path.name == name:  # it lies elsewhere
        name, taken = written, f"{path.parent.name}/{path.name}"
    yield Finding(
        code="picture-matched", severity="note", file=file, found=f"no '{name}', but '{taken}', which was taken",
        remedy="write the name as it is",
    )  # fmt: skip


def focal_of(source: str) -> tuple[str, tuple[float, float] | None]:
    """A source's own focal point, given by the row: ``shop.jpg@0.6,0.4``; none for one outside of the picture."""
    match = _FOCAL.fullmatch(source)
    if match is None:
        return source, None
    point = float(match[2]), float(match[3])
    return match[1], point if max(point) <= 1 else None


def _outside(source: str, file: str) -> Iterator[Finding]:
    """A warning of a point that the row gives and that isn't in the picture."""
    name, point = focal_of(source)
    if name != source and point is None:
        yield Finding(
            code="focal-outside", severity="warning", file=file, found=f"'{source.removeprefix(name)}', outside of the picture",
            expected="two numbers from 0 to 1, as in shop.jpg@0.6,0.4", remedy="the point isn't taken; correct the cell",
        )  # fmt: skip


@functools.lru_cache(1)
def _focal_points() -> dict[str, tuple[float, float]]:
    path = data_root("assets") / "photos" / "credits.json"
    entries = msgspec.json.decode(path.read_bytes()) if path.exists() else []
    return {e["file"]: (e["focal"][0], e["focal"][1]) for e in entries if e.get("focal")}
