"""Where pictures are looked for: a row's beside the table first, the template's own beside the template."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from designer_app.build import Request, build_page
from designer_app.build.forgiving import likely_file, picture_below
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.errors import DesignError
from designer_app.scene.nodes import Picture, walk
from designer_app.scene.sources import locate
from tests.build.making import build, template


def test_same_names_beside_table_and_template_do_not_mix(tmp_path: Path) -> None:
    own, beside = tmp_path / "template", tmp_path / "rows"
    for folder, colour in ((own, "red"), (beside, "blue")):
        folder.mkdir()
        Image.new("RGB", (50, 50), colour).save(folder / "a.png")
    frame = {"kind": "image", "x": 0, "y": 0, "w": 50, "h": 50}
    loaded = template(
        [{**frame, "name": "fixed", "source": "a.png"}, {**frame, "name": "row", "source": "{{ photo }}"}],
        slots={"photo": {"type": "image"}},
    )
    loaded = msgspec.structs.replace(loaded, folder=own)
    size = parse_size("1000x1000", load_sizes(None))
    request = Request(loaded=loaded, kit=find_kit("med"), size=size, cells={"photo": "a.png"})
    scene = build_page(request, Resources((beside,))).scene
    found = [locate(node.source.digest).parent for node in walk(scene.root) if isinstance(node, Picture)]
    assert found == [own, beside]


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("Kenya.JPG", "kenya.jpg"), ("kenya", "kenya.jpg"), ("kenya.jpeg", "kenya.jpg"), ("kenya nyeri.jpg", "kenya_nyeri.jpg"),
        ("Photos/Kenya-Nyeri.PNG", "photos/kenya nyeri.png"), ("photos\\\\kenya.jpg", "photos/kenya.jpg"),
        (unicodedata.normalize("NFD", "чай й.jpg"), unicodedata.normalize("NFC", "чай й.jpg")),
    ],
)  # fmt: skip
def test_names_written_a_little_differently(tmp_path: Path, written: str, there: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    assert likely_file(written.replace("\\\\", "\\"), tmp_path) == path


def test_names_that_could_be_several_are_not_guessed(tmp_path: Path) -> None:
    for name in ("kenya_1.jpg", "kenya-1.jpg", "tea.jpg", "tea.png", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    assert likely_file("kenya 1.jpg", tmp_path) is None
    assert likely_file("KENYA_1.jpg", tmp_path) == tmp_path / "kenya_1.jpg"
    assert likely_file("tea.webp", tmp_path) is None
    assert likely_file("tea.PNG", tmp_path) == tmp_path / "tea.png"
    assert likely_file("notes", tmp_path) is None
    assert likely_file("../tea.png", tmp_path / "x") is None


def test_a_picture_found_under_another_name_is_told(tmp_path: Path) -> None:
    Image.new("RGB", (50, 50), "blue").save(tmp_path / "blue sky.png")
    layer = {"kind": "image", "name": "row", "source": "{{ photo }}", "x": 0, "y": 0, "w": 50, "h": 50}
    loaded = template([layer], slots={"photo": {"type": "image"}})
    built = build(loaded, photo="Blue_Sky.jpg", resources=Resources((tmp_path,)))
    notes = [f for f in built.findings if f.code == "picture-matched"]
    assert [note.found for note in notes] == ["no 'Blue_Sky.jpg', but 'blue sky.png', which was taken"]
    again = build(loaded, photo="blue sky.png", resources=Resources((tmp_path,)))
    assert not [f for f in again.findings if f.code == "picture-matched"]


def test_a_bare_name_is_found_in_folders_below_where_only_one_can_be_meant(tmp_path: Path) -> None:
    for name in (
        "Чай/улун.jpg",
        "Кофе/Ньери.JPG",
        "Кофе/сумах.jpg",
        "Чай/сумах.jpg",
        "out/халва.jpg",
        ".git/зира.jpg",
        "a/b/c/d/e/f/g.jpg",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "out" / ".designer").mkdir()
    assert picture_below("улун.jpg", tmp_path) == tmp_path / "Чай" / "улун.jpg"
    assert picture_below("ньери.png", tmp_path) == tmp_path / "Кофе" / "Ньери.JPG"
    for name in ("сумах.jpg", "халва.jpg", "зира.jpg", "g.jpg", "Чай/сумах2.jpg", "Кофе/улун.jpg"):
        assert picture_below(name, tmp_path) is None


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("фото\\кения.jpg", "фото/новые/Кения.jpg"),
        ("C:\\Users\\Ирина\\Рабочий стол\\Кения.JPG", "фото/новые/Кения.jpg"),
        ("/home/irina/kenya.png", "kenya.png"),
        ("../Кения.jpg", "фото/новые/Кения.jpg"),
        ("https://shop.example/img/%D0%9A%D0%B5%D0%BD%D0%B8%D1%8F.jpg?w=600#top", "фото/новые/Кения.jpg"),
    ],
)
def test_a_path_of_another_machine_means_the_file_of_its_name(
    tmp_path: Path, written: str, there: str
) -> None:
    for name in ("фото/новые/Кения.jpg", "kenya.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (50, 50), "blue").save(tmp_path / name)
    layer = {"kind": "image", "name": "row", "source": "{{ photo }}", "x": 0, "y": 0, "w": 50, "h": 50}
    loaded = template([layer], slots={"photo": {"type": "image"}})
    built = build(loaded, photo=written, resources=Resources((tmp_path,)))
    assert [locate(n.source.digest) for n in walk(built.scene.root) if isinstance(n, Picture)] == [
        tmp_path / there
    ]
    notes = [f for f in built.findings if f.code == "picture-matched"]
    assert len(notes) == 1
    assert there.rpartition("/")[2] in notes[0].found


def test_a_miss_names_the_same_file_elsewhere_and_addresses_are_not_fetched(tmp_path: Path) -> None:
    for name in ("a/tea.jpg", "b/tea.jpg", "c/other.jpg"):
        (tmp_path / name).parent.mkdir()
        Image.new("RGB", (5, 5), "blue").save(tmp_path / name)
    layer = {"kind": "image", "name": "row", "source": "{{ photo }}", "x": 0, "y": 0, "w": 50, "h": 50}
    loaded = template([layer], slots={"photo": {"type": "image"}})
    for written, words in (
        ("c/tea.jpg", "did you mean 'a/tea.jpg' or 'b/tea.jpg'?"),
        ("http://x.example/none.jpg", "save the picture there"),
    ):
        with pytest.raises(DesignError) as caught:
            build(loaded, photo=written, resources=Resources((tmp_path,)))
        assert caught.value.findings[0].code == "missing-file"
        assert words in caught.value.findings[0].remedy


def test_a_miss_names_the_nearest_wherever_it_lies(tmp_path: Path) -> None:
    there = tmp_path / "Съёмка" / unicodedata.normalize("NFD", "Чайник зелёный.JPG")
    there.parent.mkdir()
    Image.new("RGB", (20, 20)).save(there, "JPEG")
    read = Resources((tmp_path,))
    for source in ("чайник зеленый 2.png", "C:\\Фото\\Чайник зелёны.jpg", "Архив/чайник-зелёныйй"):
        with pytest.raises(DesignError) as fault:
            read.find(source, (tmp_path,), "t.csv", "")
        assert fault.value.findings[0].remedy == "did you mean 'Съёмка/Чайник зелёный.JPG'?"
    with pytest.raises(DesignError) as fault:
        read.find("самовар", (tmp_path,), "t.csv", "")
    assert fault.value.findings[0].remedy == "check the name, or pass --assets FOLDER"


def test_folders_are_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        Image.new("RGB", (20, 20)).save(tmp_path / f"IMG_{number}.JPG")
    asked: list[str] = []
    listdir = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: asked.append(str(path)) or listdir(path))
    read = Resources((tmp_path,))
    for number in range(30):
        assert read.find(f"img {number}", (tmp_path,), "", "")[0].name == f"IMG_{number}.JPG"
    assert asked == [str(tmp_path)]
