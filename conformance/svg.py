"""Suite ``svg``: drawings made by others beside the reference picture of the same name.

Two rows. ``svg door`` is what a user sees: each drawing as our layers show it, read into nodes where our
reader takes it, rasterised where not. ``svg read into nodes`` is the first road alone, over the files that it
takes. Files that the scan turns down are counted apart, with its reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from conformance.records import Failure, Suite
from designer_app.errors import DesignError

if TYPE_CHECKING:
    from designer_app.pictures.svg import SvgDrawing

TARGET = 0.97
SHARE, NEAR = 0.99, 32  # a file passes when this share of its pixels is at most so far off, of 255


def run(data: Path) -> list[Suite]:
    """Every row of this suite; ``data`` is laid out like the corpora."""
    files = sorted((data / "svg").rglob("*.svg"))
    pairs = [(file, file.with_suffix(".png")) for file in files if file.with_suffix(".png").is_file()]
    if not pairs:
        missing = f"no drawings with references in {data / 'svg'}"
        return [Suite(suite="svg door", files=0, passed=0, target=TARGET, missing=missing)]
    refused: list[Failure] = []
    door: list[tuple[str, str]] = []
    nodes: list[tuple[str, str]] = []
    for file, reference in pairs:
        name = file.relative_to(data / "svg").as_posix()
        try:
            fault, read = compared(file, reference)
        except DesignError as error:
            first = error.findings[0]
            if first.code == "unsafe-svg":
                refused.append(Failure(name, f"{first.place}: {first.found}"))
                continue
            fault, read = first.line(), False
        door.append((name, fault))
        if read:
            nodes.append((name, fault))
    what = f"at least {SHARE:.0%} of pixels within {NEAR}/255"
    return [
        _suite("svg door", door, what, tuple(refused)),
        _suite("svg read into nodes", nodes, f"of {len(door)}, {what}"),
    ]


def compared(file: Path, reference: Path) -> tuple[str, bool]:
    """What is wrong with a drawing ("" = nothing), and whether it was read into nodes.

    Raises ``DesignError`` for a file that the door turns down.
    """
    from designer_app.pictures.svg import read_paths

    with Image.open(reference, formats=("PNG",)) as opened:
        wanted = opened.convert("RGBA")
    drawing = read_paths(file)
    shown = _rasterised(file, wanted.size) if drawing is None else painted(drawing, wanted.size)
    return difference(shown, wanted), drawing is not None


def painted(drawing: SvgDrawing, size: tuple[int, int]) -> Image.Image:
    """The nodes of a drawing on transparent ground, scaled to a reference's size."""
    from designer_app.paint import paint
    from designer_app.scene.nodes import Group, Scene

    scale = (size[0] / drawing.width, 0.0, 0.0, size[1] / drawing.height, 0.0, 0.0)
    root = Group((drawing.node,), transform=scale)
    return paint(Scene(width=size[0], height=size[1], root=root, background=None)).convert("RGBA")


def _rasterised(file: Path, size: tuple[int, int]) -> Image.Image:
    from designer_app.pictures import facts
    from designer_app.pictures.svg import rasterise

    return rasterise(facts(file).digest, *size)


def difference(shown: Image.Image, wanted: Image.Image) -> str:
    """How far two RGBA pictures are apart, over white and in their alpha; "" when near enough."""
    import numpy as np

    if shown.size != wanted.size:
        return f"{shown.width}×{shown.height} px instead of {wanted.width}×{wanted.height}"
    one = np.asarray(shown.convert("RGBa"), np.int16)
    other = np.asarray(wanted.convert("RGBa"), np.int16)
    near = float((np.abs(one - other).max(axis=2) <= NEAR).mean())
    return "" if near >= SHARE else f"only {near:.2%} of the pixels agree"


def _suite(name: str, results: list[tuple[str, str]], what: str, refused: tuple[Failure, ...] = ()) -> Suite:
    failures = tuple(Failure(file, fault) for file, fault in results if fault)
    return Suite(
        suite=name, files=len(results), passed=len(results) - len(failures), target=TARGET, what=what,
        failures=failures, refused=refused,
    )  # fmt: skip
