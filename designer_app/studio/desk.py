"""What the window is about: a session, the view of it, and the boards on the canvas. Panels show it and ask it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, kit_names
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.editor.artboard import View
from designer_app.editor.command import Command
from designer_app.editor.fields import OpenTable
from designer_app.editor.session import Session
from designer_app.editor.spreading import spread
from designer_app.editor.state import State
from designer_app.editor.where import Scope, Where
from designer_app.errors import DesignError, Finding
from designer_app.layers.base import InHand
from designer_app.studio.boards import Board
from designer_app.studio.canvas import Canvas
from designer_app.studio.chosen_boards import boards_of, first_sizes
from designer_app.studio.document_files import Choices, DocumentFiles
from designer_app.studio.first_row import first_row
from designer_app.studio.last_seen import Seen
from designer_app.studio.opened_table import Row, unused
from designer_app.studio.pixels_wanted import WantedPixels

_CALM = 200  # ms without a key until panels follow what is typed


class Desk(QObject):
    """The window's one source: ``changed`` after the document or the view did, ``told`` with things to say."""

    changed = Signal()
    edited = Signal()  # the same at once, also while a text is typed in, when panels wait for a pause
    viewed = Signal()
    adopted = Signal(str)  # the document lies there from now on
    picture_failed = Signal(object, str, object)  # a Finding, the picture's file, where it was to be placed
    table_wanted = Signal(str)  # a table to open, after what is unsaved in the present one was asked about
    problems_wanted = Signal()  # the list of what the checks found
    batch_wanted = Signal()  # every row in every size
    told = Signal(object)  # a Finding
    offered = Signal(object, object)  # a Finding, and what can be done about it: (text, what it does)
    made = Signal(object)  # a Made, after the board took it
    done = Signal(object, object)  # a command, and the state that it found

    def __init__(
        self, session: Session, canvas: Canvas, kit: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.canvas = canvas
        self.sizes = load_sizes(None)
        if not isinstance(session.outside, DocumentFiles):
            session.attach(DocumentFiles(session.template))
        assert isinstance(session.outside, DocumentFiles)
        self.files = session.outside
        job = self.files.job
        seen = self.files.seen
        said = kit or (job.kits[0] if job and job.kits else "") or seen.kit
        home = said or session.state.template.home
        known = home in kit_names() or bool(said)
        self._kit = home if known else kit_names()[0]
        self.files.opened_kit(self._kit)
        self._home = session.state.template.home
        self._peeked: Kit | None = None
        self._pointing = False  # the switch was turned and nothing edited since
        self.viewed.connect(self._dim)
        self.rows: list[Row] = []
        self.table = ""
        self.row = 0
        self.scope: Scope = "master"
        self.mode = "wall"
        self.chosen = first_sizes(session.state.template, job, self.sizes, seen.sizes)
        self.preview: State | None = None
        self._choose()
        self.files.opened = self.files.choices
        self.pixels = WantedPixels(self)
        self.in_hand: InHand | None = None  # a text that is being typed in on the active board
        self._asked_for = session.state.content
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self.changed)
        self._show_table()
        self.row = next((at for at, row in enumerate(self.rows) if row.key == seen.row), self.row)
        session.listen(lambda _: self._document_changed())
        canvas.chosen.connect(lambda _: self.viewed.emit())
        self.lay_boards()
        canvas.select(session.state.selection)  # what was recovered may have one

    # The view

    @property
    def state(self) -> State:
        return self.preview if self.preview is not None else self.session.state

    @property
    def kit_name(self) -> str:
        """The kit as it is found again: its name or folder."""
        return self._kit

    @property
    def kits(self) -> list[str]:
        """Kits to choose from: the program's, and the document's own where that is another."""
        return kit_names() if self._kit in kit_names() else [*kit_names(), self._kit]

    @property
    def kit(self) -> Kit:
        """The kit that is shown, with the document's changed tokens."""
        try:
            return self.files.kit(self._kit, self.state)
        except DesignError:  # a token that the kit has no more
            return self.files.opened_kit(self._kit).base

    @property
    def language(self) -> str:
        row = self.current_row
        return (row.lang if row and row.lang else "") or self.kit.file.locale[:2]

    @property
    def current_row(self) -> Row | None:
        return self.rows[self.row] if 0 <= self.row < len(self.rows) else None

    @property
    def where(self) -> Where:
        """Where edits go, for the active board."""
        board = self.canvas.current
        if board is None or board.built is None:
            return Where()
        if self.scope == "row" and self.current_row is None:
            return Where()
        return board.built.where(self.scope)

    def view(self, board: Board) -> View:
        row = self.current_row
        cells = self.state.row(row.key, row.cells) if row else _placeholders(self.state)
        return View(
            kit=self._peeked or self.kit, size=board.size, lang=self.language, row=row.key if row else "", cells=cells,
            source=self.table, page=board.page,
            in_hand=self.in_hand if board.name == self.canvas.active else None,
        )  # fmt: skip

    def lay_boards(self) -> None:
        """Boards for the sizes chosen: a wall, or all pages of the active size in a row, or one."""
        boards = boards_of(self)
        self.canvas.show_boards(boards, "wall" if self.mode == "wall" else "row")
        self.pixels.renderer.keep({b.name for b in boards})
        self.pixels.ask(check=True)
        self.viewed.emit()

    def _document_changed(self) -> None:
        state, previewed = self.session.state, self.preview is not None
        self.preview = None
        self.canvas.select(state.selection)
        if state.template.home != self._home:  # the document's kit was swapped, or that was taken back
            self._home = state.template.home
            if self._home in kit_names():
                self.set_kit(self._home)
        if self._asked_table(state) != self._wanted:
            self._show_table()
        if previewed or state.content != self._asked_for:  # a mere selection is painted by the overlays
            self._pointing = self._pointing and state.content == self._asked_for
            self._asked_for = state.content
            self._dim()
            self.pixels.ask(near=True)
            self.pixels.check_soon()
        self.edited.emit()
        if self.in_hand is None:
            self.changed.emit()
        else:
            self._calm.start()

    def follow_soon(self) -> None:
        """Panels follow once nothing was typed for a moment."""
        self._calm.start()

    def put_down(self) -> None:
        """No text is in hand any more."""
        self.in_hand = None
        if self._calm.isActive():
            self._calm.stop()
            self.changed.emit()

    # Commands

    def do(self, command: Command | None) -> bool:
        """Do it, or say why not."""
        if command is None:
            return False
        before = self.session.state
        try:
            self.session.do(self._spread(command))
        except DesignError as fault:
            self._document_changed()
            self.tell(fault)
            return False
        self.done.emit(command, before)
        return True

    def try_out(self, command: Command | None, *, quick: bool = False, others: bool = False) -> None:
        """Show what a command would do, without doing it; None = as it is. ``quick``: coarser pixels where the whole
        ones take too long for a gesture. ``others``: all boards but the active one."""
        if command is None:
            if self.preview is not None:
                self.preview = None
                self.pixels.ask()
                self.pixels.check_soon()
            return
        try:
            self.preview = self._spread(command).apply(self.session.state)
        except DesignError:
            return
        self.pixels.ask(
            only=self.canvas.active if len(self.canvas.boards) > 6 and not others else "",
            quick=quick, others=others,
        )  # fmt: skip

    def _spread(self, command: Command) -> Command:
        """The command on every board that is edited together."""
        first, *others = [b.built for b in self.canvas.edited if b.built is not None] or [None]
        if first is None or not others:
            return command
        return spread(command, first, [b for b in others if b is not None])

    def touched(self) -> set[str]:
        """The boards that an edit would reach, by the switch."""
        boards = self.canvas.boards
        if self.scope in ("master", "row"):
            return {b.name for b in boards}
        edited = self.canvas.edited
        if self.scope == "size":
            return {b.name for b in boards if b.size.id in {e.size.id for e in edited}}
        return {b.name for b in boards if b.size.size_class in {e.size.size_class for e in edited}}

    def _dim(self) -> None:
        """Boards that the switch leaves alone step back, until the first edit."""
        names = {b.name for b in self.canvas.boards}
        dimmed = frozenset(names - self.touched()) if self._pointing else frozenset()
        if dimmed != self.canvas.dimmed:
            self.canvas.dimmed = dimmed
            self.canvas.update()

    def tell(self, fault: DesignError | Finding | str) -> None:
        """Say something at the bottom of the canvas."""
        if isinstance(fault, DesignError):
            for finding in fault.findings[:3]:
                self.told.emit(finding)
        elif isinstance(fault, Finding):
            self.told.emit(fault)
        else:
            self.told.emit(Finding(code="", severity="note", found=fault, expected=""))

    def peek_kit(self, name: str | None) -> None:
        """Show the boards in another kit without choosing it; None = as they are."""
        peeked = find_kit(name) if name and name != self.kit.id else None
        if peeked is not self._peeked:
            self._peeked = peeked
            self.pixels.ask(quick=True)

    def set_kit(self, name: str) -> None:
        """Another kit on the whole wall, by name or folder."""
        self.files.opened_kit(name)
        self._kit = name
        self._choose()
        self.pixels.ask(check=True)
        self.viewed.emit()

    def set_scope(self, scope: Scope) -> None:
        self.scope = scope
        self._pointing = True
        self.viewed.emit()

    def set_mode(self, mode: str) -> None:
        self.mode = mode
        self.lay_boards()

    def set_row(self, index: int) -> None:
        """Show another row of the table, around the ends."""
        if self.rows:
            self.row = index % len(self.rows)
            if self.mode == "pages":
                self.lay_boards()
            self.pixels.ask(check=True)
            self.viewed.emit()

    def set_sizes(self, ids: list[str]) -> None:
        """Other sizes on the wall."""
        self.chosen = [parse_size(name, self.sizes) for name in ids]
        self._choose()
        self.lay_boards()

    def _choose(self) -> None:
        """What a job would keep of the view."""
        kit = self.files.opened_kit(self._kit)
        self.files.choices = Choices(kit=kit.id, sizes=tuple(size.id for size in self.chosen))

    # Table

    def _show_table(self) -> None:
        """The rows of the document's table; without one, or with one that can't be read, none."""
        before, here = self.table, self.current_row
        self._wanted = self._asked_table(self.session.state)
        self.rows, self.table, self.row = [], "", 0
        try:
            found = self.files.table(self.session.state)
        except DesignError as fault:
            self.tell(fault)
            return
        if found is not None:
            self.rows, self.table = found.rows, str(found.path)
            if before == self.table and here is not None:  # read anew: the same row stays
                self.row = next((at for at, row in enumerate(self.rows) if row.key == here.key), 0)
            elif self.session.shipped and not self.session.state.table:
                self.row = first_row([row.cells for row in self.rows], self.kit.file.locale[:2])

    def open_table(self, path: Path) -> None:
        """Read a table; its rows take the place of the present ones. Raises ``DesignError``."""
        command = OpenTable(path=str(path.absolute()))
        self.files.table(command.apply(self.session.state))
        self.session.do(command)
        self.pixels.ask(check=True)
        self.viewed.emit()

    def _asked_table(self, state: State) -> tuple[str, object]:
        return str(self.files.table_path(state) or ""), state.columns

    @property
    def unused_columns(self) -> list[str]:
        """Headings of the table that fill no slot."""
        try:
            table = self.files.table(self.session.state)
        except DesignError:
            return []
        return unused(table.read, self.session.state.template.slots) if table is not None else []

    def match(self, columns: dict[str, str]) -> None:
        """Say what the table's columns fill: one step."""
        path = self.files.table_path(self.session.state)
        if path is not None and self.do(OpenTable(path=str(path.absolute()), columns=columns)):
            self.pixels.ask(check=True)
            self.viewed.emit()

    def reload_table(self) -> None:
        """The table as another program left it, the changed cells laid over it."""
        state = self.session.state
        found = self.files.table(state)
        if found is not None:
            found.reload(state.cells)
            self._show_table()
            self.pixels.ask(check=True)
            self.changed.emit()
            self.viewed.emit()

    def problems(self) -> list[tuple[Board, Finding]]:
        """Errors and warnings of all boards, worst first."""
        found = [(b, f) for b in self.canvas.boards for f in (*b.faults, *b.findings) if f.severity != "note"]
        return sorted(found, key=lambda entry: entry[1].severity != "error")

    @property
    def seen(self) -> Seen:
        """What is looked at, so that the document opens like that again."""
        state, row = self.session.state, self.current_row
        own = self.chosen == first_sizes(state.template, None, self.sizes)  # and those that come to it later
        return Seen(
            kit="" if self._kit == state.template.home else self._kit, table=state.table, columns=state.columns,
            row=row.key if row else "", sizes=() if own else tuple(size.id for size in self.chosen),
        )  # fmt: skip

    @property
    def settled(self) -> bool:
        """Whether the canvas shows the engine's pixels of the present state everywhere."""
        return self.pixels.settled

    def close(self) -> None:
        self.pixels.close()


def _placeholders(state: State) -> dict[str, Any]:
    """Without a table the slots' samples stand in: on the canvas only, never in an export."""
    found: dict[str, Any] = {}
    for name, slot in state.template.slots.items():
        sample = slot.samples[0] if slot.samples else slot.default
        if sample is None and slot.type in ("text", "rich"):
            sample = next(iter(slot.label.values()), name)
        if sample is not None:
            found[name] = sample
    return found
