"""Blocks of a text layer: lists, indents, rules, highlight, outline, fills, symbols. All through a built page."""

from __future__ import annotations

from typing import Any

import pytest

from designer_app.build import Built
from designer_app.paint import paint
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Glyphs, Group, Linear, Path, PicturePaint, walk
from tests.build.making import build, template


def built(kit: str = "med", lang: str = "en", **fields: Any) -> Built:
    layer = {"kind": "text", "name": "t", "x": 100, "y": 100, "style": "text", "size": 40, **fields}
    return build(template([layer]), kit=kit, lang=lang)


def layer_of(page: Built) -> Group:
    return next(n for n in walk(page.scene.root) if isinstance(n, Group) and n.meta and n.meta.layer == "t")


def glyphs(page: Built) -> list[Glyphs]:
    return [node for node in walk(layer_of(page)) if isinstance(node, Glyphs)]


def starts(page: Built) -> list[tuple[str, float]]:
    return [(node.text, node.xs[0]) for node in glyphs(page)]


def paths(page: Built) -> list[Box]:
    return [node.outline.bounds() for node in layer_of(page).children if isinstance(node, Path)]


def symbols(page: Built) -> list[Group]:
    return [n for n in walk(layer_of(page)) if isinstance(n, Group) and n.meta and n.meta.kind == "symbol"]


def ink(page: Built, area: tuple[int, int, int, int]) -> int:
    """How many pixels of an area differ from the page's ground."""
    picture = paint(page.scene).convert("RGB").crop(area)
    ground = paint(page.scene).convert("RGB").getpixel((2, 2))
    return sum(1 for pixel in picture.get_flattened_data() if pixel != ground)


# ── What doesn't fit ────────────────────────────────────────────────────────────────────────────


def findings(page: Built) -> dict[str, str]:
    return {finding.code: finding.line() for finding in page.findings}


def test_a_word_wider_than_its_box_is_divided_and_named() -> None:
    page = built(w=200, h=400, lang="ru", text="Очень персонализированные", max_lines=4)
    assert "'персонализированные'" in findings(page)["word-broken"]
    assert "hyphen" in findings(page)["word-broken"]
    assert "text-cut" not in findings(page)


def test_a_box_too_small_for_one_line_is_named_instead_of_the_characters() -> None:
    low = findings(built(w=300, h=10, text="One line"))
    assert "text-cut" not in low
    assert "300 × 10 px" in low["text-no-room"]
    assert "higher" in low["text-no-room"]
    narrow = findings(built(w=8, h=300, text="One line"))
    assert "wider" in narrow["text-no-room"]


# ── Lists and indents ───────────────────────────────────────────────────────────────────────────


def test_all_lines_of_an_item_begin_at_one_place() -> None:
    page = built(marker="•", w=300, text="one two three four five six\nseven")
    found = [(node.xs[0], node.ys[0]) for node in glyphs(page) if "•" not in node.text]
    assert len({y for _, y in found}) >= 3
    assert len({round(x) for x, _ in found}) == 1
    assert all(x == 0 for text, x in starts(page) if "•" in text)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("1.", ["1.", "2.", "3."]),
        ("01", ["01", "02", "03"]),
        ("a)", ["a)", "b)", "c)"]),
        ("а)", ["а)", "б)", "в)"]),
        ("I.", ["I.", "II.", "III."]),
        ("шаг 1:", ["шаг 1:", "шаг 2:", "шаг 3:"]),
    ],
)
def test_markers_count(form: str, expected: list[str]) -> None:
    said = [text for text, _ in starts(built(marker=form, text="x\ny\nz"))]
    assert said == [part for pair in zip(expected, "xyz", strict=True) for part in pair]


def test_russian_letters_leave_out_those_that_are_not_used_for_counting() -> None:
    said = [text for text, _ in starts(built(marker="а)", text="\n".join("x" * 12)))][::2]
    assert said == [f"{letter})" for letter in "абвгдежиклмн"]


def test_nested_items_count_by_themselves_and_begin_where_their_parents_text_does() -> None:
    page = built(marker=["1.", "a)"], text="one\n\ttwo\n\tthree\nfour\n\tfive")
    place = dict(starts(page))
    assert [text for text, _ in starts(page)][::2] == ["1.", "a)", "b)", "2.", "a)"]
    assert place["two"] == place["three"] == place["five"] > place["one"] == place["four"]
    assert place["b)"] >= place["one"] - 1


def test_numbers_end_at_one_place() -> None:
    page = built(marker="1.", text="\n".join("abcdefghij"), features=["tabular-figures"])
    place = dict(starts(page))
    assert place["10."] < place["9."]
    assert place["1."] == pytest.approx(place["9."], abs=1)


def test_a_quote_does_not_hang_into_its_marker() -> None:
    texts = {"marker": "•", "w": 900, "hang": True}
    quoted, plain = built(text="“one” two", **texts), built(text="one two", **texts)
    assert starts(quoted)[1][1] == pytest.approx(starts(plain)[1][1], abs=0.5)
    free = built(text="“one” two", w=900, hang=True)
    assert starts(free)[0][1] < 100


def test_a_hanging_indent_stands_out_by_its_first_line() -> None:
    page = built(w=300, indent=1.0, first_indent=-1.0, text="one two three four five six seven")
    xs = [node.xs[0] for node in glyphs(page)]
    assert xs[0] == 0
    assert {round(x) for x in xs[1:]} == {40}


def test_space_before_and_after_add_up() -> None:
    plain = built(text="a\nb")
    spaced = built(text="a\nb", space_before=0.5, space_after=0.25)
    step = [page.boxes["main.t"].height if "main.t" in page.boxes else max(b.height for b in page.boxes.values())
            for page in (plain, spaced)]  # fmt: skip
    assert step[1] - step[0] == pytest.approx(30, abs=0.1)


# ── Vertical alignment ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("trim", "letter"), [("cap", "H"), ("x", "x")])
def test_the_middle_is_that_of_what_trim_names(trim: str, letter: str) -> None:
    page = built(text=letter, h=200, valign="middle", trim=trim)
    rows = paint(page.scene).convert("L").crop((100, 100, 160, 300)).point(lambda v: 255 if v < 128 else 0)
    box = rows.getbbox()
    assert box is not None
    assert (box[1] + box[3]) / 2 == pytest.approx(100, abs=1)


@pytest.mark.parametrize(("trim", "valign", "expected"), [("baseline", "top", 0), ("cap", "bottom", 200)])
def test_a_baseline_stands_at_the_frames_edge(trim: str, valign: str, expected: float) -> None:
    page = built(text="Hxg", h=200, valign=valign, trim=trim)
    assert glyphs(page)[0].ys[0] == pytest.approx(expected, abs=0.1)


# ── Underline and strike ────────────────────────────────────────────────────────────────────────


def test_an_underline_lies_where_the_font_says() -> None:
    from designer_app.text.fonts import face

    page = built(text="none", underline=True)
    node = glyphs(page)[0]
    opened = face(node.font)
    centre, thickness = (value * 40 / opened.units_per_em for value in opened.underline)
    (rule,) = paths(page)
    assert rule.height == pytest.approx(thickness, abs=1 / 32)
    assert (rule.y0 + rule.y1) / 2 == pytest.approx(node.ys[0] - centre, abs=1 / 32)


def test_an_underline_leaves_descenders_free() -> None:
    assert len(paths(built(text="none", underline=True))) == 1
    page = built(text="no gas", style="display", size=80, underline=True)
    rules = paths(page)
    assert len(rules) == 2
    node = glyphs(page)[0]
    g = next(x for x, cluster in zip(node.xs, node.clusters, strict=True) if node.text[cluster] == "g")
    assert rules[0].x1 < g < rules[1].x0
    picture = paint(page.scene).convert("L")
    row = [picture.getpixel((x, round(100 + rules[0].y1 - 1))) for x in range(100, 420)]
    edge = round(rules[0].x1)
    assert min(row[edge + 1 : edge + 4]) > 200, "no clearance between rule and descender"


def test_a_raised_sign_is_underlined_with_the_figures_beside_it() -> None:
    rules = paths(built(text="100 ₽", style="price", underline=True))
    assert len({(rule.y0, rule.y1) for rule in rules}) == 1


def test_a_strike_goes_through() -> None:
    assert len(paths(built(text="gypsy", strike=True))) == 1


# ── Grounds, outlines, fills ────────────────────────────────────────────────────────────────────


def test_a_highlight_lies_behind_all_lines_as_one_path() -> None:
    page = built(w=300, text="one two three four five six", highlight={"fill": "accent", "pad": [0.5, 0.25]})
    ground = layer_of(page).children[0]
    assert isinstance(ground, Group)
    assert len(ground.children) == 1
    box = ground.children[0].outline.bounds()  # type: ignore[union-attr]
    assert (box.x0, box.y0) == (-20, pytest.approx(-10, abs=0.1))
    assert all(isinstance(node, Glyphs) for node in layer_of(page).children[1:])


@pytest.mark.parametrize("joined", [False, True])
def test_a_translucent_highlight_is_of_one_colour(joined: bool) -> None:
    page = built(w=300, text="oooo oooo oooo oooo oooo", fill="ink/0",
                 highlight={"fill": "#0000ff/50", "joined": joined, "pad": [0.3, 0.4]})  # fmt: skip
    picture = paint(page.scene).convert("RGB").crop((110, 100, 180, 220))
    assert len(picture.getcolors() or []) == 1


def test_joined_lines_are_one_contour_and_single_ones_are_not() -> None:
    said = {"w": 220, "leading": 2.2, "text": "one two three four"}
    ops = {}
    for joined in (False, True):
        ground = layer_of(built(**said, highlight={"joined": joined})).children[0]
        ops[joined] = next(n.outline.ops for n in walk(ground) if isinstance(n, Path))
    assert ops[True].count("M") == 1 < ops[False].count("M")


def test_contrast_is_measured_over_the_highlight() -> None:
    from designer_app.production.flight.contrast import readings

    bare = built(text="White on white", size=60, fill="#ffffff")
    held = built(text="White on white", size=60, fill="#ffffff", highlight={"fill": "#000000", "pad": [1, 1]})
    assert readings(bare.scene)[0].ratio < 2
    assert readings(held.scene)[0].ratio > 15


@pytest.mark.parametrize(("behind", "expected"), [(True, [(0, 1), (1, 0)]), (False, [(1, 1)])])
def test_an_outline_is_stroked_in_front_or_behind(behind: bool, expected: list[tuple[int, int]]) -> None:
    page = built(text="Ohm", outline={"width": 4, "behind": behind})
    assert [(len(node.fills), len(node.strokes)) for node in glyphs(page)] == expected
    assert "".join(node.text for node in glyphs(page)) == "Ohm"


def test_an_outside_outline_leaves_the_letters_as_they_are() -> None:
    area = (90, 90, 400, 200)
    plain = ink(built(text="Ohm", size=80, fill="#ff0000"), area)
    page = built(text="Ohm", size=80, fill="#ff0000", outline={"width": 6, "fill": "#0000ff", "behind": True})
    assert ink(page, area) > plain * 1.3
    reds = [p for p in paint(page.scene).convert("RGB").crop(area).get_flattened_data() if p == (255, 0, 0)]
    assert len(reds) > plain * 0.5


def test_a_gradient_runs_over_the_whole_block() -> None:
    fill = {"type": "linear", "stops": [[0, "#ff0000"], [1, "#0000ff"]], "from": [0, 0], "to": [1, 0]}
    page = built(text="left right\nleft", fill=fill, h=300, valign="bottom", w=600, align="center")
    paints = {node.fills[0] for node in glyphs(page)}
    assert len(paints) == 1
    (one,) = paints
    assert isinstance(one, Linear)
    xs = [x for node in glyphs(page) for x in node.xs]
    assert one.x0 == pytest.approx(min(xs), abs=6)
    assert one.x1 > max(xs)


def test_a_picture_fills_the_whole_block_with_its_descenders() -> None:
    page = built(
        text="gypsy\ngypsy", fill={"type": "picture", "picture": "photo:citrus-slices-white"}, size=60
    )
    (one,) = {node.fills[0] for node in glyphs(page)}
    assert isinstance(one, PicturePaint)
    assert one.y + one.height > max(y for node in glyphs(page) for y in node.ys) + 10


# ── Symbols ─────────────────────────────────────────────────────────────────────────────────────


def test_a_symbol_stands_in_the_line_as_high_as_capitals() -> None:
    page = built(runs=[{"text": "A"}, {"symbol": "sign", "text": "logo"}, {"text": "B"}])
    (symbol,) = symbols(page)
    a, b = glyphs(page)
    assert a.xs[0] < symbol.transform[4] < b.xs[0]
    assert symbol.transform[5] == pytest.approx(0, abs=0.1)
    assert symbol.meta is not None
    assert symbol.meta.alt == "logo"
    assert layer_of(page).meta.alt == "AlogoB"  # type: ignore[union-attr]


def test_an_icon_of_a_template_takes_the_colour_of_the_text() -> None:
    page = built(text="See [icon:map-pin]{the map} here", fill="#ff0000")
    (symbol,) = symbols(page)
    strokes = [s for node in walk(symbol) if isinstance(node, Path) for s in node.strokes]
    fills = [f for node in walk(symbol) if isinstance(node, Path) for f in node.fills]
    colours = {p.colour for p in [*(s.paint for s in strokes), *fills]}  # type: ignore[union-attr]
    assert colours == {(255, 0, 0, 255)}
    assert layer_of(page).meta.alt == "See the map here"  # type: ignore[union-attr]


def test_an_unknown_symbol_is_named_and_shown_as_text() -> None:
    page = built(text="a [icon:nosuch] b")
    assert [f.code for f in page.findings] == ["missing-symbol"]
    assert "".join(node.text for node in glyphs(page)) == "a [icon:nosuch] b"


def test_a_rows_text_that_looks_like_an_icon_stays_text() -> None:
    layer = {"kind": "text", "name": "t", "x": 100, "y": 100, "text": "{{ s }}"}
    page = build(template([layer], slots={"s": {"type": "text"}}), s="a [icon:leaf]")
    assert "".join(node.text for node in glyphs(page)) == "a [icon:leaf]"


def test_a_kit_whose_symbol_is_empty_keeps_to_the_character() -> None:
    page = built(kit="northline", text="−30 %", style="figure-drawn")
    assert symbols(page) == []
    assert "0" in "".join(node.text for node in glyphs(page))
    assert page.findings == ()


@pytest.fixture(scope="module")
def cup_kit(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The kit med with a type style that draws a cup for every zero."""
    import json
    import shutil

    from designer_app.data_files import data_root

    folder = tmp_path_factory.mktemp("kits") / "cups"
    shutil.copytree(data_root("brand_kits") / "med", folder)
    tokens = json.loads((folder / "tokens.json").read_text(encoding="utf-8"))
    figure = json.loads(json.dumps(tokens["type"]["figure"]))
    figure["$extensions"]["designer"]["replace"] = {"0": "zero", "TM": "sign"}
    tokens["type"]["cups"] = figure
    (folder / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    return str(folder)


def test_a_type_style_draws_symbols_for_characters_and_keeps_the_words(cup_kit: str) -> None:
    page = built(kit=cup_kit, text="−30 %", style="cups", size=200)
    plain = built(text="−30 %", style="figure", size=200)
    (symbol,) = symbols(page)
    assert symbol.meta is not None
    assert symbol.meta.alt == "0"
    assert layer_of(page).meta.alt == "−30 %"  # type: ignore[union-attr]
    zero = next(n for n in glyphs(plain) if "0" in n.text)
    at = zero.xs[[zero.text[c] for c in zero.clusters].index("0")]
    assert symbol.transform[4] == pytest.approx(at, abs=12), "the cup stands where the zero stood"
    assert "0" not in "".join(node.text for node in glyphs(page))


def test_several_characters_may_be_one_symbol(cup_kit: str) -> None:
    page = built(kit=cup_kit, text="MedTM 1", style="cups")
    assert [s.meta.alt for s in symbols(page) if s.meta] == ["TM"]
    assert "".join(node.text for node in glyphs(page)) == "Med 1"


def test_a_number_with_a_symbol_does_not_break(cup_kit: str) -> None:
    page = built(kit=cup_kit, text="wide words 10", style="cups", w=400, size=60)
    (symbol,) = symbols(page)
    one = next(n for n in glyphs(page) if "1" in n.text)
    assert symbol.transform[5] < one.ys[0] < symbol.transform[5] + 60
