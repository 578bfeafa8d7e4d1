"""The settings that a fit tries, from loose to tight, and what text looks like at each.

``Block.fit`` lists what may give way, in order: each step goes to its end before the next begins. Sizes walk the
fixed ladder; width (of a variable font) goes by 2 %, tracking by 0.005 em, leading by 0.02, lines one by one.
What depends on the size itself (tracking of large type, optical size) is put in at each.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

import msgspec

from designer_app.scene.nodes import FontRef
from designer_app.text.fonts import face
from designer_app.text.ladder import ladder
from designer_app.text.records import Block, FitStep, Paragraph, RunStyle

_BY_SIZE = (FitStep("size"),)
_OPTICAL = (
    6,
    8,
    10,
    12,
    14,
    16,
    18,
    20,
    24,
    28,
    32,
    36,
    42,
    48,
    60,
    72,
    96,
    120,
    144,
)  # px; between them: the lower
_WIDTH, _TRACKING, _LEADING = 2.0, 0.005, 0.02


class Setting(NamedTuple):
    """One try. ``stretch`` is a percentage of the font's own width, ``tracking`` em to add."""

    size: float
    stretch: float
    tracking: float
    leading: float
    lines: int | None


def settings(block: Block) -> tuple[Setting, ...]:
    """All tries in order, none twice."""
    found = [Setting(ladder(block.size)[0], 100.0, 0.0, block.leading, block.max_lines)]
    steps = block.fit or _BY_SIZE
    if block.min_size and not any(step.by == "size" for step in steps):
        steps += _BY_SIZE
    for step in steps:
        last = found[-1]
        if step.by == "size":
            sizes = ladder(block.size, step.to or block.min_size)
            found += [last._replace(size=size) for size in sizes[1:]]
        elif step.by == "width":
            found += [last._replace(stretch=value) for value in _down(100.0, step.to, _WIDTH)]
        elif step.by == "tracking":
            found += [last._replace(tracking=value) for value in _down(0.0, step.to, _TRACKING)]
        elif step.by == "leading":
            found += [last._replace(leading=value) for value in _down(block.leading, step.to, _LEADING)]
        elif last.lines is not None:
            found += [last._replace(lines=count) for count in range(last.lines + 1, int(step.to) + 1)]
    return tuple(found)


@lru_cache(maxsize=256)
def _down(start: float, end: float, by: float) -> tuple[float, ...]:
    """Below ``start`` by equal steps to ``end``, which is the last."""
    count = max(0, round((start - end) / by + 0.499))
    return tuple(max(end, round(start - i * by, 4)) for i in range(1, count + 1))


def look_at(block: Block, setting: Setting) -> tuple[float, float, int]:
    """What the shapes of glyphs and their distances depend on: settings that agree in it share a preparation."""
    rung = 0
    for paragraph in block.paragraphs:
        for run in paragraph.runs:
            if run.style.optical:
                rung = bisect_right(_OPTICAL, setting.size)
    for paragraph in block.paragraphs:
        for run in paragraph.runs:
            rung = rung * 8 + sum(setting.size >= at for at, _ in run.style.tracking_at)
    return setting.stretch, setting.tracking, rung


def depends_on_size(block: Block) -> bool:
    """Whether a size has a look of its own."""
    for paragraph in block.paragraphs:
        for run in paragraph.runs:
            if run.style.tracking_at or run.style.optical:
                return True
    return False


def set_to(block: Block, setting: Setting) -> Block:
    """The block with one setting, nothing left to fit."""
    return msgspec.structs.replace(
        block,
        paragraphs=tuple(_paragraph(paragraph, setting) for paragraph in block.paragraphs),
        size=setting.size,
        min_size=0.0,
        leading=setting.leading,
        max_lines=setting.lines,
        fit=(),
    )


def _paragraph(paragraph: Paragraph, setting: Setting) -> Paragraph:
    runs = tuple(msgspec.structs.replace(run, style=_style(run.style, setting)) for run in paragraph.runs)
    marker = paragraph.marker
    if marker is not None:
        marker = msgspec.structs.replace(marker, style=_style(marker.style, setting))
    return msgspec.structs.replace(paragraph, runs=runs, marker=marker)


@lru_cache(maxsize=4096)
def _style(style: RunStyle, setting: Setting) -> RunStyle:
    tracking = style.tracking
    for at, value in style.tracking_at:
        if setting.size >= at:
            tracking = value
    fonts = style.fonts
    if setting.stretch != 100 or style.optical:
        optical = setting.size * style.scale if style.optical else 0.0
        fonts = tuple(_font(font, setting.stretch, optical) for font in fonts)
    return msgspec.structs.replace(
        style, fonts=fonts, tracking=tracking + setting.tracking, tracking_at=(), optical=False
    )


def _font(font: FontRef, stretch: float, optical: float) -> FontRef:
    """The font at another width and optical size, as far as its axes go."""
    own = dict(font.axes)
    wanted = dict(own)
    for tag, low, default, high in face(font).axes:
        if tag == "wdth" and stretch != 100:
            wanted[tag] = min(high, max(low, own.get(tag, default) * stretch / 100))
        if tag == "opsz" and optical:
            rung = float(_OPTICAL[max(0, bisect_right(_OPTICAL, optical) - 1)])
            wanted[tag] = min(high, max(low, rung))
    if wanted == own:
        return font
    return msgspec.structs.replace(font, axes=tuple(sorted(wanted.items())))
