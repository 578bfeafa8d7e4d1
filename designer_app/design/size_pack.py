"""The bundled size pack: one record a line, read once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from designer_app.design.size_records import Size
from designer_app.known_types import read_as

PACK = Path(__file__).with_name("data") / "sizes" / "platforms.json"


class _Pack(msgspec.Struct, frozen=True):
    collected: str
    sizes: tuple[Size, ...]


@functools.cache
def _read_pack() -> _Pack:
    return msgspec.json.decode(PACK.read_bytes(), type=read_as(_Pack))


@functools.cache
def pack() -> Mapping[str, Size]:
    """The bundled sizes by id."""
    return MappingProxyType({size.id: size for size in _read_pack().sizes})


def collected() -> str:
    """Year and month in which the pack was collected."""
    return _read_pack().collected
