"""Components in the window: their pictures, placing one, what the menu offers for an instance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from designer_app.editor.commands import Detach, Insert, MakeComponent, PushToComponent, ResetInstance
from designer_app.editor.components import around
from designer_app.editor.tree import own
from designer_app.errors import DesignError
from designer_app.layers.component import ComponentLayer
from designer_app.layers.group import Holder
from designer_app.studio import theme
from designer_app.studio.actions import Action
from designer_app.studio.board_cut import cut_from
from designer_app.studio.desk import Desk
from designer_app.studio.icons import pixmap
from designer_app.studio.neighbours import APART, borrowed

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_WIDTH, _HEIGHT = 200, 152  # px of a picture, at twice the density


def component_picture(desk: Desk, name: str) -> QPixmap:
    """An instance as the engine painted it on a board; a plain sign where none is shown."""
    made = QPixmap(_WIDTH, _HEIGHT)
    made.setDevicePixelRatio(2)
    made.fill(theme.current().colour("mat"))
    from PySide6.QtGui import QPainter

    painter = QPainter(made)
    found = _seen(desk, name)
    if found is None:
        painter.drawPixmap(38, 26, pixmap("shapes", theme.current().t2, 24))
    else:
        scaled = found.scaled(
            _WIDTH - 16,
            _HEIGHT - 16,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(2)
        painter.drawPixmap((_WIDTH - scaled.width()) // 4, (_HEIGHT - scaled.height()) // 4, scaled)
    painter.end()
    return made


def _seen(desk: Desk, name: str) -> QPixmap | None:
    template = desk.session.state.template
    for board in sorted(desk.canvas.boards, key=lambda b: b.name != desk.canvas.active):
        if board.built is None or board.image is None:
            continue
        for target in board.built.targets:
            layer = own(template, target.layer)
            if isinstance(layer, ComponentLayer) and layer.of == name:
                found = cut_from(board, target.box)
                if found is not None:
                    return QPixmap.fromImage(found)
    return None


def place_component(desk: Desk, name: str, at: tuple[float, float] | None) -> None:
    """One more instance: with its middle at a point of the artboard, else in the middle of the artboard. A component of a
    neighbour (``FOLDER::NAME``) comes into the template with it, and follows the neighbour's from then on."""
    board = desk.canvas.current
    if board is None or board.built is None:
        return
    more: dict[str, dict[str, Any]] = {}
    origins: dict[str, str] = {}
    if APART in name:
        try:
            found = borrowed(desk, name)
            found.keep(desk)
            name, more, origins = found.name, found.components, found.origins
        except DesignError as fault:
            desk.tell(fault)
            return
    if name not in desk.session.state.template.components and name not in more:
        return
    place = {"cx": round(at[0]), "cy": round(at[1])} if at else {"cx": "W/2", "cy": "H/2"}
    data = {"kind": "component", "name": name, "of": name, **place}
    desk.do(Insert(layers=(data,), page=board.built.page.name, components=more, origins=origins))


def actions(window: EditorWindow) -> list[Action]:
    """Commands on components, for the table of actions."""
    desk = window.desk

    def single() -> str:
        chosen = desk.session.state.selection
        return chosen[0] if len(chosen) == 1 else ""

    def group() -> bool:
        layer = own(desk.session.state.template, single()) if single() else None
        return isinstance(layer, Holder)

    def instance() -> str:
        return around(desk.session.state.template, single()) if single() else ""

    return [
        Action(
            "component", "Make a component", lambda: desk.do(MakeComponent(layer=single())), ("Ctrl+Alt+K",), "Layer",
            "shapes", "The group is kept with the document; what is laid again follows it.", group,
        ),
        Action(
            "push", "Change the component", lambda: desk.do(PushToComponent(layer=instance())), (), "Layer", "",
            "What you edited here goes to all instances.", lambda: bool(instance()),
        ),
        Action(
            "reset-instance", "Reset the instance", lambda: desk.do(ResetInstance(layer=instance())), (), "Layer", "", "",
            lambda: bool(instance()),
        ),
        Action(
            "detach", "Detach", lambda: desk.do(Detach(layer=instance())), ("Ctrl+Alt+B",), "Layer", "",
            "The instance becomes a plain group.", lambda: bool(instance()),
        ),
    ]  # fmt: skip
