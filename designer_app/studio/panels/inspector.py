"""The inspector: fields of the selected layers, made from their records, each with the mark of where its value comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from designer_app.editor.artboard import Artboard
from designer_app.editor.commands import MoveToMaster, Resize, Revert, SetFields, Together
from designer_app.editor.tree import find
from designer_app.editor.where import Source, Where
from designer_app.errors import DesignError
from designer_app.layers.base import LayerBase
from designer_app.layers.group import GroupLayer, Holder, StackLayer
from designer_app.layers.image import ImageLayer
from designer_app.layers.shape import ShapeLayer
from designer_app.layers.text import TextLayer
from designer_app.scene.geometry import Box
from designer_app.studio import theme
from designer_app.studio.desk import Desk
from designer_app.studio.icons import pixmap
from designer_app.studio.layer_names import icon_of, layer_title
from designer_app.studio.over_bar import under_bar
from designer_app.studio.panels.board_form import BoardForm
from designer_app.studio.panels.effects import EffectsSection
from designer_app.studio.panels.field_row import FieldRow
from designer_app.studio.panels.field_values import show_values
from designer_app.studio.panels.landing import Landing
from designer_app.studio.panels.sections import Sections, Words
from designer_app.studio.panels.slot_form import SlotForm
from designer_app.studio.parts import Tabs, clear, column, label, said_name
from designer_app.studio.rendering import Made
from designer_app.studio.words import plural, tr

_LEAST = 48  # px of the selected layer's name beside the tabs


class Inspector(QWidget):
    """Shows the layers selected on the active board, or the board itself where none is."""

    def __init__(self, desk: Desk, align: Callable[[str], None]) -> None:
        super().__init__()
        self.desk = desk
        self._align = align
        self.names: tuple[str, ...] = ()
        self.fields: dict[str, FieldRow] = {}
        self.form: BoardForm | None = None
        self._kind: object = None
        self._tab = "design"
        self.sections = Sections(self)
        self.effects: EffectsSection | None = None
        self._what, self._title = label(""), label("", "hint")
        self._title.setMinimumWidth(1)  # a long name must not make the panel wider
        self.tabs = Tabs(
            [("design", tr("Design")), ("slot", tr("Slot")), ("effects", tr("Effects"))], "design", self._what, self._title
        )  # fmt: skip
        self.tabs.picked.connect(self._turn)
        self._body = QWidget()
        self._rows = column(spacing=0)
        self._body.setLayout(self._rows)
        self.area = under_bar(QScrollArea())
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._body)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self.tabs, self.area, spacing=0))
        desk.changed.connect(self.refresh)
        desk.viewed.connect(self.refresh)
        desk.made.connect(self._made)
        self.refresh()

    def add(self, widget: QWidget) -> None:
        """A further section below the others."""
        self._rows.addWidget(widget)

    @property
    def words(self) -> Words | None:
        """The field with the text of the selected layer, where one is shown."""
        return self.sections.words

    # What is shown

    def refresh(self) -> None:
        """Other layers: other fields; the same: their values."""
        state = self.desk.session.state
        names = tuple(n for n in state.selection if self.layer(n) is not None)
        kinds = "|".join(sorted({str(type(self.layer(n)).__name__) for n in names}))
        row_ = self.desk.current_row
        stroked = any(getattr(self.layer(n), "stroke", None) is not None for n in names)
        shown: object = (
            row_.key if row_ else "",
            self.desk.canvas.active,
            state.cells,
        )
        if names:
            lands = (
                self.desk.scope,
                self.desk.canvas.active,
                tuple(sorted(self.desk.canvas.picked)),
                len(state.template.overrides),
            )
            shown = (kinds, self.desk.kit.id, stroked, lands, shown if self._tab == "slot" else "")
        if names != self.names or (shown, self._tab) != self._kind:
            self.names, self._kind = names, (shown, self._tab)
            self._rebuild()
        show_values(self)
        if self.form is not None:
            self.form.show_checks()

    def _made(self, made: Made) -> None:
        if made.wish.check and self.form is not None:
            self.form.show_checks()
        if made.wish.board != self.desk.canvas.active:
            return
        if self.desk.in_hand is None:
            self.refresh()
        else:  # while one types the fields rest
            self.sections.show_fit()

    def write_into(self, slot: str) -> None:
        """Let a person write into the shown row's cell of a slot."""
        from designer_app.editor.commands import Select

        self.desk.do(Select(layers=()))
        if self.form is not None:
            self.form.write(slot)
            if slot in self.form.editors:
                self.area.ensureWidgetVisible(self.form.editors[slot])

    def _turn(self, tab: str) -> None:
        self._tab = tab
        self.refresh()

    def layer(self, name: str) -> LayerBase | None:
        """A layer as it holds on the active board, else as the master has it."""
        board = self.desk.canvas.current
        if board is not None and board.built is not None and name in board.built.layers:
            return board.built.layers[name]
        try:
            return find(self.desk.session.state.template, name)[0]
        except DesignError:
            return None

    def _rebuild(self) -> None:
        """Other fields. The keyboard stays in the field of the same name; where that is gone it goes to the canvas."""
        focus = QApplication.focusWidget()
        held = focus if focus is not None and self._body.isAncestorOf(focus) else None
        name = said_name(held) if held is not None else ""
        self._fill()
        if held is not None:
            same = [w for w in self._body.findChildren(type(held)) if name and said_name(w) == name]
            (same[-1] if same else self.desk.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        clear(self._rows)
        self.fields, self.form = {}, None
        self.sections = Sections(self)
        self.effects = None
        layers = [layer for n in self.names if (layer := self.layer(n)) is not None]
        self._head(layers)
        if layers:
            self.add(Landing(self.desk, self.names))
        if not layers:
            self.form = BoardForm(self.desk, self._cell)
            self.add(self.form)
        elif self._tab == "design":
            self._design(layers)
        elif self._tab == "slot":
            self.add(SlotForm(self.desk, self.names, layers[0], self._cell, self.set))
        else:
            self._looks(layers)
        self._rows.addStretch(1)

    def _head(self, layers: list[LayerBase]) -> None:
        for tab in ("slot", "effects"):
            self.tabs.buttons[tab].setEnabled(bool(layers))
        sign = "frame" if not layers else icon_of(layers[0]) if len(layers) == 1 else "layers"
        self._what.setPixmap(pixmap(sign, theme.current().t2, 14))
        text = tr("Artboard") if not layers else layer_title(layers[0], self.desk.session.state.template)
        if len(layers) > 1:
            text = plural(len(layers), "layer")
        if self.desk.canvas.picked and layers:
            text = plural(len(self.desk.canvas.edited), "size")
        self._title.setToolTip(text)
        self._elide()

    def _elide(self) -> None:
        """The name in the room that the tabs leave it."""
        heads = sum(made.sizeHint().width() + 12 for made in self.tabs.buttons.values())
        room = max(_LEAST, self.width() - heads - 14 - 12 - 2 * 12)
        text = self._title.toolTip()
        self._title.setText(self._title.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _design(self, layers: list[LayerBase]) -> None:
        first, build = layers[0], self.sections
        same = all(type(layer) is type(first) for layer in layers)
        build.alignment(self._align)
        build.place()
        build.constraints()
        if same and isinstance(first, TextLayer):
            build.text()
            build.fitting()
        if same and isinstance(first, ImageLayer):
            build.picture(first)
        if same and isinstance(first, StackLayer):
            build.more(first, "Stack", ("direction", "gap", "padding", "align", "justify", "wrap"))
        if all(hasattr(layer, "fill") and not _mere_group(layer) for layer in layers):
            build.fill()
        if same and isinstance(first, ShapeLayer | Holder) and not _mere_group(first):
            build.stroke(first.stroke is not None)
        if same:
            build.rest(first)

    def _looks(self, layers: list[LayerBase]) -> None:
        self.sections.layer()
        if len(layers) == 1:
            self.effects = EffectsSection(self.desk, lambda effects: self.set("effects", effects))
            self.add(self.effects)
        else:
            self.add(label(tr("Select one layer to see its effects."), "hint", wrap=True))

    def _cell(self, slot: str, text: str) -> None:
        from designer_app.editor.commands import SetCell

        row_ = self.desk.current_row
        if row_ is not None and text != str(self.desk.state.row(row_.key, row_.cells).get(slot, "") or ""):
            self.desk.do(SetCell(row=row_.key, column=slot, text=text))

    # Commands

    def set(self, name: str, value: Any, *, live: bool = False) -> None:
        """Give all selected layers a value, at the scope of the switch."""
        if not self.names:
            return
        board = self.desk.canvas.current
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
            getattr(self.layer(n), "stroke", None) is None for n in self.names
        ):
            fields = {"stroke": {name.partition(".")[2]: value}}
        self.desk.do(SetFields(layers=self.names, fields=fields, where=self.desk.where, live=live))
        if not live:
            self.desk.session.part()

    def preview(self, name: str, value: Any) -> None:
        """Show a value without keeping it; None = as it is."""
        if value is None or not self.names:
            self.desk.try_out(None)
        else:
            command = SetFields(layers=self.names, fields={name: value}, where=self.desk.where)
            self.desk.try_out(command, quick=True)

    def _box(self, name: str, value: float, live: bool) -> None:
        """Place and size go the way of gestures, so that pins stay pins; the value holds on every board edited."""
        desk = self.desk
        commands = []
        for board in desk.canvas.edited if desk.scope in ("class", "size") else [desk.canvas.current]:
            if board is not None and board.built is not None:
                where = board.built.where(desk.scope) if desk.canvas.picked else desk.where
                commands.append(self._resized(board.built, name, value, where, live))
        unlike = list({command.where: command for command in reversed(commands)}.values())
        desk.do(unlike[0] if len(unlike) == 1 else Together(commands=tuple(unlike), named="Resize"))

    def _resized(self, built: Artboard, name: str, value: float, where: Where, live: bool) -> Resize:
        """The selected layers of one board with one side at a value."""
        shown = {t.layer for t in built.targets}
        placed = built.placed(tuple(n for n in self.names if n in shown), where)
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
        return Resize(layers=placed, boxes=tuple(boxes), where=where, live=live)

    def revert(self, name: str, source: Source) -> None:
        for layer in self.names:
            self.desk.do(Revert(layer=layer, field=name, where=source.where))

    def to_master(self, name: str, source: Source) -> None:
        for layer in self.names:
            self.desk.do(MoveToMaster(layer=layer, field=name, where=source.where))


def _mere_group(layer: LayerBase) -> bool:
    """A group that is no frame: it has neither ground nor line and cuts nothing."""
    return isinstance(layer, GroupLayer) and not layer.clip and layer.fill is None and layer.stroke is None
