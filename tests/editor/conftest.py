"""A small document to edit: a group, a stack, expressions between layers, a deviation of a class."""

from __future__ import annotations

import msgspec
import pytest

from designer_app.design.template import Template
from designer_app.editor.state import State

DOCUMENT = {
    "name": {"en": "Test"},
    "slots": {"headline": {"type": "text", "label": {"en": "Headline"}}},
    "classes": {"square": {"artboard": [1080, 1080]}, "story": {"artboard": [1080, 1920]}},
    "pages": [
        {
            "name": "main",
            "layers": [
                {"kind": "shape", "name": "ground", "x": 0, "y": 0, "w": "W", "h": "H", "fill": "surface"},
                {
                    "kind": "group", "name": "card", "x": 100, "y": 100, "w": 400, "h": 300,
                    "layers": [
                        {"kind": "shape", "name": "plate", "x": 0, "y": 0, "w": 400, "h": 300, "fill": "accent"},
                        {"kind": "text", "name": "headline", "text": "{{ headline }} now", "x": 20, "y": 20, "w": 360},
                    ],
                },
                {"kind": "text", "name": "note", "text": "A note", "x": "card.x", "y": "card.bottom + 24", "w": 300,
                 "fill": "accent"},
                {"kind": "image", "name": "photo", "source": "{{ photo }}", "right": "W - M", "bottom": "H - M",
                 "w": 200, "h": 200},
            ],
        },
    ],
    "overrides": [{"class": "story", "layer": "note", "set": {"y": "card.bottom + 60"}}],
}  # fmt: skip


@pytest.fixture
def state() -> State:
    return State(template=msgspec.convert(DOCUMENT, Template))
