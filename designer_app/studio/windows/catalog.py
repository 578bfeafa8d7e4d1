"""The Catalog window: a collection at the left, its pages as they lie open, what moved at the right; published beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QHeaderView,
    QMainWindow,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from designer_app.errors import DesignError, Finding
from designer_app.production.catalog.explaining import reasons
from designer_app.production.catalog.publishing import Published
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.jobs import Job, read_job, write_job
from designer_app.studio.icons import icon
from designer_app.studio.parts import Empty, Segments, button, column, label, line, row, tool, upright
from designer_app.studio.windows.catalog_right import CatalogRight
from designer_app.studio.windows.catalog_side import CatalogSide
from designer_app.studio.windows.catalog_spreads import Spreads
from designer_app.studio.windows.catalog_state import (
    Laid,
    excluded,
    first_collection,
    issued,
    laid,
    pinned,
    unpinned,
    wish_of,
)
from designer_app.studio.windows.catalog_words import state_text
from designer_app.studio.windows.frame import bar, foot, sign
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.windows.work import Work
from designer_app.studio.words import number_text, plural, tr

_PAUSE = 250  # ms after a change before the pages are laid out anew


class CatalogWindow(QMainWindow):
    """One collection. ``closed`` when the window is done with."""

    closed = Signal()
    ran = Signal(str)

    def __init__(self, job: Job, file: str = "", out: str = "") -> None:
        super().__init__()
        self.setWindowTitle(tr("Catalog"))
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.job, self.file = job, file
        self.out = out or str(_folder_for(job, file))
        self.saved = job if file else None
        self.laid: Laid | None = None
        self.done: Published | None = None
        self.work: Work | None = None
        self.phase = "empty"  # empty, laying, laid, publishing
        self.since, self.keep = "", ""
        self._again = False
        self._past: list[Job] = []
        self._shown_key = ""
        self.thumbs = Thumbs(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.lay)
        self._name = label("", "quiet")
        self.open_button = button(tr("Open job"), self.ask_job, "ghost")
        self.save_button = button(tr("Save job"), self.save, "outline")
        self.go = button(tr("Publish the catalog"), self.publish, "primary")
        self.side = CatalogSide()
        self.side.changed.connect(self.set_job)
        self.side.kept.connect(self.set_keep)
        self.side.aimed.connect(self.set_out)
        self.side.picked.connect(lambda key: self.pick(key, show=True))
        self.spreads = Spreads(self.thumbs)
        self.spreads.picked.connect(self.pick)
        self.spreads.dropped.connect(self.pin)
        self.spreads.asked.connect(self._menu)
        self.spreads.found.connect(self._findings)
        self.right = CatalogRight()
        self.right.picked.connect(lambda key: self.pick(key, show=True))
        self.right.turned.connect(self.spreads.show_page)
        self.right.compared.connect(self.set_since)
        body = QWidget()
        body.setLayout(
            column(
                bar(tr("Catalog"), self._name, self.open_button, self.save_button, self.go),
                row(self.side, self._middle(), self.right, spacing=0), self._foot(), spacing=0,
            )
        )  # fmt: skip
        self.setCentralWidget(body)
        self.side.show_job(job, self.out)
        self._refresh()
        self.lay()

    def _middle(self) -> QWidget:
        self.views = Segments(
            [("spreads", tr("Spreads")), ("pages", tr("Pages")), ("table", tr("Table"))], "spreads"
        )
        self.views.picked.connect(self.turn)
        self.marks = QCheckBox(tr("Marks of changes"))
        self.marks.setChecked(True)
        self.marks.toggled.connect(self.spreads.set_marks)
        self._zoom = label("", "quiet")
        self.spreads.zoomed.connect(lambda scale: self._zoom.setText(f"{scale * 100:.0f}\u00a0%"))
        self._zooms = [
            tool("zoom-out", tr("Smaller"), lambda: self.spreads.zoom(-1)), self._zoom, tool("zoom-in", tr("Larger"), lambda: self.spreads.zoom(1)),
        ]  # fmt: skip
        tools = QWidget()
        tools.setObjectName("headroom")
        tools.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tools.setFixedHeight(44)
        tools.setLayout(
            row(self.views, None, self.marks, upright(), *self._zooms, spacing=8, margins=(12, 0, 8, 0))
        )
        self.table = QTreeWidget()
        self.table.setObjectName("body")
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(tr("Table"))
        self.table.setHeaderLabels(
            [tr("Product"), tr("Section"), tr("Price"), tr("Page"), tr("State"), tr("By hand")]
        )
        head = self.table.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 110), (2, 76), (3, 64), (4, 176), (5, 96)):
            self.table.setColumnWidth(at, width)
        self.table.setSortingEnabled(False)
        self.table.currentItemChanged.connect(
            lambda item, _: item is not None and self.pick(item.data(0, Qt.ItemDataRole.UserRole))
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._table_menu)
        self.open_table = button(tr("Open a table"), self.side.ask_table, "primary")
        self.fault = Empty("book-open", "", "", self.open_table)
        self.pages = QStackedWidget()
        for page in (self.spreads, self.table, self.fault):
            self.pages.addWidget(page)
        middle = QWidget()
        middle.setLayout(column(tools, line(), self.pages, spacing=0))
        return middle

    def _foot(self) -> QWidget:
        self._table_sign = sign("table-2", "t2")
        self.table_name, self.said = label("", "quiet"), label("")
        self.hint = label(tr("Drag a product to another page to pin it there."), "hint")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.stop_button = button(tr("Stop"), self.stop, "outline")
        self.undo = button(tr("Take back"), self.take_back, "ghost", "undo-2")
        self.open_folder = button(tr("Open folder"), lambda: self.reveal(), "outline", "folder-open")
        return foot(
            self._table_sign, self.table_name, self.said, self.progress, None, self.hint, self.undo, self.stop_button, self.open_folder
        )  # fmt: skip

    # The job

    def set_job(self, job: Job) -> None:
        """Another collection: its pages are laid out as soon as nothing changes for a moment."""
        if job != self.job:
            self._past.append(self.job)
            self.job = job
            self._later()

    def take_back(self) -> None:
        """The collection as it was before the last change."""
        if self._past:
            self.job = self._past.pop()
            self.side.show_job(self.job, self.out)
            self._later()

    def set_since(self, path: str) -> None:
        self.since = path
        self._later()

    def set_keep(self, text: str) -> None:
        self.keep = text
        self._later()

    def set_out(self, out: str) -> None:
        self.out = out
        self._later()

    def _later(self) -> None:
        self._timer.start()
        self._refresh()

    def pin(self, key: str, page: int) -> None:
        """Pin a product to a page."""
        self.set_job(pinned(self.job, key, page=page))
        self.side.show_job(self.job, self.out)

    def enlarge(self, key: str, size: str) -> None:
        """A product's size by hand: single, double, page; "" = as its importance says."""
        old = next((pin.page for pin in wish_of(self.job).pins if pin.key == key), 0)
        self.set_job(pinned(self.job, key, page=old, size=size))

    def exclude(self, key: str, out: bool = True) -> None:
        """Leave a product out by hand, or take it in again."""
        self.set_job(excluded(self.job, key, out))

    def unpin(self, key: str) -> None:
        self.set_job(unpinned(self.job, key))

    def save(self) -> bool:
        if not self.file:
            name, _ = QFileDialog.getSaveFileName(
                self,
                tr("Save job"),
                str(Path(self.job.data or ".").parent / "catalog.job.json"),
                "job (*.json)",
            )
            if not name:
                return False
            self.file = name
        try:
            write_job(Path(self.file), self.job)
        except DesignError as fault:
            self._say(fault.findings)
            return False
        self.saved = self.job
        self._refresh()
        return True

    def ask_job(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open job"), "", "job (*.json *.toml)")
        if name:
            self.open_job(name)

    def open_job(self, name: str) -> None:
        """A job's file instead of this one."""
        try:
            job = read_job(Path(name))
        except DesignError as fault:
            self._say(fault.findings)
            return
        self.job, self.file, self.saved, self._past = job, name, job, []
        self.out, self.since, self.keep = str(_folder_for(job, name)), "", ""
        self.side.show_job(job, self.out)
        self.lay()

    # Laying out

    def lay(self) -> None:
        """Put the products on their pages; nothing is written."""
        self._timer.stop()
        if self.phase == "publishing":
            return
        if self.work is not None:
            self._again = True
            return
        if not self.job.data:
            self._fail(
                tr("Open a table of products"),
                tr("Each row becomes a product on a page. Drop a CSV or Excel file here."),
                table=True,
            )
            return
        if self.job.catalog is None:
            try:
                self.job = first_collection(self.job.data, self.job.kits[0] if self.job.kits else "")
            except DesignError as fault:
                self._failed(fault.findings)
                return
            self.side.show_job(self.job, self.out)
        self.phase = "laying"
        job, file, out, since, keep = self.job, self.file, self.out, self.since, _numbers(self.keep)
        self._begin(lambda work: laid(job, file, out, since=since, keep=keep))
        self._refresh()

    def _begin(self, run: Any) -> None:
        self.work = Work(run, self)
        self.work.heard.connect(self._heard)
        self.work.done.connect(self._arrived)
        self.work.failed.connect(self._failed)
        self.work.ended.connect(self._ended)
        self.work.start()

    def _arrived(self, what: Any) -> None:
        if isinstance(what, Published):
            self._show_done(what)
        elif not self._again:
            self._show_laid(what)

    def _show_laid(self, found: Laid) -> None:
        self.laid, self.phase = found, "laid"
        self.spreads.kept = frozenset(_numbers(self.keep))
        self.spreads.show_laid(found)
        self.side.show_job(self.job, self.out)
        self.side.show_laid(found)
        self.right.show_laid(found)
        self._fill_table()
        self._findings()
        self.turn(self.views_value())
        if self._shown_key:
            self.pick(self._shown_key)
        draft = found.draft
        holes = tr("no holes")
        self.said.setText(
            f"{plural(len(draft.products.by_key), 'product')} · {plural(len(draft.plans), 'page')} · {holes}"
        )
        self.side.title.setProperty("wrong", "false")

    def _failed(self, findings: tuple[Finding, ...]) -> None:
        if self._again:
            return
        first = findings[0]
        publishing = self.phase == "publishing"
        self.phase = "laid" if self.laid is not None and publishing else "empty"
        if publishing:
            self.said.setText(
                tr("Stopped. Pages that are drawn are kept; publishing goes on from there.")
                if first.code == "stopped"
                else first.line()
            )
        else:
            self._fail(_headline(first), "\n".join(f.line() for f in findings[:3]))
        self._refresh()

    def _fail(self, title: str, how: str, table: bool = False) -> None:
        self.laid = None if table else self.laid
        self.fault.title.setText(title)
        self.fault.how.setText(how)
        self.open_table.setVisible(table)
        self.pages.setCurrentWidget(self.fault)
        self.phase = "empty"
        self._refresh()

    def _ended(self) -> None:
        self.work = None
        if self._again:
            self._again = False
            self.lay()
        self._refresh()

    def _findings(self) -> None:
        if self.laid is None:
            return
        told: list[tuple[int, Finding]] = [(0, f) for f in self.laid.draft.findings]
        told += [(page, f) for page, f in self.spreads.findings() if isinstance(f, Finding)]
        self.right.show_findings(told)

    def _fill_table(self) -> None:
        assert self.laid is not None
        self.table.blockSignals(True)
        self.table.clear()
        for good in self.laid.goods:
            hand = (
                tr("page {n}", n=good.pin.page)
                if good.pin and good.pin.page
                else tr("by size")
                if good.pin
                else ""
            )
            item = QTreeWidgetItem(
                [
                    good.name,
                    good.section,
                    good.price,
                    str(good.page or ""),
                    state_text(good.state),
                    hand or (tr("left out") if good.state == "excluded" else ""),
                ]
            )
            item.setData(0, Qt.ItemDataRole.UserRole, good.key)
            item.setToolTip(0, f"{good.name} · {good.key}")
            item.setSizeHint(0, QSize(100, 28))
            if good.pin:
                item.setIcon(5, icon("pin"))
            if good.state != "placed":
                from designer_app.studio import theme

                for at in range(6):
                    item.setForeground(at, theme.current().colour("t3"))
            self.table.addTopLevelItem(item)
            if good.key == self._shown_key:
                self.table.setCurrentItem(item)
        self.table.blockSignals(False)

    # Looking

    def views_value(self) -> str:
        return next(name for name, made in self.views.buttons.items() if made.isChecked())

    def turn(self, view: str) -> None:
        """Spreads, pages by themselves, or the table."""
        self.views.set_value(view)
        if self.laid is None:
            return
        self.spreads.set_single(view == "pages")
        self.pages.setCurrentWidget(self.table if view == "table" else self.spreads)
        for widget in (self.marks, *self._zooms):
            widget.setVisible(view != "table")

    def pick(self, key: str, show: bool = False) -> None:
        """Mark a product everywhere, and say why it stands where it stands."""
        self._shown_key = key
        self.spreads.choose(key, show=show)
        if self.laid is None:
            return
        good = next((g for g in self.laid.goods if g.key == key), None)
        try:
            why = reasons(self.laid.draft, key)
        except DesignError:
            why = ()
        self.right.show_product(good.name if good else key, why)

    def _menu(self, key: str, page: int, at: QPoint) -> None:
        if key:
            self.menu_of(key, page).exec(at)

    def menu_of(self, key: str, page: int) -> QMenu:
        """What can be done with a product by hand."""
        menu = QMenu(self)
        pin = next((p for p in wish_of(self.job).pins if p.key == key), None)
        if page:
            menu.addAction(icon("pin"), tr("Pin to page {n}", n=page), lambda: self.pin(key, page))
        to = menu.addMenu(tr("Pin to page…"))
        goods = [plan.number for plan in self.laid.draft.plans if plan.kind == "goods"] if self.laid else []
        for number in goods[:60]:
            to.addAction(str(number), lambda number=number: self.pin(key, number))
        sizes = menu.addMenu(tr("Size"))
        for name, word in (
            ("", "As its importance says"),
            ("single", "a cell"),
            ("double", "two cells"),
            ("page", "a page"),
        ):
            made = sizes.addAction(tr(word), lambda name=name: self.enlarge(key, name))
            made.setCheckable(True)
            made.setChecked((pin.size if pin else "") == name)
        if pin is not None:
            menu.addAction(icon("undo-2"), tr("Take the pin off"), lambda: self.unpin(key))
        menu.addSeparator()
        if key in wish_of(self.job).exclude:
            menu.addAction(icon("plus"), tr("Take it in again"), lambda: self.exclude(key, False))
        else:
            menu.addAction(icon("ban"), tr("Leave it out"), lambda: self.exclude(key))
        menu.addAction(
            icon("circle-help"), tr("Why here"), lambda: (self.right.why.setChecked(True), self.pick(key))
        )
        return menu

    def _table_menu(self, at: QPoint) -> None:
        item = self.table.itemAt(at)
        if item is not None:
            page = int(item.text(3) or 0)
            self.menu_of(item.data(0, Qt.ItemDataRole.UserRole), page).exec(
                self.table.viewport().mapToGlobal(at)
            )

    # Publishing

    @property
    def can_publish(self) -> bool:
        return (
            self.phase == "laid"
            and self.laid is not None
            and bool(wish_of(self.job).outputs)
            and not self._timer.isActive()
        )

    def publish(self) -> None:
        """Write the outputs: the same door as ``designer catalog``."""
        if not self.can_publish or self.work is not None or self.laid is None:
            return
        self.phase, self.done = "publishing", None
        found, out, outputs = self.laid, self.out, wish_of(self.job).outputs
        self.progress.setRange(0, len(found.draft.plans))
        self.progress.setValue(0)
        self._begin(
            lambda work: issued(
                found, out, outputs, lambda done, total: work.tell((done, total)), work.stopping
            )
        )
        self._refresh()

    def stop(self) -> None:
        if self.work is not None:
            self.work.stop()
            self.stop_button.setEnabled(False)

    def _heard(self, told: list[Any]) -> None:
        done, total = told[-1]
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        self.said.setText(
            tr("Publishing: {done} of {total}", done=number_text(done), total=number_text(total))
        )
        self.ran.emit(f"{done} / {total}")

    def _show_done(self, done: Published) -> None:
        self.done, self.phase = done, "laid"
        drawn = tr("{n} drawn anew", n=number_text(done.drawn)) if done.drawn else tr("none drawn anew")
        self.said.setText(
            tr(
                "Published: {files} · {pages}, {drawn}",
                files=plural(len(done.files), "file"),
                pages=plural(done.pages, "page"),
                drawn=drawn,
            )
        )
        self.ran.emit("")
        told = [(0, f) for f in (*(self.laid.draft.findings if self.laid else ()), *done.findings)]
        self.right.show_findings(told)

    def reveal(self) -> None:
        """Show the output folder in the system's way."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.out).absolute())))

    # Shown

    def _refresh(self) -> None:
        name = Path(self.file).name if self.file else tr("new job")
        self._name.setText(f"{name} · {tr('saved') if self.saved == self.job else tr('not saved')}")
        self.save_button.setEnabled(self.saved != self.job)
        busy = self.phase == "publishing"
        self.go.setEnabled(self.can_publish)
        self.go.setToolTip("" if wish_of(self.job).outputs else tr("Choose what to publish"))
        self.progress.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.stop_button.setEnabled(True)
        self.table_name.setText(Path(self.job.data).name if self.job.data else "")
        self._table_sign.setVisible(bool(self.job.data))
        self.undo.setVisible(bool(self._past) and not busy)
        self.hint.setVisible(self.width() >= 1360 and not busy and self.done is None)
        self.open_folder.setVisible(self.done is not None and not busy)
        self.side.setEnabled(not busy)

    def _say(self, findings: tuple[Finding, ...]) -> None:
        from designer_app.studio.toast import Toast

        self._toast = Toast(self.spreads, findings[0])

    @property
    def settled(self) -> bool:
        """Whether nothing runs and every picture is there."""
        calm = self.work is None and not self._timer.isActive()
        shown = self.pages.currentWidget() is not self.spreads or self.spreads.settled
        return calm and shown and self.thumbs.settled

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = self._shown_key
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.publish()
        elif held and (event.key() == Qt.Key.Key_S or event.nativeScanCode() == 39):
            self.save()
        elif held and (event.key() == Qt.Key.Key_O or event.nativeScanCode() == 32):
            self.ask_job()
        elif held and (event.key() == Qt.Key.Key_Z or event.nativeScanCode() == 52):
            self.take_back()
        elif event.key() == Qt.Key.Key_Escape and self.phase == "publishing":
            self.stop()
        elif event.key() == Qt.Key.Key_F5:
            self.lay()
        elif event.key() == Qt.Key.Key_Delete and key:
            self.exclude(key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            name = url.toLocalFile()
            if name.endswith((".job.json", "job.json", ".toml")):
                self.open_job(name)
            elif name.lower().endswith(SUFFIXES):
                self.take_table(name)

    def take_table(self, name: str) -> None:
        """Another table of products: a collection begins anew."""
        self.job = msgspec.structs.replace(
            self.job, data=name, catalog=None, columns={}, cells={}, where="", order=""
        )
        self.out = str(_folder_for(self.job, self.file))
        self.lay()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A run goes on while the window is hidden; all else ends."""
        if self.phase == "publishing" and self.work is not None:
            event.ignore()
            alone = not any(
                w.isVisible() for w in QApplication.topLevelWidgets() if w.isWindow() and w is not self
            )
            self.showMinimized() if alone else self.hide()
            return
        self.shut()
        event.accept()
        self.closed.emit()

    def shut(self) -> None:
        self._timer.stop()
        if self.work is not None:
            self.work.end()
            self.work = None
        self.thumbs.close()


def _numbers(text: str) -> list[int]:
    """``1-7, 9`` as numbers; what is none is passed over while it is being written."""
    found: list[int] = []
    for part in text.replace("–", "-").split(","):
        first, _, last = part.strip().partition("-")
        if first.strip().isdigit():
            end = last.strip() or first.strip()
            found += range(int(first), min(int(end), 2000) + 1) if end.isdigit() else []
    return found


def _folder_for(job: Job, file: str) -> Path:
    """Where a catalog goes unless one says otherwise: ``out`` beside the job or the table."""
    from designer_app.studio.windows.batch import _folder_for as folder

    return folder(job, file)


def _headline(finding: Finding) -> str:
    words = finding.found or finding.code.replace("-", " ")
    return words[:1].upper() + words[1:]
