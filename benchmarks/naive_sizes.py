"""The plain loop of a first attempt: open, scale by Lanczos and save a photograph anew for each of seven sizes."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from PIL import Image

SIZES = ((1080, 1080), (1080, 1920), (1200, 630), (1590, 530), (728, 90), (300, 250), (2560, 1440))
PHOTOS = 4


def cover(width: int, height: int, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """The part of a photograph that fills a size, in its pixels."""
    scale = max(size[0] / width, size[1] / height)
    across, down = size[0] / scale, size[1] / scale
    x, y = (width - across) * 0.5, (height - down) * 0.4
    return x, y, x + across, y + down


def main(assets: Path) -> float:
    """Images per second."""
    photos = [path.read_bytes() for path in sorted(assets.glob("p*.jpg"))[: PHOTOS + 1]]
    start = 0.0
    for number, data in enumerate(photos):
        if number == 1:  # the first one warms up
            start = time.perf_counter()
        for size in SIZES:
            with Image.open(io.BytesIO(data)) as image:
                box = cover(*image.size, size)
                scaled = image.resize(size, Image.Resampling.LANCZOS, box=box)
            scaled.save(io.BytesIO(), "JPEG", quality=90)
    return PHOTOS * len(SIZES) / (time.perf_counter() - start)


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
