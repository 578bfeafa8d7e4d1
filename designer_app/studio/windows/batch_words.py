"""What the flight check says, in the window's words and language: causes, remedies, mends."""

from __future__ import annotations

from collections.abc import Mapping

from designer_app import wording
from designer_app.errors import Finding
from designer_app.production.flight.causes import Cause, Sighting, remedied, titled
from designer_app.production.mending import Mend
from designer_app.production.verifying import Verdict
from designer_app.studio.windows.batch_state import Run
from designer_app.studio.words import finding_expected, language, number_text, plural, tr


def cause_title(cause: Cause, labels: Mapping[str, str] | None = None) -> str:
    """The cause in a few words. ``labels`` are what people call slots."""
    known = labels or {}
    said = titled(cause, language(), known.get(cause.slot, cause.slot), nameless=tr("Text"), labels=known)
    return capital(said)


def seen_title(cause: Cause, seen: Sighting, labels: Mapping[str, str] | None = None) -> str:
    """One sighting of it."""
    return capital(titled(cause, language(), (labels or {}).get(cause.slot, cause.slot), seen, tr("Text")))


def seen_detail(cause: Cause, seen: Sighting) -> str:
    """What was found, what is wanted, what to do: the engine's own English, else what it quotes and the table's words."""
    finding = Finding(code=cause.code, found=seen.found, expected=seen.expected, remedy=seen.remedy)
    wanted = finding_expected(finding)
    if language() == "en":
        parts = [seen.found, wanted, seen.remedy]
    else:
        quoted = ", ".join(f"«{value}»" for value in wording.quoted(seen.found))
        parts = [quoted, wanted, wording.advice(finding, language())]
    return "\n".join(capital(part) for part in parts if part)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def remedy_of(cause: Cause, mends: tuple[Mend, ...]) -> tuple[str, bool]:
    """What to do about it in two or three words, and whether a click does it."""
    first = next((mend for mend in mends if mend.kind in ("closest", "column", "quality")), None)
    if first is not None:
        return mend_title(first), True
    if cause.severity == "error" and any(mend.kind in ("fill", "skip") for mend in mends):
        return tr("Mend…"), True
    return capital(wording.remedy(cause.code, language()) or remedied(cause, language())), False


_BY = {
    "text-cut": "over by {n}", "text-overflow": "over by {n}", "text-too-long": "over by {n}", "text-shrunk": "{n}%",
    "low-contrast": "contrast {n}", "low-resolution": "{n} times", "outside-margin": "{n} px", "outside-safe-area": "{n} px",
}  # fmt: skip


def seen_remedy(cause: Cause, seen: Sighting) -> str:
    """Of one row: by how much it is wrong, else the near name, else nothing that its cause doesn't say."""
    if cause.code in _BY:
        return tr(_BY[cause.code], n=_number(seen.measure))
    if not seen.remedy.startswith("did you mean"):
        return ""
    return wording.advice(Finding(code=cause.code, remedy=seen.remedy), language())


def mend_title(mend: Mend) -> str:
    match mend.kind:
        case "closest":
            return tr("Use the closest names")
        case "column":
            return tr("Use the column “{name}”", name=mend.name)
        case "fill":
            return tr("Fill in “{name}”", name=mend.name)
        case "quality":
            return tr("Lower the quality to {quality}", quality=mend.name)
    return tr("Leave this row out") if mend.rows == 1 else tr("Leave these rows out")


def mend_detail(mend: Mend) -> str:
    """What it helps: ``fits 35 of 37``."""
    match mend.kind:
        case "closest":
            return tr("found for {helps} of {rows}", helps=mend.helps, rows=mend.rows)
        case "column":
            return tr("shorter in {helps} of {rows}", helps=mend.helps, rows=mend.rows)
        case "fill":
            return tr("the same text for {rows}", rows=plural(mend.rows, "row"))
        case "quality":
            return tr("of all JPEG, WebP and AVIF files")
    return tr("the table stays as it is")


def _number(value: float) -> str:
    whole = value == int(value) or value >= 100
    return (
        number_text(value, 0)
        if whole
        else number_text(value, 1 if value >= 10 else 2).rstrip("0").rstrip(".,")
    )


def seconds_text(seconds: float) -> str:
    """``9 s``, ``3 min``."""
    if seconds < 1:
        return tr("under a second")
    if seconds < 100:
        return tr("{n} s", n=number_text(seconds))
    return tr("{n} min", n=number_text(seconds / 60))


def short_fault(finding: Finding) -> str:
    """Why a row was left out, in a few words."""
    what = finding.slot or finding.place.rpartition("column ")[2]
    said = wording.many(finding.code, language(), what=what, measures=[_number(finding.measure)])
    return said or wording.title(finding.code, language())


def run_words(run: Run, ready: int, paused: bool) -> tuple[str, str]:
    """What a run has come to: a headline and a line below it. ``ready`` files were to be made."""
    summary = run.summary
    lost = next((f for f in summary.findings if f.severity == "error"), None)
    if lost is not None:
        return capital(wording.sentence(lost, language())), wording.line(lost, language())
    if summary.stopped:
        done, total = number_text(run.made), number_text(ready)
        head = "Paused: {done} of {total} files" if paused else "Stopped: {done} of {total} files"
        return tr(head, done=done, total=total), tr(
            "What is written stays written; the rest is made when you go on."
        )
    head = "{files} confirmed in {time}" if run.made and run.kept == run.made else "{files} made in {time}"
    title = tr(head, files=plural(run.made, "file"), time=seconds_text(run.seconds))
    return title, " ".join(_said(run))


def _said(run: Run) -> list[str]:
    said = []
    fresh = run.made - run.kept
    if fresh and run.kept:
        said.append(tr("{new} new, {kept} unchanged.", new=number_text(fresh), kept=number_text(run.kept)))
    elif run.kept:
        said.append(tr("All of them are unchanged: nothing was written."))
    if run.left:
        said.append(tr("Left out: {rows}.", rows=plural(len(run.left), "row")))
    beside = sorted({name.rpartition("/")[2] for name in run.summary.companions})[:3]
    if beside:
        said.append(tr("Beside them: {files}.", files=", ".join(beside)))
    touched = sum(1 for f in run.summary.findings if f.code == "touched-file")
    if touched:
        said.append(tr("Changed by hand and left alone: {files}.", files=plural(touched, "file")))
    return said


def verdict_words(verdict: Verdict) -> str:
    """What comparing the files with the receipt came to."""
    if verdict.ok:
        return tr("Verified: {files}, each the same as when made again.", files=plural(verdict.files, "file"))
    first = next((wording.line(f, language()) for f in verdict.findings), "")
    return f"{tr('Not as they were made:')} {first}"
