"""The source marker: where a value comes from, beside every field; click for the chain, Alt-click to revert."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from designer_app.editor.where import Source
from designer_app.studio import theme
from designer_app.studio.floating import Popover, edge
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import button, column, label, line, row
from designer_app.studio.words import tr

_CARD = 248  # px of the card
_LONG = 40  # letters of a value on it
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
        if self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("hover"))
            painter.drawRoundedRect(QRectF(1, 5, 18, 18), 4, 4)
        _draw(painter, self.kind, self.here)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._revert()
        elif self.rect().contains(event.position().toPoint()):
            self._open(self)


class Sign(QWidget):
    """A marker that only shows."""

    def __init__(self, kind: str, here: bool) -> None:
        super().__init__()
        self._kind, self._here = kind, here
        self.setFixedSize(QSize(20, 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _draw(painter, self._kind, self._here)
        painter.end()


def _draw(painter: QPainter, kind: str, here: bool) -> None:
    """The sign of a scope in a place of 20×28."""
    dress = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind in ("slot", "token"):
        name = "braces" if kind == "slot" else "hexagon"
        painter.drawPixmap(4, 8, pixmap(name, dress.t2, 12))
    elif kind == "master":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour("t3"))
        painter.drawEllipse(QRectF(8, 12, 4, 4))
    else:
        tile = QRectF(3.5, 7.5, 13, 13)
        filled = kind in ("size", "row") or here
        painter.setPen(QPen(dress.colour("acc"), 1.5))
        painter.setBrush(dress.colour("acc") if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tile, 3, 3)
        painter.setPen(dress.colour("panel" if filled else "acc"))
        painter.setFont(theme.font(9, 600))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, LETTERS[kind])


class ChainCard(Popover):
    """The card behind a marker: who says what, which one counts, Revert and Move to master."""

    def __init__(
        self,
        title: str,
        sources: Sequence[Source],
        revert: Callable[[Source], None],
        to_master: Callable[[Source], None],
    ) -> None:
        super().__init__()
        self.setMinimumWidth(_CARD + 2 * edge())
        head = row(label(title, "head"), None, margins=(12, 12, 12, 8))
        links = column(*(_link(source) for source in sources), spacing=0)
        parts: list[QWidget | QHBoxLayout | QVBoxLayout | None] = [head, line(), links]
        last = sources[-1]
        if not last.where.in_master:
            back = button(tr("Revert"), lambda: (self.close(), revert(last)), "", "undo-2")
            onward = button(tr("Move to master"), lambda: (self.close(), to_master(last)), "ghost")
            parts += [line(), row(back, onward, None, margins=(12, 8, 12, 8))]
        self.setLayout(column(*parts, spacing=0, margins=(1, 0, 1, 8 if last.where.in_master else 0)))


def _link(source: Source) -> QFrame:
    """One link of the chain: its marker, who it is, what it says; the one that counts stands out."""
    name = " · ".join(
        part for part in (tr(NAMES[source.where.scope]), source.where.kit, source.where.size_class) if part
    )
    value = tr("default") if source.value is None else str(source.value)
    made = QFrame()
    made.setObjectName("link")
    made.setProperty("on", "true" if source.counts else "false")
    sign = Sign(source.where.scope, source.counts)
    told = "" if source.counts else "quiet"
    made.setLayout(row(sign, label(name), None, label(_short(value), told), spacing=4, margins=(8, 0, 12, 0)))
    made.setFixedHeight(28)
    return made


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
