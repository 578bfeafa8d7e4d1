"""What ``--help`` shows runs as it is written, in the project's folder."""

from __future__ import annotations

import importlib
import re
import shlex
import shutil
from pathlib import Path

import pytest

from designer_app.cli.commands import COMMANDS
from designer_app.cli.parameters import read_plain
from designer_app.design.library import template_names
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


def shown_in_docs() -> list[tuple[str, str]]:
    """Every command line that README, docs and examples print as a block of their own, with the file that prints it."""
    found = []
    for file in (
        ROOT / "README.md",
        *sorted((ROOT / "docs").glob("*.md")),
        *sorted((ROOT / "examples").glob("*.md")),
    ):
        for line in re.sub(r"\\\n\s*", " ", file.read_text(encoding="utf-8")).splitlines():
            shown = re.match(r"\s*((?:\./)?designer\s.*)$", line)
            if shown:  # what stands after a wide gap or a # is said of it
                found.append((file.name, re.split(r"\s{3,}|\s+# ", shown[1])[0]))
    return found


def test_the_readme_counts_the_templates() -> None:
    counted = re.search(r"\*\*(\d+) templates", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert counted is not None
    assert int(counted[1]) == len(template_names())


@pytest.mark.parametrize(("file", "line"), shown_in_docs())
def test_what_the_docs_print_can_be_typed(file: str, line: str) -> None:
    """Known commands and flags, each with what it needs, files that are there; running them is the tests' of each command."""
    name, *words = shlex.split(line.partition(" < examples")[0])[1:]
    if name == "test":
        return
    run = importlib.import_module(f"designer_app.cli.{COMMANDS[name][0]}").run
    assert read_plain(run, words) is not None, f"{file}: {line}"
    missing = [word for word in re.findall(r"examples/[\w./-]+", line) if not (ROOT / word).exists()]
    assert missing == []
