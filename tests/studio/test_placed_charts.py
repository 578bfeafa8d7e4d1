"""A chart of the Chart window as a layer of the open design: placed, opened again, changed, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec

from designer_app.editor.tree import find, names
from designer_app.studio import placed_charts
from designer_app.studio.shell import EditorWindow
from designer_app.studio.windows.chart import ChartWindow
from designer_app.studio.windows.chart_state import ChartState, grid_of
from designer_app.studio.windows.opening import windows_of

_TABLE = "Country\tDays\nDenmark\t14\nNetherlands\t18\nGermany\t21"


class Host:
    """What of the program the windows ask for."""

    def __init__(self, window: EditorWindow, app: Any) -> None:
        self.window, self.app, self.windows, self.kit = window, app, None, "northline"


def _settled(qtbot: Any, window: ChartWindow) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=60_000)


def test_a_chart_is_placed_with_its_table_opened_changed_and_taken_back(
    opened: Callable[..., EditorWindow], qtbot: Any, qapp: Any
) -> None:
    window = opened("quote")
    desk = window.desk
    before = names(desk.session.state.template)
    host = Host(window, qapp)
    chart = windows_of(host).chart("", "northline")
    chart.set(grid=grid_of(_TABLE), marked=frozenset({2}), headline="Germany waits")
    _settled(qtbot, chart)
    assert chart.place_button.text() == "Place in the design"
    chart.place_button.click()
    (name,) = [one for one in names(desk.session.state.template) if one not in before]
    layer: Any = find(desk.session.state.template, name)[0]
    assert (layer.chart, layer.mark) == (chart.kind, "Netherlands")
    assert json.loads(desk.session.state.template.slots[layer.data].default)[3] == ["Germany", "21"]
    assert chart.place_button.text() == "Change in the design"
    chart.set(grid=grid_of(_TABLE.replace("21", "30")), kind="bar")
    chart.place_button.click()
    layer = find(desk.session.state.template, name)[0]
    assert layer.chart == "bar"
    assert json.loads(desk.session.state.template.slots[layer.data].default)[3] == ["Germany", "30"]
    assert desk.session.undo()
    assert json.loads(desk.session.state.template.slots[layer.data].default)[3] == ["Germany", "21"]
    desk.session.undo()
    assert names(desk.session.state.template) == before
    windows_of(host).shut()


def test_a_double_click_opens_the_chart_of_a_layer(opened: Callable[..., EditorWindow]) -> None:
    window = opened("quote")
    name = placed_charts.place(window.desk, ChartState(grid=grid_of(_TABLE), kit="northline"), "column")
    asked: list[str] = []
    window.charted.connect(asked.append)
    window.gestures.edit(name)
    assert asked == [name]
    state = placed_charts.state_of(window.desk, name)
    assert state is not None
    assert (state.kind, state.grid) == ("column", grid_of(_TABLE))


def test_the_table_of_a_row_is_changed_in_the_row(opened: Callable[..., EditorWindow]) -> None:
    window = opened("chart")
    desk = window.desk
    state = placed_charts.state_of(desk, "chart")
    assert state is not None
    assert len(state.grid) > 2
    grid = (*state.grid[:-1], (state.grid[-1][0], "77", *state.grid[-1][2:]))
    slots = desk.session.state.template.slots
    assert placed_charts.change(desk, "chart", msgspec.structs.replace(state, grid=grid))
    row = desk.current_row
    if row is not None:
        assert desk.session.state.template.slots == slots
        assert "77" in str(desk.session.state.row(row.key, dict(row.cells))["table"])
