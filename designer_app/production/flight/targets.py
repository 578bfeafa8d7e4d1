"""What ``designer check`` is given, and the whole check of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, find_template, kit_names, template_names
from designer_app.design.template import LoadedTemplate
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.production.batch import run_plan
from designer_app.production.flight.brand import check_kit
from designer_app.production.flight.declared import check_declarations
from designer_app.production.jobs import NOW, Job, job_file, read_job
from designer_app.production.plan import Plan, make_plan
from designer_app.production.records import Result, placed
from designer_app.production.representatives import sizes_of

Tell = Callable[[Result], None]


def check_targets(
    names: Sequence[str],
    kits: Sequence[str] = (),
    *,
    workers: int = 0,
    tell: Tell = lambda result: None,
    today: str = "",
) -> list[Finding]:
    """Check templates, kits and jobs by name, folder or file; none named = all that the program brings.

    ``kits`` are those that templates are tried in (all bundled ones when empty); ``today`` is what a job's
    ``now`` means, as 2026-11-25. Raises ``DesignError``
    (usage) for a name that is none of them; everything else is a finding.
    """
    chosen = [find_kit(name) for name in kits] or None
    found: list[Finding] = []
    for name in names or [*kit_names(), *template_names()]:
        try:
            found += _check(name, chosen, workers, tell, today)
        except DesignError as error:
            if error.usage:
                raise
            found += error.findings
    return list(dict.fromkeys(found))


def _check(name: str, kits: list[Kit] | None, workers: int, tell: Tell, today: str) -> list[Finding]:
    path = Path(name)
    if name in template_names() or os.path.isfile(path / "template.json") or path.name == "template.json":
        return check_template(
            find_template(name), kits or [find_kit(kit) for kit in kit_names()], workers, tell
        )
    if name in kit_names() or os.path.isfile(path / "kit.json") or path.name == "kit.json":
        return check_kit(find_kit(name))
    job = job_file(name)
    if job is not None:
        return check_job(job, workers, tell, today)
    error = fail(
        "unknown-target", found=f"'{name}'", expected="a template, a kit or a job's file",
        remedy=did_you_mean(name, [*template_names(), *kit_names()]),
    )  # fmt: skip
    error.usage = True
    raise error


def check_template(
    loaded: LoadedTemplate, kits: Sequence[Kit], workers: int = 0, tell: Tell = lambda result: None
) -> list[Finding]:
    """Declarations, then every example row in every class and kit."""
    found = check_declarations(loaded, kits)
    job = Job(
        template=str(loaded.folder),
        data=str(loaded.folder / loaded.template.example),
        kits=tuple(str(kit.folder) for kit in kits),
        sizes=tuple(size.id for size in sizes_of(loaded)),
    )
    return found + _inspected(make_plan(job, ".", mode="inspect"), workers, tell)


def check_job(
    path: Path, workers: int = 0, tell: Tell = lambda result: None, today: str = ""
) -> list[Finding]:
    """The job's file, its template and kits, and every cell of it."""
    job = read_job(path)
    if job.as_of == NOW:
        job = msgspec.structs.replace(job, as_of=today)
    kits = [find_kit(name) for name in job.kits]
    found = check_declarations(find_template(job.template), kits) if job.template else []
    for kit in kits:
        found += check_kit(kit)
    if not job.data or not job.sizes:
        lacking = "data" if not job.data else "sizes"
        return [
            *found,
            Finding(
                code="bad-job", severity="note", file=str(path), place=lacking, found="none",
                expected="a job that says all; what is left out must be given to designer batch",
            ),
        ]  # fmt: skip
    return found + _inspected(make_plan(job, ".", file=str(path), mode="inspect"), workers, tell)


def _inspected(plan: Plan, workers: int, tell: Tell) -> list[Finding]:
    summary = run_plan(plan, workers=workers, tell=tell)
    return [
        *summary.findings,
        *(placed(finding, result) for result in summary.results for finding in result.findings),
    ]
