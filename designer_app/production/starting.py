"""Templates and kits begun from a copy of a good one, or from a document of another program."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.kit import load_kit
from designer_app.design.library import find_kit, find_template, kit_names, read_template, template_names
from designer_app.errors import DesignError, Finding, fail
from designer_app.files import write_bytes, write_text
from designer_app.production import importing
from designer_app.production.schemas import schema_of

_SCHEMA = "template.schema.json"
_TEMPLATE, _KIT = "news", "med"  # what is copied when nothing is named
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_LINEAGE_FIELD = re.compile(r'"lineage"\s*:\s*\[[^\]]*\]\s*,\s*')
_NAME_FIELD = re.compile(r'("name"\s*:\s*)\{[^{}]*\}')


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A new folder: its files, what it was copied from, what to do next."""

    folder: Path
    source: str
    files: tuple[str, ...]
    steps: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def new_template(name: str, parent: Path, source: str = "", kit: str = "") -> Made:
    """Copy a template to ``parent/name`` under a new title; or make one of a document of another program.

    ``source`` is a template or a file (SVG, PSD), whose texts then take type styles of ``kit``. Raises
    ``DesignError``: ``bad-name``, ``already-there``, an unknown source or kit (usage), a document that can't
    be read.
    """
    if importing.can_import(source):
        return _from_document(name, parent, Path(source), kit)
    known = template_names()
    loaded = find_template(source or (_TEMPLATE if _TEMPLATE in known else known[0]))
    folder = _fresh(name, parent)
    files = (*_copied(loaded.folder, folder, "template.json", _titled(name)), _SCHEMA)
    _add_schema(folder)
    kit = loaded.template.home or "med"
    table = folder / loaded.template.example
    return Made(
        folder=folder, source=loaded.id, files=files,
        steps=(
            f"change {folder / 'template.json'}: editors complete and check it by {_SCHEMA}",
            f"look at it: designer render {folder} --kit {kit} --size 1080x1080 --data {table} --row {_first_key(table)} -o look.png",
            f"check it:   designer check {folder}",
        ),
    )  # fmt: skip


def _from_document(name: str, parent: Path, source: Path, kit_name: str) -> Made:
    kit = find_kit(kit_name or (_KIT if _KIT in kit_names() else kit_names()[0]))
    found = importing.read_document(source, kit)
    folder = _fresh(name, parent)
    files = importing.write_imported(found, folder, _titled(name), kit, str(source))
    _add_schema(folder)
    size = f"{found.width}x{found.height}"
    return Made(
        folder=folder, source=str(source), files=(*files, _SCHEMA), findings=found.notes,
        steps=(
            f"look at it: designer render {folder} --kit {kit.id} --size {size} -o look.png",
            f"what was flattened or not understood: {folder / importing.REPORT}",
            f"change {folder / 'template.json'}: editors complete and check it by {_SCHEMA}",
        ),
    )  # fmt: skip


def new_kit(
    name: str, parent: Path, source: str = "", tokens: Sequence[Path] = (), fonts: Sequence[Path] = ()
) -> Made:
    """A kit in ``parent/name``: a copy of ``source``; or made from token files of a brand, when these are given
    without a source; or, given both, the copy with one file's tokens laid over its own.

    ``fonts`` are copied into a kit made from tokens. Raises ``DesignError``: ``bad-name``, ``already-there``,
    an unknown source (usage), tokens or fonts that can't be read.
    """
    if tokens and not source:
        return _imported(name, parent, tokens, fonts)
    kit = find_kit(source or (_KIT if _KIT in kit_names() else kit_names()[0]))
    if len(tokens) > 1 or fonts:
        error = fail(
            "wrong-use", found="several token files or fonts with --from", expected="one file laid over a copied kit",
            remedy="leave --from away: a kit is then made from the tokens alone",
        )  # fmt: skip
        error.usage = True
        raise error
    given = _tokens(tokens[0]) if tokens else None
    folder = _fresh(name, parent)
    files = _copied(kit.folder, folder, "kit.json", _titled(name))
    path = folder / "kit.json"
    write_text(path, _descended(path.read_text(encoding="utf-8"), (name, *kit.names)))
    if given is not None:
        path = folder / kit.file.tokens
        merged = _laid_over(json.loads(path.read_text(encoding="utf-8")), given)
        write_text(path, json.dumps(merged, ensure_ascii=False, indent=1) + "\n")
    return _made_kit(folder, kit.id, files, ())


def _imported(name: str, parent: Path, tokens: Sequence[Path], fonts: Sequence[Path]) -> Made:
    from designer_app.production.kit_import import kit_files

    made, findings = kit_files(_titled(name), tokens, fonts, str(parent / name / "tokens.json"))
    folder = _fresh(name, parent)
    for file, data in made.items():
        write_bytes(folder / file, data)
    source = tokens[0].name + (f" and {len(tokens) - 1} more" if len(tokens) > 1 else "")
    return _made_kit(folder, source, tuple(made), findings)


def _made_kit(folder: Path, source: str, files: tuple[str, ...], findings: Sequence[Finding]) -> Made:
    kit = load_kit(folder)
    return Made(
        folder=folder, source=source, files=files, findings=(*findings, *kit.findings),
        steps=(
            f"change colours and type in {folder / kit.file.tokens}, fonts and logos in {folder / 'kit.json'}",
            f"see it on a template: designer render news --kit {folder} --size 1080x1080 --set headline=Hello -o look.png",
            f"check it:             designer check {folder}",
        ),
    )  # fmt: skip


def _first_key(table: Path) -> str:
    from designer_app.production.rows import load_rows

    try:
        return load_rows(table).keys[0]
    except DesignError:
        return "KEY"


def _fresh(name: str, parent: Path) -> Path:
    if not _NAME.fullmatch(name):
        error = fail(
            "bad-name", found=f"'{name}'", expected="small letters, digits, - and _, as in spring-sale",
        )  # fmt: skip
        error.usage = True
        raise error
    folder = parent / name
    if folder.exists():
        raise fail("already-there", file=str(folder), expected="a new name", remedy="choose another name")
    return folder


def _titled(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _copied(source: Path, folder: Path, main: str, title: str) -> tuple[str, ...]:
    """Copy a folder's regular files, the main one with a new title; names in a fixed order."""
    files = []
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if (
            not path.is_file()
            or path.is_symlink()
            or any(part.startswith((".", "__")) for part in name.split("/"))
        ):
            continue
        data = path.read_bytes()
        if name == main:
            data = _renamed(data.decode("utf-8"), title).encode("utf-8")
        write_bytes(folder / name, data)
        files.append(name)
    return tuple(files)


def _add_schema(folder: Path) -> None:
    """The schema beside a template that names it; what was written is read back."""
    write_text(folder / _SCHEMA, json.dumps(schema_of("template"), ensure_ascii=False, indent=1) + "\n")
    _point_to_schema(folder / "template.json")
    read_template(folder)


def _point_to_schema(path: Path) -> None:
    """Name the schema at the head of a template, everything else as it is written."""
    text = path.read_text(encoding="utf-8")
    head = re.sub(r'\A\s*\{(\s*"\$schema"\s*:\s*"[^"]*"\s*,)?', "", text)
    write_text(path, "{\n  " + f'"$schema": "{_SCHEMA}",' + head)


def _renamed(text: str, title: str) -> str:
    """The JSON text with its first ``name`` replaced, everything else as it is written."""
    label = json.dumps({"en": title}, ensure_ascii=False)
    return _NAME_FIELD.sub(lambda found: found[1] + label, text, count=1)


def _descended(text: str, names: Sequence[str]) -> str:
    """The kit's JSON text with these names as its lineage, everything else as it is written."""
    text = _LINEAGE_FIELD.sub("", text, count=1)
    field = f', "lineage": {json.dumps(list(names), ensure_ascii=False)}'
    return _NAME_FIELD.sub(lambda found: found[0] + field, text, count=1)


def _tokens(path: Path) -> dict[str, Any]:
    from designer_app.design.strict_json import parse_json

    file = str(path)
    try:
        value = parse_json(path.read_text(encoding="utf-8"), file=file)
    except OSError as fault:
        raise fail(
            "cannot-read",
            file=file,
            found=fault.strerror or str(fault),
            expected="a file of W3C design tokens",
        ) from None
    except UnicodeDecodeError as fault:
        raise fail("bad-encoding", file=file, found=f"byte {fault.start}", expected="UTF-8") from None
    if not isinstance(value, dict):
        raise fail("wrong-type", file=file, found=type(value).__name__, expected="an object of design tokens")
    return value


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Groups are joined; a token of ``above`` replaces the one below."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if (
            isinstance(value, dict)
            and isinstance(old, dict)
            and "$value" not in value
            and "$value" not in old
        ):
            merged[key] = _laid_over(old, value)
        else:
            merged[key] = value
    return merged
