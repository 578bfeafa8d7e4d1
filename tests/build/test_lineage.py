"""Kits that descend from another: what templates do for that one, they do for them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.kit import Kit, load_kit
from designer_app.design.library import find_kit, find_template, template_names
from designer_app.design.overrides import Cell, in_order
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.design.template import LoadedTemplate, Override
from designer_app.production.starting import new_kit

PACK = load_sizes(None)


def scene_key(loaded: LoadedTemplate, kit: Kit, size: str) -> str:
    row = json.loads((loaded.folder / loaded.template.example).read_text(encoding="utf-8"))[0]
    request = Request(
        loaded=loaded, kit=kit, size=parse_size(size, PACK), cells=row, key=row["_key"],
        lang=kit.file.languages[0],
    )  # fmt: skip
    return build_page(request, Resources((loaded.folder,))).scene.key


@pytest.fixture(scope="module", params=["med", "northline"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Kit, Kit]:
    """A bundled kit and its folder copied by hand under another name."""
    kit = find_kit(request.param)
    folder = tmp_path_factory.mktemp("kits") / "bakery"
    shutil.copytree(kit.folder, folder)
    return kit, load_kit(folder)


@pytest.mark.parametrize("name", template_names())
def test_a_copied_kit_draws_the_same(name: str, pair: tuple[Kit, Kit]) -> None:
    loaded = find_template(name)
    own, copied = pair
    assert copied.id == "bakery"
    for size in ("1080x1080", "1080x1920"):
        assert scene_key(loaded, copied, size) == scene_key(loaded, own, size)


def test_a_new_kit_takes_what_holds_for_the_one_it_was_copied_from(tmp_path: Path) -> None:
    made = new_kit("bakery", tmp_path, "med")
    again = new_kit("corner-bakery", tmp_path, str(made.folder))
    kit = load_kit(again.folder)
    assert kit.names == ("corner-bakery", "bakery", "med")
    # under its model's name it is its model: nothing else in the copy was changed
    assert msgspec.structs.replace(kit.file, name={}, lineage=()) == msgspec.structs.replace(
        find_kit("med").file, name={}, lineage=()
    )


def test_a_kits_own_deviation_comes_after_those_of_its_ancestors() -> None:
    of = {name: Override(layer="a", set={"x": 1}, kit=name) for name in ("bakery", "med", "northline")}
    story = Override(layer="a", set={"x": 2}, kit="med", size_class="story")
    cell = Cell("story", kits=("corner", "bakery", "med"))
    found = in_order((of["bakery"], story, of["northline"], of["med"]), cell)
    assert found == [of["med"], of["bakery"], story]
    assert in_order(tuple(of.values()), Cell("story")) == []
