"""``designer watch``: a batch that runs again on each save."""

from __future__ import annotations

from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer watch examples/week/sale.job.json --out out
  designer watch examples/week/sale.job.json --out out --prune --workers 2
"""


def run(
    what: str = Argument(..., metavar="JOB", help="A job's file."),
    out: str = Option("", "--out", "-o", metavar="DIR", help="Folder for the files."),
    workers: str = Option("", "--workers", metavar="N", help="Processes; as many as pay."),
    overwrite: bool = Option(False, "--overwrite", help="Replace files that were changed by hand, too."),
    prune: bool = Option(False, "--prune", help="Delete what earlier runs made and no row wants now."),
    as_of: str = Option("", "--as-of", metavar="DATE", help="The date that counts as today, or: now."),
    json: bool = Option(False, "--json", help="A line of JSON for each run."),
) -> None:
    """Make a job's files now, and what differs again whenever job, table, template, kit or a picture is saved.

    Ctrl+C ends it; between runs at once, in a run with whole files only.
    """
    from pathlib import Path

    import msgspec

    from designer_app.cli import wishes
    from designer_app.cli.output import language, print_findings
    from designer_app.cli.reports import outlook, report, summary_json
    from designer_app.errors import DesignError
    from designer_app.production.jobs import Job, job_file, read_job
    from designer_app.production.plan import make_plan
    from designer_app.production.renewing import renew
    from designer_app.production.watching import keep_running
    from designer_app.wording.sentences import sentence

    if not out:
        raise wishes.wrong_use("no-output", found="no --out", expected="a folder", remedy="--out DIR")
    count = wishes.a_number(workers, "--workers", 1, 256)

    file = job_file(what) or Path(what)

    def read() -> Job:
        job = read_job(file)
        return msgspec.structs.replace(job, as_of=wishes.a_date(as_of or job.as_of))

    def again(job: Job) -> None:
        plan = make_plan(job, out, file=str(file))
        summary = renew(
            plan, workers=count, announce=lambda found: None if json else outlook(found), overwrite=overwrite,
            prune=prune,
        )  # fmt: skip
        if json:
            print(msgspec.json.encode(summary_json(summary, out), enc_hook=list).decode(), flush=True)
        else:
            report(summary, out=out, as_json=False, notes=False)
            print(sentence("watching", language()), flush=True)
        if summary.stopped:
            raise KeyboardInterrupt

    def failed(error: DesignError) -> None:
        if json:
            print(msgspec.json.encode({"ok": False, "findings": error.findings}).decode(), flush=True)
        else:
            print_findings(error.findings)
            print(sentence("watching", language()), flush=True)

    read_job(file)  # a job that isn't there is told at once
    try:
        keep_running(read, again, failed, job_file=str(file), out=Path(out))
    except KeyboardInterrupt:
        raise Exit(0) from None
