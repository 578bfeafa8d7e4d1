"""A marker behind words: of runs, of rich cells, over several lines."""

from __future__ import annotations

from typing import Any

from designer_app.build import Built
from designer_app.design.markup import read_markup
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Glyphs, Group, Path, Solid, walk
from designer_app.text.rich import RichText
from tests.build.making import build, template


def built(lang: str = "en", **fields: Any) -> Built:
    layer = {"kind": "text", "name": "t", "x": 100, "y": 100, "style": "text", "size": 40, **fields}
    return build(template([layer]), kit="med", lang=lang)


def grounds(page: Built) -> list[tuple[Path, Box]]:
    found = [
        n for n in walk(page.scene.root) if isinstance(n, Group) and n.meta and n.meta.kind == "highlight"
    ]
    return [
        (path, path.outline.bounds()) for group in found for path in group.children if isinstance(path, Path)
    ]


def first_x(page: Built, words: str) -> float:
    return next(
        node.xs[node.clusters.index(node.text.index(words))]
        for node in walk(page.scene.root)
        if isinstance(node, Glyphs) and words in node.text
    )


def test_it_lies_behind_the_run_alone() -> None:
    runs = [{"text": "one "}, {"text": "two", "highlight": "#ff0000"}, {"text": " three"}]
    page = built(runs=runs)
    ((path, box),) = grounds(page)
    assert path.fills == (Solid((255, 0, 0, 255)),)
    start = first_x(page, "two")
    assert abs(box.x0 - (start - 0.1 * 40)) < 1
    assert start < box.x1 < first_x(page, " three") + 20


def test_kinds_of_one_look_are_one_path_and_others_their_own() -> None:
    look = {"fill": "#00ff00", "pad": [0, 0], "radius": 0}
    runs = [
        {"text": "a b ", "highlight": look}, {"text": "c", "highlight": look, "bold": True}, {"text": " plain "},
        {"text": "d", "highlight": "#0000ff"}, {"text": " and "}, {"text": "e", "highlight": look},
    ]  # fmt: skip
    found = grounds(built(runs=runs))
    assert [path.fills for path, _ in found] == [(Solid((0, 255, 0, 255)),), (Solid((0, 0, 255, 255)),)]
    assert found[0][0].outline.ops.count("M") == 2  # "a b c" is one stretch, "e" another


def test_over_lines_it_has_a_stretch_on_each() -> None:
    runs = [
        {"text": "some words that are "},
        {"text": "marked over two lines or more", "highlight": "accent"},
    ]
    page = built(w=300, runs=runs)
    ((path, box),) = grounds(page)
    assert path.outline.ops.count("M") >= 2
    assert box.height > 80
    assert box.x1 - 0.1 * 40 <= 301


def test_rich_cells_mark_words() -> None:
    def of(text: str, markup: str) -> list[tuple[int, int, str]]:
        found = read_markup(text, markup)
        marks = found.marks if isinstance(found, RichText) else ()
        return [(mark.start, mark.end, mark.name) for mark in marks]

    assert of("one ==two== three", "markdown") == [(4, 7, "mark")]
    assert of("==**two** more==!", "markdown") == [(0, 8, "mark"), (0, 3, "b")]
    assert of("one <mark>two</mark>", "html") == [(4, 7, "mark")]
    assert of('<span style="background-color: yellow">x</span>', "html") == [(0, 1, "mark:#ffff00")]
    for plain in ("a == b", "a==b", "1 === 1", "====", r"\==x=\="):
        assert of(plain, "markdown") == [], plain
    unclosed = read_markup("one ==two", "markdown")
    assert str(unclosed) == "one ==two"
    assert isinstance(unclosed, RichText)
    assert unclosed.faults
