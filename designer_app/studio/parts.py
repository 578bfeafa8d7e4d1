"""Small widgets that all panels share: labels with a role, buttons, segmented controls, sections, fields."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer_app.studio.icons import icon, pixmap, spaced
from designer_app.studio.over_bar import under_bar
from designer_app.studio.theme import current
from designer_app.studio.words import tr


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    made = QLabel(text)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def said_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words.strip()


class Elided(QLabel):
    """A text that gives way to its column, on one line or ``lines`` of them; whole in its tooltip."""

    def __init__(self, text: str, role: str = "name", lines: int = 1) -> None:
        super().__init__()
        self._whole, self._lines = "", lines
        self.setProperty("role", role)
        self.setWordWrap(lines > 1)
        self.say(text)

    def say(self, text: str) -> None:
        """Another text."""
        if text != self._whole:
            self._whole = text
            self.setToolTip(text)
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        measure = self.fontMetrics()
        if self._lines == 1:
            self.setText(measure.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))
            return
        room, wrap = QRect(0, 0, self.width(), 10_000), int(Qt.TextFlag.TextWordWrap)
        whole, high = self._whole, self._lines * measure.lineSpacing()

        def beginning(letters: int) -> str:
            return whole[:letters].rstrip() + "…" if letters < len(whole) else whole

        def too_high(letters: int) -> bool:
            return measure.boundingRect(room, wrap, beginning(letters)).height() > high

        most = len(whole)
        if too_high(most):  # the longest beginning that isn't, at least two letters short of the whole
            most = max(0, bisect_left(range(most - 1), True, key=too_high) - 1)
        self.setText(beginning(most))


def button(text: str, run: Callable[[], object] | None = None, kind: str = "", name: str = "") -> QPushButton:
    """``kind``: primary, outline, ghost, link, chip, segment, switch, tab, nav or plain."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if name:
        worded = bool(text) or kind == "status"  # a status' words come later
        made.setIcon(spaced(name, "tx") if worded else icon(name, "tx"))
        made.setIconSize(QSize(20, 16) if worded else QSize(16, 16))
    if run is not None:
        made.clicked.connect(lambda: run())
    return made  # Qt names it by its words, also when they change


def tool(
    name: str,
    tip: str,
    run: Callable[[], object] | None = None,
    *,
    checkable: bool = False,
    large: bool = True,
) -> QToolButton:
    """A tool of 28 px, or of 20 in a row. ``tip`` names it for those who can't see it, too."""
    made = QToolButton()
    made.setIcon(icon(name))
    made.setIconSize(QSize(16, 16) if large else QSize(14, 14))
    made.setToolTip(tip)
    made.setAccessibleName(re.sub(r"<[^>]*>", "", tip.partition("<br>")[0]).strip())
    made.setCheckable(checkable)
    made.setAutoRaise(True)
    if not large:
        made.setProperty("row", "true")
    if run is not None:
        made.clicked.connect(lambda: run())
    return made


def line() -> QFrame:
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


def upright() -> QFrame:
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedSize(1, 20)
    return made


def row(
    *widgets: QWidget | None, spacing: int = 4, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Side by side; None is a stretch."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def column(
    *items: QWidget | QHBoxLayout | QVBoxLayout | None,
    spacing: int = 4,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QVBoxLayout:
    """Below each other; None is a stretch."""
    made = QVBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, QWidget):
            made.addWidget(item)
        else:
            made.addLayout(item)
    return made


def scrolled(*items: QWidget | QHBoxLayout | QVBoxLayout | None) -> QScrollArea:
    """Parts that scroll when there is no room."""
    body = QWidget()
    body.setLayout(column(*items, spacing=0))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return under_bar(area)


class Pressed(QFrame):
    """Something that a click, Enter or Space sets going."""

    def __init__(self, name: str, run: Callable[[], object]) -> None:
        super().__init__()
        self._run = run
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._run()
        else:
            super().keyPressEvent(event)


def panes(left: QWidget, middle: QWidget, right: QWidget, widths: tuple[int, int, int]) -> QSplitter:
    """Three side by side: the middle takes what room there is, the others may fold away."""
    made = QSplitter(Qt.Orientation.Horizontal)
    for part in (left, middle, right):
        made.addWidget(part)
    made.setHandleWidth(1)
    made.setSizes(widths)
    for number in range(3):
        made.setStretchFactor(number, int(number == 1))
    made.setCollapsible(1, False)
    return made


class Segments(QFrame):
    """A segmented control: one of some values. ``kind`` is segment or switch."""

    picked = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        kind: str = "segment",
        icons: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self.setObjectName("track")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QPushButton] = {}
        holder = row(spacing=0, margins=(2, 2, 2, 2))
        for key, text in choices:
            made = button(text, kind=kind)
            if key in icons:
                made.setText("")
                made.setAccessibleName(text)
                made.setProperty("kind", "icon")
                made.setIcon(icon(icons[key], "tx"))
                made.setIconSize(QSize(14, 14))
                made.setToolTip(text)
            made.setCheckable(True)
            made.setChecked(key == value)
            made.clicked.connect(lambda _=False, key=key: self.picked.emit(key))
            self._group.addButton(made)
            self.buttons[key] = made
            holder.addWidget(made)
        self.setLayout(holder)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(28)

    def set_value(self, key: str) -> None:
        if key in self.buttons:
            self.buttons[key].setChecked(True)


class Tabs(QWidget):
    """Heads of pages, 36 px high, the chosen one underlined; ``extra`` stands at the right."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, *extra: QWidget) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for key, text in choices:
            made = button(text, kind="tab")
            made.setCheckable(True)
            made.setChecked(key == value)
            made.clicked.connect(lambda _=False, key=key: self.picked.emit(key))
            self._group.addButton(made)
            self.buttons[key] = made
        heads = row(*self.buttons.values(), None, *extra, spacing=12, margins=(12, 0, 8, 0))
        self.setLayout(column(heads, line(), spacing=0))
        self.setFixedHeight(37)

    def set_value(self, key: str) -> None:
        self.buttons[key].setChecked(True)


class Empty(QWidget):
    """What will be here and how: an icon, one bold line, one line of help, buttons (three and more below each
    other). ``tight``: where there is little height."""

    def __init__(
        self, name: str, title: str, how: str = "", *buttons: QPushButton, tight: bool = False
    ) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(pixmap(name, current().t2, 24))
        self.title, self.how = label(title, "head", wrap=True), label(how, "hint", wrap=True)
        for part in (picture, self.title, self.how):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows = column(
            picture,
            self.title,
            self.how,
            spacing=4 if tight else 8,
            margins=(20, 8, 20, 8) if tight else (20, 24, 20, 24),
        )
        side_by_side = [buttons] if len(buttons) < 3 else [(one,) for one in buttons]
        for some in side_by_side if buttons else ():
            rows.addLayout(row(None, *some, None, spacing=8))
        rows.addStretch(1)
        self.setLayout(rows)


def key_caps(keys: str) -> list[QLabel]:
    """``Ctrl Shift K`` as three caps."""
    return [label(part, "key") for part in keys.split() or [keys]]


def drop_down(text: str, run: Callable[[], object], kind: str = "ghost") -> QPushButton:
    """A quiet button with a chevron at its right."""
    made = button(text, run, kind)
    made.setIcon(icon("chevron-down"))
    made.setIconSize(QSize(12, 12))
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return made


_FOLDED: set[str] = set()  # sections that a person folded, for as long as the program runs


class Section(QWidget):
    """A part of the inspector: a head of 28 px that folds it, actions at its right, rows below."""

    def __init__(self, title: str, *actions: QWidget, folded: bool = False) -> None:
        super().__init__()
        self.title = title
        self._name = QPushButton(tr(title))
        self._name.setProperty("kind", "section")
        self._name.setAccessibleName(tr(title))
        self._name.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands behind the words
        self._name.clicked.connect(self._fold)
        self._body = QWidget()
        self.rows = column(spacing=4, margins=(12, 0, 4, 0))
        self._body.setLayout(self.rows)
        head = row(self._name, None, *actions, spacing=4, margins=(12, 0, 8, 0))
        self.setLayout(column(line(), head, self._body, spacing=4, margins=(0, 0, 0, 12)))
        if folded:
            _FOLDED.add(title)
        self._show()

    def _fold(self) -> None:
        _FOLDED.symmetric_difference_update({self.title})
        self._show()

    def _show(self) -> None:
        """Its rows, or a chevron that says there are some."""
        folded = self.title in _FOLDED
        self._body.setVisible(not folded)
        self._name.setIcon(icon("chevron-right", size=12) if folded else QIcon())

    def add(self, item: QWidget | QHBoxLayout | QVBoxLayout) -> None:
        if isinstance(item, QWidget):
            self.rows.addWidget(item)
        else:
            self.rows.addLayout(item)


def clear(layout: QLayout) -> None:
    """Take all out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if (widget := item.widget()) is not None:
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
