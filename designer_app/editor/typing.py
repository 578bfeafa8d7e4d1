"""Typing into a text layer: what letters, pastes and looks do to the words at the caret.

What is typed is no part of the document before ``take`` gives the command: the window shows it through ``in_hand``.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from designer_app.editor import typing_moves as moves
from designer_app.editor.typing_caret import Kind, TypingCaret
from designer_app.editor.typing_carets import Place
from designer_app.editor.typing_source import cell_pieces
from designer_app.editor.typing_words import (
    CHIP,
    Piece,
    Pieces,
    cut,
    dressed,
    length,
    replaced,
    source,
    tokens,
)

_MARKS = {"bold": "**", "italic": "*", "strike": "~~"}  # in a cell whose slot is rich


class Typing(TypingCaret):
    """A caret with what is done at it."""

    def insert(self, text: str) -> None:
        """Typed or composed text in place of the selection. A space belongs to the word before it; the first letter after
        one begins another."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(
            char for char in text if char in "\n\t" or (char >= " " and char not in CHIP and char != "\x7f")
        )
        start, end = self.selection
        if not text and start == end:
            return
        before = self.text[start - 1 : start]
        opens = before.isspace() and not text[:1].isspace() and not self._in_braces(start)
        self._begin("insert", opens or start != end)
        self._put(start, end, (Piece(text, self._typed_look()),))
        self._close_chip()

    def paste(self, text: str, known: Callable[[str], bool]) -> None:
        """Text from a clipboard, a step of its own; slots that are ``known`` come as chips."""
        self.part()
        start, end = self.selection
        look = self._typed_look()
        made = [Piece(text, look)]
        if self.cell is None and all(known(piece.text) for piece in tokens(text) if piece.chip):
            made = tokens(text, look)
        self._put(start, end, [_clean(piece) for piece in made])
        self.part()

    def insert_chip(self, name: str) -> None:
        """A slot, bound."""
        self.part()
        start, end = self.selection
        self._put(start, end, (Piece(f"{{{{ {name} }}}}", self._typed_look(), chip=True),))
        self.part()

    def unbind(self, text: str) -> None:
        """The selected chip's value as plain words."""
        chip = self.chip
        if chip is not None:
            start, end = self.selection
            self.part()
            self._put(start, end, (Piece(text, chip.look),))
            self.part()

    def delete(self, back: bool, word: bool = False) -> None:
        """Backspace or Delete; a chip next to the caret is selected first."""
        start, end = self.selection
        if start == end:
            text = self.text
            if word:
                end = max(end, moves.next_word(text, end)) if not back else end
                start = moves.word_before(text, start) if back else start
            elif back:
                start = moves.letter_before(text, start)
            else:
                end = moves.grapheme_after(text, end)
            low, high = self.room
            start, end = max(low, start), min(high, end)
            if end - start == 1 and text[start] == CHIP:
                self.select(start, end)
                return
        if start == end:
            return
        self._begin("delete", self.selection[0] != self.selection[1])
        self._put(start, end, ())

    def toggle(self, name: str) -> None:
        """Bold, italic, underline or strike: of the selection, or of what is typed next. In a rich cell the markup."""
        start, end = self.selection
        if self.cell is not None:
            if start < end and self.cell.rich and name in _MARKS:
                self.part()
                mark = _MARKS[name]
                inner = self.text[start:end]
                on = inner.startswith(mark) and inner.endswith(mark) and len(inner) >= 2 * len(mark)
                new = inner[len(mark) : len(inner) - len(mark)] if on else f"{mark}{inner}{mark}"
                self._put(start, end, (Piece(new),))
                self.anchor = start
                self.part()
            return
        if start == end:
            look = self._typed_look()
            self._look = msgspec.structs.replace(look, **{name: not getattr(look, name)})
            return
        on = all(getattr(piece.look, name) for piece in cut(self.pieces, start, end))
        self._dress(lambda: dressed(self.pieces, start, end, name, not on))

    def dress(self, field: str, value: str) -> None:
        """Another ``style`` or ``fill`` for the selection, or for what is typed next ("" = the layer's)."""
        start, end = self.selection
        if self.cell is not None:
            return
        if start == end:
            self._look = msgspec.structs.replace(self._typed_look(), **{field: value})
            return
        self._dress(lambda: dressed(self.pieces, start, end, field, value))

    def _dress(self, make: Callable[[], Pieces]) -> None:
        self.part()
        self.pieces = make()
        self.part()

    def _begin(self, kind: Kind, opens: bool) -> None:
        if opens or kind != self._kind:
            self.part()
        self._kind = kind

    def _put(self, start: int, end: int, new: tuple[Piece, ...] | list[Piece]) -> None:
        kind = self._kind
        if self.cell is not None:
            low, high = self.room
            words = replaced(cut(self.pieces, low, high), start - low, end - low, [_bare(p) for p in new])
            self.pieces = cell_pieces(self.cell, source(words))
        else:
            self.pieces = replaced(self.pieces, start, end, new)
        at = start + length(new)
        self.anchor, self.place = at, Place(at, True)
        self._goal = self._look = None
        self._kind = kind

    def _in_braces(self, index: int) -> bool:
        """Whether a slot is being typed there: ``{{`` without its end on the line."""
        line = self.text[self.paragraph(index)[0] : index]
        return "{{" in line.rpartition("}}")[2].rpartition(CHIP)[2]

    def _close_chip(self) -> None:
        """``{{ name }}`` typed to its end becomes a chip."""
        before = self.text[: self.caret]
        if self.cell is not None or not before.endswith("}}") or not self._in_braces(self.caret - 2):
            return
        at = before.rfind("{{")
        made = [piece for piece in tokens(self.text[at : self.caret], self._typed_look()) if piece.length]
        if len(made) == 1 and made[0].chip and self.is_slot(made[0].text):
            self.part()
            self._put(at, self.caret, made)
            self.part()

    is_slot: Callable[[str], bool] = staticmethod(lambda source: False)
    """Whether a chip's source can be bound; the window knows the slots."""

    def copied(self) -> str:
        """The selection for a clipboard."""
        return source(cut(self.pieces, *self.selection))


def _bare(piece: Piece) -> Piece:
    return Piece(piece.text)


def _clean(piece: Piece) -> Piece:
    if piece.chip:
        return piece
    text = (
        piece.text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    text = "".join(char for char in text if char in "\n\t" or (char >= " " and char not in CHIP))
    return msgspec.structs.replace(piece, text=text)
