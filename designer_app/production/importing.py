"""A document of another program as a template: what was read, the report of it, and the folder that is written.

Each reader is a module with ``read(path, kit) -> Imported``; ``READERS`` names them by file suffix. A reader
makes layers as plain data, as they stand in ``template.json``; they are checked when the template is read back.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.latin import latin
from designer_app.design.sizes import MAX_PIXELS, MAX_SIDE, size_class
from designer_app.design.writing import json_text
from designer_app.errors import DesignError, Finding, fail
from designer_app.files import write_bytes, write_text
from designer_app.known_types import read_as

READERS: Mapping[str, str] = {
    ".svg": "designer_app.production.svg_import",
    ".svgz": "designer_app.production.svg_import",
    ".psd": "designer_app.production.psd_import",
    ".psb": "designer_app.production.psd_import",
}
REPORT = "import.md"
_TABLE = "rows.json"
_LONGEST_NAME = 40

LayerData = dict[str, Any]
Outcome = Literal["flattened", "left-out", "changed"]
_TITLES: dict[Outcome, str] = {
    "flattened": "Kept as a picture or drawing, not editable",
    "left-out": "Left out",
    "changed": "Looks or behaves differently",
}


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader found. Sizes in px; ``layers`` bottom to top as in ``template.json``, names unique.

    ``files`` lie beside the template (relative name → bytes). ``slots`` are as in ``template.json``: each text
    that is a candidate for a slot, its own words as default. ``ground`` is the page's fill. ``notes`` say, one
    for each element, what was flattened, left out or changed (``note``).
    """

    width: int
    height: int
    layers: tuple[LayerData, ...]
    files: dict[str, bytes] = {}
    slots: dict[str, dict[str, Any]] = {}
    ground: Any = "#FFFFFF"
    notes: tuple[Finding, ...] = ()


def note(outcome: Outcome, file: str, place: str, found: str, expected: str = "") -> Finding:
    """One line of the report: ``place`` names the element as its program does, ``expected`` what became of it."""
    return Finding(
        code=f"import-{outcome}",
        severity="note" if outcome == "flattened" else "warning",
        file=file,
        place=place,
        found=found,
        expected=expected,
    )


def literal(text: str) -> str:
    """Words that are no template."""
    return text if "{{" not in text and "{%" not in text else "{% raw %}" + text + "{% endraw %}"


class Names:
    """Layer and slot names made of what people wrote: ``Заголовок 1`` → ``zagolovok_1``; no two alike."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = set(taken)

    def take(self, wish: str, otherwise: str) -> str:
        """A free name as near to ``wish`` as the rules allow; ``otherwise`` where nothing of it is left."""
        base = _plain(wish) or otherwise
        name, number = base, 2
        while name in self._taken:
            name, number = f"{base}_{number}", number + 1
        self._taken.add(name)
        return name


def can_import(source: str) -> bool:
    """Whether ``--from`` names a document to be read rather than a template."""
    return Path(source).suffix.lower() in READERS


def read_document(path: Path, kit: Kit) -> Imported:
    """Read a document; texts take type styles of ``kit``. Raises ``DesignError`` naming file and fault."""
    module = importlib.import_module(READERS[path.suffix.lower()])
    found: Imported = module.read(path, kit)
    if not (1 <= found.width <= MAX_SIDE and 1 <= found.height <= MAX_SIDE):
        raise _bad_size(path, found)
    if found.width * found.height > MAX_PIXELS:
        raise _bad_size(path, found)
    return found


def template_data(found: Imported, title: str, kit: Kit) -> dict[str, Any]:
    """The template as plain data."""
    return {
        "format": 1,
        "name": {"en": title},
        "kind": "post",
        "home": kit.id,
        "slots": found.slots,
        "classes": {size_class(found.width, found.height): {"artboard": [found.width, found.height]}},
        "pages": [{"name": "main", "ground": found.ground, "layers": list(found.layers)}],
        "example": _TABLE,
    }


def write_imported(found: Imported, folder: Path, title: str, kit: Kit, source: str) -> tuple[str, ...]:
    """Write template, table, files and report into ``folder``; gives the names written, in order."""
    data = template_data(found, title, kit)
    check_layers(data, source)
    names = ["template.json", _TABLE, REPORT]
    write_text(folder / "template.json", json_text(data, top=True))
    row = {"_key": "original", **{name: slot.get("default", "") for name, slot in found.slots.items()}}
    write_text(folder / _TABLE, json.dumps([row], ensure_ascii=False, indent=1) + "\n")
    write_text(folder / REPORT, report(found, source))
    for name in sorted(found.files):
        write_bytes(folder / name, found.files[name])
        names.append(name)
    return tuple(names)


def check_layers(data: dict[str, Any], source: str) -> None:
    """Raises ``DesignError`` when a reader made what is no template, before anything is written."""
    from designer_app.design.library import template_misfit
    from designer_app.design.template import Template

    try:
        msgspec.convert(data, read_as(Template))
    except msgspec.ValidationError as fault:
        raise DesignError(template_misfit(fault, data, source)) from None


def report(found: Imported, source: str) -> str:
    """The report as a Markdown text for people."""
    lines = [
        f"# Import of {Path(source).name}",
        "",
        f"{found.width} × {found.height} px, {_count(found.layers)} layers, {len(found.slots)} slots, "
        f"{len(found.files)} files.",
    ]
    for outcome, title in _TITLES.items():
        mine = [n for n in found.notes if n.code == f"import-{outcome}"]
        if mine:
            lines += ["", f"## {title}", ""]
            lines += [f"- {n.place}: {n.found}" + (f" → {n.expected}" if n.expected else "") for n in mine]
    if not found.notes:
        lines += ["", "Everything was understood."]
    return "\n".join(lines) + "\n"


def _count(layers: tuple[LayerData, ...] | list[LayerData]) -> int:
    return sum(1 + _count(layer.get("layers", [])) for layer in layers)


def _bad_size(path: Path, found: Imported) -> DesignError:
    return fail(
        "size-out-of-range", file=str(path), found=f"{found.width}×{found.height} px",
        expected=f"sides up to {MAX_SIDE} px, at most {MAX_PIXELS // 1_000_000} million pixels",
    )  # fmt: skip


def _plain(text: str) -> str:
    """Small Latin letters, digits and single underscores, a letter first; "" when nothing is left."""
    spelled = re.sub(r"\W+", "_", latin(text.lower()))
    ascii_only = spelled.encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "_", ascii_only)[:_LONGEST_NAME].strip("_")
    return words if words[:1].isalpha() else f"layer_{words}" if words else ""
