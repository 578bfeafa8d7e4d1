"""The Catalog window: a collection at the left, its pages as they lie open, what moved at the right; published beside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QProgressBar,
    QWidget,
)

from designer_app.errors import DesignError, Finding
from designer_app.production.catalog.explaining import reasons
from designer_app.production.catalog.publishing import Published
from designer_app.production.jobs import Job
from designer_app.studio.parts import button, column, label, row
from designer_app.studio.windows.catalog_middle import CatalogMiddle
from designer_app.studio.windows.catalog_right import CatalogRight
from designer_app.studio.windows.catalog_side import CatalogSide
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
from designer_app.studio.windows.catalog_table import product_menu
from designer_app.studio.windows.frame import bar, foot, sign
from designer_app.studio.windows.job_window import JobWindow, folder_for
from designer_app.studio.words import finding_line, finding_text, number_text, plural, tr

_PAUSE = 250  # ms after a change before the pages are laid out anew


class CatalogWindow(JobWindow):
    """One collection. Phases: empty, laying, laid, publishing."""

    def __init__(self, job: Job, file: str = "", out: str = "") -> None:
        super().__init__(tr("Catalog"), job, file, out, _PAUSE)
        self.laid: Laid | None = None
        self.done: Published | None = None
        self.phase = "empty"
        self.since, self.keep = "", ""
        self._shown_key = ""
        self.go = button(tr("Publish the catalog"), self.publish, "primary")
        self.side = CatalogSide()
        self.side.changed.connect(self.set_job)
        self.side.kept.connect(self.set_keep)
        self.side.aimed.connect(self.set_out)
        self.side.picked.connect(lambda key: self.pick(key, show=True))
        self.middle = CatalogMiddle(self.thumbs, self.side.ask_table)
        self.spreads, self.table = self.middle.spreads, self.middle.table
        self.table.picked.connect(self.pick)
        self.table.asked.connect(self._menu)
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
                bar(tr("Catalog"), self.name_label, self.open_button, self.save_button, self.go),
                row(self.side, self.middle, self.right, spacing=0), self._foot(), spacing=0,
            )
        )  # fmt: skip
        self.setCentralWidget(body)
        self.show_job()
        self.look()

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

    def show_job(self) -> None:
        self.side.show_job(self.job, self.out)

    def set_since(self, path: str) -> None:
        self.since = path
        self.later()

    def set_keep(self, text: str) -> None:
        self.keep = text
        self.later()

    def pin(self, key: str, page: int) -> None:
        """Pin a product to a page."""
        self.set_job(pinned(self.job, key, page=page))

    def enlarge(self, key: str, size: str) -> None:
        """A product's size by hand: single, double, page; "" = as its importance says."""
        old = next((pin.page for pin in wish_of(self.job).pins if pin.key == key), 0)
        self.set_job(pinned(self.job, key, page=old, size=size))

    def exclude(self, key: str, out: bool = True) -> None:
        """Leave a product out by hand, or take it in again."""
        self.set_job(excluded(self.job, key, out))

    def unpin(self, key: str) -> None:
        self.set_job(unpinned(self.job, key))

    # Laying out

    def look(self) -> None:
        """Put the products on their pages; nothing is written."""
        self.timer.stop()
        if self.phase == "publishing":
            return
        if self.work is not None:
            self.again = True
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
                self.failed(fault.findings)
                return
            self.show_job()
        self.phase = "laying"
        job, file, out, since, keep = self.job, self.file, self.out, self.since, _numbers(self.keep)
        self.begin(lambda work: laid(job, file, out, since=since, keep=keep))
        self.refresh()

    def arrived(self, what: Any) -> None:
        if isinstance(what, Published):
            self._show_done(what)
        else:
            self._show_laid(what)

    def _show_laid(self, found: Laid) -> None:
        self.laid, self.phase = found, "laid"
        self.spreads.kept = frozenset(_numbers(self.keep))
        self.spreads.show_laid(found)
        self.show_job()
        self.side.show_laid(found)
        self.right.show_laid(found)
        self.table.fill(found, self._shown_key)
        self._findings()
        self.middle.show_laid()
        if self._shown_key:
            self.pick(self._shown_key)
        draft = found.draft
        holes = tr("no holes")
        self.said.setText(
            f"{plural(len(draft.products.by_key), 'product')} · {plural(len(draft.plans), 'page')} · {holes}"
        )

    def failed(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        publishing = self.phase == "publishing"
        self.phase = "laid" if self.laid is not None and publishing else "empty"
        if publishing:
            self.said.setText(
                tr("Stopped. Pages that are drawn are kept; publishing goes on from there.")
                if first.code == "stopped"
                else finding_line(first)
            )
        else:
            self._fail(finding_text(first), "\n".join(finding_line(f) for f in findings[:3]))
        self.refresh()

    def _fail(self, title: str, how: str, table: bool = False) -> None:
        self.laid = None if table else self.laid
        self.middle.show_fault(title, how, table=table)
        self.phase = "empty"
        self.refresh()

    def _findings(self) -> None:
        if self.laid is None:
            return
        told: list[tuple[int, Finding]] = [(0, f) for f in self.laid.draft.findings]
        told += [(page, f) for page, f in self.spreads.findings() if isinstance(f, Finding)]
        self.right.show_findings(told)

    # Looking

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

    def explain(self, key: str) -> None:
        """Say why a product stands where it stands."""
        self.right.why.setChecked(True)
        self.pick(key)

    def _menu(self, key: str, page: int, at: QPoint) -> None:
        if key:
            self.menu_of(key, page).exec(at)

    def menu_of(self, key: str, page: int) -> QMenu:
        """What can be done with a product by hand."""
        return product_menu(self, key, page)

    # Publishing

    def go_on(self) -> None:
        self.publish()

    @property
    def can_publish(self) -> bool:
        return (
            self.phase == "laid"
            and self.laid is not None
            and bool(wish_of(self.job).outputs)
            and not self.timer.isActive()
        )

    def publish(self) -> None:
        """Write the outputs: the same door as ``designer catalog``."""
        if not self.can_publish or self.work is not None or self.laid is None:
            return
        self.phase, self.done = "publishing", None
        found, out, outputs = self.laid, self.out, wish_of(self.job).outputs
        self.progress.setRange(0, len(found.draft.plans))
        self.progress.setValue(0)
        self.begin(
            lambda work: issued(
                found, out, outputs, lambda done, total: work.tell((done, total)), work.stopping
            )
        )
        self.refresh()

    def stop(self) -> None:
        super().stop()
        self.refresh()

    def heard(self, told: list[Any]) -> None:
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
        self.finished(self.said.text())
        self.right.show_published()
        told = [(0, f) for f in (*(self.laid.draft.findings if self.laid else ()), *done.findings)]
        self.right.show_findings(told)

    # Shown

    def refresh(self) -> None:
        super().refresh()
        busy = self.phase == "publishing"
        self.go.setEnabled(self.can_publish)
        self.go.setToolTip("" if wish_of(self.job).outputs else tr("Choose what to publish"))
        self.progress.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.stop_button.setEnabled(self.work is None or not self.work.stopping())
        self.table_name.setText(Path(self.job.data).name if self.job.data else "")
        self._table_sign.setVisible(bool(self.job.data))
        self.undo.setVisible(bool(self.past) and not busy)
        self.hint.setVisible(self.width() >= 1360 and not busy and self.done is None)
        self.open_folder.setVisible(self.done is not None and not busy)
        self.side.setEnabled(not busy)

    @property
    def settled(self) -> bool:
        """Whether nothing runs and every picture is there."""
        return super().settled and self.middle.settled

    # Events

    def keys(self) -> Mapping[str, Callable[[], object]]:
        key = self._shown_key
        return {**super().keys(), **({"Del": lambda: self.exclude(key)} if key else {})}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def take_table(self, name: str) -> None:
        """Another table of products: a collection begins anew."""
        self.job = msgspec.structs.replace(
            self.job, data=name, catalog=None, columns={}, cells={}, where="", order=""
        )
        self.out = str(folder_for(self.job, self.file))
        self.look()


def _numbers(text: str) -> list[int]:
    """``1-7, 9`` as numbers; what is none is passed over while it is being written."""
    found: list[int] = []
    for part in text.replace("–", "-").split(","):
        first, _, last = part.strip().partition("-")
        if first.strip().isdigit():
            end = last.strip() or first.strip()
            found += range(int(first), min(int(end), 2000) + 1) if end.isdigit() else []
    return found
