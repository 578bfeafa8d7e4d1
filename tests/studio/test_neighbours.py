"""Components of a project's templates are offered in all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from designer_app.data_files import data_root
from designer_app.editor.commands import Insert, MakeComponent
from designer_app.layers.component import ComponentLayer
from designer_app.studio.components import place_component
from designer_app.studio.neighbours import neighbours
from designer_app.studio.shell import EditorWindow


def test_a_component_of_the_template_beside_comes_in_with_its_picture(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window, name = opened(copied("news")), "badge"
    photo = next(p for p in sorted((data_root("assets") / "photos").glob("*.jpg")))
    (window.desk.session.folder / "own.jpg").write_bytes(photo.read_bytes())
    group = {
        "kind": "group", "name": name, "x": 10, "y": 10, "w": 200, "h": 100,
        "layers": [{"kind": "image", "name": "face", "source": "own.jpg", "x": 0, "y": 0, "w": 100, "h": 100}],
    }  # fmt: skip
    window.desk.do(Insert(layers=(group,), page=window.desk.session.state.template.pages[0].name))
    window.desk.do(MakeComponent(layer=window.desk.session.state.selection[0]))
    [kept] = window.desk.session.state.template.components
    assert window.documents.save()
    other = opened(copied("sale"))
    assert list(neighbours(other.desk)) == ["news"]
    place_component(other.desk, f"news::{kept}", None)
    template = other.desk.session.state.template
    assert list(template.components) == [kept]
    assert any(isinstance(layer, ComponentLayer) for layer in template.pages[0].layers)
    source = template.components[kept].layers[0].source  # type: ignore[union-attr]
    assert (Path(other.desk.session.folder) / source).read_bytes() == photo.read_bytes()
    qtbot.waitUntil(lambda: other.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert not [f for board in other.desk.canvas.boards for f in board.faults]
    place_component(other.desk, f"news::{kept}", (100.0, 100.0))  # the same again takes nothing anew
    assert list(other.desk.session.state.template.components) == [kept]
