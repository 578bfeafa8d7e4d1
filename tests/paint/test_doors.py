"""Threads come to FreeType one at a time, whichever door they take: it fills memory that all masks share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from designer_app.export.pdf.drawing import draw
from designer_app.export.pdf.records import PageSettings, Sheet
from designer_app.export.svg import svg_text
from designer_app.paint import Painter, caches, coverage, paint
from designer_app.paint.bounds import bounds
from designer_app.paint.faces import Face, glyph_outline
from designer_app.paint.groups import shadows_alone
from designer_app.paint.lru import LOCK
from designer_app.paint.strokes import stroked
from designer_app.production.flight.contrast import readings
from designer_app.scene.geometry import IDENTITY, Box, polygon, rectangle
from designer_app.scene.nodes import (
    FontRef,
    Glyphs,
    Group,
    Linear,
    Meta,
    Path,
    Scene,
    Shadow,
    Solid,
    Stop,
    Stroke,
)

BLACK, GREY, WHITE = (0, 0, 0, 255), (120, 120, 120, 255), (255, 255, 255, 255)
ZIGZAG = polygon([(10.0 * n, 40.0 * (n % 2)) for n in range(14)])
LINE = Stroke(Solid(BLACK), 5.0, join="round")


def text(font: FontRef, size: float = 30.0, *strokes: Stroke) -> Group:
    ids = (41, 52, 63, 74)
    node = Glyphs(
        font, size, ids, (10.0, 50.0, 90.0, 130.0), (50.0,) * 4, (Solid(GREY),), strokes, "Text", (0, 1, 2, 3)
    )
    return Group((node,), effects=(Shadow(2, 2, 3, BLACK),), meta=Meta(layer="t", kind="text", alt="Text"))


def page(font: FontRef) -> Scene:
    ramp = Linear(0, 0, 200, 0, (Stop(0, WHITE), Stop(1, BLACK)))
    zigzag = Path(ZIGZAG, (), (Stroke(Solid(BLACK), 5.0, align="outside"),))
    return Scene(
        200,
        100,
        Group((Path(rectangle(0, 0, 200, 100), (ramp,)), zigzag, text(font), text(font, 22.0, LINE))),
        WHITE,
    )


DOORS: dict[str, Callable[[FontRef], object]] = {
    "paint": lambda font: paint(page(font)),
    "Painter": lambda font: Painter().render(page(font)),
    "bounds": lambda font: bounds(text(font), IDENTITY),
    "glyph_outline": lambda font: [glyph_outline(font, glyph) for glyph in range(30, 60)],
    "stroked": lambda _: stroked(ZIGZAG, LINE, IDENTITY),
    "shadows_alone": lambda font: shadows_alone(text(font), IDENTITY, (200, 100)),
    "contrast": lambda font: readings(page(font)),
    "SVG": lambda font: svg_text([(page(font).root, IDENTITY)], Box(0, 0, 200, 100)),
    "PDF": lambda font: draw(Sheet(scene=page(font), settings=PageSettings())),
}


@pytest.mark.parametrize("name", DOORS)
def test_freetype_is_held_by_the_one_who_calls_it(
    name: str, serif: FontRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def watched(called: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            seen.append(LOCK._is_owned())  # type: ignore[attr-defined]
            return called(*arguments)

        return call

    monkeypatch.setattr(Face, "load", watched(Face.load))
    monkeypatch.setattr(coverage, "_render_columns", watched(coverage._render_columns))
    caches.forget()
    DOORS[name](serif)
    assert seen
    assert all(seen)


def test_two_threads_ask_and_paint_at_once(serif: FontRef) -> None:
    """Without the lock masks were wrong within a second, and soon the process ended, as its heap was overwritten."""

    def ask() -> None:
        for size in range(8, 150):
            bounds(text(serif, size + 0.25), IDENTITY)
            glyph_outline(serif, size)

    def draw_pages() -> list[bytes]:
        return [paint(Scene(200, 100, text(serif, size + 0.5))).tobytes() for size in range(8, 150)]

    caches.forget()
    alone = draw_pages()
    caches.forget()
    with ThreadPoolExecutor(2) as pool:
        asked, painted = pool.submit(ask), pool.submit(draw_pages)
        asked.result()
    assert all(one == other for one, other in zip(painted.result(), alone, strict=True))
