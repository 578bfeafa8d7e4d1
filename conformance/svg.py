"""Suite ``svg``."""

from __future__ import annotations

from pathlib import Path

from conformance.records import Suite


def run(data: Path) -> list[Suite]:
    """Every row of this suite; ``data`` is laid out like the corpora."""
    return [Suite(suite="svg", files=0, passed=0, target=1.0, missing="not written yet")]
