"""A catalog made whole: products, pages, files, and the issue that the next one is compared with."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import Size, load_sizes, parse_size, parse_sizes
from designer_app.errors import Finding, fail
from designer_app.export.pdf.documents import PRINT_PPI, SCREEN_PPI
from designer_app.export.pdf.records import PageSettings
from designer_app.export.pdf.writer import bind, findings_of
from designer_app.export.records import FileMeta
from designer_app.files import digest, safe_name
from designer_app.production.catalog.captions import captions
from designer_app.production.catalog.changes import NAME as CHANGES
from designer_app.production.catalog.changes import Shown, changes, keep_shown, read_shown
from designer_app.production.catalog.collecting import Products, collected
from designer_app.production.catalog.contents import contents_of, matter_for, page_of
from designer_app.production.catalog.cut_texts import gathered
from designer_app.production.catalog.gallery import gallery
from designer_app.production.catalog.issue import (
    NAME,
    Issue,
    Move,
    check_kept,
    issue_bytes,
    issue_of,
    moves,
    news_since,
    pages_before,
    read_issue,
    touched_pages,
)
from designer_app.production.catalog.pages import Content, Volume
from designer_app.production.catalog.pagination import paginated
from designer_app.production.catalog.printing import Order, drawn_pages
from designer_app.production.catalog.records import Collection, OutputName, PagePlan
from designer_app.production.catalog.sets import FOLDER as FOLDER_OF_SETS
from designer_app.production.catalog.sets import SIZES, image_set
from designer_app.production.catalog.shelving import Shelf, shelf
from designer_app.production.data.records import cell_text
from designer_app.production.jobs import Job
from designer_app.production.ledger import FOLDER
from designer_app.production.records import Entry

SIZE = "210x297mm+3@300"
GOODS = "goods"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A catalog before a page is built: can be shown and explained at once."""

    job: Job
    wish: Collection
    size: Size
    lang: str
    volume: Volume
    products: Products
    plans: tuple[PagePlan, ...]
    contents: tuple[Content, ...]
    issue: Issue
    before: Issue | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def moves(self) -> list[Move]:
        return moves(self.before, self.issue) if self.before is not None else []

    @property
    def touched(self) -> list[int]:
        return touched_pages(self.before, self.issue) if self.before is not None else []


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What was written. ``drawn`` of ``pages`` were made anew."""

    files: tuple[str, ...]
    pages: int
    drawn: int
    findings: tuple[Finding, ...] = ()


def drafted(
    job: Job,
    wish: Collection,
    *,
    file: str = "",
    since: Issue | None = None,
    before: Issue | None = None,
    keep: Sequence[int] = (),
) -> Draft:
    """Products on their pages. ``since``: the issue that new and cheaper products are marked against; ``before``: the
    one whose places are kept; ``keep``: folios that must not change.

    Raises ``DesignError``.
    """
    job = msgspec.structs.replace(job, template=job.template or GOODS)
    booklet, goods = find_template(wish.pages), find_template(job.template)
    kit = find_kit(job.kits[0] if job.kits else goods.template.home)
    sizes = load_sizes(Path(job.sizes_file) if job.sizes_file else None)
    size = parse_size(job.sizes[0] if job.sizes else SIZE, sizes)
    lang = job.langs[0] if job.langs else kit.file.languages[0]
    products = collected(job, wish, lang, kit.currency(lang), file)
    plans = paginated(
        products.groups, wish, matter_for(wish, products, booklet, lang), pages_before(before) if before else None,
        lying=size.width > size.height,
    )  # fmt: skip
    issue = issue_of(wish.title, plans, products)
    contents = contents_of(plans, wish, products, booklet, lang, news_since(since, issue))
    if keep and before is not None:
        check_kept(before, issue, keep)
    volume = Volume(
        pages=str(booklet.folder), cells=str(goods.folder), kit=str(kit.folder), size=size, lang=lang,
        roots=products.roots, overrides=job.overrides,
        source=products.rows.source, as_of=job.as_of, pictures=wish.pictures,
    )  # fmt: skip
    return Draft(
        job=job, wish=wish, size=size, lang=lang, volume=volume, products=products, plans=plans, contents=tuple(contents),
        issue=issue, before=since or before, findings=products.findings,
    )  # fmt: skip


def published(
    draft: Draft,
    out: Path,
    outputs: Sequence[OutputName],
    *,
    workers: int = 0,
    told: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
    compared: Path | None = None,
) -> Published:
    """Write the outputs and the issue, and what changed since the last one: in ``out``, or in the folder ``compared``.

    ``told`` hears of pages, then of pictures: how many are done of how many.

    ``stop`` is asked between them; once it says True the run ends with whole files only, the issue stays as it was, and
    the same call makes the rest. Raises ``DesignError``: ``stopped``, too.
    """

    def beat(done: int, total: int) -> None:
        if stop():
            raise fail(
                "stopped", found="a run that was stopped", expected="all of its files",
                remedy="run it again: pages that were drawn are kept",
            )  # fmt: skip
        if told is not None:
            told(done, total)

    with shelf(out, _about(draft)) as place:
        beat(0, len(draft.plans))
        made = _made(draft, place, outputs, workers, beat, compared or out)
        place.clear([name for name in (FOLDER_OF_SETS, "captions") if name in outputs])
        place.put(NAME, issue_bytes(draft.issue))
    findings = gathered(dict.fromkeys((*made.findings, *place.findings)))
    return msgspec.structs.replace(made, files=tuple(place.files), findings=tuple(findings))


def _about(draft: Draft) -> Entry:
    """What the receipt says of every file."""
    job, kit = draft.job, find_kit(draft.volume.kit)
    goods = (Path(draft.volume.cells) / "template.json").read_bytes()
    return Entry(
        name="", path="", kit=kit.id, lang=draft.lang, template=Path(draft.volume.cells).name,
        template_version=digest(goods), kit_version=kit.digest, as_of=job.as_of, sha256="", bytes=0, mtime=0, width=0,
        height=0, format="", encoder="",
    )  # fmt: skip


def _made(
    draft: Draft,
    place: Shelf,
    outputs: Sequence[OutputName],
    workers: int,
    told: Callable[[int, int], None],
    compared: Path,
) -> Published:
    out = place.out
    findings: list[Finding] = []
    settings: dict[str, PageSettings] = {
        name: made for name in outputs if (made := _settings(name, draft)) is not None
    }
    drawn = 0
    if settings:
        order = Order(volume=draft.volume, outputs=settings, cache=str(out / FOLDER / "pages"))
        pages, drawn = drawn_pages(order, draft.contents, workers, told)
        kept = pages.kept
        findings += [finding for page in kept for finding in page.findings]
        for name in settings:
            findings += findings_of(sum(page.painted[name] for page in kept))
            if name == "print":
                ppi = [page.least_ppi[name] for page in kept]
                findings += _coarse(list(zip(draft.plans, ppi, strict=True)))
            meta = FileMeta(title=draft.wish.title, language=draft.lang, software="designer")
            place.put(f"{name}.pdf", bind(pages.drawn(name), meta, pages.program), size=draft.size.id)
        looks = [
            Shown(plan.number, page.scene, page.picture) for plan, page in zip(draft.plans, kept, strict=True)
        ]
        told_of = changes(draft.wish.title, draft.lang, draft.size, read_shown(compared), looks, draft.moves)
        if told_of is not None:
            place.put(CHANGES, told_of)
        keep_shown(out, looks)
    kit = find_kit(draft.volume.kit)
    if "images" in outputs:
        names = draft.wish.image_sizes or SIZES
        sizes = load_sizes(Path(draft.job.sizes_file) if draft.job.sizes_file else None)
        shown = parse_sizes(",".join(names), sizes)
        findings += image_set(draft.volume, draft.contents, shown, place, draft.job.quality, told)
    if "gallery" in outputs:
        page = gallery(draft.wish, draft.products, draft.volume, kit, draft.contents, draft.job.quality, told)
        place.put("gallery.html", page)
    if "captions" in outputs:
        for key, text in captions(draft.wish, draft.products, draft.volume.cells, kit, draft.lang).items():
            place.put(f"captions/{safe_name(key)}.txt", text.encode("utf-8"), key=key)
    if "data" in outputs:
        lines = _lines(draft)
        place.put("products.csv", _csv(lines))
        place.put("products.json", _json(lines))
    return Published(files=(), pages=len(draft.plans), drawn=drawn, findings=tuple(findings))


def _settings(name: OutputName, draft: Draft) -> PageSettings | None:
    size = draft.size
    points, edge = (72 / size.ppi if size.ppi else 0.75), size.bleed_px
    if name == "print":
        return PageSettings(
            points=points, bleed=edge, ppi=PRINT_PPI, quality=draft.job.quality, marks=edge > 0
        )
    if name == "screen":
        return PageSettings(
            points=points, bleed=edge, ppi=SCREEN_PPI, quality=min(draft.job.quality, 85), trimmed=True
        )
    return None


def _coarse(pages: Sequence[tuple[PagePlan, float]]) -> list[Finding]:
    """Pages with pictures too coarse for print: under half of what is wanted. ``pages`` come with their least ppi."""
    low = [(str(plan.number), ppi) for plan, ppi in pages if 0 < ppi < PRINT_PPI / 2]
    if not low:
        return []
    return [
        Finding(
            code="low-resolution", severity="warning", place="pages " + ", ".join(name for name, _ in low[:12]),
            found=f"pictures of {min(ppi for _, ppi in low):.0f} ppi", expected=f"{PRINT_PPI} ppi, at least {PRINT_PPI // 2}",
            remedy="use larger pictures, or smaller cells",
        )
    ]  # fmt: skip


def _lines(draft: Draft) -> list[dict[str, str]]:
    where = page_of(draft.plans)
    columns = list(
        dict.fromkeys(
            column
            for row in draft.products.rows.rows
            for column in row
            if not column.startswith("_") and column not in ("page", "section")
        )
    )
    return [
        {
            "_key": item.key, "page": str(where.get(item.key, "")), "section": group.name,
            **{column: cell_text(draft.products.by_key[item.key].get(column)) for column in columns},
        }
        for group in draft.products.groups
        for item in group.items
    ]  # fmt: skip


def _csv(lines: Sequence[Mapping[str, str]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, list(lines[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8")


def _json(lines: Sequence[Mapping[str, str]]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(lines), indent=1)


def earlier(path: Path) -> Issue | None:
    """The issue that lies in an output folder, if one does."""
    return read_issue(path / NAME) if (path / NAME).is_file() else None
