"""The Batch window while files are made and afterwards: outputs with progress, the contact sheet, the file picked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer_app.production.progress import Standing
from designer_app.production.records import Result
from designer_app.studio import theme
from designer_app.studio.icons import icon
from designer_app.studio.parts import Segments, button, clear, column, label, line, row, tool
from designer_app.studio.windows.batch_check import rate_text
from designer_app.studio.windows.batch_outputs import Outputs
from designer_app.studio.windows.batch_state import Run
from designer_app.studio.windows.frame import part, scrolled, side, sign, with_icon
from designer_app.studio.windows.thumbs import Thumbs, of_file
from designer_app.studio.words import bytes_text, number_text, plural, tr

_RESULT, _THUMB = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ZOOMS = (96, 120, 152, 196, 256, 340)


class Sheet(QAbstractListModel):
    """The contact sheet's cells: one size's results, those still to come as None."""

    def __init__(self, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.out = Path()
        self.entries: list[Result | None] = []
        self.images: dict[str, QImage] = {}
        self.side = 152
        thumbs.made.connect(self._arrived)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        entry = self.entries[index.row()]
        if role == _RESULT:
            return entry
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.key
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.path
        if role == _THUMB:
            name = self.name_of(entry)
            if name not in self.images and entry.path:
                self.images[name] = QImage()
                path, many = self.out / entry.path, self.side * 2
                self._thumbs.wish(("sheet", name), lambda: of_file(path, many, many))
            return self.images.get(name)
        return None

    def name_of(self, entry: Result) -> str:
        return f"{entry.path}|{entry.sha256 or entry.scene}|{entry.bytes}|{self.side}"

    def show(self, entries: list[Result | None]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def add(self, more: list[Result], total: int) -> None:
        """Further results take the places of those still to come."""
        at = next((i for i, e in enumerate(self.entries) if e is None), len(self.entries))
        if at + len(more) > len(self.entries):
            self.show([*self.entries[:at], *more])
            return
        self.entries[at : at + len(more)] = more
        self.dataChanged.emit(self.index(at), self.index(at + len(more) - 1))

    def _arrived(self, key: object, what: object) -> None:
        if isinstance(key, tuple) and key[0] == "sheet" and isinstance(what, QImage):
            self.images[str(key[1])] = what
            if len(self.images) > 3000:
                self.images.pop(next(iter(self.images)))
            for at, entry in enumerate(self.entries):
                if entry is not None and self.name_of(entry) == key[1]:
                    self.dataChanged.emit(self.index(at), self.index(at))
                    return


class _Card(QStyledItemDelegate):
    """Thumbnail on the mat, key and bytes below, a badge where something is to be said."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        assert isinstance(model, Sheet)
        return QSize(model.side + 16, model.side + 36)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        model = index.model()
        assert isinstance(model, Sheet)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole: QRect = option.rect
        box = QRectF(whole.left() + 8, whole.top() + 8, model.side, model.side)
        entry = index.data(_RESULT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour("field" if entry is None else "mat"))
        painter.drawRoundedRect(box, 3, 3)
        if not isinstance(entry, Result):
            return
        image = index.data(_THUMB)
        if isinstance(image, QImage) and not image.isNull():
            size = image.size().scaled(QSize(model.side, model.side), Qt.AspectRatioMode.KeepAspectRatio)
            at = QRectF(
                box.left() + (model.side - size.width()) / 2,
                box.top() + (model.side - size.height()) / 2,
                size.width(),
                size.height(),
            )
            painter.drawImage(at, image)
        elif entry.format == "pdf":
            painter.setPen(dress.colour("t2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "PDF")
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(dress.colour("acc" if chosen else "line2"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
        words = QRect(int(box.left()), int(box.bottom()) + 4, model.side, 16)
        painter.setFont(theme.font(12))
        painter.setPen(dress.colour("t2"))
        weight = bytes_text(entry.bytes) if entry.bytes else ""
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, weight)
        room = model.side - painter.fontMetrics().horizontalAdvance(weight) - 8
        painter.setFont(theme.font(12, 600 if chosen else 400))
        painter.setPen(dress.colour("tx"))
        name = painter.fontMetrics().elidedText(entry.key, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        self._badge(painter, box, entry)

    def _badge(self, painter: QPainter, box: QRectF, entry: Result) -> None:
        warned = [f for f in entry.findings if f.severity == "warning"]
        if entry.beside:
            text, role = tr("changed by hand"), ("accbg", "acc")
        elif warned:
            text, role = plural(len(warned), "warning"), ("warn_ground", "warn")
        else:
            return
        dress = theme.current()
        painter.setFont(theme.font(11, 600))
        wide = min(painter.fontMetrics().horizontalAdvance(text) + 12, box.width() - 8)
        chip = QRectF(box.left() + 4, box.top() + 4, wide, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour(role[0]))
        painter.drawRoundedRect(chip, 8, 8)
        painter.setPen(dress.colour(role[1]))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


class MadeView(QWidget):
    """``opened(result)`` to the canvas, ``verify``, ``mend(key)`` back to the check."""

    opened = Signal(object)
    verify = Signal()
    mend = Signal(str)
    reveal = Signal(str)

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self.results: dict[str, list[Result]] = {}  # size → as they came
        self.wanted: dict[str, int] = {}
        self.out = Path()
        self._size, self._only, self._words = "", "all", ""
        self._entry: Result | None = None
        self._thumbs = thumbs
        thumbs.made.connect(self._arrived)
        self.outputs = Outputs()
        self.outputs.boxes = False
        self.outputs.picked.connect(self.show_size)
        self._left_head, self._left_rows = label("", "quiet"), column(spacing=0)
        self._left = part(row(label(tr("Left out"), "head"), None, self._left_head), self._left_rows)
        left = side(
            320, True,
            part(row(label(tr("Outputs"), "head"), None, tool("folder-open", tr("Open the folder"), lambda: self.reveal.emit(""), large=False)), ruled=False),
            self.outputs, self._left,
        )  # fmt: skip
        self.title, self.said, self.rate = label("", "title"), label("", "quiet"), label("", "quiet")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._tick = QLabel()
        self._tick.setFixedSize(32, 32)
        self.verify_button = with_icon(tr("Verify"), self.verify.emit, "outline", "shield-check")
        self.receipt = button(tr("Show receipt"), lambda: self.reveal.emit("receipt.csv"), "outline")
        words = column(self.title, self.said, spacing=2)
        head = row(self._tick, spacing=12)
        head.addLayout(words)
        head.addStretch(1)
        for widget in (self.rate, self.verify_button, self.receipt):
            head.addWidget(widget)
        self.sheet = Sheet(thumbs, self)
        self.grid = QListView()
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setUniformItemSizes(True)
        self.grid.setMouseTracking(True)
        self.grid.setItemDelegate(_Card(self.grid))
        self.grid.setModel(self.sheet)
        self.grid.setAccessibleName(tr("Contact sheet"))
        self.grid.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.grid.selectionModel().currentChanged.connect(lambda now, _: self._pick(now.data(_RESULT)))
        self.grid.doubleClicked.connect(lambda index: self.opened.emit(index.data(_RESULT)))
        self.which = label("", "quiet")
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Key"))
        self.search.setAccessibleName(tr("Key"))
        self.search.setFixedWidth(136)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._find)
        self.filter = Segments(
            [("all", tr("All")), ("warned", tr("Warned")), ("changed", tr("Changed"))], "all"
        )
        self.filter.picked.connect(self._filter)
        tools = row(
            label(tr("Contact sheet"), "head"), self.which, None, self.search, self.filter,
            tool("zoom-out", tr("Smaller"), lambda: self._zoom(-1)), tool("zoom-in", tr("Larger"), lambda: self._zoom(1)),
            spacing=8, margins=(16, 8, 16, 4),
        )  # fmt: skip
        above = QWidget()
        above.setObjectName("headroom")
        above.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        above.setLayout(column(head, self.progress, spacing=8, margins=(16, 12, 16, 12)))
        middle = QWidget()
        middle.setObjectName("body")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle.setLayout(column(above, line(), tools, self.grid, spacing=0))
        self.grid.setViewportMargins(8, 0, 8, 0)
        self.grid.viewport().installEventFilter(self)
        self.setLayout(row(left, middle, self._card(), spacing=0))

    def _card(self) -> QWidget:
        self.name = label("", "title")
        self.picture = QLabel()
        self.picture.setFixedSize(240, 240)
        self.picture.setObjectName("mat")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts = column(spacing=8)
        self._also = row(spacing=8)
        self._edit = button(
            tr("Edit this row"), lambda: self._entry and self.opened.emit(self._entry), "outline"
        )
        reveal = with_icon(
            tr("Reveal"), lambda: self._entry and self.reveal.emit(self._entry.path), "ghost", "folder-open"
        )
        back, on = (
            tool("chevron-left", tr("Previous file"), lambda: self._step(-1)),
            tool("chevron-right", tr("Next file"), lambda: self._step(1)),
        )
        also = part(label(tr("Also made from this row"), "head"), self._also)
        self._also_part = also
        self._detail = scrolled(
            part(row(self.name, None, back, on), self.picture, self._facts, row(self._edit, reveal, None, spacing=8), ruled=False),
            also, None,
        )  # fmt: skip
        return side(264, False, self._detail)

    # While files are made

    def begin(self, wanted: dict[str, int], out: str) -> None:
        self.results, self.wanted, self.out = {}, wanted, Path(out)
        self.sheet.out = self.out
        self._size = self._size if self._size in wanted else next(iter(wanted), "")
        self.sheet.show([None] * wanted.get(self._size, 0))
        self._tick.hide()
        self.verify_button.hide()
        self.receipt.hide()
        self.title.setText(tr("Making files"))
        self.progress.show()
        self._show_left({})
        self.outputs.choose(self._size)
        self._pick(None)
        self._tell_which()

    def hear(self, results: list[Result], standing: Standing) -> None:
        fresh: list[Result] = []
        for result in results:
            self.results.setdefault(result.size, []).append(result)
            if result.size == self._size and result.ok:
                fresh.append(result)
        if fresh and self._only == "all" and not self._words:
            self.sheet.add(fresh, self.wanted.get(self._size, 0))
            if self._entry is None:
                self._pick(fresh[0])
        self._bars()
        said = tr("{done} of {total}", done=number_text(standing.done), total=number_text(standing.total))
        self.said.setText(
            said
            + (" · " + tr("{n} unchanged", n=number_text(standing.unchanged)) if standing.unchanged else "")
        )
        self.rate.setText(rate_text(standing))
        self.progress.setRange(0, max(1, standing.total))
        self.progress.setValue(standing.done)
        bad = {r.key: r.findings for rs in self.results.values() for r in rs if not r.ok}
        self._show_left(bad)

    def _bars(self) -> None:
        self.outputs.show_done(
            {
                size: (sum(1 for r in self.results.get(size, ()) if r.ok), many)
                for size, many in self.wanted.items()
            }
        )

    # When it is over

    def show_run(self, run: Run, title: str, said: str, good: bool) -> None:
        self.results = {}
        for result in run.summary.results:
            self.results.setdefault(result.size, []).append(result)
        self.wanted = {size: max(1, sum(1 for r in found if r.ok)) for size, found in self.results.items()}
        self.out = self.sheet.out = Path(run.out)
        from designer_app.studio.icons import pixmap

        dress = theme.current()
        self._tick.setPixmap(
            pixmap("circle-check" if good else "triangle-alert", dress.ok if good else dress.warn, 28)
        )
        self._tick.show()
        self.title.setText(title)
        self.said.setText(said)
        self.rate.setText("")
        self.progress.hide()
        self.verify_button.setVisible(bool(run.made))
        self.receipt.setVisible((self.out / "receipt.csv").is_file())
        if self._size not in self.results:
            self._size = next(iter(self.results), "")
        self._show_left(run.left)
        self._bars()
        self.outputs.choose(self._size)
        self._fill()
        shown = [e for e in self.sheet.entries if e is not None]
        mine = [e for e in shown if self._entry is not None and e.path == self._entry.path]
        self._pick((mine or shown or [None])[0])

    def show_size(self, size: str) -> None:
        if size and size in self.wanted and size != self._size:
            self._size = size
            self._fill()

    def _fill(self) -> None:
        shown: list[Result | None] = [
            r for r in self.results.get(self._size, ())
            if r.ok and self._words in r.key.lower()
            and (self._only == "all" or (self._only == "warned" and any(f.severity == "warning" for f in r.findings)) or (self._only == "changed" and not r.kept))
        ]  # fmt: skip
        if self._only == "all" and not self._words and self.progress.isVisible():
            shown += [None] * max(0, self.wanted.get(self._size, 0) - len(shown))
        self.sheet.show(shown)
        self._tell_which()

    def _tell_which(self) -> None:
        found = next((r for r in self.results.get(self._size, ()) if r.width), None)
        self.which.setText(f"{found.width} × {found.height}" if found else "")

    def _filter(self, which: str) -> None:
        self._only = which
        self._fill()

    def _find(self, words: str) -> None:
        self._words = words.strip().lower()
        self._fill()

    def _zoom(self, by: int) -> None:
        at = min(len(_ZOOMS) - 1, max(0, _ZOOMS.index(self.sheet.side) + by))
        self.sheet.side = _ZOOMS[at]
        self.sheet.show(self.sheet.entries)

    def _show_left(self, bad: object) -> None:
        assert isinstance(bad, dict)
        self._left.setVisible(bool(bad))
        self._left_head.setText(plural(len(bad), "row"))
        if [self._left_rows.itemAt(i).widget().objectName() for i in range(self._left_rows.count())] == list(
            bad
        )[:6]:
            return
        clear(self._left_rows)
        for key, findings in list(bad.items())[:6]:
            finding = findings[0] if findings else None
            holder = QWidget()
            holder.setObjectName(key)
            why = label(_why(finding) if finding else "", "quiet")
            why.setMaximumWidth(170)
            name = button(key, lambda key=key: self.mend.emit(key), "status")
            holder.setLayout(row(sign("circle-x", "err"), name, None, why, spacing=4))
            holder.setToolTip(finding.line() if finding else "")
            holder.setFixedHeight(28)
            self._left_rows.addWidget(holder)

    # The file that is picked

    def _pick(self, entry: Result | None) -> None:
        self._entry = entry
        self._detail.setVisible(entry is not None)
        if entry is None:
            return
        self.name.setText(entry.key)
        clear(self._facts)
        facts = (
            (tr("File"), entry.path.rpartition("/")[2]),
            (
                tr("Size"),
                f"{entry.width} × {entry.height}, {bytes_text(entry.bytes)}"
                if entry.bytes
                else f"{entry.width} × {entry.height}",
            ),
            (tr("Format"), entry.format.upper()),
            (tr("State"), tr("unchanged") if entry.kept else tr("new")),
            (
                "SHA-256",
                f"{entry.sha256[:4]} {entry.sha256[4:8]} … {entry.sha256[-4:]}" if entry.sha256 else "",
            ),
        )
        for name, value in facts:
            if value:
                head, text = label(name, "quiet"), label(value)
                head.setFixedWidth(72)
                text.setToolTip(
                    entry.path if name == tr("File") else entry.sha256 if name == "SHA-256" else value
                )
                text.setText(text.fontMetrics().elidedText(value, Qt.TextElideMode.ElideMiddle, 160))
                self._facts.addLayout(row(head, text, None))
        self.picture.clear()
        path = self.out / entry.path
        self._thumbs.wish(("file", entry.path), lambda: of_file(path, 480, 480))
        clear(self._also)
        others = [
            r
            for found in self.results.values()
            for r in found
            if r.ok and r.key == entry.key and r.path != entry.path
        ][:5]
        self._also_part.setVisible(bool(others))
        for other in others:
            made = QLabel()
            made.setObjectName("mat")
            made.setFixedSize(44, 44)
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
            made.setToolTip(f"{other.width} × {other.height}")
            made.setProperty("path", other.path)
            self._also.addWidget(made)
            where = self.out / other.path
            self._thumbs.wish(("also", other.path), lambda where=where: of_file(where, 88, 88))
        self._also.addStretch(1)

    def _arrived(self, key: object, what: object) -> None:
        from PySide6.QtGui import QPixmap

        if not isinstance(key, tuple) or not isinstance(what, QImage) or what.isNull():
            return
        made = QPixmap.fromImage(what)
        made.setDevicePixelRatio(2)
        if key[0] == "file" and self._entry is not None and key[1] == self._entry.path:
            self.picture.setPixmap(made)
        elif key[0] == "also":
            for at in range(self._also.count()):
                widget = self._also.itemAt(at).widget()
                if isinstance(widget, QLabel) and widget.property("path") == key[1]:
                    widget.setPixmap(made)

    def _step(self, by: int) -> None:
        at = self.grid.currentIndex().row() + by
        if 0 <= at < self.sheet.rowCount():
            self.grid.setCurrentIndex(self.sheet.index(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.grid.viewport() and event.type() == QEvent.Type.Wheel:
            held = event.modifiers() if hasattr(event, "modifiers") else Qt.KeyboardModifier.NoModifier
            if held & Qt.KeyboardModifier.ControlModifier:
                self._zoom(1 if event.angleDelta().y() > 0 else -1)  # type: ignore[attr-defined]
                return True
        return bool(super().eventFilter(watched, event))


def _why(finding: object) -> str:
    from designer_app.studio.windows.batch_words import short_fault

    return short_fault(finding)  # type: ignore[arg-type]
