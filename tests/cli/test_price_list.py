"""A price list as people have it: cp1251 from a spreadsheet, titles and a total, prices in words, pictures with Russian names."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from PIL import Image

from tests.cli.running import Designer

LIST = """Прайс-лист на ноябрь 2026 г.;;;;
ООО «Медь», отдел продаж;;;;
;;;;
Артикул;Наименование;Цена, руб.;Фото;Описание
А-1;Кения Ньери;1 299,00 руб.;Кения Ньери.JPG;"Помол ""под турку""; свежая обжарка"
А-2;Йемен Мокко;850,50;C:\\Users\\Ирина\\фото\\Йемен_Мокко.png;"Сумка" в подарок

А-3;Чай «Осенний»;уточняйте;чай осенний;
А-4;Турка;990 р.;турки.jpg;
А-5;Очень длинное название, которое никуда не поместится и будет обрезано;1000;Кения Ньери.jpg;
;Итого:;4 139,50;;
"""


def test_all_right_rows_are_made_and_the_others_named(designer: Designer, tmp_path: Path) -> None:
    pictures = tmp_path / "фото" / "новые"
    pictures.mkdir(parents=True)
    for name in (
        "Кения Ньери.jpg",
        unicodedata.normalize("NFD", "Йемен Мокко.jpeg"),
        "Чай Осенний.png",
        "Турка.jpg",
    ):
        Image.new("RGB", (900, 900), "#7a4b2a").save(pictures / name)
    prices = tmp_path / "прайс.csv"
    prices.write_bytes(LIST.replace("\n", "\r\n").encode("cp1251"))
    out = tmp_path / "o"
    wishes = (
        "--kit",
        "med",
        "--sizes",
        "320x320,400x200",
        "--format",
        "jpg",
        "--out",
        out,
        "--contact",
        "png",
        "--zip",
        "platform",
    )
    first = designer("batch", "product", "--data", prices, *wishes, "--csv", tmp_path / "mend.csv")
    assert first.code == 1
    made = {line["key"] for line in json.loads((out / "receipt.json").read_bytes())["files"] if line["size"]}
    assert made == {"А-1", "А-2", "А-5"}
    assert "error[bad-money]" in first.err
    assert "did you mean 'фото/новые/Турка.jpg'?" in first.err
    mend = (tmp_path / "mend.csv").read_text(encoding="utf-8-sig")
    assert all(
        code in mend for code in ("bad-money", "missing-file", "text-too-long", "stray-quotes", "total-row")
    )
    prices.write_bytes(LIST.replace("уточняйте", "450").replace("турки.jpg", "Турка.jpg").encode("cp1251"))
    second = designer("batch", "product", "--data", prices, *wishes, "--json")
    assert (second.code, second.json["written"], second.json["unchanged"]) == (0, 4, 6)
    assert sorted(path.name for path in out.iterdir() if path.is_file() and path.suffix != ".jpg") == [
        "contact-sheet.png", "other.zip", "receipt.csv", "receipt.json",
    ]  # fmt: skip
    assert designer("verify", out).code == 0
