"""Where the templates, brand kits and assets lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from designer_app.errors import fail

Kind = Literal["templates", "assets", "brand_kits"]

_PACKAGE = Path(__file__).resolve().parent


def data_root(kind: Kind) -> Path:
    """The folder that holds all files of this kind; absolute.

    Raises ``DesignError`` (``data-missing``) when the installation lacks it.
    """
    if kind == "templates":
        places = [_PACKAGE / "templates"]
    else:
        places = [_PACKAGE / "_data" / kind, _PACKAGE.parent / kind]
    for place in places:
        if place.is_dir():
            return place
    raise fail(
        "data-missing",
        file=str(places[-1]),
        found="no such folder",
        expected=f"the program's {kind.replace('_', ' ')}",
        remedy="install the program again, or run it from a whole checkout",
    )
