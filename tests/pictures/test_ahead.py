"""What is decoded ahead is what would have been decoded, faults included."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from designer_app import pictures
from designer_app.errors import DesignError
from designer_app.pictures import door
from designer_app.pictures.pixels import Pixels


def test_a_picture_that_is_expected_is_decoded_once(save, photo, monkeypatch) -> None:
    path = save("a.jpg", photo.resize((800, 400)))
    digest = pictures.facts(path).digest
    plain = pictures.decode(digest, min_size=(300, 150)).tobytes()
    pictures.forget()
    monkeypatch.setattr("designer_app.pictures.trusted._passed", set())
    pictures.facts(path)
    pictures.expect_pixels(digest, (300, 150))
    path.unlink()  # the child has read what it needs
    assert pictures.decode(digest, min_size=(300, 150)).tobytes() == plain
    assert pictures.decode(digest).size == (800, 400)


def test_a_picture_that_is_expected_and_broken_says_so(save, photo) -> None:
    path = save("a.png", photo)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    digest = pictures.facts(path).digest
    pictures.expect_pixels(digest, (10, 10))
    with pytest.raises(DesignError, match="bad-picture"):
        pictures.decode(digest)


def test_smaller_scales_are_nearer_to_the_whole_than_the_decoder_makes_them(save, monkeypatch) -> None:
    rng = np.random.default_rng(3)
    noise = Image.fromarray(rng.integers(0, 256, (200, 300, 3), dtype=np.uint8)).resize((1200, 800))
    digest = pictures.facts(save("a.jpg", noise, quality=95)).digest
    whole = pictures.decode(digest)

    def error(by: int) -> float:
        small = pictures.decode(digest, min_size=(1200 // by, 800 // by))
        assert small.size == (1200 // by, 800 // by)
        wanted = np.asarray(whole.resize(small.size, Image.Resampling.LANCZOS)).astype(int)
        return float(np.abs(np.asarray(small).astype(int) - wanted).mean())

    ours = [error(by) for by in (2, 4)]
    pictures.forget()
    monkeypatch.setattr(door, "_REDUCED", 1000)
    assert max(ours) < 1 < min(error(by) for by in (2, 4))


def test_rows_of_bytes() -> None:
    pixels = Pixels("RGB", (2, 3), bytes(range(18)))
    assert pixels.rows(1, 3) == bytes(range(6, 18))
    assert pixels.image().tobytes() == pixels.data
    assert pixels.held == 18 + 24
    assert Pixels.of(pixels.image()).data == pixels.data
