"""What the inspector shows where no layer is selected: the artboard, and the slots of the row as a form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from designer_app.design.lists import list_text
from designer_app.design.slots import Slot
from designer_app.errors import DesignError
from designer_app.studio import theme
from designer_app.studio.desk import Desk
from designer_app.studio.icons import icon, pixmap
from designer_app.studio.layer_names import column_title
from designer_app.studio.panels.sections import Words
from designer_app.studio.parts import Section, button, clear, column, label, row
from designer_app.studio.short_forms import shows_short
from designer_app.studio.words import text_in, tr

_MOST_LINES, _WIDE = 9, 34  # lines that are shown without scrolling; characters that fit into one
_LABEL = 92  # px beside a field; a longer label stands above it


class BoardForm(QWidget):
    """``change(slot, text)`` is called when a field is left."""

    def __init__(self, desk: Desk, change: Callable[[str, str], None]) -> None:
        super().__init__()
        self._desk, self._change = desk, change
        self.editors: dict[str, QLineEdit | Words] = {}  # by slot
        rows = column(spacing=0)
        row_ = desk.current_row
        rows.addWidget(self._head())
        slots = Section("Content of this row" if row_ else "Slots")
        if row_ is None:
            slots.add(
                label(tr("Open a table to fill the slots: each row becomes a design."), "hint", wrap=True)
            )
        cells = desk.state.row(row_.key, row_.cells) if row_ else {}
        for name, spec in desk.session.state.template.slots.items():
            slots.add(self.slot_row(name, spec, cells.get(name, ""), enabled=row_ is not None))
            brief = f"{name}.short"
            if spec.short and row_ is not None and (cells.get(brief) or shows_short(desk)):
                plain = msgspec.structs.replace(spec, required=False, help={})
                slots.add(self.slot_row(brief, plain, cells.get(brief, ""), enabled=True))
        rows.addWidget(slots)
        self._note = Section("Problems")
        self._told = column(spacing=0, margins=(0, 0, 8, 0))
        self._note.add(self._told)
        rows.addWidget(self._note)
        self.setLayout(rows)
        self._count = -1
        self.show_checks()

    def _head(self) -> QWidget:
        board = self._desk.canvas.current
        made = QWidget()
        parts = column(spacing=4, margins=(12, 12, 12, 12))
        if board is not None:
            size = label(f"{board.size.width} × {board.size.height}", "hint")
            parts.addLayout(row(label(board.title, "head"), None, size))
        hint = tr("Click a layer to edit it. What you change here lands where “Edits go to” says.")
        parts.addWidget(label(hint, "hint", wrap=True))
        made.setLayout(parts)
        return made

    def slot_row(self, name: str, spec: Slot, value: Any, *, enabled: bool) -> QWidget:
        """A slot's label and field, side by side where the label is short."""
        title = column_title(name, self._desk.session.state.template)
        if spec.type in ("list", "rich"):
            return self._lines(name, spec, title, value, enabled=enabled)
        editor = QLineEdit(str(value if value is not None else ""))
        editor.setCursorPosition(0)
        self.editors[name] = editor
        editor.setAccessibleName(title)
        editor.setPlaceholderText(tr("required") if spec.required else tr("empty"))
        editor.setEnabled(enabled)
        editor.setToolTip(text_in(spec.help) or title)
        editor.editingFinished.connect(lambda: self._change(name, editor.text()))
        if spec.type == "image" and enabled:
            choose = editor.addAction(icon("image"), QLineEdit.ActionPosition.TrailingPosition)
            choose.setText(tr("Choose a picture"))
            choose.setToolTip(tr("Choose a picture"))
            choose.triggered.connect(lambda: choose_picture(self._desk, editor, name, self._change))
        head = label(title, "hint")
        head.setBuddy(editor)
        made = QWidget()
        if QFontMetrics(theme.font(12)).horizontalAdvance(title) <= _LABEL:
            head.setFixedWidth(_LABEL + 4)
            made.setLayout(row(head, editor, margins=(0, 0, 8, 0)))
        else:
            head.setWordWrap(True)
            made.setLayout(column(head, editor, spacing=2, margins=(0, 4, 8, 0)))
        return made

    def _lines(self, name: str, spec: Slot, title: str, value: Any, *, enabled: bool) -> QWidget:
        """A text of several lines, or a list: one item per line, its fields with bars between them."""
        fields = [text_in(inner.label, field) for field, inner in spec.item.items()]
        made, head = QWidget(), label(title, "hint", wrap=True)
        editor = Words()
        text = list_text(spec, value) if spec.type == "list" else str(value or "")
        editor.show_text(text)
        editor.setAccessibleName(title)
        editor.setPlaceholderText(" | ".join(fields) or (tr("required") if spec.required else tr("empty")))
        editor.setToolTip(
            tr("One item per line: {fields}", fields=" | ".join(fields))
            if fields
            else text_in(spec.help) or title
        )
        editor.setEnabled(enabled)
        lines = min(max(sum(1 + len(part) // _WIDE for part in text.split("\n")), 2), _MOST_LINES)
        editor.setFixedHeight(lines * editor.fontMetrics().lineSpacing() + 16)
        editor.left.connect(lambda: self._change(name, editor.toPlainText()))
        head.setBuddy(editor)
        self.editors[name] = editor
        made.setLayout(column(head, editor, spacing=2, margins=(0, 4, 8, 0)))
        return made

    def show_checks(self) -> None:
        """How many problems there are now."""
        from designer_app.studio.fault_words import once

        count = len(once(self._desk.problems()))
        if count == self._count:
            return
        self._count = count
        if count:
            said = tr("{count} to look at", count=count)
            see = button(tr("Show"), self._desk.problems_wanted.emit, "link")
            parts = row(label(said, "warn"), see, None)
        else:
            sign = label("")
            sign.setPixmap(pixmap("circle-check", theme.current().ok, 16))
            parts = row(sign, spacing=8, margins=(8, 8, 8, 8))
            parts.addWidget(label(tr("Nothing to mend. The checks run after each edit."), "", wrap=True), 1)
        told = QWidget()
        told.setObjectName("" if count else "passed")
        told.setLayout(parts)
        clear(self._told)
        self._told.addWidget(told)

    def write(self, slot: str) -> None:
        """Give the field of a slot the keys: of a text beyond its limit what is too much is selected, else all of it."""
        editor = self.editors.get(slot)
        if editor is None:
            return
        most = self._desk.session.state.template.slots[slot.removesuffix(".short")].max_chars
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(editor, QLineEdit) and most and len(editor.text()) > most:
            editor.setSelection(most, len(editor.text()) - most)
        else:
            editor.selectAll()


def choose_picture(desk: Desk, over: QWidget, slot: str, change: Callable[[str, str], None]) -> None:
    """Let a person choose a file for a cell that is a picture."""
    from designer_app.studio import clipboard
    from designer_app.studio.placed_files import keep

    title = tr("Choose a picture")
    name, _ = QFileDialog.getOpenFileName(
        over, title, "", tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.avif)"
    )
    if not name:
        return
    path = Path(name)
    if fault := clipboard.unreadable(path):
        desk.tell(fault)
        return
    try:
        source = keep(desk, path.read_bytes(), path.suffix.lower())
    except (DesignError, OSError) as fault_:
        desk.tell(fault_ if isinstance(fault_, DesignError) else str(fault_.strerror or fault_))
        return
    change(slot, source)
