"""The status bar: the kit, the row that is shown, what the tool in hand can do, where the pointer is, snapping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from designer_app.design.kit import Kit
from designer_app.design.library import find_kit
from designer_app.scene.colour import Colour
from designer_app.studio import theme
from designer_app.studio.floating import Menu
from designer_app.studio.icons import icon
from designer_app.studio.parts import button, label, row, tool, upright
from designer_app.studio.typing_chips import length
from designer_app.studio.words import plural, text_in, tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow

_HINTS = {
    "select": "Drag to move · Ctrl ignores guides · Alt copies, or measures",
    "text": "Click or drag out, then type",
    "typing": "Esc leaves the text · {{ inserts a slot",
    "hand": "Drag moves the view",
    "pen": "Click: point · drag: curve · Alt breaks the arms · Backspace: last point · Enter ends",
    "points": "Drag points and arms · click on the line adds · double click: smooth or sharp · Enter leaves",
    "crop": "Drag moves the picture · corners or wheel size it · the ring is the focal point · Enter keeps, Esc not",
    "pipette": "Click takes the colour and offers the kit's nearest",
    "line": "Drag out · Shift: steps of 45° · Alt from the middle · Space moves it",
    "arrow": "Drag from tail to head · Shift: steps of 45° · Space moves it",
}
_DRAWING = "Drag out · Shift keeps the ratio · Alt from the centre · Space moves it"


def kit_title(kit: Kit) -> str:
    return text_in(kit.file.name, kit.id)


def _telling(kit: Kit) -> list[Colour]:
    """Three colours that tell a kit: ink, its first, its second, each once."""
    roles = [
        n
        for n in ("on-surface", "primary", "accent", "field", "surface")
        if n in kit.schemes.get("light", {})
    ]
    return list(dict.fromkeys(kit.colour(name, "light") for name in roles))[:3]


def kit_mark(kit: Kit) -> QIcon:
    """A kit's colours side by side in the square that a menu's icon has."""
    side = 32
    made = QPixmap(side, side)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(0.5, 0.5, side / 2 - 1, side / 2 - 1, 3, 3)
    painter.setClipPath(shape)
    colours = _telling(kit)
    for number, colour in enumerate(colours):
        painter.fillRect(QRectF(number * side / 2 / len(colours), 0, side / 2, side / 2), QColor(*colour))
    painter.setClipping(False)
    painter.setPen(theme.current().colour("line2"))
    painter.drawPath(shape)
    painter.end()
    return QIcon(made)


def kit_swatches(kit: Kit, size: int = 14) -> QIcon:
    """The colours that tell a kit, as three swatches in a row."""
    made = QPixmap((size + 2) * 3 * 2, size * 2)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.current().colour("line2"))
    for number, colour in enumerate(_telling(kit)):
        painter.setBrush(QColor(*colour))
        painter.drawRoundedRect(number * (size + 2) + 0.5, 0.5, size - 1, size - 1, 3, 3)
    painter.end()
    return QIcon(made)


class StatusBar(QWidget):
    """``refresh`` shows the window's state; ``show_tool`` and ``show_point`` what the pointer does."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._window = window
        desk = window.desk
        self.kit = button("", self._kits, "status")
        self.kit.setIconSize(QSize(48, 14))
        self.kit.setToolTip(tr("Brand kit"))
        self._table = button("", lambda: window.show_panel("data"), "status", "table-2")
        self._table.setIconSize(QSize(18, 14))
        act = window.actions_table
        self._back = tool(
            "chevron-left", act["previous-row"].tooltip, lambda: desk.set_row(desk.row - 1), large=False
        )
        self._on = tool(
            "chevron-right", act["next-row"].tooltip, lambda: desk.set_row(desk.row + 1), large=False
        )
        self._row = label("", "hint")
        self._hint = label("", "hint")
        self._point = label("", "hint")
        self._snap = button("", window.toggle_snapping, "status", "magnet")
        self._snap.setIconSize(QSize(18, 14))
        self._snap.setToolTip(act["snapping"].tooltip)
        self._running = button("", None, "status", "files")
        self._running.setIconSize(QSize(18, 14))
        self._running.setMaximumWidth(140)
        self._running.hide()
        self._bring: Callable[[], object] = lambda: None
        self._running.clicked.connect(lambda: self._bring())
        stepper = QWidget()
        stepper.setLayout(row(self._back, self._row, self._on, spacing=4))
        self._stepper = stepper
        self.setLayout(
            row(self.kit, upright(), self._table, stepper, None, self._hint, None, self._running, self._point, self._snap, spacing=8, margins=(6, 0, 6, 0))
        )  # fmt: skip
        self._shown_kit = ""

    def refresh(self) -> None:
        window, desk = self._window, self._window.desk
        if self._shown_kit != desk.kit.id:
            self._shown_kit = desk.kit.id
            self.kit.setIcon(kit_swatches(desk.kit))
            self.kit.setText(kit_title(desk.kit))
            self.kit.setAccessibleName(f"{tr('Brand kit')}: {kit_title(desk.kit)}")
        here = desk.current_row
        self._table.setText(Path(desk.table).name if here else tr("No table"))
        self._stepper.setVisible(here is not None)
        if here is not None:
            place = tr("Row {row} of {count}", row=desk.row + 1, count=len(desk.rows))
            self._row.setText(f"{place} · {here.key}")
        self._snap.setText(tr("Snap on") if window.gestures.snapping else tr("Snap off"))
        self._hint.setVisible(window.width() >= 1360)

    def show_tool(self, name: str) -> None:
        if name != "typing":
            self._point.setText("")
        self._hint.setText(tr(_HINTS.get(name, _DRAWING)))

    def show_run(self, text: str, bring: Callable[[], object]) -> None:
        """How far a batch or a catalog is; "" = none runs. A click brings its window back."""
        self._bring = bring
        self._running.setText(text)
        self._running.setToolTip(tr("Show the run"))
        self._running.setVisible(bool(text))

    def show_point(self, x: float, y: float) -> None:
        self._point.setText(f"X {x:.0f}  Y {y:.0f}")

    def show_typing(self) -> None:
        """How long the text in hand is, as it is seen: slots with what they come to."""
        text = self._window.gestures.typing
        typing = text.typing if text is not None else None
        if typing is not None and typing.carets is not None:
            lines = plural(len(typing.carets.rows), "line")
            self._point.setText(f"{plural(length(typing), 'character')} · {lines}")

    def _kits(self) -> None:
        menu = Menu(self)
        for name in self._window.desk.kits:
            kit = find_kit(name)
            shown = name == self._window.desk.kit_name
            title = f"{kit_title(kit)}\t✓" if shown else kit_title(kit)
            made = menu.addAction(kit_mark(kit), title, lambda name=name: self._window.desk.set_kit(name))
            made.setCheckable(shown)
            made.setChecked(shown)
        menu.addSeparator()
        menu.addAction(icon("swatch-book"), tr("Show the kit"), lambda: self._window.show_panel("brand"))
        menu.exec(self.kit.mapToGlobal(self.kit.rect().topLeft()))
