"""What the table of actions has of files, rows and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.studio.actions import Action

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


def actions(window: EditorWindow) -> list[Action]:
    """Those of the groups *Data*, *File* and *Help*."""
    desk, documents = window.desk, window.documents
    return [
        Action("next-row", "Next row", lambda: desk.set_row(desk.row + 1), ("Alt+Right",), "Data"),
        Action("previous-row", "Previous row", lambda: desk.set_row(desk.row - 1), ("Alt+Left",), "Data"),
        Action("open-table", "Open a table", window.ask_table, (), "Data", "table-2"),
        Action("save", "Save", documents.save, ("Ctrl+S",), "File"),
        Action("save-as", "Save as", documents.save_as, ("Ctrl+Shift+S",), "File"),
        Action(
            "save-job", "Save as a job", documents.save_job_as, (), "File", "",
            "Template, table, kit and sizes in one file: opened again here, made by designer batch.",
        ),
        Action("open", "Open", documents.ask_open, ("Ctrl+O",), "File", "folder-open"),
        Action("start", "Start page", window.home, ("Ctrl+W",), "File", "layout-template"),
        Action("export", "Export", window.over.export, ("Ctrl+Shift+E",), "File", "download"),
        Action("quick-export", "Export the active board", window.over.quick_export, ("Ctrl+E",), "File"),
        Action(
            "batch",
            "Batch",
            lambda: window.beside.emit("batch"),
            ("Ctrl+Shift+B",),
            "File",
            "files",
            "Every row of a table in every size, checked before it is made.",
        ),
        Action(
            "catalog",
            "Catalog",
            lambda: window.beside.emit("catalog"),
            ("Ctrl+Shift+M",),
            "File",
            "book-open",
            "Products of a table on pages: PDF, pictures, gallery.",
        ),
        Action(
            "chart",
            "Chart",
            lambda: window.beside.emit("chart"),
            ("Ctrl+Shift+I",),
            "File",
            "chart-column",
            "A pasted table becomes an infographic in every size.",
        ),
        Action("quit", "Quit", window.close, ("Ctrl+Q",), "File"),
        Action("palette", "Command palette", window.over.palette, ("Ctrl+K", "Ctrl+/"), "Help", "search"),
        Action("keys", "Keyboard shortcuts", window.over.shortcuts, ("?", "F1", "Shift+/"), "Help", "keyboard"),
        Action("theme", "Light or dark theme", window.toggle_theme, (), "Help", "moon"),
        Action("language", "Русский / English", window.toggle_language, (), "Help", "languages"),
    ]  # fmt: skip
