"""Pictures for the tests of this room: noise, gradients and flat areas from a fixed seed."""

from __future__ import annotations

import random

from PIL import Image


def picture(width: int, height: int, *, mode: str = "RGB", seed: int = 1) -> Image.Image:
    """Smooth colour with grain and a flat block: compresses like a photo card."""
    chance = random.Random(seed)
    coarse = Image.frombytes(mode, (8, 8), chance.randbytes(64 * len(mode)))
    smooth = coarse.resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.frombytes(mode, (width, height), chance.randbytes(width * height * len(mode)))
    mixed = Image.blend(smooth, grain, 0.06)
    mixed.paste((200, 30, 60, 255)[: len(mode)], (width // 4, height // 4, width // 2, height // 2))
    return mixed
