"""The flight check of every row on every board that is shown, beside the window: which rows have problems."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from designer_app.build.resources import Resources
from designer_app.design.template import LoadedTemplate
from designer_app.editor.artboard import View, artboard, request_of
from designer_app.editor.state import State
from designer_app.errors import DesignError, Finding
from designer_app.studio.desk import Desk
from designer_app.studio.opened_table import Row
from designer_app.studio.rendering import turn
from designer_app.studio.windows.work import Work

_CALM = 700  # ms without an edit until the rows are looked through anew


class Looked(msgspec.Struct, frozen=True):
    """What a row came out as: the worst thing found (None = nothing), and whether it can't be made at all."""

    number: int
    worst: Finding | None
    broken: bool = False


class RowChecks(QObject):
    """``told`` brings rows as they are looked through, ``turned`` whether it is at work. A row that is known keeps its
    answer until the next one comes."""

    told = Signal(list)  # of Looked
    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._work: Work | None = None
        self.done = 0  # rows looked through
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._begin)
        self._content: object = None  # of the document that is looked through
        desk.edited.connect(self._edited)

    def _edited(self) -> None:
        """An edit comes first: what is being looked through is out of date, and typing shares the processor with it."""
        if self._work is not None and self._desk.session.state.content != self._content:
            self._work.stop()

    @property
    def running(self) -> bool:
        """Whether it looks rows through, or is about to."""
        return self._calm.isActive() or self._work is not None

    def ask(self) -> None:
        """Look all rows through as the document is now, once edits pause."""
        self.end()
        if self._desk.rows:
            self._calm.start()

    def stop(self) -> None:
        """By hand: what is known so far stays."""
        self.end()
        self.turned.emit()

    def end(self) -> None:
        self._calm.stop()
        if self._work is not None:
            self._work.end()
            self._work.deleteLater()
            self._work = None

    def _begin(self) -> None:
        self.end()
        desk = self._desk
        views = [desk.view(board) for board in desk.canvas.boards if board.page == 1]
        template, state, rows = desk.session.template, desk.session.state, tuple(desk.rows)
        self._content = state.content
        locale, self.done = desk.kit.file.locale[:2], 0

        def run(work: Work) -> None:
            for looked in _looked(template, state, rows, views, locale):
                if work.stopping():
                    return
                work.tell(looked)

        self._work = Work(run, self)
        self._work.heard.connect(self._heard)
        self._work.ended.connect(self._ended)
        self._work.start()
        self.turned.emit()

    def _heard(self, found: list[Looked]) -> None:
        self.done += len(found)
        self.told.emit(found)

    def _ended(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        self.turned.emit()


def _looked(
    template: LoadedTemplate, state: State, rows: tuple[Row, ...], views: list[View], locale: str
) -> Iterator[Looked]:
    """Each row's worst, an error before a warning; of equals the first board's."""
    resources = Resources((template.folder,))
    for number, row in enumerate(rows):
        cells = state.row(row.key, row.cells)
        worst: Finding | None = None
        broken = False
        for seen in views:
            view = msgspec.structs.replace(
                seen, row=row.key, cells=cells, lang=row.lang or locale, page=1, in_hand=None
            )
            with turn():
                faults, found = _found(template, state, view, resources)
            broken = broken or bool(faults)
            for finding in (*faults, *found):
                if finding.severity != "note" and (
                    worst is None or (worst.severity != "error" and finding.severity == "error")
                ):
                    worst = finding
            if broken:
                break  # the other sizes have the same cell
        yield Looked(number, worst, broken)


def _found(
    template: LoadedTemplate, state: State, view: View, resources: Resources
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Faults that prevent the page, or what the check finds on it."""
    from designer_app.production.flight.page import check_page

    try:
        board = artboard(template, state.rows, view, resources)
        return (), (*board.built.findings, *check_page(request_of(template, state.rows, view), board.built))
    except DesignError as fault:
        return tuple(fault.findings), ()
