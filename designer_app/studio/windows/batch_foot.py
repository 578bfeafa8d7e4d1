"""The foot of the Batch window: what can be made, what it costs, and the buttons that fit the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from designer_app.studio.parts import button, column, label
from designer_app.studio.windows.batch_state import Checked
from designer_app.studio.windows.batch_words import seconds_text
from designer_app.studio.windows.frame import foot, sign, with_icon
from designer_app.studio.words import bytes_text, number_text, plural, tr

if TYPE_CHECKING:
    from designer_app.studio.windows.batch import BatchWindow


class BatchFoot(QWidget):
    """``refresh`` shows what the window can do now."""

    def __init__(self, window: BatchWindow) -> None:
        super().__init__()
        self._window = window
        self.ready, self.blocked, self.guess = label(""), label("", "err"), label("", "quiet")
        self._ready_sign, self._blocked_sign = sign("files", "tx"), sign("circle-x", "err")
        self.strict = QCheckBox(tr("Stop on warnings"))
        self.strict.setToolTip(tr("Make nothing while the check has an error or a warning"))
        self.strict.toggled.connect(lambda _: window.refresh())
        self.where = label("", "quiet")
        self.undo = button(tr("Take back"), window.take_back, "ghost", "undo-2")
        self.contact = with_icon(
            tr("Contact sheet as PDF"), lambda: window.also(contact=("pdf",)), "ghost", "file-text"
        )
        self.zip = with_icon(
            tr("ZIP per platform"), lambda: window.also(zip="platform"), "ghost", "file-archive"
        )
        self.back = button(tr("Back to the check"), window.to_check, "outline")
        self.retry = button("", window.make, "outline")
        self.pause = button(tr("Pause"), window.pause, "outline", "pause")
        self.halt = button(tr("Stop"), window.stop, "outline")
        self.go = button("", window.make, "primary")
        self.open_folder = button(tr("Open folder"), window.reveal, "primary")
        inner = foot(
            self._ready_sign, self.ready, self._blocked_sign, self.blocked, self.guess, self.where, None, self.undo, self.strict,
            self.contact, self.zip, self.back, self.retry, self.pause, self.halt, self.go, self.open_folder,
        )  # fmt: skip
        self.setLayout(column(inner, spacing=0))

    def refresh(self) -> None:
        window = self._window
        phase, found, run = window.phase, window.checked, window.run
        files = window.pages.currentIndex() == 1
        checking = not files
        for widget in (self._ready_sign, self.ready, self.guess, self.strict):
            widget.setVisible(checking and found is not None)
        bad = found.blocked if found else 0
        for widget in (self._blocked_sign, self.blocked):
            widget.setVisible(checking and bad > 0)
        if found is not None:
            self.ready.setText(tr("{files} can be made", files=plural(found.ready, "file")))
            self.blocked.setText(tr("{n} blocked by errors", n=number_text(bad)))
            self.guess.setText(_outlook(found))
        self.undo.setVisible(checking and bool(window.past))
        self.go.setVisible(checking)
        self.go.setEnabled(window.can_make)
        self.go.setText(_go_words(found))
        self.go.setToolTip(self._why_not(found))
        self.back.setVisible(files and phase != "making")
        self.where.setVisible(files)
        self.where.setText(
            tr("You can close this window, the work goes on. What is written stays written.")
            if phase == "making"
            else window.out
        )
        for widget in (self.pause, self.halt):
            widget.setVisible(phase == "making")
            widget.setEnabled(window.work is None or not window.work.stopping())
        over = phase == "made" and files
        stopped = over and run is not None and run.summary.stopped
        left = len(run.left) if over and run else 0
        self.retry.setVisible(stopped or left > 0)
        self.retry.setText(tr("Go on") if stopped else tr("Try {rows} again", rows=plural(left, "row")))
        for widget in (self.contact, self.zip):
            widget.setVisible(over and not stopped and window.width() >= 1200)
        self.open_folder.setVisible(over)

    def _why_not(self, found: Checked | None) -> str:
        if self._window.can_make or found is None:
            return ""
        if found.ready == 0:
            return tr("Every file is blocked by an error")
        return tr("The check has warnings") if self.strict.isChecked() else ""


def _go_words(found: Checked | None) -> str:
    fresh = found.ready - len(found.same) if found else 0
    if fresh > 0:
        return tr("Make {files}", files=plural(fresh, "file"))
    return tr("Confirm the files") if found and found.ready else tr("Make the files")


def _outlook(found: Checked) -> str:
    parts = []
    if found.same:
        parts.append(tr("{n} stay as they are", n=number_text(len(found.same))))
    if found.estimate.files and found.estimate.seconds:
        seconds = found.estimate.seconds
        words = tr("about {time}, {size}") if seconds >= 1 else "{time}, {size}"
        parts.append(words.format(time=seconds_text(seconds), size=bytes_text(found.estimate.bytes)))
    return "· " + " · ".join(parts) if parts else ""
