"""What a chart may not do: bars that lie about their lengths, parts that don't add up, lines between things without order."""

from __future__ import annotations

import itertools

import pytest

from designer_app.build import Built
from designer_app.design.library import find_kit
from designer_app.errors import DesignError
from designer_app.layers.chart import colours
from designer_app.production.flight.contrast import readings
from designer_app.scene.nodes import Glyphs, Group, Node, Path, Solid
from tests.layers.chart.conftest import Draw
from tests.layers.chart.tables import TABLES


def chart(page: Built) -> Group:
    return next(
        node
        for node in page.scene.root.children
        if isinstance(node, Group) and node.meta and node.meta.kind == "chart"
    )


def marks(page: Built) -> tuple[Node, ...]:
    """What is drawn, below a unit that stands above it, too."""
    last = chart(page).children[-1]
    return last.children if isinstance(last, Group) and last.meta is None else chart(page).children


def fills(page: Built, role: str = "accent", kit: str = "northline") -> list[Path]:
    colour = find_kit(kit).colour(role, "light")
    return [
        node
        for node in marks(page)
        if isinstance(node, Path)
        and node.fills
        and isinstance(node.fills[0], Solid)
        and node.fills[0].colour == colour
    ]


def words(page: Built) -> list[str]:
    found: list[str] = []

    def collect(node: object) -> None:
        if isinstance(node, Glyphs) and node.text:
            found.append(node.text)
        if isinstance(node, Group):
            for child in node.children:
                collect(child)

    collect(chart(page))
    return found


def codes(page: Built) -> set[str]:
    return {finding.code for finding in page.findings}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("bar", "ranking"), ("ranking", "ranking"), ("bar", "funnel"), ("bar", "large"), ("column", "large")],
)
def test_lengths_are_as_the_values(drawn: Draw, kind: str, name: str) -> None:
    boxes = [path.outline.bounds() for path in fills(drawn(TABLES[name], kind, sort="down"))]
    values = sorted((float(line.split(";")[1]) for line in TABLES[name].splitlines()[1:]), reverse=True)
    lengths = [box.height if kind == "column" else box.width for box in boxes]
    assert len(lengths) == len(values)
    for value, length in zip(values, lengths, strict=True):
        assert length == pytest.approx(lengths[0] * value / values[0], abs=0.02)


def test_bars_start_at_one_zero_on_both_sides(drawn: Draw) -> None:
    boxes = [path.outline.bounds() for path in fills(drawn(TABLES["profit"], "bar"))]
    zero = boxes[0].x0
    assert [box.x0 == pytest.approx(zero) or box.x1 == pytest.approx(zero) for box in boxes] == [True] * 4
    assert boxes[2].x1 == pytest.approx(zero)  # −8,9 lies to the left
    assert boxes[2].width == pytest.approx(boxes[3].width * 8.9 / 15.2, abs=0.02)


def test_areas_of_a_treemap_are_as_the_values(drawn: Draw) -> None:
    page = drawn(TABLES["large"], "treemap")
    areas = [path.outline.bounds() for path in (*fills(page), *fills(page, "bar"))]
    sizes = [box.width * box.height for box in areas]
    assert sizes[0] / sizes[1] == pytest.approx(12.4 / 9.8, rel=0.02)


def test_percents_that_do_not_add_up_are_said(drawn: Draw) -> None:
    table = "Part;Share, %\nA;40\nB;30\nC;20"
    assert "percent-sum" in codes(drawn(table, "donut"))
    assert "percent-sum" not in codes(drawn(TABLES["parts"], "donut"))
    assert "percent-sum" in codes(drawn("Who;Yes, %;No, %\nA;40;30\nB;50;50", "bar", mode="stacked"))


def test_more_than_six_parts_are_merged_and_named(drawn: Draw) -> None:
    page = drawn(TABLES["many parts"], "donut")
    said = " ".join(words(page))
    assert "Прочее" in said
    assert "number 8" in said  # the note below the list names what was merged


def test_a_missing_value_is_no_zero(drawn: Draw) -> None:
    said = words(drawn("Name;Value\nA;5\nB;–\nC;7", "bar"))
    assert "нет данных" in said
    assert "0" not in said


@pytest.mark.parametrize(
    ("kind", "table", "found"),
    [
        ("donut", "A;B\nx;-3\ny;9", "-3 ('x')"),
        ("waffle", "A;B\nx;5\ny;–", "no value for 'y'"),
        ("treemap", TABLES["zeros"], "zeros alone"),
        ("line", TABLES["parts"], "names without an order"),
        ("area", TABLES["profit"], "-3.1 ('II')"),
        ("slope", TABLES["ranking"], "1 column of numbers"),
        ("ranking", TABLES["one point"], "1 row"),
    ],
)
def test_what_a_kind_cannot_say_is_refused_with_kinds_that_can(
    drawn: Draw, kind: str, table: str, found: str
) -> None:
    with pytest.raises(DesignError) as caught:
        drawn(table, kind)
    (finding,) = caught.value.findings
    assert finding.code == "chart-refused"
    assert finding.found.startswith(found)
    assert finding.remedy.startswith("draw it as ")


def test_dates_out_of_order_are_drawn_in_order(drawn: Draw) -> None:
    page = drawn(TABLES["dates out of order"], "line")
    assert "dates-sorted" in codes(page)
    said = words(page)
    assert said.index("янв") < said.index("март")


@pytest.mark.parametrize("kit", ["northline", "med"])
@pytest.mark.parametrize(
    ("kind", "name", "mode"),
    [("bar", "survey", "share"), ("column", "survey", "stacked"), ("treemap", "large", ""), ("ranking", "ranking", ""),
     ("line", "months", ""), ("donut", "parts", "")],
)  # fmt: skip
def test_words_can_be_read_on_what_they_stand(drawn: Draw, kit: str, kind: str, name: str, mode: str) -> None:
    page = drawn(TABLES[name], kind, kit=kit, **({"mode": mode} if mode else {}))
    of_chart = [reading for reading in readings(page.scene) if reading.layer == "chart"]
    assert len(of_chart) > 3
    assert [reading for reading in of_chart if reading.ratio < reading.least] == []


@pytest.mark.parametrize("kit", ["northline", "med"])
@pytest.mark.parametrize("count", range(2, 9))
def test_series_differ_for_every_eye(kit: str, count: int) -> None:
    brand = find_kit(kit)
    accent, ink, quiet = (brand.colour(role, "light") for role in ("accent", "on-surface", "bar"))
    found = [accent, *colours.ramp(ink, quiet, accent, count - 1)]
    assert all(colours.distance(a, b) >= colours.APART for a, b in itertools.pairwise(found))


def test_red_and_green_of_one_lightness_are_alike() -> None:
    assert (
        colours.distance((200, 60, 60, 255), (60, 140, 60, 255))
        < colours.distance((0, 0, 0, 255), (255, 255, 255, 255)) / 3
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Ranking of 10 rows by Days. The largest is Italy with 52, the smallest Denmark with 14"),
        ("ru", "Рейтинг: 10 строк, Days. Больше всего — Italy, 52; меньше всего — Denmark, 14"),
    ],
)
def test_alt_text_is_made_of_the_data(drawn: Draw, lang: str, said: str) -> None:
    page = drawn(TABLES["ranking"], "ranking", lang=lang)
    meta = chart(page).meta
    assert meta is not None
    assert meta.alt.startswith(said)


@pytest.mark.parametrize(("lang", "figure"), [("en", "12.4M"), ("ru", "12,4 млн")])
def test_long_numbers_are_said_in_millions(drawn: Draw, lang: str, figure: str) -> None:
    assert figure in " ".join("".join(words(drawn(TABLES["large"], "bar", lang=lang))).split())


def test_a_long_unit_stands_once_above_unless_the_lead_says_it(drawn: Draw) -> None:
    table = "Город;Чашек, тыс.\nМосква;41,5\nКазань;30"
    said = [w for w in words(drawn(table, "column", lead="Кофейни")) if "тыс" in w]
    assert said == ["Чашек, тыс."]
    assert not [w for w in words(drawn(table, "column", lead="Чашек за год, тыс.")) if "тыс" in w]
    assert sum("тыс" in w for w in words(drawn(table, "number", lead="Кофейни"))) == 2  # each tile says it
