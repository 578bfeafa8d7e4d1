"""The file itself, decoded again, beside the export list: what people will see, with its quality and limit."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QWidget

from designer_app.export.formats import FORMATS
from designer_app.studio.export_row import ExportRow
from designer_app.studio.exports import Variant
from designer_app.studio.fields import NumberField
from designer_app.studio.parts import Segments, column, label, row
from designer_app.studio.pixels import qimage
from designer_app.studio.words import bytes_text, plural, tr

_WIDTH = 300


class ExportPreview(QWidget):
    """``vary`` is told another variant of the line shown."""

    def __init__(self, vary: Callable[[Variant], None]) -> None:
        super().__init__()
        self._vary = vary
        self._row: ExportRow | None = None
        self._image: QImage | None = None
        self._of: object = None
        self.setFixedWidth(_WIDTH)
        self._title = label("", "head")
        self.zoom = Segments([("fit", tr("Fit")), ("full", "100\u00a0%")], "fit")
        self.zoom.picked.connect(lambda _: self._draw())
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setObjectName("mat")
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._picture)
        self._facts = label("", "quiet", wrap=True)
        self.quality = NumberField("", "", 1.0)
        self.quality.setFixedWidth(72)
        self.quality.setAccessibleName(tr("Quality"))
        self.quality.entered.connect(self._set_quality)
        self._quality = QWidget()
        self._quality.setLayout(row(label(tr("Quality"), "quiet"), None, self.quality, spacing=8))
        self.within = QCheckBox()
        self.within.clicked.connect(lambda on: self._set(within=bool(on)))
        head = row(self._title, None, self.zoom, spacing=8)
        whole = column(head, spacing=8)
        whole.addWidget(self._area, 1)
        for widget in (self._facts, self._quality, self.within):
            whole.addWidget(widget)
        self.setLayout(whole)

    def show_row(self, row_: ExportRow | None) -> None:
        """A line of the list; its picture as soon as the file is made."""
        self._row = row_
        for widget in (self._facts, self._quality, self.within, self.zoom):
            widget.setVisible(row_ is not None)
        self._title.setText(row_.title if row_ is not None else "")
        if row_ is None:
            self._picture.clear()
            return
        said, form = row_.line, FORMATS[row_.line.format]
        self._quality.setVisible(form.lossy)
        self.quality.set_value(said.variant.quality)
        limit = said.view.size.max_bytes
        self.within.setVisible(limit is not None and not form.document)
        self.within.setText(tr("Within the platform's {size}", size=bytes_text(limit or 0)))
        self.within.setChecked(said.variant.within)
        priced = row_.priced
        width, height = said.pixels
        facts = [f"{form.name.upper()}, {width} × {height}"]
        if priced is not None and priced.files:
            first = priced.files[0]
            facts.append(
                bytes_text(len(first.data))
                if len(priced.files) == 1
                else f"{plural(len(priced.files), 'file')}, {bytes_text(priced.size)}"
            )
            if form.lossy and first.settings.quality != said.variant.quality:
                facts.append(tr("quality brought down to {quality}", quality=first.settings.quality))
            facts += [f.found for f in first.findings]
        elif priced is not None:
            facts += [f.line() for f in priced.faults]
        self._facts.setText(" · ".join(facts))
        key = (said.key, priced is not None)
        if key != self._of:
            self._of = key
            self._image = _decoded(row_)
            self._draw()

    def _draw(self) -> None:
        image = self._image
        if image is None:
            self._picture.clear()
            return
        ratio = self.devicePixelRatioF()
        if not self.zoom.buttons["full"].isChecked():
            room = self._area.viewport().size() * ratio
            image = image.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        made = QPixmap.fromImage(image)
        made.setDevicePixelRatio(ratio)
        self._picture.setPixmap(made)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._draw()

    def _set_quality(self, value: object) -> None:
        if isinstance(value, int | float):
            self._set(quality=max(1, min(100, round(value))))

    def _set(self, **values: object) -> None:
        if self._row is not None:
            self._vary(msgspec.structs.replace(self._row.line.variant, **values))


def _decoded(row_: ExportRow) -> QImage | None:
    """The first file as a reader sees it; of a document the board's own picture."""
    priced = row_.priced
    if priced is None or not priced.files or FORMATS[row_.line.format].document:
        return row_.picture
    with Image.open(io.BytesIO(priced.files[0].data)) as image:
        return qimage(image.convert("RGBA" if image.has_transparency_data else "RGB"))
