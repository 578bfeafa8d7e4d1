"""The command palette: every command by a few letters of its name, with its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer_app.studio import theme
from designer_app.studio.actions import Action
from designer_app.studio.floating import Popover, Scrim, edge
from designer_app.studio.icons import pixmap
from designer_app.studio.line_row import ground
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import column, key_caps, label, line, row
from designer_app.studio.words import tr

_DATA = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT, _TOP = 616, 512, 104


class Palette(Popover):
    """A line to type in and what fits below by group, best first."""

    def __init__(self, parent: QWidget, actions: Sequence[Action]) -> None:
        super().__init__(parent, _WIDTH)
        self._actions = list(actions)
        self._scrim: Scrim | None = None
        self.line = QLineEdit()
        self.line.setProperty("large", "true")
        self.line.setPlaceholderText(tr("Type a command"))
        self.line.setAccessibleName(tr("Command palette"))
        self.line.textChanged.connect(lambda _: self.fill())
        self.line.installEventFilter(self)
        self.count = label("", "hint")
        self.rows = under_bar(QListWidget())
        self.rows.setFrameShape(QListWidget.Shape.NoFrame)
        self.rows.setItemDelegate(_CommandRow(self))
        self.rows.setMouseTracking(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setAccessibleName(tr("Commands"))
        self.rows.itemActivated.connect(lambda item: self._run(item))
        self.rows.itemClicked.connect(lambda item: self._run(item))
        sign = label("")
        sign.setPixmap(pixmap("search", theme.current().t2, 16))
        head = row(sign, self.line, self.count, *key_caps("Esc"), spacing=10, margins=(16, 10, 16, 10))
        foot = row(
            *key_caps("↑ ↓"), label(tr("choose"), "hint"), *key_caps("↵"), label(tr("run"), "hint"), None,
            *key_caps("?"), label(tr("all shortcuts"), "hint"), spacing=6, margins=(16, 8, 16, 8),
        )  # fmt: skip
        self.setLayout(column(head, line(), self.rows, line(), foot, spacing=0))
        self.setFixedHeight(_HEIGHT + 2 * edge())
        self.fill()

    @property
    def wanted(self) -> list[str]:
        return self.line.text().lower().split()

    def fill(self) -> None:
        self.rows.clear()
        words = self.wanted
        groups: dict[str, list[tuple[bool, bool, int, Action]]] = {}
        for number, action in enumerate(self._actions):
            text = f"{action.label} {tr(action.group)} {action.title}".lower()
            if all(w in text for w in words):
                starts = bool(words) and action.label.lower().startswith(words[0])
                groups.setdefault(action.group, []).append((not starts, not action.enabled(), number, action))
        count = sum(map(len, groups.values()))
        self.count.setText(tr("{count} found", count=count) if words else "")
        for group in sorted(groups, key=lambda g: min(e[:3] for e in groups[g])):
            self._head(tr(group))
            for _, off, _, action in sorted(groups[group], key=lambda entry: entry[:3]):
                item = QListWidgetItem(action.label)
                item.setData(_DATA, action)
                if off:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                self.rows.addItem(item)
        if not count:
            self._head(tr("No command is called so. Try “align”, “size” or “export”."))
        self._step(0, 1)

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.rows.addItem(item)

    def _step(self, start: int, by: int) -> None:
        """To the next command that can be run from a row on."""
        at = start
        while 0 <= at < self.rows.count():
            if self.rows.item(at).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.rows.setCurrentRow(at)
                if at <= 1:
                    self.rows.scrollToTop()
                return
            at += by

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self._step(self.rows.currentRow() + by, by)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self.rows.currentItem()) is not None:
                    self._run(item)
                return True
        return bool(super().eventFilter(watched, event))

    def _run(self, item: QListWidgetItem) -> None:
        action = item.data(_DATA)
        if isinstance(action, Action) and action.enabled():
            self.close()
            action.run()

    def open(self) -> None:
        parent = self.parentWidget()
        middle = parent.mapToGlobal(parent.rect().center())
        self.move(middle.x() - self.width() // 2, parent.mapToGlobal(QPoint(0, _TOP)).y() - edge())
        self._scrim = Scrim(parent.window())
        self.show()
        self.line.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None


class _CommandRow(QStyledItemDelegate):
    """Icon, name with the letters that were typed in blue, keys as caps; a group's head in quiet type."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, 36 if isinstance(index.data(_DATA), Action) else 30)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress, rect, action = theme.current(), option.rect, index.data(_DATA)
        painter.setFont(theme.font(12))
        middle = Qt.AlignmentFlag.AlignVCenter
        if not isinstance(action, Action):
            painter.setPen(dress.colour("t2"))
            painter.drawText(rect.adjusted(16, 6, -16, 0), middle, str(index.data()))
            return
        ground(painter, option)
        off = not option.state & QStyle.StateFlag.State_Enabled
        if action.icon:
            painter.drawPixmap(
                rect.left() + 16, rect.top() + 10, pixmap(action.icon, dress.t3 if off else dress.t2, 16)
            )
        right = self._keys(painter, rect, action.shortcut)
        self._name(
            painter,
            QRect(rect.left() + 44, rect.top(), right - rect.left() - 56, rect.height()),
            action.label,
            off,
        )

    def _keys(self, painter: QPainter, rect: QRect, keys: str) -> int:
        dress = theme.current()
        font = theme.font(11, 500)
        painter.setFont(font)
        right = rect.right() - 16
        for part in reversed(keys.split()):
            width = max(20, QFontMetrics(font).horizontalAdvance(part) + 12)
            cap = QRectF(right - width + 0.5, rect.top() + 8.5, width - 1, 19)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(dress.colour("line2"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(dress.colour("t2"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, part)
            right -= width + 4
        return right

    def _name(self, painter: QPainter, rect: QRect, text: str, off: bool) -> None:
        dress = theme.current()
        x = rect.left()
        for part, found in _marked(text, self._palette.wanted):
            painter.setFont(theme.font(12, 600 if found else 400))
            painter.setPen(dress.colour("acc" if found else "t3" if off else "tx"))
            painter.drawText(
                QRect(x, rect.top(), rect.right() - x, rect.height()), Qt.AlignmentFlag.AlignVCenter, part
            )
            x += painter.fontMetrics().horizontalAdvance(part)


def _marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """The text in parts: what was typed, and the rest."""
    low = text.lower()
    spots = sorted((low.find(w), len(w)) for w in words if w and w in low)
    parts, at = [], 0
    for start, length in spots:
        if start >= at:
            parts += [(text[at:start], False), (text[start : start + length], True)]
            at = start + length
    return [p for p in (*parts, (text[at:], False)) if p[0]]
