"""The pointer in a text: the caret goes where it is pressed, a drag selects, two clicks take words, three paragraphs."""

from __future__ import annotations

from designer_app.editor.tools import Held
from designer_app.editor.typing import Typing
from designer_app.editor.typing_words import Piece


class TextPointer:
    """Points are in the frame's own coordinates; the glyphs are there."""

    def __init__(self) -> None:
        self.dragging = False
        self._unit: tuple[int, int] | None = None  # the word or paragraph that a drag began with

    def press(self, typing: Typing, point: tuple[float, float], held: Held) -> Piece | None:
        """The caret to a point, or on from it with Shift. A chip that was pressed while a cell is typed in: another cell is
        meant."""
        assert typing.carets is not None
        place, other = typing.carets.hit(*point), None
        self._unit, self.dragging = None, True
        if held.clicks >= 3:
            self._unit = typing.paragraph(place.at)
            typing.select(*self._unit)
            return None
        typing.go(place, held.shift)
        over = typing.carets.over(*point)
        chip = chip_at(typing, over)
        if chip is not None and typing.cell is not None:
            other = chip
        elif chip is not None and not held.shift:
            typing.select(over, over + 1)
        self.dragging = typing.chip is None
        return other

    def move(self, typing: Typing, point: tuple[float, float]) -> None:
        """A drag selects; after a double or triple click it takes whole words or paragraphs."""
        assert typing.carets is not None
        if self._unit is None:
            typing.go(typing.carets.hit(*point), True)
            return
        unit, over = self._unit, typing.carets.over(*point)
        whole = unit == typing.paragraph(unit[0]) and unit != typing.word(unit[0])
        start, end = typing.paragraph(over) if whole else typing.word(over)
        if start < unit[0]:
            typing.select(unit[1], start)
        else:
            typing.select(unit[0], max(end, unit[1]))

    def double(self, typing: Typing, point: tuple[float, float]) -> None:
        """The word at a point."""
        assert typing.carets is not None
        self._unit, self.dragging = typing.word(typing.carets.over(*point)), True
        typing.select(*self._unit)


def chip_at(typing: Typing, index: int) -> Piece | None:
    """The chip at a place of the caret, if one is there that a person may change."""
    at = 0
    for piece in typing.pieces:
        if at == index:
            return piece if piece.chip and not piece.fixed else None
        at += piece.length
    return None
