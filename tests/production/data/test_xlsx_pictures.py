"""Pictures in a sheet: floating over cells and placed in them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from designer_app.production.batch import run_plan
from designer_app.production.data import read_table
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.rows import load_rows
from tests.production.data.test_xlsx import HEAD, handmade

RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def png(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    return stream.getvalue()


def floating(folder: Path, *titles: str, **spots: str) -> Path:
    book = openpyxl.Workbook()
    for title in titles:
        book.active.append([title])
    for row in (
        ["_key", "headline", "photo"],
        ["a", "Кения", None],
        ["b", "Цейлон", "own.png"],
        ["c", "Ассам"],
    ):
        book.active.append(row)
    for spot, colour in spots.items():
        book.active.add_image(SheetImage(io.BytesIO(png(colour))), spot)
    book.save(folder / "tea.xlsx")
    return folder / "tea.xlsx"


def test_floating_pictures_belong_to_the_cell_below_their_corner(tmp_path: Path) -> None:
    table = read_table(floating(tmp_path, A1="black", C2="red", C3="green", C4="blue", E4="white", C9="grey"))
    assert [row.cells["photo"] for row in table.rows] == ["cell-C2.png", "own.png", "cell-C4.png"]
    assert not any(row.faults for row in table.rows)
    assert table.pictures == {"cell-C2.png": png("red"), "cell-C4.png": png("blue")}


def test_pictures_below_a_title(tmp_path: Path) -> None:
    table = read_table(floating(tmp_path, "Цены", A1="black", C2="green", C3="red"))
    assert [row.cells["photo"] for row in table.rows] == ["cell-C3.png", "own.png", None]
    assert "title-row" in {note.code for note in table.notes}


def test_they_are_files_for_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    path = floating(tmp_path, C2="red", C4="blue")
    (tmp_path / "own.png").write_bytes(png("green"))
    rows = load_rows(path)
    assert rows.roots[0] == str(tmp_path)
    assert sorted(file.name for file in Path(rows.roots[1]).iterdir()) == ["cell-C2.png", "cell-C4.png"]
    assert load_rows(path).roots == rows.roots
    job = Job(template="news", data=str(path), kits=("med",), sizes=("1080x1080",))
    summary = run_plan(make_plan(job, str(tmp_path / "out"), mode="build"), workers=1)
    assert summary.ok, summary.failed


def placed(folder: Path, metadata: str = "1") -> Path:
    sheet = (
        f'{HEAD}<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>_key</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>photo</t></is></c></row>'
        f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e" vm="{metadata}"><v>#VALUE!</v></c></row></sheetData></worksheet>'
    )
    path = handmade(
        folder,
        sheet,
        **{
            "xl/metadata.xml": '<metadata><futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext><rvb i="0"/></ext>'
            '</extLst></bk></futureMetadata><valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
            "xl/richData/rdrichvalue.xml": '<rvData count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
            "xl/richData/richValueRel.xml": '<richValueRels xmlns:r="r"><rel r:id="rId1"/></richValueRels>',
            "xl/richData/_rels/richValueRel.xml.rels": f'{RELS}<Relationship Id="rId1" Type="{IMAGE}" '
            'Target="../media/image1.png"/></Relationships>',
        },
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", png("red"))
    return path


def test_pictures_placed_in_cells(tmp_path: Path) -> None:
    table = read_table(placed(tmp_path))
    assert table.rows[0].cells["photo"] == "cell-B2.png"
    assert table.rows[0].faults == ()
    assert table.pictures == {"cell-B2.png": png("red")}


def test_rich_values_that_lead_nowhere_are_errors_of_their_cells(tmp_path: Path) -> None:
    table = read_table(placed(tmp_path, "7"))
    assert [fault.code for fault in table.rows[0].faults] == ["bad-cell"]
    assert table.pictures == {}
