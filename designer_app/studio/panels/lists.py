"""Panels that are lists: sizes, pages, problems, history, brand, assets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QScrollArea, QWidget

from designer_app.data_files import data_root
from designer_app.design.library import kit_names
from designer_app.design.sizes import size_class
from designer_app.errors import Finding
from designer_app.studio.canvas import Board
from designer_app.studio.desk import REFERENCE, Desk
from designer_app.studio.icons import icon
from designer_app.studio.panels.layers import shown_name
from designer_app.studio.panels.paint_field import ROLES, swatch
from designer_app.studio.parts import Choice, button, clear, column, label, line, row, tool
from designer_app.studio.words import tr

_DATA = Qt.ItemDataRole.UserRole


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setSpacing(0)
    made.setWordWrap(True)
    made.setFrameShape(QListWidget.Shape.NoFrame)
    return made


class SizesPanel(QWidget):
    """Sizes in this design: click one to work on it, add others from all platforms'."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows = _list(tr("Sizes in this design"))
        self.rows.itemClicked.connect(lambda item: self._go(item.data(_DATA)))
        self.rows.itemActivated.connect(lambda item: self._go(item.data(_DATA)))
        add = tool("plus", tr("Add a size"), self._menu, large=False)
        self._add = add
        head = row(label(tr("Sizes in this design"), "head"), None, add, margins=(12, 8, 8, 4))
        self.setLayout(column(line(), head, self.rows, spacing=0))
        desk.viewed.connect(self.fill)
        desk.made.connect(lambda made: self.fill() if made.wish.check else None)
        self.fill()

    def fill(self) -> None:
        self.rows.clear()
        problems: dict[str, int] = {}
        for board, _ in self._desk.problems():
            problems[board.size.id] = problems.get(board.size.id, 0) + 1
        current = self._desk.canvas.current
        for size in self._desk.chosen:
            board = next((b for b in self._desk.canvas.boards if b.size.id == size.id), None)
            title = board.title if board else size.id
            item = QListWidgetItem(
                f"{title}   {size.width} × {size.height}"
                + (f"   ⚠ {problems[size.id]}" if size.id in problems else "")
            )
            item.setSizeHint(QSize(100, 28))
            item.setData(_DATA, size.id)
            self.rows.addItem(item)
            if current is not None and current.size.id == size.id:
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
        menu = QMenu(self)
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


class ProblemsPanel(QWidget):
    """What is wrong on all boards, as cards; a click goes there."""

    def __init__(self, desk: Desk, go: Callable[[Board, Finding], None]) -> None:
        super().__init__()
        self._desk, self._go = desk, go
        self.rows = _list(tr("Problems"))
        self.rows.itemClicked.connect(self._picked)
        self.rows.itemActivated.connect(self._picked)
        self.empty = column(
            label(tr("Nothing to mend"), "head"),
            label(tr("All sizes passed the checks for this row."), "hint", wrap=True),
            margins=(12, 12, 12, 12),
        )
        self._nothing = QWidget()
        self._nothing.setLayout(self.empty)
        self.setLayout(
            column(
                row(label(tr("Problems"), "head"), None, margins=(12, 8, 8, 4)),
                self._nothing,
                self.rows,
                spacing=0,
            )
        )
        desk.made.connect(lambda made: self.fill() if made.wish.check else None)
        desk.viewed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        self.rows.clear()
        found = self._desk.problems()
        self._nothing.setVisible(not found)
        for board, finding in found:
            item = QListWidgetItem(
                icon(
                    "circle-x" if finding.severity == "error" else "triangle-alert",
                    "err" if finding.severity == "error" else "warn",
                ),
                f"{tr(_CAUSES.get(finding.code, finding.code))}\n{shown_name(finding.place.rpartition('.')[2])} · {board.title}\n{finding.found}",
            )
            item.setToolTip(finding.line())
            item.setData(_DATA, (board.name, finding))
            self.rows.addItem(item)

    def _picked(self, item: QListWidgetItem) -> None:
        name, finding = item.data(_DATA)
        board = self._desk.canvas.board(name)
        if board is not None:
            self._go(board, finding)


_CAUSES = {
    "text-cut": "Text doesn't fit", "text-overflow": "Text doesn't fit", "low-contrast": "Low contrast",
    "low-resolution": "Picture too small", "outside-safe-area": "Outside the safe area", "missing-glyph": "Missing characters",
    "legal-too-small": "Legal text too small", "picture-too-small": "Picture too small",
}  # fmt: skip


class HistoryPanel(QWidget):
    """Every step, newest below; a click goes there. Checkpoints have names."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows = _list(tr("History"))
        self.rows.itemClicked.connect(lambda item: desk.session.go(item.data(_DATA)))
        self.rows.itemActivated.connect(lambda item: desk.session.go(item.data(_DATA)))
        keep = tool("flag", tr("Name this step"), self._name, large=False)
        self.setLayout(
            column(row(label(tr("History"), "head"), None, keep, margins=(12, 8, 8, 4)), self.rows, spacing=0)
        )
        desk.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        self.rows.clear()
        history = self._desk.session.history
        for number, step in enumerate(history.steps):
            text = step.label or tr("Opened")
            item = QListWidgetItem(f"⚑ {step.checkpoint} · {text}" if step.checkpoint else tr(text))
            item.setSizeHint(QSize(100, 28))
            item.setData(_DATA, number)
            if number > history.position:
                item.setForeground(self.palette().placeholderText())
            self.rows.addItem(item)
        self.rows.setCurrentRow(history.position)

    def _name(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        name, given = QInputDialog.getText(self, tr("Name this step"), tr("Name"))
        if given and name.strip():
            self._desk.session.checkpoint(name.strip())
            self.fill()


class BrandPanel(QScrollArea):
    """The kit: swap it live; roles, swatches, type styles, logos."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        body = QWidget()
        self._rows = column(spacing=8, margins=(12, 8, 12, 12))
        body.setLayout(self._rows)
        self.setWidget(body)
        desk.viewed.connect(self.fill)
        self._shown = ""
        self.fill()

    def fill(self) -> None:
        kit = self._desk.kit
        if self._shown == kit.id:
            return
        self._shown = kit.id
        clear(self._rows)
        choice = Choice([(name, name) for name in kit_names()], tr("Brand kit"))
        choice.set_value(kit.id)
        choice.picked.connect(self._desk.set_kit)
        self._rows.addWidget(label(tr("Brand kit"), "head"))
        self._rows.addWidget(choice)
        self._rows.addWidget(
            label(tr("Swapping the kit re-dresses every artboard at once."), "hint", wrap=True)
        )
        self._rows.addWidget(label(tr("Roles"), "head"))
        roles = [n for n in ROLES if n in kit.schemes.get("light", {})]
        self._swatches(roles)
        self._rows.addWidget(label(tr("Swatches"), "head"))
        self._swatches(sorted(kit.palette))
        self._rows.addWidget(label(tr("Type styles"), "head"))
        for name, style in sorted(kit.styles.items()):
            family = style.fonts[0].name if style.fonts and hasattr(style.fonts[0], "name") else ""
            self._rows.addLayout(row(label(shown_name(name)), None, label(family, "quiet")))
        self._rows.addWidget(label(tr("Logos"), "head"))
        for name in kit.file.logos:
            self._rows.addWidget(button(name, lambda name=name: self._logo(name), "ghost"))
        self._rows.addStretch(1)

    def _swatches(self, names: list[str]) -> None:
        for name in names:
            patch = label("")
            patch.setPixmap(swatch(self._desk.kit.colour(name, "light"), 20))
            use = button(name, lambda name=name: self._fill(name), "nav")
            use.setToolTip(tr("Fill the selected layers with it"))
            self._rows.addLayout(row(patch, use, spacing=4))

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


class AssetsPanel(QWidget):
    """Pictures and icons that are at hand: search, click to place, drag onto the canvas or a picture."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        from PySide6.QtWidgets import QLineEdit

        self._desk = desk
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search pictures and icons"))
        self.search.textChanged.connect(lambda _: self.fill())
        self.rows = _Dragged(tr("Assets"))
        self.rows.setViewMode(QListWidget.ViewMode.IconMode)
        self.rows.setIconSize(QSize(96, 72))
        self.rows.setGridSize(QSize(108, 108))
        self.rows.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.rows.setMovement(QListWidget.Movement.Static)
        self.rows.setDragEnabled(True)
        self.rows.itemActivated.connect(lambda item: self.place(item.data(_DATA)))
        self.empty = label("", "hint", wrap=True)
        self.setLayout(column(row(self.search, margins=(8, 8, 8, 4)), self.empty, self.rows, spacing=0))
        self._filled = False

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if not self._filled:
            self._filled = True
            self.fill()

    def fill(self) -> None:
        self.rows.clear()
        wanted = self.search.text().strip().lower()
        for path in sorted((data_root("assets") / "photos").glob("*.jpg")):
            if wanted in path.stem:
                item = QListWidgetItem(QIcon(_thumbnail(str(path))), path.stem.replace("-", " "))
                item.setData(_DATA, f"photo:{path.stem}")
                item.setToolTip(path.stem.replace("-", " "))
                self.rows.addItem(item)
        for path in sorted((data_root("assets") / "icons").glob("*.svg")):
            if wanted in path.stem:
                item = QListWidgetItem(QIcon(str(path)), path.stem.replace("-", " "))
                item.setData(_DATA, f"icon:{path.stem}")
                self.rows.addItem(item)
        self.empty.setText(
            "" if self.rows.count() else tr("Nothing found. Try another word, or drop a file on the canvas.")
        )
        self.empty.setVisible(not self.rows.count())

    def place(self, source: str) -> None:
        """Into the selected picture, else as a new layer in the middle."""
        from designer_app.editor.commands import Insert, SetFields
        from designer_app.editor.tree import find
        from designer_app.layers.image import ImageLayer

        state = self._desk.session.state
        board = self._desk.canvas.current
        if len(state.selection) == 1 and isinstance(find(state.template, state.selection[0])[0], ImageLayer):
            self._desk.do(
                SetFields(layers=state.selection, fields={"source": source}, where=self._desk.where)
            )
            return
        if board is not None and board.built is not None:
            kind = "image" if source.startswith("photo:") else "svg"
            data = {
                "kind": kind,
                "name": kind if kind == "image" else "icon",
                "source": source,
                "cx": "W/2",
                "cy": "H/2",
                "w": "0.4*S",
                "h": "0.4*S",
            }
            self._desk.do(Insert(layers=(data,), page=board.built.page.name))


class _Dragged(QListWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def mimeData(self, items: object) -> QMimeData:
        made = QMimeData()
        chosen = self.currentItem()
        if chosen is not None:
            made.setData("application/x-designer-asset", str(chosen.data(_DATA)).encode())
        return made


def _thumbnail(path: str) -> QPixmap:
    from PySide6.QtGui import QImageReader

    reader = QImageReader(path)
    reader.setScaledSize(reader.size().scaled(96, 72, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return QPixmap.fromImage(reader.read()).copy(0, 0, 96, 72)
