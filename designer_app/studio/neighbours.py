"""Components of the templates in the folders beside a document's: a project shares them without keeping them twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.library import read_template
from designer_app.design.template import Template
from designer_app.editor.structure import layer_from
from designer_app.errors import DesignError, fail
from designer_app.studio.desk import Desk
from designer_app.studio.placed_files import keep, kept_name

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


class Borrowed(msgspec.Struct, frozen=True):
    """A neighbour's component as this template takes it: its name here, plain data of it and of those inside it, where each
    comes from, and their pictures by the names that they are kept under."""

    name: str
    components: dict[str, dict[str, Any]]
    origins: dict[str, str]
    pictures: dict[str, Path]

    def keep(self, desk: Desk) -> None:
        """Copy the pictures beside this template."""
        for path in self.pictures.values():
            keep(desk, path.read_bytes(), path.suffix)


def borrowed(desk: Desk, source: str, known_as: str = "") -> Borrowed:
    """A neighbour's component (``FOLDER::NAME``). A name that is another component here gets the folder's before it, unless
    that one follows the neighbour's already, or ``known_as`` says how it is called here.

    Raises ``DesignError``."""
    folder_name, _, name = source.partition(APART)
    folder = desk.session.folder.resolve().parent / folder_name
    theirs = read_template(folder).template.components
    own, origins = desk.session.state.template.components, desk.session.state.template.origins
    if name not in theirs:
        raise fail(
            "unknown-component", file=str(folder), found=f"'{name}'", expected="a component of that template"
        )
    needed: dict[str, dict[str, Any]] = {}
    pictures: dict[str, Path] = {}

    def need(one: str) -> None:
        if one in theirs and one not in needed:
            needed[one] = msgspec.to_builtins(theirs[one])
            for inner in _uses(needed[one]):
                need(inner)

    need(name)
    fetched = {one: taken(folder, data, {}, pictures) for one, data in needed.items()}
    followed = {origin: one for one, origin in origins.items()}
    names = {
        one: followed.get(f"{folder_name}{APART}{one}")
        or (one if one not in own or _same(own[one], data) else f"{folder_name}_{one}".replace("-", "_"))
        for one, data in fetched.items()
    }
    if known_as:
        names[name] = known_as
    return Borrowed(
        names[name], {names[one]: taken(folder, data, names, pictures) for one, data in fetched.items()},
        {names[one]: f"{folder_name}{APART}{one}" for one in fetched}, pictures,
    )  # fmt: skip


def changed(desk: Desk) -> list[Borrowed]:
    """Components here that are another now where they come from; a neighbour that is gone or broken changes nothing."""
    template, found = desk.session.state.template, []
    for name, source in template.origins.items():
        try:
            theirs = borrowed(desk, source, name)
        except (DesignError, OSError):
            continue
        if any(
            one not in template.components or not _same(template.components[one], data)
            for one, data in theirs.components.items()
        ):
            found.append(theirs)
    return found


def _same(layer: object, data: dict[str, Any]) -> bool:
    return bool(msgspec.json.encode(layer) == msgspec.json.encode(layer_from(data)))


def _uses(data: dict[str, Any]) -> list[str]:
    found = [str(data["of"])] if data.get("kind") == "component" else []
    for inner in data.get("layers", ()):
        found += _uses(inner)
    return found


def taken(
    folder: Path, data: dict[str, Any], names: dict[str, str], pictures: dict[str, Path]
) -> dict[str, Any]:
    """The data with components and pictures under their names here; the pictures' files are noted in ``pictures``."""
    made = dict(data)
    if made.get("kind") == "component":
        made["of"] = names.get(made["of"], made["of"])
    source = made.get("source")
    if isinstance(source, str) and ":" not in source and "{" not in source and (folder / source).is_file():
        made["source"] = kept_name((folder / source).read_bytes(), Path(source).suffix)
        pictures[made["source"]] = folder / source
    if "layers" in made:
        made["layers"] = [taken(folder, inner, names, pictures) for inner in made["layers"]]
    return made
