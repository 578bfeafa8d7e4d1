"""Artboards, hits and snapping: what tools ask for."""

from __future__ import annotations

import json

import pytest

from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.editor import commands as c
from designer_app.editor.artboard import Artboard, View, artboard
from designer_app.editor.hits import alike, covers, entered, meant, under, within
from designer_app.editor.snapping import (
    Line,
    Rails,
    artboard_lines,
    distances,
    lines_of,
    snap_edges,
    snap_move,
)
from designer_app.editor.state import State, loaded
from designer_app.scene.geometry import Box


def shown(name: str, kit: str = "med", size: str = "1080x1080", state: State | None = None) -> Artboard:
    source = find_template(name)
    template = loaded(state, source.folder, source.id) if state else source
    row = json.loads((source.folder / source.template.example).read_text(encoding="utf-8"))[0]
    view = View(
        kit=find_kit(kit),
        size=parse_size(size, load_sizes(None)),
        lang=row.get("_lang", "en"),
        row=row["_key"],
        cells=row,
    )
    return artboard(template, (), view, Resources((source.folder,)))


@pytest.mark.parametrize("size", ["1080x1080", "1080x1920", "1200x628"])
@pytest.mark.parametrize("name", ["quote", "event", "carousel"])
def test_moving_a_layer_moves_its_box_by_as_much(name: str, size: str) -> None:
    before = shown(name, size=size)
    state = State(template=find_template(name).template)
    tried = 0
    for target in before.targets:
        layer = before.layers[target.layer]
        if "." in target.place or layer.lock != "none":
            continue
        [placed] = before.placed((target.layer,))
        moved = c.Move(layers=(placed,), dx=10, dy=-6, where=before.where("size")).apply(state)
        after = {t.place: t.box for t in shown(name, size=size, state=moved).targets}
        if target.place not in after:
            continue  # moving it hid it, as its own condition says
        box = after[target.place]
        assert (box.x0, box.y0) == pytest.approx((target.box.x0 + 10, target.box.y0 - 6), abs=1.01)
        tried += 1
    assert tried >= 3


def test_clicks_select_groups_first_then_go_in(state: State) -> None:
    template = state.template
    stack = ("headline", "plate", "card", "ground")
    assert meant(template, stack, ()) == "card"
    assert meant(template, stack, ("plate",)) == "headline"
    assert meant(template, stack, (), deep=True) == "headline"
    assert entered(template, stack, ("card",)) == "headline"
    assert meant(template, (), ()) == ""


def test_what_lies_under_a_point_and_in_a_marquee() -> None:
    board = shown("quote")
    template = find_template("quote").template
    name = next(t for t in board.targets if t.layer == "quote")
    x, y = (name.box.x0 + name.box.x1) / 2, (name.box.y0 + name.box.y1) / 2
    assert "quote" in under(template, board.targets, x, y)
    assert not under(template, board.targets, -50, -50)
    box = name.box
    marked = within(template, board.targets, Box(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1), whole=True)
    assert "quote" in marked


def test_a_turned_layer_is_hit_where_it_shows(state: State) -> None:
    from designer_app.editor.hits import Target

    bar = Target(layer="x", place="x", box=Box(0, 40, 100, 60), turn=90)
    assert covers(bar, 50, 5)
    assert not covers(bar, 5, 50)
    assert alike(state.template, "plate") == ("plate",)


def test_snapping_takes_the_nearest_line_and_says_which() -> None:
    lines = Rails.of([*artboard_lines(1000, 1000, margin=60), *lines_of([Box(300, 300, 500, 400)])])
    snap = snap_move(Box(56, 700, 156, 760), lines)
    assert (snap.dx, snap.dy) == (4, 0)
    assert [(line.at, line.kind) for line in snap.lines] == [(60, "margin")]
    middle = snap_move(Box(452, 100, 552, 160), lines)
    assert middle.dx == -2
    assert snap_move(Box(620, 700, 700, 760), lines).dx == 0


def test_equal_gaps_snap() -> None:
    row = Rails.of([], [Box(0, 0, 100, 50), Box(140, 0, 240, 50)])
    snap = snap_move(Box(283, 0, 383, 50), row)
    assert snap.dx == -3
    assert [(g.a, g.b) for g in snap.gaps] == [(100, 140), (240, 280)]
    between = snap_move(Box(111, 0, 131, 50), row)
    assert between.dx == -1


def test_edges_snap_and_distances_show() -> None:
    box, met = snap_edges(Box(0, 0, 97, 50), ("right",), [Line(axis="x", at=100, kind="guide")])
    assert (box.x1, len(met)) == (100, 1)
    inside = distances(Box(10, 20, 30, 40), Box(0, 0, 100, 100))
    assert sorted((g.axis, g.b - g.a) for g in inside) == [("x", 10), ("x", 70), ("y", 20), ("y", 60)]
    apart = distances(Box(10, 20, 30, 40), Box(50, 20, 60, 40))
    assert [(g.axis, g.a, g.b) for g in apart] == [("x", 30, 50)]


def test_a_line_over_the_whole_artboard_lets_a_click_through_to_the_picture() -> None:
    board = shown("news", "med")
    template = find_template("news").template
    photo = next(t for t in board.targets if t.layer == "photo")
    x, y = (photo.box.x0 + photo.box.x1) / 2, (photo.box.y0 + photo.box.y1) / 2
    stack = under(template, board.targets, x, y)
    assert "edge" in stack
    assert meant(template, stack, ()) == "photo"


@pytest.mark.parametrize("handle", ["e", "w", "n", "se", "nw"])
def test_a_handle_of_a_turned_layer_goes_along_its_sides_and_what_is_across_stays(handle: str) -> None:
    import math

    from designer_app.editor.tools import Held, Scope, SelectTool, handle_at

    turn, state = 30.0, State(template=find_template("quote").template)
    bar = {"kind": "shape", "name": "bar", "x": 400, "y": 500, "w": 300, "h": 100, "rotation": turn}
    state = c.Insert(layers=(bar,), page=state.template.pages[0].name).apply(state)
    state = c.Select(layers=("bar",)).apply(state)

    def box_of(state: State) -> Box:
        return next(t.box for t in shown("quote", state=state).targets if t.layer == "bar")

    def spot(box: Box, name: str) -> tuple[float, float]:
        """Where a handle is seen."""
        cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        x = box.x0 if "w" in name else box.x1 if "e" in name else cx
        y = box.y0 if "n" in name else box.y1 if "s" in name else cy
        sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
        return cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos

    board, before = shown("quote", state=state), box_of(state)
    x, y = spot(before, handle)
    assert handle_at(before, x, y, 6, turn) == handle
    scope, tool = Scope(state=state, board=board, snapping=False), SelectTool()
    tool.press(scope, x, y, Held())
    along = spot(before, handle)[0] - spot(before, "")[0], spot(before, handle)[1] - spot(before, "")[1]
    far = math.hypot(*along)
    by = (along[0] / far * 60, along[1] / far * 60)
    answer = tool.release(scope, x + by[0], y + by[1], Held())
    assert answer.command is not None
    after = box_of(answer.command.apply(state))
    across = handle.translate(str.maketrans("nsew", "snwe"))
    assert spot(after, across) == pytest.approx(spot(before, across), abs=1.5)
    assert spot(after, handle) == pytest.approx((x + by[0], y + by[1]), abs=1.5)


def test_what_is_drawn_on_a_frame_goes_into_it_and_a_clicked_text_is_as_wide_as_its_words() -> None:
    from designer_app.editor.tools import Held, Scope, tool
    from designer_app.editor.tree import find
    from designer_app.layers.group import GroupLayer

    def draw(state: State, kind: str, start: tuple[float, float], end: tuple[float, float]) -> State:
        scope, made = Scope(state=state, board=shown("quote", state=state), snapping=False), tool(kind, "")
        made.press(scope, *start, Held())
        answer = made.release(scope, *end, Held())
        assert answer.command is not None
        return answer.command.apply(state)

    state = draw(State(template=find_template("quote").template), "frame", (100, 120), (600, 520))
    frame = find(state.template, "frame")[0]
    assert isinstance(frame, GroupLayer)
    assert frame.fill == "surface"
    state = draw(state, "rectangle", (150, 200), (250, 260))
    state = draw(state, "text", (200, 300), (200, 300))
    state = draw(state, "ellipse", (700, 700), (760, 760))
    box, spot = find(state.template, "rectangle")
    assert (spot.parent, box.x, box.y, box.w, box.h) == ("frame", 50, 80, 100, 60)
    text, spot = find(state.template, "text")
    assert (spot.parent, text.x, text.y, text.w) == ("frame", 100, 180, None)
    assert find(state.template, "ellipse")[1].parent == ""
