"""The engine's pixels as Qt's pictures: one memory, no colour changed."""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QImage


def qimage(image: Image.Image) -> QImage:
    """A Pillow picture (RGB or RGBA, straight alpha) as a QImage with pixels of its own; opaque ones in the layout
    that Qt draws fastest."""
    if image.mode == "RGB":
        plain = QImage(image.tobytes(), *image.size, image.width * 3, QImage.Format.Format_RGB888)
        return plain.convertToFormat(QImage.Format.Format_RGB32)
    if image.mode != "RGBA":
        image = image.convert("RGBA")
    data = image.tobytes()
    return QImage(data, *image.size, image.width * 4, QImage.Format.Format_RGBA8888).copy()


def premultiplied(image: Image.Image) -> QImage:
    """As Qt composes fastest; colours may differ by a step where they are see-through."""
    return qimage(image).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def pillow(image: QImage) -> Image.Image:
    """The other way round, for tests and *Copy as PNG*."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes(
        "RGBA", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "RGBA", plain.bytesPerLine()
    )
