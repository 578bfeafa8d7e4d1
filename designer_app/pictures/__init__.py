"""Floor 1: the decoding door. Pictures and SVG made by others → facts, pixels, outlines; nothing harms us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.pictures.limits import Limits, limits, set_limits

if TYPE_CHECKING:
    from designer_app.pictures.door import (
        decode,
        decode_pixels,
        decoded_size,
        expect_pixels,
        facts,
        facts_by_digest,
        forget,
        scaled,
    )
    from designer_app.pictures.keeper import expect, page_done
    from designer_app.pictures.measures import (
        focal_point,
        ink_share,
        luminance,
        on_paper,
        plain_ground,
        trim_box,
    )
    from designer_app.pictures.path_data import parse_path_data
    from designer_app.pictures.pixels import Pixels
    from designer_app.pictures.records import PictureFacts
    from designer_app.pictures.svg import SvgDrawing, rasterise, read_paths
    from designer_app.pictures.trusted import is_trusted, trust

__all__ = [
    "Limits",
    "PictureFacts",
    "Pixels",
    "SvgDrawing",
    "decode",
    "decode_pixels",
    "decoded_size",
    "expect",
    "expect_pixels",
    "facts",
    "facts_by_digest",
    "focal_point",
    "forget",
    "ink_share",
    "is_trusted",
    "limits",
    "luminance",
    "on_paper",
    "page_done",
    "parse_path_data",
    "plain_ground",
    "rasterise",
    "read_paths",
    "scaled",
    "set_limits",
    "trim_box",
    "trust",
]

_HOMES = {
    "decode": "door", "facts": "door", "facts_by_digest": "door", "forget": "door", "decode_pixels": "door", "expect_pixels": "door",
    "decoded_size": "door", "scaled": "door", "Pixels": "pixels", "expect": "keeper", "page_done": "keeper",
    "focal_point": "measures", "ink_share": "measures", "luminance": "measures", "on_paper": "measures", "plain_ground": "measures", "trim_box": "measures",
    "parse_path_data": "path_data", "PictureFacts": "records", "SvgDrawing": "svg", "rasterise": "svg",
    "read_paths": "svg", "is_trusted": "trusted", "trust": "trusted",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Import the module behind a name when it is asked for: the decoding child needs only its own."""
    if name not in _HOMES:
        raise AttributeError(name)
    import importlib

    found: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
