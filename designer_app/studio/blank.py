"""A new design: empty in a size, or of the size of a picture that it shows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.sizes import load_sizes, parse_size, size_class
from designer_app.design.template import Template
from designer_app.design.writing import template_text
from designer_app.editor.keeping import journal_path, journals_folder
from designer_app.files import write_bytes, write_text
from designer_app.known_types import read_as


def home_folder() -> Path:
    """Where designs of one's own are made: ``DESIGNER_HOME``, else ``~/Designer``."""
    chosen = os.environ.get("DESIGNER_HOME")
    return Path(chosen) if chosen else Path.home() / "Designer"


def blank_template(size: str, parent: Path) -> Path:
    """Make ``parent/untitled…`` for a size. Raises ``DesignError``: unknown size, a folder that can't be written."""
    wanted = parse_size(size, load_sizes(None))
    return _made(parent, wanted.width, wanted.height, {"en": "Untitled", "ru": "Без названия"}, [])


def picture_template(picture: Path, parent: Path) -> Path:
    """A design of a picture's size with the picture over all of it. Raises ``DesignError`` for one that can't be read."""
    from designer_app.pictures.door import facts

    known = facts(picture)
    width, height = known.width, known.height
    layer = {"kind": "image", "name": "photo", "source": picture.name, "x": 0, "y": 0, "w": "W", "h": "H"}
    folder = _made(parent, width, height, {"en": picture.stem}, [layer])
    write_bytes(folder / picture.name, picture.read_bytes())
    return folder


def _made(parent: Path, width: int, height: int, name: dict[str, str], layers: list[dict[str, Any]]) -> Path:
    number, folder = 1, parent / "untitled"
    while (
        folder.exists() or journal_path(folder, journals_folder(), folder.name).exists()
    ):  # of one that is gone
        number += 1
        folder = parent / f"untitled-{number}"
    data = {
        "name": name,
        "slots": {},
        "classes": {size_class(width, height): {"artboard": [width, height]}},
        "pages": [{"name": "main", "layers": layers}],
    }
    write_text(folder / "template.json", template_text(msgspec.convert(data, read_as(Template))))
    return folder
