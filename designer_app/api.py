"""The program as a library, with the names of the command line: ``render``, ``batch``, ``check``, ``verify``.

    >>> from designer_app import api
    >>> summary = api.render("news", "news.png", kit="northline", size="600x600", values={"headline": "We open"})
    >>> summary.ok, summary.made[0].width, summary.made[0].format
    (True, 600, 'png')

Faults of the design or of rows are in what is returned (``findings``); what makes a call as a whole impossible (an unknown
template, a table that can't be read) raises ``DesignError``, whose ``findings`` say what to do. Nothing reads the
clock: pass ``as_of`` where relative dates are meant. Results are frozen records; ``msgspec.to_builtins`` makes plain
data of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.production.batch import Summary, run_plan
from designer_app.production.data.pasted import keep_pasted
from designer_app.production.flight.causes import Cause, causes_of
from designer_app.production.jobs import NOW, Job, read_job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.progress import Progress, Standing
from designer_app.production.records import Result
from designer_app.production.renewing import Outlook, renew
from designer_app.production.schedulers import scheduler_of
from designer_app.production.single import make_single, single
from designer_app.production.verifying import Verdict
from designer_app.production.verifying import verify as _verify

__all__ = [
    "Cause", "DesignError", "Finding", "Job", "Outlook", "Plan", "Progress", "Result", "Standing", "Summary", "Verdict",
    "batch", "check", "keep_pasted", "plan", "render", "verify",
]  # fmt: skip


def _silent(result: Result) -> None:
    """Nobody listens."""


def _unannounced(outlook: Outlook) -> None:
    """Nobody listens."""


def _never() -> bool:
    """Nobody stops it."""
    return False


def render(
    template: str,
    out: str | Path,
    *,
    size: str,
    kit: str = "",
    values: Mapping[str, Any] | None = None,
    data: str | Path = "",
    row: str = "",
    assets: Sequence[str | Path] = (),
    lang: str = "",
    page: int = 1,
    as_of: str = "",
    quality: int = 90,
) -> Summary:
    """Make one picture. ``out`` names the file; its suffix chooses the format, ``{{page}}`` in it makes every page.

    ``values`` fill slots and win over the ``row`` (a key) of the table ``data``; their pictures are sought beside the
    table and in ``assets``. ``quality`` is 1 to 100, on JPEG's scale. Raises ``DesignError``.
    """
    path = Path(out)
    job = Job(
        template=template, data=str(data), kits=(kit,) if kit else (), sizes=(size,), langs=(lang,) if lang else (),
        formats=(path.suffix.removeprefix("."),), rows=(row,) if row else (), set=dict(values or {}),
        assets=tuple(str(folder) for folder in assets), as_of=as_of, quality=quality,
    )  # fmt: skip
    return make_single(single(job, str(path), page=page))


def batch(
    job: Job | str | Path,
    out: str | Path,
    *,
    workers: int = 0,
    strict: bool = False,
    overwrite: bool = False,
    prune: bool = False,
    as_of: str = "",
    tell: Callable[[Result], None] = _silent,
    announce: Callable[[Outlook], None] = _unannounced,
    scheduler: str = "local",
    tls: str = "",
    stop: Callable[[], bool] = _never,
) -> Summary:
    """Make every file of a job (a record or a job's file) in the folder ``out``; a second run makes what differs.

        >>> job = api.Job(template="sale", data="examples/week/sale.csv", sizes=("600x600",))
        >>> api.batch(job, "out").kept, api.batch(job, "out").kept
        (0, 3)

    ``workers`` 0 = as many processes as pay; ``scheduler`` dask://HOST:PORT = a fleet. ``strict`` makes nothing while the flight check has an error or a
    warning: the summary then holds that check. ``tell`` hears of each file (``Progress`` makes rate and time left of
    that), ``announce`` how many change. ``stop`` is asked all the time: once it says True, the run ends with whole
    files only, and the same call makes the rest. ``as_of`` (2026-11-25) is what a job's ``now`` means. Raises
    ``DesignError``.
    """
    job, file = _job(job, as_of)
    if strict:
        inspected = make_plan(job, str(out), file=file, strict=True, mode="inspect")
        summary = run_plan(inspected, workers=workers, stop=stop)
        if not summary.ok or any(f.severity != "note" for f in summary.findings):
            return summary
    found = make_plan(job, str(out), file=file)
    return renew(
        found,
        workers=scheduler_of(scheduler, tls) or workers,
        tell=tell,
        announce=announce,
        overwrite=overwrite,
        prune=prune,
        stop=stop,
    )


def plan(job: Job | str | Path, *, as_of: str = "") -> Plan:
    """The cells that a job comes to (``count``, ``chunks``), those that are refused already, and what is to be said of
    table and job (``findings``). Nothing is laid out; a window shows it while the job is being put together.

        >>> job = api.Job(template="sale", data="examples/week/sale.csv", sizes=("600x600", "1200x628"))
        >>> api.plan(job).count
        6

    Raises ``DesignError``.
    """
    job, file = _job(job, as_of)
    return make_plan(job, ".", file=file, mode="inspect")


def check(
    job: Job | str | Path,
    *,
    workers: int = 0,
    as_of: str = "",
    tell: Callable[[Result], None] = _silent,
    stop: Callable[[], bool] = _never,
) -> tuple[Cause, ...]:
    """The flight check of a job: every row in every size and kit laid out, nothing written. The severest first. Each
    cause has its ``sightings``: row key, variant, size, kit, place, remedy.

        >>> job = api.Job(template="sale", data="examples/week/sale.csv", sizes=("600x600",))
        >>> [cause.code for cause in api.check(job) if cause.severity == "error"]
        []

    Raises ``DesignError``.
    """
    job, file = _job(job, as_of)
    inspected = make_plan(job, ".", file=file, mode="inspect")
    summary = run_plan(inspected, workers=workers, tell=tell, stop=stop)
    return causes_of(summary.findings, summary.results)


def verify(
    folder: str | Path,
    *,
    sample: int = 0,
    workers: int = 0,
    tell: Callable[[Result], None] = _silent,
    stop: Callable[[], bool] = _never,
) -> Verdict:
    """Compare a folder's files with its receipt, and make them, or ``sample`` of them, again to compare those.

        >>> verdict = api.verify("out")
        >>> verdict.ok, verdict.files, verdict.rendered
        (True, 3, 3)

    Raises ``DesignError`` where there is no receipt.
    """
    return _verify(Path(folder), sample=sample, workers=workers, tell=tell, stop=stop)


def _job(job: Job | str | Path, as_of: str) -> tuple[Job, str]:
    """The job with its date, and its file's name for findings."""
    file = "" if isinstance(job, Job) else str(job)
    found = job if isinstance(job, Job) else read_job(Path(job))
    if as_of or found.as_of == NOW:
        if not as_of:
            raise fail(
                "no-date",
                file=file,
                place="as_of",
                found="now",
                expected="as_of='2026-11-25', the day that is meant",
            )
        found = msgspec.structs.replace(found, as_of=as_of)
    return found, file
