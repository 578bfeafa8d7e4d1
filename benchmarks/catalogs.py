"""A catalog of 1,000 products on 100 pages: the print PDF made, made again, made after one price changed; its memory.

``python -m benchmarks catalogs`` measures it twice: with the drawings of ``examples/retail-catalog`` (63 for all
products), and with a photograph of its own for each product.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.batches import spent
from benchmarks.poisoned import ROOT, watched
from benchmarks.rows import Row

PRODUCTS, SECTIONS, PAGES = 1_000, 8, 100
_THINGS = ROOT / "examples" / "retail-catalog" / "things"
_SECTIONS = (
    "Чай и кофе", "Стол", "Свет", "Ткань", "Порядок", "Ванная", "Письмо", "Зелень",
)  # fmt: skip
_NOUNS = (
    "Кружка", "Ваза", "Лампа настольная", "Плед", "Корзина плетёная", "Мыло", "Тетрадь", "Кашпо", "Термос", "Свеча",
)  # fmt: skip
_KINDS = (
    "«Утро»",
    "«Озеро»",
    "с ручками",
    "большая",
    "«Лён и соль»",
    "ручной работы",
    "на двоих",
    "для дачи",
)
_SIDE = 800  # px of a photograph


def measure() -> list[Row]:
    found: list[Row] = []
    for own in (False, True):
        with tempfile.TemporaryDirectory() as name:
            found += _measured(Path(name), own)
    return found


def _measured(folder: Path, own: bool) -> list[Row]:
    write(folder, own=own)
    what = "a photograph for each" if own else "63 drawings"
    before = os.times()
    seen = watched(command(folder))
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    if seen.report["pages"] != PAGES:
        raise SystemExit(f"{seen.report['pages']} pages, not {PAGES}")
    same, _ = spent(command(folder))
    write(folder, own=own, changed=517)
    one, cpu = spent(command(folder))
    return [
        Row(f"1,000 products on {PAGES} pages, {what}", seen.seconds, "s", "≤ 20"),
        Row("  processor, all processes", busy, "s"),
        Row("  memory at most, all processes", max(seen.peaks) / 1e6, "MB"),
        Row(
            "  memory of the last tenth to that of the third",
            seen.peaks[-1] / seen.peaks[len(seen.peaks) // 4],
            "",
        ),
        Row("  unchanged", same, "s"),
        Row("  after one price changed", one, "s", "≤ 2"),
        Row("  after one price changed: processor", cpu, "s"),
    ]


def command(folder: Path) -> list[str]:
    return [
        sys.executable, "-m", "designer_app.cli", "catalog", str(folder / "job.json"), "--out", str(folder / "out"),
        "--only", "print", "--json",
    ]  # fmt: skip


def write(folder: Path, *, own: bool, changed: int = -1) -> None:
    """Table, job and pictures. ``own``: each product has a photograph of its own; ``changed`` is the number of the
    product that has another price."""
    pictures = sorted(path.name for path in _THINGS.glob("*.svg"))
    if own and not (folder / "photos").exists():
        (folder / "photos").mkdir()
        for number in range(PRODUCTS):
            _photograph(folder / "photos" / f"{number:04}.jpg", number)
    choice = random.Random(7)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(["article", "section", "name", "detail", "price", "old price", "photo", "importance"])
    for number in range(PRODUCTS):
        section = number * SECTIONS // PRODUCTS
        price = choice.randrange(90, 9_900, 10)
        old = price + 200 if choice.random() < 0.1 else ""
        photo = f"photos/{number:04}.jpg" if own else choice.choice(pictures)
        name = f"{_NOUNS[number % len(_NOUNS)]} {choice.choice(_KINDS)} {number % 97 + 1}"
        weight = 2 if number % 25 == 0 else 1
        asked = price - 50 if number == changed else price
        detail = f"{choice.choice(('глина', 'лён', 'бук', 'стекло'))}, {choice.randrange(5, 60)} см"
        writer.writerow([f"A-{number:04}", _SECTIONS[section], name, detail, f"{asked} ₽", old and f"{old} ₽", photo, weight])  # fmt: skip
    (folder / "goods.csv").write_text(target.getvalue(), encoding="utf-8")
    job = {
        "data": "goods.csv", "kits": ["med"], "langs": ["ru"], "sizes": ["210x297mm+3@300"], "assets": [str(_THINGS)],
        "catalog": {
            "title": "Тысяча вещей", "group": "section", "importance": "importance", "grid": 12, "multiple": 4,
            "budget": PAGES, "outputs": ["print"],
        },
    }  # fmt: skip
    (folder / "job.json").write_text(json.dumps(job, ensure_ascii=False, indent=1), encoding="utf-8")


def _photograph(path: Path, number: int) -> None:
    """A thing on a white ground, with enough grain to weigh what a photograph does."""
    from PIL import Image, ImageChops, ImageFilter

    choice = random.Random(number)
    thing = Image.new("L", (50, 50), 0)
    left, top = choice.randrange(6, 18), choice.randrange(4, 16)
    thing.paste(255, (left, top, 50 - left, 46))
    mask = thing.resize((_SIDE, _SIDE), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(6))
    grain = Image.frombytes("L", (250, 250), choice.randbytes(62_500)).resize((_SIDE, _SIDE))
    colour = Image.new("RGB", (_SIDE, _SIDE), tuple(choice.randrange(40, 200) for _ in range(3)))
    body = ImageChops.overlay(colour, Image.merge("RGB", (grain, grain, grain)))
    Image.composite(body, Image.new("RGB", (_SIDE, _SIDE), "white"), mask).save(path, quality=88)
