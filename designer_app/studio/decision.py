"""A question that can't wait: what happened, why, what stays safe; details on demand; the first answer mends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from designer_app import wording
from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.floating import Sheet, edge
from designer_app.studio.icons import icon, pixmap
from designer_app.studio.parts import button, column, label, row
from designer_app.studio.words import finding_advice, finding_text, language, tr

_WIDE = 520  # px
_ROUND = 36  # px of the tinted disc behind the icon


class Decision(Sheet):
    """``answers`` are (name, text), the mending one first; Esc and closing answer "". ``aside`` stands apart on the left."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, answers: Sequence[tuple[str, str]], *, sign: str = "file-warning",
        role: str = "warn", details: Sequence[tuple[str, str]] = (), aside: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.answer = ""
        self._details = list(details)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDE + 2 * edge())
        words = column(label(title, "dialog"), label(text, "told", wrap=True), spacing=4)
        if details:
            words.addSpacing(12)
            words.addWidget(self._box())
        feet: list[QWidget | None] = []
        if aside is not None:
            feet.append(button(aside[1], lambda: self._take(aside[0]), "ghost"))
        feet.append(None)
        for at, (name, said) in reversed(list(enumerate(answers))):
            made = button(said, lambda name=name: self._take(name), "outline" if at else "primary")
            made.setObjectName(f"answer-{name}")
            made.setDefault(at == 0)
            feet.append(made)
        words.addSpacing(16)
        words.addLayout(row(*feet, spacing=8))
        disc = label("")
        disc.setFixedSize(_ROUND, _ROUND)
        disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ground = getattr(theme.current(), f"{role}_ground", theme.current().accbg)
        disc.setStyleSheet(f"background: {ground}; border-radius: {_ROUND // 2}px;")
        disc.setPixmap(pixmap(sign, getattr(theme.current(), role), 18))
        whole = row(spacing=16, margins=(24, 24, 24, 20))
        whole.addLayout(column(disc, None))
        whole.addLayout(words, 1)
        self.setLayout(whole)

    def _box(self) -> QWidget:
        made = QFrame()
        made.setObjectName("details")
        self._fold = button(tr("Details"), self._turn, "section", "chevron-down")
        copy = button(tr("Copy"), self._copy, "ghost", "copy")
        self._rows = QWidget()
        lines = column(spacing=0, margins=(8, 0, 8, 4))
        for name, value in self._details:
            head = label(name, "quiet")
            head.setFixedWidth(84)
            head.setAlignment(Qt.AlignmentFlag.AlignTop)
            told = QLabel(value)
            told.setWordWrap(True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line = row(head, spacing=0, margins=(0, 5, 0, 5))
            line.addWidget(told, 1)
            lines.addLayout(line)
        self._rows.setLayout(lines)
        head_ = QWidget()
        head_.setObjectName("detailshead")
        head_.setLayout(row(self._fold, None, copy, margins=(8, 0, 4, 0)))
        made.setLayout(column(head_, self._rows, spacing=0))
        return made

    def _turn(self) -> None:
        self._rows.setVisible(self._rows.isHidden())
        self._fold.setIcon(icon("chevron-right" if self._rows.isHidden() else "chevron-down"))
        self._fit()

    def _fit(self) -> None:
        """As high as its words are in their width, which is known once they are dressed."""
        self.layout().activate()
        self.setFixedHeight(self.layout().totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        self.ensurePolished()
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        self._fit()
        super().showEvent(event)
        next(b for b in self.findChildren(QPushButton) if b.isDefault()).setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._details))

    def _take(self, name: str) -> None:
        self.answer = name
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for made in self.findChildren(QWidget):
                if made.hasFocus() and hasattr(made, "click"):
                    made.click()
                    return
        super().keyPressEvent(event)


def ask(decision: Decision) -> str:
    """Show it and wait for the answer."""
    decision.exec()
    answer = decision.answer
    decision.deleteLater()
    return answer


def details_of(finding: Finding) -> list[tuple[str, str]]:
    """File, place, found, expected, remedy: what of them there is."""
    told = (
        (tr("File"), finding.file), (tr("Place"), wording.place(finding.place, language())),
        (tr("Found"), finding_text(finding)),
        (tr("Expected"), wording.expected(finding, language())),
        (tr("What to do"), finding_advice(finding)),
    )  # fmt: skip
    return [(name, value) for name, value in told if value]
