"""SVG text already scanned → pixels, by resvg (the only rasteriser). Runs in the decoding child."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from designer_app.errors import fail
from designer_app.pictures.header import check_size
from designer_app.pictures.limits import Limits

if TYPE_CHECKING:
    from PIL import Image


def rasterise_text(text: str, width: int, height: int, limits: Limits) -> Image.Image:
    """The drawing scaled, in its own ratio, to fit width × height; RGBA with straight alpha."""
    import resvg_py
    from PIL import Image

    check_size((width, height), limits)
    # Without a dpi, resvg-py takes every cm, mm, in and pt for nothing.
    try:
        data = resvg_py.svg_to_bytes(
            svg_string=text, width=width, height=height, dpi=96.0, languages=["en"], skip_system_fonts=True
        )
    except ValueError as fault:
        raise fail(
            "bad-svg",
            found=" ".join(str(fault).split())[:120],
            expected="a drawing that can be rendered",
            remedy="save the drawing again as plain SVG",
        ) from None
    return Image.open(io.BytesIO(data), formats=("PNG",)).convert("RGBA")
