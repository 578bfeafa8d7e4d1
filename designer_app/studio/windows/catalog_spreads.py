"""The catalog's pages as they lie open: pictures by the engine, marks of what moved, products to pick, drag and pin."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from designer_app.errors import DesignError
from designer_app.studio import theme
from designer_app.studio.windows.catalog_paint import WORDS, SpreadsPaint, part_of
from designer_app.studio.windows.catalog_state import Laid
from designer_app.studio.windows.catalog_words import why_text
from designer_app.studio.windows.pictures import Page, page_picture
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.words import tr

_HEIGHTS = (140, 184, 232, 300, 400, 560, 800)  # px of a page
_GAP, _INSET = 40, 24
_KEPT = 160  # pictures of pages


class Spreads(QAbstractScrollArea):
    """``picked(key)`` a product, ``dropped(key, page)`` one that was dragged to a page, ``asked(key, page, at)`` for a menu."""

    picked = Signal(str)
    dropped = Signal(str, int)
    asked = Signal(str, int, QPoint)
    zoomed = Signal(float)
    found = Signal()  # pictures came, with findings

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self.setAccessibleName(tr("Pages"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.laid: Laid | None = None
        self.single = False  # pages by themselves instead of spreads
        self.marks = True
        self.edges = False  # trim, bleed and margins
        self.kept: frozenset[int] = frozenset()
        self.chosen = ""
        self.height_ = _HEIGHTS[2]
        self.pages: OrderedDict[tuple[str, int], Page | DesignError] = OrderedDict()
        self._thumbs = thumbs
        thumbs.made.connect(self._arrived)
        self.places: dict[int, QRect] = {}  # page → where it lies, px of the whole
        self.rows: list[tuple[tuple[int, ...], QRect]] = []
        self.began: QPoint | None = None
        self.held = ""
        self.at = QPoint()
        self.over = ""

    # Shown

    def show_laid(self, laid: Laid | None) -> None:
        self.laid = laid
        self._lay()
        self.viewport().update()

    def set_single(self, single: bool) -> None:
        self.single = single
        self._lay()

    def set_marks(self, on: bool) -> None:
        self.marks = on
        self.viewport().update()

    def set_edges(self, on: bool) -> None:
        """Show what lies beyond the trim, where it is cut, and the margins."""
        self.edges = on
        self.viewport().update()

    def outer(self, number: int) -> tuple[bool, bool]:
        """Whether the left and the right side of a page are cut: not where it meets the other one of a spread."""
        if self.single:
            return True, True
        pair = next((pages for pages, _ in self.rows if number in pages), (number,))
        return number == pair[0], number == pair[-1]

    def zoom(self, by: int) -> None:
        at = min(len(_HEIGHTS) - 1, max(0, _HEIGHTS.index(self.height_) + by))
        self.height_ = _HEIGHTS[at]
        self._lay()

    @property
    def scale(self) -> float:
        """Of the page's real size on a screen of 96 px an inch."""
        if self.laid is None:
            return 0.0
        size = self.laid.draft.size
        high = size.height / (size.ppi or 96) * 96
        return self.height_ / high

    def choose(self, key: str, *, show: bool = False) -> None:
        """Mark a product as picked; ``show`` scrolls to its page."""
        self.chosen = key
        if show and self.laid is not None:
            page = next((good.page for good in self.laid.goods if good.key == key), 0)
            if page in self.places:
                self.show_page(page)
        self.viewport().update()

    def show_page(self, page: int) -> None:
        where = self.places.get(page)
        bar = self.verticalScrollBar()
        if where is not None and not (
            bar.value() <= where.top() and where.bottom() <= bar.value() + self.viewport().height()
        ):
            bar.setValue(max(0, where.top() - _INSET))

    def place_of(self, key: str) -> QPoint | None:
        """The middle of a product on the widget, px; None where it isn't shown. What tests and accessibility click."""
        box = self.box(key)
        if box is None:
            return None
        return (box.center() - QPointF(0, self.verticalScrollBar().value())).toPoint()

    def page_at(self, number: int) -> QPoint:
        """The middle of a page on the widget, px."""
        return self.places[number].center() - QPoint(0, self.verticalScrollBar().value())

    # Layout

    def _lay(self) -> None:
        self.places, self.rows = {}, []
        if self.laid is None:
            return
        size = self.laid.draft.size
        wide = round(self.height_ * size.width / size.height)
        groups = [(n,) for sheet in self.laid.sheets for n in sheet] if self.single else self.laid.sheets
        room = max(1, self.viewport().width() - 2 * _INSET)
        across = wide if self.single else 2 * wide
        columns = max(1, (room + _GAP) // (across + _GAP))
        left = (self.viewport().width() - columns * across - (columns - 1) * _GAP) // 2
        for at, pages in enumerate(groups):
            x = max(8, left) + at % columns * (across + _GAP)
            y = _INSET + at // columns * (self.height_ + WORDS + 16)
            self.rows.append((tuple(pages), QRect(x, y, across, self.height_)))
            for number in pages:
                right = not self.single and (number == 1 or number % 2 == 1)
                self.places[number] = QRect(x + (wide if right else 0), y, wide, self.height_)
        below = self.rows[-1][1].bottom() + WORDS + _INSET if self.rows else 0
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)
        bar.setRange(0, max(0, below - self.viewport().height()))
        self.zoomed.emit(self.scale)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    # Pictures

    def page(self, number: int) -> Page | DesignError | None:
        """The page's picture, the nearest size until the right one comes."""
        assert self.laid is not None
        look = self.laid.looks[number - 1]
        ratio = self.devicePixelRatioF()
        high = round(self.height_ * max(1.0, ratio))
        have = self.pages.get((look, high))
        if have is not None:
            self.pages.move_to_end((look, high))
            return have
        volume, content = self.laid.draft.volume, self.laid.draft.contents[number - 1]
        if ("page", look, high) not in self._thumbs._open:
            self._thumbs.wish(("page", look, high), lambda: page_picture(volume, content, high))
        return next((page for (other, _), page in reversed(self.pages.items()) if other == look), None)

    @property
    def settled(self) -> bool:
        """Whether every page in sight shows its own picture."""
        if self.laid is None:
            return True
        top = self.verticalScrollBar().value()
        sight = QRect(0, top, self.viewport().width(), self.viewport().height())
        high = round(self.height_ * max(1.0, self.devicePixelRatioF()))
        seen = [number for number, where in self.places.items() if where.intersects(sight)]
        for number in seen:
            self.page(number)
        return all((self.laid.looks[number - 1], high) in self.pages for number in seen)

    def _arrived(self, key: object, what: object) -> None:
        if isinstance(key, tuple) and key[0] == "page" and isinstance(what, Page | DesignError):
            self.pages[key[1], key[2]] = what
            while len(self.pages) > _KEPT:
                self.pages.popitem(last=False)
            self.viewport().update()
            self.found.emit()

    def findings(self) -> list[tuple[int, object]]:
        """What the pages that were painted tell, with their numbers."""
        if self.laid is None:
            return []
        by_look = {look: page for (look, _), page in self.pages.items()}
        told: list[tuple[int, object]] = []
        for number, look in enumerate(self.laid.looks, 1):
            page = by_look.get(look)
            findings: Iterable[object] = page.findings if page is not None else ()
            told += [(number, finding) for finding in findings]
        return told

    # Painted

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().colour("canvas"))
        if self.laid is not None:
            off = self.verticalScrollBar().value()
            painter.translate(0, -off)
            SpreadsPaint(self, self.laid, painter).draw(event.rect().translated(0, off))
        painter.end()

    # Where things are

    @property
    def pins(self) -> dict[str, bool]:
        return {pin.key: True for pin in self.laid.draft.wish.pins} if self.laid else {}

    def chosen_page(self) -> int:
        return next((g.page for g in self.laid.goods if g.key == self.chosen), 0) if self.laid else 0

    def box(self, key: str) -> QRectF | None:
        number = next((g.page for g in self.laid.goods if g.key == key), 0) if self.laid else 0
        page = self.page(number) if number in self.places else None
        if not isinstance(page, Page) or key not in page.boxes:
            return None
        return part_of(self.places[number], page.boxes[key])

    def page_under(self, at: QPoint) -> int:
        point = at + QPoint(0, self.verticalScrollBar().value())
        return next((number for number, where in self.places.items() if where.contains(point)), 0)

    def _product_under(self, at: QPoint) -> str:
        number = self.page_under(at)
        page = self.page(number) if number else None
        if not isinstance(page, Page):
            return ""
        point = QPointF(at + QPoint(0, self.verticalScrollBar().value()))
        for key, part in page.boxes.items():
            if part_of(self.places[number], part).contains(point):
                return key
        plan = self.laid.draft.plans[number - 1] if self.laid else None
        return plan.hero if plan is not None and plan.home else ""

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            self.held, self.began = self._product_under(at), None
            self.at = at
            if self.held:
                self.chosen = self.held
                self.picked.emit(self.held)
                self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self.held and event.buttons() & Qt.MouseButton.LeftButton:
            if self.began is None and (at - self.at).manhattanLength() > 6:
                self.began = self.at
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            if self.began is not None:
                self.at = at
                self.viewport().update()
            return
        over = self._product_under(at)
        if over != self.over:
            self.over = over
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()
            good = next((g for g in self.laid.goods if g.key == over), None) if self.laid and over else None
            if good is not None:
                why = self.laid.draft.plans[good.page - 1].why if self.laid and good.page else ""
                QToolTip.showText(
                    event.globalPosition().toPoint(),
                    f"<b>{good.name}</b><br>{good.price}<br>{why_text(why)}",
                    self,
                )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, moved = self.held, self.began is not None
        self.held, self.began = "", None
        self.viewport().unsetCursor()
        if held and moved:
            page = self.page_under(event.position().toPoint())
            if page:
                self.dropped.emit(held, page)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self._product_under(event.pos())
        if key:
            self.choose(key)
            self.picked.emit(key)
        self.asked.emit(key, self.page_under(event.pos()), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if event.key() == Qt.Key.Key_Escape and self.held:
            self.held, self.began = "", None
            self.viewport().update()
        elif step is not None and self.laid is not None:
            order = [key for plan in self.laid.draft.plans for key in plan.homes]
            if order:
                at = order.index(self.chosen) + step if self.chosen in order else 0
                self.choose(order[max(0, min(len(order) - 1, at))], show=True)
                self.picked.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Menu and self.chosen:
            point = self.place_of(self.chosen) or QPoint()
            self.asked.emit(self.chosen, self.chosen_page(), self.viewport().mapToGlobal(point))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)
