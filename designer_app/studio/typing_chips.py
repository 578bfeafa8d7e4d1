"""Slots in a text that is typed in: which chips show them, and what they come out as on the board."""

from __future__ import annotations

from collections.abc import Iterator

from designer_app.design.templating import names_in_text
from designer_app.editor.typing import Typing
from designer_app.editor.typing_words import Piece
from designer_app.errors import DesignError
from designer_app.studio.desk import Desk
from designer_app.text.direction import FSI, PDI

_GIVEN = {"item", "today", "brand", "page", "pages"}  # names beside the slots


def is_slot(desk: Desk, source: str) -> bool:
    """Whether a chip's source shows slots of the template."""
    try:
        found = names_in_text(source)
    except DesignError:
        return False
    known = {*desk.session.state.template.slots, *_GIVEN}
    return bool(found) and all(name.partition(".")[0] in known for name in found)


def value(typing: Typing, chip: Piece) -> str:
    """What a chip comes out as."""
    return next(
        (text for piece, text in zip(typing.pieces, _seen(typing), strict=False) if piece is chip), ""
    )


def length(typing: Typing) -> int:
    """How many letters are seen."""
    return sum(map(len, _seen(typing)))


def _seen(typing: Typing) -> Iterator[str]:
    """The words of each piece, without the marks that keep directions apart."""
    texts = typing.carets.typed.texts if typing.carets is not None else ()
    return (text.strip(FSI + PDI) for text in texts)
