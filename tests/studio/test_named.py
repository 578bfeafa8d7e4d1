"""All that can be pressed, typed into or walked to has a name that a screen reader says, in every window and panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from designer_app.editor.commands import Select
from designer_app.studio.asking import Question, ask_line
from designer_app.studio.nudging import NudgeSteps
from designer_app.studio.panels.paint_field import PaintField
from designer_app.studio.parts import said_name
from designer_app.studio.shell import EditorWindow
from designer_app.studio.start import StartPage

pytestmark = pytest.mark.qt

_BUILT_IN = (QScrollBar, QSplitterHandle, QHeaderView)


def nameless(root: QWidget) -> Iterator[str]:
    """What of a window says nothing."""
    QApplication.processEvents()  # what has just been made is shown
    for widget in (root, *root.findChildren(QWidget)):
        above = widget.parentWidget()
        inside = isinstance(above, QComboBox | QAbstractItemView) or widget.objectName().startswith("qt_")
        plain = isinstance(widget, QAbstractScrollArea) and not isinstance(
            widget, QAbstractItemView | QPlainTextEdit
        )
        walked = isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractItemView)
        walked = walked or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if walked and widget.isVisibleTo(root) and not (inside or plain or isinstance(widget, _BUILT_IN)):
            if above is not None and above.metaObject().className() == "QComboBoxPrivateContainer":
                continue
            if not said_name(widget) and widget is not root:
                yield f"{type(widget).__name__} in {type(above).__name__}: {widget.toolTip() or widget.objectName()}"


def test_panels_and_fields(opened: Callable[..., EditorWindow]) -> None:
    window = opened("product", "med", (1440, 900))
    found: set[str] = set(nameless(window))
    for panel in ("assets", "brand", "problems", "history", "data", "layers"):
        window.show_panel(panel)
        found |= set(nameless(window))
    for tab in ("sizes", "pages", "layers"):
        window.left.show_tab(tab)
        found |= set(nameless(window))
    page = window.desk.session.state.template.pages[0]
    kinds = {type(layer): layer.name for layer in page.layers}
    assert len(kinds) > 3
    for name in (*kinds.values(), ""):
        window.desk.do(Select(layers=(name,) if name else ()))
        for tab in ("slot", "effects", "design") if name else ("design",):
            window.inspector._turn(tab)
            found |= set(nameless(window))
    assert sorted(found) == []


def test_what_opens_over_the_window(opened: Callable[..., EditorWindow]) -> None:
    window = opened("product", "med", (1440, 900))
    found: set[str] = set()
    for opens in (window.over.export, window.over.find, window.over.palette, window.over.shortcuts):
        shown = opens()
        found |= set(nameless(shown))
        shown.close()
    steps = NudgeSteps(window)
    steps.show()
    found |= set(nameless(steps))
    steps.close()
    window.over.swap_kit()
    found |= set(nameless(window))
    assert window.over.swap is not None
    window.over.swap.cancel()
    window.desk.do(Select(layers=("price",)))
    QApplication.processEvents()
    field = next(field for field in window.inspector.findChildren(PaintField) if field.isVisibleTo(window))
    field.click()
    found |= set(nameless(field.picker))
    field.picker.close()
    assert sorted(found) == []


def test_the_start_page(shown: Callable[..., StartPage], qapp: QApplication) -> None:
    page = shown(StartPage("med"))
    found: set[str] = set(nameless(page))
    for place in ("recent", "own", "kits", "templates"):
        page.show_place(place)
        found |= set(nameless(page))
    assert sorted(found) == []


def test_a_line_is_asked_for(opened: Callable[..., EditorWindow], qtbot: object) -> None:
    """Enter takes what was typed, Esc nothing."""
    window = opened("product", "med")
    told: list[str | None] = []
    found: list[str] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):

        def answer(key: Qt.Key = key) -> None:
            question = window.findChildren(Question)[-1]
            found.extend(nameless(question))
            qtbot.keyClicks(question.line, "Before the swap")  # type: ignore[attr-defined]
            qtbot.keyClick(question.line, key)  # type: ignore[attr-defined]

        QTimer.singleShot(0, window, answer)
        told.append(ask_line(window, "Name this step", "Name", "Old"))
    assert told == ["Before the swap", None]
    assert found == []
