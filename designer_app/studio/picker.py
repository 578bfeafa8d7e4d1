"""The colour picker: plane, sliders and hex above, the kit's roles and swatches with their contrast on what really lies
behind the layer below. Lists preview under the pointer and commit on a click; Alt-click takes a swatch as the compared ground."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from designer_app.design.kit import Kit
from designer_app.design.matching import CLOSE, nearest
from designer_app.editor.commands import ReplaceColour
from designer_app.errors import DesignError
from designer_app.scene.colour import Colour, contrast, luminance, to_hex
from designer_app.studio.colour_plane import Plane, Slider
from designer_app.studio.desk import Desk
from designer_app.studio.fields import NumberField
from designer_app.studio.floating import Popover
from designer_app.studio.gradient_part import GradientPart
from designer_app.studio.kit_row import KitRow
from designer_app.studio.panels.contrast_line import around, grade_of
from designer_app.studio.parts import Segments, button, column, label, line, row, scrolled, tool
from designer_app.studio.status import kit_title
from designer_app.studio.swatches import ROLES, colour_title
from designer_app.studio.words import number_text, tr

_WIDTH = 300
_REST = 80  # ms that the pointer rests on a row before it is previewed


class Picker(Popover):
    """``change(value, live)``: a role, a swatch or #rrggbb, with ``/NN%`` where it is see-through; None = no colour.
    ``preview(value)`` shows one without keeping it, None = as it was. ``pipette`` takes the eyedropper."""

    def __init__(
        self, desk: Desk, value: object, change: Callable[[object, bool], None],
        preview: Callable[[object], None], pipette: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(None, _WIDTH)
        self._desk, self._change, self._preview = desk, change, preview
        board = desk.canvas.current
        self._scheme = board.built.page.scheme if board is not None and board.built is not None else "light"
        self.kit: Kit = desk.kit
        self.value = value if isinstance(value, str) else ""
        self._given = value
        self.size, self.layer = _layer_of(desk)
        self.ground, self._ground_name = _ground_of(desk, self.kit, self._scheme)
        self.rows: list[KitRow] = []
        self._resting: object = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(lambda: self._preview(self._whole(self._resting)))
        self._build(pipette)
        self.mode = "colour"
        if value is not None and not isinstance(value, str):
            self.set_mode("gradient", tell=False)
        else:
            self._gradient.hide()
            self._take(self.value or "on-surface")

    # What it is made of

    def _build(self, pipette: Callable[[], None]) -> None:
        self.plane = Plane(lambda live: self._moved(live))
        self.hue = Slider(tr("Hue"), lambda live: self._moved(live))
        self.hue.colours = [QColor.fromHsvF(n / 12 % 1.0, 1.0, 1.0) for n in range(13)]
        self.alpha = Slider(tr("Opacity"), lambda live: self._moved(live), chequered=True)
        self.hex = QLineEdit()
        self.hex.setAccessibleName("HEX")
        self.hex.editingFinished.connect(self._typed)
        self.share = NumberField("", "%")
        self.share.setFixedWidth(72)
        self.share.setAccessibleName(tr("Opacity"))
        self.share.entered.connect(self._typed_share)
        self.modes = Segments([("colour", tr("Colour")), ("gradient", tr("Gradient"))], "colour")
        self.modes.picked.connect(lambda mode: self.set_mode(mode))
        self._gradient = GradientPart(
            self.colour, lambda live: self._change(self._gradient.spec, live), self._stop_chosen
        )
        head = row(
            self.modes, None, tool("pipette", tr("Eyedropper"), lambda: (self.close(), pipette())),
            tool("ban", tr("No colour"), lambda: self._give(None)), tool("x", f"<b>{tr('Close')}</b>  Esc", self.close), spacing=2,
        )  # fmt: skip
        above = column(
            self.plane, self.hue, self.alpha, row(label("HEX", "unit"), self.hex, self.share, spacing=8), spacing=8,
            margins=(12, 4, 12, 10),
        )  # fmt: skip
        self._against = label("", "unit")
        title = row(
            label(tr("Kit “{kit}”", kit=kit_title(self.kit)), "head"),
            None,
            self._against,
            margins=(12, 8, 12, 4),
        )
        self._list = column(spacing=0, margins=(4, 0, 4, 4))
        self._fill()
        area = scrolled(self._list)
        area.setFixedHeight(min(7 * 28, 28 * len(self.rows)) + 6)
        self._note = label("", "", wrap=True)
        self._note.setContentsMargins(12, 8, 12, 8)
        self._everywhere = button("", self._replace, "row", "replace-all")
        self._everywhere.setIconSize(QSize(14, 14))
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        top = row(spacing=0, margins=(12, 6, 6, 0))
        top.addLayout(head)
        whole.addLayout(top)
        whole.addWidget(self._gradient)
        whole.addLayout(above)
        whole.addWidget(line())
        whole.addLayout(title)
        whole.addWidget(area)
        whole.addWidget(line())
        whole.addWidget(self._note)
        self._foot = QWidget()
        self._foot.setLayout(column(line(), row(self._everywhere, None, margins=(12, 8, 12, 8)), spacing=0))
        whole.addWidget(self._foot)
        self.setLayout(whole)

    def _fill(self) -> None:
        """Roles first, then the palette, in the kit's order; each colour once under each of its names."""
        roles = [n for n in ROLES if self.colour(n) is not None]
        names = roles + [n for n in self.kit.palette if n not in roles]
        for name in names:
            colour = self.colour(name)
            if colour is not None:
                made = KitRow(
                    name,
                    colour,
                    tr("role") if name in roles else "",
                    self.pick,
                    self.hover,
                    self.compare_with,
                )
                self.rows.append(made)
                self._list.addWidget(made)
        self._compare()

    # Colours

    def colour(self, name: str) -> Colour | None:
        """What a name stands for on this page."""
        try:
            return self.kit.colour(name, self._scheme)
        except DesignError:
            return None

    @property
    def shown(self) -> Colour:
        """The colour of plane and sliders."""
        c = QColor.fromHsvF(self.plane.hue, self.plane.saturation, self.plane.value)
        return c.red(), c.green(), c.blue(), round(self.alpha.at * 255)

    def _take(self, value: str) -> None:
        """Show a colour everywhere."""
        found = self.colour(value) or (0, 0, 0, 255)
        c = QColor(*found[:3])
        hue, saturation, brightness, _ = c.getHsvF()
        if saturation > 0:
            self.plane.hue = max(0.0, hue)
        self.plane.saturation, self.plane.value = saturation, brightness
        self.hue.at, self.alpha.at = self.plane.hue, found[3] / 255
        self._show()

    def _show(self) -> None:
        found = self.shown
        self.alpha.colours = [QColor(*found[:3], 0), QColor(*found[:3], 255)]
        self.plane.ground = self.ground
        self.hex.setText(to_hex(found)[1:7].upper())
        self.share.set_value(round(found[3] / 2.55))
        base = self.value.partition("/")[0]
        for made in self.rows:
            made.show_chosen(made.name == base)
        ratio = contrast(found, self.ground)
        self._note.setText(self._said(ratio))
        match = nearest(self.kit, self._scheme, found, 1)
        raw = self.value.startswith("#") and bool(match)
        self._foot.setVisible(raw)
        if raw:
            self._near = match[0].name
            said = tr("Replace everywhere by “{name}”", name=self._near)
            self._everywhere.setText(said)
            self._everywhere.setToolTip(
                tr("the same") if match[0].far < CLOSE else tr("The nearest of the kit")
            )
        for part in (self.plane, self.hue, self.alpha):
            part.update()
        self.adjustSize()

    def _said(self, ratio: float) -> str:
        """What the contrast means for the layer."""
        said = number_text(ratio, 1)
        if not self.size:
            return tr("{ratio} : 1 on the ground", ratio=said)
        grade, large = grade_of(ratio, self.size)
        if grade == "low":
            return tr("{ratio} : 1 is too little for type of {size} px", ratio=said, size=f"{self.size:.0f}")
        if large and ratio < 4.5:
            return tr(
                "{ratio} : 1 is enough for large type; it is set in {size} px",
                ratio=said,
                size=f"{self.size:.0f}",
            )
        return tr("{ratio} : 1, {grade}", ratio=said, grade=grade)

    def _compare(self) -> None:
        self._against.setText(tr("contrast on {ground}", ground=self._ground_name or tr("the ground")))
        for made in self.rows:
            made.show_contrast(contrast(made.colour, self.ground), self.size)

    def compare_with(self, made: KitRow) -> None:
        """A swatch becomes the ground that all are compared with."""
        self.ground, self._ground_name = made.colour, tr("“{name}”", name=colour_title(made.name))
        self._compare()
        self._show()

    # What a person does

    def _moved(self, live: bool) -> None:
        self.plane.hue = min(0.9999, self.hue.at)
        found = self.shown
        self.value = to_hex(found)[:7] + _share(found[3])
        self._show()
        self._send(live)

    def _send(self, live: bool) -> None:
        """Tell the field: the colour, or the gradient with it."""
        if self.mode == "gradient":
            self._gradient.set_stop(self.value)
        self._change(self._whole(self.value), live)

    def _whole(self, value: object) -> object:
        """What a colour comes to: itself, or the gradient with it at the chosen stop."""
        if self.mode == "gradient" and isinstance(value, str):
            return self._gradient.with_stop(value)
        return value

    def set_mode(self, mode: str, *, tell: bool = True) -> None:
        """One colour, or a gradient that begins with it."""
        self.mode = mode
        self.modes.set_value(mode)
        self._gradient.setVisible(mode == "gradient")
        if mode == "gradient":
            self._gradient.show_spec(self._given if not isinstance(self._given, str) else None, self.value)
            self._stop_chosen()
            if tell:
                self._change(self._gradient.spec, False)
        elif tell:
            self._given = self.value
            self._change(self.value, False)
        self._show()

    def _stop_chosen(self) -> None:
        self.value = self._gradient.stop
        self._take(self.value)

    def _typed(self) -> None:
        text = self.hex.text().strip().lstrip("#")
        wanted = f"#{text}"
        if text and self.colour(wanted) is not None and wanted.lower() != to_hex(self.shown)[:7].lower():
            self.pick(to_hex(self.colour(wanted) or (0, 0, 0, 255))[:7] + _share(round(self.alpha.at * 255)))
        else:
            self._show()

    def _typed_share(self, value: object) -> None:
        if isinstance(value, int | float):
            base = self.value.partition("/")[0] or to_hex(self.shown)[:7]
            self.pick(base + _share(round(min(100.0, max(0.0, value)) * 2.55)))

    def pick(self, value: str) -> None:
        """Take a name or hex; the picker stays open."""
        self._rest.stop()
        self._resting = None
        self._preview(None)
        self.value = value
        self._take(value)
        self._send(False)

    def _give(self, value: object) -> None:
        self.close()
        self._change(value, False)

    def hover(self, name: str) -> None:
        """The pointer is over a row ("" = over none): previewed once it rests."""
        self._resting = name or None
        self._rest.start()

    def _replace(self) -> None:
        """The raw colour, wherever the document names it, by the kit's nearest."""
        raw = self.value.partition("/")[0]
        self.close()
        self._desk.do(ReplaceColour(find=raw, replace=self._near))
        self._desk.session.part()

    def closeEvent(self, event: object) -> None:
        self._rest.stop()
        if self._resting is not None:
            self._preview(None)
        super().closeEvent(event)  # type: ignore[arg-type]

    def show_at(self, widget: QWidget) -> None:
        """Left of a field, beside what is selected."""
        self.stand_beside(widget, self._desk.canvas.selection_on_screen())
        self.hex.setFocus()
        self.hex.selectAll()


def _share(alpha: int) -> str:
    return "" if alpha >= 255 else f"/{round(alpha / 2.55)}%"


def _layer_of(desk: Desk) -> tuple[float, str]:
    """The size of the selected text in px of the output (0 = no text), and its name."""
    board, names = desk.canvas.current, desk.session.state.selection
    if board is None or board.built is None or not names:
        return 0.0, ""
    found = [
        board.built.built.sizes[t.place]
        for t in board.built.targets
        if t.layer == names[0] and t.place in board.built.built.sizes
    ]
    return (float(found[0]) if found else 0.0), names[0]


def _ground_of(desk: Desk, kit: Kit, scheme: str) -> tuple[Colour, str]:
    """What lies around the selected layer, of all its colours the middle one by lightness, and the kit's name for it."""
    board, names = desk.canvas.current, desk.session.state.selection
    seen: list[Colour] = []
    if board is not None and board.built is not None and names:
        box = next((t.box for t in board.built.targets if t.layer == names[0]), None)
        seen = sorted(around(board, box), key=luminance) if box is not None else []
    ground = seen[len(seen) // 2] if seen else kit.colour("surface", scheme)
    match = nearest(kit, scheme, ground, 1)
    return ground, tr("“{name}”", name=colour_title(match[0].name)) if match and match[0].far < CLOSE else ""
