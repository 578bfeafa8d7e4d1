"""One further file beside the pictures of a run: its name, what it is made of, how its bytes are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from designer_app.files import digest
from designer_app.production.records import Result

_encoder = msgspec.json.Encoder(order="deterministic")


class Companion(msgspec.Struct, frozen=True, kw_only=True):
    """A further file of an output folder. ``made_of`` is a hash of all that decides its bytes; ``make`` gives them in
    pieces, the same ones each time that it is called. ``pictures`` are those that it belongs to: what they share (row,
    variant, size, kit, language) the receipt says of it, too; ``slots`` whose values it shows; ``encoder`` what was chosen."""

    name: str
    made_of: str
    make: Callable[[], Iterable[bytes]]
    pictures: Sequence[Result] = ()
    slots: tuple[str, ...] = ()
    encoder: str = ""


Companions = Callable[[Sequence[Result]], Iterable[Companion]]


def made_of(*what: object) -> str:
    """``Companion.made_of`` of plain data."""
    return digest(_encoder.encode(what))


def of_pictures(results: Iterable[Result]) -> list[tuple[str, str]]:
    """What a file made of pictures hangs on."""
    return [(result.path, result.sha256) for result in results]
