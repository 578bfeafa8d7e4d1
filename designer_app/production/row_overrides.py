"""Columns that change a layer instead of filling a slot: ``headline.fill``, ``photo.opacity``, and a layer's own name over
true and false, as in Photoshop's data sets. Each full cell is a deviation of its row."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from designer_app.design.slots import column_names
from designer_app.design.template import LoadedTemplate, Override
from designer_app.layers.group import layers_of
from designer_app.production.data.records import cell_text, is_blank
from designer_app.production.headings import bare_heading, folded_heading
from designer_app.production.rows import Rows
from designer_app.production.where import number_of

_YES = {"true", "yes", "1", "да", "истина", "show", "visible"}
_NO = {"false", "no", "0", "нет", "ложь", "hide", "hidden"}
_NEVER = {
    "name",
    "text",
    "source",
    "layers",
    "repeat",
    "runs",
    "lock",
    "mask_picture",
}  # a row fills slots instead
# Words of other programs: property → field of ours.
_SYNONYMS = {
    "color": "fill", "colour": "fill", "text_color": "fill", "font_color": "fill", "fill_color": "fill", "font_size": "size",
    "font_size_maximum": "size", "max_font_size": "size", "font_size_minimum": "min_size", "min_font_size": "min_size",
    "letter_spacing": "tracking", "line_height": "leading", "width": "w", "height": "h", "alignment": "align",
    "x_alignment": "align", "y_alignment": "valign", "visibility": "visible", "text_transform": "case", "hide": "visible",
    "border_radius": "radius", "max_lines": "max_lines",
}  # fmt: skip
_HEADING = re.compile(r"(.+?)\.([A-Za-z_][\w.]*)")


class _Column(msgspec.Struct, frozen=True):
    layer: str
    field: str
    negated: bool = False


def row_overrides(
    rows: Rows, loaded: LoadedTemplate, mapped: Collection[str] = ()
) -> tuple[Mapping[str, tuple[Override, ...]], tuple[str, ...]]:
    """The deviations of rows by key, and the columns that they come from. ``mapped`` columns mean something else."""
    columns = _columns(rows, loaded, mapped)
    found: dict[str, tuple[Override, ...]] = {}
    for row, key in zip(rows.rows, rows.keys, strict=True) if columns else ():
        sets: dict[str, dict[str, Any]] = {}
        for heading, column in columns.items():
            if not is_blank(row.get(heading)):
                sets.setdefault(column.layer, {})[column.field] = _value(row[heading], column)
        if sets:
            found[key] = tuple(Override(layer=layer, set=fields, row=key) for layer, fields in sets.items())
    return found, tuple(columns)


def _columns(rows: Rows, loaded: LoadedTemplate, mapped: Collection[str]) -> dict[str, _Column]:
    names = set(column_names(loaded.template.slots))
    fields: dict[str, set[str]] = {}
    for page in loaded.template.pages:
        for layer in layers_of(page.layers):
            fields.setdefault(layer.name, set()).update(layer.__struct_fields__)
    found = {}
    for heading in rows.columns:
        if (
            heading in mapped
            or heading in names
            or heading.startswith("_")
            or heading in rows.headings.values()
        ):
            continue
        column = _column(heading, fields) or _visibility(heading, fields, rows)
        if column is not None:
            found[heading] = column
    return found


def _column(heading: str, fields: Mapping[str, set[str]]) -> _Column | None:
    match = _HEADING.fullmatch(bare_heading(heading))
    layer = _layer(match[1], fields) if match else ""
    if match is None or not layer:
        return None
    top, dot, rest = match[2].partition(".")
    field = top if top in fields[layer] else _SYNONYMS.get(top.casefold(), "")
    if field not in fields[layer] or field in _NEVER:
        return None
    return _Column(layer, f"{field}{dot}{rest}", top.casefold() == "hide")


def _visibility(heading: str, fields: Mapping[str, set[str]], rows: Rows) -> _Column | None:
    """A heading that is a layer's name over nothing but true and false."""
    layer = _layer(bare_heading(heading), fields)
    texts = {cell_text(row.get(heading)).strip().casefold() for row in rows.rows} - {""}
    return _Column(layer, "visible") if layer and texts and texts <= {"true", "false"} else None


def _layer(name: str, fields: Mapping[str, set[str]]) -> str:
    if name in fields:
        return name
    alike = [layer for layer in fields if folded_heading(layer) == folded_heading(name)]
    return alike[0] if len(alike) == 1 else ""


def _value(cell: Any, column: _Column) -> Any:
    text = cell_text(cell).strip()
    if column.field == "visible":
        shown = True if text.casefold() in _YES else False if text.casefold() in _NO else None
        return text if shown is None else shown is not column.negated
    if isinstance(cell, bool):
        return cell
    number = number_of(cell)
    if number is None:
        return {"true": True, "false": False}.get(text.casefold(), text)
    value: float = int(number) if number == number.to_integral_value() else float(number)
    if column.field in ("opacity", "fill_opacity") and value > 1:
        return value / 100
    return value
