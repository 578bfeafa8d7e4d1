"""The middle of the Chart window: the chart in one size, large, and the other sizes beside it to change to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from designer_app.studio import theme
from designer_app.studio.parts import column, label, row
from designer_app.studio.windows.chart_state import SIZES
from designer_app.studio.words import tr

_CHIP = 72  # px of the other sizes' pictures


class Picture(QWidget):
    """A picture as large as there is room, never larger than its pixels; on the canvas's colour."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage | None, words: str = "") -> None:
        self.image, self.words = image, words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.image is not None and not self.image.isNull():
            size = self.image.size()
            scale = min(self.width() / size.width(), self.height() / size.height(), 1.0)
            width, height = size.width() * scale, size.height() * scale
            box = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self.image)
        elif self.words:
            painter.setPen(theme.current().colour("t2"))
            painter.drawText(
                self.rect().adjusted(40, 0, -40, 0),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self.words,
            )
        painter.end()


class Chip(QFrame):
    """A size with its picture; ``picked(size)``."""

    picked = Signal(str)

    def __init__(self, size: str, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(96)
        self.size_id = size
        self.picture = QLabel()
        self.picture.setFixedSize(_CHIP, _CHIP)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = label(name)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(self.picture, text, spacing=2, margins=(5, 6, 5, 6)))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_image(self, image: QImage | None) -> None:
        if image is None:
            self.picture.clear()
            return
        ratio = self.devicePixelRatioF()
        made = QPixmap.fromImage(
            image.scaled(
                int(_CHIP * ratio),
                int(_CHIP * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        made.setDevicePixelRatio(ratio)
        self.picture.setPixmap(made)

    def choose(self, on: bool) -> None:
        self.setProperty("on", "true" if on else "false")
        self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self.size_id)


class Preview(QWidget):
    """``picked(size)`` when another size is to be the large one."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"Preview {{ background: {theme.current().canvas}; }}")
        self.title, self.measure = label("", "name"), label("", "quiet")
        self.picture = Picture()
        self.chips = {size: Chip(size, tr(name)) for size, name in SIZES}
        shelf = QVBoxLayout()
        shelf.setSpacing(8)
        for chip in self.chips.values():
            chip.picked.connect(self.picked)
            shelf.addWidget(chip)
        shelf.addStretch()
        shelf.setContentsMargins(0, 0, 0, 0)
        chips = QWidget()
        chips.setLayout(shelf)
        self.setLayout(
            column(
                row(self.title, self.measure, None, spacing=8, margins=(16, 12, 16, 0)),
                row(self.picture, chips, spacing=16, margins=(16, 8, 16, 16)), spacing=0,
            )
        )  # fmt: skip

    def choose(self, size: str) -> None:
        self.title.setText(tr(dict(SIZES)[size]))
        self.measure.setText(size.replace("x", " × "))
        for name, chip in self.chips.items():
            chip.choose(name == size)
