"""What opens over the editor window, one of each: dialogs, the palette, the presentation, the comparison of two kits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from designer_app.design.library import kit_names

if TYPE_CHECKING:
    from designer_app.studio.exporting import ExportDialog
    from designer_app.studio.finding import FindDialog
    from designer_app.studio.palette import Palette
    from designer_app.studio.panels.swap import SwapPanel
    from designer_app.studio.presentation import Presentation
    from designer_app.studio.shell import EditorWindow
    from designer_app.studio.shortcuts import ShortcutSheet


class Over:
    """Each is made when it is asked for. ``beside`` is the inspector's place, which a comparison takes."""

    def __init__(self, window: EditorWindow, beside: QWidget) -> None:
        self._window, self._beside = window, beside
        self.presentation: Presentation | None = None
        self.swap: SwapPanel | None = None

    # Dialogs

    def export(self) -> ExportDialog:
        """The export list."""
        from designer_app.studio.exporting import ExportDialog

        dialog = ExportDialog(self._window, self._window.desk)
        dialog.open()
        return dialog

    def quick_export(self) -> None:
        """The export list with the active board alone."""
        board = self._window.canvas.current
        dialog = self.export()
        if board is not None:
            dialog.lines.only(board.size.id)

    def find(self) -> FindDialog:
        """Find and replace."""
        from designer_app.studio.finding import FindDialog

        dialog = FindDialog(self._window, self._window.desk)
        dialog.show()
        return dialog

    def palette(self) -> Palette:
        """The command palette."""
        from designer_app.studio.palette import Palette

        shown = Palette(self._window, list(self._window.actions_table.values()))
        shown.open()
        return shown

    def shortcuts(self) -> ShortcutSheet:
        """All keys."""
        from designer_app.studio.shortcuts import ShortcutSheet
        from designer_app.studio.typing_keys import text_actions

        sheet = ShortcutSheet(self._window, [*self._window.actions_table.values(), *text_actions()])
        sheet.open()
        return sheet

    # The presentation

    def present(self, mode: str = "plain") -> None:
        """The boards as people will meet them, over the whole window; once more, or Esc, goes back."""
        from designer_app.studio.presentation import Presentation

        window = self._window
        if self.presentation is not None:
            self.presentation.close()
        elif any(not board.faults for board in window.canvas.boards):
            self.presentation = Presentation(window, window.desk, self._presented, mode)

    def _presented(self) -> None:
        self.presentation = None
        self._window.canvas.setFocus()

    # The comparison

    def swap_kit(self) -> None:
        """Before and after of another kit, in the inspector's place."""
        from designer_app.studio.panels.swap import SwapPanel

        if self.swap is None and len(kit_names()) > 1:
            self._beside.show()
            self._window.inspector.hide()
            self.swap = SwapPanel(self._window.desk, self._swapped)
            self._beside.layout().addWidget(self.swap)

    def _swapped(self) -> None:
        if self.swap is not None:
            self.swap.hide()
            self.swap.deleteLater()
        self.swap = None
        self._window.inspector.show()
        self._window.canvas.setFocus()

    # All of it

    @property
    def settled(self) -> bool:
        """Whether every picture in what is open is the engine's."""
        dialogs = [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]
        over = (self.presentation, self.swap.comparing if self.swap is not None else None, *dialogs)
        return all(getattr(part, "settled", True) for part in over if part is not None)

    def resize(self) -> None:
        """The window has another size."""
        if self.presentation is not None:
            self.presentation.setGeometry(self._window.rect())

    def end(self) -> None:
        """Close all of it, with its workers."""
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()  # each ends its own workers
        if self.presentation is not None:
            self.presentation.end()
        if self.swap is not None:
            self.swap.end()
