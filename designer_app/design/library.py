"""Finding templates and kits by name or folder, and reading them with every fault named."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any

import msgspec

from designer_app.data_files import data_root
from designer_app.design.kit import Kit, load_kit
from designer_app.design.strict_json import not_utf8, parse_json
from designer_app.design.template import FORMAT, LoadedTemplate, Template
from designer_app.errors import DesignError, Finding, did_you_mean, fail, told_of
from designer_app.files import digest
from designer_app.known_types import read_as


def template_names() -> list[str]:
    return sorted(p.parent.name for p in data_root("templates").glob("*/template.json"))


def kit_names() -> list[str]:
    return sorted(p.parent.name for p in data_root("brand_kits").glob("*/kit.json"))


def _folder(name: str, kind: str, file: str, root: Path, known: list[str]) -> Path:
    """A known name, a folder, or the file itself. Raises ``DesignError`` (usage) for anything else."""
    if name in known:
        return root / name
    path = Path(name)
    if path.name == file:
        path = path.parent
    if os.path.isfile(path / file):
        return path
    error = fail(
        f"unknown-{kind}", found=f"'{name}'", expected=f"a {kind}'s name or a folder with {file}",
        remedy=_titled(name, root, file, known) or did_you_mean(name, known),
    )  # fmt: skip
    error.usage = True
    raise error


def _titled(name: str, root: Path, file: str, known: list[str]) -> str:
    """A remedy that names what is called so in the studio: «Товар» is ``product``; "" where nothing is."""
    for one in known:
        try:
            titles = msgspec.json.decode((root / one / file).read_bytes()).get("name")
        except (OSError, msgspec.DecodeError, AttributeError):
            continue
        if isinstance(titles, dict) and name.casefold() in {
            str(title).casefold() for title in titles.values()
        }:
            return f"did you mean '{one}'?"
    return ""


def find_template(name: str) -> LoadedTemplate:
    """Raises ``DesignError``: unknown name (usage) or a broken file."""
    folder = _folder(name, "template", "template.json", data_root("templates"), template_names())
    return read_template(folder)


def find_kit(name: str) -> Kit:
    """Raises ``DesignError``: unknown name (usage) or a broken file."""
    folder = _folder(name, "kit", "kit.json", data_root("brand_kits"), kit_names())
    return _kit(folder, _state(folder))


@functools.lru_cache(16)
def _kit(folder: Path, state: tuple[tuple[str, int, int], ...]) -> Kit:
    return load_kit(folder)


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """A kit's own files by size and time: a program that runs for long sees when one is saved."""
    found = [(path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return tuple((str(path), status.st_size, status.st_mtime_ns) for path, status in found)


def read_template(folder: Path) -> LoadedTemplate:
    """Read ``template.json`` of a folder, migrated to the current format."""
    from designer_app.design.migrations import migrate

    path = folder / "template.json"
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise fail(
            "cannot-read", file=str(path), found=fault.strerror or str(fault), expected="a template.json"
        ) from None
    try:
        data = parse_json(raw.decode("utf-8"), file=str(path))
    except UnicodeDecodeError as fault:
        raise not_utf8(fault, str(path)) from None
    try:
        if isinstance(data, dict) and data.get("format", FORMAT) != FORMAT:
            data = migrate(data, str(path))
        template = msgspec.convert(data, read_as(Template))
        _ = template.expanded  # kept with it: what is wrong with its components is told here, of this file
    except DesignError as error:
        raise told_of(error, file=str(path)) from None
    except msgspec.ValidationError as fault:
        raise DesignError(template_misfit(fault, data, str(path))) from None
    return LoadedTemplate(id=folder.resolve().name, folder=folder, digest=digest(raw), template=template)


def template_misfit(fault: msgspec.ValidationError, data: Any, file: str) -> Finding:
    """What of a template's plain data is no template."""
    from designer_app.design.misfits import misfit

    return misfit(fault, data, Template, code="bad-template", file=file, schema="template")
