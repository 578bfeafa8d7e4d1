"""The alternative text of a picture says what its texts say, whatever stands for their letters."""

from __future__ import annotations

import json

import pytest

from designer_app.design.library import find_template
from designer_app.production.alt import alt_text
from designer_app.production.flight.page import said
from tests.build.making import build, template

TEXT = {"kind": "text", "name": "word", "x": 100, "y": 100, "w": 800, "size": 50}


def test_a_text_may_say_other_words_or_none() -> None:
    layers = [
        {**TEXT, "text": "3", "alt": "−{{ percent }} %"},
        {**TEXT, "name": "sign", "y": 300, "text": "%", "alt": " "},
        {**TEXT, "name": "more", "y": 500, "text": "on all"},
    ]
    slots = {"percent": {"type": "number", "default": 30}}
    scene = build(template(layers, slots=slots)).scene
    assert alt_text(scene) == "−30 %; on all"
    assert said(scene) == ["3", "%", "on all"]  # what a brand forbids is looked for in what is seen


@pytest.mark.parametrize("kit", ["med", "northline"])
def test_a_sale_says_its_whole_number(kit: str) -> None:
    sale = find_template("sale")
    [row] = [
        row
        for row in json.loads((sale.folder / "rows.json").read_text("utf-8"))
        if row["_key"] == "coffee-30"
    ]
    cells = {name: value for name, value in row.items() if not name.startswith("_")}
    assert alt_text(build(sale, "1080x1080", kit=kit, lang="ru", **cells).scene).startswith("−30 %; ")
