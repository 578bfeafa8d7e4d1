"""The right side of the Catalog window: what moved since an issue, what was found, why a product stands where it stands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer_app.errors import Finding
from designer_app.production.catalog.explaining import Reason
from designer_app.production.sheets import csv_bytes
from designer_app.studio import theme
from designer_app.studio.fields import Choice
from designer_app.studio.icons import icon
from designer_app.studio.line_row import ground
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Empty, Tabs, button, column, label, line, row
from designer_app.studio.windows.catalog_state import Laid, report, reprint
from designer_app.studio.windows.catalog_words import move_text, reason_text
from designer_app.studio.windows.frame import part, side, sign
from designer_app.studio.words import finding_line, finding_text, number_text, tr

_KEY, _PAGE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_SIGNS = {
    "new": ("plus", "ok"), "gone": ("minus", "err"), "moved": ("arrow-right", "warn"), "cheaper": ("trending-down", "acc"),
    "dearer": ("arrow-up-right", "warn"),
}  # fmt: skip
_COUNTED = (("new", "new ones"), ("cheaper", "cheaper"), ("moved", "moved"), ("gone", "gone"))


class CatalogRight(QWidget):
    """``picked(key)``, ``turned(page)``, ``compared(path)``: "" = the last issue in the folder."""

    picked = Signal(str)
    turned = Signal(int)
    compared = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._laid: Laid | None = None
        self.badge = label("", "badge")
        self.tabs = Tabs([("moved", tr("What moved")), ("check", tr("Check"))], "moved", self.badge)
        self.tabs.picked.connect(self.turn)
        self.since = Choice(
            [("", tr("the last issue in the folder")), ("?", tr("Choose an issue…"))], tr("Compare with")
        )
        self.since.picked.connect(self._compare)
        self.since.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._counts = {}
        boxes = row(spacing=0)
        for what, word in _COUNTED:
            number, words = label("0", "title"), label(tr(word), "quiet")
            for part_ in (number, words):
                part_.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._counts[what] = number
            boxes.addLayout(column(number, words, spacing=0))
        counted = QFrame()
        counted.setObjectName("track")
        boxes.setContentsMargins(4, 8, 4, 8)
        counted.setLayout(boxes)
        self.moves = _list(tr("What moved"))
        self.moves.currentItemChanged.connect(
            lambda item, _: item is not None and self.picked.emit(item.data(_KEY))
        )
        self.none = Empty(
            "book-open-check",
            tr("Nothing has moved"),
            tr("Publish once: the next issue says here what is new, gone, cheaper or moved."),
        )
        self._same, self._print = label("", "head", wrap=True), label("", "quiet", wrap=True)
        self._summary = part(row(sign("book-open-check", "tx"), self._same, None, spacing=8), self._print)
        compare = label(tr("Compare with"), "quiet")
        moved = QWidget()
        moved.setLayout(
            column(
                column(row(compare, self.since, spacing=8), counted, spacing=8, margins=(12, 12, 12, 12)), line(), self.moves, self.none,
                self._summary, spacing=0,
            )
        )  # fmt: skip
        self.checks = _list(tr("Check"))
        self.checks.currentItemChanged.connect(lambda item, _: item is not None and self._go(item))
        self.good = Empty(
            "circle-check",
            tr("Nothing to mend"),
            tr("The products could be made, and the pages that were shown have no faults."),
        )
        checked = QWidget()
        checked.setLayout(column(self.checks, self.good, spacing=0))
        self.pages = QStackedWidget()
        self.pages.addWidget(moved)
        self.pages.addWidget(checked)
        self.name = label("", "head", wrap=True)
        self.why_text = label("", "quiet", wrap=True)
        self.why_card = part(self.name, self.why_text)
        self.why_card.hide()
        self.why = button(tr("Why here"), self._why, "outline", "circle-help")
        self.why.setCheckable(True)
        self.csv = button(tr("Report as CSV"), self._save, "ghost")
        below = part(row(self.why, self.csv, None, spacing=8))
        self.setLayout(column(side(296, False, self.tabs, self.pages, self.why_card, below), spacing=0))
        self.setFixedWidth(296)
        self._reasons: tuple[Reason, ...] = ()
        for widget in (self.badge, self.moves, self.checks, self._summary):
            widget.hide()

    # Shown

    def turn(self, name: str) -> None:
        self.tabs.set_value(name)
        self.pages.setCurrentIndex(0 if name == "moved" else 1)

    def show_laid(self, laid: Laid) -> None:
        self._laid = laid
        moves = laid.draft.moves
        self.moves.clear()
        for move in moves:
            name, role = _SIGNS[move.what]
            item = QListWidgetItem(icon(name, role), f"{move.name or move.key}\n{move_text(move)}")
            item.setData(_KEY, move.key)
            item.setSizeHint(QSize(100, 44))
            item.setToolTip(f"{move.key} · {item.text()}")
            self.moves.addItem(item)
        for what, number in self._counts.items():
            number.setText(number_text(sum(1 for move in moves if move.what == what)))
        self.none.setVisible(not moves)
        self.moves.setVisible(bool(moves))
        had = laid.since is not None
        self._summary.setVisible(had)
        if had:
            touched, total = len(laid.draft.touched), len(laid.draft.plans)
            self._same.setText(tr("{same} of {all} pages are unchanged", same=total - touched, all=total))
            spreads = reprint(laid)
            text = (
                tr(
                    "To be printed anew: {spreads}.",
                    spreads=", ".join(spreads[:12]) + ("…" if len(spreads) > 12 else ""),
                )
                if spreads
                else tr("Nothing has to be printed anew.")
            )
            self._print.setText(text)
        self.none.title.setText(tr("Nothing has moved") if had else tr("No issue to compare with yet"))
        self.none.how.setVisible(not had)

    def show_published(self) -> None:
        """What was just published is what later changes are compared with."""
        if self.moves.isHidden():
            self.none.title.setText(tr("This is the last issue now"))
            self.none.how.setText(tr("What you change from here on is compared with it."))
            self.none.how.show()

    def show_findings(self, findings: list[tuple[int, Finding]]) -> None:
        """Faults and warnings with the pages that they are about; 0 = the table's."""
        shown = [(page, f) for page, f in findings if f.severity != "note"]
        shown.sort(key=lambda pair: (pair[1].severity != "error", pair[0]))
        self.badge.setText(str(len(shown)))
        self.badge.setVisible(bool(shown))
        self.good.setVisible(not shown)
        self.checks.setVisible(bool(shown))
        if [self.checks.item(i).toolTip() for i in range(self.checks.count())] == [
            finding_line(f) for _, f in shown[:400]
        ]:
            return
        self.checks.clear()
        for page, finding in shown[:400]:
            error = finding.severity == "error"
            head = tr("Page {n}", n=page) if page else finding.place
            item = QListWidgetItem(
                icon("circle-x" if error else "triangle-alert", "err" if error else "warn"),
                f"{head}\n{finding_text(finding)}",
            )
            item.setData(_KEY, finding.place.removeprefix("row ").partition(",")[0])
            item.setData(_PAGE, page)
            item.setSizeHint(QSize(100, 44))
            item.setToolTip(finding_line(finding))
            self.checks.addItem(item)

    def show_product(self, name: str, reasons: tuple[Reason, ...]) -> None:
        self._reasons = reasons
        self.name.setText(name)
        self.why_text.setText(
            "\n".join(f"{number}. {reason_text(reason)}" for number, reason in enumerate(reasons, 1))
        )
        self.why.setEnabled(bool(name))
        self.why_card.setVisible(bool(name) and self.why.isChecked())

    # Chosen

    def _why(self) -> None:
        self.why_card.setVisible(self.why.isChecked() and bool(self._reasons))

    def _compare(self, value: str) -> None:
        if value == "?":
            name, _ = QFileDialog.getOpenFileName(self, tr("Choose an issue…"), "", "issue (*.json)")
            self.since.set_value("")
            if name:
                self.take_issue(name)
            return
        self.compared.emit(value)

    def take_issue(self, name: str) -> None:
        """Compare with an earlier issue's file."""
        if self.since.findData(name) < 0:
            path = Path(name)
            self.since.insertItem(1, f"{path.parent.name}/{path.name}", name)
        self.since.set_value(name)
        self.compared.emit(name)

    def _go(self, item: QListWidgetItem) -> None:
        if item.data(_PAGE):
            self.turned.emit(item.data(_PAGE))
        else:
            self.picked.emit(item.data(_KEY))

    def _save(self) -> None:
        if self._laid is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, tr("Report as CSV"), "moved.csv", "CSV (*.csv)")
        if name:
            from designer_app.files import write_bytes

            head, *lines = report(self._laid)
            write_bytes(Path(name), csv_bytes(head, lines))


def _list(name: str) -> QListWidget:
    made = under_bar(QListWidget())
    made.setAccessibleName(name)
    made.setFrameShape(QListWidget.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setIconSize(QSize(14, 14))
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.setItemDelegate(_TwoLines(made))
    made.setMouseTracking(True)
    return made


class _TwoLines(QStyledItemDelegate):
    """An icon, a name in 500, what is said of it below."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        dress = theme.current()
        rect: QRect = option.rect
        chosen = ground(painter, option)
        drawn = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(drawn, QIcon):
            drawn.paint(painter, rect.left() + 12, rect.top() + 7, 14, 14)
        head, _, below = str(index.data()).partition("\n")
        inner = rect.adjusted(36, 4, -12, -4)
        painter.setFont(theme.font(12, 500))
        painter.setPen(dress.colour("tx"))
        painter.drawText(
            inner,
            int(Qt.AlignmentFlag.AlignTop),
            painter.fontMetrics().elidedText(head, Qt.TextElideMode.ElideRight, inner.width()),
        )
        painter.setFont(theme.font(12))
        painter.setPen(dress.colour("tx" if chosen else "t2"))
        painter.drawText(
            inner,
            int(Qt.AlignmentFlag.AlignBottom),
            painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, inner.width()),
        )
