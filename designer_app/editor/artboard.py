"""One artboard of the canvas: a cell of the document, built, with what tools need to know about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.build import Built, Request, build_page
from designer_app.build.requests import class_of
from designer_app.build.resources import Resources
from designer_app.design.kit import Kit
from designer_app.design.overrides import Cell, adapted_pages, in_order
from designer_app.design.sizes import Size, safe_box
from designer_app.design.template import LoadedTemplate, Override, Page, Template
from designer_app.editor.arranging import FRAME, Placed
from designer_app.editor.hits import Target, targets
from designer_app.editor.tree import find, names, own
from designer_app.editor.where import Scope, Where
from designer_app.errors import fail
from designer_app.layers.base import InHand, LayerBase
from designer_app.layers.group import layers_of
from designer_app.scene.geometry import Box


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What of the document is looked at: no part of the document, never in its history."""

    kit: Kit
    size: Size
    lang: str = "en"
    row: str = ""
    cells: Mapping[str, Any] = {}
    as_of: str = ""
    source: str = ""
    page: int = 1  # from 1, among the pages that this cell has
    in_hand: InHand | None = None  # a text that is being typed in


class Artboard(msgspec.Struct, frozen=True, kw_only=True):
    """A built page. ``unit`` is px of the output for one px of the artboard; ``page`` and ``layers`` are as they hold here,
    after ``deviations`` (weakest first) of ``template``'s own."""

    view: View
    built: Built
    size_class: str
    unit: float
    page: Page
    layers: Mapping[str, LayerBase]
    template: Template
    deviations: tuple[Override, ...] = ()

    targets: tuple[
        Target, ...
    ] = ()  # all layers that stand on the page, from below to above, in px of the artboard

    def where(self, scope: Scope, *, kit: bool = False) -> Where:
        """The switch's place for edits made here."""
        return Where(
            scope=scope,
            size_class=self.size_class if scope == "class" else "",
            size=self.view.size.id if scope == "size" else "",
            row=self.view.row if scope == "row" else "",
            kit=self.view.kit.id if kit else "",
            shown_kits=self.view.kit.names,
            shown_lang=self.view.lang,
        )

    def placed(self, names: tuple[str, ...], where: Where | None = None) -> tuple[Placed, ...]:
        """Layers with their box here, and their frame as it holds here, or as ``where``, which an edit goes to, has it:
        an edit of the master must not take over what a class says. Raises ``DesignError`` (``not-shown``) for a layer
        that doesn't stand on this page."""
        found = []
        boxes = {target.layer: target.box for target in reversed(self.targets)}
        for name in names:
            if name not in boxes:
                raise fail(
                    "not-shown", place=name, found=f"'{name}'", expected="a layer that this artboard shows"
                )
            frame = self._frame(name, where)
            found.append(Placed(layer=name, box=boxes[name], frame=frame))
        return tuple(found)

    def _frame(self, name: str, where: Where | None) -> dict[str, Any]:
        said = [o for o in self.deviations if o.layer == name and not o.set.keys().isdisjoint(FRAME)]
        overruled = where is not None and any(o.rank[0] > where.level for o in said)
        if where is None or not overruled or own(self.template, name) is None:
            return {f: getattr(self.layers[name], f) for f in FRAME}
        master = find(self.template, name)[0]
        frame = {f: getattr(master, f) for f in FRAME}
        for override in said:
            if override.rank[0] <= where.level:
                frame.update({f: v for f, v in override.set.items() if f in FRAME})
        return frame

    @property
    def cell(self) -> Cell:
        """What deviations are asked about here."""
        return _cell(self.view, self.size_class)

    @property
    def safe(self) -> Box:
        """The safe area in px of the artboard."""
        box = safe_box(self.view.size).box
        return Box(box.x0 / self.unit, box.y0 / self.unit, box.x1 / self.unit, box.y1 / self.unit)


def standing(board: Artboard, template: Template) -> Artboard:
    """The artboard without layers that the template has no more: a build may be older than the document, or one of a
    preview."""
    known = set(names(template))
    if all(target.layer in known for target in board.targets):
        return board
    kept = tuple(target for target in board.targets if target.layer in known)
    return msgspec.structs.replace(board, targets=kept)


def request_of(template: LoadedTemplate, rows: tuple[Override, ...], view: View) -> Request:
    """What the build is asked for to show a view; ``rows`` are the job's deviations."""
    return Request(
        loaded=template, kit=view.kit, size=view.size, cells=view.cells, key=view.row, lang=view.lang,
        as_of=view.as_of, overrides=rows, source=view.source, in_hand=view.in_hand,
    )  # fmt: skip


def artboard(
    template: LoadedTemplate, rows: tuple[Override, ...], view: View, resources: Resources
) -> Artboard:
    """Build what the view shows. Raises ``DesignError`` when the cell can't be built."""
    built = build_page(request_of(template, rows, view), resources, view.page)
    name, spec = class_of(template, view.size)
    unit = min(view.size.width / spec.artboard[0], view.size.height / spec.artboard[1])
    cell = _cell(view, name)
    pages = adapted_pages(template, cell, rows)
    boxes = {place: _scaled(box, 1 / unit) for place, box in built.boxes.items()}
    page = _shown(pages, boxes, view.page)
    layers = {layer.name: layer for layer in layers_of(page.layers)}
    return Artboard(
        view=view, built=built, size_class=name, unit=unit, page=page,
        layers=layers, template=template.template,
        deviations=tuple(in_order((*template.template.overrides, *rows), cell)),
        targets=targets(template.template, page.name, boxes),
    )  # fmt: skip


def _cell(view: View, name: str) -> Cell:
    pixels = f"{view.size.width}x{view.size.height}"
    return Cell(name, view.size.id, view.row, view.kit.names, view.lang, pixels)


def _shown(pages: tuple[Page, ...], boxes: Mapping[str, Box], number: int) -> Page:
    """The template's page that the built one came from: by number where none repeats, else by the layers shown."""
    if not any(page.repeat for page in pages) and all(page.visible is True for page in pages):
        return pages[number - 1]
    names = {place.rpartition(".")[2] for place in boxes}
    return max(pages, key=lambda page: len(names & {layer.name for layer in layers_of(page.layers)}))


def _scaled(box: Box, by: float) -> Box:
    return Box(box.x0 * by, box.y0 * by, box.x1 * by, box.y1 * by)
