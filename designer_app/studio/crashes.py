"""Faults of our own: written to a plain text file on this machine, shown as one line, sent nowhere."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from designer_app import __version__
from designer_app.editor.keeping import journals_folder
from designer_app.errors import Finding
from designer_app.files import write_text

_noted: list[Path] = []


def note(fault: BaseException) -> Finding:
    """Write a report and say where it is."""
    text = "".join(traceback.format_exception(fault))
    folder = journals_folder().parent / "crashes"
    path = folder / f"{datetime.now():%Y-%m-%d-%H%M%S}-{len(_noted)}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_text(path, f"designer {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n\n{text}")
    except Exception:
        sys.stderr.write(text)
    _noted.append(path)
    return Finding(
        code="crash", found=f"a fault of the program: {type(fault).__name__}", expected="none",
        remedy=f"your work is kept; the report is {path}",
    )  # fmt: skip


def noted() -> int:
    """How many faults there were since the start."""
    return len(_noted)


def watch(show: Callable[[Finding], None]) -> None:
    """Faults that reach the event loop are noted and shown instead of ending the program."""

    def hook(_: type[BaseException], fault: BaseException, __: TracebackType | None) -> None:
        show(note(fault))

    sys.excepthook = hook
