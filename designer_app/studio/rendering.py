"""Artboards are built and painted beside the window, by the engine, one at a time, newest wish first.

A board's wish is replaced by a newer one, so that typing never queues up; what the worker makes comes back as a
signal in the window's thread.
"""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QImage, QPainter

from designer_app.build.resources import Resources
from designer_app.design.template import LoadedTemplate, Override
from designer_app.editor.artboard import Artboard, View, artboard, request_of
from designer_app.editor.hits import Target
from designer_app.editor.split import cut_out, followers, ink, same_ground, split
from designer_app.errors import DesignError, Finding
from designer_app.paint import paint
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Scene
from designer_app.studio.pixels import premultiplied, qimage
from designer_app.studio.surface import Band, Shot, Surface

_SLOW = 40.0  # ms


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
    coarse: bool = False  # fewer pixels than the screen has, while a gesture runs


@dataclass(frozen=True)
class Made:
    """A wish come true: the built artboard, its pixels, what was found; or the faults that prevented it.

    A wish with a check comes true twice: at once without (``wish.check`` is off), then, without pixels, with all
    findings. Where there are faults it comes once."""

    wish: Wish
    board: Artboard | None
    image: QImage | None
    findings: tuple[Finding, ...]
    faults: tuple[Finding, ...] = ()
    before: QImage | None = None  # the picture that this one was made from, and where they differ (device px)
    changed: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Cut:
    """A wish for the pictures that a drag moves: the page as built, the layers, scale and part as in ``Wish``."""

    board: str
    scene: Scene
    layers: tuple[str, ...]
    scale: float
    part: tuple[int, int, int, int] | None = None
    number: int = 0
    copying: bool = False  # copies move, the layers stay
    probe: Wish | None = None  # the document after a move by ``probed``: tells which other layers follow
    probed: tuple[float, float] = (0.0, 0.0)
    boxes: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Lift:
    """At most three finished pictures and where they lie (device px of the board at ``scale``): below, moving, above; and
    ``still``, what lies below and above in one, for where the moving one isn't."""

    cut: Cut
    below: QImage
    below_at: tuple[int, int]
    moving: QImage
    moving_at: tuple[int, int]
    still: QImage
    above: QImage | None = None
    above_at: tuple[int, int] = (0, 0)


def lift(cut: Cut, moved: Artboard | None = None) -> Lift | None:
    """Paint the three pictures; None when the page can't be taken apart so, or when a move (``moved``: the page after
    it) changes more than the place of the layers and of those that follow them."""
    layers = set(cut.layers)
    if moved is not None:
        layers |= followers(cut.boxes, moved.targets, cut.probed)
    parts = split(cut.scene, layers)
    if parts is None or (moved is not None and not same_ground(parts, split(moved.built.scene, layers))):
        return None
    scale = cut.scale
    page = Box(*cut.part) if cut.part else None
    moving = _ink(parts.moving, scale, None)
    if moving is None:
        return None
    above = _ink(parts.above, scale, page) if parts.above else None
    below = qimage(paint(cut.scene if cut.copying else parts.below, scale, page))
    at = (cut.part[0], cut.part[1]) if cut.part else (0, 0)
    if above is None:
        return Lift(cut, below, at, *moving, still=below)
    return Lift(
        cut, below, at, *moving, _over(below, above[0], above[1][0] - at[0], above[1][1] - at[1]), *above
    )


def _over(below: QImage, above: QImage, x: int, y: int) -> QImage:
    """One picture on another, as Qt lays them on the screen."""
    made = below.copy()
    painter = QPainter(made)
    painter.drawImage(x, y, above)
    painter.end()
    return made


def _ink(scene: Scene, scale: float, part: Box | None) -> tuple[QImage, tuple[int, int]] | None:
    """A transparent scene's picture, no larger than its ink, and where it lies."""
    box = ink(scene, scale)
    limit = part or Box(
        -scene.width * scale, -scene.height * scale, 2 * scene.width * scale, 2 * scene.height * scale
    )
    box = Box(max(box.x0, limit.x0), max(box.y0, limit.y0), min(box.x1, limit.x1), min(box.y1, limit.y1))
    x0, y0, x1, y1 = math.floor(box.x0), math.floor(box.y0), math.ceil(box.x1), math.ceil(box.y1)
    if x1 <= x0 or y1 <= y0:
        return None
    image = paint(cut_out(scene, Box(x0, y0, x1, y1), scale), scale)
    return premultiplied(image.crop((0, 0, x1 - x0, y1 - y0))), (x0, y0)


_ENGINE, _NEXT = threading.Lock(), threading.Lock()


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """One window's worker at a time: two that build at once gain nothing from each other, as Python runs one of them. One
    that waits comes before the one that worked last, however much that still has to do."""
    with _NEXT:
        _ENGINE.acquire()
    try:
        yield
    finally:
        _ENGINE.release()


class _Worker(QThread):
    made = Signal(object)
    lifted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wishes: OrderedDict[str, Wish] = OrderedDict()
        self._wake = threading.Condition()
        self._ending = False
        self._cut: Cut | None = None
        self._checks: OrderedDict[str, tuple[Wish, Artboard]] = (
            OrderedDict()
        )  # for when nothing else is wished
        self.took: dict[str, float] = {}  # ms of the last repaint of each board
        self._surfaces: OrderedDict[str, Surface] = OrderedDict()
        self._resources: dict[str, Resources] = {}

    def wish(self, wish: Wish, first: bool) -> None:
        with self._wake:
            self._wishes.pop(wish.board, None)
            self._checks.pop(wish.board, None)
            self._wishes[wish.board] = wish
            if first:
                self._wishes.move_to_end(wish.board, last=False)
            self._wake.notify()

    def cut(self, cut: Cut) -> None:
        with self._wake:
            self._cut = cut
            self._wake.notify()

    def forget(self, boards: set[str]) -> None:
        """Drop wishes of boards that are gone."""
        with self._wake:
            for board in [b for b in self._wishes if b not in boards]:
                del self._wishes[board]
            for board in [b for b in self._checks if b not in boards]:
                del self._checks[board]

    def end(self) -> None:
        with self._wake:
            self._ending = True
            self._wake.notify()

    def run(self) -> None:
        while True:
            with self._wake:
                while not (self._wishes or self._cut or self._checks or self._ending):
                    self._wake.wait()
                if self._ending:
                    return
                cut, self._cut = self._cut, None
                wish = self._wishes.popitem(last=False)[1] if self._wishes and cut is None else None
                check = self._checks.popitem(last=False)[1] if cut is None and wish is None else None
            with turn():
                if cut is not None:
                    self._lift(cut)
                elif wish is not None:
                    self._show(wish)
                elif check is not None:
                    self.made.emit(self._checked(*check))

    def _show(self, wish: Wish) -> None:
        """Pixels now, the check when nothing else is wished."""
        began = time.perf_counter()
        made = self._make(wish)
        if made.image is not None and not wish.coarse:
            self.took[wish.board] = (time.perf_counter() - began) * 1000
        if wish.check and made.board is not None:
            with self._wake:
                if wish.board not in self._wishes:
                    self._checks[wish.board] = (wish, made.board)
            made = replace(made, wish=replace(wish, check=False))
        self.made.emit(made)

    def _lift(self, cut: Cut) -> None:
        try:
            moved = self._built(cut.probe) if cut.probe is not None else None
            found = lift(cut, moved)
        except DesignError:  # a picture gone from the disk: the repaint says so
            found = None
        except Exception as fault:
            from designer_app.studio.crashes import note

            note(fault)
            found = None
        self.lifted.emit(found if found is not None else cut)

    def _built(self, wish: Wish) -> Artboard:
        folder = str(wish.template.folder)
        if folder not in self._resources:
            self._resources[folder] = Resources((wish.template.folder,))
        return artboard(wish.template, wish.rows, wish.view, self._resources[folder])

    def _make(self, wish: Wish) -> Made:
        try:
            board = self._built(wish)
            if wish.part is not None:
                shot = Shot(qimage(paint(board.built.scene, wish.scale, Box(*wish.part))))
            else:
                shot = self._surface(wish).show(board.built.scene, wish.scale)
            found = board.built.findings
            return Made(wish, board, shot.image, found, before=shot.before, changed=shot.changed)
        except DesignError as fault:
            return Made(wish, None, None, (), tuple(fault.findings))
        except Exception as fault:  # a fault of ours must not end the window: it is shown and written down
            from designer_app.studio.crashes import note

            return Made(wish, None, None, (), (note(fault),))

    def _surface(self, wish: Wish) -> Surface:
        """The board's own, that knows its last page."""
        surface = self._surfaces.setdefault(wish.board, Surface())
        self._surfaces.move_to_end(wish.board)
        while len(self._surfaces) > 24:
            self._surfaces.popitem(last=False)
        return surface

    def _checked(self, wish: Wish, board: Artboard) -> Made:
        """What the flight check finds on an artboard."""
        from designer_app.production.flight.page import check_page

        try:
            request = request_of(wish.template, wish.rows, wish.view)
            found = check_page(request, board.built, self._surface(wish).painter)
        except DesignError as fault:
            found = list(fault.findings)
        except Exception as fault:
            from designer_app.studio.crashes import note

            found = [note(fault)]
        return Made(wish, board, None, (*board.built.findings, *found))


class Renderer(QObject):
    """The window's side: wishes go in, ``made`` comes out; ``lifted`` gives the pictures that a drag moves, or the
    ``Cut`` that had none."""

    made = Signal(object)
    lifted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker()
        self._worker.made.connect(self._arrived)
        self._worker.lifted.connect(self.lifted)
        self._worker.start()
        self._number = 0
        self._newest: dict[str, int] = {}
        self._unchecked: dict[str, int] = {}  # wishes whose flight check is still to come

    def wish(
        self, board: str, template: LoadedTemplate, rows: tuple[Override, ...], view: View, scale: float,
        *, part: tuple[int, int, int, int] | None = None, first: bool = False, check: bool = False,
        coarse: bool = False,
    ) -> None:  # fmt: skip
        """Ask for a board's pixels; ``first`` = before all others."""
        self._number += 1
        self._newest[board] = self._number
        self._unchecked.pop(board, None)
        if check:
            self._unchecked[board] = self._number
        self._worker.wish(Wish(board, self._number, template, rows, view, scale, check, part, coarse), first)

    def cut(self, cut: Cut) -> int:
        """Ask for the pictures of a drag; the number tells them from those of another one."""
        self._number += 1
        self._worker.cut(replace(cut, number=self._number))
        return self._number

    def slow(self, board: str) -> bool:
        """Whether the board's last whole repaint was too slow to follow a pointer."""
        return self._worker.took.get(board, 0.0) > _SLOW

    def keep(self, boards: set[str]) -> None:
        """Only these boards are shown any more."""
        self._worker.forget(boards)
        self._newest = {b: n for b, n in self._newest.items() if b in boards}
        self._unchecked = {b: n for b, n in self._unchecked.items() if b in boards}

    @property
    def settled(self) -> bool:
        """Whether every board shows what was last asked for."""
        return not self._newest

    @property
    def checked(self) -> bool:
        """Whether the flight checks that were asked for have been made."""
        return not self._unchecked

    def _arrived(self, made: Made) -> None:
        board, number = made.wish.board, made.wish.number
        if made.wish.check:
            if self._unchecked.get(board) != number:
                return  # of a document that has changed since
            del self._unchecked[board]
        if self._newest.get(board) == number:
            del self._newest[board]
        elif board not in self._newest and not made.wish.check:
            return
        self.made.emit(made)

    def close(self) -> None:
        self._worker.end()
        self._worker.wait()
