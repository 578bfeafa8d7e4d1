"""Suite ``psd``: documents painted from their stored layers beside Photoshop's own merged picture.

Channels are compared as they are stored (a CMYK document's plates, a Lab document's L, a and b), laid over white.
A document whose merged picture was not saved is counted apart.
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
_WHITE = {"Lab": (255, 128, 128)}


def run(data: Path) -> list[Suite]:
    """Every row of this suite; ``data`` is laid out like the corpora."""
    files = sorted(file for file in (data / "psd").rglob("*") if file.suffix.lower() in (".psd", ".psb"))
    if not files:
        missing = f"no documents in {data / 'psd'}"
        return [Suite(suite="psd painter", files=0, passed=0, target=1.0, missing=missing)]
    failures: list[Failure] = []
    refused: list[Failure] = []
    passed = flat = 0
    for file in files:
        name = file.relative_to(data / "psd").as_posix()
        try:
            reason, layered = compared(file)
        except DesignError as error:
            failures.append(Failure(name, error.findings[0].line()))
            continue
        if reason is None:
            refused.append(Failure(name, "no merged picture was saved with it"))
        elif reason:
            failures.append(Failure(name, reason))
        else:
            passed += 1
            flat += not layered
    what = f"at least {SHARE:.0%} of pixels within {NEAR}/255"
    if flat:
        what += f"; {flat} of them without layers"
    return [
        Suite(
            suite="psd painter", files=passed + len(failures), passed=passed, target=1.0, what=what,
            failures=tuple(failures), refused=tuple(refused),
        )
    ]  # fmt: skip


def compared(file: Path) -> tuple[str | None, bool]:
    """What is wrong with a document ("" = nothing, None = it holds no picture to compare with), and whether it has
    layers. Raises ``DesignError`` for one that the door turns down."""
    from designer_app.pictures.psd import read_psd

    psd = read_psd(file, own_colours=True)
    document = psd.document
    if document.merged is None:
        return None, bool(document.layers)
    if not document.layers:
        return "", False
    off = difference(psd)
    near = sum(off.histogram()[: NEAR + 1]) / (off.width * off.height)
    if near >= SHARE:
        return "", True
    reasons = "; ".join(dict.fromkeys(_suspects(document))) or "not explained"
    return f"{near:.2%} of pixels near, worst {off.getextrema()[1]}/255: {reasons}", True


def difference(psd: Psd) -> Image.Image:
    """The largest difference of any channel, pixel by pixel, as grey."""
    from PIL import ImageChops

    white = _WHITE.get(psd.document.mode, (255, 255, 255))
    wanted = merged_planes(psd, white)
    worst = None
    for one, other in zip(painted_planes(psd, white), wanted, strict=True):
        for band in ImageChops.difference(one, other).split():
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
            if layer.fill is not None and layer.fill.pattern and layer.pixels is None:
                found.append("a pattern fill")
            if layer.fill is not None and layer.fill.gradient and layer.pixels is None:
                found.append("a gradient fill without pixels")
            if layer.blend == "dissolve":
                found.append("dissolve, whose noise is each program's own")
            look(layer.layers)

    look(document.layers)
    return found
