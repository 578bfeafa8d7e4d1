"""A field for a colour: the swatch, its name; click opens the kit's roles and swatches with their contrast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QFrame, QListWidget, QListWidgetItem, QPushButton, QWidget

from designer_app.errors import DesignError
from designer_app.scene.colour import Colour, contrast
from designer_app.studio import theme
from designer_app.studio.desk import Desk
from designer_app.studio.parts import button, column, label, row
from designer_app.studio.words import tr

ROLES = (
    "surface", "on-surface", "primary", "on-primary", "accent", "on-accent", "field", "on-field", "mark", "quiet", "line",
)  # fmt: skip


def swatch(colour: Colour | None, size: int = 16) -> QPixmap:
    """A round-cornered patch with a hairline, so that it shows on any ground; None = nothing."""
    made = QPixmap(size * 2, size * 2)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.current().colour("line2"))
    painter.setBrush(QColor(*colour) if colour else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(1, 1, size - 2, size - 2, 4, 4)
    if colour is None:
        painter.setPen(theme.current().colour("err"))
        painter.drawLine(3, size - 4, size - 4, 3)
    painter.end()
    return made


class PaintField(QPushButton):
    """``change(value, live)`` is called with a role, a swatch or #rrggbb."""

    def __init__(self, desk: Desk, change: Callable[[Any, bool], None]) -> None:
        super().__init__()
        self._desk, self._change = desk, change
        self._value: Any = None
        self.setStyleSheet("text-align: left; padding: 0 8px;")
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(tr("Colour"))
        self.clicked.connect(self._open)

    def show_value(self, value: Any, mixed: bool) -> None:
        self._value = value
        text = (
            tr("Mixed")
            if mixed
            else tr("None")
            if value is None
            else value
            if isinstance(value, str)
            else tr("Gradient")
        )
        self.setText(text)
        self.setIcon(QIcon(swatch(self._colour(value) if isinstance(value, str) else None)))

    def _colour(self, name: str) -> Colour | None:
        board = self._desk.canvas.current
        scheme = board.built.page.scheme if board is not None and board.built is not None else "light"
        try:
            return self._desk.kit.colour(name, scheme)
        except DesignError:
            return None

    def _open(self) -> None:
        self._popover = _Swatches(self._desk, self._value, self._colour, self._take)
        self._popover.show_at(self)

    def _take(self, value: Any) -> None:
        self._change(value, False)


class _Swatches(QFrame):
    """Roles first, then the palette; each with its contrast on the page's ground. Hovering previews nothing yet."""

    def __init__(
        self, desk: Desk, value: Any, colour: Callable[[str], Colour | None], take: Callable[[Any], None]
    ) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self._take = take
        rows = QListWidget()
        rows.setIconSize(QSize(16, 16))
        rows.setMinimumSize(240, 320)
        rows.setAccessibleName(tr("Colours of the kit"))
        ground = colour("surface")
        names = [n for n in ROLES if colour(n) is not None]
        names += [n for n in sorted(desk.kit.palette) if n not in names]
        for name in names:
            found = colour(name)
            ratio = contrast(found, ground) if found and ground else 0.0
            item = QListWidgetItem(QIcon(swatch(found)), f"{name}    {ratio:.1f}")
            item.setSizeHint(QSize(200, 28))
            item.setData(Qt.ItemDataRole.UserRole, name)
            rows.addItem(item)
            if name == value:
                rows.setCurrentItem(item)
        rows.itemClicked.connect(lambda item: self._pick(item.data(Qt.ItemDataRole.UserRole)))
        rows.itemActivated.connect(lambda item: self._pick(item.data(Qt.ItemDataRole.UserRole)))
        other = button(tr("Other colour…"), self._other, "ghost")
        none = button(tr("None"), lambda: self._pick(None), "ghost")
        self.setLayout(
            column(
                label(tr("Colours of the kit"), "head"),
                rows,
                row(other, none, None),
                spacing=8,
                margins=(12, 12, 12, 8),
            )
        )

    def _pick(self, value: Any) -> None:
        self.close()
        self._take(value)

    def _other(self) -> None:
        self.close()
        chosen = QColorDialog.getColor(QColor("#888888"), None, tr("Other colour…"))
        if chosen.isValid():
            self._take(chosen.name())

    def show_at(self, widget: QWidget) -> None:
        self.adjustSize()
        point = widget.mapToGlobal(widget.rect().topLeft())
        screen = widget.screen().availableGeometry()
        self.move(
            max(screen.left(), point.x() - self.width() - 12), min(point.y(), screen.bottom() - self.height())
        )
        self.show()
