"""Components of a project's templates are offered in all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from designer_app.data_files import data_root
from designer_app.editor.commands import Insert, MakeComponent, SetFields
from designer_app.editor.components import FollowComponents, PushToComponent
from designer_app.layers.component import ComponentLayer
from designer_app.studio.components import place_component
from designer_app.studio.neighbours import changed, neighbours
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


def _with_component(window: EditorWindow, width: int) -> str:
    """A component with one shape in the window's template, saved; its name."""
    shape = {"kind": "shape", "name": "disc", "shape": "ellipse", "x": 0, "y": 0, "w": width, "h": 80}
    group = {"kind": "group", "name": "badge", "x": 10, "y": 10, "w": 200, "h": 100, "layers": [shape]}
    window.desk.do(Insert(layers=(group,), page=window.desk.session.state.template.pages[0].name))
    window.desk.do(MakeComponent(layer=window.desk.session.state.selection[0]))
    assert window.documents.save()
    [kept] = window.desk.session.state.template.components
    return kept


def _borrowed(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str]
) -> tuple[EditorWindow, EditorWindow, str]:
    """A window with a component, one beside it that has it placed, and its name."""
    first = opened(copied("news"))
    kept = _with_component(first, 80)
    other = opened(copied("sale"))
    place_component(other.desk, f"news::{kept}", None)
    return first, other, kept


def _disc(window: EditorWindow) -> dict[str, object]:
    board = window.canvas.current
    assert board is not None
    assert board.built is not None
    layer = next(layer for name, layer in board.built.layers.items() if name.endswith("__disc"))
    return {"w": layer.w, "h": layer.h}


def test_instances_follow_the_neighbours_component_and_deviations_stay(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    first, other, kept = _borrowed(opened, copied)
    assert other.desk.session.state.template.origins == {kept: f"news::{kept}"}
    inner = f"{other.desk.session.state.selection[0]}__disc"
    other.desk.do(SetFields(layers=(inner,), fields={"h": 60}))
    first.desk.do(
        FollowComponents(
            components={
                kept: {
                    "kind": "group", "name": "badge", "w": 200, "h": 100,
                    "layers": [{"kind": "shape", "name": "disc", "shape": "ellipse", "x": 0, "y": 0, "w": 120, "h": 80}],
                }
            }
        )
    )  # fmt: skip
    assert first.documents.save()
    other.watch.look()
    qtbot.waitUntil(lambda: other.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert _disc(other) == {"w": 120, "h": 60}
    other.desk.session.undo()
    qtbot.waitUntil(lambda: other.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert _disc(other) == {"w": 80, "h": 60}


def test_a_component_changed_here_is_ones_own(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    _, other, _ = _borrowed(opened, copied)
    instance = other.desk.session.state.selection[0]
    other.desk.do(SetFields(layers=(f"{instance}__disc",), fields={"h": 60}))
    other.desk.do(PushToComponent(layer=instance))
    assert other.desk.session.state.template.origins == {}
    assert changed(other.desk) == []
