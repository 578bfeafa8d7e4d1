"""A job in TOML stays TOML, with its comments."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from designer_app.errors import DesignError
from designer_app.production.jobs import read_job, write_job

TEXT = """# autumn, for the partners
template = "sale"   # the big number
kits = ["med"]
sizes = [
    "1080x1080",  # feed
    "1080x1920",  # story
]
as_of = 2026-11-25

[cells.kenya]
label = "All coffee"  # shorter than the table's
"""


def test_what_stays_keeps_its_place_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "job.toml"
    path.write_text(TEXT, encoding="utf-8")
    job = read_job(path)
    write_job(path, job)
    assert path.read_text(encoding="utf-8") == TEXT
    write_job(
        path, msgspec.structs.replace(job, kits=("northline",), cells={**job.cells, "peru": {"label": "Peru", "x": None}})
    )  # fmt: skip
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# autumn, for the partners\n")
    assert '"1080x1920",  # story' in text
    assert "# shorter than the table's" in text
    again = read_job(path)
    assert again.kits == ("northline",)
    assert again.cells == {"kenya": {"label": "All coffee"}, "peru": {"label": "Peru"}}


def test_what_is_gone_goes_and_a_new_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "job.toml"
    path.write_text(TEXT, encoding="utf-8")
    job = read_job(path)
    write_job(path, msgspec.structs.replace(job, cells={}))
    assert "cells" not in tomllib.loads(path.read_text(encoding="utf-8"))
    other = tmp_path / "other.toml"
    write_job(other, job)
    assert read_job(other) == job


def test_a_broken_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "job.toml"
    path.write_text(TEXT, encoding="utf-8")
    job = read_job(path)
    path.write_text("template = ", encoding="utf-8")
    with pytest.raises(DesignError, match="bad-toml"):
        write_job(path, job)
    assert path.read_text(encoding="utf-8") == "template = "
