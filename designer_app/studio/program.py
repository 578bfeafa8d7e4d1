"""The program: opens windows, dresses them, makes screenshots, and ends with a code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from designer_app.editor.session import Session
from designer_app.errors import DesignError, Finding, fail
from designer_app.studio import crashes, decision, focus, theme, words
from designer_app.studio.blank import blank_template, home_folder
from designer_app.studio.decision import Decision, details_of
from designer_app.studio.opening import become_document, open_document, same_document
from designer_app.studio.recent import remember
from designer_app.studio.shell import EditorWindow
from designer_app.studio.start import StartPage
from designer_app.studio.words import finding_advice, finding_text, tr

_PATIENCE = 60_000  # ms that a screenshot waits for settled pixels


class Program:
    """One window at a time: the start page or an editor."""

    def __init__(self, app: QApplication, *, dress: str, language: str, kit: str = "") -> None:
        self.app, self.kit = app, kit
        words.use(language)
        theme.apply(app, dress)
        self.window: QMainWindow | None = None
        self.windows: Any = None  # Batch and Catalog, once one was asked for
        self.as_seen = True  # documents open as they were looked at last
        self._table = ""  # waits for a template
        crashes.watch(self._crashed)
        focus.watch(app)

    def start(self) -> None:
        """The start page."""
        page = StartPage(self.kit)
        page.opened.connect(self.open)
        page.blank.connect(self._blank)
        page.dressed.connect(self.dress)
        page.beside.connect(self.beside)
        self._show(page)

    def open(self, name: str, kit: str = "") -> None:
        """A template, a job, or a file that becomes one. Faults are said in the window that is open, and so is what
        would be lost there."""
        window = self.window
        if isinstance(window, EditorWindow):
            if same_document(name, window.source) and not window.desk.session.read_only:
                return
            if not window.documents.may_close():
                return
        try:
            document = become_document(name, home_folder(), kit or self.kit)
            if document is None:
                self._wait_for_template(name)
                return
            session = open_document(document, as_seen=self.as_seen)
            if (
                session.read_only
                and isinstance(window, EditorWindow)
                and session.folder == window.desk.session.folder
            ):
                session.end()
                window.shut()  # the document itself, under another job
                session = open_document(document, as_seen=self.as_seen)
        except DesignError as fault:
            if self.window is None:
                raise
            self._tell(fault)
            return
        remember(str(Path(document).absolute()) if Path(document).exists() else document)
        self._edit(session, kit or self.kit)

    def _wait_for_template(self, table: str) -> None:
        """A table alone is no design: the next template that is chosen takes its rows."""
        if not isinstance(self.window, StartPage):
            self.start()
        assert isinstance(self.window, StartPage)
        self._table = table
        self.window.wait_for_template(Path(table).name)

    def _edit(self, session: Session, kit: str) -> None:
        window = EditorWindow(session, kit)
        window.dressed.connect(self.dress)
        window.homeward.connect(self._home)
        window.opened.connect(self.open)
        window.beside.connect(self.beside)
        window.charted.connect(self.chart_of)
        window.kept.connect(remember)
        self._show(window)
        table, self._table = self._table, ""
        if table:
            window.documents.open_table(Path(table))

    def beside(self, kind: str, what: str = "") -> QMainWindow | None:
        """The Batch or the Catalog window: of a job's file, else of what is open."""
        from designer_app.studio.windows.opening import beside

        return beside(self, kind, what)

    def chart_of(self, layer: str) -> None:
        """The Chart window of a layer of the open design."""
        from designer_app.studio.windows.opening import chart_of

        chart_of(self, layer)

    def _blank(self, size: str, kit: str) -> None:
        try:
            folder = blank_template(size, home_folder())
        except (DesignError, OSError) as fault:
            self._tell(fault if isinstance(fault, DesignError) else fail("cannot-write", found=str(fault)))
            return
        self.open(str(folder), kit)

    def _home(self) -> None:
        window = self.window
        if isinstance(window, EditorWindow) and window.desk.session.dirty and not window.close():
            return
        self.start()

    def dress(self, dress: str, language: str) -> None:
        """Another theme or language: the same window made again over the same session."""
        window = self.window
        words.use(language)
        theme.apply(self.app, dress)
        if self.windows is not None:
            self.windows.redress()
        if isinstance(window, EditorWindow):
            session, kit, number = window.desk.session, window.desk.kit_name, window.desk.row
            geometry = window.saveGeometry()
            window.shut(keep_journal=True)
            session.deafen()
            made = EditorWindow(session, kit)
            made.desk.set_row(number)
            made.dressed.connect(self.dress)
            made.homeward.connect(self._home)
            made.opened.connect(self.open)
            made.beside.connect(self.beside)
            made.charted.connect(self.chart_of)
            made.kept.connect(remember)
            made.restoreGeometry(geometry)
            self._show(made, replace=False)
        else:
            if isinstance(window, StartPage):
                self.kit = window.kit
            self.start()

    def _show(self, window: QMainWindow, *, replace: bool = True) -> None:
        old, self.window = self.window, window
        if old is not None:
            window.resize(old.size())
        else:
            window.resize(1440, 900)
        window.show()
        if old is not None:
            if isinstance(old, EditorWindow | StartPage) and replace:
                old.shut()
            old.hide()
            old.deleteLater()

    def _tell(self, fault: DesignError) -> None:
        first = fault.findings[0]
        text = ". ".join(part for part in (finding_text(first), finding_advice(first)) if part) + "."
        decision.ask(
            Decision(
                self.window,
                tr("This can't be opened"),
                text,
                [("", tr("Close"))],
                role="err",
                details=details_of(first),
            )
        )

    def _crashed(self, finding: Finding) -> None:
        if isinstance(self.window, EditorWindow):
            self.window.say(finding)
        sys.stderr.write(finding.line() + "\n")


def run(
    template: str = "", *, kit: str = "", screenshot: Path | None = None, panel: str = "", dress: str = "", language: str = "",
    viewport: tuple[int, int] = (1440, 900),
) -> int:  # fmt: skip
    """Open the studio; with ``screenshot`` wait for settled pixels, save what is shown, and leave."""
    if screenshot is not None and sys.platform == "linux" and not _display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["designer"])
    app.setApplicationName("Designer")
    language = language or QGuiApplication.inputMethod().locale().name()[:2]
    program = Program(app, dress=dress or _system_theme(), language=language, kit=kit)
    program.as_seen = screenshot is None  # a picture depends on what was asked for alone
    if panel in ("batch", "catalog", "chart"):
        program.window = program.beside(panel, template)
    elif template and panel != "start":
        program.open(template, kit)
    else:
        program.start()
    if screenshot is not None:
        return _picture(program, screenshot, panel, viewport)
    return int(app.exec())


def _display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _system_theme() -> str:
    from PySide6.QtCore import Qt

    scheme = QGuiApplication.styleHints().colorScheme()
    return "light" if scheme == Qt.ColorScheme.Light else "dark"


def _picture(program: Program, target: Path, panel: str, viewport: tuple[int, int]) -> int:
    window = program.window
    try:
        _take(program, target, panel, viewport)
    finally:  # its threads must have ended before Qt goes
        if isinstance(window, EditorWindow | StartPage):
            window.shut(keep_journal=True)
        if program.windows is not None:
            program.windows.shut()
    return 0


def _take(program: Program, target: Path, panel: str, viewport: tuple[int, int]) -> None:
    from PySide6.QtCore import QBuffer, QByteArray

    from designer_app.files import write_bytes

    window = program.window
    assert window is not None
    window.resize(*viewport)
    if QGuiApplication.platformName() == "offscreen":  # whose pointer rests on the first button
        QCursor.setPos(-100, -100)
    if isinstance(window, EditorWindow) and panel in ("assets", "brand", "problems", "history", "data"):
        window.show_panel(panel)
    if not settle(program):
        raise fail(
            "not-settled", found="pixels that did not come", expected="a settled canvas within a minute"
        )
    shown = None
    if isinstance(window, EditorWindow):
        opens = {
            "palette": window.over.palette, "shortcuts": window.over.shortcuts, "export": window.over.export,
            "find": window.over.find,
        }  # fmt: skip
        shown = opens[panel]() if panel in opens else None
    settle(program)
    picture = window.grab()
    if shown is not None:
        _lay_over(window, picture, shown)
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # house: into memory
    write_bytes(target, raw.data())


def _lay_over(window: QMainWindow, picture: object, shown: object) -> None:
    """A popover or dialog is a window of its own: it is drawn where it stands, a dialog above the middle of its window."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtWidgets import QDialog, QWidget

    assert isinstance(picture, QPixmap)
    assert isinstance(shown, QWidget)
    at = window.mapFromGlobal(shown.pos())
    if isinstance(shown, QDialog):
        at = QPoint((window.width() - shown.width()) // 2, (window.height() - shown.height()) // 2)
    painter = QPainter(picture)
    painter.drawPixmap(at, shown.grab())
    painter.end()
    shown.close()


def settle(program: Program, patience: int = _PATIENCE) -> bool:
    """Let the event loop run until the window's pixels are settled. Whether they are."""
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(10)
    calm = [0]

    def look() -> None:
        window = program.window
        settled = bool(getattr(window, "settled", False))
        calm[0] = calm[0] + 1 if settled else 0
        if calm[0] >= 40:  # the flight check comes a quarter of a second after the last change
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(patience, loop.quit)
    loop.exec()
    timer.stop()
    return calm[0] >= 40
