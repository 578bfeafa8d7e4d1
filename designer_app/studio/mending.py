"""Mends tried on the page before they are done: the first command of a mend that clears its finding is the one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QFileDialog

from designer_app.build.resources import Resources
from designer_app.editor.artboard import artboard, request_of
from designer_app.editor.command import Command
from designer_app.editor.commands import Together
from designer_app.editor.mending import Mend, mends, mends_in_row, mends_of_cell, subject
from designer_app.editor.state import State
from designer_app.editor.tree import find
from designer_app.errors import DesignError, Finding
from designer_app.layers.image import ImageLayer
from designer_app.studio import clipboard
from designer_app.studio.boards import Board
from designer_app.studio.desk import Desk
from designer_app.studio.fault_words import layer_of, of_row, what_is_wrong
from designer_app.studio.filling import fill_picture
from designer_app.studio.placed_files import keep
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


class Mender:
    """What can be done about findings of a desk's boards, and the doing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._resources: Resources | None = None

    def offers(self, board: Board, finding: Finding) -> tuple[Mend, ...]:
        """Ways to mend a finding; none where only a person can."""
        state, row = self._desk.session.state, self._desk.current_row
        if of_row(finding) and finding.code == "missing-file":
            shown = layer_of(finding, state.template)
            return (Mend(title="Another picture…", opens="picture"),) if shown else ()
        if of_row(finding):
            found = mends_of_cell(finding, state, row.key, state.row(row.key, row.cells)) if row else ()
            slot = found[0].slot if found else ""
            if (
                finding.code == "value-missing"
                and slot
                and not self._filled(slot)
                and self._desk.unused_columns
            ):
                return (Mend(title="Choose its column…", opens="columns", slot=slot), *found)
            return found
        if board.built is None:
            return ()
        written = mends_in_row(finding, board.built, state) if row else ()
        try:
            where = board.built.where(
                self._desk.scope if self._desk.current_row or self._desk.scope != "row" else "master"
            )
            return (*mends(finding, board.built, state, where), *written)
        except DesignError:
            return ()

    def _filled(self, slot: str) -> bool:
        """Whether a column of the table fills the slot."""
        return any(slot in row.cells for row in self._desk.rows[:1])

    def command(
        self, board: Board, finding: Finding, mend: Mend, state: State | None = None
    ) -> Command | None:
        """The mildest of the mend's commands after which the board has the finding no more and nothing worse than before;
        ``state`` is the document that it starts from, the present one when left out."""
        start = state if state is not None else self._desk.session.state
        before = self._found(board, start)
        if before is None or not _has(before, finding):
            return None
        for command in mend.commands:
            try:
                state = command.apply(start)
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
            self._desk.tell(
                tr("“{mend}” isn't enough here: {found}", mend=title, found=what_is_wrong(finding))
            )
            return False
        self._desk.session.part()
        return True

    def mend_all(self, problems: list[tuple[Board, Finding]]) -> int:
        """For each problem the first mend that clears it, all as one step. How many it cleared."""
        state, commands = self._desk.session.state, []
        for board, finding in problems:
            tried = (self.command(board, finding, offer, state) for offer in self.offers(board, finding))
            command = next((c for c in tried if c is not None), None)
            if command is not None:
                commands += command.commands if isinstance(command, Together) else [command]
                state = command.apply(state)
        if commands and self._desk.do(Together(commands=tuple(commands), named="Mend")):
            self._desk.session.part()
        return len(commands)

    def _found(self, board: Board, state: State) -> list[Finding] | None:
        from designer_app.production.flight.page import check_page

        if self._resources is None:
            self._resources = Resources((self._desk.session.folder,))
        template = self._desk.session.loaded(state)
        view, row = self._desk.view(board), self._desk.current_row
        if row is not None:  # as its cells would be
            view = msgspec.structs.replace(view, cells=state.row(row.key, row.cells))
        try:
            built = artboard(template, state.rows, view, self._resources).built
            found = [*built.findings, *check_page(request_of(template, state.rows, view), built)]
        except DesignError:
            return None
        return [f for f in found if f.severity != "note" or f.code == "outside-margin"]


def replace_picture(window: EditorWindow) -> None:
    """Let a person choose a picture for the selected layer."""
    title = tr("Another picture…").rstrip("…")
    name, _ = QFileDialog.getOpenFileName(
        window, title, "", tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.avif)"
    )
    if name:
        put_picture(window.desk, Path(name))


def put_picture(desk: Desk, path: Path) -> None:
    """A file into the selected picture, or into what fills it."""
    try:
        [layer] = [find(desk.session.state.template, n)[0] for n in desk.session.state.selection]
        if fault := clipboard.unreadable(path):
            desk.tell(fault)
            return
        source = keep(desk, path.read_bytes(), path.suffix.lower())
    except (ValueError, OSError) as fault:
        desk.tell(str(getattr(fault, "strerror", "") or tr("Select a layer first")))
        return
    except DesignError as fault:
        desk.tell(fault)
        return
    if isinstance(layer, ImageLayer):
        fill_picture(desk, layer, source)
        desk.session.part()


def _has(found: list[Finding], finding: Finding) -> bool:
    return any(f.code == finding.code and _about(f) == _about(finding) for f in found)


def _about(finding: Finding) -> str:
    """The layer, else the cell or the size."""
    return subject(finding) or finding.place
