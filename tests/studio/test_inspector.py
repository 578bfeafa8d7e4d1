"""The inspector: every field shows its value as numbers and words, in its place, and edits what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from designer_app.editor.commands import Insert, Select, SetFields
from designer_app.editor.reckoning import reckoned
from designer_app.editor.tree import find
from designer_app.studio import words
from designer_app.studio.fields import Choice, NumberField
from designer_app.studio.panels.field_row import FieldRow
from designer_app.studio.panels.paint_field import PaintField
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def picked(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> Callable[..., EditorWindow]:
    def pick(name: str, *layers: str, size: tuple[int, int] = (1440, 900)) -> EditorWindow:
        window = opened(copied(name), size=size)
        window.desk.do(Select(layers=layers))
        qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
        return window

    return pick


def focus(qtbot: object, window: EditorWindow, widget: object) -> None:
    """Give a widget the keyboard; a window that closes may have taken the activity along."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=8_000)  # type: ignore[attr-defined]
    widget.setFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(widget.hasFocus, timeout=8_000)  # type: ignore[attr-defined]


def test_expressions_are_shown_as_what_they_come_to_and_edited_as_they_are(
    picked: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = picked("event", "title")
    field = window.inspector.fields["size"].editor
    layer = window.inspector.layer("title")
    assert isinstance(layer.size, str)
    number = reckoned(window.canvas.current.built, layer.size)
    assert float(field.text()) == pytest.approx(number, abs=0.01)
    focus(qtbot, window, field)
    assert field.text() == layer.size
    field.clear()
    qtbot.keyClicks(field, "60")  # type: ignore[attr-defined]
    qtbot.keyClick(field, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert find(window.desk.session.state.template, "title")[0].size == 60


def test_leaving_an_expression_alone_changes_nothing(
    picked: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = picked("event", "title")
    state = window.desk.session.state
    for name in ("size", "min_size", "leading", "tracking", "opacity", "x"):
        editor = window.inspector.fields[name].editor
        focus(qtbot, window, editor)
        focus(qtbot, window, window.canvas)
    assert window.desk.session.state is state


def test_opacity_and_tracking_are_per_cent(picked: Callable[..., EditorWindow], qtbot: object) -> None:
    window = picked("event", "title")
    for name, typed, value in (("opacity", "50", 0.5), ("tracking", "-2", -0.02)):
        editor = window.inspector.fields[name].editor
        focus(qtbot, window, editor)
        editor.selectAll()
        qtbot.keyClicks(editor, typed)  # type: ignore[attr-defined]
        qtbot.keyClick(editor, Qt.Key.Key_Return)  # type: ignore[attr-defined]
        assert getattr(find(window.desk.session.state.template, "title")[0], name) == pytest.approx(value)
    window.desk.do(SetFields(layers=("title",), fields={"opacity": 0.25}))
    focus(qtbot, window, window.canvas)
    window.inspector.refresh()
    qtbot.waitUntil(lambda: window.inspector.fields["opacity"].editor.text() == "25", timeout=8_000)  # type: ignore[attr-defined]


def test_a_picture_s_own_fields_show_their_values_once(
    picked: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = picked("news", "photo")
    fields = window.inspector.fields
    layer = window.inspector.layer("photo")
    qtbot.waitUntil(lambda: fields["zoom"].isVisible(), timeout=8_000)  # type: ignore[attr-defined]
    assert fields["zoom"].editor.text() == f"{layer.zoom:g}"
    assert fields["source"].editor.text() == "photo"
    focus(qtbot, window, fields["source"].editor)
    assert fields["source"].editor.text() == layer.source


@pytest.mark.parametrize(
    ("language", "name", "layer", "size"),
    [
        ("ru", "event", "title", (1280, 720)), ("ru", "event", "table", (1280, 720)), ("ru", "event", "", (1280, 720)),
        ("ru", "news", "photo", (1440, 900)), ("en", "event", "table", (1440, 900)),
    ],
)  # fmt: skip
def test_nothing_runs_over_the_right_edge(
    picked: Callable[..., EditorWindow],
    qtbot: object,
    language: str,
    name: str,
    layer: str,
    size: tuple[int, int],
) -> None:
    words.use(language)
    window = picked(name, *([layer] if layer else []), size=size)
    qtbot.waitUntil(
        lambda: all(part.isVisible() for part in window.inspector.findChildren(FieldRow)[:4]), timeout=8_000
    )  # type: ignore[attr-defined]
    area = window.inspector.area
    room = area.viewport().width()
    body = area.widget()
    for row in window.inspector.fields.values():
        if row.isVisible():
            assert row.mapTo(body, row.rect().topRight()).x() <= room
            assert row.editor.width() >= 40 or not row.editor.text()
    for part in body.findChildren(QLabel):
        if part.isVisible() and part.text() and not part.wordWrap():
            assert part.mapTo(body, part.rect().topRight()).x() <= room
            needed = part.fontMetrics().horizontalAdvance(part.text()) - 1
            assert part.width() >= needed, part.text()


def test_resting_on_an_entry_shows_it_and_closing_the_list_takes_it_back(
    picked: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = picked("event", "title")
    desk, steps = window.desk, len(window.desk.session.history.steps)
    choice = window.inspector.fields["style"].editor
    choice.showPopup()
    choice.highlighted.emit(choice.findData("text"))
    qtbot.waitUntil(lambda: desk.preview is not None, timeout=8_000)  # type: ignore[attr-defined]
    assert find(desk.preview.template, "title")[0].style == "text"
    choice.hidePopup()
    assert desk.preview is None
    assert len(desk.session.history.steps) == steps


def test_resting_on_a_kit_shows_the_boards_in_it(picked: Callable[..., EditorWindow], qtbot: object) -> None:
    window = picked("quote")
    window.show_panel("brand")
    desk, board = window.desk, window.canvas.current
    kit = desk.kit.id
    other = "northline" if kit == "med" else "med"
    choice = window.brand.findChild(Choice)
    choice.showPopup()
    choice.highlighted.emit(choice.findData(other))
    qtbot.waitUntil(lambda: board.built.view.kit.id == other, timeout=8_000)  # type: ignore[attr-defined]
    choice.hidePopup()
    qtbot.waitUntil(lambda: board.built.view.kit.id == kit, timeout=8_000)  # type: ignore[attr-defined]
    assert desk.kit.id == kit


def test_the_contrast_of_a_text_is_measured_at_its_glyphs(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = opened("news", "northline")
    window.desk.do(Select(layers=("headline",)))
    line = window.inspector.sections.contrast
    # the empty end of its frame lies over the photograph
    qtbot.waitUntil(lambda: line._badge.text() == "AAA" and float(line._number.text()) > 10, timeout=10_000)  # type: ignore[attr-defined]


def test_places_within_a_group_count_from_the_artboards_corner(
    picked: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = picked("news")
    page = window.desk.session.state.template.pages[0].name
    inner = {"kind": "shape", "name": "inner", "x": 30, "y": 40, "w": 50, "h": 50, "fill": "accent"}
    outer = {"kind": "group", "name": "outer", "x": 100, "y": 200, "w": 300, "h": 300, "layers": [inner]}
    window.desk.do(Insert(layers=(outer,), page=page))
    window.desk.do(Select(layers=("inner",)))
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    field = window.inspector.fields["x"].editor
    assert field.text() == "130"
    focus(qtbot, window, field)
    field.selectAll()
    qtbot.keyClicks(field, "+10")  # type: ignore[attr-defined]
    qtbot.keyClick(field, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert find(window.desk.session.state.template, "inner")[0].x == 40


def test_a_list_of_the_row_is_edited_line_by_line(picked: Callable[..., EditorWindow], qtbot: object) -> None:
    window = picked("numbers")
    editor = window.inspector.form.editors["bars"]  # type: ignore[union-attr]
    lines = editor.toPlainText().split("\n")
    assert len(lines) == 3
    name, _, value = lines[0].partition(" | ")
    assert name
    assert value
    focus(qtbot, window, editor)
    editor.setPlainText("\n".join([f"{name} | 12", *lines[1:]]))
    window.canvas.setFocus()
    row = window.desk.current_row
    assert (row.key, "bars", editor.toPlainText()) in window.desk.session.state.cells
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert not window.canvas.current.faults


def test_layers_that_differ_preview_nothing(picked: Callable[..., EditorWindow]) -> None:
    window = picked("event", "title")
    page = window.desk.session.state.template.pages[0].name
    for shape in ("rectangle", "ellipse"):
        data = {
            "kind": "shape",
            "shape": shape,
            "name": shape,
            "x": 0,
            "y": 0,
            "w": 90,
            "h": 90,
            "fill": "accent",
        }
        window.desk.do(Insert(layers=(data,), page=page))
    window.desk.do(Select(layers=("rectangle", "ellipse")))
    choices = window.inspector.findChildren(Choice)
    assert any(choice.currentIndex() == -1 for choice in choices)  # Mixed
    assert not any(choice._rest.isActive() for choice in choices)


def test_effects_show_what_holds_where_nothing_is_said(
    picked: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = picked("event", "title")
    ramp = {"type": "linear", "stops": [[0, "#FF0000"], [1, "#0000FF"]]}
    effects = [{"type": "noise"}, {"type": "bevel", "size": 9}, {"type": "glow", "fill": ramp}]
    window.desk.do(SetFields(layers=("title",), fields={"effects": effects}))
    window.inspector.tabs.buttons["effects"].click()

    def paints() -> list[PaintField]:
        return window.inspector.effects.findChildren(PaintField) if window.inspector.effects else []

    qtbot.waitUntil(lambda: len(paints()) == 2, timeout=8_000)  # type: ignore[attr-defined]
    assert [field.text() for field in paints()] == ["ink", "Gradient"]
    shown = [field.text() for field in window.inspector.effects.findChildren(NumberField)]
    assert shown == ["8", "0", "9", "0", "120", "100", "0", "0"]


def test_a_text_says_how_it_was_set(picked: Callable[..., EditorWindow], qtbot: object) -> None:
    window = picked("news", "headline")
    fit = window.inspector.sections.fit
    board = window.canvas.current.built
    place = next(t.place for t in board.targets if t.layer == "headline")
    lines, most = board.built.lines[place]
    size = board.built.sizes[place] / board.unit
    assert (
        fit.said.text()
        == f"Set at {words.figure(round(size, 1))} px, {words.plural(lines, 'line')} of {most}"
    )
    assert fit.badge.text() == "Fits"
    assert (fit.bar.value(), fit.bar.maximum()) == (lines, most)
    window.desk.do(SetFields(layers=("headline",), fields={"text": "All too many words. " * 30}))
    qtbot.waitUntil(lambda: window.settled and fit.badge.text() == "Cut off", timeout=30_000)  # type: ignore[attr-defined]
    assert fit.badge.property("role") != "badge-ok"
    assert fit.badge.toolTip().startswith("Too long by")
    window.desk.do(SetFields(layers=("headline",), fields={"text": "Few", "max_lines": 0}))
    qtbot.waitUntil(lambda: window.settled and fit.badge.text() == "Fits", timeout=30_000)  # type: ignore[attr-defined]
    assert fit.said.text().endswith(", 1\u00a0line")
    assert fit.bar.isHidden()


def test_two_texts_say_nothing_of_how_they_were_set(picked: Callable[..., EditorWindow]) -> None:
    window = picked("news", "headline", "label")
    assert window.inspector.sections.fit.isHidden()
