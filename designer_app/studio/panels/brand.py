"""The kit: swap it live; roles and swatches, type styles set in their own type, logos on their grounds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, kit_names
from designer_app.editor.replacing import in_use
from designer_app.layers.base import TypeStyle
from designer_app.scene.colour import Colour
from designer_app.studio import theme
from designer_app.studio.desk import Desk
from designer_app.studio.fields import Choice
from designer_app.studio.layer_names import shown_name
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Elided, Section, button, clear, column, label, row
from designer_app.studio.samples import describe, logo_on, sample
from designer_app.studio.status import kit_swatches, kit_title
from designer_app.studio.swatches import ROLES, colour_title, swatch
from designer_app.studio.token_popup import TokenPopup, token_of
from designer_app.studio.words import number_text, tr

_GROUNDS = ("light", "dark", "accent")  # on which logos are shown
_LOGO = (88, 52)  # px


class BrandPanel(QScrollArea):
    """A click on a colour fills the selected layers, on a style sets their text in it, on a logo places it."""

    def __init__(self, desk: Desk, swap: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._swap = desk, swap
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        under_bar(self)
        body = QWidget()
        self._rows = column(spacing=0)
        body.setLayout(self._rows)
        self.setWidget(body)
        desk.viewed.connect(self.fill)
        desk.changed.connect(self.fill)
        self._shown = ""
        self._uses: dict[str, QLabel] = {}  # by colour or type style: how often the document names it
        self._counted: object = None

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.fill()

    def fill(self) -> None:
        if self.isVisible():
            kit = self._desk.kit
            if self._shown != kit.digest:
                self._shown, self._counted = kit.digest, None
                self._build(kit)
            self._count()

    def _count(self) -> None:
        state = self._desk.session.state
        if self._counted != state.content:
            self._counted = state.content
            found = in_use(state, "colour") | in_use(state, "style")
            for name, shown in self._uses.items():
                shown.setText(str(found.get(name, "")))

    def _build(self, kit: Kit) -> None:
        clear(self._rows)
        self._uses.clear()
        choice = Choice([(name, kit_title(find_kit(name))) for name in self._desk.kits], tr("Brand kit"))
        for at, name in enumerate(self._desk.kits):
            choice.setItemIcon(at, kit_swatches(find_kit(name)))
        choice.setIconSize(QSize(48, 14))
        choice.set_value(self._desk.kit_name)
        choice.setMinimumWidth(176)
        choice.picked.connect(self._desk.set_kit)
        choice.rested.connect(self._desk.peek_kit)
        self._rows.addLayout(row(label(tr("Brand"), "head"), None, choice, margins=(12, 6, 12, 6)))
        if len(kit_names()) > 1:
            compare = button(tr("Before and after…"), self._swap, "row", "arrow-left-right")
            compare.setToolTip(tr("See the design in another kit beside this one, then swap"))
            self._rows.addLayout(row(compare, None, margins=(12, 0, 12, 10)))
        scheme = "light" if "light" in kit.schemes else next(iter(kit.schemes), "light")
        uses = label(tr("uses"), "hint")
        uses.setContentsMargins(0, 0, 4, 0)  # ends where the numbers do
        roles = Section("Roles", uses)
        roles.add(self._colours([n for n in ROLES if n in kit.schemes.get(scheme, {})], scheme))
        swatches = Section("Swatches")
        swatches.add(self._colours(sorted(n for n in kit.palette if "." not in n), scheme))
        styles = Section("Type styles")
        for name, style in sorted(kit.styles.items()):
            styles.add(self._style(name, style))
        logos = Section("Logos")
        logos.add(self._logos(kit))
        for section in (roles, swatches, styles, logos):
            self._rows.addWidget(section)
        self._rows.addStretch(1)

    def _colours(self, names: list[str], scheme: str) -> QWidget:
        holder = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        for number, name in enumerate(names):
            found = self._desk.kit.colour(name, scheme)
            grid.addWidget(self._colour(name, found, scheme), number // 2, number % 2)
        for at in (0, 1):
            grid.setColumnStretch(at, 1)
        holder.setLayout(grid)
        return holder

    def _colour(self, name: str, found: Colour, scheme: str) -> QPushButton:
        made = QPushButton()
        made.setProperty("kind", "swatch")
        code = "#" + "".join(f"{v:02X}" for v in found[:3])
        patch = label("")
        patch.setPixmap(swatch(found, 28))
        title = colour_title(name)
        words = column(Elided(title), label(code, "unit"), spacing=0)
        inner = row(patch, spacing=8, margins=(0, 2, 8, 2))
        inner.addLayout(words, 1)
        inner.addWidget(self._counter(name))
        made.setLayout(inner)
        made.setAccessibleName(f"{title} {code}")
        made.setToolTip(
            f"<b>{title}</b>  {name if title != name else code}<br>{tr('Fill the selected layers with it')}"
        )
        made.clicked.connect(lambda: self._fill(name))
        token = token_of(self._desk.kit, name, scheme)
        if token:
            made.setToolTip(f"{made.toolTip()}<br>{tr('Right click changes it in the kit')}")
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(lambda _: self._change(made, name, token, scheme))
        for part in made.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _counter(self, name: str) -> QLabel:
        made = self._uses[name] = label("", "hint")
        return made

    def _change(self, near: QWidget, name: str, token: str, scheme: str) -> None:
        self.popup = TokenPopup(self._desk, name, token, scheme)
        self.popup.stand_below(near)

    def _style(self, name: str, style: TypeStyle) -> QPushButton:
        made = QPushButton()
        made.setProperty("kind", "swatch")
        drawn = label("")
        drawn.setPixmap(sample(self._desk.kit, style, "Ag", theme.current().tx, 44, 32))
        drawn.setFixedWidth(44)
        leading = number_text(style.leading, 2).rstrip("0").rstrip(".,")
        note = f"{describe(self._desk.kit, style)} · {tr('leading {value}', value=leading)}"
        inner = row(drawn, spacing=8, margins=(0, 2, 8, 2))
        inner.addLayout(column(label(tr(shown_name(name)), "name"), label(note, "unit"), spacing=0), 1)
        inner.addWidget(self._counter(name))
        made.setLayout(inner)
        made.setAccessibleName(tr(shown_name(name)))
        made.setToolTip(tr("Set the selected texts in it"))
        made.clicked.connect(lambda: self._set_style(name))
        for part in made.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _logos(self, kit: Kit) -> QWidget:
        holder = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setSpacing(8)
        schemes = [scheme for scheme in _GROUNDS if scheme in kit.schemes] or list(kit.schemes)[:1]
        for number, (name, scheme) in enumerate((n, s) for n in kit.file.logos for s in schemes):
            made = QPushButton()
            made.setProperty("kind", "logo")
            made.setIcon(QIcon(logo_on(kit, name, scheme, *_LOGO)))
            made.setIconSize(QSize(*_LOGO))
            made.setFixedSize(*_LOGO)
            made.setToolTip(f"<b>{name}</b><br>{tr('Place it on the artboard')}")
            made.setAccessibleName(f"{name}, {scheme}")
            made.clicked.connect(lambda _=False, name=name: self._logo(name))
            grid.addWidget(made, number // len(schemes), number % len(schemes))
        grid.setColumnStretch(len(schemes), 1)
        holder.setLayout(grid)
        return holder

    def _set_style(self, name: str) -> None:
        from designer_app.editor.commands import SetFields
        from designer_app.editor.tree import find
        from designer_app.layers.text import TextLayer

        state = self._desk.session.state
        texts = tuple(n for n in state.selection if isinstance(find(state.template, n)[0], TextLayer))
        if texts:
            self._desk.do(SetFields(layers=texts, fields={"style": name}, where=self._desk.where))
        else:
            self._desk.tell(tr("Select a text first"))

    def _fill(self, name: str) -> None:
        from designer_app.editor.commands import SetFields

        names = self._desk.session.state.selection
        if names:
            self._desk.do(SetFields(layers=names, fields={"fill": name}, where=self._desk.where))
        else:
            self._desk.tell(tr("Select a layer first"))

    def _logo(self, name: str) -> None:
        from designer_app.editor.commands import Insert

        board = self._desk.canvas.current
        if board is not None and board.built is not None:
            data = {
                "kind": "svg",
                "name": "logo",
                "source": f"logo:{name}",
                "x": "M",
                "y": "M",
                "h": "0.06*S",
            }
            self._desk.do(Insert(layers=(data,), page=board.built.page.name))
