"""Runs of glyphs as text operators (9.4): the fonts' own ids, exact positions, and the words they stand for."""

from __future__ import annotations

import itertools
from unicodedata import bidirectional

from designer_app.export.pdf.programs import characters, width
from designer_app.export.pdf.syntax import number, numbers
from designer_app.scene.nodes import FontRef, Glyphs

UNSEEN, CLIP = 3, 7  # text rendering modes (table 104)


def shown(node: Glyphs, font: str, mode: int = 0) -> str:
    """The run's text object. y of the artboard grows downwards, so the text matrix mirrors.

    Positions are told as corrections of the advances, which the reader adds up as the file has them: errors don't
    add up.
    """
    lines = ["BT", f"/{font} 1 Tf"]
    if mode:
        lines.append(f"{mode} Tr")
    size = node.size
    at = 0
    while at < len(node.ids):
        end = at + 1
        while end < len(node.ids) and node.ys[end] == node.ys[at]:
            end += 1
        lines.append(f"{numbers(size, 0, 0, -size, node.xs[at], node.ys[at])} Tm")
        lines.append(_line(node, at, end))
        at = end
    lines.append("ET")
    return "\n".join(lines)


def _line(node: Glyphs, start: int, end: int) -> str:
    """Glyphs of one baseline as one TJ."""
    parts: list[str] = []
    codes = ""
    pen = 0.0  # thousandths of the em from the first glyph, as the reader counts
    for i in range(start, end):
        wanted = (node.xs[i] - node.xs[start]) / node.size * 1000
        gap = round(pen - wanted, 2)
        if gap:
            if codes:
                parts.append(f"<{codes}>")
                codes = ""
            parts.append(number(gap, 2))
            pen -= gap
        codes += f"{node.ids[i]:04X}"
        pen += width(node.font, node.ids[i])
    parts.append(f"<{codes}>")
    return f"[{''.join(parts)}] TJ"


def meanings(node: Glyphs) -> dict[int, str]:
    """Glyph id → the source text of its cluster; a cluster's later glyphs have none."""
    found: dict[int, str] = {}
    for glyph, text in zip(node.ids, _texts(node), strict=True):
        found.setdefault(glyph, text)
    return found


def needs_words(node: Glyphs) -> bool:
    """Whether the font's own map read glyph by glyph would give other words than the run's.

    Never from right to left: readers turn such words round themselves, ``ActualText`` too (PDFium, Poppler).
    """
    if any(bidirectional(char) in ("R", "AL") for char in node.text):
        return False
    known = characters(node.font)
    return "".join(known.get(glyph, "") for glyph in node.ids) != node.text


def _texts(node: Glyphs) -> list[str]:
    """Each glyph's share of the text, clusters in whatever direction."""
    if len(node.clusters) != len(node.ids):
        return [""] * len(node.ids)
    starts = sorted({*node.clusters, len(node.text)})
    after = dict(itertools.pairwise(starts))
    texts: list[str] = []
    seen: set[int] = set()
    for start in node.clusters:
        texts.append("" if start in seen else node.text[start : after.get(start, len(node.text))])
        seen.add(start)
    return texts


def to_unicode(ref: FontRef, glyphs: dict[int, str]) -> bytes:
    """The font's ToUnicode map (9.10.3): its own characters, else what the page's text says."""
    own = characters(ref)
    pairs = [(glyph, own.get(glyph) or text) for glyph, text in sorted(glyphs.items())]
    rows = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in pairs if text]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
            "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
        ]
    ).encode("ascii")  # fmt: skip
