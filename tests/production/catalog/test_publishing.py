"""A table becomes a catalog: files, lists with page numbers, an issue that the next one is compared with."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.running import Designer

pikepdf = pytest.importorskip("pikepdf")
pdfium = pytest.importorskip("pypdfium2")

WISH = {
    "title": "Осень дешевле тысячи", "group": "раздел", "index": ["name"], "prices": True, "grid": 4,
    "note": "Цены с НДС.", "sections": {"Зёрна": {"lead": "Урожай этого года."}},
}  # fmt: skip
GOODS = [("Зёрна", f"Кения {i}", 500 + i) for i in range(6)] + [
    ("Посуда", f"Кружка {i}", 900 + i) for i in range(3)
]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    written(tmp_path, GOODS)
    job = {
        "data": "goods.csv",
        "kits": ["med"],
        "langs": ["ru"],
        "sizes": ["148x210mm+3@150"],
        "catalog": WISH,
    }
    (tmp_path / "job.json").write_text(json.dumps(job, ensure_ascii=False), "utf-8")
    return tmp_path


def written(folder: Path, goods: list[tuple[str, str, int]]) -> None:
    with (folder / "goods.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["артикул", "раздел", "название", "цена"])
        names = [name for _, name, _ in GOODS]
        lines.writerows(
            [f"М-{names.index(name) if name in names else 90}", section, name, price]
            for section, name, price in goods
        )


@pytest.fixture
def designer(capsys: pytest.CaptureFixture[str]) -> Designer:
    return Designer(capsys)


def made(designer: Designer, shop: Path, *flags: object) -> dict[str, object]:
    said = designer("catalog", shop / "job.json", "--out", shop / "out", "--json", *flags)
    assert said.code == 0, said.err
    found: dict[str, object] = json.loads(said.out)
    return found


def words(file: Path) -> list[str]:
    document = pdfium.PdfDocument(file)
    return [document[i].get_textpage().get_text_bounded() for i in range(len(document))]


def test_print_and_screen(designer: Designer, shop: Path) -> None:
    report = made(designer, shop)
    pages = words(shop / "out" / "print.pdf")
    assert len(pages) == report["pages"] == len(words(shop / "out" / "screen.pdf"))
    for _, name, _ in GOODS:
        assert sum(name in page for page in pages) >= 3  # its cell, the index, the price list
    where = next(i for i, page in enumerate(pages, 1) if "Кружка 2" in page and "Посуда" in page)
    index = next(page for page in pages if "Указатель" in page)
    assert f"Кружка 2 {where}" in index.replace("\r\n", " ")
    with pikepdf.open(shop / "out" / "print.pdf") as pdf:
        trim = [float(v) for v in pdf.pages[0].TrimBox]
        assert trim[2] - trim[0] == pytest.approx(148 / 25.4 * 72, abs=0.5)
        assert [str(item.Title) for item in _outline(pdf)][:3] == [
            "Осень дешевле тысячи",
            "Содержание",
            "Зёрна",
        ]
        section = _outline(pdf)[2]
        assert str(section.First.Title) == "Кения 0"
        assert int(section.Count) == -6  # folded away
        assert [str(item.Title) for item in _outline(pdf)][-2:] == ["Указатель", "Прайс-лист"]
    with pikepdf.open(shop / "out" / "screen.pdf") as pdf:
        assert [float(v) for v in pdf.pages[0].MediaBox][2] == pytest.approx(148 / 25.4 * 72, abs=0.5)
        assert any("/Annots" in page for page in pdf.pages)


def _outline(pdf: object) -> list[object]:
    found, item = [], pdf.Root.Outlines.First  # type: ignore[attr-defined]
    while item is not None:
        found.append(item)
        item = item.get("/Next")
    return found


def test_only_what_changed_is_drawn_and_the_bytes_are_the_same(designer: Designer, shop: Path) -> None:
    first = made(designer, shop)
    files = {name: (shop / "out" / name).read_bytes() for name in ("print.pdf", "screen.pdf", "issue.json")}
    assert made(designer, shop)["drawn"] == 0
    assert {name: (shop / "out" / name).read_bytes() for name in files} == files | {
        "issue.json": (shop / "out" / "issue.json").read_bytes()
    }
    dearer = [(s, n, p + 100 if n == "Кружка 2" else p) for s, n, p in GOODS]
    written(shop, dearer)
    again = made(designer, shop)
    assert again["drawn"] == 2  # the page of goods and the price list
    assert again["pages"] == first["pages"]
    assert [(move["what"], move["name"]) for move in again["moves"]] == [("dearer", "Кружка 2")]  # type: ignore[attr-defined]
    fresh = designer("catalog", shop / "job.json", "--out", shop / "other", "--workers", "1")
    assert fresh.code == 0
    assert (shop / "other" / "print.pdf").read_bytes() == (shop / "out" / "print.pdf").read_bytes()


def test_a_kept_page_that_was_damaged_is_drawn_again(designer: Designer, shop: Path) -> None:
    made(designer, shop, "--only", "print")
    first = (shop / "out" / "print.pdf").read_bytes()
    for path in sorted((shop / "out" / ".designer" / "pages").iterdir()):
        if path.name.endswith(".print"):
            path.write_bytes(path.read_bytes()[:-40])
        elif path.name.startswith("font-"):
            path.write_bytes(b"")
    made(designer, shop, "--only", "print")
    assert (shop / "out" / "print.pdf").read_bytes() == first


def test_new_and_cheaper_products_are_marked_since_the_last_issue(designer: Designer, shop: Path) -> None:
    made(designer, shop)
    written(
        shop, [*[(s, n, p - 50 if n == "Кения 1" else p) for s, n, p in GOODS], ("Посуда", "Блюдце", 300)]
    )
    report = made(designer, shop, "--since", shop / "out" / "issue.json")
    text = "\n".join(words(shop / "out" / "print.pdf"))
    assert text.count("Новинка") == 1
    assert text.count("Цена ниже") == 1
    assert {move["what"] for move in report["moves"]} >= {"new", "cheaper"}  # type: ignore[attr-defined]


def test_printed_pages_are_kept_or_it_says_which_cannot_be(designer: Designer, shop: Path) -> None:
    made(designer, shop)
    written(shop, GOODS[1:])
    said = designer("catalog", shop / "job.json", "--out", shop / "out", "--keep-pages", "1-5")
    assert said.code == 1
    assert "page-not-kept" in said.err
    assert "without М-0" in said.err


def test_explain_says_why(designer: Designer, shop: Path) -> None:
    said = designer("catalog", shop / "job.json", "--explain")
    assert said.code == 0
    assert "opens 'Зёрна'" in said.out
    assert not (shop / "out").exists()


@pytest.mark.parametrize(
    ("change", "code", "exit_code"),
    [
        ({"group": "разде"}, "unknown-column", 1),
        ({"exclude": ["М-99"]}, "unknown-row", 1),
        ({"exclude": [f"М-{i}" for i in range(9)]}, "no-products", 1),
        ({"budget": 2}, "over-page-budget", 1),
        ({"pages": "nothing"}, "unknown-template", 2),
        ({"grid": 5}, "bad-job", 1),
    ],
)
def test_bad_wishes_are_one_clear_line(
    designer: Designer, shop: Path, change: dict[str, object], code: str, exit_code: int
) -> None:
    job = json.loads((shop / "job.json").read_text("utf-8"))
    job["catalog"] |= change
    (shop / "job.json").write_text(json.dumps(job), "utf-8")
    said = designer("catalog", shop / "job.json", "--out", shop / "out")
    assert (said.code, code in said.err) == (exit_code, True), said.err
    assert not (shop / "out" / "print.pdf").exists()
    assert "Traceback" not in said.err


def test_a_product_with_everything_missing_and_one_with_far_too_much(designer: Designer, shop: Path) -> None:
    with (shop / "goods.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["М-50", "Посуда", "Очень " * 60, ""])
        csv.writer(file).writerow(["М-51", "", "Без раздела", "цена кусается"])
    said = designer("catalog", shop / "job.json", "--out", shop / "out", "--json")
    assert said.code == 1  # the price that is none is told, the rest is made
    assert len(words(shop / "out" / "print.pdf")) == json.loads(said.out)["pages"]
    assert "Traceback" not in said.err


def test_pictures_gallery_captions_and_data(designer: Designer, shop: Path) -> None:
    job = json.loads((shop / "job.json").read_text("utf-8"))
    job["catalog"] |= {
        "image_sizes": ["300x375"],
        "hashtags": ["#{{ section }}", "#осень 2026", "#{{ brand_name }}"],
    }
    (shop / "job.json").write_text(json.dumps(job), "utf-8")
    report = made(designer, shop, "--only", "images,gallery,captions,data")
    out = shop / "out"
    pictures = sorted(path.name for path in (out / "images" / "300x375").iterdir())
    assert pictures[0] == "000-cover.png"
    assert pictures[-1] == f"{len(GOODS) + 1:03}-back.png"
    assert len(pictures) == len(GOODS) + 2
    assert (out / "captions" / "М-1.txt").read_text(
        "utf-8"
    ) == "Кения 1\n501 ₽\n\n#зёрна #осень2026\n".replace("501 ₽", "501\u202f₽")
    page = (out / "gallery.html").read_text("utf-8")
    assert page.count("<li ") == len(GOODS)
    assert "http" not in page.replace("http-equiv", "")
    lines = list(csv.DictReader((out / "products.csv").open(encoding="utf-8-sig")))
    assert [line["_key"] for line in lines] == [
        line["_key"] for line in json.loads((out / "products.json").read_text("utf-8"))
    ]
    assert {line["section"] for line in lines} == {"Зёрна", "Посуда"}
    there = {
        p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file() and p.parent.name != ".designer"
    }
    assert {*report["files"], "receipt.json", "receipt.csv"} == there  # type: ignore[misc]


def test_words_of_a_table_are_only_words_in_the_gallery(designer: Designer, shop: Path) -> None:
    written(shop, [*GOODS, ("<b>", "<script>alert(1)</script>", 5)])
    made(designer, shop, "--only", "gallery")
    page = (shop / "out" / "gallery.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert page.count("<script>") == 1


def test_a_line_of_the_index_leads_to_the_first_of_its_pages(designer: Designer, shop: Path) -> None:
    written(shop, [*GOODS, *((section, "Набор", 100 + i) for i, section in enumerate(("Зёрна", "Посуда")))])
    made(designer, shop, "--only", "screen")
    number = next(i for i, page in enumerate(words(shop / "out" / "screen.pdf")) if "Указатель" in page)
    with pikepdf.open(shop / "out" / "screen.pdf") as pdf:
        named = {page.obj.objgen: i for i, page in enumerate(pdf.pages, 1)}
        leads = {named[note.A.D[0].objgen] for note in pdf.pages[number].Annots}
        assert len(pdf.pages[number].Annots) == 2 * (len(GOODS) + 1)  # words and pages of each name
    text = words(shop / "out" / "screen.pdf")[number].replace("\r\n", " ")
    several = next(part for part in text.split("Набор ")[1:])
    assert int(several.split(",")[0]) in leads


def test_a_picture_that_cant_be_read_leaves_no_hole_and_is_seen_once_it_is_mended(
    designer: Designer, shop: Path
) -> None:
    from PIL import Image

    rows = list(csv.reader((shop / "goods.csv").open(encoding="utf-8")))
    (shop / "mug.png").write_bytes(b"no picture")
    with (shop / "goods.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[*rows[0], "фото"], *([*row, "mug.png" if row[0] == "М-7" else ""] for row in rows[1:])]
        )
    said = designer("catalog", shop / "job.json", "--out", shop / "out")
    assert said.code == 1
    assert said.err.count("mug.png") >= 1
    assert any("Кружка 1" in page and "Кружка 2" in page for page in words(shop / "out" / "print.pdf"))
    Image.new("RGB", (300, 300), (200, 30, 30)).save(shop / "mug.png")
    assert made(designer, shop)["drawn"] >= 1
    assert designer("catalog", shop / "job.json", "--out", shop / "out").code == 0


def test_an_opener_with_another_product_is_another_page(shop: Path) -> None:
    from designer_app.production.catalog.issue import Issue, touched_pages
    from designer_app.production.catalog.records import PagePlan

    def issue(hero: str, why: str) -> Issue:
        return Issue(pages=(PagePlan(number=1, kind="opener", section="a", hero=hero, why=why),))

    assert touched_pages(issue("x", "one"), issue("x", "other")) == []
    assert touched_pages(issue("x", ""), issue("y", "")) == [1]
