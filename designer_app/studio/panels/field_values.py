"""What the fields of the inspector show: values of the selected layers, and what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer_app.design.binding import bound_slots
from designer_app.design.overrides import Cell
from designer_app.editor.tree import field_value, find
from designer_app.editor.where import chain
from designer_app.errors import DesignError
from designer_app.layers.base import LayerBase
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import Box
from designer_app.studio.fields import NumberField
from designer_app.studio.panels.showing import show_none, show_number, show_reckoned, show_value

if TYPE_CHECKING:
    from designer_app.studio.panels.inspector import Inspector


def show_values(inspector: Inspector) -> None:
    """Every field as its layers have it on the active board, or on all that are edited together."""
    board = inspector.desk.canvas.current
    if not inspector.names or board is None or board.built is None:
        return
    row_ = inspector.desk.current_row
    size = board.size
    cell = Cell(
        board.built.size_class, size.id, row_.key if row_ else "", inspector.desk.kit.names, inspector.desk.language,
        f"{size.width}x{size.height}",
    )  # fmt: skip
    state = inspector.desk.session.state
    boxes = {t.layer: t.box for t in reversed(board.built.targets)}
    for name, field in inspector.fields.items():
        try:
            sources = chain(state.template, state.rows, inspector.names[0], name, cell)
        except DesignError:
            continue
        field.show_source(sources, inspector.desk.scope)
        values = [_value(layer, name) for n in inspector.names for layer in _everywhere(inspector, n)]
        mixed = any(v != values[0] for v in values[1:])
        value = values[0] if values else None
        box = boxes.get(inspector.names[0])
        if name in ("x", "y", "w", "h") and inspector.desk.canvas.picked:
            mixed = len({round(_sides(b)[name], 2) for b in _boxes(inspector)}) > 1
            value = None if mixed else value
        side = _sides(box).get(name) if box is not None else None
        if side is not None and not mixed and (value is None or _nested(inspector, value)):
            value = side
        elif side is not None and isinstance(value, str):
            show_number(field.editor, side, value)
            continue
        if name in ("x", "y", "w", "h") and value is None and not mixed:  # as its words or the stack make it
            show_none(field.editor)
            continue
        if (
            isinstance(field.editor, NumberField)
            and not mixed
            and _reckoned(inspector, field.editor, name, value)
        ):
            continue
        show_value(field.editor, value, mixed)
    _beside(inspector, boxes.get(inspector.names[0]))


def _nested(inspector: Inspector, value: Any) -> bool:
    """Whether a place is said within a group: fields and rulers count from the artboard's corner, as gestures do."""
    return isinstance(value, int | float) and bool(
        find(inspector.desk.session.state.template, inspector.names[0])[1].parent
    )


def _everywhere(inspector: Inspector, name: str) -> list[LayerBase]:
    """A layer as it holds on each of the boards that are edited together."""
    boards = [b.built for b in inspector.desk.canvas.edited if b.built is not None]
    found = [b.layers[name] for b in boards if name in b.layers]
    here = inspector.layer(name)
    return found or ([here] if here is not None else [])


def _boxes(inspector: Inspector) -> list[Box]:
    """Where the selected layers stand on the boards that are edited together."""
    boards = [b.built for b in inspector.desk.canvas.edited if b.built is not None]
    return [t.box for b in boards for n in inspector.names for t in b.targets if t.layer == n]


def _reckoned(inspector: Inspector, editor: NumberField, name: str, value: Any) -> bool:
    """Whether something else than the value itself was shown: what it comes to, or what the type style has."""
    board, layer = inspector.desk.canvas.current, inspector.layer(inspector.names[0])
    if board is None or board.built is None or layer is None:
        return False
    style = inspector.desk.kit.styles.get(str(getattr(layer, "style", "")))
    return show_reckoned(editor, name, value, board.built, layer.name, style)


def _said(inspector: Inspector, layer: LayerBase) -> None:
    """The row's words behind the slots of a text."""
    said, row_ = inspector.sections.said, inspector.desk.current_row
    if said is None:
        return
    cells = inspector.desk.state.row(row_.key, row_.cells) if row_ else {}
    parts = [str(cells[name]) for name in bound_slots(layer) if cells.get(name)]
    said.setText(" · ".join(parts)[:120])
    said.setVisible(bool(parts))


def _beside(inspector: Inspector, box: Box | None) -> None:
    """What stands beside fields and follows the same values."""
    board, first, build = (
        inspector.desk.canvas.current,
        inspector.layer(inspector.names[0]),
        inspector.sections,
    )
    if first is None or board is None or board.built is None:
        return
    if build.constraint is not None:
        build.constraint.show_pins(first.pin_x, first.pin_y)
    build.show_style(getattr(first, "style", ""))
    _said(inspector, first)
    build.show_fit()
    if inspector.effects is not None:
        inspector.effects.show_layer(first)
    if build.contrast is not None:
        fill = getattr(first, "fill", None)
        found = None
        if isinstance(fill, str) and isinstance(first, TextLayer):
            try:
                found = inspector.desk.kit.colour(fill, board.built.page.scheme)
            except DesignError:
                found = None
        size = getattr(first, "size", 0)
        build.contrast.show_fill(
            found,
            board,
            box,
            float(size) * board.unit if isinstance(size, int | float) else 0.0,
            inspector.names[0],
        )


def _value(layer: LayerBase, name: str) -> Any:
    if "." in name:
        return field_value(layer, name)
    return getattr(layer, name, None)


def _sides(box: Box) -> dict[str, float]:
    return {"x": box.x0, "y": box.y0, "w": box.width, "h": box.height}
