"""The colour picker: kit first, contrast on what lies behind, previews that leave no step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt

from designer_app.editor.commands import Select, SetFields
from designer_app.editor.tree import find
from designer_app.scene.colour import contrast
from designer_app.studio.picker import Picker
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def picking(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> tuple[EditorWindow, Picker]:
    window = opened(copied("sale"), "med")
    window.desk.set_mode("one")
    window.desk.do(Select(layers=("price",)))
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    field = window.inspector.fields["fill"].editor
    field.open()
    return window, field.picker


def fill(window: EditorWindow) -> object:
    return find(window.desk.session.state.template, "price")[0].fill


def row(picker: Picker, name: str) -> object:
    return next(r for r in picker.rows if r.name == name)


def test_roles_come_first_with_their_contrast_on_the_real_ground(
    picking: tuple[EditorWindow, Picker],
) -> None:
    window, picker = picking
    assert picker.rows[0].name == "surface"
    scheme = window.canvas.current.built.page.scheme
    assert (
        contrast(picker.ground, window.desk.kit.colour("surface", scheme)) < 1.1
    )  # the page's ground is around the price
    assert row(picker, "surface")._badge.text() == "low"
    assert row(picker, "on-surface")._badge.text() in ("AA", "AAA")
    assert picker.size > 40


def test_a_click_takes_a_role_and_hovering_only_shows_it(
    picking: tuple[EditorWindow, Picker], qtbot: object
) -> None:
    window, picker = picking
    steps = len(window.desk.session.history.steps)
    picker.hover("primary")
    qtbot.waitUntil(lambda: window.desk.preview is not None, timeout=8_000)  # type: ignore[attr-defined]
    picker.hover("")
    qtbot.waitUntil(lambda: window.desk.preview is None, timeout=8_000)  # type: ignore[attr-defined]
    assert len(window.desk.session.history.steps) == steps
    qtbot.mouseClick(row(picker, "primary"), Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert fill(window) == "primary"
    assert len(window.desk.session.history.steps) == steps + 1


def test_alt_click_compares_with_a_swatch(picking: tuple[EditorWindow, Picker], qtbot: object) -> None:
    window, picker = picking
    before = fill(window)
    made = row(picker, "on-surface")
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier)  # type: ignore[attr-defined]
    assert picker.ground == made.colour
    assert made._badge.text() == "low"
    assert fill(window) == before


def test_a_drag_in_the_plane_is_one_step_and_hex_and_share_are_typed(
    picking: tuple[EditorWindow, Picker], qtbot: object
) -> None:
    window, picker = picking
    steps = len(window.desk.session.history.steps)
    plane = picker.plane
    qtbot.mousePress(plane, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))  # type: ignore[attr-defined]
    for x in (60, 90, 120):
        qtbot.mouseMove(plane, QPoint(x, 50))  # type: ignore[attr-defined]
        plane._to(plane.mapFromGlobal(plane.mapToGlobal(QPoint(x, 50))).toPointF(), live=True)
    qtbot.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=QPoint(120, 50))  # type: ignore[attr-defined]
    assert str(fill(window)).startswith("#")
    assert len(window.desk.session.history.steps) == steps + 1
    picker.hex.setText("00FF88")
    picker.hex.editingFinished.emit()
    assert fill(window) == "#00FF88"
    picker.share.entered.emit(50.0)
    assert fill(window) == "#00FF88/50%"
    assert picker._foot.isVisibleTo(picker)
    picker._replace()
    assert fill(window) == f"{picker._near}/50%"


def test_the_lines_in_the_plane_are_where_the_contrast_is(picking: tuple[EditorWindow, Picker]) -> None:
    from PySide6.QtGui import QColor

    _, picker = picking
    plane = picker.plane
    found = 0
    for least in (3.0, 4.5):
        for lighter in (False, True):
            for s, v in plane.line(least, lighter=lighter):
                c = QColor.fromHsvF(plane.hue, s, v)
                assert contrast((c.red(), c.green(), c.blue(), 255), picker.ground) == pytest.approx(
                    least, abs=0.08
                )
                found += 1
    assert found > 20


def test_a_gradient_begins_with_the_colour_and_its_stops_take_the_kit_s(
    picking: tuple[EditorWindow, Picker], qtbot: object
) -> None:
    window, picker = picking
    before = fill(window)
    picker.set_mode("gradient")
    made = fill(window)
    assert (made.type, made.stops[0]) == ("linear", (0.0, before))
    qtbot.mouseClick(row(picker, "primary"), Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert fill(window).stops[0] == (0.0, "primary")
    bar = picker._gradient.bar
    middle = QPoint(bar.width() // 2, 15)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=middle)  # type: ignore[attr-defined]
    assert [round(at, 1) for at, _ in fill(window).stops] == [0.0, 0.5, 1.0]
    qtbot.mouseClick(row(picker, "on-surface"), Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert fill(window).stops[1][1] == "on-surface"
    picker._gradient.angle.entered.emit(90.0)
    assert fill(window).start == pytest.approx((0.0, 0.5))
    assert fill(window).end == pytest.approx((1.0, 0.5))
    picker._gradient.kind.picked.emit("radial")
    assert fill(window).type == "radial"
    qtbot.keyClick(bar, Qt.Key.Key_Delete)  # type: ignore[attr-defined]
    assert len(fill(window).stops) == 2
    picker.set_mode("colour")
    assert isinstance(fill(window), str)


def test_a_gradient_opens_as_one(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("sale"), "med")
    window.desk.set_mode("one")
    window.desk.do(Select(layers=("price",)))
    stops = [[0, "primary"], [1, "surface"]]
    window.desk.do(
        SetFields(layers=("price",), fields={"fill": {"type": "conic", "stops": stops, "angle": 30}})
    )
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    window.inspector.refresh()
    field = window.inspector.fields["fill"].editor
    assert field.text() == "Gradient"
    field.open()
    part = field.picker._gradient
    assert part.spec["type"] == "conic"
    assert part.angle.text() == "30"
    assert [name for _, name in part.spec["stops"]] == ["primary", "surface"]
