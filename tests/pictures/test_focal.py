"""The measured focal point: whole numbers, the bytes alone, and better than the middle on our photographs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from designer_app import pictures
from designer_app.data_files import data_root
from designer_app.pictures.focal_file import Noted, measure_folder, read_focal_file

Save = Callable[..., Path]


def scene(x: int, y: int, size: tuple[int, int] = (600, 400)) -> Image.Image:
    image = Image.new("RGB", size, (205, 215, 220))
    ImageDraw.Draw(image).ellipse((x - 40, y - 40, x + 40, y + 40), fill=(200, 40, 30))
    return image


def found(path: Path) -> tuple[float, float]:
    return pictures.focal_point(pictures.facts(path).digest)


@pytest.mark.parametrize(("x", "y"), [(120, 100), (480, 300), (300, 330)])
def test_a_thing_on_plain_ground_is_found(save: Save, x: int, y: int) -> None:
    fx, fy = found(save("a.png", scene(x, y)))
    assert abs(fx - (0.5 + (x / 600 - 0.5) * 0.8)) < 0.1
    assert abs(fy - (0.5 + (y / 400 - 0.5) * 0.8)) < 0.1


def test_nothing_to_see_is_the_middle(save: Save) -> None:
    assert found(save("a.png", Image.new("RGB", (300, 200), (90, 120, 30)))) == (0.5, 0.5)
    assert found(save("b.png", Image.new("RGB", (1, 1)))) == (0.5, 0.5)
    assert found(save("c.png", Image.new("RGBA", (900, 2), (0, 0, 0, 0)))) == (0.5, 0.5)


def test_mirrored_pictures_have_mirrored_points(save: Save) -> None:
    x, y = found(save("a.png", scene(150, 120)))
    mx, my = found(save("b.png", ImageOps.mirror(scene(150, 120))))
    assert abs(x + mx - 1) <= 0.004
    assert abs(y - my) <= 0.004


def test_transparent_pixels_count_as_paper(save: Save) -> None:
    image = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    image.paste((200, 40, 30, 255), (60, 60, 140, 140))
    x, y = found(save("a.png", image))
    assert x < 0.35
    assert y < 0.4


def test_crops_keep_what_a_person_would_keep() -> None:
    """On the photographs of the assets the hand-set point stays in the inner 60 % of crops more often than
    when crops are taken from the middle."""
    folder = data_root("assets") / "photos"
    entries = [e for e in json.loads((folder / "credits.json").read_text("utf-8")) if e.get("focal")]
    kept = {"found": 0, "middle": 0}
    for entry in entries:
        known = pictures.facts(folder / entry["file"])
        for name, point in (("found", pictures.focal_point(known.digest)), ("middle", (0.5, 0.5))):
            kept[name] += sum(
                _inside(point, entry["focal"], known.width, known.height, r) for r in (1, 9 / 16, 16 / 9, 4)
            )
    assert kept["found"] >= kept["middle"]


def _inside(point: tuple[float, float], hand: tuple[float, float], w: int, h: int, ratio: float) -> bool:
    scale = min(w / ratio, float(h))
    cw, ch = ratio * scale, scale
    left = min(max(0.0, point[0] * w - cw / 2), w - cw)
    top = min(max(0.0, point[1] * h - ch / 2), h - ch)
    return 0.2 <= (hand[0] * w - left) / cw <= 0.8 and 0.2 <= (hand[1] * h - top) / ch <= 0.8


def test_a_folder_is_measured_once_and_what_people_wrote_stays(save: Save) -> None:
    first, second = save("a.png", scene(120, 100)), save("b.png", scene(480, 300))
    folder = first.parent
    (folder / "focal.json").write_text('{"b.png": {"focal": [0.9, 0.9]}}', "utf-8")
    entries = measure_folder(folder)
    assert entries["b.png"] == Noted((0.9, 0.9))
    assert entries["a.png"].focal == found(first)
    written = (folder / "focal.json").read_bytes()
    assert measure_folder(folder) == entries == read_focal_file(folder)
    assert (folder / "focal.json").read_bytes() == written
    first.write_bytes(second.read_bytes())
    assert measure_folder(folder)["a.png"].focal == found(second), "measured anew for other bytes"
