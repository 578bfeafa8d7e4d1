"""Direction and features of text layers, as templates ask for them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from designer_app.errors import DesignError
from designer_app.scene.nodes import Glyphs, Node, walk
from tests.build.making import INK_OF_WORD, build, template

TEXT = {"kind": "text", "name": "word", "x": 100, "y": 100, "w": 800, "size": 50}


def texts(node: Node) -> list[str]:
    return [part.text for part in walk(node) if isinstance(part, Glyphs)]


def test_a_value_that_runs_the_other_way_is_isolated_and_the_alt_text_keeps_its_words() -> None:
    slots = {"name": {"type": "text", "default": {"en": "שלום"}, "max": 40}}
    built = build(template([{**TEXT, "text": "Tea {{ name }} 100 g"}], slots=slots))
    shown = "".join(texts(built.scene.root))
    assert "\u2068שלום\u2069" in shown
    assert shown.replace("\u2068", "").replace("\u2069", "") == "Tea שלום 100 g"


def test_start_follows_the_direction() -> None:
    def middle(**fields: object) -> float:
        box = build(template([{**TEXT, "align": "start", **fields}, INK_OF_WORD])).boxes["probe"]
        return (box.x0 + box.x1) / 2

    assert middle(text="Tea") < 300
    assert middle(text="Tea", direction="rtl") > 700
    assert middle(text="Tea", direction="rtl", align="end") < 300


def test_features_of_a_layer_and_of_a_run() -> None:
    plain = build(template([{**TEXT, "text": "Tea 1911", "style": "display"}]))
    caps = build(template([{**TEXT, "text": "Tea 1911", "style": "display", "features": ["small-caps"]}]))
    runs = [{"text": "Tea "}, {"text": "1911", "features": ["old-style-figures"]}]
    old = build(template([{**TEXT, "runs": runs, "style": "display"}]))
    assert [built.findings for built in (plain, caps, old)] == [plain.findings] * 3 == [()] * 3
    assert len({built.scene.root.key for built in (plain, caps, old)}) == 3


def test_a_feature_that_the_font_lacks_is_reported() -> None:
    built = build(template([{**TEXT, "text": "Tea", "style": "display", "features": ["swash"]}]))
    assert [finding.code for finding in built.findings] == ["missing-feature"]
    assert "swsh (swash)" in built.findings[0].found
    assert "smcp" in built.findings[0].expected


def test_a_weight_that_the_style_asks_in_vain_is_told_once_for_a_page(tmp_path: Path) -> None:
    kit = tmp_path / "med"
    shutil.copytree(Path(__file__).resolve().parents[2] / "brand_kits" / "med", kit)
    tokens = json.loads((kit / "tokens.json").read_text("utf-8"))
    tokens["type"]["heavy"] = {"$value": {"fontFamily": "Golos Text", "fontWeight": 900}}
    (kit / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    layers = [{**TEXT, "name": name, "text": "Tea", "style": "heavy"} for name in ("word", "other")]
    [said] = build(template(layers), kit=str(kit)).findings
    assert (said.code, said.severity, said.found) == ("missing-weight", "warning", "Golos Text 900")
    assert said.place == "type.heavy"
    assert build(template([{**TEXT, "text": "Tea", "style": "text"}]), kit=str(kit)).findings == ()


def test_an_unknown_feature_names_its_layer() -> None:
    with pytest.raises(DesignError) as caught:
        build(template([{**TEXT, "text": "Tea", "features": ["tabular-figure"]}]))
    assert caught.value.findings[0].code == "bad-feature"
    assert "word" in caught.value.findings[0].place


def test_a_width_that_no_font_can_give_is_said() -> None:
    def said(style: str, *steps: str) -> list[str]:
        fit = [{"by": step, "to": 80} if step == "width" else {"by": step} for step in steps]
        return [
            f.code for f in build(template([{**TEXT, "text": "Tea", "style": style, "fit": fit}])).findings
        ]

    assert said("display", "width", "size") == ["missing-axis"]
    assert said("display", "size") == []
