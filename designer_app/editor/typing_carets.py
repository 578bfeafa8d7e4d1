"""Places for a caret on laid-out glyphs, in either direction of writing: where it stands, what a point hits, what a
selection covers.

A place is an index into the text and the side it clings to: ``upstream`` to the character before it, else to the one
after. They differ where a line wraps and where directions meet. Coordinates are the frame's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from designer_app.build.pages import Typed
from designer_app.editor.typing_words import Piece
from designer_app.scene.geometry import Box
from designer_app.text.breaking import graphemes

_NEAR = 0.01  # px
_ABOVE, _BELOW = 1.28, 0.36  # a caret's reach from the baseline, in cap heights


class Place(NamedTuple):
    at: int
    upstream: bool = False


class Cell(NamedTuple):
    """A grapheme, or a chip's part on a line, from x0 to x1."""

    line: int
    start: int
    end: int
    x0: float
    x1: float
    rtl: bool

    def side(self, right: bool) -> Place:
        """The place at its right or left end."""
        return Place(self.end, True) if right != self.rtl else Place(self.start)

    def edge(self, leading: bool) -> float:
        return self.x0 if leading != self.rtl else self.x1


class Row(NamedTuple):
    """A line: its cells in reading order, the text that it holds, its extent."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    top: float
    bottom: float
    baseline: float
    rtl: bool

    @property
    def seen(self) -> list[Cell]:
        """Its cells from left to right; those without width only where there is nothing else."""
        wide = sorted((cell for cell in self.cells if cell.x1 - cell.x0 > _NEAR), key=lambda cell: cell.x0)
        return wide or list(self.cells[:1])


class Carets:
    """The carets of a text in hand, as it was set from ``pieces``."""

    def __init__(self, typed: Typed, pieces: Sequence[Piece]) -> None:
        self.typed = typed
        self.size = typed.layout.size
        starts = _Starts(typed, pieces)
        cap = typed.layout.cap_height or typed.layout.size * 0.7
        rows: list[Row] = []
        for number, line in enumerate(typed.layout.lines):
            cells: list[Cell] = []
            for cluster in line.clusters:
                cells += starts.cells(number, cluster.start, cluster.end, cluster.x0, cluster.x1, cluster.rtl)
            if not cells:
                at = rows[-1].end + 1 if rows else 0
                cells = [Cell(number, at, at, line.x, line.x, line.rtl)]
            base = line.baseline + typed.top
            start, end = min(c.start for c in cells), max(c.end for c in cells)
            rows.append(
                Row(tuple(cells), start, end, base - _ABOVE * cap, base + _BELOW * cap, base, line.rtl)
            )
        self.rows = tuple(rows)
        self._starting: dict[int, Cell] = {}
        self._ending: dict[int, Cell] = {}
        for row in rows:
            for cell in row.cells:
                self._starting.setdefault(cell.start, cell)
                self._ending[cell.end] = cell

    def _cell(self, place: Place) -> tuple[Cell, bool] | None:
        """The cell that a place clings to, and whether at its leading edge."""
        before, after = self._ending.get(place.at), self._starting.get(place.at)
        if before is not None and (place.upstream or after is None):
            return before, False
        return (after, True) if after is not None else None

    def stand(self, place: Place) -> tuple[int, float]:
        """Line and x."""
        found = self._cell(place)
        if found is None:  # between what can't be parted
            near = [cell for row in self.rows for cell in row.cells if cell.start < place.at]
            found = (near[-1], False) if near else (self.rows[0].cells[0], True)
        cell, leading = found
        return cell.line, cell.edge(leading)

    def box(self, place: Place) -> Box:
        """The caret: a line without width."""
        number, x = self.stand(place)
        return Box(x, self.rows[number].top, x, self.rows[number].bottom)

    # What a point means

    def line_at(self, y: float) -> int:
        for number, row in enumerate(self.rows[:-1]):
            if y < (row.bottom + self.rows[number + 1].top) / 2:
                return number
        return len(self.rows) - 1

    def hit(self, x: float, y: float) -> Place:
        """The place nearest to a point."""
        return self._nearest(self.line_at(y), x)

    def over(self, x: float, y: float) -> int:
        """The character under a point: for words and chips."""
        seen = self.rows[self.line_at(y)].seen
        return next((cell.start for cell in seen if x < cell.x1), seen[-1].start)

    def _nearest(self, line: int, x: float) -> Place:
        seen = self.rows[line].seen
        best = min(((abs(x - at), cell, right) for cell in seen for right, at in ((False, cell.x0), (True, cell.x1))),
                   key=lambda found: found[0])  # fmt: skip
        return best[1].side(best[2])

    # Moves

    def beside(self, place: Place, right: bool) -> Place:
        """One step to the right or left, as seen; over a line's end to the line that is read before or after."""
        number, x = self.stand(place)
        found = self._step(number, x, right)
        if found is not None:
            return self._settled(found, number)
        row = self.rows[number]
        other = number + (1 if right != row.rtl else -1)
        if not 0 <= other < len(self.rows):
            return place
        soft = self._soft(min(number, other))
        seen = self.rows[other].seen
        edge = seen[0].side(False) if right else seen[-1].side(True)
        if soft:
            at = seen[0].x0 if right else seen[-1].x1
            return self._settled(self._step(other, at, right) or edge, other)
        return edge

    def _step(self, number: int, x: float, right: bool) -> Place | None:
        seen = self.rows[number].seen
        if right:
            cell = next((cell for cell in seen if (cell.x0 + cell.x1) / 2 > x + _NEAR), None)
        else:
            cell = next((cell for cell in reversed(seen) if (cell.x0 + cell.x1) / 2 < x - _NEAR), None)
        return cell.side(right) if cell is not None else None

    def _settled(self, place: Place, number: int) -> Place:
        """At the end of a line that wraps, where it is also seen to end, the caret goes to the next one."""
        row = self.rows[number]
        if place.upstream and place.at == row.end and self._soft(number):
            last = self._ending[place.at]
            outer = row.seen[0] if row.rtl else row.seen[-1]
            return Place(place.at) if last == outer else place
        return place

    def _soft(self, number: int) -> bool:
        """Whether a line goes on in the next one without a line break."""
        return number + 1 < len(self.rows) and self.rows[number].end >= self.rows[number + 1].start

    def across(self, place: Place, down: bool, goal: float | None) -> tuple[Place, float]:
        """A line down or up, as near as can be to ``goal`` (x; None = where the caret stands), and that goal."""
        number, x = self.stand(place)
        goal = x if goal is None else goal
        other = number + (1 if down else -1)
        if other < 0:
            return Place(self.rows[0].start), goal
        if other >= len(self.rows):
            return Place(self.rows[-1].end, True), goal
        return self._nearest(other, goal), goal

    def line_end(self, place: Place, end: bool) -> Place:
        """The first or last place of its line."""
        row = self.rows[self.stand(place)[0]]
        return Place(row.end, True) if end else Place(row.start)

    def rtl_at(self, place: Place) -> bool:
        return self.rows[self.stand(place)[0]].rtl

    # What a selection covers

    def boxes(self, start: int, end: int) -> list[Box]:
        """Boxes of the characters start..end, line by line; a line break at the end of one is a little room."""
        out: list[Box] = []
        for number, row in enumerate(self.rows):
            spans = [(c.x0, c.x1) for c in row.seen if c.start < end and c.end > start and c.end > c.start]
            if start <= row.end < end and not self._soft(number) and number + 1 < len(self.rows):
                wide = 0.25 * self.size
                edge = min(c.x0 for c in row.cells) if row.rtl else max(c.x1 for c in row.cells)
                spans.append((edge - wide, edge) if row.rtl else (edge, edge + wide))
            for x0, x1 in sorted(spans):
                last = out[-1] if out else None
                if last is not None and last.y0 == row.top and x0 - last.x1 < 0.5:
                    out[-1] = Box(last.x0, row.top, max(last.x1, x1), row.bottom)
                else:
                    out.append(Box(x0, row.top, x1, row.bottom))
        return out


_NONE = (0, 0, 0, Piece(""))


class _Starts:
    """The way from characters as set to characters of the text."""

    def __init__(self, typed: Typed, pieces: Sequence[Piece]) -> None:
        self._parts: list[tuple[int, int, int, Piece]] = []  # set from, set to, index, piece
        self._at = _NONE  # the last that was found: clusters come in reading order
        laid = index = 0
        for piece, text in zip(pieces, typed.texts, strict=False):
            self._parts.append((laid, laid + len(text), index, piece))
            laid += len(text)
            index += piece.length

    def cells(self, line: int, start: int, end: int, x0: float, x1: float, rtl: bool) -> list[Cell]:
        """A cluster as cells: a chip's whole, a ligature's letters side by side."""
        found = self._at
        if not found[0] <= start < found[1]:
            within = (
                p for p in self._parts if p[0] <= start < p[1] or (start == end == p[1] and not p[3].chip)
            )
            self._at = found = next(within, _NONE)
        if found is _NONE:
            at = self._parts[-1][2] + self._parts[-1][3].length if self._parts else 0
            return [Cell(line, at, at, x0, x1, rtl)]
        laid, _, index, piece = found
        if piece.chip:
            return [Cell(line, index, index + 1, x0, x1, rtl)]
        first = index + start - laid
        if end - start == 1:
            return [Cell(line, first, first + 1, x0, x1, rtl)]
        parts = graphemes(piece.text[start - laid : end - laid])
        if len(parts) <= 1:
            return [Cell(line, first, index + end - laid, x0, x1, rtl)]
        out: list[Cell] = []
        step = (x1 - x0) / len(parts)
        for number, part in enumerate(parts):
            place = len(parts) - 1 - number if rtl else number
            out.append(Cell(line, first, first + len(part), x0 + place * step, x0 + (place + 1) * step, rtl))
            first += len(part)
        return out
