"""One row of the tree of layers: twisty, thumbnail, name, badges at the right; lock and eye while hovered or set. The
artboard's own row has its size and the count of its problems there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView, QWidget

from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.line_row import LineRow

NAME, KIND = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
BADGES, LAYER, TITLE, PICTURE = (Qt.ItemDataRole.UserRole + n for n in (3, 4, 5, 6))
NOTE, COUNT = (
    Qt.ItemDataRole.UserRole + 7,
    Qt.ItemDataRole.UserRole + 8,
)  # of the artboard, which has no LAYER
THUMB = 20  # px of a thumbnail
_STEP = 20  # px from badge to badge


class LayerRow(LineRow):
    """28 px high. A long name elides in its middle, badges never."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        rect: QRect = option.rect
        full = QRect(0, rect.top(), self._tree.viewport().width(), rect.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered or self._holds_selection(index):
            painter.fillRect(full, dress.colour("sel" if chosen else "hover" if hovered else "accbg"))
        layer = index.data(LAYER)
        hidden = layer is not None and layer.visible is False
        x = rect.left() + 10
        if self._tree.model().hasChildren(index):
            name = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
            painter.drawPixmap(x, rect.top() + 8, pixmap(name, dress.t2, 12))
        x += 16
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour("field"))
        painter.drawRoundedRect(QRectF(x, rect.top() + 4, THUMB, THUMB), 3, 3)
        if (picture := index.data(PICTURE)) is not None and not hidden:
            painter.drawPixmap(x, rect.top() + 4, picture)
        else:
            sign = pixmap(index.data(KIND), dress.t3 if hidden else dress.t2, 14)
            painter.drawPixmap(x + 3, rect.top() + 7, sign)
        x += 28
        right = full.right() - 10
        if layer is None:
            right = self._board_end(painter, right, rect, index, chosen)
        else:
            right = self._badges(
                painter, right, rect.top() + 7, layer, str(index.data(BADGES) or ""), hovered
            )
        painter.setFont(theme.font(12))
        painter.setPen(dress.colour("t3" if hidden else "tx"))
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, right - x - 4)
        painter.drawText(QRect(x, rect.top(), right - x, 28), Qt.AlignmentFlag.AlignVCenter, text)

    def _badges(
        self, painter: QPainter, right: int, top: int, layer: object, badges: str, hovered: bool
    ) -> int:
        """From the right: eye, lock, then what is known of the layer. Where the name has to end."""
        dress = theme.current()
        hidden, locked = layer.visible is False, layer.lock != "none"  # type: ignore[attr-defined]
        for name, shown in (("eye-off" if hidden else "eye", hidden or hovered), ("lock" if locked else "lock-open", locked or hovered)):  # fmt: skip
            if shown:
                painter.drawPixmap(right - 14, top, pixmap(name, dress.t2, 14))
            if shown or hovered:
                right -= _STEP
        for badge in sorted(badges, key="RSC{!".find):
            if badge == "!":
                painter.drawPixmap(right - 14, top, pixmap("triangle-alert", dress.warn, 14))
            elif badge == "{":
                painter.drawPixmap(right - 14, top, pixmap("braces", dress.t3, 14))
            else:
                draw_tile(painter, QPoint(right - 14, top), badge, badge in "SR")
            right -= _STEP
        return right

    def _board_end(
        self,
        painter: QPainter,
        right: int,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        chosen: bool,
    ) -> int:
        """From the right: the artboard's size, how many problems it has. Where the name has to end."""
        note = str(index.data(NOTE) or "")
        painter.setFont(theme.font(12))
        painter.setPen(theme.current().colour("tx" if chosen else "t2"))
        end = QRect(0, rect.top(), right, rect.height())
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
        right -= painter.fontMetrics().horizontalAdvance(note) + 6
        return draw_count(painter, right, rect.top(), int(index.data(COUNT) or 0))

    def _holds_selection(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a layer inside is selected; the artboard holds all and says nothing by it."""
        if not index.parent().isValid():
            return False
        model = self._tree.selectionModel()
        for chosen in model.selectedIndexes():
            above = chosen.parent()
            while above.isValid():
                if above == index:
                    return True
                above = above.parent()
        return False

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setStyleSheet("padding: 0 4px; min-height: 22px;")
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(48, 1, -8, -1))


def draw_count(painter: QPainter, right: int, top: int, count: int) -> int:
    """How many problems, as a badge in a row that begins at ``top``; nothing for none. Where the room left of it ends."""
    if not count:
        return right
    dress = theme.current()
    badge = QRectF(right - 18, top + 6, 18, 16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dress.colour("warn_ground"))
    painter.drawRoundedRect(badge, 8, 8)
    painter.setPen(dress.colour("warn"))
    painter.setFont(theme.font(11, 600))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count))
    return right - 24


def draw_tile(painter: QPainter, at: QPoint, letter: str, filled: bool) -> None:
    """The 14 px tile of a scope: filled where a value is set there, outlined where it is set on the way."""
    dress = theme.current()
    tile = QRectF(at.x() + 0.5, at.y() + 0.5, 13, 13)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(dress.colour("acc"))
    painter.setBrush(dress.colour("acc") if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(tile, 3, 3)
    painter.setPen(dress.colour("panel" if filled else "acc"))
    painter.setFont(theme.font(9, 600))
    painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, letter)
    painter.setBrush(Qt.BrushStyle.NoBrush)
