"""The middle of the Catalog window: pages as they lie open, pages by themselves, or the table; above it how they are shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Empty, Segments, button, column, label, line, row, tool, upright
from designer_app.studio.windows.catalog_spreads import Spreads
from designer_app.studio.windows.catalog_table import ProductTable
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.words import percent_text, tr

_VIEWS = {"spreads": "Spreads", "pages": "Pages", "table": "Table"}


class CatalogMiddle(QWidget):
    """``ask_table`` opens a table where there is none."""

    def __init__(self, thumbs: Thumbs, ask_table: Callable[[], object]) -> None:
        super().__init__()
        self.spreads, self.table = Spreads(thumbs), under_bar(ProductTable())
        self._laid = False  # whether there are pages to show
        self._views = Segments([(name, tr(word)) for name, word in _VIEWS.items()], "spreads")
        self._views.picked.connect(self.turn)
        marks = QCheckBox(tr("Marks of changes"))
        marks.setChecked(True)
        marks.toggled.connect(self.spreads.set_marks)
        edges = QCheckBox(tr("Trim and margins"))
        edges.setToolTip(tr("What is printed beyond the cut, where it is cut, and the margins"))
        edges.toggled.connect(self.spreads.set_edges)
        zoom = label("", "quiet")
        self.spreads.zoomed.connect(lambda scale: zoom.setText(percent_text(scale)))
        self._of_pages: list[QWidget] = [
            marks, edges, upright(), tool("zoom-out", tr("Smaller"), lambda: self.spreads.zoom(-1)), zoom,
            tool("zoom-in", tr("Larger"), lambda: self.spreads.zoom(1)),
        ]  # fmt: skip
        tools = QWidget()
        tools.setObjectName("headroom")
        tools.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tools.setFixedHeight(44)
        tools.setLayout(row(self._views, None, *self._of_pages, spacing=8, margins=(12, 0, 8, 0)))
        self._open = button(tr("Open a table"), ask_table, "primary")
        self.fault = Empty("book-open", "", "", self._open)
        self._pages = QStackedWidget()
        for page in (self.spreads, self.table, self.fault):
            self._pages.addWidget(page)
        self.setLayout(column(tools, line(), self._pages, spacing=0))

    def turn(self, view: str = "") -> None:
        """Spreads, pages by themselves, or the table; "" = as it was."""
        view = view or next(name for name, made in self._views.buttons.items() if made.isChecked())
        self._views.set_value(view)
        if self._laid:
            self.spreads.set_single(view == "pages")
            self._pages.setCurrentWidget(self.table if view == "table" else self.spreads)
            for widget in self._of_pages:
                widget.setVisible(view != "table")

    def show_laid(self) -> None:
        """There are pages."""
        self._laid = True
        self.turn()

    def show_fault(self, title: str, how: str, *, table: bool) -> None:
        """Why there are none; ``table``: one has to be opened first."""
        self._laid = self._laid and not table
        self.fault.title.setText(title)
        self.fault.how.setText(how)
        self._open.setVisible(table)
        self._pages.setCurrentWidget(self.fault)

    @property
    def settled(self) -> bool:
        return self._pages.currentWidget() is not self.spreads or self.spreads.settled
