"""What the table of actions has of looking at the work: mends, presentation, platform chrome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.studio.actions import Action

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


def actions(window: EditorWindow) -> list[Action]:
    """The actions of looking at the work."""
    return [
        Action(
            "mend", "Mend the first problem", lambda: window.problems.mend_first(), ("Ctrl+Return",), "View", "shield-check",
            "The mildest change that clears it; where it lands stands on its button.",
        ),
    ]  # fmt: skip
