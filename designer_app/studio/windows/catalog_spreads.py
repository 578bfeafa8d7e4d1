"""The catalog's pages as they lie open: pictures by the engine, marks of what moved, products to pick, drag and pin."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from designer_app.errors import DesignError
from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.windows.catalog_state import Laid
from designer_app.studio.windows.catalog_words import kind_text, mark_text, why_text
from designer_app.studio.windows.pictures import Page, page_picture
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.words import finding_text, plural, tr

_HEIGHTS = (140, 184, 232, 300, 400, 560, 800)  # px of a page
_GAP, _WORDS, _INSET = 40, 28, 24
_KEPT = 160  # pictures of pages
_INK = {
    "new": "ok",
    "cheaper": "acc",
    "dearer": "warn",
    "moved": "warn",
}  # roles of the light theme: they show on any artwork


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
        self.kept: frozenset[int] = frozenset()
        self.chosen = ""
        self.height_ = _HEIGHTS[2]
        self.pages: OrderedDict[tuple[str, int], Page | DesignError] = OrderedDict()
        self._thumbs = thumbs
        thumbs.made.connect(self._arrived)
        self._places: dict[int, QRect] = {}  # page → where it lies, px of the whole
        self._rows: list[tuple[tuple[int, ...], QRect]] = []
        self._from: QPoint | None = None
        self._held = ""
        self._at = QPoint()
        self._over = ""

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
            if page in self._places:
                self.show_page(page)
        self.viewport().update()

    def show_page(self, page: int) -> None:
        where = self._places.get(page)
        bar = self.verticalScrollBar()
        if where is not None and not (
            bar.value() <= where.top() and where.bottom() <= bar.value() + self.viewport().height()
        ):
            bar.setValue(max(0, where.top() - _INSET))

    def place_of(self, key: str) -> QPoint | None:
        """The middle of a product on the widget, px; None where it isn't shown. What tests and accessibility click."""
        box = self._box(key)
        if box is None:
            return None
        return (box.center() - QPointF(0, self.verticalScrollBar().value())).toPoint()

    def page_at(self, number: int) -> QPoint:
        """The middle of a page on the widget, px."""
        return self._places[number].center() - QPoint(0, self.verticalScrollBar().value())

    # Layout

    def _lay(self) -> None:
        self._places, self._rows = {}, []
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
            y = _INSET + at // columns * (self.height_ + _WORDS + 16)
            self._rows.append((tuple(pages), QRect(x, y, across, self.height_)))
            for number in pages:
                right = not self.single and (number == 1 or number % 2 == 1)
                self._places[number] = QRect(x + (wide if right else 0), y, wide, self.height_)
        below = self._rows[-1][1].bottom() + _WORDS + _INSET if self._rows else 0
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

    def _page(self, number: int) -> Page | DesignError | None:
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
        seen = [number for number, where in self._places.items() if where.intersects(sight)]
        for number in seen:
            self._page(number)
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
        dress = theme.current()
        painter.fillRect(event.rect(), dress.colour("canvas"))
        if self.laid is None:
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        off = self.verticalScrollBar().value()
        painter.translate(0, -off)
        shown = event.rect().translated(0, off)
        moves = _marks(self.laid) if self.marks else {}
        chosen_page = next((g.page for g in self.laid.goods if g.key == self.chosen), 0)
        for pages, where in self._rows:
            if not where.adjusted(-8, -8, 8, _WORDS + 8).intersects(shown):
                continue
            for number in pages:
                self._paint_page(painter, number, moves)
            self._paint_words(painter, pages, where, moves)
            if chosen_page in pages:
                self._frame(painter, pages)
        if self._held and self._from is not None:
            self._paint_held(painter)
        painter.end()

    def _paint_page(self, painter: QPainter, number: int, moves: Mapping[str, object]) -> None:
        assert self.laid is not None
        dress = theme.current()
        where = self._places[number]
        page = self._page(number)
        if isinstance(page, Page):
            painter.drawImage(QRectF(where), page.image)
            for key, part in page.boxes.items():
                self._paint_product(painter, where, key, part, moves)
        else:
            painter.fillRect(where, dress.colour("mat"))
            if isinstance(page, DesignError):
                painter.setPen(dress.colour("err"))
                painter.setFont(theme.font(11))
                painter.drawText(
                    where.adjusted(8, 8, -8, -8),
                    int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap),
                    finding_text(page.findings[0]),
                )
        if number % 2 == 1 and number > 1 and not self.single:
            painter.setPen(QPen(QColor(0, 0, 0, 40), 1))
            painter.drawLine(where.topLeft(), where.bottomLeft())

    def _paint_product(
        self,
        painter: QPainter,
        where: QRect,
        key: str,
        part: tuple[float, float, float, float],
        moves: Mapping[str, object],
    ) -> None:
        box = _part(where, part).adjusted(-2, -2, 2, 2)
        move = moves.get(key)
        role = _INK.get(getattr(move, "what", ""))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if role is not None:
            ink = theme.LIGHT.colour(role)
            painter.setPen(QPen(ink, 1.5))
            painter.drawRect(box)
        if key == self.chosen:
            for colour, width in (("#FFFFFF", 3.0), ("#2E8BFF", 1.5)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRect(box)
        elif key == self._over:
            painter.setPen(QPen(QColor("#2E8BFF"), 1))
            painter.drawRect(box)
        if role is not None:
            self._label(painter, box.topLeft(), mark_text(move), theme.LIGHT.colour(role))  # type: ignore[arg-type]
        if key in self._pins:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#1B6AE0"))
            painter.drawEllipse(QRectF(box.right() - 9, box.top() - 7, 16, 16))
            painter.drawPixmap(QPointF(box.right() - 6, box.top() - 4), pixmap("pin", "#FFFFFF", 10))

    def _label(self, painter: QPainter, at: QPointF, text: str, ink: QColor) -> None:
        if not text or self.height_ < 180:
            return
        painter.setFont(theme.font(10, 600))
        wide = painter.fontMetrics().horizontalAdvance(text) + 8
        box = QRectF(at.x(), at.y() - 8, wide, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(
        self, painter: QPainter, pages: tuple[int, ...], where: QRect, moves: Mapping[str, object]
    ) -> None:
        assert self.laid is not None
        dress = theme.current()
        first = self._places[pages[0]].left()
        kinds = [self.laid.draft.plans[number - 1] for number in pages]
        if len(pages) == 1:
            text = (
                kind_text(kinds[0].kind) if kinds[0].kind in ("cover", "back") else tr("Page {n}", n=pages[0])
            )
        else:
            text = tr("Spread {left}–{right}", left=pages[0], right=pages[1])
        chosen = any(number == self._chosen_page() for number in pages)
        painter.setFont(theme.font(12, 600 if chosen else 400))
        painter.setPen(dress.colour("tx" if chosen else "t2"))
        x, y = first, where.bottom() + 5
        painter.drawText(QRect(x, y, 300, 20), Qt.AlignmentFlag.AlignVCenter, text)
        x += painter.fontMetrics().horizontalAdvance(text) + 8
        if any(number in self.kept for number in pages):
            painter.drawPixmap(QPoint(x, y + 3), pixmap("lock", dress.t2, 14))
            x += 22
        changes = sum(
            1 for number in pages for key in self.laid.draft.plans[number - 1].homes if key in moves
        )
        if changes and self.marks:
            words = plural(changes, "change")
            painter.setFont(theme.font(11, 600))
            wide = painter.fontMetrics().horizontalAdvance(words) + 12
            chip = QRectF(x, y + 2, wide, 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dress.colour("accbg"))
            painter.drawRoundedRect(chip, 8, 8)
            painter.setPen(dress.colour("acc"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)

    def _frame(self, painter: QPainter, pages: tuple[int, ...]) -> None:
        whole = self._places[pages[0]]
        for number in pages[1:]:
            whole = whole.united(self._places[number])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.current().colour("acc"), 2))
        painter.drawRect(QRectF(whole).adjusted(-3, -3, 3, 3))

    def _paint_held(self, painter: QPainter) -> None:
        """The product that is dragged, below the pointer, and the page that would take it."""
        target = self._page_under(self._at)
        if target:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().colour("acc"), 3))
            painter.drawRect(self._places[target])
        box = self._box(self._held)
        picture = self._cut(self._held)
        if box is None or picture is None:
            return
        at = QPointF(self._at) + QPointF(0, self.verticalScrollBar().value())
        painter.setOpacity(0.8)
        painter.drawPixmap(
            QRectF(at.x() - box.width() / 2, at.y() - box.height() / 2, box.width(), box.height()),
            picture,
            QRectF(picture.rect()),
        )
        painter.setOpacity(1)

    def _cut(self, key: str) -> QPixmap | None:
        number = next((g.page for g in self.laid.goods if g.key == key), 0) if self.laid else 0
        page = self._page(number) if number else None
        if not isinstance(page, Page) or key not in page.boxes:
            return None
        x, y, w, h = page.boxes[key]
        wide, high = page.image.width(), page.image.height()
        return QPixmap.fromImage(
            page.image.copy(QRect(round(x * wide), round(y * high), round(w * wide), round(h * high)))
        )

    # Where things are

    @property
    def _pins(self) -> dict[str, bool]:
        return {pin.key: True for pin in self.laid.draft.wish.pins} if self.laid else {}

    def _chosen_page(self) -> int:
        return next((g.page for g in self.laid.goods if g.key == self.chosen), 0) if self.laid else 0

    def _box(self, key: str) -> QRectF | None:
        number = next((g.page for g in self.laid.goods if g.key == key), 0) if self.laid else 0
        page = self._page(number) if number in self._places else None
        if not isinstance(page, Page) or key not in page.boxes:
            return None
        return _part(self._places[number], page.boxes[key])

    def _page_under(self, at: QPoint) -> int:
        point = at + QPoint(0, self.verticalScrollBar().value())
        return next((number for number, where in self._places.items() if where.contains(point)), 0)

    def _product_under(self, at: QPoint) -> str:
        number = self._page_under(at)
        page = self._page(number) if number else None
        if not isinstance(page, Page):
            return ""
        point = QPointF(at + QPoint(0, self.verticalScrollBar().value()))
        for key, part in page.boxes.items():
            if _part(self._places[number], part).contains(point):
                return key
        plan = self.laid.draft.plans[number - 1] if self.laid else None
        return plan.hero if plan is not None and plan.home else ""

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self._from = self._product_under(at), None
            self._at = at
            if self._held:
                self.chosen = self._held
                self.picked.emit(self._held)
                self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._held and event.buttons() & Qt.MouseButton.LeftButton:
            if self._from is None and (at - self._at).manhattanLength() > 6:
                self._from = self._at
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            if self._from is not None:
                self._at = at
                self.viewport().update()
            return
        over = self._product_under(at)
        if over != self._over:
            self._over = over
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
        held, moved = self._held, self._from is not None
        self._held, self._from = "", None
        self.viewport().unsetCursor()
        if held and moved:
            page = self._page_under(event.position().toPoint())
            if page:
                self.dropped.emit(held, page)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self._product_under(event.pos())
        if key:
            self.choose(key)
            self.picked.emit(key)
        self.asked.emit(key, self._page_under(event.pos()), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if event.key() == Qt.Key.Key_Escape and self._held:
            self._held, self._from = "", None
            self.viewport().update()
        elif step is not None and self.laid is not None:
            order = [key for plan in self.laid.draft.plans for key in plan.homes]
            if order:
                at = order.index(self.chosen) + step if self.chosen in order else 0
                self.choose(order[max(0, min(len(order) - 1, at))], show=True)
                self.picked.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Menu and self.chosen:
            point = self.place_of(self.chosen) or QPoint()
            self.asked.emit(self.chosen, self._chosen_page(), self.viewport().mapToGlobal(point))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)


def _part(where: QRect, part: tuple[float, float, float, float]) -> QRectF:
    x, y, w, h = part
    return QRectF(
        where.left() + x * where.width(),
        where.top() + y * where.height(),
        w * where.width(),
        h * where.height(),
    )


def _marks(laid: Laid) -> dict[str, object]:
    """Product → what became of it; a price tells more than a place."""
    found: dict[str, object] = {}
    for move in laid.draft.moves:
        if move.what != "gone" and (move.key not in found or move.what in ("cheaper", "dearer")):
            found[move.key] = move
    return found
