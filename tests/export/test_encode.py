"""What comes back from the bytes: exact pixels, transparency, palettes, the same bytes again."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from designer_app.errors import DesignError
from designer_app.export.encode import encode, file_key
from designer_app.export.formats import FORMAT_NAMES, FormatName
from designer_app.export.png import cut
from designer_app.export.records import EncodeSettings, FileMeta
from tests.export.pictures import picture

SIZES = [(1, 1), (17, 33), (1080, 1), (1, 100), (16, 16), (250, 129)]


def opened(data: bytes) -> Image.Image:
    back = Image.open(io.BytesIO(data))
    back.load()
    return back


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("effort", ["fast", "small"])
def test_png_keeps_every_pixel(size: tuple[int, int], mode: str, effort: str) -> None:
    image = picture(*size, mode=mode)
    settings = EncodeSettings(format="png", effort="fast" if effort == "fast" else "small")
    back = opened(encode(image, settings).data)
    assert (back.mode, back.size) == (mode, size)
    assert back.tobytes() == image.tobytes()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("chroma", "subsampling"), [("444", 0), ("420", 2)])
@pytest.mark.parametrize("quality", [60, 90, 100])
def test_jpeg_shows_the_pixels_of_a_plain_encoding(
    size: tuple[int, int], chroma: str, subsampling: int, quality: int
) -> None:
    image = picture(*size)
    settings = EncodeSettings(format="jpg", quality=quality, chroma="420" if chroma == "420" else "444")
    done, plain = encode(image, settings).data, io.BytesIO()
    image.save(plain, "JPEG", quality=quality, subsampling=subsampling)
    assert opened(done).tobytes() == opened(plain.getvalue()).tobytes()


def test_jpeg_has_one_restart_marker_per_row_of_blocks() -> None:
    for chroma, rows in (("444", 8), ("420", 16)):
        settings = EncodeSettings(format="jpg", chroma="420" if chroma == "420" else "444")
        data = encode(picture(50, 200), settings).data
        scan = data[data.index(b"\xff\xda") :]
        numbers = [
            scan[i + 1] - 0xD0 for i in range(len(scan) - 1) if scan[i] == 0xFF and 0xD0 <= scan[i + 1] < 0xD8
        ]
        assert numbers == [i & 7 for i in range(-(-200 // rows) - 1)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["webp", "avif"])
def test_lossy_formats_keep_size_and_look(size: tuple[int, int], name: FormatName) -> None:
    image = picture(*size)
    back = opened(encode(image, EncodeSettings(format=name, quality=95)).data).convert("RGB")
    assert back.size == size
    pairs = zip(image.tobytes(), back.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / (size[0] * size[1] * 3) < 20  # noise in colour is halved


def test_transparency_is_laid_on_the_ground_where_a_format_has_none() -> None:
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    done = encode(image, EncodeSettings(format="jpg", ground=(0, 0, 255)))
    assert [finding.code for finding in done.findings] == ["transparency-flattened"]
    assert "#0000FF" in done.findings[0].remedy
    red, _, blue = opened(done.data).getpixel((10, 10))
    assert red < 5
    assert blue > 250


def test_an_opaque_rgba_picture_needs_no_note() -> None:
    assert encode(Image.new("RGBA", (20, 20), (1, 2, 3, 255)), EncodeSettings(format="jpg")).findings == ()


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "CMYK"])
def test_other_modes_are_taken_too(mode: str) -> None:
    image = picture(30, 20).convert(mode)
    back = opened(encode(image, EncodeSettings()).data)
    assert back.convert("RGB").tobytes() == image.convert("RGB").tobytes()


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_palette_png(mode: str) -> None:
    image = picture(64, 50, mode=mode)
    for colours in (2, 16, 256):
        back = opened(encode(image, EncodeSettings(colours=colours)).data)
        assert back.mode == "P"
        assert len(back.getcolors(256) or ()) <= colours
        assert back.has_transparency_data == (mode == "RGBA")
    few = Image.new(mode, (20, 20), (9, 8, 7, 255)[: len(mode)])
    assert opened(encode(few, EncodeSettings(colours=16)).data).convert(mode).tobytes() == few.tobytes()


@pytest.mark.parametrize(("name", "colours"), [("jpg", 16), ("webp", 256), ("png", 1)])
def test_a_palette_where_there_is_none_is_refused(name: FormatName, colours: int) -> None:
    with pytest.raises(DesignError, match="no-palette"):
        encode(picture(5, 5), EncodeSettings(format=name, colours=colours))


def test_nothing_of_an_opened_picture_leaks_into_the_file() -> None:
    plain = picture(40, 40)
    laden = plain.copy()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    laden.info.update(
        comment=b"secret",
        exif=exif.tobytes(),
        icc_profile=b"secret",
        xmp=b"secret",
        dpi=(300, 300),
        title="secret",
    )
    for name in FORMAT_NAMES:
        settings = EncodeSettings(format=name)
        assert encode(laden, settings).data == encode(plain, settings).data


PROGRAM = """
import hashlib
from designer_app.export.encode import encode, file_key
from designer_app.export.formats import FORMAT_NAMES
from designer_app.export.records import EncodeSettings, FileMeta
from tests.export.pictures import picture
meta = FileMeta(title="Été", alt="Un café", row_key="7", scene_key="ab", software="designer", language="fr")
for name in FORMAT_NAMES:
    for effort in ("fast", "small"):
        settings = EncodeSettings(format=name, effort=effort)
        data = encode(picture(290, 170, mode="RGBA"), settings, meta).data
        print(name, effort, hashlib.sha256(data).hexdigest(), file_key("ab", settings, meta))
"""


def test_other_processes_make_the_same_bytes() -> None:
    outputs = []
    for seed, zone, fill in (("1", "UTC", "1"), ("2", "Asia/Tokyo", "170")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "MALLOC_PERTURB_": fill,  # glibc: fresh memory holds other bytes
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 2 * len(FORMAT_NAMES)


def test_isal_is_never_given_the_beginning_of_a_stream() -> None:
    """There its bytes hang on the address of its state: the first byte of every strip is a stored block of its own."""
    image = picture(290, 40)
    for strip in cut(image, EncodeSettings(format="png")):
        assert strip.data[:6] == b"\x00\x01\x00\xfe\xff\x01"
        assert len(zlib.decompressobj(-15).decompress(strip.data)) == strip.length


def test_file_key_changes_with_all_that_changes_the_file() -> None:
    settings, meta = EncodeSettings(), FileMeta(title="a")
    keys = {
        file_key("one", settings, meta),
        file_key("two", settings, meta),
        file_key("one", EncodeSettings(format="jpg"), meta),
        file_key("one", EncodeSettings(effort="small"), meta),
        file_key("one", settings, FileMeta(alt="a")),
    }
    assert len(keys) == 5
    assert file_key("one", EncodeSettings(), FileMeta(title="a")) in keys


def test_the_jpeg_road_needs_no_numpy() -> None:
    program = (
        "import sys\nfrom PIL import Image\nfrom designer_app.export.encode import encode\n"
        "from designer_app.export.records import EncodeSettings\n"
        "encode(Image.new('RGB', (40, 40)), EncodeSettings(format='jpg'))\n"
        "print('numpy' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
