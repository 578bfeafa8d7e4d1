"""The data grid of the Chart window: typed into like a sheet, pasted into, rows marked by a flag; names of columns on top."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from designer_app.design.tables import looks_numeric
from designer_app.studio import theme
from designer_app.studio.actions import pressed
from designer_app.studio.icons import icon
from designer_app.studio.windows.chart_state import Grid, grid_of
from designer_app.studio.words import tr

Index = QModelIndex | QPersistentModelIndex
_MEASURED = 60  # rows by which a column takes its width
_SPARE_ROWS, _SPARE_COLUMNS, _LEAST_COLUMNS = 12, 1, 3


class GridModel(QAbstractTableModel):
    """``edited(grid, marked)`` when a person changed something; the last column is the flag of rows."""

    edited = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.grid: Grid = ()
        self.marked: frozenset[int] = frozenset()
        self._numeric: frozenset[int] = frozenset()

    def show_grid(self, grid: Grid, marked: frozenset[int]) -> None:
        self.beginResetModel()
        self.grid, self.marked = grid, marked
        width = len(grid[0]) if grid else 0
        self._numeric = frozenset(
            i for i in range(width) if looks_numeric([line[i] for line in grid[1:] if i < len(line)])
        )
        self.endResetModel()

    @property
    def width(self) -> int:
        """Columns of cells, with one to type into."""
        return max(_LEAST_COLUMNS, (len(self.grid[0]) if self.grid else 0) + _SPARE_COLUMNS)

    def text(self, line: int, column: int) -> str:
        return self.grid[line][column] if line < len(self.grid) and column < len(self.grid[line]) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else max(0, len(self.grid) - 1) + _SPARE_ROWS

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.width + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = index.row() + 1, index.column()
        if column == self.width:
            if role == Qt.ItemDataRole.DecorationRole and line in self.marked:
                return icon("flag", "acc")
            if role == Qt.ItemDataRole.ToolTipRole:
                return tr("Let this row stand out")
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in self._numeric else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and line in self.marked:
            return QColor(theme.current().acc)
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and way == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section in self._numeric else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if way == Qt.Orientation.Vertical:
            return str(section + 1)
        return tr("Mark") if section == self.width else self.text(0, section) or ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        held = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return held if index.column() == self.width else held | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self.text(index.row() + 1, index.column()):
            return False
        self.put(index.row() + 1, index.column(), ((str(value).strip(),),))
        return True

    def put(self, line: int, column: int, block: Grid) -> None:
        """Write a block of cells from one cell on; the grid grows as it must."""
        width = max([len(self.grid[0]) if self.grid else 0, *(column + len(row) for row in block)])
        lines = [list(row) + [""] * (width - len(row)) for row in self.grid]
        lines += [[""] * width for _ in range(line + len(block) - len(lines))]
        for down, row in enumerate(block):
            lines[line + down][column : column + len(row)] = row
        while len(lines) > 1 and not any(lines[-1]):
            lines.pop()
        self.edited.emit(tuple(tuple(row) for row in lines), self.marked)

    def toggle(self, line: int) -> None:
        """Mark a row, or no more."""
        if 0 < line < len(self.grid):
            self.edited.emit(self.grid, self.marked ^ {line})

    def sort_rows(self, column: int) -> None:
        """Rows by a column, the largest first; once more the other way round. Empty cells last."""
        order = list(range(1, len(self.grid)))
        by_number = column in self._numeric

        def key(line: int) -> tuple[bool, float, str]:
            text = self.text(line, column)
            number = _figure(text) if by_number else 0.0
            return (not text, -number, text.casefold())

        wanted = sorted(order, key=key)
        if wanted == order:
            wanted = sorted(order, key=lambda line: (not self.text(line, column), _turned(key(line))))
        marked = frozenset(at for at, line in enumerate(wanted, 1) if line in self.marked)
        self.edited.emit((self.grid[0], *(self.grid[line] for line in wanted)), marked)


def _figure(text: str) -> float:
    bare = "".join(c for c in text.replace(",", ".").replace("−", "-") if c.isdigit() or c in ".-")
    try:
        return float(bare)
    except ValueError:
        return 0.0


def _turned(key: tuple[bool, float, str]) -> tuple[float, tuple[int, ...]]:
    return -key[1], tuple(-ord(letter) for letter in key[2])


class GridView(QTableView):
    """The grid itself. ``pasted(grid)`` when a whole table came in, ``edited(grid, marked)`` for all else."""

    edited = Signal(object, object)
    pasted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cells = GridModel()
        self.cells.edited.connect(self.edited)
        self.setModel(self.cells)
        self.setAccessibleName(tr("Data"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.verticalHeader().setDefaultSectionSize(28)
        self.verticalHeader().setFixedWidth(34)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultSectionSize(96)
        head.setFixedHeight(28)
        head.sectionDoubleClicked.connect(self.rename)
        head.setToolTip(tr("Double click: rename"))
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._clicked)

    def show_grid(self, grid: Grid, marked: frozenset[int]) -> None:
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.cells.show_grid(grid, marked)
        measure = QFontMetrics(theme.font(12))
        for i in range(self.cells.width):
            words = (self.cells.text(line, i) for line in range(min(len(grid), _MEASURED)))
            held = i < len(grid[0]) if grid else True
            wide = max((measure.horizontalAdvance(text) for text in words), default=0) + 26
            self.setColumnWidth(i, max(112 if i == 0 else 78 if held else 48, min(wide, 180)))
        self.setColumnWidth(self.cells.width, 76)
        head = self.horizontalHeader()
        for i in range(self.cells.width):  # a column that once held the flags goes back to its place
            head.moveSection(head.visualIndex(i), i)
        head.moveSection(
            head.visualIndex(self.cells.width), 0
        )  # they stand before the cells, where they are always seen
        if row >= 0:
            self.setCurrentIndex(self.cells.index(row, min(column, self.cells.width)))

    def rename(self, section: int) -> None:
        """A line over the column's head to type its name into."""
        if section >= self.cells.width:
            return
        head = self.horizontalHeader()
        line = QLineEdit(self.cells.text(0, section), head)
        line.setGeometry(head.sectionViewportPosition(section), 0, head.sectionSize(section), head.height())
        line.editingFinished.connect(lambda: self._renamed(line, section))
        line.selectAll()
        line.show()
        line.setFocus()

    def _renamed(self, line: QLineEdit, section: int) -> None:
        text = line.text().strip()
        line.deleteLater()
        if text != self.cells.text(0, section):
            self.cells.put(0, section, ((text,),))

    def paste(self, text: str) -> None:
        """Into an empty grid a whole table, else a block from the current cell on."""
        block = grid_of(text)
        if not block:
            return
        at = self.currentIndex()
        if not any(any(line) for line in self.cells.grid) or (
            at.row() <= 0 and at.column() <= 0 and len(block) > 1
        ):
            self.pasted.emit(block)
        else:
            self.cells.put(at.row() + 1, min(at.column(), self.cells.width - 1), block)

    def copy(self) -> None:
        chosen = self.selectionModel().selection()
        if chosen.isEmpty():
            return
        part = chosen.first()
        lines = [
            "\t".join(self.cells.text(row + 1, column) for column in range(part.left(), part.right() + 1))
            for row in range(part.top(), part.bottom() + 1)
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def wipe(self) -> None:
        """Empty the chosen cells."""
        chosen = self.selectionModel().selection()
        if not chosen.isEmpty():
            part = chosen.first()
            blank = tuple(
                ("",) * (part.right() - part.left() + 1) for _ in range(part.top(), part.bottom() + 1)
            )
            self.cells.put(part.top() + 1, part.left(), blank)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        names = pressed(event)
        if "Ctrl+V" in names:
            self.paste(QGuiApplication.clipboard().text())
        elif "Ctrl+C" in names:
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.wipe()
        elif event.key() == Qt.Key.Key_Space and at.column() == self.cells.width:
            self.cells.toggle(at.row() + 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self.setCurrentIndex(self.cells.index(min(at.row() + 1, self.cells.rowCount() - 1), at.column()))
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == self.cells.width:
            self.cells.toggle(index.row() + 1)
