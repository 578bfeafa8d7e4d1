"""What floats beside a text that is typed in: the bar of looks above its frame, and the card of the slot behind a chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from designer_app.editor.commands import SetFields
from designer_app.editor.tree import find
from designer_app.editor.typing_source import shown_slot
from designer_app.errors import DesignError
from designer_app.layers.base import LayerBase
from designer_app.layers.text import TextLayer
from designer_app.scene.colour import Colour
from designer_app.studio import theme
from designer_app.studio.floating import Menu
from designer_app.studio.icons import icon
from designer_app.studio.layer_names import column_title, shown_name
from designer_app.studio.parts import button, column, label, row, tool, upright
from designer_app.studio.samples import describe, sample
from designer_app.studio.swatches import ROLES, colour_title, swatch
from designer_app.studio.typing_chips import value
from designer_app.studio.words import text_in, tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow
    from designer_app.studio.typing import TypingTool

_GAP = 8  # px to the frame
_LATER = 30  # ms
_LOOKS = {"bold": ("bold", "Bold", "Ctrl B"), "italic": ("italic", "Italic", "Ctrl I"), "underline": ("underline", "Underline", "Ctrl U")}  # fmt: skip


class TypingBar(QFrame):
    """Type style, looks, colour, slots, Done; what they do goes to the selection, else to what is typed next."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__(window.canvas)
        self._window = window
        self.setObjectName("popover")
        self.setAccessibleName(tr("Text"))
        self._style = button("", self._styles, "ghost")
        self._style.setIcon(icon("case-sensitive"))
        self._style.setToolTip(tr("Type style"))
        self._style.setAccessibleName(tr("Type style"))
        self._shown_style = ""
        self._looks: dict[str, QToolButton] = {}
        for name, (drawing, title, keys) in _LOOKS.items():
            self._looks[name] = tool(
                drawing, f"<b>{tr(title)}</b>  {keys}", lambda name=name: self._toggle(name), checkable=True
            )
        self._fill = tool("palette", tr("Colour"), self._colours)
        self._slot = tool("braces", f"<b>{tr('Insert a slot')}</b>  {{{{", self._slots)
        done = button(tr("Done"), lambda: window.gestures.take("select"), "ghost")
        self._rule = upright()
        parts = (self._style, upright(), *self._looks.values(), self._fill, self._rule, self._slot, upright())
        self.setLayout(row(*parts, done, label("Esc", "key"), spacing=4, margins=(6, 5, 8, 5)))
        for part in self.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the caret stays where it is
        self.hide()
        self._later = QTimer(self)  # after the pixels of a keystroke
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self.refresh)
        for signal in (window.gestures.typed, window.desk.made, window.canvas.zoomed):
            signal.connect(self._later.start)
        window.gestures.changed.connect(lambda _: self.refresh())

    @property
    def _tool(self) -> TypingTool | None:
        found = self._window.gestures.typing
        return (
            found
            if found is not None and found.typing is not None and found.typing.carets is not None
            else None
        )

    def refresh(self) -> None:
        """As the caret's look is, beside the frame."""
        text = self._tool
        if text is None or text.typing is None:
            self.hide()
            return
        typing = text.typing
        look, in_cell = typing.look, typing.cell is not None
        for name, made in self._looks.items():
            made.setChecked(bool(getattr(look, name)))
            made.setVisible(
                not in_cell or (name != "underline" and typing.cell is not None and typing.cell.rich)
            )
        for made_ in (self._fill, self._slot, self._rule):
            made_.setVisible(not in_cell)
        layer = self._layer(text.layer)
        style = look.style or (layer.style if isinstance(layer, TextLayer) else "")
        self._shown_style = style
        self._style.setText(f"\u2002{tr(shown_name(style))}")
        self._fill.setIcon(QIcon(swatch(self._colour_of(text.layer, look.fill))))
        self.adjustSize()
        self._place(text)
        self.show()
        self.raise_()

    def _place(self, text: TypingTool) -> None:
        """Above the frame, below it where there is no room, never over the caret's line."""
        frame, caret = text.frame_rect(), text.caret_rect().toAlignedRect()
        canvas = self._window.canvas
        room = canvas.rect_of_view().toRect()
        x = max(room.left() + 8, min(frame.left() - 6, room.right() - self.width() - 8))
        y = frame.top() - self.height() - _GAP
        if y < room.top() + 4:
            y = frame.bottom() + _GAP
            if (
                y + self.height() > room.bottom() - 4
            ):  # the frame fills the canvas: at the edge away from the caret
                y = room.top() + 4
                if QRect(x, y, self.width(), self.height()).intersects(caret.adjusted(-4, -_GAP, 4, _GAP)):
                    y = room.bottom() - self.height() - 56
        self.move(int(x), int(y))

    # What its parts do

    def _toggle(self, name: str) -> None:
        if (text := self._tool) is not None and text.typing is not None:
            text.typing.toggle(name)
            text.show()

    def _styles(self) -> None:
        menu, kit, now = Menu(self), self._window.desk.kit, self._shown_style
        menu.setProperty("samples", "true")
        for name, style in kit.styles.items():
            drawn = QIcon(sample(kit, style, "Ag", theme.current().tx, 28, 20))
            words = f"{tr(shown_name(name))}\t{describe(kit, style)}"
            made = menu.addAction(drawn, words, lambda name=name: self.set_style(name))
            if name == now:
                menu.setActiveAction(made)
        menu.exec(self._style.mapToGlobal(QPoint(0, self._style.height() + 4)))

    def set_style(self, name: str) -> None:
        """Of the selected letters, or of the whole text."""
        text = self._tool
        if text is None or text.typing is None:
            return
        start, end = text.typing.selection
        if text.typing.cell is None and 0 < end - start < len(text.typing.text):
            text.typing.dress("style", name)
            text.show()
        else:
            text.flush()
            desk = self._window.desk
            desk.do(SetFields(layers=(text.layer,), fields={"style": name}, where=desk.where))
            text.show()

    def _colours(self) -> None:
        text = self._tool
        if text is None:
            return
        menu = Menu(self)
        menu.addAction(tr("As the text"), lambda: self.set_fill(""))
        for name in ROLES:
            colour = self._colour_of(text.layer, name)
            if colour is not None:
                menu.addAction(
                    QIcon(swatch(colour)), colour_title(name), lambda name=name: self.set_fill(name)
                )
        menu.exec(self._fill.mapToGlobal(QPoint(0, self._fill.height() + 4)))

    def set_fill(self, name: str) -> None:
        if (text := self._tool) is not None and text.typing is not None:
            text.typing.dress("fill", name)
            text.show()

    def _layer(self, name: str) -> LayerBase:
        """A layer as it holds on the active board."""
        desk = self._window.desk
        board = desk.canvas.current
        held = board.built.layers.get(name) if board is not None and board.built is not None else None
        return held or find(desk.session.state.template, name)[0]

    def _colour_of(self, layer: str, name: str) -> Colour | None:
        """A role or swatch as it is on the active board; "" = the layer's own fill. None: unknown, or no plain colour."""
        desk = self._window.desk
        board = desk.canvas.current
        fill = name or getattr(self._layer(layer), "fill", "")
        if board is None or board.built is None or not isinstance(fill, str):
            return None
        try:
            return desk.kit.colour(fill, board.built.page.scheme)
        except DesignError:
            return None

    def _slots(self) -> None:
        menu = Menu(self)
        for name, slot in self._window.desk.session.state.template.slots.items():
            if slot.type not in ("image", "list"):
                menu.addAction(
                    icon("braces"),
                    f"{text_in(slot.label, name)}\t{tr(slot.type)}",
                    lambda name=name: self.insert(name),
                )
        menu.exec(self._slot.mapToGlobal(QPoint(0, self._slot.height() + 4)))

    def insert(self, name: str) -> None:
        if (text := self._tool) is not None and text.typing is not None:
            text.typing.insert_chip(name)
            text.show()


class ChipCard(QFrame):
    """The slot behind the selected chip: what the row gives, what the longest row gives, into the cell, or plain text."""

    def __init__(self, window: EditorWindow) -> None:
        super().__init__(window.canvas)
        self._window = window
        self.setObjectName("popover")
        self.setMinimumWidth(240)
        self._name, self._type = label("", "head"), label("", "hint")
        self._row, self._given = label("", "hint"), label("")
        self._longest_of, self._longest = label(tr("Longest row gives"), "hint"), label("")
        self._edit = button("", self._cell, "quiet")
        self._plain = button(tr("Make plain text"), self._unbind, "ghost")
        self.setLayout(
            column(
                row(self._name, None, self._type), row(self._row, None, self._given, spacing=12),
                row(self._longest_of, None, self._longest, spacing=12), row(self._edit, self._plain, None),
                spacing=8, margins=(12, 10, 12, 10),
            )
        )  # fmt: skip
        for part in self.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.gestures.typed.connect(self.refresh)
        window.gestures.changed.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        text = self._window.gestures.typing
        typing = text.typing if text is not None else None
        chip = typing.chip if typing is not None and typing.cell is None else None
        name = shown_slot(chip) if text is not None and chip is not None else ""
        slots = self._window.desk.session.state.template.slots
        if text is None or typing is None or chip is None or typing.carets is None or name not in slots:
            self.hide()
            return
        desk = self._window.desk
        self._name.setText(column_title(name, desk.session.state.template))
        self._type.setText(tr(slots[name].type))
        values = [_short(found) for entry in desk.rows if (found := entry.cells.get(name)) not in (None, "")]
        current = desk.current_row
        number = desk.row + 1
        self._row.setText(tr("Row {number} gives", number=number) if current is not None else tr("It shows"))
        self._given.setText(_short(value(typing, chip)))
        longest = max(values, key=len, default="")
        self._longest.setText(longest)
        for part in (self._longest, self._longest_of):
            part.setVisible(bool(longest))
        self._edit.setText(tr("Edit in row {number}", number=number))
        self._edit.setVisible(current is not None)
        self.adjustSize()
        self._place(text)
        self.show()
        self.raise_()

    def _place(self, text: TypingTool) -> None:
        frame = text.frame_rect()
        room = self._window.canvas.rect_of_view().toRect()
        x = max(room.left() + 8, min(frame.left(), room.right() - self.width() - 8))
        y = frame.bottom() + 12
        if y + self.height() > room.bottom() - 8:
            y = max(room.top() + 8, frame.top() - self.height() - 64)
        self.move(int(x), int(y))

    def _cell(self) -> None:
        text = self._window.gestures.typing
        if text is not None and text.typing is not None and (chip := text.typing.chip) is not None:
            self._window.gestures.type_cell(text.layer, shown_slot(chip))

    def _unbind(self) -> None:
        text = self._window.gestures.typing
        if text is not None and text.typing is not None and (chip := text.typing.chip) is not None:
            text.typing.unbind(value(text.typing, chip))
            text.show()


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 32 else text[:31] + "…"
