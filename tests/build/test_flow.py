"""Where layers land: frames, pins, expressions, stacks, repeats, drop order."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.build.resources import Resources
from designer_app.design.template import LoadedTemplate, Override
from designer_app.errors import DesignError
from designer_app.scene.nodes import Picture, walk
from tests.build.making import box, build, template, walk_paths

TEXT = {"kind": "text", "style": "text", "size": 20}


def rect(name: str, **fields: object) -> dict[str, object]:
    return {"kind": "shape", "name": name, **fields}


def test_frames_from_either_edge_centre_or_both() -> None:
    built = build(
        template(
            [
                rect("a", x=10, y=20, w=100, h=50),
                rect("b", right="W - 10", bottom="H - 20", w=100, h=50),
                rect("c", x=10, right=210, cy=500, h=40),
                rect("d", cx="a.cx", y="a.bottom + 5", w="a.w / 2", h=10),
            ]
        )
    )
    assert box(built, "a") == (10, 20, 100, 50)
    assert box(built, "b") == (890, 930, 100, 50)
    assert box(built, "c") == (10, 480, 200, 40)
    assert box(built, "d") == (35, 75, 50, 10)


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        ("left", (700, 100)),
        ("right", (800, 100)),
        ("center", (750, 100)),
        ("stretch", (700, 200)),
        ("scale", (770, 110)),
    ],
)
def test_pins_share_out_the_room_of_another_shape(pin: str, expected: tuple[float, float]) -> None:
    built = build(template([rect("a", x=700, y=0, w=100, h=10, pin_x=pin)]), "1100x1000")
    assert box(built, "a")[0::2] == expected


def test_auto_pin_keeps_to_the_nearer_edge_and_stretches_what_touches_both() -> None:
    layers = [
        rect("near", x=20, y=0, w=100, h=10),
        rect("far", x=880, y=0, w=100, h=10),
        rect("all", x=0, y=0, w=1000, h=10),
    ]
    built = build(template(layers), "1100x1000")
    assert box(built, "near")[0] == 20
    assert box(built, "far")[0] == 980
    assert box(built, "all")[2] == 1100


def test_units_follow_the_smaller_ratio_of_the_sides() -> None:
    built = build(template([rect("a", x=100, y=100, w=100, h=100)]), "500x500")
    assert box(built, "a") == (50, 50, 50, 50)


def test_positions_that_depend_on_each_other_are_an_error_that_names_them() -> None:
    with pytest.raises(DesignError) as caught:
        build(template([rect("a", x="b.x", y=0, w=1, h=1), rect("b", x="a.x", y=0, w=1, h=1)]))
    assert caught.value.findings[0].code == "cyclic-layout"


def test_unknown_names_are_errors_with_place_and_remedy() -> None:
    with pytest.raises(DesignError) as caught:
        build(template([rect("panel", x="panle.right", y=0, w=1, h=1)]))
    finding = caught.value.findings[0]
    assert (finding.code, finding.place) == ("unknown-name", "panel")
    assert "panel" in finding.remedy


def test_stack_hugs_and_closes_up_over_what_is_empty() -> None:
    stack = {
        "kind": "stack", "name": "s", "x": 100, "y": 100, "gap": 10, "padding": 5,
        "layers": [rect("a", w=100, h=30), {**TEXT, "name": "t", "text": "{{ note }}"}, rect("b", w=60, h=20)],
    }  # fmt: skip
    loaded = template([stack], slots={"note": {"type": "text"}})
    empty = build(loaded, note="")
    assert box(empty, "s") == (100, 100, 110, 70)
    assert box(empty, "s.b")[:2] == (105, 145)
    full = build(loaded, note="Hello")
    assert box(full, "s")[3] > box(empty, "s")[3]
    assert box(full, "s.b")[1] == pytest.approx(box(full, "s.t")[1] + box(full, "s.t")[3] + 10)


def test_row_fills_justifies_and_wraps() -> None:
    row = {
        "kind": "stack", "name": "s", "direction": "row", "x": 0, "y": 0, "w": 300, "h": 50, "gap": 10,
        "layers": [rect("a", w=50, h=20), rect("b", w="fill", h=20), rect("c", w=40, h=20)], "align": "end",
    }  # fmt: skip
    built = build(template([row]))
    assert box(built, "s.b") == (60, 30, 190, 20)
    between = {**row, "justify": "between", "layers": [rect("a", w=50, h=20), rect("c", w=40, h=20)]}
    assert box(build(template([between])), "s.c")[0] == 260
    wrap = {**row, "wrap": True, "h": None, "layers": [rect(n, w=120, h=20) for n in "abc"]}
    del wrap["h"]
    built = build(template([wrap]))
    assert box(built, "s.c")[:2] == (0, 30)
    assert box(built, "s")[3] == 50


def test_repeats_see_their_item_and_an_empty_list_takes_no_room() -> None:
    stack = {
        "kind": "stack", "name": "s", "x": 0, "y": 0, "repeat": "bars",
        "layers": [rect("bar", w="item.value * 2", h="10 + index")],
    }  # fmt: skip
    slots = {"bars": {"type": "list", "item": {"value": {"type": "number"}}}}
    built = build(template([stack], slots=slots), bars="10\n20")
    assert box(built, "s") == (0, 0, 40, 23)
    assert "s" not in build(template([stack], slots=slots), bars="").boxes


def test_text_box_is_trimmed_to_cap_top_and_last_baseline() -> None:
    loaded = template([{**TEXT, "name": "t", "text": "HHH", "size": 100, "x": 50, "y": 50, "w": 500}])
    built = build(loaded, kit="northline")
    placed = built.boxes["t"]
    assert placed.height == pytest.approx(72.7, abs=0.5)  # Inter's cap height


def test_slots_are_scanned_for_conditions() -> None:
    loaded = template(
        [
            rect("with_photo", visible="photo", x=0, y=0, w=1, h=1),
            rect("without", visible="not photo", x=0, y=0, w=1, h=1),
        ],
        slots={"photo": {"type": "image"}},
    )
    assert set(build(loaded, photo="x.jpg").boxes) == {"with_photo"}
    assert set(build(loaded, photo="").boxes) == {"without"}


def test_layers_go_in_drop_order_while_a_text_does_not_fit() -> None:
    layers = [
        {**TEXT, "name": "head", "text": "{{ head }}", "size": 60, "min_size": 50, "x": 0, "y": 0, "w": 400,
         "h": "(note.y if note.shown else 900)"},
        {**TEXT, "name": "note", "text": "Note", "x": 0, "y": 120},
    ]  # fmt: skip
    loaded = template(
        layers,
        slots={"head": {"type": "text"}},
        classes={"square": {"artboard": [1000, 1000], "drop": ["note"]}},
    )
    assert "note" in build(loaded, head="Short").boxes
    assert (
        "note"
        not in build(loaded, head="A headline that needs a good many lines at this size, more than two").boxes
    )


def test_override_scopes_and_their_order() -> None:
    overrides = [
        {"layer": "a", "size": "1000x1000", "set": {"x": 3}},
        {"layer": "a", "class": "square", "kit": "med", "lang": "en", "set": {"x": 2, "y": 2, "w": 22}},
        {"layer": "a", "class": "square", "kit": "med", "set": {"x": 1, "y": 1}},
        {"layer": "a", "kit": "northline", "set": {"x": 9}},
    ]
    loaded = template([rect("a", x=0, y=0, w=10, h=10)], overrides=overrides)
    assert box(build(loaded), "a")[:3] == (3, 2, 22)
    assert box(build(loaded, "900x1000"), "a")[0] == pytest.approx(1.8)
    row = Override(layer="a", row="7", set={"x": 500})
    assert box(build(loaded, key="7", overrides=(row,)), "a")[0] == 500
    assert box(build(loaded, key="8", overrides=(row,)), "a")[0] == 3


def test_override_and_revert_is_the_master() -> None:
    plain = template([rect("a", x=0, y=0, w=10, h=10)])
    changed = template([rect("a", x=0, y=0, w=10, h=10)], overrides=[{"layer": "a", "set": {"x": 5}}])
    assert build(plain).scene.key != build(changed).scene.key
    reverted = template(
        [rect("a", x=0, y=0, w=10, h=10)],
        overrides=[{"layer": "a", "set": {"x": 5}}, {"layer": "a", "set": {"x": 0}}],
    )
    assert build(plain).scene.key == build(reverted).scene.key


def test_a_field_that_does_not_fit_names_the_override() -> None:
    with pytest.raises(DesignError) as caught:
        build(
            template([rect("a", x=0, y=0, w=1, h=1)], overrides=[{"layer": "a", "set": {"blend": "multply"}}])
        )
    assert caught.value.findings[0].code == "bad-override"


def test_size_of_another_class_is_one_clear_finding() -> None:
    with pytest.raises(DesignError) as caught:
        build(template([rect("a", x=0, y=0, w=1, h=1)]), "1080x1920")
    assert caught.value.findings[0].code == "unsupported-class"


def test_pages_repeat_over_a_list_and_a_panorama_spans_them() -> None:
    loaded = template(
        [],
        slots={"steps": {"type": "list", "item": {"title": {"type": "text"}}}},
        pages=[
            {
                "name": "step",
                "repeat": "steps",
                "layers": [{**TEXT, "name": "t", "text": "{{ item.title }} {{ page }}/{{ pages }}"}],
            }
        ],
        across=[{"layer": rect("band", x=500, y=0, w=1000, h=10)}],
    )
    first, second = (build(loaded, page=n, steps="One\nTwo") for n in (1, 2))
    assert (first.pages, second.page) == (2, 2)
    assert box(first, "band")[0] == 500
    assert box(second, "band")[0] == -500
    with pytest.raises(DesignError):
        build(loaded, page=3, steps="One\nTwo")


def test_a_repeated_page_is_built_anew_for_another_row() -> None:
    """Rows share what they have in common, and a page's item is no such thing."""
    point = {
        "kind": "stack",
        "name": "points",
        "x": 0,
        "y": 0,
        "repeat": "item.points",
        "layers": [rect("p", w=10, h=10)],
    }
    mark = rect("mark", x="item.at", y=0, w=10, h=10)
    item = {"at": {"type": "number"}, "points": {"type": "list"}}
    loaded = template(
        [],
        slots={"steps": {"type": "list", "item": item}},
        pages=[{"name": "step", "repeat": "steps", "layers": [point, mark]}],
    )
    shared = Resources()
    for at, points in ((5, ["a"]), (7, ["a", "b"]), (5, ["a"])):
        built = build(loaded, resources=shared, steps=[{"at": at, "points": points}])
        assert box(built, "mark")[0] == at
        assert box(built, "points")[3] == 10 * len(points)


def test_a_size_in_pixels_holds_for_every_size_of_these_pixels() -> None:
    layers = [{"kind": "shape", "name": "a", "x": 0, "y": 0, "w": 100, "h": 100}]
    wide = {"landscape": {"artboard": [1200, 628]}}
    there = [{"layer": "a", "size": "300x250", "set": {"x": 200}}]
    loaded = template(layers, classes=wide, overrides=there)
    platform = build(loaded, "iab-300x250").boxes["a"]
    assert platform == build(loaded, "300x250").boxes["a"]
    assert platform.x0 == pytest.approx(50)
    assert build(loaded, "336x280").boxes["a"].x0 == 0


def test_px_is_one_pixel_of_the_file() -> None:
    layers = [{"kind": "shape", "name": "a", "x": 0, "y": 0, "w": "9*px", "h": 10}]
    assert build(template(layers), "250x250").boxes["a"].width == pytest.approx(9)


def test_print_sizes_run_into_the_bleed_where_a_layer_reaches_the_edge() -> None:
    loaded = template(
        [rect("photo", x=0, y=0, w="W", h=100), rect("inner", x=100, y=200, w=100, h=100)],
        classes={"portrait": {"artboard": [1000, 1414]}},
    )
    built = build(loaded, "210x297mm+3@72")
    plain = build(loaded, "210x297mm@72")
    edge = (built.scene.width - plain.scene.width) / 2
    assert edge == round(3 / 25.4 * 72)
    x, y, w, h = box(built, "inner")
    assert (x - edge, y - edge, w, h) == pytest.approx(box(plain, "inner"), abs=0.02)
    painted = next(walk_paths(built.scene.root))
    assert painted.x0 == pytest.approx(0, abs=0.01)
    assert painted.x1 == pytest.approx(built.scene.width, abs=0.05)


def test_a_kit_without_logo_and_symbols_still_dresses_a_template(tmp_path: Path) -> None:
    (tmp_path / "kit.json").write_bytes(b'{"name": {"en": "Plain Co"}}')
    (tmp_path / "tokens.json").write_bytes(b"{}")
    loaded = template(
        [
            {"kind": "svg", "name": "logo", "source": "logo:horizontal", "x": 50, "y": 50, "h": 40},
            {"kind": "symbol", "name": "window", "symbol": "window", "x": 100, "y": 200, "w": 300, "h": 300},
        ]
    )
    built = build(loaded, kit=str(tmp_path))
    assert box(built, "logo")[2] > 100
    assert [f for f in built.findings if f.severity != "note"] == []
    assert any(b.width == pytest.approx(300) for b in walk_paths(built.scene.root))


def test_text_at_the_foot_of_its_frame_is_measured_against_shapes_where_it_stands() -> None:
    gable = {"kind": "shape", "name": "gable", "shape": "path", "d": "M{w/2} 0 L{w} {h} H0 Z",
             "x": 0, "y": 0, "w": 1000, "h": 1000, "fill": "field"}  # fmt: skip
    words = {**TEXT, "name": "words", "text": "wide at the foot, narrow at the head", "size": 40, "min_size": 10,
             "x": 0, "w": 1000, "y": 100, "h": 850, "align": "center", "within": {"layer": "gable"}}  # fmt: skip
    for valign, shown in (("top", False), ("bottom", True)):
        built = build(template([gable, {**words, "valign": valign, "max_lines": 1}]))
        assert (built.sizes["words"] == 40) is shown


def test_a_list_slot_is_summed_up_in_expressions() -> None:
    item = {"value": {"type": "number"}}
    slots = {"bars": {"type": "list", "item": item}}
    exprs = {"max": 9, "min": 2, "sum": 16, "first": 5, "last": 2, "second": 5}
    layers = [rect(f"r_{name}", x=0, y=0, w=f"bars.value.{name}", h=1) for name in exprs]
    bars = [{"value": 5}, {"value": 9}, {"value": 2}]
    built = build(template(layers, slots=slots), bars=bars)
    assert {name: box(built, f"r_{name}")[2] for name in exprs} == exprs
    with pytest.raises(DesignError) as caught:
        build(template([rect("a", x=0, y=0, w="bars.value.mean", h=1)], slots=slots), bars=bars)
    assert caught.value.findings[0].code == "unknown-name"


def test_a_field_within_what_a_weaker_deviation_took_away_is_made_anew() -> None:
    form = {"shape": "rectangle", "radius": 3}
    layers = [{"kind": "image", "name": "a", "source": "photo:book-on-white", "form": form, "w": 10, "h": 10}]
    given = [
        {"layer": "a", "set": {"form": None}},
        {"class": "square", "layer": "a", "set": {"form.radius": 4}},
    ]
    assert box(build(template(layers, overrides=given)), "a") == (0, 0, 10, 10)


@pytest.mark.parametrize(("valign", "expected"), [("top", 172.7), ("middle", 336.4), ("bottom", 500.0)])
def test_the_baseline_of_a_text_is_where_it_stands_in_its_frame(valign: str, expected: float) -> None:
    words = {**TEXT, "name": "words", "text": "HHH", "size": 100, "x": 50, "y": 100, "w": 500, "h": 400}
    built = build(
        template([{**words, "valign": valign}, rect("below", x=0, y="words.baseline", w=10, h=10)]),
        kit="northline",
    )
    assert built.boxes["below"].y0 == pytest.approx(expected, abs=0.5)


def test_a_row_may_say_where_its_picture_matters() -> None:
    loaded = template(
        [{"kind": "image", "name": "p", "source": "{{ photo }}", "x": 0, "y": 0, "w": 1000, "h": 100}],
        slots={"photo": {"type": "image"}},
    )

    def top(source: str) -> float:
        picture = next(n for n in walk(build(loaded, photo=source).scene.root) if isinstance(n, Picture))
        assert picture.source.crop is not None
        return picture.source.crop[1]

    assert top("photo:espresso-cup-wood@0.5,0") == 0
    assert top("photo:espresso-cup-wood@0.5, 1.0") > top("photo:espresso-cup-wood@0.5,0.5") > 0


def test_a_text_that_does_not_fit_takes_its_short_form_before_layers_go() -> None:
    layers = [
        {
            **TEXT,
            "name": "head",
            "text": "{{ head }}",
            "size": 60,
            "min_size": 50,
            "x": 0,
            "y": 0,
            "w": 400,
            "h": 60,
        },
        {**TEXT, "name": "note", "text": "Note", "x": 0, "y": 120},
    ]
    loaded = template(
        layers,
        slots={"head": {"type": "text", "short": True}},
        classes={"square": {"artboard": [1000, 1000], "drop": ["note"]}},
    )
    long = "A headline that needs a good many lines at this size"
    built = build(loaded, **{"head": long, "head.short": "Brief"})
    assert "note" in built.boxes
    assert not [f for f in built.findings if f.code.startswith("text-")]
    assert "note" not in build(loaded, head=long).boxes
    assert (
        build(loaded, **{"head": "Fits", "head.short": "Brief"}).scene.key
        == build(loaded, head="Fits").scene.key
    )


def test_a_page_has_the_kits_grid_or_its_own() -> None:
    layer = rect("a", grid={"column": 1, "span": 6}, y=0, h=10)
    x, _, w, _ = box(build(template([layer])), "a")
    assert (x, w) == (70, 419)  # 7 % margin, 12 columns, 2.2 % gutter
    own = template(
        [], pages=[{"name": "main", "layers": [layer], "grid": {"columns": 6, "margin": 0.1, "gutter": 0}}]
    )
    assert box(build(own), "a")[0::2] == (100, 800)


def test_a_class_that_changes_part_of_a_kits_value_leaves_the_other_classes_alone() -> None:
    layer = {"kind": "symbol", "name": "s", "symbol": "view", "x": 0, "y": 0, "w": "W", "h": "H"}
    loaded = template(
        [layer],
        classes={"square": {"artboard": [1000, 1000]}, "story": {"artboard": [1000, 2000]}},
        overrides=[
            {"layer": "s", "kit": "northline", "set": {"params": {"bend": 0.6, "level": 0.5}}},
            {"layer": "s", "kit": "northline", "class": "story", "set": {"params.bend": 0.2}},
        ],
    )
    first = build(loaded, kit="northline").scene.key
    build(loaded, "1000x2000", kit="northline")
    fresh = LoadedTemplate(id="other", folder=loaded.folder, digest="other", template=loaded.template)
    assert build(fresh, kit="northline").scene.key == first


def test_slots_limit_lines_width_and_smallest_size() -> None:
    layer = {
        **TEXT,
        "name": "t",
        "text": "{{ head }}",
        "size": 80,
        "min_size": 20,
        "x": 0,
        "y": 0,
        "w": 400,
        "h": 120,
    }

    def limits(text: str, **slot: object) -> list[str]:
        loaded = template([layer], slots={"head": {"type": "text", **slot}})
        return [f.found for f in build(loaded, head=text).findings if f.code == "slot-limit"]

    long = "A headline of a good many words that has to shrink"
    assert limits("Short", max_lines=1, max_width=400, min_size=60) == []
    assert limits(long, max_lines=1)[0].endswith("lines")
    assert limits(long, max_width=100)[0].endswith("px wide")
    assert limits(long, min_size=60)[0].endswith("px type")
