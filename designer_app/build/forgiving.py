"""A picture's file under a name that was written a little differently: case, extension, spaces, Unicode form."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg")
READ = (*SUFFIXES, ".gif", ".tif", ".tiff", ".bmp")
_LISTED = 20_000  # names of a folder that are looked at
_DEEP = 4  # levels of folders below the first
_MADE = ".designer"  # what a folder holds that a batch has written into
_APART = re.compile(r"[\s_\-\u00ad]+")

Listing = Callable[[Path], Sequence[str]]


def names_in(folder: Path) -> tuple[str, ...]:
    """The names in a folder, sorted; none where it can't be read."""
    try:
        return tuple(sorted(os.listdir(folder))[:_LISTED])
    except (OSError, ValueError):
        return ()


def likely_file(source: str, root: Path, listing: Listing = names_in) -> Path | None:
    """The one picture below ``root`` that ``source`` must mean; None where there is none or several.

    Folders and name may differ in case, in spaces, ``_`` and ``-``, and in Unicode form; the extension may be
    another picture's or lack. What is the same but for case wins over what is the same but for more.
    """
    folders, name = _parts(source)
    here = _folder(folders, root, listing) if name else None
    if here is None:
        return None
    pictures = [entry for entry in listing(here) if entry.lower().endswith(READ)]
    for fold in (_folded, _stem):
        if alike := _alike(name, pictures, fold):
            found = _one(name, alike)
            return here / found if found is not None and os.path.isfile(here / found) else None
    return None


def picture_below(source: str, root: Path, listing: Listing = names_in) -> Path | None:
    """The one picture that ``source`` must mean, in any folder below the one that it names; where that isn't there (a path
    of another machine), in ``root`` or below it. None where there is none or several."""
    folders, name = _parts(source)
    here = _folder(folders, root, listing)
    if here is None and (found := likely_file(name, root, listing)):
        return found
    alike = namesakes(name, here or root, listing)
    return alike[0] if len(alike) == 1 else None


def namesakes(name: str, root: Path, listing: Listing = names_in) -> list[Path]:
    """The pictures in folders below ``root`` that are called ``name``, or so but for what is forgiven."""
    found = pictures_below(root, listing)
    for same in (str, _form, _folded, _stem):
        alike = [path for path in found if same(path.name) == same(name)]
        if alike:
            return alike
    return []


def is_address(source: str) -> bool:
    """Whether a source is an address of the web: the file of its name is meant, nothing is fetched."""
    return source[:8].lower().startswith(("http://", "https://"))


def _parts(source: str) -> tuple[list[str], str]:
    if is_address(source):
        return [], unquote(re.sub(r"[?#].*", "", source).rstrip("/").rpartition("/")[2]).replace("/", " ")
    *folders, name = [part for part in source.replace("\\", "/").split("/") if part not in ("", ".")] or [""]
    return folders, name


def _folder(folders: Sequence[str], root: Path, listing: Listing) -> Path | None:
    """The folder of these names below ``root``, forgiven like a picture's; None where there is none or several."""
    here = root
    for folder in folders:
        entries = [entry for entry in listing(here) if os.path.isdir(here / entry)] if folder != ".." else []
        found = _one(folder, _alike(folder, entries, _folded))
        if found is None:
            return None
        here = here / found
    return here


def pictures_below(root: Path, listing: Listing = names_in) -> list[Path]:
    """Pictures in the folders below ``root``, not too deep and not too many; hidden folders and those that a batch has
    made are left out."""
    found: list[Path] = []
    waiting = [(root / name, 1) for name in listing(root)]
    looked = 0
    while waiting and looked < _LISTED:
        path, depth = waiting.pop(0)
        looked += 1
        if path.name.startswith("."):
            continue
        if os.path.isdir(path):
            inner = listing(path) if depth <= _DEEP else ()
            if _MADE not in inner:
                waiting += [(path / name, depth + 1) for name in inner]
        elif depth > 1 and path.name.lower().endswith(READ):
            found.append(path)
    return found


def _alike(name: str, entries: Sequence[str], fold: Callable[[str], str]) -> list[str]:
    wanted = fold(name)
    return [entry for entry in entries if fold(entry) == wanted]


def _one(name: str, alike: Sequence[str]) -> str | None:
    """The one of several that is like the name in all but case."""
    same = _alike(name, alike, _form) if len(alike) > 1 else alike
    return same[0] if len(same) == 1 else None


def _form(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _folded(name: str) -> str:
    return _APART.sub(" ", _form(name)).strip()


def _stem(name: str) -> str:
    folded = _folded(name)
    return next((folded[: -len(s)] for s in READ if folded.endswith(s)), folded).strip()
