"""What is wrong on all boards, as cards: worst first, a click goes there, the mends stand below as buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from designer_app.design.template import Template
from designer_app.editor.mending import Mend
from designer_app.editor.where import Where
from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.boards import Board
from designer_app.studio.desk import Desk
from designer_app.studio.fault_words import (
    cause_of,
    once,
    remedy_of,
    sizes_with,
    wanted_in,
    what_is_wrong,
    where_of,
)
from designer_app.studio.flow import flow
from designer_app.studio.icons import pixmap
from designer_app.studio.mending import Mender
from designer_app.studio.parts import Empty, Pressed, button, clear, column, label, line, row, scrolled
from designer_app.studio.words import tr

_MOST = 60
_ICONS = {
    "Smaller type": "a-large-small", "Higher box": "move-vertical", "Wider box": "move-horizontal",
    "Legible colour": "palette", "Use “{what}”": "hexagon", "Another picture…": "image", "Move inside": "scan",
    "Smaller place": "fold-vertical", "Shorten…": "table-2", "Fill in…": "table-2", "Correct…": "table-2",
    "Take the short form": "fold-vertical", "Allow {what} characters": "unfold-vertical",
}  # fmt: skip


def _lands(offer: Mend) -> str:
    """Where the mend would be written: the mark of the switch, in words."""
    for command in offer.commands:
        where = getattr(command, "where", None)
        if isinstance(where, Where):
            said = {
                "master": tr("Changes the master: all sizes"), "class": tr("Changes the class “{name}” alone", name=tr(where.size_class.capitalize())),
                "size": tr("Changes this size alone"), "row": tr("Changes this row alone"),
            }[where.scope]  # fmt: skip
            return f"{said}. {tr('Ctrl+Z takes it back.')}"
    return ""


class ProblemsPanel(QWidget):
    """``go(board, finding)`` shows where a problem is; ``opens`` lets a person do what no command can: pick a picture for
    the selected layer, write into a cell."""

    def __init__(
        self, desk: Desk, go: Callable[[Board, Finding], None], opens: Callable[[Mend], None]
    ) -> None:
        super().__init__()
        self._desk, self._go, self._opens = desk, go, opens
        self._mender = Mender(desk)
        self.count = label("", "hint")
        self.cards: list[ProblemCard] = []
        self._nothing = Empty(
            "circle-check",
            tr("Nothing to mend"),
            tr("All sizes passed the checks for this row. They run after each edit."),
        )
        self._rows = column(spacing=4, margins=(8, 8, 8, 8))
        self._area = scrolled(self._rows)
        head = QWidget()
        head.setFixedHeight(36)
        self.all = button(tr("Mend all"), self.mend_all, "row", "shield-check")
        self.all.setIconSize(QSize(14, 14))
        self.all.setToolTip(tr("The first mend of each that clears it, as one step"))
        head.setLayout(
            row(label(tr("Problems"), "head"), self.count, None, self.all, spacing=8, margins=(12, 0, 8, 0))
        )
        self.setLayout(column(head, line(), self._nothing, self._area, spacing=0))
        self._shown: object = None
        desk.made.connect(lambda made: self.fill() if made.wish.check else None)
        desk.viewed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        every = self._desk.problems()
        found, boards = once(every), sizes_with(every)
        shown = ([(board.name, finding) for board, finding in found], boards, self._desk.scope)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._rows)
        self._nothing.setVisible(not found)
        self._area.setVisible(bool(found))
        self.count.setText(str(len(found)) if found else "")
        template = self._desk.session.state.template
        self.cards = [
            ProblemCard(
                board,
                finding,
                self._mender.offers(board, finding),
                self._picked,
                self._mend,
                template,
                boards.get(finding, 1),
            )
            for board, finding in found[:_MOST]
        ]
        for card in self.cards:
            self._rows.addWidget(card)
        self.all.setVisible(sum(1 for card in self.cards if card.mends) > 1)
        if len(found) > _MOST:
            self._rows.addWidget(label(tr("and {count} more", count=len(found) - _MOST), "hint"))
        self._rows.addStretch(1)

    def _picked(self, name: str, finding: Finding) -> None:
        board = self._desk.canvas.board(name)
        if board is not None:
            self._go(board, finding)

    def _mend(self, name: str, finding: Finding, mend: Mend) -> None:
        board = self._desk.canvas.board(name)
        if board is None:
            return
        self._go(board, finding)
        if mend.opens:
            self._opens(mend)
        else:
            self._mender.mend(board, finding, mend)

    def mend_all(self) -> None:
        """Every problem that a mend clears, as one step."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            count = self._mender.mend_all(once(self._desk.problems()))
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._desk.tell(
            tr("Mended: {count}. Ctrl+Z takes it back.", count=count)
            if count
            else tr("Nothing here can be mended by one click")
        )

    def mend_first(self) -> None:
        """The first mend of the card that has the keyboard, else of the first that has one."""
        with_mends = [card for card in self.cards if card.mends]
        card = next((c for c in with_mends if c.hasFocus()), with_mends[0] if with_mends else None)
        if card is not None:
            card.mends[0].click()
        else:
            self._desk.tell(tr("Nothing here can be mended by one click"))


class ProblemCard(Pressed):
    """Cause, where, what was found, and the mends; where there are none, the remedy that the check gives."""

    def __init__(
        self, board: Board, finding: Finding, offers: tuple[Mend, ...], picked: Callable[[str, Finding], None],
        mend: Callable[[str, Finding, Mend], None], template: Template, boards: int,
    ) -> None:  # fmt: skip
        cause, where = cause_of(finding), where_of(finding, template, board.title, boards)
        super().__init__(f"{cause}, {where}", lambda name=board.name: picked(name, finding))
        self.setObjectName("card")
        self.finding = finding
        bad = finding.severity == "error"
        sign = label("")
        sign.setPixmap(
            pixmap(
                "circle-x" if bad else "triangle-alert",
                theme.current().err if bad else theme.current().warn,
                16,
            )
        )
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setFixedWidth(16)
        words = column(label(cause, "head", wrap=True), label(where, "hint", wrap=True), spacing=2)
        if said := what_is_wrong(finding):
            words.addWidget(label(said, "", wrap=True))
        if wanted_in(finding) or (finding.remedy and not offers):
            words.addWidget(label(remedy_of(finding), "hint", wrap=True))
        self.mends: list[QPushButton] = []
        for offer in offers:
            made = button(
                tr(offer.title, what=offer.what), lambda offer=offer: mend(board.name, finding, offer), "row",
                _ICONS.get(offer.title, ""),
            )  # fmt: skip
            made.setToolTip(_lands(offer))
            made.setIconSize(QSize(14, 14))
            self.mends.append(made)
        if self.mends:
            words.addSpacing(4)
            words.addLayout(flow(*self.mends))
        rows = row(sign, spacing=8, margins=(8, 8, 8, 8))
        rows.addLayout(words, 1)
        self.setLayout(rows)
        self.setToolTip(tr("Click goes there"))
