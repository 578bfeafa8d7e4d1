"""A content stream in the making: operators, the resources that they name, and what the page collects on the way."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from designer_app.export.pdf import inks
from designer_app.export.pdf.images import deflated, part_name
from designer_app.export.pdf.records import Jump, Mark, Part, Tag
from designer_app.export.pdf.syntax import matrix, number, text
from designer_app.files import digest
from designer_app.scene.geometry import IDENTITY, Box, Transform, compose
from designer_app.scene.nodes import FontRef

_LETTERS = {"XObject": "X", "ExtGState": "G", "Shading": "S", "Font": "F"}


class Collected:
    """What all streams of a page share."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.glyphs: dict[FontRef, dict[int, str]] = {}
        self.tags: list[Tag] = []
        self.jumps: list[Jump] = []
        self.marks: list[Mark] = []
        self.pictures_of_text = 0
        self.least_ppi = 0.0


class Stream:
    """Operators of a page or a form. ``ctm``: the space that operators are in now → px of the artboard.

    ``page``: the page's own stream, in which marked content can be told apart.
    """

    def __init__(self, shared: Collected, ctm: Transform = IDENTITY, *, page: bool = False) -> None:
        self.shared = shared
        self.ctm = ctm
        self.page = page
        self.ops: list[str] = []
        self.uses: dict[tuple[str, str], str] = {}

    def put(self, *operators: str) -> None:
        self.ops += operators

    def use(self, category: str, part: str) -> str:
        """The name under which the stream's operators know a part."""
        name = _LETTERS[category] + digest(part.encode())[:10]
        self.uses[category, name] = part
        return name

    def font(self, ref: FontRef) -> str:
        self.shared.glyphs.setdefault(ref, {})
        return self.use("Font", font_name(ref))

    @contextmanager
    def saved(self, transform: Transform = IDENTITY) -> Iterator[None]:
        """Operators between q and Q, in a space of their own."""
        before = self.ctm
        self.put("q")
        if transform != IDENTITY:
            self.put(f"{matrix(transform)} cm")
            self.ctm = compose(before, transform)
        yield
        self.put("Q")
        self.ctm = before

    def alpha(self, value: float) -> None:
        """Opacity of what follows, fills and strokes alike."""
        if value < 1:
            self._state(f"/ca {number(value)} /CA {number(value)}")

    def blend(self, mode: str) -> None:
        if mode != "Normal":
            self._state(f"/BM /{mode}")

    def mask(self, form: str, kind: str) -> None:
        self.put(f"/{self.use('ExtGState', inks.soft_mask(form, self.shared.parts, kind))} gs")

    def draw(self, part: str) -> None:
        self.put(f"/{self.use('XObject', part)} Do")

    def _state(self, head: str) -> None:
        part = Part(head)
        self.shared.parts[part_name(part)] = part
        self.put(f"/{self.use('ExtGState', part_name(part))} gs")

    def form(self, area: Box, *, isolated: bool = True, grey: bool = False) -> str:
        """All operators as a form that paints within ``area``: the name of its part."""
        links = tuple(
            (f"Resources/{category}/{name}", part) for (category, name), part in sorted(self.uses.items())
        )
        head = inks.form_head(area, isolated=isolated, grey=grey) + " /Filter /FlateDecode"
        made = Part(head, deflated("\n".join(self.ops).encode("ascii")), links)
        self.shared.parts[part_name(made)] = made
        return part_name(made)

    @contextmanager
    def tagged(self, tag: Tag | None) -> Iterator[None]:
        """Marked content (14.6): a numbered element of the structure, or without one, decoration."""
        if not self.page:
            yield
            return
        if tag is None:
            self.put("/Artifact BMC")
        else:
            self.put(f"/{tag.kind} <</MCID {len(self.shared.tags)}>> BDC")
            self.shared.tags.append(tag)
        self.page = False
        yield
        self.page = True
        self.put("EMC")

    @contextmanager
    def spoken(self, words: str) -> Iterator[None]:
        """Operators that stand for other words than they show (14.9.4)."""
        self.put(f"/Span <</ActualText {text(words)}>> BDC")
        yield
        self.put("EMC")


@functools.lru_cache(256)
def font_name(ref: FontRef) -> str:
    """By what name fonts are linked to: content, face and axes."""
    return "font:" + digest(repr((ref.digest, ref.index, ref.axes)).encode())[:20]
