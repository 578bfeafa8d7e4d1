"""A picture beside the one that was approved: the same, renewed, or a sheet of the difference."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

PICTURES = Path(__file__).parent / "pictures"
TOLERANCE = 3  # of 255, for another processor's floating point in rotated pictures


def compare(name: str, now: Image.Image, tmp_path: Path, *, renew: bool) -> None:
    """Fails with the path of a sheet (before | after | difference × 8) where ``now`` isn't the approved ``name``."""
    path = PICTURES / f"{name}.png"
    assert renew or path.exists(), f"{path.name} is missing: look at the design, then run with --renew"
    before = Image.open(path).convert("RGB") if path.exists() else Image.new("RGB", (0, 0))
    if renew and before.size != now.size:
        path.parent.mkdir(exist_ok=True)
        now.save(path, optimize=True)
        return
    assert now.size == before.size
    difference = ImageChops.difference(now, before)
    worst = max(high for _, high in difference.getextrema())
    if renew and worst > TOLERANCE:  # what is within it stays as it was approved
        now.save(path, optimize=True)
    elif worst > TOLERANCE:
        sheet = Image.new("RGB", (now.width * 3 + 20, now.height), "#808080")
        for i, image in enumerate((before, now, difference.point(lambda v: min(255, v * 8)))):
            sheet.paste(image, (i * (now.width + 10), 0))
        sheet.save(tmp_path / path.name)
        box = difference.getbbox()
        pytest.fail(f"{name} changed by up to {worst}/255 within {box}: see {tmp_path / path.name}")
