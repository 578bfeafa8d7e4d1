"""Edits that a stronger scope hides, and values that the scope says for the shown kit or language alone."""

from __future__ import annotations

import json

import msgspec
import pytest

from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template
from designer_app.design.overrides import Cell
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.design.template import Override
from designer_app.editor import commands as c
from designer_app.editor.artboard import Artboard, View, artboard
from designer_app.editor.overruling import overruled
from designer_app.editor.spreading import rescoped
from designer_app.editor.state import State, loaded
from designer_app.editor.tree import find
from designer_app.editor.where import Where


def board(state: State, size: str, kit: str = "northline") -> Artboard:
    source = find_template("event")
    row = json.loads((source.folder / source.template.example).read_text(encoding="utf-8"))[0]
    view = View(
        kit=find_kit(kit), size=parse_size(size, load_sizes(None)), lang="en", row=row["_key"], cells=row
    )
    return artboard(loaded(state, source.folder, source.id), (), view, Resources((source.folder,)))


@pytest.fixture
def event() -> State:
    return State(template=find_template("event").template)


def test_an_edit_of_the_master_takes_nothing_over_from_a_class(event: State) -> None:
    story = board(event, "1080x1920")
    own = find(event.template, "title")[0]
    assert story.placed(("title",))[0].frame["y"] == story.layers["title"].y != own.y
    placed = story.placed(("title",), story.where("master"))
    assert placed[0].frame["x"] == own.x
    said = {o.layer: o.set for o in event.template.overrides if o.kit and not (o.size_class or o.size)}
    expected = said["title"].get("bottom", own.bottom)
    assert placed[0].frame["bottom"] == expected


def test_what_a_class_keeps_is_named_and_can_be_changed_there(event: State) -> None:
    story = board(event, "1080x1920")
    where = story.where("master")
    move = c.Move(layers=story.placed(("title",), where), dx=0, dy=40, where=where)
    after = move.apply(event)
    found = overruled(move, event, after, story.cell)
    assert {o.layer for o in found} == {"title"}
    assert {o.source.where.scope for o in found} == {"class"}
    there = rescoped(move, story, story.where("class"))
    assert there is not None
    state = there.apply(event)
    assert overruled(there, event, state, story.cell) == ()
    [before] = [t.box for t in story.targets if t.layer == "title"]
    [box] = [t.box for t in board(state, "1080x1920").targets if t.layer == "title"]
    assert box.y0 == pytest.approx(before.y0 + 40, abs=1.01)
    assert find(state.template, "title")[0] == find(event.template, "title")[0]


def test_a_value_that_the_kit_has_of_its_own_is_changed_in_the_kits_deviation(state: State) -> None:
    own = (
        Override(layer="note", set={"fill": "ink"}, kit="northline"),
        Override(layer="note", set={"opacity": 0.5}, kit="other"),
        Override(layer="note", set={"w": 120}, lang="ru"),
    )
    state = msgspec.structs.replace(state, template=msgspec.structs.replace(state.template, overrides=own))
    where = Where(shown_kits=("northline",), shown_lang="ru")
    made = c.SetFields(layers=("note",), fields={"fill": "accent", "opacity": 0.2, "w": 90}, where=where)
    after = made.apply(state)
    assert [o.set for o in after.template.overrides] == [{"fill": "accent"}, {"opacity": 0.5}, {"w": 90}]
    assert find(after.template, "note")[0].opacity == 0.2
    assert overruled(made, state, after, Cell(kits=("northline",), lang="ru")) == ()


def test_a_size_of_ones_own_outlives_an_edit_of_the_master_and_that_is_said(state: State) -> None:
    size = Where(scope="size", size="1080x1080")
    state = c.SetFields(layers=("note",), fields={"opacity": 0.5}, where=size).apply(state)
    command = c.SetFields(layers=("note",), fields={"opacity": 0.9})
    after = command.apply(state)
    [found] = overruled(command, state, after, Cell("square", "1080x1080"))
    assert (found.field, found.source.where.scope, found.source.value) == ("opacity", "size", 0.5)
    assert overruled(command, state, after, Cell("story", "1080x1920")) == ()
