"""Cells and pages as small pictures, made by the engine: the same build and paint as everywhere."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from designer_app.errors import Finding
from designer_app.paint import paint
from designer_app.production.catalog.pages import Content, Maker, Volume
from designer_app.production.flight.causes import Sighting
from designer_app.production.press import Press
from designer_app.production.records import Cell, Setting
from designer_app.studio.pixels import qimage

_press: Press | None = None


class Shown(NamedTuple):
    """A picture, where in it lies what is in question (parts of it), words below it, and its real width (px)."""

    image: QImage
    box: tuple[float, float, float, float] | None = None
    words: str = ""
    whole: int = 0


def cell_picture(setting: Setting, cell: Cell, seen: Sighting | None, slot: str, side: int = 600) -> Shown:
    """A cell no larger than ``side`` px. Called in one thread only: what it needs stays warm. Raises ``DesignError``."""
    global _press
    if _press is None:
        _press = Press()
    built = _press.build(setting, cell)
    scale = min(1.0, side / max(built.scene.width, built.scene.height))
    image = qimage(paint(built.scene, scale))
    width, height = built.scene.width, built.scene.height
    words = f"{width} × {height}"
    layer = _layer(built.boxes, seen, slot) if seen is not None else ""
    if not layer:
        return Shown(image, None, words, width)
    box = built.boxes[layer]
    return Shown(
        image, (box.x0 / width, box.y0 / height, box.width / width, box.height / height), words, width
    )


def _layer(boxes: object, seen: Sighting, slot: str) -> str:
    """The layer that a finding is about: named by its place, or called as the slot."""
    assert isinstance(boxes, dict) or hasattr(boxes, "keys")
    names = list(boxes.keys())  # type: ignore[attr-defined]
    for word in (*seen.place.replace(":", " ").replace(",", " ").split(), slot):
        name = word.rpartition(".")[2].strip("'")
        if name in names:
            return name
    return ""


class Page(NamedTuple):
    """A page of a catalog: its picture with the bleed, where its products lie (parts of the trimmed page), what was found.
    ``bleed`` is parts of the trimmed page's width and height."""

    image: QImage
    boxes: dict[str, tuple[float, float, float, float]]
    findings: tuple[Finding, ...] = ()
    bleed: tuple[float, float] = (0.0, 0.0)

    def source(self, left: bool, right: bool, around: bool) -> QRectF:
        """The part of the picture that shows the trimmed page, with the bleed above and below (``around``) and at the sides
        that are asked for, px of the picture."""
        wide, high = (
            self.image.width() / (1 + 2 * self.bleed[0]),
            self.image.height() / (1 + 2 * self.bleed[1]),
        )
        x, y = wide * self.bleed[0], high * self.bleed[1]
        over = y if around else 0.0
        found = QRectF(x, y - over, wide, high + 2 * over)
        return found.adjusted(-x if left else 0, 0, x if right else 0, 0)


_maker: Maker | None = None


def page_picture(volume: Volume, content: Content, height: int) -> Page:
    """A page whose trimmed height is ``height`` px. Called in one thread only. Raises ``DesignError``."""
    global _maker
    if _maker is None or _maker.volume != volume:
        _maker = Maker(volume)
    leaf = _maker.leaf(content)
    scene, edge = leaf.scene, volume.size.bleed_px
    wide, high = scene.width - 2 * edge, scene.height - 2 * edge
    image = qimage(paint(scene, height / high))
    boxes = {
        key: ((box.x0 - edge) / wide, (box.y0 - edge) / high, box.width / wide, box.height / high)
        for key, box in leaf.boxes
    }
    return Page(image, boxes, leaf.findings, (edge / wide, edge / high))
