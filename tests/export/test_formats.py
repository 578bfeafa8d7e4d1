"""The table of formats."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from designer_app.errors import DesignError
from designer_app.export.codecs import codec, strip_codec
from designer_app.export.encode import encode
from designer_app.export.formats import (
    FORMAT_NAMES,
    FORMATS,
    LADDER,
    choose_format,
    codec_quality,
    format_named,
)
from designer_app.export.records import EncodeSettings
from tests.export.pictures import picture


def test_every_name_has_a_row_and_every_row_a_codec() -> None:
    assert set(FORMATS) == set(FORMAT_NAMES)
    for name in FORMATS:
        assert codec(name).version()
        assert (strip_codec(name) is not None) == FORMATS[name].strips


@pytest.mark.parametrize("name", [name for name in FORMAT_NAMES if not FORMATS[name].document])
def test_the_table_tells_the_truth_about_alpha_and_media_type(name: str) -> None:
    row = format_named(name)
    done = encode(picture(40, 30, mode="RGBA"), EncodeSettings(format=row.name))
    with Image.open(io.BytesIO(done.data)) as back:
        assert Image.MIME[back.format] == row.media_type
        assert back.has_transparency_data == row.alpha
        assert back.size == (40, 30)
    assert done.suffix == row.suffix


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_the_table_tells_the_truth_about_lossless(name: str) -> None:
    image, row = picture(40, 30), format_named(name)
    settings = EncodeSettings(format=row.name, lossless=True)
    if not row.lossless:
        with pytest.raises(DesignError, match="no-lossless"):
            encode(image, settings)
        return
    with Image.open(io.BytesIO(encode(image, settings).data)) as back:
        assert back.convert("RGB").tobytes() == image.tobytes()


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_quality_stays_in_range_and_rises(name: str) -> None:
    row = format_named(name)
    values = [codec_quality(row, quality) for quality in range(1, 101)]
    assert values == sorted(values)
    assert values[0] == 1
    assert values[-1] == 100


def test_ladder_falls() -> None:
    assert list(LADDER) == sorted(set(LADDER), reverse=True)


@pytest.mark.parametrize(
    ("allowed", "chosen"),
    [
        ((), "png"),
        (("jpg", "png"), "png"),
        (("webp", "JPEG"), "jpg"),
        (("avif", "webp"), "webp"),
        (("avif",), "avif"),
    ],
)
def test_choose_format(allowed: tuple[str, ...], chosen: str) -> None:
    assert choose_format(allowed) == chosen


def test_unknown_format_names_the_nearest() -> None:
    with pytest.raises(DesignError) as caught:
        format_named("pgn")
    assert caught.value.findings[0].code == "unknown-format"
    assert "'png'" in caught.value.findings[0].remedy


@pytest.mark.parametrize(("name", "side"), [("jpg", 65501), ("webp", 16384)])
def test_a_side_beyond_the_format_is_refused_by_name(name: str, side: int) -> None:
    with pytest.raises(DesignError, match="too-large-for-format"):
        encode(Image.new("RGB", (side, 1)), EncodeSettings(format=format_named(name).name))
