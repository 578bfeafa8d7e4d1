"""The pixels that a desk's boards want: asked for as the document and the view are now, and handed to the boards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from designer_app.editor.command import Command
from designer_app.errors import DesignError
from designer_app.studio.fault_words import slot_of
from designer_app.studio.rendering import Made, Renderer, Wish

if TYPE_CHECKING:
    from designer_app.studio.boards import Board
    from designer_app.studio.desk import Desk

_CHECK = 250  # ms after an edit until the flight check is asked for


class WantedPixels(QObject):
    """What the worker is asked for, and what comes of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.renderer = Renderer(self)
        self.renderer.made.connect(self._arrived)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_CHECK)
        self._check.timeout.connect(lambda: self.ask(check=True))
        desk.canvas.asked.connect(lambda name: self.ask(only=name, check=True))

    def ask(
        self,
        *,
        check: bool = False,
        only: str = "",
        quick: bool = False,
        others: bool = False,
        near: bool = False,
    ) -> None:
        """Ask for all boards' pixels (or one's) as the document is now; the active board first. ``near``: of large
        boards what is in view; the rest comes with the check. ``quick``: coarser where the whole takes too long for a
        gesture. ``others``: all but the active one."""
        desk, canvas = self._desk, self._desk.canvas
        if not canvas.ready:
            return
        state = desk.state
        template = desk.session.loaded(state)
        boards = [b for b in canvas.boards if not only or b.name == only]
        if others:
            boards = [b for b in boards if b.name != canvas.active]
        for board in sorted(boards, key=lambda b: b.name != canvas.active, reverse=True):
            scale = canvas.wanted_scale(board)
            part = canvas.near(board) if near else canvas.seen(board)
            coarse = quick and self.renderer.slow(board.name)
            if coarse:
                scale, part = scale / 2, (*(v // 2 for v in part),) if part else None  # type: ignore[assignment]
            self.renderer.wish(
                board.name, template, state.rows, desk.view(board), scale,
                part=part, coarse=coarse, first=board.name == canvas.active, check=check and desk.preview is None,
            )  # fmt: skip

    @property
    def check_waits(self) -> bool:
        """Whether an edit's flight check is still to be asked for."""
        return self._check.isActive()

    def check_soon(self) -> None:
        """The flight check once edits pause."""
        self._check.start()

    def wish(self, board: Board, command: Command) -> Wish | None:
        """What a board would show after a command; None when it can't be done."""
        session = self._desk.session
        try:
            state = command.apply(session.state)
        except DesignError:
            return None
        scale = self._desk.canvas.wanted_scale(board)
        return Wish(board.name, 0, session.loaded(state), state.rows, self._desk.view(board), scale)

    def _arrived(self, made: Made) -> None:
        desk, canvas = self._desk, self._desk.canvas
        board = canvas.board(made.wish.board)
        if board is None:
            return
        labelled = board.faults, board.findings
        board.faults = made.faults
        board.slot = slot_of(made.faults[0], desk.session.state.template) if made.faults else ""
        if made.wish.check or made.findings:
            board.findings = made.findings
        if labelled != (board.faults, board.findings):
            canvas.update(canvas.label_rect(board))
            if bool(labelled[0]) != bool(board.faults):  # its veil comes or goes
                canvas.update()
        if made.image is not None or made.board is None:  # else a check
            canvas.take(made)
            if made.wish.view.in_hand is not None:
                desk.follow_soon()
        desk.made.emit(made)

    @property
    def settled(self) -> bool:
        """Whether the canvas shows the engine's pixels of the present state everywhere."""
        return self.renderer.settled and all(not b.waiting for b in self._desk.canvas.boards)

    @property
    def checked(self) -> bool:
        """Whether the flight checks asked for so far are made; a quarter of a second after an edit they are asked for."""
        return self.renderer.checked

    def close(self) -> None:
        self.renderer.close()
