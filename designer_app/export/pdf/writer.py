"""Drawn pages → one file, by pikepdf: pages, fonts, structure, bookmarks, links, metadata. Same pages, same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from designer_app.errors import Finding
from designer_app.export.metadata import clean, language_tag, xmp
from designer_app.export.pdf import letters, programs
from designer_app.export.pdf.drawing import draw
from designer_app.export.pdf.images import deflated
from designer_app.export.pdf.records import Drawn, Part, Sheet
from designer_app.export.pdf.stream import font_name
from designer_app.export.pdf.structure import outline, structure
from designer_app.export.records import FileMeta
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import FontRef

Subset = Callable[[FontRef, Iterable[int]], programs.Program]


def pdf_of(sheets: Sequence[Sheet], meta: FileMeta | None = None) -> bytes:
    """The file of some pages, drawn now."""
    return bind([(sheet.name, draw(sheet)) for sheet in sheets], meta)


def bind(
    pages: Iterable[tuple[str, Drawn]], meta: FileMeta | None = None, subset: Subset = programs.program
) -> bytes:
    """The file of drawn pages under their names (which links ``page:NAME`` lead to; may be empty). Of each page only
    what links, tags and bookmarks need is held. ``subset`` cuts the fonts.

    Raises ``DesignError`` for a font that can't be embedded.
    """
    document = _Document(meta or FileMeta(), subset)
    for name, page in pages:
        document.add(name, page)
    return document.saved()


def findings_of(painted: int) -> tuple[Finding, ...]:
    """What a reader of the file should know: text that had to be painted, in so many groups."""
    if not painted:
        return ()
    note = Finding(
        code="text-painted", severity="note",
        found=f"{painted} groups whose effects PDF can't say, text included",
        remedy="their text can be searched and copied, but is printed as a picture; take blur, grain or blend mode away",
    )  # fmt: skip
    return (note,)


class _Document:
    def __init__(self, meta: FileMeta, subset: Subset) -> None:
        self.pdf = Pdf.new()
        self.meta = meta
        self.subset = subset
        self.pages: list[tuple[str, Drawn, Any]] = []
        self._made: dict[str, Any] = {}
        self._glyphs: dict[FontRef, dict[int, str]] = {}
        self._fonts: dict[str, Any] = {}

    def add(self, name: str, drawn: Drawn) -> None:
        for font, glyphs in drawn.glyphs:
            known = self._glyphs.setdefault(font, {})
            for glyph, text in glyphs:
                if not known.get(glyph):
                    known[glyph] = text
            if font_name(font) not in self._fonts:
                self._fonts[font_name(font)] = self.pdf.make_indirect(Dictionary(Type=Name.Font))
        resources = Dictionary()
        for category, key, part in drawn.uses:
            _set(resources, f"{category}/{key}", self._object(part, drawn.parts))
        area = [0, 0, _points(drawn.width), _points(drawn.height)]
        page = Dictionary(
            Type=Name.Page, MediaBox=Array(area), TrimBox=_box(drawn.trim, drawn.height),
            BleedBox=_box(drawn.bleed, drawn.height), Resources=resources,
            Contents=self._stream(deflated(drawn.content), Dictionary(Filter=Name.FlateDecode)),
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True),
        )  # fmt: skip
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        light = msgspec.structs.replace(drawn, content=b"", parts={}, glyphs=())
        self.pages.append((name, light, self.pdf.pages[-1].obj))

    def saved(self) -> bytes:
        for font, glyphs in self._glyphs.items():
            self._font(font, glyphs)
        root = self.pdf.Root
        structure(self.pdf, self.pages, language_tag(self.meta))
        outline(self.pdf, self.pages)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.MarkInfo = Dictionary(Marked=True)
        if language_tag(self.meta):
            root.Lang = String(language_tag(self.meta))
        self._metadata()
        target = io.BytesIO()
        self.pdf.save(
            target, deterministic_id=True, compress_streams=False, min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate, stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )  # fmt: skip
        return target.getvalue()

    # ── Objects ─────────────────────────────────────────────────────────────────────────────────

    def _object(self, name: str, parts: dict[str, Part]) -> Any:
        """The object of a part, made once for all pages."""
        if name in self._fonts:
            return self._fonts[name]
        known = self._made.get(name)
        if known is not None:
            return known
        part = parts[name]
        head: Any = pikepdf.Object.parse(f"<< {part.head} >>".encode("ascii"))
        for path, other in part.links:
            _set(head, path, self._object(other, parts))
        made = self.pdf.make_indirect(head) if part.data is None else self._stream(part.data, head)
        self._made[name] = made
        return made

    def _stream(self, data: bytes, head: Any) -> Any:
        return self.pdf.make_stream(data, head)

    # ── Fonts (9.7) ─────────────────────────────────────────────────────────────────────────────

    def _font(self, ref: FontRef, glyphs: dict[int, str]) -> None:
        """A composite font whose codes are the font's own glyph ids."""
        program = self.subset(ref, glyphs)
        wide = Array(
            [item for glyph in sorted(glyphs) for item in (glyph, Array([programs.width(ref, glyph)]))]
        )
        compact = program.kind == "cff"
        head = Dictionary(Filter=Name.FlateDecode)
        if compact:
            head.Subtype = Name.CIDFontType0C
        else:
            head.Length1 = len(program.data)
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/" + program.name), Flags=4, ItalicAngle=0,
            FontBBox=Array([_points(side) for side in program.box]), Ascent=_points(program.ascent),
            Descent=_points(program.descent), CapHeight=_points(program.cap_height), StemV=80,
        )  # fmt: skip
        descriptor["/FontFile3" if compact else "/FontFile2"] = self._stream(deflated(program.data), head)
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0 if compact else Name.CIDFontType2,
            BaseFont=Name("/" + program.name), DW=1000, W=wide,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=self.pdf.make_indirect(descriptor),
        )  # fmt: skip
        if not compact:
            inner.CIDToGIDMap = Name.Identity
        outer = self._fonts[font_name(ref)]
        outer.Subtype = Name.Type0
        outer.BaseFont = Name("/" + program.name)
        outer.Encoding = Name("/Identity-H")
        outer.DescendantFonts = Array([self.pdf.make_indirect(inner)])
        words = deflated(letters.to_unicode(ref, glyphs))
        outer.ToUnicode = self._stream(words, Dictionary(Filter=Name.FlateDecode))

    # ── Metadata ────────────────────────────────────────────────────────────────────────────────

    def _metadata(self) -> None:
        meta = clean(self.meta)
        said = {
            "Title": meta.title,
            "Keywords": meta.row_key,
            "Creator": meta.software,
            "Producer": meta.software,
        }
        for key, value in said.items():
            if value:
                self.pdf.docinfo["/" + key] = String(value)
        packet = xmp(meta)
        if packet:
            self.pdf.Root.Metadata = self._stream(packet, Dictionary(Type=Name.Metadata, Subtype=Name.XML))


def _set(holder: Any, path: str, value: Any) -> None:
    """Set ``A/B/C`` in nested dictionaries."""
    *outer, last = path.split("/")
    for key in outer:
        if "/" + key not in holder:
            holder["/" + key] = Dictionary()
        holder = holder["/" + key]
    holder["/" + last] = value


def _box(box: Box, height: float) -> Array:
    return Array([_points(side) for side in (box.x0, height - box.y1, box.x1, height - box.y0)])


def _points(value: float, digits: int = 4) -> Any:
    from decimal import Decimal

    return Decimal(str(round(value, digits)))
