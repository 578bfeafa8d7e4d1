"""What a batch shows while it runs and when it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from designer_app.cli.output import bytes_text, counted, print_findings, print_json, print_table

if TYPE_CHECKING:
    from designer_app.production.batch import Summary
    from designer_app.production.flight.causes import Cause
    from designer_app.production.records import Result
    from designer_app.production.renewing import Outlook


@contextmanager
def told(total: int, *, quiet: bool, verb: str = "making") -> Iterator[Callable[[Result], None]]:
    """A progress bar on stderr, where that is a terminal; yields what hears of each result."""
    if quiet or not sys.stderr.isatty():
        yield lambda result: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(verb),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[now]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=total, now="")
        yield lambda result: bar.update(task, advance=1, now=f"{result.key} · {result.size}"[:40])


def flight(summary: Summary, *, csv: str, as_json: bool, strict: bool, last: bool) -> bool:
    """Print a flight check by cause, the severest first; whether the files may be made. ``last`` = nothing follows
    that prints on stdout."""
    from designer_app.production.flight.causes import causes_of

    causes = causes_of(summary.findings, summary.results)
    good = summary.ok and not any(
        cause.severity == "error" or (strict and cause.severity == "warning") for cause in causes
    )
    _write_csv(csv, causes)
    if as_json:
        print_json(
            {
                **summary_json(summary, ""),
                "ok": good,
                "causes": [{**_counts(c), "sightings": c.sightings} for c in causes],
            }
        )
        return good
    stream = sys.stdout if last else sys.stderr
    for cause in causes:
        if last or cause.severity != "note":
            print(cause.line(), file=stream)
    if last:
        counts = [(sum(1 for c in causes if c.severity == s), s) for s in ("error", "warning", "note")]
        causes_text = ", ".join(counted(number, severity) for number, severity in counts)
        print(
            f"dry run: {len(summary.made)} of {summary.wanted} files without an error ({causes_text}); nothing was written"
        )
    elif not good:
        print("nothing was made: mend the above, or leave --strict out", file=sys.stderr)
    return good


def outlook(found: Outlook) -> None:
    """What a run into a known folder changes, before the first file is written."""
    if found.changed or found.new:
        print(found.line(), file=sys.stderr)


def _counts(cause: Cause) -> dict[str, object]:
    return {
        "severity": cause.severity, "code": cause.code, "title": cause.title, "slot": cause.slot,
        "remedy": cause.remedy, "rows": cause.rows, "files": cause.files,
    }  # fmt: skip


def _write_csv(name: str, causes: Sequence[Cause]) -> None:
    """What is wrong as a table, where one is asked for."""
    if not name:
        return
    from designer_app.files import write_bytes
    from designer_app.production.flight.causes import causes_csv

    write_bytes(Path(name), causes_csv(causes))


def report(
    summary: Summary,
    *,
    out: str,
    as_json: bool,
    sheets: Sequence[str] = (),
    notes: bool = True,
    csv: str = "",
) -> None:
    """The findings on stderr, then a table of files by size and kit, or all of it as JSON."""
    from designer_app.production.records import placed

    if csv:
        from designer_app.production.flight.causes import causes_of

        _write_csv(csv, causes_of(summary.findings, summary.results))
    if as_json:
        print_json(summary_json(summary, out) | ({"sheets": list(sheets)} if sheets else {}))
        return
    general = set(summary.findings)
    causes = [
        placed(finding, result)
        for result in summary.results
        for finding in result.findings
        if finding not in general
    ]
    print_findings([*summary.findings, *causes], notes=notes)
    _table(summary)
    made = f"{len(summary.made)} of {summary.wanted} files"
    size = bytes_text(sum(result.bytes for result in summary.made))
    if summary.stopped:
        print(f"stopped: {made} are done and whole; the same command makes the rest")
    else:
        kept = (
            f" ({len(summary.made) - summary.kept} written, {summary.kept} unchanged)" if summary.kept else ""
        )
        print(f"{made}{kept}, {size}, in {out}")


def summary_json(summary: Summary, out: str) -> dict[str, object]:
    """The machine-readable summary: ``files`` written, ``failures`` with their findings, counts."""
    return {
        "ok": summary.ok,
        "stopped": summary.stopped,
        "out": out or None,
        "wanted": summary.wanted,
        "written": len(summary.made) - summary.kept if out else 0,
        "unchanged": summary.kept,
        "failed": len(summary.failed),
        "files": list(summary.made),
        "failures": list(summary.failed),
        "findings": list(summary.findings),
    }


def _table(summary: Summary) -> None:
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in summary.results:
        groups.setdefault((result.size, result.kit), []).append(result)
    rows = []
    for (size, kit), results in groups.items():
        made = [result for result in results if result.ok]
        notes = sum(1 for result in made if any(f.severity == "warning" for f in result.findings))
        rows.append(
            (
                size,
                kit,
                str(len(made)),
                str(len(results) - len(made)) if len(made) < len(results) else "",
                str(notes) if notes else "",
                bytes_text(sum(result.bytes for result in made)),
            )
        )
    if rows:
        print_table(("Size", "Kit", "Made", "Failed", "Warned", "Bytes"), rows, right=(2, 3, 4, 5))
