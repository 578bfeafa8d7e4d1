"""The eyedropper: a colour from the canvas's own pixels, and the kit's colours nearest to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QGuiApplication

from designer_app.design.matching import CLOSE, nearest
from designer_app.editor.commands import SetFields
from designer_app.editor.tools import Answer, BaseTool, Held, Mark, Scope
from designer_app.editor.tree import find
from designer_app.scene.colour import Colour, to_hex
from designer_app.studio.desk import Desk
from designer_app.studio.floating import Menu
from designer_app.studio.words import tr


class PipetteTool(BaseTool):
    """Hover tells the colour and the nearest of the kit; a click offers them for the selected layers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hover(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        colour = self.colour(x, y)
        if colour is None:
            return Answer()
        [best] = nearest(scope.board.view.kit, scope.board.page.scheme, colour, 1)
        text = f"{to_hex(colour)[:7]}  {'=' if best.far < CLOSE else '≈'} {best.name}"
        return Answer(marks=(Mark(kind="tag", points=((x, y),), text=text, colour=colour),))

    def press(self, scope: Scope, x: float, y: float, held: Held) -> Answer:
        colour = self.colour(x, y)
        if colour is not None:
            self.offer(scope, colour)
        return Answer(done=True)

    def colour(self, x: float, y: float) -> Colour | None:
        """The pixel under a point of the active board; None outside of its picture."""
        board = self._desk.canvas.current
        if board is None or board.image is None:
            return None
        k = board.unit * board.image_scale
        at = QPoint(int(x * k) - board.offset[0], int(y * k) - board.offset[1])
        if not board.image.rect().contains(at):
            return None
        found = board.image.pixelColor(at)
        return found.red(), found.green(), found.blue(), 255

    def offer(self, scope: Scope, colour: Colour) -> None:
        """A menu: the kit's nearest first, then the colour itself."""
        from designer_app.studio.swatches import swatch

        menu = Menu(self._desk.canvas)
        matches = nearest(scope.board.view.kit, scope.board.page.scheme, colour)
        for match in matches:
            said = tr("the same") if match.far < CLOSE else f"Δ {match.far * 100:.0f}"
            made = menu.addAction(swatch(match.colour), f"{match.name}\t{said}")
            made.triggered.connect(lambda _=False, name=match.name: self.give(scope, name))
        menu.addSeparator()
        plain = to_hex(colour)[:7]
        made = menu.addAction(swatch(colour), plain)
        made.triggered.connect(lambda: self.give(scope, plain))
        menu.setDefaultAction(menu.actions()[0] if matches[0].far < CLOSE else made)
        menu.popup(QCursor.pos())

    def give(self, scope: Scope, name: str) -> None:
        """The colour to the fill of the selected layers; to the clipboard where nothing selected takes one."""
        state = self._desk.session.state
        found = [n for n in state.selection if "fill" in find(state.template, n)[0].__struct_fields__]
        if found:
            self._desk.do(SetFields(layers=tuple(found), fields={"fill": name}, where=scope.where))
        else:
            QGuiApplication.clipboard().setText(name)
            self._desk.tell(tr("{colour} is on the clipboard: no layer with a fill is selected", colour=name))
