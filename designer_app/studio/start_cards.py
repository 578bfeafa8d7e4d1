"""Cards and rows of the start page: what a click, Enter or Space opens, with what a hover offers besides."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from designer_app.studio import theme
from designer_app.studio.icons import icon, pixmap
from designer_app.studio.parts import Pressed, button, column, label, row, tool
from designer_app.studio.words import tr

_VEIL = 44  # px of what a hover shows at a card's foot
_THUMB = 48  # px of a recent document's picture


class Nest(QFrame):
    """A picture on its mat with a veil at the foot, which shows while the pointer or the focus is there."""

    def __init__(self, height: int, *offers: QWidget | None) -> None:
        super().__init__()
        self.setObjectName("nest")
        self.setFixedHeight(height)
        self.picture = label("")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(self.picture, spacing=0))
        self.veil = QFrame(self)
        self.veil.setObjectName("veil")
        self.veil.setLayout(row(*offers, spacing=4, margins=(8, 8, 8, 8)))
        self.veil.hide()

    def lift(self, on: bool) -> None:
        self.setProperty("on", "true" if on else "false")
        self.style().polish(self)
        self.veil.setVisible(on)
        self.veil.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.veil.setGeometry(1, self.height() - _VEIL - 1, self.width() - 2, _VEIL)


class TemplateCard(Pressed):
    """A thumbnail with name and sizes; a hover offers to use it, to look closer, to mark it with a star."""

    def __init__(
        self, title: str, note: str, run: Callable[[], object], look: Callable[[], object], star: Callable[[], bool],
        *, starred: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(title, run)
        use = button(tr("Use template"), run, "primary")
        use.setFixedHeight(28)
        closer = tool("eye", tr("Look closer"), look)
        self._star, self._mark = (
            tool("star", tr("Mark with a star: it stands first"), self._starred),
            label(""),
        )
        self._toggle, self._on = star, starred
        self.nest = Nest(190, use, None, closer, self._star)
        for part in (use, closer, self._star):
            part.setFocusPolicy(
                Qt.FocusPolicy.NoFocus
            )  # Enter on the card uses it; the context menu has the rest
        words = row(label(title, "head"), self._mark, None, label(note, "quiet"), spacing=4)
        whole = column(self.nest, spacing=8)
        whole.addLayout(words)
        self.setLayout(whole)
        self.setMinimumWidth(180)
        self._show_star()

    def _starred(self) -> None:
        self._on = self._toggle()
        self._show_star()

    def _show_star(self) -> None:
        self._star.setIcon(icon("star", "warn" if self._on else "t2"))
        self._mark.setPixmap(pixmap("star", theme.current().warn, 12))
        self._mark.setVisible(self._on)

    def take(self, image: QImage, ratio: float) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self.nest.picture.setPixmap(picture)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.nest.lift(True)

    def leaveEvent(self, event: QEvent) -> None:
        self.nest.lift(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.nest.lift(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.nest.lift(False)

    def sizeHint(self) -> QSize:
        return QSize(208, 222)


class RecentCard(Pressed):
    """A document that was open lately: a small picture, its name, what it is and when it was changed."""

    def __init__(self, title: str, note: str, tip: str, run: Callable[[], object]) -> None:
        super().__init__(f"{title}, {note}", run)
        self.setObjectName("card")
        self.setMinimumWidth(180)
        self.setFixedHeight(64)
        self.setToolTip(tip)
        self.picture = label("")
        self.picture.setObjectName("mat")
        self.picture.setFixedSize(_THUMB, _THUMB)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = label(title, "name")
        head.setMinimumWidth(1)
        inner = row(self.picture, spacing=12, margins=(7, 7, 12, 7))
        words = column(None, head, label(note, "quiet"), None, spacing=2)
        inner.addLayout(words, 1)
        self.setLayout(inner)

    @staticmethod
    def wanted() -> int:
        """px of the picture's longer side."""
        return _THUMB

    def take(self, image: QImage, ratio: float) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)


class SizeRow(Pressed):
    """A new document of a size: its proportions drawn, its name, its measure."""

    def __init__(self, name: str, size: str, run: Callable[[], object]) -> None:
        super().__init__(f"{name} {size}", run)
        self.setObjectName("line")
        self.setFixedHeight(36)
        w, h = (float(v) for v in size.removesuffix("mm").split("x"))
        k = 20 / max(w, h)
        shape = QFrame()
        shape.setFixedSize(max(4, round(w * k)), max(4, round(h * k)))
        shape.setStyleSheet(
            f"border: 1px solid {theme.current().t2}; border-radius: 2px; background: transparent;"
        )
        holder = QWidget()
        holder.setFixedWidth(26)
        holder.setLayout(row(None, shape, None))
        text = size.replace("x", " × ").replace("mm", f" {tr('mm')}")
        self.setLayout(row(holder, label(name), None, label(text, "quiet"), spacing=6, margins=(4, 0, 4, 0)))


class NavRow(Pressed):
    """A place of the start page, or a window beside it: icon, name, how many there are."""

    def __init__(self, sign: str, name: str, run: Callable[[], object], count: int = 0) -> None:
        super().__init__(name, run)
        self.setObjectName("nav")
        self.setFixedHeight(28)
        self._sign, self._name = sign, sign
        picture = label("")
        picture.setPixmap(pixmap(sign, theme.current().t2, 16))
        self._title = label(name)
        parts: list[QWidget | None] = [picture, self._title, None]
        self.count = label(str(count) if count else "", "unit")
        self.setLayout(row(*parts, self.count, spacing=8, margins=(8, 0, 8, 0)))

    def choose(self, on: bool) -> None:
        self.setProperty("on", "true" if on else "false")
        self._title.setProperty("role", "name" if on else "")
        for part in (self, self._title):
            part.style().polish(part)
