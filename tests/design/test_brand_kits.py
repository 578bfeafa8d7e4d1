"""The two kits that come with the program: complete, legible, and with the same vocabulary."""

from __future__ import annotations

import json
import re

import pytest

from designer_app.data_files import data_root
from designer_app.design.kit import Kit
from designer_app.design.library import find_kit
from designer_app.design.readable import SCHEMES
from designer_app.errors import DesignError
from designer_app.expression import fill_in
from designer_app.layers.base import FillSpec
from designer_app.pictures.path_data import parse_path_data
from designer_app.scene.colour import contrast

KITS = ("med", "northline")
GROUND = {
    "on-surface": "surface",
    "quiet": "surface",
    "label": "surface",
    "accent": "surface",
    "figure": "surface",
    "price": "surface",
    "logo": "surface",
    "on-accent": "accent",
    "on-field": "field",
    "on-bar": "bar",
    "on-primary": "primary",
}
# Roles for large type only; the kit's tokens say so in words.
LARGE = {("med", "soft", role) for role in ("accent", "figure", "price", "on-accent")}


@pytest.fixture(params=KITS)
def kit(request: pytest.FixtureRequest) -> Kit:
    return find_kit(request.param)


def test_a_bundled_kit_reads_without_a_finding(kit: Kit) -> None:
    assert kit.findings == ()


def test_text_roles_can_be_read_on_their_grounds(kit: Kit) -> None:
    low = []
    for scheme in SCHEMES:
        for role, ground in GROUND.items():
            ratio = contrast(kit.colour(role, scheme), kit.colour(ground, scheme))
            if ratio < (3.0 if (kit.id, scheme, role) in LARGE else 4.5):
                low.append((scheme, role, round(ratio, 2)))
    assert not low


def test_roles_for_large_type_only_say_so(kit: Kit) -> None:
    for name, scheme, role in LARGE:
        if name == kit.id:
            assert "px and more" in kit.tokens[f"scheme.{scheme}.{role}"].description


def test_both_kits_have_the_same_words() -> None:
    med, northline = (find_kit(name) for name in KITS)
    assert {s: set(r) for s, r in med.schemes.items()} == {s: set(r) for s, r in northline.schemes.items()}
    assert set(med.styles) == set(northline.styles)
    assert set(med.file.grades) == set(northline.file.grades)
    assert set(med.file.logos) == set(northline.file.logos)
    shared = set(med.symbols) & set(northline.symbols)
    assert {*med.symbols, *northline.symbols} - shared == {
        name for name in northline.symbols if name.startswith("object-")
    }
    for name in shared:
        assert set(med.symbols[name].params) == set(northline.symbols[name].params), name


@pytest.mark.parametrize("box", [(1080.0, 1080.0), (1080.0, 1920.0), (1590.0, 530.0), (160.0, 600.0)])
def test_every_symbol_draws_in_every_shape_of_box(kit: Kit, box: tuple[float, float]) -> None:
    for name, symbol in kit.symbols.items():
        width, height = box if symbol.aspect is None else (box[0], box[0] / symbol.aspect)
        scope = {"w": width, "h": height, **symbol.params}
        for part in symbol.parts:
            outline = parse_path_data(fill_in(part.d, scope))
            bounds = outline.bounds()
            assert not bounds.empty or part.name in ("line", "shaft"), (name, part.name)


def test_symbols_are_painted_with_colours_that_every_scheme_has(kit: Kit) -> None:
    for symbol in kit.symbols.values():
        for part in symbol.parts:
            for paint in (part.fill, part.stroke):
                names = (
                    [c for _, c in paint.stops] if isinstance(paint, FillSpec) else [paint] if paint else []
                )
                for scheme in SCHEMES:
                    for colour in names:
                        kit.colour(colour, scheme)


def test_the_motif_turns_by_a_slope_of_two_with_an_exact_arc() -> None:
    line = find_kit("northline").symbols["view-line"]
    scope = {"w": 1000.0, "h": 1000.0, **line.params}
    numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", fill_in(line.parts[0].d, scope))]
    _, level, before, radius, _, _, _, _, after_x, after_y, end_x, end_y = numbers
    assert (end_y - after_y) / (end_x - after_x) == pytest.approx(-2.0, abs=1e-4)
    corner = 0.61 * 1000
    assert corner - before == pytest.approx(radius * 0.618034, abs=1e-3)
    assert ((after_x - corner) ** 2 + (after_y - level) ** 2) ** 0.5 == pytest.approx(
        corner - before, abs=1e-3
    )


def test_logos_are_recoloured_by_roles_of_the_kit(kit: Kit) -> None:
    known = {*kit.schemes["light"]}
    assert set(kit.file.recolour.values()) <= known
    for logo in kit.file.logos.values():
        text = (kit.folder / logo.file).read_text(encoding="utf-8")
        used = set(re.findall(r'fill="([^"]+)"', text))
        assert used <= set(kit.file.recolour)
        assert "<text" not in text


def test_every_photograph_has_its_credit_and_every_credit_its_photograph() -> None:
    folder = data_root("assets") / "photos"
    credits = json.loads((folder / "credits.json").read_text(encoding="utf-8"))
    assert sorted(c["file"] for c in credits) == sorted(p.name for p in folder.glob("*.jpg"))
    listed = (data_root("assets") / "LICENSES.md").read_text(encoding="utf-8")
    for credit in credits:
        assert credit["author"]
        assert credit["licence"]
        assert credit["package"]["name"]
        assert f"`assets/photos/{credit['file']}`" in listed
        assert all(0 <= value <= 1 for value in credit["focal"])


def test_every_font_lies_beside_its_licence(kit: Kit) -> None:
    for font in kit.file.fonts:
        assert (kit.folder / font.file).is_file()
        licence = (kit.folder / font.licence).read_text(encoding="utf-8").upper()
        assert "SIL OPEN FONT LICENSE" in licence


@pytest.mark.parametrize("written", ["on-surface/50", "on-surface/50%"])
def test_an_opacity_may_carry_its_sign(kit: Kit, written: str) -> None:
    assert kit.colour(written, "light")[3] == 128


def test_an_opacity_that_is_none_is_named(kit: Kit) -> None:
    with pytest.raises(DesignError, match="ink/half"):
        kit.colour("ink/half", "light")
