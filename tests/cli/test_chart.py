"""``designer chart``: one picture from a table, kinds proposed, what can't be drawn refused in one line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.running import Designer
from tests.layers.chart.tables import TABLES


@pytest.fixture
def days(tmp_path: Path) -> Path:
    path = tmp_path / "days.csv"
    path.write_text(TABLES["ranking"], encoding="utf-8")
    return path


def test_a_table_becomes_a_picture(designer: Designer, days: Path) -> None:
    out = days.with_name("days.png")
    said = designer("chart", "ranking", "--data", days, "--kit", "med", "--size", "1080x1080", "-o", out)
    assert said.code == 0, said.err
    assert Image.open(out).size == (1080, 1080)


def test_without_a_file_it_proposes_kinds(designer: Designer, days: Path) -> None:
    found = designer("chart", "--data", days, "--json").json
    assert found[0]["kind"] == "ranking"
    reasons = {one["kind"]: one["why_not"] for one in found if not one["fits"]}
    assert "names without an order" in reasons["line"]
    assert designer("chart", "--data", days).out.splitlines()[0].split()[0] == "ranking"


def test_a_refusal_is_one_line_that_names_kinds(designer: Designer, tmp_path: Path) -> None:
    table = tmp_path / "loss.csv"
    table.write_text("Part;Value\nRent;-3\nPay;8\n", encoding="utf-8")
    said = designer("chart", "donut", "--data", table, "-o", tmp_path / "loss.png")
    assert said.code == 1
    assert "-3 ('Rent')" in said.err
    assert "draw it as" in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not (tmp_path / "loss.png").exists()


def test_a_wrong_number_names_column_and_row(designer: Designer, tmp_path: Path) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("Part;Value\nA;1\nB;2\nC;many\n", encoding="utf-8")
    said = designer("chart", "bar", "--data", table, "-o", tmp_path / "bad.png")
    assert said.code == 1
    assert "bad.csv: column Value, row 3" in said.err


def test_a_pasted_table_comes_through_the_pipe(
    designer: Designer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasted = io.TextIOWrapper(io.BytesIO("Город\tДней\nОсло\t14\nРим\t52\n".encode()))
    monkeypatch.setattr(sys, "stdin", pasted)
    out = tmp_path / "pasted.png"
    said = designer("chart", "column", "--data", "-", "-o", out)
    assert said.code == 0, said.err
    assert out.exists()


def test_same_table_same_bytes(designer: Designer, days: Path) -> None:
    one, other = days.with_name("one.png"), days.with_name("other.png")
    for out in (one, other):
        assert designer("chart", "bar", "--data", days, "-o", out).code == 0
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    "arguments", [("chart", "pie"), ("chart", "bar"), ("chart", "bar", "--data", "none.csv")]
)
def test_wrong_use_is_said(designer: Designer, arguments: tuple[str, ...]) -> None:
    said = designer(*arguments)
    assert said.code != 0
    assert said.err.startswith("error[")


def test_a_job_names_tables_in_files_of_their_own(designer: Designer, tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text(TABLES["ranking"], encoding="utf-8")
    (tmp_path / "rows.csv").write_text(
        "key;headline;table;chart\na;One;days.csv;bar\nb;Two;gone.csv;bar\n", encoding="utf-8"
    )
    said = designer(
        "batch",
        "chart",
        "--data",
        tmp_path / "rows.csv",
        "--kit",
        "northline",
        "--sizes",
        "300x375",
        "--out",
        tmp_path / "out",
    )
    assert said.code == 1
    assert len(list((tmp_path / "out").rglob("*.png"))) == 1
    assert "gone.csv" in said.out + said.err


@pytest.mark.parametrize(
    ("kind", "band"), [("line", "abc"), ("line", "1e999..2"), ("line", "900..950 Norm"), ("bar", "1..2 Norm")]
)
def test_a_band_that_cannot_be_drawn_is_told(
    designer: Designer, tmp_path: Path, kind: str, band: str
) -> None:
    path = tmp_path / "months.csv"
    path.write_text("Month;Sold\nJan;3\nFeb;5\nMar;4\n", encoding="utf-8")
    said = designer("chart", kind, "--data", path, "--band", band, "-o", tmp_path / "out.png")
    assert "warning[chart-band]" in said.err
    fine = designer("chart", "line", "--data", path, "--band", "2..4 Norm", "-o", tmp_path / "out.png")
    assert "chart-band" not in fine.err


def test_a_chart_reads_tables_as_batches_do(designer: Designer, tmp_path: Path) -> None:
    path = tmp_path / "months.txt"
    path.write_bytes("Отчёт\nза год\nМесяц|Продано\nЯнварь|3\nИюль|5\n".encode("koi8-r"))
    out = tmp_path / "out.png"
    flags = ("--encoding", "koi8-r", "--separator", "|", "--header", "3")
    assert designer("chart", "bar", "--data", path, *flags, "-o", out).code == 0
    assert designer("chart", "bar", "--data", path, "--header", "9", "-o", out).code == 2
