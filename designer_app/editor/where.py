"""Where an edit lands, and where a value comes from: master, class, size or row, for one kit or language or all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast

import msgspec

from designer_app.design.overrides import Cell, in_order
from designer_app.design.template import ClassName, Override, Page, Template
from designer_app.editor.tree import changed, converted, field_value, find, page_of, with_fields
from designer_app.errors import fail
from designer_app.layers.group import Layer

Scope = Literal["master", "class", "size", "row"]


class Where(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The switch "edits go to". ``size_class``, ``size`` and ``row`` say which, as the scope needs; a row's edit
    with ``size`` holds in that size alone. ``kit`` and ``lang`` narrow any scope. ``shown_kits`` (``Kit.names``) and
    ``shown_lang`` say what the edit is looked at in: a value that the scope says for one of them alone is changed there,
    or the edit would not be seen."""

    scope: Scope = "master"
    size_class: str = ""
    size: str = ""
    row: str = ""
    kit: str = ""
    lang: str = ""
    shown_kits: tuple[str, ...] = ()
    shown_lang: str = ""

    @property
    def level(self) -> int:
        """How strong the scope is, as ``Override.rank`` counts."""
        return {"master": 0, "class": 1, "size": 2, "row": 4 if self.size else 3}[self.scope]

    @property
    def in_master(self) -> bool:
        """Whether the edit changes the layer itself and no deviation."""
        return self.scope == "master" and not (self.kit or self.lang)

    def override(self, layer: str, fields: dict[str, Any]) -> Override:
        """Raises ``DesignError`` (``no-target``) when the scope lacks what it needs."""
        need = {"master": True, "class": self.size_class, "size": self.size, "row": self.row}[self.scope]
        if not need:
            raise fail("no-target", place=layer, found=f"no {self.scope}", expected=f"a {self.scope} to edit")
        return Override(
            layer=layer,
            set=fields,
            size_class=cast("ClassName", self.size_class) if self.scope == "class" else None,
            size=self.size if self.scope in ("size", "row") else "",
            row=self.row if self.scope == "row" else "",
            kit=self.kit,
            lang=self.lang,
        )


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain behind a value: the scope that says it, the value, and whether it is the one that counts."""

    where: Where
    value: Any
    counts: bool = False


def same_place(one: Override, other: Override) -> bool:
    return (one.layer, one.size_class, one.size, one.row, one.kit, one.lang) == (
        other.layer, other.size_class, other.size, other.row, other.kit, other.lang,
    )  # fmt: skip


def where_of(override: Override) -> Where:
    scope: Scope = (
        "row" if override.row else "size" if override.size else "class" if override.size_class else "master"
    )
    return Where(
        scope=scope, size_class=override.size_class or "", size=override.size, row=override.row,
        kit=override.kit, lang=override.lang,
    )  # fmt: skip


def landings(
    overrides: Sequence[Override], layer: str, fields: dict[str, Any], where: Where
) -> list[tuple[Where, dict[str, Any]]]:
    """Where each field goes: to ``where`` itself, or to what the same scope says of it for the kit or language shown."""
    own: list[Override] = []
    if not (where.kit or where.lang):
        plain = where.override(layer, {})
        own = [
            o for o in overrides
            if (o.kit or o.lang) and same_place(msgspec.structs.replace(o, kit="", lang=""), plain)
            and (not o.kit or o.kit in where.shown_kits) and (not o.lang or o.lang == where.shown_lang)
        ]  # fmt: skip
    cell = Cell(where.size_class, where.size, where.row, where.shown_kits, where.shown_lang)
    parts: dict[Where, dict[str, Any]] = {}
    for field, value in fields.items():
        saying = in_order([o for o in own if field in o.set], cell)
        parts.setdefault(where_of(saying[-1]) if saying else where, {})[field] = value
    return list(parts.items())


def merged(
    overrides: Sequence[Override], layer: str, fields: dict[str, Any], where: Where
) -> tuple[Override, ...]:
    """The deviations with these fields set at one place; an existing record of that place takes them."""
    wanted = where.override(layer, fields)
    out, taken = [], False
    for old in overrides:
        if not taken and same_place(old, wanted):
            taken = True
            old = msgspec.structs.replace(old, set={**old.set, **fields})
        out.append(old)
    return tuple(out) if taken else (*out, wanted)


def cleared(overrides: Sequence[Override], layer: str, field: str, where: Where) -> tuple[Override, ...]:
    """The deviations without one field (and what lies inside it) at one place; empty records go."""
    wanted = where.override(layer, {})
    out = []
    for old in overrides:
        if same_place(old, wanted):
            kept = {k: v for k, v in old.set.items() if k != field and not k.startswith(f"{field}.")}
            if not kept:
                continue
            old = msgspec.structs.replace(old, set=kept) if kept != old.set else old
        out.append(old)
    return tuple(out)


def chain(
    template: Template, rows: Sequence[Override], layer: str, field: str, cell: Cell
) -> tuple[Source, ...]:
    """All that say something about a field in this cell, weakest first; the last one counts.

    ``rows`` are the job's deviations. The first link is the layer's own value (None = the default).
    """
    found = [Source(where=Where(), value=_master(template, layer, field))]
    for override in in_order((*template.overrides, *rows), cell):
        if override.layer != layer:
            continue
        for name, value in override.set.items():
            if name == field:
                found.append(Source(where=where_of(override), value=value))
            elif field.startswith(f"{name}.") and isinstance(value, dict):
                found.append(Source(where=where_of(override), value=_inside(value, field[len(name) + 1 :])))
    found[-1] = msgspec.structs.replace(found[-1], counts=True)
    return tuple(found)


def _master(template: Template, layer: str, field: str) -> Any:
    if layer.startswith("@"):
        return msgspec.to_builtins(page_of(template, layer[1:])).get(field)
    return field_value(find(template, layer)[0], field)


def _inside(value: dict[str, Any], path: str) -> Any:
    here: Any = value
    for part in path.split("."):
        here = here.get(part) if isinstance(here, dict) else None
    return here


def _page_with(page: Page, fields: dict[str, Any]) -> Page:
    plain: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(page, layers=()))
    made: Page = converted(plain, fields, Page, f"@{page.name}")
    return msgspec.structs.replace(made, layers=page.layers)


def set_master(template: Template, layer: str, fields: dict[str, Any]) -> Template:
    """The template with fields of a layer (or ``@PAGE``) itself changed."""
    if layer.startswith("@"):
        page = page_of(template, layer[1:])
        made = _page_with(page, fields)
        return msgspec.structs.replace(
            template, pages=tuple(made if p is page else p for p in template.pages)
        )

    def change(old: Layer) -> Layer:
        return with_fields(old, fields)

    return changed(template, layer, change)
