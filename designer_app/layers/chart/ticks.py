"""Round numbers for axes, after Heckbert, "Nice Numbers for Graph Labels" (Graphics Gems, 1990)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def nice_step(span: float, most: int) -> float:
    """The smallest round step (1, 2, 2.5, 5 times a power of ten) that divides ``span`` into at most ``most``."""
    raw = span / max(1, most)
    if not raw > 0 or not math.isfinite(raw):
        return 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in (*_STEPS, 20.0) if step * power >= raw * (1 - 1e-9))


def nice_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values from at or below ``low`` to at or above ``high``, at most ``most`` steps; of equal bounds
    those around them."""
    if high < low:
        low, high = high, low
    if high - low < 1e-12 * max(1.0, abs(low), abs(high)):  # one value: from zero to it
        low, high = (min(0.0, low), max(0.0, high)) if abs(low) > 1e-12 else (0.0, 1.0)
    step = nice_step(high - low, most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(i * step, 12) for i in range(first, last + 1))


class Scale:
    """Values to lengths: ``low`` at ``start`` px, ``high`` at ``end`` px."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


def thinned(places: Sequence[float], widths: Sequence[float], gap: float) -> list[int]:
    """Which labels of a row stand without touching: first and last, and every n-th between that keeps clear.

    ``places`` are their centres, ``widths`` their widths (px).
    """
    count = len(places)
    if count <= 1:
        return list(range(count))

    def clear(one: int, other: int) -> bool:
        return places[other] - widths[other] / 2 - places[one] - widths[one] / 2 >= gap

    for step in range(1, count):
        chosen = list(range(0, count, step))
        if chosen[-1] != count - 1:
            while len(chosen) > 1 and not clear(chosen[-1], count - 1):
                chosen.pop()
            chosen.append(count - 1)
        if all(clear(a, b) for a, b in itertools.pairwise(chosen)):
            return chosen
    return [0, count - 1] if clear(0, count - 1) else [0]


def spread(places: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres moved as little as keeps the boxes apart and between ``low`` and ``high``, in their order.

    Boxes that meet are merged into blocks that stand at the mean of what they wish (pool adjacent violators).
    """
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    blocks: list[list[float]] = []  # wished top, height, number
    for i in order:
        blocks.append([places[i] - heights[i] / 2, heights[i], 1.0])
        while True:
            top = blocks[-1]
            top_at = min(max(top[0] / top[2], low), max(low, high - top[1]))
            if len(blocks) == 1:
                break
            before = blocks[-2]
            before_at = min(max(before[0] / before[2], low), max(low, high - before[1]))
            if before_at + before[1] <= top_at + 1e-9:
                break
            blocks.pop()
            # as one block: each member wishes the block's top where it would itself be in place
            before[0] += top[0] - before[1] * top[2]
            before[1] += top[1]
            before[2] += top[2]
    out = [0.0] * len(places)
    members = iter(order)
    for wished, height, number in blocks:
        at = min(max(wished / number, low), max(low, high - height))
        for _ in range(int(number)):
            i = next(members)
            out[i] = at + heights[i] / 2
            at += heights[i]
    return out
