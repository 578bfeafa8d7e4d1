"""Components of the templates in the folders beside a document's: a project shares them without keeping them twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.library import read_template
from designer_app.design.template import Template
from designer_app.editor.structure import layer_from
from designer_app.errors import DesignError
from designer_app.studio.desk import Desk
from designer_app.studio.placed_files import keep

_MOST = 60  # templates that are looked into
APART = "::"  # between a neighbour's folder and the component's name


def neighbours(desk: Desk) -> dict[str, Template]:
    """Folder name → template, of those beside the document's that keep components."""
    folder = desk.session.folder.resolve()
    found: dict[str, Template] = {}
    for path in sorted(folder.parent.glob("*/template.json"))[:_MOST]:
        if path.parent == folder:
            continue
        try:
            template = read_template(path.parent).template
        except DesignError:
            continue  # another document's fault is told when that is opened
        if template.components:
            found[path.parent.name] = template
    return found


def borrowed(desk: Desk, source: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """A neighbour's component (``FOLDER::NAME``) as this template takes it: the name, and plain data of it and of those
    inside it. Their pictures are copied. A name that is another component here gets the folder's before it.

    Raises ``DesignError``."""
    folder_name, _, name = source.partition(APART)
    folder = desk.session.folder.resolve().parent / folder_name
    theirs = read_template(folder).template.components
    own = desk.session.state.template.components
    needed: dict[str, dict[str, Any]] = {}

    def need(one: str) -> None:
        if one in theirs and one not in needed:
            needed[one] = msgspec.to_builtins(theirs[one])
            for inner in _uses(needed[one]):
                need(inner)

    need(name)
    taken = {one: _taken(desk, folder, data, {}) for one, data in needed.items()}
    names = {
        one: one if one not in own or _same(own[one], data) else f"{folder_name}_{one}".replace("-", "_")
        for one, data in taken.items()
    }
    return names.get(name, name), {
        names[one]: _taken(desk, folder, data, names) for one, data in taken.items()
    }


def _same(layer: object, data: dict[str, Any]) -> bool:
    return bool(msgspec.json.encode(layer) == msgspec.json.encode(layer_from(data)))


def _uses(data: dict[str, Any]) -> list[str]:
    found = [str(data["of"])] if data.get("kind") == "component" else []
    for inner in data.get("layers", ()):
        found += _uses(inner)
    return found


def _taken(desk: Desk, folder: Path, data: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    made = dict(data)
    if made.get("kind") == "component":
        made["of"] = names.get(made["of"], made["of"])
    source = made.get("source")
    if isinstance(source, str) and ":" not in source and "{" not in source and (folder / source).is_file():
        made["source"] = keep(desk, (folder / source).read_bytes(), Path(source).suffix)
    if "layers" in made:
        made["layers"] = [_taken(desk, folder, inner, names) for inner in made["layers"]]
    return made
