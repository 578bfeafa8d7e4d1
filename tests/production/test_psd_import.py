"""Photoshop documents as templates: what becomes of each kind of layer, and that it looks as before."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import BlendMode

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, read_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.errors import DesignError
from designer_app.paint import paint
from designer_app.pictures.psd import Psd
from designer_app.pictures.psd_records import (
    PsdBlendIf,
    PsdDocument,
    PsdEffect,
    PsdFill,
    PsdGradient,
    PsdLayer,
    PsdMask,
    PsdPath,
    PsdPixels,
    PsdRun,
    PsdStroke,
    PsdText,
)
from designer_app.production.importing import Imported, template_data
from designer_app.production.psd_import.walk import Walk
from designer_app.production.starting import new_template

PLAIN = Image.new("RGBA", (20, 10), (200, 100, 50, 255))


def imported(*layers: PsdLayer, pictures: tuple[Image.Image, ...] = (PLAIN,)) -> Imported:
    packed = [zlib.compress(picture.tobytes()) for picture in pictures]
    document = PsdDocument(width=400, height=300, mode="RGB", depth=8, layers=layers)
    return Walk(Psd(document, b"".join(packed)), find_kit("med"), "a.psd").imported()


def pixels(picture: Image.Image = PLAIN, start: int = 0) -> PsdPixels:
    mode = "RGBA" if picture.mode == "RGBA" else "L"
    return PsdPixels(mode, picture.width, picture.height, start, len(zlib.compress(picture.tobytes())))


def layer(kind: str = "pixel", name: str = "One", **fields: Any) -> PsdLayer:
    given: dict[str, Any] = {"left": 30, "top": 40, "width": 20, "height": 10, **fields}
    if kind == "pixel":
        given.setdefault("pixels", pixels())
    return PsdLayer(kind=kind, name=name, **given)


def said(found: Imported) -> list[tuple[str, str, str]]:
    return [(note.code.removeprefix("import-"), note.place, note.found) for note in found.notes]


def test_pictures_lie_beside_the_template() -> None:
    found = imported(layer(opacity=128, blend="linear-burn", fill_opacity=51, visible=False))
    (one,) = found.layers
    assert {key: one[key] for key in ("kind", "name", "source", "x", "y", "w", "h", "fit")} == {
        "kind": "image", "name": "one", "source": "pictures/one.png", "x": 30, "y": 40, "w": 20, "h": 10, "fit": "fill",
    }  # fmt: skip
    assert (one["opacity"], one["fill_opacity"], one["blend"], one["visible"]) == (
        0.502,
        0.2,
        "linear-burn",
        False,
    )
    assert list(found.files) == ["pictures/one.png"]
    assert template_data(found, "T", find_kit("med"))


def test_groups_take_their_layers_in() -> None:
    inner = layer(left=110, top=60)
    through = layer(
        "group", "Card", left=100, top=50, width=80, height=60, blend="pass-through", layers=(inner,)
    )
    apart = layer("group", "Card", left=100, top=50, width=80, height=60, blend="screen", layers=(inner,))
    one, two = imported(through, apart).layers
    assert (one["x"], one["y"], one["isolation"], one["name"]) == (100, 50, "pass-through", "card")
    assert (one["layers"][0]["x"], one["layers"][0]["y"]) == (10, 10)
    assert (two["isolation"], two["blend"], two["name"]) == ("isolated", "screen", "card_2")


def test_artboards_are_clipped_groups_on_their_ground() -> None:
    board = layer(
        "artboard",
        "Story",
        left=0,
        top=0,
        width=200,
        height=300,
        fill=PsdFill(colour=(9, 9, 9)),
        layers=(layer(),),
    )
    (one,) = imported(board).layers
    assert (one["clip"], one["isolation"]) == (True, "isolated")
    assert [inner["name"] for inner in one["layers"]] == ["story_ground", "one"]
    assert one["layers"][0]["fill"] == "#090909"


def test_clipped_layers_stay_with_their_base() -> None:
    one, two = imported(layer(), layer(name="Two", clipped=True)).layers
    assert "clip_below" not in one
    assert two["clip_below"]
    (left,) = imported(layer(pixels=None), layer(name="Two", clipped=True)).layers
    assert "clip_below" not in left


def test_masks() -> None:
    grey = Image.new("L", (5, 6), 90)
    start = len(zlib.compress(PLAIN.tobytes()))
    mask = PsdMask(left=32, top=38, pixels=pixels(grey, start), outside=255, density=204, feather=3)
    path = PsdPath(d="M30 40L50 40L50 50Z", inverted=True)
    found = imported(layer(mask=mask, path=path, path_hides=True), pictures=(PLAIN, grey))
    (one,) = found.layers
    assert one["mask_picture"] == {
        "source": "pictures/one_mask.png", "x": 2, "y": -2, "w": 5, "h": 6, "outside": "show", "feather": 3, "density": 0.8,
    }  # fmt: skip
    assert one["mask"] == {"shape": "path", "d": "M0 0L20 0L20 10Z", "evenodd": True, "invert": True}


def test_shapes_keep_their_paths() -> None:
    box = PsdPath(d="M10 20L110 20L110 70L10 70Z")
    ramp = PsdGradient(kind="linear", stops=((0.0, (255, 0, 0, 255)), (1.0, (0, 0, 255, 255))), angle=90)
    line = PsdStroke(width=4, fill=PsdFill(colour=(1, 2, 3)), align="inside", dash=(4.0, 8.0))
    curve = PsdPath(d="M10 20C30 20 110 40 110 70L10 70Z")
    one, two = imported(
        layer("shape", "Box", path=box, fill=PsdFill(gradient=ramp), stroke=line),
        layer("shape", "Curve", path=curve, fill=PsdFill(colour=(9, 8, 7))),
    ).layers
    assert (one["kind"], one["x"], one["y"], one["w"], one["h"]) == ("shape", 10, 20, 100, 50)
    assert "d" not in one
    assert one["fill"] == {
        "type": "linear", "from": [0.5, 1], "to": [0.5, 0], "stops": [[0, "#FF0000"], [1, "#0000FF"]],
    }  # fmt: skip
    assert one["stroke"] == {"fill": "#010203", "width": 4, "align": "inside", "dash": [4, 8]}
    assert (two["shape"], two["d"], two["fill"]) == ("path", "M0 0C20 0 100 20 100 50L0 50Z", "#090807")


def test_patterns_are_tiled_fills() -> None:
    weave = PsdFill(pattern="Weave", pattern_id="1", tile=pixels(), scale=1.5, offset=(4.0, 0.0))
    over = PsdEffect(kind="pattern-overlay", pattern=weave)
    found = imported(
        layer("shape", "Box", path=PsdPath(d="M10 20L110 20L110 70L10 70Z"), fill=weave, effects=(over,)),
        layer("patternfill", "Gone", fill=PsdFill(pattern="Lost", pattern_id="2")),
    )
    (one,) = found.layers
    assert one["fill"] == {
        "type": "picture", "picture": "pictures/pattern_weave_2.png", "tile": True, "size": 30, "offset": [-6, -20],
    }  # fmt: skip
    assert "pictures/pattern_weave.png" in found.files
    assert said(found) == [("left-out", "Gone", "the pattern 'Lost'")]


def test_fills_that_no_shape_has_are_pictures_of_their_stored_pixels() -> None:
    stops = ((0.0, (255, 0, 0, 255)), (1.0, (0, 0, 255, 255)))
    turned = PsdFill(pattern="Weave", pattern_id="1", tile=pixels(), angle=30.0)
    diamond = PsdFill(gradient=PsdGradient(kind="diamond", stops=stops))
    found = imported(
        layer("patternfill", "Turned", fill=turned, pixels=pixels()),
        layer("gradientfill", "Diamond", fill=diamond, pixels=pixels()),
        layer(
            "gradientfill", "Angle", fill=PsdFill(gradient=PsdGradient(kind="angle", stops=stops, angle=180))
        ),
    )
    assert [one["kind"] for one in found.layers] == ["image", "image", "shape"]
    assert said(found) == [
        ("flattened", "Turned", "the pattern 'Weave'"),
        ("flattened", "Diamond", "a diamond gradient"),
    ]
    sweep = found.layers[2]["fill"]  # clockwise from the left, as Photoshop's
    assert (sweep["angle"], sweep["stops"]) == (-90, [[0.0, "#FF0000"], [1.0, "#0000FF"]])


def test_overlays_that_become_others_are_told() -> None:
    stops = ((0.0, (255, 0, 0, 255)), (1.0, (0, 0, 255, 255)))
    effects = (
        PsdEffect(kind="gradient-overlay", gradient=PsdGradient(kind="diamond", stops=stops)),
        PsdEffect(
            kind="pattern-overlay", pattern=PsdFill(pattern="W", pattern_id="1", tile=pixels(), angle=9.0)
        ),
    )
    assert said(imported(layer(effects=effects))) == [
        ("changed", "One", "a turned pattern"),
        ("changed", "One", "a diamond gradient"),
    ]


def test_a_colour_of_another_space_is_that_of_the_stored_pixels() -> None:
    one = layer("solidcolorfill", "Ink", fill=PsdFill(colour=(9, 9, 9)), pixels=pixels(), opacity=200)
    packed = zlib.compress(PLAIN.tobytes())
    document = PsdDocument(width=400, height=300, mode="CMYK", depth=8, layers=(one,))
    found = Walk(Psd(document, packed), find_kit("med"), "a.psd").imported()
    assert found.layers[0]["fill"] == "#C86432"


def text(words: str, size: float = 40, **fields: Any) -> PsdText:
    run = PsdRun(text=words, font="GolosText-Regular", size=size, colour=(10, 20, 30))
    return PsdText(runs=(run,), transform=(1, 0, 0, 1, 50, 120), **fields)


def test_texts_are_candidates_for_slots() -> None:
    found = imported(
        layer("type", "Headline", text=text("Spring sale"), pixels=pixels()),
        layer("type", "Up to 50 %", text=text("Up to 50 %", 12, align="center"), pixels=pixels()),
    )
    one, two = found.layers
    assert (one["kind"], one["text"], one["x"], one["bottom"], one["size"]) == (
        "text",
        "{{ headline }}",
        50,
        120,
        40,
    )
    assert (two["cx"], two["align"]) == (50, "center")
    assert found.slots["headline"] == {"type": "text", "label": {"en": "Headline"}, "default": "Spring sale"}
    assert two["text"] == "{{ subtitle }}", "named by its size, as Photoshop named it by its words"


def test_texts_in_other_fonts_and_forms_are_told() -> None:
    strange = PsdRun(text="Hello", font="Impact", size=30)
    turned = PsdText(runs=(strange,), transform=(0, 1, -1, 0, 50, 120))
    found = imported(
        layer("type", "Turned", text=turned, pixels=pixels()),
        layer("type", "Warped", text=text("Hi", warped=True), pixels=pixels()),
    )
    one, two = found.layers
    assert (one["kind"], one["rotation"], one["layers"][0]["kind"]) == ("group", 90, "text")
    assert two["kind"] == "image"
    assert ("flattened", "Warped", "a warped text") in said(found)
    assert any(outcome == "changed" and "Impact" in what for outcome, _, what in said(found))


def test_effects() -> None:
    effects = (
        PsdEffect(kind="shadow", blend="multiply", opacity=0.5, angle=90, distance=10, size=8, spread=0.25),
        PsdEffect(kind="stroke", size=3, colour=(255, 0, 0)),
        PsdEffect(kind="glow", blend="screen", size=10, colour=(255, 250, 200)),
        PsdEffect(kind="colour-overlay", colour=(0, 255, 0), blend="screen", opacity=0.4),
    )
    found = imported(layer(effects=effects))
    one, over = found.layers
    assert one["effects"] == [
        {
            "type": "shadow",
            "blur": 4.83,
            "colour": "#00000080",
            "dx": 0,
            "dy": 10,
            "spread": 2,
            "rounded": True,
        },
        {"type": "glow", "blur": 0, "spread": 3, "rounded": True, "colour": "#FF0000"},
        {"type": "glow", "blur": 8.124, "colour": "#FFFAC8", "blend": "screen"},
    ]
    assert (over["clip_below"], over["fill"], over["blend"], over["opacity"]) == (
        True,
        "#00FF00",
        "screen",
        0.4,
    )


def test_bevel_and_satin() -> None:
    bevel = PsdEffect(
        kind="bevel", style="emboss", size=6, angle=90, altitude=40, depth=1.5, up=False, soften=2, colour=(9, 9, 9),
        opacity=0.5, blend="multiply",
    )  # fmt: skip
    satin = PsdEffect(
        kind="satin", angle=45, distance=10, size=1, inverted=True, colour=(9, 9, 9), plain=False
    )
    found = imported(layer(effects=(satin, bevel)))
    assert found.layers[0]["effects"] == [
        {"type": "satin", "blur": 0, "colour": "#090909", "dx": -7, "dy": 7},
        {
            "type": "bevel", "style": "emboss", "size": 6, "angle": 90, "altitude": 40, "depth": -150, "soften": 2,
            "colour": "#09090980", "blend": "multiply", "light": "#FFFFFFBF", "light_blend": "screen",
        },
    ]  # fmt: skip
    assert said(found) == [
        ("changed", "One", "the effect satin with noise, a contour, a texture or a gradient"),
        ("changed", "One", "the effect satin"), ("changed", "One", "the effect bevel"),
    ]  # fmt: skip


def test_what_lies_below_a_faint_fill() -> None:
    stroke, cast = PsdEffect(kind="stroke", size=3), PsdEffect(kind="shadow", distance=9)
    kept = [imported(layer(fill_opacity=fill, effects=(cast, stroke))).layers[0] for fill in (255, 0)]
    assert ["conceal" in effect for effect in kept[0]["effects"]] == [False, False]
    assert [effect["conceal"] for effect in kept[1]["effects"]] == [True, True]
    outlined = layer("shape", fill=PsdFill(colour=(9, 9, 9)), fill_opacity=0, effects=(stroke,))
    (drawn,) = imported(outlined).layers
    assert "stroke" not in drawn, "it would be as faint as the fill"
    assert drawn["effects"][0]["conceal"]
    seen = PsdEffect(kind="shadow", distance=9, concealed=False)
    found = imported(layer(fill_opacity=0, effects=(seen,)))
    assert "conceal" not in found.layers[0]["effects"][0]
    assert said(found) == []


def test_effects_whose_paint_is_not_known_are_left_out() -> None:
    effects = (
        PsdEffect(kind="gradient-overlay of noise or a shape burst"),
        PsdEffect(kind="stroke of a pattern that isn't stored"),
    )
    found = imported(layer(effects=effects))
    assert len(found.layers) == 1
    assert "effects" not in found.layers[0]
    assert said(found) == [
        ("left-out", "One", "the effect gradient-overlay of noise or a shape burst"),
        ("left-out", "One", "the effect stroke of a pattern that isn't stored"),
    ]


def test_strokes_of_a_gradient_or_pattern() -> None:
    ramp = PsdGradient(kind="linear", stops=((0.0, (255, 0, 0, 255)), (1.0, (0, 0, 255, 128))))
    stroke = PsdEffect(kind="stroke", size=4, position="centre", gradient=ramp, opacity=0.5)
    (made,) = imported(layer(effects=(stroke,))).layers
    outer, inner = made["effects"]
    assert (outer["type"], outer["spread"], outer["rounded"], inner["type"]) == (
        "glow",
        2,
        True,
        "inner-glow",
    )
    assert outer["fill"]["stops"] == [[0.0, "#FF000080"], [1.0, "#0000FF40"]]
    assert (outer["fill"]["from"], outer["fill"]["to"]) == ([0.0, 0.5], [1.0, 0.5])
    assert inner["fill"]["from"][0] < 0, "over the stroke's box, in shares of the layer's"
    assert inner["fill"]["to"][0] > 1
    tile = PsdFill(pattern="Dots", pattern_id="d", tile=pixels())
    found = imported(layer(effects=(PsdEffect(kind="stroke", size=4, pattern=tile),)))
    (line,) = found.layers[0]["effects"]
    assert line["fill"]["tile"]
    assert line["fill"]["picture"] in found.files
    assert said(found) == []


def test_adjustments_and_what_is_not_understood() -> None:
    curve = {"adjust": "curves", "curves": {"rgb": [[0, 0], [128, 160], [255, 255]]}}
    found = imported(
        layer("curves", "Curve", adjust=curve),
        layer("vibrance", "Vibrance", notes=("the adjustment 'vibrance'",)),
        layer("smartobject", "Logo", pixels=pixels()),
    )
    one, two = found.layers
    assert (one["kind"], one["adjust"], one["w"]) == ("adjustment", "curves", 400)
    assert two["kind"] == "image"
    assert said(found) == [
        ("left-out", "Vibrance", "the adjustment 'vibrance'"),
        ("flattened", "Logo", "a smart object"),
    ]


def test_knockout() -> None:
    found = imported(layer(knockout="deep"), layer(name="Two", knockout="shallow"))
    assert [one["knockout"] for one in found.layers] == ["deep", "shallow"]
    assert said(found) == []
    ground = layer(name="Ground", background=True)
    assert said(imported(ground, layer(knockout="deep"))) == [
        ("changed", "One", "knockout down to the Background")
    ]


def test_a_lookup_lies_beside_the_template() -> None:
    look = {"adjust": "lookup", "lookup": "Teal & Orange.CUBE"}
    found = imported(
        layer("colorlookup", "Look", adjust=look, lookup=b"LUT"), layer("x", "Y", adjust=look, lookup=b"2")
    )
    names = [one["lookup"] for one in found.layers]
    assert names == ["looks/teal_orange.cube", "looks/teal_orange_2.cube"]
    assert [found.files[name] for name in names] == [b"LUT", b"2"]
    balance = {"adjust": "colour-balance", "balance": {"midtones": [10, 0, 0]}}
    assert said(imported(layer("colorbalance", "Warm", adjust=balance))) == [
        ("changed", "Warm", "colour balance")
    ]


def test_conditions_of_blending_and_ranges_of_hue() -> None:
    held = PsdBlendIf(channel="red", own=(0, 0, 100, 200), below=(0, 0, 255, 255))
    hues = {"adjust": "hue-saturation", "ranges": [{"within": [315, 345, 15, 45], "hue": 20}]}
    found = imported(layer(blend_if=(held,)), layer("huesaturation", "Hues", adjust=hues))
    assert found.layers[0]["blend_if"] == [{"channel": "red", "own": [0, 0, 100, 200]}]
    assert found.layers[1]["ranges"] == hues["ranges"]
    assert said(found) == []


def test_what_fills_the_page_stretches_and_what_is_centred_stays_so() -> None:
    whole = layer(left=0, top=0, width=400, height=300, opacity=254)
    middle = layer(left=190, top=0, width=20, height=10)
    one, two = imported(whole, middle).layers
    assert (one["pin_x"], one["pin_y"]) == ("stretch", "stretch")
    assert two["pin_x"] == "center"
    assert "pin_y" not in two


# ── From file to pixels ─────────────────────────────────────────────────────────────────────────


def document(path: Path) -> PSDImage:
    psd = PSDImage.new("RGB", (120, 100))
    dice = np.random.default_rng(4)
    psd.create_pixel_layer(Image.new("RGB", (120, 100), (240, 220, 60)), name="Ground")
    group = psd.create_group(name="Group")
    noise = dice.integers(0, 256, (50, 60, 4), np.uint8)
    base = group.create_pixel_layer_from_array(noise, "Noise", -5, 20, blend_mode=BlendMode.VIVID_LIGHT)
    base.opacity = 180
    flat = np.full((40, 30, 4), (30, 90, 200, 255), np.uint8)
    top = group.create_pixel_layer_from_array(flat, "Flat", 20, 10, blend_mode=BlendMode.LINEAR_DODGE)
    top.create_mask(Image.fromarray(dice.integers(0, 256, (40, 30), np.uint8)))
    group.blend_mode = BlendMode.PASS_THROUGH
    group.opacity = 200
    psd.save(path)
    return PSDImage.open(path)


def test_an_imported_document_looks_as_its_layers_say(tmp_path: Path) -> None:
    psd = document(tmp_path / "a.psd")
    made = new_template("card", tmp_path, str(tmp_path / "a.psd"))
    folder = tmp_path / "card"
    assert {"template.json", "rows.json", "import.md", "pictures/noise.png"} <= set(made.files)
    request = Request(
        loaded=read_template(folder),
        kit=find_kit("med"),
        size=parse_size("120x100", load_sizes(None)),
        cells={},
    )
    ours = np.asarray(paint(build_page(request, Resources((folder,))).scene)).astype(int)
    theirs = psd.composite(ignore_preview=True)
    assert theirs is not None
    assert (np.abs(ours - np.asarray(theirs.convert("RGB"))).max(-1) <= 3).mean() >= 0.99


def test_a_document_without_layers_is_one_picture(tmp_path: Path) -> None:
    PSDImage.frompil(Image.new("RGB", (90, 70), (1, 2, 3))).save(tmp_path / "flat.psd")
    new_template("flat", tmp_path, str(tmp_path / "flat.psd"))
    (only,) = read_template(tmp_path / "flat").template.pages[0].layers
    assert only.name == "picture"


@pytest.mark.parametrize("data", [b"", b"8BPS", b"not a document at all"])
def test_bad_documents_write_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.psd").write_bytes(data)
    with pytest.raises(DesignError) as caught:
        new_template("bad", tmp_path, str(tmp_path / "bad.psd"))
    assert [finding.code for finding in caught.value.findings] in (["bad-psd"], ["bad-picture"])
    assert not (tmp_path / "bad").exists()
