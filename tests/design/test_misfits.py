"""Data that doesn't fit its record: the place, what stands there, what should, and the likeliest word."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designer_app.design.library import read_template
from designer_app.errors import DesignError, Finding


def plain() -> dict[str, Any]:
    title = {"kind": "text", "name": "title", "text": "{{ headline }}", "style": "display", "size": 80}
    return {
        "name": {"en": "Note"},
        "slots": {"headline": {"type": "text"}, "photo": {"type": "image"}},
        "classes": {"square": {"artboard": [1080, 1080]}, "story": {"artboard": [1080, 1920]}},
        "pages": [{"name": "main", "layers": [title]}],
    }


def fault(folder: Path, change: Callable[[dict[str, Any]], Any]) -> Finding:
    data = plain()
    change(data)
    (folder / "template.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DesignError) as caught:
        read_template(folder)
    (found,) = caught.value.findings
    assert found.file == str(folder / "template.json")
    return found


def layer(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["pages"][0]["layers"][0]
    return found


@pytest.mark.parametrize(
    ("change", "place", "found", "remedy"),
    [
        (lambda d: d.update(clases={}), "", "the key 'clases'", "did you mean 'classes'?"),
        (lambda d: layer(d).update(txet="x"), "pages[0].layers[0] 'title'", "the key 'txet'", "did you mean 'text'?"),
        (lambda d: layer(d).update(kind="txt"), "pages[0].layers[0].kind 'title'", "'txt'", "did you mean 'text'?"),
        (lambda d: layer(d).pop("name"), "pages[0].layers[0]", "no 'name'", 'add "name"'),
        (lambda d: layer(d).update(blend="multipli"), "pages[0].layers[0].blend 'title'", "'multipli'", "did you mean 'multiply'?"),
        (lambda d: layer(d).update(size=[1, 2]), "pages[0].layers[0].size 'title'", "[1, 2]", ""),
        (lambda d: d["slots"]["photo"].update(type="imgae"), "slots.photo.type", "'imgae'", "did you mean 'image'?"),
        (lambda d: d["classes"]["story"].update(artboard=[0, 1]), "classes.story.artboard[0]", "0", ""),
        (lambda d: d["classes"].update(sqaure={"artboard": [1, 1]}), "classes", "'sqaure'", "did you mean 'square'?"),
        (lambda d: d.update(pages=[]), "pages", "[]", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], Any], place: str, found: str, remedy: str
) -> None:
    said = fault(tmp_path, change)
    assert (said.code, said.place, said.found, said.remedy) == ("bad-template", place, found, remedy)
    assert said.expected


def nested(depth: int, width: int) -> dict[str, Any]:
    """Components of which each holds ``width`` of the next."""
    return {
        f"c{i}": {
            "kind": "group",
            "name": f"c{i}",
            "layers": [{"kind": "component", "name": f"x{j}", "of": f"c{i + 1}"} for j in range(width)]
            if i < depth
            else [],
        }
        for i in range(depth + 1)
    }


@pytest.mark.parametrize(
    ("components", "code"),
    [
        ({"c0": {"kind": "group", "name": "c0", "layers": [{"kind": "component", "name": "x", "of": "c0"}]}}, "inside-itself"),
        (nested(9, 10), "too-many-layers"),
    ],
)  # fmt: skip
def test_components_without_end_are_told_before_they_are_laid(
    tmp_path: Path, components: dict[str, Any], code: str
) -> None:
    instance = {"kind": "component", "name": "top", "of": "c0"}
    said = fault(
        tmp_path, lambda d: d.update(components=components) or d["pages"][0]["layers"].append(instance)
    )
    assert said.code == code
