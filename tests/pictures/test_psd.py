"""The door for Photoshop documents: layers as records, and hostile files with one clear line each."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import BlendMode, Tag
from psd_tools.psd.adjustments import ChannelMixer, ColorBalance, ColorLookup, PhotoFilter, SelectiveColor
from psd_tools.psd.base import ByteElement
from psd_tools.psd.descriptor import Bool, Descriptor, DescriptorBlock, Integer, RawData, String
from psd_tools.psd.tagged_blocks import TaggedBlock

from designer_app.errors import DesignError
from designer_app.pictures.limits import Limits, set_limits
from designer_app.pictures.psd import read_psd
from designer_app.pictures.psd_records import PsdLayer
from tests.pictures.making_psd import add_effects, made_value, make_text


def document(mode: str = "RGB") -> PSDImage:
    """A background, and a pass-through group with a masked layer and one clipped to it."""
    psd = PSDImage.new(mode, (40, 30))
    psd.create_pixel_layer(Image.new("RGB", (40, 30), (10, 20, 30)), name="Ground")
    group = psd.create_group(name="Group")
    half = np.full((10, 20, 4), (200, 100, 50, 128), np.uint8)
    base = group.create_pixel_layer_from_array(half, "Base", -4, 30, blend_mode=BlendMode.LINEAR_BURN)
    base.opacity, base.fill_opacity = 200, 100
    base.create_mask(Image.new("L", (20, 10), 77))
    top = group.create_pixel_layer(Image.new("RGBA", (5, 5), (1, 2, 3, 255)), name="Top", top=1, left=31)
    top.clipping = True
    group.blend_mode = BlendMode.PASS_THROUGH
    return psd


@pytest.fixture
def file(tmp_path: Path) -> Path:
    document().save(tmp_path / "a.psd")
    return tmp_path / "a.psd"


def test_layers_as_records(file: Path) -> None:
    psd = read_psd(file)
    found = psd.document
    assert (found.width, found.height, found.mode, found.depth) == (40, 30, "RGB", 8)
    ground, group = found.layers
    assert (ground.name, group.name, group.kind, group.blend) == ("Ground", "Group", "group", "pass-through")
    base, top = group.layers
    assert (base.left, base.top, base.width, base.height) == (30, -4, 20, 10)
    assert (base.opacity, base.fill_opacity, base.blend, base.clipped) == (200, 100, "linear-burn", False)
    assert top.clipped
    assert base.pixels is not None
    assert psd.picture(base.pixels).getpixel((3, 3)) == (200, 100, 50, 128)
    assert base.mask is not None
    assert base.mask.pixels is not None
    assert psd.picture(base.mask.pixels).getextrema() == (77, 77)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_other_colour_modes_come_as_srgb(tmp_path: Path, mode: str) -> None:
    psd = PSDImage.new(mode, (8, 8))
    psd.create_pixel_layer(Image.new("RGB", (8, 8), (200, 200, 200)), name="Grey")
    psd.save(tmp_path / "a.psd")
    found = read_psd(tmp_path / "a.psd")
    pixels = found.document.layers[0].pixels
    assert pixels is not None
    colour = found.picture(pixels).getpixel((2, 2))
    assert isinstance(colour, tuple)
    assert max(abs(v - 200) for v in colour[:3]) <= 12


def test_lab_comes_as_srgb(tmp_path: Path) -> None:
    psd = PSDImage.new("LAB", (8, 8))
    psd.create_pixel_layer_from_array(np.full((8, 8, 3), (128, 128, 128), np.uint8), "Grey")
    psd.save(tmp_path / "a.psd")
    found = read_psd(tmp_path / "a.psd")
    pixels = found.document.layers[0].pixels
    assert pixels is not None
    assert found.picture(pixels).getpixel((2, 2)) == (119, 119, 119, 255), "L* 50"
    assert found.document.notes == ("Lab colours",)


def test_a_document_without_layers(tmp_path: Path) -> None:
    PSDImage.frompil(Image.new("RGB", (9, 7), (1, 2, 3))).save(tmp_path / "a.psd")
    found = read_psd(tmp_path / "a.psd")
    assert found.document.layers == ()
    assert found.document.merged is not None
    assert found.picture(found.document.merged).getpixel((0, 0)) == (1, 2, 3, 255)


def opened(psd: PSDImage, folder: Path) -> PsdLayer:
    """The one layer of a document."""
    psd.save(folder / "a.psd")
    (only,) = read_psd(folder / "a.psd").document.layers
    return only


def test_texts(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (400, 200))
    layer = psd.create_pixel_layer(Image.new("RGB", (200, 30)), name="Headline", top=20, left=10)
    runs = [
        {"text": "Весна (50 %), ", "size": 30.0, "red": 1.0},
        {
            "text": "тепло",
            "font": 1,
            "size": 20.0,
            "auto": "false",
            "leading": 36.0,
            "tracking": 50,
            "caps": 2,
        },
    ]
    box, twice = (0.0, 0.0, 200.0, 80.0), (2.0, 0.0, 0.0, 2.0, 10.0, 30.0)
    make_text(layer, runs, ["Golos-Bold", "Literata-Italic"], justification=2, box=box, transform=twice)
    text = opened(psd, tmp_path).text
    assert text is not None
    assert text.text == "Весна (50 %), тепло"
    assert (text.align, text.box, text.transform, text.warped) == ("center", box, twice, False)
    one, two = text.runs
    assert (one.font, one.size, one.colour, one.leading) == ("Golos-Bold", 60, (255, 0, 0), 0)
    assert (two.font, two.size, two.leading, two.tracking, two.caps) == ("Literata-Italic", 40, 72, 50, "all")


def test_warped_texts_are_told(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (400, 200))
    layer = psd.create_pixel_layer(Image.new("RGB", (200, 30)), name="Arc")
    make_text(layer, [{"text": "Hi"}], ["Golos-Bold"], warp="warpArc")
    text = opened(psd, tmp_path).text
    assert text is not None
    assert text.warped
    assert text.box is None


def test_effects(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    shadow = {
        "Md  ": "BlnM.Mltp", "Clr ": (10.0, 20.0, 30.0), "Opct": 75.0, "uglg": False, "lagl": 120.0, "Dstn": 5.0,
        "Ckmt": 25.0, "blur": 8.0,
    }  # fmt: skip
    stroke = {
        "Styl": "FStl.InsF",
        "PntT": "FrFl.SClr",
        "Md  ": "BlnM.Nrml",
        "Opct": 100.0,
        "Sz  ": 3.0,
        "Clr ": (255.0, 0.0, 0.0),
    }
    add_effects(layer, DrSh=shadow, FrFX=stroke)
    found = {effect.kind: effect for effect in opened(psd, tmp_path).effects}
    drop, line = found["shadow"], found["stroke"]
    assert (drop.blend, drop.opacity, drop.colour) == ("multiply", 0.75, (10, 20, 30))
    assert (drop.angle, drop.distance, drop.size, drop.spread) == (120, 5, 8, 0.25)
    assert (line.position, line.size, line.colour) == ("inside", 3, (255, 0, 0))


def test_bevel_satin_and_contours(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    bevel = {
        "hglM": "BlnM.Scrn", "hglC": (255.0, 250.0, 240.0), "hglO": 60.0, "sdwM": "BlnM.Mltp", "sdwC": (1.0, 2.0, 3.0),
        "sdwO": 40.0, "bvlT": "bvlT.SfBL", "bvlS": "BESl.PlEb", "uglg": False, "lagl": 30.0, "Lald": 25.0, "srgR": 120.0,
        "blur": 9.0, "bvlD": "BESs.In  ", "Sftn": 3.0,
    }  # fmt: skip
    satin = {
        "Md  ": "BlnM.Mltp", "Clr ": (7.0, 8.0, 9.0), "Opct": 50.0, "Invr": True, "lagl": 19.0, "Dstn": 11.0, "blur": 14.0,
    }  # fmt: skip
    shadow = {
        "Md  ": "BlnM.Mltp",
        "Opct": 75.0,
        "uglg": False,
        "lagl": 90.0,
        "Dstn": 5.0,
        "Ckmt": 0.0,
        "blur": 8.0,
    }
    add_effects(layer, ebbl=bevel, ChFX=satin, DrSh={**shadow, "TrnS": [(0, 0), (128, 40), (255, 255)]})
    cast, sheen, relief = opened(psd, tmp_path).effects
    assert (cast.kind, cast.plain) == ("shadow", False)
    assert (sheen.kind, sheen.inverted, sheen.distance, sheen.size, sheen.colour) == (
        "satin",
        True,
        11,
        14,
        (7, 8, 9),
    )
    assert (relief.kind, relief.style, relief.up, relief.size, relief.soften) == (
        "bevel",
        "pillow",
        False,
        9,
        3,
    )
    assert (relief.angle, relief.altitude, relief.depth, relief.plain) == (30, 25, 1.2, True)
    assert (relief.colour, relief.blend, relief.opacity) == ((1, 2, 3), "multiply", 0.4)
    assert (relief.light, relief.light_blend, relief.light_opacity) == ((255, 250, 240), "screen", 0.6)
    add_effects(layer, ebbl={**bevel, "bvlT": "bvlT.PrBL"}, DrSh={**shadow, "TrnS": [(0, 0), (255, 255)]})
    cast, relief = opened(psd, tmp_path).effects
    assert (cast.plain, relief.plain) == (True, False)


def test_ways_of_blending_that_are_not_carried_over_say_so(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    layer.create_mask(Image.new("L", (20, 10), 99))
    for tag, value in ((Tag.LAYER_MASK_AS_GLOBAL_MASK, 1), (Tag.TRANSPARENCY_SHAPES_LAYER, 0)):
        layer.tagged_blocks[tag] = TaggedBlock(key=tag, data=ByteElement(value))
    shaped = "transparency that doesn't shape the layer"
    assert opened(psd, tmp_path).notes == (shaped,)
    add_effects(layer, SoFi={"Md  ": "BlnM.Nrml", "Opct": 100.0, "Clr ": (1.0, 2.0, 3.0)})
    assert opened(psd, tmp_path).notes == ("a mask that hides the effects, too", shaped)


def test_effects_whose_paint_is_not_known_say_so(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    plain = {"Md  ": "BlnM.Nrml", "Opct": 100.0}
    noise = Descriptor(name="", classID=b"Grdn")
    pattern = Descriptor(name="", classID=b"Ptrn")
    pattern[b"Nm  "], pattern[b"Idnt"] = String("Dots"), String("none-such")
    stroke = {**plain, "Styl": "FStl.OutF", "PntT": "FrFl.Ptrn", "Sz  ": 3.0, "Ptrn": pattern}
    glow = {**plain, "Ckmt": 0.0, "blur": 8.0, "Grad": noise}
    add_effects(layer, GrFl={**plain, "Grad": noise}, FrFX=stroke, OrGl=glow)
    kinds = {one.kind for one in opened(psd, tmp_path).effects}
    assert kinds == {
        "gradient-overlay of noise or a shape burst",
        "glow of noise or a shape burst",
        "stroke of a pattern that isn't stored",
    }


def test_effects_of_older_documents(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    shadow = {
        "Md  ": "BlnM.Mltp",
        "Opct": 75.0,
        "uglg": False,
        "lagl": 49.0,
        "Dstn": 14.0,
        "Ckmt": 0.0,
        "blur": 5.0,
    }
    add_effects(layer, old=True, DrSh=shadow)
    (drop,) = opened(psd, tmp_path).effects
    assert (drop.kind, drop.cast, drop.blur) == ("shadow", (-9.0, 11.0), 4.0)  # as Photoshop paints it


def test_conditions_of_blending(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    assert opened(psd, tmp_path).blend_if == ()
    ranges = layer._record.blending_ranges
    ranges.composite_ranges = [
        (0, 0xC8FF),
        (0x0A14, 0xFFFF),
    ]  # own: whites 200 to 255; below: blacks 10 to 20
    ranges.channel_ranges[1] = [(0x1E1E, 0xFFFF), (0, 0xFFFF)]
    grey, green = opened(psd, tmp_path).blend_if
    assert (grey.channel, grey.own, grey.below) == ("grey", (0, 0, 200, 255), (10, 20, 255, 255))
    assert (green.channel, green.own, green.below) == ("green", (30, 30, 255, 255), (0, 0, 255, 255))


CUBE = "LUT_3D_SIZE 2\n" + "\n".join(f"{b} {g} {r}" for b in (0, 1) for g in (0, 1) for r in (0, 1))


def descriptor(**fields: Any) -> Any:
    found = DescriptorBlock(name="", classID=b"null")
    for key, value in fields.items():
        found[key.encode("ascii")] = value
    return found


@pytest.mark.parametrize(
    ("tag", "data", "wanted"),
    [
        (
            Tag.CHANNEL_MIXER,
            ChannelMixer(1, 0, [90, 10, 0, 0, -5], struct.pack(">15h", 0, 100, 0, 0, 0, 5, 0, 95, 0, 0, *[0] * 5)),
            {"adjust": "channel-mixer",
             "mix": {"red": [90, 10, 0, -5], "green": [0, 100, 0, 0], "blue": [5, 0, 95, 0]}},
        ),
        (
            Tag.CHANNEL_MIXER, ChannelMixer(1, 1, [40, 40, 20, 0, 7], b"\0" * 30),
            {"adjust": "channel-mixer", "mix": {"grey": [40, 40, 20, 7]}},
        ),
        (
            Tag.SELECTIVE_COLOR,
            SelectiveColor(1, 1, [(0, 0, 0, 0), (10, -20, 300, 0), *[(0, 0, 0, 0)] * 7, (0, 0, 0, -9)]),
            {"adjust": "selective-colour", "selective": {"reds": [10, -20, 100, 0], "blacks": [0, 0, 0, -9]},
             "relative": False},
        ),
        (
            Tag.COLOR_BALANCE, ColorBalance((0, 0, 0), (10, 0, -20), (1, 2, 3), 1),
            {"adjust": "colour-balance", "balance": {"midtones": [10, 0, -20], "highlights": [1, 2, 3]},
             "keep_light": True},
        ),
        (
            Tag.PHOTO_FILTER, PhotoFilter(2, None, 0, (0xECEC, 0x8A8A, 0, 0), 25, 1),
            {"adjust": "photo-filter", "pane": "#EC8A00", "density": 25, "keep_light": True},
        ),
        (
            Tag.BLACK_AND_WHITE,
            descriptor(**{"Rd  ": Integer(30), "useTint": Bool(True), "tintColor": made_value((225.0, 211.0, 179.0))}),
            {"adjust": "black-white", "tint": "#E1D3B3",
             "weights": {"reds": 30, "yellows": 60, "greens": 40, "cyans": 60, "blues": 20, "magentas": 80}},
        ),
    ],
)  # fmt: skip
def test_adjustments(tmp_path: Path, tag: Tag, data: Any, wanted: dict[str, Any]) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    layer.tagged_blocks[tag] = TaggedBlock(key=tag, data=data)
    found = opened(psd, tmp_path)
    assert found.adjust == wanted
    assert found.notes == ()


def test_knockout_and_the_background(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    found = opened(psd, tmp_path)
    assert (found.knockout, found.background) == ("none", False)
    for value, name in ((1, "shallow"), (2, "deep"), (7, "none")):
        block = TaggedBlock(key=Tag.KNOCKOUT_SETTING, data=ByteElement(value))
        layer.tagged_blocks[Tag.KNOCKOUT_SETTING] = block
        assert opened(psd, tmp_path).knockout == name
    record = layer._record
    at = next(i for i, channel in enumerate(record.channel_info) if channel.id == -1)
    del record.channel_info[at], layer._channels[at]
    assert opened(psd, tmp_path).background


def test_a_lookup_brings_its_file(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", (40, 20))
    layer = psd.create_pixel_layer(Image.new("RGB", (20, 10)), name="One")
    data = ColorLookup(name="", classID=b"null", version=1, data_version=16)
    data[b"LUT3DFileData"] = RawData(CUBE.encode("ascii"))
    data[b"LUT3DFileName"] = String("C:\\Looks\\Teal.CUBE")
    layer.tagged_blocks[Tag.COLOR_LOOKUP] = TaggedBlock(key=Tag.COLOR_LOOKUP, data=data)
    found = opened(psd, tmp_path)
    assert found.adjust == {"adjust": "lookup", "lookup": "Teal.CUBE"}
    assert found.lookup == CUBE.encode("ascii")
    data[b"LUT3DFileData"] = RawData(b"no table")
    found = opened(psd, tmp_path)
    assert found.adjust is None
    assert found.notes == ("the adjustment 'colorlookup'",)


def resource(number: int, content: bytes, length: int | None = None) -> bytes:
    told = len(content) if length is None else length
    return b"8BIM" + struct.pack(">HHI", number, 0, told) + content + bytes(len(content) % 2)


@pytest.mark.parametrize(
    "resources",
    [
        resource(1011, b"\1" * 7),  # print flags as Photoshop 2.5 wrote them
        resource(1050, b"no slices"),
        resource(1037, b"\0\0\0\x1e")
        + resource(1050, b"\0" * 12, length=10),  # two bytes longer than it says
        resource(1037, b"\0\0\0\x1e") + resource(1050, b"\0" * 12, length=999),
    ],
)
def test_old_and_damaged_resources_cost_nothing(file: Path, resources: bytes) -> None:
    data = file.read_bytes()
    start = 30 + int.from_bytes(data[26:30], "big")
    end = start + 4 + int.from_bytes(data[start : start + 4], "big")
    file.write_bytes(data[:start] + struct.pack(">I", len(resources)) + resources + data[end:])
    assert [layer.name for layer in read_psd(file).document.layers] == ["Ground", "Group"]


def test_more_channels_than_the_format_says(tmp_path: Path) -> None:
    plain = bytes(10 * 10)
    (tmp_path / "a.psd").write_bytes(header(channels=57) + bytes(14) + plain * 57)
    assert read_psd(tmp_path / "a.psd").document.merged is not None


def header(**fields: int) -> bytes:
    given = {"version": 1, "channels": 3, "height": 10, "width": 10, "depth": 8, "mode": 3, **fields}
    return b"8BPS" + struct.pack(
        ">H6xHIIHH", *(given[name] for name in ("version", "channels", "height", "width", "depth", "mode"))
    )


BAD = {
    "empty": b"",
    "another file": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "header cut": b"8BPS\x00\x01",
    "version": header(version=9) + bytes(100),
    "no width": header(width=0) + bytes(100),
    "too wide": header(width=40_000) + bytes(100),
    "too many pixels": header(width=30_000, height=30_000) + bytes(100),
    "channels": header(channels=0) + bytes(100),
    "depth": header(depth=7) + bytes(100),
    "colour mode": header(mode=6) + bytes(100),
    "nothing after the header": header(),
    "hostile lengths": header() + b"\xff" * 200,
    "hostile layer count": header() + bytes(8) + struct.pack(">IIh", 40, 30, -32768) + bytes(60),
    "hostile resources": header() + bytes(4) + struct.pack(">I", 0x7FFFFFFF) + b"8BIM" * 20,
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_bad_documents_are_one_clear_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.psd").write_bytes(data)
    with pytest.raises(DesignError) as caught:
        read_psd(tmp_path / "bad.psd")
    finding = caught.value.findings[0]
    assert finding.code in ("bad-psd", "picture-too-large", "bad-picture")
    assert finding.file.endswith("bad.psd")
    assert "\n" not in finding.line()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_truncated_documents(file: Path, share: float) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    try:
        read_psd(file)
    except DesignError as error:
        assert error.findings[0].code in ("bad-psd", "bad-picture")


def test_the_childs_limits_hold(file: Path) -> None:
    for tight, what in (
        (Limits(document_layers=2), "more than 2 layers"),
        (Limits(document_pixels=1000), "million pixels"),
        (Limits(pixels=100), "40 × 30 px"),
    ):
        old = set_limits(tight)
        try:
            with pytest.raises(DesignError, match=what):
                read_psd(file)
        finally:
            set_limits(old)


def test_altered_bytes_never_crash(file: Path) -> None:
    """Two bytes set to 255, here and there, one file each: a document or one line."""
    data = file.read_bytes()
    for place in range(26, min(len(data), 3000), 149):
        file.write_bytes(data[:place] + b"\xff\xff" + data[place + 2 :])
        try:
            read_psd(file)
        except DesignError as error:
            assert len(error.findings) == 1
