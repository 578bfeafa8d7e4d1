"""Layers copied into another document stand there as they were seen: nothing refers to what only their own one knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from designer_app.data_files import data_root
from designer_app.editor.commands import Insert, Select
from designer_app.editor.tree import find
from designer_app.layers.image import ImageLayer
from designer_app.layers.text import TextLayer
from designer_app.studio import clipboard
from designer_app.studio.blank import blank_template
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


def test_every_layer_of_a_template_stands_in_an_empty_document_as_it_was_seen(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], tmp_path: Path, qtbot: object
) -> None:
    first = opened(copied("sale"), "med")
    board = first.canvas.current
    assert board is not None
    assert board.built is not None
    seen = {t.layer: t.box for t in board.built.targets if "." not in t.place}
    first.desk.do(Select(layers=tuple(layer.name for layer in board.built.page.layers)))
    assert clipboard.copy(first.desk)
    other = opened(str(blank_template("1080x1080", tmp_path / "own")), "med")
    clipboard.paste(other.desk)
    qtbot.waitUntil(lambda: other.settled, timeout=60_000)  # type: ignore[attr-defined]
    there = other.canvas.current
    assert there is not None
    assert not there.faults, there.faults[0]
    assert there.built is not None
    found = {t.layer: t.box for t in there.built.targets}
    tried = 0
    for name, box in seen.items():
        if name in found:
            assert (found[name].x0, found[name].y0) == pytest.approx((box.x0, box.y0), abs=1.0)
            tried += 1
    assert tried > 8
    label = find(other.desk.session.state.template, "label")[0]
    assert isinstance(label, TextLayer)
    row = first.desk.current_row
    assert row is not None
    assert label.text == row.cells["label"]


def test_a_picture_comes_along(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], tmp_path: Path
) -> None:
    first = opened(copied("quote"), "med")
    photo = next(p for p in sorted((data_root("assets") / "photos").glob("*.jpg")))
    (first.desk.session.folder / "own.jpg").write_bytes(photo.read_bytes())
    layer = {"kind": "image", "name": "face", "source": "own.jpg", "x": 10, "y": 10, "w": 90, "h": 90}
    first.desk.do(Insert(layers=(layer,), page=first.desk.session.state.template.pages[0].name))
    clipboard.copy(first.desk)
    clipboard.paste(first.desk)  # in its own document nothing changes
    again = find(first.desk.session.state.template, first.desk.session.state.selection[0])[0]
    assert isinstance(again, ImageLayer)
    assert again.source == "own.jpg"
    other = opened(str(blank_template("1080x1080", tmp_path / "own")), "med")
    clipboard.paste(other.desk)
    face = find(other.desk.session.state.template, "face")[0]
    assert isinstance(face, ImageLayer)
    assert (other.desk.session.folder / face.source).read_bytes() == photo.read_bytes()
