"""What a batch shows while it runs and when it is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designer_app.cli.output import bytes_text, language, print_findings, print_json, print_table
from designer_app.wording.sentences import counts, sentence

if TYPE_CHECKING:
    from designer_app.errors import Finding
    from designer_app.production.batch import Summary
    from designer_app.production.flight.causes import Cause, Sighting
    from designer_app.production.progress import Progress, Standing
    from designer_app.production.records import Result
    from designer_app.production.renewing import Outlook

_FEW = 4  # lines that one cause may take
_STEP = 0.5  # seconds between lines for machines


@contextmanager
def told(total: int, *, quiet: bool, verb: str = "making") -> Iterator[Callable[[Result], None]]:
    """How far it is, on stderr: a bar in a terminal, a line of JSON twice a second where ``quiet`` (for machines),
    nothing anywhere else. Yields what hears of each result."""
    from designer_app.production.progress import Progress

    progress = Progress(total)
    if quiet:
        with _lines(progress, verb) as tell:
            yield tell
    elif sys.stderr.isatty():
        with _bar(progress, verb) as tell:
            yield tell
    else:
        yield progress.note


@contextmanager
def _lines(progress: Progress, verb: str) -> Iterator[Callable[[Result], None]]:
    import msgspec

    last = time.monotonic()

    def say() -> None:
        nonlocal last
        last = time.monotonic()
        line = {"progress": verb, **msgspec.structs.asdict(progress.standing)}
        print(msgspec.json.encode(line).decode(), file=sys.stderr, flush=True)

    def tell(result: Result) -> None:
        progress.note(result)
        if time.monotonic() - last >= _STEP:
            say()

    yield tell
    if progress.total:
        say()


@contextmanager
def _bar(progress: Progress, verb: str) -> Iterator[Callable[[Result], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[now]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=progress.total, now="")

        def tell(result: Result) -> None:
            progress.note(result)
            bar.update(task, advance=1, now=standing_text(progress.standing))

        yield tell


def standing_text(now: Standing) -> str:
    """``31/s · 2 min 5 s left · 3 failed · tea-7 · vk-post-square``."""
    parts = []
    if now.rate:
        parts.append(f"{now.rate:.0f}/s" if now.rate >= 10 else f"{now.rate:.1f}/s")
    if now.left is not None:
        minutes, seconds = divmod(round(now.left), 60)
        parts.append(f"{minutes} min {seconds} s left" if minutes else f"{seconds} s left")
    if now.failed:
        parts.append(f"{now.failed} failed")
    parts.append(f"{now.key} · {now.size}"[:40])
    return " · ".join(parts)


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
            print(cause.line(language()), file=stream)
    if last:
        found = {s: sum(1 for c in causes if c.severity == s) for s in ("error", "warning", "note")}
        _say("dry-run", made=len(summary.made), wanted=summary.wanted, causes=counts(language(), **found))
    elif not good:
        print(sentence("strict", language()), file=sys.stderr)
    return good


def _say(name: str, **values: object) -> None:
    print(sentence(name, language(), **values))


def outlook(found: Outlook) -> None:
    """What a run into a known folder changes, before the first file is written."""
    if found.changed or found.new:
        print(found.line(language()), file=sys.stderr)


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

    write_bytes(Path(name), causes_csv(causes, language()))


def report(
    summary: Summary,
    *,
    out: str,
    as_json: bool,
    sheets: Sequence[str] = (),
    notes: bool = True,
    csv: str = "",
    spent: Mapping[str, float] | None = None,
) -> None:
    """What is wrong on stderr, then a table of files by size and kit, or all of it as JSON."""
    from designer_app.production.flight.causes import causes_of

    causes = causes_of(summary.findings, summary.results) if csv or not as_json else ()
    _write_csv(csv, causes)
    if as_json:
        print_json(
            summary_json(summary, out)
            | ({"sheets": list(sheets)} if sheets else {})
            | ({"timings": dict(spent)} if spent else {})
        )
        return
    _tell(causes, notes)
    _table(summary)
    made = len(summary.made)
    size = bytes_text(sum(result.bytes for result in summary.made))
    if summary.stopped:
        _say("stopped", made=made, wanted=summary.wanted)
    else:
        same = summary.kept
        kept = sentence("kept", language(), written=made - same, same=same) if same else ""
        _say("made", made=made, wanted=summary.wanted, kept=kept, size=size, out=out)
        if summary.companions:
            _say("beside", names=_named(summary.companions))
    if spent:
        print(timings_text(spent))


def _tell(causes: Sequence[Cause], notes: bool) -> None:
    """What is wrong, word by word; what is wrong in many ways for one cause, as that."""
    for cause in causes:
        if cause.severity == "note" and not notes:
            continue
        if len({(seen.file, seen.found, seen.expected, seen.remedy) for seen in cause.sightings}) > _FEW:
            print(cause.line(language()), file=sys.stderr)
        else:
            print_findings([_placed(cause, seen) for seen in cause.sightings])


def _placed(cause: Cause, seen: Sighting) -> Finding:
    """What was seen, with its row, size and kit."""
    from designer_app.errors import Finding

    known = seen.key and cause.severity != "note" and cause.code != "column-absent"
    where = f" ({seen.key}, {seen.size}, {seen.kit})" if known else ""
    return Finding(
        code=cause.code, severity=cause.severity, file=seen.file, place=f"{seen.place}{where}".strip(), found=seen.found,
        expected=seen.expected, remedy=seen.remedy,
    )  # fmt: skip


def timings_text(spent: Mapping[str, float]) -> str:
    """``12.3 s in cells, 7.1 s on the clock: paint 4.1 s (33 %), text …``: the largest first."""
    cells = spent["cells"] or 1.0
    stages = sorted(
        ((name, s) for name, s in spent.items() if name not in ("cells", "elapsed")), key=lambda one: -one[1]
    )
    parts = ", ".join(f"{name} {seconds:.2f} s ({100 * seconds / cells:.0f} %)" for name, seconds in stages)
    return f"{spent['cells']:.2f} s in cells, {spent['elapsed']:.2f} s on the clock: {parts}"


def _named(names: Sequence[str]) -> str:
    """``contact-sheet.pdf, vk.zip and 38 more``."""
    last = sorted(names, key=lambda name: (name.endswith(".txt"), name))
    more = sentence("more", language(), n=len(last) - 4) if len(last) > 4 else ""
    return ", ".join(last[:4]) + more


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
        "files": summary.made,
        "companions": list(summary.companions),
        "failures": summary.failed,
        "findings": list(summary.findings),
    }


class _Group(NamedTuple):
    """What became of the cells of one size and kit."""

    made: int = 0
    failed: int = 0
    warned: int = 0
    bytes: int = 0

    def with_(self, result: Result) -> _Group:
        if not result.ok:
            return self._replace(failed=self.failed + 1)
        warned = any(f.severity == "warning" for f in result.findings)
        return self._replace(made=self.made + 1, warned=self.warned + warned, bytes=self.bytes + result.bytes)


def _table(summary: Summary) -> None:
    groups: dict[tuple[str, str], _Group] = {}
    for result in summary.results:
        place = (result.size, result.kit)
        groups[place] = groups.get(place, _Group()).with_(result)
    rows = [
        (size, kit, str(one.made), str(one.failed or ""), str(one.warned or ""), bytes_text(one.bytes))
        for (size, kit), one in groups.items()
    ]
    if rows:
        heads = ("size", "kit", "ready", "failed", "warned", "bytes")
        print_table([sentence(head, language()) for head in heads], rows, right=(2, 3, 4, 5))
