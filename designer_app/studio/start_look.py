"""A closer look at a template before it is opened: its sizes side by side in the chosen kit."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from designer_app.design.kit import Kit
from designer_app.design.sizes import Size, parse_size
from designer_app.design.template import LoadedTemplate
from designer_app.studio.chosen_boards import REFERENCE
from designer_app.studio.floating import Sheet
from designer_app.studio.parts import button, column, label, row, tool
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.start_entries import title_of, view_of
from designer_app.studio.words import text_in, tr

_HEIGHT, _WIDTH, _MOST = 360, 340, 3  # px of a picture, and how many


class Look(Sheet):
    """``used``: the template is wanted."""

    used = Signal()

    def __init__(self, parent: QWidget, loaded: LoadedTemplate, kit: Kit, sizes: dict[str, Size]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title_of(loaded))
        self._pictures = {}
        self._renderer = Renderer(self)
        self._renderer.made.connect(self._arrived)
        shown = row(spacing=16)
        seen = view_of(loaded, kit, sizes)
        for name in [n for n in loaded.template.classes if n in REFERENCE][:_MOST]:
            size = parse_size(REFERENCE[name], sizes)
            picture = label("")
            picture.setObjectName("mat")
            picture.setFixedSize(_WIDTH, _HEIGHT)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._pictures[name] = picture
            words = row(
                label(tr(name.capitalize()), "name"), None, label(f"{size.width} × {size.height}", "quiet")
            )
            one = column(picture, spacing=8)
            one.addLayout(words)
            shown.addLayout(one)
            scale = min((_WIDTH - 24) / size.width, (_HEIGHT - 24) / size.height) * self.devicePixelRatioF()
            self._renderer.wish(name, loaded, (), msgspec.structs.replace(seen, size=size), scale)
        about = loaded.template.about
        text = label(text_in(about), "quiet", wrap=True)
        use = button(tr("Use template"), self._use, "primary")
        use.setDefault(True)
        head = row(label(title_of(loaded), "dialog"), None, tool("x", tr("Close"), self.reject))
        whole = column(spacing=12, margins=(24, 16, 24, 20))
        whole.addLayout(head)
        whole.addWidget(text)
        whole.addLayout(shown)
        whole.addLayout(row(None, use))
        self.setLayout(whole)
        use.setFocus()

    def _use(self) -> None:
        self.accept()
        self.used.emit()

    def _arrived(self, made: Made) -> None:
        picture = self._pictures.get(made.wish.board)
        if picture is not None and made.image is not None:
            image = QPixmap.fromImage(made.image)
            image.setDevicePixelRatio(self.devicePixelRatioF())
            picture.setPixmap(image)

    @property
    def settled(self) -> bool:
        return self._renderer.settled

    def done(self, result: int) -> None:
        self.shut()
        super().done(result)

    def shut(self) -> None:
        """End its worker."""
        self._renderer.close()
