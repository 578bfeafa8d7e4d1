"""The Catalog window's table: every row with its page, its state, and what is done with it by hand; the menu of a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem

from designer_app.studio import theme
from designer_app.studio.floating import Menu
from designer_app.studio.icons import icon
from designer_app.studio.windows.catalog_state import Good, Laid, wish_of
from designer_app.studio.windows.catalog_words import state_text
from designer_app.studio.words import tr

if TYPE_CHECKING:
    from designer_app.studio.windows.catalog import CatalogWindow

_KEY = Qt.ItemDataRole.UserRole
_SIZES = (("", "As its importance says"), ("single", "a cell"), ("double", "two cells"), ("page", "a page"))
_MOST = 60  # pages that the menu names


class ProductTable(QTreeWidget):
    """``picked(key)``; ``asked(key, page, at)`` for a product's menu."""

    picked = Signal(str)
    asked = Signal(str, int, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(tr("Table"))
        self.setHeaderLabels(
            [tr("Product"), tr("Section"), tr("Price"), tr("Page"), tr("State"), tr("By hand")]
        )
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 110), (2, 80), (3, 84), (4, 176), (5, 96)):
            self.setColumnWidth(at, width)
        self.currentItemChanged.connect(
            lambda item, _: item is not None and self.picked.emit(item.data(0, _KEY))
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def fill(self, laid: Laid, chosen: str) -> None:
        """All rows; ``chosen`` is the key of the one that is picked."""
        self.blockSignals(True)
        self.clear()
        for good in laid.goods:
            item = QTreeWidgetItem(
                [
                    good.name,
                    good.section,
                    good.price,
                    str(good.page or ""),
                    state_text(good.state),
                    _by_hand(good),
                ]
            )
            item.setData(0, _KEY, good.key)
            item.setToolTip(0, f"{good.name} · {good.key}")
            item.setSizeHint(0, QSize(100, 28))
            if good.pin:
                item.setIcon(5, icon("pin"))
            if good.state != "placed":
                for at in range(6):
                    item.setForeground(at, theme.current().colour("t3"))
            self.addTopLevelItem(item)
            if good.key == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def _menu(self, at: QPoint) -> None:
        item = self.itemAt(at)
        if item is not None:
            self.asked.emit(item.data(0, _KEY), int(item.text(3) or 0), self.viewport().mapToGlobal(at))


def _by_hand(good: Good) -> str:
    if good.pin is not None:
        return tr("page {n}", n=good.pin.page) if good.pin.page else tr("by size")
    return tr("left out") if good.state == "excluded" else ""


def product_menu(window: CatalogWindow, key: str, page: int) -> QMenu:
    """What can be done with a product by hand: pin, size, leave out, ask why."""
    menu = Menu(window)
    wish = wish_of(window.job)
    pin = next((pin for pin in wish.pins if pin.key == key), None)
    if page:
        menu.addAction(icon("pin"), tr("Pin to page {n}", n=page), lambda: window.pin(key, page))
    to = menu.addMenu(tr("Pin to page…"))
    plans = window.laid.draft.plans if window.laid else ()
    for number in [plan.number for plan in plans if plan.kind == "goods"][:_MOST]:
        to.addAction(str(number), lambda number=number: window.pin(key, number))
    sizes = menu.addMenu(tr("Size"))
    for name, word in _SIZES:
        made = sizes.addAction(tr(word), lambda name=name: window.enlarge(key, name))
        made.setCheckable(True)
        made.setChecked((pin.size if pin else "") == name)
    if pin is not None:
        menu.addAction(icon("undo-2"), tr("Take the pin off"), lambda: window.unpin(key))
    menu.addSeparator()
    if key in wish.exclude:
        menu.addAction(icon("plus"), tr("Take it in again"), lambda: window.exclude(key, False))
    else:
        menu.addAction(icon("ban"), tr("Leave it out"), lambda: window.exclude(key))
    menu.addAction(icon("circle-help"), tr("Why here"), lambda: window.explain(key))
    return menu
