"""The start page as a newcomer uses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer_app.data_files import data_root
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import load_sizes
from designer_app.studio import crashes, theme, words
from designer_app.studio.program import Program
from designer_app.studio.recent import remember
from designer_app.studio.shell import EditorWindow
from designer_app.studio.start import StartPage
from designer_app.studio.start_entries import view_of

Started = Callable[[], tuple[Program, StartPage]]


@pytest.fixture
def started(
    qtbot: object, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Started]:
    """The program on its start page, with a home of its own."""
    programs: list[Program] = []
    before = crashes.noted()

    def start() -> tuple[Program, StartPage]:
        program = Program(qapp, dress="dark", language="en")
        programs.append(program)
        program.start()
        page = program.window
        assert isinstance(page, StartPage)
        qtbot.waitUntil(lambda: page.settled, timeout=30_000)  # type: ignore[attr-defined]
        return program, page

    yield start
    for program in programs:
        window = program.window
        if isinstance(window, EditorWindow | StartPage):
            window.shut()
            window.hide()
            window.deleteLater()
    words.use("en")
    theme.apply(qapp, "dark")
    assert crashes.noted() == before


def test_a_hover_offers_and_two_clicks_open_a_design(started: Started) -> None:
    program, page = started()
    card = page._cards["sale"]
    at = QPointF(20, 20)
    assert not card.nest.veil.isVisible()
    QApplication.sendEvent(card, QEnterEvent(at, at, at))
    assert card.nest.veil.isVisible()
    card._star.click()  # it stands first now, and next time, too
    QApplication.processEvents()
    assert page._found()[0] == "sale"
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert isinstance(program.window, EditorWindow)
    assert program.window.desk.session.name == "sale"


def test_recent_documents_stand_above_with_their_pictures(
    started: Started, qtbot: object, copied: Callable[[str], str]
) -> None:
    folder = copied("event")
    remember("chart")
    remember(folder)
    remember("/nowhere/at-all")
    program, page = started()
    qtbot.waitUntil(lambda: bool(page.documents.cards) and page.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert page.continued.isVisible()
    assert list(page.documents.cards) == [folder, "chart"]
    assert not page.documents.cards[folder].picture.pixmap().isNull()
    page.search.setText("event")
    assert page._found() == ["event"]
    page.search.setText("")
    for place in ("recent", "own", "kits", "templates"):
        page.left.places[place]._run()
    QTest.mouseClick(page.documents.cards[folder], Qt.MouseButton.LeftButton)
    assert isinstance(program.window, EditorWindow)
    assert str(program.window.desk.session.folder) == folder


def test_dropped_files_become_documents(started: Started, tmp_path: Path) -> None:
    program, page = started()
    table = tmp_path / "prices.csv"
    table.write_text("_key,headline\na,From the table\nb,Second\n", encoding="utf-8")
    page.opened.emit(str(table), "")
    assert program.window is page
    assert "prices.csv" in page._waiting.text()
    page.opened.emit("news", "")
    window = program.window
    assert isinstance(window, EditorWindow)
    assert [row.key for row in window.desk.rows] == ["a", "b"]
    svg = tmp_path / "Mark One.svg"
    svg.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="50" height="60" fill="red"/></svg>'
    )
    program.open(str(svg))
    window = program.window
    assert isinstance(window, EditorWindow)
    assert window.desk.session.folder == tmp_path / "Designer" / "mark-one"
    picture = data_root("assets") / "photos"
    photo = sorted(p for p in picture.rglob("*") if p.suffix in (".jpg", ".webp", ".png"))[0]
    program.open(str(photo))
    window = program.window
    assert isinstance(window, EditorWindow)
    [layer] = window.desk.session.state.template.pages[0].layers
    assert layer.name == "photo"


def test_a_blank_design_shows_what_to_do_until_the_first_layer(started: Started, qtbot: object) -> None:
    program, page = started()
    page.right.picked.emit("1080x1080")
    window = program.window
    assert isinstance(window, EditorWindow)
    qtbot.waitUntil(lambda: window.settled and window.hint.isVisible(), timeout=30_000)  # type: ignore[attr-defined]
    from designer_app.editor.commands import Insert

    window.desk.do(
        Insert(layers=({"kind": "text", "name": "words", "text": "Hello", "x": 100, "y": 100},), page="main")
    )
    qtbot.waitUntil(lambda: window.settled and not window.hint.isVisible(), timeout=30_000)  # type: ignore[attr-defined]
    assert window.documents.save()
    saved = json.loads((window.desk.session.folder / "template.json").read_text(encoding="utf-8"))
    assert saved["pages"][0]["layers"][0]["text"] == "Hello"


def test_a_template_opens_with_the_row_on_its_thumbnail(started: Started, qtbot: object) -> None:
    program, page = started()
    page._dress("med")
    page.opened.emit("news", "med")
    window = program.window
    assert isinstance(window, EditorWindow)
    assert (
        window.desk.rows[window.desk.row].key
        == view_of(find_template("news"), find_kit("med"), dict(load_sizes(None))).row
    )
    assert window.desk.row > 0  # the first one is in English
    window.shut()
