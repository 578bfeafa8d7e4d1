"""A catalog's folder: one run at a time, proved by a receipt, nobody's work written over, no strangers in a set."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.production.holding import held
from designer_app.production.receipt import read_receipt
from tests.cli.running import Designer
from tests.production.catalog.making import Shop

GOODS = [{"name": f"Cup {i}", "article": f"C-{i}", "price": 100 + i} for i in range(4)]


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    made = Shop(tmp_path, Designer(capsys))
    made.write(GOODS, outputs=["captions", "data"], image_sizes=["200x250"])
    return made


def test_a_second_run_is_told_that_the_folder_is_in_use(shop: Shop) -> None:
    with held(shop.out):
        said = shop.designer("catalog", shop.folder / "job.json", "--out", shop.out)
    assert said.code != 0
    assert "folder-in-use" in said.err
    assert not (shop.out / "issue.json").exists()
    shop.run()


def test_the_receipt_names_every_file_and_proves_it(shop: Shop) -> None:
    report = shop.run()
    receipt = read_receipt(shop.out)
    assert {line.path for line in receipt.files} == set(report["files"])
    assert {line.template for line in receipt.files} == {"goods"}
    assert shop.designer("verify", shop.out).code == 0
    shop.run()
    again = {
        line for line in read_receipt(shop.out).files if line.path != "issue.json"
    }  # which says why anew
    assert again == {line for line in receipt.files if line.path != "issue.json"}
    (shop.out / "products.csv").write_text("mine", "utf-8")
    assert shop.designer("verify", shop.out).code == 1


def test_a_file_that_a_person_has_touched_stays(shop: Shop) -> None:
    shop.run()
    (shop.out / "captions" / "C-1.txt").write_text("my own words", "utf-8")
    report = shop.run()
    assert "touched-file" in [finding["code"] for finding in report["findings"]]
    assert (shop.out / "captions" / "C-1.txt").read_text("utf-8") == "my own words"
    assert "captions/C-1.new.txt" in report["files"]


def test_files_of_products_that_are_gone_are_gone_too(shop: Shop) -> None:
    shop.run("--only", "images,captions")
    (shop.out / "images" / "mine.txt").write_text("a note", "utf-8")
    shop.write(GOODS[1:], outputs=["captions"], image_sizes=["200x250"])
    shop.run("--only", "captions")
    assert sorted(path.stem for path in (shop.out / "captions").iterdir()) == ["C-1", "C-2", "C-3"]
    assert len(list((shop.out / "images" / "200x250").iterdir())) == 6  # another output's, not made anew
    shop.run("--only", "images")
    assert [path.name for path in sorted((shop.out / "images" / "200x250").iterdir())] == [
        "000-cover.png", "001-C-1.png", "002-C-2.png", "003-C-3.png", "004-back.png",
    ]  # fmt: skip
    assert (shop.out / "images" / "mine.txt").exists()
