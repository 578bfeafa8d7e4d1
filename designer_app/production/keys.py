"""The three keys of a cell: the input key says whether to build, the Scene key whether to paint, the file key whether
to write.

The input key is made of five parts, so that a run can say what has changed: the program with its libraries, the
template, the kit, the job's settings, the row. The pictures behind a cell are compared by size and time instead.
A key only says that nothing *can* have changed: where the input key differs, the Scene is built and decides.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.files import digest
from designer_app.production.records import Cell, Setting

PARTS = ("program", "template", "kit", "settings", "row")
_encoder = msgspec.json.Encoder(enc_hook=repr, order="deterministic")
_ROOMS = ("scene", "text", "pictures", "layers", "design", "build", "paint", "export")
_LIBRARIES = (
    "babel", "coloraide", "cykooz_resizer", "fonttools", "freetype_py", "icu4py", "isal", "numpy", "pikepdf", "pillow",
    "pyphen", "python_liquid", "resvg_py", "simplejpeg", "skia_pathops", "uharfbuzz", "zlib_ng",
)  # fmt: skip


def setting_key(setting: Setting) -> str:
    """All that a setting's cells share, template and kit apart."""
    bare = msgspec.structs.replace(
        setting, template="", kit=Path(setting.kit).name, out="", mode="make", part="", timed=False
    )
    return digest(_encoder.encode([Path(setting.template).name, bare]))


def row_key(cell: Cell) -> str:
    return digest(
        _encoder.encode([cell.key, cell.values, cell.page, cell.variant, cell.solved, cell.overrides])
    )


def input_key(parts: Sequence[str]) -> str:
    return digest("\0".join(parts).encode())


def file_key(*what: Any) -> str:
    """Of the Scene's key, what the file says about itself, the encoder's settings and the program."""
    return digest(_encoder.encode(what))


def changed_parts(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The names of the parts in which two input keys differ."""
    return [name for name, one, other in zip(PARTS, old, new, strict=True) if one != other]


@functools.cache
def program_key() -> str:
    """The engine's own code and the versions of the libraries that lay out, paint and encode."""
    from designer_app import __version__

    package = Path(__file__).resolve().parent.parent
    code = [digest(path.read_bytes()) for room in _ROOMS for path in sorted((package / room).rglob("*.py"))]
    code.append(
        digest((package / "expression.py").read_bytes()) if (package / "expression.py").exists() else ""
    )
    return digest("\0".join([__version__, *code, *_versions()]).encode())


def _versions() -> list[str]:
    """Names of the libraries' ``dist-info`` folders, which hold their versions: reading metadata takes ten times
    as long."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        found.update(
            name.lower()
            for name in names
            if name.endswith(".dist-info") and name.partition("-")[0].lower() in _LIBRARIES
        )
    return sorted(found)
