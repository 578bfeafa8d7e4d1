"""The banner under the top bar: what was recovered after a crash. Work goes on under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from designer_app.errors import Finding
from designer_app.studio import theme
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import button, label, row
from designer_app.studio.words import finding_advice, finding_text, plural, step_name, tr

if TYPE_CHECKING:
    from designer_app.studio.shell import EditorWindow


class Banner(QWidget):
    """A line across the window; ``tell`` fills and shows it, ``hide`` takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def tell(self, *parts: QWidget | None) -> None:
        self.setLayout(row(*parts, spacing=8, margins=(16, 7, 8, 7)))
        self.show()


def _read_only(window: EditorWindow) -> list[QWidget | None]:
    session = window.desk.session
    sign = label("")
    sign.setPixmap(pixmap("lock", theme.current().acc, 16))
    said = label(tr("It can be looked at, not changed. A copy can be changed."))
    head = label(f"{tr('Read-only')}: {tr(session.read_only)}.", "head")
    head.setToolTip(session.holder)
    again = button(tr("Try again"), lambda: window.opened.emit(window.source), "outline")
    return [sign, head, said, None, again, button(tr("Save a copy…"), window.documents.save_as, "primary")]


def _unusable(finding: Finding) -> list[QWidget]:
    """What a journal holds that can't be taken over: of an earlier state of the file, or broken."""
    if finding.code == "stale-journal":
        what = plural(int(finding.measure), "change")
        head = label(tr("{changes} were made to an earlier state of this file.", changes=what), "head")
        said = label(tr("They are kept beside the other journals."))
        said.setToolTip(finding_advice(finding))
        return [head, said]
    return [label(finding_text(finding), "head"), label(finding_advice(finding))]


def recover(window: EditorWindow) -> None:
    """What the journal gave back after a crash, told in the banner."""
    banner, session = window.banner, window.desk.session
    for finding in session.told:
        QTimer.singleShot(0, lambda finding=finding: window.desk.tell(finding))
    if session.read_only:
        banner.tell(*_read_only(window))
        return
    found = session.recovered
    if found is None:
        return
    sign = label("")
    sign.setPixmap(pixmap("life-buoy", theme.current().acc, 16))

    def shut() -> None:
        banner.hide()
        window.canvas.setFocus()

    close = button(tr("Keep recovered"), shut, "primary")
    parts: list[QWidget | None] = [sign]
    if found.commands and not window.desk.session.dirty:
        return  # only what was selected: nothing to decide
    if found.commands:
        what = tr("{changes} recovered.", changes=plural(found.commands, "change"))
        labels = [name for name in found.labels if name not in ("", "Select")]
        last = step_name(labels[-1]) if labels else tr("Opened")
        said = tr("Designer closed without warning. Nothing later than “{last}” is missing.", last=last)
        parts += [label(what, "head"), label(said), None]
        parts += [
            button(tr("Show the changes"), lambda: window.show_panel("history"), "ghost"),
            button(tr("Open last save"), lambda: (window.desk.session.go(0), shut()), "outline"),
            close,
        ]
    else:
        close.setText(tr("Close"))
        parts += [*(part for f in found.findings for part in _unusable(f)), None, close]
        close.setProperty("kind", "outline")
    banner.tell(*parts)
