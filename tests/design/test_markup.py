"""Rich cells: what is read as markup, what stays text and is named, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.design.markup import markup_findings, read_markup
from designer_app.design.slots import Slot
from designer_app.design.templating import render_text
from designer_app.design.values import bind_row
from designer_app.text.rich import RichText, plain, read_signs


def marks(value: str) -> list[tuple[str, str]]:
    """(name, marked text), in the order in which marks open."""
    assert isinstance(value, RichText)
    return [(mark.name, value[mark.start : mark.end]) for mark in value.marks]


@pytest.mark.parametrize(
    ("cell", "text", "found"),
    [
        ("**Big** sale", "Big sale", [("b", "Big")]),
        ("an *old* word", "an old word", [("i", "old")]),
        ("***both***", "both", [("b", "both"), ("i", "both")]),
        ("*a **b***", "a b", [("i", "a b"), ("b", "b")]),
        ("**a *b** c", "a *b c", [("b", "a *b")]),
        ("[accent]{−30 %} today", "−30 % today", [("style:accent", "−30 %")]),
        ("[display]{a *b*}", "a b", [("style:display", "a b"), ("i", "b")]),
        ("a [icon:leaf]{leaf}", "a leaf", [("icon:leaf", "leaf")]),
        ("- one\n- two\n  - in", "one\ntwo\nin",
         [("item:u:1:1", "one"), ("item:u:1:2", "two"), ("item:u:2:1", "in")]),
        ("3. c\n4. d", "c\nd", [("item:o:1:3", "c"), ("item:o:1:4", "d")]),
        ("- a\n1. b\n2. c", "a\nb\nc", [("item:u:1:1", "a"), ("item:o:1:1", "b"), ("item:o:1:2", "c")]),
        ("**10*15*20** cm", "10*15*20 cm", [("b", "10*15*20")]),
        ("un\\*known **x**", "un*known x", [("b", "x")]),
    ],
)  # fmt: skip
def test_markdown_is_read(cell: str, text: str, found: list[tuple[str, str]]) -> None:
    value = read_markup(cell, "markdown")
    assert str(value) == text
    assert marks(value) == found


@pytest.mark.parametrize(
    ("cell", "text", "found"),
    [
        ("<b>a</b> <em>b</em>", "a b", [("b", "a"), ("i", "b")]),
        ("<p>one</p>\n<p>two<br>three", "one\ntwo\u2028three", []),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>d", "a\nb\nc\nd",
         [("item:u:1:1", "a"), ("item:u:1:2", "b\nc\n"), ("item:o:2:1", "c")]),
        ('<span style="color: #a00; font-weight:bold">x</span>', "x", [("colour:#a00", "x"), ("b", "x")]),
        ('<span class="accent">x</span>', "x", [("style:accent", "x")]),
        ("<u>a</u><s>b</s>", "ab", [("u", "a"), ("s", "b")]),
        ("5 &lt; 6 &amp; <b>7</b>", "5 < 6 & 7", [("b", "7")]),
        ("two   words\nhere <b>x</b>", "two words here x", [("b", "x")]),
    ],
)  # fmt: skip
def test_html_is_read(cell: str, text: str, found: list[tuple[str, str]]) -> None:
    value = read_markup(cell, "html")
    assert str(value) == text
    assert (marks(value) if isinstance(value, RichText) else []) == found
    assert markup_findings(value, place="", file="") == []


@pytest.mark.parametrize(
    "cell", ["plain", "2 + 2", "a < b", "- 30 %", "[1]", "{x}", "a [b] c", "snake_case", "2*3*4=24"]
)
@pytest.mark.parametrize("kind", ["markdown", "html", "none"])
def test_what_is_no_markup_is_a_plain_text(cell: str, kind: str) -> None:
    assert type(read_markup(cell, kind)) is str
    assert read_markup(cell, kind) == cell


@pytest.mark.parametrize(
    ("kind", "cell", "at"),
    [
        ("markdown", "**bold", 1),
        ("markdown", "a 5* hotel", 4),
        ("markdown", "[accent]{x", 1),
        ("markdown", "**one\n\ntwo**", 1),
        ("html", "a <b>x", 3),
        ("html", "<a href=x>y</a>", 1),
        ("html", "x</i>", 2),
        ("html", "<li>x</li>", 1),
    ],
)
def test_malformed_markup_is_shown_as_text_and_named(kind: str, cell: str, at: int) -> None:
    slots = {"t": Slot(type="rich", markup=kind)}  # type: ignore[arg-type]
    values, findings = bind_row(slots, {"t": cell}, file="rows.csv", row="row 7")
    assert values["t"] == cell
    assert findings[0].code == "bad-markup"
    assert (findings[0].file, findings[0].place) == ("rows.csv", f"row 7, column t, character {at}")
    assert findings[0].severity == "warning"


def test_a_list_of_rich_items_is_read_and_faults_are_placed() -> None:
    slots = {"l": Slot(type="list", item={"t": Slot(type="rich")})}
    values, findings = bind_row(slots, {"l": [{"t": "**a**"}, {"t": "**b"}]}, row="row 1")
    assert marks(values["l"][0]["t"]) == [("b", "a")]
    assert [f.place for f in findings] == ["row 1, column l, item 2.t, character 1"]


def test_limits_count_what_is_shown() -> None:
    slots = {"t": Slot(type="rich", max_chars=4)}
    values, findings = bind_row(slots, {"t": "**bold**"})
    assert (values["t"], findings) == (RichText("bold", values["t"].marks), [])
    assert bind_row(slots, {"t": "**bolder**"})[1][0].code == "text-too-long"


def test_cells_that_differ_in_markup_alone_are_different_values() -> None:
    bold, italic, bare = (read_markup(cell, "markdown") for cell in ("**x**", "*x*", "x"))
    assert len({bold, italic, bare}) == 3
    assert bold == read_markup("**x**", "markdown")
    assert bold != bare


def test_markup_goes_through_a_template_and_a_case_filter_but_not_into_plain_texts() -> None:
    scope = {"t": read_markup("a **b**", "markdown")}
    assert render_text("> {{ t }}", scope, "en") == ("> a b", ("t",))
    rich, _ = render_text("> {{ t | upper }}!", scope, "en", rich=True)
    text, found = read_signs(rich)
    assert (text, [(m.name, text[m.start : m.end]) for m in found]) == ("> A B!", [("b", "B")])
    liquid, _ = render_text("{% if t %}{{ t }}{% endif %}", scope, "en", rich=True)
    assert read_signs(liquid)[1][0].name == "b"


def test_signs_in_a_cell_are_refused() -> None:
    _, findings = bind_row({"t": Slot(type="text")}, {"t": "a\ufdd2b"})
    assert [f.code for f in findings] == ["control-character"]


_CELLS = st.text(alphabet="ab *\\[]{}<>/=\"':;-•1.\n\tлі&", max_size=60) | st.lists(
    st.sampled_from(["**", "*", "[accent]{", "}", "[icon:x]", "<b>", "</b>", "<li>", "<ul>", "</ul>", "<p>", "<br>",
                     '<span style="color:red">', "</span>", "x", " ", "\n", "- ", "1. ", "\\"]), max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(_CELLS, st.sampled_from(["markdown", "html"]))
def test_any_cell_is_read_and_comes_back_from_its_signs(cell: str, kind: str) -> None:
    value = read_markup(cell, kind)
    if not isinstance(value, RichText):
        return
    for mark in value.marks:
        assert 0 <= mark.start < mark.end <= len(value)
    text, found = read_signs(value.signed())
    assert (text, found) == (str(value), value.marks)
    assert plain(value.signed()) == str(value).replace("\ufffc", "") or not value.marks
    for fault in value.faults:
        assert 1 <= fault.at <= len(cell)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_escaped_text_stays_what_it_was(text: str) -> None:
    """Property: a star, bracket or brace after a backslash never means anything."""
    safe = text.replace("\r", "").replace("\n", " ").replace("\t", " ").replace("\\", "")
    escaped = "".join(f"\\{char}" if char in "*[]{}-" else char for char in safe)
    assert read_markup(escaped, "markdown") == safe
