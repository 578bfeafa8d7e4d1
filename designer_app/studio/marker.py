"""The source marker: where a value comes from, beside every field; click for the chain, Alt-click to revert."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from designer_app.editor.where import Source
from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import button, column, label, line, row
from designer_app.studio.words import tr

LETTERS = {"class": "C", "size": "S", "row": "R"}
NAMES = {
    "master": "Master",
    "class": "This class",
    "size": "This size",
    "row": "This row",
    "slot": "Slot",
    "token": "Token",
}


class Marker(QToolButton):
    """``kind``: master, class, size, row, slot or token; ``here``: set at the scope that is being edited."""

    def __init__(self, open_chain: Callable[[QWidget], None], revert: Callable[[], None]) -> None:
        super().__init__()
        self._open, self._revert = open_chain, revert
        self.kind, self.here = "master", False
        self.setFixedSize(QSize(20, 28))
        self.setStyleSheet("QToolButton { min-width: 20px; max-width: 20px; }")
        self.set_source("master", False)

    def set_source(self, kind: str, here: bool) -> None:
        self.kind, self.here = kind, here
        text = tr("Set in: {place}", place=tr(NAMES[kind]))
        self.setToolTip(f"{text}<br>{tr('Click shows where it comes from, Alt-click reverts.')}")
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        dress = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dress.colour("hover"))
            painter.drawRoundedRect(QRectF(1, 5, 18, 18), 4, 4)
        if self.kind in ("slot", "token"):
            name = "braces" if self.kind == "slot" else "hexagon"
            painter.drawPixmap(4, 8, pixmap(name, dress.t2, 12))
        elif self.kind == "master":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dress.colour("t3"))
            painter.drawEllipse(QRectF(8, 12, 4, 4))
        else:
            tile = QRectF(3.5, 7.5, 13, 13)
            filled = self.kind in ("size", "row") or self.here
            painter.setPen(QPen(dress.colour("acc"), 1.5))
            painter.setBrush(dress.colour("acc") if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tile, 3, 3)
            painter.setPen(dress.colour("panel" if filled else "acc"))
            painter.setFont(theme.font(9, 600))
            painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, LETTERS[self.kind])
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._revert()
        elif self.rect().contains(event.position().toPoint()):
            self._open(self)


class ChainCard(QFrame):
    """The card behind a marker: who says what, which one counts, Revert and Move to master."""

    def __init__(
        self,
        title: str,
        sources: Sequence[Source],
        revert: Callable[[Source], None],
        to_master: Callable[[Source], None],
    ) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setObjectName("popover")
        rows = column(label(title, "head"), spacing=4, margins=(12, 12, 12, 12))
        for source in sources:
            name = tr(NAMES[source.where.scope])
            if source.where.kit:
                name += f" · {source.where.kit}"
            if source.where.size_class:
                name += f" · {source.where.size_class}"
            value = tr("default") if source.value is None else str(source.value)
            shown = label(value if len(value) < 40 else value[:39] + "…", "" if source.counts else "quiet")
            mark = label({"master": "•"}.get(source.where.scope, LETTERS.get(source.where.scope, "")), "unit")
            mark.setFixedWidth(14)
            rows.addLayout(row(mark, label(name, "" if source.counts else "quiet"), None, shown, spacing=8))
        last = sources[-1]
        if not last.where.in_master:
            rows.addWidget(line())
            rows.addLayout(
                row(
                    button(tr("Revert"), lambda: (self.close(), revert(last))),
                    button(tr("Move to master"), lambda: (self.close(), to_master(last)), "ghost"),
                    None,
                )
            )
        self.setLayout(rows)
        self.setMinimumWidth(260)

    def show_at(self, widget: QWidget) -> None:
        self.adjustSize()
        point = widget.mapToGlobal(widget.rect().topLeft())
        screen = widget.screen().availableGeometry()
        x = min(point.x() - self.width() - 12, screen.right() - self.width())
        y = min(point.y() - 12, screen.bottom() - self.height())
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
