"""What ``--help`` shows runs as it is written, in the project's folder."""

from __future__ import annotations

import importlib
import shlex
import shutil
from pathlib import Path

import pytest

from designer_app.cli.commands import COMMANDS
from tests.cli.running import ROOT, Designer

_SLOW = ("demo", "check")  # the demo has tests of its own; bare `check` looks at everything
_LARGE = "retail-catalog"  # forty pages
_LATER = ("edit", "watch")  # they stay until a person ends them: tests of their own


def examples() -> list[str]:
    found = []
    for name, (module, _) in COMMANDS.items():
        lines = importlib.import_module(f"designer_app.cli.{module}").EXAMPLES.splitlines()
        shown = [line.strip() for line in lines if line.strip().startswith("designer ")]
        assert shown, f"{name} has no example"
        found += [line for line in shown if name not in _LATER]
    return found


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line, marks=pytest.mark.long) if line.split()[1] in _SLOW or _LARGE in line else line
        for line in examples()
    ],
)
def test_every_example_runs(
    designer: Designer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    for folder in ("examples", "assets/fonts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    if line.split()[1] in ("verify", "diff"):  # of folders that are there
        made = ("batch", "sale", "--data", "examples/week/sale.csv", "--sizes", "300x300", "--out", "out")
        assert designer(*made).code == 0
        shutil.copytree("out", "out-monday")
    command = line.partition(" > ")[0]
    said = designer(*shlex.split(command)[1:])
    assert said.code == 0, said.err
    if " -o " in line or " --out " in line or " new " in line:
        assert len(list(tmp_path.iterdir())) > 2, "nothing was made"
