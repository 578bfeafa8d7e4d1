"""Making one cell: build, paint, encode, write. What a worker keeps warm between cells lies here."""

from __future__ import annotations

import functools
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from designer_app.build.harmony import Fit
from designer_app.build.pages import Built, Request, build_page, measure_page
from designer_app.build.resources import Resources
from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, find_template
from designer_app.design.template import LoadedTemplate
from designer_app.errors import DesignError, Finding, fail
from designer_app.export.formats import FORMATS
from designer_app.export.records import Encoded, EncodeSettings, FileMeta
from designer_app.files import inside, write_bytes
from designer_app.memory import keep_freed
from designer_app.production.alt import alt_text
from designer_app.production.keeping import Keeper, encoded_with, entry_of
from designer_app.production.keys import file_key, program_key
from designer_app.production.records import (
    Cell,
    Chunk,
    Result,
    Setting,
    Ticket,
    failed,
    in_own_words,
    result_of,
)
from designer_app.timing import measured

if TYPE_CHECKING:
    from designer_app.export.strips import StripCache
    from designer_app.paint import Painter
    from designer_app.scene.nodes import Scene

_STRIPS = 24 * 2**20  # bytes of encoded strips kept


class Press:
    """Makes cells one after another and remembers what the next one can use again."""

    def __init__(self) -> None:
        self._templates: dict[str, LoadedTemplate] = {}
        self._kits: dict[str, Kit] = {}
        self._resources: dict[tuple[str, ...], Resources] = {}
        self._folders: set[tuple[str, str]] = set()
        self._painter: Painter | None = None
        self._coarse: Painter | None = None
        self._strips: StripCache | None = None
        self._sizes: set[tuple[int, int]] = set()  # of pages that were painted, the first two
        self._keeper = Keeper()

    def make(self, setting: Setting, cell: Cell, *, durable: bool = False, name: str = "") -> Result:
        """Make one cell's file. Never raises for a fault of the design or the data: the result tells it.

        ``name`` is the file's whole name where a person chose it, instead of the cell's with a suffix.
        """
        if setting.timed:
            begun = time.perf_counter()
            with measured() as seconds:
                result = self.make(
                    msgspec.structs.replace(setting, timed=False), cell, durable=durable, name=name
                )
            spent = (*seconds, time.perf_counter() - begun)
            return msgspec.structs.replace(result, spent=spent)
        try:
            if self._painter is None and setting.mode in ("make", "hash"):
                self._expect_pictures(setting, cell)
            return self._made(setting, cell, durable, name)
        except DesignError as error:
            return _result(setting, cell, ok=False, findings=error.findings)
        except RecursionError:
            return _result(setting, cell, ok=False, findings=(_deep(setting),))

    def _expect_pictures(self, setting: Setting, cell: Cell) -> None:
        """Files named by the first row will be decoded in a child, which starts while the page is built."""
        slots = self.template(setting.template).template.slots
        named = [cell.values.get(name) for name, slot in slots.items() if slot.type == "image"]
        if any(isinstance(value, str) and value and not value.startswith("photo:") for value in named):
            from designer_app.pictures import expect

            expect()

    def close(self) -> None:
        """Let go of what was written to; what is warm stays."""
        self._keeper.close()

    def forget(self) -> None:
        """As new: after an interruption what is kept may be half done."""
        vars(self).update(vars(Press()))

    def make_document(
        self, setting: Setting, cells: Sequence[Cell], name: str, *, durable: bool = False
    ) -> Result:
        """Make several pages as one file of a format that holds them. Never raises for a fault of design or data."""
        first = cells[0]
        try:
            built = [self.build(setting, cell) for cell in cells]
            findings = tuple(finding for page in built for finding in page.findings)
            if any(f.severity == "error" or (setting.strict and _warns(f)) for f in findings):
                return _result(setting, first, ok=False, findings=findings)
            encoded = self._document(setting, built, _meta(first, built[0]))
            write_bytes(self._place(setting, first, name), encoded.data, durable=durable)
            return _result(
                setting, first, ok=True, findings=(*findings, *encoded.findings), scene=built[0].scene.key,
                built=built[0], path=name, size=len(encoded.data), format=encoded.format,
            )  # fmt: skip
        except DesignError as error:
            return _result(setting, first, ok=False, findings=error.findings)

    def build(self, setting: Setting, cell: Cell) -> Built:
        """The cell's page as a Scene. Raises ``DesignError``."""
        return build_page(self.request(setting, cell), self.resources(setting), cell.page)

    def request(self, setting: Setting, cell: Cell) -> Request:
        return Request(
            loaded=self.template(setting.template), kit=self.kit(setting.kit), size=setting.size,
            cells=cell.values, key=cell.key, lang=setting.lang, as_of=setting.as_of,
            overrides=(*setting.overrides, *cell.overrides) if cell.overrides else setting.overrides,
            source=setting.source, solved=cell.solved,
        )  # fmt: skip

    def template(self, folder: str) -> LoadedTemplate:
        if folder not in self._templates:
            self._templates[folder] = find_template(folder)
        return self._templates[folder]

    def kit(self, folder: str) -> Kit:
        if folder not in self._kits:
            self._kits[folder] = find_kit(folder)
        return self._kits[folder]

    def resources(self, setting: Setting) -> Resources:
        if setting.roots not in self._resources:
            self._resources[setting.roots] = Resources(tuple(Path(root) for root in setting.roots))
        return self._resources[setting.roots]

    # ── One cell ────────────────────────────────────────────────────────────────────────────────

    def _made(self, setting: Setting, cell: Cell, durable: bool, name: str) -> Result:
        request, resources = self.request(setting, cell), self.resources(setting)
        resources.painted = setting.mode in ("make", "hash")
        if setting.mode == "measure":
            fits, files = measure_page(request, resources, cell.page)
            behind = tuple((path, *resources.stamps[path]) for path in files)
            return _result(setting, cell, ok=True, fits=fits, files=behind)
        if setting.mode == "inspect":
            request = msgspec.structs.replace(request, sketched=True)
        built = build_page(request, resources, cell.page)
        findings = built.findings
        if not setting.source:  # no table, so no column that could be absent
            findings = tuple(f for f in findings if f.code != "column-absent")
        if setting.mode == "inspect":
            from designer_app.production.flight.page import check_page
            from designer_app.production.flight.weight import over_budget

            painter = self._coarse_painter()
            floor = self.kit(setting.kit).file.quality_floor

            @functools.cache
            def whole() -> Scene:
                return self.build(setting, cell).scene

            heavy = over_budget(whole, setting.formats, setting.size, floor, painter)
            findings = (*findings, *check_page(request, built, painter, whole), *heavy)
        worst = [f for f in findings if f.severity == "error" or (setting.strict and _warns(f))]
        if cell.ticket is not None and not worst:
            return self._kept_up(setting, cell, cell.ticket, built, findings)
        if worst or setting.mode not in ("make", "hash"):
            scene = "" if setting.mode == "inspect" else built.scene.key  # of a sketched page it says nothing
            result = _result(setting, cell, ok=not worst, findings=findings, scene=scene, built=built)
            passable = bool(worst) and not any(f.severity == "error" for f in built.findings)
            return msgspec.structs.replace(result, passable=True) if passable else result
        encoded = self._encoded(setting, cell, built, _meta(cell, built))
        if setting.mode == "hash":
            result = _result(
                setting,
                cell,
                ok=True,
                built=built,
                scene=built.scene.key,
                format=encoded.format,
                size=len(encoded.data),
            )
            return msgspec.structs.replace(result, sha256=hashlib.sha256(encoded.data).hexdigest())
        name = name or cell.stem + encoded.suffix
        path = self._place(setting, cell, name)
        write_bytes(path, encoded.data, durable=durable)
        return _result(
            setting, cell, ok=True, findings=(*findings, *encoded.findings), scene=built.scene.key,
            built=built, path=name, size=len(encoded.data), format=encoded.format,
        )  # fmt: skip

    def _kept_up(
        self, setting: Setting, cell: Cell, ticket: Ticket, built: Built, findings: tuple[Finding, ...]
    ) -> Result:
        """The file left where it is when it would come out the same, else written; noted in the ledger either way."""
        told = tuple(dict.fromkeys(in_own_words(finding, setting) for finding in findings))
        meta = _meta(cell, built)
        key = self._file_key(setting, built, meta)
        entry = entry_of(setting, cell, built, key, told, self.resources(setting).stamps)
        old = self._keeper.confirmed(setting, ticket, entry.file)
        if old is not None:
            return result_of(self._keeper.stay(setting, old, entry), cell.number, kept=True)
        if setting.mode == "compare":
            return _result(setting, cell, ok=True, findings=findings, scene=built.scene.key, built=built)
        encoded = self._encoded(setting, cell, built, meta)
        name = cell.stem + encoded.suffix
        self._place(setting, cell, name)
        entry, there = self._keeper.write(setting, ticket, name, encoded.data, encoded_with(entry, encoded))
        return result_of(entry, cell.number, kept=there)

    def _file_key(self, setting: Setting, built: Built, meta: FileMeta) -> str:
        floor = self.kit(setting.kit).file.quality_floor
        return file_key(
            program_key(), built.scene.key, meta, setting.formats, setting.quality, setting.chroma,
            setting.size.max_bytes, floor,
        )  # fmt: skip

    def _place(self, setting: Setting, cell: Cell, name: str) -> Path:
        """The file's path; its folder is proven to lie inside the output folder once."""
        path = os.path.join(setting.out, name)
        folder = (setting.out, os.path.dirname(path))
        if folder not in self._folders:
            inside(Path(setting.out), name, file=setting.out, place=f"the name of {cell.key}")
            self._folders.add(folder)
        return Path(path)

    def _encoded(self, setting: Setting, cell: Cell, built: Built, meta: FileMeta) -> Encoded:
        """The cell's finished bytes. Raises ``DesignError`` when no allowed format fits the byte budget."""
        if FORMATS[setting.formats[0]].document:
            return self._document(setting, (built,), meta)
        from designer_app.export.budget import encode_within
        from designer_app.export.encode import encode
        from designer_app.pictures import page_done

        painter, strips = self._warm()
        self._note_size(built.scene)
        frame = painter.render(built.scene)
        page_done()
        settings = EncodeSettings(format=setting.formats[0], quality=setting.quality, chroma=setting.chroma)
        reuse: dict[str, Any] = {"strips": strips, "base_id": frame.strips_key, "dirty": frame.dirty}
        if setting.size.max_bytes is None:
            return encode(frame.image, settings, meta, **reuse)
        floor = self.kit(setting.kit).file.quality_floor
        return encode_within(
            frame.image, setting.formats, setting.size.max_bytes, settings, floor, meta, **reuse,
            file=setting.source, place=f"{cell.key} in {setting.size.id}",
        )  # fmt: skip

    def _note_size(self, scene: Scene) -> None:
        """Pages of one size are painted over each other; those of several come and go."""
        if len(self._sizes) < 2:
            self._sizes.add((scene.width, scene.height))
            if len(self._sizes) == 2:
                keep_freed()

    def _document(self, setting: Setting, pages: Sequence[Built], meta: FileMeta) -> Encoded:
        """Pages as one file of vectors. Raises ``DesignError``."""
        from designer_app.export.pdf.documents import document

        settings = EncodeSettings(format=setting.formats[0], quality=setting.quality, chroma=setting.chroma)
        return document([page.scene for page in pages], setting.size, settings, meta)

    def _coarse_painter(self) -> Painter:
        """What paints small backdrops for checks; apart from the other, whose pages are large."""
        if self._coarse is None:
            from designer_app.paint import Painter

            self._coarse = Painter()
            _calm_collector()
        return self._coarse

    def _warm(self) -> tuple[Painter, StripCache]:
        """The painter and the encoded strips that cells share; imported with the first cell."""
        if self._painter is None or self._strips is None:
            from designer_app.export.strips import StripCache
            from designer_app.paint import Painter

            self._painter, self._strips = Painter(), StripCache(_STRIPS)
            _calm_collector()
        return self._painter, self._strips


def _calm_collector() -> None:
    """Pages make many small objects and no cycle: look for those rarely, and not among the imports."""
    import gc

    gc.freeze()
    gc.set_threshold(50_000, 5, 5)


def _meta(cell: Cell, built: Built) -> FileMeta:
    """What the file says about itself."""
    return FileMeta(
        title=built.scene.title, alt=alt_text(built.scene), row_key=cell.key, scene_key=built.scene.key,
        software="designer", language=built.scene.language,
    )  # fmt: skip


def _warns(finding: Finding) -> bool:
    return finding.severity == "warning"


def _result(
    setting: Setting,
    cell: Cell,
    *,
    ok: bool,
    findings: tuple[Finding, ...] = (),
    scene: str = "",
    built: Built | None = None,
    path: str = "",
    size: int = 0,
    format: str = "",
    fits: tuple[Fit, ...] = (),
    files: tuple[tuple[str, int, int], ...] = (),
) -> Result:
    if setting.headings:
        findings = tuple(in_own_words(finding, setting) for finding in findings)
    return Result(
        number=cell.number, key=cell.key, size=setting.size.id, kit=Path(setting.kit).name, lang=setting.lang,
        page=cell.page, variant=cell.variant, ok=ok, path=path, bytes=size, format=format, scene=scene, fits=fits, files=files,
        width=built.scene.width if built else 0, height=built.scene.height if built else 0,
        findings=tuple(dict.fromkeys(findings)),
    )  # fmt: skip


def _deep(setting: Setting) -> Finding:
    return fail(
        "too-deep",
        file=setting.template,
        found="layers nested without end",
        expected="at most some hundred levels",
    ).findings[0]


def make_alone(
    chunks: Sequence[Chunk], stopped: Callable[[], bool], press: Press | None = None
) -> Iterator[Result]:
    """All cells in this process, in order, until ``stopped`` says so."""
    press = press or Press()
    for chunk in chunks:
        for cell in chunk.cells:
            if stopped():
                return
            yield made(press, chunk.setting, cell)


def made(press: Press, setting: Setting, cell: Cell, **options: Any) -> Result:
    """``Press.make``, whatever happens: a fault of ours fails this cell and no other."""
    try:
        return press.make(setting, cell, **options)
    except MemoryError:
        return failed(setting, cell, Finding(code="out-of-memory", expected="a smaller size or picture"))
    except Exception as fault:
        return failed(
            setting, cell,
            Finding(
                code="internal-error", file=setting.template, found=f"{type(fault).__name__}: {fault}"[:300],
                expected="no fault of the program", remedy="please report it with the template and this row",
            ),
        )  # fmt: skip
