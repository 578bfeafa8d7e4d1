"""The contrast of a fill on what really lies around the layer, by WCAG 2.2: sampled from the engine's own pixels."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QWidget

from designer_app.errors import DesignError
from designer_app.scene.colour import Colour, contrast
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Scene
from designer_app.studio import theme
from designer_app.studio.boards import Board
from designer_app.studio.parts import label, row
from designer_app.studio.words import language, tr

_LARGE = 24.0  # px of the output from which a text counts as large
_REST = 200  # ms after the last edit until the glyphs are measured
_PAD = 6  # px beside a badge's words
_SAMPLES = 24  # along each edge


class ContrastLine(QWidget):
    """``Contrast on the ground   4.9  AA``."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._badge = label("", "head"), label("", "badge")
        # measured when edits rest: room for any ratio and grade, so that nothing moves then
        self._number.setMinimumWidth(QFontMetrics(theme.font(12, 600)).horizontalAdvance("21,0"))
        self._badge.setMinimumWidth(QFontMetrics(theme.font(11, 600)).horizontalAdvance("AAA") + 2 * _PAD)
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(
            row(label(tr("Contrast on the ground"), "hint"), None, self._number, self._badge, spacing=8)
        )
        self.layout().addSpacing(20)
        self.setFixedHeight(28)
        self._asked: tuple[Scene, str, float] | None = None
        self._measured = ""  # the layer whose measure is shown
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._measure)

    def show_fill(
        self, fill: Colour | None, board: Board, box: Box | None, size: float, text: str = ""
    ) -> None:
        """``box`` in px of the artboard; ``size`` of the type in px of the output, 0 = no text. Of the layer ``text`` the
        flight check's own measure at the glyphs follows as soon as edits rest."""
        self._asked = (board.built.built.scene, text, size) if text and board.built is not None else None
        if self._asked is not None:
            self._rest.start()
        grounds = around(board, box) if box is not None else []
        self.setVisible(fill is not None and bool(grounds))
        if fill is None or not grounds:
            return
        ratios = sorted(contrast(fill, ground) for ground in grounds)
        ratio = ratios[len(ratios) // 10]  # nearly the worst: a stray pixel isn't a ground
        if not text or text != self._measured:
            self._show(ratio, size)

    def _measure(self) -> None:
        from designer_app.production.flight.contrast import readings

        if self._asked is None:
            return
        scene, layer, size = self._asked
        try:
            found = next((r for r in readings(scene) if r.layer.rpartition(".")[2] == layer), None)
        except DesignError:
            return
        if found is not None:
            self._measured = layer
            self._show(found.ratio, size)

    def _show(self, ratio: float, size: float) -> None:
        shown = f"{ratio:.1f}"
        self._number.setText(shown.replace(".", ",") if language() == "ru" else shown)
        grade, _ = grade_of(ratio, size)
        self._badge.setText(tr(grade) if grade == "low" else grade)
        self._badge.setProperty("role", "badge-ok" if grade in ("AA", "AAA") else "badge")
        self._badge.style().polish(self._badge)
        self._badge.setToolTip(tr("Large text needs 3, small text 4.5; AAA 4.5 and 7"))


def grade_of(ratio: float, size: float) -> tuple[str, bool]:
    """AAA, AA or low by WCAG 2.2 for type of ``size`` px of the output (0 = none), and whether that counts as large."""
    large = not size or size >= _LARGE
    grade = "AAA" if ratio >= (4.5 if large else 7) else "AA" if ratio >= (3 if large else 4.5) else "low"
    return grade, large


def around(board: Board, box: Box) -> list[Colour]:
    """Colours of the pixels just outside a box, as far as they are on the artboard and painted."""
    image = board.image
    if image is None or board.offset != (0, 0):
        return []
    k = board.image_scale * board.unit
    rect = QRect(int(box.x0 * k) - 2, int(box.y0 * k) - 2, int(box.width * k) + 4, int(box.height * k) + 4)
    spots = []
    for step in range(_SAMPLES + 1):
        x = rect.left() + rect.width() * step // _SAMPLES
        y = rect.top() + rect.height() * step // _SAMPLES
        spots += [(x, rect.top()), (x, rect.bottom()), (rect.left(), y), (rect.right(), y)]
    return [_at(image, x, y) for x, y in spots if 0 <= x < image.width() and 0 <= y < image.height()]


def _at(image: QImage, x: int, y: int) -> Colour:
    found = image.pixelColor(x, y)
    return (found.red(), found.green(), found.blue(), 255)
