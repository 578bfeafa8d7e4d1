"""The table itself: all that the editor window can do, each with its keys, gathered from one module for each subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.studio import (
    arrange_actions,
    canvas_actions,
    document_actions,
    edit_actions,
    layer_actions,
    selection_actions,
    showing_actions,
    tool_actions,
    view_actions,
)
from designer_app.studio.actions import Action

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_SUBJECTS = (
    tool_actions, edit_actions, canvas_actions, selection_actions, showing_actions, arrange_actions, layer_actions, view_actions, document_actions,
)  # fmt: skip


def table(window: EditorWindow) -> dict[str, Action]:
    """All actions of a window by name."""
    return {action.name: action for subject in _SUBJECTS for action in subject.actions(window)}
