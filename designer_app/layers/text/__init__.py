"""Text: paragraphs of runs in type styles, in the order in which they become nodes: record, runs, layout, nodes."""

from designer_app.layers.text.layout import layout
from designer_app.layers.text.nodes import build
from designer_app.layers.text.record import Harmony, Near, Scrim, SplitFill, TextLayer, TextRun
from designer_app.layers.text.runs import paragraphs, source_text

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
    "source_text",
]
