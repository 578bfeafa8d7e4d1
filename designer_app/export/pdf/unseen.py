"""Words that a drawing stands for, as text that nobody sees: found, selected and copied where the drawing is."""

from __future__ import annotations

from designer_app.export.pdf.images import deflated, part_name
from designer_app.export.pdf.records import Part
from designer_app.export.pdf.stream import Stream
from designer_app.export.pdf.syntax import number
from designer_app.scene.geometry import Box

_HEAD = (
    "/Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0 /LastChar 0"
    " /Widths [500] /Encoding << /Type /Encoding /Differences [0 /words] >> /Resources << >>"
)
_NO_INK = "500 0 0 0 500 700 d1"  # with a box: PDFium leaves out letters that have none
_CAPS = 0.7  # em, the height of what usually stands for letters: so readers see one line


def write_unseen(on: Stream, words: str, area: Box) -> None:
    """``words`` over ``area``. Readers pass over ``ActualText`` round drawings without text, so one glyph of a
    font made for these words (Type 3, 9.6.4), which has no ink, is their text."""
    font = on.use("Font", _font(on, words))
    wide, high = (
        2 * area.width,
        area.height / _CAPS,
    )  # half an em: Poppler takes letters of Type 3 fonts to be so wide
    place = f"{number(wide)} 0 0 {number(-high)} {number(area.x0)} {number(area.y1)} Tm"
    on.put("BT", f"/{font} 1 Tf", place, "<00> Tj", "ET")


def _font(on: Stream, words: str) -> str:
    links = (("CharProcs/words", _stream(on, _NO_INK)), ("ToUnicode", _stream(on, _map(words))))
    return _kept(on, Part(_HEAD, None, links))


def _stream(on: Stream, operators: str) -> str:
    return _kept(on, Part("/Filter /FlateDecode", deflated(operators.encode("ascii"))))


def _kept(on: Stream, part: Part) -> str:
    on.shared.parts[part_name(part)] = part
    return part_name(part)


def _map(words: str) -> str:
    """The ToUnicode map (9.10.3) of the one code."""
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CMapName /Words def",
            "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange", "1 beginbfchar",
            f"<00> <{words.encode('utf-16-be').hex().upper()}>", "endbfchar", "endcmap",
            "CMapName currentdict /CMap defineresource pop", "end", "end",
        ]
    )  # fmt: skip
