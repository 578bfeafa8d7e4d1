"""The gradient's part of the colour picker: its kind, its angle, a bar of stops; the chosen stop's colour is the picker's."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from designer_app.layers.base import FillSpec
from designer_app.scene.colour import Colour
from designer_app.studio import theme
from designer_app.studio.fields import NumberField
from designer_app.studio.parts import Segments, column, row, tool
from designer_app.studio.words import tr

_KNOB = 7.0
_NEAR = 9.0  # px of a press that takes a stop
_PULLED = 28.0  # px below the bar at which a stop is pulled off


class GradientPart(QWidget):
    """``colour(name)`` tells what a stop's name stands for; ``change(live)`` is called when the gradient did, ``chosen`` when
    another stop is to be coloured."""

    def __init__(
        self,
        colour: Callable[[str], Colour | None],
        change: Callable[[bool], None],
        chosen: Callable[[], None],
    ) -> None:
        super().__init__()
        self._change, self._chosen = change, chosen
        self.spec: dict[str, Any] = {}
        self.kind = Segments(
            [("linear", tr("Linear")), ("radial", tr("Radial")), ("conic", tr("Conic"))], "linear"
        )
        self.kind.picked.connect(self._turn)
        self.angle = NumberField("rotate-cw", "°")
        self.angle.setFixedWidth(80)
        self.angle.setAccessibleName(tr("Angle"))
        self.angle.entered.connect(lambda v: self._aim(v, live=False))
        self.angle.scrubbed.connect(lambda v: self._aim(v, live=True))
        self.bar = StopBar(colour, self._moved, self._picked)
        flip = tool("arrow-left-right", tr("Turn round"), self._flip, large=False)
        self.setLayout(
            column(
                row(self.kind, None, self.angle, flip, spacing=4), self.bar, spacing=8, margins=(12, 4, 12, 4)
            )
        )

    # The gradient

    def show_spec(self, value: Any, colour: str) -> None:
        """A gradient as it is; a plain colour becomes one that fades out downwards."""
        if isinstance(value, FillSpec):
            self.spec = msgspec.to_builtins(value)
        elif isinstance(value, dict):
            self.spec = dict(value)
        else:
            base = colour.partition("/")[0] or "on-surface"
            self.spec = {
                "type": "linear", "stops": [[0.0, base], [1.0, f"{base}/0%"]], "from": [0.0, 0.0], "to": [0.0, 1.0],
            }  # fmt: skip
        if len(self.spec.get("stops", ())) < 2:
            self.spec["stops"] = [[0.0, "on-surface"], [1.0, "surface"]]
        self.spec["stops"] = [[float(at), str(name)] for at, name in self.spec["stops"]]
        self.bar.at = min(self.bar.at, len(self.spec["stops"]) - 1)
        self._show()

    def _show(self) -> None:
        self.kind.set_value(self.spec["type"])
        self.bar.stops = self.spec["stops"]
        self.angle.setEnabled(self.spec["type"] != "radial")
        self.angle.set_value(round(self._angle()))
        self.bar.update()

    def _angle(self) -> float:
        if self.spec["type"] == "conic":
            return float(self.spec.get("angle", 0.0))
        (x0, y0), (x1, y1) = self.spec.get("from", (0.0, 0.0)), self.spec.get("to", (0.0, 1.0))
        return math.degrees(math.atan2(x1 - x0, y0 - y1)) % 360

    @property
    def stop(self) -> str:
        """The colour of the chosen stop."""
        return str(self.spec["stops"][self.bar.at][1])

    def with_stop(self, name: str) -> dict[str, Any]:
        """The gradient with another colour of the chosen stop."""
        stops = [[at, name if n == self.bar.at else old] for n, (at, old) in enumerate(self.spec["stops"])]
        return {**self.spec, "stops": stops}

    def set_stop(self, name: str) -> None:
        self.spec = self.with_stop(name)
        self._show()

    # What a person does

    def _turn(self, kind: str) -> None:
        angle = self._angle()
        self.spec = {**self.spec, "type": kind}
        for name in ("angle", "ratio", "focus", "from", "to"):
            self.spec.pop(name, None)
        if kind == "linear":
            self._aimed(angle)
        elif kind == "radial":
            self.spec |= {"from": [0.5, 0.5], "to": [1.0, 0.5]}
        else:
            self.spec |= {"from": [0.5, 0.5], "angle": angle}
        self._show()
        self._change(False)

    def _aim(self, value: object, *, live: bool) -> None:
        if isinstance(value, int | float):
            if self.spec["type"] == "conic":
                self.spec["angle"] = float(value) % 360
            else:
                self._aimed(float(value))
            self._show()
            self._change(live)

    def _aimed(self, angle: float) -> None:
        """Ends at the box's edges, the way that the angle points: 0 up, 90 to the right."""
        dx, dy = math.sin(math.radians(angle)) / 2, -math.cos(math.radians(angle)) / 2
        self.spec["from"] = [round(0.5 - dx, 4), round(0.5 - dy, 4)]
        self.spec["to"] = [round(0.5 + dx, 4), round(0.5 + dy, 4)]

    def _flip(self) -> None:
        self.spec["stops"] = [[round(1 - at, 4), name] for at, name in reversed(self.spec["stops"])]
        self.bar.at = len(self.spec["stops"]) - 1 - self.bar.at
        self._show()
        self._change(False)

    def _moved(self, live: bool) -> None:
        self.spec = {**self.spec, "stops": self.bar.stops}
        self._change(live)

    def _picked(self) -> None:
        self._show()
        self._chosen()


class StopBar(QWidget):
    """Stops on a bar: drag moves one, a press between them adds one, pulled off or Delete takes it out."""

    def __init__(
        self,
        colour: Callable[[str], Colour | None],
        moved: Callable[[bool], None],
        picked: Callable[[], None],
    ) -> None:
        super().__init__()
        self._colour, self._moved, self._picked = colour, moved, picked
        self.stops: list[list[Any]] = []
        self.at = 0
        self.setFixedHeight(30)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Stops of the gradient"))
        self.setToolTip(tr("Press adds a stop, drag moves it, pulled down or Delete takes it out"))

    def _x(self, at: float) -> float:
        return _KNOB + 1 + at * (self.width() - 2 * _KNOB - 2)

    def _qcolour(self, name: str) -> QColor:
        return QColor(*(self._colour(name) or (128, 128, 128, 255)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 8, self.width(), 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(bar, 4, 4)
        painter.setBrush(QColor(0, 0, 0, 40))
        for x in range(0, self.width(), 14):
            painter.drawRect(QRectF(x, 8 if x // 14 % 2 else 15, 14, 7).intersected(bar))
        ramp = QLinearGradient(self._x(0), 0, self._x(1), 0)
        for at, name in self.stops:
            ramp.setColorAt(min(1.0, max(0.0, at)), self._qcolour(name))
        painter.setBrush(ramp)
        painter.drawRoundedRect(bar, 4, 4)
        for number, (at, name) in enumerate(self.stops):
            solid = self._qcolour(name)
            solid.setAlpha(255)
            painter.setBrush(solid)
            chosen = number == self.at
            painter.setPen(QPen(QColor(0, 0, 0, 120), 4 if chosen else 3))
            painter.drawEllipse(QPointF(self._x(at), 15), _KNOB, _KNOB)
            painter.setPen(QPen(theme.current().colour("acc") if chosen else QColor("#FFFFFF"), 2))
            painter.drawEllipse(QPointF(self._x(at), 15), _KNOB, _KNOB)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        near = min(range(len(self.stops)), key=lambda n: abs(self._x(self.stops[n][0]) - x))
        if abs(self._x(self.stops[near][0]) - x) <= _NEAR:
            self.at = near
        else:
            at = self._place(x)
            self.at = sum(1 for stop in self.stops if stop[0] <= at)
            below = self.stops[max(0, self.at - 1)][1]
            self.stops = [*self.stops[: self.at], [at, below], *self.stops[self.at :]]
            self._moved(False)
        self._picked()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if event.position().y() > self.height() + _PULLED and len(self.stops) > 2:
            self.remove()
            return
        low = self.stops[self.at - 1][0] if self.at else 0.0
        high = self.stops[self.at + 1][0] if self.at + 1 < len(self.stops) else 1.0
        at = min(high, max(low, self._place(event.position().x())))
        self.stops = [[at if n == self.at else old, name] for n, (old, name) in enumerate(self.stops)]
        self.update()
        self._moved(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._moved(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.at = (self.at + (1 if event.key() == Qt.Key.Key_Right else -1)) % len(self.stops)
            self._picked()
        else:
            super().keyPressEvent(event)

    def remove(self) -> None:
        """Take the chosen stop out; two always stay."""
        if len(self.stops) > 2:
            self.stops = [stop for n, stop in enumerate(self.stops) if n != self.at]
            self.at = min(self.at, len(self.stops) - 1)
            self._moved(False)
            self._picked()

    def _place(self, x: float) -> float:
        return round(min(1.0, max(0.0, (x - _KNOB - 1) / max(1.0, self.width() - 2 * _KNOB - 2))), 3)
