"""Sizes of artboards: what platforms ask for, sizes written by hand, and the class of each.

The pack (``data/sizes/platforms.json``, collected November 2026) has one record a line with its sources and how
sure they are; a person's own file corrects or adds to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from designer_app.design.size_names import listed_sizes, named_singly, named_size
from designer_app.design.size_pack import pack
from designer_app.design.size_records import (
    MAX_PIXELS,
    MAX_SIDE,
    Insets,
    SafeBox,
    Size,
    SizeClass,
    millimetres,
    safe_box,
    size_class,
)  # fmt: skip

__all__ = [
    "MAX_PIXELS", "MAX_SIDE", "Insets", "SafeBox", "Size", "SizeClass", "load_sizes", "millimetres", "named_sizes",
    "parse_size", "parse_sizes", "safe_box", "size_class",
]  # fmt: skip


def load_sizes(user_file: Path | None = None) -> Mapping[str, Size]:
    """All sizes by id, in the pack's order, then the added ones.

    ``user_file`` holds ``{"sizes": [...]}`` or an array; a record with a known id needs only what it changes.
    Raises ``DesignError`` with a finding for each thing wrong in it.
    """
    if user_file is None:
        return pack()
    from designer_app.design.size_corrections import corrected

    return corrected(pack(), user_file)


def parse_size(text: str, sizes: Mapping[str, Size]) -> Size:
    """A known id, ``1200x628``, ``210x297mm+3@300`` (bleed in mm, ppi) or ``A4``.

    Raises ``DesignError`` (usage): ``unknown-size``, ``size-out-of-range``.
    """
    return named_size(text, sizes)


def parse_sizes(text: str, sizes: Mapping[str, Size]) -> tuple[Size, ...]:
    """A comma list of sizes and groups: ``all``, a platform (``vk``), ``kind:story``, ``class:cover``.

    In the order written, each size once. Raises ``DesignError`` (usage) naming every unknown part.
    """
    return listed_sizes(text, sizes)


def named_sizes(text: str, sizes: Mapping[str, Size]) -> frozenset[str]:
    """The ids of a comma list's sizes that are named one by one; those that only a group brings are left out.

    Raises ``DesignError`` (usage) for a part that is no size.
    """
    return named_singly(text, sizes)
