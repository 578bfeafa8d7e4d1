"""The tree of layers: drag to reorder, rename in place, hide, lock, search; badges say what is bound or overridden."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QWidget

from designer_app.design.template import Template
from designer_app.editor.commands import Reorder, Select, SetLock
from designer_app.editor.naming import called
from designer_app.layers.base import LayerBase
from designer_app.layers.group import Holder, Layer
from designer_app.layers.image import ImageLayer
from designer_app.studio.board_cut import cut_from
from designer_app.studio.desk import Desk
from designer_app.studio.fault_words import once
from designer_app.studio.fields import SearchField
from designer_app.studio.layer_names import icon_of, layer_title, shown_name
from designer_app.studio.over_bar import under_bar
from designer_app.studio.panels.layer_row import BADGES, COUNT, KIND, LAYER, NAME, NOTE, PICTURE, THUMB, TITLE
from designer_app.studio.panels.layer_tree import LayerTree
from designer_app.studio.parts import Empty, column, row
from designer_app.studio.start_entries import document_title
from designer_app.studio.visibility import toggle_visible
from designer_app.studio.words import language, plural, tr


class LayersPanel(QWidget):
    """The active artboard, and in it the layers of its page, topmost first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._filling = False
        self._names: tuple[object, ...] | None = None  # of the layers that the tree holds
        self._pictured: object = None  # whose parts stand as pictures in the tree
        self.search = SearchField(tr("Search layers"))
        self.search.textChanged.connect(lambda _: self.fill())
        self.model = QStandardItemModel(self)
        self.tree = under_bar(LayerTree(self))
        self.tree.setModel(self.model)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._picked())
        self.model.itemChanged.connect(self._renamed)
        self.empty = Empty(
            "layers",
            tr("Layers will stand here"),
            tr("Start with a text or a shape, or drop a picture on the canvas."),
        )
        self._finder = QWidget()
        self._finder.setLayout(row(self.search, margins=(8, 8, 8, 4)))
        self._finder.hide()
        self.setLayout(column(self._finder, self.empty, self.tree, spacing=0))
        desk.changed.connect(self.fill)
        desk.viewed.connect(self.fill)
        desk.made.connect(
            lambda made: self.fill() if made.wish.check and made.wish.board == desk.canvas.active else None
        )
        self.fill()

    def find(self) -> None:
        """Show the line to search by, or put it away."""
        self._finder.setVisible(not self._finder.isVisible())
        if self._finder.isVisible():
            self.search.setFocus()
        else:
            self.search.clear()

    def fill(self) -> None:
        """The tree as the document is now; what is folded stays folded."""
        self._filling = True
        state = self._desk.session.state
        board = self._desk.canvas.current
        page = (
            board.built.page.name
            if board is not None and board.built is not None
            else state.template.pages[0].name
        )
        layers = next(
            (p.layers for p in state.template.pages if p.name == page), state.template.pages[0].layers
        )
        marks = self._marks()
        wanted = self.search.text().strip().lower()
        rows = _rows(layers, marks, wanted, state.template)
        names = _names(rows)
        if names != self._names:
            self._names, self._pictured = names, None
            self._rebuild(rows)
        self._renew(self._board, rows)
        self._show_board()
        self._show_pictures()
        self._show_selection()
        self.empty.setVisible(not layers)
        self.tree.setVisible(bool(layers))
        self._filling = False

    def _rebuild(self, rows: tuple[_Row, ...]) -> None:
        before = [self._board, *self._items()] if self.model.rowCount() else []
        folded = {i.data(NAME) for i in before if i.hasChildren() and not self.tree.isExpanded(i.index())}
        scroll = self.tree.verticalScrollBar().value()
        self.model.clear()
        board = QStandardItem()
        board.setData("", NAME)
        board.setData("frame", KIND)
        board.setEditable(False)
        board.setDragEnabled(False)
        self.model.appendRow(board)
        self._add(board, rows)
        for item in (board, *self._items()):
            self.tree.setExpanded(item.index(), item.data(NAME) not in folded)
        self.tree.verticalScrollBar().setValue(scroll)

    def _add(self, parent: QStandardItem, rows: tuple[_Row, ...]) -> None:
        for entry in rows:
            item = QStandardItem()
            item.setData(entry.layer.name, NAME)
            item.setEditable(True)
            item.setDropEnabled(isinstance(entry.layer, Holder))
            parent.appendRow(item)
            self._add(item, entry.inside)

    @property
    def _board(self) -> QStandardItem:
        """The artboard's own row, which holds all others."""
        return self.model.item(0)

    def _show_board(self) -> None:
        """What the artboard is called: the page where there are several; its size where one is edited; its problems."""
        board, template = self._desk.canvas.current, self._desk.session.state.template
        title, note, count = document_title(self._desk.session.folder, template), "", 0
        if board is not None:
            if board.built is not None and len(template.pages) > 1:
                title = tr(shown_name(board.built.page.name))
            if not self._desk.canvas.picked:
                note = f"{board.size.width} × {board.size.height}"
            count = len(once([entry for entry in self._desk.problems() if entry[0] is board]))
        told = [title, *([note] if note else []), *([plural(count, "problem")] if count else [])]
        for role, value in (
            (Qt.ItemDataRole.DisplayRole, title), (NOTE, note), (COUNT, count),
            (Qt.ItemDataRole.ToolTipRole, " · ".join(told)),
        ):  # fmt: skip
            if self._board.data(role) != value:
                self._board.setData(value, role)

    def _renew(self, parent: QStandardItem, rows: tuple[_Row, ...]) -> None:
        """The same layers, changed."""
        for at, entry in enumerate(rows):
            item, layer = parent.child(at), entry.layer
            if item.data(LAYER) is not layer:
                item.setData(layer, LAYER)
                item.setData(icon_of(layer), KIND)
                item.setData(layer_title(layer, self._desk.session.state.template), TITLE)
                item.setToolTip((layer.note if language() == "en" else "") or layer.name)
            if item.text() != item.data(TITLE):  # typed, and not taken
                item.setText(item.data(TITLE))
            if item.data(BADGES) != entry.badges:
                item.setData(entry.badges, BADGES)
            self._renew(item, entry.inside)

    def _show_pictures(self) -> None:
        """Pictures as the board shows them, small, once its pixels are settled."""
        board = self._desk.canvas.current
        if board is None or board.built is None or not self._desk.settled:
            return
        boxes = {t.layer: t.box for t in reversed(board.built.targets)}
        key = board.image.cacheKey() if board.image is not None else 0
        pictured = key, board.image_scale, board.offset, boxes
        if pictured == self._pictured:
            return
        self._pictured = pictured
        for item in self._items():
            if isinstance(item.data(LAYER), ImageLayer):
                box = boxes.get(item.data(NAME))
                cut = cut_from(board, box) if box is not None else None
                item.setData(_small(cut, self.devicePixelRatioF()) if cut is not None else None, PICTURE)

    def _marks(self) -> dict[str, str]:
        """By layer: ! warned, C, S, R overridden for the active board."""
        board = self._desk.canvas.current
        found: dict[str, str] = {}
        if board is None or board.built is None:
            return found
        for finding in board.findings:
            if finding.severity != "note":
                name = finding.place.rpartition(".")[2]
                found[name] = found.get(name, "").replace("!", "") + "!"
        size = board.size
        pixels = f"{size.width}x{size.height}"
        for override in (*self._desk.session.state.template.overrides, *self._desk.session.state.rows):
            mark = ""
            if override.row:
                row_here = self._desk.current_row
                mark = "R" if row_here and override.row == row_here.key else ""
            elif override.size:
                mark = "S" if override.size in (size.id, pixels) else ""
            elif override.size_class == board.built.size_class:
                mark = "C"
            if (
                mark
                and mark not in found.get(override.layer, "")
                and override.kit in ("", *self._desk.kit.names)
            ):
                found[override.layer] = found.get(override.layer, "") + mark
        return found

    def _items(self) -> list[QStandardItem]:
        """The rows of layers."""
        found: list[QStandardItem] = []

        def walk(item: QStandardItem) -> None:
            for at in range(item.rowCount()):
                child = item.child(at)
                found.append(child)
                walk(child)

        walk(self._board)
        return found

    def _show_selection(self) -> None:
        chosen = set(self._desk.session.state.selection)
        model = self.tree.selectionModel()
        self._filling = True
        model.clearSelection()
        for item in self._items() if chosen else [self._board]:
            if not chosen or item.data(NAME) in chosen:
                model.select(item.index(), QItemSelectionModel.SelectionFlag.Select)
                self.tree.scrollTo(item.index())
        self._filling = False

    def _picked(self) -> None:
        if not self._filling:
            picked = self.tree.selectedIndexes()
            names = tuple(name for i in picked if (name := i.data(NAME)))
            self._desk.do(Select(layers=names))
            if len(names) < max(1, len(picked)):  # the artboard is selected alone, and where no layer is
                self._show_selection()

    def _renamed(self, item: QStandardItem) -> None:
        if self._filling:
            return
        if item.text().strip() not in ("", item.data(TITLE)):
            self._desk.do(called(item.data(LAYER), " ".join(item.text().split()), language()))
        self.fill()

    def rename(self) -> None:
        """Edit the name of the selected layer here."""
        chosen = self.tree.selectedIndexes()
        if len(chosen) == 1 and chosen[0].data(LAYER) is not None:
            self.tree.setFocus()
            self.tree.edit(chosen[0])

    def toggle(self, layer: LayerBase, what: str) -> None:
        if what == "eye":
            toggle_visible(self._desk, (layer.name,))
        else:
            self._desk.do(SetLock(layers=(layer.name,), lock="none" if layer.lock != "none" else "all"))

    def dropped(
        self, names: tuple[str, ...], target: QModelIndex, where: QAbstractItemView.DropIndicatorPosition
    ) -> None:
        """Layers were dragged above, below or onto another one; the tree runs from top to bottom."""
        from designer_app.editor.tree import find

        positions = QAbstractItemView.DropIndicatorPosition
        if not target.isValid():
            self._desk.do(Reorder(layers=names, index=0))
            return
        if target.data(LAYER) is None:
            self._desk.do(Reorder(layers=names))
            return
        layer, spot = find(self._desk.session.state.template, target.data(NAME))
        if where == positions.OnItem and isinstance(layer, Holder):
            self._desk.do(Reorder(layers=names, parent=layer.name))
        else:
            index = spot.index + (1 if where == positions.AboveItem else 0)
            self._desk.do(Reorder(layers=names, parent=spot.parent, page=spot.page, index=index))


@dataclass(frozen=True)
class _Row:
    """A layer as the tree shows it."""

    layer: Layer
    badges: str
    inside: tuple[_Row, ...]


def _rows(
    layers: tuple[Layer, ...], marks: dict[str, str], wanted: str, template: Template
) -> tuple[_Row, ...]:
    """Topmost first; only those with the ``wanted`` words, and what holds them."""
    found = []
    for layer in reversed(layers):
        badges = marks.get(layer.name, "")
        text = getattr(layer, "text", "") or getattr(layer, "source", "")
        if "{{" in text or any("{{" in run.text for run in getattr(layer, "runs", ())):
            badges = "{" + badges
        inside = _rows(layer.layers, marks, wanted, template) if isinstance(layer, Holder) else ()
        if not wanted or inside or wanted in layer_title(layer, template).lower() or wanted in text.lower():
            found.append(_Row(layer, badges, inside))
    return tuple(found)


def _names(rows: tuple[_Row, ...]) -> tuple[object, ...]:
    return tuple((row.layer.name, isinstance(row.layer, Holder), _names(row.inside)) for row in rows)


def _small(cut: QImage, ratio: float) -> QPixmap:
    """A thumbnail: the middle of the picture, round at the corners."""
    side = round(THUMB * ratio)
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = cut.scaled(side, side, mode, Qt.TransformationMode.SmoothTransformation)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(0, 0, side, side, 3 * ratio, 3 * ratio)
    painter.setClipPath(shape)
    painter.drawImage((side - scaled.width()) // 2, (side - scaled.height()) // 2, scaled)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
