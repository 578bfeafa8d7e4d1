"""What the table of actions has of arranging: groups, order, alignment, nudges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor import tools
from designer_app.editor.commands import Align, Distribute, Raise, Unwrap, Wrap
from designer_app.editor.tree import find
from designer_app.layers.group import Holder
from designer_app.scene.geometry import Box
from designer_app.studio.actions import Action
from designer_app.studio.canvas_actions import placed
from designer_app.studio.nudging import NudgeSteps, nudge_step

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_ORDER = (
    ("up", "Bring forward", "Ctrl+]"), ("down", "Send backward", "Ctrl+["),
    ("front", "Bring to front", "Ctrl+Alt+]", "Ctrl+Shift+]", "]"), ("back", "Send to back", "Ctrl+Alt+[", "Ctrl+Shift+[", "["),
)  # fmt: skip
_EDGES = (
    ("left", "Align left", "align-start-vertical", "A"), ("right", "Align right", "align-end-vertical", "D"),
    ("top", "Align top", "align-start-horizontal", "W"), ("bottom", "Align bottom", "align-end-horizontal", "S"),
    ("centre", "Align centres", "align-center-vertical", "H"), ("middle", "Align middles", "align-center-horizontal", "V"),
)  # fmt: skip
_WAYS = (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, -1), ("Down", 0, 1))


def align(window: EditorWindow, edge: str) -> None:
    """The selected layers to one edge or middle (one layer: of the artboard); ``x`` and ``y`` distribute them."""
    desk, board, layers = window.desk, window.canvas.current, placed(window)
    if not layers or board is None:
        return
    if edge in ("x", "y"):
        desk.do(Distribute(layers=layers, axis=edge, where=desk.where))
        return
    size = board.size
    to = Box(0.0, 0.0, size.width / board.unit, size.height / board.unit) if len(layers) == 1 else None
    desk.do(Align(layers=layers, edge=edge, to=to, where=desk.where))


def actions(window: EditorWindow) -> list[Action]:
    """Those of the group *Arrange*."""
    return [*_groups(window), *_order(window), *_edges(window), *_nudges(window)]


def _some(window: EditorWindow) -> bool:
    return bool(window.desk.session.state.selection)


def _groups(window: EditorWindow) -> list[Action]:
    desk = window.desk

    def some() -> bool:
        return _some(window)

    def group(kind: str) -> None:
        if layers := placed(window):
            desk.do(Wrap(layers=layers, kind=kind))

    def ungroup() -> None:
        state = desk.session.state
        scope = window.gestures.scope(window.canvas.active)
        held = [find(state.template, name)[0] for name in state.selection]
        children = [child.name for layer in held if isinstance(layer, Holder) for child in layer.layers]
        if scope is not None:
            desk.do(Unwrap(layers=state.selection, children=tools.shown(scope, tuple(children))))

    return [
        Action("group", "Group", lambda: group("group"), ("Ctrl+G",), "Arrange", "group", "", some),
        Action(
            "stack", "Stack", lambda: group("stack"), ("Shift+A",), "Arrange", "rows-3",
            "Layers follow one another and make room.", some,
        ),
        Action("ungroup", "Ungroup", ungroup, ("Ctrl+Shift+G",), "Arrange", "", "", some),
    ]  # fmt: skip


def _order(window: EditorWindow) -> list[Action]:
    desk = window.desk

    def raise_(to: str) -> None:
        desk.do(Raise(layers=desk.session.state.selection, to=to))

    return [
        Action(
            f"raise-{to}",
            title,
            lambda to=to: raise_(to),
            tuple(keys),
            "Arrange",
            enabled=lambda: _some(window),
        )
        for to, title, *keys in _ORDER
    ]


def _edges(window: EditorWindow) -> list[Action]:
    def some() -> bool:
        return _some(window)

    def edge(name: str, title: str, icon: str, key: str) -> Action:
        return Action(
            f"align-{name}", title, lambda: align(window, name), (f"Alt+{key}",), "Arrange", icon, "", some
        )

    def share(axis: str, title: str, key: str) -> Action:
        keys = (f"Ctrl+Alt+Shift+{key}",)
        return Action(f"distribute-{axis}", title, lambda: align(window, axis), keys, "Arrange", "", "", some)

    return [
        *(edge(*entry) for entry in _EDGES),
        share("x", "Distribute across", "H"),
        share("y", "Distribute down", "V"),
    ]


def _nudges(window: EditorWindow) -> list[Action]:
    def nudge(dx: int, dy: int, step: str) -> None:
        scope = window.gestures.scope(window.canvas.active)
        if scope is not None:
            far = nudge_step(step)
            window.desk.do(tools.nudge(scope, dx * far, dy * far))

    def way(key: str, dx: int, dy: int, step: str) -> Action:
        name, title, keys = f"nudge-{key.lower()}", f"Nudge {key.lower()}", key
        if step == "large":
            name, title, keys = f"big-{key.lower()}", f"{title} by the large step", f"Shift+{key}"
        return Action(
            name, title, lambda: nudge(dx, dy, step), (keys,), "Arrange", enabled=lambda: _some(window)
        )

    steps = Action(
        "nudge-steps", "Nudge steps", lambda: NudgeSteps(window).open(), (), "Arrange", "move-horizontal",
        "How far arrows move, and arrows with Shift.",
    )  # fmt: skip
    return [*(way(key, dx, dy, step) for key, dx, dy in _WAYS for step in ("small", "large")), steps]
