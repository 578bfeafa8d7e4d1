"""Which deviations hold for one cell, applied to a page's layers in order of scope."""

from __future__ import annotations

import copy
import functools
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from designer_app.design.template import LoadedTemplate, Override, Page
from designer_app.errors import DesignError, Finding, did_you_mean
from designer_app.known_types import read_as
from designer_app.layers.group import layers_of


class Cell(msgspec.Struct, frozen=True):
    """The scope of one file: class, size id, row key, the kit's names (``Kit.names``), language, ``WIDTHxHEIGHT``.
    All may be empty."""

    size_class: str = ""
    size: str = ""
    row: str = ""
    kits: tuple[str, ...] = ()
    lang: str = ""
    pixels: str = ""


def holds(override: Override, cell: Cell) -> bool:
    return (
        (not override.size_class or override.size_class == cell.size_class)
        # one deviation serves every platform's size of the same pixels
        and (not override.size or override.size in (cell.size, cell.pixels))
        and (not override.row or override.row == cell.row)
        and (not override.kit or override.kit in cell.kits)
        and (not override.lang or override.lang == cell.lang)
    )


def in_order(overrides: Sequence[Override], cell: Cell) -> list[Override]:
    """Those that hold in the cell, weakest first; within one rank a kit's own after those of the kits that it
    descends from; equals keep the order of the file."""

    def strength(override: Override) -> tuple[int, int, int]:
        return (*override.rank, -cell.kits.index(override.kit) if override.kit else 0)

    return sorted((o for o in overrides if holds(o, cell)), key=strength)


def adapted_pages(loaded: LoadedTemplate, cell: Cell, extra: tuple[Override, ...] = ()) -> tuple[Page, ...]:
    """The template's pages with all overrides of the cell applied.

    ``extra`` are the job's (rows'). Raises ``DesignError`` naming the override and the field when the
    result is no longer a valid layer.
    """
    if not any(holds(override, cell) for override in extra):  # the rows without deviations share their pages
        return _cached_pages(loaded.digest, _Ref(loaded), msgspec.structs.replace(cell, row=""))
    return _apply(loaded, in_order((*loaded.template.overrides, *extra), cell))


class _Ref:
    """Lets the cache hold a template by its digest alone."""

    def __init__(self, loaded: LoadedTemplate) -> None:
        self.loaded = loaded

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ref)


@functools.lru_cache(256)
def _cached_pages(_digest: str, ref: _Ref, cell: Cell) -> tuple[Page, ...]:
    return _apply(ref.loaded, in_order(ref.loaded.template.overrides, cell))


def _apply(loaded: LoadedTemplate, overrides: list[Override]) -> tuple[Page, ...]:
    if not overrides:
        return loaded.template.expanded.pages
    pages = [msgspec.to_builtins(page) for page in loaded.template.expanded.pages]
    index: dict[str, list[dict[str, Any]]] = {}
    for page in pages:
        index.setdefault("@" + page["name"], []).append(page)
        _index(page.get("layers", ()), index)
    for override in overrides:
        for target in index.get(override.layer, ()):
            for field, value in override.set.items():
                set_field(
                    target, field, copy.deepcopy(value)
                )  # a weaker scope must not see what a stronger one sets inside
    try:
        return msgspec.convert(pages, read_as(tuple[Page, ...]))
    except msgspec.ValidationError as fault:
        from designer_app.design.misfits import misfit

        place = "overrides of " + ", ".join(sorted({o.layer for o in overrides}))
        raise DesignError(
            misfit(fault, pages, tuple[Page, ...], code="bad-override", file=loaded.file, place=place)
        ) from None


def _index(layers: Sequence[dict[str, Any]], index: dict[str, list[dict[str, Any]]]) -> None:
    for layer in layers:
        index.setdefault(layer["name"], []).append(layer)
        _index(layer.get("layers", ()), index)


def set_field(target: dict[str, Any], field: str, value: Any) -> None:
    """Set a dotted field (``form.radius``, ``runs.0.scale``) of plain data, making what lies between."""
    *heads, last = field.split(".")
    here: Any = target
    for head in heads:
        at: Any = int(head) if isinstance(here, list) else head
        step = here[at] if isinstance(here, list) else here.get(head)
        if isinstance(step, tuple):
            step = here[at] = list(step)
        elif step is None:
            step = here[at] = {}  # also where a weaker deviation has taken the whole away
        here = step
    if isinstance(here, list):
        here[int(last)] = value
    else:
        here[last] = value


def stale(
    loaded: LoadedTemplate, overrides: Sequence[Override], file: str, rows: Collection[str] | None = None
) -> list[Finding]:
    """Overrides whose layer, page or top field no longer exists, or whose row, where the table's keys are known."""
    fields: dict[str, set[str]] = {}
    for page in loaded.template.expanded.pages:
        fields.setdefault("@" + page.name, set()).update(page.__struct_fields__)
        for layer in layers_of(page.layers):
            fields.setdefault(layer.name, set()).update(layer.__struct_fields__)
    found = []
    for number, override in enumerate(overrides):
        place = f"overrides[{number}]"
        if rows is not None and override.row and override.row not in rows:
            found.append(
                Finding(
                    code="stale-override", severity="warning", file=file, place=place,
                    found=f"row '{override.row}'", expected="the key of a row of the table",
                    remedy=did_you_mean(override.row, rows),
                )
            )  # fmt: skip
        known = fields.get(override.layer)
        if known is None:
            found.append(
                Finding(
                    code="stale-override", severity="warning", file=file, place=place,
                    found=f"layer '{override.layer}'", expected="a layer of this template",
                    remedy=did_you_mean(override.layer, fields),
                )
            )  # fmt: skip
            continue
        found.extend(
            Finding(
                code="stale-override",
                severity="warning",
                file=file,
                place=f"{place}.set.{field}",
                found=f"field '{field}' of '{override.layer}'",
                expected="a field of that layer",
                remedy=did_you_mean(field.split(".")[0], known),
            )
            for field in override.set
            if field.split(".")[0] not in known
        )
    return found
