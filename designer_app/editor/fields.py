"""Commands that set values: fields of layers at any scope, cells of rows, tokens of kits."""

from __future__ import annotations

from typing import Any

import msgspec

from designer_app.design.overrides import Cell
from designer_app.editor.command import Command, fields_key
from designer_app.editor.state import State
from designer_app.editor.tree import changed, find, names, own, renamed, with_fields
from designer_app.editor.where import Where, chain, cleared, landings, merged, set_master
from designer_app.errors import fail
from designer_app.layers.base import Lock

_FREE = {  # what each lock level still lets be set
    "none": None,
    "position": ("x", "y", "w", "h", "right", "bottom", "cx", "cy", "rotation", "pin_x", "pin_y", "grid"),
    "style": ("fill", "stroke", "style", "size", "effects", "blend", "opacity", "grade", "tracking", "leading", "case"),
    "content": ("text", "runs", "source", "picture", "focal", "zoom", "anchor"),
}  # fmt: skip
_UNLOCKING = ("lock", "visible", "title", "note", "alt")


def guard(state: State, layer: str, fields: dict[str, Any]) -> None:
    """Lock levels hold: raises ``DesignError`` (``locked``) for a field that the layer's lock, or that of a
    layer around it, keeps. The lock itself, visibility, title, notes and alt text can always be set."""
    if layer.startswith("@"):
        return
    name = layer
    while name:
        found, spot = find(state.template, name)
        for field in fields:
            head = field.split(".")[0]
            if head not in _UNLOCKING and kept_by(found.lock, head):
                raise fail(
                    "locked", place=layer, found=f"'{head}' is locked ({found.lock})", expected="an unlocked layer",
                    remedy=f"unlock '{name}' first",
                )  # fmt: skip
        name = spot.parent


def kept_by(lock: Lock, field: str) -> bool:
    """Whether a lock level keeps a field from being changed."""
    if lock == "all":
        return True
    fixed = _FREE[lock]
    return fixed is not None and field in fixed


class SetFields(Command, frozen=True, kw_only=True, tag="set"):
    """Set dotted fields of layers where the switch says; None takes a field back to its default (in the master) or
    says "nothing" (in a deviation). ``live`` marks a scrub: such commands one after another are one step."""

    layers: tuple[str, ...]
    fields: dict[str, Any]
    where: Where = Where()
    live: bool = False

    @property
    def label(self) -> str:
        return "Set " + ", ".join(sorted(self.fields))

    @property
    def join(self) -> str:
        return fields_key("set", self.layers, self.fields) if self.live else ""

    def apply(self, state: State) -> State:
        for layer in self.layers:
            state = set_values(state, layer, self.fields, self.where)
        return state


class TypeText(SetFields, frozen=True, kw_only=True, tag="type"):
    """A word, or another stretch of text, typed into a layer: ``SetFields`` of its words by another name."""

    @property
    def label(self) -> str:
        return "Typing"


def set_values(state: State, layer: str, fields: dict[str, Any], where: Where) -> State:
    """The one place where values of a layer are written, whatever the scope."""
    guard(state, layer, fields)
    overrides = state.rows if where.scope == "row" else state.template.overrides
    for place, part in landings(overrides, layer, fields, where):
        state = _set_there(state, layer, part, place)
    return state


def _set_there(state: State, layer: str, fields: dict[str, Any], where: Where) -> State:
    template = state.template
    if where.in_master and (layer.startswith("@") or own(template, layer) is not None):
        return msgspec.structs.replace(state, template=set_master(template, layer, fields))
    if not layer.startswith("@"):
        # a deviation that would make no valid layer is refused here, not at the next build
        with_fields(find(template, layer)[0], {k: v for k, v in fields.items() if v is not None})
    if where.scope == "row":
        return msgspec.structs.replace(state, rows=merged(state.rows, layer, fields, where))
    overrides = merged(template.overrides, layer, fields, where)
    return msgspec.structs.replace(state, template=msgspec.structs.replace(template, overrides=overrides))


class Revert(Command, frozen=True, kw_only=True, tag="revert"):
    """Take back what one place says about a field, so that the next weaker value counts again."""

    layer: str
    field: str
    where: Where

    @property
    def label(self) -> str:
        return f"Revert {self.field}"

    def apply(self, state: State) -> State:
        guard(state, self.layer, {self.field: None})
        if self.where.in_master and own(state.template, self.layer) is not None:
            template = set_master(state.template, self.layer, {self.field: None})
            return msgspec.structs.replace(state, template=template)
        if self.where.scope == "row":
            return msgspec.structs.replace(
                state, rows=cleared(state.rows, self.layer, self.field, self.where)
            )
        overrides = cleared(state.template.overrides, self.layer, self.field, self.where)
        return msgspec.structs.replace(
            state, template=msgspec.structs.replace(state.template, overrides=overrides)
        )


class MoveToMaster(Command, frozen=True, kw_only=True, tag="to-master"):
    """Make the value of one place the master's, and clear it there."""

    layer: str
    field: str
    where: Where

    @property
    def label(self) -> str:
        return f"Move {self.field} to master"

    def apply(self, state: State) -> State:
        w = self.where
        cell = Cell(w.size_class, w.size, w.row, (w.kit,) if w.kit else (), w.lang)
        links = [s for s in chain(state.template, state.rows, self.layer, self.field, cell) if s.where == w]
        if not links:
            raise fail(
                "nothing-there",
                place=self.layer,
                found=f"no '{self.field}' set there",
                expected="a deviation",
            )
        state = Revert(layer=self.layer, field=self.field, where=w).apply(state)
        return set_values(state, self.layer, {self.field: links[-1].value}, Where())


class Rename(Command, frozen=True, kw_only=True, tag="rename"):
    """Another name for a layer; expressions and deviations follow."""

    layer: str
    name: str

    @property
    def label(self) -> str:
        return f"Rename {self.layer}"

    def apply(self, state: State) -> State:
        template = renamed(state.template, self.layer, self.name)
        rows = tuple(
            msgspec.structs.replace(o, layer=self.name) if o.layer == self.layer else o for o in state.rows
        )
        selection = tuple(self.name if n == self.layer else n for n in state.selection)
        return msgspec.structs.replace(state, template=template, rows=rows, selection=selection)


class SetLock(Command, frozen=True, kw_only=True, tag="lock"):
    """Lock or unlock layers; works on locked ones, of course."""

    layers: tuple[str, ...]
    lock: Lock

    @property
    def label(self) -> str:
        return "Unlock" if self.lock == "none" else "Lock"

    def apply(self, state: State) -> State:
        template = state.template
        for layer in self.layers:
            template = changed(template, layer, lambda old: with_fields(old, {"lock": self.lock}))
        return msgspec.structs.replace(state, template=template)


class SetCell(Command, frozen=True, kw_only=True, tag="cell"):
    """Change one cell of the table: the row with this key, the column of this slot."""

    row: str
    column: str
    text: str
    live: bool = False

    @property
    def label(self) -> str:
        return f"Edit {self.column}"

    @property
    def join(self) -> str:
        return f"cell:{self.row}:{self.column}" if self.live else ""

    def apply(self, state: State) -> State:
        kept = tuple(c for c in state.cells if c[:2] != (self.row, self.column))
        return msgspec.structs.replace(state, cells=(*kept, (self.row, self.column, self.text)))


class OpenTable(Command, frozen=True, kw_only=True, tag="table"):
    """Another table. Changed cells belong to the one before: they go with it, and come back with undo. ``columns`` says what
    its headings fill; of the same table other columns leave the cells."""

    path: str
    columns: dict[str, str] = {}

    @property
    def label(self) -> str:
        return "Match columns" if self.columns else "Open a table"

    def apply(self, state: State) -> State:
        columns = tuple(self.columns.items())
        if state.table == self.path:
            return msgspec.structs.replace(state, columns=columns) if self.columns else state
        cells = state.cells if self.columns else ()  # the document's own table, by its path
        return msgspec.structs.replace(state, table=self.path, columns=columns, cells=cells)


class SetToken(Command, frozen=True, kw_only=True, tag="token"):
    """Change one design token of a kit; every artboard in that kit follows."""

    kit: str
    path: str
    value: Any
    live: bool = False

    @property
    def label(self) -> str:
        return f"Set {self.path}"

    @property
    def join(self) -> str:
        return f"token:{self.kit}:{self.path}" if self.live else ""

    def apply(self, state: State) -> State:
        kept = tuple(t for t in state.tokens if t[:2] != (self.kit, self.path))
        return msgspec.structs.replace(state, tokens=(*kept, (self.kit, self.path, self.value)))


class SwapKit(Command, frozen=True, kw_only=True, tag="swap-kit"):
    """Another kit as the document's own: all that is built without naming one is built in it."""

    kit: str

    @property
    def label(self) -> str:
        return "Swap the kit"

    def apply(self, state: State) -> State:
        return msgspec.structs.replace(state, template=msgspec.structs.replace(state.template, home=self.kit))


class Select(Command, frozen=True, kw_only=True, tag="select"):
    """Another selection. No step of its own: it is kept with the step before. Layers that are no more are left out."""

    layers: tuple[str, ...]

    @property
    def label(self) -> str:
        return "Select"

    def apply(self, state: State) -> State:
        known = set(names(state.template)) if self.layers else ()
        return msgspec.structs.replace(state, selection=tuple(n for n in self.layers if n in known))
