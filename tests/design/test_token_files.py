"""The dialects of token files: what each says, read into one form."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.design.token_files import Brand, read_brand
from designer_app.errors import DesignError
from designer_app.scene.colour import Colour


def _brand(folder: Path, **files: str) -> Brand:
    paths = []
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return read_brand(paths)


def _colour(brand: Brand, path: str, mode: str = "light") -> Colour:
    return next(swatch.colour for swatch in brand.colours[mode] if swatch.path == path)


def test_json5_with_aliases_over_files_dark_values_and_alpha(tmp_path: Path) -> None:
    brand = _brand(
        tmp_path,
        base_json5="""{ // the palette
            base: { sky: { '0': { $value: { colorSpace: 'srgb', components: [1, 1, 1] }, $type: 'color' },
                           '9': { $value: '#0a141e', $type: 'color', alpha: 0.5, }, } } }""",
        roles_json5="""{ bgColor: { default: { $value: '{base.sky.0}', $type: 'color',
            $extensions: { 'org.brand.overrides': { dark: '{base.sky.9}', 'dark-dimmed': '#111111' } } } } }""",
    )
    assert brand.findings == ()
    assert _colour(brand, "bgColor.default") == (255, 255, 255, 255)
    assert _colour(brand, "bgColor.default", "dark") == (10, 20, 30, 128)
    assert next(s.origin for s in brand.colours["light"] if s.path == "bgColor.default") == "base.sky.0"


def test_files_named_for_a_mode_are_that_mode(tmp_path: Path) -> None:
    token = '{"page": {"bg": {"$type": "color", "$value": "%s"}}}'
    brand = _brand(tmp_path, theme_dark_json=token % "#000000", theme_light_json=token % "#FFFFFF")
    assert _colour(brand, "page.bg") == (255, 255, 255, 255)
    assert _colour(brand, "page.bg", "dark") == (0, 0, 0, 255)


def test_values_without_dollars_sets_and_css_colours(tmp_path: Path) -> None:
    brand = _brand(
        tmp_path,
        t_json="""{
          "gray-50": {"value": "rgb(250, 250, 250)", "type": "color"},
          "ink": {"value": "hsl(0 0% 0% / 50%)", "type": "color"},
          "page-color": {"sets": {"light": {"value": "{gray-50}"}, "dark": {"value": "rgb(1, 2, 3)"}}},
          "nested-color": {"sets": {"light": {"ref": "{gray-50}", "sets": {"light": {"value": "#123456"}}}}},
          "overlay-opacity": {"$schema": "https://x/token-types/opacity.json", "value": "0.4"},
          "radius": {"sets": {"desktop": {"value": "8px"}, "mobile": {"value": "10px"}}}
        }""",
    )
    assert brand.findings == ()
    assert _colour(brand, "page-color") == (250, 250, 250, 255)
    assert _colour(brand, "page-color", "dark") == (1, 2, 3, 255)
    assert _colour(brand, "nested-color") == (0x12, 0x34, 0x56, 255)
    assert _colour(brand, "ink") == (0, 0, 0, 128)
    assert {value.path: value.value for value in brand.values} == {"overlay-opacity": "0.4", "radius": "8px"}


def test_flat_camel_case_with_aura_aliases_and_plain_trees(tmp_path: Path) -> None:
    flat = """{"colorBrand": {"value": "#1b96ff", "type": "color", "category": "color", "comment": "Our blue."},
               "colorLink": {"value": "{!colorBrand}", "type": "color"}, "@generated": "x"}"""
    brand = _brand(tmp_path, flat_json=flat, plain_json='{"themes": {"a": {"bg": "#fff", "size": "12px"}}}')
    assert _colour(brand, "colorLink") == (0x1B, 0x96, 0xFF, 255)
    assert _colour(brand, "themes.a.bg") == (255, 255, 255, 255)


def test_light_and_dark_are_modes_only_where_both_have_the_same_names(tmp_path: Path) -> None:
    brand = _brand(
        tmp_path,
        t_json="""{"theme": {"light": {"bg": "#ffffff", "text": "#111111"}, "dark": {"bg": "#000000", "text": "#eeeeee"}},
                   "blue": {"light": {"$": 1}, "dark": {"a": 1}},
                   "brand": {"light": "#aaccff", "dark": "#001133"}}""",
    )
    assert _colour(brand, "theme.bg", "dark") == (0, 0, 0, 255)
    assert _colour(brand, "brand.dark") == (0, 0x11, 0x33, 255)


def test_custom_properties_of_a_style_sheet(tmp_path: Path) -> None:
    brand = _brand(
        tmp_path,
        theme_css="""/* brand */ :root, .light { --b-bg: rgba(241, 241, 241, 1); --b-page: var(--b-bg, #fff); --b-r: 4px }
          .light-high-contrast { --b-bg: #ffffff }
          @media (prefers-color-scheme: dark) { :root { --b-bg: #101010; } }""",
    )
    assert _colour(brand, "b-page") == (241, 241, 241, 255)
    assert _colour(brand, "b-page", "dark") == (16, 16, 16, 255)


def test_root_tokens_groups_that_extend_and_references(tmp_path: Path) -> None:
    brand = _brand(
        tmp_path,
        t_json="""{"$schema": "x", "a": {"$type": "color", "$root": {"$value": "#010203"}, "b": {"$value": "{a.$root}"},
                   "faded": {"$value": "rgba({a}, 0.5)"}},
                   "c": {"$extends": "{a}", "b": {"$value": "#040506"}},
                   "d": {"$type": "color", "$ref": "#/a/b/$value"}}""",
    )
    assert (
        _colour(brand, "a")
        == _colour(brand, "a.b")
        == _colour(brand, "c")
        == _colour(brand, "d")
        == (1, 2, 3, 255)
    )
    assert _colour(brand, "c.b") == (4, 5, 6, 255)
    assert _colour(brand, "a.faded") == (1, 2, 3, 128)


def test_a_resolver_names_its_files_and_contexts(tmp_path: Path) -> None:
    token = '{"bg": {"$type": "color", "$value": "%s"}}'
    (tmp_path / "one.json").write_text(token % "#ffffff", encoding="utf-8")
    (tmp_path / "two.json").write_text(token % "#000000", encoding="utf-8")
    brand = _brand(
        tmp_path,
        brand_json="""{"version": "2025.10", "resolutionOrder": [{"$ref": "#/modifiers/theme"}],
          "modifiers": {"theme": {"default": "day", "contexts":
            {"day": [{"$ref": "./one.json"}], "dark": [{"$ref": "./two.json"}]}}}}""",
    )
    assert _colour(brand, "bg") == (255, 255, 255, 255)
    assert _colour(brand, "bg", "dark") == (0, 0, 0, 255)


def test_a_resolver_stays_in_its_folder(tmp_path: Path) -> None:
    text = '{"resolutionOrder": [{"sources": [{"$ref": "../secret.json"}]}]}'
    with pytest.raises(DesignError, match="path-outside"):
        _brand(tmp_path, brand_json=text)


def test_aliases_that_lead_nowhere_are_few_lines_with_a_remedy(tmp_path: Path) -> None:
    tokens = ", ".join(f'"t{i}": {{"$type": "color", "$value": "{{base.{i}}}"}}' for i in range(40))
    loop = '"x": {"$type": "color", "$value": "{y}"}, "y": {"$type": "color", "$value": "{x}"}'
    brand = _brand(tmp_path, t_json=f'{{{tokens}, {loop}, "z": {{"$type": "color", "$value": "maybe"}}}}')
    codes = [finding.code for finding in brand.findings]
    assert codes.count("unknown-alias") == 4
    assert any("37 more" in finding.found for finding in brand.findings)
    assert "cyclic-alias" in codes
    assert "bad-colour" in codes
    assert "--tokens" in next(f.remedy for f in brand.findings if f.code == "unknown-alias")


@pytest.mark.parametrize(
    ("text", "code"), [("{}", "no-tokens"), ("[1]", "wrong-type"), ("{a: }", "bad-json")]
)
def test_files_that_are_no_tokens(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(DesignError, match=code):
        _brand(tmp_path, t_json=text)
