"""Slots in a text that is typed in: their chips, and the cells of the row behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from designer_app.studio.shell import EditorWindow
from tests.studio.pointing import middle
from tests.studio.typing_page import LEFT, Held, at, begin, open_page, settle, text_of, typing, write

pytestmark = pytest.mark.qt
Key = Qt.Key


@pytest.fixture
def window(opened: Callable[..., EditorWindow], tmp_path: Path, qtbot: Any) -> EditorWindow:
    return open_page(opened, tmp_path, qtbot)


def test_a_rows_cell_is_typed_when_edits_go_to_the_row(window: EditorWindow, qtbot: Any) -> None:
    settle(window, qtbot)
    window.set_scope("row")
    field = begin(window, qtbot, "offer")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, "9 990 ₽")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    assert field.cell is not None
    state = window.desk.session.state
    assert state.cells == (("one", "price", "9 990 ₽"),)
    assert text_of(window, "offer") == "Now {{ price }} only"


def test_a_cell_over_its_limit_is_shown_as_typed_and_said_when_one_leaves(
    window: EditorWindow, qtbot: Any
) -> None:
    window.set_scope("row")
    field = begin(window, qtbot, "offer")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, "much too long a price indeed")
    settle(window, qtbot)
    board = window.canvas.current
    assert board is not None
    assert board.built is not None
    assert not board.faults
    assert field.text.count("too long") == 1
    assert "indeed" in "".join(line.text for line in board.built.built.typed[0].layout.lines)
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    assert not board.faults
    assert "text-too-long" in [finding.code for finding in board.findings]
    assert window.desk.session.state.cells[-1][2] == "much too long a price indeed"


def test_a_chips_card_leads_into_the_rows_cell(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "offer")
    qtbot.mouseClick(window.canvas, LEFT, pos=at(window, 4, 6))
    card = window.chip_card
    assert card.isVisible()
    assert card._name.text() == "Price"
    assert card._given.text() == "12 990 ₽"
    qtbot.mouseClick(card._edit, LEFT)
    settle(window, qtbot)
    assert window.desk.scope == "row"
    assert typing(window).cell is not None
    assert not card.isVisible()
    write(window, "1 ₽")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert window.desk.session.state.cells == (("one", "price", "1 ₽"),)


def test_a_chip_made_plain_is_words(window: EditorWindow, qtbot: Any) -> None:
    begin(window, qtbot, "offer")
    qtbot.mouseClick(window.canvas, LEFT, pos=at(window, 4, 6))
    qtbot.mouseClick(window.chip_card._plain, LEFT)
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert text_of(window, "offer") == "Now 12 990 ₽ only"


def test_words_typed_over_a_slot_are_told_and_go_into_the_row_by_a_click(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: Any
) -> None:
    window = opened(copied("news"), "northline")
    window.canvas.setFocus()
    begin(window, qtbot, "headline")
    qtbot.keyClick(window.canvas, Key.Key_A, Held.ControlModifier)
    write(window, "Open now")
    settle(window, qtbot)
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    settle(window, qtbot)
    [toast] = window._toasts
    buttons = [b for b in toast.findChildren(QAbstractButton) if b.text()]
    assert [b.text() for b in buttons] == ["Into row 1", "Back to the slot"]
    buttons[0].click()
    settle(window, qtbot)
    row = window.desk.current_row
    assert row is not None
    assert (row.key, "headline", "Open now") in window.desk.session.state.cells
    assert "headline" in text_of(window, "headline")
    begin(window, qtbot, "headline")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert not any("Back to the slot" in dict(t.actions) for t in window._toasts if t.isVisible())


def test_a_double_click_on_a_chip_takes_it_whole(window: EditorWindow, qtbot: Any) -> None:
    qtbot.mouseDClick(window.canvas, LEFT, pos=middle(window, "offer"))
    if window.gestures.typing is None:  # the first one selected it
        qtbot.mouseDClick(window.canvas, LEFT, pos=middle(window, "offer"))
    settle(window, qtbot)
    assert typing(window).chip is not None
    assert window.chip_card.isVisible()
    write(window, "9 ₽")
    qtbot.keyClick(window.canvas, Key.Key_Escape)
    assert text_of(window, "offer") == "Now 9 ₽ only"


def test_the_status_counts_what_is_seen(window: EditorWindow, qtbot: Any) -> None:
    """A slot with what the row gives, not as one chip."""
    seen = f"Now {window.desk.rows[0].cells['price']} only"
    begin(window, qtbot, "offer")
    told = f"{len(seen)}\u00a0characters · 1\u00a0line"
    qtbot.waitUntil(lambda: window.status._point.text() == told, timeout=10_000)
