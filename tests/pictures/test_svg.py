"""Drawings as pixels and as nodes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from designer_app import pictures
from designer_app.errors import DesignError
from designer_app.scene import nodes
from designer_app.scene.geometry import Box

Save = Callable[..., Path]
CORPUS = Path(os.environ.get("CONFORMANCE_DATA", "")) / "svg"


@pytest.fixture
def draw(save: Save) -> Callable[..., Path]:
    def write(body: str, root: str = 'viewBox="0 0 100 50"') -> Path:
        return save("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {root}>{body}</svg>')

    return write


def paths_of(path: Path, **options: object) -> list[nodes.Path]:
    drawing = pictures.read_paths(path, **options)  # type: ignore[arg-type]
    assert drawing is not None
    return [node for node in nodes.walk(drawing.node) if isinstance(node, nodes.Path)]


def solid(path: nodes.Path) -> tuple[int, int, int, int]:
    (fill,) = path.fills
    assert isinstance(fill, nodes.Solid)
    return fill.colour


def near(box: Box, *expected: float) -> bool:
    return all(abs(a - b) < 0.01 for a, b in zip((box.x0, box.y0, box.x1, box.y1), expected, strict=True))


# ── pixels ──────────────────────────────────────────────────────────────────────────────────────


def test_rasterise_keeps_the_ratio(draw: Callable[..., Path]) -> None:
    digest = pictures.facts(draw('<rect width="50" height="50" fill="red" fill-opacity="0.5"/>')).digest
    image = pictures.rasterise(digest, 400, 400)
    assert (image.size, image.mode) == ((400, 200), "RGBA")
    assert image.getpixel((50, 50)) == (255, 0, 0, 128)
    assert image.getpixel((300, 50))[3] == 0


def test_decode_draws_an_svg_large_enough(draw: Callable[..., Path]) -> None:
    digest = pictures.facts(draw('<rect width="100" height="50"/>')).digest
    assert pictures.decode(digest).size == (100, 50)
    assert pictures.decode(digest, min_size=(300, 300)).size == (600, 300)
    assert pictures.decode(digest, min_size=(40, 40)).size == (80, 40)


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="2in" height="1cm"', (192, 38)),
        ('width="50%" viewBox="0 0 80 40"', (40, 20)),
        ('height="15pt" viewBox="0 0 80 40"', (40, 20)),
        ('width="10mm" height="2vh" viewBox="0 0 80 40"', (38, 19)),
        ('width="1em" height="2em" viewBox="0 0 80 40"', (16, 32)),
        ('font-size="20" width="1em" height="2ex" viewBox="0 0 80 40"', (20, 20)),
        ('viewBox="0 0 12.2 7"', (12, 7)),
        ('viewBox="0 0 12.7 7.5"', (13, 8)),
        ("", (100, 100)),
    ],
)
def test_size_of_a_drawing(draw: Callable[..., Path], root: str, size: tuple[int, int]) -> None:
    facts = pictures.facts(draw('<rect width="1" height="1"/>', root))
    assert (facts.width, facts.height) == size
    assert pictures.decode(facts.digest).size == size


# ── nodes ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        ('<rect x="1" y="2" width="30" height="20"/>', (1, 2, 31, 22)),
        ('<rect width="10%" height="50%" rx="3"/>', (0, 0, 10, 25)),
        ('<circle cx="20" cy="20" r="10"/>', (10, 10, 30, 30)),
        ('<ellipse cx="20" cy="20" rx="10" ry="5"/>', (10, 15, 30, 25)),
        ('<polygon points="1,2 3 4,5-6"/>', (1, -6, 5, 4)),
        ('<path d="M1 2h3v4z"/>', (1, 2, 4, 6)),
        ('<g transform="translate(5 6) scale(2)"><path d="M1 2h3v4z"/></g>', (7, 10, 13, 18)),
        ('<defs><path id="p" d="M1 2h3v4z"/></defs><use href="#p" x="10" y="20"/>', (11, 22, 14, 26)),
    ],
)
def test_shapes(draw: Callable[..., Path], shape: str, box: tuple[float, ...]) -> None:
    (path,) = paths_of(draw(shape))
    assert near(path.outline.bounds(), *box)
    assert solid(path) == (0, 0, 0, 255)


def test_view_box_is_fitted(draw: Callable[..., Path]) -> None:
    drawing = pictures.read_paths(
        draw('<rect x="10" y="10" width="10" height="10"/>', 'width="200" height="60" viewBox="10 10 10 10"')
    )
    assert drawing is not None
    assert (drawing.width, drawing.height) == (200, 60)
    (path,) = drawing.node.children
    assert isinstance(path, nodes.Path)
    assert near(path.outline.bounds(), 70, 0, 130, 60)


def test_strokes(draw: Callable[..., Path]) -> None:
    (path,) = paths_of(
        draw(
            '<g transform="scale(2)" stroke="#f00" stroke-width="3" stroke-linecap="round" fill="none">'
            '<path d="M0 0h9" stroke-linejoin="bevel" stroke-dasharray="1 2 3" stroke-opacity=".5"/></g>'
        )
    )
    (stroke,) = path.strokes
    assert path.fills == ()
    assert stroke == nodes.Stroke(
        nodes.Solid((255, 0, 0, 128)), 6.0, "round", "bevel", dash=(2, 4, 6, 2, 4, 6)
    )


def test_stroke_under_a_slanting_transform_keeps_the_transform(draw: Callable[..., Path]) -> None:
    drawing = pictures.read_paths(draw('<path transform="scale(3 1)" d="M5 5h9" stroke="red"/>'))
    assert drawing is not None
    (group,) = drawing.node.children
    assert isinstance(group, nodes.Group)
    assert group.transform == (3, 0, 0, 1, 0, 0)


def test_style_order(draw: Callable[..., Path]) -> None:
    body = (
        "<style>path{fill:red} .b{fill:#0f0} #c{fill:blue}</style>"
        '<path d="M0 0h1v1z" fill="gray"/><path class="b" d="M0 0h1v1z" fill="gray"/>'
        '<path id="c" class="b" d="M0 0h1v1z"/><path id="c" style="fill:hsl(0 0% 100%)" d="M0 0h1v1z"/>'
    )
    assert [solid(path)[:3] for path in paths_of(draw(body))] == [
        (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255),
    ]  # fmt: skip


def test_recolour(draw: Callable[..., Path]) -> None:
    path = draw(
        '<path d="M0 0h1v1z"/><path d="M0 0h1v1z" fill="currentColor"/>'
        '<path d="M0 0h1v1z" fill="#ABC" fill-opacity=".5"/><path d="M0 0h1v1z" fill="red"/>'
    )
    drawing = pictures.read_paths(path)
    assert drawing is not None
    assert drawing.colours == ("#000000", "#AABBCC", "#FF0000", "currentColor")
    new = {"currentColor": (1, 2, 3, 255), "#aabbcc": (4, 5, 6, 255), "red": (7, 8, 9, 255)}
    assert [solid(p) for p in paths_of(path, recolour=new)] == [
        (0, 0, 0, 255), (1, 2, 3, 255), (4, 5, 6, 128), (7, 8, 9, 255),
    ]  # fmt: skip
    with pytest.raises(DesignError, match="bad-colour"):
        pictures.read_paths(path, recolour={"no colour": (0, 0, 0, 255)})


def test_opacity_goes_into_one_paint_and_round_several(draw: Callable[..., Path]) -> None:
    (path,) = paths_of(draw('<path d="M0 0h1v1z" opacity=".5"/>'))
    assert solid(path)[3] == 128
    drawing = pictures.read_paths(draw('<path d="M5 5h1v1z" stroke="red" opacity=".5"/>'))
    assert drawing is not None
    (group,) = drawing.node.children
    assert isinstance(group, nodes.Group)
    assert group.opacity == 0.5


def test_gradients(draw: Callable[..., Path]) -> None:
    body = (
        '<linearGradient id="l"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
        '<radialGradient id="r" href="#l" gradientTransform="scale(1 .5)"/>'
        '<rect x="10" y="20" width="40" height="20" fill="url(#l)" opacity=".5"/>'
        '<rect x="10" y="20" width="40" height="20" fill="url(#r)"/>'
    )
    linear, radial = (path.fills[0] for path in paths_of(draw(body)))
    stops = (nodes.Stop(0, (255, 0, 0, 128)), nodes.Stop(1, (0, 0, 255, 128)))
    assert isinstance(linear, nodes.Linear)
    assert linear.stops == stops
    assert near(Box(linear.x0, linear.y0, linear.x1, linear.y1), 10, 20, 50, 20)
    assert isinstance(radial, nodes.Radial)
    assert (radial.cx, radial.cy, radial.rx, radial.ry) == (30, 25, 20, 5)


def test_clip_only_where_something_sticks_out(draw: Callable[..., Path]) -> None:
    for body, clipped in (("M1 1h9v9z", False), ("M1 1h900v9z", True)):
        drawing = pictures.read_paths(draw(f'<path d="{body}"/>'))
        assert drawing is not None
        assert (drawing.node.clip is not None) == clipped


@pytest.mark.parametrize(
    "body",
    [
        "<text>a</text>",
        '<clipPath id="c"/><path d="M0 0h1" clip-path="url(#c)"/>',
        '<path d="M0 0h1" style="mix-blend-mode:multiply"/>',
        '<path d="M0 0h1" style="fill:red!important"/>',
        "<style>g path{fill:red}</style>",
        "<style>@media print{a{fill:red}}</style>",
        '<pattern id="p"/><path d="M0 0h1" fill="url(#p)"/>',
        '<path d="M0 0h1" fill="url(#none)"/>',
        '<radialGradient id="r" fx="0"><stop/><stop/></radialGradient><circle r="5" fill="url(#r)"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        '<rect width="2em" height="3"/>',
        '<path d="M0 0h1" fill="color(display-p3 1 0 0)"/>',
    ],
)
def test_what_is_not_plain_is_left_to_the_rasteriser(draw: Callable[..., Path], body: str) -> None:
    assert pictures.read_paths(draw(body)) is None


def corpus() -> Iterator[Path]:
    yield from sorted(CORPUS.glob("*.svg")) if CORPUS.is_dir() else ()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="CONFORMANCE_DATA names no folder with svg/ in it")
def test_conformance() -> None:
    """≥ 97 % of the suite has ≥ 99 % of its pixels within 32/255 of the reference."""
    good, count = 0, 0
    for path in corpus():
        count += 1
        reference = Image.open(path.with_suffix(".png")).convert("RGBA")
        try:
            image = pictures.rasterise(pictures.facts(path).digest, *reference.size)
        except DesignError:
            continue
        apart = np.abs(premultiplied(image) - premultiplied(reference)).max(axis=2)
        good += image.size == reference.size and float((apart <= 32).mean()) >= 0.99
    assert good / count >= 0.97


def premultiplied(image: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    values = np.asarray(image).astype(np.int64)
    values[..., :3] = values[..., :3] * values[..., 3:] // 255
    return values
