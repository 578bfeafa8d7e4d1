"""Tools as small state machines: pointer events in, previews and commands out. No window is known here.

All points are px of the artboard. A tool gets ``press``, ``move``, ``release`` with the modifiers held, and answers with
an ``Answer``: what to preview, what to show, and, at the end of a gesture, the command that makes it true.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from designer_app.editor.arranging import Placed
from designer_app.editor.artboard import Artboard
from designer_app.editor.command import Command
from designer_app.editor.snapping import Gap, Line
from designer_app.editor.state import State
from designer_app.editor.where import Where
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Box, Outline, Point, Transform
from designer_app.scene.nodes import PictureSource

THRESHOLD = 3.0  # px of the screen before a press becomes a drag


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """Keys held: Shift keeps ratio, axis or 15°; Alt works from the centre or copies; Ctrl selects deep and suspends
    snapping; Space moves what is being drawn."""

    shift: bool = False
    alt: bool = False
    ctrl: bool = False
    space: bool = False
    clicks: int = 1  # of the press: 3 = the third in a row


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a tool works on: the document, the artboard under the pointer, where edits go, and the zoom (screen px
    for one px of the artboard), which turns screen distances into the artboard's."""

    state: State
    board: Artboard
    where: Where = Where()
    zoom: float = 1.0
    snapping: bool = True
    grid: bool = False  # the grid is shown, so its columns count


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Ink of a tool above the artboard, in its px: an ``outline``, the ``arm`` between a point and its handle, an
    ``anchor``, a ``knob`` at an arm's end, a ``focal`` point, a ``frame`` with a ``veil`` over all outside it (two
    corners), a ``tag`` of text. ``strong`` marks what is chosen or hit."""

    kind: Literal["outline", "arm", "anchor", "knob", "focal", "frame", "veil", "picture", "tag"]
    points: tuple[Point, ...] = ()
    outline: Outline | None = None
    text: str = ""
    strong: bool = False
    transform: Transform | None = None
    picture: PictureSource | None = None
    within: Box | None = None
    colour: Colour | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """``command`` ends the gesture; ``preview`` is the command as it would be now; ``shift`` is set while whole
    layers move, so that their pixels can be moved instead of painted anew. ``done``: the arrow comes back."""

    command: Command | None = None
    preview: Command | None = None
    shift: tuple[float, float] | None = None
    moving: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    gaps: tuple[Gap, ...] = ()
    marquee: Box | None = None
    box: Box | None = None
    label: str = ""
    marks: tuple[Mark, ...] = ()
    done: bool = False
    opens: str = ""  # a layer to be opened for typing


class BaseTool:
    """What every tool can be told. One that ``rests`` stays in hand, with what it has begun, between gestures."""

    rests = False

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        return Answer()

    def move(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        return Answer()

    def release(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        return Answer()

    def hover(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        """The pointer moves with no button down: what is shown then."""
        return Answer()

    def begin(self, scope: Scope) -> Answer:
        """What is shown when it is taken."""
        return Answer()

    def leave(self, scope: Scope) -> Answer:
        """What is kept of it when another tool is taken."""
        return Answer()

    def double(self, scope: Scope, x: float, y: float) -> Answer:
        return Answer()

    def wheel(self, scope: Scope, x: float, y: float, by: float) -> Answer | None:
        """The wheel with no key held, as a factor; None = it moves the view."""
        return None

    def key(self, scope: Scope, name: str) -> Answer | None:
        """``enter``, ``escape``, ``delete`` or ``undo``; None = it means nothing to the tool now."""
        return None


def shown(scope: Scope, names: tuple[str, ...]) -> tuple[Placed, ...]:
    """Those of the layers that stand on the board, as an edit of the scope finds them."""
    here = {target.layer for target in scope.board.targets}
    return scope.board.placed(tuple(n for n in names if n in here), scope.where)
