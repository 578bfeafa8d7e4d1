"""A row of the table as a card of the Data strip: its picture, its name, two cells, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame

from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.fault_words import cause_of, what_is_wrong
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import Elided, column, label, row
from designer_app.studio.rendering import Made
from designer_app.studio.row_checks import Looked

WANTED, SMALL = 96, 40  # px of a picture, and where the window is low
_BESIDE = 36  # px of a card's edges, the air beside its picture and a badge's ends


class RowCard(QFrame):
    """208 × 112: thumbnail, name, two cells, the key or the worst thing found; 208 × 56 without the cells."""

    def __init__(
        self, key: str, telling: tuple[str, list[str]], pick: Callable[[], object], *, low: bool
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedSize(QSize(208, 56 if low else 112))
        self._pick, self._whole_key, self._side = pick, key, SMALL if low else WANTED
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.picture = label("")
        self.picture.setObjectName("mat")
        self.picture.setFixedSize(self._side, self._side)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge = label("", "hint")
        self._title = Elided("", lines=1 if low else 2)
        self._lines = [] if low else [Elided("", "hint"), Elided("", "hint")]
        words = column(self._title, *self._lines, None, row(self.badge, None), spacing=1)
        self._key = _short(key, 14)
        self.badge.setText(self._key)
        inner = row(self.picture, spacing=8, margins=(7, 7, 7, 7))
        inner.addLayout(words, 1)
        self.setLayout(inner)
        self.tell(*telling)

    def tell(self, name: str, told: list[str]) -> None:
        """What the row says: its name, and cells that matter."""
        self._title.say(name)
        for line, text in zip(self._lines, [*told, "", ""], strict=False):
            line.say(_typeset(text))
        self.setToolTip(f"<b>{name}</b><br>{self._whole_key}")
        self.setAccessibleName(f"{self._whole_key}, {name}")

    def take(self, made: Made, ratio: float) -> None:
        if made.image is not None:
            picture = QPixmap.fromImage(made.image)
            picture.setDevicePixelRatio(ratio)
            self.picture.setPixmap(picture)
        elif made.faults:
            self.picture.setPixmap(_without(made.faults[0], ratio, self._side))

    def show_worst(self, looked: Looked | None) -> None:
        """The worst that was found in the row, in the place of its key."""
        worst = looked.worst if looked is not None else None
        self.badge.setText(self._elided(cause_of(worst)) if worst is not None else self._key)
        role = "hint" if looked is None else "badge-err" if looked.broken else "badge"
        if self.badge.property("role") != role:
            self.badge.setProperty("role", role)
            self.badge.style().polish(self.badge)
        self.badge.setToolTip(what_is_wrong(worst) if worst is not None else "")

    def _elided(self, words: str) -> str:
        """As many of a badge's words as stand beside the picture."""
        room = self.width() - self._side - _BESIDE
        return QFontMetrics(theme.font(11, 600)).elidedText(words, Qt.TextElideMode.ElideRight, room)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self._pick()
        else:
            super().keyPressEvent(event)


def _without(fault: Finding, ratio: float, side: int) -> QPixmap:
    """In the place of a row's picture, why there is none."""
    dress = theme.current()
    made = QPixmap(int(side * ratio), int(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(dress.colour("err_ground"))
    painter = QPainter(made)
    painter.drawPixmap(
        side // 2 - 10, 14 if side == WANTED else side // 2 - 10, pixmap("file-warning", dress.err, 20)
    )
    if side == WANTED:
        painter.setFont(theme.font(11))
        painter.setPen(dress.colour("tx"))
        words = what_is_wrong(fault) or cause_of(fault)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(QRect(6, 42, side - 12, side - 48), int(flags), _short(words, 40))
    painter.end()
    return made


def _typeset(text: str) -> str:
    """A cell as one reads it: a number below zero with a minus."""
    return "−" + text[1:] if text[:1] == "-" and text[1:2].isdigit() else text


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
