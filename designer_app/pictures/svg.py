"""The SVG door: facts, pixels through resvg in the child, and plain drawings read into Path nodes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from designer_app.errors import DesignError, fail
from designer_app.pictures import keeper, reading
from designer_app.pictures.header import check_size, note
from designer_app.pictures.limits import limits
from designer_app.pictures.records import PictureFacts
from designer_app.pictures.svg_entities import expanded
from designer_app.pictures.svg_root import read_size, whole_size
from designer_app.pictures.svg_scan import read_text, scan
from designer_app.pictures.svg_values import is_colour
from designer_app.pictures.wire import to_picture
from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Group

if TYPE_CHECKING:
    from PIL import Image


class SvgDrawing(msgspec.Struct, frozen=True):
    """A plain SVG as nodes. ``node`` lies in the box 0, 0, width, height (pixels at 96 dpi); ``colours``
    are those that ``read_paths`` can replace: ``#RRGGBB``, and ``currentColor`` where it is used."""

    width: float
    height: float
    node: Group
    colours: tuple[str, ...] = ()


def looks_like_svg(data: bytes) -> bool:
    """Whether bytes claim to be SVG (plain or gzipped XML), judged by their beginning."""
    if data[:2] == b"\x1f\x8b":
        return True  # no picture format of the whitelist is gzipped
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "<" in data[:64].decode("utf-16", "ignore")
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")) or (
        head.startswith(b"<") and b"<svg" in head
    )


def safe_text(data: bytes) -> str:
    """Text of an SVG that passed the scan. Raises ``DesignError`` (``bad-svg``, ``unsafe-svg``)."""
    text = expanded(read_text(data))
    scan(text)
    return text


def svg_facts(digest: str, data: bytes) -> PictureFacts:
    """Facts of SVG bytes; its size is the outermost element's at 96 dpi, rounded."""
    text = safe_text(data)
    whole = whole_size(read_size(text))
    check_size(whole, limits())
    notes = (note("html-in-svg", "HTML in a <foreignObject>, which isn't drawn", "outline it"),)
    return PictureFacts(
        digest=digest, format="SVG", width=whole[0], height=whole[1], mode="RGBA", has_alpha=True,
        notes=notes if "<foreignObject" in text else (),
    )  # fmt: skip


def rasterise(digest: str, width: int, height: int) -> Image.Image:
    """A registered SVG in its own ratio, as large as fits width × height pixels; RGBA, straight alpha.

    System fonts are not used. Raises ``DesignError``: ``bad-svg``, ``unsafe-svg``,
    ``picture-timeout``, ``picture-too-large``.
    """
    path = reading.path_of(digest)
    try:
        text = safe_text(reading.read_digest(digest))
        answer = keeper.in_child("svg", text.encode("utf-8"), width=width, height=height)
    except DesignError as error:
        raise reading.named(error, path) from None
    return to_picture(answer)


def read_paths(path: Path, *, recolour: Mapping[str, Colour] | None = None) -> SvgDrawing | None:
    """A plain SVG as Path and Group nodes, or None when only ``rasterise`` can show it faithfully.

    Plain: path, basic shapes, g, a, use of those, transforms, fills, strokes, dashes, opacity, style
    rules with simple selectors, padded linear and radial gradients. ``recolour`` replaces colours:
    its keys are ``currentColor`` or any CSS colour (``#e30613``, ``red``; black stands for shapes
    without a fill, too); the alpha of what is replaced is kept.

    Raises ``DesignError`` as ``facts`` does, and ``bad-colour`` for a key that is none.
    """
    for key in recolour or ():
        if key.lower() != "currentcolor" and not is_colour(key):
            raise fail("bad-colour", found=f"'{key}'", expected="currentColor or a CSS colour")
    digest = reading.register(path)
    try:
        return _read_paths(digest, tuple(sorted((recolour or {}).items())))
    except DesignError as error:
        raise reading.named(error, path) from None


@functools.lru_cache(maxsize=256)
def _read_paths(digest: str, recolour: tuple[tuple[str, Colour], ...]) -> SvgDrawing | None:
    from designer_app.pictures.svg_read import read_nodes
    from designer_app.pictures.svg_tree import NotPlainError

    text = safe_text(reading.read_digest(digest))
    try:
        width, height, node, colours = read_nodes(text, dict(recolour))
    except NotPlainError:
        return None
    return SvgDrawing(width, height, node, colours)
