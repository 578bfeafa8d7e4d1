"""Floor 1: the decoding door. Pictures and SVG made by others → facts, pixels, outlines; nothing harms us."""

from __future__ import annotations

from designer_app.pictures.door import decode, facts, facts_by_digest, forget
from designer_app.pictures.keeper import expect
from designer_app.pictures.limits import Limits, limits, set_limits
from designer_app.pictures.measures import luminance, trim_box
from designer_app.pictures.path_data import parse_path_data
from designer_app.pictures.records import PictureFacts
from designer_app.pictures.svg import SvgDrawing, rasterise, read_paths
from designer_app.pictures.trusted import is_trusted, trust

__all__ = [
    "Limits",
    "PictureFacts",
    "SvgDrawing",
    "decode",
    "expect",
    "facts",
    "facts_by_digest",
    "forget",
    "is_trusted",
    "limits",
    "luminance",
    "parse_path_data",
    "rasterise",
    "read_paths",
    "set_limits",
    "trim_box",
    "trust",
]
