"""What the table of actions has of looking at the work: mends, presentation, platform chrome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.design.chrome import zones
from designer_app.studio.actions import Action
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


def actions(window: EditorWindow) -> list[Action]:
    """The actions of looking at the work."""

    def platform() -> None:
        canvas = window.canvas
        canvas.shown.platform = not canvas.shown.platform
        if canvas.shown.platform and not any(zones(board.size) for board in canvas.boards):
            window.desk.tell(tr("No size here says what its platform hides. Add one of a platform’s own."))
        canvas.update()
        window.refresh()

    def together() -> None:
        canvas, names = window.canvas, window.desk.session.state.selection
        showing = {
            b.name for b in canvas.boards
            if b.built is not None and (not names or set(names) & {t.layer for t in b.built.targets})
        } - {canvas.active}  # fmt: skip
        canvas.picked = set() if canvas.picked == showing else showing
        canvas.update()
        window.desk.viewed.emit()

    return [
        Action(
            "together", "Edit all sizes together", together, ("Ctrl+Alt+A",), "Edit", "layers",
            "Each size or class gets the edit as its own. Shift+click picks single boards.",
        ),
        Action(
            "swap-kit", "Before and after of a kit", window.over.swap_kit, (), "View", "arrow-left-right",
            "See the design in another kit beside this one, then swap.",
        ),
        Action(
            "platform", "Platform chrome", platform, ("Ctrl+Alt+;",), "View", "smartphone",
            "What avatar, buttons, bars and crops of the platform will hide.",
        ),
        Action(
            "mend", "Mend the first problem", lambda: window.problems.mend_first(), ("Ctrl+Return",), "View", "shield-check",
            "The mildest change that clears it; where it lands stands on its button.",
        ),
    ]  # fmt: skip
