"""Sizes in this design and pages of it: click one to work on it, add others from all platforms'."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyleOptionViewItem,
    QWidget,
)

from designer_app.design.sizes import size_class
from designer_app.studio import theme
from designer_app.studio.chosen_boards import REFERENCE, board_title
from designer_app.studio.desk import Desk
from designer_app.studio.fault_words import count_on
from designer_app.studio.floating import Menu
from designer_app.studio.layer_names import shown_name
from designer_app.studio.line_row import LineRow, ground
from designer_app.studio.over_bar import under_bar
from designer_app.studio.panels.layer_row import draw_count, draw_tile
from designer_app.studio.parts import column, label, line, row, tool
from designer_app.studio.words import plural, tr

_DATA = Qt.ItemDataRole.UserRole
_NOTE, _COUNT, _MARKS = _DATA + 1, _DATA + 2, _DATA + 3


def plain_list(name: str) -> QListWidget:
    """A list without a frame, its rows drawn by :class:`TwoEnds`."""
    made = under_bar(QListWidget())
    made.setAccessibleName(name)
    made.setFrameShape(QListWidget.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setMouseTracking(True)
    made.setItemDelegate(TwoEnds(made))
    return made


class TwoEnds(LineRow):
    """A row of 28 px: a name at the left; marks, a count of problems and a note at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        rect: QRect = option.rect
        chosen = ground(painter, option)
        inner = rect.adjusted(12, 0, -12, 0)
        painter.setFont(theme.font(12))
        note = str(index.data(_NOTE) or "")
        painter.setPen(dress.colour("tx" if chosen else "t2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
        right = inner.right() - painter.fontMetrics().horizontalAdvance(note) - 6
        right = draw_count(painter, right, rect.top(), int(index.data(_COUNT) or 0))
        for mark in str(index.data(_MARKS) or ""):
            draw_tile(painter, QPoint(right - 14, rect.top() + 7), mark, mark in "SR")
            right -= 20
        painter.setFont(theme.font(12))
        painter.setPen(dress.colour("tx"))
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, right - inner.left() - 4
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)


class SizesPanel(QWidget):
    """The sizes of the wall. ``headed`` = with a line and a head of its own, as below the layers."""

    def __init__(self, desk: Desk, *, headed: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[object, str] | None = None
        self.rows = plain_list(tr("Sizes in this design"))
        self.rows.itemClicked.connect(lambda item: self._go(item.data(_DATA)))
        self.rows.itemActivated.connect(lambda item: self._go(item.data(_DATA)))
        self._add = tool("plus", tr("Add a size"), self._menu, large=False)
        head = row(label(tr("Sizes in this design"), "head"), None, self._add, margins=(12, 8, 12, 4))
        self.setLayout(column(*((line(),) if headed else ()), head, self.rows, spacing=0))
        desk.viewed.connect(self.fill)
        desk.made.connect(lambda made: self.fill() if made.wish.check else None)
        self.fill()

    def fill(self) -> None:
        problems = self._desk.problems()
        special = {board.size.id for board in self._desk.canvas.boards if "S" in board.marks}
        current = self._desk.canvas.current
        chosen = current.size.id if current is not None else ""
        lines = [
            (size.id, board_title(size), f"{size.width} × {size.height}", count_on(problems, size.id), "S" if size.id in special else "")
            for size in self._desk.chosen
        ]  # fmt: skip
        if (lines, chosen) == self._shown:
            return
        self._shown = (lines, chosen)
        self.rows.clear()
        for name, title, note, count, marks in lines:
            item = QListWidgetItem(title)
            item.setData(_DATA, name)
            item.setData(_NOTE, note)
            item.setData(_COUNT, count)
            item.setData(_MARKS, marks)
            item.setToolTip(f"{title}, {note}")
            self.rows.addItem(item)
            if chosen == name:
                self.rows.setCurrentItem(item)

    def _go(self, size: str) -> None:
        board = next((b for b in self._desk.canvas.boards if b.size.id == size), None)
        if board is None:
            mode = self._desk.mode
            self._desk.mode = "wall"
            self._desk.lay_boards()
            self._desk.canvas.active = size
            self._desk.mode = mode
            self._desk.lay_boards()
            return
        self._desk.canvas.active = board.name
        self._desk.canvas.update()
        self._desk.viewed.emit()

    def _menu(self) -> None:
        menu = Menu(self)
        here = {s.id for s in self._desk.chosen}
        classes = self._desk.session.state.template.classes
        for name, size in REFERENCE.items():
            if name in classes and size not in here:
                menu.addAction(
                    f"{tr(name.capitalize())}   {size.replace('x', ' × ')}",
                    lambda size=size: self._toggle(size),
                )
        platforms = menu.addMenu(tr("All platform sizes"))
        by_platform: dict[str, QMenu] = {}
        for size_id, size_ in self._desk.sizes.items():
            if size_class(size_.width, size_.height) not in classes:
                continue
            if size_.platform not in by_platform:
                by_platform[size_.platform] = platforms.addMenu(size_.platform or tr("Other"))
            act = by_platform[size_.platform].addAction(
                f"{size_.name.get('en', size_id)}   {size_.width} × {size_.height}",
                lambda size_id=size_id: self._toggle(size_id),
            )
            act.setCheckable(True)
            act.setChecked(size_id in here)
        menu.addSeparator()
        for size_ in self._desk.chosen:
            if len(self._desk.chosen) > 1:
                menu.addAction(tr("Remove {name}", name=size_.id), lambda size_=size_: self._toggle(size_.id))
        menu.exec(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _toggle(self, size: str) -> None:
        ids = [s.id for s in self._desk.chosen]
        self._desk.set_sizes([i for i in ids if i != size] if size in ids else [*ids, size])


class PagesPanel(QWidget):
    """Pages of the design: a click shows one; a repeated page stands once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows = plain_list(tr("Pages"))
        self.rows.itemClicked.connect(lambda item: self._go(item.data(_DATA)))
        self.rows.itemActivated.connect(lambda item: self._go(item.data(_DATA)))
        side = tool("gallery-horizontal", tr("Pages in a row"), lambda: desk.set_mode("pages"), large=False)
        head = row(label(tr("Pages"), "head"), None, side, margins=(12, 8, 12, 4))
        self.setLayout(column(head, self.rows, spacing=0))
        desk.viewed.connect(self.fill)
        desk.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        board = self._desk.canvas.current
        shown = board.built.page.name if board is not None and board.built is not None else ""
        self.rows.clear()
        for page in self._desk.session.state.template.pages:
            item = QListWidgetItem(tr(shown_name(page.name)))
            item.setData(_DATA, page.name)
            item.setData(_NOTE, plural(len(page.layers), "layer"))
            self.rows.addItem(item)
            if page.name == shown:
                self.rows.setCurrentItem(item)

    def _go(self, name: str) -> None:
        self._desk.set_mode("pages")
        for board in self._desk.canvas.boards:
            if board.built is not None and board.built.page.name == name:
                self._desk.canvas.active = board.name
                break
        self._desk.canvas.update()
        self._desk.viewed.emit()
