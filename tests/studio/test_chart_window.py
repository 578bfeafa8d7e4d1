"""The Chart window as people use it: paste a table, choose a kind, say the finding, export."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from designer_app.production.jobs import read_job
from designer_app.studio import theme, words
from designer_app.studio.windows.chart import ChartWindow
from designer_app.studio.windows.chart_state import (
    ChartState,
    grid_of,
    job_of,
    state_from,
    state_of_job,
    values_of,
)
from designer_app.studio.windows.opening import Windows

_TABLE = "Country\tDays\nDenmark\t14\nNetherlands\t18\nGermany\t21\nPoland\t24\nFrance\t36\nItaly\t52"


@pytest.fixture
def chart(shown: Callable[..., ChartWindow], qapp: QApplication) -> Callable[..., ChartWindow]:
    theme.apply(qapp, "light")
    return lambda text="", kit="northline": shown(
        ChartWindow(ChartState(grid=grid_of(text), kit=kit, lang="en"))
    )


def settle(qtbot: object, window: ChartWindow) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=60_000)  # type: ignore[attr-defined]


def lines(window: ChartWindow) -> str:
    layout = window.side.honest
    found = []
    for i in range(layout.count()):
        widget = layout.itemAt(i).widget()
        if widget is not None:
            found.append(widget.layout().itemAt(1).widget().text())  # type: ignore[union-attr]
    return "\n".join(found)


def test_a_pasted_table_becomes_files_in_all_sizes(
    chart: Callable[..., ChartWindow], qtbot: object, tmp_path: Path
) -> None:
    window = chart()
    assert not window.go.isEnabled()
    assert window.empty.isVisible()
    QApplication.clipboard().setText(_TABLE)
    window.paste()
    settle(qtbot, window)
    assert window.kind == "ranking"
    assert window.preview.picture.image is not None
    window.side.headline.setPlainText("Italy pays you 38 days after Denmark does")
    window.grid.cells.toggle(6)
    settle(qtbot, window)
    assert window.known.agreed[0].why == "52 − 14 = 38"
    assert values_of(window.state)["mark"] == "Italy"
    assert "Lengths start at zero" in lines(window)
    assert "Italy: 52" in window.side.alt.text()
    window.export(str(tmp_path / "days.png"))
    settle(qtbot, window)
    assert sorted(Path(one).name for one in window.made) == [
        "days-post.png", "days-square.png", "days-story.png", "days-wide.png",
    ]  # fmt: skip
    assert all(Path(one).stat().st_size > 5000 for one in window.made)


def test_kinds_that_fit_stand_first_and_others_say_what_they_need(
    chart: Callable[..., ChartWindow], qtbot: object
) -> None:
    window = chart(_TABLE)
    order = list(window.kinds.buttons)
    assert order[0] == "ranking"
    assert order.index("line") > order.index("bar")
    assert "Line needs dates" in window.kinds.note.text()
    window.kinds.picked.emit("line")
    settle(qtbot, window)
    assert window.preview.picture.image is None
    assert "needs dates" in window.preview.picture.words
    assert not window.go.isEnabled()
    window.undo()
    settle(qtbot, window)
    assert window.kind == "ranking"
    assert window.go.isEnabled()


def test_the_grid_takes_typing_blocks_and_marks(chart: Callable[..., ChartWindow], qtbot: object) -> None:
    window = chart(_TABLE)
    cells = window.grid.cells
    cells.setData(cells.index(0, 1), "15")
    assert window.state.grid[1] == ("Denmark", "15")
    cells.put(7, 0, (("Spain", "33"), ("Greece", "47")))
    assert len(window.state.rows) == 8
    cells.toggle(1)
    cells.sort_rows(1)
    assert window.state.grid[1][0] == "Italy"
    assert values_of(window.state)["mark"] == "Denmark"  # the mark goes with its row
    window.grid.setCurrentIndex(cells.index(0, 0))
    window.grid.wipe()
    assert window.state.grid[1][0] == ""
    while window.undo_button.isEnabled():
        window.undo()
    assert window.state.grid == grid_of(_TABLE)


def test_words_for_the_picture_in_the_other_language(
    chart: Callable[..., ChartWindow], qtbot: object
) -> None:
    window = chart(_TABLE)
    window.side.languages.picked.emit("ru")
    settle(qtbot, window)
    assert "Рейтинг" in window.side.alt.text()
    assert window.state.lang == "en"


def test_what_the_check_found_is_said(chart: Callable[..., ChartWindow], qtbot: object) -> None:
    rows = "\n".join(f"Category {i}\t{i * 7 % 50}" for i in range(1, 70))
    window = chart(f"Name\tValue\n{rows}\nLast\tn/a")
    window.kinds.picked.emit("bar")
    settle(qtbot, window)
    assert "merged" in lines(window)
    assert "Missing values, shown as missing: 1" in lines(window)


def test_wrong_tables_say_why(chart: Callable[..., ChartWindow], qtbot: object) -> None:
    window = chart("Name\tValue\tValue\nA\t1\t2")
    assert "two columns" in window.preview.picture.words
    assert not window.go.isEnabled()


def test_a_chart_is_kept_as_a_job(chart: Callable[..., ChartWindow], tmp_path: Path) -> None:
    window = chart(_TABLE)
    window.say("source", "Source: ledger")
    window.save_to(str(tmp_path / "chart.json"))
    job = read_job(tmp_path / "chart.json")
    assert job.template == "chart"
    assert len(job.sizes) == 4
    state, file = state_from(str(tmp_path / "chart.json"))
    assert state == window.state
    assert file.endswith("chart.json")
    assert (
        json.loads((tmp_path / "chart.json").read_text(encoding="utf-8"))["set"]["source"] == "Source: ledger"
    )


def test_a_table_of_a_file_opens(chart: Callable[..., ChartWindow], qtbot: object, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("Город;Дней\nМосква;14\nОмск;21,5\n", encoding="utf-8")
    state, file = state_from(str(path), "med")
    assert state.grid[0] == ("Город", "Дней")
    assert state.kit == "med"
    assert file == ""
    window = chart(_TABLE)
    window.open_table(str(path))
    settle(qtbot, window)
    assert window.known.data is not None
    assert window.known.data.first == (14.0, 21.5)


def test_the_window_is_one_and_keeps_its_steps_in_another_dress(qtbot: object, qapp: QApplication) -> None:
    words.use("en")
    theme.apply(qapp, "light")
    windows = Windows()
    first = windows.chart("", "northline")
    assert windows.chart() is first
    first.take(grid_of(_TABLE))
    words.use("ru")
    theme.apply(qapp, "dark")
    windows.redress()
    second = windows.open["chart"]
    assert second is not first
    assert second.state.grid == grid_of(_TABLE)
    assert second.windowTitle() == "Диаграмма"
    assert second.undo_button.isEnabled()
    settle(qtbot, second)
    second.close()
    third = windows.chart()
    assert third is not second
    assert third.state.grid == grid_of(_TABLE)  # what was closed comes back
    settle(qtbot, third)
    windows.shut()
    words.use("en")


def test_jobs_come_back_as_they_were() -> None:
    state = ChartState(
        grid=grid_of("A;B\nx;1\ny;2"), marked=frozenset({2}), kind="bar", kit="med", lang="ru", headline="H"
    )
    assert state_of_job(job_of(state, ("1080x1080",))) == state
    assert grid_of("one,two\n1,2") == (("one", "two"), ("1", "2"))
    assert grid_of("  \n") == ()


def test_a_headline_is_suggested_and_units_are_not_mixed(
    chart: Callable[..., ChartWindow], qtbot: object
) -> None:
    window = chart(_TABLE)
    window.side.suggest.emit()
    settle(qtbot, window)
    assert window.state.headline == "Italy leads with 52"
    assert window.side.headline.toPlainText() == "Italy leads with 52"
    window.take(grid_of("Sort;Price, $;Weight, g\nA;18;250\nB;21;1000"))
    settle(qtbot, window)
    assert window.kind == "table"
    window.kinds.picked.emit("bar")
    settle(qtbot, window)
    assert "one unit" in window.preview.picture.words
    window.columns.picked.emit("Price")
    settle(qtbot, window)
    assert window.fits
    assert window.preview.picture.image is not None


def test_a_long_name_of_a_column_is_read_whole_and_the_average_may_be_asked_for_in_russian(
    chart: Callable[..., ChartWindow], qtbot: object
) -> None:
    window = chart("Напиток\tЧашек, тысяч\nКапучино\t41,5\nЛатте\t28,2\nРаф\t17,9")
    from PySide6.QtGui import QFontMetrics

    wide = QFontMetrics(theme.font(12)).horizontalAdvance("Чашек, тысяч")
    assert window.grid.columnWidth(1) > wide
    shown = []
    for asked in ("", "average", "среднее"):
        window.side.reference.setText(asked)
        window.side.reference.textEdited.emit(asked)
        qtbot.waitUntil(lambda asked=asked: window.state.reference == asked)  # type: ignore[attr-defined]
        settle(qtbot, window)
        assert window.preview.picture.image is not None
        shown.append(bytes(window.preview.picture.image.constBits()))
    assert shown[0] != shown[1] == shown[2]


def test_a_description_ends_with_one_full_stop() -> None:
    from designer_app.layers.chart.alt import _ended

    assert _ended("Фильтр: 6,1 тыс.") == "Фильтр: 6,1 тыс."
    assert _ended("Фильтр: 6,1") == "Фильтр: 6,1."


def test_a_wide_table_keeps_its_columns_in_order_and_the_picture_its_room(
    chart: Callable[..., ChartWindow], qtbot: object
) -> None:
    window = chart()
    QApplication.clipboard().setText("Metric\tNow\tBefore\tPlan\nSales\t48\t41\t50\nReturns\t2\t3\t2")
    window.paste()
    settle(qtbot, window)
    head = window.grid.horizontalHeader()
    assert [head.visualIndex(i) for i in range(4)] == [1, 2, 3, 4]
    assert head.visualIndex(window.grid.cells.width) == 0  # the flags first
    assert window.kinds.height() < 180
    assert window.preview.height() > 2 * window.kinds.height()
