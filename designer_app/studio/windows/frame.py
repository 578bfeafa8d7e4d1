"""The frame of windows beside the editor: a bar of 44 px above, a foot of 52 px below, sides that keep their width."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from designer_app.studio import theme
from designer_app.studio.icons import pixmap, product_mark, spaced
from designer_app.studio.parts import button, column, label, line, row


def bar(title: str, subtitle: QLabel, *right: QWidget) -> QWidget:
    """The product's sign, what window it is, which file, and controls at the right."""
    made = QWidget()
    made.setObjectName("bar")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setFixedHeight(44)
    sign = QLabel()
    sign.setPixmap(product_mark())
    subtitle.setProperty("role", "quiet")
    made.setLayout(row(sign, label(title, "title"), subtitle, None, *right, spacing=8, margins=(12, 0, 8, 0)))
    return made


def foot(*parts: QWidget | None) -> QWidget:
    made = QWidget()
    made.setObjectName("status")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setFixedHeight(52)
    made.setLayout(row(*parts, spacing=8, margins=(16, 0, 16, 0)))
    return made


def side(width: int, left: bool, *items: QWidget | QHBoxLayout | QVBoxLayout | None) -> QWidget:
    """A panel at one side, from top to bottom."""
    made = QWidget()
    made.setObjectName("left" if left else "inspector")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setFixedWidth(width)
    made.setLayout(column(*items, spacing=0))
    return made


def part(*items: QWidget | QHBoxLayout | QVBoxLayout | None, ruled: bool = True, spacing: int = 4) -> QWidget:
    """A part of a side: its rows with the panel's inset, a line above."""
    made = QWidget()
    rows = column(*items, spacing=spacing, margins=(12, 12, 12, 12))
    made.setLayout(column(*((line(),) if ruled else ()), rows, spacing=0))
    return made


def dot(role: str) -> QPixmap:
    """A small round mark in a role's colour, for chips."""
    made = QPixmap(16, 16)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(theme.current(), role)))
    painter.drawEllipse(1, 1, 6, 6)
    painter.end()
    return made


def sign(name: str, role: str, size: int = 14) -> QLabel:
    """An icon by itself."""
    made = QLabel()
    made.setPixmap(pixmap(name, getattr(theme.current(), role), size))
    made.setFixedSize(QSize(size, size))
    return made


def with_icon(text: str, run: object, kind: str, name: str) -> QWidget:
    """A button with an icon of 14 px."""
    made = button(text, run, kind)  # type: ignore[arg-type]
    made.setIcon(spaced(name, size=14))
    made.setIconSize(QSize(17, 14))
    return made
