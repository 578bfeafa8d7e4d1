"""SVG path data (SVG 2, chapter 9) → Outline: absolute M L Q C Z, arcs as cubics."""

from __future__ import annotations

import math
import re

from designer_app.errors import fail
from designer_app.scene.geometry import Outline

BIGGEST = 1e7  # no coordinate of a drawing needs more; hostile files use 1e308
_SPACE = re.compile(r"[\s]*")
_NUMBER = re.compile(r"[\s]*,?[\s]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_FLAG = re.compile(r"[\s]*,?[\s]*([01])")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARC_FLAGS = (3, 4)


class _WrongError(Exception):
    """Where reading stopped, and why."""


def parse_path_data(d: str, *, evenodd: bool = False) -> Outline:
    """The outline that path data describes, in its own units.

    Raises ``DesignError`` (``bad-path``) at the first error, or for a number beyond ±1e7.
    """
    outline, wrong = read_path_data(d, evenodd=evenodd)
    if wrong:
        raise fail(
            "bad-path",
            found=wrong,
            expected="SVG path data such as M 0 0 L 10 0 Z",
            remedy="export the drawing again",
        )
    return outline


def read_path_data(d: str, *, evenodd: bool = False) -> tuple[Outline, str]:
    """As renderers do: everything up to the first error, and what the error was ("" = none)."""
    builder = _Builder()
    wrong = ""
    try:
        _read(d, builder)
    except _WrongError as stop:
        wrong = str(stop)
    return builder.outline(evenodd), wrong


def _read(d: str, builder: _Builder) -> None:
    position = _end_of_space(d, 0)
    command = ""
    while position < len(d):
        letter = d[position]
        if letter.upper() in _ARGUMENTS:
            command, position = letter, position + 1
            if not builder.started and command not in "Mm":
                raise _WrongError(f"'{letter}' before the first M")
            if command in "Zz":
                builder.close()
                position = _end_of_space(d, position)
                continue
        elif not command or command in "Zz":
            raise _WrongError(f"'{d[position : position + 12]}' at character {position + 1}")
        values, position = _arguments(d, position, command)
        builder.add(command, values)
        command = {"M": "L", "m": "l"}.get(command, command)
        position = _end_of_space(d, position)


def _arguments(d: str, position: int, command: str) -> tuple[list[float], int]:
    values: list[float] = []
    upper = command.upper()
    for i in range(_ARGUMENTS[upper]):
        pattern = _FLAG if upper == "A" and i in _ARC_FLAGS else _NUMBER
        match = pattern.match(d, position)
        if match is None:
            raise _WrongError(f"too few numbers after '{command}' at character {position + 1}")
        value = float(match.group(1))
        if not abs(value) <= BIGGEST:
            raise _WrongError(f"the number {match.group(1)[:20]} at character {match.start(1) + 1}")
        values.append(value)
        position = match.end()
    return values, position


def _end_of_space(d: str, position: int) -> int:
    match = _SPACE.match(d, position)
    return match.end() if match else position


class _Builder:
    """Collects absolute segments and remembers what relative and smooth ones refer to."""

    def __init__(self) -> None:
        self.ops: list[str] = []
        self.points: list[float] = []
        self.started = False
        self._x = self._y = 0.0  # current point
        self._start = (0.0, 0.0)
        self._control = (0.0, 0.0)  # last control point, for S and T
        self._last = ""  # kind of the previous segment

    def outline(self, evenodd: bool) -> Outline:
        ops, points = self.ops, self.points
        if ops and ops[-1] == "M":  # a move that draws nothing
            ops, points = ops[:-1], points[:-2]
        return Outline("".join(ops), tuple(points), evenodd)

    def close(self) -> None:
        if self._last not in ("", "Z"):
            self._emit("Z")
            self._x, self._y = self._start
        self._last = "Z"

    def add(self, command: str, v: list[float]) -> None:
        kind = command.upper()
        if command.islower():
            v = self._absolute(kind, v)
        if self._last == "Z" and kind != "M":
            self._emit("M", *self._start)
        if kind == "M":
            if self.ops and self.ops[-1] == "M":
                del self.ops[-1], self.points[-2:]
            self._emit("M", *v)
            self._start, self.started = (v[0], v[1]), True
        elif kind == "L":
            self._emit("L", *v)
        elif kind == "H":
            self._emit("L", v[0], self._y)
        elif kind == "V":
            self._emit("L", self._x, v[0])
        elif kind == "C":
            self._cubic(*v)
        elif kind == "S":
            self._cubic(*self._mirrored("CS"), *v)
        elif kind == "Q":
            self._quadratic(*v)
        elif kind == "T":
            self._quadratic(*self._mirrored("QT"), *v)
        else:
            self._arc(*v)
        self._last = kind

    def _absolute(self, kind: str, v: list[float]) -> list[float]:
        if kind == "H":
            return [v[0] + self._x]
        if kind == "V":
            return [v[0] + self._y]
        if kind == "A":
            return [*v[:5], v[5] + self._x, v[6] + self._y]
        return [value + (self._y if i % 2 else self._x) for i, value in enumerate(v)]

    def _mirrored(self, kinds: str) -> tuple[float, float]:
        if self._last not in tuple(kinds):
            return (self._x, self._y)
        return (2 * self._x - self._control[0], 2 * self._y - self._control[1])

    def _emit(self, op: str, *values: float) -> None:
        if any(not abs(value) <= BIGGEST for value in values):  # relative steps may add up
            raise _WrongError("coordinates that run beyond 10,000,000")
        self.ops.append(op)
        self.points.extend(values)
        if values:
            self._x, self._y = values[-2], values[-1]

    def _cubic(self, a: float, b: float, c: float, d: float, x: float, y: float) -> None:
        self._control = (c, d)
        self._emit("C", a, b, c, d, x, y)

    def _quadratic(self, a: float, b: float, x: float, y: float) -> None:
        self._control = (a, b)
        self._emit("Q", a, b, x, y)

    def _arc(self, rx: float, ry: float, turn: float, large: float, sweep: float, x: float, y: float) -> None:
        rx, ry = abs(rx), abs(ry)
        if (x, y) == (self._x, self._y):
            return
        if rx == 0 or ry == 0:
            self._emit("L", x, y)
            return
        curves = arc_to_cubics(self._x, self._y, rx, ry, turn, bool(large), bool(sweep), x, y)
        for curve in curves:
            self._emit("C", *curve)


Curve = tuple[float, float, float, float, float, float]


def arc_to_cubics(
    x0: float, y0: float, rx: float, ry: float, turn: float, large: bool, sweep: bool, x: float, y: float
) -> list[Curve]:
    """An elliptical arc as cubics of at most a quarter turn (SVG 2, B.2.4 and B.2.5). ``rx``, ``ry`` > 0."""
    phi = math.radians(turn % 360)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (x0 - x) / 2, (y0 - y) / 2
    px, py = cos * dx + sin * dy, cos * dy - sin * dx  # B.2.4 step 1
    grow = (px / rx) ** 2 + (py / ry) ** 2  # B.2.5 step 3: radii too small are scaled up
    if grow > 1:
        rx, ry = rx * math.sqrt(grow), ry * math.sqrt(grow)
    under = (rx * py) ** 2 + (ry * px) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 / under - 1)) if under else 0.0
    if large == sweep:
        root = -root
    qx, qy = root * rx * py / ry, -root * ry * px / rx  # step 2
    cx, cy = cos * qx - sin * qy + (x0 + x) / 2, sin * qx + cos * qy + (y0 + y) / 2  # step 3
    start = math.atan2((py - qy) / ry, (px - qx) / rx)  # step 4
    span = math.atan2((-py - qy) / ry, (-px - qx) / rx) - start
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    count = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-3))
    step = span / count
    reach = 4 / 3 * math.tan(step / 4)

    def place(u: float, v: float) -> tuple[float, float]:
        return (cos * rx * u - sin * ry * v + cx, sin * rx * u + cos * ry * v + cy)

    curves: list[Curve] = []
    for i in range(count):
        a, b = start + i * step, start + (i + 1) * step
        one = place(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a))
        two = place(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b))
        end = (x, y) if i == count - 1 else place(math.cos(b), math.sin(b))
        curves.append((*one, *two, *end))
    return curves
