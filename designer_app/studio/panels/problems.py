"""What is wrong on all boards, as cards: worst first, a click goes there, the mend or the way out stands below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.boards import Board
from designer_app.studio.desk import Desk
from designer_app.studio.icons import pixmap
from designer_app.studio.panels.layers import shown_name
from designer_app.studio.parts import Empty, clear, column, label, line, row
from designer_app.studio.words import tr

_CAUSES = {
    "text-cut": "Text doesn't fit", "text-overflow": "Text doesn't fit", "text-no-room": "Text doesn't fit",
    "word-broken": "Word broken", "low-contrast": "Low contrast",
    "low-resolution": "Picture too small", "outside-safe-area": "Outside the safe area",
    "missing-glyph": "Missing characters", "legal-too-small": "Legal text too small",
    "picture-too-small": "Picture too small", "text-too-small": "Text too small", "missing-file": "File not found",
}  # fmt: skip
_MOST = 60


class ProblemsPanel(QWidget):
    """``go(board, finding)`` shows where a problem is."""

    def __init__(self, desk: Desk, go: Callable[[Board, Finding], None]) -> None:
        super().__init__()
        self._desk, self._go = desk, go
        self.count = label("", "hint")
        self.cards: list[ProblemCard] = []
        self._nothing = Empty(
            "circle-check",
            tr("Nothing to mend"),
            tr("All sizes passed the checks for this row. They run after each edit."),
        )
        self._rows = column(spacing=4, margins=(8, 8, 8, 8))
        body = QWidget()
        body.setLayout(self._rows)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(body)
        head = QWidget()
        head.setFixedHeight(36)
        head.setLayout(row(label(tr("Problems"), "head"), None, self.count, margins=(12, 0, 12, 0)))
        self.setLayout(column(head, line(), self._nothing, self._area, spacing=0))
        self._shown: object = None
        desk.made.connect(lambda made: self.fill() if made.wish.check else None)
        desk.viewed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        found = self._desk.problems()
        shown = [(board.name, finding) for board, finding in found]
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._rows)
        self._nothing.setVisible(not found)
        self._area.setVisible(bool(found))
        self.count.setText(str(len(found)) if found else "")
        self.cards = [ProblemCard(board, finding, self._picked) for board, finding in found[:_MOST]]
        for card in self.cards:
            self._rows.addWidget(card)
        if len(found) > _MOST:
            self._rows.addWidget(label(tr("and {count} more", count=len(found) - _MOST), "hint"))
        self._rows.addStretch(1)

    def _picked(self, name: str, finding: Finding) -> None:
        board = self._desk.canvas.board(name)
        if board is not None:
            self._go(board, finding)


class ProblemCard(QFrame):
    """Cause, where, what was found, and the remedy that the check gives."""

    def __init__(self, board: Board, finding: Finding, picked: Callable[[str, Finding], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._run = lambda name=board.name: picked(name, finding)
        bad = finding.severity == "error"
        sign = label("")
        sign.setPixmap(
            pixmap(
                "circle-x" if bad else "triangle-alert",
                theme.current().err if bad else theme.current().warn,
                16,
            )
        )
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setFixedWidth(16)
        cause = tr(_CAUSES.get(finding.code, finding.code.replace("-", " ").capitalize()))
        layer = shown_name(finding.place.partition(" ")[0].rpartition(".")[2])
        where = " · ".join(part for part in (layer, board.title) if part)
        words = column(label(cause, "head", wrap=True), label(where, "hint", wrap=True), spacing=2)
        if finding.found:
            words.addWidget(label(finding.found, "", wrap=True))
        if finding.remedy:
            words.addWidget(label(finding.remedy, "hint", wrap=True))
        rows = row(sign, spacing=8, margins=(8, 8, 8, 8))
        rows.addLayout(words, 1)
        self.setLayout(rows)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{cause}, {where}")
        self.setToolTip(tr("Click goes there"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._run()
        else:
            super().keyPressEvent(event)
