"""What a person calls a layer: its name where that is one, else its title in their language."""

from __future__ import annotations

import re

from designer_app.editor.command import Command
from designer_app.editor.commands import Single, Together
from designer_app.editor.fields import Rename, SetFields
from designer_app.editor.where import Where
from designer_app.layers.base import LayerBase


def called(layer: LayerBase, text: str, language: str) -> Command:
    """The command that has the layer shown as ``text``: in English words that make a name become its name, which expressions
    go by; anything else is its title in that language, and the name stays."""
    name = "_".join(text.lower().split())
    fits = language == "en" and re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None
    title = {spoken: said for spoken, said in layer.title.items() if spoken != language}
    if not fits:
        title[language] = text
    steps: list[Single] = []
    if title != layer.title:
        steps.append(SetFields(layers=(layer.name,), fields={"title": title or None}, where=Where()))
    if fits and name != layer.name:
        steps.append(Rename(layer=layer.name, name=name))
    return steps[0] if len(steps) == 1 else Together(commands=tuple(steps), named=f"Rename {layer.name}")
