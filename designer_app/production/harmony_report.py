"""Who shrinks a series, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from designer_app.errors import Finding

if TYPE_CHECKING:
    from designer_app.production.harmony import Shrinker


def shrinking(shrinkers: Iterable[Shrinker], source: str, made: Collection[str]) -> list[Finding]:
    """One finding for each row (or page) and group of layers, over all sizes and kits. A row that has left its
    set is told only where it is ``made``."""
    grouped: dict[tuple[str, str, int, bool], list[Shrinker]] = {}
    for one in shrinkers:
        grouped.setdefault((one.set.group, one.key, one.page, one.apart), []).append(one)
    return [
        _finding(source, group, key, page, apart, ones)
        for (group, key, page, apart), ones in grouped.items()
        if not apart or key in made
    ]


def _finding(source: str, group: str, key: str, page: int, apart: bool, ones: list[Shrinker]) -> Finding:
    files = sum(one.files for one in ones)
    steps = max(one.steps for one in ones)
    sizes = list(dict.fromkeys(one.set.size for one in ones))
    who = ", ".join([f"row {key}"] * bool(key) + [f"page {page}"] * bool(page))
    shrinks = "would shrink" if apart else "shrinks"
    shorten = f"shorten its text in '{group}'"
    return Finding(
        code="harmony-apart" if apart else "harmony-shrinks",
        severity="note" if page else "warning",
        file=source,
        place=who,
        found=f"{shrinks} '{group}' in {files} {'file' if files == 1 else 'files'} by {steps} steps "
        f"({', '.join(sizes[:3])}{', …' if len(sizes) > 3 else ''})",
        expected="a text about as long as the others'",
        remedy=f"it is set smaller than the others; {shorten}" if apart else shorten,
    )
