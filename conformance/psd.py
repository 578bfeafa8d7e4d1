"""Suite ``psd``: Photoshop documents beside Photoshop's own merged picture.

Two rows. ``psd painter`` paints the layers' stored pixels; channels are compared as they are stored (a CMYK document's
plates, a Lab document's L, a and b), laid over white. ``psd as template`` imports each document as a user does and
renders the template at the document's size: editable shapes, texts in a kit's fonts. Documents whose merged
picture was not saved are counted apart.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from conformance.records import Failure, Suite
from designer_app.errors import DesignError

if TYPE_CHECKING:
    from designer_app.pictures.psd import Psd
    from designer_app.pictures.psd_records import PsdDocument, PsdLayer

SHARE, NEAR = 0.99, 3  # a file passes when this share of its pixels is at most so far off, of 255
LOOKS_SHARE, LOOKS_NEAR, LOOKS_TARGET = 0.95, 32, 0.9  # as a template
_WHITE = {"Lab": (255, 128, 128)}


def run(data: Path) -> list[Suite]:
    """Every row of this suite; ``data`` is laid out like the corpora."""
    files = sorted(file for file in (data / "psd").rglob("*") if file.suffix.lower() in (".psd", ".psb"))
    if not files:
        missing = f"no documents in {data / 'psd'}"
        return [Suite(suite="psd painter", files=0, passed=0, target=1.0, missing=missing)]
    painter = _Row("psd painter", 1.0, f"at least {SHARE:.0%} of pixels within {NEAR}/255")
    template = _Row(
        "psd as template", LOOKS_TARGET, f"at least {LOOKS_SHARE:.0%} of pixels within {LOOKS_NEAR}/255"
    )
    for file in files:
        name = file.relative_to(data / "psd").as_posix()
        for row, compare in ((painter, compared), (template, imported)):
            try:
                row.add(name, compare(file))
            except DesignError as error:
                row.add(name, error.findings[0].line())
    return [painter.suite(), template.suite()]


class _Row:
    def __init__(self, name: str, target: float, what: str) -> None:
        self._name, self._target, self._what = name, target, what
        self._passed = 0
        self._failures: list[Failure] = []
        self._refused: list[Failure] = []

    def add(self, name: str, reason: str | None) -> None:
        if reason is None:
            self._refused.append(Failure(name, "no merged picture was saved with it"))
        elif reason:
            self._failures.append(Failure(name, reason))
        else:
            self._passed += 1

    def suite(self) -> Suite:
        return Suite(
            suite=self._name, files=self._passed + len(self._failures), passed=self._passed, target=self._target,
            what=self._what, failures=tuple(self._failures), refused=tuple(self._refused),
        )  # fmt: skip


def compared(file: Path) -> str | None:
    """What is wrong with our picture of a document ("" = nothing, None = it holds none to compare with).

    Raises ``DesignError`` for one that the door turns down.
    """
    from designer_app.pictures.psd import read_psd

    psd = read_psd(file, own_colours=True)
    if psd.document.merged is None:
        return None
    if not psd.document.layers:
        return ""  # its merged picture is all that there is
    return _verdict(difference(psd), SHARE, NEAR, psd.document)


def imported(file: Path) -> str | None:
    """Likewise of the template made of a document. Raises ``DesignError``, also for one of no size we support."""
    from PIL import ImageChops

    from designer_app.build import Request, build_page
    from designer_app.build.resources import Resources
    from designer_app.design.library import find_kit, read_template
    from designer_app.design.sizes import load_sizes, parse_size
    from designer_app.paint import paint
    from designer_app.pictures.psd import read_psd
    from designer_app.production.starting import new_template

    psd = read_psd(file)
    document = psd.document
    if document.merged is None:
        return None
    with tempfile.TemporaryDirectory() as parent:
        folder = new_template("imported", Path(parent), str(file)).folder
        size = parse_size(f"{document.width}x{document.height}", load_sizes(None))
        request = Request(loaded=read_template(folder), kit=find_kit("med"), size=size, cells={})
        picture = paint(build_page(request, Resources((folder,))).scene)
    wanted = _over(psd.picture(document.merged), (255, 255, 255))
    off = _worst(ImageChops.difference(_over(picture, (255, 255, 255)), wanted))
    return _verdict(off, LOOKS_SHARE, LOOKS_NEAR, document)


def _verdict(off: Image.Image, share: float, near: int, document: PsdDocument) -> str:
    found = sum(off.histogram()[: near + 1]) / (off.width * off.height)
    if found >= share:
        return ""
    reasons = "; ".join(dict.fromkeys(_suspects(document))) or "not explained"
    return f"{found:.2%} of pixels near, worst {off.getextrema()[1]}/255: {reasons}"


def _worst(picture: Image.Image) -> Image.Image:
    from PIL import ImageChops

    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def difference(psd: Psd) -> Image.Image:
    """The largest difference of any channel, pixel by pixel, as grey."""
    from PIL import ImageChops

    white = _WHITE.get(psd.document.mode, (255, 255, 255))
    wanted = merged_planes(psd, white)
    worst = None
    for one, other in zip(painted_planes(psd, white), wanted, strict=True):
        band = _worst(ImageChops.difference(one, other))
        worst = band if worst is None else ImageChops.lighter(worst, band)
    assert worst is not None
    return worst


def painted_planes(psd: Psd, white: tuple[int, int, int]) -> list[Image.Image]:
    """Our picture over white: one of three channels, and for CMYK one of the black plate."""
    from conformance.psd_scene import scene_of
    from designer_app.paint import paint

    planes = []
    with tempfile.TemporaryDirectory() as folder:
        plates = (False, True) if psd.document.mode == "CMYK" else (False,)
        for black in plates:
            picture = paint(scene_of(psd, Path(folder), black=black))
            planes.append(_over(picture, (255, 255, 255) if black else white))
    return planes


def merged_planes(psd: Psd, white: tuple[int, int, int]) -> list[Image.Image]:
    """Photoshop's picture likewise."""
    document = psd.document
    assert document.merged is not None
    merged = psd.picture(document.merged)
    planes = [_over(merged, white)]
    if document.mode == "CMYK":
        black = (
            psd.picture(document.merged_black) if document.merged_black else Image.new("L", merged.size, 255)
        )
        planes.append(black.convert("RGB"))
    return planes


def _over(picture: Image.Image, white: tuple[int, int, int]) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGBA", picture.size, (*white, 255))
    ground.alpha_composite(picture)
    return ground.convert("RGB")


def _suspects(document: PsdDocument) -> list[str]:
    """What of a document our comparison is known to leave out."""
    found = list(document.notes)

    def look(layers: tuple[PsdLayer, ...]) -> None:
        for layer in layers:
            if not layer.visible:
                continue
            found.extend(layer.notes)
            found.extend(f"effect {one.kind}" for one in layer.effects)
            if layer.adjust is not None:
                found.append(f"adjustment {layer.adjust['adjust']}")
            if layer.fill is not None and layer.fill.pattern and not (layer.pixels or layer.fill.tile):
                found.append("a pattern fill")
            if layer.fill is not None and layer.fill.gradient and layer.pixels is None:
                found.append("a gradient fill without pixels")
            if layer.text is not None:
                found.append("text (as a template: in the kit's fonts)")
            if layer.blend == "dissolve":
                found.append("dissolve, whose noise is each program's own")
            look(layer.layers)

    look(document.layers)
    return found
