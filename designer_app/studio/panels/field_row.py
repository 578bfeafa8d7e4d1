"""One field of the inspector: an editor and the marker of its source, which opens the chain behind the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from designer_app.editor.where import Source
from designer_app.studio import theme
from designer_app.studio.layer_names import title_of
from designer_app.studio.marker import ChainCard, Marker
from designer_app.studio.parts import Segments, column, label, row
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.panels.inspector import Inspector

_LABEL = 84  # px of the column of labels


def field_title(name: str) -> str:
    """A record's field as words: ``min_size`` → Min size."""
    return name.replace("_", " ").replace("-", " ").replace(".", " ").capitalize()


_VALUES = {  # what a field's values are called where their own words say something else
    ("fit", "cover"): "Fill the frame", ("fit", "contain"): "Whole picture", ("fit", "fill"): "Stretched to the frame",
    ("grade", "photo"): "Photograph", ("grade", "hero"): "Leading picture", ("grade", "mood"): "Mood",
    ("grade", "flat"): "Flat", ("grade", "portrait"): "Of a person",
    ("case", ""): "From style", ("case", "none"): "As typed",
}  # fmt: skip


def value_title(name: str, value: str) -> str:
    """A value of a field of choices, as people call it."""
    return tr(_VALUES.get((name, value)) or field_title(value or "none"))


class FieldRow(QWidget):
    """One field: an editor and the marker of its source."""

    def __init__(self, inspector: Inspector, name: str, editor: QWidget, text: str = "") -> None:
        super().__init__()
        self.name, self.editor, self._inspector = name, editor, inspector
        self.marker = Marker(self._open, self._revert)
        if not editor.accessibleName():
            editor.setAccessibleName(text or tr(field_title(name)))
        parts: list[QWidget] = []
        head = label(text, "hint")
        long = QFontMetrics(theme.font(12)).horizontalAdvance(text) > _LABEL
        if text and not long:
            head.setFixedWidth(_LABEL + 4)
            parts.append(head)
        if not isinstance(editor, Segments | QCheckBox):
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        holder = row(*parts, spacing=0)
        holder.addWidget(editor, 0 if isinstance(editor, Segments) else 1)
        if isinstance(editor, Segments):
            holder.addStretch(1)
        holder.addWidget(self.marker)
        if long:
            head.setWordWrap(True)
            above = column(head, spacing=2, margins=(0, 4, 0, 0))
            above.addLayout(holder)
            self.setLayout(above)
        else:
            self.setLayout(holder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_source(self, sources: tuple[Source, ...], scope: str) -> None:
        self._sources = sources
        last = sources[-1]
        kind: str = last.where.scope
        if kind == "master" and isinstance(last.value, str) and "{{" in last.value:
            kind = "slot"
        elif kind == "master" and self.name in ("style", "fill", "grade"):
            kind = "token"
        self.marker.set_source(kind, here=kind == scope)

    def _open(self, widget: QWidget) -> None:
        names = self._inspector.names
        if not names:
            return
        self._card = ChainCard(
            f"{title_of(names[0], self._inspector.desk.session.state.template)}: {tr(field_title(self.name))}", self._sources,
            lambda s: self._inspector.revert(self.name, s), lambda s: self._inspector.to_master(self.name, s),
        )  # fmt: skip
        self._card.stand_beside(widget, self._inspector.desk.canvas.selection_on_screen())

    def _revert(self) -> None:
        if len(self._sources) > 1:
            self._inspector.revert(self.name, self._sources[-1])
