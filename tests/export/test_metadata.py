"""What a file says about itself can be read back from every format."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from designer_app.export.encode import encode
from designer_app.export.formats import FORMAT_NAMES, FORMATS, FormatName
from designer_app.export.metadata import LIMITS, read_meta, xmp
from designer_app.export.records import EncodeSettings, FileMeta
from tests.export.pictures import picture

PICTURES = [name for name in FORMAT_NAMES if not FORMATS[name].document]  # what Pillow reads back
META = FileMeta(
    title="Sommer & <Sonne> – 20 %",
    alt="Zwei Gläser 🍋 auf dem Tisch\n“kühl”",
    row_key="row 17/ä",
    scene_key="0123abcd",
    software="designer 1.0",
    language="de-CH",
    rights="© Erika Muster, CC BY 4.0",
)


@pytest.mark.parametrize("name", FORMAT_NAMES)
@pytest.mark.parametrize(
    "meta", [META, FileMeta(), FileMeta(alt="عربي", language="ar"), FileMeta(scene_key="x")]
)
def test_round_trip(name: FormatName, meta: FileMeta, tmp_path: Path) -> None:
    data = encode(picture(30, 20), EncodeSettings(format=name), meta).data
    path = tmp_path / "picture"
    path.write_bytes(data)
    assert read_meta(data) == meta
    assert read_meta(path) == meta


def test_metadata_changes_no_pixel() -> None:
    image = picture(50, 40)
    for name in PICTURES:
        bare = encode(image, EncodeSettings(format=name)).data
        told = encode(image, EncodeSettings(format=name), META).data
        assert len(told) > len(bare)
        with Image.open(io.BytesIO(bare)) as one, Image.open(io.BytesIO(told)) as other:
            assert one.tobytes() == other.tobytes()


def test_png_texts_carry_language_and_registered_keywords() -> None:
    with Image.open(io.BytesIO(encode(picture(5, 5), EncodeSettings(), META).data)) as back:
        texts = back.text  # type: ignore[attr-defined]
    assert texts["Title"] == META.title
    assert texts["Title"].lang == "de-CH"
    assert texts["Description"] == META.alt
    assert texts["Software"] == META.software
    assert texts["Copyright"] == META.rights


def test_jpeg_comment_is_the_title_and_the_file_is_jfif() -> None:
    data = encode(picture(5, 5), EncodeSettings(format="jpg"), META).data
    assert data[6:11] == b"JFIF\0"
    with Image.open(io.BytesIO(data)) as back:
        assert back.info["comment"].decode() == META.title


def test_forbidden_characters_are_dropped_and_long_texts_cut() -> None:
    wild = FileMeta(title="a\0b\x1b[1m\ud800\ufffe", alt="🍋&" * 5000, rights="&" * 9000, row_key="&" * 9000)
    for name in FORMAT_NAMES:
        back = read_meta(encode(picture(5, 5), EncodeSettings(format=name), wild).data)
        assert back.title == "ab[1m"
        assert back.alt == ("🍋&" * 5000)[: LIMITS["alt"]]
        assert len(back.rights) == LIMITS["rights"]


def test_the_fullest_packet_fits_one_jpeg_segment() -> None:
    full = FileMeta(
        **{field: "&" * limit for field, limit in LIMITS.items() if field != "language"}, language="x" * 8
    )
    assert len(xmp(full)) <= 65_502


@pytest.mark.parametrize("language", ['"><x/>', "d\n", "ä", "x" * 3000])
def test_a_wild_language_tag_breaks_nothing(language: str) -> None:
    for name in FORMAT_NAMES:
        data = encode(picture(5, 5), EncodeSettings(format=name), FileMeta(title="t", language=language)).data
        assert read_meta(data).title == "t"


def test_a_strangers_file_says_nothing() -> None:
    stream = io.BytesIO()
    picture(5, 5).save(stream, "JPEG", xmp=b"<not closed")
    assert read_meta(stream.getvalue()) == FileMeta()
