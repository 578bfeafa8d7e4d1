"""A colour of the kit in the picker's list, with its contrast on the ground."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from designer_app.scene.colour import Colour
from designer_app.studio.panels.contrast_line import grade_of
from designer_app.studio.parts import Pressed, label, row
from designer_app.studio.swatches import colour_title, swatch
from designer_app.studio.words import number_text, tr

_BADGE = 60  # px, the longest word in it


class KitRow(Pressed):
    """``swatch  name  role   4.1  AA``."""

    def __init__(
        self, name: str, colour: Colour, kind: str, pick: Callable[[str], None], hover: Callable[[str], None],
        compare: Callable[[KitRow], None],
    ) -> None:  # fmt: skip
        super().__init__(name, lambda: pick(name))
        self.setObjectName("exportrow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name, self.colour = name, colour
        self._hover, self._compare = hover, compare
        patch = label("")
        patch.setPixmap(swatch(colour))
        self._name = label(colour_title(name))
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._ratio, self._badge = label("", "unit"), label("", "badge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.setFixedWidth(_BADGE)
        inner = row(
            patch, self._name, label(kind, "unit"), self._ratio, self._badge, spacing=8, margins=(8, 0, 8, 0)
        )
        inner.setStretch(1, 1)
        self.setLayout(inner)
        self._ratio.setFixedWidth(30)
        self._ratio.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(28)
        self.setToolTip(tr("Click takes it, Alt+click compares with it"))

    def show_contrast(self, ratio: float, size: float) -> None:
        self._ratio.setText(number_text(ratio, 1))
        grade, _ = grade_of(ratio, size)
        only_large = grade != "low" and ratio < 4.5
        self._badge.setText(tr("low") if grade == "low" else tr("large") if only_large else grade)
        role = "badge-err" if grade == "low" else "badge" if only_large else "badge-ok"
        self._badge.setProperty("role", role)
        self._badge.style().polish(self._badge)

    def show_chosen(self, on: bool) -> None:
        self.setProperty("on", "true" if on else "false")
        self._name.setProperty("role", "head" if on else "")
        for part in (self, self._name):
            part.style().polish(part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._compare(self)
        else:
            super().mouseReleaseEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        self._hover(self.name)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")
