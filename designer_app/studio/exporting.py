"""The export list: sizes × format × scale, made by the engine in the background, with a result that says what was done."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QProgressBar, QScrollArea, QWidget

from designer_app.build.resources import Resources
from designer_app.editor.artboard import artboard
from designer_app.errors import DesignError
from designer_app.export.encode import encode
from designer_app.export.formats import FormatName
from designer_app.export.records import EncodeSettings, FileMeta
from designer_app.files import safe_name, write_bytes
from designer_app.paint import paint
from designer_app.studio.desk import Desk
from designer_app.studio.fields import Choice
from designer_app.studio.parts import button, column, label, line, row
from designer_app.studio.words import plural, tr


class _Job(QThread):
    step = Signal(int, str)
    finished_all = Signal(list, list)

    def __init__(
        self, desk: Desk, sizes: list[str], form: FormatName, scale: float, folder: Path, name: str
    ) -> None:
        super().__init__()
        self._form, self._scale, self._folder, self._name = form, scale, folder, name
        self._template = desk.session.template
        self._rows = desk.session.state.rows
        self._views = [desk.view(b) for b in desk.canvas.boards if b.name in sizes]
        self.stopped = False

    def run(self) -> None:
        made: list[str] = []
        failed: list[str] = []
        resources = Resources((self._template.folder,))
        for number, view in enumerate(self._views):
            if self.stopped:
                break
            try:
                board = artboard(self._template, self._rows, view, resources)
                image = paint(board.built.scene, self._scale)
                name = self._name.replace("{{size}}", view.size.id).replace("{{key}}", view.row or "design")
                name = name.replace("{{page}}", str(view.page)).replace("{{kit}}", view.kit.id)
                target = self._folder / f"{safe_name(name)}.{SUFFIXES[self._form]}"
                meta = FileMeta(
                    title=board.built.scene.title, row_key=view.row, scene_key=board.built.scene.key
                )
                encoded = encode(image, EncodeSettings(format=self._form), meta)
                write_bytes(target, encoded.data)
                made.append(str(target))
            except DesignError as fault:
                failed += [f.line() for f in fault.findings]
            self.step.emit(number + 1, view.size.id)
        self.finished_all.emit(made, failed)


SUFFIXES = {"png": "png", "jpeg": "jpg", "webp": "webp", "avif": "avif"}


class ExportDialog(QDialog):
    """What is to be made, how much it is, and the one button that makes it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: _Job | None = None
        self.setWindowTitle(tr("Export"))
        self.resize(560, 520)
        self.checks: dict[str, QCheckBox] = {}
        rows = column(spacing=4)
        for board in desk.canvas.boards:
            check = QCheckBox(f"{board.title}   {board.size.width} × {board.size.height}")
            check.setChecked(not board.faults)
            check.setEnabled(not board.faults)
            check.toggled.connect(lambda _: self._count())
            worst = [f for f in board.findings if f.severity != "note"]
            note = label(plural(len(worst), "warning"), "warn") if worst else label("")
            self.checks[board.name] = check
            rows.addLayout(row(check, None, note))
        rows.addStretch(1)
        body = QWidget()
        body.setLayout(rows)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        self.form = Choice([(f, f.upper()) for f in get_args(FormatName) if f in SUFFIXES], tr("Format"))
        self.form.set_value("png")
        self.scale = Choice([("1", "1×"), ("2", "2×"), ("0.5", "0.5×")], tr("Scale"))
        self.name = QLineEdit("{{key}}-{{size}}")
        self.name.setAccessibleName(tr("Name"))
        self.folder = QLineEdit(str(Path.home() / "designer-export"))
        self.folder.setAccessibleName(tr("Folder"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.result = label("", "quiet", wrap=True)
        self.go = button("", self.start, "primary")
        self.stop = button(tr("Cancel"), self._cancel)
        self.setLayout(
            column(
                label(tr("Export"), "dialog"),
                area,
                line(),
                row(
                    label(tr("Format"), "quiet"),
                    self.form,
                    label(tr("Scale"), "quiet"),
                    self.scale,
                    spacing=8,
                ),
                row(label(tr("Name"), "quiet"), self.name, spacing=8),
                row(
                    label(tr("Folder"), "quiet"), self.folder, button(tr("Choose…"), self._choose), spacing=8
                ),
                self.bar,
                self.result,
                row(None, self.stop, self.go, spacing=8),
                spacing=8,
                margins=(24, 20, 24, 20),
            )
        )
        self._count()

    def _chosen(self) -> list[str]:
        return [name for name, check in self.checks.items() if check.isChecked()]

    def _count(self) -> None:
        count = len(self._chosen())
        self.go.setText(tr("Make {files}", files=plural(count, "file")))
        self.go.setEnabled(count > 0)
        self.go.setToolTip("" if count else tr("Choose at least one size"))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def start(self) -> None:
        """Make the files; the window stays alive meanwhile."""
        folder = Path(self.folder.text()).expanduser()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            self.result.setText(tr("The folder can't be made: {why}", why=fault.strerror or str(fault)))
            return
        chosen = self._chosen()
        form: FormatName = self.form.currentData()
        self._job = _Job(self._desk, chosen, form, float(self.scale.currentData()), folder, self.name.text())
        self.bar.setRange(0, len(chosen))
        self.bar.show()
        self.go.setEnabled(False)
        self._job.step.connect(lambda done, name: (self.bar.setValue(done), self.result.setText(name)))
        self._job.finished_all.connect(self._done)
        self._job.start()

    def _done(self, made: list[str], failed: list[str]) -> None:
        self.bar.hide()
        self._count()
        text = tr("{files} in {folder}", files=plural(len(made), "file"), folder=self.folder.text())
        self.result.setText("\n".join([text, *failed[:3]]))
        self.stop.setText(tr("Close"))

    def _cancel(self) -> None:
        if self._job is not None and self._job.isRunning():
            self._job.stopped = True
            return
        self.reject()

    def closeEvent(self, event: object) -> None:
        if self._job is not None:
            self._job.stopped = True
            self._job.wait()
        super().closeEvent(event)  # type: ignore[arg-type]
