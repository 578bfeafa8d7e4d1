"""The studio in tests: a state folder of its own, windows that end with the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from designer_app.data_files import data_root
from designer_app.editor.session import Session
from designer_app.studio import crashes, theme, words
from designer_app.studio.shell import EditorWindow


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESIGNER_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "Designer"))
    return tmp_path / "state"


@pytest.fixture(scope="session", autouse=True)
def emptied(qapp: QApplication) -> Iterator[None]:
    """Qt's stand-in for a screen ends in a crash where its clipboard still holds data of Python's."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def shown(qtbot: object, qapp: QApplication) -> Iterator[Callable[..., Any]]:
    """Shows windows of any kind until their pixels are settled; at the end none has left a crash behind."""
    words.use("en")
    theme.apply(qapp, "dark")
    windows: list[Any] = []
    before = crashes.noted()

    def show(window: Any, size: tuple[int, int] = (1280, 800)) -> Any:
        windows.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()  # a screen without a window manager gives nobody the keys
        qtbot.waitUntil(lambda: window.settled, timeout=60_000)  # type: ignore[attr-defined]
        return window

    yield show
    for window in windows:
        window.shut()
        window.hide()
        window.deleteLater()
    assert crashes.noted() == before


@pytest.fixture
def opened(shown: Callable[..., Any]) -> Callable[..., EditorWindow]:
    """Opens templates in windows with settled pixels."""
    return lambda name, kit="", size=(1280, 800): shown(EditorWindow(Session.open(name), kit), size)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], str]:
    """A template of one's own, as people have."""

    def copy(name: str) -> str:
        import shutil

        target = tmp_path / name
        shutil.copytree(data_root("templates") / name, target)
        return str(target)

    return copy
