"""A board's pixels from one state of the document to the next: only what changed is painted and converted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter

from designer_app.paint import Painter
from designer_app.scene.nodes import Scene
from designer_app.studio.pixels import qimage

Band = tuple[int, int, int, int]


@dataclass(frozen=True)
class Shot:
    """A page's picture; the same object when nothing changed. Outside ``changed`` (device px) it equals ``before``."""

    image: QImage
    before: QImage | None = None
    changed: tuple[Band, ...] = ()


class Surface:
    """Pictures of one board, each made from the last. For one thread."""

    def __init__(self) -> None:
        self.painter = Painter()
        self._image: QImage | None = None
        self._key: object = None

    def show(self, scene: Scene, scale: float) -> Shot:
        """The page at ``scale``, pixel by pixel as ``paint``. Raises what ``paint`` raises."""
        frame = self.painter.render(scene, scale)
        page = frame.image
        key = (page.size, page.mode, scale, scene.background)
        last, self._image = self._image, None
        if last is None or key != self._key or frame.changed == ((0, 0, *page.size),):
            self._image, self._key = qimage(page), key
            return Shot(self._image)
        if not frame.changed:
            self._image = last
        elif page.mode == "RGB":
            self._image = last.copy()
            painter = QPainter(self._image)
            for band in frame.changed:
                painter.drawImage(QPoint(band[0], band[1]), qimage(page.crop(band)))
            painter.end()
        else:  # QPainter would round see-through colours
            self._image = qimage(page)
        return Shot(self._image, last, frame.changed)
