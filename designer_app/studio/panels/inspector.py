"""The inspector: fields of the selected layers, made from their records, each with the mark of where its value comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from designer_app.design.overrides import Cell
from designer_app.editor.commands import MoveToMaster, Revert, SetFields
from designer_app.editor.tree import field_value, find
from designer_app.editor.where import Source, chain
from designer_app.errors import DesignError
from designer_app.layers.base import LayerBase
from designer_app.layers.group import StackLayer
from designer_app.layers.image import ImageLayer
from designer_app.layers.shape import ShapeLayer
from designer_app.layers.text import TextLayer
from designer_app.studio.desk import Desk
from designer_app.studio.marker import ChainCard, Marker
from designer_app.studio.panels.layers import shown_name
from designer_app.studio.panels.paint_field import PaintField
from designer_app.studio.parts import Choice, NumberField, Section, Segments, clear, column, label, row, tool
from designer_app.studio.words import tr

# Which fields a section shows, by kind; all that a record has beyond these stands under "More", made from its types.
_PLACE = (("x", "X"), ("y", "Y"), ("w", "W"), ("h", "H"))
_TEXT = ("style", "size", "min_size", "max_lines", "leading", "tracking", "case", "align", "valign")
_HIDDEN = {
    "name", "layers", "x", "y", "w", "h", "right", "bottom", "cx", "cy", "rotation", "opacity", "blend", "visible", "lock",
    "fill", "text", "runs", "source", "pin_x", "pin_y", "grid", "note", "alt", "link", "effects", "stroke", "overrides",
    *_TEXT,
}  # fmt: skip


class FieldRow(QWidget):
    """One field: an editor and the marker of its source."""

    def __init__(self, inspector: Inspector, name: str, editor: QWidget, text: str = "") -> None:
        super().__init__()
        self.name, self.editor, self._inspector = name, editor, inspector
        self.marker = Marker(self._open, self._revert)
        parts: list[QWidget | None] = []
        if text:
            head = label(text, "quiet")
            head.setMinimumWidth(76)
            parts.append(head)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayout(row(*parts, editor, self.marker, spacing=0))

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
            f"{shown_name(names[0])}: {tr(self.name)}", self._sources,
            lambda s: self._inspector.revert(self.name, s), lambda s: self._inspector.to_master(self.name, s),
        )  # fmt: skip
        self._card.show_at(widget)

    def _revert(self) -> None:
        if len(self._sources) > 1:
            self._inspector.revert(self.name, self._sources[-1])


class Inspector(QWidget):
    """Shows the layers selected on the active board, or the board itself where none is."""

    def __init__(self, desk: Desk, align: Callable[[str], None]) -> None:
        super().__init__()
        self._desk = desk
        self._align = align
        self.names: tuple[str, ...] = ()
        self._kind: object = None
        self._fields: dict[str, FieldRow] = {}
        self._body = QWidget()
        self._rows = column(spacing=4, margins=(12, 8, 8, 12))
        self._body.setLayout(self._rows)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._body)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self.area, spacing=0))
        desk.changed.connect(self.refresh)
        desk.viewed.connect(self.refresh)
        desk.made.connect(lambda made: self.refresh() if made.wish.board == desk.canvas.active else None)
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Other layers: other fields; the same: their values."""
        state = self._desk.session.state
        names = tuple(n for n in state.selection if self._layer(n) is not None)
        kind = "|".join(sorted({str(type(self._layer(n)).__name__) for n in names}))
        row_ = self._desk.current_row
        shown = (
            (kind, self._desk.kit.id)
            if names
            else (row_.key if row_ else "", self._desk.canvas.active, state.cells)
        )
        if names != self.names or shown != self._kind:
            self.names, self._kind = names, shown
            self._rebuild()
        self._values()

    def _layer(self, name: str) -> LayerBase | None:
        board = self._desk.canvas.current
        if board is not None and board.built is not None and name in board.built.layers:
            return board.built.layers[name]
        try:
            return find(self._desk.session.state.template, name)[0]
        except DesignError:
            return None

    def _rebuild(self) -> None:
        clear(self._rows)
        self._fields = {}
        layers = [layer for n in self.names if (layer := self._layer(n)) is not None]
        if not layers:
            self._board()
            self._rows.addStretch(1)
            return
        title = shown_name(layers[0].name) if len(layers) == 1 else tr("{count} layers", count=len(layers))
        self._rows.addLayout(row(label(title, "title"), None, label(tr(_kind(layers[0])), "quiet")))
        self._alignment()
        self._place()
        first = layers[0]
        same = all(type(layer) is type(first) for layer in layers)
        if same and isinstance(first, TextLayer):
            self._text()
        if same and isinstance(first, ImageLayer):
            self._picture(first)
        if same and isinstance(first, StackLayer):
            self._more(first, "Stack", ("direction", "gap", "padding", "align", "justify", "wrap"))
        if all(hasattr(layer, "fill") for layer in layers):
            section = self._section("Fill")
            section.add(
                self._field("fill", PaintField(self._desk, lambda v, live: self.set("fill", v, live=live)))
            )
        if same and isinstance(first, ShapeLayer | StackLayer):
            section = self._section("Stroke")
            section.add(
                self._field(
                    "stroke.fill",
                    PaintField(self._desk, lambda v, live: self.set("stroke.fill", v, live=live)),
                    tr("Colour"),
                )
            )
            section.add(self._field("stroke.width", self._number("stroke.width", unit="px"), tr("Width")))
        self._look()
        if same:
            self._more(first, "More", tuple(f for f in first.__struct_fields__ if f not in _HIDDEN))
        self._rows.addStretch(1)

    def _board(self) -> None:
        board = self._desk.canvas.current
        template = self._desk.session.state.template
        name = template.name.get(self._desk.language) or next(iter(template.name.values()))
        self._rows.addWidget(label(name, "title"))
        if board is not None:
            self._rows.addWidget(label(f"{board.title} · {board.size.width} × {board.size.height}", "quiet"))
        self._rows.addWidget(
            label(
                tr("Click a layer to edit it. What you change here lands where “Edits go to” says."),
                "hint",
                wrap=True,
            )
        )
        section = self._section("Slots")
        row_ = self._desk.current_row
        for slot, spec in template.slots.items():
            text = spec.label.get(self._desk.language) or spec.label.get("en") or slot
            value = self._desk.state.row(row_.key, dict(row_.cells)).get(slot, "") if row_ else ""
            if spec.type == "list":
                section.add(
                    row(
                        label(text, "quiet"),
                        None,
                        label(
                            tr("{count} items", count=len(value) if isinstance(value, list | tuple) else 0),
                            "unit",
                        ),
                    )
                )
                continue
            editor = QLineEdit(str(value if value is not None else ""))
            editor.setAccessibleName(text)
            editor.setPlaceholderText(tr("required") if spec.required else tr("empty"))
            editor.setEnabled(row_ is not None)
            editor.setToolTip(spec.help.get(self._desk.language, spec.help.get("en", "")))
            editor.editingFinished.connect(lambda slot=slot, editor=editor: self._cell(slot, editor.text()))
            head = label(text, "quiet")
            head.setFixedWidth(104)
            section.add(row(head, editor))

    def _cell(self, slot: str, text: str) -> None:
        from designer_app.editor.commands import SetCell

        row_ = self._desk.current_row
        if row_ is not None and text != str(
            self._desk.state.row(row_.key, dict(row_.cells)).get(slot, "") or ""
        ):
            self._desk.do(SetCell(row=row_.key, column=slot, text=text))

    def _section(self, title: str) -> Section:
        made = Section(title)
        self._rows.addWidget(made)
        return made

    def _alignment(self) -> None:
        names = (
            ("align-start-vertical", "left", "Align left"), ("align-center-vertical", "centre", "Align centres"),
            ("align-end-vertical", "right", "Align right"), ("align-start-horizontal", "top", "Align top"),
            ("align-center-horizontal", "middle", "Align middles"), ("align-end-horizontal", "bottom", "Align bottom"),
            ("align-horizontal-space-around", "x", "Distribute across"), ("align-vertical-space-around", "y", "Distribute down"),
        )  # fmt: skip
        self._rows.addLayout(
            row(*(tool(i, tr(t), lambda e=e: self._align(e)) for i, e, t in names), None, spacing=2)
        )

    def _place(self) -> None:
        section = self._section("Position and size")
        for pair in (_PLACE[:2], _PLACE[2:]):
            section.add(row(*(self._field(f, self._number(f, key=k)) for f, k in pair), spacing=4))
        section.add(
            row(
                self._field("rotation", self._number("rotation", key="°")),
                self._field("pin_x", self._choice("pin_x")),
                spacing=4,
            )
        )
        section.add(
            row(
                label(tr("Constraint, vertical"), "quiet"),
                self._field("pin_y", self._choice("pin_y")),
                spacing=4,
            )
        )

    def _text(self) -> None:
        section = self._section("Text")
        self._words = _Words()
        self._words.setFixedHeight(76)
        self._words.left.connect(lambda: self.set("text", self._words.toPlainText()))
        section.add(self._field("text", self._words))
        styles = sorted(self._desk.kit.styles)
        style = Choice([(s, shown_name(s)) for s in styles], tr("Type style"))
        style.picked.connect(lambda v: self.set("style", v))
        section.add(self._field("style", style))
        section.add(
            row(
                self._field("size", self._number("size", key="A")),
                self._field("leading", self._number("leading", key="↕", step=0.05)),
                spacing=4,
            )
        )
        section.add(
            row(
                self._field("min_size", self._number("min_size", key="a")),
                self._field("max_lines", self._number("max_lines", key="≡")),
                spacing=4,
            )
        )
        section.add(
            row(
                self._field("tracking", self._number("tracking", key="↔", step=0.005)),
                self._field("case", self._choice("case")),
                spacing=4,
            )
        )
        align = Segments([("left", tr("Left")), ("center", tr("Centre")), ("right", tr("Right"))])
        align.picked.connect(lambda v: self.set("align", v))
        section.add(self._field("align", align))
        valign = Segments([("top", tr("Top")), ("middle", tr("Middle")), ("bottom", tr("Bottom"))])
        valign.picked.connect(lambda v: self.set("valign", v))
        section.add(self._field("valign", valign))

    def _picture(self, layer: ImageLayer) -> None:
        section = self._section("Picture")
        section.add(self._field("source", self._words_field("source")))
        self._more_into(section, layer, ("fit", "focal", "zoom", "grade"))

    def _look(self) -> None:
        section = self._section("Appearance")
        section.add(
            row(
                self._field("opacity", self._number("opacity", key="◐", step=0.01)),
                self._field("blend", self._choice("blend")),
                spacing=4,
            )
        )
        check = QCheckBox(tr("Visible"))
        check.clicked.connect(lambda on: self.set("visible", on))
        section.add(self._field("visible", check))

    def _more(self, layer: LayerBase, title: str, fields: tuple[str, ...]) -> None:
        section = Section(title)
        if self._more_into(section, layer, fields):
            self._rows.addWidget(section)

    def _more_into(self, section: Section, layer: LayerBase, fields: tuple[str, ...]) -> int:
        """Rows made from the record's types: numbers, choices, switches and words."""
        count = 0
        types = {f.name: f.type for f in msgspec.structs.fields(type(layer))}
        for name in fields:
            if name not in types:
                continue
            kind = _plain_type(types[name])
            editor: QWidget | None = None
            if _choices(kind):
                editor = self._choice(name)
            elif kind is bool:
                check = QCheckBox()
                check.clicked.connect(lambda on, name=name: self.set(name, on))
                editor = check
            elif kind in (float, int):
                editor = self._number(name)
            elif kind is str:
                editor = self._words_field(name)
            if editor is not None:
                section.add(self._field(name, editor, tr(_title(name))))
                count += 1
        return count

    # Editors

    def _field(self, name: str, editor: QWidget, text: str = "") -> FieldRow:
        made = FieldRow(self, name, editor, text)
        self._fields[name] = made
        return made

    def _number(self, name: str, key: str = "", unit: str = "", step: float = 1.0) -> NumberField:
        made = NumberField(key, unit, step)
        made.setToolTip(tr(_title(name)))
        made.entered.connect(lambda v: self.set(name, v))
        made.scrubbed.connect(lambda v: self.set(name, v, live=True))
        return made

    def _choice(self, name: str) -> Choice:
        kind = next(
            (
                _plain_type(f.type)
                for f in msgspec.structs.fields(type(self._layer(self.names[0])))
                if f.name == name
            ),
            None,
        )
        made = Choice([(v, tr(_title(v or "none"))) for v in _choices(kind)], tr(_title(name)))
        made.setToolTip(tr(_title(name)))
        made.picked.connect(lambda v: self.set(name, v))
        return made

    def _words_field(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(tr(_title(name)))
        made.editingFinished.connect(lambda: self.set(name, made.text()) if made.isModified() else None)
        return made

    # Values

    def _values(self) -> None:
        board = self._desk.canvas.current
        if not self.names or board is None or board.built is None:
            return
        row_ = self._desk.current_row
        size = board.size
        cell = Cell(
            board.built.size_class, size.id, row_.key if row_ else "", self._desk.kit.id, self._desk.language,
            f"{size.width}x{size.height}",
        )  # fmt: skip
        state = self._desk.session.state
        boxes = {t.layer: t.box for t in reversed(board.built.targets)}
        for name, field in self._fields.items():
            try:
                sources = chain(state.template, state.rows, self.names[0], name, cell)
            except DesignError:
                continue
            field.show_source(sources, self._desk.scope)
            values = [self._value(layer, name) for n in self.names if (layer := self._layer(n)) is not None]
            mixed = any(v != values[0] for v in values[1:])
            value = values[0] if values else None
            box = boxes.get(self.names[0])
            if name in ("x", "y", "w", "h") and box is not None and value is None and not mixed:
                value = {"x": box.x0, "y": box.y0, "w": box.width, "h": box.height}[name]
            elif name in ("x", "y", "w", "h") and isinstance(value, str) and box is not None:
                field.editor.setToolTip(value)
                value = {"x": box.x0, "y": box.y0, "w": box.width, "h": box.height}[name]
            self._show(field.editor, value, mixed)

    def _value(self, layer: LayerBase, name: str) -> Any:
        if "." in name:
            return field_value(layer, name)
        return getattr(layer, name, None)

    def _show(self, editor: QWidget, value: Any, mixed: bool) -> None:
        if isinstance(editor, NumberField):
            shown = tr("Mixed") if mixed else ""
            editor.set_value(
                None if mixed else value if isinstance(value, int | float | str) else None, shown
            )
        elif isinstance(editor, Choice):
            editor.set_value("" if mixed else str(value))
        elif isinstance(editor, Segments):
            editor.set_value(str(value))
        elif isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, PaintField):
            editor.show_value(None if mixed else value, mixed)
        elif isinstance(editor, QLineEdit) and not editor.hasFocus():
            editor.setText(tr("Mixed") if mixed else str(value if value is not None else ""))
            editor.setModified(False)
        elif isinstance(editor, _Words) and not editor.hasFocus():
            editor.show_text(tr("Mixed") if mixed else str(value or ""))

    # Commands

    def set(self, name: str, value: Any, *, live: bool = False) -> None:
        """Give all selected layers a value, at the scope of the switch."""
        if not self.names:
            return
        board = self._desk.canvas.current
        fields: dict[str, Any] = {name: value}
        if (
            name in ("x", "y", "w", "h")
            and isinstance(value, int | float)
            and board is not None
            and board.built is not None
        ):
            self._box(name, float(value), live)
            return
        if name.startswith("stroke.") and any(
            getattr(self._layer(n), "stroke", None) is None for n in self.names
        ):
            fields = {"stroke": {name.partition(".")[2]: value}}
        self._desk.do(SetFields(layers=self.names, fields=fields, where=self._desk.where, live=live))
        if not live:
            self._desk.session.part()

    def _box(self, name: str, value: float, live: bool) -> None:
        """Place and size go the way of gestures, so that pins stay pins."""
        from designer_app.editor.commands import Resize
        from designer_app.scene.geometry import Box

        board = self._desk.canvas.current
        assert board is not None
        assert board.built is not None
        shown = {t.layer for t in board.built.targets}
        placed = board.built.placed(tuple(n for n in self.names if n in shown))
        boxes = []
        for p in placed:
            b = p.box
            match name:
                case "x":
                    b = Box(value, b.y0, value + b.width, b.y1)
                case "y":
                    b = Box(b.x0, value, b.x1, value + b.height)
                case "w":
                    b = Box(b.x0, b.y0, b.x0 + value, b.y1)
                case "h":
                    b = Box(b.x0, b.y0, b.x1, b.y0 + value)
            boxes.append(b)
        self._desk.do(Resize(layers=placed, boxes=tuple(boxes), where=self._desk.where, live=live))

    def revert(self, name: str, source: Source) -> None:
        for layer in self.names:
            self._desk.do(Revert(layer=layer, field=name, where=source.where))

    def to_master(self, name: str, source: Source) -> None:
        for layer in self.names:
            self._desk.do(MoveToMaster(layer=layer, field=name, where=source.where))


class _Words(QPlainTextEdit):
    """A text of several lines that reports when it is left."""

    from PySide6.QtCore import Signal

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Text"))
        self._was = ""

    def show_text(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)
        self._was = text

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._was:
            self._was = self.toPlainText()
            self.left.emit()


def _kind(layer: LayerBase) -> str:
    return {
        "text": "Text",
        "image": "Picture",
        "shape": "Shape",
        "symbol": "Symbol",
        "svg": "Vector",
        "group": "Group",
        "stack": "Stack",
    }.get(str(layer.__struct_config__.tag), "Layer")


def _title(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def _plain_type(kind: Any) -> Any:
    """What of an annotated or optional type an editor is made for."""
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    args = [a for a in get_args(kind) if a is not type(None)]
    if get_origin(kind) is Literal:
        return kind
    if args and get_origin(kind) not in (tuple, dict, list):
        plain = [_plain_type(a) for a in args]
        for wanted in (float, int, bool, str):
            if wanted in plain:
                return wanted
        return plain[0]
    return kind


def _choices(kind: Any) -> tuple[str, ...]:
    return tuple(get_args(kind)) if get_origin(kind) is Literal else ()
