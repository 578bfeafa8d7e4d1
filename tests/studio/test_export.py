"""The export list: real sizes, presets, names that don't clash, cancel, and the files themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer_app.studio.exporting import ExportDialog
from designer_app.studio.exports import PRESETS
from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


@pytest.fixture
def listed(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, tmp_path: Path
) -> Callable[..., ExportDialog]:
    """Opens the list of a template in some sizes."""

    def open_(name: str = "quote", sizes: tuple[str, ...] = ("1080x1080", "1200x628")) -> ExportDialog:
        window = opened(copied(name))
        window.desk.set_sizes(list(sizes))
        qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
        dialog = window.over.export()
        dialog.folder.setText(str(tmp_path / "out"))
        dialog.set_preset(PRESETS[1].name)
        qtbot.waitUntil(lambda: dialog.settled, timeout=60_000)  # type: ignore[attr-defined]
        return dialog

    return open_


def made(qtbot: object, dialog: ExportDialog) -> dict[str, Path]:
    dialog.start()
    qtbot.waitUntil(lambda: not dialog._running, timeout=60_000)  # type: ignore[attr-defined]
    folder = Path(dialog.folder.text())
    return {p.name: p for p in sorted(folder.iterdir())}


def test_the_sizes_that_the_list_shows_are_those_of_the_files(
    listed: Callable[..., ExportDialog], qtbot: object
) -> None:
    dialog = listed()
    shown = [row.priced.size for row in dialog.lines.rows]
    files = made(qtbot, dialog)
    assert sorted(p.stat().st_size for p in files.values()) == sorted(shown)
    assert len(shown) == 2
    assert all(shown)
    assert "2\u00a0files" in dialog.result.text()


def test_a_line_once_more_in_another_format_and_scale(
    listed: Callable[..., ExportDialog], qtbot: object
) -> None:
    dialog = listed(sizes=("1080x1080",))
    first = dialog.lines.rows[0]
    dialog.lines._copy(first)
    second = dialog.lines.rows[1]
    assert second.line.variant.scale == 2.0
    second.format.picked.emit("jpg")
    qtbot.waitUntil(lambda: dialog.settled, timeout=60_000)  # type: ignore[attr-defined]
    small = second.priced.size
    second.set_variant(type(second.line.variant)(format="jpg", scale=2.0, quality=30, within=False))
    qtbot.waitUntil(lambda: dialog.settled, timeout=60_000)  # type: ignore[attr-defined]
    assert second.priced.size < small
    files = made(qtbot, dialog)
    assert [Image.open(p).size for p in files.values()] == [(1080, 1080), (2160, 2160)]
    assert next(n for n in files if n.endswith(".jpg")).endswith("@2x.jpg")


def test_names_that_clash_stop_the_export_and_say_why(listed: Callable[..., ExportDialog]) -> None:
    dialog = listed()
    dialog.name.setText("same")
    dialog._named()
    assert not dialog.go.isEnabled()
    assert dialog.go.toolTip()
    dialog.name.setText("{{nonsense}}")
    dialog._named()
    assert "nonsense" in dialog.go.toolTip()
    dialog.name.setText("{{size}}/{{key}}")
    dialog._named()
    assert dialog.go.isEnabled()


def test_none_chosen_makes_nothing_and_a_preset_is_kept(listed: Callable[..., ExportDialog]) -> None:
    dialog = listed()
    dialog.lines.every.setCheckState(Qt.CheckState.Unchecked)
    dialog.lines._all()
    assert not dialog.go.isEnabled()
    dialog.set_preset("PNG at 1× and 2×")
    assert [row.line.variant.scale for row in dialog.lines.rows] == [1.0, 2.0, 1.0, 2.0]
    dialog.presets.keep("Two of each")
    assert dialog.presets.choice.currentText() == "Two of each"
    dialog.set_preset(PRESETS[5].name)
    assert {row.line.format for row in dialog.lines.rows} == {"pdf"}
    dialog.set_preset("Two of each")
    assert len(dialog.lines.rows) == 4


def test_cancel_leaves_whole_files_only(listed: Callable[..., ExportDialog], qtbot: object) -> None:
    dialog = listed(sizes=("1080x1080", "1080x1350", "1080x1920"))
    dialog._worker.step.connect(lambda done, _: dialog._cancel() if done == 1 else None)
    dialog._worker._made.clear()
    files = made(qtbot, dialog)
    assert "Stopped." in dialog.result.text()
    assert 1 <= len(files) < 3
    for path in files.values():
        Image.open(path).load()


def test_pages_of_a_carousel_become_numbered_files_or_one_document(
    listed: Callable[..., ExportDialog], qtbot: object
) -> None:
    dialog = listed("carousel", ("1080x1080",))
    [row] = dialog.lines.rows
    pages = row.line.pages
    assert pages > 1
    row.format.picked.emit("pdf")
    assert row.line.files == 1
    row.format.picked.emit("jpg")
    assert len(made(qtbot, dialog)) == pages


def test_a_row_that_cannot_be_made_says_why_and_another_row_fills_the_list(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], qtbot: object, tmp_path: Path
) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("_key,percent,label,price\nbad,-15,Beans,cheap\ngood,-15,Beans,90\n", encoding="utf-8")
    window = opened(copied("sale"), "med")
    window.desk.set_sizes(["1080x1080", "1080x1350"])
    window.desk.open_table(table)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    dialog = window.over.export()
    assert not dialog.lines.rows
    assert dialog.nothing.title.text() == "Not a sum of money"
    assert "cheap" in dialog.nothing.how.text()
    assert not dialog.go.isEnabled()
    window.desk.set_row(1)
    qtbot.waitUntil(lambda: len(dialog.lines.rows) == 2, timeout=30_000)  # type: ignore[attr-defined]
    assert dialog.nothing.isHidden()
    assert dialog.go.isEnabled()


def test_the_list_is_sized_by_its_edges(listed: Callable[..., ExportDialog], qtbot: object) -> None:
    dialog = listed()
    right, bottom = Qt.Edge.RightEdge, Qt.Edge.BottomEdge

    def drag(edges: Qt.Edge, by: QPoint) -> None:
        """From the middle of the edge as people see it; what lies there takes the press."""
        grip = next(g for g in dialog.grips if g.edges == edges)
        at = grip.geometry().center()
        assert dialog.childAt(at) is grip
        screen = dialog.mapToGlobal(at)
        QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=grip.mapFromGlobal(screen))
        QTest.mouseMove(grip, grip.mapFromGlobal(screen + by))
        QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=grip.mapFromGlobal(screen + by))

    was = dialog.geometry()
    drag(right | bottom, QPoint(60, 40))
    assert (dialog.width(), dialog.height()) == (was.width() + 60, was.height() + 40)
    drag(Qt.Edge.LeftEdge, QPoint(-30, 15))
    assert dialog.geometry().left() == was.left() - 30
    assert (dialog.width(), dialog.height()) == (was.width() + 90, was.height() + 40)
    drag(right, QPoint(-5000, 0))
    assert dialog.width() == dialog.minimumSizeHint().width()
