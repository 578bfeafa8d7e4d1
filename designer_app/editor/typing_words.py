"""A text as it is typed: pieces in one look each, and chips, which stand for what is bound and count as one character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from designer_app.design.formatting import closing
from designer_app.errors import DesignError
from designer_app.layers.base import InHand
from designer_app.layers.base import Words as Set
from designer_app.layers.text import TextLayer, TextRun

CHIP = "\ufffc"  # what a chip is in the plain text
_OPENED, _LIQUID = "{{", "{%"
_ESCAPED = {
    _OPENED: '{{ "{{" }}',
    _LIQUID: '{{ "{%" }}',
}  # as signs that are meant as they are stand in a template
PLAIN = TextRun()


class Piece(msgspec.Struct, frozen=True):
    """Characters in one ``look`` (a run without its text). A ``chip`` shows what its text comes out as, a ``fixed`` one
    the text itself."""

    text: str
    look: TextRun = PLAIN
    chip: bool = False
    fixed: bool = False

    @property
    def length(self) -> int:
        return 1 if self.chip else len(self.text)

    def cut(self, start: int, end: int) -> Piece:
        return self if self.chip else msgspec.structs.replace(self, text=self.text[start:end])


Pieces = tuple[Piece, ...]


def length(pieces: Sequence[Piece]) -> int:
    return sum(piece.length for piece in pieces)


def plain(pieces: Sequence[Piece]) -> str:
    """The text with ``CHIP`` for every chip: what carets and words are found in."""
    return "".join(CHIP if piece.chip else piece.text for piece in pieces)


def joined(pieces: Iterable[Piece]) -> Pieces:
    """Neighbours of one look as one; nothing empty."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if not piece.length:
            continue
        if last is not None and not last.chip and not piece.chip and last.look == piece.look:
            out[-1] = msgspec.structs.replace(last, text=last.text + piece.text)
        else:
            out.append(piece)
    return tuple(out)


def cut(pieces: Sequence[Piece], start: int, end: int) -> Pieces:
    """The characters start..end."""
    out: list[Piece] = []
    at = 0
    for piece in pieces:
        a, b = max(start - at, 0), min(end - at, piece.length)
        if a < b:
            out.append(piece.cut(a, b))
        at += piece.length
    return tuple(out)


def replaced(pieces: Sequence[Piece], start: int, end: int, new: Sequence[Piece]) -> Pieces:
    """With other characters in place of start..end."""
    return joined((*cut(pieces, 0, start), *new, *cut(pieces, end, length(pieces))))


def look_at(pieces: Sequence[Piece], start: int, end: int) -> TextRun:
    """The look of what is typed in place of start..end: that of the first letter there, else of the one before, else of
    the one after. A drawing lends its look without itself."""
    around = cut(pieces, start, end) or cut(pieces, start - 1, start) or cut(pieces, start, start + 1)
    return msgspec.structs.replace(around[0].look, symbol="") if around else PLAIN


def dressed(pieces: Sequence[Piece], start: int, end: int, name: str, value: bool | str) -> Pieces:
    """With a field of the look set in start..end: ``bold``, ``italic``, ``underline``, ``strike``, ``style``, ``fill``."""
    inner = [
        msgspec.structs.replace(piece, look=msgspec.structs.replace(piece.look, **{name: value}))
        for piece in cut(pieces, start, end)
    ]
    return replaced(pieces, start, end, inner)


# From and to a layer


def pieces_of(layer: TextLayer) -> Pieces:
    """The words of a layer as its template writes them."""
    out: list[Piece] = []
    for run in layer.runs or (TextRun(text=layer.text),):
        look = msgspec.structs.replace(run, text="")
        if run.symbol:
            out.append(Piece(run.text, look, chip=True))
        else:
            out += tokens(run.text, look)
    return joined(out)


def tokens(text: str, look: TextRun = PLAIN) -> list[Piece]:
    """A template's text apart: what it says itself, and its slots and Liquid as chips."""
    out: list[Piece] = []
    at = 0
    while (start := _opening(text, at)) >= 0:
        if text.startswith(_LIQUID, start):
            end = text.rfind("%}") + 2
        else:
            try:
                end = closing(text, start + 2) + 2
            except DesignError:
                break
        if end <= start + 2:
            break
        out.append(Piece(text[at:start], look))
        source = text[start:end]
        meant = next((sign for sign, written in _ESCAPED.items() if written == source), "")
        out.append(Piece(meant, look) if meant else Piece(source, look, chip=True))
        at = end
    return [*out, Piece(text[at:], look)]


def _opening(text: str, at: int) -> int:
    found = [place for sign in _ESCAPED if (place := text.find(sign, at)) >= 0]
    return min(found, default=-1)


def _written(piece: Piece) -> str:
    if piece.chip:
        return piece.text
    text = piece.text
    if _LIQUID in text:
        text = text.replace(_LIQUID, "\0")
    return text.replace(_OPENED, _ESCAPED[_OPENED]).replace("\0", _ESCAPED[_LIQUID])


def fields_of(pieces: Sequence[Piece], *, says_runs: bool = True, says_text: bool = True) -> dict[str, Any]:
    """The fields of a layer that say these words: its text, or runs where looks differ. ``says_runs`` and ``says_text``: what
    it says now, which must give way."""
    runs: list[TextRun] = []
    for piece in pieces:
        text = _written(piece)
        last = runs[-1] if runs else None
        if last is not None and not last.symbol and msgspec.structs.replace(last, text="") == piece.look:
            runs[-1] = msgspec.structs.replace(last, text=last.text + text)
        else:
            runs.append(msgspec.structs.replace(piece.look, text=text))
    if all(msgspec.structs.replace(run, text="") == PLAIN for run in runs):
        whole = "".join(run.text for run in runs)
        return {"text": whole, "runs": []} if says_runs else {"text": whole}
    found: dict[str, Any] = {"runs": msgspec.to_builtins(runs)}
    return {"text": "", **found} if says_text else found


def source(pieces: Sequence[Piece]) -> str:
    """What the pieces are in a clipboard: text, chips as their template writes them."""
    return "".join(piece.text for piece in pieces)


def in_hand(layer: str, pieces: Sequence[Piece]) -> InHand:
    """What the engine is asked to show."""
    words = tuple(Set(msgspec.structs.replace(p.look, text=p.text), p.chip and not p.fixed) for p in pieces)
    return InHand(layer=layer, words=words or (Set(PLAIN),))
