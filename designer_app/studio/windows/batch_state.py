"""What the Batch window knows and decides, without Qt: the job, its flight check, what a run would do and did."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from designer_app.build.requests import supports
from designer_app.design.library import find_template, kit_names
from designer_app.design.sizes import Size, load_sizes, parse_size, parse_sizes
from designer_app.design.template import LoadedTemplate
from designer_app.errors import DesignError, Finding
from designer_app.files import check_folder
from designer_app.production.batch import Summary, run_plan
from designer_app.production.estimating import Estimate, estimated
from designer_app.production.flight.causes import Cause, Sighting, causes_of
from designer_app.production.jobs import NOW, Job
from designer_app.production.mending import Mend, mends_of
from designer_app.production.plan import Plan, make_plan, read_rows
from designer_app.production.records import Cell, Chunk, Result, Setting
from designer_app.production.renewing import Outlook, forecast, renew
from designer_app.production.rows import Rows
from designer_app.production.timings import timings, with_clock

Tell = Callable[[Result], None]
Stop = Callable[[], bool]
Grouping = Literal["cause", "row", "size"]
_FIRST = ("vk-post-square", "instagram-post-portrait", "instagram-story", "telegram-post-square", "1200x628")


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A job looked at before anything is made. ``mends`` are ways to mend each of the ``causes``; ``same`` the numbers of
    cells whose files stay as they are."""

    plan: Plan
    rows: Rows
    results: tuple[Result, ...]
    causes: tuple[Cause, ...]
    mends: tuple[tuple[Mend, ...], ...]
    outlook: Outlook
    same: frozenset[int]
    estimate: Estimate
    stopped: bool = False

    @property
    def ready(self) -> int:
        """Files that can be made, those included that are there already."""
        return sum(1 for result in self.results if result.ok or result.passable)

    @property
    def blocked(self) -> int:
        """Files that errors keep from being made."""
        return len(self.results) - self.ready

    @property
    def wanted(self) -> dict[str, int]:
        """Size id → files that can be made."""
        found: dict[str, int] = {}
        for result in self.results:
            found[result.size] = found.get(result.size, 0) + bool(result.ok or result.passable)
        return found

    def cell(self, seen: Sighting) -> tuple[Setting, Cell] | None:
        """The cell in which something was seen."""
        for chunk in self.plan.chunks:
            setting = chunk.setting
            if (
                setting.size.id == seen.size
                and Path(setting.kit).name == seen.kit
                and setting.lang == seen.lang
            ):
                for cell in chunk.cells:
                    if (cell.key, cell.variant, cell.page) == (seen.key, seen.variant, seen.page):
                        return setting, cell
        return None


class Member(msgspec.Struct, frozen=True):
    """What was seen of a cause in one row, and in which sizes."""

    cause: Cause
    seen: Sighting
    sizes: tuple[str, ...]


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the check's table with what is below it."""

    name: str  # a cause's code, a row's key, a size's id
    severity: str
    cause: Cause | None
    rows: int
    files: int
    sizes: tuple[str, ...]
    members: tuple[Member, ...]


def first_job(template: str, kit: str = "", table: str = "", sizes: Sequence[str] = ()) -> Job:
    """A job to begin with: the template's own example, in its home kit, in sizes that most people want."""
    loaded = find_template(template)
    data = table or str(_example(loaded) or "")
    home = kit or (loaded.template.home if loaded.template.home in kit_names() else kit_names()[0])
    pack = load_sizes(None)
    wanted = tuple(sizes) or tuple(
        name for name in _FIRST if _known(name, pack) and supports(loaded, parse_size(name, pack))
    )
    if not wanted:
        wanted = tuple(size.id for size in pack.values() if supports(loaded, size))[:1]
    return Job(template=template, data=data, kits=(home,), sizes=wanted)


def _example(loaded: LoadedTemplate) -> Path | None:
    path = loaded.folder / loaded.template.example
    return path if loaded.template.example and path.is_file() else None


def _known(name: str, pack: Mapping[str, Size]) -> bool:
    try:
        return bool(parse_size(name, pack))
    except DesignError:
        return False


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """A size that a job may ask for. ``size`` is its record, ``chosen`` whether it does."""

    size: Size
    chosen: bool


def outputs_of(job: Job) -> dict[str, list[Output]]:
    """Platform → the sizes that the template can be made in, and whether they are asked for. Platforms with chosen sizes
    come first; sizes of one's own stand under ""."""
    loaded = find_template(job.template)
    pack = load_sizes(Path(job.sizes_file) if job.sizes_file else None)
    chosen = parse_sizes(",".join(job.sizes), pack) if job.sizes else ()
    ids = {size.id for size in chosen}
    found: dict[str, list[Output]] = {"": [Output(size=s, chosen=True) for s in chosen if s.id not in pack]}
    for size in pack.values():
        if supports(loaded, size) or size.id in ids:
            found.setdefault(size.platform, []).append(Output(size=size, chosen=size.id in ids))
    return {
        name: sorted(outputs, key=lambda output: not output.chosen)
        for name, outputs in sorted(
            found.items(), key=lambda pair: (not any(o.chosen for o in pair[1]), pair[0] == "")
        )
        if outputs
    }


def chosen_outputs(job: Job) -> dict[str, list[Output]]:
    """``outputs_of`` a job, those only that it asks for."""
    kept = {name: [output for output in sizes if output.chosen] for name, sizes in outputs_of(job).items()}
    return {name: sizes for name, sizes in kept.items() if sizes}


def with_size(job: Job, ids: Iterable[str], on: bool) -> Job:
    """The job with sizes asked for, or not; groups such as ``vk`` become the sizes that they mean."""
    pack = load_sizes(Path(job.sizes_file) if job.sizes_file else None)
    loaded = find_template(job.template)
    now = [s.id for s in (parse_sizes(",".join(job.sizes), pack) if job.sizes else ()) if supports(loaded, s)]
    wanted = list(ids)
    kept = [name for name in now if name not in wanted]
    return msgspec.structs.replace(job, sizes=tuple(kept + wanted if on else kept))


def dated(job: Job) -> Job:
    """With the day in place of ``now``, as the command line does."""
    from datetime import date

    return msgspec.structs.replace(job, as_of=date.today().isoformat()) if job.as_of == NOW else job


def checked(job: Job, out: str, file: str, tell: Tell, stop: Stop, started: Callable[[int], None]) -> Checked:
    """``designer batch --dry-run`` with what a run would do. Raises ``DesignError`` where no plan can be made."""
    job = dated(job)
    loaded = find_template(job.template)
    rows = read_rows(job, loaded, file)
    plan = make_plan(job, out or ".", file=file, mode="inspect")
    started(plan.count)
    summary = run_plan(plan, tell=tell, stop=stop)
    if out:
        check_folder(Path(out))
    making = _aimed(plan, out)
    if summary.stopped or not out:
        outlook, same = Outlook(same=0, changed=0, new=plan.count, causes={}), frozenset[int]()
    else:
        outlook, same = forecast(making, stop=stop)
    bad = {result.number for result in summary.results if not (result.ok or result.passable)}
    guess = (
        Estimate(files=0, seconds=0.0, bytes=0)
        if summary.stopped
        else estimated(making, same | bad, stop=stop)
    )
    causes = _joined(causes_of(summary.findings, summary.results))
    return Checked(
        plan=plan, rows=rows, results=summary.results, causes=causes,
        mends=tuple(mends_of(cause, rows, loaded, job) for cause in causes), outlook=outlook, same=same, estimate=guess,
        stopped=summary.stopped,
    )  # fmt: skip


def _joined(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """Causes that differ in nothing but the size that they are about, as one."""
    found: dict[tuple[str, str, str], list[Cause]] = {}
    for number, cause in enumerate(causes):
        of_size = cause.slot.startswith("size ")
        found.setdefault((cause.severity, cause.code, "" if of_size else str(number)), []).append(cause)
    return tuple(_as_one(alike) if len(alike) > 1 else alike[0] for alike in found.values())


def _as_one(causes: Sequence[Cause]) -> Cause:
    seen = tuple(sighting for cause in causes for sighting in cause.sightings)
    return msgspec.structs.replace(
        causes[0], slot="", sightings=seen, rows=len({(s.key, s.variant) for s in seen if s.size}),
        files=sum(cause.files for cause in causes),
    )  # fmt: skip


def _aimed(plan: Plan, out: str) -> Plan:
    """The plan as it will be made, into a folder."""

    def aimed(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
        return tuple(
            msgspec.structs.replace(c, setting=msgspec.structs.replace(c.setting, mode="make", out=out))
            for c in chunks
        )

    return msgspec.structs.replace(plan, chunks=aimed(plan.chunks), series=aimed(plan.series))


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What a run has made. ``spent``: seconds by stage over all processes."""

    summary: Summary
    seconds: float
    out: str
    spent: Mapping[str, float] = {}

    @property
    def made(self) -> int:
        return len(self.summary.made)

    @property
    def kept(self) -> int:
        return self.summary.kept

    @property
    def left(self) -> dict[str, tuple[Finding, ...]]:
        """Row key → why it was left out, in the plan's order."""
        found: dict[str, tuple[Finding, ...]] = {}
        for result in self.summary.failed:
            errors = tuple(f for f in result.findings if f.severity == "error")
            found.setdefault(result.key, errors or result.findings)
        return found


def made(job: Job, out: str, file: str, tell: Tell, stop: Stop, started: Callable[[int], None]) -> Run:
    """``designer batch``: the same door, so the same bytes. Raises ``DesignError``."""
    begun = time.monotonic()
    plan = make_plan(dated(job), out, file=file)
    started(plan.count + len(plan.refused))
    summary = renew(with_clock(plan), tell=tell, stop=stop)
    seconds = time.monotonic() - begun
    return Run(summary=summary, seconds=seconds, out=out, spent=timings(summary.results, seconds))


def listed(causes: Sequence[Cause], by: Grouping, severity: str = "") -> list[Grouped]:
    """The check's table: by cause, by row or by size; of one severity or all."""
    shown = [cause for cause in causes if severity in ("", cause.severity)]
    groups: dict[str, list[tuple[Cause, Sighting]]] = {}
    for number, cause in enumerate(shown):
        for seen in cause.sightings:
            name = str(number) if by == "cause" else seen.key if by == "row" else seen.size
            groups.setdefault(name, []).append((cause, seen))
    return [
        Grouped(
            name=members[0][0].code if by == "cause" else name, severity=members[0][0].severity,
            cause=members[0][0] if by == "cause" else None, rows=len({s.key for _, s in members if s.key and s.size}),
            files=len({(s.key, s.variant, s.size, s.kit, s.lang, s.page) for _, s in members if s.size}),
            sizes=_sizes(seen for _, seen in members), members=_by_row(members),
        )
        for name, members in groups.items()
    ]  # fmt: skip


def _by_row(members: Sequence[tuple[Cause, Sighting]]) -> tuple[Member, ...]:
    """One line for each row and cause, however many sizes and kits show it; the worst measure speaks."""
    found: dict[tuple[int, str, str, str], list[tuple[Cause, Sighting]]] = {}
    for cause, seen in members:
        place = "" if seen.size else f"{seen.file} {seen.place}"
        found.setdefault((id(cause), seen.key, seen.variant, place), []).append((cause, seen))
    return tuple(
        Member(alike[0][0], max((s for _, s in alike), key=lambda s: s.measure), _sizes(s for _, s in alike))
        for alike in found.values()
    )


def _sizes(sightings: Iterable[Sighting]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seen.size for seen in sightings if seen.size))
