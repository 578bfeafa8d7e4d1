"""The specimen page: what it shows follows from what the fonts have."""

from __future__ import annotations

from pathlib import Path

from designer_app.cli.app import run as designer
from designer_app.design.library import find_kit
from designer_app.production.specimen import WIDTH, families_of, specimen
from designer_app.scene.nodes import FontRef, Glyphs, Scene, walk


def words(scene: Scene) -> str:
    return "\n".join(node.text for node in walk(scene.root) if isinstance(node, Glyphs))


def test_it_shows_the_scripts_features_and_weights_that_the_fonts_have() -> None:
    page = specimen(families_of(find_kit("med")))
    shown = words(page)
    assert page.width == WIDTH
    assert {"Cyrillic", "Greek", "Emoji", "small-caps", "SemiBold"} <= set(shown.split("\n"))
    assert "Arabic" not in shown
    assert "Devanagari" not in shown


def test_the_first_family_is_shown_from_large_to_small_sizes() -> None:
    page = specimen(families_of(find_kit("med")))
    sizes = [node.size for node in walk(page.root) if isinstance(node, Glyphs) and "булок" in node.text]
    assert 64.0 in sizes
    assert 18.0 in sizes


def test_a_script_is_set_in_a_family_that_has_all_of_its_letters(hebrew: FontRef) -> None:
    greek = [
        {
            node.font.digest
            for node in walk(page.root)
            if isinstance(node, Glyphs) and "Ξεσκεπάζω" in node.text
        }
        for page in (specimen(families_of(find_kit(kit))) for kit in ("med", "northline"))
    ]
    literata, inter = (
        families_of(find_kit(kit))[place].fonts[0].digest for kit, place in (("med", 0), ("northline", 1))
    )
    assert greek == [{literata}, {inter}]
    shown = words(specimen(families_of(None, [hebrew])))
    assert "Hebrew" in shown
    assert "Latin" not in shown


def test_an_added_font_adds_its_script(hebrew: FontRef) -> None:
    kit = find_kit("med")
    assert "Hebrew" not in words(specimen(families_of(kit)))
    assert "Hebrew" in words(specimen(families_of(kit, [hebrew])))


def test_the_command_writes_a_picture(tmp_path: Path) -> None:
    from PIL import Image

    out = tmp_path / "page.png"
    assert designer(["fonts", "--specimen", "--kit", "northline", "-o", str(out)]) == 0
    with Image.open(out) as picture:
        assert picture.width == WIDTH
        assert picture.height > WIDTH


def test_a_file_that_is_no_font_makes_no_picture(tmp_path: Path) -> None:
    file = tmp_path / "no.ttf"
    file.write_bytes(b"no font")
    assert designer(["fonts", "--specimen", "--font", str(file), "-o", str(tmp_path / "page.png")]) != 0
    assert not (tmp_path / "page.png").exists()
