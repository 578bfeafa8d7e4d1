"""What the table of actions has of the view: zoom, what lies over the boards, which boards, panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor.arranging import around
from designer_app.studio.actions import Action
from designer_app.studio.canvas_actions import placed

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


def actions(window: EditorWindow) -> list[Action]:
    """Those of the group *View*."""
    desk, canvas = window.desk, window.canvas

    def some() -> bool:
        return bool(desk.session.state.selection)

    def zoom_selection() -> None:
        layers, board = placed(window), canvas.current
        if layers and board is not None:
            box = around(layers)
            canvas.show_box(board, box.x0, box.y0, box.x1, box.y1)

    def full() -> None:
        if canvas.current is not None:
            canvas.zoom_to(1.0 / canvas.current.scale / canvas.devicePixelRatioF())

    def toggle(what: str) -> None:
        setattr(canvas.shown, what, not getattr(canvas.shown, what))
        canvas.update()

    return [
        Action(
            "zoom-in", "Zoom in", lambda: canvas.zoom_to(canvas.zoom * 1.25), ("+", "=", "Ctrl++", "Ctrl+="), "View",
            "zoom-in",
        ),
        Action("zoom-out", "Zoom out", lambda: canvas.zoom_to(canvas.zoom / 1.25), ("-", "Ctrl+-"), "View", "zoom-out"),
        Action("zoom-full", "Zoom to 100%", full, ("Shift+0", "Ctrl+1"), "View"),
        Action("zoom-fit", "Zoom to fit", canvas.fit, ("Shift+1", "Ctrl+0"), "View"),
        Action("zoom-selection", "Zoom to the selection", zoom_selection, ("Shift+2",), "View", enabled=some),
        Action("rulers", "Rulers", lambda: toggle("rulers"), ("Shift+R",), "View"),
        Action("grid", "Grid", lambda: toggle("grid"), ("Ctrl+'",), "View"),
        Action("safe", "Safe areas", lambda: toggle("safe"), ("Ctrl+Shift+;",), "View", "scan"),
        Action("snapping", "Snapping", window.toggle_snapping, ("Ctrl+Shift+'",), "View", "magnet"),
        Action("chrome", "Hide the panels", window.toggle_panels, ("Ctrl+\\",), "View"),
        Action("wall", "Wall of all sizes", lambda: desk.set_mode("wall"), (), "View", "layout-grid"),
        Action("pages", "Pages in a row", lambda: desk.set_mode("pages"), (), "View", "gallery-horizontal"),
        Action("one", "One size", lambda: desk.set_mode("one"), (), "View", "square"),
        Action("data", "Data strip", window.toggle_data, (), "View", "table-2"),
        Action("present", "Present", window.over.present, ("Ctrl+Alt+P",), "View", "play"),
    ]  # fmt: skip
