"""A picture's file under a name that was written a little differently: case, extension, spaces, Unicode form."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import unquote

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg")
READ = (*SUFFIXES, ".gif", ".tif", ".tiff", ".bmp", ".jfif", ".jpe")
PICTURES = (*READ, ".heic", ".heif")  # what a name may mean, be it to say that it isn't read
_LISTED = 20_000  # names of a folder that are looked at
_DEEP = 4  # levels of folders below the first
_NEAR = 0.6  # likeness of names that are offered for a missing one
_MADE = ".designer"  # what a folder holds that a batch has written into
_APART = re.compile(r"[\s_\-\u00ad]+")


Found = TypeVar("Found", str, Path)


class Alike(Generic[Found]):
    """Names or files, found by what is left of their names once something is forgiven: one look each, however many
    there are."""

    def __init__(self, entries: Iterable[Found]) -> None:
        self.entries: tuple[Found, ...] = tuple(entries)
        self._by: dict[Callable[[str], str], dict[str, list[Found]]] = {}

    def same(self, name: str, fold: Callable[[str], str]) -> list[Found]:
        """All whose name folds to what ``name`` does."""
        if fold not in self._by:
            known: dict[str, list[Found]] = {}
            for entry in self.entries:
                known.setdefault(fold(entry if isinstance(entry, str) else entry.name), []).append(entry)
            self._by[fold] = known
        return self._by[fold].get(fold(name), [])


class Listings:
    """What lies in folders, each looked at once."""

    def __init__(self) -> None:
        self._names: dict[Path, tuple[str, ...]] = {}
        self._inside: dict[tuple[Path, bool], Alike[str]] = {}
        self._below: dict[Path, Alike[Path]] = {}

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names in a folder, sorted; none where it can't be read."""
        if folder not in self._names:
            try:
                self._names[folder] = tuple(sorted(os.listdir(folder))[:_LISTED])
            except (OSError, ValueError):
                self._names[folder] = ()
        return self._names[folder]

    def pictures(self, folder: Path) -> Alike[str]:
        """The pictures in a folder, by name."""
        return self._kind(folder, True)

    def folders(self, folder: Path) -> Alike[str]:
        """The folders in a folder, by name."""
        return self._kind(folder, False)

    def _kind(self, folder: Path, pictures: bool) -> Alike[str]:
        key = folder, pictures
        if key not in self._inside:
            names = self.names(folder)
            self._inside[key] = Alike(
                [name for name in names if name.lower().endswith(PICTURES)]
                if pictures
                else [name for name in names if os.path.isdir(folder / name)]
            )
        return self._inside[key]

    def below(self, root: Path) -> Alike[Path]:
        """Pictures in the folders below ``root``, not too deep and not too many; hidden folders and those that a batch has
        made are left out."""
        if root not in self._below:
            self._below[root] = Alike(self._pictures_below(root))
        return self._below[root]

    def _pictures_below(self, root: Path) -> list[Path]:
        found: list[Path] = []
        waiting = deque((root / name, 1) for name in self.names(root))
        looked = 0
        while waiting and looked < _LISTED:
            path, depth = waiting.popleft()
            looked += 1
            if path.name.startswith("."):
                continue
            if os.path.isdir(path):
                inner = self.names(path) if depth <= _DEEP else ()
                if _MADE not in inner:
                    waiting += [(path / name, depth + 1) for name in inner]
            elif depth > 1 and path.name.lower().endswith(PICTURES):
                found.append(path)
        return found


def likely_file(source: str, root: Path, look: Listings | None = None) -> Path | None:
    """The one picture below ``root`` that ``source`` must mean; None where there is none or several.

    Folders and name may differ in case, in spaces, ``_`` and ``-``, and in Unicode form; the extension may be
    another picture's or lack. What is the same but for case wins over what is the same but for more.
    """
    look = look or Listings()
    folders, name = parts(source)
    here = _folder(folders, root, look) if name else None
    if here is None:
        return None
    pictures = look.pictures(here)
    for fold in (_folded, _stem):
        if alike := pictures.same(name, fold):
            found = _one(name, alike)
            return here / found if found is not None and os.path.isfile(here / found) else None
    return None


def picture_below(source: str, root: Path, look: Listings | None = None) -> Path | None:
    """The one picture that ``source`` must mean, in any folder below the one that it names; where that isn't there (a path
    of another machine), in ``root`` or below it. None where there is none or several."""
    look = look or Listings()
    folders, name = parts(source)
    here = _folder(folders, root, look)
    if here is None and (found := likely_file(name, root, look)):
        return found
    alike = namesakes(name, here or root, look)
    return alike[0] if len(alike) == 1 else None


def namesakes(name: str, root: Path, look: Listings) -> list[Path]:
    """The pictures in folders below ``root`` that are called ``name``, or so but for what is forgiven."""
    found = look.below(root)
    return next((alike for fold in (str, _form, _folded, _stem) if (alike := found.same(name, fold))), [])


def nearest(source: str, roots: Sequence[Path], look: Listings) -> str:
    """A remedy that names what ``source`` may mean: namesakes in other folders, else pictures called nearly so."""
    folders, name = parts(source)
    known: dict[str, str] = {}  # what is left of a name → where the picture lies
    for root in roots:
        here = _folder(folders, root, look)
        if same := namesakes(name, root, look):
            return f"did you mean {' or '.join(repr(_shown(path, root)) for path in same[:3])}?"
        near = [here / entry for entry in look.pictures(here).entries] if here else []
        for path in (
            *near,
            *(root / entry for entry in look.pictures(root).entries),
            *look.below(root).entries,
        ):
            known.setdefault(_stem(path.name), _shown(path, root))
    close = difflib.get_close_matches(_stem(name), sorted(known), n=2, cutoff=_NEAR)
    if close:
        return "did you mean " + " or ".join(f"'{known[stem]}'" for stem in close) + "?"
    return "check the name, or pass --assets FOLDER"


def _shown(path: Path, root: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(root).as_posix())


def is_address(source: str) -> bool:
    """Whether a source is an address of the web: the file of its name is meant, nothing is fetched."""
    return source[:8].lower().startswith(("http://", "https://"))


def parts(source: str) -> tuple[list[str], str]:
    """The folders that a source names, and the file: of an address, of a path of another machine, too."""
    if is_address(source):
        return [], unquote(re.sub(r"[?#].*", "", source).rstrip("/").rpartition("/")[2]).replace("/", " ")
    *folders, name = [part for part in source.replace("\\", "/").split("/") if part not in ("", ".")] or [""]
    return folders, name


def _folder(folders: Sequence[str], root: Path, look: Listings) -> Path | None:
    """The folder of these names below ``root``, forgiven like a picture's; None where there is none or several."""
    here = root
    for folder in folders:
        found = _one(folder, look.folders(here).same(folder, _folded)) if folder != ".." else None
        if found is None:
            return None
        here = here / found
    return here


def _one(name: str, alike: Sequence[str]) -> str | None:
    """The one of several that is like the name in all but case."""
    same = [one for one in alike if _form(one) == _form(name)] if len(alike) > 1 else alike
    return same[0] if len(same) == 1 else None


def _form(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _folded(name: str) -> str:
    return _APART.sub(" ", _form(name)).strip()


def _stem(name: str) -> str:
    folded = _folded(name)
    return next((folded[: -len(s)] for s in PICTURES if folded.endswith(s)), folded).strip()
