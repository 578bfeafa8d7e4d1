"""Gradients of COLR 1 glyphs (OpenType 1.9.1, COLR, "Color lines" and the three gradients) → paints of a Scene."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Point, Transform, apply, invert
from designer_app.scene.gradients import circle_seen
from designer_app.scene.nodes import Conic, Linear, Paint, Solid, Spread, Stop

if TYPE_CHECKING:
    import uharfbuzz as hb

_SPREADS: tuple[Spread, ...] = ("pad", "repeat", "reflect")


class Line(NamedTuple):
    """A colour line: stops by offset, which may lie beyond 0..1."""

    stops: tuple[tuple[float, Colour], ...]
    spread: Spread


def stops_of(line: hb.ColorLine) -> Line:
    stops = [
        (stop.offset, (stop.color.red, stop.color.green, stop.color.blue, stop.color.alpha))
        for stop in line.color_stops
    ]
    stops.sort(key=lambda stop: stop[0])
    return Line(tuple(stops), _SPREADS[int(line.extend)])


def _normal(line: Line) -> tuple[tuple[Stop, ...], float, float]:
    """Stops from 0 to 1, and between which parameters of the line they lie."""
    low, high = line.stops[0][0], line.stops[-1][0]
    span = high - low
    if span <= 0:
        return (), low, high
    return tuple(Stop((offset - low) / span, colour) for offset, colour in line.stops), low, high


def linear(line: Line, points: Transform, placed: Transform) -> Paint | None:
    """p0, p1 and p2: colours run from p0 to p1 and stand still along p0 p2."""
    if not line.stops:
        return None
    p0, p1, p2 = (apply(placed, *points[i : i + 2]) for i in (0, 2, 4))
    stops, low, high = _normal(line)
    nx, ny = p2[1] - p0[1], p0[0] - p2[0]  # at right angles to p0 p2
    length = nx * nx + ny * ny
    along = ((p1[0] - p0[0]) * nx + (p1[1] - p0[1]) * ny) / length if length else 0.0
    if not stops or not along:
        return Solid(line.stops[-1][1]) if not stops else None
    dx, dy = nx * along, ny * along
    ends = (p0[0] + dx * low, p0[1] + dy * low, p0[0] + dx * high, p0[1] + dy * high)
    return Linear(*ends, stops, "srgb", line.spread)


def radial(line: Line, circles: Transform, placed: Transform) -> Paint | None:
    """Two circles x, y, r. One inside the other is a gradient with a focal point: where the cone that they span
    comes to its tip."""
    if not line.stops or invert(placed) is None:
        return None
    stops, low, high = _normal(line)
    if not stops:
        return Solid(line.stops[-1][1])
    x0, y0, r0, x1, y1, r1 = circles
    first = _Circle(x0 + (x1 - x0) * low, y0 + (y1 - y0) * low, r0 + (r1 - r0) * low)
    last = _Circle(x0 + (x1 - x0) * high, y0 + (y1 - y0) * high, r0 + (r1 - r0) * high)
    if last.r < first.r:
        first, last = last, first
        stops = tuple(Stop(1 - stop.offset, stop.colour) for stop in reversed(stops))
    if last.r <= 0 or last.r == first.r:
        return Solid(stops[-1].colour)
    tip = -first.r / (last.r - first.r)  # before 0 as far as the first circle is large
    focus: Point = (first.x + (last.x - first.x) * tip, first.y + (last.y - first.y) * tip)
    within = tuple(Stop((stop.offset - tip) / (1 - tip), stop.colour) for stop in stops)
    return circle_seen((last.x, last.y), last.r, focus, placed, within, line.spread if tip == 0 else "pad")


class _Circle(NamedTuple):
    x: float
    y: float
    r: float


def conic(line: Line, centre: Point, start: float, end: float, placed: Transform) -> Paint | None:
    """Angles (radians, HarfBuzz's) run against the clock from the right. A map that is no similarity is taken for one."""
    if not line.stops:
        return None
    low, high = (start + (end - start) * line.stops[i][0] for i in (0, -1))
    a, b, c, d, _, _ = placed
    turned = math.atan2(b, a)
    mirrored = a * d - b * c < 0  # y upwards made y downwards: against the clock stays so to the eye
    way = -1.0 if mirrored else 1.0  # of growing angles, as y-down angles (clockwise)
    begin, finish = turned + way * low, turned + way * high
    span = finish - begin
    if not span:
        return Solid(line.stops[-1][1])
    stops, _, _ = _normal(line)
    if finish < begin:  # clockwise from the end to the start
        begin, finish = finish, begin
        stops = tuple(Stop(1 - stop.offset, stop.colour) for stop in reversed(stops))
    share = (finish - begin) / math.tau
    x, y = apply(placed, *centre)
    up = math.degrees(begin) + 90  # Conic counts from straight up
    after = low / math.tau if way < 0 else 1 - high / math.tau
    return Conic(x, y, up % 360, _sector(stops, share, after, line.spread))


def _sector(stops: tuple[Stop, ...], share: float, after: float, spread: Spread) -> tuple[Stop, ...]:
    """Stops over a whole turn of a line that takes ``share`` of it. Padded, its last colour goes on for ``after``, to
    where angles begin anew, and its first from there."""
    own = [msgspec.structs.replace(stop, offset=min(1.0, stop.offset * share)) for stop in stops]
    if share >= 1:
        return tuple(own)
    if spread == "pad":
        border = min(1.0, max(share, share + after))
        return (
            *own,
            Stop(border, stops[-1].colour),
            Stop(border, stops[0].colour),
            Stop(1.0, stops[0].colour),
        )
    out = list(own)
    turn = 1
    while turn * share < 1 and turn < 64:
        again = (
            stops
            if spread == "repeat" or turn % 2 == 0
            else [Stop(1 - stop.offset, stop.colour) for stop in reversed(stops)]
        )
        out += [Stop(min(1.0, (turn + stop.offset) * share), stop.colour) for stop in again]
        turn += 1
    return tuple(out)
