"""Reading templates and kits: what is wrong is named with its place; nothing else gets out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designer_app.design.library import find_kit, find_template, kit_names, template_names
from designer_app.errors import DesignError

PLAIN: dict[str, Any] = {
    "name": {"en": "T"},
    "slots": {"title": {"type": "text"}},
    "classes": {"square": {"artboard": [100, 100]}},
    "pages": [{"name": "main", "layers": [{"kind": "text", "name": "t", "text": "{{ title }}"}]}],
}


def written(folder: Path, data: Any) -> str:
    folder.mkdir(exist_ok=True)
    text = data if isinstance(data, str) else json.dumps(data)
    (folder / "template.json").write_bytes(text.encode())
    return str(folder)


def test_bundled_templates_and_kits_are_found_by_name() -> None:
    assert {"med", "northline"} <= set(kit_names())
    for name in kit_names():
        assert find_kit(name).id == name
    for name in template_names():
        assert find_template(name).id == name


def test_a_folder_or_its_file_will_do(tmp_path: Path) -> None:
    folder = written(tmp_path / "mine", PLAIN)
    assert find_template(folder).id == "mine"
    assert find_template(folder + "/template.json").digest == find_template(folder).digest


def test_unknown_names_are_wrong_use_with_a_guess() -> None:
    with pytest.raises(DesignError) as caught:
        find_kit("medd")
    assert caught.value.usage
    assert "'med'" in caught.value.findings[0].remedy


@pytest.mark.parametrize(
    ("change", "place", "found"),
    [
        ({"pagess": []}, "", "pagess"),
        (
            {"pages": [{"name": "m", "layers": [{"kind": "text", "name": "t", "txt": "x"}]}]},
            "pages[0].layers[0]",
            "txt",
        ),
        ({"pages": [{"name": "m", "layers": [{"kind": "txt", "name": "t"}]}]}, "pages[0].layers[0]", "txt"),
        ({"pages": []}, "pages", "at least 1"),
        ({"classes": {"squre": {"artboard": [1, 1]}}}, "classes", "squre"),
        ({"classes": {"square": {"artboard": [1]}}}, "classes", "length"),
        ({"slots": {"a": {"type": "txt"}}}, "slots", "txt"),
        ({"format": 99}, "format", "99"),
    ],
)
def test_faults_name_file_and_place(tmp_path: Path, change: dict[str, Any], place: str, found: str) -> None:
    with pytest.raises(DesignError) as caught:
        find_template(written(tmp_path / "t", {**PLAIN, **change}))
    finding = caught.value.findings[0]
    assert finding.file.endswith("template.json")
    assert place in finding.place
    assert found in finding.line()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"name": 1, "name": 2}',
        '{"format": NaN}',
        "\udc80".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_broken_json_is_one_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(DesignError) as caught:
        find_template(written(tmp_path / "t", text))
    assert len(caught.value.findings) == 1


def test_a_misspelt_field_gets_a_guess(tmp_path: Path) -> None:
    data = {**PLAIN, "pages": [{"name": "m", "layers": [{"kind": "text", "name": "t", "max_line": 3}]}]}
    with pytest.raises(DesignError) as caught:
        find_template(written(tmp_path / "t", data))
    assert "max_lines" in caught.value.findings[0].remedy


def test_kit_with_a_font_outside_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "kit.json").write_bytes(
        json.dumps({"name": {"en": "K"}, "fonts": [{"family": "X", "file": "../x.ttf"}]}).encode()
    )
    (tmp_path / "k" / "tokens.json").write_bytes(b"{}")
    with pytest.raises(DesignError) as caught:
        find_kit(str(tmp_path / "k"))
    assert caught.value.findings[0].code == "path-outside"


def test_a_kit_with_a_few_colours_has_every_role_legible(tmp_path: Path) -> None:
    from designer_app.design.readable import ROLES, SCHEMES
    from designer_app.scene.colour import contrast

    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "kit.json").write_bytes(b'{"name": {"en": "K"}}')
    tokens = {
        "scheme": {
            "$type": "color",
            "light": {
                "surface": {"$value": {"colorSpace": "srgb", "components": [1, 1, 1]}},
                "on-surface": {"$value": {"colorSpace": "srgb", "components": [0.1, 0.1, 0.1]}},
                "accent": {"$value": {"colorSpace": "srgb", "components": [0, 0.3, 0.8]}},
            },
        }
    }
    (tmp_path / "k" / "tokens.json").write_bytes(json.dumps(tokens).encode())
    kit = find_kit(str(tmp_path / "k"))
    for scheme in SCHEMES:
        roles = kit.schemes[scheme]
        assert set(ROLES) <= set(roles)
        assert contrast(roles["on-surface"], roles["surface"]) >= 4.5
        assert contrast(roles["on-primary"], roles["primary"]) >= 4.5
    assert kit.styles["display"].fonts


def test_templates_with_ad_rules_come_as_advertisements_too() -> None:
    kinds = {name: find_template(name).template.kinds for name in ("product", "event", "sale", "news")}
    assert kinds == {"product": ("post", "ad"), "event": ("post", "ad"), "sale": ("ad",), "news": ("post",)}
    assert find_template("news").template.ad_rules is None
    assert find_template("sale").template.ad_rules is not None


@pytest.mark.parametrize(
    ("find", "name", "meant"), [(find_template, "Товар", "product"), (find_kit, "медь", "med")]
)
def test_a_title_names_what_is_called_so(find: Callable[[str], object], name: str, meant: str) -> None:
    with pytest.raises(DesignError) as refused:
        find(name)
    assert refused.value.findings[0].remedy == f"did you mean '{meant}'?"
