"""A caret in a text layer: the words that the document and the hand give it, where it stands, what is selected, and the
commands that make the words true, a word at a time."""

from __future__ import annotations

from typing import Literal

import msgspec

from designer_app.build.pages import Typed
from designer_app.editor import typing_moves as moves
from designer_app.editor.command import Command
from designer_app.editor.fields import SetCell, TypeText, guard
from designer_app.editor.state import State
from designer_app.editor.tree import find
from designer_app.editor.typing_carets import Carets, Place
from designer_app.editor.typing_source import Cell, cell_pieces, layer_of
from designer_app.editor.typing_words import (
    Piece,
    Pieces,
    cut,
    fields_of,
    in_hand,
    length,
    look_at,
    pieces_of,
    plain,
    source,
)
from designer_app.editor.where import Where
from designer_app.errors import fail
from designer_app.layers.base import InHand
from designer_app.layers.text import TextLayer, TextRun

Kind = Literal["", "insert", "delete"]
Step = Literal[
    "left", "right", "word-left", "word-right", "up", "down", "line-start", "line-end", "start", "end"
]


class TypingCaret:
    """A caret in a text layer. Raises ``DesignError`` when it can't be typed in: no text, or locked."""

    def __init__(self, state: State, layer: str, where: Where = Where(), cell: Cell | None = None) -> None:
        self.layer, self.where, self.cell = layer, where, cell
        found = find(state.template, layer)[0]
        if not isinstance(found, TextLayer):
            raise fail("no-text", place=layer, found=f"'{layer}'", expected="a text layer")
        if cell is None:
            guard(state, layer, {"text": ""})
        self.pieces: Pieces = ()
        self._kept: Pieces = ()  # as the document has them
        self.anchor = 0
        self.place = Place(0)
        self.preedit: tuple[str, int] = ("", 0)  # what an input method is composing, and its caret
        self.carets: Carets | None = None
        self._carets_of: Pieces | None = None  # the pieces that the carets belong to
        self._goal: float | None = None
        self._look: TextRun | None = None  # chosen for what is typed next
        self._kind: Kind = ""
        self._due: list[Command] = []
        self._says_runs = self._says_text = False  # what of the layer holds words that must give way
        self.read(state)

    # What it is

    @property
    def text(self) -> str:
        return plain(self.pieces)

    @property
    def caret(self) -> int:
        return self.place.at

    @property
    def selection(self) -> tuple[int, int]:
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    @property
    def room(self) -> tuple[int, int]:
        """The characters that can be changed: all, or those of the cell."""
        if self.cell is None:
            return 0, length(self.pieces)
        start = length(self.cell.before)
        return start, length(self.pieces) - length(self.cell.after)

    @property
    def shown(self) -> Pieces:
        """The pieces with what an input method is composing, underlined."""
        text, _ = self.preedit
        if not text:
            return self.pieces
        start, end = self.selection
        look = msgspec.structs.replace(self._typed_look(), underline=True)
        new = (*cut(self.pieces, 0, start), Piece(text, look), *cut(self.pieces, end, length(self.pieces)))
        return tuple(piece for piece in new if piece.length)

    @property
    def in_hand(self) -> InHand:
        return in_hand(self.layer, self.shown)

    @property
    def shown_place(self) -> Place:
        """Where the caret is drawn, in ``shown``."""
        text, at = self.preedit
        return Place(self.selection[0] + at, True) if text else self.place

    @property
    def look(self) -> TextRun:
        """The look of the selection's first letter, or of what is typed next."""
        return self._typed_look()

    @property
    def chip(self) -> Piece | None:
        """The chip that is selected, alone."""
        start, end = self.selection
        found = cut(self.pieces, start, end)
        return found[0] if end - start == 1 and found[0].chip else None

    def _typed_look(self) -> TextRun:
        return self._look if self._look is not None else look_at(self.pieces, *self.selection)

    # The document and the glyphs

    def read(self, state: State) -> None:
        """Take the words from the document: at the start, and after an undo or an edit elsewhere."""
        if self.cell is not None:
            words = self.cell.words(state)
            new = cell_pieces(self.cell, words)
        else:
            layer = layer_of(state, self.layer, self.where)
            new = pieces_of(layer)
            self._says_runs, self._says_text = bool(layer.runs), bool(layer.text)
        if new == self.pieces:
            self._kept = new
            return
        old, text = self.text, plain(new)
        same = 0
        while same < min(len(old), len(text)) and old[len(old) - 1 - same] == text[len(text) - 1 - same]:
            same += 1
        self.pieces = self._kept = new
        at = len(text) - same
        self.anchor, self.place = at, Place(at, True)
        self._clamp()
        self._kind, self._look, self._goal = "", None, None

    def set_glyphs(self, typed: Typed, pieces: Pieces) -> None:
        """The engine's glyphs of ``pieces``, which ``shown`` gave."""
        self.carets = Carets(typed, pieces)
        self._carets_of = pieces

    @property
    def fresh(self) -> Carets | None:
        """The carets, if they are those of the text as it is now."""
        return self.carets if self._carets_of == self.shown else None

    # Commands

    def take(self) -> Command | None:
        """What is typed and not yet in the document, as a command; from then on it counts as there."""
        if self.pieces == self._kept:
            return None
        self._kept = self.pieces
        self._kind = ""
        return self._command()

    def pending(self) -> Command | None:
        """The same, for a preview: nothing is taken."""
        return None if self.pieces == self._kept else self._command()

    def due(self) -> list[Command]:
        """Commands of words that ended since the last call."""
        due, self._due = self._due, []
        return due

    def part(self) -> None:
        """What comes next is a word of its own."""
        command = self.take()
        if command is not None:
            self._due.append(command)
        self._kind = ""

    def _command(self) -> Command:
        if self.cell is not None:
            start, end = self.room
            return SetCell(
                row=self.cell.row, column=self.cell.column, text=source(cut(self.pieces, start, end))
            )
        fields = fields_of(self.pieces, says_runs=self._says_runs, says_text=self._says_text)
        self._says_runs = self._says_runs or "runs" in fields
        return TypeText(layers=(self.layer,), fields=fields, where=self.where)

    # Caret and selection

    def go(self, place: Place, extend: bool = False) -> None:
        """The caret to a place; with ``extend`` the selection reaches there."""
        self.part()
        self.place = place
        self._clamp()
        if not extend:
            self.anchor = self.caret
        self._goal = self._look = None

    def select(self, start: int, end: int) -> None:
        self.go(Place(start))
        self.place = Place(end, True)
        self._clamp()

    def select_all(self) -> None:
        self.select(*self.room)

    def word(self, index: int) -> tuple[int, int]:
        return moves.word_at(self.text, index)

    def paragraph(self, index: int) -> tuple[int, int]:
        return moves.paragraph_at(self.text, index)

    def move(self, step: Step, extend: bool = False) -> None:
        """As the keys of a text field move. Left and right go as seen; words go forth and back in reading order."""
        start, end = self.selection
        if start != end and not extend and step in ("left", "right"):
            carets = self.fresh
            ends = sorted(
                (Place(start), Place(end, True)), key=lambda p: carets.stand(p) if carets else (0, p.at)
            )
            self.go(ends[0 if step == "left" else 1])
            return
        goal = self._goal
        target, goal = self._target(step, goal)
        a, b = sorted((self.caret, target.at))
        if step in ("left", "right") and not extend and b - a == 1 and self._is_chip(a):
            self.select(a, b)  # the chip first, then beyond it
            return
        self.go(target, extend)
        self._goal = goal

    def _is_chip(self, index: int) -> bool:
        found = cut(self.pieces, index, index + 1)
        return bool(found) and found[0].chip and not found[0].fixed

    def _target(self, step: Step, goal: float | None) -> tuple[Place, float | None]:
        text, here = self.text, self.place
        carets = self.fresh
        match step:
            case "start":
                return Place(0), None
            case "end":
                return Place(len(text), True), None
            case "word-left" | "word-right":
                forth = (step == "word-right") != (carets is not None and carets.rtl_at(here))
                return (
                    Place(moves.next_word(text, here.at) if forth else moves.word_before(text, here.at)), None,
                )  # fmt: skip
        if carets is None:  # the engine hasn't shown the last key yet
            start, end = moves.paragraph_at(text, here.at)
            plainly = {
                "left": moves.grapheme_before(text, here.at), "right": moves.grapheme_after(text, here.at),
                "up": max(0, start - 1), "down": min(len(text), end + 1), "line-start": start, "line-end": end,
            }  # fmt: skip
            return Place(plainly[step], True), None
        match step:
            case "left" | "right":
                return carets.beside(here, step == "right"), None
            case "up" | "down":
                return carets.across(here, step == "down", goal)
        return carets.line_end(here, step == "line-end"), None

    def _clamp(self) -> None:
        low, high = self.room
        if not low <= self.place.at <= high:
            self.place = Place(min(max(self.place.at, low), high))
        self.anchor = min(max(self.anchor, low), high)
