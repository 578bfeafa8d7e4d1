"""What a page is asked for with: the request, its typed values, its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.overrides import Cell, adapted_pages
from designer_app.design.sizes import Size, size_class
from designer_app.design.template import ClassSpec, LoadedTemplate, Override, Page
from designer_app.design.values import bind_row, has_money
from designer_app.errors import DesignError, Finding, fail
from designer_app.expression import evaluate
from designer_app.layers.base import InHand


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell is made of. ``cells`` are a row's raw values; ``key`` the row's key.

    ``sketched``: of texts only where runs begin and end is wanted, for checks; all else of the page is the same.
    """

    loaded: LoadedTemplate
    kit: Kit
    size: Size
    cells: Mapping[str, Any]
    key: str = ""
    lang: str = "en"
    as_of: str = ""
    overrides: tuple[Override, ...] = ()
    source: str = ""  # the table, as the user wrote it
    in_hand: InHand | None = None  # a text that is being typed in
    solved: Mapping[str, float] = {}  # layer → the most that its set lets its type be, artboard px
    sketched: bool = False


def class_of(loaded: LoadedTemplate, size: Size) -> tuple[str, ClassSpec]:
    """The size's class and the template's record of it. Raises ``DesignError`` (``unsupported-class``)."""
    name = size_class(size.width, size.height)
    spec = loaded.template.classes.get(name)
    if spec is None:
        supported = ", ".join(loaded.template.classes)
        raise fail(
            "unsupported-class", file=loaded.file, place=f"size {size.id}",
            found=f"{size.width}×{size.height}, which is a {name}", expected=f"one of: {supported}",
            remedy="choose another size or template",
        )  # fmt: skip
    return name, spec


def supports(loaded: LoadedTemplate, size: Size) -> bool:
    """Whether the template declares the size's class."""
    return size_class(size.width, size.height) in loaded.template.classes


def page_list(request: Request, values: Mapping[str, Any]) -> list[tuple[Page, dict[str, Any]]]:
    """The pages of a cell after repeats, each with what its item adds to the scope."""
    name, _ = class_of(request.loaded, request.size)
    size = request.size
    pixels = f"{size.width}x{size.height}"
    cell = Cell(name, size.id, request.key, request.kit.names, request.lang, pixels)
    pages = adapted_pages(request.loaded, cell, request.overrides)
    found: list[tuple[Page, dict[str, Any]]] = []
    for page in pages:
        if not page.repeat:
            found.append((page, {}))
            continue
        items = values.get(page.repeat) or ()
        for i, item in enumerate(items):
            found.append((page, {"item": item, "index": i + 1, "i": i, "count": len(items)}))
    return [entry for entry in found if _page_shown(entry, values)]


def _page_shown(entry: tuple[Page, dict[str, Any]], values: Mapping[str, Any]) -> bool:
    page, local = entry
    if isinstance(page.visible, str):
        return bool(evaluate(page.visible, {**values, **local}))
    return page.visible


def page_count(request: Request) -> int:
    """How many pages the cell has; the row is read only where that depends on it."""
    pages = request.loaded.template.pages
    if all(not page.repeat and page.visible is True for page in pages) and not _hides_pages(request):
        return len(pages)
    return len(page_list(request, bound_values(request)[0]))


def _hides_pages(request: Request) -> bool:
    return any(o.layer.startswith("@") for o in (*request.loaded.template.overrides, *request.overrides))


def bound_values(request: Request) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Typed values of the request's row and notes. ``slot:lang`` columns win over the plain ones.

    Raises ``DesignError`` with every fault of the row.
    """
    cells = dict(request.cells)
    for column, value in request.cells.items():
        name, colon, lang = column.rpartition(":")
        if colon and lang == request.lang and value not in (None, ""):
            cells[name] = value
    row = f"row {request.key}" if request.key else ""
    slots = request.loaded.template.slots
    values, findings = bind_row(
        slots, cells, language=request.lang, file=request.source, row=row,
        currency=request.kit.currency(request.lang) if has_money(slots) else "",
    )  # fmt: skip
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        raise DesignError(*errors)
    return values, tuple(findings)
