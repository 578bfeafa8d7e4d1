"""The flight check as a table: causes with what to do, below each the rows in which it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QProgressBar,
    QTreeWidgetItem,
    QWidget,
)

from designer_app.errors import Finding
from designer_app.production.data.records import cell_text
from designer_app.production.flight.causes import Cause, Sighting, causes_csv
from designer_app.production.mending import Mend
from designer_app.production.progress import Standing
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Empty, Segments, button, column, label, line, row
from designer_app.studio.windows.batch_state import Checked, Grouped, Grouping, Member, listed
from designer_app.studio.windows.batch_words import (
    cause_title,
    remedy_of,
    seconds_text,
    seen_remedy,
    seen_title,
)
from designer_app.studio.windows.check_tree import ACTS, DATA, KIND, NOTE, SEVERITY, CheckTree
from designer_app.studio.windows.frame import dot
from designer_app.studio.words import finding_advice, language, number_text, plural, tr
from designer_app.wording import quoted

_SHOWN, _STEP = 4, 200


class CheckTable(QWidget):
    """``picked(cause, sighting)`` when a row is chosen; ``acted(cause, sighting)`` when its remedy is clicked."""

    picked = Signal(object, object)
    acted = Signal(object, object)
    stopped = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._checked: Checked | None = None
        self._mends: dict[int, tuple[Mend, ...]] = {}
        self.severity, self.by = "", "cause"
        self._all = 0
        self._measures: Mapping[str, str] = {}
        self.first = ""  # the row that is to be picked next
        self._cells: Mapping[str, Mapping[str, Any]] = {}
        self._slots: Mapping[str, str] = {}
        self.title, self.said = label(tr("Flight check"), "title"), label("", "quiet")
        self.rate = label("", "quiet")
        self.stop = button(tr("Stop"), self.stopped.emit, "outline", "square")
        self.redo = button(tr("Check again"), self.again.emit, "outline", "rotate-cw")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.labels: dict[str, str] = {}  # what people call the slots
        self.chips = {}
        chips = row(spacing=4)
        for key, role in (("", ""), ("error", "err"), ("warning", "warn"), ("note", "")):
            made = button("", lambda key=key: self._filter(key), "chip")
            made.setCheckable(True)
            made.hide()  # until it says how many
            if role:
                from PySide6.QtGui import QIcon

                made.setIcon(QIcon(dot(role)))
                made.setIconSize(QSize(8, 8))
            self.chips[key] = made
            chips.addWidget(made)
        self.grouping = Segments([("cause", tr("Cause")), ("row", tr("Row")), ("size", tr("Size"))], "cause")
        self.grouping.picked.connect(self._group)
        self.csv = button("CSV", self._save, "ghost", "download")
        self.tree = under_bar(CheckTree())
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

    def show_checked(self, checked: Checked) -> None:
        self._checked = checked
        rows = checked.rows
        self._cells = rows.by_key
        self._slots = {heading: name for name, heading in rows.headings.items()}
        self._mends = {id(cause): mends for cause, mends in zip(checked.causes, checked.mends, strict=True)}
        self._measures = {r.size: f"{r.width} × {r.height}" for r in checked.results if r.width}
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
        """Pick the row that was asked for, else the first one with an error or a warning."""
        wanted, self.first = self.first, ""
        groups = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        for item in sorted(groups, key=lambda item: item.data(0, DATA).name != wanted):
            if item.childCount() and item.data(0, SEVERITY) != "note":
                item.setExpanded(True)
                self.tree.setCurrentItem(item.child(0))
                return True
        return False

    def step(self, by: int) -> None:
        """The finding below, or above."""
        item = self.tree.currentItem()
        other = (
            (self.tree.itemBelow(item) if by > 0 else self.tree.itemAbove(item)) if item is not None else None
        )
        if other is not None:
            self.tree.setCurrentItem(other)

    # One line

    def _group_item(self, group: Grouped) -> QTreeWidgetItem:
        title = (
            cause_title(group.cause, self.labels) if group.cause else group.name or tr("Table and template")
        )
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
        made.setData(0, KIND, "group")
        made.setData(0, SEVERITY, group.severity)
        made.setData(0, DATA, group)
        made.setData(4, ACTS, acts)
        made.setToolTip(0, title)
        made.setToolTip(4, remedy)
        if group.members:
            made.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self._more(made, group, _SHOWN)
        return made

    def _more(self, above: QTreeWidgetItem, group: Grouped, count: int) -> None:
        """So many further rows of a group, and a link to the rest."""
        have = above.childCount()
        if have and above.child(have - 1).data(0, KIND) == "more":
            above.takeChild(have - 1)
            have -= 1
        for member in group.members[have : have + count]:
            above.addChild(self._seen_item(member))
        left = len(group.members) - above.childCount()
        if left > 0:
            more = QTreeWidgetItem([tr("{n} more", n=number_text(left))])
            more.setData(0, KIND, "more")
            above.addChild(more)

    def _seen_item(self, member: Member) -> QTreeWidgetItem:
        cause, seen = member.cause, member.seen
        head = seen.key or seen.file.rpartition("/")[2] or tr("Table")
        note = self._said(cause, seen) if self.by == "cause" else seen_title(cause, seen, self.labels)
        made = QTreeWidgetItem(
            [
                head,
                self.labels.get(cause.slot, cause.slot)[:18],
                "",
                self._sizes(member.sizes),
                seen_remedy(cause, seen),
            ]
        )
        made.setData(0, KIND, "seen")
        made.setData(0, NOTE, note)
        made.setData(0, DATA, member)
        made.setToolTip(0, f"{head} · {note}")
        made.setToolTip(4, finding_advice(Finding(code=cause.code, remedy=seen.remedy)))
        return made

    def _said(self, cause: Cause, seen: Sighting) -> str:
        """What the cell says, as a person knows it from the table; else what was found."""
        slot = self._slots.get(cause.slot, cause.slot)
        cell = cell_text(self._cells.get(seen.key, {}).get(slot))
        return cell or ", ".join(quoted(seen.found)) or seen_title(cause, seen)

    def _sizes(self, names: tuple[str, ...]) -> str:
        if len(names) == 1:
            return self._size(names[0])
        if names and len(names) == self._all:
            return tr("All {n}", n=len(names))
        return tr("{n} of {all}", n=len(names), all=self._all) if names else ""

    def _size(self, name: str) -> str:
        return self._measures.get(name, name)

    # Chosen

    def _filter(self, key: str) -> None:
        self.severity = key
        self.fill()

    def _group(self, by: Grouping) -> None:
        self.by = by
        self.fill()

    def _pick(self) -> None:
        for item in self.tree.selectedItems():
            kind, what = item.data(0, KIND), item.data(0, DATA)
            if kind == "seen":
                self.picked.emit(what.cause, what.seen)
            elif kind == "group" and what.members:
                self.picked.emit(what.members[0].cause, what.members[0].seen)

    def _click(self, item: QTreeWidgetItem, at: int) -> None:
        kind, what = item.data(0, KIND), item.data(0, DATA)
        if kind == "more":
            above = item.parent()
            self._more(above, above.data(0, DATA), _STEP)
        elif kind == "group" and at == 4 and item.data(4, ACTS):
            self.acted.emit(what.members[0].cause, what.members[0].seen)
        elif kind == "group":
            item.setExpanded(not item.isExpanded())

    def _save(self) -> None:
        if self._checked is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "CSV", "to-mend.csv", "CSV (*.csv)")
        if name:
            from designer_app.files import write_bytes

            write_bytes(Path(name), causes_csv(self._checked.causes, language()))

    def fold(self, narrow: bool) -> None:
        """Under 1360 px wide some words make room."""
        self._by.setVisible(not narrow)
        self.csv.setText("" if narrow else "CSV")
        self.tree.setColumnWidth(4, 148 if narrow else 170)


def rate_text(standing: Standing) -> str:
    """``264 a second · 2 s left``."""
    parts = []
    if standing.rate:
        parts.append(tr("{n} a second", n=number_text(standing.rate)))
    if standing.left is not None:
        parts.append(tr("{time} left", time=seconds_text(standing.left)))
    return " · ".join(parts)
