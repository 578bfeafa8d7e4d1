"""Photoshop documents with parts that psd-tools reads but has no call to make: text layers and effects."""

from __future__ import annotations

from typing import Any

from psd_tools.constants import Tag
from psd_tools.psd.descriptor import (
    Bool,
    Descriptor,
    DescriptorBlock,
    DescriptorBlock2,
    Double,
    Enumerated,
    List,
    RawData,
    String,
    UnitFloat,
)
from psd_tools.psd.engine_data import EngineData
from psd_tools.psd.tagged_blocks import TaggedBlock, TypeToolObjectSetting
from psd_tools.terminology import Unit

STYLE = """/StyleSheet << /StyleSheetData << /Font {font} /FontSize {size} /AutoLeading {auto} /Leading {leading}
 /Tracking {tracking} /FontCaps {caps} /Underline {underline}
 /FillColor << /Type 1 /Values [ 1.0 {red} {green} {blue} ] >> >> >>"""


def engine_data(runs: list[dict[str, Any]], fonts: list[str], justification: int, box: str) -> bytes:
    """Photoshop's engine data of a text of one paragraph."""
    text = "".join(str(run["text"]) for run in runs) + "\r"
    plain = {
        "font": 0, "size": 24.0, "auto": "true", "leading": 0.0, "tracking": 0, "caps": 0, "underline": "false",
        "red": 0.0, "green": 0.0, "blue": 0.0,
    }  # fmt: skip
    styles = " ".join("<< " + STYLE.format(**{**plain, **run}) + " >>" for run in runs)
    lengths = [len(str(run["text"])) for run in runs]
    lengths[-1] += 1
    head = b"\n\n<< /EngineDict << /Editor << /Text " + _string(text) + b" >> "
    rest = f"""/ParagraphRun << /RunArray [ << /ParagraphSheet << /Properties << /Justification {justification} >> >> >> ]
 /RunLengthArray [ {len(text)} ] >>
 /StyleRun << /RunArray [ {styles} ] /RunLengthArray [ {" ".join(map(str, lengths))} ] >>
 /Rendered << /Shapes << /Children [ << /Cookie << /Photoshop << {box} >> >> >> ] >> >> >>
 /ResourceDict << /FontSet [ FONTS ]
 /TheNormalStyleSheet 0 /StyleSheetSet [ << /StyleSheetData << /FontSize 12.0 >> >> ] >> >>"""
    names = b" ".join(b"<< /Name " + _string(font) + b" /Script 0 >>" for font in fonts)
    return head + rest.encode("ascii").replace(b"FONTS", names)


def _string(text: str) -> bytes:
    coded = b"\xfe\xff" + text.encode("utf-16-be")
    for sign in (b"\\", b"(", b")"):
        coded = coded.replace(sign, b"\\" + sign)
    return b"(" + coded + b")"


def make_text(
    layer: Any,
    runs: list[dict[str, Any]],
    fonts: list[str],
    *,
    transform: tuple[float, ...] = (1.0, 0.0, 0.0, 1.0, 10.0, 30.0),
    justification: int = 0,
    box: tuple[float, float, float, float] | None = None,
    warp: str = "warpNone",
) -> None:
    """Turn a pixel layer into a text layer that shows these pixels."""
    shape = (
        f"/ShapeType 1 /BoxBounds [ {' '.join(map(str, box))} ]"
        if box
        else "/ShapeType 0 /PointBase [ 0.0 0.0 ]"
    )
    words = "".join(str(run["text"]) for run in runs)
    data = DescriptorBlock(name="", classID=b"TxLr")
    data[b"Txt "] = String(words)
    data[b"EngineData"] = RawData(EngineData.frombytes(engine_data(runs, fonts, justification, shape)))  # type: ignore[arg-type]
    bent = DescriptorBlock(name="", classID=b"warp")
    bent[b"warpStyle"] = Enumerated(typeID=b"warpStyle", enum=warp.encode("ascii"))
    setting = TypeToolObjectSetting(
        version=1, transform=transform, text_version=50, text_data=data, warp_version=1, warp=bent
    )
    key = Tag.TYPE_TOOL_OBJECT_SETTING
    layer.tagged_blocks[key] = TaggedBlock(key=key, data=setting)


def add_effects(layer: Any, *, old: bool = False, **effects: dict[str, Any]) -> None:
    """Layer effects by Photoshop's four-letter keys, as ``DrSh={"Opct": 75.0, "blur": 8.0, …}``; ``old`` as before
    CC 2015, where they didn't say that they are present."""
    block = DescriptorBlock2(name="", classID=b"null")
    block[b"masterFXSwitch"] = Bool(True)
    for key, fields in effects.items():
        effect = Descriptor(name="", classID=key.encode("ascii"))
        effect[b"enab"] = Bool(True)
        if not old:
            effect[b"present"] = Bool(True)
        for name, value in fields.items():
            effect[name.encode("ascii")] = made_value(value)
        block[key.encode("ascii")] = effect
    tag = Tag.OBJECT_BASED_EFFECTS_LAYER_INFO
    layer.tagged_blocks[tag] = TaggedBlock(key=tag, data=block)


def made_value(value: Any) -> Any:
    """As a descriptor holds it: a tuple is a colour, a list the points of a contour, ``TYPE.NAME`` one of a list, a
    number a length."""
    if isinstance(value, list):
        curve = Descriptor(name="", classID=b"ShpC")
        curve[b"Crv "] = List([_point(*place) for place in value])
        return curve
    if isinstance(value, Descriptor):
        return value
    if isinstance(value, bool):
        return Bool(value)
    if isinstance(value, tuple):
        colour = Descriptor(name="", classID=b"RGBC")
        for key, part in zip((b"Rd  ", b"Grn ", b"Bl  "), value, strict=True):
            colour[key] = Double(part)
        return colour
    if isinstance(value, str):
        kind, name = value.split(".")
        return Enumerated(typeID=kind.encode("ascii"), enum=name.encode("ascii"))
    return UnitFloat(unit=Unit.Pixels, value=value)


def _point(x: float, y: float) -> Descriptor:
    found = Descriptor(name="", classID=b"CrPt")
    found[b"Hrzn"], found[b"Vrtc"] = Double(x), Double(y)
    return found
