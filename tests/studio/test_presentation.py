"""Presentation over the whole window, and platform chrome over the boards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from designer_app.design.chrome import zones
from designer_app.design.sizes import Size, load_sizes, parse_size
from designer_app.studio.mockups import phone_of, tiles
from designer_app.studio.shell import EditorWindow

SIZES = load_sizes(None)


def size(name: str) -> Size:
    return parse_size(name, SIZES)


def test_zones_follow_the_safe_areas_of_the_size_pack() -> None:
    story = {z.kind: z.box for z in zones(size("instagram-story"))}
    assert story["head"].y1 == 250
    assert story["foot"].y0 == 1920 - 340
    assert {z.kind for z in zones(size("tiktok-ad-infeed"))} == {"head", "foot", "buttons"}
    square = [z.box for z in zones(size("instagram-post-square"))]
    assert [(b.x0, b.x1) for b in square] == [(0, 135), (945, 1080)]
    assert [z.kind for z in zones(size("vk-avatar"))] == ["circle"]
    assert "avatar" in {z.kind for z in zones(size("x-header"))}
    assert zones(size("1080x1080")) == ()
    assert all(z.typical for z in zones(size("1080x1920")))
    assert zones(size("print-a4")) == ()


def test_no_zone_of_any_known_size_leaves_it() -> None:
    for known in SIZES.values():
        for zone in zones(known):
            inside = zone.box.x0 >= 0 and zone.box.x1 <= known.width and zone.box.y0 >= 0
            assert zone.kind == "avatar" or (inside and zone.box.y1 <= known.height), known.id


@pytest.mark.qt
def test_chrome_is_laid_over_the_canvas_and_never_over_the_pixels(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = opened("quote")
    window.desk.set_sizes(["instagram-story"])
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    board = window.canvas.current
    image, plain = QImage(board.image), window.canvas.grab().toImage()
    window.actions_table["platform"].run()
    covered = window.canvas.grab().toImage()
    place = window.canvas.place(board)
    top, middle = place.topLeft().toPoint() + QPoint(20, 12), place.center().toPoint()
    assert covered.pixelColor(top) != plain.pixelColor(top)
    assert covered.pixelColor(middle) == plain.pixelColor(middle)
    assert board.image == image


@pytest.mark.qt
def test_presenting_walks_sizes_rows_and_modes_and_leaves_the_document_alone(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = opened("sale")
    state, row = window.desk.session.state, window.desk.row
    window.over.present()
    shown = window.over.presentation
    assert shown is not None
    first = shown.board.name
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_2):
        qtbot.keyClick(shown, key)  # type: ignore[attr-defined]
    assert shown.board.name != first
    assert shown._row == row + 1
    assert shown.mode == "phone"
    qtbot.keyClick(shown, Qt.Key.Key_3)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown.settled, timeout=30_000)  # type: ignore[attr-defined]
    assert len(shown._order) == min(12, len(window.desk.rows))
    third = tiles(phone_of(shown._area()))[2].center().toPoint()
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=third)  # type: ignore[attr-defined]
    assert shown.mode == "phone"
    assert shown._row == (row + 3) % len(window.desk.rows)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert window.over.presentation is None
    assert window.desk.session.state is state
    assert window.desk.row == row


@pytest.mark.qt
def test_presented_pixels_are_the_engine_s_at_the_screen_s_scale(
    opened: Callable[..., EditorWindow], qtbot: object
) -> None:
    window = opened("sale")
    window.desk.set_sizes(["240x400"])
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    window.over.present()
    shown = window.over.presentation
    qtbot.waitUntil(lambda: shown.settled, timeout=30_000)  # type: ignore[attr-defined]
    image = shown._shots[shown._order[0]].image
    assert (image.width(), image.height()) == (240, 400)  # no larger than its own pixels
    at = QPoint((shown.width() - 240) // 2 + 20, round(shown._area().center().y()) - 200 + 50)
    grabbed = shown.grab().toImage()
    assert abs(grabbed.pixelColor(at).red() - image.pixelColor(20, 50).red()) <= 2
