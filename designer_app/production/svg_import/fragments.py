"""What layers can't say, kept as it is: one element of a drawing as a drawing of its own, cut to its ink."""

from __future__ import annotations

import copy
import functools
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

from designer_app.errors import DesignError
from designer_app.pictures import keeper
from designer_app.pictures.svg_read import frame
from designer_app.pictures.svg_root import root_size, view_box
from designer_app.pictures.svg_tree import Item
from designer_app.pictures.wire import to_picture
from designer_app.scene.geometry import Box, apply, invert

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = (
    "defs", "style", "symbol", "clipPath", "mask", "pattern", "filter", "marker", "linearGradient", "radialGradient"
)  # fmt: skip
DRESS = ("opacity", "clip-path", "mask", "filter", "mix-blend-mode", "isolation")
_LARGEST = 2048  # px that the ink is looked for in
_MARGIN = 2  # px around the ink

ET.register_namespace("", _SVG[1:-1])
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


class Fragments:
    """The document kept as XML beside the reader's own tree; both list elements in the same order."""

    def __init__(self, text: str, items: list[Item]) -> None:
        self._root = ET.fromstring(text.encode("utf-8", "surrogatepass"))
        self._numbers = {id(item): number for number, item in enumerate(items)}
        self._count = len(items)
        self._late = False

    @functools.cached_property
    def _used(self) -> set[str]:
        """The ids that anything in the document refers to."""
        return set(re.findall(r"#([\w.:-]+)", ET.tostring(self._root, encoding="unicode")))

    def seen(self, item: Item) -> tuple[bytes, Box] | None:
        """``cut``, or None where the rasteriser can't show the element either. After one that took too long
        none is tried any more: a drawing may have thousands of them."""
        if self._late:
            return None
        try:
            return self.cut(item)
        except DesignError as error:
            self._late = any(finding.code == "picture-timeout" for finding in error.findings)
            return None

    def cut(self, item: Item) -> tuple[bytes, Box] | None:
        """The element alone with all it refers to, as SVG, and its box on the page in px; None without ink.

        Its own effects stay; those of its parents are left to the layers that stand for them.
        """
        root = copy.deepcopy(self._root)
        elements = list(root.iter())
        if len(elements) != self._count:
            return None
        wanted = elements[self._numbers[id(item)]]
        parents = {child: parent for parent in elements for child in parent}
        path = [wanted]
        while path[-1] in parents:
            path.append(parents[path[-1]])
        for below, holder in pairwise(path):
            _alone(holder, below, self._used)
            if holder is not root:
                _undress(holder)
        return _trimmed(root)


def _alone(holder: ET.Element, kept: ET.Element, used: set[str]) -> None:
    for child in list(holder):
        if child is kept or not isinstance(child.tag, str) or child.tag.removeprefix(_SVG) in _KEPT:
            continue
        if any(element.get("id") in used for element in child.iter()):
            defs = ET.Element(_SVG + "defs")
            defs.append(child)
            holder[list(holder).index(child)] = defs
        else:
            holder.remove(child)


def _undress(element: ET.Element) -> None:
    for name in DRESS:
        element.attrib.pop(name, None)
    style = element.get("style", "")
    kept = [part for part in style.split(";") if part.partition(":")[0].strip() not in DRESS]
    if style:
        element.set("style", ";".join(kept))
    # what a style rule says, only another style can undo
    element.set("style", element.get("style", "") + ";opacity:1;clip-path:none;mask:none;filter:none")


def _trimmed(root: ET.Element) -> tuple[bytes, Box] | None:
    """Set the drawing's frame to its ink."""
    size = root_size(root.attrib)
    scale = min(1.0, _LARGEST / max(size))
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    data = ET.tostring(root, encoding="utf-8")
    ink = to_picture(keeper.in_child("svg", data, width=width, height=height)).getchannel("A").getbbox()
    if ink is None:
        return None
    sx, sy = size[0] / width, size[1] / height
    box = Box(
        max(0.0, ink[0] * sx - _MARGIN), max(0.0, ink[1] * sy - _MARGIN),
        min(size[0], ink[2] * sx + _MARGIN), min(size[1], ink[3] * sy + _MARGIN),
    )  # fmt: skip
    back = invert(frame(root.get("preserveAspectRatio", ""), view_box(root.attrib), size))
    if back is None:
        return None
    x0, y0 = apply(back, box.x0, box.y0)
    x1, y1 = apply(back, box.x1, box.y1)
    root.set("viewBox", f"{x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f}")
    root.set("width", f"{box.width:.4f}")
    root.set("height", f"{box.height:.4f}")
    root.attrib.pop("preserveAspectRatio", None)
    return ET.tostring(root, encoding="utf-8"), box
