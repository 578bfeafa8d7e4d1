"""How fields of the inspector show a value: as it is, mixed, or as the number that an expression comes to."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from designer_app.editor.artboard import Artboard
from designer_app.editor.reckoning import reckoned
from designer_app.layers.base import TypeStyle
from designer_app.studio.fields import BoundLine, Choice, NumberField
from designer_app.studio.panels.paint_field import PaintField
from designer_app.studio.panels.sections import Words
from designer_app.studio.parts import Segments
from designer_app.studio.words import figure, tr


def show_value(editor: QWidget, value: Any, mixed: bool) -> None:
    """Put a value into whatever edits it; ``mixed``: it differs from layer to layer, or from board to board."""
    text = tr("Mixed") if mixed else str(value if value is not None else "")
    if isinstance(editor, NumberField):
        plain = value if isinstance(value, int | float | str) and not mixed else None
        editor.set_value(plain, tr("Mixed") if mixed else "")
    elif isinstance(editor, Choice):
        editor.set_value("" if mixed else str(value))
    elif isinstance(editor, Segments):
        editor.set_value(str(value))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, PaintField):
        editor.show_value(None if mixed else value, mixed)
    elif isinstance(editor, BoundLine):
        editor.show_text(text)
    elif isinstance(editor, QLineEdit) and not editor.hasFocus():
        editor.setText(text)
        editor.setModified(False)
    elif isinstance(editor, Words) and not editor.hasFocus():
        editor.show_text(text)


def show_none(editor: QWidget) -> None:
    """A place or size that nothing says."""
    if isinstance(editor, NumberField):
        editor.set_value(None, tr("auto"))


def show_number(editor: QWidget, value: float, said: str) -> None:
    """A number, and the expression that came to it."""
    if isinstance(editor, NumberField):
        editor.setToolTip(f"{editor.accessibleName()}: {said}")
        editor.set_value(value, said=said)


def show_reckoned(
    editor: NumberField, name: str, value: Any, board: Artboard, layer: str, style: TypeStyle | None
) -> bool:
    """An expression as the number that it comes to on the board; what is left to the type style as the style has it. Whether
    either was the case."""
    if name in ("leading", "tracking") and style is not None and not value:
        own = style.tracking * 100 if name == "tracking" else style.leading
        editor.set_value(None, figure(own))
        return True
    if not isinstance(value, str):
        return False
    number = reckoned(board, value)
    if number is None and name == "size":  # what only the build could tell
        number = _built_size(board, layer)
    if number is not None:
        show_number(editor, number, value)
        return True
    if value.strip().replace(".", "", 1).isdigit():
        return False
    editor.setToolTip(f"{editor.accessibleName()}: {value}")  # a rule on words or slots: said, not shown
    editor.set_value(None, tr("a rule"), said=value)
    return True


def _built_size(board: Artboard, layer: str) -> float | None:
    """The size that a text came out in, px of the artboard."""
    sizes = board.built.sizes
    return next(
        (sizes[t.place] / board.unit for t in board.targets if t.layer == layer and t.place in sizes), None
    )
