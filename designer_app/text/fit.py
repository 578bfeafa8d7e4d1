"""The fit: the first setting, from loose to tight, at which lines and their height suffice.

Filling is greedy, which uses the fewest lines there are; choosing better breaks comes after (``total_fit``) and
never changes their number, so that adding words can never raise the size.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import msgspec

from designer_app.text.bands import Room
from designer_app.text.filling import Filled, fits, measure_of
from designer_app.text.flow import Flow
from designer_app.text.ladder import ladder
from designer_app.text.records import Block
from designer_app.text.segments import prepare
from designer_app.text.settings import Setting, depends_on_size, look_at, set_to, settings

_GIVEN_BACK = {"width": "stretch", "tracking": "tracking", "leading": "leading"}  # steps and what they set


class Found(NamedTuple):
    """How a fit ended: what was set, at which size, its rows (None: they don't fit), and the place."""

    flow: Flow
    size: float
    filled: Filled | None
    room: Room


def find(block: Block) -> Found:
    """The first setting that fits, or the tightest one.

    Settings of one look share a flow. In a plain box each eases the fit, so halving finds the first that fits
    among them; with shapes another size moves lines to other places, so each is tried from the top.
    """
    if not block.fit and not depends_on_size(block):
        flow = prepare(block, whole=_whole(block, block.min_size))
        return _first(flow, Room(block), ladder(block.size, block.min_size))
    tries = settings(block)
    whole = _whole(block, tries[-1].size)
    found = None
    for _, group in itertools.groupby(tries, lambda setting: look_at(block, setting)):
        of_look = list(group)
        found = _in_one_look(block, of_look, whole)
        if found.filled is not None:
            if not block.fit:
                return found
            at = next(setting for setting in of_look if _is_at(setting, found))
            return _Search(block, whole).loosened(found, at)
    assert found is not None
    return found


def _whole(block: Block, least: float) -> float:
    """The measure (em) of a compound that a headline keeps whole: a line of its own holds it in the upper half of
    the ladder's steps. It depends on the box and the word alone, so that words added to a text never untie it."""
    if block.breaking != "balanced" or block.width is None or block.keep_out or block.keep_in is not None:
        return 0.0
    middle = sqrt(block.size * least) if 0 < least < block.size else block.size
    return measure_of((0.0, block.width), middle)


def _is_at(setting: Setting, found: Found) -> bool:
    block = found.flow.block
    return (setting.size, setting.leading, setting.lines) == (found.size, block.leading, block.max_lines)


class _Search:
    """Gives back what a fit squeezed without need: steps go to their end one after another, so that a later one
    (another line, a smaller size) may have made an earlier one needless. Of all that fits at the size and in
    the lines found, what deviates least is taken, the last step first; the size stays, or added words might
    raise it."""

    def __init__(self, block: Block, whole: float) -> None:
        self.block, self.whole = block, whole

    def loosened(self, found: Found, at: Setting) -> Found:
        """``found`` at ``at``, with as much given back as leaves room."""
        tries = settings(self.block)
        for step in reversed(self.block.fit):
            name = _GIVEN_BACK.get(step.by)
            if name is None:
                continue
            looser = {value for setting in tries if (value := getattr(setting, name)) > getattr(at, name)}
            candidates = [at._replace(**{name: value}) for value in sorted(looser, reverse=True)]
            found, at = self._loosest(found, at, candidates)
        return found

    def _loosest(self, found: Found, at: Setting, candidates: list[Setting]) -> tuple[Found, Setting]:
        """The first of the candidates (loosest first) that fits; what was found when none does."""
        if not found.room.plain:
            for candidate in candidates:
                if (tried := self._tried(found, at, candidate)) is not None:
                    return tried, candidate
            return found, at
        low, high = 0, len(candidates)  # the answer lies in low..high, high being what was found
        middle = high - 1  # most often not even the next has room
        while low < high:
            if (tried := self._tried(found, at, candidates[middle])) is None:
                low = middle + 1
            else:
                found, at, high = tried, candidates[middle], middle
            middle = (low + high) // 2
        return found, at

    def _tried(self, found: Found, at: Setting, setting: Setting) -> Found | None:
        """What the setting gives instead of the one ``at`` which was found; None where it doesn't fit."""
        flow, before = found.flow, found.flow.block
        if look_at(self.block, setting) != look_at(self.block, at):
            flow = prepare(set_to(self.block, setting), whole=self.whole)
        else:
            flow.block = msgspec.structs.replace(before, leading=setting.leading)
        filled = fits(flow, found.size, found.room)
        if filled is None:
            found.flow.block = before
            return None
        return Found(flow, found.size, filled, found.room)


def _in_one_look(block: Block, tries: list[Setting], whole: float) -> Found:
    bare = set_to(block, tries[0])
    flow, room = prepare(bare, whole=whole), Room(bare)
    if len({(setting.leading, setting.lines) for setting in tries}) == 1:
        return _first(flow, room, [setting.size for setting in tries])
    for setting in tries:
        flow.block = msgspec.structs.replace(bare, leading=setting.leading, max_lines=setting.lines)
        found = _first(flow, room, [setting.size])
        if found.filled is not None:
            break
    return found


def _first(flow: Flow, room: Room, sizes: Sequence[float]) -> Found:
    """The greatest of falling sizes that fits, or the least."""
    filled = fits(flow, sizes[0], room)
    if filled is not None or len(sizes) == 1:
        return Found(flow, sizes[0], filled, room)
    if not room.plain or not flow.uniform:
        for size in sizes[1:]:
            if (filled := fits(flow, size, room)) is not None:
                return Found(flow, size, filled, room)
        return Found(flow, sizes[-1], None, room)
    low, high = 1, len(sizes) - 1  # the answer, if there is one, lies in low..high
    best = fits(flow, sizes[high], room)
    if best is None:
        return Found(flow, sizes[-1], None, room)
    while low < high:
        middle = (low + high) // 2
        if (filled := fits(flow, sizes[middle], room)) is not None:
            best, high = filled, middle
        else:
            low = middle + 1
    return Found(flow, sizes[high], best, room)
