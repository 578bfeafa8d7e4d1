"""The contact sheet: what was made in one size, as thumbnails with keys and bytes; badges where something is to be said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from designer_app.production.records import Result
from designer_app.studio import theme
from designer_app.studio.over_bar import under_bar
from designer_app.studio.windows.thumbs import Thumbs, of_file
from designer_app.studio.words import bytes_text, plural, tr

RESULT, _THUMB = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ZOOMS = (96, 120, 152, 196, 256, 340)  # px that a thumbnail is about as wide as
_ROOM = 16  # px around a thumbnail


class Sheet(QAbstractListModel):
    """The contact sheet's cells: one size's results, those still to come as None."""

    def __init__(self, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.out = Path()
        self.entries: list[Result | None] = []
        self.images: dict[str, QImage] = {}
        self.side = 152
        thumbs.made.connect(self._arrived)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        entry = self.entries[index.row()]
        if role == RESULT:
            return entry
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.key
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.path
        if role == _THUMB:
            name = self.name_of(entry)
            if name not in self.images and entry.path:
                self.images[name] = QImage()
                path, many = self.out / entry.path, _ZOOMS[-1] if self.side > 200 else 400
                self._thumbs.wish(("sheet", name), lambda: of_file(path, many, many))
            return self.images.get(name)
        return None

    def name_of(self, entry: Result) -> str:
        return f"{entry.path}|{entry.sha256 or entry.scene}|{entry.bytes}"

    def show(self, entries: list[Result | None]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def add(self, more: list[Result]) -> None:
        """Further results take the places of those still to come."""
        at = next((i for i, e in enumerate(self.entries) if e is None), len(self.entries))
        if at + len(more) > len(self.entries):
            self.show([*self.entries[:at], *more])
            return
        self.entries[at : at + len(more)] = more
        self.dataChanged.emit(self.index(at), self.index(at + len(more) - 1))

    def _arrived(self, key: object, what: object) -> None:
        if isinstance(key, tuple) and key[0] == "sheet" and isinstance(what, QImage):
            self.images[str(key[1])] = what
            if len(self.images) > 3000:
                self.images.pop(next(iter(self.images)))
            for at, entry in enumerate(self.entries):
                if entry is not None and self.name_of(entry) == key[1]:
                    self.dataChanged.emit(self.index(at), self.index(at))
                    return


class _Card(QStyledItemDelegate):
    """Thumbnail on the mat, key and bytes below, a badge where something is to be said."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        assert isinstance(model, Sheet)
        return QSize(model.side + 16, model.side + 36)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        model = index.model()
        assert isinstance(model, Sheet)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole: QRect = option.rect
        box = QRectF(whole.left() + 8, whole.top() + 8, model.side, model.side)
        entry = index.data(RESULT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour("field" if entry is None else "mat"))
        painter.drawRoundedRect(box, 3, 3)
        if not isinstance(entry, Result):
            return
        image = index.data(_THUMB)
        if isinstance(image, QImage) and not image.isNull():
            size = image.size().scaled(QSize(model.side, model.side), Qt.AspectRatioMode.KeepAspectRatio)
            at = QRectF(
                box.left() + (model.side - size.width()) / 2,
                box.top() + (model.side - size.height()) / 2,
                size.width(),
                size.height(),
            )
            painter.drawImage(at, image)
        elif entry.format == "pdf":
            painter.setPen(dress.colour("t2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "PDF")
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(dress.colour("acc" if chosen else "line2"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
        words = QRect(int(box.left()), int(box.bottom()) + 4, model.side, 16)
        painter.setFont(theme.font(12))
        painter.setPen(dress.colour("t2"))
        weight = bytes_text(entry.bytes) if entry.bytes else ""
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, weight)
        room = model.side - painter.fontMetrics().horizontalAdvance(weight) - 8
        painter.setFont(theme.font(12, 600 if chosen else 400))
        painter.setPen(dress.colour("tx"))
        name = painter.fontMetrics().elidedText(entry.key, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        self._badge(painter, box, entry)

    def _badge(self, painter: QPainter, box: QRectF, entry: Result) -> None:
        warned = [f for f in entry.findings if f.severity == "warning"]
        if entry.beside:
            text, role = tr("changed by hand"), ("accbg", "acc")
        elif warned:
            text, role = plural(len(warned), "warning"), ("warn_ground", "warn")
        else:
            return
        dress = theme.current()
        painter.setFont(theme.font(11, 600))
        wide = min(painter.fontMetrics().horizontalAdvance(text) + 12, box.width() - 8)
        chip = QRectF(box.left() + 4, box.top() + 4, wide, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour(role[0]))
        painter.drawRoundedRect(chip, 8, 8)
        painter.setPen(dress.colour(role[1]))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


class SheetView(QListView):
    """The sheet on the screen: as many columns as fit, each as wide as fills the window; Ctrl and the wheel zoom."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._zoom = 2
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_Card(self))
        self.setModel(sheet)
        self.setAccessibleName(tr("Contact sheet"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        under_bar(self)
        self.setViewportMargins(8, 0, 8, 0)

    def zoom(self, by: int) -> None:
        self._zoom = min(len(_ZOOMS) - 1, max(0, self._zoom + by))
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - 2
        columns = max(1, round(room / (_ZOOMS[self._zoom] + _ROOM)))
        side = max(64, room // columns - _ROOM)
        if side != self._sheet.side:
            self._sheet.side = side
            self._sheet.show(self._sheet.entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)
