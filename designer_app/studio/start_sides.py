"""The start page's sides: on the left where to go, on the right new documents from a size."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from designer_app.design.sizes import load_sizes
from designer_app.studio import theme
from designer_app.studio.fields import NumberField
from designer_app.studio.floating import Menu
from designer_app.studio.icons import pixmap, product_mark
from designer_app.studio.parts import button, column, label, line, row, tool
from designer_app.studio.start_cards import NavRow, SizeRow
from designer_app.studio.words import plural, text_in, tr

_NEW = (
    ("", (("Square post", "1080x1080"), ("Portrait post", "1080x1350"), ("Story, reel", "1080x1920"), ("Link preview", "1200x628"), ("Community cover", "1590x530"), ("Video cover", "1280x720"))),
    ("Ads", (("Tall banner", "240x400"), ("Medium rectangle", "300x250"), ("Leaderboard", "728x90"))),
    ("Print", (("A4 page", "210x297mm"), ("A4 spread", "420x297mm"))),
)  # fmt: skip
_PLACES = (
    ("templates", "layout-template", "Templates"), ("recent", "clock", "Recent"), ("own", "folder", "Projects"),
    ("kits", "swatch-book", "Brand kits"),
)  # fmt: skip
_WINDOWS = (
    ("batch", "table-2", "Batches"),
    ("catalog", "book-open", "Catalogs"),
    ("chart", "chart-column", "Charts"),
)
_MOST = 20_000  # px of a side


class LeftSide(QWidget):
    """``chosen`` names a place of the page, ``beside`` a window beside it."""

    chosen = Signal(str)
    beside = Signal(str)
    dressed = Signal()
    spoken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("startside")
        self.setFixedWidth(216)
        mark = label("")
        mark.setPixmap(product_mark())
        self.places = {
            key: NavRow(sign, tr(name), lambda key=key: self.chosen.emit(key)) for key, sign, name in _PLACES
        }
        self.windows = {
            key: NavRow(sign, tr(name), lambda key=key: self.beside.emit(key)) for key, sign, name in _WINDOWS
        }
        drop = QFrame()
        drop.setObjectName("drop")
        sign = label("")
        sign.setPixmap(pixmap("import", theme.current().t2, 20))
        head, what = label(tr("Drop a file anywhere")), label("SVG, PSD, XLSX, CSV, JSON", "quiet")
        for part in (sign, head, what):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop.setLayout(column(sign, head, what, spacing=4, margins=(8, 14, 8, 14)))
        foot = row(
            tool("moon", tr("Light or dark theme"), self.dressed.emit), tool("languages", "Русский / English", self.spoken.emit),
            None, spacing=4,
        )  # fmt: skip
        self.setLayout(
            column(
                row(mark, label("Designer", "title"), None, spacing=8, margins=(8, 8, 8, 12)), *self.places.values(),
                _gap(label(tr("Production"), "quiet")), *self.windows.values(), None, _pad(drop), line(), foot,
                spacing=0, margins=(8, 8, 8, 8),
            )
        )  # fmt: skip
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_place(self, name: str) -> None:
        for key, made in self.places.items():
            made.choose(key == name)

    def count(self, name: str, number: int) -> None:
        self.places[name].count.setText(str(number) if number else "")


class RightSide(QWidget):
    """``picked`` is the size of a new document: its id, or its measure."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("startside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(264)
        rows = column(label(tr("New from size"), "title"), spacing=0, margins=(12, 20, 12, 12))
        rows.addSpacing(12)
        for title, sizes in _NEW:
            if title:
                rows.addWidget(_gap(label(tr(title), "quiet")))
            for name, size in sizes:
                rows.addWidget(SizeRow(tr(name), size, lambda size=size: self.picked.emit(size)))
        self._sizes = load_sizes(None)
        self._all = button(
            tr("All {sizes}", sizes=plural(len(self._sizes), "platform size")), self._menu, "ghost", "search"
        )
        rows.addSpacing(8)
        rows.addLayout(row(self._all, None))
        rows.addStretch(1)
        self.width_field, self.height_field = NumberField(tr("W"), "px"), NumberField(tr("H"), "px")
        for field in (self.width_field, self.height_field):
            field.set_value(1080)
        swap = tool("arrow-left-right", tr("Swap width and height"), self._swap)
        rows.addWidget(line())
        rows.addSpacing(12)
        rows.addWidget(label(tr("Custom"), "head"))
        rows.addSpacing(8)
        rows.addLayout(row(self.width_field, self.height_field, swap, spacing=8))
        rows.addSpacing(8)
        rows.addWidget(button(tr("Create blank"), self._custom))
        self.setLayout(rows)

    def _menu(self) -> None:
        menu = Menu(self)
        platforms: dict[str, QMenu] = {}
        for size_id, size in self._sizes.items():
            if size.platform not in platforms:
                platforms[size.platform] = menu.addMenu(size.platform or tr("Other"))
            platforms[size.platform].addAction(
                f"{text_in(size.name, size_id)}   {size.width} × {size.height}",
                lambda size_id=size_id: self.picked.emit(size_id),
            )
        menu.exec(self._all.mapToGlobal(self._all.rect().topLeft()))

    def _swap(self) -> None:
        width, height = self.width_field.text(), self.height_field.text()
        self.width_field.set_value(height)
        self.height_field.set_value(width)

    def _custom(self) -> None:
        try:
            width, height = (
                int(float(f.text().replace(",", "."))) for f in (self.width_field, self.height_field)
            )
        except ValueError:
            return
        if 1 <= width <= _MOST and 1 <= height <= _MOST:
            self.picked.emit(f"{width}x{height}")


def _gap(head: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(head, spacing=0, margins=(8, 14, 8, 6)))
    return made


def _pad(inner: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(inner, spacing=0, margins=(4, 8, 4, 12)))
    return made
