"""Calling the command line from tests: in this process for answers, in a fresh one for bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from designer_app.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "tests" / "data" / "templates" / "note"
CARDS = ROOT / "tests" / "data" / "templates" / "cards"


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Designer:
    """Runs one command line after another in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Said:
        self.capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)


def pictures(folder: Path) -> list[Path]:
    """What a batch made, without its ledger and receipt."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".designer" not in path.parts and path.stem != "receipt"
    ]


def files(folder: Path) -> list[str]:
    """The same by their names below the folder."""
    return sorted(path.relative_to(folder).as_posix() for path in pictures(folder))


def fresh(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "designer_app.cli", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def table(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A JSON table."""
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path
