"""SVG as editable layers: what becomes of elements, and that the picture stays the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, read_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.errors import DesignError
from designer_app.paint import paint
from designer_app.pictures import facts
from designer_app.pictures.svg import rasterise
from designer_app.production.importing import Imported, check_layers, template_data, write_imported
from designer_app.production.svg_import import paste, read

DRAWINGS = Path(__file__).parent / "drawings"
KIT = find_kit("northline")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def pasted(body: str, root: str = 'width="200" height="200"') -> Imported:
    return paste(f"{HEAD} {root}>{body}</svg>", KIT)


def only(body: str) -> dict[str, Any]:
    found = pasted(body)
    assert len(found.layers) == 1, found.layers
    return found.layers[0]


def outcomes(found: Imported) -> list[str]:
    return [n.code.removeprefix("import-") for n in found.notes]


def drawn(found: Imported, folder: Path) -> Image.Image:
    """The template as the engine paints it."""
    write_imported(found, folder, "Test", KIT, "test.svg")
    loaded = read_template(folder)
    size = parse_size(f"{found.width}x{found.height}", load_sizes(None))
    request = Request(loaded=loaded, kit=KIT, size=size, cells={}, lang="en", key="", overrides=())
    return paint(build_page(request, Resources()).scene).convert("RGB")


def expected(path: Path) -> Image.Image:
    """The drawing by the rasteriser, over white."""
    about = facts(path)
    picture = rasterise(about.digest, about.width, about.height)
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, (0, 0), picture.getchannel("A"))
    return ground


def apart(one: Image.Image, other: Image.Image) -> np.ndarray[Any, np.dtype[np.int16]]:
    return np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).max(2)


@pytest.mark.parametrize("name", ["figma", "illustrator"])
def test_a_document_looks_as_before(name: str, tmp_path: Path) -> None:
    """Without its texts: the rasteriser has no fonts, and the kit's may differ from the document's."""
    source = (DRAWINGS / f"{name}.svg").read_text("utf-8")
    path = tmp_path / f"{name}.svg"
    path.write_text(re.sub(r"<text.*</text>", "", source), "utf-8")
    off = apart(drawn(read(path, KIT), tmp_path / "t"), expected(path))
    assert (off <= 32).mean() >= 0.99
    assert off.mean() <= 1


def test_figma_layers() -> None:
    found = read(DRAWINGS / "figma.svg", KIT)
    assert not found.notes
    (whole,) = found.layers
    layers = {layer["name"]: layer for layer in whole["layers"]}
    assert list(layers)[:4] == ["rect", "hero", "card", "glow"]
    assert layers["hero"]["radius"] == 24
    assert layers["hero"]["fill"]["type"] == "linear"
    assert layers["card"]["effects"] == [{"type": "shadow", "dy": 12, "blur": 24, "colour": "#10182840"}]
    assert layers["inner"]["effects"][0]["type"] == "inner-shadow"
    assert layers["glow"]["opacity"] == 0.8
    assert layers["badge"]["rotation"] == 30
    assert layers["icon"]["blend"] == "multiply"
    assert layers["photo"]["kind"] == "image"
    assert layers["photo"]["form"] == {"shape": "ellipse"}
    assert found.slots["big_summer"]["default"] == "Big summer\nsale is here"
    assert layers["price"]["cx"] == 160
    assert layers["price"]["bottom"] == pytest.approx(268.727)
    assert layers["big_summer"]["tracking"] == -0.02
    assert sorted(found.files) == ["pictures/file.png"] or len(found.files) == 1


def test_illustrator_layers() -> None:
    found = read(DRAWINGS / "illustrator.svg", KIT)
    assert found.ground["type"] == "linear"
    art = next(layer for layer in found.layers if layer["name"] == "art_work")
    names = [layer["name"] for layer in art["layers"]]
    assert names[0] == "hill"
    assert [n.place for n in found.notes if n.code == "import-flattened"] == [
        "Art_work/rect", "Art_work/use",
    ]  # fmt: skip
    assert {slot["default"] for slot in found.slots.values()} == {
        "Grow slowly", "Garden tools and seeds\nfor the whole year", "2026",
    }  # fmt: skip


def test_plain_shapes_stay_what_they_are() -> None:
    assert only('<rect x="10" y="20" width="60" height="40" rx="8" fill="#f00"/>') == {
        "kind": "shape", "name": "rect", "shape": "rectangle", "radius": 8, "x": 10, "y": 20, "w": 60, "h": 40,
        "fill": "#FF0000",
    }  # fmt: skip
    assert only('<circle cx="50" cy="50" r="20"/>')["shape"] == "ellipse"
    star = only('<path d="M10 10h50v30z" fill-rule="evenodd" transform="scale(2)"/>')
    assert (star["view"], star["evenodd"], star["d"]) == ([100, 60], True, "M0 0L100 0L100 60Z")


def test_a_slanted_stroke_becomes_an_area() -> None:
    layers = pasted('<rect width="40" height="40" stroke="red" fill="none" transform="skewX(30)"/>').layers
    assert [layer["fill"] for layer in layers] == ["#FF0000"]


def test_a_turned_text_turns_about_its_start() -> None:
    layer = only('<text x="10" y="20" transform="rotate(-90)" font-size="20">Up</text>')
    assert (layer["kind"], layer["rotation"], layer["x"], layer["y"]) == ("group", -90, 20, -10)


def test_lines_gather_into_one_text_only_where_they_belong_together() -> None:
    body = '<text font-size="20"><tspan x="0" y="20">a</tspan><tspan x="0" y="44">b</tspan>'
    assert [slot["default"] for slot in pasted(body + "</text>").slots.values()] == ["a\nb"]
    two = pasted(body + '<tspan x="50" y="68">c</tspan></text>')
    assert [slot["default"] for slot in two.slots.values()] == ["a\nb", "c"]


def test_words_in_other_styles_are_runs_and_braces_stay_braces() -> None:
    layer = only('<text y="20">{{ not }} <tspan font-weight="700" fill="red">a slot</tspan></text>')
    assert [run["text"] for run in layer["runs"]] == ["{% raw %}{{ not }} {% endraw %}", "a slot"]
    assert layer["runs"][1]["fill"] == "#FF0000"


def test_a_font_that_the_kit_lacks_is_named() -> None:
    found = pasted('<text y="20" font-family="Gilroy" font-weight="800">Hi</text>')
    assert outcomes(found) == ["changed"]
    assert "Gilroy 800" in found.notes[0].found


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<filter id="f"><feTurbulence baseFrequency=".1"/></filter><rect width="9" height="9" filter="url(#f)"/>', "texture"),
        ('<pattern id="p" width="9" height="9" patternUnits="userSpaceOnUse"><path d="M0 0h4v4z"/></pattern>'
         '<rect width="50" height="50" fill="url(#p)"/>', "pattern"),
        ('<mask id="m"><rect width="9" height="9" fill="#fff"/><rect width="5" height="5"/></mask>'
         '<rect width="9" height="9" mask="url(#m)"/>', "several colours"),
        ('<marker id="a" markerWidth="4" markerHeight="4"><path d="M0 0h3v3z"/></marker>'
         '<path d="M5 5h90" stroke="red" marker-end="url(#a)"/>', "marker"),
    ],
)  # fmt: skip
def test_what_layers_cannot_say_is_kept_as_a_drawing(body: str, what: str, tmp_path: Path) -> None:
    source = f'{HEAD} width="100" height="100">{body}</svg>'
    found = paste(source, KIT)
    assert outcomes(found) == ["flattened"]
    assert what in found.notes[0].found
    path = tmp_path / "a.svg"
    path.write_text(source, "utf-8")
    assert apart(drawn(found, tmp_path / "t"), expected(path)).max() <= 40


def test_masks_of_one_colour_are_clips_and_gradients_fades(tmp_path: Path) -> None:
    body = (
        '<mask id="m"><circle cx="50" cy="50" r="40" fill="#808080"/></mask>'
        '<linearGradient id="l"><stop stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        '<mask id="f" maskUnits="userSpaceOnUse" x="0" y="100" width="200" height="100">'
        '<rect y="100" width="200" height="100" fill="url(#l)"/></mask>'
        '<rect width="100" height="100" fill="red" mask="url(#m)"/>'
        '<rect y="100" width="200" height="100" fill="blue" mask="url(#f)"/>'
    )
    found = pasted(body)
    assert not found.notes
    assert [set(layer) & {"mask", "fade", "opacity"} for layer in found.layers] == [
        {"mask", "opacity"},
        {"fade"},
    ]
    path = tmp_path / "a.svg"
    path.write_text(f'{HEAD} width="200" height="200">{body}</svg>', "utf-8")
    off = apart(drawn(found, tmp_path / "t"), expected(path))
    assert (off <= 8).mean() > 0.99


def test_figmas_background_blur_is_an_effect() -> None:
    found = pasted(
        '<g data-figma-bg-blur-radius="12"><foreignObject width="99" height="99">'
        '<div xmlns="http://www.w3.org/1999/xhtml" style="backdrop-filter:blur(6px)"/></foreignObject>'
        '<rect width="99" height="99" fill="#fff" fill-opacity=".2"/></g>'
    )
    assert not found.notes
    assert found.layers[0]["effects"] == [{"type": "background-blur", "blur": 12}]


_PIECES = [
    "<g>", "</g>", '<rect width="9" height="9"/>', 'fill="url(#a)"', "<text>", "</text>", '<tspan x="1 2">', "</tspan>",
    '<use href="#a"/>', 'transform="scale(0)"', 'viewBox="0 0 0 1"', 'font-size="-1"', 'filter="url(#a)"', "1e9",
    '<mask id="a">', "</mask>", '<pattern id="a" width="1" height="1" patternContentUnits="objectBoundingBox"/>', "NaN",
    '<image href="data:," width="1" height="1"/>', 'clip-path="url(#a)"', 'mask="url(#a)"', 'd="M0 0"', '"', "<", "%",
]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["figma", "illustrator"]), st.data())
def test_a_damaged_document_is_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    """Property: pieces put in, cut out and repeated anywhere give layers or ``DesignError``."""
    text = (DRAWINGS / f"{name}.svg").read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 60))
        text = text[:at] + data.draw(st.sampled_from(_PIECES)) + text[at + cut :]
    try:
        found = paste(text, KIT)
    except DesignError as error:
        assert all("\n" not in finding.line() for finding in error.findings)
        return
    check_layers(template_data(found, "Test", KIT), "test.svg")


def test_a_symbol_and_a_nested_drawing_are_fitted(tmp_path: Path) -> None:
    body = (
        '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="green"/></symbol>'
        '<use href="#s" x="20" y="10" width="80" height="60"/>'
        '<svg x="100" y="100" width="80" height="80" viewBox="0 0 8 8"><rect width="12" height="4" fill="navy"/></svg>'
    )
    found = pasted(body)
    assert not found.notes
    assert found.layers[1]["clip"] is True
    path = tmp_path / "a.svg"
    path.write_text(f'{HEAD} width="200" height="200">{body}</svg>', "utf-8")
    assert (apart(drawn(found, tmp_path / "t"), expected(path)) <= 32).all()


@pytest.mark.parametrize(
    "text", ["", "<svg", "<html/>", "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "\udc80"]
)
def test_a_broken_paste_is_one_clear_line(text: str) -> None:
    with pytest.raises(DesignError) as caught:
        paste(text, KIT)
    assert [f.code for f in caught.value.findings] == ["bad-svg"]
