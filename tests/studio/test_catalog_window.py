"""The Catalog window as people use it: a pin and an exclusion, published; the files are the command line's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer_app.production.catalog.explaining import reasons
from designer_app.production.catalog.publishing import drafted, published
from designer_app.production.catalog.records import Collection, Pin
from designer_app.production.conditions import conditions, joined
from designer_app.production.jobs import Job, read_job
from designer_app.studio import words
from designer_app.studio.windows.catalog import CatalogWindow
from designer_app.studio.windows.catalog_state import spread_of
from designer_app.studio.windows.catalog_words import reason_text, why_text


@pytest.fixture
def job(tmp_path: Path) -> Job:
    table = tmp_path / "goods.csv"
    lines = [f"a{n};Товар {n};{n * 100} ₽;{'Чай' if n < 9 else 'Свет'};{n}" for n in range(1, 15)]
    table.write_text("артикул;название;цена;раздел;остаток\n" + "\n".join(lines) + "\n", encoding="utf-8")
    wish = Collection(title="Полка", group="раздел", grid=4, contents=False, outputs=("screen", "data"))
    return Job(
        data=str(table), key="артикул", kits=("med",), langs=("ru",), sizes=("105x148mm+3@150",), columns={"остаток": ""}, catalog=wish,
    )  # fmt: skip


@pytest.fixture
def catalog(shown: Callable[..., CatalogWindow], tmp_path: Path) -> Callable[..., CatalogWindow]:
    return lambda job: shown(CatalogWindow(job, "", str(tmp_path / "out")), (1440, 900))


def settle(qtbot: object, window: CatalogWindow) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=60_000)  # type: ignore[attr-defined]


def page_of(window: CatalogWindow, key: str) -> int:
    return next(good.page for good in window.laid.goods if good.key == key)


def drag(window: CatalogWindow, key: str, page: int) -> None:
    view = window.spreads.viewport()
    start, end = window.spreads.place_of(key), window.spreads.page_at(page)
    assert start is not None
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.2, 0.6, 1.0):
        at = start + (end - start) * share
        QTest.mouseMove(view, QPoint(round(at.x()), round(at.y())))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_a_pin_and_an_exclusion_are_published_as_the_command_line_does(
    catalog, qtbot, job: Job, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    assert page_of(window, "a1") == 3
    window.exclude("a14")
    window.pin("a1", 4)
    settle(qtbot, window)
    assert page_of(window, "a1") == 4
    assert window.laid.draft.wish.exclude == ("a14",)
    qtbot.mouseClick(window.go, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.said.text().startswith("Published")
    draft = drafted(window.job, window.job.catalog)
    published(draft, tmp_path / "other", window.job.catalog.outputs)
    for name in ("screen.pdf", "products.csv", "products.json", "issue.json"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_product_is_dragged_to_another_page(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    drag(window, "a2", 4)
    assert window.job.catalog.pins == (Pin(key="a2", page=4),)
    settle(qtbot, window)
    assert page_of(window, "a2") == 4
    # Ctrl+Z takes it back.
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert window.job == job
    assert page_of(window, "a2") == 3
    # What has been published keeps its place, but not against a hand.
    window.publish()
    settle(qtbot, window)
    assert window.right.none.title.text() == "This is the last issue now"
    drag(window, "a2", 4)
    settle(qtbot, window)
    assert page_of(window, "a2") == 4


def test_why_a_product_stands_where_it_stands(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    window.set_job(
        job.__class__(**{f: getattr(job, f) for f in job.__struct_fields__} | {"where": "остаток > 2"})
    )
    window.pin("a5", 4)
    window.exclude("a6")
    settle(qtbot, window)
    qtbot.mouseClick(window.right.why, Qt.MouseButton.LeftButton)
    window.pick("a5")
    said = window.right.why_text.text()
    assert "Pinned to page 4 by hand" in said
    assert "Meets: остаток > 2" in said
    window.pick("a6")
    assert "Left out by hand" in window.right.why_text.text()
    window.pick("a1")
    assert "Doesn't meet: остаток > 2" in window.right.why_text.text()
    steps = {reason.step for reason in reasons(window.laid.draft, "a5")}
    assert {"taken", "section", "pinned", "page"} <= steps


def test_what_moved_since_the_last_issue(catalog, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    window.publish()
    settle(qtbot, window)
    table = Path(job.data)
    text = (
        table.read_text(encoding="utf-8").replace("a3;Товар 3;300", "a3;Товар 3;250").replace("a14;", "b14;")
    )
    table.write_text(text, encoding="utf-8")
    window.look()
    settle(qtbot, window)
    moves = {(move.what, move.key) for move in window.laid.draft.moves}
    assert {("cheaper", "a3"), ("new", "b14"), ("gone", "a14")} <= moves
    shown = [window.right.moves.item(i).text() for i in range(window.right.moves.count())]
    assert any("Cost 300 ₽, now 250 ₽" in text for text in shown)
    assert "pages are unchanged" in window.right._same.text()
    # Publishing again draws only the pages that are touched.
    window.publish()
    settle(qtbot, window)
    assert 0 < window.done.drawn < window.done.pages


def test_publishing_is_stopped_and_gone_on_with(catalog, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    window.publish()
    window.stop()
    settle(qtbot, window)
    assert window.said.text().startswith("Stopped")
    assert not (tmp_path / "out" / "screen.pdf").exists()
    window.publish()
    settle(qtbot, window)
    assert (tmp_path / "out" / "screen.pdf").is_file()


def test_conditions_are_put_together_from_columns(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    where = window.side.where
    where.add()
    card = where.card
    card.column.set_value("остаток")
    card.column.picked.emit("остаток")
    assert card.operator.currentData() == "<="  # of numbers people ask for a limit
    assert card.value.count() > 3
    card.operator.set_value(">")
    card.operator.picked.emit(">")
    qtbot.keyClicks(card.value.lineEdit(), "4")
    assert card.written.text() == "остаток > 4"
    qtbot.keyClick(card.value.lineEdit(), Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.job.where == "остаток > 4"
    assert [line.accessibleName() for line in where.lines()] == ["Condition: остаток above 4"]
    assert len(window.laid.draft.products.by_key) == 10


def test_a_condition_is_written_and_what_is_wrong_with_it_is_said(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    where = window.side.where

    def write(text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        where._open(0, where)
        where.card.written.selectAll()
        qtbot.keyClick(where.card.written, Qt.Key.Key_Delete)
        where.card.written.insert(text)
        where.card._read()
        qtbot.keyClick(where.card.written, key)
        settle(qtbot, window)

    write("остаток >> 4")
    assert window.middle.fault.isVisible()
    assert not window.go.isEnabled()
    write("остаток > 8 or остаток = 1")
    assert not window.middle.fault.isVisible()
    assert window.go.isEnabled()
    before = window.job.where
    write("остаток > 1", Qt.Key.Key_Escape)
    assert window.job.where == before
    where._put(0, "")
    settle(qtbot, window)
    assert window.job.where == ""


def test_the_table_shows_all_rows_with_their_state(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    window.exclude("a2")
    settle(qtbot, window)
    window.middle.turn("table")
    items = [window.table.topLevelItem(i) for i in range(window.table.topLevelItemCount())]
    assert len(items) == 14
    assert {item.text(4) for item in items} == {"on a page", "left out by hand"}
    menu = window.menu_of("a2", 0)
    next(act for act in menu.actions() if act.text() == "Take it in again").trigger()
    settle(qtbot, window)
    assert window.job.catalog.exclude == ()


def test_a_table_becomes_a_collection_by_itself(catalog, qtbot, job: Job, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window = catalog(Job())
    assert window.middle.fault.isVisible()
    window.take_table(job.data)
    settle(qtbot, window)
    assert window.job.catalog.group == "раздел"
    assert len(window.laid.draft.products.by_key) == 14
    window.file = str(tmp_path / "shop.job.json")
    assert window.save()
    assert read_job(Path(window.file)).catalog == window.job.catalog


def test_conditions_come_apart_and_together() -> None:
    text = "цена < 1000 and (тег = осень or тег = зима) and имя ~ 'чай and кофе'"
    assert conditions(text) == ["цена < 1000", "(тег = осень or тег = зима)", "имя ~ 'чай and кофе'"]
    assert joined(conditions(text)) == text
    assert joined(["a = 1 or b = 2", "c = 3"]) == "(a = 1 or b = 2) and c = 3"


def test_pages_lie_open_in_pairs() -> None:
    assert [spread_of(page) for page in (1, 2, 3, 8)] == [(1, 1), (2, 3), (2, 3), (8, 9)]


def test_every_reason_of_the_pages_is_known_in_both_languages(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    words.use("ru")
    for plan in window.laid.draft.plans:
        assert why_text(plan.why) != plan.why, plan.why
    for key in ("a1", "a9", "nowhere"):
        assert all(reason_text(reason) for reason in reasons(window.laid.draft, key))
    words.use("en")


def test_the_order_is_chosen_in_words_and_turned_round(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(msgspec.structs.replace(job, order="остаток desc, название"))
    order = window.side.order
    assert order.choice.currentText() == "остаток ↓, then название"
    assert order.written.isHidden()
    entries = [order.choice.itemText(at) for at in range(order.choice.count())]
    assert entries[0] == "As in the table"
    assert "остаток ↓, then название" in entries
    order.choice.setFocus()
    steps = entries.index("остаток ↓, then название") - entries.index("цена")
    for _ in range(steps):
        qtbot.keyClick(order.choice, Qt.Key.Key_Up)
    settle(qtbot, window)
    assert window.job.order == "цена"
    assert order.choice.currentText() == "цена ↑"
    qtbot.mouseClick(order.turn, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.job.order == "цена desc"
    assert order.choice.currentText() == "цена ↓"
    assert next(key for plan in window.laid.draft.plans for key in plan.keys) == "a14"
    assert "остаток ↓, then название" in [order.choice.itemText(at) for at in range(order.choice.count())]


def test_an_order_that_no_entry_says_is_written(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    window = catalog(job)
    order = window.side.order
    assert order.choice.currentText() == "As in the table"
    assert order.turn.isHidden()
    order.choice.setFocus()
    qtbot.keyClick(order.choice, Qt.Key.Key_End)
    assert order.written.isVisible()
    order.written.insert("раздел desc, цена")  # the test library types no Cyrillic
    qtbot.keyClick(order.written, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.job.order == "раздел desc, цена"
    assert order.choice.currentText() == "раздел ↓, then цена"
    assert order.written.isHidden()


def test_what_matters_comes_first_where_a_column_says_it(catalog, qtbot, job: Job) -> None:  # type: ignore[no-untyped-def]
    wish = msgspec.structs.replace(job.catalog, importance="остаток")
    window = catalog(msgspec.structs.replace(job, catalog=wish))
    order = window.side.order
    assert order.choice.itemText(1) == "остаток ↓, then название"
    order.choice.setFocus()
    qtbot.keyClick(order.choice, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert window.job.order == "остаток desc, название"
