"""How large an SVG grows when its references are followed: ``use``, patterns, masks, markers, clips."""

from __future__ import annotations

from dataclasses import dataclass, field

from designer_app.errors import DesignError, fail

MOST_COPIES = 20_000
_GRADIENTS = ("linearGradient", "radialGradient")


@dataclass(slots=True)
class Element:
    """One element as far as growth is concerned: children by index, targets by id."""

    name: str
    line: int
    id: str
    children: list[int] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)  # href
    paints: list[str] = field(default_factory=list)  # url(#…)


def check_reach(elements: list[Element], style_targets: list[str], deepest: int) -> None:
    """Raises ``unsafe-svg`` when copies exceed 20,000, go deeper than ``deepest`` or use themselves."""
    if elements:
        _Reach(elements, style_targets, deepest).walk(0, 0)


class _Reach:
    def __init__(self, elements: list[Element], style_targets: list[str], deepest: int) -> None:
        self._elements = elements
        self._deepest = deepest
        self._known: dict[int, tuple[int, int]] = {}  # index → copies below it, levels below it
        self._active: set[int] = set()
        self._by_id: dict[str, list[int]] = {}
        for index, element in enumerate(elements):
            if element.id:
                self._by_id.setdefault(element.id, []).append(index)
        # A style sheet's url(#…) may meet any element; gradients have nothing below them that grows.
        self._styled = [t for t in style_targets if not self._is_gradient(t)]

    def walk(self, index: int, depth: int) -> tuple[int, int]:
        """(copies drawn because of references, levels below) of an element. Depth keeps recursion short."""
        if index in self._known:
            return self._known[index]
        element = self._elements[index]
        if depth > self._deepest:
            raise self._refusal(element, "references that lead more than 128 levels deep")
        self._active.add(index)
        copies, levels = 0, 0
        for child in element.children:
            more, below = self.walk(child, depth + 1)
            copies, levels = copies + more, max(levels, below + 1)
        for target, is_use in self._targets(element):
            if target in self._active:
                if is_use:
                    raise self._refusal(element, f"a <{element.name}> that refers to itself")
                continue
            more, below = self.walk(target, depth + 1)
            copies, levels = copies + more + self._size(target), max(levels, below + 1)
        self._active.discard(index)
        if copies > MOST_COPIES:
            raise self._refusal(element, f"references that multiply to more than {MOST_COPIES:,} elements")
        if depth + levels > self._deepest:
            raise self._refusal(element, "references that lead more than 128 levels deep")
        self._known[index] = (copies, levels)
        return self._known[index]

    def _targets(self, element: Element) -> list[tuple[int, bool]]:
        use = element.name == "use"
        found = [(i, use) for name in element.uses for i in self._by_id.get(name, ())]
        paints = [name for name in element.paints if not self._is_gradient(name)]
        if self._styled and element.name not in ("stop", "style", *_GRADIENTS):
            paints += self._styled
        return found + [(i, False) for name in paints for i in self._by_id.get(name, ())]

    def _is_gradient(self, name: str) -> bool:
        return all(self._elements[i].name in _GRADIENTS for i in self._by_id.get(name, ()))

    def _size(self, index: int) -> int:
        """Elements in the subtree itself, references not followed."""
        count, stack = 0, [index]
        while stack:
            here = self._elements[stack.pop()]
            count += 1
            stack += here.children
            if count > MOST_COPIES:
                break
        return count

    def _refusal(self, element: Element, found: str) -> DesignError:
        return fail(
            "unsafe-svg",
            place=f"line {element.line}",
            found=found,
            expected=f"at most {MOST_COPIES:,} copies, none of itself",
            remedy="expand or simplify the symbols, or export the drawing as PNG",
        )
