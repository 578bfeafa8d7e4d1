"""The command palette (Ctrl+K) finds every command; the shortcut sheet (?) shows all keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListWidget, QListWidgetItem, QScrollArea, QWidget

from designer_app.studio.actions import Action, shown_keys
from designer_app.studio.icons import icon
from designer_app.studio.parts import column, label, line, row
from designer_app.studio.words import tr

_DATA = Qt.ItemDataRole.UserRole


class Palette(QFrame):
    """A line to type in and what fits below, best first."""

    def __init__(self, parent: QWidget, actions: Sequence[Action]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self._actions = list(actions)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Type a command"))
        self.line.setAccessibleName(tr("Command palette"))
        self.line.textChanged.connect(lambda _: self.fill())
        self.line.installEventFilter(self)
        self.rows = QListWidget()
        self.rows.setFrameShape(QListWidget.Shape.NoFrame)
        self.rows.itemActivated.connect(lambda item: self._run(item))
        self.rows.itemClicked.connect(lambda item: self._run(item))
        self.setLayout(column(self.line, line(), self.rows, spacing=8, margins=(12, 12, 12, 8)))
        self.setFixedSize(560, 420)
        self.fill()

    def fill(self) -> None:
        self.rows.clear()
        words = self.line.text().lower().split()
        found = []
        for number, action in enumerate(self._actions):
            text = f"{action.label} {tr(action.group)} {action.title}".lower()
            if all(w in text for w in words):
                starts = bool(words) and action.label.lower().startswith(words[0])
                found.append((not starts, not action.enabled(), number, action))
        for _, off, _, action in sorted(found, key=lambda entry: entry[:3]):
            item = QListWidgetItem(action.label)
            if action.icon:
                item.setIcon(icon(action.icon))
            item.setSizeHint(QSize(100, 32))
            item.setData(_DATA, action)
            if off:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.rows.addItem(item)
            holder = QWidget()
            holder.setStyleSheet("background: transparent;")
            keys = label(action.shortcut, "key") if action.shortcut else label("")
            holder.setLayout(
                row(None, label(tr(action.group), "unit"), keys, spacing=12, margins=(0, 0, 12, 0))
            )
            self.rows.setItemWidget(item, holder)
        if not found:
            item = QListWidgetItem(tr("No command is called so. Try “align”, “size” or “export”."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.rows.setCurrentRow(max(0, min(self.rows.count() - 1, self.rows.currentRow() + step)))
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
        self.move(middle.x() - self.width() // 2, parent.mapToGlobal(parent.rect().topLeft()).y() + 80)
        self.show()
        self.line.setFocus()


class ShortcutSheet(QDialog):
    """All keys, by group, in columns."""

    def __init__(self, parent: QWidget, actions: Sequence[Action]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(980, 640)
        groups: dict[str, list[Action]] = {}
        for action in actions:
            if action.keys:
                groups.setdefault(action.group, []).append(action)
        columns: list[list[str]] = [[], [], []]
        heights = [0, 0, 0]
        for name in sorted(groups, key=lambda g: -len(groups[g])):
            at = heights.index(min(heights))
            columns[at].append(name)
            heights[at] += len(groups[name]) + 2
        body = QWidget()
        holder = row(spacing=32, margins=(24, 16, 24, 24))
        for names in columns:
            stack = column(spacing=6)
            for name in names:
                stack.addWidget(label(tr(name), "head"))
                for action in groups[name]:
                    keys = [label(shown_keys(k), "key") for k in action.keys[:2]]
                    stack.addLayout(row(label(action.label, "quiet"), None, *keys, spacing=6))
                stack.addSpacing(12)
            stack.addStretch(1)
            holder.addLayout(stack)
        body.setLayout(holder)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        self.setLayout(
            column(row(label(tr("Keyboard shortcuts"), "dialog"), margins=(24, 20, 24, 0)), area, spacing=4)
        )
