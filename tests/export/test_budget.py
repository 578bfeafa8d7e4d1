"""Budgets: the best file that fits, never one byte more, never below the floor."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from designer_app.errors import DesignError
from designer_app.export.budget import encode_within
from designer_app.export.encode import encode
from designer_app.export.formats import FORMAT_NAMES, FormatName
from designer_app.export.records import EncodeSettings, FileMeta
from designer_app.export.strips import StripCache
from tests.export.pictures import picture

IMAGE = picture(300, 260)


def size(settings: EncodeSettings) -> int:
    return len(encode(IMAGE, settings).data)


def test_what_fits_is_left_as_it_is() -> None:
    settings = EncodeSettings(format="jpg", quality=88)
    done = encode_within(IMAGE, ("jpg",), size(settings), settings, 60)
    assert done == encode(IMAGE, settings)


@pytest.mark.parametrize("name", ["jpg", "webp", "avif"])
def test_quality_falls_with_the_budget_and_the_budget_holds(name: FormatName) -> None:
    settings = EncodeSettings(format=name, quality=95)
    top = size(settings)
    steps = []
    for share in (100, 90, 80, 70, 60, 50):
        limit = top * share // 100
        try:
            done = encode_within(IMAGE, (name,), limit, settings, 40)
        except DesignError:
            break
        assert len(done.data) <= limit
        steps.append((done.settings.chroma == "444", done.settings.quality))
    assert len(steps) > 2
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) > 2


def test_the_best_quality_that_fits_is_taken() -> None:
    settings = EncodeSettings(format="jpg", quality=95)
    sizes = {
        quality: size(EncodeSettings(format="jpg", quality=quality))
        for quality in (95, 92, 90, 87, 84, 81, 78)
    }
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    for quality, limit in sizes.items():
        assert encode_within(IMAGE, ("jpg",), limit, settings, 60).settings.quality == quality


def test_chroma_is_halved_after_quality() -> None:
    limit = size(EncodeSettings(format="jpg", quality=70)) - 1
    done = encode_within(IMAGE, ("jpg",), limit, EncodeSettings(format="jpg"), 70)
    assert done.settings.chroma == "420"
    assert done.settings.quality >= 70
    assert [finding.code for finding in done.findings] == ["reduced-for-budget"]


def test_under_the_floor_it_fails_by_name() -> None:
    smallest = size(EncodeSettings(format="jpg", quality=70, chroma="420"))
    with pytest.raises(DesignError) as caught:
        encode_within(
            IMAGE,
            ("jpg",),
            smallest - 1,
            EncodeSettings(format="jpg"),
            70,
            file="feed.csv",
            place="row 3, ad 300×250",
        )
    finding = caught.value.findings[0]
    assert finding.code == "over-budget"
    assert (finding.file, finding.place) == ("feed.csv", "row 3, ad 300×250")
    assert f"{smallest:,}" in finding.found
    assert f"{smallest - 1:,}" in finding.expected
    assert encode_within(IMAGE, ("jpg",), smallest, EncodeSettings(format="jpg"), 70).settings.quality == 70


def test_a_quality_below_the_floor_is_raised_to_it() -> None:
    done = encode_within(IMAGE, ("jpg",), 10**6, EncodeSettings(format="jpg", quality=50), 80)
    assert done.settings.quality == 80


def test_png_packs_harder_then_takes_a_palette_for_flat_art() -> None:
    flat = Image.new("RGB", (400, 400), (250, 240, 230))
    for i in range(400):
        flat.paste((i % 200, 90, 30 + i % 3), (i, i // 2, 400, i // 2 + 30))
    fast, small = (len(encode(flat, EncodeSettings(effort=effort)).data) for effort in ("fast", "small"))
    assert small < fast
    assert encode_within(flat, ("png",), small, EncodeSettings(), 60).settings.effort == "small"
    done = encode_within(flat, ("png",), small - 1, EncodeSettings(), 60)
    assert done.settings.colours == 256


def test_a_grainy_photo_never_becomes_a_poor_palette() -> None:
    with pytest.raises(DesignError, match="over-budget"):
        encode_within(IMAGE, ("png",), 60_000, EncodeSettings(), 90)


def test_lossless_stays_lossless() -> None:
    settings = EncodeSettings(lossless=True)
    limit = size(EncodeSettings(effort="small")) - 1
    done = encode_within(IMAGE, ("png", "jpg", "webp"), limit, settings, 60)
    assert done.format == "webp"
    with Image.open(io.BytesIO(done.data)) as back:
        assert back.convert("RGB").tobytes() == IMAGE.tobytes()
    with pytest.raises(DesignError, match="over-budget"):
        encode_within(IMAGE, ("png", "jpg"), limit, settings, 60)


def test_another_allowed_format_is_the_last_resort() -> None:
    done = encode_within(IMAGE, ("png", "avif", "jpg"), 60_000, EncodeSettings(), 90)
    assert done.format == "avif"
    assert len(done.data) <= 60_000


def test_transparency_is_not_lost_for_a_budget() -> None:
    clear = picture(300, 260, mode="RGBA")
    with pytest.raises(DesignError, match="over-budget"):
        encode_within(clear, ("png", "jpg"), 60_000, EncodeSettings(), 60)
    assert encode_within(clear, ("png", "jpg", "webp"), 60_000, EncodeSettings(), 60).format == "webp"


def test_metadata_counts() -> None:
    settings, meta = EncodeSettings(format="jpg"), FileMeta(alt="x" * 1500)
    done = encode_within(IMAGE, ("jpg",), size(settings), settings, 60, meta)
    assert done.settings.quality < settings.quality
    assert len(done.data) <= size(settings)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_nothing_fits_one_byte(name: FormatName) -> None:
    with pytest.raises(DesignError, match="over-budget"):
        encode_within(IMAGE, (), 1, EncodeSettings(format=name), 60)


def test_strips_are_reused_within_a_budget_too() -> None:
    settings, cache = EncodeSettings(format="jpg"), StripCache()
    for _ in range(2):
        done = encode_within(
            IMAGE, ("jpg",), 40_000, settings, 40, strips=cache, base_id="b", dirty=[(20, 60)]
        )
        assert done.data == encode(IMAGE, done.settings).data
    assert cache.size > 0
