from __future__ import annotations

import msgspec
import pytest

from designer_app.design.overrides import Cell
from designer_app.editor import commands as c
from designer_app.editor.arranging import Placed, shifted
from designer_app.editor.replacing import colours, texts
from designer_app.editor.state import State
from designer_app.editor.structure import style_of
from designer_app.editor.tree import find, names
from designer_app.editor.where import Where, chain
from designer_app.errors import DesignError
from designer_app.scene.geometry import Box

STORY = Where(scope="class", size_class="story")


def placed(state: State, name: str, *box: float) -> Placed:
    layer = find(state.template, name)[0]
    frame = {f: getattr(layer, f) for f in ("x", "right", "cx", "y", "bottom", "cy", "w", "h")}
    return Placed(layer=name, box=Box(*box), frame=frame)


@pytest.mark.parametrize(
    ("value", "by", "result"),
    [
        (10, 5.5, 15.5),
        (10.0, -10, 0),
        ("40", 2, 42),
        ("card.x", 12, "card.x + 12"),
        ("card.x + 12", -12, "card.x"),
        ("card.bottom + 24", 6, "card.bottom + 30"),
        ("card.bottom + 24", -30, "card.bottom - 6"),
        ("W - M", -8, "W - M - 8"),
        ("M if photo else 20", 5, "(M if photo else 20) + 5"),
        ("(M if photo else 20) + 5", -5, "M if photo else 20"),
        ("max(a.x, b.x + 4)", 3, "max(a.x, b.x + 4) + 3"),
        ("2*M - (x.w - 4)", 3, "2*M - (x.w - 4) + 3"),
    ],
)
def test_a_length_moves_and_stays_pinned(value: float | str, by: float, result: float | str) -> None:
    assert shifted(value, by) == result


def test_moving_there_and_back_leaves_the_document_as_it_was(state: State) -> None:
    layer = placed(state, "note", 100, 424, 400, 460)
    away = c.Move(layers=(layer,), dx=7.25, dy=-3).apply(state)
    assert find(away.template, "note")[0].x == "card.x + 7.25"
    back = c.Move(layers=(placed(away, "note", 107.25, 421, 407.25, 457),), dx=-7.25, dy=3).apply(away)
    assert back == state


def test_resizing_keeps_what_is_pinned(state: State) -> None:
    photo = placed(state, "photo", 800, 800, 1000, 1000)
    wider = c.Resize(layers=(photo,), boxes=(Box(700, 800, 1000, 1000),)).apply(state)
    layer = find(wider.template, "photo")[0]
    assert (layer.right, layer.w, layer.x) == ("W - M", 300, None)


def test_an_edit_of_a_class_is_a_deviation_and_merges(state: State) -> None:
    one = c.SetFields(layers=("note",), fields={"opacity": 0.5}, where=STORY).apply(state)
    two = c.SetFields(layers=("note",), fields={"opacity": 0.25}, where=STORY).apply(one)
    assert find(two.template, "note")[0].opacity == 1.0
    assert [o.set for o in two.template.overrides] == [{"y": "card.bottom + 60", "opacity": 0.25}]
    links = chain(two.template, (), "note", "opacity", Cell("story"))
    assert [(s.where.scope, s.value, s.counts) for s in links] == [
        ("master", None, False),
        ("class", 0.25, True),
    ]
    gone = c.Revert(layer="note", field="opacity", where=STORY).apply(two)
    assert gone == state


def test_a_rows_edit_lies_outside_the_template(state: State) -> None:
    row = c.SetFields(layers=("note",), fields={"x": 5}, where=Where(scope="row", row="r1")).apply(state)
    assert row.template == state.template
    assert [(o.row, o.set) for o in row.rows] == [("r1", {"x": 5})]


def test_moving_a_deviation_to_the_master(state: State) -> None:
    moved = c.MoveToMaster(layer="note", field="y", where=STORY).apply(state)
    assert find(moved.template, "note")[0].y == "card.bottom + 60"
    assert not moved.template.overrides


def test_a_value_that_no_layer_may_have_is_refused_at_any_scope(state: State) -> None:
    for where in (Where(), STORY):
        with pytest.raises(DesignError) as caught:
            c.SetFields(layers=("note",), fields={"align": "middling"}, where=where).apply(state)
        assert caught.value.findings[0].code == "bad-value"


@pytest.mark.parametrize(("lock", "open_field", "kept"), [("position", "fill", "x"), ("style", "x", "fill")])
def test_lock_levels_hold(state: State, lock: str, open_field: str, kept: str) -> None:
    values = {"x": 7, "fill": "ink"}
    locked = c.SetLock(layers=("note",), lock=lock).apply(state)
    c.SetFields(layers=("note",), fields={open_field: values[open_field]}).apply(locked)
    with pytest.raises(DesignError, match="locked"):
        c.SetFields(layers=("note",), fields={kept: values[kept]}).apply(locked)
    freed = c.SetLock(layers=("note",), lock="none").apply(locked)
    assert freed == state


def test_a_locked_group_keeps_its_children(state: State) -> None:
    locked = c.SetLock(layers=("card",), lock="all").apply(state)
    with pytest.raises(DesignError, match="locked"):
        c.SetFields(layers=("headline",), fields={"text": "no"}).apply(locked)


def test_renaming_takes_expressions_and_deviations_along(state: State) -> None:
    new = c.Rename(layer="card", name="board").apply(state)
    note = find(new.template, "note")[0]
    assert (note.x, note.y) == ("board.x", "board.bottom + 24")
    assert new.template.overrides[0].set == {"y": "board.bottom + 60"}
    assert c.Rename(layer="board", name="card").apply(new) == state


def test_a_copy_stands_above_with_names_of_its_own(state: State) -> None:
    twice = c.Duplicate(layers=("card",), dx=10, dy=10).apply(state)
    assert twice.selection == ("card_2",)
    copy = find(twice.template, "card_2")[0]
    assert [child.name for child in copy.layers] == ["plate_2", "headline_2"]
    assert (copy.x, copy.y) == (110, 110)
    assert len(names(twice.template)) == len(set(names(twice.template)))


def test_deleting_takes_deviations_along(state: State) -> None:
    less = c.Delete(layers=("note", "card")).apply(state)
    assert names(less.template) == ["ground", "photo"]
    assert not less.template.overrides


def test_order(state: State) -> None:
    def top(s: State) -> list[str]:
        return [layer.name for layer in s.template.pages[0].layers]

    up = c.Raise(layers=("ground",), to="up").apply(state)
    assert top(up) == ["card", "ground", "note", "photo"]
    assert c.Raise(layers=("ground",), to="down").apply(up) == state
    assert top(c.Raise(layers=("ground",), to="front").apply(state))[-1] == "ground"
    assert top(c.Raise(layers=("card", "note"), to="back").apply(state)) == [
        "card",
        "note",
        "ground",
        "photo",
    ]
    into = c.Reorder(layers=("note",), parent="card", index=1).apply(state)
    assert [child.name for child in find(into.template, "card")[0].layers] == ["plate", "note", "headline"]
    with pytest.raises(DesignError, match="itself"):
        c.Reorder(layers=("card",), parent="card").apply(state)


def test_grouping_and_ungrouping_leave_layers_where_they_stand(state: State) -> None:
    note, photo = placed(state, "note", 100, 424, 400, 460), placed(state, "photo", 800, 800, 1000, 1000)
    held = c.Wrap(layers=(note, photo)).apply(state)
    group = find(held.template, "group")[0]
    assert (group.x, group.y, group.w, group.h) == (100, 424, 900, 576)
    assert [(layer.name, layer.x, layer.y) for layer in group.layers] == [("note", 0, 0), ("photo", 700, 376)]
    free = c.Unwrap(layers=("group",), children=(note, photo)).apply(held)
    assert find(free.template, "photo")[0].x == 800
    assert names(free.template) == names(state.template)


def test_style_is_pasted_without_words_and_place(state: State) -> None:
    styled = c.PasteStyle(layers=("headline",), style=style_of(state, "note")).apply(state)
    headline = find(styled.template, "headline")[0]
    assert (headline.fill, headline.text, headline.x) == ("accent", "{{ headline }} now", 20)


def test_words_and_colours_are_found_and_replaced(state: State) -> None:
    assert {hit.layer for hit in texts(state, "no")} == {"headline", "note"}
    new = c.ReplaceText(find="note", replace="word").apply(state)
    assert find(new.template, "note")[0].text == "A word"
    same = c.ReplaceText(find="headline", replace="x").apply(state)
    assert find(same.template, "headline")[0].text == "{{ headline }} now"
    assert {hit.layer for hit in colours(state, "accent")} == {"plate", "note"}
    assert not colours(c.ReplaceColour(find="accent", replace="primary").apply(state), "accent")


def test_commands_survive_being_written(state: State) -> None:
    command = c.Move(layers=(placed(state, "note", 1, 2, 3, 4),), dx=1, where=STORY)
    assert c.read(c.written(command)) == command
    with pytest.raises(DesignError):
        c.read(b'{"do": "explode"}')


def test_aligning_and_distributing(state: State) -> None:
    layers = (
        placed(state, "ground", 0, 0, 10, 10),
        placed(state, "plate", 30, 5, 50, 10),
        placed(state, "photo", 90, 0, 100, 10),
    )
    even = c.Distribute(layers=layers, axis="x").apply(state)
    assert find(even.template, "plate")[0].x == 10
    left = c.Align(layers=layers[:2], edge="right").apply(state)
    assert find(left.template, "ground")[0].x == 40


def test_pages_and_slots(state: State) -> None:
    more = c.AddPage(name="second", after="main", copy=True).apply(state)
    assert len(more.template.pages) == 2
    assert len(names(more.template)) == len(set(names(more.template))) == 2 * len(names(state.template))
    slot = c.SetSlot(name="photo", slot={"type": "image", "label": {"en": "Photo"}}).apply(state)
    assert slot.template.slots["photo"].type == "image"
    assert c.SetSlot(name="photo", slot=None).apply(slot) == state
    msgspec.convert(msgspec.to_builtins(more.template), type(more.template))


def test_several_layers_turn_by_the_same_about_their_common_middle(state: State) -> None:
    state = c.SetFields(layers=("photo",), fields={"rotation": 30}).apply(state)
    one = placed(state, "card", 100, 100, 500, 400)
    two = placed(state, "photo", 700, 100, 900, 300)
    turned = c.Turn(layers=(one, two), angles=(0.0, 30), by=90).apply(state)
    layers = {name: find(turned.template, name)[0] for name in ("card", "photo")}
    assert [layers[n].rotation for n in ("card", "photo")] == [90, 120]
    # the middles (300, 250) and (800, 200) turn about (500, 250)
    assert (layers["card"].x, layers["card"].y) == (300, -100)
    assert (layers["photo"].right, layers["photo"].bottom) == ("W - M - 250", "H - M + 350")
    assert c.Turn(layers=(one,), angles=("tilt",), by=-15).apply(state).template != state.template


def test_one_layer_turns_in_its_place(state: State) -> None:
    one = placed(state, "card", 100, 100, 500, 400)
    turned = find(c.Turn(layers=(one,), angles=(170.0,), by=20).apply(state).template, "card")[0]
    assert (turned.rotation, turned.x, turned.y) == (-170, 100, 100)
