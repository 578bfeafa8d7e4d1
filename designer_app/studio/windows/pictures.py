"""Cells and pages as small pictures, made by the engine: the same build and paint as everywhere."""

from __future__ import annotations

from typing import NamedTuple

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
    """A picture, where in it lies what is in question (parts of it), and words below it."""

    image: QImage
    box: tuple[float, float, float, float] | None = None
    words: str = ""


def cell_picture(setting: Setting, cell: Cell, seen: Sighting | None, slot: str, side: int = 600) -> Shown:
    """A cell no larger than ``side`` px. Called in one thread only: what it needs stays warm. Raises ``DesignError``."""
    global _press
    if _press is None:
        _press = Press()
    built = _press.build(setting, cell)
    scale = min(1.0, side / max(built.scene.width, built.scene.height))
    image = qimage(paint(built.scene, scale))
    width, height = built.scene.width, built.scene.height
    words = f"{width} × {height}" + (f" · {scale:.0%}" if scale < 1 else "")
    layer = _layer(built.boxes, seen, slot) if seen is not None else ""
    if not layer:
        return Shown(image, None, words)
    box = built.boxes[layer]
    return Shown(image, (box.x0 / width, box.y0 / height, box.width / width, box.height / height), words)


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
    """A page of a catalog: its picture, where its products lie (parts of the page), what was found."""

    image: QImage
    boxes: dict[str, tuple[float, float, float, float]]
    findings: tuple[Finding, ...] = ()


_maker: Maker | None = None


def page_picture(volume: Volume, content: Content, height: int) -> Page:
    """A page ``height`` px high. Called in one thread only. Raises ``DesignError``."""
    global _maker
    if _maker is None or _maker.volume != volume:
        _maker = Maker(volume)
    leaf = _maker.leaf(content)
    scene = leaf.scene
    image = qimage(paint(scene, height / scene.height))
    boxes = {
        key: (box.x0 / scene.width, box.y0 / scene.height, box.width / scene.width, box.height / scene.height)
        for key, box in leaf.boxes
    }
    return Page(image, boxes, leaf.findings)
