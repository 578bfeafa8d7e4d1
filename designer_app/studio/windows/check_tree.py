"""The table of the flight check, drawn: causes with an icon and what to do, rows below them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.words import tr

DATA = Qt.ItemDataRole.UserRole
KIND, ACTS, NOTE, SEVERITY = DATA + 1, DATA + 2, DATA + 3, DATA + 4
_ICONS = {"error": ("circle-x", "err"), "warning": ("triangle-alert", "warn"), "note": ("info", "t2")}


class CheckTree(QTreeWidget):
    """Five columns; the keys of a tree, Enter acts."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Flight check"))
        self.setHeaderLabels([tr("Cause"), tr("Rows"), tr("Files"), tr("Sizes"), tr("Remedy")])
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Row(self))
        self.setObjectName("check")
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 88), (2, 60), (3, 104), (4, 170)):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(at, width)
            self.headerItem().setTextAlignment(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at in (1, 2):
            self.headerItem().setTextAlignment(
                at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        head.setSectionsClickable(False)
        head.setFixedHeight(28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space) and item is not None:
            self.itemClicked.emit(item, 4 if event.key() == Qt.Key.Key_Return else 0)
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        kind = index.sibling(index.row(), 0).data(KIND)
        return QSize(40, 32 if kind == "group" else 28)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        rect: QRect = option.rect
        first = index.sibling(index.row(), 0)
        kind = first.data(KIND)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, dress.colour("sel" if chosen else "hover" if over else "raised"))
        if kind == "group":
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), dress.colour("line"))
        at = index.column()
        if at == 0:
            self._first(painter, option, index, kind, chosen)
            return
        painter.setFont(theme.font(12, 500 if at == 4 and index.data(ACTS) else 400))
        ink = "acc" if at == 4 and index.data(ACTS) else "tx" if kind == "group" or chosen else "t2"
        painter.setPen(dress.colour("tx" if chosen and ink == "acc" else ink))
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if at in (1, 2) and kind == "group" else Qt.AlignmentFlag.AlignLeft
        )
        inner = rect.adjusted(8, 0, -8, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, align, text)

    def _first(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        kind: str,
        chosen: bool,
    ) -> None:
        dress = theme.current()
        rect: QRect = option.rect
        middle = rect.center().y()
        x = rect.left() + 12
        if kind == "group":
            if index.data(DATA).members:
                name = "chevron-down" if option.state & QStyle.StateFlag.State_Open else "chevron-right"
                painter.drawPixmap(QPoint(x, middle - 6), pixmap(name, dress.t2, 12))
            name, role = _ICONS[str(index.data(SEVERITY))]
            painter.drawPixmap(QPoint(x + 20, middle - 7), pixmap(name, getattr(dress, role), 14))
            painter.setFont(theme.font(12, 500))
            painter.setPen(dress.colour("tx"))
            inner = QRect(x + 42, rect.top(), rect.right() - x - 46, rect.height())
            text = painter.fontMetrics().elidedText(
                str(index.data()), Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
            return
        painter.setFont(theme.font(12, 500 if kind == "more" else 400))
        painter.setPen(dress.colour("acc" if kind == "more" else "tx"))
        inner = QRect(x + 42, rect.top(), rect.right() - x - 46, rect.height())
        head = 116 if inner.width() > 260 else 84
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, head - 8 if kind == "seen" else inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        if kind == "seen":
            painter.setPen(dress.colour("tx" if chosen else "t2"))
            rest = inner.adjusted(head, 0, 0, 0)
            note = painter.fontMetrics().elidedText(
                str(index.data(NOTE) or ""), Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, note)
