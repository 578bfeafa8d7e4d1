"""What a platform's own interface lays over a picture or cuts from it: avatar, buttons, bars, crops.

From the size pack: safe areas say how far bars and crops reach, ``shape`` what is cut round; only where an avatar sits
stands here. Places are about right: apps differ by phone and version.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from designer_app.design.sizes import Insets, Size
from designer_app.scene.geometry import Box

Kind = Literal["head", "foot", "buttons", "crop", "avatar", "circle"]


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the artboard, px of the size. ``head`` and ``foot`` are bars with names and fields, ``buttons`` a column of them,
    ``crop`` a part that some views cut away; an ``avatar`` lies within its box as a circle; of ``circle`` all outside the
    ellipse in the box is cut. ``typical``: a look usual on such a shape, as the size names no platform."""

    kind: Kind
    box: Box
    typical: bool = False


_STORY = Insets(top=250, bottom=340)  # at 1080 × 1920
# Middle and radius as shares of the width and height, radius of the width: banners whose avatar overlaps them.
_AVATARS: dict[str, tuple[float, float, float]] = {
    "x-header": (0.138, 1.0, 0.111),
    "linkedin-personal-banner": (0.126, 0.86, 0.096),
    "facebook-cover": (0.5, 1.0, 0.1),
    "discord-server-banner": (0.11, 1.0, 0.08),
}
_COLUMN = (
    "tiktok",
    "reel",
    "pinterest",
    "shorts",
    "vk-clip",
)  # full-screen players with buttons at the right
_BUTTONS = 0.135  # of the width, where the safe area names no more
_UPRIGHT = 0.65  # width / height below which a picture fills a phone


def zones(size: Size) -> tuple[Zone, ...]:
    """What hides parts of a size, those that only some views cut first; () where nothing is known to."""
    width, height = float(size.width), float(size.height)
    found: list[Zone] = []
    if size.shape == "circle":
        return (Zone(kind="circle", box=Box(0.0, 0.0, width, height)),)
    upright = width / height < _UPRIGHT and width > 300
    inset, typical = size.safe_area, False
    if inset is None and upright and size.kind in ("story", "free", "video-cover"):
        k = width / 1080
        inset = Insets(top=round(_STORY.top * k), bottom=round(_STORY.bottom * k))
        typical = True
    if inset is not None and size.kind not in ("print", "catalog-page"):
        found += (
            _bars(size, inset, typical) if upright and size.kind != "video-cover" else _crops(size, inset)
        )
    if size.id in _AVATARS:
        cx, cy, r = _AVATARS[size.id]
        found.append(
            Zone(
                kind="avatar",
                box=Box((cx - r) * width, cy * height - r * width, (cx + r) * width, cy * height + r * width),
            )
        )
    return tuple(found)


def _crops(size: Size, inset: Insets) -> list[Zone]:
    width, height = float(size.width), float(size.height)
    low = height - inset.bottom
    boxes = (
        Box(0.0, 0.0, width, inset.top), Box(0.0, low, width, height),
        Box(0.0, inset.top, inset.left, low), Box(width - inset.right, inset.top, width, low),
    )  # fmt: skip
    return [Zone(kind="crop", box=box) for box in boxes if not box.empty]


def _bars(size: Size, inset: Insets, typical: bool) -> list[Zone]:
    width, height = float(size.width), float(size.height)
    found = []
    if inset.top:
        found.append(Zone(kind="head", box=Box(0.0, 0.0, width, inset.top), typical=typical))
    if inset.bottom:
        found.append(Zone(kind="foot", box=Box(0.0, height - inset.bottom, width, height), typical=typical))
    if any(part in size.id for part in _COLUMN):
        wide = max(float(inset.right), _BUTTONS * width)
        top = height - inset.bottom - 0.36 * height
        found.append(Zone(kind="buttons", box=Box(width - wide, top, width, height - inset.bottom)))
    return found
