"""Pages of a catalog as Scenes: the master of the page's kind, and a product template in every cell of its grid."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from designer_app.build.pages import Built, Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import Size, parse_size
from designer_app.design.template import LoadedTemplate, Override
from designer_app.errors import DesignError, Finding, fail
from designer_app.pictures import on_paper, plain_ground
from designer_app.production.catalog.records import PagePlan, Placed
from designer_app.production.catalog.variants import SLOT as VARIANTS
from designer_app.production.data.records import is_blank
from designer_app.scene.geometry import Box, translation
from designer_app.scene.nodes import Group, Meta, Scene

CUT_OUT, GROUND, SHAPE, WHOLE = "cut_out", "ground", "shape", "whole"  # slots: how a picture shows its thing
_THINGS = ("photo", "hero")  # slots of the picture that shows the product
CELLS = "cells"  # the layer of a page of goods that says where its grid lies
_GUTTER, _GAP = 0.029, 0.017  # of the page's width, between columns and between rows


class Volume(msgspec.Struct, frozen=True, kw_only=True):
    """All that the pages of one catalog share; travels to workers."""

    pages: str  # the booklet's folder
    cells: str  # the product template's folder
    kit: str
    size: Size
    lang: str
    roots: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    source: str = ""
    as_of: str = ""
    pictures: str = ""  # whole, fill: for those that aren't cut out


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on one page: the values of its master, and its products' in order of its cells; ``home`` is the product
    that an opener shows in place of a cell."""

    plan: PagePlan
    master: Mapping[str, Any]
    goods: tuple[Mapping[str, Any], ...] = ()
    home: Mapping[str, Any] = {}

    @property
    def products(self) -> list[tuple[str, Mapping[str, Any]]]:
        """All products that stand on the page, with their values: what a card of each shows."""
        cells = list(zip(self.plan.keys, self.goods, strict=True))
        return [(self.plan.hero, self.home), *cells] if self.plan.home else cells


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """A built page. ``files`` are the pictures behind it; ``boxes`` say where its products lie, px of the page."""

    scene: Scene
    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    boxes: tuple[tuple[str, Box], ...] = ()


class Maker:
    """Builds pages and keeps what the next can use again."""

    def __init__(self, volume: Volume) -> None:
        self.volume = volume
        self.resources = Resources(tuple(Path(root) for root in volume.roots))
        self.booklet: LoadedTemplate = find_template(volume.pages)
        self.goods: LoadedTemplate = find_template(volume.cells)
        self.kit: Kit = find_kit(volume.kit)
        self._numbers = {page.name: i for i, page in enumerate(self.booklet.template.pages, 1)}

    def leaf(self, content: Content) -> Leaf:
        """Raises ``DesignError`` for a master that can't be built; a product that can't be is left out and told."""
        plan = content.plan
        if plan.kind not in self._numbers:
            raise fail(
                "no-such-master", file=self.booklet.file, found=f"no page '{plan.kind}'",
                expected="pages " + ", ".join(self._numbers), remedy=f"add a page named {plan.kind}",
            )  # fmt: skip
        master, told = self._built(
            self.booklet, self.volume.size, content.master, f"page {plan.number}", plan.kind
        )
        told = [self._placed(self.booklet, finding, f"page {plan.number}") for finding in told]
        findings, files, nodes = list(told), list(master.files), [master.scene.root]
        field = master.boxes.get(CELLS)
        if plan.cells and field is None:
            raise fail(
                "no-cells", file=self.booklet.file, place=plan.kind, found=f"no layer '{CELLS}'",
                expected="the frame of the grid",
            )  # fmt: skip
        boxes: list[tuple[str, Box]] = []
        tables = _table_lines(content)
        for place, row in zip(plan.cells, content.goods, strict=True):
            assert field is not None
            size = self.volume.size
            box = cell_box(field, plan, place, size.width)
            row = {**row, "lines": tables.get(place.row, 0)}
            built, told = self.card(_sized(box, size), row, place.key, min(size.width, size.height))
            findings += told
            if built is None:
                continue
            files += built.files
            boxes.append((place.key, box))
            where = translation(round(box.x0), round(box.y0))
            nodes.append(Group((built.scene.root,), transform=where, meta=Meta(layer=place.key)))
        root = Group(tuple(nodes))
        scene = Scene(
            width=master.scene.width, height=master.scene.height, root=root, background=master.scene.background,
            title=str(content.master.get("title", "")), language=self.volume.lang,
        )  # fmt: skip
        return Leaf(
            scene=scene, findings=tuple(dict.fromkeys(findings)), files=tuple(dict.fromkeys(files)), boxes=tuple(boxes)
        )  # fmt: skip

    def card(
        self, size: Size, row: Mapping[str, Any], key: str, sheet: float = 0.0
    ) -> tuple[Built | None, list[Finding]]:
        """A product by the template of the cells, and notes; None where it can't be made. ``sheet`` is the short side
        of the page whose type it takes (0: a card by itself)."""
        values = {**row, "sheet": sheet} if sheet else row
        try:
            built, told = self._built(self.goods, size, values, key)
        except DesignError as fault:
            return None, list(fault.findings)
        return built, [self._placed(self.goods, finding, f"row {key}") for finding in told]

    def _placed(self, loaded: LoadedTemplate, finding: Finding, place: str) -> Finding:
        """What is said of a template's layer, said of the page or the product."""
        if finding.file != loaded.file:
            return finding
        return msgspec.structs.replace(
            finding, file=self.volume.source or loaded.file, place=f"{place}, {finding.place}"
        )

    def _built(
        self, loaded: LoadedTemplate, size: Size, values: Mapping[str, Any], key: str, page: str = ""
    ) -> tuple[Built, list[Finding]]:
        """A page of a template, and notes; one whose pictures can't be read is made without them, and told."""
        number = self._numbers[page] if page else 1
        told: list[Finding] = []
        values = self._grounded(loaded, values)
        try:
            built = build_page(self._request(loaded, size, values, key), self.resources, number)
        except DesignError as fault:
            slots = loaded.template.slots
            bare = {k: v for k, v in values.items() if k not in slots or slots[k].type != "image"}
            if len(bare) == len(values):
                raise
            built = build_page(self._request(loaded, size, bare, key), self.resources, number)
            told = list(fault.findings)
        return built, [*told, *(f for f in built.findings if f.code != "column-absent")]

    def _grounded(self, loaded: LoadedTemplate, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Whether the thing is cut out, on white or on a ground of one colour is seen in its picture, where the table
        doesn't say it."""
        name = next((name for name in _THINGS if not is_blank(values.get(name))), "")
        if not name or CUT_OUT not in loaded.template.slots or not is_blank(values.get(CUT_OUT)):
            return values
        try:
            folders = (*self.resources.roots, loaded.folder)
            found = self.resources.picture(str(values[name]), folders, False, loaded.file, name)
        except DesignError:
            return values  # told when the picture is wanted
        if found is None or on_paper(found.digest):
            return values
        shape = round(found.width / found.height, 3)
        whole = {"whole": "yes", "fill": "no"}.get(self.volume.pictures, "")
        ground = "" if whole else plain_ground(found.digest)  # a cover in one colour is no ground
        return {**values, CUT_OUT: "no", GROUND: ground, SHAPE: shape, WHOLE: whole}

    def _request(self, loaded: LoadedTemplate, size: Size, cells: Mapping[str, Any], key: str) -> Request:
        volume = self.volume
        return Request(
            loaded=loaded, kit=self.kit, size=size, cells=cells, key=key, lang=volume.lang, as_of=volume.as_of,
            overrides=volume.overrides, source=volume.source,
        )  # fmt: skip


def _table_lines(content: Content) -> dict[int, int]:
    """Row of the grid → lines of the longest table of variants in it: cells beside each other keep one height."""
    found: dict[int, int] = {}
    for place, row in zip(content.plan.cells, content.goods, strict=True):
        variants = row.get(VARIANTS)
        lines = (
            [line for line in variants.splitlines() if line.strip()]
            if isinstance(variants, str)
            else variants
        )
        found[place.row] = max(found.get(place.row, 0), len(lines or ()))
    return {row: lines for row, lines in found.items() if lines}


def cell_box(field: Box, plan: PagePlan, place: Placed, width: float) -> Box:
    """Where a cell lies on the page, px of the file. Rows share the height of the field evenly."""
    across, down = _GUTTER * width, _GAP * width
    column = (field.width - across * (plan.columns - 1)) / plan.columns
    row = (field.height - down * (plan.rows - 1)) / plan.rows
    x = field.x0 + place.column * (column + across)
    y = field.y0 + place.row * (row + down)
    return Box(x, y, x + place.wide * column + (place.wide - 1) * across, y + row)


def _sized(box: Box, page: Size) -> Size:
    """The size of a cell, as fine as its page."""
    size = parse_size(f"{max(1, round(box.x1) - round(box.x0))}x{max(1, round(box.y1) - round(box.y0))}", {})
    return msgspec.structs.replace(size, ppi=page.ppi)
