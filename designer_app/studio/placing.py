"""A picture or an icon as a new layer, in its own proportions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.build.resources import Resources
from designer_app.editor.commands import Insert
from designer_app.errors import DesignError

if TYPE_CHECKING:
    from designer_app.studio.desk import Desk

_SHARE = 0.4  # of the board's short side, for the longer side of what is placed


def middle_in_view(desk: Desk) -> tuple[float, float] | None:
    """The middle of what is seen of the active board, px of the artboard; None where all of it is seen, or nothing."""
    canvas, board = desk.canvas, desk.canvas.current
    if board is None:
        return None
    place, view = canvas.place(board), canvas.rect_of_view()
    part = place.intersected(view)
    if part.isEmpty() or view.adjusted(-1, -1, 1, 1).contains(place):
        return None
    return canvas.to_board(board, part.center())


def place_picture(desk: Desk, source: str, at: tuple[float, float] | None = None) -> None:
    """``source`` as a new layer with its middle at a point of the artboard; without one in the artboard's middle."""
    board = desk.canvas.current
    if board is None or board.built is None:
        return
    vector = source.endswith(".svg") or source.startswith("icon:")
    kind = "svg" if vector else "image"
    place = {"cx": round(at[0]), "cy": round(at[1])} if at else {"cx": "W/2", "cy": "H/2"}
    wide, high = _sides(desk, source)
    data = {
        "kind": kind, "name": "icon" if vector else "photo", "source": source, **place,
        "w": f"{wide:g}*S", "h": f"{high:g}*S",
    }  # fmt: skip
    desk.do(Insert(layers=(data,), page=board.built.page.name))


def _sides(desk: Desk, source: str) -> tuple[float, float]:
    """Shares of the short side; a square where the picture can't be read, which its layer will say."""
    try:
        found = Resources((desk.session.folder,)).picture(source, (desk.session.folder,), False, "", "")
    except DesignError:
        found = None
    if found is None:
        return _SHARE, _SHARE
    longer = max(found.width, found.height)
    return round(_SHARE * found.width / longer, 4), round(_SHARE * found.height / longer, 4)
