"""Rows with pictures of their own are made row by row; the order changes no file."""

from __future__ import annotations

from collections.abc import Sequence

from designer_app.design.sizes import load_sizes, parse_size
from designer_app.design.slots import Slot
from designer_app.production.interleaving import by_row
from designer_app.production.records import Cell, Chunk, Setting

SLOTS = {"title": Slot(type="text"), "photo": Slot(type="image")}


def chunk(size: str, rows: dict[str, str], template: str = "card") -> Chunk:
    setting = Setting(
        template=template,
        kit="kit",
        size=parse_size(size, load_sizes(None)),
        lang="en",
        formats=("png",),
        out="out",
    )
    cells = tuple(
        Cell(number=number, key=key, values={"photo": photo}, stem=f"{key}-{size}")
        for number, (key, photo) in enumerate(rows.items())
    )
    return Chunk(setting=setting, cells=cells)


def stems(chunks: Sequence[Chunk]) -> list[str]:
    return [cell.stem for one in chunks for cell in one.cells]


def test_sizes_of_a_row_follow_each_other() -> None:
    rows = {"a": "a.jpg", "b": "b.jpg"}
    found = by_row([chunk("100x100", rows), chunk("200x200", rows)], lambda _: SLOTS)
    assert stems(found) == ["a-100x100", "a-200x200", "b-100x100", "b-200x200"]
    assert [one.setting.size.width for one in found] == [100, 200, 100, 200]


def test_rows_that_share_a_picture_stay_by_size() -> None:
    rows = {"a": "same.jpg", "b": "same.jpg"}
    chunks = [chunk("100x100", rows), chunk("200x200", rows)]
    assert by_row(chunks, lambda _: SLOTS) == chunks


def test_rows_that_one_size_lacks_keep_their_place() -> None:
    found = by_row(
        [
            chunk("100x100", {"a": "a.jpg", "c": "c.jpg"}),
            chunk("200x200", {"a": "a.jpg", "b": "b.jpg", "c": "c.jpg"}),
        ],
        lambda _: SLOTS,
    )
    assert sorted(stems(found)) == ["a-100x100", "a-200x200", "b-200x200", "c-100x100", "c-200x200"]
    assert stems(found)[:2] == ["a-100x100", "a-200x200"]


def test_templates_are_not_mixed() -> None:
    rows = {"a": "a.jpg", "b": "b.jpg"}
    chunks = [chunk("100x100", rows, "card"), chunk("100x100", rows, "other")]
    assert by_row(chunks, lambda _: SLOTS) == chunks


def test_rows_without_pictures_stay() -> None:
    chunks = [chunk("100x100", {"a": "", "b": ""}), chunk("200x200", {"a": "", "b": ""})]
    assert by_row(chunks, lambda _: SLOTS) == chunks
