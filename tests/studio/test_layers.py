"""The tree of layers: the artboard's own row at its top."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView

from designer_app.editor.commands import Select, SetFields
from designer_app.studio.fault_words import once
from designer_app.studio.panels.layer_row import COUNT, NAME, NOTE
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


def click(
    qtbot: object,
    window: EditorWindow,
    index: QModelIndex,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    at = window.layers.tree.visualRect(index).center()
    qtbot.mouseClick(window.layers.tree.viewport(), Qt.MouseButton.LeftButton, keys, at)  # type: ignore[attr-defined]


def chosen(window: EditorWindow) -> list[str]:
    return [index.data(NAME) for index in window.layers.tree.selectedIndexes()]


def with_a_layer_clicked(
    opened: Callable[..., EditorWindow], qtbot: object
) -> tuple[EditorWindow, QModelIndex, QModelIndex]:
    """A window, the artboard's row and that of a layer, which has been clicked."""
    window = opened("news", size=(1440, 900))
    board = window.layers.model.index(0, 0)
    layer = window.layers.model.index(1, 0, board)
    click(qtbot, window, layer)
    return window, board, layer


def test_the_artboard_stands_above_its_layers_with_its_size(opened: Callable[..., EditorWindow]) -> None:
    window = opened("news", size=(1440, 900))
    model = window.layers.model
    assert model.rowCount() == 1
    board = model.index(0, 0)
    assert board.data() == "News"
    size = window.canvas.current.size
    assert board.data(NOTE) == f"{size.width} × {size.height}"
    layers = [model.index(at, 0, board).data(NAME) for at in range(model.rowCount(board))]
    assert layers == [layer.name for layer in reversed(window.canvas.current.built.page.layers)]
    assert window.layers.tree.isExpanded(board)


def test_a_click_on_the_artboard_shows_its_settings(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window, board, layer = with_a_layer_clicked(opened, qtbot)
    assert window.desk.session.state.selection == (layer.data(NAME),)
    assert window.inspector.form is None
    assert chosen(window) == [layer.data(NAME)]
    click(qtbot, window, board)
    assert window.desk.session.state.selection == ()
    assert window.inspector.form is not None
    assert chosen(window) == [""]


def test_the_artboard_is_never_selected_with_layers(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window, board, layer = with_a_layer_clicked(opened, qtbot)
    click(qtbot, window, board, Qt.KeyboardModifier.ControlModifier)
    assert chosen(window) == [layer.data(NAME)]
    click(qtbot, window, layer, Qt.KeyboardModifier.ControlModifier)
    assert chosen(window) == [""]


def test_the_artboard_counts_its_problems(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("news"), size=(1440, 900))
    board = window.layers.model.index(0, 0)
    assert board.data(COUNT) == 0
    window.desk.do(SetFields(layers=("headline",), fields={"size": 12, "min_size": 12, "fill": "surface"}))
    qtbot.waitUntil(lambda: window.settled and window.layers.model.index(0, 0).data(COUNT), timeout=30_000)  # type: ignore[attr-defined]
    here = [entry for entry in window.desk.problems() if entry[0] is window.canvas.current]
    assert window.layers.model.index(0, 0).data(COUNT) == len(once(here))


def test_layers_dropped_on_the_artboard_come_to_its_top(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str]
) -> None:
    window = opened(copied("news"), size=(1440, 900))
    inner = window.desk.session.state.template.pages[0].layers[0].name
    window.desk.do(Select(layers=(inner,)))
    window.layers.dropped(
        (inner,), window.layers.model.index(0, 0), QAbstractItemView.DropIndicatorPosition.OnItem
    )
    assert window.desk.session.state.template.pages[0].layers[-1].name == inner
    assert window.layers.model.index(0, 0, window.layers.model.index(0, 0)).data(NAME) == inner
