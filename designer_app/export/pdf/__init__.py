"""PDF from Scenes: vectors, text as text, pictures at the page's resolution.

``drawing`` turns one Scene into one page's operators; ``writer`` puts pages and fonts into a file. Section numbers in
this room are those of ISO 32000-2.
"""

from __future__ import annotations


def version() -> str:
    """What writes the file: part of the file key."""
    import pikepdf
    import uharfbuzz

    return f"pikepdf {pikepdf.__version__} harfbuzz {uharfbuzz.version_string()}"
