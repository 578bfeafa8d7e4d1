"""Sizes that show a slot's short form: said when its whole form is written, typed in as what they show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def window(opened: Callable[..., EditorWindow], copied: Callable[[str], str]) -> EditorWindow:
    made = opened(copied("news"), "northline")
    made.desk.set_row(next(at for at, row in enumerate(made.desk.rows) if row.cells.get("headline.short")))
    return made


def said(window: EditorWindow) -> list[str]:
    return [text for toast in window._toasts if toast.isVisible() for text, _ in toast.actions]


def test_a_written_cell_says_where_its_short_form_stands(window: EditorWindow) -> None:
    row = window.desk.current_row
    assert row is not None
    assert window.inspector.form is not None
    assert "headline.short" in window.inspector.form.editors
    window.inspector._cell("headline", "Beans for all")
    assert said(window) == ["Change it", "The same words there"]
    window._toasts[0].actions[1][1]()
    window._toasts[0].close()
    cells = window.desk.session.state.row(row.key, row.cells)
    assert not cells["headline.short"]
    window.inspector._cell("headline", "Beans for some")
    assert said(window) == []


def test_on_such_a_size_the_short_form_is_typed_in(window: EditorWindow, qtbot: object) -> None:
    window.desk.set_sizes(["1590x530"])
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    window.desk.set_scope("row")
    window.edit_text("headline")
    tool = window.gestures.typing
    assert tool is not None
    assert tool.typing is not None
    assert tool.typing.cell is not None
    assert tool.typing.cell.column == "headline.short"
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
