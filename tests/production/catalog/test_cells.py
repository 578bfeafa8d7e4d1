"""Cells of products: what a row may bring besides name, price and picture, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.cli.running import Designer
from tests.production.catalog.making import Shop

pdfium = pytest.importorskip("pypdfium2")
RU = {"kits": ["med"], "langs": ["ru"], "sizes": ["210x297mm@100"]}


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    for name, colour in (("a", (160, 40, 60)), ("b", (30, 90, 160)), ("c", (40, 140, 60))):
        picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
        ImageDraw.Draw(picture).ellipse((20, 20, 180, 180), fill=(*colour, 255))
        picture.save(tmp_path / f"{name}.png")
    return Shop(tmp_path, Designer(capsys))


def pages(shop: Shop) -> list[str]:
    document = pdfium.PdfDocument(shop.out / "screen.pdf")
    return [document[i].get_textpage().get_text_bounded().replace("\r\n", " ") for i in range(len(document))]


def made(shop: Shop, rows: list[dict[str, Any]], **wish: Any) -> list[str]:
    shop.write(rows, RU, contents=False, openers=False, **{"outputs": ["screen"], **wish})
    shop.run()
    return pages(shop)


def picture(shop: Shop, page: int) -> Image.Image:
    shown: Image.Image = pdfium.PdfDocument(shop.out / "screen.pdf")[page - 1].render(scale=3).to_pil()
    return shown


def colours(image: Image.Image) -> int:
    """How many of the three things are seen."""
    small = image.convert("RGB").resize((image.width // 4, image.height // 4), Image.Resampling.NEAREST)
    seen = {colour for _, colour in small.getcolors(1 << 20) or []}
    wanted = ((160, 40, 60), (30, 90, 160), (40, 140, 60))
    return sum(
        any(all(abs(a - b) < 6 for a, b in zip(colour, want, strict=True)) for colour in seen)
        for want in wanted
    )


def test_a_missing_price_is_said_where_others_have_one(shop: Shop) -> None:
    rows = [{"name": "Чашка", "price": "480 ₽"}, {"name": "Ваза", "price": ""}]
    assert "по запросу" in made(shop, rows)[1]
    assert "по запросу" not in made(shop, [{"name": "Ваза"}, {"name": "Чашка"}])[1]


def test_old_price_and_price_per_unit(shop: Shop) -> None:
    row = {"name": "Масло", "price": "430 ₽", "old_price": "510 ₽", "unit_price": "86 ₽ за 100 мл"}
    page = made(shop, [row])[1].replace("\u202f", " ").replace("\xa0", " ")
    assert "430 ₽" in page
    assert "510 ₽" in page
    assert "86 ₽ за 100 мл" in page


def test_the_same_footnote_has_one_number_on_its_page(shop: Shop) -> None:
    notes = ["Лампа не в комплекте.", "Хранить в темноте.", "Лампа не в комплекте.", ""]
    rows = [{"name": f"Вещь {i}", "footnote": note} for i, note in enumerate(notes)]
    page = made(shop, rows)[1]
    assert "Вещь 0¹" in page
    assert "Вещь 1²" in page
    assert "Вещь 2¹" in page
    assert page.count("Лампа не в комплекте.") == 1
    assert "² Хранить в темноте." in page


def test_attributes_become_icons_and_the_contents_say_what_they_mean(shop: Shop) -> None:
    rows = [
        {"name": "Чашка", "section": "Стол", "attributes": "ручная работа, Веган", "price": 1},
        {"name": "Ваза", "section": "Стол", "attributes": "тяжёлая"},
    ]
    icons = {"веган": "leaf", "ручная работа": "heart", "лёгкая": "star"}
    shop.write(rows, RU, group="section", icons=icons, outputs=["screen"])
    shop.run()
    contents = pages(shop)[1]
    assert "веган" in contents
    assert "ручная работа" in contents
    assert "лёгкая" not in contents  # nothing here is


def test_further_pictures_stand_in_wide_cells_only(shop: Shop) -> None:
    rows = [
        {"name": f"Вещь {i}", "photo": "a.png", "more": "b.png\nc.png" if i == 0 else ""} for i in range(2)
    ]
    made(shop, rows, grid=9)  # two products: a page of one column
    assert colours(picture(shop, 2)) == 3
    rows = [{"name": f"Вещь {i}", "photo": "a.png", "more": "b.png\nc.png"} for i in range(9)]
    made(shop, rows, grid=9)
    assert colours(picture(shop, 2)) == 1


def test_codes_of_a_cell_are_read_from_the_page(shop: Shop) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    made(
        shop,
        [
            {"name": "Чашка", "photo": "a.png", "ean": "4601234567893"},
            {"name": "Ваза", "qr": "https://shop.example/2"},
        ],
    )
    read = {code.text for code in zxingcpp.read_barcodes(picture(shop, 2))}
    assert read == {"4601234567893", "https://shop.example/2"}


def test_a_wrong_check_digit_is_told_and_the_page_is_made(shop: Shop) -> None:
    shop.write([{"name": "Чашка", "ean": "4601234567890"}], RU, contents=False, outputs=["screen"])
    assert "code-content" in shop.codes()


def test_lists_share_their_lines_out_evenly(shop: Shop) -> None:
    rows = [{"name": f"Вещь {i:03}", "price": 100 + i} for i in range(100)]
    made_pages = made(shop, rows, prices=True, grid=12)
    lists = [page for page in made_pages if "Прайс-лист" in page]
    counts = [page.count("Вещь") for page in lists]
    assert sum(counts) == 100
    assert max(counts) - min(counts) <= 1


def test_a_section_opens_with_a_product_that_can_be_seen(shop: Shop) -> None:
    rows = [
        {"name": "Ваза", "section": "Стол", "price": 1},
        {"name": "Чашка", "section": "Стол", "price": 2, "photo": "a.png"},
    ]
    shop.write(rows, RU, group="section", contents=False, outputs=["screen"])
    shop.run()
    assert "Чашка" in pages(shop)[1]


def test_facing_pages_have_one_grid_whatever_their_footnotes() -> None:
    from designer_app.production.catalog.publishing import drafted
    from designer_app.production.jobs import read_job

    file = Path(__file__).resolve().parents[3] / "examples" / "retail-catalog" / "job.json"
    job = read_job(file)
    assert job.catalog is not None
    draft = drafted(job, job.catalog, file=str(file))
    notes = {content.plan.number: content.master.get("notes", 0) for content in draft.contents}
    assert all(notes[number] == notes.get(number + 1, notes[number]) for number in notes if number % 2 == 0)
    assert set(notes.values()) == {0, 1}


def test_a_photograph_on_a_plain_ground_shows_its_thing_whole(shop: Shop) -> None:
    from PIL import ImageDraw

    from designer_app.pictures import facts, plain_ground

    photo = Image.new("RGB", (600, 600), (224, 222, 218))
    ImageDraw.Draw(photo).rectangle((60, 60, 540, 540), fill=(180, 40, 30))
    photo.save(shop.folder / "plain.png")
    ImageDraw.Draw(photo).rectangle((0, 0, 600, 60), fill=(20, 40, 80))
    photo.save(shop.folder / "scene.png")
    assert plain_ground(facts(shop.folder / "plain.png").digest) == "#E0DEDA"
    assert plain_ground(facts(shop.folder / "scene.png").digest) == ""
    shop.write(
        [{"name": "Чашка", "price": 1, "photo": "plain.png"}], RU, grid=1, contents=False, outputs=["screen"]
    )
    shop.run()
    page = pdfium.PdfDocument(shop.out / "screen.pdf")[1].render(scale=1).to_pil().convert("RGB")
    red = [
        (x, y)
        for x in range(page.width)
        for y in range(page.height)
        if page.getpixel((x, y)) == (180, 40, 30)
    ]
    wide = max(x for x, _ in red) - min(x for x, _ in red)
    high = max(y for _, y in red) - min(y for _, y in red)
    assert abs(wide - high) <= 2  # the square is not cropped by the higher panel


def test_a_main_product_is_in_every_set(shop: Shop) -> None:
    rows = [
        {"article": f"A{i}", "name": f"Чашка {i}", "section": "Стол", "price": 1, "rank": 3 if i == 1 else 1}
        for i in range(4)
    ]
    shop.write(
        rows, RU, group="section", importance="rank", outputs=["images", "gallery"], image_sizes=["240x300"]
    )
    shop.run()
    assert (shop.out / "gallery.html").read_text("utf-8").count("<li ") == 4
    assert any("A1" in path.name for path in (shop.out / "images" / "240x300").iterdir())


def test_every_product_is_explained(shop: Shop) -> None:
    rows = [{"article": f"A{i}", "name": f"Чашка {i}", "section": "Стол", "price": 1} for i in range(5)]
    shop.write(rows, RU, group="section")
    said = shop.designer("catalog", shop.folder / "job.json", "--explain").out
    assert all(f"A{i}  Чашка {i}: number {i + 1} of 5 in its section" in said for i in range(5))
    assert "takes 2 cells so that its row is full" in said


def test_covers_are_shown_whole_where_the_job_says_so(shop: Shop) -> None:
    cover = Image.new("RGB", (400, 600), (20, 60, 120))
    ImageDraw.Draw(cover).rectangle((0, 0, 400, 60), fill=(200, 30, 30))
    cover.save(shop.folder / "cover.jpg", quality=95)
    row = {"name": "Книга", "price": 1, "photo": "cover.jpg"}

    def form(**wish: Any) -> float:
        shop.write([row, {**row, "name": "Вторая"}], RU, grid=2, contents=False, outputs=["screen"], **wish)
        shop.run("--fresh")
        page = pdfium.PdfDocument(shop.out / "screen.pdf")[1].render(scale=1).to_pil().convert("RGB")
        top = page.crop((0, 0, page.width, page.height // 2))
        seen = [
            (x, y) for y in range(top.height) for x in range(top.width) for r, g, b in (top.getpixel((x, y)),)
            if b > r + 60 or r > g + 120
        ]  # fmt: skip
        xs, ys = [x for x, _ in seen], [y for _, y in seen]
        return (max(ys) - min(ys) + 1) / (max(xs) - min(xs) + 1)

    assert form(pictures="whole") == pytest.approx(1.5, abs=0.05)
    assert form() == pytest.approx(1.5, abs=0.05)  # a third of it would be seen
    assert form(pictures="fill") < 1


def test_running_heads_and_folios_are_decoration(shop: Shop) -> None:
    import pikepdf

    made(shop, [{"article": f"A{i}", "name": f"Чашка {i}", "price": 1} for i in range(3)])
    with pikepdf.open(shop.out / "screen.pdf") as pdf:
        streams = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b"/Artifact" in streams
    said = pages(shop)[1]
    assert said.index("Чашка 0") < said.index("A0")  # the name is read before what stands below it


def test_a_gallery_of_several_makers_lets_one_choose(shop: Shop) -> None:
    rows = [
        {"article": f"A{i}", "name": f"Чашка {i}", "price": i + 1, "brand_name": f"М {i % 3}"}
        for i in range(6)
    ]
    shop.write(rows, RU, outputs=["gallery"])
    shop.run()
    page = (shop.out / "gallery.html").read_text("utf-8")
    assert "<option>М 0</option><option>М 1</option><option>М 2</option>" in page
    assert page.count('data-maker="М 1"') == 2
    shop.write([{**row, "brand_name": "М"} for row in rows], RU, outputs=["gallery"])
    shop.run()
    assert 'id="maker"' not in (shop.out / "gallery.html").read_text("utf-8")
