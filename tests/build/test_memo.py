"""A page built after another of its plan is the page built alone, and shares what did not change."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from designer_app.build.resources import Resources
from designer_app.design.template import LoadedTemplate, Override
from designer_app.scene.nodes import Group, Node
from tests.build.making import build, template

SLOTS = {"title": {"type": "text"}, "note": {"type": "text"}}
LAYERS: list[dict[str, Any]] = [
    {"kind": "shape", "name": "ground", "x": 0, "y": 0, "w": "W", "h": "H", "fill": "surface"},
    {"kind": "text", "name": "title", "text": "{{ title }}", "x": 100, "y": 100, "w": 600, "size": 80},
    {"kind": "shape", "name": "rule", "x": 100, "y": "title.bottom + 20", "w": 200, "h": 8, "fill": "primary"},
    {
        "kind": "stack", "name": "foot", "x": 100, "y": "rule.bottom + 20", "w": 600, "gap": 10,
        "layers": [
            {"kind": "text", "name": "note", "text": "{{ note }}", "size": 30},
            {"kind": "shape", "name": "dot", "w": 20, "h": 20, "fill": "accent"},
        ],
    },
]  # fmt: skip
CELLS = {"title": "One", "note": "Two"}


def edited(**fields: dict[str, Any]) -> LoadedTemplate:
    """The template with fields of top-level layers changed."""
    layers = [{**layer, **fields.get(layer["name"], {})} for layer in LAYERS]
    return template(layers, slots=SLOTS)


def top(node: Group) -> dict[str, Node]:
    return {child.meta.layer: child for child in node.children if isinstance(child, Group) and child.meta}


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"title": {"text": "{{ title }} and more, a second line"}}, {"ground"}),
        ({"title": {"fill": "primary"}}, {"ground"}),
        ({"rule": {"fill": "accent"}}, {"ground", "title"}),
        ({"ground": {"opacity": 0.5}}, {"title", "rule", "foot"}),
        ({"foot": {"gap": 40}}, {"ground", "title", "rule"}),
    ],
)
def test_an_edited_template_builds_what_depends_on_the_edit(
    change: dict[str, dict[str, Any]], kept: set[str]
) -> None:
    resources = Resources()
    before = top(build(edited(), resources=resources, **CELLS).scene.root)
    built = build(edited(**change), resources=resources, **CELLS)
    alone = build(edited(**change), **CELLS)
    assert built.scene.key == alone.scene.key
    assert built.boxes == alone.boxes
    after = top(built.scene.root)
    assert {name for name, node in after.items() if node is before[name]} == kept


def test_rows_share_what_their_cells_do_not_change() -> None:
    resources = Resources()
    before = top(build(edited(), resources=resources, **CELLS).scene.root)
    for cells in ({**CELLS, "note": "Three"}, {**CELLS, "title": "A longer one of two lines, surely"}, CELLS):
        built = build(edited(), resources=resources, **cells)
        assert built.scene.key == build(edited(), **cells).scene.key
        assert top(built.scene.root)["ground"] is before["ground"]


def test_a_rows_deviation_reaches_its_layer_only() -> None:
    resources = Resources()
    before = top(build(edited(), resources=resources, key="a", **CELLS).scene.root)
    moved = (Override(layer="rule", set={"w": 300}, row="a"),)
    built = build(edited(), resources=resources, key="a", overrides=moved, **CELLS)
    assert built.scene.key == build(edited(), key="a", overrides=moved, **CELLS).scene.key
    after = top(built.scene.root)
    assert after["title"] is before["title"]
    assert after["rule"].key != before["rule"].key


def test_pages_of_other_grids_and_layers_are_other_plans() -> None:
    resources = Resources()
    build(edited(), resources=resources, **CELLS)
    fewer = template(LAYERS[:2], slots=SLOTS)
    assert build(fewer, resources=resources, **CELLS).scene.key == build(fewer, **CELLS).scene.key


SETTLED: list[dict[str, Any]] = [
    {
        "kind": "group", "name": "card", "x": "M", "y": "M", "w": "W - 2 * M", "h": "step * 8", "rotation": "turn",
        "layers": [
            {"kind": "shape", "name": "plate", "w": 300, "h": "parent.h / 2", "fill": "surface",
             "effects": [{"type": "shadow", "dy": "step", "blur": 20, "colour": "on-surface"}]},
            {"kind": "text", "name": "label", "text": "{{ title }}", "x": 20, "y": 20, "w": 500, "size": "step * 2", "style": "nosuch",
             "effects": [{"type": "glow", "blur": 10, "colour": "accent"}]},
        ],
    },
    {"kind": "group", "name": "row", "repeat": "items", "x": 100, "y": 500, "layers": [
        {"kind": "text", "name": "each", "runs": [{"text": "{{ item.name }}", "italic": True}], "x": "i * 200", "y": 0, "w": "100 + 20 * index", "size": 30},
    ]},
    {"kind": "text", "name": "price", "x": 100, "y": 800, "w": "title_width", "size": 60, "min_size": 20, "max_lines": 1,
     "runs": [{"text": "{{ title }} $49 "}, {"text": "1 326 ₽", "bold": True, "scale": 0.5}]},
]  # fmt: skip
SETTLED_SLOTS = {
    "title": {"type": "text"}, "step": {"type": "number"}, "turn": {"type": "number"}, "title_width": {"type": "number"},
    "items": {"type": "list", "item": {"name": {"type": "text"}}},
}  # fmt: skip


def schemed(loaded: LoadedTemplate, scheme: str) -> LoadedTemplate:
    """The group's colours in another scheme, its layers the very same records."""
    page = loaded.template.pages[0]
    group = msgspec.structs.replace(page.layers[0], scheme=scheme)
    page = msgspec.structs.replace(page, layers=(group, *page.layers[1:]))
    return msgspec.structs.replace(
        loaded,
        template=msgspec.structs.replace(loaded.template, pages=(page,)),
        digest=loaded.digest + scheme,
    )


def test_what_is_made_once_for_a_plan_hangs_on_nothing_of_a_row() -> None:
    resources = Resources()
    loaded = template(SETTLED, slots=SETTLED_SLOTS)
    rows: list[dict[str, Any]] = [
        {"title": "", "step": "30", "turn": "0", "title_width": "400", "items": "One; Two"},
        {"title": "Soft wool", "step": "30", "turn": "0", "title_width": "400", "items": "One; Two"},
        {"title": "Soft wool", "step": "44", "turn": "8", "title_width": "250", "items": "One; Two; Three"},
        {"title": "Linen 5 €", "step": "30", "turn": "8", "title_width": "600", "items": ""},
    ]
    for edit in (loaded, schemed(loaded, "dark"), loaded):
        for kit in ("med", "northline"):
            for cells in (*rows, rows[0]):
                built = build(edit, kit=kit, resources=resources, **cells)
                alone = build(edit, kit=kit, **cells)
                assert built.scene.key == alone.scene.key
                assert (built.boxes, built.sizes, built.slots_used) == (
                    alone.boxes,
                    alone.sizes,
                    alone.slots_used,
                )
                assert set(built.findings) == set(alone.findings)
