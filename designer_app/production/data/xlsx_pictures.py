"""Pictures in a sheet: those that float over a cell, and those placed in one.

A floating picture belongs to the cell under its top left corner (ECMA-376 part 1, 20.5.2: spreadsheet drawings). One
placed in a cell is a rich value: the cell's ``vm`` leads through metadata.xml, rdrichvalue.xml and richValueRel.xml to
the file ([MS-XLSX] 2.3.6, 2.6.204).
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from designer_app.production.data.cell_pictures import Spot
from designer_app.production.data.packages import Package, part_name
from designer_app.production.data.xlsx_xml import XmlError, parse_part

_MOST = 20_000


def picture_parts(package: Package, sheet: str, placed: Mapping[Spot, int]) -> dict[Spot, str]:
    """The part that holds the picture of each cell; ``placed`` are the cells' numbers of value metadata (``vm``).
    Broken drawings have none: a table can be read without its pictures."""
    found: dict[Spot, str] = {}
    try:
        if placed:
            files = _rich_values(package)
            found.update(
                {spot: files[vm - 1] for spot, vm in placed.items() if 0 < vm <= len(files) and files[vm - 1]}
            )
        for kind, drawing in _relations(package, sheet).values():
            if kind.endswith("/drawing"):
                for spot, part in _floating(package, drawing).items():
                    found.setdefault(spot, part)
    except XmlError:
        return found
    return {spot: part for spot, part in found.items() if part_name(part) in package.parts}


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (type, part) of any part."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    found: dict[str, tuple[str, str]] = {}
    if part_name(rels) not in package.parts:
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = (
                target if target.startswith("/") else posixpath.normpath(posixpath.join("/", folder, target))
            )
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), path.lstrip("/"))

    parse_part(package.inflated(rels), rels, start)
    return found


def _floating(package: Package, drawing: str) -> dict[Spot, str]:
    relations = _relations(package, drawing)
    found: dict[Spot, str] = {}
    corner: dict[str, str] = {}
    inside, field = False, ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, field
        if tag in ("twoCellAnchor", "oneCellAnchor"):
            corner.clear()
        elif tag == "from":
            inside = True
        elif inside and tag in ("row", "col"):
            field = tag
        elif tag == "blip" and len(found) < _MOST and {"row", "col"} <= set(corner):
            _, part = relations.get(attributes.get("embed", ""), ("", ""))
            if part and corner["row"].isdigit() and corner["col"].isdigit():
                found.setdefault((int(corner["row"][:7]), int(corner["col"][:7])), part)

    def end(tag: str) -> None:
        nonlocal inside, field
        field = ""
        inside = inside and tag != "from"

    def text(data: str) -> None:
        if inside and field:
            corner[field] = corner.get(field, "") + data.strip()

    if part_name(drawing) in package.parts:
        parse_part(package.inflated(drawing), drawing, start, end, text)
    return found


def _rich_values(package: Package) -> list[str]:
    """The picture's part for every entry of the value metadata; empty for what is no picture."""
    values: list[list[str]] = []  # of each rich value, its fields
    order: list[int] = []  # of each piece of future metadata, the rich value
    entries: list[int] = []  # of each piece of value metadata, the piece of future metadata
    rels: list[str] = []
    state = {"values": False}

    def metadata(tag: str, attributes: dict[str, str]) -> None:
        if tag == "valueMetadata":
            state["values"] = True
        elif tag == "rvb":
            order.append(_int(attributes.get("i")))
        elif tag == "rc" and state["values"]:
            entries.append(_int(attributes.get("v")))

    def rich(tag: str, attributes: dict[str, str]) -> None:
        if tag == "rv":
            values.append([])
        elif tag == "v" and values:
            values[-1].append("")

    def rich_text(data: str) -> None:
        if values and values[-1]:
            values[-1][-1] += data

    def related(tag: str, attributes: dict[str, str]) -> None:
        if tag == "rel":
            rels.append(attributes.get("id", ""))

    for part, starts, texts in (
        ("xl/metadata.xml", metadata, None),
        ("xl/richData/rdrichvalue.xml", rich, rich_text),
        ("xl/richData/richValueRel.xml", related, None),
    ):
        if part_name(part) not in package.parts:
            return []
        parse_part(package.inflated(part), part, starts, None, texts)
    relations = _relations(package, "xl/richData/richValueRel.xml")

    def picture(entry: int) -> str:
        if not (0 <= entry < len(order) and 0 <= order[entry] < len(values)):
            return ""
        fields = values[order[entry]]
        number = _int(fields[0]) if fields else -1
        return relations.get(rels[number], ("", ""))[1] if 0 <= number < len(rels) else ""

    return [picture(entry) for entry in entries]


def _int(text: str | None) -> int:
    return int(text) if text and text.strip().isdigit() and len(text) < 9 else -1
