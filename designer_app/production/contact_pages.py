"""Contact sheets of a batch: every picture with its key, in pages as large as A4, as PNG files or one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from designer_app.design.sizes import Size
from designer_app.export.records import EncodeSettings, FileMeta
from designer_app.production.companion import Companion, made_of, of_pictures
from designer_app.production.contact import ContactItem, Place, Sheet, paged
from designer_app.production.ledger import FOLDER
from designer_app.production.plan import Plan
from designer_app.production.records import Result
from designer_app.production.thumbnails import Thumbnails
from designer_app.scene.nodes import Scene

NAME = "contact-sheet"
_VERSION = 2
_GROUND = (238, 238, 238, 255)
_WIDTH, _HEIGHT = 2400, 3394  # px of a page: A4
_COLUMNS = 6
_A4 = 595.28  # points across
_THUMBNAILS = "thumbnails"
_PPI = 200  # of pictures in the PDF


def contact_files(
    formats: Sequence[str], plan: Plan, out: Path, results: Sequence[Result]
) -> Iterator[Companion]:
    """One PDF, a PNG for each page, or both, of all pictures; a document's files (PDF) have no picture to show."""
    shown = [result for result in results if result.format != "pdf"]
    if not shown:
        return
    title = _title(plan)
    sizes = {chunk.setting.size.id: chunk.setting.size for chunk in plan.chunks}
    several = len({result.kit for result in shown}) > 1, len({result.lang for result in shown}) > 1
    items = [
        ContactItem(
            out / result.path,
            _caption(result, *several),
            _heading(sizes[result.size]),
            (result.width, result.height),
            result.sha256,
        )
        for result in shown
    ]
    pages = _Pages(items, title, Thumbnails(out / FOLDER / _THUMBNAILS, _GROUND))
    if "pdf" in formats:
        told = [(item.caption, item.group) for item in items]
        yield Companion(
            name=f"{NAME}.pdf",
            made_of=made_of("pdf", _VERSION, title, of_pictures(shown), told),
            make=partial(_pdf, pages, title),
            pictures=shown,
            encoder="pdf",
        )
    if "png" in formats:
        sheets = pages.sheets()
        for number, sheet in enumerate(sheets, 1):
            name = f"{NAME}.png" if len(sheets) == 1 else f"{NAME}-{number:0{len(str(len(sheets)))}}.png"
            about = ("png", _VERSION, title, *sheet.made_of)  # so a picture that changes costs its own page
            yield Companion(
                name=name,
                made_of=made_of(*about),
                make=partial(_png, pages, sheet, title),
                pictures=shown,
                encoder="png",
            )
    pages.tidy()


class _Pages:
    """The pages, laid out when they are first asked for."""

    def __init__(self, items: Sequence[ContactItem], title: str, copies: Thumbnails) -> None:
        self._items, self._copies = items, copies
        count = len(items)
        self._title = f"{title} · {count} {'picture' if count == 1 else 'pictures'}"
        self._sheets: list[Sheet] = []

    def sheets(self) -> list[Sheet]:
        if not self._sheets:
            self._sheets = paged(
                self._items,
                width=_WIDTH,
                height=_HEIGHT,
                columns=_COLUMNS,
                background=_GROUND,
                title=self._title,
            )
        return self._sheets

    def scene(self, sheet: Sheet) -> Scene:
        """A page with small copies of its pictures."""
        return sheet.scene(self._copy)

    def _copy(self, place: Place) -> Path:
        item = place.item
        assert isinstance(item.picture, Path)
        assert item.size is not None
        return self._copies.of(item.picture, item.content, item.size, place.box[2])

    def tidy(self) -> None:
        """Deletes copies that no page shows, once pages were made."""
        if self._sheets:
            self._copies.forget_others(item.content for item in self._items)


def _title(plan: Plan) -> str:
    names = dict.fromkeys(Path(chunk.setting.template).name for chunk in plan.chunks)
    kits = dict.fromkeys(Path(chunk.setting.kit).name for chunk in plan.chunks)
    return f"{', '.join(names)} · {', '.join(kits)}"


def _caption(result: Result, kits: bool, langs: bool) -> str:
    parts = [result.key]
    parts += [f"page {result.page}"] * (result.page > 1)
    parts += [result.kit] * kits + [result.lang] * langs
    return " · ".join(parts)


def _heading(size: Size) -> str:
    title = size.title("en")
    measured = str(size.width) in title and str(size.height) in title
    measures = [] if measured else [f"{size.width} × {size.height}"]
    return " · ".join([*([size.platform] if size.platform else []), title, *measures])


def _pdf(pages: _Pages, title: str) -> Iterator[bytes]:
    from designer_app.export.pdf.records import PageSettings
    from designer_app.export.pdf.records import Sheet as Leaf
    from designer_app.export.pdf.writer import pdf_of

    settings = PageSettings(points=_A4 / _WIDTH, ppi=_PPI, quality=84)
    leaves = [
        Leaf(scene=scene, settings=settings, name=str(n))
        for n, scene in enumerate(map(pages.scene, pages.sheets()), 1)
    ]
    yield pdf_of(leaves, FileMeta(title=title, software="designer"))


def _png(pages: _Pages, sheet: Sheet, title: str) -> Iterator[bytes]:
    from designer_app.export.encode import encode
    from designer_app.paint import paint

    image = paint(pages.scene(sheet)).convert("RGB")
    yield encode(image, EncodeSettings(format="png"), FileMeta(title=title, software="designer")).data
