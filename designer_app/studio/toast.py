"""A message at the bottom left of the canvas: work goes on under it; it goes by itself, but not while hovered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from designer_app import wording
from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import button, column, label, row, tool
from designer_app.studio.words import finding_advice, finding_expected, finding_text, language, tr

_STAYS = 8000  # ms
_CORNER, _SWITCH = 200, 48  # px: what stands in the lower right corner, and how high it is


class Toast(QFrame):
    """``actions`` are (text, what it does); with them it stays until one is chosen or it is closed."""

    def __init__(
        self, parent: QWidget, finding: Finding, actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        role = {"error": "err", "warning": "warn"}.get(finding.severity, "")
        where, said = wording.place(finding.place, language()), finding_text(finding)
        head = label(f"{where}: {said}" if where else said, role, wrap=True)
        parts: list[QWidget] = [head]
        if wanted := finding_expected(finding):
            parts.append(label(wanted, "quiet", wrap=True))
        if advice := finding_advice(finding):
            parts.append(label(advice, "quiet", wrap=True))
        self.actions = list(actions)
        close = tool("x", tr("Close"), self.close, large=False)
        sign: list[QWidget] = []
        if actions:
            picture = label("")
            picture.setPixmap(pixmap("file-warning", theme.current().warn, 16))
            picture.setFixedWidth(16)
            sign.append(picture)
        made = [
            button(text, lambda run=run: self._chosen(run), "ghost" if at else "outline")
            for at, (text, run) in enumerate(actions)
        ]
        inner = row(*sign, spacing=8, margins=(12, 8, 8, 8))
        inner.addWidget(_box(parts), 1)
        for widget in (*made, close):
            inner.addWidget(widget)
        self.setLayout(inner)
        self.setFixedWidth(min(560 if actions else 420, max(240, parent.width() - 32)))
        self.setAccessibleName(head.text())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close)
        self._stays = bool(actions)
        if not self._stays:
            self._timer.start(_STAYS)
        self.adjustSize()
        over = self.width() + 32 > parent.width() - _CORNER
        self.move(16, parent.height() - self.height() - (16 + (_SWITCH if over else 0)))
        self.show()
        self.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self._stays:
            self._timer.start(_STAYS)

    def _chosen(self, run: Callable[[], object]) -> None:
        self.close()
        run()


def _box(parts: list[QWidget]) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, spacing=2))
    return made
