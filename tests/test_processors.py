"""The same bytes on other processors: one render under emulated ones (long)."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROCESSORS = ("Nehalem", "Haswell", "EPYC")


@pytest.mark.long
@pytest.mark.skipif(shutil.which("qemu-x86_64") is None, reason="needs qemu-x86_64 (Debian: qemu-user)")
@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_render_is_the_same_under_every_emulated_processor(tmp_path: Path, suffix: str) -> None:
    def digest(*prefix: str) -> str:
        out = tmp_path / f"{len(list(tmp_path.iterdir()))}.{suffix}"
        command = [
            *prefix, os.path.realpath(sys.executable), "-m", "designer_app.cli", "render", "news", "--kit", "med",
            "--size", "540x540", "--data", "designer_app/templates/news/rows.json", "--row",
            "vtoraya-kofeynya", "-o", str(out),
        ]  # fmt: skip
        site = os.pathsep.join(path for path in sys.path if path)
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": site}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return hashlib.sha256(out.read_bytes()).hexdigest()

    here = digest()
    for processor in PROCESSORS:
        assert digest("qemu-x86_64", "-cpu", processor) == here, processor
