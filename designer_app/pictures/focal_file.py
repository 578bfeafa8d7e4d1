"""``focal.json`` beside pictures: focal points measured before, and those that people have put right.

``{"shop.jpg": {"focal": [0.6, 0.4], "digest": "ab12…"}}``: with a digest the point holds for these bytes only
(what the measuring wrote); without one it always holds (what a person wrote).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta as About

from designer_app.errors import fail
from designer_app.files import write_bytes
from designer_app.known_types import read_as

NAME = "focal.json"
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".bmp")
Share = Annotated[float, About(ge=0, le=1)]


class Noted(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A picture's focal point, x and y from 0 to 1, and the content hash that it was measured on."""

    focal: tuple[Share, Share]
    digest: str = ""


def read_focal_file(folder: Path) -> dict[str, Noted]:
    """The entries of a folder's file by name; none where there is no file. Raises ``DesignError``
    (``bad-focal-file``) naming the file."""
    path = folder / NAME
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    try:
        return msgspec.json.decode(data, type=read_as(dict[str, Noted]))
    except (msgspec.DecodeError, RecursionError) as fault:
        raise fail(
            "bad-focal-file", file=str(path), found=str(fault),
            expected='{"shop.jpg": {"focal": [0.6, 0.4]}}', remedy="mend or remove it",
        ) from None  # fmt: skip


def noted_point(entries: dict[str, Noted], name: str, digest: str) -> tuple[float, float] | None:
    """The point that holds for a file of this name and content."""
    found = entries.get(name)
    return found.focal if found is not None and found.digest in ("", digest) else None


def measure_folder(folder: Path) -> dict[str, Noted]:
    """Measure the pictures of a folder that have no point yet, and write ``focal.json``; the whole of it.

    Points that a person wrote stay. Raises ``DesignError`` for a picture that cannot be read and a folder
    that cannot be written.
    """
    from designer_app.pictures import facts, focal_point

    before = read_focal_file(folder)
    entries = dict(before)
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in _SUFFIXES or not path.is_file():
            continue
        known = facts(path)
        if noted_point(entries, path.name, known.digest) is None:
            entries[path.name] = Noted(focal_point(known.digest), known.digest)
    if entries != before:
        lines = (f" {_json(name)}: {_json(entries[name])}" for name in sorted(entries))
        write_bytes(folder / NAME, ("{\n" + ",\n".join(lines) + "\n}\n").encode())
    return entries


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
