"""Results are told in the plan's order, whoever was done first, and gone through once."""

from __future__ import annotations

import random

from designer_app.design.sizes import load_sizes, parse_sizes
from designer_app.production.cells import Cells
from designer_app.production.interleaving import in_turn
from designer_app.production.records import Cell, Chunk, Result, Setting
from designer_app.production.results import Gathered

MANY = 3000  # some stay as they are, others are packed
SIZE = parse_sizes("320x320", load_sizes(None))[0]


def result(number: int) -> Result:
    return Result(
        number=number, key=f"r{number}", size="320x320", kit="med", lang="ru", page=1, ok=number % 10 != 3,
        kept=number % 2 == 0, beside="old.jpg" if number == 8 else "",
    )  # fmt: skip


def test_in_the_plans_order_refused_ones_last() -> None:
    numbers = list(range(MANY))
    random.Random(3).shuffle(numbers)
    gathered = Gathered()
    gathered.extend(map(result, numbers))
    refused = result(-1)
    found = gathered.in_order((refused,))
    assert list(found) == [*map(result, range(MANY)), refused]
    assert found[8].beside == "old.jpg"
    assert gathered.in_order() == [*map(result, range(MANY))]


def test_what_is_asked_of_all() -> None:
    gathered = Gathered()
    gathered.extend(map(result, range(MANY)))
    found = gathered.in_order()
    assert [one.number for one in found.failed] == list(range(3, MANY, 10))
    assert len(found.made) == MANY - MANY // 10
    assert found.kept == MANY // 2
    assert [one.number for one in found.beside] == [8]


def test_cells_of_two_languages_in_the_tables_order() -> None:
    rows = [{"headline": f"Number {n}"} for n in range(MANY)]
    chunks = []
    for first, lang in enumerate(("ru", "en")):
        cells = Cells(rows, {"price": "1"}, {})
        for at in range(first, MANY, 2):
            cells.add(at, Cell(number=at, key=f"r{at}", values=rows[at], stem=f"r{at}"))
        setting = Setting(template="t", kit="k", size=SIZE, lang=lang, formats=("jpg",), out="out")
        chunks.append(Chunk(setting=setting, cells=cells))
    found = list(in_turn(chunks))
    assert [cell.number for _, _, cell in found] == list(range(MANY))
    for number, at, cell in found:
        assert chunks[number].cells[at] == cell
        assert cell.values == {**rows[cell.number], "price": "1"}
