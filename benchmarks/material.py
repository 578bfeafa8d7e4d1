"""What all programs draw: forty photographs, a logo, 1,200 rows of text, two fonts. Made once, in ``benchmarks/.work``."""

from __future__ import annotations

import csv
import json
import random
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
WORK = HERE / ".work"
ROWS = 1_200
PHOTOS, LIKE = 40, 20  # so many files, of which those after the first twenty show the same, in other bytes
COUNTS = (1, 20, 40, 100, 240, ROWS)  # rows of the tables
WORDS = [
    "autumn",
    "linen",
    "jacket",
    "with",
    "recycled",
    "buttons",
    "soft",
    "merino",
    "wool",
    "sweater",
    "hand",
    "finished",
    "leather",
    "boots",
    "limited",
    "edition",
    "ceramic",
    "lamp",
    "for",
    "quiet",
    "evenings",
    "travel",
    "bag",
    "waterproof",
    "everyday",
    "essentials",
    "organic",
    "cotton",
    "shirt",
    "relaxed",
    "fit",
]
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80" width="200" height="80">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#ff7a18"/><stop offset="1" stop-color="#af002d"/></linearGradient></defs>
<rect x="2" y="2" width="196" height="76" rx="20" fill="#ffffff" fill-opacity="0.92"/>
<circle cx="42" cy="40" r="26" fill="url(#g)"/>
<path d="M42 20 L50 36 L68 38 L54 50 L58 67 L42 58 L26 67 L30 50 L16 38 L34 36 Z" fill="#fff"/>
<path d="M84 56 C84 20 100 20 100 40 S116 60 116 24 M124 56 V24 L142 56 V24 M150 40 a16 16 0 1 0 32 0 a16 16 0 1 0 -32 0" fill="none" stroke="#222" stroke-width="7" stroke-linecap="round"/></svg>
"""
_FONT_PACKAGE = "fonts-dejavu-core"


def make() -> Path:
    """The folder with everything; made on first use. Raises OSError when the fonts can't be had."""
    assets = WORK / "assets"
    if not (assets / f"p{PHOTOS - 1:02d}.jpg").exists():
        assets.mkdir(parents=True, exist_ok=True)
        _photos(assets)
        (assets / "logo.svg").write_bytes(LOGO.encode())
    _rows(assets)
    _fonts()
    _template()
    return WORK


def _photos(folder: Path) -> None:
    from PIL import Image

    sources = sorted((HERE.parent / "assets" / "photos").glob("*.jpg"))
    for i in range(LIKE):
        with Image.open(sources[i % len(sources)]) as opened:
            image = opened.convert("RGB")
        width = int(min(image.width, image.height * 4 / 3) * (1 - 0.01 * i))
        image = image.crop((0, 0, width, width * 3 // 4)).resize((2000, 1500), Image.Resampling.LANCZOS)
        noise = Image.effect_noise((2000, 1500), 8).convert("RGB")
        Image.blend(image, noise, 0.04).save(folder / f"p{i:02d}.jpg", quality=92)
    for i in range(LIKE, PHOTOS):
        data = (folder / f"p{i - LIKE:02d}.jpg").read_bytes()
        (folder / f"p{i:02d}.jpg").write_bytes(commented(data, f"{i:02d}"))


def commented(data: bytes, note: str) -> bytes:
    """A JPEG with a comment (marker COM): the same picture in other bytes."""
    return data[:2] + b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note.encode("ascii") + data[2:]


def values_of(i: int, chance: random.Random) -> dict[str, object]:
    """The i-th row's values."""
    return {
        "_key": f"{i:03d}",
        "id": i,
        "photo": f"p{i % PHOTOS:02d}.jpg",
        "title": " ".join(chance.choices(WORDS, k=chance.randint(3, 9))).capitalize(),
        "sub": " ".join(chance.choices(WORDS, k=chance.randint(8, 18))).capitalize() + ".",
        "cta": f"Order before {chance.randint(1, 28)} March - item {i:04d}",
        "price": f"${chance.randint(9, 299)}.{chance.choice(['00', '50', '99'])}",
        "off": f"-{chance.randint(5, 60)}%",
    }


def _rows(folder: Path) -> None:
    chance = random.Random(3)
    rows = [values_of(i, chance) for i in range(ROWS)]
    for name, shared in (("shared", True), ("own", False)):
        for count in COUNTS:
            with (folder / f"{name}-{count}.csv").open("w", newline="", encoding="utf-8") as stream:
                table = csv.DictWriter(
                    stream, ["_key", "photo", "title", "sub", "cta", "price", "off"], extrasaction="ignore"
                )
                table.writeheader()
                for row in rows[:count]:
                    table.writerow({**row, "photo": "p00.jpg"} if shared else row)
    (folder / "rows.json").write_bytes(json.dumps(rows).encode())


def _fonts() -> None:
    """DejaVu Sans, which every rival asks for by name: the system's, or its package unpacked here."""
    folder = WORK / "fonts"
    names = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    if all((folder / name).exists() for name in names):
        return
    folder.mkdir(parents=True, exist_ok=True)
    system = Path("/usr/share/fonts/truetype/dejavu")
    if not all((system / name).exists() for name in names):
        subprocess.run(["apt-get", "download", _FONT_PACKAGE], cwd=WORK, check=True, capture_output=True)
        package = next(WORK.glob(f"{_FONT_PACKAGE}*.deb"))
        subprocess.run(["dpkg", "-x", str(package), str(WORK / "deb")], check=True, capture_output=True)
        system = WORK / "deb" / "usr/share/fonts/truetype/dejavu"
    for name in names:
        shutil.copyfile(system / name, folder / name)


def _template() -> None:
    """The card as a template of ours, with a kit that has the rivals' fonts."""
    card, kit, photo = WORK / "card", WORK / "kit", WORK / "photo"
    card.mkdir(exist_ok=True)
    photo.mkdir(exist_ok=True)
    shutil.copyfile(HERE / "photo" / "template.json", photo / "template.json")
    (kit / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "card" / "template.json", card / "template.json")
    shutil.copyfile(WORK / "assets" / "logo.svg", card / "logo.svg")
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        shutil.copyfile(WORK / "fonts" / name, kit / "fonts" / name)
    fonts = [
        {"family": "DejaVu Sans", "file": f"fonts/{name}", "weight": weight}
        for name, weight in (("DejaVuSans.ttf", 400), ("DejaVuSans-Bold.ttf", 700))
    ]
    (kit / "kit.json").write_bytes(json.dumps({"name": {"en": "Card"}, "fonts": fonts}).encode())
    style = {"fontFamily": "DejaVu Sans", "fontWeight": 400, "lineHeight": 1.2}
    types = {
        n: {"$value": {**style, "fontWeight": w}}
        for n, w in (("text", 400), ("display", 700), ("label", 700))
    }
    (kit / "tokens.json").write_bytes(json.dumps({"type": {"$type": "typography", **types}}).encode())
