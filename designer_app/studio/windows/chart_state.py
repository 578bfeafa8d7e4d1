"""What the Chart window edits: a grid of words and what is said about it, as one frozen record; made into rows, a chart, a job."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.build import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template, kit_names
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.errors import DesignError, Finding
from designer_app.layers.chart.data import Data
from designer_app.layers.chart.drawing import listed
from designer_app.paint import paint
from designer_app.production import charting
from designer_app.production.agreement import Agreed, agreement
from designer_app.production.jobs import Job, job_file, read_job
from designer_app.production.single import make_single, single
from designer_app.scene.nodes import Group
from designer_app.studio.words import language, tr

Grid = tuple[tuple[str, ...], ...]

SIZES = (("1080x1350", "Post"), ("1080x1920", "Story"), ("1200x628", "Wide"), ("1080x1080", "Square"))
SAID = ("headline", "lead", "note", "source", "mode", "sort", "reference", "target", "unit", "columns")


class ChartState(msgspec.Struct, frozen=True, kw_only=True):
    """The grid (its first line names the columns), marked rows by their numbers, the kind, and what is said."""

    grid: Grid = ()
    marked: frozenset[int] = frozenset()
    kind: str = "auto"
    kit: str = ""
    lang: str = "en"
    headline: str = ""
    lead: str = ""
    note: str = ""
    source: str = ""
    mode: str = ""
    sort: str = ""
    reference: str = ""
    target: str = ""
    unit: str = ""
    columns: str = ""

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Lines below the names that hold anything."""
        return [line for line in self.grid[1:] if any(cell.strip() for cell in line)]

    @property
    def empty(self) -> bool:
        return not self.rows


class Drawn(msgspec.Struct, frozen=True):
    """A chart drawn: its picture (Pillow), what the check found, the words that stand for it."""

    image: Any
    findings: tuple[Finding, ...]
    alt: str
    width: int
    height: int


class Known(msgspec.Struct, frozen=True):
    """What the grid says by itself: rows as charts read them, kinds, how the headline's numbers come about."""

    data: Data | None
    proposals: tuple[charting.Proposal, ...] = ()
    fault: DesignError | None = None
    agreed: tuple[Agreed, ...] = ()


def grid_of(text: str) -> Grid:
    """Pasted text as a grid: tabs (as sheets copy), else ``;``, ``|`` or commas."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        return ()
    mark = next((m for m in "\t;|" if m in lines[0]), ",")
    rows = [
        tuple(cell.strip() for cell in row)
        for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=mark)
    ]
    width = max(len(row) for row in rows)
    return tuple(row + ("",) * (width - len(row)) for row in rows)


def cell_of(state: ChartState) -> str:
    """The grid as the text of one cell, without empty lines and columns."""
    if state.empty:
        return ""
    lines = [state.grid[0], *state.rows]
    kept = [i for i in range(len(state.grid[0])) if any(i < len(line) and line[i].strip() for line in lines)]
    return json.dumps(
        [[line[i] if i < len(line) else "" for i in kept] for line in lines], ensure_ascii=False
    )


def marks_of(state: ChartState) -> str:
    """Names of the marked rows."""
    names = [state.grid[i][0] for i in sorted(state.marked) if 0 < i < len(state.grid) and state.grid[i]]
    return "; ".join(name for name in names if name)


def values_of(state: ChartState) -> dict[str, str]:
    """Slots of the template ``chart``."""
    values = {name: getattr(state, name) for name in SAID}
    values |= {"chart": state.kind, "mark": marks_of(state), charting.SLOT: cell_of(state)}
    return {name: value for name, value in values.items() if value}


def known(state: ChartState) -> Known:
    """The grid read, kinds proposed, the headline's numbers looked for."""
    if state.empty:
        return Known(None)
    try:
        rows = charting.rows_of_cell(cell_of(state))
        data = charting.data_of(
            rows, values=listed(state.columns), mark=listed(marks_of(state)), target=_number(state.target)
        )
    except DesignError as fault:
        return Known(None, fault=fault)
    return Known(data, tuple(charting.proposals(data)), None, tuple(agreement(state.headline, data)))


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ".").replace("\u00a0", "").replace(" ", "") or 0)
    except ValueError:
        return 0.0


def drawn(state: ChartState, size: str, side: int, lang: str = "") -> Drawn:
    """The chart in a size, no larger than ``side`` px: the same build and paint as its export. Raises ``DesignError``."""
    loaded = find_template(charting.TEMPLATE)
    values = {"headline": " ", **values_of(state)}
    if not state.headline:  # what its field asks for stands there until it is written
        values["headline"] = tr("What the numbers say, in one sentence")
    request = Request(
        loaded=loaded, kit=find_kit(state.kit), size=parse_size(size, load_sizes(None)), cells=values, key="chart",
        lang=lang or state.lang,
    )  # fmt: skip
    built = build_page(request, Resources((loaded.folder,)), 1)
    scale = min(1.0, side / max(built.scene.width, built.scene.height))
    image = paint(built.scene, scale)
    return Drawn(
        image, tuple(built.findings), alt_of(built.scene.root), built.scene.width, built.scene.height
    )


def alt_of(root: Group) -> str:
    """The words of the chart among the layers."""
    for node in root.children:
        if isinstance(node, Group) and node.meta is not None and node.meta.kind == "chart":
            return node.meta.alt
    return ""


def job_of(state: ChartState, sizes: Sequence[str], suffix: str = "png") -> Job:
    """The chart as a job: what ``designer render`` and ``designer batch`` make of it."""
    return Job(
        template=charting.TEMPLATE, kits=(state.kit,) if state.kit else (), sizes=tuple(sizes), langs=(state.lang,),
        formats=(suffix,), set=dict(values_of(state)),
    )  # fmt: skip


def state_of_job(job: Job) -> ChartState:
    """The other way round: a job that was saved here."""
    held = {name: str(job.set.get(name, "")) for name in SAID}
    raw = str(job.set.get(charting.SLOT, ""))
    if raw.startswith("["):
        cells = json.loads(raw)
        grid: Grid = tuple(tuple("" if cell is None else str(cell) for cell in line) for line in cells)
    else:
        grid = grid_of(raw)
    marks = {name.casefold() for name in listed(str(job.set.get("mark", "")))}
    marked = frozenset(i for i, line in enumerate(grid) if i and line and line[0].casefold() in marks)
    return ChartState(
        grid=grid, marked=marked, kind=str(job.set.get("chart", "auto")), kit=job.kits[0] if job.kits else "",
        lang=job.langs[0] if job.langs else "en", **held,
    )  # fmt: skip


def grid_of_file(path: str) -> Grid:
    """Any table that batches read, as a grid. Raises ``DesignError``."""
    table = charting.from_file(path)
    rows = [tuple(table.columns)]
    return tuple(
        rows
        + [tuple(charting.plain_text(line.cells.get(name)) for name in table.columns) for line in table.rows]
    )


def state_from(what: str, kit: str = "") -> tuple[ChartState, str]:
    """A window's state of a job's file or of a table, and the job's file. Raises ``DesignError``."""
    state = ChartState(kit=kit or kit_names()[-1], lang=language())
    if (file := job_file(what)) is not None:
        try:
            return state_of_job(read_job(file)), str(file)
        except DesignError:
            if not what.endswith(".json"):
                raise  # a JSON file may be a table, too
    if not what or not Path(what).suffix:
        return state, ""
    return msgspec.structs.replace(state, grid=grid_of_file(what)), ""


def exported(
    state: ChartState, target: Path, stopping: Callable[[], bool]
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """A file for each size, ``NAME-post.png`` and so on, through the door of ``designer chart``; what could not be made."""
    files: list[str] = []
    faults: list[Finding] = []
    for size, name in SIZES:
        if stopping():
            break
        out = target.with_name(f"{target.stem}-{name.lower()}{target.suffix}")
        summary = make_single(single(job_of(state, (size,), target.suffix.lstrip(".").lower()), str(out)))
        faults += [f for result in summary.results for f in result.findings if f.severity == "error"]
        if summary.ok:
            files.append(str(out))
    return tuple(files), tuple(faults)
