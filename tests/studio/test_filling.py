"""A picture laid on one that a slot fills never lets the slot go unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from designer_app.editor.structure import SetSlot
from designer_app.editor.tree import find
from designer_app.studio.clipboard import take
from designer_app.studio.dropping import ASSET
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt
_NEW = "photo:fir-trees-fog"


@pytest.fixture
def dropped(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], tmp_path: Path, qtbot: object
) -> Callable[..., EditorWindow]:
    """A window after a picture was dropped on the photograph of ``quote``."""

    def drop(*, scope: str = "master", row: bool) -> EditorWindow:
        folder = copied("quote")
        (Path(folder) / "rows.json").unlink()
        window = opened(folder, "med")
        window.desk.set_sizes(["1080x1080"])
        if row:
            table = tmp_path / "rows.csv"
            table.write_text("_key,quote,name,photo\na,Words,Name,photo:book-on-white\n", encoding="utf-8")
            window.desk.open_table(table)
        qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
        if scope != "master":
            window.desk.set_scope(scope)
        board = window.canvas.current
        assert board is not None
        assert board.built is not None
        if not any(t.layer == "photo" for t in board.built.targets):  # empty: nothing is shown of it
            window.desk.do(SetSlot(name="photo", slot={"samples": ["photo:book-on-white"]}))
            qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
        box = next(t.box for t in board.built.targets if t.layer == "photo")
        data = QMimeData()
        data.setData(ASSET, _NEW.encode())
        take(window.desk, data, ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
        return window

    return drop


def test_with_a_row_it_goes_into_its_cell(dropped: Callable[..., EditorWindow]) -> None:
    state = dropped(row=True).desk.session.state
    assert state.cells == (("a", "photo", _NEW),)
    assert find(state.template, "photo")[0].source == "{{ photo }}"  # type: ignore[union-attr]


def test_without_a_row_the_slot_has_it_for_rows_without_one(dropped: Callable[..., EditorWindow]) -> None:
    window = dropped(row=False)
    state = window.desk.session.state
    assert state.template.slots["photo"].default == _NEW
    assert state.template.slots["photo"].samples[0] == _NEW
    assert find(state.template, "photo")[0].source == "{{ photo }}"  # type: ignore[union-attr]


def test_for_one_size_it_is_a_deviation_and_said(dropped: Callable[..., EditorWindow]) -> None:
    window = dropped(row=True, scope="size")
    state = window.desk.session.state
    assert state.cells == ()
    assert find(state.template, "photo")[0].source == "{{ photo }}"  # type: ignore[union-attr]
    assert any(o.layer == "photo" and o.set.get("source") == _NEW for o in state.template.overrides)


def test_a_picture_is_placed_in_its_own_proportions(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str]
) -> None:
    window = opened(copied("quote"))
    wide = QImage(400, 100, QImage.Format.Format_RGB32)
    wide.fill(0x3366CC)
    data = QMimeData()
    data.setImageData(wide)
    take(window.desk, data)
    state = window.desk.session.state
    layer = find(state.template, state.selection[0])[0]
    assert (layer.w, layer.h) == ("0.4*S", "0.1*S")


def test_a_carried_picture_shows_which_one_it_would_replace(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("news"), "northline")
    window.desk.set_sizes(["1080x1080"])
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    board = window.canvas.current
    assert board is not None
    assert board.built is not None
    box = next(t.box for t in board.built.targets if t.layer == "photo")
    data = QMimeData()
    data.setData(ASSET, _NEW.encode())
    said = [mark.text for mark in window.canvas.carried(data, box.x1 - 20, box.y0 + 20).marks]
    assert "Replaces “Photo”" in said
    data.setData(ASSET, b"component:badge")
    assert window.canvas.carried(data, box.x1 - 20, box.y0 + 20).marks == ()
