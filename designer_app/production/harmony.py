"""Series harmony: the pre-pass that finds the size which the texts of a set share.

Every page of the whole table is laid out, its texts typeset and nothing else; the sets' sizes are solved from how their texts came out
and given to each cell (``Cell.solved``), whose build then knows them as it knows a slot. A text that is set smaller
may move others, so pages that the result changes are measured again, until all hold. Nothing depends on the
order of rows or on who measures them.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from designer_app.build.harmony import Fit
from designer_app.errors import Finding
from designer_app.production.packed import Each, picked
from designer_app.production.plan import Plan
from designer_app.production.records import Cell, Chunk, Result, Setting
from designer_app.text.ladder import ladder

MOST_STEPS = 3  # a row that lowers its set by more than this leaves it …
MOST_ROWS = 0.05  # … if not more than this share of rows do
_ROUNDS = 8  # of measuring, at most: two are the rule

Measure = Callable[[Sequence[Chunk]], Iterable[Result]]


class CellId(NamedTuple):
    """One page of one row in one setting, whatever its format."""

    template: str
    kit: str
    size: str
    asked: str  # the language asked for, "" = each row's own
    lang: str
    key: str
    series: str  # as a cell has it
    page: int


class Place(NamedTuple):
    """What the cells of a chunk share, whatever their format."""

    template: str
    kit: str
    size: str
    lang: str


class SetId(NamedTuple):
    """What the texts of a set have in common; what they needn't is empty."""

    scope: str
    group: str
    template: str
    kit: str
    asked: str
    series: str
    size: str = ""
    key: str = ""
    page: int = 0


class Text(NamedTuple):
    """A layer on a page."""

    cell: CellId
    layer: str


class Shrinker(msgspec.Struct, frozen=True):
    """A row (or page) that, alone or with a few others, lowers a set by more than ``MOST_STEPS``. ``apart`` = it
    has left the set."""

    set: SetId
    key: str
    page: int
    steps: int
    files: int
    apart: bool


class Solution(msgspec.Struct, frozen=True):
    """The most that each text may be, artboard px, by cell and layer; and who made it so."""

    solved: Mapping[CellId, Mapping[str, float]]
    shrinkers: tuple[Shrinker, ...] = ()


def harmonise(plan: Plan, measure: Measure) -> Plan:
    """The plan with solved sizes in its cells; itself when it declares no harmony.

    ``measure`` carries chunks out. A cell that can't be laid out takes no part: its fault is told when it is made.
    """
    if not plan.series:
        return plan
    from designer_app.production.harmony_report import shrinking

    solution = solve(plan.series, measure)
    chunks = tuple(_with(chunk, solution.solved) for chunk in plan.chunks)
    told: list[Finding] = []
    if solution.shrinkers:
        made = {cell.key for chunk in plan.chunks for cell in chunk.cells}
        told = shrinking(solution.shrinkers, plan.chunks[0].setting.source if plan.chunks else "", made)
    return msgspec.structs.replace(plan, chunks=chunks, series=(), findings=(*plan.findings, *told))


def solve(series: Sequence[Chunk], measure: Measure) -> Solution:
    """Measure the cells of a series and solve every set of texts in them."""
    formats: Counter[Place] = Counter()
    chunks: dict[Place, Chunk] = {}
    for chunk in series:  # one build serves a cell's files in all formats
        setting = chunk.setting
        place = Place(setting.template, setting.kit, setting.size.id, setting.lang)
        formats[place] += 1
        chunks.setdefault(place, chunk)
    sets = _Sets(measured(list(chunks.values()), measure))
    shrinkers = sets.settle(formats)
    seen: dict[CellId, Mapping[str, float]] = {}
    solved = sets.solved()
    for _ in range(_ROUNDS):
        changed = {
            cell: sizes for cell, sizes in solved.items() if seen.get(cell, {}) != sizes and sets.binds(cell, sizes)
        }  # fmt: skip
        if not changed:
            break
        again = [_with(chunk, changed, only=True) for chunk in chunks.values()]
        sets.lower(measured([chunk for chunk in again if chunk.cells], measure))
        seen |= changed
        solved = sets.solved()
    return Solution(solved, shrinkers)


def measured(chunks: Sequence[Chunk], measure: Measure) -> Iterator[tuple[CellId, tuple[Fit, ...]]]:
    """How the harmonised texts of every cell that could be built came out."""
    ids: dict[int, CellId] = {}

    def noted(setting: Setting, at: int, cell: Cell) -> Cell:
        ids[cell.number] = cell_id(setting, cell)
        return cell

    quiet = [
        Chunk(
            setting=msgspec.structs.replace(chunk.setting, mode="measure"),
            cells=Each(chunk.cells, partial(noted, chunk.setting)),
        )
        for chunk in chunks
    ]
    for result in measure(quiet):
        if result.ok:
            yield ids[result.number], result.fits


def cell_id(setting: Setting, cell: Cell) -> CellId:
    return CellId(
        setting.template, setting.kit, setting.size.id, setting.asked, setting.lang, cell.key, cell.series,
        cell.page,
    )  # fmt: skip


def set_id(cell: CellId, fit: Fit) -> SetId:
    """The set that a text belongs to."""
    scope = fit.harmony.scope
    common = SetId(scope, fit.group, cell.template, cell.kit, cell.asked, cell.series)
    if scope == "sizes":
        return common._replace(key=cell.key, page=cell.page)
    return common._replace(size=cell.size, key=cell.key if scope == "pages" else "")


def _with(chunk: Chunk, solved: Mapping[CellId, Mapping[str, float]], *, only: bool = False) -> Chunk:
    """The chunk with solved sizes in its cells; ``only`` those cells that have some."""
    setting = chunk.setting

    def has_some(cell: Cell) -> bool:
        return bool(solved.get(cell_id(setting, cell)))

    def given(at: int, cell: Cell) -> Cell:
        sizes = solved.get(cell_id(setting, cell))
        return msgspec.structs.replace(cell, solved=dict(sorted(sizes.items()))) if sizes else cell

    cells = picked(chunk.cells, has_some) if only else chunk.cells
    return msgspec.structs.replace(chunk, cells=Each(cells, given))


def steps_down(top: float, size: float) -> int:
    """How many steps of the ladder lie between two sizes; 0 when ``size`` isn't smaller."""
    return len(ladder(top, size)) - 1 if size < top else 0


class _Sets:
    """Texts by set, with the depth that each set has come to: ladder steps below the top for scope ``sizes``,
    else minus the px. Greater = smaller type."""

    def __init__(self, cells: Iterable[tuple[CellId, tuple[Fit, ...]]]) -> None:
        self.members: dict[SetId, dict[Text, Fit]] = defaultdict(dict)
        self.depths: dict[SetId, float] = {}
        self.apart: set[tuple[SetId, str]] = set()  # rows that have left
        self.texts: dict[CellId, dict[str, SetId]] = defaultdict(dict)
        self.latest: dict[CellId, tuple[Fit, ...]] = {}
        for cell, fits in cells:
            self._take(cell, fits)

    def _take(self, cell: CellId, fits: tuple[Fit, ...]) -> None:
        self.latest[cell] = fits
        for fit in fits:
            name, text = set_id(cell, fit), Text(cell, fit.layer)
            known = self.members[name].get(text)
            if known is None or _depth(fit) > _depth(known):  # of a repeated layer, the smallest
                self.members[name][text] = fit
            self.texts[cell][fit.layer] = name

    def settle(self, formats: Mapping[Place, int]) -> tuple[Shrinker, ...]:
        """The depth of every set, outliers left out."""
        found: list[Shrinker] = []
        for name in sorted(self.members):
            texts = self.members[name]
            rows: dict[tuple[str, int], float] = {}
            files: dict[tuple[str, int], int] = defaultdict(int)
            pages = name.scope == "pages"
            for cell in {text.cell for text in texts}:
                files[cell.key, cell.page if pages else 0] += formats[
                    Place(cell.template, cell.kit, cell.size, cell.lang)
                ]
            for text, fit in texts.items():
                row = (text.cell.key, text.cell.page if pages else 0)
                rows[row] = max(rows.get(row, _depth(fit)), _depth(fit))
            out = outliers({row: -depth for row, depth in rows.items()}) if name.scope == "rows" else []
            self.apart |= {(name, key) for key, _ in out}
            staying = {row: depth for row, depth in rows.items() if row not in out}
            self.depths[name] = max(staying.values())
            if name.scope != "sizes":
                found += _shrinkers(name, rows, staying, files)
        return tuple(found)

    def solved(self) -> dict[CellId, dict[str, float]]:
        """The most that each text in a set may be."""
        found: dict[CellId, dict[str, float]] = {}
        for cell, layers in self.texts.items():
            sizes = {
                layer: _size(self.members[name][Text(cell, layer)], self.depths[name])
                for layer, name in layers.items()
                if (name, cell.key) not in self.apart
            }
            if sizes:
                found[cell] = sizes
        return found

    def binds(self, cell: CellId, sizes: Mapping[str, float]) -> bool:
        """Whether a page comes out otherwise with these sizes."""
        return any(fit.size > sizes.get(fit.layer, fit.size) for fit in self.latest[cell])

    def lower(self, cells: Iterable[tuple[CellId, tuple[Fit, ...]]]) -> None:
        """Take what was measured with solved sizes: a text that no longer fits its set's lowers the set."""
        for cell, fits in cells:
            self._take(cell, fits)
            for fit in fits:
                name = set_id(cell, fit)
                if (name, cell.key) not in self.apart:
                    self.depths[name] = max(
                        self.depths.get(name, _depth(fit)), _lowered(fit, self.depths, name)
                    )


def _depth(fit: Fit) -> float:
    return float(steps_down(fit.top, fit.size)) if fit.harmony.scope == "sizes" else -fit.size


def _lowered(fit: Fit, depths: Mapping[SetId, float], name: SetId) -> float:
    """How deep a text stands that was measured in its set. By steps it is at its set's depth while it has the
    size which that depth gives it; its own ladder may end earlier."""
    depth = depths.get(name)
    if depth is not None and fit.size >= _size(fit, depth):
        return depth
    return _depth(fit)


def _size(fit: Fit, depth: float) -> float:
    """The size that a set's depth means for one text."""
    if fit.harmony.scope != "sizes":
        return -depth
    rungs = ladder(fit.top, fit.floor)
    return rungs[min(int(depth), len(rungs) - 1)]


def outliers(sizes: Mapping[tuple[str, int], float]) -> list[tuple[str, int]]:
    """The rows that leave a set: as many of the smallest as lie more than ``MOST_STEPS`` below all others, and
    not more than ``MOST_ROWS`` of all."""
    order = sorted(sizes, key=lambda row: (sizes[row], row))
    for count in range(int(len(order) * MOST_ROWS), 0, -1):
        if steps_down(sizes[order[count]], sizes[order[count - 1]]) > MOST_STEPS:
            return order[:count]
    return []


def _shrinkers(
    name: SetId,
    rows: Mapping[tuple[str, int], float],
    staying: Mapping[tuple[str, int], float],
    files: Mapping[tuple[str, int], int],
) -> Iterator[Shrinker]:
    """Rows that have left, and the few, less than half of them, that hold the set down: those below the widest
    gap of more than ``MOST_STEPS``."""
    least = -max(staying.values())
    count = sum(files[row] for row in staying)
    for row in sorted(set(rows) - set(staying)):
        yield Shrinker(name, row[0], row[1], steps_down(least, -rows[row]), count, True)
    order = sorted(staying, key=lambda row: (-staying[row], row))
    sizes = [-staying[row] for row in order]
    gaps = [steps_down(more, less) for less, more in itertools.pairwise(sizes)][
        : max(1, (len(order) - 1) // 2)
    ]
    if gaps and (widest := max(gaps)) > MOST_STEPS:
        few = gaps.index(widest) + 1
        shrunk = count - sum(files[row] for row in order[:few])
        for row in order[:few]:
            yield Shrinker(name, *row, steps_down(sizes[few], -staying[row]), shrunk, False)
