"""A document opens as it was looked at last: kit, table and what its columns mean, row, sizes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from designer_app.studio.last_seen import Seen, last_seen, note_seen
from designer_app.studio.opening import open_document
from designer_app.studio.program import Program
from designer_app.studio.shell import EditorWindow
from designer_app.studio.start_entries import document_title, entry_of

pytestmark = pytest.mark.qt


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    made = Program(qapp, dress="dark", language="en")
    yield made
    if isinstance(made.window, EditorWindow):
        made.window.shut()
        made.window.deleteLater()


def edited(program: Program, name: str) -> EditorWindow:
    program.open(name)
    assert isinstance(program.window, EditorWindow)
    return program.window


def test_kit_table_columns_row_and_sizes_come_back(
    program: Program, copied: Callable[[str], str], tmp_path: Path
) -> None:
    folder, table = copied("news"), tmp_path / "plan.csv"
    table.write_text(
        "_key,Said,Photo\na,One,photo:book-on-white\nb,Two,photo:book-on-white\n", encoding="utf-8"
    )
    window = edited(program, folder)
    window.desk.set_kit("med")
    window.desk.open_table(table)
    window.desk.set_row(1)
    window.desk.match({"Said": "headline"})
    assert window.desk.row == 1
    window.desk.set_sizes(["1080x1920"])
    assert not window.desk.session.dirty
    window = edited(program, copied("sale"))
    assert (window.desk.kit_name, window.desk.session.state.table) != ("med", str(table))
    window = edited(program, folder)
    desk = window.desk
    assert (desk.kit_name, desk.table, desk.row) == ("med", str(table), 1)
    assert [size.id for size in desk.chosen] == ["1080x1920"]
    assert desk.rows[1].cells["headline"] == "Two"
    assert not desk.session.dirty
    assert not desk.session.history.can_undo


def test_what_is_gone_is_left_out(copied: Callable[[str], str], tmp_path: Path) -> None:
    folder = Path(copied("news"))
    note_seen(folder, Seen(kit="nobodys", table=str(tmp_path / "gone.csv"), row="a"))
    assert last_seen(folder) == Seen()


def test_a_shipped_template_and_a_picture_for_the_docs_begin_anew(copied: Callable[[str], str]) -> None:
    folder = Path(copied("news"))
    note_seen(folder, Seen(kit="med", row="b"))
    for name, again in (("news", True), (str(folder), False)):
        session = open_document(name, as_seen=again)
        assert session.outside.seen == Seen()  # type: ignore[attr-defined]
        session.end()


def test_a_document_saved_under_another_name_is_called_so(copied: Callable[[str], str]) -> None:
    folder = Path(copied("news"))
    entry = entry_of(str(folder))
    assert entry is not None
    assert entry.title == "News"
    other = shutil.copytree(folder, folder.parent / "autumn")
    assert document_title(other, entry.loaded.template) == "autumn"
