"""Components: instances follow, deviations stay, the command line draws the same."""

from __future__ import annotations

import msgspec
import pytest

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.design.template import Template
from designer_app.design.writing import template_text
from designer_app.editor import commands as c
from designer_app.editor.components import around
from designer_app.editor.state import State, loaded
from designer_app.editor.tree import find, names, own
from designer_app.editor.where import Where
from designer_app.errors import DesignError
from designer_app.layers.component import ComponentLayer
from designer_app.layers.group import GroupLayer
from designer_app.scene.nodes import Scene


def scene(state: State, tmp_path: object) -> Scene:
    from pathlib import Path

    size = parse_size("1080x1080", load_sizes())
    request = Request(
        loaded=loaded(state, Path(str(tmp_path)), "t"), kit=find_kit("northline"), size=size,
        cells={"headline": "Words"}, lang="en",
    )  # fmt: skip
    return build_page(request, Resources()).scene


@pytest.fixture
def state(state: State) -> State:  # the picture's slot is not declared
    return c.Delete(layers=("photo",)).apply(state)


@pytest.fixture
def made(state: State) -> State:
    return c.MakeComponent(layer="card", name="badge").apply(state)


def test_making_one_changes_no_pixel(state: State, made: State, tmp_path: object) -> None:
    layer = own(made.template, "card")
    assert isinstance(layer, ComponentLayer)
    assert layer.of == "badge"
    assert names(made.template) == ["ground", "card", "card__plate", "card__headline", "note"]
    assert scene(made, tmp_path).root.key == scene(state, tmp_path).root.key


def test_the_file_keeps_it(made: State) -> None:
    text = template_text(made.template)
    assert msgspec.json.decode(text, type=Template) == made.template


def test_instances_follow_and_deviations_stay(made: State) -> None:
    more = c.Insert(
        layers=({"kind": "component", "name": "card", "of": "badge", "x": 600, "y": 100},), page="main"
    )
    state = more.apply(made)
    [second] = state.selection
    state = c.SetFields(layers=(f"{second}__plate",), fields={"fill": "ink"}).apply(state)
    state = c.SetFields(layers=("card__plate",), fields={"fill": "surface", "radius": 8}).apply(state)
    assert find(state.template, f"{second}__plate")[0].radius == 0
    state = c.PushToComponent(layer="card").apply(state)
    plate = state.template.components["badge"].layers[0]
    assert (plate.fill, plate.radius) == ("surface", 8)
    assert find(state.template, f"{second}__plate")[0].radius == 8
    [left] = [o for o in state.template.overrides if o.layer.endswith("__plate")]
    assert (left.layer, left.set) == (f"{second}__plate", {"fill": "ink"})
    state = c.ResetInstance(layer=second).apply(state)
    assert not [o for o in state.template.overrides if o.layer.endswith("__plate")]


def test_an_edit_for_one_size_is_an_ordinary_deviation(made: State) -> None:
    where = Where(scope="size", size="1080x1080")
    state = c.SetFields(layers=("card__plate",), fields={"opacity": 0.5}, where=where).apply(made)
    [override] = [o for o in state.template.overrides if o.size]
    assert (override.layer, override.size) == ("card__plate", "1080x1080")


def test_detaching_leaves_a_group_that_looks_the_same(made: State, tmp_path: object) -> None:
    edited = c.SetFields(layers=("card__plate",), fields={"fill": "ink"}).apply(made)
    state = c.Detach(layer="card").apply(edited)
    assert isinstance(own(state.template, "card"), GroupLayer)
    assert scene(state, tmp_path).root.key == scene(edited, tmp_path).root.key


def test_a_copy_of_an_instance_is_one(made: State) -> None:
    edited = c.SetFields(layers=("card__plate",), fields={"fill": "ink"}).apply(made)
    state = c.Duplicate(layers=("card",), dx=10, dy=10).apply(edited)
    [copy] = state.selection
    assert isinstance(own(state.template, copy), ComponentLayer)
    assert [o.layer for o in state.template.overrides if o.set == {"fill": "ink"}] == [
        "card__plate",
        f"{copy}__plate",
    ]
    assert around(state.template, f"{copy}__plate") == copy


def test_what_is_inside_stays_inside(made: State) -> None:
    for command in (
        c.Delete(layers=("card__plate",)),
        c.Reorder(layers=("card__plate",), page="main"),
        c.Insert(layers=({"kind": "shape", "name": "x"},), parent="card"),
        c.Duplicate(layers=("card__plate",)),
    ):
        with pytest.raises(DesignError) as fault:
            command.apply(made)
        assert fault.value.findings[0].code in ("inside-component", "not-a-group")


def test_a_component_that_is_not_there_is_named(made: State, tmp_path: object) -> None:
    state = msgspec.structs.replace(made, template=msgspec.structs.replace(made.template, components={}))
    with pytest.raises(DesignError) as fault:
        scene(state, tmp_path)
    assert fault.value.findings[0].code == "unknown-component"
