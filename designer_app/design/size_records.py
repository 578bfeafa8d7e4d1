"""What a size is: pixels, print measures, safe area, formats, and the class by which a template redesigns itself."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import msgspec
from msgspec import Meta as About

from designer_app.scene.geometry import Box

SizeClass = Literal["tiny", "skyscraper", "strip", "cover", "landscape", "square", "portrait", "story"]
Confidence = Literal[
    "stated by the platform",
    "several third parties agree",
    "one third party",
    "general knowledge",
    "set by hand",
]
Kind = Literal[
    "post",
    "story",
    "cover",
    "ad",
    "avatar",
    "icon",
    "product",
    "catalog-page",
    "print",
    "app-store",
    "video-cover",
    "share",
    "email",
    "free",
]
Format = Literal["png", "jpg", "webp", "avif", "gif", "pdf", "tiff", "heic", "svg", "bmp", "pptx", "ico"]

MAX_SIDE = 20_000  # pixels
MAX_PIXELS = 100_000_000
TINY = 200  # pixels of the long side
SKYSCRAPER_WIDTH = 300  # pixels
_MARGIN = 0.05  # drawn where a platform's safe area isn't known
# Lower bounds of width / height, each inclusive; the last takes what is left.
_RATIOS: tuple[tuple[float, SizeClass], ...] = (
    (4.5, "strip"),
    (2.2, "cover"),
    (1.15, "landscape"),
    (0.9, "square"),
    (0.65, "portrait"),
)

Side = Annotated[int, About(ge=1, le=MAX_SIDE)]


class Insets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Distances in pixels from the sides of the artboard inwards."""

    left: Annotated[int, About(ge=0)] = 0
    top: Annotated[int, About(ge=0)] = 0
    right: Annotated[int, About(ge=0)] = 0
    bottom: Annotated[int, About(ge=0)] = 0


class Size(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One size. ``width`` and ``height`` are pixels; of print the trim box at ``ppi``, without bleed.

    ``safe_area`` None means that it isn't known. ``formats`` are in the platform's order (``jpg``, ``png``,
    ``pdf`` …). ``max_bytes`` is decimal, None where no limit is known. ``shape`` ``circle`` is cut to the
    inscribed ellipse.
    """

    id: Annotated[str, About(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9._+@-]*$")]
    platform: str = ""
    name: Annotated[dict[str, str], About(description="language → name")]
    kind: Kind
    width: Side
    height: Side
    safe_area: Insets | None = None
    formats: tuple[Format, ...]
    max_bytes: Annotated[int, About(ge=1)] | None = None
    shape: Literal["rect", "circle"] = "rect"
    note: str = ""
    sources: tuple[str, ...] = ()
    confidence: Confidence
    width_mm: Annotated[float, About(gt=0)] | None = None
    height_mm: Annotated[float, About(gt=0)] | None = None
    bleed_mm: Annotated[float, About(ge=0, le=100)] | None = None
    ppi: Annotated[int, About(ge=10, le=2400)] | None = None

    @property
    def bleed_px(self) -> int:
        """Bleed beyond each side in pixels, never less than its millimetres; 0 where there is none."""
        if not self.bleed_mm or not self.ppi:
            return 0
        return math.ceil(self.bleed_mm * self.ppi / 25.4 - 1e-6)  # 25.4 mm are no pixel more than an inch

    @property
    def size_class(self) -> SizeClass:
        return size_class(self.width, self.height)

    def title(self, language: str) -> str:
        """The name in a language, else in English, else the id."""
        return self.name.get(language) or self.name.get("en") or self.id


class SafeBox(msgspec.Struct, frozen=True):
    """Where nothing of weight may be lost. ``assumed``: our margin, not the platform's word."""

    box: Box
    assumed: bool


def millimetres(length: float, ppi: int) -> int:
    """Whole pixels of a length in millimetres, rounded half up."""
    return math.floor(length * ppi / 25.4 + 0.5)


def size_class(width: int, height: int) -> SizeClass:
    """The class by which a template redesigns itself: tiny first, then skyscraper, then by width / height."""
    if max(width, height) <= TINY:
        return "tiny"
    ratio = width / height
    if ratio < 0.65 and width <= SKYSCRAPER_WIDTH:
        return "skyscraper"
    for bound, name in _RATIOS:
        if ratio >= bound:
            return name
    return "story"


def safe_box(size: Size) -> SafeBox:
    """The safe area in pixels of the artboard.

    Where the platform names none, a margin of 5 % of the short side is drawn and flagged as assumed; of a
    circle, the largest box of the artboard's proportions inside it, less that margin.
    """
    width, height = float(size.width), float(size.height)
    if size.safe_area is not None:
        inset = size.safe_area
        return SafeBox(Box(inset.left, inset.top, width - inset.right, height - inset.bottom), False)
    margin = _MARGIN * min(width, height)
    left = top = margin
    if size.shape == "circle":
        # The box with corners on the ellipse is 1/√2 of it each way.
        left = width / 2 - (width / 2 - margin) * math.sqrt(0.5)
        top = height / 2 - (height / 2 - margin) * math.sqrt(0.5)
    left, top = float(math.ceil(left)), float(math.ceil(top))
    if width <= 2 * left or height <= 2 * top:
        left = top = 0.0
    return SafeBox(Box(left, top, width - left, height - top), True)
