"""What is set in place of a source text, and which source characters each shown character stands for.

Case, typographic marks, markup that goes, symbols for words, hyphens that a break makes: all are edits of one
``Shown``, so that caret, search, PDF text and alternative text keep the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

Edit = tuple[int, int, str]  # shown characters start..end give way to a text


class Shown(msgspec.Struct, frozen=True):
    """``places`` has, for each character of ``shown`` and for its end, the index in ``text`` where what it
    stands for begins: never falling; () when both correspond one to one. What a shown character a stands
    for is ``text[places[a]:places[b]]``, b being the next with another place; characters of the same place
    are one cluster, and what is shown without a source (a hyphen) stands for nothing.
    """

    text: str
    shown: str
    places: tuple[int, ...] = ()

    def edited(self, edits: Iterable[Edit]) -> Shown:
        """With edits made (in order, none overlapping). A replacement of the same length keeps its letters'
        places, a longer or shorter one is a cluster."""
        shown, places = self.shown, self.places or range(len(self.shown) + 1)
        out: list[str] = []
        held: list[int] = []
        at = 0
        for start, end, new in edits:
            out += (shown[at:start], new)
            held += places[at:start]
            held += places[start:end] if end - start == len(new) else [places[start]] * len(new)
            at = end
        if not out:
            return self
        out.append(shown[at:])
        held += places[at:]
        one_to_one = len(held) == len(self.text) + 1 and held == [*range(len(held))]
        return Shown(self.text, "".join(out), () if one_to_one else tuple(held))

    def upper(self) -> Shown:
        """In capitals; letters that grow (ß → SS) stay one cluster."""
        return self._with(self.shown.upper(), str.upper)

    def lower(self) -> Shown:
        return self._with(self.shown.lower(), str.lower)

    def _with(self, whole: str, change: Callable[[str], str]) -> Shown:
        if len(whole) == len(self.shown):
            return Shown(self.text, whole, self.places)
        return self.edited(
            (i, i + 1, change(char)) for i, char in enumerate(self.shown) if change(char) != char
        )

    def cut(self, start: int, end: int) -> Shown:
        """The shown characters start..end with what they stand for. Parts that adjoin lose nothing."""
        if not self.places:
            if start == 0 and end == len(self.shown):
                return self
            return Shown(self.text[start:end], self.shown[start:end])
        first = self.places[start] if start else 0
        last = self.places[end] if end < len(self.shown) else len(self.text)
        held = tuple(place - first for place in self.places[start:end])
        return Shown(self.text[first:last], self.shown[start:end], (*held, last - first))

    def source(self, start: int, end: int) -> str:
        """What the shown characters start..end stand for."""
        return self.text[self.places[start] : self.places[end]] if self.places else self.text[start:end]


def as_written(text: str) -> Shown:
    """A text that is shown as it is."""
    return Shown(text, text)


def joined(parts: Sequence[Shown]) -> Shown:
    """One text of several; ``cut`` at their lengths gives them back."""
    if len(parts) == 1:
        return parts[0]
    text, shown = "".join(part.text for part in parts), "".join(part.shown for part in parts)
    if not any(part.places for part in parts):
        return Shown(text, shown)
    held: list[int] = []
    base = 0
    for part in parts:
        held += [base + place for place in (part.places or range(len(part.shown) + 1))][:-1]
        base += len(part.text)
    return Shown(text, shown, (*held, base))
