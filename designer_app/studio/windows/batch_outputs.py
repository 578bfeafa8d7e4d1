"""The tree of outputs: platforms and their sizes, with boxes to choose and how many files each makes or has made."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.line_row import LineRow
from designer_app.studio.windows.batch_state import Output
from designer_app.studio.words import language, number_text, tr

_ID = Qt.ItemDataRole.UserRole
_DIMS, _COUNT, _DONE, _PLATFORM = _ID + 1, _ID + 2, _ID + 3, _ID + 4
_BOX = 24  # px from the left edge of a row to its box


class Outputs(QTreeWidget):
    """``toggled(ids, on)`` when a person chooses. ``show_done`` turns boxes into bars of progress."""

    toggled = Signal(list, bool)
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Outputs"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Row(self))
        self.boxes = True
        self._folded: dict[str, bool] = {}
        self.itemClicked.connect(self._clicked)
        self.currentItemChanged.connect(
            lambda item, _: item and item.data(0, _ID) and self.picked.emit(item.data(0, _ID))
        )

    def fill(self, outputs: Mapping[str, list[Output]], counts: Mapping[str, int], words: str = "") -> None:
        """Platforms without a chosen size are folded; ``words`` narrow the list."""
        at = self.verticalScrollBar().value()
        self.clear()
        for platform, sizes in outputs.items():
            shown = [o for o in sizes if _fits(platform, o, words)]
            if not shown:
                continue
            title = platform or tr("Your sizes")
            above = QTreeWidgetItem([title])
            above.setData(0, _PLATFORM, platform or " ")
            chosen = [o for o in shown if o.chosen]
            above.setData(0, _COUNT, sum(counts.get(o.size.id, 0) for o in chosen) if chosen else 0)
            state = len(chosen) == len(shown), bool(chosen)
            above.setCheckState(
                0,
                Qt.CheckState.Checked
                if state[0]
                else Qt.CheckState.PartiallyChecked
                if state[1]
                else Qt.CheckState.Unchecked,
            )
            self.addTopLevelItem(above)
            for output in shown:
                size = output.size
                item = QTreeWidgetItem([size_title(size, platform)])
                item.setData(0, _ID, size.id)
                item.setData(0, _DIMS, f"{size.width} × {size.height}")
                item.setData(0, _COUNT, counts.get(size.id, -1) if output.chosen else -1)
                item.setCheckState(0, Qt.CheckState.Checked if output.chosen else Qt.CheckState.Unchecked)
                item.setToolTip(0, f"{size.title(language())}, {size.width} × {size.height}\n{size.id}")
                above.addChild(item)
            above.setExpanded(self._folded.get(platform, bool(chosen) or bool(words)))
        self.verticalScrollBar().setValue(at)

    def show_done(self, done: Mapping[str, tuple[int, int]]) -> None:
        """Size id → files done and wanted."""
        for i in range(self.topLevelItemCount()):
            above = self.topLevelItem(i)
            for j in range(above.childCount()):
                item = above.child(j)
                now = done.get(item.data(0, _ID), (0, 0))
                if item.data(0, _DONE) != now:
                    item.setData(0, _DONE, now)
            parts = [done.get(above.child(j).data(0, _ID), (0, 0)) for j in range(above.childCount())]
            above.setData(0, _DONE, (sum(p[0] for p in parts), sum(p[1] for p in parts)))

    def choose(self, size: str) -> None:
        """Make a size the current one."""
        for i in range(self.topLevelItemCount()):
            for j in range(self.topLevelItem(i).childCount()):
                if self.topLevelItem(i).child(j).data(0, _ID) == size:
                    self.setCurrentItem(self.topLevelItem(i).child(j))

    def _clicked(self, item: QTreeWidgetItem) -> None:
        at = self.viewport().mapFromGlobal(self.cursor().pos()).x()
        platform = item.data(0, _PLATFORM)
        if platform and (at < _BOX or not self.boxes):
            item.setExpanded(not item.isExpanded())
            self._folded[platform.strip()] = item.isExpanded()
        elif self.boxes:
            self.toggle(item)

    def toggle(self, item: QTreeWidgetItem) -> None:
        """Choose a size, or all of a platform's, or let them go."""
        on = item.checkState(0) != Qt.CheckState.Checked
        if item.data(0, _PLATFORM):
            ids = [item.child(j).data(0, _ID) for j in range(item.childCount())]
            self._folded[str(item.data(0, _PLATFORM)).strip()] = True
        else:
            ids = [item.data(0, _ID)]
        self.toggled.emit(ids, on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None and self.boxes:
            self.toggle(item)
        elif (
            event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and item is not None
            and item.data(0, _PLATFORM)
        ):
            item.setExpanded(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)


def size_title(size: object, platform: str) -> str:
    """What a size is called below its platform's head: without the platform's name before it."""
    title = str(size.title(language()))  # type: ignore[attr-defined]
    if not platform:
        return tr(str(size.size_class).capitalize())  # type: ignore[attr-defined]
    for head in (platform, "VK", "ВК"):
        if head and title.startswith(head + " "):
            title = title[len(head) + 1 :].lstrip(":, ")
    return title[:1].upper() + title[1:]


def _fits(platform: str, output: Output, words: str) -> bool:
    size = output.size
    text = f"{platform} {size.id} {' '.join(size.name.values())} {size.width}x{size.height} {size.width} × {size.height}".lower()
    return all(word in text for word in words.lower().split())


class _Row(LineRow):
    """Twisty, box, name, measures, and at the right a count or a bar of progress."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        tree = self.parent()
        assert isinstance(tree, Outputs)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and not tree.boxes
        focused = tree.boxes and tree.hasFocus() and bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, dress.colour("sel" if chosen else "hover"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        platform = bool(index.data(_PLATFORM))
        x = rect.left() + 12
        middle = rect.center().y()
        if platform:
            name = "chevron-down" if option.state & QStyle.StateFlag.State_Open else "chevron-right"
            painter.drawPixmap(QPoint(x - 2, middle - 6), pixmap(name, dress.t2, 12))
        x += 20
        if tree.boxes:
            _box(
                painter,
                QRect(x, middle - 7, 16, 16),
                Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)),
            )
            x += 24
        elif not platform:
            x -= 2
        right = self._right(painter, rect, index, platform, tree.boxes)
        painter.setFont(theme.font(12, 500 if platform else 400))
        painter.setPen(dress.colour("tx"))
        metrics = painter.fontMetrics()
        dims = str(index.data(_DIMS) or "")
        room = right - x
        wide = metrics.horizontalAdvance(dims) + 8 if dims else 0
        if not tree.boxes and metrics.horizontalAdvance(str(index.data())) > room - wide:
            dims, wide = "", 0
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, max(40, room - wide))
        painter.drawText(QRect(x, rect.top(), room, rect.height()), Qt.AlignmentFlag.AlignVCenter, title)
        x += metrics.horizontalAdvance(title) + 8
        if dims and x + wide - 8 <= right:
            painter.setFont(theme.font(12))
            painter.setPen(dress.colour("t2" if chosen else "t3"))
            painter.drawText(QRect(x, rect.top(), wide, rect.height()), Qt.AlignmentFlag.AlignVCenter, dims)

    def _right(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        platform: bool,
        boxes: bool,
    ) -> int:
        dress = theme.current()
        painter.setFont(theme.font(12))
        painter.setPen(dress.colour("t2"))
        inner = rect.adjusted(0, 0, -12, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if boxes:
            count = index.data(_COUNT)
            text = number_text(count) if isinstance(count, int) and count >= 0 else ""
            painter.drawText(inner, align, text)
            return inner.right() - painter.fontMetrics().horizontalAdvance(text)
        done, wanted = index.data(_DONE) or (0, 0)
        if not wanted:
            return inner.right()
        if platform:
            if done >= wanted:
                painter.drawPixmap(
                    QPoint(inner.right() - 14, rect.center().y() - 7), pixmap("check", dress.ok, 14)
                )
            return inner.right() - 16
        whole = done >= wanted
        text = number_text(wanted) if whole else f"{number_text(done)} / {number_text(wanted)}"
        painter.setPen(dress.colour("tx"))
        painter.drawText(inner, align, text)
        track = QRectF(
            inner.right() - max(56, painter.fontMetrics().horizontalAdvance(text)) - 56,
            rect.center().y() - 1,
            48,
            4,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour("field"))
        painter.drawRoundedRect(track, 2, 2)
        if done:
            painter.setBrush(dress.colour("ok" if whole else "acc"))
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), max(4.0, track.width() * done / wanted), 4), 2, 2
            )
        return int(track.left()) - 4


def _box(painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
    dress = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = state != Qt.CheckState.Unchecked
    painter.setPen(dress.colour("btn" if on else "line2"))
    painter.setBrush(dress.colour("btn" if on else "field"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if on:
        name = "check" if state == Qt.CheckState.Checked else "minus"
        painter.drawPixmap(rect.topLeft() + QPoint(2, 2), pixmap(name, "#FFFFFF", 12))
