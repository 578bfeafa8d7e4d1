"""Before and after of another kit over the canvas: a line that is dragged parts them, Space held shows what is now."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from designer_app.design.kit import Kit
from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.desk import Desk
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.status import kit_title
from designer_app.studio.words import tr

_GRIP = 14.0  # px of the handle's radius


class Comparing(QWidget):
    """Lies over the canvas; what is right of the line is in the other kit. ``told`` after each board came."""

    told = Signal()

    def __init__(self, desk: Desk, kit: Kit, left: Callable[[], None]) -> None:
        canvas = desk.canvas
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._canvas, self._left = desk, canvas, left
        self.kit = kit
        self.split = 0.5  # of the canvas' width
        self.blink = False
        self._images: dict[str, tuple[QImage, float, tuple[int, int]]] = {}
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        self._over = canvas.shown.overlays
        canvas.shown.overlays = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(tr("Before and after of the kit"))
        canvas.installEventFilter(self)
        canvas.zoomed.connect(self._ask)
        desk.changed.connect(self._ask)
        desk.viewed.connect(self._ask)
        self.setGeometry(canvas.rect())
        self.show()
        self.raise_()
        self.setFocus()
        canvas.update()
        self._ask()

    @property
    def settled(self) -> bool:
        return self._renderer.settled

    def set_kit(self, kit: Kit) -> None:
        """Another one to be seen."""
        self.kit = kit
        self._images.clear()
        self.findings.clear()
        self._ask()
        self.told.emit()

    # Pixels

    def _ask(self, *_: object) -> None:
        desk, canvas = self._desk, self._canvas
        template, rows = desk.session.template, desk.session.state.rows
        self._renderer.keep({b.name for b in canvas.boards})
        for board in canvas.boards:
            view = msgspec.structs.replace(desk.view(board), kit=self.kit)
            self._renderer.wish(
                board.name, template, rows, view, canvas.wanted_scale(board), part=canvas.seen(board),
                first=board.name == canvas.active, check=True,
            )  # fmt: skip
        self.update()

    def _arrived(self, made: Made) -> None:
        part = made.wish.part
        if made.image is not None:
            at = (part[0], part[1]) if part else (0, 0)
            self._images[made.wish.board] = made.image, made.wish.scale, at
        self.findings[made.wish.board] = (*made.faults, *made.findings)
        self.told.emit()
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = round(self.split * self.width())
        if not self.blink:
            painter.save()
            painter.setClipRect(QRectF(line, 0, self.width() - line, self.height()))
            for board in self._canvas.boards:
                found = self._images.get(board.name)
                place = self._canvas.place(board)
                if found is None:
                    painter.fillRect(place, theme.current().colour("mat"))
                    continue
                image, scale, at = found
                k = self._canvas.percent(board) / scale
                rect = QRectF(
                    place.x() + at[0] * k, place.y() + at[1] * k, image.width() * k, image.height() * k
                )
                painter.drawImage(rect, image, QRectF(image.rect()))
            painter.restore()
            self._line(painter, line)
        self._names(painter, line)
        painter.end()

    def _line(self, painter: QPainter, x: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(x - 1.5, 0, 3, self.height()), QColor(0, 0, 0, 90))
        painter.fillRect(QRectF(x - 0.5, 0, 1, self.height()), QColor("#FFFFFF"))
        c = QPointF(x, self.height() / 2)
        painter.setPen(QColor(0, 0, 0, 90))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(c, _GRIP, _GRIP)
        painter.setPen(QColor("#3A3D43"))
        for side in (-1, 1):
            tip = c + QPointF(side * 7.5, 0)
            painter.drawLine(tip, tip + QPointF(-side * 3.5, -3.5))
            painter.drawLine(tip, tip + QPointF(-side * 3.5, 3.5))

    def _names(self, painter: QPainter, line: int) -> None:
        """Which side is which, beside the line."""
        now = f"{tr('Now')} · {kit_title(self._desk.kit)}"
        after = f"{tr('After')} · {kit_title(self.kit)}"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(12, 600))
        metrics = QFontMetricsF(painter.font())
        dress = theme.current()
        for text, right in ((now, False), (after, True)):
            if self.blink and right:
                continue
            width = metrics.horizontalAdvance(text) + 20
            x = line + 12 if right else line - 12 - width
            x = min(max(8.0, x), self.width() - width - 8)
            box = QRectF(x, 12, width, 24)
            painter.setPen(dress.colour("line2"))
            painter.setBrush(dress.colour("raised"))
            painter.drawRoundedRect(box, 12, 12)
            painter.setPen(dress.colour("acc" if right else "tx"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event)

    def _move(self, event: QMouseEvent) -> None:
        self.split = min(1.0, max(0.0, event.position().x() / max(1, self.width())))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._canvas.wheelEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -0.05, Qt.Key.Key_Right: 0.05}.get(event.key())
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._show_now(True)
        elif event.key() == Qt.Key.Key_Escape:
            self._left()
        elif step is not None:
            self.split = min(1.0, max(0.0, self.split + step))
            self.update()
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._show_now(False)

    def _show_now(self, on: bool) -> None:
        self.blink = on
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
            self._ask()
        return False

    def end(self) -> None:
        """Stop its worker; the canvas has its overlays again."""
        for signal in (self._canvas.zoomed, self._desk.changed, self._desk.viewed):
            signal.disconnect(self._ask)
        self._canvas.removeEventFilter(self)
        self._canvas.shown.overlays = self._over
        self._renderer.close()
        self.close()
        self._canvas.update()
