"""What to do on an empty artboard: an overlay of the canvas, never exported; it goes with the first layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from designer_app.scene.colour import luminance
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import Pressed, column, label, row
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_STEPS = (
    ("type", "Write a text", "tool-text"), ("image", "Place a picture", "place"), ("clipboard-paste", "Paste", "paste"),
    ("layout-template", "Take a template", "start"),
)  # fmt: skip
# Ink and quiet ink on a light and on a dark artboard, in both themes.
_ON_LIGHT, _ON_DARK = ("#1B1C1F", "#5A6069"), ("#ECEDEF", "#B6BAC1")
_DARK = 0.2  # luminance
_WIDE = 300  # px


class CanvasHint(QWidget):
    """In the middle of the active board while its page has no layer; ``refresh`` after any change."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__(window.canvas)
        self.setObjectName("canvashint")
        self._window, self._canvas = window, window.canvas
        self._steps: list[tuple[str, QLabel, QLabel, QLabel]] = []
        rows = column(spacing=0)
        for sign, title, name in _STEPS:
            rows.addWidget(self._step(sign, title, name))
        self._note = note = label(
            tr("This hint goes with the first layer; it isn't exported."), "", wrap=True
        )
        self._on: tuple[str, str] | None = None
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows.addSpacing(12)
        rows.addWidget(note)
        self.setLayout(rows)
        self.setFixedWidth(_WIDE)
        self.adjustSize()
        self.hide()
        window.canvas.resized.connect(self.refresh)
        window.desk.changed.connect(self.refresh)
        window.desk.viewed.connect(self.refresh)
        window.desk.made.connect(lambda _: self.refresh())
        window.canvas.zoomed.connect(lambda _: self.refresh())

    def _step(self, sign: str, title: str, name: str) -> QWidget:
        action = self._window.actions_table[name]
        made = Pressed(tr(title), action.run)
        made.setObjectName("step")
        made.setFixedHeight(28)
        picture, words, keys = label(""), label(tr(title)), label(action.shortcut)
        self._steps.append((sign, picture, words, keys))
        made.setLayout(row(picture, words, None, keys, spacing=12, margins=(8, 0, 8, 0)))
        return made

    def _empty(self) -> bool:
        board = self._canvas.current
        if board is None or board.built is None or not self._canvas.shown.overlays:
            return False
        return not board.built.page.layers and self._canvas.answer.marks == ()

    def _ink(self) -> None:
        """Words that can be read on the artboard's ground."""
        board = self._canvas.current
        ground = board.built.built.scene.background if board is not None and board.built is not None else None
        inks = _ON_DARK if ground is not None and luminance(ground) < _DARK else _ON_LIGHT
        if inks == self._on:
            return
        self._on = inks
        for sign, picture, words, keys in self._steps:
            picture.setPixmap(pixmap(sign, inks[1], 16))
            words.setStyleSheet(f"color: {inks[0]};")
            keys.setStyleSheet(f"color: {inks[1]};")
        self._note.setStyleSheet(f"color: {inks[1]};")

    def refresh(self) -> None:
        """Show it where it belongs, or not at all."""
        board = self._canvas.current
        if board is None or not self._empty():
            self.hide()
            return
        place = self._canvas.place(board)
        if place.width() < _WIDE or place.height() < self.height():
            self.hide()  # smaller boards have no room
            return
        self._ink()
        at = place.center()
        self.move(round(at.x() - self.width() / 2), round(at.y() - self.height() / 2))
        self.show()
        self.raise_()
