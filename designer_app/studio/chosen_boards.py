"""Which boards a desk shows: the sizes chosen as a wall, the pages of one in a row, or one page; and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from designer_app.build.requests import page_count
from designer_app.design.sizes import Size, parse_size, parse_sizes, size_class
from designer_app.design.template import Template
from designer_app.editor.artboard import request_of
from designer_app.errors import DesignError
from designer_app.studio.boards import Board
from designer_app.studio.words import language, tr

if TYPE_CHECKING:
    from designer_app.production.jobs import Job
    from designer_app.studio.desk import Desk

REFERENCE = {
    "square": "1080x1080", "portrait": "1080x1350", "story": "1080x1920", "landscape": "1200x628", "cover": "1590x530",
    "strip": "728x90", "skyscraper": "240x400", "tiny": "320x50",
}  # fmt: skip


def first_sizes(
    template: Template, job: Job | None, sizes: Mapping[str, Size], seen: tuple[str, ...] = ()
) -> list[Size]:
    """The sizes that a document opens with: its job's, else those ``seen`` last, else one for each class that it has."""
    if said := job.sizes if job and job.sizes else seen:
        return [size for text in said for size in parse_sizes(text, sizes)]
    return [parse_size(REFERENCE[name], sizes) for name in template.classes if name in REFERENCE]


def boards_of(desk: Desk) -> list[Board]:
    """Boards as the desk's mode wants them, without pixels."""
    template = desk.session.state.template
    sizes = [s for s in desk.chosen if size_class(s.width, s.height) in template.classes] or desk.chosen[:1]
    if desk.mode == "wall":
        return [Board(name=s.id, size=s, title=board_title(s), marks=_marks(template, s)) for s in sizes]
    current = desk.canvas.current
    size = current.size if current is not None else sizes[0]
    if desk.mode == "pages":
        shown = range(1, _pages(desk, size) + 1)
    else:
        page = current.page if current is not None else 1
        shown = range(page, page + 1)
    return [
        Board(name=size.id if page == 1 else f"{size.id}#{page}", size=size, title=board_title(size, page), page=page)
        for page in shown
    ]  # fmt: skip


def board_title(size: Size, page: int = 1) -> str:
    """What a board of the size is called."""
    title = size.title(language())
    if title.lower().replace("×", "x").replace(" ", "").startswith(f"{size.width}x{size.height}"):
        title = tr(size_class(size.width, size.height).capitalize())
    return title if page == 1 else f"{title} {page}"


def _marks(template: Template, size: Size) -> str:
    """Which deviations the size has: S of its own, C of its class."""
    name, pixels = size_class(size.width, size.height), f"{size.width}x{size.height}"
    found = ""
    if any(o.size in (size.id, pixels) for o in template.overrides if o.size):
        found += "S"
    if any(o.size_class == name for o in template.overrides):
        found += "C"
    return found


def _pages(desk: Desk, size: Size) -> int:
    view = desk.view(Board(name="", size=size, title=""))
    try:
        return page_count(request_of(desk.session.template, desk.state.rows, view))
    except DesignError:
        return 1
