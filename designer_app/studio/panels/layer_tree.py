"""The tree's own manners: twisties, lock and eye under the pointer, dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QDropEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from designer_app.studio.panels.layer_row import LAYER, NAME, LayerRow
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.panels.layers import LayersPanel


class LayerTree(QTreeView):
    def __init__(self, panel: LayersPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setItemDelegate(LayerRow(self))
        self.setContentsMargins(0, 4, 0, 0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Layers"))
        self.setStyleSheet("QTreeView::branch { image: none; border-image: none; }")

    def dropEvent(self, event: QDropEvent) -> None:
        names = tuple(name for i in self.selectedIndexes() if (name := i.data(NAME)))
        self._panel.dropped(names, self.indexAt(event.position().toPoint()), self.dropIndicatorPosition())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            rect = self.visualRect(index)
            from_right = rect.right() - event.position().x()
            if from_right < 44 and index.data(LAYER) is not None:
                self._panel.toggle(index.data(LAYER), "eye" if from_right < 22 else "lock")
                return
            if event.position().x() < rect.left() + 26 and self.model().hasChildren(index):
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().mousePressEvent(event)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Twisties are drawn with the row."""
