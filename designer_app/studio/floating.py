"""What stands above a window: popovers and dialogs with round corners, an outline and one shadow; the scrim behind a dialog;
lists and menus that drop down. Where a popover stands is decided here, too."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QFrame, QMenu, QWidget

from designer_app.studio import theme
from designer_app.studio.grips import Grip, grips

_DEEP, _BELOW = 24, 8  # px that the shadow reaches, and that it lies lower
_GAP = 12  # px between a popover and what it belongs to
_POPOVER, _DIALOG, _DROP = 10, 12, 8  # px of the corners
# Desktops of X11 that put see-through windows together; under others their edges would be black.
_COMPOSED = {"GNOME", "KDE", "X-CINNAMON", "XFCE", "MATE", "UNITY", "BUDGIE", "PANTHEON"}


def composed() -> bool:
    """Whether a window may be see-through."""
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    return QGuiApplication.platformName() != "xcb" or not _COMPOSED.isdisjoint(desktop)


def edge() -> int:
    """Px of shadow around a popover or a dialog."""
    return _DEEP if composed() else 0


class Popover(QFrame):
    """A window that goes at Esc or a click outside. ``wide``: px, 0 = what its parts need."""

    def __init__(self, parent: QWidget | None = None, wide: int = 0) -> None:
        flags = Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        super().__init__(parent, flags)
        self.setObjectName("popover")
        _float(self)
        if wide:
            self.setFixedWidth(wide + 2 * edge())

    def stand_beside(self, near: QWidget, clear_of: QRect | None = None) -> None:
        """Left of a field, ``clear_of`` what shouldn't be covered (px of the screen) if there is room for it."""
        self.adjustSize()
        at = QRect(near.mapToGlobal(QPoint(0, 0)), near.size())
        size = self.contentsRect().size()
        left = at.left() - size.width() - _GAP
        spots = [QPoint(left, at.top() - _GAP)]
        if clear_of is not None:
            spots += [
                QPoint(left, clear_of.top() - size.height() - _GAP),
                QPoint(left, clear_of.bottom() + _GAP),
                QPoint(at.left(), clear_of.top() - size.height() - _GAP),
                QPoint(clear_of.left() - size.width() - _GAP, at.top() - _GAP),
            ]
        self._stand(spots, size, near, clear_of)

    def stand_below(self, near: QWidget) -> None:
        """Below a field, from its left edge on."""
        self.adjustSize()
        size = self.contentsRect().size()
        self._stand([near.mapToGlobal(QPoint(0, near.height() + 4))], size, near, None)

    def _stand(self, spots: Iterable[QPoint], size: QSize, near: QWidget, clear_of: QRect | None) -> None:
        """At the first spot that is free once the screen holds it, else at the first."""
        screen = near.screen().availableGeometry()
        held = [_held(QRect(spot, size), screen) for spot in spots]
        free = (r for r in held if clear_of is None or not r.intersects(clear_of))
        self.move(next(free, held[0]).topLeft() - QPoint(edge(), edge()))
        self.show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.contentsRect().contains(event.position().toPoint()):  # on its shadow
            self.close()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _cut(self, _POPOVER)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint(self, _POPOVER)


class Sheet(QDialog):
    """A dialog without the desktop's frame, moved by any free part of it; one of a size of its own (``resize_body``) is
    sized by its edges; a modal one dims the window below."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        _float(self)
        self._scrim: Scrim | None = None
        self.grips: list[Grip] = []

    def resize_body(self, wide: int, high: int) -> None:
        """Its size without the shadow, to begin with: its edges can be dragged."""
        self.grips = self.grips or grips(self)
        self.resize(wide + 2 * edge(), high + 2 * edge())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        below = self.parentWidget()
        if self.isModal() and below is not None and self._scrim is None:
            self._scrim = Scrim(below.window())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for grip in self.grips:
            grip.follow(self.contentsRect())
        _cut(self, _DIALOG)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint(self, _DIALOG)


class Scrim(QWidget):
    """A veil over a whole window, as long as a dialog or the palette stands above it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def lift(self) -> None:
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().scrim)
        painter.end()


class Menu(QMenu):
    """A menu with the corners of the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        round_off(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _cut(self, _DROP)


def round_off(window: QWidget) -> None:
    """The corners that its style sheet gives a menu or a list that drops down; before it is shown."""
    window.setWindowFlags(
        window.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
    )
    if composed():
        window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def _float(window: QFrame | QDialog) -> None:
    window.setProperty("floating", "true")
    window.setContentsMargins(edge(), edge(), edge(), edge())
    if composed():
        window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def _held(box: QRect, screen: QRect) -> QRect:
    """The box moved into the screen."""
    x = max(screen.left() + 8, min(box.left(), screen.right() - box.width() - 8))
    y = max(screen.top() + 8, min(box.top(), screen.bottom() - box.height() - 8))
    return QRect(QPoint(x, y), box.size())


def _cut(window: QWidget, radius: int) -> None:
    """Round corners where a window can't be see-through."""
    if not composed():
        path = QPainterPath()
        path.addRoundedRect(QRectF(window.rect()), radius, radius)
        window.setMask(QRegion(path.toFillPolygon().toPolygon()))


def _paint(window: QWidget, radius: int) -> None:
    dress, body = theme.current(), window.contentsRect()
    painter = QPainter(window)
    if edge():
        _cast(painter, body, radius, window.devicePixelRatioF())
    else:
        painter.fillRect(body, dress.colour("line2"))  # what the cut corners leave of it
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(dress.colour("line2"))
    painter.setBrush(dress.colour("raised"))
    painter.drawRoundedRect(QRectF(body).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.end()


def _cast(painter: QPainter, body: QRect, radius: int, ratio: float) -> None:
    """The shadow, stretched from one picture of nine patches."""
    picture, corner = _shadow(radius, ratio, theme.current().name), _DEEP + radius + _BELOW
    whole = body.adjusted(-_DEEP, -_DEEP, _DEEP, _DEEP)
    far = picture.width() / ratio
    xs = (whole.left(), whole.left() + corner, whole.right() + 1 - corner, whole.right() + 1)
    ys = (whole.top(), whole.top() + corner, whole.bottom() + 1 - corner, whole.bottom() + 1)
    us = (0.0, float(corner), far - corner, far)
    for i in range(3):
        for j in range(3):
            target = QRectF(xs[i], ys[j], xs[i + 1] - xs[i], ys[j + 1] - ys[j])
            source = QRectF(us[i] * ratio, us[j] * ratio, (us[i + 1] - us[i]) * ratio, (us[j + 1] - us[j]) * ratio)  # fmt: skip
            painter.drawPixmap(target, picture, source)


@lru_cache(maxsize=8)
def _shadow(radius: int, ratio: float, name: str) -> QPixmap:
    """A small box's shadow: outlines from far to near, each adding a little, fall off as a blur does."""
    side = 2 * (_DEEP + radius + _BELOW) + 8
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.scale(ratio, ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    steps, total = _DEEP - _BELOW, theme.THEMES[name].shadow
    for step in range(steps):
        # of n rings with weights 2(k+1)/n(n+1) the sum is one: darkest at the box
        ring = QColor(0, 0, 0)
        ring.setAlphaF(total * 2 * (step + 1) / (steps * (steps + 1)))
        off = _DEEP - steps + step  # px from the picture's edge
        box = QRectF(off, off, side - 2 * off, side - 2 * off).translated(0, _BELOW)
        painter.setBrush(ring)
        painter.drawRoundedRect(box, radius + steps - step, radius + steps - step)
    painter.end()
    return picture
