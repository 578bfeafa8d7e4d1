"""Where a run's time went: one bar in shares, and the shares in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from designer_app.studio import theme
from designer_app.studio.parts import column, label
from designer_app.studio.words import percent_text, tr

_STAGES = {
    "encode": "encoding", "paint": "painting", "text": "text", "build": "layout", "decode": "reading pictures", "resize": "resizing",
    "write": "writing", "other": "other work",
}  # fmt: skip


class TimeBar(QWidget):
    """``show_spent`` takes seconds by stage; without any it hides."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = _Bar()
        self._words = label("", "quiet", wrap=True)
        self.setLayout(column(self._bar, self._words, spacing=8))
        self.show_spent({})

    def show_spent(self, spent: Mapping[str, float]) -> None:
        total = sum(spent.get(name, 0.0) for name in _STAGES)
        shares = {name: spent.get(name, 0.0) / total for name in _STAGES} if total > 0 else {}
        shown = sorted((pair for pair in shares.items() if pair[1] >= 0.005), key=lambda pair: -pair[1])
        self.setVisible(bool(shown))
        self._bar.shares = [share for _, share in shown]
        self._bar.update()
        words = ", ".join(f"{tr(_STAGES[name])} {percent_text(share)}" for name, share in shown)
        self._words.setText(words[:1].upper() + words[1:])
        self.setAccessibleName(f"{tr('Where the time went')}: {words}")


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(8)
        self.shares: list[float] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        dress = theme.current()
        first, last = dress.colour("acc"), dress.colour("line2")
        x = 0.0
        many = max(1, len(self.shares) - 1)
        for number, share in enumerate(self.shares):
            wide = share * self.width()
            painter.setBrush(_between(first, last, number / many))
            painter.drawRoundedRect(QRectF(x, 0, max(1.0, wide - 2), 8), 2, 2)
            x += wide
        painter.end()


def _between(one: QColor, other: QColor, share: float) -> QColor:
    parts = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))
