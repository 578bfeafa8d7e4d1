"""A question that a line of text answers."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from designer_app.studio.floating import Sheet, edge
from designer_app.studio.parts import button, column, label, row
from designer_app.studio.words import tr

_WIDE = 360  # px


class Question(Sheet):
    """What is asked, a line to answer in; Enter takes it, Esc leaves it."""

    def __init__(self, parent: QWidget, title: str, asked: str, text: str, take: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDE + 2 * edge())
        self.line = QLineEdit(text)
        self.line.setAccessibleName(asked)
        self.line.selectAll()
        take_ = button(take, self.accept, "primary")
        take_.setDefault(True)
        feet = row(None, button(tr("Cancel"), self.reject, "outline"), take_, spacing=8)
        rows = column(
            label(title, "dialog"), label(asked, "quiet"), self.line, spacing=8, margins=(24, 20, 24, 20)
        )
        rows.addSpacing(8)
        rows.addLayout(feet)
        self.setLayout(rows)
        self.line.setFocus()


def ask_line(parent: QWidget, title: str, asked: str, text: str = "", take: str = "") -> str | None:
    """The answer, None where there was none. ``take``: the button's word."""
    question = Question(parent, title, asked, text, take or tr("Done"))
    taken = question.exec() == QDialog.DialogCode.Accepted
    said = question.line.text().strip()
    question.deleteLater()
    return said if taken else None
