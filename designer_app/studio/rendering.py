"""Artboards are built and painted beside the window, by the engine, one at a time, newest wish first.

A board's wish is replaced by a newer one, so that typing never queues up; what the worker makes comes back as a
signal in the window's thread.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QImage

from designer_app.build.resources import Resources
from designer_app.design.template import LoadedTemplate, Override
from designer_app.editor.artboard import Artboard, View, artboard
from designer_app.errors import DesignError, Finding
from designer_app.paint import Painter, paint
from designer_app.scene.geometry import Box
from designer_app.studio.pixels import qimage


@dataclass(frozen=True)
class Wish:
    """What a board should show: the document, the view, the scale of its pixels. ``number`` tells wishes apart."""

    board: str
    number: int
    template: LoadedTemplate
    rows: tuple[Override, ...]
    view: View
    scale: float
    check: bool = False  # also run the flight check
    part: tuple[int, int, int, int] | None = None  # device px of the page; None = the whole


@dataclass(frozen=True)
class Made:
    """A wish come true: the built artboard, its pixels, what was found; or the faults that prevented it."""

    wish: Wish
    board: Artboard | None
    image: QImage | None
    findings: tuple[Finding, ...]
    faults: tuple[Finding, ...] = ()


class _Worker(QThread):
    made = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wishes: OrderedDict[str, Wish] = OrderedDict()
        self._wake = threading.Condition()
        self._ending = False
        self._painters: OrderedDict[str, Painter] = OrderedDict()
        self._resources: dict[str, Resources] = {}
        self.busy = False

    def wish(self, wish: Wish, first: bool) -> None:
        with self._wake:
            self._wishes.pop(wish.board, None)
            self._wishes[wish.board] = wish
            if first:
                self._wishes.move_to_end(wish.board, last=False)
            self._wake.notify()

    def forget(self, boards: set[str]) -> None:
        """Drop wishes of boards that are gone."""
        with self._wake:
            for board in [b for b in self._wishes if b not in boards]:
                del self._wishes[board]

    def end(self) -> None:
        with self._wake:
            self._ending = True
            self._wake.notify()

    def idle(self) -> bool:
        with self._wake:
            return not self._wishes and not self.busy

    def run(self) -> None:
        while True:
            with self._wake:
                self.busy = False
                while not self._wishes and not self._ending:
                    self._wake.wait()
                if self._ending:
                    return
                _, wish = self._wishes.popitem(last=False)
                self.busy = True
            self.made.emit(self._make(wish))

    def _make(self, wish: Wish) -> Made:
        try:
            folder = str(wish.template.folder)
            if folder not in self._resources:
                self._resources[folder] = Resources((wish.template.folder,))
            board = artboard(wish.template, wish.rows, wish.view, self._resources[folder])
            painter = self._painters.setdefault(wish.board, Painter())
            self._painters.move_to_end(wish.board)
            while len(self._painters) > 24:
                self._painters.popitem(last=False)
            if wish.part is not None:
                image = qimage(paint(board.built.scene, wish.scale, Box(*wish.part)))
            else:
                image = qimage(painter.render(board.built.scene, wish.scale).image)
            findings = board.built.findings
            if wish.check:
                findings = (*findings, *_checked(wish, board))
            return Made(wish, board, image, findings)
        except DesignError as fault:
            return Made(wish, None, None, (), tuple(fault.findings))
        except Exception as fault:  # a fault of ours must not end the window: it is shown and written down
            from designer_app.studio.crashes import note

            return Made(wish, None, None, (), (note(fault),))


def _checked(wish: Wish, board: Artboard) -> list[Finding]:
    from designer_app.build import Request
    from designer_app.production.flight.page import check_page

    view = wish.view
    request = Request(
        loaded=wish.template, kit=view.kit, size=view.size, cells=view.cells, key=view.row, lang=view.lang,
        as_of=view.as_of, overrides=wish.rows, source=view.source,
    )  # fmt: skip
    return check_page(request, board.built)


class Renderer(QObject):
    """The window's side: wishes go in, ``made`` comes out."""

    made = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker()
        self._worker.made.connect(self._arrived)
        self._worker.start()
        self._number = 0
        self._newest: dict[str, int] = {}

    def wish(
        self, board: str, template: LoadedTemplate, rows: tuple[Override, ...], view: View, scale: float,
        *, part: tuple[int, int, int, int] | None = None, first: bool = False, check: bool = False,
    ) -> None:  # fmt: skip
        """Ask for a board's pixels; ``first`` = before all others."""
        self._number += 1
        self._newest[board] = self._number
        self._worker.wish(Wish(board, self._number, template, rows, view, scale, check, part), first)

    def keep(self, boards: set[str]) -> None:
        """Only these boards are shown any more."""
        self._worker.forget(boards)
        self._newest = {b: n for b, n in self._newest.items() if b in boards}

    @property
    def settled(self) -> bool:
        """Whether every board shows what was last asked for."""
        return not self._newest

    def _arrived(self, made: Made) -> None:
        if self._newest.get(made.wish.board) == made.wish.number:
            del self._newest[made.wish.board]
        elif made.wish.board not in self._newest:
            return
        self.made.emit(made)

    def close(self) -> None:
        self._worker.end()
        self._worker.wait()
