"""What expressions come to on an artboard, for fields that show numbers."""

from __future__ import annotations

from typing import Any

from designer_app.build.laying import measures
from designer_app.editor.artboard import Artboard
from designer_app.errors import DesignError, fail
from designer_app.expression import evaluate
from designer_app.scene.geometry import Box


def reckoned(board: Artboard, value: Any) -> float | None:
    """The number that a field's value stands for here, px of the artboard; None where only the build could tell (slots,
    conditions on texts)."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str) or not value.strip() or "{{" in value:
        return None
    size, unit = board.view.size, board.unit
    known = measures(board.view.kit, size, board.page.grid, size.width / unit, size.height / unit, unit)
    boxes = {target.layer: target.box for target in reversed(board.targets)}

    def scope(name: str) -> Any:
        if name in known:
            return known[name]
        layer, _, side = name.rpartition(".")
        if layer in boxes:
            return _side(boxes[layer], side)
        raise fail("unknown-name", found=name, expected="a length of the page")

    try:
        found = evaluate(value, scope)
    except (DesignError, TypeError, ZeroDivisionError):
        return None
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None


def _side(box: Box, side: str) -> float:
    sides = {
        "x": box.x0, "y": box.y0, "w": box.width, "h": box.height, "right": box.x1, "bottom": box.y1,
        "cx": (box.x0 + box.x1) / 2, "cy": (box.y0 + box.y1) / 2,
    }  # fmt: skip
    if side not in sides:
        raise fail("unknown-name", found=side, expected="a side of a layer")
    return sides[side]
