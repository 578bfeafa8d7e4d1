"""The file itself, decoded again, beside the export list: what people will see, with its quality and limit."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
from PIL import Image
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from designer_app.export.formats import FORMATS
from designer_app.studio.export_row import ExportRow
from designer_app.studio.exports import Variant
from designer_app.studio.fields import NumberField
from designer_app.studio.parts import Segments, column, label, row
from designer_app.studio.pixels import qimage
from designer_app.studio.words import bytes_text, finding_line, finding_text, percent_text, plural, tr

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
        self.zoom = Segments([("fit", tr("Fit")), ("full", percent_text(1))], "fit")
        self.zoom.picked.connect(lambda _: self._draw())
        self._picture = _Picture()
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
            self._image = None
            self._draw()
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
            facts += [finding_text(f) for f in first.findings]
        elif priced is not None:
            facts += [finding_line(f) for f in priced.faults]
        self._facts.setText(" · ".join(facts))
        key = (said.key, priced is not None)
        if key != self._of:
            self._of = key
            self._image = _decoded(row_)
            self._draw()

    def _draw(self) -> None:
        self._picture.show_image(self._image, whole=not self.zoom.buttons["full"].isChecked())

    def _set_quality(self, value: object) -> None:
        if isinstance(value, int | float):
            self._set(quality=max(1, min(100, round(value))))

    def _set(self, **values: object) -> None:
        if self._row is not None:
            self._vary(msgspec.structs.replace(self._row.line.variant, **values))


class _Picture(QWidget):
    """A picture fitted into its room, or pixel for pixel in a room that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._whole = True

    def show_image(self, image: QImage | None, *, whole: bool) -> None:
        self._image, self._whole = image, whole
        ratio = self.devicePixelRatioF()
        size = QSize() if image is None or whole else image.size() / ratio
        self.setMinimumSize(size if size.isValid() else QSize(0, 0))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room, ratio = self.rect(), self.devicePixelRatioF()
        width, height = self._image.width(), self._image.height()
        k = min(room.width() / width, room.height() / height, 1.0) if self._whole else 1 / ratio
        if k < 0.5:  # reduced well once, then drawn as it is
            scaled = self._image.scaled(
                round(width * k * ratio), round(height * k * ratio), Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )  # fmt: skip
        else:
            scaled = self._image
        place = QRectF(
            (room.width() - width * k) / 2, (room.height() - height * k) / 2, width * k, height * k
        )
        painter.drawImage(place.toAlignedRect(), scaled)
        painter.end()


def _decoded(row_: ExportRow) -> QImage | None:
    """The first file as a reader sees it; of a document the board's own picture."""
    priced = row_.priced
    if priced is None or not priced.files or FORMATS[row_.line.format].document:
        return row_.picture
    with Image.open(io.BytesIO(priced.files[0].data)) as image:
        return qimage(image.convert("RGBA" if image.has_transparency_data else "RGB"))
