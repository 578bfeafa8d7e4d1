"""Floor 4: a Scene becomes pixels. ``paint`` for one page, ``Painter`` for many alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer_app.paint.flat import Frame, Painter
    from designer_app.paint.painter import paint

__all__ = ["Frame", "Painter", "paint"]

_HOMES = {"paint": "painter", "Painter": "flat", "Frame": "flat"}


def __getattr__(name: str) -> object:
    """Import FreeType and Pillow only when something is painted."""
    if name not in _HOMES:
        raise AttributeError(name)
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
