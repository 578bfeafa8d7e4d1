"""The sheet of all keys, by group, in columns that fill the window; searched by command or key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from designer_app.studio.actions import Action, shown_keys
from designer_app.studio.fields import SearchField
from designer_app.studio.floating import Sheet
from designer_app.studio.nudging import nudge_step
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import clear, column, key_caps, label, line, row, tool
from designer_app.studio.words import tr

_WIDE = 310  # px that a column needs in either language
_LONG = 34  # letters of a name and its keys that fit into one
_ROW, _HEAD = 28, 52  # px of a row and of a group's head with the room above


class ShortcutSheet(Sheet):
    """A row for each command that has keys; alternatives follow "or"."""

    def __init__(self, parent: QWidget, actions: Sequence[Action]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize_body(min(1400, parent.width() - 120), min(800, parent.height() - 80))
        self._actions = [action for action in actions if action.keys]
        self.search = SearchField(tr("Command or key"))
        self.search.setFixedWidth(240)
        self.search.textChanged.connect(lambda _: self.fill())
        head = row(
            label(tr("Keyboard shortcuts"), "dialog"),
            label(tr("They work under a Russian layout, too: the key counts, not its letter"), "hint"),
            None, self.search, tool("x", tr("Close"), self.close), spacing=12, margins=(24, 12, 12, 12),
        )  # fmt: skip
        self._columns = row(spacing=32, margins=(24, 8, 24, 24))
        body = QWidget()
        body.setLayout(self._columns)
        area = under_bar(QScrollArea())
        area.setWidgetResizable(True)
        area.setWidget(body)
        foot = row(
            label(tr("While a text is edited, letters are letters and no commands."), "hint"), None,
            margins=(24, 12, 24, 12),
        )  # fmt: skip
        self.setLayout(column(head, line(), area, line(), foot, spacing=0))
        self.fill()

    def fill(self) -> None:
        """Groups in the order of the table, the next one always into the shortest column."""
        clear(self._columns)
        groups: dict[str, list[Action]] = {}
        wanted = self.search.text().lower().strip()
        for action in self._actions:
            if wanted in f"{action.label} {' '.join(map(shown_keys, action.keys))}".lower():
                groups.setdefault(action.group, []).append(action)
        rows = {name: _rows(found) for name, found in groups.items()}
        count = max(1, self.width() // _WIDE)
        columns: list[list[str]] = [[] for _ in range(count)]
        heights = [0] * count
        for name in rows:
            at = heights.index(min(heights))
            columns[at].append(name)
            heights[at] += len(rows[name]) * _ROW + _HEAD
        for names in columns:
            stack = column(spacing=0)
            for name in names:
                title = label(tr(name), "head")
                title.setContentsMargins(0, 12, 0, 8)
                stack.addWidget(title)
                for words, keys in rows[name]:
                    stack.addWidget(line())
                    stack.addLayout(_line(words, keys))
                stack.addSpacing(12)
            stack.addStretch(1)
            self._columns.addLayout(stack, 1)


def _rows(actions: list[Action]) -> list[tuple[str, tuple[str, ...]]]:
    """Name and keys; a family of ten (opacity by digit) is one row."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for action in actions:
        stem = action.name.rpartition("-")[0]
        if stem == "opacity":
            if action.name == "opacity-0":
                found.append((tr("Opacity"), ("0 … 9",)))
            continue
        if stem in ("nudge", "big"):
            if action.name.endswith("left"):
                keys = tr("arrows")
                step = nudge_step("small" if stem == "nudge" else "large")
                title = tr("Nudge by {step} px", step=f"{step:g}")
                found.append((title, (keys if stem == "nudge" else f"Shift {keys}",)))
            continue
        found.append((action.label, tuple(shown_keys(k) for k in action.keys[:2])))
    return found


def _line(words: str, keys: tuple[str, ...]) -> QHBoxLayout:
    made = row(label(words), None, spacing=4, margins=(0, 4, 0, 4))
    short = len(keys) > 1 and len(words) + len(" ".join(keys)) < _LONG
    for number, key in enumerate(keys if short else keys[:1]):
        if number:
            made.addWidget(label(tr("or"), "hint"))
        for cap in key_caps(key):
            made.addWidget(cap)
    return made
