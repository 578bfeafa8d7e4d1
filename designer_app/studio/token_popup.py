"""A colour of the kit changed by hand: plane, hue and hex; every artboard in the kit follows while the knob moves."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent, QColor
from PySide6.QtWidgets import QLineEdit

from designer_app.design.kit import Kit
from designer_app.design.token_changes import colour_value
from designer_app.editor.commands import SetToken
from designer_app.errors import DesignError
from designer_app.scene.colour import from_hex, to_hex
from designer_app.studio.colour_plane import Plane, Slider
from designer_app.studio.desk import Desk
from designer_app.studio.floating import Popover
from designer_app.studio.parts import column, label, row, tool
from designer_app.studio.words import tr

_WIDTH = 280


def token_of(kit: Kit, name: str, scheme: str) -> str:
    """The token behind a role or a swatch; "" for a colour that the kit only derives."""
    role = f"scheme.{scheme}.{name}"
    if role in kit.tokens:
        return role
    paths = (p for p, t in kit.tokens.items() if t.type == "color" and not p.startswith("scheme."))
    return next((path for path in paths if path.rpartition(".")[2] == name), "")


class TokenPopup(Popover):
    """All moves of the knob are one step of the history."""

    def __init__(self, desk: Desk, name: str, token: str, scheme: str) -> None:
        super().__init__(None, _WIDTH)
        self._desk, self._token, self._kit = desk, token, desk.kit.id
        self._alpha = desk.kit.colour(name, scheme)[3]
        self.plane = Plane(lambda live: self._moved(live))
        self.hue = Slider(tr("Hue"), lambda live: self._moved(live))
        self.hue.colours = [QColor.fromHsvF(n / 12 % 1.0, 1.0, 1.0) for n in range(13)]
        self.hex = QLineEdit()
        self.hex.setAccessibleName("HEX")
        self.hex.editingFinished.connect(self._typed)
        head = row(label(name, "head"), None, tool("x", f"<b>{tr('Close')}</b>  Esc", self.close), spacing=4)
        note = label(tr("Everything in this kit follows. Saving writes it into the kit, of a shipped one into a copy."), "hint", wrap=True)  # fmt: skip
        whole = column(spacing=8, margins=(12, 8, 12, 12))
        whole.addLayout(head)
        for part in (self.plane, self.hue):
            whole.addWidget(part)
        whole.addLayout(row(label("HEX", "unit"), self.hex, spacing=8))
        whole.addWidget(note)
        self.setLayout(whole)
        self._show(QColor(*desk.kit.colour(name, scheme)[:3]))

    def _show(self, colour: QColor) -> None:
        hue, saturation, value, _ = colour.getHsvF()
        if saturation > 0:
            self.plane.hue = self.hue.at = max(0.0, hue)
        self.plane.saturation, self.plane.value = saturation, value
        self._say()

    def _say(self) -> None:
        self.hex.setText(to_hex(self._colour())[1:7].upper())
        self.plane.update()
        self.hue.update()

    def _colour(self) -> tuple[int, int, int, int]:
        c = QColor.fromHsvF(self.plane.hue, self.plane.saturation, self.plane.value)
        return c.red(), c.green(), c.blue(), self._alpha

    def _moved(self, live: bool) -> None:
        self.plane.hue = min(0.9999, self.hue.at)
        self._say()
        self._set()

    def _typed(self) -> None:
        try:
            found = from_hex(f"#{self.hex.text().strip().lstrip('#')}")
        except DesignError:
            self._say()
            return
        if found[:3] != self._colour()[:3]:
            self._show(QColor(*found[:3]))
            self._set()

    def _set(self) -> None:
        value = colour_value(self._colour())
        self._desk.do(SetToken(kit=self._kit, path=self._token, value=value, live=True))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._desk.session.part()
        super().closeEvent(event)
