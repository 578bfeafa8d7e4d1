"""The sections of the inspector: which fields of a record stand where; all beyond these is made from the record's types."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from designer_app.layers.base import LayerBase
from designer_app.studio import theme
from designer_app.studio.fields import BoundLine, Choice, NumberField
from designer_app.studio.layer_names import shown_name
from designer_app.studio.panels.constraint import ConstraintBox
from designer_app.studio.panels.contrast_line import ContrastLine
from designer_app.studio.panels.field_row import FieldRow, field_title, value_title
from designer_app.studio.panels.fit_line import FitLine
from designer_app.studio.panels.paint_field import PaintField
from designer_app.studio.parts import Section, Segments, column, label, row, tool
from designer_app.studio.samples import describe, sample
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.panels.inspector import Inspector

_TEXT = ("style", "size", "min_size", "max_lines", "leading", "tracking", "case", "align", "valign")
_HIDDEN = {
    "name", "layers", "x", "y", "w", "h", "right", "bottom", "cx", "cy", "rotation", "opacity", "blend", "visible", "lock",
    "fill", "text", "runs", "source", "pin_x", "pin_y", "grid", "note", "alt", "link", "effects", "stroke", "overrides",
    *_TEXT,
}  # fmt: skip


class Sections:
    """Builds sections for an inspector; each editor tells the inspector what was set."""

    def __init__(self, inspector: Inspector) -> None:
        self._inspector = inspector
        self._desk = inspector.desk
        self.words: Words | None = None
        self.constraint: ConstraintBox | None = None
        self.contrast: ContrastLine | None = None
        self.fit: FitLine | None = None
        self.font: QLabel | None = None
        self.said: QLabel | None = None  # what the slots of the text hold in the row that is shown

    def _section(self, title: str, *actions: QWidget, folded: bool = False) -> Section:
        made = Section(title, *actions, folded=folded)
        self._inspector.add(made)
        return made

    def alignment(self, align: Callable[[str], None]) -> None:
        names = (
            ("align-start-vertical", "left", "Align left"), ("align-center-vertical", "centre", "Align centres"),
            ("align-end-vertical", "right", "Align right"), ("align-start-horizontal", "top", "Align top"),
            ("align-center-horizontal", "middle", "Align middles"), ("align-end-horizontal", "bottom", "Align bottom"),
            ("align-horizontal-space-around", "x", "Distribute across"), ("align-vertical-space-around", "y", "Distribute down"),
        )  # fmt: skip
        tools = [tool(i, tr(t), lambda e=e: align(e)) for i, e, t in names]
        parts: list[QWidget | None] = []
        for made in tools:
            parts += [made, None]
        holder = QWidget()
        holder.setLayout(row(*parts[:-1], spacing=0, margins=(8, 6, 8, 6)))
        self._inspector.add(holder)

    def place(self) -> None:
        flips = [
            tool(icon, tr(title), lambda name=name: self._act(name), large=False)
            for icon, title, name in (
                ("flip-horizontal-2", "Flip across", "flip-x"), ("flip-vertical-2", "Flip upside down", "flip-y"),
            )
        ]  # fmt: skip
        section = self._section("Position and size", *flips)
        for pair in ((("x", "X"), ("y", "Y")), (("w", tr("W")), ("h", tr("H")))):
            section.add(row(*(self.field(f, self.number(f, key=k)) for f, k in pair), spacing=4))
        turn = self.field("rotation", self.number("rotation", key="rotate-cw", unit="°"))
        section.add(
            row(turn, self.field("opacity", self.number("opacity", key="◐", unit="%", factor=100)), spacing=4)
        )

    def _act(self, name: str) -> None:
        """An action of the window, by name."""
        actions = getattr(self._inspector.window(), "actions_table", {})
        if name in actions:
            actions[name].run()

    def constraints(self) -> None:
        section = self._section("Constraints")
        self.constraint = ConstraintBox(lambda name, value: self._inspector.set(name, value))
        pins = column(
            self.field("pin_x", self.choice("pin_x")), self.field("pin_y", self.choice("pin_y")), spacing=4
        )
        holder = row(self.constraint, spacing=12)
        holder.addLayout(pins, 1)
        section.add(holder)

    def text(self) -> None:
        kit = self._desk.kit
        section = self._section("Text")
        self.words = Words()
        self.words.setFixedHeight(64)
        self.words.left.connect(
            lambda: self._inspector.set("text", self.words.toPlainText() if self.words else "")
        )
        Chips(self.words.document())
        section.add(self.field("text", self.words))
        self.said = label("", "unit", wrap=True)
        self.said.setContentsMargins(8, 0, 20, 2)
        section.add(self.said)
        style = Choice([(s, tr(shown_name(s))) for s in sorted(kit.styles)], tr("Type style"))
        style.setIconSize(QSize(26, 16))
        for at, name in enumerate(sorted(kit.styles)):
            style.setItemIcon(at, sample(kit, kit.styles[name], "Ag", theme.current().tx, 26, 16))
        style.picked.connect(lambda v: self._inspector.set("style", v))
        style.rested.connect(lambda v: self._inspector.preview("style", v))
        section.add(self.field("style", style))
        self.font = label("", "unit")
        self.font.setContentsMargins(8, 0, 0, 4)
        section.add(self.font)
        number = self.number
        for left, right in (
            (self.field("size", number("size", key="a-large-small", unit="px")), self.field("leading", number("leading", key="unfold-vertical", step=0.05))),
            (self.field("tracking", number("tracking", key="space", unit="%", step=0.5, factor=100)), self.field("case", self.choice("case"))),
        ):  # fmt: skip
            section.add(row(left, right, spacing=4))
        align = Segments(
            [("left", tr("Left")), ("center", tr("Centre")), ("right", tr("Right"))],
            icons={"left": "align-left", "center": "align-center", "right": "align-right"},
        )
        align.picked.connect(lambda v: self._inspector.set("align", v))
        valign = Segments(
            [("top", tr("Top")), ("middle", tr("Middle")), ("bottom", tr("Bottom"))],
            icons={"top": "arrow-up-to-line", "middle": "fold-vertical", "bottom": "arrow-down-to-line"},
        )
        valign.picked.connect(lambda v: self._inspector.set("valign", v))
        section.add(row(self.field("align", align), self.field("valign", valign), spacing=4))

    def fitting(self) -> None:
        section = self._section("Fitting")
        least = self.field("min_size", self.number("min_size", key="fold-vertical", unit="px"))
        section.add(row(least, self.field("max_lines", self.number("max_lines", key="pilcrow")), spacing=4))
        self.fit = FitLine()
        section.add(self.fit)

    def show_fit(self) -> None:
        """How the engine set the one text that is selected."""
        board, names = self._desk.canvas.current, self._inspector.names
        if self.fit is None:
            return
        if len(names) == 1 and board is not None and board.built is not None:
            self.fit.show_layer(board.built, names[0])
        else:
            self.fit.hide()

    def show_style(self, name: Any) -> None:
        """Which font a type style stands for."""
        style = self._desk.kit.styles.get(str(name))
        if self.font is not None:
            self.font.setText(describe(self._desk.kit, style) if style is not None and style.fonts else "")

    def picture(self, layer: LayerBase) -> None:
        section = self._section("Picture")
        section.add(self.field("source", self.bound("source")))
        self.more_into(section, layer, ("fit", "focal", "zoom", "grade"))

    def fill(self) -> None:
        section = self._section("Fill")
        section.add(self.field("fill", self.paint("fill")))
        self.contrast = ContrastLine()
        section.add(self.contrast)

    def stroke(self, present: bool) -> None:
        add = tool(
            "minus" if present else "plus", tr("Take the stroke away") if present else tr("Add a stroke"),
            lambda: self._inspector.set("stroke", None if present else {"fill": "on-surface", "width": 2}), large=False,
        )  # fmt: skip
        section = self._section("Stroke", add)
        if not present:
            return
        section.add(self.field("stroke.fill", self.paint("stroke.fill")))
        width = self.field("stroke.width", self.number("stroke.width", key="minus", unit="px"))
        align = Choice([(v, tr(v.capitalize())) for v in ("inside", "centre", "outside")], tr("Align"))
        align.picked.connect(lambda v: self._inspector.set("stroke.align", v))
        section.add(row(width, self.field("stroke.align", align), spacing=4))

    def layer(self) -> None:
        section = self._section("Layer")
        section.add(self.field("blend", self.choice("blend"), tr("Blend")))
        check = QCheckBox(tr("Visible"))
        check.clicked.connect(lambda on: self._inspector.set("visible", on))
        check.setFixedHeight(28)
        section.add(self.field("visible", check))

    def more(self, layer: LayerBase, title: str, fields: tuple[str, ...], *, folded: bool = False) -> None:
        section = Section(title, folded=folded and title not in _SEEN)
        _SEEN.add(title)
        if self.more_into(section, layer, fields):
            self._inspector.add(section)
        else:
            section.deleteLater()

    def rest(self, layer: LayerBase) -> None:
        """All fields that no section shows, folded at first."""
        shown = self._inspector.fields
        left = tuple(f for f in layer.__struct_fields__ if f not in _HIDDEN and f not in shown)
        self.more(layer, "More", left, folded=True)

    def more_into(self, section: Section, layer: LayerBase, fields: tuple[str, ...]) -> int:
        """Rows made from the record's types: numbers, choices, switches and words."""
        count = 0
        types = {f.name: f.type for f in msgspec.structs.fields(type(layer))}
        for name in fields:
            if name not in types:
                continue
            kind = _plain_type(types[name])
            editor: QWidget | None = None
            if _choices(kind):
                editor = self.choice(name)
            elif name == "grade":
                editor = self.grade(layer)
            elif kind is bool:
                check = QCheckBox()
                check.setFixedHeight(28)
                check.clicked.connect(lambda on, name=name: self._inspector.set(name, on))
                editor = check
            elif kind in (float, int):
                editor = self.number(name)
            elif kind is str:
                editor = self.line(name)
            if editor is not None:
                section.add(self.field(name, editor, tr(field_title(name))))
                count += 1
        return count

    # Editors

    def field(self, name: str, editor: QWidget, text: str = "") -> FieldRow:
        made = FieldRow(self._inspector, name, editor, text)
        self._inspector.fields[name] = made
        return made

    def number(
        self, name: str, key: str = "", unit: str = "", step: float = 1.0, factor: float = 1.0
    ) -> NumberField:
        made = NumberField(key, unit, step, factor)
        made.setToolTip(tr(field_title(name)))
        made.setAccessibleName(tr(field_title(name)))
        made.entered.connect(lambda v: self._inspector.set(name, v))
        made.scrubbed.connect(lambda v: self._inspector.set(name, v, live=True))
        return made

    def choice(self, name: str) -> Choice:
        record = type(self._inspector.layer(self._inspector.names[0]))
        kind = next((_plain_type(f.type) for f in msgspec.structs.fields(record) if f.name == name), None)
        made = Choice([(v, value_title(name, v)) for v in _choices(kind)], tr(field_title(name)))
        made.setToolTip(tr(field_title(name)))
        made.picked.connect(lambda v: self._inspector.set(name, v))
        made.rested.connect(lambda v: self._inspector.preview(name, v))
        return made

    def grade(self, layer: LayerBase) -> Choice:
        """The kit's treatments of pictures, and what the layer names besides."""
        known = [
            ("", tr("None")),
            *((name, value_title("grade", name)) for name in sorted(self._desk.kit.file.grades)),
        ]
        own = str(getattr(layer, "grade", ""))
        if own not in dict(known):
            known.append((own, own))
        made = Choice(known, tr(field_title("grade")))
        made.picked.connect(lambda v: self._inspector.set("grade", v))
        made.rested.connect(lambda v: self._inspector.preview("grade", v))
        return made

    def paint(self, name: str) -> PaintField:
        inspector = self._inspector
        return PaintField(
            self._desk,
            lambda v, live: inspector.set(name, v, live=live),
            lambda v: inspector.preview(name, v),
        )

    def bound(self, name: str) -> BoundLine:
        made = BoundLine(tr(field_title(name)))
        made.editingFinished.connect(
            lambda: self._inspector.set(name, made.text()) if made.isModified() else None
        )
        return made

    def line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(tr(field_title(name)))
        made.editingFinished.connect(
            lambda: self._inspector.set(name, made.text()) if made.isModified() else None
        )
        return made


_SEEN: set[str] = set()  # sections that begin folded, once


class Chips(QSyntaxHighlighter):
    """``{{ slot }}`` in a text stands out as a chip; its braces step back."""

    def highlightBlock(self, text: str) -> None:
        dress = theme.current()
        chip, braces = QTextCharFormat(), QTextCharFormat()
        for form in (chip, braces):
            form.setBackground(dress.colour("accbg"))
        chip.setForeground(dress.colour("acc"))
        chip.setFontWeight(500)
        braces.setForeground(dress.colour("accbg"))
        braces.setFontPointSize(4)
        for found in _CHIP.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), braces)
            self.setFormat(found.start(1), found.end(1) - found.start(1), chip)


_CHIP = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


class Words(QPlainTextEdit):
    """A text of several lines that reports when it is left."""

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
