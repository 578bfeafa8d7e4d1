"""Whether a drag can be shown by finished pictures, and the asking for them."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from designer_app.editor.arranging import Move
from designer_app.editor.structure import Duplicate
from designer_app.editor.tools import Answer, Scope
from designer_app.editor.tree import find
from designer_app.layers.group import StackLayer
from designer_app.studio.desk import Desk
from designer_app.studio.lifting import Dragged
from designer_app.studio.rendering import Cut, Lift

_PROBE = (17.0, 13.0)


class Lifting:
    """The pictures of the drag that runs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._cut = 0  # the number of the pictures asked for; -1 = none to be had
        self.whole = False  # no pictures: the engine repaints
        self._copying = False

    def begin(self) -> None:
        self._cut = 0
        self._desk.canvas.dragged = None

    def end(self, answer: Answer) -> None:
        """The drag is over: its pictures stay until the engine's pixels come."""
        dragged = self._desk.canvas.dragged
        if dragged is not None:
            dragged.shift = answer.shift or dragged.shift
            dragged.ended = True

    def lifted(self, scope: Scope, name: str, answer: Answer) -> bool:
        """Whether finished pictures show this step; asks for them at the first."""
        canvas = self._desk.canvas
        if canvas.dragged is not None:
            if isinstance(answer.preview, Duplicate) == self._copying:
                return True
            canvas.dragged, self._cut = None, 0  # Alt went down or up: what stays below is another page
        if self._cut:
            return not self.whole
        board = canvas.board(name)
        preview = answer.preview
        self._copying = isinstance(preview, Duplicate)
        self._cut, self.whole = -1, True
        if board is None or board.built is None or not answer.moving or _flows(scope, answer.moving):
            return False
        probe = None
        if isinstance(preview, Move):  # the build says what else a move moves
            probe = self._desk.pixels.wish(
                board, msgspec.structs.replace(preview, dx=_PROBE[0], dy=_PROBE[1])
            )
            if probe is None:
                return False
        self.whole = False
        self._cut = self._desk.pixels.renderer.cut(
            Cut(
                name, board.built.built.scene, answer.moving, canvas.wanted_scale(board), canvas.near(board),
                copying=self._copying, probe=probe, probed=_PROBE, boxes=board.built.targets,
            )
        )  # fmt: skip
        return True

    def seen_again(self) -> None:
        """The view moved in the middle of the drag: pictures as it is seen now, the present ones until they come."""
        canvas = self._desk.canvas
        dragged = canvas.dragged
        board = canvas.board(dragged.lift.cut.board) if dragged is not None and not dragged.ended else None
        if dragged is None or board is None:
            return
        cut = replace(dragged.lift.cut, scale=canvas.wanted_scale(board), part=canvas.near(board), number=0)
        if cut != replace(dragged.lift.cut, number=0):
            self._cut = self._desk.pixels.renderer.cut(cut)

    def arrived(self, found: Lift | Cut) -> None:
        """The pictures of the drag came; or there are none, then the engine repaints."""
        cut = found.cut if isinstance(found, Lift) else found
        if cut.number != self._cut:
            return
        canvas = self._desk.canvas
        answer = canvas.answer
        if isinstance(found, Lift):
            canvas.dragged = Dragged(found)
            canvas.show_answer(answer)
            canvas.update()
            self.seen_again()
        else:
            self.whole, canvas.dragged = True, None
            if answer.preview is not None:
                self._desk.try_out(answer.preview, quick=True)


def _flows(scope: Scope, layers: tuple[str, ...]) -> bool:
    """Whether one of them stands where a stack puts it: moving it makes the others make room."""
    template = scope.state.template
    parents = {find(template, name)[1].parent for name in layers}
    return any(parent and isinstance(find(template, parent)[0], StackLayer) for parent in parents)
