"""The right side of the check: the cell in question as it comes out, what is wrong, ways to mend it, the row's values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from designer_app.production.data.records import cell_text
from designer_app.production.flight.causes import Cause, Sighting
from designer_app.production.mending import Mend
from designer_app.studio import theme
from designer_app.studio.parts import Empty, button, clear, column, label, row, scrolled, tool
from designer_app.studio.windows.batch_words import mend_detail, mend_title, seen_detail, seen_title
from designer_app.studio.windows.frame import part, side, with_icon
from designer_app.studio.windows.pictures import Shown
from designer_app.studio.words import language, percent_text, plural, tr
from designer_app.wording import place

_LABEL = 104  # px of a value's name
_MOST_VALUES = 24


class Preview(QWidget):
    """A picture on the mat, no larger than the room, with what is in question framed."""

    def __init__(self, height: int = 128) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self._image: QImage | None = None
        self._reduced: QImage | None = None  # to the screen's pixels: Qt would pick single ones as it paints
        self._whole = 0
        self._box: tuple[float, float, float, float] | None = None
        self._words = ""
        self.setAccessibleName(tr("Preview"))

    def show_image(
        self,
        image: QImage | None,
        box: tuple[float, float, float, float] | None = None,
        words: str = "",
        whole: int = 0,
    ) -> None:
        """``box``: x, y, w, h as parts of the picture; ``whole``: its real width (px), so that its scale is told."""
        self._image, self._box, self._words, self._whole = image, box, words, whole
        self._reduced = None
        self.update()

    @property
    def shown(self) -> bool:
        return self._image is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        dress = theme.current()
        painter, words = QPainter(self), self._words
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour("mat"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self._image is not None and not self._image.isNull():
            room = QSize(self.width() - 16, self.height() - 16 - (20 if self._words else 0))
            size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            at = QRectF(
                (self.width() - size.width()) / 2,
                (room.height() - size.height()) / 2 + 8,
                size.width(),
                size.height(),
            )
            painter.drawImage(at, self._sharp(size))
            if self._whole:
                words += f" · {percent_text(size.width() / self._whole)}"
            if self._box is not None:
                x, y, w, h = self._box
                painter.setBrush(Qt.BrushStyle.NoBrush)
                framed = QRectF(
                    at.left() + x * at.width(), at.top() + y * at.height(), w * at.width(), h * at.height()
                )
                for colour, width in (
                    ("#FFFFFF", 3.0),
                    (dress.err if dress.name == "light" else "#E5484D", 1.5),
                ):
                    painter.setPen(QPen(QColor(colour), width))
                    painter.drawRect(framed)
        if words:
            painter.setPen(dress.colour("t2"))
            painter.setFont(theme.font(11))
            painter.drawText(
                QRectF(8, self.height() - 24, self.width() - 16, 20),
                Qt.AlignmentFlag.AlignCenter,
                words,
            )
        painter.end()

    def _sharp(self, size: QSize) -> QImage:
        """The picture at ``size`` px of the window."""
        assert self._image is not None
        wanted = size * self.devicePixelRatioF()
        if self._reduced is None or self._reduced.size() != wanted:
            self._reduced = self._image.scaled(
                wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return self._reduced


class CheckCard(QWidget):
    """``mend(mend, only, text)``, ``valued(key, column, text or None)``, ``opened(sighting)``, ``stepped(by)``."""

    mend = Signal(object, str, str)
    valued = Signal(str, str, object)
    opened = Signal(object)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._seen: Sighting | None = None
        self._mends: tuple[Mend, ...] = ()
        self.labels: dict[str, str] = {}  # what people call the slots
        self.title = label("", "title")
        back = tool("chevron-up", tr("Previous finding"), lambda: self.stepped.emit(-1))
        on = tool("chevron-down", tr("Next finding"), lambda: self.stepped.emit(1))
        self.preview = Preview()
        self.what, self.why = label("", "head", wrap=True), label("", "quiet", wrap=True)
        self._ways = column(spacing=4)
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Text to fill in"))
        self.text.setAccessibleName(tr("Text to fill in"))
        self.apply = button("", self._apply, "primary")
        self.only = button(tr("Only this row"), lambda: self._apply(one=True), "outline")
        self._radios = QButtonGroup(self)
        self._radios.idToggled.connect(lambda _id, on: self._choose() if on else None)
        self.mending = QWidget()
        self._mend_head = label("", "head")
        self.mending.setLayout(
            column(
                self._mend_head, self._ways, self.text, row(self.apply, self.only, None, spacing=8), spacing=8
            )
        )
        self.canvas = with_icon(
            tr("Open on canvas"), lambda: self.opened.emit(self._seen), "ghost", "external-link"
        )
        self._values = column(spacing=4)
        self.values: dict[str, QLineEdit] = {}
        above = part(
            row(self.title, None, back, on),
            self.preview,
            self.what,
            self.why,
            self.mending,
            ruled=False,
            spacing=8,
        )
        self._below = part(row(label(tr("Row values"), "head"), None, self.canvas), self._values)
        self._nothing = Empty(
            "shield-check",
            tr("Pick a line of the check"),
            tr("Here you see it as it comes out, and ways to mend it."),
        )
        self._body = scrolled(above, self._below, None)
        self.setLayout(column(side(320, False, self._nothing, self._body), spacing=0))
        self.setFixedWidth(320)
        self.clear()

    def clear(self) -> None:
        self._seen = None
        self._body.hide()
        self._nothing.show()

    @property
    def seen(self) -> Sighting | None:
        return self._seen

    def show_seen(
        self, cause: Cause, seen: Sighting, mends: tuple[Mend, ...], row_: Mapping[str, Any] | None,
        mine: Mapping[str, Any], names: tuple[str, ...], pictured: bool,
    ) -> None:  # fmt: skip
        """``row_`` are the row's cells, ``mine`` the job's corrections of it, ``names`` the slots to show."""
        self._seen, self._mends = seen, mends
        self._nothing.hide()
        self._body.show()
        self.title.setText(seen.key or place(seen.place, language()) or seen.file.rpartition("/")[2])
        self.what.setText(seen_title(cause, seen, self.labels))
        self.why.setText(seen_detail(cause, seen))
        self.why.setVisible(bool(self.why.text()))
        self.preview.setVisible(pictured)
        self.preview.show_image(None)
        self._fill_ways(cause)
        self._fill_values(seen.key, row_, mine, names)

    def show_picture(self, shown: Shown | None) -> None:
        """What became of the cell; None where it can't be laid out."""
        if shown is None:
            self.preview.show_image(None, None, tr("Can't be laid out"))
        else:
            self.preview.show_image(shown.image, shown.box, shown.words, shown.whole)

    def _fill_ways(self, cause: Cause) -> None:
        for made in self._radios.buttons():
            self._radios.removeButton(made)
        clear(self._ways)
        self.mending.setVisible(bool(self._mends))
        self._mend_head.setText(
            tr("Mend for {rows}", rows=plural(max((m.rows for m in self._mends), default=1), "row"))
        )
        for number, way in enumerate(self._mends):
            radio = QRadioButton(mend_title(way))
            self._radios.addButton(radio, number)
            detail = label(mend_detail(way), "hint")
            detail.setContentsMargins(24, 0, 0, 4)
            self._ways.addWidget(radio)
            self._ways.addWidget(detail)
        if self._mends:
            self._radios.button(0).setChecked(True)
        self._choose()

    def way(self) -> Mend | None:
        at = self._radios.checkedId()
        return self._mends[at] if 0 <= at < len(self._mends) else None

    def _choose(self) -> None:
        way = self.way()
        self.text.setVisible(way is not None and way.kind == "fill")
        if way is not None:
            many = max(1, len(way.cells))
            self.apply.setText(tr("Apply to {rows}", rows=plural(many, "row")) if way.cells else tr("Apply"))
            mine = self._seen is not None and self._seen.key in way.cells
            self.only.setVisible(mine and many > 1)

    def _apply(self, one: bool = False) -> None:
        way = self.way()
        if way is not None and self._seen is not None and (way.kind != "fill" or self.text.text().strip()):
            self.mend.emit(way, self._seen.key if one else "", self.text.text().strip())
        elif way is not None and way.kind == "fill":
            self.text.setFocus()

    def _fill_values(
        self, key: str, row_: Mapping[str, Any] | None, mine: Mapping[str, Any], names: tuple[str, ...]
    ) -> None:
        clear(self._values)
        self.values = {}
        self._below.setVisible(row_ is not None)
        for name in names[:_MOST_VALUES] if row_ is not None else ():
            field = QLineEdit(cell_text((row_ or {}).get(name)))
            field.setCursorPosition(0)
            title = self.labels.get(name, name)
            field.setAccessibleName(title)
            field.setProperty("was", field.text())
            field.editingFinished.connect(lambda field=field, name=name: self._valued(key, name, field))
            self.values[name] = field
            head = label("", "quiet")
            head.setFixedWidth(_LABEL)
            head.setText(head.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _LABEL))
            head.setToolTip(f"{title}<br>{name}" if title != name else name)
            back = tool(
                "undo-2",
                tr("Back to the table's value"),
                lambda name=name: self.valued.emit(key, name, None),
                large=False,
            )
            back.setVisible(name in mine)
            self._values.addLayout(row(head, field, back))

    def _valued(self, key: str, name: str, field: QLineEdit) -> None:
        if field.text() != field.property("was"):
            field.setProperty("was", field.text())
            self.valued.emit(key, name, field.text())
