"""Scroll bars that lie over what they scroll: nothing moves aside when there is more than fits, and rows reach the edge."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

A = TypeVar("A", bound=QAbstractScrollArea)
_WIDE = 8  # px


def under_bar(area: A) -> A:
    """The area, with such a bar."""
    _OverBar(area)
    return area


class _OverBar(QScrollBar):
    """At the right edge of its area, hand in hand with the area's own bar, which isn't shown."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._own = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._own.rangeChanged.connect(lambda *_: self._follow())
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        area.viewport().installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        low, high, value = self._own.minimum(), self._own.maximum(), self._own.value()
        self.setRange(low, high)
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setValue(value)
        self.setVisible(high > low)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and isinstance(watched, QWidget):
            box = watched.geometry()
            self.setGeometry(box.right() + 1 - _WIDE, box.top(), _WIDE, box.height())
            self._follow()
            self.raise_()
        return False
