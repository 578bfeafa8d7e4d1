"""Undo and redo: a list of states that share structure, one entry for each command or finished gesture."""

from __future__ import annotations

import msgspec

from designer_app.editor.state import State


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A state and the command that led to it. ``checkpoint`` is the name a person gave it."""

    state: State
    label: str = ""
    checkpoint: str = ""


class History:
    """Steps up to now and those undone. The first step is the document as it was opened."""

    def __init__(self, state: State) -> None:
        self._steps = [Step(state=state)]
        self._at = 0
        self._joining = ""

    @property
    def state(self) -> State:
        return self._steps[self._at].state

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self._steps)

    @property
    def position(self) -> int:
        return self._at

    @property
    def can_undo(self) -> bool:
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        return self._at + 1 < len(self._steps)

    def add(self, state: State, label: str, join: str = "") -> bool:
        """A further step, which ends the undone ones. Steps with the same ``join`` (one scrub of a field, one word
        typed) are one. A state that equals the last is none; a mere selection never is. Whether one was added."""
        here = self._steps[self._at]
        if state.content == here.state.content:
            self._steps[self._at] = msgspec.structs.replace(here, state=state)
            return False
        if join and join == self._joining and self._at > 0 and self._at + 1 == len(self._steps):
            self._steps[self._at] = msgspec.structs.replace(here, state=state)
        else:
            del self._steps[self._at + 1 :]
            self._steps.append(Step(state=state, label=label))
            self._at += 1
        self._joining = join
        return True

    def part(self) -> None:
        """What comes next is a step of its own, whatever its ``join``."""
        self._joining = ""

    def undo(self) -> State:
        """The state before; the same when there is none."""
        self._at = max(0, self._at - 1)
        self._joining = ""
        return self.state

    def redo(self) -> State:
        self._at = min(len(self._steps) - 1, self._at + 1)
        self._joining = ""
        return self.state

    def go(self, position: int) -> State:
        """To any step; what lies after it stays to be redone."""
        self._at = max(0, min(position, len(self._steps) - 1))
        self._joining = ""
        return self.state

    def name(self, checkpoint: str) -> None:
        """Call the present step by a name."""
        self._steps[self._at] = msgspec.structs.replace(self._steps[self._at], checkpoint=checkpoint)
