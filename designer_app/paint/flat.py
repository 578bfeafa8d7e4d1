"""Many pages that share most of their pixels: what stays the same is painted once.

A page is a list of draw items (the root's plain groups opened up). Items at its start that two
pages in a row have in common are flattened into a base image; a page is then a copy of the base
with the other items painted on top. The pixels are those of ``paint``, because painting goes from
bottom to top and the base is simply a painting stopped half way.

An encoder that works strip by strip encodes the base once and, per page, only the rows of
``Frame.dirty``.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict

import msgspec
from PIL import Image

from designer_app.files import digest
from designer_app.paint.bounds import rect_of
from designer_app.paint.canvas import Canvas
from designer_app.paint.coverage import EMPTY, Rect, meet
from designer_app.paint.groups import paint_node, plain
from designer_app.paint.lru import LOCK
from designer_app.paint.painter import blank_page, page_rect
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Transform, compose, scaling
from designer_app.scene.nodes import Group, Node, Scene

_Key = tuple[str, Transform]
_Size = tuple[int, int, float, Colour | None]

_BASES_PER_SIZE = 3
_BASE_BYTES = 64 << 20
_numbers = itertools.count(1)


class Frame(msgspec.Struct, frozen=True, eq=False):
    """One painted page.

    ``base`` is the image that it was painted over (None: painted whole) and ``dirty`` the rows (y0, y1),
    in order and apart, outside which ``image`` equals it; without a base that is all rows.
    ``base_id`` numbers bases within the process (0 = none). ``strips_key`` names the base's
    pixels by content: the same in every process, so that encoded strips of it can be kept under this
    name; empty without a base. ``image`` and ``base`` belong to the painter: do not change them.
    """

    image: Image.Image
    dirty: tuple[tuple[int, int], ...]
    base_id: int
    strips_key: str
    base: Image.Image | None


class _Item(msgspec.Struct, frozen=True, eq=False):
    node: Node
    transform: Transform
    key: _Key


class _Base(msgspec.Struct, frozen=True, eq=False):
    keys: tuple[_Key, ...]
    image: Image.Image
    number: int
    strips_key: str


class _Seen(msgspec.Struct):
    """What a size has shown so far: the last page's keys, how many of them its page before shared,
    and the bases at hand, most recently used last."""

    keys: tuple[_Key, ...] = ()
    shared: int = 0
    bases: list[_Base] = msgspec.field(default_factory=list)


class Painter:
    """Paints pages one after another; pages of one size (and scale) share bases.

    Not for several threads at once. Memory: at most three bases per size, 64 MB of bases in all (4 bytes
    per pixel); the least recently used sizes go first.
    """

    def __init__(self) -> None:
        self._sizes: OrderedDict[_Size, _Seen] = OrderedDict()

    def render(self, scene: Scene, scale: float = 1.0) -> Frame:
        """The page, pixel by pixel as ``paint(scene, scale)``. Raises what ``paint`` raises."""
        page = page_rect(scene, scale)
        with LOCK:
            items = _items(scene.root, scaling(scale), [])
            keys = tuple(item.key for item in items)
            size = (page[2], page[3], scale, scene.background)
            seen = self._sizes.setdefault(size, _Seen())
            self._sizes.move_to_end(size)
            shared = _common(keys, seen.keys)
            base = self._base(scene, page, seen, items, keys, shared)
            seen.keys, seen.shared = keys, shared
            done = len(base.keys) if base else 0
            canvas = Canvas(base.image.copy(), page) if base else blank_page(scene, page)
            dirty = []
            for item in items[done:]:
                paint_node(canvas, item.node, item.transform)
                if base:
                    dirty.append(meet(rect_of(item.node, item.transform), page))
            self._forget()
        if base is None:
            return Frame(canvas.image, ((0, page[3]),), 0, "", None)
        return Frame(canvas.image, _rows(dirty), base.number, base.strips_key, base.image)

    def _base(
        self,
        scene: Scene,
        page: Rect,
        seen: _Seen,
        items: list[_Item],
        keys: tuple[_Key, ...],
        shared: int,
    ) -> _Base | None:
        """The longest base that starts this page. A first one is made when two pages in a row agree, a
        longer one only when three do: neighbours often share a text by chance."""
        fitting = [base for base in seen.bases if base.keys == keys[: len(base.keys)]]
        best = max(fitting, key=lambda base: len(base.keys), default=None)
        wanted = min(shared, seen.shared) if best else shared
        if wanted > (len(best.keys) if best else 0):
            canvas = Canvas(best.image.copy(), page) if best else blank_page(scene, page)
            for item in items[len(best.keys) if best else 0 : wanted]:
                paint_node(canvas, item.node, item.transform)
            name = digest(msgspec.msgpack.encode([page, scene.background, keys[:wanted]]))
            best = _Base(keys[:wanted], canvas.image, next(_numbers), name)
            seen.bases.append(best)
            del seen.bases[:-_BASES_PER_SIZE]
        elif best:
            seen.bases.remove(best)
            seen.bases.append(best)
        return best

    def _forget(self) -> None:
        held = sum(4 * w * h * len(seen.bases) for (w, h, _, _), seen in self._sizes.items())
        while held > _BASE_BYTES and len(self._sizes) > 1:
            (w, h, _, _), seen = self._sizes.popitem(last=False)
            held -= 4 * w * h * len(seen.bases)


def _items(node: Node, transform: Transform, found: list[_Item]) -> list[_Item]:
    if isinstance(node, Group) and plain(node):
        inner = compose(transform, node.transform)
        for child in node.children:
            _items(child, inner, found)
    else:
        place = compose(transform, node.transform) if isinstance(node, Group) else transform
        found.append(_Item(node, transform, (node.key, place)))
    return found


def _common(one: tuple[_Key, ...], other: tuple[_Key, ...]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _rows(rects: list[Rect]) -> tuple[tuple[int, int], ...]:
    """The rows that rectangles touch, merged where they meet."""
    merged: list[tuple[int, int]] = []
    for y0, y1 in sorted((rect[1], rect[3]) for rect in rects if rect != EMPTY):
        if merged and y0 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], y1))
        else:
            merged.append((y0, y1))
    return tuple(merged)
