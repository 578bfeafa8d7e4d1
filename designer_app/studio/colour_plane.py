"""The plane and the sliders of the colour picker, with lines where contrast on the ground is enough."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from designer_app.scene.colour import Colour, luminance
from designer_app.studio import theme
from designer_app.studio.words import number_text, tr

_LINES = (3.0, 4.5)
_STEPS = 24  # of a contrast line
_KNOB = 7.0


class Plane(QWidget):
    """Saturation across, brightness up. ``change(live)`` is called while the knob is moved and once when it is let go."""

    def __init__(self, change: Callable[[bool], None]) -> None:
        super().__init__()
        self._change = change
        self.hue, self.saturation, self.value = 0.0, 0.0, 0.0
        self.ground: Colour | None = None
        self._ramp: tuple[float, tuple[int, int], QImage] | None = None
        self.setMinimumSize(240, 140)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Saturation and brightness"))

    def _picture(self) -> QImage:
        size = (self.width(), self.height())
        if self._ramp is None or self._ramp[:2] != (self.hue, size):
            made = QImage(*size, QImage.Format.Format_RGB32)
            painter = QPainter(made)
            across = QLinearGradient(0, 0, size[0], 0)
            across.setColorAt(0, QColor("#FFFFFF"))
            across.setColorAt(1, QColor.fromHsvF(self.hue, 1.0, 1.0))
            painter.fillRect(made.rect(), across)
            down = QLinearGradient(0, 0, 0, size[1])
            down.setColorAt(0, QColor(0, 0, 0, 0))
            down.setColorAt(1, QColor(0, 0, 0, 255))
            painter.fillRect(made.rect(), down)
            painter.end()
            self._ramp = self.hue, size, made
        return self._ramp[2]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.rect())
        painter.drawImage(0, 0, self._picture())
        for least in _LINES if self.ground is not None else ():
            for lighter in (False, True):
                self._line(painter, least, lighter)
        c = QPointF(self.saturation * self.width(), (1 - self.value) * self.height())
        painter.setBrush(QColor.fromHsvF(self.hue, self.saturation, self.value))
        for colour, width in ((QColor(0, 0, 0, 140), 4.0), (QColor("#FFFFFF"), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(c, _KNOB, _KNOB)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().colour("acc"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def line(self, least: float, *, lighter: bool) -> list[tuple[float, float]]:
        """Where contrast on the ground is ``least``, among colours lighter or darker than it: (saturation, brightness) from
        grey to pure; [] where there are none."""
        assert self.ground is not None
        base = luminance(self.ground) + 0.05
        wanted = base * least - 0.05 if lighter else base / least - 0.05
        found = []
        for step in range(_STEPS + 1):
            s = step / _STEPS
            if not 0.0 <= wanted <= self._luminance(s, 1.0):
                continue
            low, high = 0.0, 1.0  # luminance grows with brightness
            for _ in range(12):
                middle = (low + high) / 2
                low, high = (middle, high) if self._luminance(s, middle) < wanted else (low, middle)
            found.append((s, (low + high) / 2))
        return found

    def _luminance(self, s: float, v: float) -> float:
        c = QColor.fromHsvF(self.hue, s, v)
        return luminance((c.red(), c.green(), c.blue(), 255))

    def _line(self, painter: QPainter, least: float, lighter: bool) -> None:
        points = [
            QPointF(s * self.width(), (1 - v) * self.height()) for s, v in self.line(least, lighter=lighter)
        ]
        if len(points) < 2:
            return
        for colour, width in ((QColor(0, 0, 0, 120), 3.0), (QColor("#FFFFFF"), 1.2)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine))
            painter.drawPolyline(QPolygonF(points))
        text = f"{number_text(least, 1).removesuffix(',0').removesuffix('.0')} : 1"
        painter.setFont(theme.font(11))
        upper = (least == min(_LINES)) != lighter  # of the two lines: their numbers keep apart
        above = points[0].y() > 20 if upper else points[0].y() > self.height() - 22
        at = points[0] + QPointF(6, -6 if above else 14)
        painter.setPen(QColor(0, 0, 0, 150))
        painter.drawText(at + QPointF(0.7, 0.7), text)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(at, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._to(event.position(), live=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._to(event.position(), live=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._to(event.position(), live=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
        by = {
            Qt.Key.Key_Left: (-step, 0.0), Qt.Key.Key_Right: (step, 0.0), Qt.Key.Key_Up: (0.0, step), Qt.Key.Key_Down: (0.0, -step),
        }.get(event.key())  # fmt: skip
        if by is None:
            super().keyPressEvent(event)
            return
        self.saturation = min(1.0, max(0.0, self.saturation + by[0]))
        self.value = min(1.0, max(0.0, self.value + by[1]))
        self.update()
        self._change(False)

    def _to(self, point: QPointF, *, live: bool) -> None:
        self.saturation = min(1.0, max(0.0, point.x() / max(1, self.width())))
        self.value = min(1.0, max(0.0, 1 - point.y() / max(1, self.height())))
        self.update()
        self._change(live)


class Slider(QWidget):
    """A bar of colours with a knob, 0..1. ``colours`` are its stops from left to right."""

    def __init__(self, name: str, change: Callable[[bool], None], *, chequered: bool = False) -> None:
        super().__init__()
        self._change, self._chequered = change, chequered
        self.at = 0.0
        self.colours: list[QColor] = []
        self.setFixedHeight(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 3, self.width(), 10)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._chequered:
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawRoundedRect(bar, 5, 5)
            painter.setBrush(Qt.BrushStyle.Dense4Pattern)
            painter.setBrush(QColor(0, 0, 0, 40))
            for x in range(0, self.width(), 10):
                painter.drawRect(
                    QRectF(x, 3 if x // 10 % 2 else 8, 10, 5).intersected(bar.adjusted(3, 0, -3, 0))
                )
        ramp = QLinearGradient(bar.left() + 5, 0, bar.right() - 5, 0)
        for number, colour in enumerate(self.colours):
            ramp.setColorAt(number / max(1, len(self.colours) - 1), colour)
        painter.setBrush(ramp)
        painter.drawRoundedRect(bar, 5, 5)
        c = QPointF(7 + self.at * (self.width() - 14), 8)
        painter.setBrush(QColor("#FFFFFF"))
        painter.setPen(QPen(theme.current().colour("acc") if self.hasFocus() else QColor(0, 0, 0, 110), 1.5))
        painter.drawEllipse(c, 6.5, 6.5)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._to(event.position().x(), live=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._to(event.position().x(), live=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._to(event.position().x(), live=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
        by = {Qt.Key.Key_Left: -step, Qt.Key.Key_Right: step}.get(event.key())
        if by is None:
            super().keyPressEvent(event)
            return
        self.at = min(1.0, max(0.0, self.at + by))
        self.update()
        self._change(False)

    def _to(self, x: float, *, live: bool) -> None:
        self.at = min(1.0, max(0.0, (x - 7) / max(1, self.width() - 14)))
        self.update()
        self._change(live)
