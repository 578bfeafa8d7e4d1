"""Writes requirements.lock and requirements-test.lock from pyproject.toml: ``python -m tools.lock``.

Needs ``uv`` on the path (``pip install uv``) and the network. Every version is exact and carries the
hashes of all its files, for every system and Python at once; nothing in them names a package index.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by `python -m tools.lock` from pyproject.toml; {what}.\n"
COMMAND = [
    "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11",
    "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
]  # fmt: skip


def main() -> int:
    engine = _compile("pyproject.toml")
    _write("requirements.lock", "what the program needs", engine)
    test = _compile("--group", "test", "--constraints", "requirements.lock")
    _write("requirements-test.lock", "what the tests and linters need besides", test)
    return 0


def _compile(*arguments: str) -> str:
    answer = subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(f"uv: {answer.stderr.strip()}")
    if re.search(r"://|^-", answer.stdout, re.MULTILINE):
        sys.exit(
            "uv wrote an address or an option into the lock; this machine's settings must not travel in it"
        )
    return answer.stdout


def _write(name: str, what: str, content: str) -> None:
    (ROOT / name).write_text(HEADER.format(what=what) + content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
