"""What is typed in: a layer's words where the switch says, or the cell of a row behind one of its chips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.design.slots import Slot
from designer_app.design.templating import names_in_text
from designer_app.design.values import length_findings, parse_value
from designer_app.editor.state import State
from designer_app.editor.tree import find, own, with_fields
from designer_app.editor.typing_words import Piece, Pieces, pieces_of
from designer_app.editor.where import Where, same_place
from designer_app.errors import DesignError
from designer_app.layers.text import TextLayer


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell as it stands in a layer: the row's key, the column, and the pieces around it, which can't be changed."""

    row: str
    column: str
    slot: Slot
    before: Pieces = ()
    after: Pieces = ()
    given: str = ""  # what the table says

    @property
    def rich(self) -> bool:
        return self.slot.type == "rich" and (self.slot.markup or "markdown") == "markdown"

    def words(self, state: State) -> str:
        found = [text for row, column, text in state.cells if (row, column) == (self.row, self.column)]
        return found[-1] if found else self.given

    def allows(self, text: str) -> bool:
        """Whether the slot takes it, so that other layers can show it."""
        try:
            value = parse_value(self.slot, text, place=self.column)
        except DesignError as fault:  # an amount without a currency is in the kit's
            return all(finding.code == "no-currency" for finding in fault.findings)
        return not length_findings(self.slot, value, place=self.column)


def cell_pieces(cell: Cell, words: str) -> Pieces:
    """The layer's pieces with a cell's words in their place."""
    return (*cell.before, *((Piece(words),) if words else ()), *cell.after)


def layer_of(state: State, name: str, where: Where) -> TextLayer:
    """The layer as it says its words at a place of the switch: the master's, with what that place sets."""
    layer = find(state.template, name)[0]
    assert isinstance(layer, TextLayer)
    if not where.in_master or own(state.template, name) is None:
        wanted = where.override(name, {})
        for override in (*state.template.overrides, *state.rows):
            if same_place(override, wanted):
                said = {k: v for k, v in override.set.items() if k in ("text", "runs")}
                made = with_fields(layer, said)
                assert isinstance(made, TextLayer)
                layer = made
    return layer


def cell_of(
    state: State, name: str, row: str, cells: Mapping[str, Any], lang: str, column: str = "", *, short: bool = False
) -> Cell | None:  # fmt: skip
    """The cell behind the layer's words: of the slot ``column``, else of the first that holds words, else of the first.
    ``short``: the artboard shows slots' short forms where the row has them. None where the layer shows no slot of the
    row."""
    layer = find(state.template, name)[0]
    if not isinstance(layer, TextLayer):
        return None
    pieces = pieces_of(layer)
    slots = state.template.slots
    found: list[tuple[int, str, Slot]] = []
    for number, piece in enumerate(pieces):
        slot_name = shown_slot(piece)
        if slot_name in slots:
            found.append((number, slot_name, slots[slot_name]))
    if not found:
        return None
    found.sort(key=lambda entry: (entry[1] != column, entry[2].type not in ("text", "rich")))
    number, slot_name, slot = found[0]
    own, brief = f"{slot_name}:{lang}", f"{slot_name}.short"
    column = own if cells.get(own) not in (None, "") else slot_name
    if short and slot.short and cells.get(brief) not in (None, ""):
        column = brief
    value = cells.get(column)
    fixed = tuple(
        piece if piece.chip else msgspec.structs.replace(piece, chip=True, fixed=True) for piece in pieces
    )
    return Cell(
        row=row, column=column, slot=slot, before=fixed[:number], after=fixed[number + 1 :],
        given="" if value is None else str(value),
    )  # fmt: skip


def shown_slot(piece: Piece) -> str:
    """The slot that a chip shows ("" = no chip of one slot alone)."""
    if not piece.chip or piece.fixed or piece.look.symbol or "{%" in piece.text:
        return ""
    try:
        names = names_in_text(piece.text)
    except DesignError:
        return ""
    return names[0] if len(names) == 1 else ""
