"""Problems: a click goes to the layer, a button mends it in one undoable step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from designer_app.editor.commands import Resize, Select, SetFields
from designer_app.editor.mending import _coloured, subject
from designer_app.editor.tree import find
from designer_app.editor.where import Where
from designer_app.studio import words
from designer_app.studio.mending import put_picture
from designer_app.studio.panels.problems import ProblemCard
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def broken(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> Callable[..., tuple[EditorWindow, Callable[[str], ProblemCard | None]]]:
    """A window after something was spoilt, and the way to a problem's card by its code."""

    def spoil(
        name: str, layer: str, fields: dict[str, object], sizes: tuple[str, ...] = ("1080x1080",)
    ) -> tuple[EditorWindow, Callable[[str], ProblemCard | None]]:
        window = opened(copied(name), "med")
        window.desk.set_sizes(list(sizes))
        window.desk.do(SetFields(layers=(layer,), fields=fields))
        window.desk.do(Select(layers=()))
        window.show_panel("problems")

        def card(code: str) -> ProblemCard | None:
            found = [
                c for c in window.problems.cards if c.finding.code == code and subject(c.finding) == layer
            ]
            return found[0] if found else None

        return window, card

    return spoil


CASES = [
    ("quote", "name", {"fill": "surface"}, "low-contrast", 0),
    ("quote", "name", {"fill": "#B0509A"}, "off-brand", 0),
    ("sale", "legal", {"y": 2}, "outside-safe-area", 0),
    ("quote", "name", {"w": 90, "min_size": 40, "size": 40, "max_lines": 1}, "text-cut", 0),
    ("quote", "name", {"w": 90, "min_size": 40, "size": 40, "max_lines": 1}, "text-cut", 2),
]


@pytest.mark.parametrize(("name", "layer", "fields", "code", "number"), CASES)
def test_one_click_mends_and_one_undo_brings_the_problem_back(
    broken: Callable[..., object], qtbot: object, name: str, layer: str, fields: dict[str, object], code: str, number: int
) -> None:  # fmt: skip
    sizes = ("instagram-story",) if code == "outside-safe-area" else ("1080x1080",)
    window, card = broken(name, layer, fields, sizes)  # type: ignore[misc]

    def there() -> ProblemCard | None:
        return card(code)

    qtbot.waitUntil(lambda: there() is not None, timeout=20_000)  # type: ignore[attr-defined]
    before = window.desk.session.state
    steps = len(window.desk.session.history.steps)
    found = there()
    qtbot.mouseClick(found.mends[min(number, len(found.mends) - 1)], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert len(window.desk.session.history.steps) == steps + 1
    assert window.desk.session.state.selection == (layer,)
    qtbot.waitUntil(lambda: there() is None, timeout=20_000)  # type: ignore[attr-defined]
    window.desk.session.undo()
    assert window.desk.session.state.content == before.content


def test_a_picture_too_small_gets_a_smaller_place(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("news"), "northline")
    window.desk.set_sizes(["1080x1080"])
    board = window.canvas.current
    window.desk.do(SetFields(layers=("photo",), fields={"zoom": 6}))
    window.show_panel("problems")
    qtbot.waitUntil(lambda: bool(window.problems.cards), timeout=20_000)  # type: ignore[attr-defined]
    card = window.problems.cards[0]
    assert card.finding.code == "low-resolution"
    offers = window.problems._mender.offers(board, card.finding)
    assert [o.title for o in offers] == ["Smaller place", "Another picture…"]
    assert all(isinstance(c, Resize) for c in offers[0].commands)


def test_the_mend_says_where_it_lands_and_ctrl_enter_does_it(
    broken: Callable[..., object], qtbot: object
) -> None:
    window, card = broken("sale", "legal", {"y": 2}, ("instagram-story",))  # type: ignore[misc]
    qtbot.waitUntil(lambda: card("outside-safe-area") is not None, timeout=20_000)  # type: ignore[attr-defined]
    assert "Story" in card("outside-safe-area").mends[0].toolTip()
    card("outside-safe-area").setFocus()
    window.problems.mend_first()
    qtbot.waitUntil(lambda: card("outside-safe-area") is None, timeout=20_000)  # type: ignore[attr-defined]
    assert any(
        o.layer == "legal" and o.size_class == "story" for o in window.desk.session.state.template.overrides
    )


def test_a_colour_deep_in_a_list_is_mended(broken: Callable[..., object]) -> None:
    """Stops of a gradient are pairs: the whole list is written anew."""
    fill = {"type": "linear", "stops": [[0, "#C81E3AB0"], [1, "#1E3AC8B0"]]}
    window, _ = broken("quote", "name", {"fill": fill})  # type: ignore[misc]
    state = window.desk.session.state
    layer = find(state.template, "name")[0]
    made = _coloured(layer, "fill.stops.1.1", "primary", Where()).apply(state)
    assert find(made.template, "name")[0].fill.stops[1][1] == "primary"  # type: ignore[union-attr]


def test_all_are_mended_in_one_step(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("news"), "northline")
    window.desk.set_sizes(["instagram-post-square"])
    window.show_panel("problems")
    qtbot.waitUntil(lambda: len(window.problems.cards) > 2, timeout=20_000)  # type: ignore[attr-defined]
    before = window.desk.session.state
    steps = len(window.desk.session.history.steps)
    qtbot.mouseClick(window.problems.all, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert len(window.desk.session.history.steps) == steps + 1
    qtbot.waitUntil(lambda: not window.problems.cards, timeout=20_000)  # type: ignore[attr-defined]
    window.desk.session.undo()
    assert window.desk.session.state.content == before.content


def test_another_picture_goes_into_the_row_s_cell_where_a_slot_fills_the_layer(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, tmp_path: Path
) -> None:
    window = opened(copied("news"), "northline")
    Image.new("RGB", (1600, 1600), "#336699").save(tmp_path / "large.png")
    window.desk.do(Select(layers=("photo",)))
    master = window.desk.session.state.template
    put_picture(window.desk, tmp_path / "large.png")
    [(row, column, text)] = window.desk.session.state.cells
    assert (row, column) == (window.desk.current_row.key, "photo")
    assert (window.desk.session.folder / text).is_file()
    assert window.desk.session.state.template is master
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert not window.canvas.current.faults


def test_a_picture_that_a_row_lacks_is_one_problem_in_the_windows_words(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, tmp_path: Path
) -> None:
    window = opened(copied("news"), "med")
    window.desk.set_sizes(["1080x1080", "1200x628"])
    table = tmp_path / "rows.csv"
    table.write_text("_key;label;headline;photo\none;News;A headline;not-there.jpg\n", encoding="utf-8")
    window.documents.open_table(table)
    window.show_panel("problems")
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert all(board.faults for board in window.canvas.boards)
    [card] = window.problems.cards
    said = " ".join(made.text() for made in card.findChildren(QLabel))
    assert "not-there.jpg" in said
    assert "all sizes" in said
    assert "--assets" not in said
    assert window.bar._count.text() == "1"
    window.go_to(window.canvas.boards[1], card.finding)
    assert window.desk.session.state.selection == ("photo",)
    picture = tmp_path / "mine.png"
    Image.new("RGB", (1400, 1400), "red").save(picture)
    put_picture(window.desk, picture)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert not any(board.faults for board in window.canvas.boards)


def test_pictures_are_found_by_russian_words(opened: Callable[..., EditorWindow]) -> None:
    window = opened("quote")
    window.show_panel("assets")
    window.assets.search.setText("завод")
    found = [window.assets.rows.item(i).toolTip() for i in range(window.assets.rows.count())]
    assert any("Aircraft engine" in said for said in found)
    assert all("ouble click" in said for said in found)


def test_a_picture_from_the_assets_goes_into_the_row_and_keeps_the_slot(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str]
) -> None:
    window = opened(copied("news"), "med")
    window.desk.do(Select(layers=("photo",)))
    before = find(window.desk.session.state.template, "photo")[0].source
    window.assets.place("photo:angular-roof-sky")
    row = window.desk.current_row
    assert row is not None
    assert (row.key, "photo", "photo:angular-roof-sky") in window.desk.session.state.cells
    assert find(window.desk.session.state.template, "photo")[0].source == before


def test_a_picture_of_a_row_is_chosen_from_its_field(
    opened: Callable[..., EditorWindow],
    copied: Callable[[str], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = opened(copied("news"), "med")
    picture = tmp_path / "mine.png"
    Image.new("RGB", (1400, 1400), "red").save(picture)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    fields = [f for f in window.inspector.findChildren(QLineEdit) if f.accessibleName() == "Picture"]
    [field] = [f for f in fields if f.actions()]
    field.actions()[0].trigger()
    row = window.desk.current_row
    assert row is not None
    [cell] = [
        text for key, column, text in window.desk.session.state.cells if (key, column) == (row.key, "photo")
    ]
    assert cell.endswith(".png")


def test_too_long_a_text_of_a_row_is_shortened_in_place(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, tmp_path: Path
) -> None:
    table = tmp_path / "rows.csv"
    long = "Beans of natural processing from the farthest cooperatives of the highlands"
    table.write_text(
        f"_key,percent,label,label.short,term\na,-15,{long},Beans,today\nb,-15,{long},,today\n",
        encoding="utf-8",
    )
    window = opened(copied("sale"), "med")
    window.desk.set_sizes(["1080x1080"])
    window.desk.open_table(table)
    window.show_panel("problems")

    def card() -> ProblemCard | None:
        found = [c for c in window.problems.cards if c.finding.code == "text-too-long"]
        return found[0] if found else None

    qtbot.waitUntil(lambda: card() is not None, timeout=20_000)  # type: ignore[attr-defined]
    assert [m.text() for m in card().mends] == ["Shorten…", "Take the short form", "Allow 75 characters"]  # type: ignore[union-attr]
    card().mends[0].click()  # type: ignore[union-attr]
    editor = window.inspector.form.editors["label"]  # type: ignore[union-attr]
    assert editor.selectedText() == long[44:]
    card().mends[1].click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.desk.pixels.checked and card() is None, timeout=20_000)  # type: ignore[attr-defined]
    assert window.desk.session.state.cells == (("a", "label", "Beans"),)


def test_cards_keep_within_their_panel(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, tmp_path: Path
) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("_key,percent,label,price\na,-15,Beans,cheap\n", encoding="utf-8")
    window = opened(copied("sale"), "med")
    words.use("ru")
    window.desk.open_table(table)
    window.show_panel("problems")
    qtbot.waitUntil(lambda: bool(window.problems.cards), timeout=20_000)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.settled, timeout=20_000)  # type: ignore[attr-defined]
    area = window.problems._area
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    assert [m.text() for m in window.problems.cards[0].mends] == ["Исправить…"]
