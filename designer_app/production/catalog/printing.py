"""Pages → PDF files. Each page is drawn by whichever process is free and kept by its key: a price that changes draws
one page anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from designer_app.build.resources import stamp_of
from designer_app.design.library import find_kit
from designer_app.errors import DesignError, Finding, fail
from designer_app.export.pdf.drawing import draw
from designer_app.export.pdf.programs import Program, program
from designer_app.export.pdf.records import Drawn, PageSettings, Sheet
from designer_app.files import digest, write_bytes
from designer_app.known_types import read_as
from designer_app.pictures.limits import Limits, limits, set_limits
from designer_app.production.catalog.changes import page_picture
from designer_app.production.catalog.pages import Content, Maker, Volume
from designer_app.production.keys import file_key, program_key
from designer_app.scene import sources
from designer_app.scene.nodes import FontRef

_FEW = 6  # pages that aren't worth a second process
_FONTS, _MOST_FONTS = "font-", 64  # how their files begin, and how many are kept
_PICTURES = 64 << 20  # bytes of pixels that a process keeps: finished pictures are kept for themselves
_encoder = msgspec.msgpack.Encoder()


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a page in the cache, with the files that it hangs on. The page itself lies beside it, drawn
    once for each output, and is read when it goes into a file."""

    findings: tuple[Finding, ...] = ()
    files: tuple[tuple[str, int, int], ...] = ()  # paths with their stamps
    fonts: tuple[str, ...] = ()
    scene: str = ""  # its key
    picture: bytes = b""  # how it looks, small
    least_ppi: dict[str, float] = {}  # of its pictures, by output; 0 = none
    painted: dict[str, int] = {}  # groups whose text had to be painted, by output


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of every page: the outputs' settings by name, and the folder where pages are kept."""

    volume: Volume
    outputs: dict[str, PageSettings]
    cache: str


class Pages:
    """All pages of a catalog, drawn. ``kept`` says what is known of them, in order."""

    def __init__(self, order: Order, contents: Sequence[Content], keys: list[str], kept: list[Kept]) -> None:
        self.kept = kept
        self._order, self._contents, self._keys = order, contents, keys

    def drawn(self, output: str) -> Iterator[tuple[str, Drawn]]:
        """Folios and pages, one after another: no more than one is held."""
        for content, key in zip(self._contents, self._keys, strict=True):
            page = _read(self._order, output, key)
            if page is None:
                _draw(Maker(self._order.volume), self._order, content, key)
                page = _read(self._order, output, key)
            if page is None:
                raise fail("cannot-read", file=self._order.cache, found=key)
            yield str(content.plan.number), page

    def program(self, font: FontRef, glyphs: Iterable[int]) -> Program:
        """A font's subset, kept like the pages."""
        wanted = sorted(glyphs)
        path = Path(self._order.cache) / (_FONTS + file_key(program_key(), font, wanted))
        try:
            return msgspec.msgpack.decode(path.read_bytes(), type=read_as(Program))
        except (OSError, msgspec.MsgspecError):
            made = program(font, wanted)
            write_bytes(path, _encoder.encode(made), durable=False)
            return made


def drawn_pages(
    order: Order,
    contents: Sequence[Content],
    workers: int = 0,
    told: Callable[[int, int], None] | None = None,
) -> tuple[Pages, int]:
    """All pages in order, and how many had to be drawn. ``told`` hears how many are done of how many.

    Raises ``DesignError`` for a page that can't be built.
    """
    base = _base(order)
    keys = [_key(base, content) for content in contents]
    found: list[Kept | None] = [_cached(order, key) for key in keys]
    missing = [i for i, kept in enumerate(found) if kept is None]
    done = len(contents) - len(missing)
    for index, kept in _made(order, [(i, contents[i], keys[i]) for i in missing], workers):
        found[index] = kept
        done += 1
        if told is not None:
            told(done, len(contents))
    pages = [page for page in found if page is not None]
    for path in sorted({font for page in pages for font in page.fonts}):
        sources.register(Path(path))
    _swept(Path(order.cache), set(keys))
    return Pages(order, contents, keys, pages), len(missing)


def _made(
    order: Order, tasks: Sequence[tuple[int, Content, str]], workers: int
) -> Iterator[tuple[int, Kept]]:
    count = min(workers or os.cpu_count() or 1, len(tasks))
    if count < 2 or len(tasks) < _FEW:
        maker = Maker(order.volume)
        before = _keep_less()
        try:
            for index, content, key in tasks:
                yield index, _draw(maker, order, content, key)
        finally:
            set_limits(before)
        return
    from designer_app.production.supervisor import LostError, Supervisor

    with Supervisor(count, _start, (order,)) as pool:
        waiting = [(index, content, key, pool.submit(_work, content, key)) for index, content, key in tasks]
        for index, content, key, future in waiting:
            try:
                told = future.result()
            except LostError as lost:
                raise fail(
                    "page-lost", place=f"page {content.plan.number}", found=f"two workers {lost.cause}",
                    expected="a page that can be made", remedy="look for a picture on it that is broken or huge",
                ) from None  # fmt: skip
            kept = None if told else _cached_file(order, key)
            if kept is None:
                raise DesignError(*told) if told else fail("cannot-read", file=order.cache, found=key)
            yield index, kept


_maker: tuple[Maker, Order] | None = None


def _start(order: Order) -> None:
    global _maker
    _keep_less()
    _maker = (Maker(order.volume), order)


def _keep_less() -> Limits:
    """Hold fewer decoded pictures in this process; the limits as they were."""
    return set_limits(msgspec.structs.replace(limits(), cache_bytes=min(_PICTURES, limits().cache_bytes)))


def _work(content: Content, key: str) -> tuple[Finding, ...]:
    """In a worker: the page goes to the cache's folder; back comes what is wrong, nothing where it could be drawn."""
    assert _maker is not None
    maker, order = _maker
    try:
        _draw(maker, order, content, key)
    except DesignError as fault:
        return fault.findings
    return ()


def _draw(maker: Maker, order: Order, content: Content, key: str) -> Kept:
    leaf = maker.leaf(content)
    scene = leaf.scene
    drawn = {
        name: draw(Sheet(scene=scene, settings=settings, name=str(content.plan.number)))
        for name, settings in order.outputs.items()
    }
    fonts = sorted({str(sources.locate(font.digest)) for page in drawn.values() for font, _ in page.glyphs})
    for name, page in drawn.items():
        write_bytes(_path(order, name, key), _encoder.encode(page), durable=False)
    kept = Kept(
        findings=leaf.findings,
        files=tuple((path, *maker.resources.stamps[path]) for path in leaf.files),
        fonts=tuple(fonts),
        scene=scene.key,
        picture=page_picture(scene, order.volume.size.bleed_px),
        least_ppi={name: page.least_ppi for name, page in drawn.items()},
        painted={name: page.pictures_of_text for name, page in drawn.items()},
    )
    write_bytes(Path(order.cache) / key, _encoder.encode(kept), durable=False)
    return kept


def _base(order: Order) -> str:
    """All that every page hangs on."""
    volume = order.volume
    templates = [
        digest((Path(folder) / "template.json").read_bytes()) for folder in (volume.pages, volume.cells)
    ]
    bare = msgspec.structs.replace(volume, pages="", cells="", kit="")
    return file_key(program_key(), templates, find_kit(volume.kit).digest, bare, order.outputs)


def _key(base: str, content: Content) -> str:
    plan = msgspec.structs.replace(content.plan, why="")
    return file_key(base, msgspec.structs.replace(content, plan=plan))


def _cached(order: Order, key: str) -> Kept | None:
    """A page of an earlier run; one with a fault is drawn again, as what was at fault may have been mended."""
    kept = _cached_file(order, key)
    return kept if kept and not any(finding.severity == "error" for finding in kept.findings) else None


def _cached_file(order: Order, key: str) -> Kept | None:
    """A kept page whose files are as they were."""
    try:
        kept = msgspec.msgpack.decode((Path(order.cache) / key).read_bytes(), type=read_as(Kept))
    except (OSError, msgspec.MsgspecError):
        return None
    there = all(_path(order, name, key).is_file() for name in order.outputs)
    return kept if there and all(stamp_of(path) == (size, time) for path, size, time in kept.files) else None


def _path(order: Order, output: str, key: str) -> Path:
    return Path(order.cache) / f"{key}.{output}"


def _read(order: Order, output: str, key: str) -> Drawn | None:
    try:
        return msgspec.msgpack.decode(_path(order, output, key).read_bytes(), type=read_as(Drawn))
    except (OSError, msgspec.MsgspecError):
        return None


def _swept(cache: Path, keys: set[str]) -> None:
    """Forget pages that no longer belong to the catalog, and of the fonts' subsets all but the latest."""
    fonts: list[Path] = []
    for path in sorted(cache.iterdir()) if cache.is_dir() else ():
        if path.name.startswith(_FONTS):
            fonts.append(path)
        elif path.name.partition(".")[0] not in keys and path.is_file():
            path.unlink(missing_ok=True)
    for path in sorted(fonts, key=lambda path: stamp_of(str(path))[1])[:-_MOST_FONTS]:
        path.unlink(missing_ok=True)
