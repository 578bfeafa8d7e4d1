"""SVG pasted as layers, and the selection copied as SVG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from designer_app.layers.group import GroupLayer
from designer_app.studio import clipboard
from designer_app.studio.shell import EditorWindow

DRAWING = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200">
 <g id="badge"><rect x="10" y="10" width="100" height="50" rx="8" fill="#c03020"/><circle cx="200" cy="100" r="40" fill="none" stroke="#123456" stroke-width="4"/></g>
 <text x="20" y="150" font-family="Inter" font-size="24">Скидка {{ 5 }}</text>
</svg>"""


def test_pasted_svg_is_editable_and_copied_again(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object
) -> None:
    window = opened(copied("news"))
    data = QMimeData()
    data.setText(DRAWING)
    QGuiApplication.clipboard().setMimeData(data)
    steps = len(window.desk.session.history.steps)
    clipboard.paste(window.desk)
    assert len(window.desk.session.history.steps) == steps + 1
    [name] = window.desk.session.state.selection
    page = window.desk.session.state.template.pages[0]
    group = next(layer for layer in page.layers if layer.name == name)
    assert isinstance(group, GroupLayer)
    kinds = []

    def look(layer: object) -> None:
        kinds.append(type(layer).__name__)
        for inner in getattr(layer, "layers", ()):
            look(inner)

    look(group)
    assert "TextLayer" in kinds
    assert kinds.count("ShapeLayer") == 2
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    window.actions_table["copy-svg"].run()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("<svg")
    assert "Скидка" in text  # the words of outlined type are said beside it
    assert "#c03020" in text
    clipboard.paste(window.desk)  # and it comes back as layers
    assert window.desk.session.state.selection != (name,)
    before = window.desk.session.state
    data = QMimeData()
    data.setText("<svg xmlns='http://www.w3.org/2000/svg'><broken")
    QGuiApplication.clipboard().setMimeData(data)
    clipboard.paste(window.desk)
    assert window.desk.session.state.content == before.content
    assert not list(Path(window.desk.session.folder).glob("*.part"))
