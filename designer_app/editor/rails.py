"""What a gesture may snap to on the artboard it works on: edges and middles, margins, safe area, columns, baselines,
guides."""

from __future__ import annotations

import functools
import math

from designer_app.editor.artboard import Artboard
from designer_app.editor.snapping import Line, artboard_lines, lines_of
from designer_app.editor.tool import Scope
from designer_app.editor.tree import ancestors
from designer_app.scene.geometry import IDENTITY, Box, Transform, apply, compose
from designer_app.scene.nodes import Glyphs, Group, Node

_FAR = 1e5  # px: guides cross the whole canvas


def extent(board: Artboard) -> tuple[float, float]:
    """Width and height of the artboard in its own px."""
    size = board.view.size
    return size.width / board.unit, size.height / board.unit


def columns(board: Artboard) -> tuple[tuple[float, float], ...]:
    """The grid's columns, from left to right: where each begins and ends."""
    width, height = extent(board)
    kit, grid, short = board.view.kit, board.page.grid, min(width, height)
    margin = (kit.ratio("grid.margin", 0.07) if grid.margin is None else grid.margin) * short
    gutter = (kit.ratio("grid.gutter", 0.022) if grid.gutter is None else grid.gutter) * short
    count = int(grid.columns or kit.ratio("grid.columns", 12))
    pitch = (width - 2 * margin + gutter) / count
    return tuple((margin + i * pitch, margin + (i + 1) * pitch - gutter) for i in range(count))


def guides(board: Artboard) -> tuple[Line, ...]:
    """The page's guides as lines."""
    found = board.page.guides
    across = [Line(axis="x", at=at, kind="guide", start=-_FAR, end=_FAR) for at in found.x]
    return (*across, *(Line(axis="y", at=at, kind="guide", start=-_FAR, end=_FAR) for at in found.y))


def rails(scope: Scope, others: list[Box], names: set[str] | None = None) -> list[Line]:
    """All lines to snap to; ``names`` are the layers that move, whose own baselines don't count."""
    board = scope.board
    width, height = extent(board)
    margin = board.view.kit.ratio("grid.margin", 0.07) * min(width, height)
    return [
        *artboard_lines(width, height, margin, board.safe, columns(board) if scope.grid else ()),
        *lines_of(others),
        *(line for layer, line in baselines(board) if layer not in (names or ())),
        *guides(board),
    ]


def neighbours(scope: Scope, names: set[str]) -> list[Box]:
    """Boxes of what doesn't move: not the layers, nor what they hold or are held by."""
    template = scope.state.template
    around_them = {a for n in names for a in ancestors(template, n)}
    found = []
    for target in scope.board.targets:
        mine = (
            target.layer in names
            or target.layer in around_them
            or names & set(ancestors(template, target.layer))
        )
        if not mine and target.box.width > 0 and target.box.height > 0:
            found.append(target.box)
    return found


def baselines(board: Artboard) -> tuple[tuple[str, Line], ...]:
    """Where texts stand: the baseline of each line of upright text, px of the artboard, with the layer's name."""
    return _baselines(_Held(board))


class _Held:
    """An artboard by its identity: it is built once and looked at during a whole gesture."""

    def __init__(self, board: Artboard) -> None:
        self.board = board

    def __hash__(self) -> int:
        return id(self.board)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.board is self.board


@functools.lru_cache(4)
def _baselines(held: _Held) -> tuple[tuple[str, Line], ...]:
    board = held.board
    width, _ = extent(board)
    found: dict[tuple[str, float], Line] = {}

    def visit(node: Node, transform: Transform, layer: str) -> None:
        if isinstance(node, Group):
            inner = compose(transform, node.transform)
            here = (node.meta.layer.rpartition(".")[2] if node.meta else "") or layer
            for child in node.children:
                visit(child, inner, here)
        elif isinstance(node, Glyphs) and node.ys and abs(transform[1]) < 1e-9 and abs(transform[2]) < 1e-9:
            y = round(apply(transform, 0.0, node.ys[0])[1] / board.unit, 2)
            found[layer, y] = Line(axis="y", at=y, kind="baseline", start=0.0, end=width)

    visit(board.built.scene.root, IDENTITY, "")
    return tuple((layer, line) for (layer, _), line in found.items())


def rounded(value: float) -> float:
    """Rounded to whole px, half up."""
    return math.floor(value + 0.5)
