"""Pages → PDF files. Each page is drawn by whichever process is free and kept by its key: a price that changes draws
one page anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from designer_app.build.resources import stamp_of
from designer_app.design.library import find_kit
from designer_app.errors import DesignError, Finding, fail
from designer_app.export.pdf.drawing import draw
from designer_app.export.pdf.records import Drawn, PageSettings, Sheet
from designer_app.files import digest, write_bytes
from designer_app.production.catalog.changes import page_picture
from designer_app.production.catalog.pages import Content, Maker, Volume
from designer_app.production.keys import file_key, program_key
from designer_app.scene import sources

_FEW = 6  # pages that aren't worth a second process
_encoder = msgspec.msgpack.Encoder()


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it lies in the cache: drawn once for each output, with the files that it hangs on."""

    drawn: dict[str, Drawn]
    findings: tuple[Finding, ...] = ()
    files: tuple[tuple[str, int, int], ...] = ()  # paths with their stamps
    fonts: tuple[str, ...] = ()
    scene: str = ""  # its key
    picture: bytes = b""  # how it looks, small


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of every page: the outputs' settings by name, and the folder where pages are kept."""

    volume: Volume
    outputs: dict[str, PageSettings]
    cache: str


def drawn_pages(
    order: Order,
    contents: Sequence[Content],
    workers: int = 0,
    told: Callable[[int, int], None] | None = None,
) -> tuple[list[Kept], int]:
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
    return pages, len(missing)


def _made(
    order: Order, tasks: Sequence[tuple[int, Content, str]], workers: int
) -> Iterator[tuple[int, Kept]]:
    count = min(workers or os.cpu_count() or 1, len(tasks))
    if count < 2 or len(tasks) < _FEW:
        maker = Maker(order.volume)
        for index, content, key in tasks:
            yield index, _draw(maker, order, content, key)
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
            kept = None if told else _cached_file(Path(order.cache) / key)
            if kept is None:
                raise DesignError(*told) if told else fail("cannot-read", file=order.cache, found=key)
            yield index, kept


_maker: tuple[Maker, Order] | None = None


def _start(order: Order) -> None:
    global _maker
    _maker = (Maker(order.volume), order)


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
    kept = Kept(
        drawn=drawn,
        findings=leaf.findings,
        files=tuple((path, *maker.resources.stamps[path]) for path in leaf.files),
        fonts=tuple(fonts),
        scene=scene.key,
        picture=page_picture(scene, order.volume.size.bleed_px),
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
    kept = _cached_file(Path(order.cache) / key)
    return kept if kept and not any(finding.severity == "error" for finding in kept.findings) else None


def _cached_file(path: Path) -> Kept | None:
    """A kept page whose files are as they were."""
    try:
        kept = msgspec.msgpack.decode(path.read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept if all(stamp_of(path) == (size, time) for path, size, time in kept.files) else None


def _swept(cache: Path, keys: set[str]) -> None:
    """Forget pages that no longer belong to the catalog."""
    for path in sorted(cache.iterdir()) if cache.is_dir() else ():
        if path.name not in keys and path.is_file():
            path.unlink(missing_ok=True)
