"""Rich cells from the row to glyphs: real faces, colours, lists, symbols; what is missing is reported."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.build import Built
from designer_app.build.resources import Resources
from designer_app.scene.nodes import Glyphs, Group, Solid, walk
from tests.build.making import build, template


def built(cell: str, markup: str = "markdown", kit: str = "med", **fields: Any) -> Built:
    layer = {"kind": "text", "name": "t", "x": 50, "y": 50, "w": 800, "style": "lead", "size": 40,
             "text": "{{ t }}", **fields}  # fmt: skip
    return build(template([layer], slots={"t": {"type": "rich", "markup": markup}}), kit=kit, t=cell)


def glyphs(page: Built) -> list[Glyphs]:
    return [node for node in walk(page.scene.root) if isinstance(node, Glyphs)]


def said(page: Built) -> str:
    return next(
        n.meta.alt for n in walk(page.scene.root) if isinstance(n, Group) and n.meta and n.meta.layer == "t"
    )


@pytest.mark.parametrize(
    ("markup", "cell"), [("markdown", "plain **bold** *italic*"), ("html", "plain <b>bold</b> <i>italic</i>")]
)
def test_bold_and_italic_are_real_faces_of_the_family(markup: str, cell: str) -> None:
    page = built(cell, markup)
    fonts = {node.text.strip(): node.font for node in glyphs(page)}
    assert dict(fonts["bold"].axes)["wght"] >= dict(fonts["plain"].axes)["wght"] + 150
    assert fonts["bold"].digest == fonts["plain"].digest
    assert fonts["italic"].digest != fonts["plain"].digest
    assert page.findings == ()
    assert said(page) == "plain bold italic"


def test_a_face_that_the_kit_lacks_is_reported_and_not_imitated() -> None:
    page = built("a *slanted* word", style="text")
    assert [f.code for f in page.findings] == ["missing-italic"]
    assert len({node.font for node in glyphs(page)}) == 1


def test_a_role_colours_and_a_style_sets() -> None:
    page = built("[accent]{red} [label]{small} plain")
    by_text = {node.text.strip(): node for node in glyphs(page)}
    assert by_text["red"].fills != by_text["plain"].fills
    assert by_text["small"].font != by_text["plain"].font
    assert page.findings == ()


def test_an_unknown_name_is_reported_and_its_words_stay() -> None:
    page = built("[nosuch]{words} here")
    assert [(f.code, f.found) for f in page.findings] == [("unknown-style", "'nosuch' in a rich text")]
    assert "".join(node.text for node in glyphs(page)).startswith("words")


def test_a_spans_colour() -> None:
    page = built('<span style="color:#00ff00">green</span> rest', "html")
    assert glyphs(page)[0].fills == (Solid((0, 255, 0, 255)),)


def test_lists_of_a_cell_have_markers_and_their_text_stays_plain() -> None:
    page = built("Order\n- one\n- two\n  - in", marker_fill="accent")
    assert said(page) == "Order\none\ntwo\nin"
    xs = {node.text: node.xs[0] for node in glyphs(page)}
    assert xs["•"] == 0 < xs["one"] == xs["two"] < xs["in"]


def test_marks_hold_through_case_and_direction() -> None:
    page = built("a **b**", case="upper")
    assert [(node.text, len({node.font})) for node in glyphs(page)][-1][0] == "b"
    turned = built("שלום **עולם**", align="start")
    assert len({node.font for node in glyphs(turned)}) == 2


def test_the_same_words_with_other_marks_are_built_anew() -> None:
    """A batch keeps a layer as long as its slots hold the same values: marks are part of a value."""
    loaded = template(
        [{"kind": "text", "name": "t", "x": 0, "y": 0, "style": "lead", "text": "{{ t }}"}],
        slots={"t": {"type": "rich"}},
    )
    resources = Resources()
    keys = [build(loaded, resources=resources, t=cell).scene.key for cell in ("**x**", "*x*", "x", "**x**")]
    assert keys[0] != keys[1] != keys[2]
    assert keys[0] == keys[3]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["**", "*", "[accent]{", "}", "[icon:leaf]", "<b>", "</b>", "<ul><li>", "</ul>", "x y", "\n", "- a\n",
                         "\\", "שלום", "<br>", "🙂"]), min_size=1, max_size=14,
    ).map("".join),
    st.sampled_from(["markdown", "html", "none"]),
)  # fmt: skip
def test_any_cell_is_built(cell: str, markup: str) -> None:
    page = built(cell, markup)
    assert "\ufdd2" not in said(page) if glyphs(page) else True
