"""The engine's pixels as Qt's pictures: one memory, no colour changed."""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QImage


def qimage(image: Image.Image) -> QImage:
    """A Pillow picture (RGB or RGBA, straight alpha) as a QImage with pixels of its own."""
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGBA")
    form = QImage.Format.Format_RGB888 if image.mode == "RGB" else QImage.Format.Format_RGBA8888
    width, height = image.size
    return QImage(image.tobytes(), width, height, width * len(image.getbands()), form).copy()


def pillow(image: QImage) -> Image.Image:
    """The other way round, for tests and *Copy as PNG*."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes(
        "RGBA", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "RGBA", plain.bytesPerLine()
    )
