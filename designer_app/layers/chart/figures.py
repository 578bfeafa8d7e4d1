"""Values as figures: in the locale's marks, with the unit, in thousands or millions where they are long."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from designer_app.layers.base import Context
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.words import word

_BEFORE = "$€£¥"
LONG_UNIT = 3  # letters of a unit that stands behind every figure; longer ones are said once, above


class Figures:
    """How one chart writes its values: all with the same decimals and the same power of thousand."""

    def __init__(self, data: Data, ctx: Context) -> None:
        self.ctx, self.unit = ctx, data.unit
        most = max((abs(value) for value in data.known), default=0.0)
        self.power, self.suffix = _power(most, ctx.language)
        self.decimals = data.decimals
        if self.power > 1:
            scaled = [value / self.power for value in data.known]
            exact = all(abs(value - round(value)) < 0.05 for value in scaled)
            least = min((abs(value) for value in scaled if value), default=1.0)
            self.decimals = 0 if (exact and least >= 0.5) or most / self.power >= 100 else 1

    def bare(self, value: float, *, decimals: int | None = None) -> str:
        """The figures and their power, without the unit."""
        places = self.decimals if decimals is None else decimals
        scaled = Decimal(repr(value)) / Decimal(repr(self.power))
        rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if rounded == 0:
            rounded = abs(rounded)  # no minus zero
        if value and not rounded and self.power > 1:  # not nothing: in a power of its own
            power, suffix = _power(abs(value), self.ctx.language)
            small = (Decimal(repr(value)) / Decimal(repr(power))).quantize(Decimal(1), ROUND_HALF_UP)
            return self.ctx.shown(small, "number: 0") + suffix
        text = self.ctx.shown(rounded, f"number: {places}")
        return f"{text}{self.suffix}" if rounded else text

    def __call__(self, value: float, *, decimals: int | None = None) -> str:
        """With the unit where it is short."""
        return self.with_unit(self.bare(value, decimals=decimals), always=False)

    def whole(self, value: float) -> str:
        """With the unit however long it is."""
        return self.with_unit(self.bare(value))

    def with_unit(self, text: str, *, always: bool = True) -> str:
        unit = self.unit
        if not unit or (not always and len(unit) > LONG_UNIT):
            return text
        english = self.ctx.language.startswith("en")
        if unit == "%":
            return text + ("" if english else "\u202f") + "%"
        if english and unit in _BEFORE:
            return f"{text[0]}{unit}{text[1:]}" if text[:1] == "\u2212" else unit + text
        return f"{text}\u00a0{unit}"

    def percent(self, share: float, decimals: int = 0) -> str:
        """A share of 1 as percent."""
        least = Decimal(1).scaleb(-decimals)
        rounded = Decimal(repr(share * 100)).quantize(least, ROUND_HALF_UP)
        if share > 0 and not rounded:  # something, though it rounds to nothing
            return word("under", self.ctx.language, n=self.ctx.shown(least, f"percent: {decimals}"))
        return self.ctx.shown(rounded, f"percent: {decimals}")

    def change(self, value: float, *, percent: bool = False) -> str:
        """With its sign: what was added or taken."""
        sign = "+" if value > 0 else ""
        return sign + (self.percent(value) if percent else self(value))

    def ticks(self, values: tuple[float, ...]) -> list[str]:
        """Figures of an axis: as many decimals as its steps need."""
        places = 0
        while places < 6 and any(
            abs(round(v / self.power, places) - v / self.power) > 1e-9 * max(1.0, abs(v / self.power))
            for v in values
        ):
            places += 1
        return [self.bare(value, decimals=places) for value in values]


def _power(most: float, language: str) -> tuple[float, str]:
    for power, key in ((1e12, "t"), (1e9, "b"), (1e6, "m"), (1e3, "k")):
        if most >= power * (100 if key == "k" else 1):
            gap = "" if language.startswith("en") else "\u202f"
            return power, gap + word(key, language)
    return 1.0, ""
