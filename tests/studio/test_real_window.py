"""The studio in a real window of a real (virtual) screen, not on Qt's offscreen stand-in. Screenshots stay in .artefacts/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".artefacts"
pytestmark = [
    pytest.mark.qt,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb: apt-get install xvfb"),
]


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    """The environment of a program on a virtual screen."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()  # comes once the screen is there; empty if the server ends
        assert number, "Xvfb did not start"
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def shot(name: str, environment: dict[str, str], *arguments: str) -> Image.Image:
    KEPT.mkdir(exist_ok=True)
    file = KEPT / f"{name}.png"
    file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "designer_app.cli", "edit", *arguments, "--screenshot", str(file)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return Image.open(file).convert("RGB")


@pytest.mark.parametrize(("theme", "language"), [("dark", "en"), ("light", "ru")])
def test_a_real_window_shows_what_the_stand_in_shows(
    screen: dict[str, str], theme: str, language: str
) -> None:
    asked = (
        "designer_app/templates/quote",
        "--viewport",
        "1280x800",
        "--theme",
        theme,
        "--language",
        language,
    )
    real = shot(f"real-{theme}-{language}", screen, *asked)
    stand_in = shot(f"offscreen-{theme}-{language}", {**os.environ, "QT_QPA_PLATFORM": "offscreen"}, *asked)
    assert real.size == stand_in.size
    off = np.abs(np.asarray(real).astype(int) - np.asarray(stand_in)).max(axis=2)
    assert (off > 24).mean() < 0.01


@pytest.mark.long
def test_stories_hold_in_a_real_window(screen: dict[str, str]) -> None:
    files = [f"tests/studio/test_{name}.py" for name in ("stories", "typing", "keys", "tools")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    done = subprocess.run(command, env=screen, cwd=ROOT, capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, done.stdout[-3000:]
