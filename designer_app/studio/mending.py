"""Mends tried on the page before they are done: the first command of a mend that clears its finding is the one."""

from __future__ import annotations

from designer_app.build.resources import Resources
from designer_app.editor.artboard import artboard, request_of
from designer_app.editor.command import Command
from designer_app.editor.mending import Mend, mends, subject
from designer_app.editor.state import State
from designer_app.errors import DesignError, Finding
from designer_app.studio.boards import Board
from designer_app.studio.desk import Desk
from designer_app.studio.words import tr


class Mender:
    """What can be done about findings of a desk's boards, and the doing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._resources: Resources | None = None

    def offers(self, board: Board, finding: Finding) -> tuple[Mend, ...]:
        """Ways to mend a finding; none where only a person can."""
        if board.built is None:
            return ()
        try:
            where = board.built.where(
                self._desk.scope if self._desk.current_row or self._desk.scope != "row" else "master"
            )
            return mends(finding, board.built, self._desk.session.state, where)
        except DesignError:
            return ()

    def command(self, board: Board, finding: Finding, mend: Mend) -> Command | None:
        """The mildest of the mend's commands after which the board has the finding no more and nothing worse than before."""
        before = self._found(board, self._desk.session.state)
        if before is None:
            return None
        for command in mend.commands:
            try:
                state = command.apply(self._desk.session.state)
            except DesignError:
                continue
            after = self._found(board, state)
            if after is None or _has(after, finding) or len(after) >= max(1, len(before)):
                continue
            return command
        return None

    def mend(self, board: Board, finding: Finding, mend: Mend) -> bool:
        """Do it as one step, or say that it doesn't help."""
        command = self.command(board, finding, mend)
        if command is None or not self._desk.do(command):
            title = tr(mend.title, what=mend.what)
            self._desk.tell(tr("“{mend}” isn't enough here: {found}", mend=title, found=finding.found))
            return False
        self._desk.session.part()
        return True

    def _found(self, board: Board, state: State) -> list[Finding] | None:
        from designer_app.production.flight.page import check_page

        if self._resources is None:
            self._resources = Resources((self._desk.session.folder,))
        template = self._desk.session.loaded(state)
        view = self._desk.view(board)
        try:
            built = artboard(template, state.rows, view, self._resources).built
            found = [*built.findings, *check_page(request_of(template, state.rows, view), built)]
        except DesignError:
            return None
        return [f for f in found if f.severity != "note" or f.code == "outside-margin"]


def _has(found: list[Finding], finding: Finding) -> bool:
    return any(f.code == finding.code and subject(f) == subject(finding) for f in found)
