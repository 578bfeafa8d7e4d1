"""PDF from Scenes: vectors, text as text, pictures at the page's resolution.

``drawing`` turns one Scene into one page's operators; ``writer`` puts pages and fonts into a file. Section numbers in
this room are those of ISO 32000-2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

    from designer_app.export.records import EncodeSettings, FileMeta


def encode(image: Image.Image, settings: EncodeSettings, meta: FileMeta) -> bytes:
    """A page that is a picture, as a contact sheet is; Scenes go through ``documents``."""
    from designer_app.export.pdf.documents import picture_page

    return picture_page(image, settings, meta)


def version() -> str:
    """What writes the file: part of the file key."""
    import pikepdf
    import uharfbuzz

    return f"pikepdf {pikepdf.__version__} harfbuzz {uharfbuzz.version_string()}"
