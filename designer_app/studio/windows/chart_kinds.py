"""The chooser of the Chart window: kinds that fit the grid, best first, then the others with what they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QToolButton, QWidget

from designer_app.layers.chart.kinds import kind as kind_of
from designer_app.layers.chart.kinds import names
from designer_app.production.charting import Proposal
from designer_app.studio import theme
from designer_app.studio.floating import Menu
from designer_app.studio.parts import clear, column, drop_down, label, row, upright
from designer_app.studio.windows.chart_signs import sign
from designer_app.studio.windows.chart_words import MIXED, NEEDS
from designer_app.studio.words import language, tr


class KindStrip(QWidget):
    """``picked(kind)`` when a person chose one."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._holder: QHBoxLayout = row(spacing=6, margins=(12, 0, 12, 0))
        inner = QWidget()
        inner.setLayout(self._holder)
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(72)
        self._area.viewport().installEventFilter(self)
        self._all = drop_down(tr("All {count} kinds", count=len(names())), self._menu)
        self.head, self.why = label(tr("Fits this table"), "head"), label("", "quiet")
        self.note = label("", "quiet", wrap=True)
        self._said: list[str] = []
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._shown: tuple[tuple[str, ...], tuple[str, ...]] | None = None  # what fits, what the others need
        self._whys: dict[str, str] = {}
        self.setLayout(
            column(
                row(self.head, self.why, None, self._all, spacing=8, margins=(16, 6, 8, 0)), self._area,
                row(self.note, margins=(16, 0, 16, 10)), spacing=4,
            )
        )  # fmt: skip

    def show_kinds(self, proposals: Sequence[Proposal], chosen: str, shape: str) -> None:
        """Kinds in the order of the proposals; ``chosen`` may be ``auto``: the first. ``shape`` says what the grid is."""
        fitting = [one.kind for one in proposals if one.fits]
        others = [one.kind for one in proposals if not one.fits] or ([] if proposals else list(names()))
        self._whys = {one.kind: one.why_not for one in proposals}
        self.why.setText(shape)
        self.head.setText(tr("Fits this table") if fitting else tr("Twenty kinds"))
        shown = (tuple(fitting), tuple(need_of(name, self._whys.get(name, "")) for name in others))
        if self._shown != shown:
            self._shown = shown
            self._fill(fitting, others)
        actual = chosen if chosen != "auto" else fitting[0] if fitting else ""
        for name, made in self.buttons.items():
            made.setChecked(name == actual)
            made.setIcon(self._sign(name, dim=name in others, chosen=name == actual))
        self.say(actual, others)

    def say(self, actual: str, others: Sequence[str]) -> None:
        """What some that don't fit need; of the chosen one first."""
        first = [actual] if actual in others else []
        told = [
            *first,
            *(
                name
                for name in ("line", "donut", "timeline", "gauge", "funnel")
                if name in others and name != actual
            ),
        ]
        asked = told[:2] if self._whys else []  # of an empty grid all would be said
        self._said = [f"{title_of(name)} {need_of(name, self._whys.get(name, ''))}." for name in asked]
        self._show_note()
        self.note.setProperty("role", "warn" if first else "quiet")
        self.note.style().polish(self.note)

    def _show_note(self) -> None:
        """Both in one line where there is room, else the first, over as many lines as it takes."""
        both = " ".join(self._said)
        fits = self.note.fontMetrics().horizontalAdvance(both) <= self.width() - 2 * 16
        self.note.setText(both if fits else next(iter(self._said), ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel goes along the strip."""
        if isinstance(event, QWheelEvent):
            bar, turn = self._area.horizontalScrollBar(), event.angleDelta()
            bar.setValue(bar.value() - (turn.x() or turn.y()))
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_note()

    def _fill(self, fitting: Sequence[str], others: Sequence[str]) -> None:
        clear(self._holder)
        self.buttons.clear()
        for name in fitting:
            self._holder.addWidget(self._button(name, dim=False))
        if fitting and others:
            self._holder.addWidget(upright())
        for name in others:
            self._holder.addWidget(self._button(name, dim=True))
        self._holder.addStretch()

    def _sign(self, name: str, *, dim: bool, chosen: bool = False) -> QIcon:
        dress = theme.current()
        return QIcon(sign(name, dress.acc if chosen else dress.t3 if dim else dress.t2, dress.line2))

    def _menu(self) -> None:
        """Every kind, those that fit first."""
        menu, dim = Menu(self), False
        for name in self.buttons:
            if self._dim(name) != dim:
                dim = True
                menu.addSeparator()
            said = f"{title_of(name)}\t{need_of(name, self._whys.get(name, ''))}" if dim else title_of(name)
            menu.addAction(self._sign(name, dim=dim), said, lambda name=name: self.picked.emit(name))
        menu.exec(self._all.mapToGlobal(self._all.rect().bottomLeft()))

    def _dim(self, name: str) -> bool:
        return name not in self._shown[0] if self._shown else False

    def _button(self, name: str, *, dim: bool) -> QToolButton:
        dress = theme.current()
        made = QToolButton()
        made.setText(title_of(name))
        made.setIconSize(QSize(28, 22))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setCheckable(True)
        wide = max(76, made.fontMetrics().horizontalAdvance(made.text()) + 20)
        made.setStyleSheet(
            f"QToolButton {{ min-width: {wide}px; min-height: 60px; max-height: 60px; padding-top: 6px;"
            + (f" color: {dress.t3}; }}" if dim else " }")
        )
        made.setToolTip(
            f"{title_of(name)} {need_of(name, self._whys.get(name, ''))}" if dim else title_of(name)
        )
        made.setAccessibleName(title_of(name))
        made.clicked.connect(lambda: self.picked.emit(name))
        self._group.addButton(made)
        self.buttons[name] = made
        return made


def need_of(name: str, why_not: str) -> str:
    """What a kind needs, in the window's language; ``why_not`` is its refusal."""
    return tr(MIXED if why_not.startswith("units ") else NEEDS[name])


def title_of(name: str) -> str:
    """A kind's title in the window's language, short: «Bar», not «Bar chart»."""
    title = kind_of(name).title[language()]
    return title.removesuffix(" chart")
