"""The flight check as a table: causes with what to do, below each the rows in which it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from designer_app.design.library import find_template
from designer_app.production.data.records import cell_text
from designer_app.production.flight.causes import Cause, Sighting, causes_csv
from designer_app.production.jobs import Job
from designer_app.production.mending import Mend, mends_of
from designer_app.production.progress import Standing
from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import Empty, Segments, button, column, label, line, row
from designer_app.studio.windows.batch_state import Checked, Grouped, Grouping, Member, listed
from designer_app.studio.windows.batch_words import (
    cause_title,
    remedy_of,
    seconds_text,
    seen_remedy,
    seen_title,
)
from designer_app.studio.windows.frame import dot
from designer_app.studio.words import number_text, plural, tr

_DATA = Qt.ItemDataRole.UserRole
_KIND, _MORE, _ACTS, _NOTE, _SEVERITY = _DATA + 1, _DATA + 2, _DATA + 3, _DATA + 4, _DATA + 5
_SHOWN, _STEP = 4, 200
_ICONS = {"error": ("circle-x", "err"), "warning": ("triangle-alert", "warn"), "note": ("info", "t2")}


class CheckTable(QWidget):
    """``picked(cause, sighting)`` when a row is chosen; ``acted(cause, sighting)`` when its remedy is clicked."""

    picked = Signal(object, object)
    acted = Signal(object, object)
    stopped = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._checked: Checked | None = None
        self._job = Job()
        self._mends: dict[int, tuple[Mend, ...]] = {}
        self.severity, self.by = "", "cause"
        self._all = 0
        self._cells: Mapping[str, Mapping[str, Any]] = {}
        self._slots: Mapping[str, str] = {}
        self.title, self.said = label(tr("Flight check"), "title"), label("", "quiet")
        self.rate = label("", "quiet")
        self.stop = button(tr("Stop"), self.stopped.emit, "outline", "square")
        self.redo = button(tr("Check again"), self.again.emit, "outline", "rotate-cw")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.chips = {}
        chips = row(spacing=4)
        for key, role in (("", ""), ("error", "err"), ("warning", "warn"), ("note", "")):
            made = button("", lambda key=key: self._filter(key), "chip")
            made.setCheckable(True)
            if role:
                from PySide6.QtGui import QIcon

                made.setIcon(QIcon(dot(role)))
                made.setIconSize(QSize(8, 8))
            self.chips[key] = made
            chips.addWidget(made)
        self.grouping = Segments([("cause", tr("Cause")), ("row", tr("Row")), ("size", tr("Size"))], "cause")
        self.grouping.picked.connect(self._group)
        self.csv = button("CSV", self._save, "ghost", "download")
        self.tree = _Tree()
        self.tree.itemSelectionChanged.connect(self._pick)
        self.tree.itemClicked.connect(self._click)
        head = column(
            row(self.title, self.said, None, self.rate, self.stop, self.redo, spacing=8),
            self.progress,
            spacing=8, margins=(16, 8, 16, 8),
        )  # fmt: skip
        self._by = label(tr("Group by"), "quiet")
        tools = row(spacing=8, margins=(16, 0, 16, 8))
        tools.addLayout(chips)
        tools.addStretch(1)
        for widget in (self._by, self.grouping, self.csv):
            tools.addWidget(widget)
        self.nothing = Empty(
            "circle-check",
            tr("All rows passed"),
            tr("Every row fits every size. Nothing is in the way of making the files."),
        )
        self.nothing.hide()
        self.fault = Empty("file-warning", "", "")
        self.fault.hide()
        above = QWidget()
        above.setObjectName("headroom")
        above.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        above.setLayout(column(head, tools, spacing=0))
        self.setLayout(column(above, line(), self.nothing, self.fault, self.tree, spacing=0))
        self.show_progress(None)

    # Shown

    def show_progress(self, standing: Standing | None) -> None:
        """How far the check is; None = nothing runs."""
        self.stop.setVisible(standing is not None)
        self.redo.setVisible(standing is None)
        if standing is None:
            self.rate.setText("")
            self.progress.setRange(0, 1)
            self.progress.setValue(0)
            return
        self.said.setText(
            tr(
                "{done} of {total} files laid out",
                done=number_text(standing.done),
                total=number_text(standing.total),
            )
        )
        self.rate.setText(rate_text(standing))
        self.progress.setRange(0, max(1, standing.total))
        self.progress.setValue(standing.done)

    def show_checked(self, checked: Checked, job: Job) -> None:
        self._checked, self._job = checked, job
        loaded = find_template(job.template)
        rows = checked.rows
        self._cells = dict(zip(rows.keys, rows.rows, strict=True))
        self._slots = {heading: name for name, heading in rows.headings.items()}
        self._mends = {id(c): mends_of(c, checked.rows, loaded, job) for c in checked.causes}
        self.fault.hide()
        laid = len(checked.results)
        self.said.setText(
            tr("stopped after {n} files", n=number_text(laid))
            if checked.stopped
            else tr("{files} laid out", files=plural(laid, "file"))
        )
        self.progress.setRange(0, 1)
        self.progress.setValue(1)
        self.fill()

    def show_fault(self, title: str, how: str) -> None:
        """What keeps the job from being a plan."""
        self._checked = None
        self.tree.clear()
        self.tree.hide()
        self.nothing.hide()
        self.fault.title.setText(title)
        self.fault.how.setText(how)
        self.fault.show()
        self.said.setText("")
        for chip in self.chips.values():
            chip.setText("")
            chip.hide()

    def mends(self, cause: Cause) -> tuple[Mend, ...]:
        return self._mends.get(id(cause), ())

    def fill(self) -> None:
        if self._checked is None:
            return
        causes = self._checked.causes
        counts = {key: sum(1 for c in causes if key in ("", c.severity)) for key in self.chips}
        for (key, chip), word in zip(self.chips.items(), ("All", "Errors", "Warnings", "Notes"), strict=True):
            chip.setText(f"{tr(word)}  {counts[key]}")
            chip.setAccessibleName(chip.text())
            chip.setChecked(key == self.severity)
            chip.setVisible(True)
        groups = listed(causes, self.by, self.severity)  # type: ignore[arg-type]
        self.nothing.setVisible(not groups)
        self.tree.setVisible(bool(groups))
        self.tree.headerItem().setText(0, tr({"cause": "Cause", "row": "Row", "size": "Size"}[self.by]))
        self.tree.clear()
        self._all = len({result.size for result in self._checked.results})
        for group in groups:
            self.tree.addTopLevelItem(self._group_item(group))
        for at in range(min(3, len(groups))):
            item = self.tree.topLevelItem(at)
            item.setExpanded(groups[at].severity != "note" and item.childCount() > 0)

    def choose_first(self) -> bool:
        """Pick the first row of the first cause."""
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            if item.childCount() and item.isExpanded():
                self.tree.setCurrentItem(item.child(0))
                return True
        return False

    # One line

    def _group_item(self, group: Grouped) -> QTreeWidgetItem:
        title = cause_title(group.cause) if group.cause else group.name or tr("Table and template")
        sizes = self._sizes(group.sizes)
        remedy, acts = remedy_of(group.cause, self.mends(group.cause)) if group.cause else ("", False)
        made = QTreeWidgetItem(
            [
                title,
                number_text(group.rows) if group.rows else "",
                number_text(group.files) if group.files else "",
                sizes,
                remedy,
            ]
        )
        made.setData(0, _KIND, "group")
        made.setData(0, _SEVERITY, group.severity)
        made.setData(0, _DATA, group)
        made.setData(4, _ACTS, acts)
        made.setToolTip(0, title)
        made.setToolTip(4, remedy)
        if group.members:
            made.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self._more(made, group, _SHOWN)
        return made

    def _more(self, above: QTreeWidgetItem, group: Grouped, count: int) -> None:
        """So many further rows of a group, and a link to the rest."""
        have = above.childCount()
        if have and above.child(have - 1).data(0, _KIND) == "more":
            above.takeChild(have - 1)
            have -= 1
        for member in group.members[have : have + count]:
            above.addChild(self._seen_item(member))
        left = len(group.members) - above.childCount()
        if left > 0:
            more = QTreeWidgetItem([tr("{n} more", n=number_text(left))])
            more.setData(0, _KIND, "more")
            above.addChild(more)

    def _seen_item(self, member: Member) -> QTreeWidgetItem:
        cause, seen = member.cause, member.seen
        head = seen.key or seen.file.rpartition("/")[2] or tr("Table")
        note = self._said(cause, seen) if self.by == "cause" else seen_title(cause, seen)
        made = QTreeWidgetItem(
            [head, cause.slot[:18], "", self._sizes(member.sizes), seen_remedy(cause, seen)]
        )
        made.setData(0, _KIND, "seen")
        made.setData(0, _NOTE, note)
        made.setData(0, _DATA, member)
        made.setToolTip(0, f"{head} · {note}")
        made.setToolTip(4, seen.remedy)
        return made

    def _said(self, cause: Cause, seen: Sighting) -> str:
        """What the cell says, as a person knows it from the table; else what was found."""
        slot = self._slots.get(cause.slot, cause.slot)
        cell = cell_text(self._cells.get(seen.key, {}).get(slot))
        return cell or seen.found or seen.expected or seen_title(cause, seen)

    def _sizes(self, names: tuple[str, ...]) -> str:
        if len(names) == 1:
            return self._size(names[0])
        if names and len(names) == self._all:
            return tr("All {n}", n=len(names))
        return tr("{n} of {all}", n=len(names), all=self._all) if names else ""

    def _size(self, name: str) -> str:
        for result in self._checked.results if self._checked else ():
            if result.size == name and result.width:
                return f"{result.width} × {result.height}"
        return name

    # Chosen

    def _filter(self, key: str) -> None:
        self.severity = key
        self.fill()

    def _group(self, by: Grouping) -> None:
        self.by = by
        self.fill()

    def _pick(self) -> None:
        for item in self.tree.selectedItems():
            kind, what = item.data(0, _KIND), item.data(0, _DATA)
            if kind == "seen":
                self.picked.emit(what.cause, what.seen)
            elif kind == "group" and what.members:
                self.picked.emit(what.members[0].cause, what.members[0].seen)

    def _click(self, item: QTreeWidgetItem, at: int) -> None:
        kind, what = item.data(0, _KIND), item.data(0, _DATA)
        if kind == "more":
            above = item.parent()
            self._more(above, above.data(0, _DATA), _STEP)
        elif kind == "group" and at == 4 and item.data(4, _ACTS):
            self.acted.emit(what.members[0].cause, what.members[0].seen)
        elif kind == "group":
            item.setExpanded(not item.isExpanded())

    def _save(self) -> None:
        if self._checked is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "CSV", "to-mend.csv", "CSV (*.csv)")
        if name:
            from designer_app.files import write_bytes

            write_bytes(Path(name), causes_csv(self._checked.causes))

    def fold(self, narrow: bool) -> None:
        """Under 1360 px wide some words make room."""
        self._by.setVisible(not narrow)
        self.csv.setText("" if narrow else "CSV")
        self.tree.setColumnWidth(4, 130 if narrow else 170)


def rate_text(standing: Standing) -> str:
    """``264 a second · 2 s left``."""
    parts = []
    if standing.rate:
        parts.append(tr("{n} a second", n=number_text(standing.rate)))
    if standing.left is not None:
        parts.append(tr("{time} left", time=seconds_text(standing.left)))
    return " · ".join(parts)


class _Tree(QTreeWidget):
    """Five columns; the keys of a tree, Enter acts."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Flight check"))
        self.setHeaderLabels([tr("Cause"), tr("Rows"), tr("Files"), tr("Sizes"), tr("Remedy")])
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Row(self))
        self.setObjectName("body")
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 64), (2, 60), (3, 104), (4, 170)):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(at, width)
            self.headerItem().setTextAlignment(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at in (1, 2):
            self.headerItem().setTextAlignment(
                at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        head.setSectionsClickable(False)
        head.setFixedHeight(28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space) and item is not None:
            self.itemClicked.emit(item, 4 if event.key() == Qt.Key.Key_Return else 0)
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        kind = index.sibling(index.row(), 0).data(_KIND)
        return QSize(40, 32 if kind == "group" else 28)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        rect: QRect = option.rect
        first = index.sibling(index.row(), 0)
        kind = first.data(_KIND)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, dress.colour("sel" if chosen else "hover" if over else "raised"))
        if kind == "group":
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), dress.colour("line"))
        at = index.column()
        if at == 0:
            self._first(painter, option, index, kind, chosen)
            return
        painter.setFont(theme.font(12, 500 if at == 4 and index.data(_ACTS) else 400))
        ink = "acc" if at == 4 and index.data(_ACTS) else "tx" if kind == "group" or chosen else "t2"
        painter.setPen(dress.colour("tx" if chosen and ink == "acc" else ink))
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if at in (1, 2) and kind == "group" else Qt.AlignmentFlag.AlignLeft
        )
        inner = rect.adjusted(8, 0, -8, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, align, text)

    def _first(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        kind: str,
        chosen: bool,
    ) -> None:
        dress = theme.current()
        rect: QRect = option.rect
        middle = rect.center().y()
        x = rect.left() + 12
        if kind == "group":
            if index.data(_DATA).members:
                name = "chevron-down" if option.state & QStyle.StateFlag.State_Open else "chevron-right"
                painter.drawPixmap(QPoint(x, middle - 6), pixmap(name, dress.t2, 12))
            name, role = _ICONS[str(index.data(_SEVERITY))]
            painter.drawPixmap(QPoint(x + 20, middle - 7), pixmap(name, getattr(dress, role), 14))
            painter.setFont(theme.font(12, 500))
            painter.setPen(dress.colour("tx"))
            inner = QRect(x + 42, rect.top(), rect.right() - x - 46, rect.height())
            text = painter.fontMetrics().elidedText(
                str(index.data()), Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
            return
        painter.setFont(theme.font(12, 500 if kind == "more" else 400))
        painter.setPen(dress.colour("acc" if kind == "more" else "tx"))
        inner = QRect(x + 42, rect.top(), rect.right() - x - 46, rect.height())
        head = 116 if inner.width() > 260 else 84
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, head - 8 if kind == "seen" else inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        if kind == "seen":
            painter.setPen(dress.colour("tx" if chosen else "t2"))
            rest = inner.adjusted(head, 0, 0, 0)
            note = painter.fontMetrics().elidedText(
                str(index.data(_NOTE) or ""), Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, note)
