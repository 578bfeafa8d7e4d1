"""Where every layer lies. Positions and sizes are found lazily, each when something asks for it.

Lengths are px of the unscaled artboard (``W`` × ``H``); boxes are in page coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from designer_app.build.aggregates import summed_up
from designer_app.build.content import is_empty, is_visible, own_length, text_property
from designer_app.build.harmony import solved_name
from designer_app.build.pins import columns, pinned
from designer_app.build.tree import Instance
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.expression import compile_expression, why
from designer_app.layers.base import Num
from designer_app.layers.group import StackLayer
from designer_app.scene.geometry import Box

if TYPE_CHECKING:
    from designer_app.build.context import LayerContext
    from designer_app.build.memo import Plan

T = TypeVar("T")
PROPERTIES = frozenset(
    ["x", "y", "w", "h", "right", "bottom", "cx", "cy", "shown", "size", "lines", "cap", "ink_left", "ink_right",
     "ink_top", "ink_bottom", "baseline"]
)  # fmt: skip
_POSITIONS = {
    "x": "x", "right": "x", "cx": "x", "ink_left": "x", "ink_right": "x",
    "y": "y", "bottom": "y", "cy": "y", "ink_top": "y", "ink_bottom": "y", "baseline": "y",
}  # fmt: skip
_AXIS = {"x": ("x", "right", "cx", "w"), "y": ("y", "bottom", "cy", "h")}

_FARTHEST = 1_000_000.0  # px: beyond it lie only mistakes


class Flow:
    """The geometry of one page."""

    def __init__(
        self,
        width: float,
        height: float,
        reference: tuple[float, float],
        names: Mapping[str, Any],
        index: Mapping[str, Instance],
        template_file: str,
        plan: Plan,
        records: Mapping[str, Any],
        findings: list[Finding],
    ) -> None:
        self.width, self.height = width, height
        self.delta = {"x": width - reference[0], "y": height - reference[1]}
        self.reference = {"x": reference[0], "y": reference[1]}
        self.page = {
            "x": 0.0, "y": 0.0, "w": width, "h": height, "right": width, "bottom": height, "cx": width / 2, "cy": height / 2,
        }  # fmt: skip
        self.names = names  # W H S L M, slots, page …
        self.index = index
        self.file = template_file
        self.plan, self.findings = plan, findings
        self.said = 0  # how often something was reported, also what had been before
        self.made_from = {**names, **records}  # values of slots and layers' records
        self.bleed = 0.0  # beyond the trim edge, artboard px
        self.contexts: dict[int, LayerContext] = {}
        self.reads: list[set[str]] = [set()]  # slots read by what is being computed, innermost last

    # ── Values ──────────────────────────────────────────────────────────────────────────────────

    def number(self, instance: Instance, value: Num | None, default: float = 0.0) -> float:
        if value is None:
            return default
        if not isinstance(value, str):
            return float(value) if -_FARTHEST <= value <= _FARTHEST else self._bounded(instance, value, value)
        found = self.evaluate(instance, value)
        if isinstance(found, bool):
            return 1.0 if found else 0.0
        if found is None or found == "":
            return default
        try:
            return self._bounded(instance, value, float(found))
        except (TypeError, ValueError, OverflowError):
            raise fail(
                "bad-expression", file=self.file, place=instance.place, found=f"'{value}' = {found!r}",
                expected="a number",
            ) from None  # fmt: skip

    def _bounded(self, instance: Instance, source: Num, number: float) -> float:
        if -_FARTHEST <= number <= _FARTHEST:
            return number
        raise fail(
            "number-out-of-range", file=self.file, place=instance.place, found=f"{source} = {number:g}",
            expected=f"at most {_FARTHEST:,.0f}",
        )  # fmt: skip

    def evaluate(self, instance: Instance, source: str) -> Any:
        try:
            return compile_expression(source)(lambda name: self.look_up(instance, name))
        except DesignError as fault:
            first = fault.findings[0]
            if first.file:
                raise
            raise fail(
                first.code, file=self.file, place=instance.place, found=_within(first.found, source),
                expected=first.expected, remedy=first.remedy,
            ) from None  # fmt: skip
        except (TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError) as fault:
            raise fail(
                "bad-expression",
                file=self.file,
                place=instance.place,
                found=f"'{source}'",
                expected=why(fault),
            ) from None

    def look_up(self, instance: Instance, name: str) -> Any:
        """A name of an expression: own item, geometry of a layer, then variables and slots."""
        head, dot, tail = name.partition(".")
        if dot and tail in PROPERTIES:
            if head == "parent":
                return self._seen_from(instance, tail, self.parent_length(instance, tail))
            if head == "self" or head in instance.nearest:
                other = instance if head == "self" else instance.nearest[head]
                return self._seen_from(instance, tail, self.get(other, tail))
        for scope in (instance.local, self.names):
            # a repeated page's item is a local name too, and another row's page may hold another one
            self.reads[-1].update((name, head))
            if name in scope:
                return _plain(scope[name])
            if dot and head in scope:
                inner = scope[head]
                if isinstance(inner, Mapping) and tail in inner:
                    return _plain(inner[tail])
                if isinstance(inner, tuple | list):
                    return summed_up(inner, tail, _plain)
                if isinstance(inner, Mapping) or inner is None:
                    return None
                if isinstance(inner, date) and tail in ("day", "month", "year"):
                    return getattr(inner, tail)
        known = [*self.names, *instance.local, *self.index]
        raise fail("unknown-name", found=f"'{name}'", expected="a variable, slot or layer.property",
                   remedy=did_you_mean(head, known))  # fmt: skip

    def solved_size(self, layer: str) -> float | None:
        """The most that its set lets a harmonised text be; None before the set is solved."""
        name = solved_name(layer)
        self.reads[-1].add(name)
        found: float | None = self.names.get(name)
        return found

    def _seen_from(self, instance: Instance, tail: str, value: Any) -> Any:
        """Positions are given in the coordinates of the asking layer's parent."""
        if instance.parent is None or tail not in _POSITIONS:
            return value
        return value - self.get(instance.parent, _POSITIONS[tail])

    def parent_length(self, instance: Instance, tail: str) -> float:
        if instance.parent is not None:
            return float(self.get(instance.parent, tail))
        return self.page.get(tail, 0.0)

    def once(self, instance: Instance, name: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` makes of the layer's record, the kit and the size. Where it reads and reports nothing of the row, it
        is made once for all pages of the plan."""
        kept = self.plan.settled.get((instance.place, name))
        if kept is not None and kept.layer is instance.layer and kept.scheme == instance.scheme:
            self.reads[-1] |= kept.reads
            found: T = kept.value
            return found
        self.reads.append(set())
        said = self.said
        try:
            found = make()
        finally:
            reads = self.reads.pop()
            self.reads[-1] |= reads
        if self.said == said:
            self.plan.settle(instance, name, found, reads)
        return found

    # ── Geometry ────────────────────────────────────────────────────────────────────────────────

    def box(self, instance: Instance) -> Box:
        values = instance.values
        if "x" in values and "y" in values and "w" in values and "h" in values:
            self.reads[-1].update(instance.deps)
            x, y = values["x"], values["y"]
            return Box(x, y, x + values["w"], y + values["h"])
        x, y = self.get(instance, "x"), self.get(instance, "y")
        return Box(x, y, x + self.get(instance, "w"), y + self.get(instance, "h"))

    def bled(self, instance: Instance) -> Box:
        """The box to paint: pictures and shapes that reach a trim edge run on into the bleed."""
        box = self.box(instance)
        if not self.bleed or not instance.layer.bleeding or instance.layer.rotation or box.empty:
            return box
        near = 0.01
        return Box(
            box.x0 - (self.bleed if box.x0 <= near else 0.0),
            box.y0 - (self.bleed if box.y0 <= near else 0.0),
            box.x1 + (self.bleed if box.x1 >= self.width - near else 0.0),
            box.y1 + (self.bleed if box.y1 >= self.height - near else 0.0),
        )

    def get(self, instance: Instance, what: str) -> Any:
        """A property of a placed layer; computed on first use. A circle of references is an error."""
        if what in instance.values:
            self.reads[-1].update(instance.deps)
            return instance.values[what]
        if what in instance.busy:
            raise fail(
                "cyclic-layout", file=self.file, place=instance.place, found=f"{what} depends on itself",
                expected="positions that end at a number",
                remedy="give one of the layers involved a plain position or size",
            )  # fmt: skip
        instance.busy.add(what)
        self.reads.append(set())
        try:
            value = self._compute(instance, what)
        finally:
            instance.busy.discard(what)
            instance.deps |= self.reads.pop()
            self.reads[-1].update(instance.deps)
        instance.values[what] = value
        return value

    def _compute(self, instance: Instance, what: str) -> Any:
        match what:
            case "x" | "y" | "w" | "h":
                if not self.get(instance, "shown"):
                    return self._place_of_hidden(instance, what)
                if instance.in_stack and instance.parent is not None:
                    from designer_app.build.stack import arrange

                    arrange(self, instance.parent)
                    return instance.values[what]
                if what in "wh":
                    return self.size(instance, what)
                return self.once(instance, what, lambda: self._position(instance, what))
            case "shown":
                return self._shown(instance)
            case "right":
                return self.get(instance, "x") + self.get(instance, "w")
            case "bottom":
                return self.get(instance, "y") + self.get(instance, "h")
            case "cx":
                return self.get(instance, "x") + self.get(instance, "w") / 2
            case "cy":
                return self.get(instance, "y") + self.get(instance, "h") / 2
        return text_property(self, instance, what)

    def _place_of_hidden(self, instance: Instance, what: str) -> float:
        if what in "wh":
            return 0.0
        spec = getattr(instance.layer, what)
        origin = self.parent_length(instance, what) if instance.parent else 0.0
        return origin + (float(spec) if isinstance(spec, int | float) else 0.0)

    def _shown(self, instance: Instance) -> bool:
        if instance.parent is not None and not self.get(instance.parent, "shown"):
            return False
        return is_visible(self, instance) and not is_empty(self, instance)

    def axis(self, instance: Instance, axis: str) -> tuple[Num | None, Num | None, Num | None, Num | None]:
        """Start, end, middle, size as written (grid columns and pins applied)."""
        found = instance.axes.get(axis)
        if found is None:
            found = instance.axes[axis] = self._read_axis(instance, axis)
        return found

    def _read_axis(
        self, instance: Instance, axis: str
    ) -> tuple[Num | None, Num | None, Num | None, Num | None]:
        layer = instance.layer
        start, end, mid, size = (getattr(layer, name) for name in _AXIS[axis])
        if axis == "x" and layer.grid is not None and start is None:
            return (*columns(layer.grid, self.width, self.names), None, None)
        if instance.parent is None and self.delta[axis] and not instance.in_stack:
            pin = getattr(layer, f"pin_{axis}")
            return pinned((start, end, mid, size), pin, self.reference[axis], self.delta[axis])
        return start, end, mid, size

    def size(self, instance: Instance, what: str) -> float:
        """Width or height (w, h) of a layer that is shown: as the template gives it, else by what it holds."""
        given = self.once(instance, what, lambda: self._given_size(instance, what))
        if given is not None:
            return given
        if isinstance(instance.layer, StackLayer):
            from designer_app.build.stack import natural_size  # which asks for lengths itself

            return natural_size(self, instance, what)
        return own_length(self, instance, what, self.axis(instance, "x" if what == "w" else "y")[0])

    def _given_size(self, instance: Instance, what: str) -> float | None:
        start, end, _, size = self.axis(instance, "x" if what == "w" else "y")
        if size == "fill":
            return self.parent_length(instance, what)
        if size is not None and size != "hug":
            return max(0.0, self.number(instance, size))
        if start is not None and end is not None:
            return max(0.0, self.number(instance, end) - self.number(instance, start))
        return None

    def _position(self, instance: Instance, what: str) -> float:
        start, end, mid, _ = self.axis(instance, what)
        origin = self.parent_length(instance, what)
        size = "w" if what == "x" else "h"
        if start is not None:
            return origin + self.number(instance, start)
        if end is not None:
            return origin + self.number(instance, end) - float(self.get(instance, size))
        if mid is not None:
            return origin + self.number(instance, mid) - float(self.get(instance, size)) / 2
        return origin


def _plain(value: Any) -> Any:
    """Money and decimals as numbers inside expressions."""
    amount = getattr(value, "amount", None)
    if amount is not None:
        return float(amount)
    return float(value) if type(value).__name__ == "Decimal" else value


def _within(found: str, source: str) -> str:
    return found if source in found else f"{found} in '{source}'"
