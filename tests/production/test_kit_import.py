"""A kit from token files: complete, in our own form, and honest about what it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from designer_app.data_files import data_root
from designer_app.design.kit import load_kit
from designer_app.design.readable import ROLES, SCHEMES
from designer_app.errors import DesignError
from designer_app.production.flight.brand import check_kit
from designer_app.production.starting import new_kit

TOKENS = """{
  color: { bg: { $type: 'color', $value: '#ffffff' }, text: { $type: 'color', $value: '#202020' },
           brand: { $type: 'color', $value: '#c81e5a' } },
  heading: { large: { $type: 'typography', $value: { fontFamily: "'Nobel Sans VF', sans-serif", fontWeight: 'bold',
             fontSize: '40px', letterSpacing: '-1px', lineHeight: '44px' } } },
  body: { $type: 'typography', $value: { fontFamily: ['-apple-system', 'Nobel Text'], fontWeight: 400,
          fontSize: { value: 1, unit: 'rem' }, lineHeight: 1.5 } },
}"""


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    path = tmp_path / "brand.json5"
    path.write_text(TOKENS, encoding="utf-8")
    return path


def test_a_kit_has_every_role_and_style_and_nothing_of_another_brand(tokens: Path, tmp_path: Path) -> None:
    made = new_kit("nobel", tmp_path, tokens=[tokens])
    assert set(made.files) == {"kit.json", "tokens.json"}
    kit = load_kit(made.folder)
    assert kit.file.name == {"en": "Nobel"}
    assert kit.file.logos == {}
    written = json.loads((made.folder / "tokens.json").read_text(encoding="utf-8"))
    assert {
        name: set(group) - {"$description"} for name, group in written["scheme"].items() if name[0] != "$"
    } == {name: set(ROLES) for name in SCHEMES}
    assert kit.colour("surface", "accent") == (0xC8, 0x1E, 0x5A, 255)
    assert [f for f in check_kit(kit) if f.severity == "error" or f.code == "low-contrast"] == []
    assert {"no-logo", "no-symbols", "missing-font"} <= {f.code for f in check_kit(kit)}
    assert all(kit.grade(name) for name in ("mood", "flat", "portrait"))


def test_type_is_taken_over_and_a_missing_font_is_told_once(tokens: Path, tmp_path: Path) -> None:
    made = new_kit("nobel", tmp_path, tokens=[tokens])
    missing = [f for f in made.findings if f.code == "missing-font"]
    assert [f.found for f in missing] == ["'Nobel Sans VF'", "'Nobel Text'"]
    assert "Inter" in missing[0].remedy
    display = load_kit(made.folder).styles["display"]
    assert display.tracking == -0.025
    assert display.leading == 1.1
    assert ("wght", 700.0) in display.fonts[0].axes


def test_fonts_are_copied_when_they_are_named(tokens: Path, tmp_path: Path) -> None:
    tokens.write_text(TOKENS.replace("Nobel Sans VF", "Inter Variable"), encoding="utf-8")
    font = data_root("assets") / "fonts" / "Inter.ttf"
    made = new_kit("nobel", tmp_path, tokens=[tokens], fonts=[font])
    assert (made.folder / "fonts" / "Inter.ttf").read_bytes() == font.read_bytes()
    kit = load_kit(made.folder)
    assert kit.file.fonts[0].family == "Inter"
    assert kit.file.fonts[0].axes["wght"] == (100, 900)
    assert [f.found for f in kit.findings] == ["'Nobel Text'"]


def test_the_same_tokens_give_the_same_bytes(tokens: Path, tmp_path: Path) -> None:
    one, two = (new_kit("nobel", tmp_path / name, tokens=[tokens]).folder for name in ("a", "b"))
    for name in ("kit.json", "tokens.json"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_a_kit_is_itself_a_token_file(tmp_path: Path) -> None:
    med = data_root("brand_kits") / "med" / "tokens.json"
    made = new_kit("copy", tmp_path, tokens=[med])
    kit = load_kit(made.folder)
    assert kit.colour("surface", "light")[3] == 255
    assert [f for f in check_kit(kit) if f.code == "low-contrast"] == []


def test_what_is_no_font_leaves_no_folder(tokens: Path, tmp_path: Path) -> None:
    with pytest.raises(DesignError, match="bad-font"):
        new_kit("nobel", tmp_path, tokens=[tokens], fonts=[tokens])
    assert not (tmp_path / "nobel").exists()


def test_several_files_are_not_laid_over_a_copy(tokens: Path, tmp_path: Path) -> None:
    with pytest.raises(DesignError, match="wrong-use") as caught:
        new_kit("nobel", tmp_path, "med", [tokens, tokens])
    assert caught.value.usage


def test_spaces_radii_and_shadows_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "brand.json"
    path.write_text(
        """{
        "color": {"ink": {"$type": "color", "$value": "#202020"}, "bg": {"$type": "color", "$value": "#ffffff"}},
        "spacing": {"$type": "dimension", "200": {"$value": "0.5rem"}, "400": {"$value": {"value": 16, "unit": "px"}},
                    "fluid": {"$value": "clamp(1rem, 2vw, 3rem)"}},
        "border": {"radius": {"$type": "dimension", "large": {"$value": "{spacing.400}"}}},
        "shadow": {"$type": "shadow",
          "card": {"$value": {"color": "{color.ink}", "offsetX": "0px", "offsetY": "2px", "blur": "8px", "spread": "0px"}},
          "float": {"$value": [
             {"color": "#00000033", "offsetX": "0px", "offsetY": "1px", "blur": "2px", "spread": "0px"},
             {"color": "{color.ink}", "offsetX": "0px", "offsetY": "9px", "blur": "24px", "spread": "0px", "inset": true}]}}
        }""",
        encoding="utf-8",
    )
    made = new_kit("sized", tmp_path, tokens=[path])
    written = json.loads((made.folder / "tokens.json").read_text(encoding="utf-8"))
    plain = {
        group: {name: token["$value"] for name, token in written[group].items() if name[0] != "$"}
        for group in ("space", "radius", "shadow")
    }
    assert plain["space"] == {"200": {"value": 8.0, "unit": "px"}, "400": {"value": 16.0, "unit": "px"}}
    assert plain["radius"] == {"large": {"value": 16.0, "unit": "px"}}
    assert plain["shadow"]["card"]["blur"] == {"value": 8.0, "unit": "px"}
    assert plain["shadow"]["card"]["color"]["hex"] == "#202020"
    assert [layer.get("inset", False) for layer in plain["shadow"]["float"]] == [False, True]
    assert load_kit(made.folder).ratio("radius.large", 0) == 16 / 1080
    css = tmp_path / "brand.css"
    css.write_text(
        ":root { --ink: #202020; --paper: #fff; --radius-md: 6px; --shadow-1: 0 1px 2px rgba(0, 0, 0, 0.25), inset 0 0 1px #fff; }"
    )
    made = new_kit("styled", tmp_path, tokens=[css])
    written = json.loads((made.folder / "tokens.json").read_text(encoding="utf-8"))
    assert written["radius"]["md"]["$value"] == {"value": 6.0, "unit": "px"}
    assert written["shadow"]["1"]["$value"][0]["color"]["alpha"] == 0.251
    assert written["shadow"]["1"]["$value"][1]["inset"] is True
