"""The file that is picked on the contact sheet: its picture, what is known of it, what else its row was made into."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from designer_app.production.records import Result
from designer_app.studio.parts import button, clear, column, label, row, scrolled, tool
from designer_app.studio.windows.frame import part, side, with_icon
from designer_app.studio.windows.thumbs import Thumbs, of_file
from designer_app.studio.words import bytes_text, tr

_OTHERS = 4  # sizes of the same row that are shown


class FileCard(QWidget):
    """``edited(result)`` to the canvas, ``revealed(path)`` in the folder, ``stepped(by)`` to the next or previous file."""

    edited = Signal(object)
    revealed = Signal(str)
    stepped = Signal(int)

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self.entry: Result | None = None
        self._thumbs = thumbs
        thumbs.made.connect(self._arrived)
        self.name = label("", "title")
        self.picture = QLabel()
        self.picture.setFixedSize(240, 240)
        self.picture.setObjectName("mat")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts = column(spacing=12)
        self._also = row(spacing=8)
        edit = button(tr("Edit this row"), lambda: self.entry and self.edited.emit(self.entry), "outline")
        reveal = with_icon(
            tr("Reveal"), lambda: self.entry and self.revealed.emit(self.entry.path), "ghost", "folder-open"
        )
        back = tool("chevron-left", tr("Previous file"), lambda: self.stepped.emit(-1))
        on = tool("chevron-right", tr("Next file"), lambda: self.stepped.emit(1))
        self._also_part = part(label(tr("Also made from this row"), "head"), self._also, spacing=8)
        above = part(
            row(self.name, None, back, on),
            self.picture,
            self._facts,
            row(edit, reveal, None, spacing=8),
            ruled=False,
            spacing=12,
        )
        self._body = scrolled(above, self._also_part, None)
        self.setLayout(column(side(264, False, self._body), spacing=0))
        self.setFixedWidth(264)

    def show_file(self, entry: Result | None, out: Path, others: Sequence[Result]) -> None:
        """A file of the folder ``out``, and the others of its row."""
        self.entry = entry
        self._body.setVisible(entry is not None)
        if entry is None:
            return
        self.name.setText(entry.key)
        clear(self._facts)
        measures = f"{entry.width} × {entry.height}"
        facts = (
            (tr("File"), entry.path.rpartition("/")[2], entry.path),
            (tr("Size"), f"{measures}, {bytes_text(entry.bytes)}" if entry.bytes else measures, measures),
            (tr("Format"), entry.format.upper(), entry.format),
            (tr("State"), tr("unchanged") if entry.kept else tr("new"), ""),
            ("SHA-256", f"{entry.sha256[:4]} {entry.sha256[4:8]} … {entry.sha256[-4:]}" if entry.sha256 else "", entry.sha256),
        )  # fmt: skip
        for name, value, tip in facts:
            if value:
                head, text = label(name, "quiet"), label(value)
                head.setFixedWidth(72)
                text.setToolTip(tip)
                text.setText(text.fontMetrics().elidedText(value, Qt.TextElideMode.ElideMiddle, 160))
                self._facts.addLayout(row(head, text, None))
        self.picture.clear()
        path = out / entry.path
        self._thumbs.wish(("file", entry.path), lambda: of_file(path, 480, 480))
        clear(self._also)
        self._also_part.setVisible(bool(others))
        for other in others[:_OTHERS]:
            made = QLabel()
            made.setObjectName("mat")
            made.setFixedSize(48, 48)
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
            made.setToolTip(f"{other.width} × {other.height}")
            made.setProperty("path", other.path)
            self._also.addWidget(made)
            where = out / other.path
            self._thumbs.wish(("also", other.path), lambda where=where: of_file(where, 96, 96))
        self._also.addStretch(1)

    def _arrived(self, key: object, what: object) -> None:
        if not isinstance(key, tuple) or not isinstance(what, QImage) or what.isNull():
            return
        made = QPixmap.fromImage(what)
        made.setDevicePixelRatio(2)
        if key[0] == "file" and self.entry is not None and key[1] == self.entry.path:
            self.picture.setPixmap(made)
        elif key[0] == "also":
            for at in range(self._also.count()):
                widget = self._also.itemAt(at).widget()
                if isinstance(widget, QLabel) and widget.property("path") == key[1]:
                    widget.setPixmap(made)
