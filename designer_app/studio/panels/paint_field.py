"""A field for a colour: the swatch, its name, how much shows; click opens the picker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from designer_app.errors import DesignError
from designer_app.scene.colour import Colour
from designer_app.studio.desk import Desk
from designer_app.studio.parts import label, row
from designer_app.studio.swatches import colour_title, ramp, swatch
from designer_app.studio.words import percent_text, tr


class PaintField(QPushButton):
    """``change(value, live)`` is called with a role, a swatch or #rrggbb; ``preview(value)`` shows one without keeping it,
    None = as it was."""

    def __init__(
        self, desk: Desk, change: Callable[[Any, bool], None], preview: Callable[[Any], None] | None = None
    ) -> None:
        super().__init__()
        self._desk, self._change, self._try = desk, change, preview
        self._value: Any = None
        self.setStyleSheet("text-align: left; padding: 0 8px;")
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(tr("Colour"))
        self.clicked.connect(self.open)
        self._share = label("", "unit")
        self.setLayout(row(None, self._share, margins=(0, 0, 8, 0)))

    def show_value(self, value: Any, mixed: bool) -> None:
        self._value = value
        name, _, share = value.partition("/") if isinstance(value, str) else ("", "", "")
        if name.startswith("#"):
            name = name.upper()
        text = tr("Mixed") if mixed else tr("None") if value is None else colour_title(name) or _kind(value)
        self.setText(text)
        self._share.setText(percent_text(float(share.rstrip("%")) / 100) if share and not mixed else "")
        stops = getattr(value, "stops", ()) if not mixed else ()
        colours = [c for _, name in stops if (c := self._colour(name)) is not None]
        plain = self._colour(value) if isinstance(value, str) else None
        self.setIcon(QIcon(ramp(colours) if len(colours) > 1 else swatch(plain)))

    def _colour(self, name: str) -> Colour | None:
        board = self._desk.canvas.current
        scheme = board.built.page.scheme if board is not None and board.built is not None else "light"
        try:
            return self._desk.kit.colour(name, scheme)
        except DesignError:
            return None

    def open(self) -> None:
        """The picker, beside the field."""
        from designer_app.studio.picker import Picker

        self.picker = Picker(self._desk, self._value, self._take, self._preview, self._pipette)
        self.picker.show_at(self)

    def _take(self, value: Any, live: bool) -> None:
        self._change(value, live)

    def _preview(self, value: Any) -> None:
        if self._try is not None:
            self._try(value)

    def _pipette(self) -> None:
        gestures = getattr(self.window(), "gestures", None)
        if gestures is not None:
            gestures.take("pipette")


def _kind(value: Any) -> str:
    """What fills where it is no colour."""
    return tr("Picture") if getattr(value, "type", "") == "picture" else tr("Gradient")
