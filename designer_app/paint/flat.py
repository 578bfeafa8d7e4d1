"""Many pages that share most of their pixels: what stays the same is painted once.

A page is a list of draw items (the root's plain groups opened up). Two things are kept per size:

- **bases**: items at the start that pages in a row have in common, flattened into an image. Painting goes
  from bottom to top, so a base is simply a painting stopped half way;
- **the last page**, whole. The next one is the same image with those bands painted anew in which an item
  came, went or changed: each is cut from the base and all items above that touch it are painted.

An encoder that works strip by strip encodes the base once and, per page, only the rows of
``Frame.dirty``; a window shows only ``Frame.changed``.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict

import msgspec
from PIL import Image

from designer_app.files import digest
from designer_app.paint.bounds import backdrop_reach, rect_of
from designer_app.paint.canvas import Canvas
from designer_app.paint.coverage import EMPTY, Rect, grown, meet
from designer_app.paint.groups import paint_node, plain
from designer_app.paint.lru import LOCK
from designer_app.paint.painter import blank_page, page_rect
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import Transform, compose, scaling
from designer_app.scene.nodes import Group, Node, Scene
from designer_app.timing import timed

_Key = tuple[str, Transform]
_Size = tuple[int, int, float, Colour | None]

_BASES_PER_SIZE = 3
_BASE_BYTES = 64 << 20
_numbers = itertools.count(1)


class Frame(msgspec.Struct, frozen=True, eq=False):
    """One painted page.

    ``image`` is the painter's own and holds this page until the next one of its size is rendered: encode it
    or copy from it before then, and do not change it. ``changed`` are the boxes (x0, y0, x1, y1) outside
    which it equals the page of this size rendered before.

    ``base`` is the image that it was painted over (None: painted whole) and ``dirty`` the rows (y0, y1),
    in order and apart, outside which ``image`` equals it; without a base that is all rows.
    ``base_id`` numbers bases within the process (0 = none). ``strips_key`` names the base's
    pixels by content: the same in every process, so that encoded strips of it can be kept under this
    name; empty without a base.
    """

    image: Image.Image
    dirty: tuple[tuple[int, int], ...]
    base_id: int
    strips_key: str
    base: Image.Image | None
    changed: tuple[Rect, ...]


class _Item(msgspec.Struct, eq=False):
    node: Node
    transform: Transform
    key: _Key
    known: Rect | None = None

    @property
    def rect(self) -> Rect:
        """Where its ink lies (``rect_of``)."""
        if self.known is None:
            self.known = rect_of(self.node, self.transform)
        return self.known


_Layer = tuple[Node, Transform, list[_Item]]


class _Base(msgspec.Struct, frozen=True, eq=False):
    keys: tuple[_Key, ...]
    image: Image.Image
    number: int
    strips_key: str


class _Seen(msgspec.Struct):
    """What a size has shown so far: the last page (its layers, their items and keys, the image), how many keys its
    page before shared, the pixels of items that a longer base would have spared pages in a row, and the bases at hand,
    most recently used last."""

    layers: dict[int, _Layer] = msgspec.field(default_factory=dict)
    items: list[_Item] = msgspec.field(default_factory=list)
    keys: tuple[_Key, ...] = ()
    image: Image.Image | None = None
    shared: int = 0
    spared: int = 0
    bases: list[_Base] = msgspec.field(default_factory=list)


class Painter:
    """Paints pages one after another; pages of one size (and scale) share bases and an image.

    Not for several threads at once. Memory: at most three bases and the last page per size, 64 MB of them in
    all (4 bytes per pixel); the least recently used sizes go first.
    """

    def __init__(self) -> None:
        self._sizes: OrderedDict[_Size, _Seen] = OrderedDict()

    @timed("paint")
    def render(self, scene: Scene, scale: float = 1.0) -> Frame:
        """The page, pixel by pixel as ``paint(scene, scale)``. Raises what ``paint`` raises."""
        page = page_rect(scene, scale)
        with LOCK:
            size = (page[2], page[3], scale, scene.background)
            seen = self._sizes.setdefault(size, _Seen())
            self._sizes.move_to_end(size)
            items = _opened(scene.root, scaling(scale), seen)
            keys = tuple([item.key for item in items])
            shared = _common(keys, seen.keys)
            base = self._base(scene, page, seen, items, keys, shared)
            above = items[len(base.keys) if base else 0 :]
            bands = (page,) if seen.image is None else _bands(_differing(seen.items, items, shared), page)
            image, seen.image = seen.image, None  # half painted, should a picture turn out to be broken
            seen.image = self._painted(scene, page, image, base, above, bands)
            seen.items, seen.keys, seen.shared = items, keys, shared
            self._forget()
            if base is None:
                return Frame(seen.image, ((0, page[3]),), 0, "", None, bands)
            dirty = _rows([meet(item.rect, page) for item in above])
            return Frame(seen.image, dirty, base.number, base.strips_key, base.image, bands)

    def _painted(
        self,
        scene: Scene,
        page: Rect,
        image: Image.Image | None,
        base: _Base | None,
        above: list[_Item],
        bands: tuple[Rect, ...],
    ) -> Image.Image:
        """``image`` with its ``bands`` painted anew; without one the band is the page."""
        reach = _reach(above)
        for band in bands:
            area = meet(grown(band, reach), page)
            canvas = Canvas(base.image.crop(area), area) if base else blank_page(scene, area)
            for item in above:
                if meet(item.rect, area) != EMPTY:
                    paint_node(canvas, item.node, item.transform)
            if image is None or band == page:
                image = canvas.image
            else:
                image.paste(canvas.image if area == band else canvas.crop(band), band)
        assert image is not None
        return image

    def _base(
        self,
        scene: Scene,
        page: Rect,
        seen: _Seen,
        items: list[_Item],
        keys: tuple[_Key, ...],
        shared: int,
    ) -> _Base | None:
        """The longest base that starts this page. A first one is made when two pages in a row agree. A longer one takes
        a copy of the page, so it is made once what three pages or more have in common beyond the base comes to a whole page:
        neighbours often share a text by chance, and of one that is typed in the lines above the caret stay."""
        fitting = sorted(
            (base for base in seen.bases if base.keys == keys[: len(base.keys)]),
            key=lambda base: len(base.keys),
        )
        others = [base for base in seen.bases if base not in fitting]
        best = fitting[-1] if fitting else None
        wanted = min(shared, seen.shared) if best else shared
        more = items[len(best.keys) if best else 0 : wanted]
        seen.spared = seen.spared + sum(_area(meet(item.rect, page)) for item in more) if more else 0
        if more and (best is None or seen.spared >= _area(page)):
            seen.spared = 0
            canvas = Canvas(best.image.copy(), page) if best else blank_page(scene, page)
            for item in more:
                paint_node(canvas, item.node, item.transform)
            name = digest(msgspec.msgpack.encode([page, scene.background, keys[:wanted]]))
            if len(seen.bases) >= _BASES_PER_SIZE:  # of those that fit the shortest serves most pages to come
                others.pop(0) if others else fitting.pop()
            best = _Base(keys[:wanted], canvas.image, next(_numbers), name)
            fitting.append(best)
        seen.bases = [*others, *fitting]
        return best

    def _forget(self) -> None:
        held = sum(_weight(size, seen) for size, seen in self._sizes.items())
        while held > _BASE_BYTES and len(self._sizes) > 1:
            held -= _weight(*self._sizes.popitem(last=False))


def _area(rect: Rect) -> int:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _weight(size: _Size, seen: _Seen) -> int:
    return 4 * size[0] * size[1] * (len(seen.bases) + 1)


def _opened(root: Group, transform: Transform, seen: _Seen) -> list[_Item]:
    """The items of a page; layers that are the last page's own, in the same place, aren't opened again."""
    if not plain(root):
        return _items(root, transform, [])
    inner = compose(transform, root.transform)
    before, seen.layers = seen.layers, {}
    found: list[_Item] = []
    for layer in root.children:
        known = before.get(id(layer))
        if known is None or known[0] is not layer or known[1] != inner:
            known = (layer, inner, _items(layer, inner, []))
        seen.layers[id(layer)] = known
        found += known[2]
    return found


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


def _reach(items: list[_Item]) -> int:
    """How far from a change the pixels of items above it may change: the blurs of their backdrops."""
    return sum(backdrop_reach(item.node, item.transform) for item in items)


def _differing(old: list[_Item], new: list[_Item], shared: int) -> list[Rect]:
    """Boxes outside which two pages are equal that have the first ``shared`` items in common.

    Items kept are those met again in the same order; wherever none that came or went lies, the same ones
    are painted one over the other.
    """
    places: dict[_Key, list[int]] = {}
    for number in range(len(old) - 1, shared - 1, -1):
        places.setdefault(old[number].key, []).append(number)
    moved: list[_Item] = []
    at = shared
    for item in new[shared:]:
        left = places.get(item.key, [])
        while left and left[-1] < at:
            left.pop()
        if left:
            moved += old[at : left[-1]]
            at = left[-1] + 1
        else:
            moved.append(item)
    moved += old[at:]
    reach = _reach(new)
    return [grown(item.rect, reach) for item in moved if item.rect != EMPTY]


def _bands(rects: list[Rect], page: Rect) -> tuple[Rect, ...]:
    """Boxes around those of the rectangles that share rows, cut to the page; in order."""
    found: list[Rect] = []
    for x0, y0, x1, y1 in sorted(rects, key=lambda rect: rect[1]):
        if found and y0 <= found[-1][3]:
            last = found.pop()
            found.append((min(last[0], x0), last[1], max(last[2], x1), max(last[3], y1)))
        else:
            found.append((x0, y0, x1, y1))
    return tuple(band for band in (meet(band, page) for band in found) if band != EMPTY)


def _rows(rects: list[Rect]) -> tuple[tuple[int, int], ...]:
    """The rows that rectangles touch, merged where they meet."""
    merged: list[tuple[int, int]] = []
    for y0, y1 in sorted((rect[1], rect[3]) for rect in rects if rect != EMPTY):
        if merged and y0 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], y1))
        else:
            merged.append((y0, y1))
    return tuple(merged)
