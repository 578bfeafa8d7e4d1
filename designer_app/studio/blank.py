"""A new, empty design of a size: a template folder with one page and one headline slot."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from designer_app.design.sizes import load_sizes, parse_size, size_class
from designer_app.design.template import Template
from designer_app.design.writing import template_text
from designer_app.files import write_text


def blank_template(size: str, parent: Path) -> Path:
    """Make ``parent/untitled…`` for a size. Raises ``DesignError``: unknown size, a folder that can't be written."""
    wanted = parse_size(size, load_sizes(None))
    name = size_class(wanted.width, wanted.height)
    number, folder = 1, parent / "untitled"
    while folder.exists():
        number += 1
        folder = parent / f"untitled-{number}"
    folder.mkdir(parents=True)
    data = {
        "name": {"en": "Untitled", "ru": "Без названия"},
        "slots": {"headline": {"type": "text", "label": {"en": "Headline", "ru": "Заголовок"}, "default": "Headline"}},
        "classes": {name: {"artboard": [wanted.width, wanted.height]}},
        "pages": [
            {
                "name": "main",
                "layers": [
                    {
                        "kind": "text", "name": "headline", "role": "heading", "text": "{{ headline }}", "style": "display",
                        "size": "0.12*S", "min_size": "0.05*S", "max_lines": 3, "x": "M", "right": "W - M", "y": "M",
                    }
                ],
            }
        ],
    }  # fmt: skip
    write_text(folder / "template.json", template_text(msgspec.convert(data, Template)))
    rows = [{"_key": "first", "headline": "Headline"}]
    write_text(folder / "rows.json", json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return folder
