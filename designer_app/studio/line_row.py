"""The ground of a list's lines: 28 px high, dressed for the pointer and the choice."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from designer_app.studio import theme

HEIGHT = 28


class LineRow(QStyledItemDelegate):
    """A line that is painted by the class that derives from it, over ``ground``."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, HEIGHT)


def ground(painter: QPainter, option: QStyleOptionViewItem) -> bool:
    """Paint what shows that the line is chosen, or that the pointer is over it; whether it is chosen."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.current().colour("sel" if chosen else "hover"))
    return chosen
