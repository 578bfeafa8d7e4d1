"""Guides: dragged out of a ruler, moved, dragged back, their place typed. Each of these is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6.QtCore import QPointF, Qt

from designer_app.editor.commands import SetFields
from designer_app.editor.rails import neighbours, rails
from designer_app.editor.snapping import Line
from designer_app.editor.tools import Answer
from designer_app.studio.asking import ask_line
from designer_app.studio.boards import RULER
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.shell import EditorWindow

_GRAB = 4.0  # px of the screen
_REACH = 6.0


class Guides:
    """The guides of the active board. The canvas asks it first; positions are px of the artboard."""

    def __init__(self, window: EditorWindow) -> None:
        self._window = window
        self._axis: Literal["", "x", "y"] = ""
        self._old: float | None = None  # the place of the guide that is moved; None = a new one
        self._at = 0.0

    @property
    def pulling(self) -> bool:
        return bool(self._axis)

    def press(self, point: QPointF) -> bool:
        """Whether the press takes a guide, or draws one out of a ruler."""
        canvas = self._window.canvas
        board = canvas.current
        if not canvas.shown.rulers or board is None or board.built is None:
            return False
        if point.x() < RULER or point.y() < RULER:
            self._axis, self._old = ("y" if point.y() < RULER else "x"), None
            return True
        found = self.under(point)
        if found is None or self._window.gestures.tool_name != "select":
            return False
        self._axis, self._old = found
        self._at = found[1]
        return True

    def under(self, point: QPointF) -> tuple[Literal["x", "y"], float] | None:
        """The guide under a point beside the artboard's layers: guides are taken on the pasteboard or where nothing
        else is meant."""
        canvas = self._window.canvas
        board = canvas.current
        if board is None or board.built is None:
            return None
        guides = board.built.page.guides
        x, y = canvas.to_board(board, point)
        k = canvas.percent(board) * board.unit
        axis: Literal["x", "y"]
        for axis, here, places in (("x", x, guides.x), ("y", y, guides.y)):
            for at in places:
                if abs(at - here) * k <= _GRAB:
                    return axis, at
        return None

    def move(self, point: QPointF, free: bool) -> None:
        """Snaps to layers and to the artboard, unless ``free``."""
        canvas = self._window.canvas
        board = canvas.current
        if board is None or not self._axis:
            return
        x, y = canvas.to_board(board, point)
        self._at = float(round(x if self._axis == "x" else y))
        met: tuple[Line, ...] = ()
        scope = self._window.gestures.scope(board.name)
        if scope is not None and scope.snapping and not free:
            near = [
                line
                for line in rails(scope, neighbours(scope, set()))
                if line.axis == self._axis
                and line.kind != "guide"
                and abs(line.at - self._at) * scope.zoom <= _REACH
            ]
            if near:
                best = min(near, key=lambda line: abs(line.at - self._at))
                self._at, met = best.at, (msgspec.structs.replace(best, kind="layer"),)
        line = Line(axis=self._axis, at=self._at, kind="guide", start=-1e5, end=1e5)
        canvas.answer = Answer(lines=(line, *met))
        canvas.update()

    def release(self, point: QPointF) -> None:
        canvas = self._window.canvas
        board = canvas.current
        axis, self._axis = self._axis, ""
        canvas.end_answer()
        if board is None or board.built is None or not axis:
            return
        back = (point.x() if axis == "x" else point.y()) < RULER
        places = self._places(board, axis)
        if self._old is not None:
            places = [p for p in places if p != self._old]
        if not back:
            places.append(self._at)
        self._set(board, axis, places)

    def cancel(self) -> bool:
        """Esc: the guide is where it was."""
        if not self._axis:
            return False
        self._axis = ""
        self._window.canvas.end_answer()
        return True

    def double(self, point: QPointF) -> bool:
        """Type where a guide stands; nothing typed takes it away."""
        found, board = self.under(point), self._window.canvas.current
        if found is None or board is None or self._window.gestures.tool_name != "select":
            return False
        axis, at = found
        asked = tr("Distance from the left") if axis == "x" else tr("Distance from the top")
        said = ask_line(self._window, tr("Guide"), asked, f"{at:g}")
        if said is not None:
            self.put(board, axis, at, said)
        return True

    def put(self, board: Board, axis: str, old: float, said: str) -> None:
        """The guide at ``old`` elsewhere: ``said`` is a number or arithmetic, "" takes it away."""
        from designer_app.studio.fields import typed

        places = [p for p in self._places(board, axis) if p != old]
        if said.strip():
            value = typed(said.strip().replace(",", "."), old)
            if value is None:
                self._window.desk.tell(tr("“{words}” is no number", words=said.strip()))
                return
            places.append(round(value, 2))
        self._set(board, axis, places)

    def clear(self) -> None:
        """All guides of the page away."""
        board = self._window.canvas.current
        if board is not None and board.built is not None:
            guides = board.built.page.guides
            if guides.x or guides.y:
                page = f"@{board.built.page.name}"
                desk = self._window.desk
                desk.do(SetFields(layers=(page,), fields={"guides": {}}, where=desk.where))

    def _places(self, board: Board, axis: str) -> list[float]:
        assert board.built is not None
        guides = board.built.page.guides
        return list(guides.x if axis == "x" else guides.y)

    def _set(self, board: Board, axis: str, places: list[float]) -> None:
        assert board.built is not None
        guides = board.built.page.guides
        both = {"x": list(guides.x), "y": list(guides.y)}
        if sorted(set(places)) == both[axis]:
            return
        both[axis] = sorted(set(places))
        desk = self._window.desk
        fields = {"guides": {k: v for k, v in both.items() if v}}
        desk.do(SetFields(layers=(f"@{board.built.page.name}",), fields=fields, where=desk.where))
        desk.session.part()

    def shape(self, point: QPointF) -> Qt.CursorShape | None:
        """The pointer's shape over a guide."""
        canvas = self._window.canvas
        if not canvas.shown.rulers or self._window.gestures.tool_name != "select":
            return None
        found = self.under(point)
        if found is None:
            return None
        return Qt.CursorShape.SplitHCursor if found[0] == "x" else Qt.CursorShape.SplitVCursor
