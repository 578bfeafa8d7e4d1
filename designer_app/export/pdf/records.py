"""What a page of PDF is made with, and what is known of it before it stands in a file."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from designer_app.scene.geometry import Box
from designer_app.scene.nodes import FontRef, Scene


class PageSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a Scene becomes a page.

    ``points`` is the length of one pixel of the artboard in 1/72 inch; ``bleed`` the pixels on each side that lie
    beyond the trim edge (part of the Scene). ``ppi`` is what pictures are brought down to (small ones are
    enlarged 1.6 times at most) and what effects are painted at. ``marks`` draws crop and registration marks round the bleed;
    ``trimmed`` leaves the bleed out, as for the screen.
    """

    points: Annotated[float, Meta(gt=0)] = 0.75
    bleed: Annotated[float, Meta(ge=0)] = 0.0
    ppi: Annotated[int, Meta(ge=36, le=2400)] = 150
    quality: Annotated[int, Meta(ge=1, le=100)] = 88
    marks: bool = False
    trimmed: bool = False


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page to be: its Scene, how it is made, and the name that links to it use."""

    scene: Scene
    settings: PageSettings = PageSettings()
    name: str = ""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """An object that a page's operators name: ``head`` is the inside of its dictionary in PDF's own syntax,
    ``data`` its stream (None: a plain dictionary) and ``links`` lead from keys (``SMask``, ``Resources/XObject/X1``)
    to other parts or, ``font:NAME``, to fonts. Named by its content, so that pages share what they have in common."""

    head: str
    data: bytes | None = None
    links: tuple[tuple[str, str], ...] = ()


class Tag(msgspec.Struct, frozen=True, array_like=True):
    """An element of the logical structure (14.7): ``kind`` P, H1 … or Figure; its number is its place in the page."""

    kind: str
    alt: str = ""
    language: str = ""


class Jump(msgspec.Struct, frozen=True, array_like=True):
    """A link: a box in points from the page's top left corner, and an address, ``page:NAME`` or ``#bookmark``."""

    box: Box
    target: str
    words: str = ""


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """A bookmark: its words, how far below the page's top it leads, in points, and its level, from 1."""

    words: str
    top: float
    level: int = 1


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A page without its file: can be kept by ``key`` and put into any document.

    ``uses`` are the resources that the operators name (category, name, part); ``glyphs`` the glyph ids of each
    font with the text that the first run with them has for them ("" = unknown).
    """

    key: str
    width: float  # of the media box, points
    height: float
    trim: Box  # points, from the top left corner
    bleed: Box
    content: bytes
    parts: dict[str, Part]
    uses: tuple[tuple[str, str, str], ...]
    glyphs: tuple[tuple[FontRef, tuple[tuple[int, str], ...]], ...]
    tags: tuple[Tag, ...] = ()
    jumps: tuple[Jump, ...] = ()
    marks: tuple[Mark, ...] = ()
    pictures_of_text: int = 0  # groups with text that PDF can't say: painted, with their text unseen above
    least_ppi: float = 0.0  # of the pictures on the page; 0 = none
