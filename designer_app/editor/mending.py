"""What one click can do about a finding: for each mend the commands to try, the mildest first.

Which of them mends is seen by building the page with it; a window tries and does the first that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from designer_app.design.binding import bound_slots
from designer_app.design.kit import Kit
from designer_app.design.matching import nearest
from designer_app.design.template import AD_SLOTS
from designer_app.editor.arranging import Move, Placed, Resize, plain
from designer_app.editor.artboard import Artboard
from designer_app.editor.command import Command
from designer_app.editor.commands import Single, Together
from designer_app.editor.fields import SetCell, SetFields
from designer_app.editor.state import State
from designer_app.editor.structure import SetSlot
from designer_app.editor.tree import ancestors, field_value
from designer_app.editor.where import Where, chain
from designer_app.errors import DesignError, Finding
from designer_app.layers.base import LayerBase
from designer_app.layers.image import ImageLayer
from designer_app.layers.text import TextLayer
from designer_app.scene.colour import contrast
from designer_app.scene.geometry import Box

_SHRINK = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
_GROW = (1.25, 1.5, 2.0, 3.0)
_COLOURS = 6  # tried, nearest first
FITS = ("text-cut", "text-overflow", "text-no-room", "word-broken")


class Mend(msgspec.Struct, frozen=True, kw_only=True):
    """``title`` in English, ``{what}`` in it stands for ``what``; ``commands`` to try in turn. ``opens`` names what a
    window does where no command can (``picture``: let a person choose another; ``cell``: let them write into the row's
    cell of ``slot``; ``columns``: let them say which column fills it)."""

    title: str
    what: str = ""
    commands: tuple[Command, ...] = ()
    opens: str = ""
    slot: str = ""


def mends(finding: Finding, board: Artboard, state: State, where: Where) -> tuple[Mend, ...]:
    """Ways to mend a finding of this artboard. ``where`` is the switch's place; where it is the master, what is about
    this shape alone (place and size) goes to its class, and a colour to where it was set."""
    name = subject(finding)
    layer = board.layers.get(name)
    here = board.where("class") if where.scope == "master" else where
    try:
        [placed] = board.placed((name,), here)
    except DesignError:
        return ()
    if layer is None:
        return ()
    match finding.code:
        case "text-cut" | "text-overflow" | "text-no-room" | "word-broken" if isinstance(layer, TextLayer):
            return tuple(_roomier(finding, board, layer, placed, here))
        case "low-contrast":
            return _readable(board, layer, _place(state, board, name, "fill", where))
        case "off-brand":
            return _branded(finding, state, board, layer, where)
        case "low-resolution" if isinstance(layer, ImageLayer):
            return (_smaller(finding, layer, placed, here), Mend(title="Another picture…", opens="picture"))
        case "missing-file":
            return (Mend(title="Another picture…", opens="picture"),)
        case "outside-safe-area" | "outside-margin":
            return (_inside(board, state, placed, here),)
        case "legal-too-small" if isinstance(layer, TextLayer):
            return (_legible(finding, board, here),)
        case "logo-too-small":
            return (_larger(finding, board, placed, here),)
    return ()


def subject(finding: Finding) -> str:
    """The layer that a finding is about ("" = none: a cell, a whole size)."""
    if finding.place.startswith(("row ", "size ")):
        return ""
    return finding.place.partition(" ")[0].rpartition(".")[2]


# Cells of a row

_FILLED_IN = {"value-missing": "Fill in…", "text-too-long": "Shorten…"}


def mends_of_cell(finding: Finding, state: State, row: str, cells: Mapping[str, Any]) -> tuple[Mend, ...]:
    """Ways to mend what is wrong with a cell of the shown ``row``, whose ``cells`` are by slot."""
    slot = finding.place.rpartition("column ")[2]
    spec = state.template.slots.get(slot)
    if spec is None:
        return ()
    found = [Mend(title=_FILLED_IN.get(finding.code, "Correct…"), opens="cell", slot=slot)]
    if finding.code != "text-too-long":
        return tuple(found)
    short = str(cells.get(f"{slot}.short") or "").strip()
    if spec.short and short:
        found.append(
            Mend(
                title="Take the short form", commands=(SetCell(row=row, column=slot, text=short),), slot=slot
            )
        )
    if spec.max_chars and finding.measure:
        most = spec.max_chars + int(finding.measure)
        wider = SetSlot(name=slot, slot={"max_chars": most})
        found.append(Mend(title="Allow {what} characters", what=str(most), commands=(wider,), slot=slot))
    return tuple(found)


def mends_in_row(finding: Finding, board: Artboard, state: State) -> tuple[Mend, ...]:
    """What can be written into the shown row about a finding of the page: a shorter text, the missing mark."""
    if finding.code == "ad-mark-missing":
        empty = (slot for slot in AD_SLOTS if slot in state.template.slots and not board.view.cells.get(slot))
        slot = next(empty, "")
        return (Mend(title="Fill in…", opens="cell", slot=slot),) if slot else ()
    if finding.code not in FITS:
        return ()
    layer = board.layers.get(subject(finding))
    slots = bound_slots(layer) if layer is not None else ()
    return (Mend(title="Shorten…", opens="cell", slot=slots[0]),) if len(slots) == 1 else ()


# Texts


def _roomier(
    finding: Finding, board: Artboard, layer: TextLayer, placed: Placed, where: Where
) -> Iterator[Mend]:
    name = layer.name
    now = board.built.sizes.get(finding.place, 0.0) / board.unit
    if now:
        sizes = [{"min_size": plain(now * k)} for k in _SHRINK]
        yield Mend(
            title="Smaller type",
            commands=tuple(SetFields(layers=(name,), fields=f, where=where) for f in sizes),
        )
    height = board.view.size.height / board.unit
    box = placed.box
    higher = [Box(box.x0, box.y0, box.x1, min(height, box.y0 + box.height * k)) for k in _GROW]
    lines = layer.max_lines if isinstance(layer.max_lines, int | float) else 0
    commands: list[Command] = []
    for number, grown in enumerate(higher, 1):
        parts: list[Single] = []
        if grown.height > box.height and layer.h is not None:
            parts.append(Resize(layers=(placed,), boxes=(grown,), where=where))
        if lines:
            parts.append(SetFields(layers=(name,), fields={"max_lines": int(lines) + number}, where=where))
        if parts:
            commands.append(Together(commands=tuple(parts), named="Higher box"))
    if commands:
        yield Mend(title="Higher box", commands=tuple(commands))
    yield from _wider(board, placed, where)


def _wider(board: Artboard, placed: Placed, where: Where) -> Iterator[Mend]:
    """To the right as far as the safe area goes, then to both sides."""
    box, safe = placed.box, board.safe
    edges = [(box.x0, min(safe.x1, box.x0 + box.width * k)) for k in (*_GROW, 4.0, 6.0)]
    edges += [(max(safe.x0, box.x1 - box.width * k), box.x1) for k in _GROW]
    edges.append((min(box.x0, safe.x0), max(box.x1, safe.x1)))
    boxes = [Box(x0, box.y0, x1, box.y1) for x0, x1 in dict.fromkeys(edges) if x1 - x0 > box.width + 0.5]
    if boxes:
        commands = tuple(Resize(layers=(placed,), boxes=(b,), where=where) for b in boxes)
        yield Mend(title="Wider box", commands=commands)


def _legible(finding: Finding, board: Artboard, where: Where) -> Mend:
    name = subject(finding)
    least = number_in(finding.expected) / board.unit
    commands = [
        SetFields(
            layers=(name,), fields={"size": plain(least * k), "min_size": plain(least * k)}, where=where
        )
        for k in (1.0, 1.02)
    ]
    return Mend(
        title="Enlarge to {what} px", what=f"{number_in(finding.expected):g}", commands=tuple(commands)
    )


# Colours


def _place(state: State, board: Artboard, name: str, field: str, where: Where) -> Where:
    """Where a colour counts from, unless the switch says more than the master."""
    if where.scope != "master":
        return where
    try:
        return chain(state.template, state.rows, name, field, board.cell)[-1].where
    except DesignError:
        return where


def _readable(board: Artboard, layer: LayerBase, where: Where) -> tuple[Mend, ...]:
    """Roles and swatches from the nearest to the farthest; those that stand out less than the present one from both ends
    of the scale are tried as well, since only the page tells what lies behind."""
    kit, scheme = board.view.kit, board.page.scheme
    fill = getattr(layer, "fill", None)
    names = _by_nearness(kit, scheme, fill if isinstance(fill, str) else "on-surface")
    commands = [SetFields(layers=(layer.name,), fields={"fill": name}, where=where) for name in names]
    return (Mend(title="Legible colour", commands=tuple(commands)),)


def _by_nearness(kit: Kit, scheme: str, fill: str) -> list[str]:
    """Colours of the kit by their distance; of each side (lighter, darker) the farthest closes the list."""
    base = fill.partition("/")[0]
    try:
        here = kit.colour(base, scheme)
    except DesignError:
        here = (128, 128, 128, 255)
    matches = [m for m in nearest(kit, scheme, here, 999) if m.name != base and m.far > 0]
    near = [m.name for m in matches[:_COLOURS]]
    for ground in ((255, 255, 255, 255), (0, 0, 0, 255)):
        strongest = max(matches, key=lambda m: contrast(m.colour, ground), default=None)
        if strongest is not None and strongest.name not in near:
            near.append(strongest.name)
    return near


def _branded(
    finding: Finding, state: State, board: Artboard, layer: LayerBase, where: Where
) -> tuple[Mend, ...]:
    text, _, rest = finding.found.partition(" as ")
    field = rest.partition(",")[0]
    kit, scheme = board.view.kit, board.page.scheme
    colour = kit.colour(text.partition("/")[0], scheme)
    found = nearest(kit, scheme, colour, 3)
    place = _place(state, board, layer.name, field, where)
    commands = tuple(_coloured(layer, field, match.name + _opacity(text), place) for match in found)
    return (Mend(title="Use “{what}”", what=found[0].name, commands=commands),) if found else ()


def _opacity(text: str) -> str:
    _, slash, share = text.partition("/")
    return slash + share


def _coloured(layer: LayerBase, field: str, name: str, where: Where) -> Command:
    """The field, however deep, with another colour: what lies in a list is written as the whole list."""
    head, *path = field.split(".")
    if not any(part.isdigit() for part in path):
        return SetFields(layers=(layer.name,), fields={field: name}, where=where)
    whole: Any = msgspec.json.decode(msgspec.json.encode(field_value(layer, head)))  # lists, no tuples
    here = whole
    for part in path[:-1]:
        here = here[int(part)] if isinstance(here, list) else here[part]
    if isinstance(here, list):
        here[int(path[-1])] = name
    else:
        here[path[-1]] = name
    return SetFields(layers=(layer.name,), fields={head: whole}, where=where)


# Places


def _smaller(finding: Finding, layer: ImageLayer, placed: Placed, where: Where) -> Mend:
    by = 1 / (finding.measure * layer.min_ppi) if finding.measure and layer.min_ppi else 0.8
    boxes = [_about(placed.box, by * k) for k in (0.995, 0.9, 0.75)]
    commands = tuple(Resize(layers=(placed,), boxes=(box,), where=where) for box in boxes)
    return Mend(title="Smaller place", commands=commands)


def _larger(finding: Finding, board: Artboard, placed: Placed, where: Where) -> Mend:
    least = number_in(finding.expected) / board.unit
    by = least / placed.box.height if placed.box.height else 1.0
    boxes = [_about(placed.box, by * k) for k in (1.0, 1.02)]
    commands = tuple(Resize(layers=(placed,), boxes=(box,), where=where) for box in boxes)
    return Mend(title="Enlarge to {what} px", what=f"{number_in(finding.expected):g}", commands=commands)


def _about(box: Box, by: float) -> Box:
    """A box scaled about its middle."""
    cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return Box(
        cx - box.width * by / 2, cy - box.height * by / 2, cx + box.width * by / 2, cy + box.height * by / 2
    )


def _inside(board: Artboard, state: State, placed: Placed, where: Where) -> Mend:
    """The layer moved inwards, narrowed first where it is larger than the safe area; where a layer around it decides, that."""
    commands: list[Command] = []
    chosen = [placed]
    for name in ancestors(state.template, placed.layer):
        try:
            chosen += board.placed((name,))
        except DesignError:
            continue
    safe, own = board.safe, placed.box
    dx, dy = _inwards(own.x0, own.x1, safe.x0, safe.x1), _inwards(own.y0, own.y1, safe.y0, safe.y1)
    for one in chosen:
        commands.append(Move(layers=(one,), dx=dx, dy=dy, where=where))
        box = one.box
        cut = Box(max(box.x0, safe.x0), max(box.y0, safe.y0), min(box.x1, safe.x1), min(box.y1, safe.y1))
        if not cut.empty:
            commands.append(Resize(layers=(one,), boxes=(cut,), where=where))
    return Mend(title="Move inside", commands=tuple(commands))


def _inwards(a: float, b: float, low: float, high: float) -> float:
    """How far a span moves to lie inside another; its start wins where it is longer."""
    if a < low or b - a > high - low:
        return low - a
    return min(0.0, high - b)


def number_in(text: str) -> float:
    """The first number of a finding's words; 0 where there is none."""
    found = "".join(c if c.isdigit() or c == "." else " " for c in text).split()
    return float(found[0]) if found and found[0] != "." else 0.0
