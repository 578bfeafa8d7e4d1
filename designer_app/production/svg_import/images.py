"""Pictures inside a drawing → files beside the template and image layers; also shapes filled with one, as Figma
writes them."""

from __future__ import annotations

import base64
import binascii
import re
import urllib.parse
from collections.abc import Mapping
from typing import Any

from designer_app.pictures.svg import looks_like_svg
from designer_app.pictures.svg_read import Reader, tight_bounds
from designer_app.pictures.svg_root import length
from designer_app.pictures.svg_shapes import outline_of
from designer_app.pictures.svg_tree import Item, NotPlainError
from designer_app.pictures.svg_values import transform
from designer_app.production.importing import Names
from designer_app.production.svg_import.fills import path_data
from designer_app.production.svg_import.frames import frame, placed_box
from designer_app.scene.geometry import Box, Transform, compose, scaling, translation

_URL = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\).*", re.DOTALL)
_STARTS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_NEAR = 0.01  # of its proportions that a picture may be stretched unnoticed


class Images:
    """Writes pictures to ``files``, each once, and makes layers of them."""

    def __init__(self, files: dict[str, bytes], names: Names) -> None:
        self._files, self._names = files, names
        self._known: dict[str, str] = {}

    def layers(self, item: Item, reader: Reader, placed: Transform, label: str) -> list[dict[str, Any]]:
        """The layer of an ``<image>``. Raises ``NotPlainError``."""
        across, down = reader.viewport
        width, height = (
            length(item.props.get("width", ""), across),
            length(item.props.get("height", ""), down),
        )
        if not width or not height:
            raise NotPlainError("a picture without a size")
        x, y = reader.shift(item)
        known = placed_box(Box(x, y, x + width, y + height), placed)
        if known is None or placed[0] < 0 or placed[3] < 0:
            raise NotPlainError("a slanted or mirrored picture")
        box, angle, _ = known
        fit = item.props.get("preserveAspectRatio", "xMidYMid meet")
        layer: dict[str, Any] = {
            "kind": "image", "name": self._names.take(label, "picture"), **frame(box, angle),
            "source": self._file(item.props.get("href", ""), label),
            "fit": "fill" if fit.startswith("none") else "cover" if "slice" in fit else "contain",
        }  # fmt: skip
        return [layer]

    def filled_shape(
        self,
        item: Item,
        style: Mapping[str, str],
        reader: Reader,
        by_id: Mapping[str, Item],
        placed: Transform,
        label: str,
    ) -> list[dict[str, Any]] | None:
        """The image layer of a shape whose pattern is one picture, once; None for any other shape."""
        match = _URL.fullmatch(style.get("fill", ""))
        pattern = by_id.get(match.group(1).strip()) if match else None
        if pattern is None or pattern.tag != "pattern":
            return None
        outline = outline_of(item, reader.viewport)
        found = _one_picture(pattern, by_id)
        if outline is None or found is None or style.get("stroke", "none") != "none":
            raise NotPlainError("a pattern")
        image, unit = found
        local = tight_bounds(outline)
        known = placed_box(local, placed)
        if known is None or placed[0] < 0 or placed[3] < 0:
            raise NotPlainError("a slanted or mirrored picture")
        box, angle, _ = known
        crop = _crop(image, unit, local)
        layer: dict[str, Any] = {
            "kind": "image", "name": self._names.take(label, "picture"), **frame(box, angle),
            "source": self._file(image.props.get("href", ""), label),
        }  # fmt: skip
        if crop != [0.0, 0.0, 1.0, 1.0]:
            layer["crop"] = crop
        form = _form(item, reader, local, box, placed)
        if form:
            layer["form"] = form
        return [layer]

    def _file(self, href: str, label: str) -> str:
        """The name of the file that holds an embedded picture."""
        if href not in self._known:
            data = _payload(href)
            name = f"pictures/{self._names.take(f'{label} file', 'picture_file')}.{_suffix(data)}"
            self._files[name] = data
            self._known[href] = name
        return self._known[href]


def _suffix(data: bytes) -> str:
    """By the beginning of the file. Raises ``NotPlainError`` for what is no picture of ours."""
    for start, suffix in _STARTS:
        if data.startswith(start):
            return suffix
    if data[8:12] == b"WEBP":
        return "webp"
    if looks_like_svg(data):
        return "svg"
    raise NotPlainError("a picture that can't be read")


def _payload(href: str) -> bytes:
    head, comma, body = href.partition(",")
    if not head.lower().startswith("data:") or not comma:
        raise NotPlainError("a picture outside the file")
    try:
        if ";base64" in head.lower():
            return base64.b64decode("".join(urllib.parse.unquote(body).split()) + "===")
    except (binascii.Error, ValueError):
        raise NotPlainError("a picture that can't be read") from None
    return urllib.parse.unquote_to_bytes(body)


def _one_picture(pattern: Item, by_id: Mapping[str, Item]) -> tuple[Item, Transform] | None:
    """The only picture of a pattern of one tile over the shape, and its map to the shape's unit box."""
    props = pattern.props
    if props.get("patternContentUnits") != "objectBoundingBox" or "patternTransform" in props:
        return None
    if any(length(props.get(side, "0"), 1.0) != 1.0 for side in ("width", "height")):
        return None
    drawn = [child for child in pattern.children if child.tag in ("use", "image")]
    if len(drawn) != 1 or len(pattern.children) != 1:
        return None
    child = drawn[0]
    unit = transform(child.props.get("transform", "none"))
    image: Item | None = child
    if child.tag == "use":
        image = by_id.get(child.props.get("href", "").removeprefix("#"))
    if image is None or image.tag != "image":
        return None
    return image, unit


def _crop(image: Item, unit: Transform, box: Box) -> list[float]:
    """The part of the picture that the shape's box shows, as shares of it."""
    a, b, c, d, e, f = unit
    width, height = length(image.props.get("width", ""), 1.0), length(image.props.get("height", ""), 1.0)
    if not width or not height or b or c or a <= 0 or d <= 0:
        raise NotPlainError("a turned picture fill")
    wide, high = a * width, d * height  # of the unit box
    if abs(wide * box.width / (high * box.height) / (width / height) - 1) > _NEAR:
        raise NotPlainError("a stretched picture fill")
    crop = [-e / wide, -f / high, 1 / wide, 1 / high]
    if crop[0] < -_NEAR or crop[1] < -_NEAR or crop[0] + crop[2] > 1 + _NEAR or crop[1] + crop[3] > 1 + _NEAR:
        raise NotPlainError("a picture smaller than its shape")
    return [round(min(1.0, max(0.0, value)), 5) for value in crop]


def _form(item: Item, reader: Reader, local: Box, box: Box, placed: Transform) -> dict[str, Any] | None:
    if item.tag in ("circle", "ellipse"):
        return {"shape": "ellipse"}
    outline = outline_of(item, reader.viewport)
    if outline is None or outline.ops in ("MLLLZ", "MLLLLZ"):
        return None
    straight = compose(
        scaling(box.width / local.width, box.height / local.height), translation(-local.x0, -local.y0)
    )
    return {"shape": "path", "d": path_data(outline.transform(straight))}
