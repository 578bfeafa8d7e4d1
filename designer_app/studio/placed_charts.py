"""Charts of the Chart window as layers of the open design: placed with their table, opened again, changed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from designer_app.design.slots import default_of
from designer_app.editor.commands import Insert, SetCell, SetFields, SetSlot, Single, Together
from designer_app.editor.tree import find, names
from designer_app.layers.chart.record import ChartLayer
from designer_app.production import charting
from designer_app.production.jobs import Job
from designer_app.studio.windows.chart_state import ChartState, cell_of, state_of_job, values_of

if TYPE_CHECKING:
    from designer_app.editor.state import State
    from designer_app.studio.desk import Desk

# Field of the layer → slot of the template of single charts, which the window's state is made from.
_FIELDS = {
    "chart": "chart", "values": "columns", "mark": "mark", "heading": "headline", "mode": "mode", "sort": "sort",
    "reference": "reference", "target": "target", "unit": "unit",
}  # fmt: skip
_SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")  # a field that one slot fills
_PLACE = {"size": "0.0255*S", "x": "0.08*W", "w": "0.84*W", "y": "0.25*H", "h": "0.5*H"}
_LABEL = {"en": "Table of the chart", "ru": "Таблица диаграммы"}


def place(desk: Desk, state: ChartState, kind: str) -> str:
    """A new layer ``chart`` on the board in hand, with a slot of its own for its table: one step. Its name; "" where there
    is no board."""
    board = desk.canvas.current
    if board is None or board.built is None or state.empty:
        return ""
    slots = desk.session.state.template.slots
    slot = next(name for i in range(1, len(slots) + 2) if (name := f"table{i if i > 1 else ''}") not in slots)
    fields = {field: value for field, value in _said(state, kind).items() if value not in ("", 0)}
    layer: dict[str, Any] = {"kind": "chart", "name": "chart", "data": slot, **fields, **_PLACE}
    filled = {"type": "table", "label": _LABEL, "default": cell_of(state)}
    step = Together(
        commands=(SetSlot(name=slot, slot=filled), Insert(layers=(layer,), page=board.built.page.name)), named="Place chart",
    )  # fmt: skip
    return desk.session.state.selection[0] if desk.do(step) else ""


def state_of(desk: Desk, name: str) -> ChartState | None:
    """What the Chart window shows of a layer; None for one whose numbers aren't a table's."""
    layer = _chart(desk.session.state, name)
    if layer is None:
        return None
    values = {slot: _text(desk, getattr(layer, field)) for field, slot in _FIELDS.items()}
    values[charting.SLOT] = _lines(_cell(desk, layer.data))
    if "{{" in values["headline"]:
        values["headline"] = ""
    values["target"] = values["target"] if values["target"] not in ("0", "0.0") else ""
    job = Job(template=charting.TEMPLATE, kits=(desk.kit.id,), langs=(desk.language,), set=values)
    return state_of_job(job)


def change(desk: Desk, name: str, state: ChartState) -> bool:
    """The layer as the window has it: what slots fill goes into the row that is shown, else into their defaults."""
    layer, before = _chart(desk.session.state, name), state_of(desk, name)
    if layer is None or before is None:
        return False
    commands: list[Single] = [_filled(desk, layer.data, cell_of(state))]
    fields: dict[str, Any] = {}
    known = _said(before, before.kind)
    for field, value in _said(state, state.kind).items():
        held = getattr(layer, field)
        if value == known[field]:
            continue
        slot = _SLOT.fullmatch(held.strip()) if isinstance(held, str) else None
        if slot is not None:
            commands.append(_filled(desk, slot[1], str(value)))
        elif not (isinstance(held, str) and ("{{" in held or field == "target")):
            fields[field] = value
    if fields:
        commands.append(SetFields(layers=(name,), fields=fields, where=desk.where))
    return desk.do(Together(commands=tuple(commands), named="Change chart"))


def _said(state: ChartState, kind: str) -> dict[str, Any]:
    """The layer's fields."""
    values = values_of(state)
    said: dict[str, Any] = {field: values.get(slot, "") for field, slot in _FIELDS.items()}
    said["chart"] = kind or "auto"
    target = str(said["target"]).replace(",", ".").replace(" ", "")
    said["target"] = float(target) if re.fullmatch(r"-?\d+(\.\d+)?", target) else 0
    return said


def _chart(state: State, name: str) -> ChartLayer | None:
    layer = find(state.template, name)[0] if name in names(state.template) else None
    if not isinstance(layer, ChartLayer):
        return None
    slot = state.template.slots.get(layer.data)
    return layer if slot is not None and slot.type == "table" else None


def _cell(desk: Desk, slot: str) -> Any:
    """What fills a slot: the row's cell, else its default."""
    record = desk.session.state.template.slots.get(slot)
    row = desk.current_row
    cells = desk.session.state.row(row.key, row.cells) if row is not None else {}
    return cells.get(slot) or (default_of(record, desk.language) if record is not None else "") or ""


def _filled(desk: Desk, slot: str, text: str) -> Single:
    row = desk.current_row
    if row is not None and slot in row.cells:
        return SetCell(row=row.key, column=slot, text=text)
    return SetSlot(name=slot, slot={"default": text})


def _text(desk: Desk, held: Any) -> str:
    slot = _SLOT.fullmatch(held.strip()) if isinstance(held, str) else None
    return str(_cell(desk, slot[1])) if slot is not None else str(held)


def _lines(raw: Any) -> str:
    """A table's cell as lines of cells; objects' keys are its first line."""
    if isinstance(raw, str) and not raw.lstrip().startswith("["):
        return raw
    found = json.loads(raw) if isinstance(raw, str) else list(raw)
    if found and all(isinstance(line, dict) for line in found):
        heads = list(dict.fromkeys(head for line in found for head in line))
        found = [heads, *([line.get(head) for head in heads] for line in found)]
    return json.dumps(found, ensure_ascii=False, default=str)
