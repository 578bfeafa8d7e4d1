"""The Batch window as people use it: check a table with bad rows, mend, make, stop, make again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from designer_app import api
from designer_app.editor.commands import SetCell
from designer_app.production.jobs import Job, read_job
from designer_app.studio import theme, words
from designer_app.studio.program import Program
from designer_app.studio.windows.batch import BatchWindow, Place
from designer_app.studio.windows.batch_words import cause_title
from designer_app.studio.windows.catalog import CatalogWindow
from designer_app.studio.windows.opening import Windows

_HEAD = "id;percent;label;product;price;old_price;term;short\n"
_ROWS = (
    "kenya;-30;На весь кофе;Кения Ньери, 250 г;686 ₽;980 ₽;до 15 ноября;\n"
    "mill;-25;На кофемолки;Ручная мельница для тех, кто мелет каждое утро и любит длинные названия;3000 ₽;4000 ₽;до 15 ноября;Мельница\n"
    "cups;-25;На чашки;Чашка для эспрессо;дорого;600 ₽;до 15 ноября;\n"
    "milk;-5;На молоко;Овсяное молоко;90 ₽;95 ₽;до 15 ноября;\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "goods.csv"
    path.write_text(_HEAD + _ROWS, encoding="utf-8")
    return path


@pytest.fixture
def job(table: Path) -> Job:
    return Job(template="sale", data=str(table), key="id", kits=("med",), sizes=("320x320", "400x200"))


@pytest.fixture
def batch(
    shown: Callable[..., BatchWindow], qapp: QApplication, tmp_path: Path
) -> Callable[..., BatchWindow]:
    theme.apply(qapp, "light")
    return lambda job, out="": shown(BatchWindow(job, "", out or str(tmp_path / "out")), (1440, 900))


def settle(qtbot: object, window: BatchWindow) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=60_000)  # type: ignore[attr-defined]


def told(window: BatchWindow) -> set[tuple[str, str]]:
    assert window.checked is not None
    return {(c.code, c.slot) for c in window.checked.causes if c.severity != "note"}


def item_of(window: BatchWindow, words_: str):  # type: ignore[no-untyped-def]
    tree = window.table.tree
    return next(
        tree.topLevelItem(i)
        for i in range(tree.topLevelItemCount())
        if words_ in tree.topLevelItem(i).text(0)
    )


def test_bad_rows_are_found_mended_made_and_left_alone_after(batch, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    assert {("text-too-long", "product"), ("bad-money", "price")} <= told(window)
    assert window.foot.go.text() == "Make 6\u00a0files"
    # The remedy's link takes another column's words.
    item = item_of(window, "characters over its limit")
    tree = window.table.tree
    at = tree.visualRect(tree.indexFromItem(item, 4)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, window)
    assert window.job.cells == {"mill": {"product": "Мельница"}}
    assert ("text-too-long", "product") not in told(window)
    # A value is corrected by hand.
    seen = item_of(window, "money").child(0)
    tree.setCurrentItem(seen)
    field = window.card.values["price"]
    assert field.text() == "дорого"
    field.selectAll()
    qtbot.keyClicks(field, "450 RUB")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert ("bad-money", "price") not in told(window)
    assert window.foot.go.text() == "Make 8\u00a0files"
    qtbot.mouseClick(window.foot.go, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.made.title.text().startswith("8\u00a0files made")
    files = sorted(p.name for p in (tmp_path / "out").glob("*.png"))
    assert len(files) == 8
    # The command line's own door makes the same bytes.
    assert api.batch(window.job, tmp_path / "other").ok
    for name in files:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    # Again: all is unchanged.
    qtbot.mouseClick(window.foot.back, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.checked.outlook.same == 8
    assert "8 stay as they are" in window.foot.guess.text()
    qtbot.mouseClick(window.foot.go, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert "nothing was written" in window.made.said.text()
    assert window.run.kept == 8


def test_a_run_is_stopped_and_gone_on_with(batch, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.make()
    window.stop()
    settle(qtbot, window)
    assert window.run.summary.stopped
    assert "Stopped" in window.made.title.text()
    assert window.foot.retry.text() == "Go on"
    made = len(list((tmp_path / "out").glob("*.png")))
    assert made < 6
    qtbot.mouseClick(window.foot.retry, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert len(list((tmp_path / "out").glob("*.png"))) == 6
    assert set(window.run.left) == {"cups"}
    assert window.foot.retry.text() == "Try 1\u00a0row again"


def test_rows_left_out_stay_out_until_they_are_mended(batch, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.table.tree.setCurrentItem(item_of(window, "money").child(0))
    skip = next(b for b in window.card._radios.buttons() if b.text() == "Leave this row out")
    skip.click()
    qtbot.mouseClick(window.card.apply, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.job.cells == {"cups": {"_skip": "yes"}}
    assert ("bad-money", "price") not in told(window)


def test_sizes_are_chosen_by_the_mouse_and_by_words(batch, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    side = window.side
    qtbot.keyClicks(side.search, "1200x628")
    qtbot.keyClick(side.search, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert "1200x628" in window.job.sizes
    qtbot.keyClicks(side.search, "instagram story")
    item = side.outputs.topLevelItem(0).child(0)
    at = side.outputs.visualItemRect(item).center()
    qtbot.mouseClick(side.outputs.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, window)
    assert any("story" in size for size in window.job.sizes)
    assert len(window.checked.results) == 4 * 4


def test_a_job_is_saved_and_runs_from_the_command_line(batch, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.correct("cups", "price", "450 ₽")
    settle(qtbot, window)
    window.file = str(tmp_path / "week.job.json")
    assert window.save()
    assert "saved" in window.name_label.text()
    assert read_job(Path(window.file)).cells == {"cups": {"price": "450 ₽"}}


def test_what_keeps_a_job_from_being_checked_is_said(batch, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.side.take_table(str(tmp_path / "gone.csv"))
    settle(qtbot, window)
    assert window.table.fault.isVisible()
    assert not window.foot.go.isEnabled()
    window.side.take_table(job.data)
    settle(qtbot, window)
    assert window.foot.go.isEnabled()


def test_how_the_table_is_read_can_be_said(batch, qtbot, job: Job, table: Path) -> None:  # type: ignore[no-untyped-def]
    table.write_text("Скидки;недели\n" + _HEAD + _ROWS, encoding="utf-8")
    window = batch(job)
    assert [c.currentData() for c in (window.side.header, window.side.separator)] == ["0", ""]
    for choice, wish in ((window.side.header, "2"), (window.side.separator, ";")):
        choice.setCurrentIndex(choice.findData(wish))
        choice.activated.emit(choice.currentIndex())
        settle(qtbot, window)
    assert (window.job.header, window.job.separator) == (2, ";")
    assert {result.key for result in window.checked.results} == {"kenya", "mill", "cups", "milk"}


def test_stop_on_warnings_holds_the_button(batch, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.foot.strict.setChecked(True)
    assert not window.foot.go.isEnabled()
    assert window.foot.go.toolTip()


def test_the_window_closed_while_it_works_goes_on(batch, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.make()
    window.close()
    settle(qtbot, window)
    assert window.run is not None
    assert window.run.made == 6


def test_files_are_verified_and_what_lies_beside_them_is_made(batch, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.make()
    settle(qtbot, window)
    assert not window.made.times.isHidden()
    qtbot.mouseClick(window.made.verify_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.made.said.text().startswith("Verified: 6")
    qtbot.mouseClick(window.foot.contact, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert (tmp_path / "out" / "contact-sheet.pdf").is_file()
    assert window.run.kept == 6
    # The contact sheet on the screen: one size, by key, and the file picked.
    window.made.search.setText("milk")
    assert [entry.key for entry in window.made.sheet.entries] == ["milk"]
    assert window.made.card.entry is not None


def test_a_row_goes_to_the_canvas(batch, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    window.table.tree.setCurrentItem(item_of(window, "money").child(0))
    with qtbot.waitSignal(window.opened) as told:
        window.card.canvas.click()
    assert told.args == [Place("sale", "med", job.data, "cups", "320x320")]


def test_one_window_is_open_at_a_time(qtbot, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    words.use("ru")
    theme.apply(qapp, "dark")
    windows = Windows()
    first = windows.batch("examples/week/sale.job.json")
    second = windows.batch("sale")
    assert windows.open["batch"] is second
    assert not first.isVisible()
    settle(qtbot, second)
    assert second.checked.ready == len(second.checked.results)
    windows.shut()
    words.use("en")


def test_the_editor_hands_over_what_it_shows_and_takes_a_row_back(qtbot, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    program = Program(qapp, dress="dark", language="en")
    program.open("sale")
    editor = program.window
    qtbot.waitUntil(lambda: editor.settled, timeout=30_000)
    key = editor.desk.rows[0].key
    editor.desk.do(SetCell(row=key, column="product", text="Другой товар"))
    editor.actions_table["batch"].run()
    window = program.windows.open["batch"]
    settle(qtbot, window)
    assert window.job.cells[key] == {"product": "Другой товар"}
    assert {size.id for size in editor.desk.chosen} >= {r.size for r in window.checked.results}
    last = editor.desk.rows[-1].key
    window._open(last, "1200x628")
    assert editor.desk.current_row.key == last
    assert editor.canvas.active == "1200x628"
    # Another theme and language: the window is made again over the same job.
    program.dress("light", "ru")
    again = program.windows.open["batch"]
    settle(qtbot, again)
    assert again is not window
    assert again.job == window.job
    assert again.windowTitle() == "Пакет"
    program.windows.shut()
    program.window.shut()
    program.window.hide()
    words.use("en")


def test_everything_that_can_be_pressed_has_a_name(batch, qtbot, qapp: QApplication, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = batch(job)
    catalog = CatalogWindow(Job(data=job.data))
    for made in (window, catalog):
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for widget in made.findChildren(kind):
                inner = isinstance(widget.parent(), QLineEdit | QComboBox)
                assert inner or widget.accessibleName() or widget.text().strip(), (kind, widget.toolTip())
    catalog.shut()
    catalog.hide()


def test_a_key_column_is_no_shorter_text_and_details_are_in_the_windows_language(
    batch: Callable[..., BatchWindow], tmp_path: Path, qtbot: object
) -> None:
    path = tmp_path / "messy.csv"
    long = "На кофемолки всех марок, включая ручные и электрические, с доставкой по всей стране"
    path.write_bytes(
        f"Артикул;Скидка, %;На что скидка;Новая цена\r\nAB-1;30;{long};686,50\r\n;25;На чашки;дорого\r\n".encode(
            "cp1251"
        )
    )
    window = batch(Job(template="sale", data=str(path), kits=("med",), sizes=("400x200",), langs=("ru",)))
    words.use("ru")
    assert window.checked is not None
    cause = next(c for c in window.checked.causes if c.code == "text-too-long")
    assert not any(mend.kind == "column" for mend in window.table.mends(cause))
    window._show_seen(cause, cause.sightings[0])
    assert "characters" not in window.card.why.text()
    assert "44" in window.card.why.text()
    assert window.card.labels["percent"] == "Discount, %"  # as the window's language was when it was checked
    titles = [
        cause_title(c) for c in window.checked.causes if c.code in ("column-matched", "row-numbers-as-keys")
    ]
    assert "Столбец «Новая цена» взят как price" in titles
    assert all(title[0] in "СК" for title in titles)
