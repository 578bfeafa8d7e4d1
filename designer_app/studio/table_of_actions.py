"""The table itself: all that the editor window can do, each with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.editor import tools
from designer_app.editor.commands import (
    Align,
    Delete,
    Distribute,
    Raise,
    Select,
    SetFields,
    SetLock,
    Unwrap,
    Wrap,
)
from designer_app.editor.hits import alike
from designer_app.editor.tree import find
from designer_app.layers.group import Holder
from designer_app.studio import canvas_actions, clipboard
from designer_app.studio.actions import Action

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


def table(window: EditorWindow) -> dict[str, Action]:
    """All actions of a window by name."""
    desk, canvas, gestures = window.desk, window.canvas, window.gestures

    def selection() -> tuple[str, ...]:
        return desk.session.state.selection

    def some() -> bool:
        return bool(selection())

    def placed() -> tuple[object, ...]:
        scope = gestures.scope(canvas.active)
        return tools.shown(scope, selection()) if scope is not None else ()

    def align(edge: str) -> None:
        layers = placed()
        board = canvas.current
        if not layers or board is None:
            return
        if edge in ("x", "y"):
            desk.do(Distribute(layers=layers, axis=edge, where=desk.where))
        else:
            from designer_app.scene.geometry import Box

            size = board.size
            to = (
                Box(0.0, 0.0, size.width / board.unit, size.height / board.unit) if len(layers) == 1 else None
            )
            desk.do(Align(layers=layers, edge=edge, to=to, where=desk.where))

    window.align = align

    def nudge(dx: float, dy: float) -> None:
        scope = gestures.scope(canvas.active)
        if scope is not None:
            desk.do(tools.nudge(scope, dx, dy))

    def set_all(**fields: object) -> None:
        desk.do(SetFields(layers=selection(), fields=fields, where=desk.where))

    def hide() -> None:
        shown = any(find(desk.session.state.template, n)[0].visible is not False for n in selection())
        set_all(visible=not shown)

    def lock() -> None:
        free = any(find(desk.session.state.template, n)[0].lock == "none" for n in selection())
        desk.do(SetLock(layers=selection(), lock="all" if free else "none"))

    def ungroup() -> None:
        template = desk.session.state.template
        scope = gestures.scope(canvas.active)
        children = []
        for name in selection():
            layer = find(template, name)[0]
            if isinstance(layer, Holder):
                children += [child.name for child in layer.layers]
        if scope is not None:
            desk.do(Unwrap(layers=selection(), children=tools.shown(scope, tuple(children))))

    def child() -> None:
        if gestures.key("enter"):
            return
        if len(selection()) == 1:
            layer = find(desk.session.state.template, selection()[0])[0]
            if isinstance(layer, Holder) and layer.layers:
                desk.do(Select(layers=tuple(c.name for c in layer.layers)))
            else:
                gestures.edit(selection()[0])

    def escape() -> None:
        if window.presenting():
            window.present()
        elif not gestures.cancel() and not window.guides.cancel() and not gestures.key("escape"):
            if gestures.tool_name != "select":
                gestures.take("select")
            elif some():
                desk.do(tools.out(desk.session.state))

    def every() -> None:
        board = canvas.current
        if board is not None and board.built is not None:
            desk.do(
                Select(layers=tuple(layer.name for layer in board.built.page.layers if layer.lock == "none"))
            )

    def group(kind: str) -> None:
        layers = placed()
        if layers:
            desk.do(Wrap(layers=layers, kind=kind))

    def zoom_selection() -> None:
        layers = placed()
        board = canvas.current
        if layers and board is not None:
            from designer_app.editor.arranging import around

            box = around(layers)
            canvas.show_box(board, box.x0, box.y0, box.x1, box.y1)

    def full() -> None:
        board = canvas.current
        if board is not None:
            canvas.zoom_to(1.0 / board.scale / canvas.devicePixelRatioF())

    def toggle(what: str) -> None:
        setattr(canvas.shown, what, not getattr(canvas.shown, what))
        canvas.update()

    found: list[Action] = []

    def add(
        name: str,
        title: str,
        run: object,
        *keys: str,
        group_: str = "Edit",
        icon: str = "",
        hint: str = "",
        enabled: object = None,
    ) -> None:
        extra = {"enabled": enabled} if enabled is not None else {}
        found.append(Action(name, title, run, keys, group_, icon, hint, **extra))  # type: ignore[arg-type]

    for name, title, icon, hint, *keys in (
        ("select", "Move", "mouse-pointer-2", "Click selects, drag moves, double-click goes in.", "V"),
        ("frame", "Frame", "frame", "Drag out a frame that clips what it holds.", "F", "B"),
        (
            "rectangle",
            "Rectangle",
            "square",
            "Drag out; Shift keeps it square, Alt works from the centre.",
            "R",
        ),
        ("ellipse", "Ellipse", "circle", "Drag out; Shift keeps it round.", "O", "E"),
        ("line", "Line", "slash", "Drag from end to end.", "L"),
        ("arrow", "Arrow", "arrow-up-right", "Drag from tail to head.", "Shift+L"),
        ("text", "Text", "type", "Click or drag out, then type.", "T"),
        ("pen", "Pen", "pen-tool", "Click sets points, drag bends; the first point closes, Enter ends.", "P"),
        ("image", "Picture", "image", "Drag out a frame for a picture; drop a file on it."),
        (
            "pipette",
            "Eyedropper",
            "pipette",
            "Takes a colour of the canvas and offers the kit's nearest.",
            "I",
        ),
        ("hand", "Hand", "hand", "Drag moves the view. Space held does the same.", "H"),
    ):
        add(
            f"tool-{name}",
            title,
            lambda name=name: gestures.take(name),
            *keys,
            group_="Tools",
            icon=icon,
            hint=hint,
        )

    add(
        "undo",
        "Undo",
        lambda: gestures.key("undo") or desk.session.undo(),
        "Ctrl+Z",
        icon="undo-2",
        enabled=lambda: desk.session.history.can_undo or gestures.tool_name in ("pen", "crop"),
    )
    add(
        "redo",
        "Redo",
        desk.session.redo,
        "Ctrl+Shift+Z",
        "Ctrl+Y",
        icon="redo-2",
        enabled=lambda: desk.session.history.can_redo,
    )
    add("copy", "Copy", lambda: clipboard.copy(desk), "Ctrl+C", icon="copy", enabled=some)
    add(
        "cut",
        "Cut",
        lambda: clipboard.copy(desk) and desk.do(Delete(layers=selection())),
        "Ctrl+X",
        enabled=some,
    )
    add("paste", "Paste", lambda: clipboard.paste(desk), "Ctrl+V", icon="clipboard-paste")
    add("copy-style", "Copy style", lambda: clipboard.copy_style(desk), "Ctrl+Alt+C", enabled=some)
    add("paste-style", "Paste style", lambda: clipboard.paste_style(desk), "Ctrl+Alt+V", enabled=some)
    add("copy-png", "Copy as PNG", lambda: clipboard.copy_png(desk), "Ctrl+Shift+C")
    found += canvas_actions.actions(window)
    add(
        "delete",
        "Delete",
        lambda: gestures.key("delete") or desk.do(Delete(layers=selection())),
        "Del",
        "Backspace",
        icon="trash-2",
        enabled=lambda: some() or gestures.tool_name in ("pen", "points", "crop"),
    )
    add(
        "duplicate",
        "Duplicate",
        lambda: canvas_actions.duplicate(window),
        "Ctrl+D",
        "Ctrl+J",
        enabled=some,
    )
    add("all", "Select all", every, "Ctrl+A", group_="Selection")
    add(
        "none",
        "Deselect",
        lambda: desk.do(Select(layers=())),
        "Ctrl+Shift+A",
        group_="Selection",
        enabled=some,
    )
    add("out", "Out of the group", escape, "Esc", group_="Selection")
    add(
        "parent",
        "Select the group around",
        lambda: desk.do(tools.out(desk.session.state)),
        "Shift+Return",
        group_="Selection",
        enabled=some,
    )
    add(
        "child",
        "Edit text or go in",
        child,
        "Return",
        group_="Selection",
        enabled=lambda: some() or gestures.tool_name in ("pen", "points", "crop"),
    )
    add(
        "next",
        "Next layer",
        lambda: desk.do(tools.sibling(desk.session.state)),
        "Tab",
        group_="Selection",
        enabled=some,
    )
    add(
        "previous",
        "Previous layer",
        lambda: desk.do(tools.sibling(desk.session.state, False)),
        "Shift+Tab",
        group_="Selection",
        enabled=some,
    )
    add(
        "same",
        "Select same",
        lambda: desk.do(Select(layers=alike(desk.session.state.template, selection()[0]))),
        group_="Selection",
        enabled=some,
    )
    add("group", "Group", lambda: group("group"), "Ctrl+G", group_="Arrange", icon="group", enabled=some)
    add(
        "stack",
        "Stack",
        lambda: group("stack"),
        "Shift+A",
        group_="Arrange",
        icon="rows-3",
        hint="Layers follow one another and make room.",
        enabled=some,
    )
    add("ungroup", "Ungroup", ungroup, "Ctrl+Shift+G", group_="Arrange", enabled=some)
    for to, title, *keys in (
        ("up", "Bring forward", "Ctrl+]"), ("down", "Send backward", "Ctrl+["),
        ("front", "Bring to front", "Ctrl+Alt+]", "Ctrl+Shift+]", "]"), ("back", "Send to back", "Ctrl+Alt+[", "Ctrl+Shift+[", "["),
    ):  # fmt: skip
        add(
            f"raise-{to}",
            title,
            lambda to=to: desk.do(Raise(layers=selection(), to=to)),
            *keys,
            group_="Arrange",
            enabled=some,
        )
    for edge, title, icon, key in (
        ("left", "Align left", "align-start-vertical", "A"), ("right", "Align right", "align-end-vertical", "D"),
        ("top", "Align top", "align-start-horizontal", "W"), ("bottom", "Align bottom", "align-end-horizontal", "S"),
        ("centre", "Align centres", "align-center-vertical", "H"), ("middle", "Align middles", "align-center-horizontal", "V"),
    ):  # fmt: skip
        add(
            f"align-{edge}",
            title,
            lambda edge=edge: align(edge),
            f"Alt+{key}",
            group_="Arrange",
            icon=icon,
            enabled=some,
        )
    add(
        "distribute-x",
        "Distribute across",
        lambda: align("x"),
        "Ctrl+Alt+Shift+H",
        group_="Arrange",
        enabled=some,
    )
    add(
        "distribute-y",
        "Distribute down",
        lambda: align("y"),
        "Ctrl+Alt+Shift+V",
        group_="Arrange",
        enabled=some,
    )
    for key, dx, dy in (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, -1), ("Down", 0, 1)):
        add(
            f"nudge-{key.lower()}",
            f"Nudge {key.lower()}",
            lambda dx=dx, dy=dy: nudge(dx, dy),
            key,
            group_="Arrange",
            enabled=some,
        )
        add(
            f"big-{key.lower()}",
            f"Nudge {key.lower()} by 10",
            lambda dx=dx, dy=dy: nudge(10 * dx, 10 * dy),
            f"Shift+{key}",
            group_="Arrange",
            enabled=some,
        )
    add("lock", "Lock or unlock", lock, "Ctrl+Shift+L", group_="Layer", icon="lock", enabled=some)
    add("hide", "Hide or show", hide, "Ctrl+Shift+H", group_="Layer", icon="eye-off", enabled=some)
    add("rename", "Rename", window.rename, "F2", "Ctrl+R", group_="Layer", enabled=some)
    for digit in range(10):
        share = 1.0 if digit == 0 else digit / 10
        add(
            f"opacity-{digit}",
            f"Opacity {int(share * 100)} %",
            lambda share=share: set_all(opacity=share),
            str(digit),
            group_="Layer",
            enabled=some,
        )
    add(
        "zoom-in",
        "Zoom in",
        lambda: canvas.zoom_to(canvas.zoom * 1.25),
        "+",
        "=",
        "Ctrl++",
        "Ctrl+=",
        group_="View",
        icon="zoom-in",
    )
    add(
        "zoom-out",
        "Zoom out",
        lambda: canvas.zoom_to(canvas.zoom / 1.25),
        "-",
        "Ctrl+-",
        group_="View",
        icon="zoom-out",
    )
    add("zoom-full", "Zoom to 100 %", full, "Shift+0", "Ctrl+1", group_="View")
    add("zoom-fit", "Zoom to fit", canvas.fit, "Shift+1", "Ctrl+0", group_="View")
    add("zoom-selection", "Zoom to the selection", zoom_selection, "Shift+2", group_="View", enabled=some)
    add("rulers", "Rulers", lambda: toggle("rulers"), "Shift+R", group_="View")
    add("grid", "Grid", lambda: toggle("grid"), "Ctrl+'", group_="View")
    add("safe", "Safe areas", lambda: toggle("safe"), "Ctrl+Shift+;", group_="View", icon="scan")
    add("snapping", "Snapping", window.toggle_snapping, "Ctrl+Shift+'", group_="View", icon="magnet")
    add("chrome", "Hide the panels", window.toggle_panels, "Ctrl+\\", group_="View")
    add("wall", "Wall of all sizes", lambda: desk.set_mode("wall"), group_="View", icon="layout-grid")
    add("pages", "Pages in a row", lambda: desk.set_mode("pages"), group_="View", icon="gallery-horizontal")
    add("one", "One size", lambda: desk.set_mode("one"), group_="View", icon="square")
    add("data", "Data strip", window.toggle_data, group_="View", icon="table-2")
    for number, scope in enumerate(("master", "class", "size", "row"), 1):
        add(
            f"scope-{scope}",
            f"Edits go to: {scope}",
            lambda scope=scope: window.set_scope(scope),
            f"Ctrl+Alt+{number}",
            group_="Edit",
        )
    add("next-row", "Next row", lambda: desk.set_row(desk.row + 1), "Alt+Right", group_="Data")
    add("previous-row", "Previous row", lambda: desk.set_row(desk.row - 1), "Alt+Left", group_="Data")
    add("open-table", "Open a table", window.ask_table, group_="Data", icon="table-2")
    add("save", "Save", window.save, "Ctrl+S", group_="File")
    add("save-as", "Save as", window.save_as, "Ctrl+Shift+S", group_="File")
    add("open", "Open", window.ask_open, "Ctrl+O", group_="File", icon="folder-open")
    add("start", "Start page", window.home, group_="File", icon="layout-template")
    add("export", "Export", window.export, "Ctrl+Shift+E", group_="File", icon="download")
    add("quick-export", "Export the active board", window.quick_export, "Ctrl+E", group_="File")
    add("find", "Find and replace", window.find, "Ctrl+F", "Ctrl+H", group_="Edit", icon="search")
    add("palette", "Command palette", window.palette, "Ctrl+K", "Ctrl+/", group_="Help", icon="search")
    add("keys", "Keyboard shortcuts", window.shortcuts, "?", "F1", group_="Help", icon="keyboard")
    add("theme", "Light or dark theme", window.toggle_theme, group_="Help", icon="moon")
    add("language", "Русский / English", window.toggle_language, group_="Help", icon="languages")
    add("present", "Present", window.present, "Ctrl+Alt+P", group_="View", icon="play")
    return {action.name: action for action in found}
