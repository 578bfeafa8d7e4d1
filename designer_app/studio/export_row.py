"""One line of the export list: what, in which format and scale, under which name, how large the file came out."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QSizePolicy

from designer_app.export.formats import FORMATS
from designer_app.studio.export_work import Priced
from designer_app.studio.exports import SCALES, Line, Variant
from designer_app.studio.fields import Choice
from designer_app.studio.parts import Elided, column, label, row, tool
from designer_app.studio.words import bytes_text, finding_line, plural, tr

WIDTHS = {"format": 76, "scale": 72, "size": 84}  # px of the columns, for the head, too
_THUMB = 32


class ExportRow(QFrame):
    """``changed`` when its line did, ``picked`` when a person points at it, ``copied`` and ``gone`` for the tools at its end."""

    changed = Signal(object)
    picked = Signal(object)

    def __init__(
        self, number: int, line: Line, title: str, picture: QImage | None, copy: Callable[[ExportRow], None],
        drop: Callable[[ExportRow], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("exportrow")
        self.number, self.line, self.title, self.picture = number, line, title, picture
        self.priced: Priced | None = None
        self.check = QCheckBox()
        self.check.setChecked(True)
        self.check.setAccessibleName(title)
        self.check.toggled.connect(lambda _: self.changed.emit(self))
        thumb = label("")
        thumb.setFixedSize(44, _THUMB)
        thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if picture is not None:
            thumb.setPixmap(_thumbnail(picture, self.devicePixelRatioF()))
        name = Elided(title)
        self._pixels = label("", "hint")
        self._pixels.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.format = Choice([(f.name, f.name.upper()) for f in FORMATS.values()], tr("Format"))
        self.format.setFixedWidth(WIDTHS["format"])
        self.format.picked.connect(lambda v: self._vary(format=v))
        self.scale = Choice([(f"{s:g}", f"{s:g}×") for s in SCALES], tr("Scale"))
        self.scale.setFixedWidth(WIDTHS["scale"])
        self.scale.picked.connect(lambda v: self._vary(scale=float(v)))
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name"))
        self.name.textEdited.connect(self._rename)
        self._size = label("", "unit")
        self._size.setFixedWidth(WIDTHS["size"])
        self._size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        more = tool(
            "plus", tr("The same size once more, in another format or scale"), lambda: copy(self), large=False
        )
        self.less = tool("x", tr("Take this line out"), lambda: drop(self), large=False)
        head = column(name, self._pixels, spacing=0)
        holder = row(self.check, thumb, spacing=8, margins=(8, 4, 8, 4))
        holder.addLayout(head, 3)
        for widget in (self.format, self.scale):
            holder.addWidget(widget)
        holder.addWidget(self.name, 4)
        for widget in (self._size, more, self.less):
            holder.addWidget(widget)
        self.setLayout(holder)
        self.setFixedHeight(48)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.show_line()

    # What it says

    def show_line(self) -> None:
        line = self.line
        width, height = line.pixels
        pages = f" · {plural(line.pages, 'page')}" if line.pages > 1 else ""
        self._pixels.setText(f"{width} × {height}{pages}")
        self.format.set_value(line.format)
        self.scale.set_value(f"{line.variant.scale:g}")
        self.scale.setEnabled(not FORMATS[line.format].document)

    def show_name(self, stem: str, wrong: str = "") -> None:
        """The name that the file gets, unless a person is typing it; ``wrong``: why it can't have it."""
        if not self.name.hasFocus():
            self.name.setText(stem)
            self.name.setCursorPosition(0)
        self.name.setToolTip(wrong or f"{stem}{FORMATS[self.line.format].suffix}")
        self.name.setProperty("wrong", "true" if wrong else "false")
        self.name.style().polish(self.name)

    def show_waiting(self) -> None:
        self.priced = None
        self._tell("…", "unit", tr("The file is being made to know its size"))

    def show_priced(self, priced: Priced) -> None:
        """The real bytes, or why there are none."""
        self.priced = priced
        if priced.faults:
            over = priced.faults[0].code == "over-budget"
            self._tell(
                tr("Too large") if over else tr("Fails"),
                "err",
                "\n".join(finding_line(f) for f in priced.faults),
            )
            return
        limit = self.line.limit
        tip = plural(len(priced.files), "file")
        if limit is not None:
            tip += " · " + tr("the platform takes up to {size}", size=bytes_text(limit))
        qualities = {f.settings.quality for f in priced.files if FORMATS[f.format].lossy}
        if qualities:
            tip += " · " + tr("quality {quality}", quality=min(qualities))
        self._tell(bytes_text(priced.size), "name", tip)

    def _tell(self, text: str, role: str, tip: str) -> None:
        self._size.setText(text)
        self._size.setToolTip(tip)
        self._size.setProperty("role", role)
        self._size.style().polish(self._size)

    def show_chosen(self, on: bool) -> None:
        self.setProperty("on", "true" if on else "false")
        self.style().polish(self)

    # What a person does

    def _vary(self, **values: object) -> None:
        self.set_variant(msgspec.structs.replace(self.line.variant, **values))

    def set_variant(self, variant: Variant) -> None:
        self.line = msgspec.structs.replace(self.line, variant=variant)
        self.show_line()
        self.picked.emit(self)
        self.changed.emit(self)

    def _rename(self, text: str) -> None:
        self.line = msgspec.structs.replace(self.line, name=text.strip())
        self.changed.emit(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self)


def _thumbnail(picture: QImage, ratio: float) -> QPixmap:
    scaled = picture.scaled(
        round(44 * ratio), round(_THUMB * ratio), Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip
    made = QPixmap.fromImage(scaled)
    made.setDevicePixelRatio(ratio)
    return made
