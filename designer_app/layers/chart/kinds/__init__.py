"""One module for each kind of chart, with ``KIND`` in it; a module put here is a kind more."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable

import msgspec

from designer_app.layers.chart.data import Data
from designer_app.layers.chart.sheet import Sheet


class Refusal(msgspec.Struct, frozen=True):
    """Why a kind can't say some data honestly: what was found, and what it needs."""

    found: str
    expected: str


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of chart. ``fits`` says from 0 to 100 how well it suits data that it doesn't refuse; ``says`` makes the
    words that stand for the picture. ``hero`` marks what stands out where nothing does yet; ``unit`` is whether the kind
    itself says a unit that is too long to stand behind every figure; ``band`` whether it tints one."""

    title: dict[str, str]
    refuse: Callable[[Data], Refusal | None]
    fits: Callable[[Data], int]
    draw: Callable[[Sheet], None]
    says: Callable[[Sheet], str]
    hero: Callable[[Data], Data] | None = None
    unit: bool = False
    band: bool = False


@functools.cache
def names() -> tuple[str, ...]:
    """All kinds, by name."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@functools.cache
def kind(name: str) -> Kind:
    """A kind by its name; ``KeyError`` where there is none."""
    if name not in names():
        raise KeyError(name)
    found: Kind = importlib.import_module(f"{__name__}.{name}").KIND
    return found
