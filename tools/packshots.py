"""Makes the goods of ``examples/retail-catalog``: twenty-one things in three colours each as SVG, and the table of
two hundred products that are made of them.

``python -m tools.packshots`` writes ``things/`` and ``goods.csv``. The shop, its goods and their prices are invented.
"""

# ruff: noqa: E741 (body, shade, light, detail: b, s, l, d)
from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "retail-catalog" / "things"
COLOURS = {  # name → body, its shade, its light, detail
    "clay": ("#B5573A", "#8E3F28", "#D57F61", "#F1E4D6"),
    "sage": ("#6F8069", "#536250", "#93A38C", "#EFE9DC"),
    "night": ("#2C3A55", "#1C2740", "#4C5D7E", "#E8DCC6"),
    "milk": ("#E6DCCB", "#CDBFA8", "#F6F0E4", "#8A5A3C"),
    "mustard": ("#C9952F", "#A27520", "#E2B75E", "#3C2A18"),
    "rose": ("#C98B87", "#A86C69", "#E2B1AD", "#FBF1EA"),
}


def side(name: str, body: str, shade: str, light: str) -> str:
    """A round body lit from the left."""
    return (
        f'<linearGradient id="{name}" x1="0" x2="1"><stop offset="0" stop-color="{body}"/>'
        f'<stop offset=".22" stop-color="{light}"/><stop offset=".55" stop-color="{body}"/>'
        f'<stop offset="1" stop-color="{shade}"/></linearGradient>'
    )


def fall(name: str, top: str, bottom: str) -> str:
    return (
        f'<linearGradient id="{name}" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="{top}"/>'
        f'<stop offset="1" stop-color="{bottom}"/></linearGradient>'
    )


Drawer = Callable[[str, str, str, str], str]


def mug(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        f'<path d="M420 210h40a80 80 0 0 1 0 170h-50" fill="none" stroke="{s}" stroke-width="34"/>'
        '<path d="M150 170h290v260a70 70 0 0 1-70 70H220a70 70 0 0 1-70-70z" fill="url(#g)"/>'
        f'<ellipse cx="295" cy="170" rx="145" ry="26" fill="{s}"/><ellipse cx="295" cy="176" rx="126" ry="18" fill="#3B2317"/>'
        f'<path d="M150 420h290" stroke="{d}" stroke-width="5" opacity=".55"/>'
    )


def bowl(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        f'<path d="M80 240h440c0 150-90 220-160 232v18H240v-18C170 460 80 390 80 240z" fill="url(#g)"/>'
        f'<ellipse cx="300" cy="240" rx="220" ry="42" fill="{s}"/><ellipse cx="300" cy="250" rx="196" ry="30" fill="{d}" opacity=".9"/>'
    )


def plates(b: str, s: str, l: str, d: str) -> str:
    rows = "".join(
        f'<path d="M60 {y}c60 44 420 44 480 0v14c-70 50-410 50-480 0z" fill="{s if i % 2 else b}"/><ellipse cx="300" cy="{y}" rx="240" ry="44" fill="url(#g)"/>'
        for i, y in enumerate((420, 392, 364, 336))
    )
    return (
        side("g", b, s, l)
        + rows
        + f'<ellipse cx="300" cy="334" rx="160" ry="27" fill="none" stroke="{d}" stroke-width="4" opacity=".6"/>'
    )


def teapot(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        f'<path d="M440 260c70-20 100 20 96 70s-60 90-110 84" fill="none" stroke="{s}" stroke-width="28" stroke-linecap="round"/>'
        f'<path d="M170 330C110 330 96 250 52 226l34-22c60 20 70 70 110 76z" fill="{b}"/>'
        '<path d="M300 210c100 0 170 60 170 150 0 70-50 130-90 130H220c-40 0-90-60-90-130 0-90 70-150 170-150z" fill="url(#g)"/>'
        f'<path d="M230 222c10-26 130-26 140 0z" fill="{s}"/><circle cx="300" cy="190" r="20" fill="{d}"/>'
        f'<path d="M150 410h300" stroke="{d}" stroke-width="5" opacity=".5"/>'
    )


def tin(b: str, s: str, l: str, d: str) -> str:
    return (
        side("g", b, s, l)
        + side("h", s, "#1d1712", b)
        + (
            '<path d="M170 190h260v300q-130 34-260 0z" fill="url(#g)"/><path d="M164 120h272v74q-136 26-272 0z" fill="url(#h)"/>'
            f'<ellipse cx="300" cy="120" rx="136" ry="22" fill="{b}"/><path d="M170 260q130 28 260 0v150q-130 28-260 0z" fill="{d}"/>'
            f'<path d="M220 316h160M240 346h120" stroke="{s}" stroke-width="9" stroke-linecap="round"/>'
        )
    )


def pouch(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        '<path d="M160 120h280l16 60-10 330q-146 26-292 0l-10-330z" fill="url(#g)"/>'
        f'<path d="M160 120h280l8 30H152z" fill="{s}"/><path d="M152 176h296" stroke="{l}" stroke-width="4" stroke-dasharray="10 8"/>'
        f'<path d="M210 250h180v170H210z" fill="{d}"/><circle cx="300" cy="310" r="30" fill="{b}"/><path d="M240 376h120" stroke="{s}" stroke-width="9" stroke-linecap="round"/>'
    )


def bottle(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        '<path d="M262 90h76v110c0 40 62 50 62 120v170a30 30 0 0 1-30 30H230a30 30 0 0 1-30-30V320c0-70 62-80 62-120z" fill="url(#g)"/>'
        f'<path d="M256 70h88v44h-88z" fill="{d}"/><path d="M200 350h200v110H200z" fill="{d}" opacity=".92"/><path d="M236 390h128M252 418h96" stroke="{s}" stroke-width="8" stroke-linecap="round"/>'
    )


def jar(b: str, s: str, l: str, d: str) -> str:
    return (
        side("g", b, s, l)
        + side("h", d, s, "#ffffff")
        + (
            '<path d="M170 190h260c26 30 26 60 26 90v190a40 40 0 0 1-40 40H184a40 40 0 0 1-40-40V280c0-30 0-60 26-90z" fill="url(#g)"/>'
            f'<path d="M160 120h280v64H160z" fill="url(#h)"/><path d="M144 300h312v130H144z" fill="{d}" opacity=".94"/>'
            f'<path d="M210 346h180M240 378h120" stroke="{s}" stroke-width="9" stroke-linecap="round"/>'
        )
    )


def candle(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        '<path d="M160 270h280v200q-140 44-280 0z" fill="url(#g)"/>'
        f'<ellipse cx="300" cy="270" rx="140" ry="28" fill="{l}"/><ellipse cx="300" cy="274" rx="118" ry="20" fill="{d}"/>'
        '<path d="M300 276v-44" stroke="#3B2A1E" stroke-width="6"/><path d="M300 236c-24-30-10-60 0-90 10 30 24 60 0 90z" fill="#F2B24A"/><path d="M300 230c-10-16-4-30 0-44 4 14 10 28 0 44z" fill="#FFF1C2"/>'
        f'<path d="M220 350h160v70H220z" fill="{d}"/><path d="M250 386h100" stroke="{s}" stroke-width="8" stroke-linecap="round"/>'
    )


def vase(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        '<path d="M250 250C180 160 250 110 214 40M300 250c0-90 10-140 0-210M350 250c70-70 40-120 80-190" fill="none" stroke="#6E7F57" stroke-width="7"/>'
        '<g fill="#8FA070"><ellipse cx="212" cy="60" rx="14" ry="32" transform="rotate(-14 212 60)"/><ellipse cx="236" cy="130" rx="13" ry="30" transform="rotate(24 236 130)"/><ellipse cx="300" cy="50" rx="14" ry="34"/><ellipse cx="318" cy="120" rx="13" ry="30" transform="rotate(20 318 120)"/><ellipse cx="428" cy="74" rx="14" ry="32" transform="rotate(24 428 74)"/><ellipse cx="388" cy="150" rx="13" ry="30" transform="rotate(-20 388 150)"/></g>'
        '<path d="M236 220h128c-10 40 66 90 66 180 0 70-50 120-70 130H240c-20-10-70-60-70-130 0-90 76-140 66-180z" fill="url(#g)"/>'
        f'<ellipse cx="300" cy="220" rx="64" ry="13" fill="{s}"/><path d="M180 350q120 30 240 0" fill="none" stroke="{d}" stroke-width="6" opacity=".6"/>'
    )


def lamp(b: str, s: str, l: str, d: str) -> str:
    return (
        side("g", b, s, l)
        + fall("f", "#FFF3D6", "#EFE0C2")
        + (
            f'<path d="M290 300h20v190h-20z" fill="{s}"/><path d="M200 490h200l20 32H180z" fill="url(#g)"/>'
            '<path d="M210 110h180l90 200H120z" fill="url(#f)"/>'
            f'<path d="M210 110h180l5 12H205zM126 296h348l6 14H120z" fill="{b}"/>'
        )
    )


def pendant(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        f'<path d="M300 20v190" stroke="#3A322B" stroke-width="6"/><path d="M270 190h60v40h-60z" fill="{s}"/>'
        '<path d="M300 220c130 0 200 90 220 190H80c20-100 90-190 220-190z" fill="url(#g)"/>'
        f'<ellipse cx="300" cy="410" rx="220" ry="34" fill="{s}"/><ellipse cx="300" cy="414" rx="190" ry="25" fill="#FFF0C9"/>'
    )


def cushion(b: str, s: str, l: str, d: str) -> str:
    stripes = "".join(
        f'<path d="M{x} 112q-8 190 0 376" fill="none" stroke="{d}" stroke-width="10" opacity=".7"/>'
        for x in (200, 250, 350, 400)
    )
    return fall("g", l, s) + (
        '<path d="M90 110q210 44 420 0-40 190 0 380-210-44-420 0 40-190 0-380z" fill="url(#g)"/>'
        + stripes
        + f'<path d="M90 110q210 44 420 0-40 190 0 380-210-44-420 0 40-190 0-380z" fill="none" stroke="{b}" stroke-width="7"/>'
    )


def towels(b: str, s: str, l: str, d: str) -> str:
    def one(y: int, top: str) -> str:
        return (
            f'<rect x="90" y="{y}" width="420" height="92" rx="40" fill="{top}"/><path d="M110 {y + 46}h380" stroke="{s}" stroke-width="5" opacity=".5"/>'
            f'<path d="M430 {y + 4}v84M450 {y + 4}v84" stroke="{d}" stroke-width="7" opacity=".7"/>'
        )

    return one(390, s) + one(302, b) + one(214, l)


def basket(b: str, s: str, l: str, d: str) -> str:
    weave = "".join(
        f'<path d="M{120 + (row % 2) * 20} {y}h360" stroke="{l if row % 2 else s}" stroke-width="16" stroke-dasharray="34 8" opacity=".8"/>'
        for row, y in enumerate(range(300, 500, 24))
    )
    return side("g", b, s, l) + (
        f'<path d="M190 260q110-170 220 0" fill="none" stroke="{d}" stroke-width="20"/>'
        '<path d="M90 270h420l-40 230q-170 24-340 0z" fill="url(#g)"/><clipPath id="c"><path d="M90 270h420l-40 230q-170 24-340 0z"/></clipPath>'
        f'<g clip-path="url(#c)">{weave}</g><path d="M80 258h440v30H80z" fill="{s}"/>'
    )


def box(b: str, s: str, l: str, d: str) -> str:
    return (
        f'<path d="M100 250l200-70 200 70-200 76z" fill="{l}"/><path d="M100 250v210l200 80V326z" fill="{b}"/><path d="M500 250v210l-200 80V326z" fill="{s}"/>'
        f'<path d="M190 219l200 72v70l-36-12v-46L154 232z" fill="{d}" opacity=".85"/>'
    )


def notebook(b: str, s: str, l: str, d: str) -> str:
    return fall("g", l, b) + (
        f'<path d="M170 90h280a16 16 0 0 1 16 16v400a16 16 0 0 1-16 16H170z" fill="#F6F1E7"/><path d="M150 80h290a16 16 0 0 1 16 16v410a16 16 0 0 1-16 16H150a16 16 0 0 1-16-16V96a16 16 0 0 1 16-16z" fill="url(#g)"/>'
        f'<path d="M134 96a16 16 0 0 1 16-16h34v442h-34a16 16 0 0 1-16-16z" fill="{s}"/><path d="M404 80v442" stroke="{s}" stroke-width="12"/><path d="M230 180h130v60H230z" fill="{d}"/>'
    )


def pencils(b: str, s: str, l: str, d: str) -> str:
    sticks = "".join(
        f'<g transform="rotate({turn} {x} 320)"><path d="M{x - 13} 120h26v240h-26z" fill="{colour}"/><path d="M{x - 13} 120l13-46 13 46z" fill="#E8CFA6"/><path d="M{x - 4} 88l4-14 4 14z" fill="#2b2622"/></g>'
        for x, turn, colour in ((240, -10, "#C9952F"), (285, -3, d), (325, 3, l), (362, 11, "#6F8069"))
    )
    return (
        side("g", b, s, l)
        + sticks
        + f'<path d="M180 270h240v220q-120 30-240 0z" fill="url(#g)"/><path d="M180 340q120 24 240 0v34q-120 24-240 0z" fill="{d}" opacity=".9"/>'
    )


def plant(b: str, s: str, l: str, d: str) -> str:
    leaves = "".join(
        f'<path d="M300 330q{dx} -{h} {dx * 2} -{h + 60}q{-dx} 30 {-dx * 2 + (10 if dx > 0 else -10)} {h + 60}z" fill="{tone}"/>'
        for dx, h, tone in (
            (-80, 90, "#5C7350"),
            (80, 90, "#4C6243"),
            (-45, 170, "#6F8A5F"),
            (45, 170, "#5F7A52"),
            (-8, 220, "#7E9A6C"),
            (14, 200, "#6A8559"),
        )
    )
    return (
        side("g", b, s, l)
        + leaves
        + f'<path d="M180 320h240l-24 180q-96 24-192 0z" fill="url(#g)"/><path d="M166 300h268v46H166z" fill="{s}"/><path d="M166 300h268v12H166z" fill="{l}"/>'
    )


def dispenser(b: str, s: str, l: str, d: str) -> str:
    return side("g", b, s, l) + (
        f'<path d="M284 110h32v70h-32z" fill="#3A322B"/><path d="M200 84h130a20 20 0 0 1 20 20v16H200z" fill="#3A322B"/><path d="M250 170h100v40H250z" fill="#4B423A"/>'
        '<path d="M230 206h140q60 10 60 70v200a40 40 0 0 1-40 40H210a40 40 0 0 1-40-40V276q0-60 60-70z" fill="url(#g)"/>'
        f'<path d="M205 300h190v140H205z" fill="{d}"/><path d="M240 350h120M256 380h88" stroke="{s}" stroke-width="8" stroke-linecap="round"/>'
    )


def clock(b: str, s: str, l: str, d: str) -> str:
    ticks = "".join(
        f'<path d="M300 124v{26 if i % 3 == 0 else 14}" stroke="{s}" stroke-width="{8 if i % 3 == 0 else 4}" transform="rotate({i * 30} 300 300)"/>'
        for i in range(12)
    )
    return fall("g", l, s) + (
        f'<circle cx="300" cy="300" r="216" fill="url(#g)"/><circle cx="300" cy="300" r="186" fill="{d}"/>{ticks}'
        f'<path d="M300 300l-70-76" stroke="{s}" stroke-width="12" stroke-linecap="round"/><path d="M300 300l96-62" stroke="{s}" stroke-width="8" stroke-linecap="round"/><circle cx="300" cy="300" r="14" fill="{b}"/>'
    )


THINGS: dict[str, tuple[Drawer, tuple[str, str, str]]] = {
    "mug": (mug, ("clay", "night", "milk")), "bowl": (bowl, ("sage", "milk", "clay")), "plates": (plates, ("milk", "night", "rose")),
    "teapot": (teapot, ("sage", "clay", "night")), "tin": (tin, ("night", "mustard", "clay")), "pouch": (pouch, ("clay", "sage", "night")),
    "bottle": (bottle, ("sage", "mustard", "rose")), "jar": (jar, ("mustard", "clay", "rose")), "candle": (candle, ("milk", "rose", "night")),
    "vase": (vase, ("clay", "milk", "night")), "lamp": (lamp, ("mustard", "night", "sage")), "pendant": (pendant, ("sage", "clay", "night")),
    "cushion": (cushion, ("rose", "mustard", "night")), "towels": (towels, ("sage", "rose", "milk")), "basket": (basket, ("mustard", "milk", "clay")),
    "box": (box, ("night", "sage", "clay")), "notebook": (notebook, ("night", "clay", "mustard")), "pencils": (pencils, ("rose", "night", "sage")),
    "plant": (plant, ("clay", "milk", "night")), "dispenser": (dispenser, ("milk", "sage", "rose")), "clock": (clock, ("night", "mustard", "sage")),
}  # fmt: skip


TONES = {
    "clay": "глина",
    "sage": "шалфей",
    "night": "ночь",
    "milk": "молоко",
    "mustard": "горчица",
    "rose": "роза",
}
# thing → section, name, maker, (model, detail, price) …
GOODS: dict[str, tuple[str, str, str, tuple[tuple[str, str, int], ...]]] = {
    "tin": ("Чай и кофе", "Чай", "Листок", (("Утренний", "чёрный, 100 г", 540), ("Полевой", "травяной, 80 г", 460), ("Улун", "светлый, 75 г", 890))),
    "pouch": ("Чай и кофе", "Кофе", "Медь", (("Будни", "зёрна, 250 г", 690), ("Кения", "зёрна, 250 г", 980), ("Без кофеина", "молотый, 250 г", 760), ("Дрип", "10 пакетов", 590))),
    "teapot": ("Чай и кофе", "Чайник", "Гончар", (("Круглый", "фарфор, 600 мл", 2490), ("Большой", "фарфор, 1 л", 2990), ("Походный", "сталь, 500 мл", 1890))),
    "mug": ("Чай и кофе", "Кружка", "Гончар", (("Утро", "300 мл", 690), ("Полдень", "220 мл", 590), ("Вечер", "400 мл", 790), ("Двойная", "со стенкой-термосом", 1290))),
    "bowl": ("Стол", "Миска", "Гончар", (("Каша", "500 мл", 590), ("Салат", "1,2 л", 990), ("Суп", "700 мл", 690))),
    "plates": ("Стол", "Тарелки", "Гончар", (("Обед", "4 штуки, 26 см", 2390), ("Завтрак", "4 штуки, 20 см", 1890), ("Праздник", "6 штук, 27 см", 3890))),
    "bottle": ("Стол", "Масло", "Сад и Ко", (("Льняное", "500 мл", 420), ("Подсолнечное", "750 мл", 260), ("С чесноком", "250 мл", 390))),
    "jar": ("Стол", "Варенье", "Сад и Ко", (("Шишка", "240 г", 390), ("Крыжовник", "300 г", 340), ("Малина", "300 г", 360), ("Апельсин", "250 г", 370))),
    "lamp": ("Свет", "Лампа", "Луч", (("Читальная", "E27, 42 см", 4490), ("Ночная", "E14, 28 см", 2990), ("Садовая", "с аккумулятором", 3890))),
    "pendant": ("Свет", "Подвес", "Луч", (("Купол", "36 см", 5290), ("Малый", "24 см", 3790), ("Над столом", "48 см", 6490))),
    "candle": ("Свет", "Свеча", "Воск", (("Инжир", "40 часов", 890), ("Чистый лист", "без запаха", 590), ("Камин", "дым и кедр, 60 часов", 1190))),
    "clock": ("Свет", "Часы", "Луч", (("Тихие", "без хода стрелки, 30 см", 2290), ("Кухонные", "22 см", 1490))),
    "cushion": ("Ткань", "Подушка", "Лён и Ко", (("Полоска", "45 × 45 см", 1590), ("Длинная", "30 × 60 см", 1690), ("На пол", "60 × 60 см", 2890))),
    "towels": ("Ткань", "Полотенца", "Лён и Ко", (("Вафельные", "3 штуки", 1290), ("Банные", "2 штуки, 70 × 140 см", 2190), ("Кухонные", "3 штуки, лён", 990))),
    "basket": ("Порядок", "Корзина", "Плетень", (("Рынок", "из лозы", 1890), ("Пикник", "с крышкой", 2890), ("Малая", "для хлеба", 990))),
    "box": ("Порядок", "Коробка", "Плетень", (("Архив", "картон, 30 см", 490), ("Куб", "картон, 20 см", 390), ("Подарочная", "с лентой", 290))),
    "dispenser": ("Ванная", "Мыло", "Пена", (("Овёс", "300 мл", 490), ("Хвоя", "300 мл", 490), ("Без запаха", "500 мл", 590), ("Лаванда", "300 мл", 490))),
    "notebook": ("Письмо", "Блокнот", "Поля", (("А5", "160 страниц, в точку", 690), ("Карманный", "96 страниц", 390), ("Планер", "на год", 990), ("Эскиз", "А4, 120 г/м²", 790))),
    "pencils": ("Письмо", "Набор", "Поля", (("Чертёж", "4 карандаша и стакан", 890), ("Цвет", "12 карандашей", 790), ("Графит", "6 мягкостей", 690))),
    "plant": ("Зелень", "Растение", "Росток", (("Трава", "в горшке 12 см", 690), ("Хлорофитум", "в горшке 15 см", 890), ("Для кошки", "овёс", 290))),
    "vase": ("Зелень", "Ваза", "Гончар", (("Капля", "22 см", 1490), ("Высокая", "34 см", 2190), ("Бутон", "14 см", 790))),
}  # fmt: skip
HEROES = {"teapot-clay-Круглый", "lamp-night-Читальная", "vase-clay-Капля", "plates-night-Праздник"}
MOST = 200
ATTRIBUTES = {
    **dict.fromkeys(("teapot", "mug", "bowl", "plates"), "можно в посудомойку"),
    **dict.fromkeys(("candle", "basket", "vase"), "ручная работа"),
    **dict.fromkeys(("bottle", "jar", "dispenser"), "растительный состав"),
}
BY_BATTERY = "работает без провода"
FOOTNOTES = {
    **dict.fromkeys(("lamp", "pendant"), "Лампочка в комплект не входит."),
    "plant": "Живые растения не отправляем, если на улице холоднее −10 °C.",
}


def per_hundred(detail: str, price: int) -> str:
    """``76 ₽ за 100 мл`` of what is sold by weight or volume."""
    amount = re.search(r"(\d+) (г|мл)\b", detail)
    return f"{round(price * 100 / int(amount[1]))} ₽ за 100 {amount[2]}" if amount else ""


def goods() -> Iterator[dict[str, str]]:
    """Two hundred products: every model in every colour, as far as that goes round."""
    number = 0
    for thing, (section, name, maker, models) in GOODS.items():
        for place, (model, detail, price) in enumerate(models):
            for turn, colour in enumerate(THINGS[thing][1]):
                if number == MOST:
                    return
                number += 1
                cheaper = number % 11 == 3
                weight = (
                    "3"
                    if f"{thing}-{colour}-{model}" in HEROES
                    else "2"
                    if (number + place) % 17 == 5
                    else ""
                )
                yield {
                    "артикул": f"Д-{1000 + number}", "раздел": section, "название": f"{name} «{model}»",
                    "подробности": f"{TONES[colour]}; {detail}", "цена": f"{price + 20 * turn} ₽",
                    "старая цена": f"{round((price + 20 * turn) * 1.25, -1):.0f} ₽" if cheaper else "",
                    "производитель": maker, "фото": f"things/{thing}-{colour}.svg", "важность": weight,
                    "остаток": str((number * 7) % 40),
                    "ещё фото": "\n".join(
                        f"things/{thing}-{other}.svg" for other in THINGS[thing][1] if other != colour
                    ),
                    "цена за единицу": per_hundred(detail, price + 20 * turn) if thing in ("bottle", "jar") else "",
                    "свойства": BY_BATTERY if "аккумулятор" in detail else ATTRIBUTES.get(thing, ""),
                    "сноска": "" if "аккумулятор" in detail else FOOTNOTES.get(thing, ""),
                }  # fmt: skip


def main() -> int:
    with (FOLDER.parent / "goods.csv").open("w", encoding="utf-8", newline="") as file:
        rows = list(goods())
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (draw, colours) in THINGS.items():
        for colour in colours:
            inside = draw(*COLOURS[colour])
            text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="1400" height="1400">{inside}</svg>\n'
            (FOLDER / f"{name}-{colour}.svg").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
