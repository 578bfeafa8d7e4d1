"""Text: paragraphs of runs in type styles, in the order in which they become nodes: record, parts, runs, paragraphs,
layout, nodes."""

from designer_app.layers.text.layout import layout, room_above
from designer_app.layers.text.nodes import build
from designer_app.layers.text.paragraphs import paragraphs
from designer_app.layers.text.parts import parts_in_hand, source_text
from designer_app.layers.text.record import Harmony, Near, Scrim, SplitFill, TextLayer, TextRun

__all__ = [
    "Harmony",
    "Near",
    "Scrim",
    "SplitFill",
    "TextLayer",
    "TextRun",
    "build",
    "layout",
    "paragraphs",
    "parts_in_hand",
    "room_above",
    "source_text",
]
