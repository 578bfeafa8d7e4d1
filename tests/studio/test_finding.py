"""Find and replace as people use it: what they see in the table, colours by tokens, the project's other templates."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from designer_app.data_files import data_root
from designer_app.editor.commands import SetCell
from designer_app.studio.finding import FindDialog
from designer_app.studio.found_places import Wanted, replace
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def project(opened: Callable[..., EditorWindow], tmp_path: Path) -> EditorWindow:
    """A folder with three templates; the first is open."""
    for name in ("quote", "event", "sale"):
        shutil.copytree(data_root("templates") / name, tmp_path / "project" / name)
    return opened(str(tmp_path / "project" / "quote"), "med")


def dialog(window: EditorWindow) -> FindDialog:
    return window.over.find()


def lines(find: FindDialog) -> list[str]:
    return [find.rows.item(at).text() for at in range(find.rows.count())]


def test_a_word_that_is_seen_is_found_in_its_row_and_replaced_in_one_step(
    project: EditorWindow, qtbot: object
) -> None:
    window = project
    row = window.desk.rows[1]
    word = str(row.cells["quote"]).split()[0]
    find = dialog(window)
    assert find.empty.isVisible()
    find.find.setText(word)
    [at] = [n for n, text in enumerate(lines(find)) if row.key in text][:1]
    find.rows.itemClicked.emit(find.rows.item(at))
    assert window.desk.row == 1
    find.replace.setText("Zebra")
    steps = len(window.desk.session.history.steps)
    qtbot.mouseClick(find.all, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert len(window.desk.session.history.steps) == steps + 1
    shown = window.desk.session.state.row(row.key, dict(row.cells))
    assert str(shown["quote"]).startswith("Zebra")
    assert find.empty.isVisible()


def test_words_behind_a_letter_that_becomes_longer_in_small_letters_are_replaced_alone(
    project: EditorWindow,
) -> None:
    desk = project.desk
    row = desk.rows[0]
    desk.do(SetCell(row=row.key, column="quote", text="İstanbul zebra!"))
    assert replace(desk, Wanted("text", ("Zebra",), "lion"))
    assert desk.session.state.row(row.key, dict(row.cells))["quote"] == "İstanbul lion!"


def test_each_kind_offers_what_is_used_and_what_the_kit_has(project: EditorWindow) -> None:
    find = dialog(project)
    for kind in ("colour", "font", "picture"):
        find._turn(kind)
        assert find.find_choice.count()
        assert find.rows.count(), kind
        assert find.replace_choice.count() > 3
        assert not find.all.isEnabled()  # nothing is replaced by what nobody chose
        find.replace_choice.setCurrentIndex(1)
        find.fill()
        assert find.all.isEnabled()


def test_other_templates_of_the_folder_are_written_and_taken_back(
    project: EditorWindow, qtbot: object, tmp_path: Path
) -> None:
    window = project
    files = [tmp_path / "project" / name / "template.json" for name in ("event", "sale")]
    before = [file.read_bytes() for file in files]
    find = dialog(window)
    find._turn("colour")
    find.find_choice.set_value("on-surface")
    find.replace_choice.set_value("accent")
    find.others.setChecked(True)
    qtbot.mouseClick(find.all, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert all('"on-surface"' not in file.read_text(encoding="utf-8") for file in files)
    assert all(json.loads(file.read_text(encoding="utf-8"))["pages"] for file in files)
    [toast] = window._toasts
    toast._chosen(toast.actions[0][1])
    assert [file.read_bytes() for file in files] == before
