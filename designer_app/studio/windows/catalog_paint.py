"""The catalog's open pages drawn: pictures by the engine, marks of what moved, the picked product, the one that is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from designer_app.design.size_records import safe_box
from designer_app.errors import DesignError
from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.windows.catalog_state import Laid
from designer_app.studio.windows.catalog_words import kind_text, mark_text
from designer_app.studio.windows.pictures import Page
from designer_app.studio.words import finding_text, plural, tr

if TYPE_CHECKING:
    from designer_app.studio.windows.catalog_spreads import Spreads

_TRIM, _MARGIN = "#D91A6C", "#2E8BFF"  # the line of the cut, as guides are; the margins within it
_VEIL = 110  # of 255, over what is cut off
WORDS = 28  # px below a spread, for what is said of it
_INK = {
    "new": "ok",
    "cheaper": "acc",
    "dearer": "warn",
    "moved": "warn",
}  # roles of the light theme: they show on any artwork


class SpreadsPaint:
    """One painting of what lies in sight of a view; the painter's 0, 0 is the whole's."""

    def __init__(self, view: Spreads, laid: Laid, painter: QPainter) -> None:
        self.view, self.laid, self.painter = view, laid, painter
        self.moves = _marks(laid) if view.marks else {}

    def draw(self, shown: QRect) -> None:
        """What lies in ``shown``, px of the whole."""
        view = self.view
        self.painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        for pages, where in view.rows:
            if not where.adjusted(-8, -8, 8, WORDS + 8).intersects(shown):
                continue
            for number in pages:
                self._paint_page(number)
            self._paint_words(pages, where)
            if view.chosen_page() in pages:
                self._frame(pages)
        if view.held and view.began is not None:
            self._paint_held()

    def _paint_page(self, number: int) -> None:
        dress = theme.current()
        where = self.view.places[number]
        page = self.view.page(number)
        if isinstance(page, Page):
            self._paint_picture(number, page)
            for key, part in page.boxes.items():
                self._paint_product(where, key, part)
        else:
            self.painter.fillRect(where, dress.colour("mat"))
            if isinstance(page, DesignError):
                self.painter.setPen(dress.colour("err"))
                self.painter.setFont(theme.font(11))
                self.painter.drawText(
                    where.adjusted(8, 8, -8, -8),
                    int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap),
                    finding_text(page.findings[0]),
                )
        if number % 2 == 1 and number > 1 and not self.view.single:
            self.painter.setPen(QPen(QColor(0, 0, 0, 40), 1))
            self.painter.drawLine(where.topLeft(), where.bottomLeft())

    def _paint_picture(self, number: int, page: Page) -> None:
        """The trimmed page; with the edges shown its bleed beyond them, veiled, and lines of the trim and the margins."""
        where = QRectF(self.view.places[number])
        if not self.view.edges:
            self.painter.drawImage(where, page.image, page.source(left=False, right=False, around=False))
            return
        left, right = self.view.outer(number)
        x, y = page.bleed[0] * where.width(), page.bleed[1] * where.height()
        whole = where.adjusted(-x if left else 0, -y, x if right else 0, y)
        self.painter.drawImage(whole, page.image, page.source(left, right, around=True))
        beyond = QPainterPath()
        beyond.addRect(whole)
        inner = QPainterPath()
        inner.addRect(where)
        self.painter.fillPath(beyond.subtracted(inner), QColor(255, 255, 255, _VEIL))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        size = self.laid.draft.size
        safe, unit = safe_box(size).box, where.height() / size.height
        margins = QRectF(safe.x0 * unit, safe.y0 * unit, safe.width * unit, safe.height * unit)
        for box, colour, style in (
            (where, _TRIM, Qt.PenStyle.SolidLine),
            (margins.translated(where.topLeft()), _MARGIN, Qt.PenStyle.DashLine),
        ):
            self.painter.setPen(QPen(QColor(colour), 1, style))
            self.painter.drawRect(box)

    def _paint_product(
        self,
        where: QRect,
        key: str,
        part: tuple[float, float, float, float],
    ) -> None:
        box = part_of(where, part).adjusted(-2, -2, 2, 2)
        move = self.moves.get(key)
        role = _INK.get(getattr(move, "what", ""))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        if role is not None:
            ink = theme.LIGHT.colour(role)
            self.painter.setPen(QPen(ink, 1.5))
            self.painter.drawRect(box)
        if key == self.view.chosen:
            for colour, width in (("#FFFFFF", 3.0), ("#2E8BFF", 1.5)):
                self.painter.setPen(QPen(QColor(colour), width))
                self.painter.drawRect(box)
        elif key == self.view.over:
            self.painter.setPen(QPen(QColor("#2E8BFF"), 1))
            self.painter.drawRect(box)
        if role is not None:
            self._label(box.topLeft(), mark_text(move), theme.LIGHT.colour(role))  # type: ignore[arg-type]
        if key in self.view.pins:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(QColor("#1B6AE0"))
            self.painter.drawEllipse(QRectF(box.right() - 9, box.top() - 7, 16, 16))
            self.painter.drawPixmap(QPointF(box.right() - 6, box.top() - 4), pixmap("pin", "#FFFFFF", 10))

    def _label(self, at: QPointF, text: str, ink: QColor) -> None:
        if not text or self.view.height_ < 180:
            return
        self.painter.setFont(theme.font(10, 600))
        wide = self.painter.fontMetrics().horizontalAdvance(text) + 8
        box = QRectF(at.x(), at.y() - 8, wide, 15)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(ink)
        self.painter.drawRoundedRect(box, 3, 3)
        self.painter.setPen(QColor("#FFFFFF"))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, pages: tuple[int, ...], where: QRect) -> None:
        dress = theme.current()
        first = self.view.places[pages[0]].left()
        kinds = [self.laid.draft.plans[number - 1] for number in pages]
        if len(pages) == 1:
            text = (
                kind_text(kinds[0].kind) if kinds[0].kind in ("cover", "back") else tr("Page {n}", n=pages[0])
            )
        else:
            text = tr("Spread {left}–{right}", left=pages[0], right=pages[1])
        chosen = any(number == self.view.chosen_page() for number in pages)
        self.painter.setFont(theme.font(12, 600 if chosen else 400))
        self.painter.setPen(dress.colour("tx" if chosen else "t2"))
        x, y = first, where.bottom() + 5
        self.painter.drawText(QRect(x, y, 300, 20), Qt.AlignmentFlag.AlignVCenter, text)
        x += self.painter.fontMetrics().horizontalAdvance(text) + 8
        if any(number in self.view.kept for number in pages):
            self.painter.drawPixmap(QPoint(x, y + 3), pixmap("lock", dress.t2, 14))
            x += 22
        changes = sum(
            1 for number in pages for key in self.laid.draft.plans[number - 1].homes if key in self.moves
        )
        if changes and self.view.marks:
            words = plural(changes, "change")
            self.painter.setFont(theme.font(11, 600))
            wide = self.painter.fontMetrics().horizontalAdvance(words) + 12
            chip = QRectF(x, y + 2, wide, 16)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(dress.colour("accbg"))
            self.painter.drawRoundedRect(chip, 8, 8)
            self.painter.setPen(dress.colour("acc"))
            self.painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)

    def _frame(self, pages: tuple[int, ...]) -> None:
        whole = self.view.places[pages[0]]
        for number in pages[1:]:
            whole = whole.united(self.view.places[number])
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(theme.current().colour("acc"), 2))
        self.painter.drawRect(QRectF(whole).adjusted(-3, -3, 3, 3))

    def _paint_held(self) -> None:
        """The product that is dragged, below the pointer, and the page that would take it."""
        target = self.view.page_under(self.view.at)
        if target:
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.setPen(QPen(theme.current().colour("acc"), 3))
            self.painter.drawRect(self.view.places[target])
        box = self.view.box(self.view.held)
        picture = self._cut(self.view.held)
        if box is None or picture is None:
            return
        at = QPointF(self.view.at) + QPointF(0, self.view.verticalScrollBar().value())
        self.painter.setOpacity(0.8)
        self.painter.drawPixmap(
            QRectF(at.x() - box.width() / 2, at.y() - box.height() / 2, box.width(), box.height()),
            picture,
            QRectF(picture.rect()),
        )
        self.painter.setOpacity(1)

    def _cut(self, key: str) -> QPixmap | None:
        number = next((g.page for g in self.laid.goods if g.key == key), 0)
        page = self.view.page(number) if number else None
        if not isinstance(page, Page) or key not in page.boxes:
            return None
        part = page.source(left=False, right=False, around=False)
        x, y, w, h = page.boxes[key]
        cut = QRectF(x * part.width(), y * part.height(), w * part.width(), h * part.height())
        return QPixmap.fromImage(page.image.copy(cut.translated(part.topLeft()).toRect()))


def part_of(where: QRect, part: tuple[float, float, float, float]) -> QRectF:
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
