"""Reused strips never change a file."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.export.encode import encode
from designer_app.export.records import EncodeSettings, FileMeta
from designer_app.export.strips import StripCache
from tests.export.pictures import picture

KINDS = [
    EncodeSettings(format="jpg", chroma="444"),
    EncodeSettings(format="jpg", chroma="420", quality=75),
    EncodeSettings(format="png"),
    EncodeSettings(format="png", effort="small"),
    EncodeSettings(format="png", colours=16),
    EncodeSettings(format="webp"),
]
META = FileMeta(title="t")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    kind=st.sampled_from(KINDS[:4]),
    mode=st.sampled_from(["RGB", "RGBA"]),
    width=st.integers(1, 70),
    height=st.integers(1, 130),
    frames=st.lists(
        st.lists(st.tuples(st.integers(-20, 140), st.integers(-20, 140)), max_size=3), min_size=1, max_size=5
    ),
    seed=st.integers(0, 99),
)
def test_any_dirty_rows_give_the_bytes_of_a_whole_encoding(
    kind: EncodeSettings,
    mode: str,
    width: int,
    height: int,
    frames: list[list[tuple[int, int]]],
    seed: int,
) -> None:
    cache, base = StripCache(), picture(width, height, mode=mode, seed=seed)
    chance = random.Random(seed)
    for dirty in frames:
        frame = base.copy()
        for y0, y1 in dirty:
            top, bottom = max(0, y0), min(height, y1)
            if top < bottom:
                left = chance.randrange(width)
                colour = tuple(chance.randbytes(len(mode)))
                frame.paste(colour, (left, top, width, bottom))
        reused = encode(frame, kind, META, strips=cache, base_id="base", dirty=dirty)
        assert reused.data == encode(frame, kind, META).data


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_accepts_a_cache(kind: EncodeSettings) -> None:
    cache, image = StripCache(), picture(60, 90)
    for _ in range(2):
        assert (
            encode(image, kind, strips=cache, base_id="b", dirty=[(10, 40)]).data == encode(image, kind).data
        )


@pytest.mark.parametrize("kind", KINDS[:4])
def test_only_strips_that_differ_are_encoded(kind: EncodeSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    from designer_app.export import jpeg, png

    module = jpeg if kind.format == "jpg" else png
    rows: list[int] = []
    cut = module.cut

    def counted(image, wish, bands):  # type: ignore[no-untyped-def]
        rows.append(sum(y1 - y0 for y0, y1 in bands))
        return cut(image, wish, bands)

    monkeypatch.setattr(module, "cut", counted)
    cache, image = StripCache(), picture(40, 320)
    for _ in range(3):
        encode(image, kind, strips=cache, base_id="b", dirty=[(100, 101), (200, 210)])
    step = module.strip_rows(kind)
    assert rows[0] == 320
    assert sum(rows[1:]) == 2 * (
        (101 - 1) // step * step + step - 100 // step * step + -(-210 // step) * step - 200 // step * step
    )


def test_bases_are_told_apart_by_name_settings_size_and_mode() -> None:
    cache = StripCache()
    for seed, size, mode in (
        (1, (40, 50), "RGB"),
        (2, (40, 50), "RGB"),
        (1, (50, 50), "RGB"),
        (1, (40, 50), "RGBA"),
    ):
        image = picture(*size, mode=mode, seed=seed)
        for kind in KINDS[:4]:
            if mode == "RGBA" and kind.format == "jpg":
                continue  # flattened, it is an RGB picture and needs a name of its own
            done = encode(image, kind, strips=cache, base_id=f"base {seed}", dirty=[])
            assert done.data == encode(image, kind).data


def test_the_cache_stays_below_its_limit_and_forgets() -> None:
    cache, kind = StripCache(limit=60_000), EncodeSettings(format="png")
    for seed in range(12):
        image = picture(60, 64, seed=seed)
        assert encode(image, kind, strips=cache, base_id=str(seed), dirty=[]).data == encode(image, kind).data
        assert 0 < cache.size <= 60_000
    for seed in range(12):
        cache.forget(str(seed))
    assert cache.size == 0
