"""What the flight check says, in the window's words and language: causes, remedies, mends."""

from __future__ import annotations

from collections.abc import Mapping

from designer_app.editor.mending import number_in
from designer_app.errors import Finding
from designer_app.production.flight.causes import Cause, Sighting
from designer_app.production.mending import Mend
from designer_app.production.verifying import Verdict
from designer_app.studio.fault_words import quoted
from designer_app.studio.windows.batch_state import Run
from designer_app.studio.words import language, number_text, plural, tr

# code → what is wrong; {what} is the slot, column or layer, {range} the least to the greatest measure
_TITLES = {
    "text-cut": "{what} too long by {range} characters",
    "text-overflow": "{what} too long by {range} characters, runs out of its frame",
    "text-no-room": "{what} has no room for one line",
    "word-broken": "{what} with words wider than their box",
    "text-too-long": "{what} {range} characters over its limit",
    "text-shrunk": "{what} shrunk to {range} % of its size",
    "low-contrast": "{what} hard to read, contrast {range}",
    "low-resolution": "{what} enlarged {range} times",
    "outside-safe-area": "{what} {range} px outside the safe area",
    "outside-margin": "{what} {range} px outside the margin",
    "missing-file": "{what}: picture not found",
    "missing-glyph": "{what} with characters that no font has",
    "budget-at-risk": "May pass the limit of bytes {range} times (±25 %)",
    "value-missing": "{what} is empty",
    "column-absent": "No column {what}",
    "column-matched": "Column “{what}” matched by its meaning",
    "columns-unused": "Columns that nothing takes",
    "unused-column": "Column {what}: nothing takes it",
    "sizes-left-out": "Sizes that the template has no layout for",
    "rows-skipped": "Rows left out",
    "stale-correction": "Corrections of rows that are gone",
    "encoding-guessed": "Encoding of the table guessed",
    "picture-matched": "File names matched despite case or spaces",
    "name-clash": "Two files would have the same name",
    "ad-mark-missing": "No mark of advertising",
    "safe-area-unknown": "The platform names no safe area",
    "text-too-small": "{what} is too small to read",
    "legal-too-small": "{what}: legal text too small",
    "picture-too-small": "{what}: picture too small",
    "style-missing": "{what}: a type style that the kit lacks",
    "bad-value": "{what}: a value that can't be read",
    "bad-money": "{what} can't be read as money",
    "bad-number": "{what} can't be read as a number",
    "bad-date": "{what} can't be read as a date",
    "passed": "Nothing to mend in this row",
    "wrong-discount": "Discount and prices disagree",
    "duplicate-key": "Two rows with one key",
    "separator-guessed": "Separator of the table guessed",
    "row-without-file": "Rows without a file",
    "row-numbers-as-keys": "Rows go by their numbers: no column names them all",
    "banned-word": "A word that the brand doesn't use",
}
_REMEDIES = {
    "text-cut": "Shorten the text", "text-overflow": "Shorten the text", "text-no-room": "Shorten the text",
    "text-too-long": "Shorten the text", "text-shrunk": "Shorten the text", "word-broken": "Shorten the word",
    "low-contrast": "Another colour or picture", "low-resolution": "A larger picture",
    "outside-safe-area": "Move it in", "outside-margin": "Move it in", "missing-file": "Check the name",
    "value-missing": "Fill in the cell", "budget-at-risk": "Lower the quality", "missing-glyph": "Another font or character",
    "column-matched": "Nothing to do", "picture-matched": "Nothing to do", "rows-skipped": "Nothing to do",
    "encoding-guessed": "Nothing to do", "sizes-left-out": "Nothing to do", "column-absent": "The template's own is used",
    "separator-guessed": "Nothing to do", "safe-area-unknown": "Look at one", "ad-mark-missing": "Give it more room",
    "unused-column": "Match the columns", "columns-unused": "Match the columns", "legal-too-small": "Give it more room",
    "row-numbers-as-keys": "Fill in the cells of the key", "bad-money": "Correct the cell", "bad-number": "Correct the cell",
    "bad-date": "Correct the cell", "bad-value": "Correct the cell", "duplicate-key": "Correct the cell",
}  # fmt: skip


def cause_title(cause: Cause, labels: Mapping[str, str] | None = None) -> str:
    """The cause in a few words; of codes without words here the engine's own. ``labels`` are what people call slots."""
    phrase = _TITLES.get(cause.code)
    if phrase is None:
        return cause.title[:1].upper() + cause.title[1:]
    measures = [seen.measure for seen in cause.sightings]
    return _phrase(phrase, (labels or {}).get(cause.slot, cause.slot), _range(measures))


def seen_title(cause: Cause, seen: Sighting, labels: Mapping[str, str] | None = None) -> str:
    """One sighting of it."""
    phrase = _TITLES.get(cause.code)
    if phrase is None or "{range}" not in phrase:
        return cause_title(cause, labels)
    return _phrase(phrase, (labels or {}).get(cause.slot, cause.slot), _range([seen.measure]))


def seen_detail(cause: Cause, seen: Sighting) -> str:
    """What was found, what is wanted, what to do: the engine's own English, else as much as the window has words for."""
    if language() == "en" or cause.code not in _TITLES:
        wanted = tr("Expected: {what}", what=seen.expected) if seen.expected else ""
        parts = [seen.found, wanted, seen.remedy]
    else:
        value = quoted(seen.found)
        limit = number_in(seen.expected) if cause.code == "text-too-long" else 0.0
        parts = [
            f"«{value}»" if value else "",
            tr("{n} characters at most", n=int(limit)) if limit else "",
            tr(_REMEDIES[cause.code]) if cause.code in _REMEDIES else "",
        ]
    return "\n".join(p[:1].upper() + p[1:] for p in parts if p)


def _phrase(phrase: str, what: str, measure: str) -> str:
    what = what or tr("Text")
    text = tr(phrase, what=what, range=measure)
    return text[:1].upper() + text[1:]


def remedy_of(cause: Cause, mends: tuple[Mend, ...]) -> tuple[str, bool]:
    """What to do about it in two or three words, and whether a click does it."""
    first = next((mend for mend in mends if mend.kind in ("closest", "column", "quality")), None)
    if first is not None:
        return mend_title(first), True
    known = _REMEDIES.get(cause.code)
    if known is not None and cause.severity != "error":
        return tr(known), False
    if cause.severity == "error" and any(mend.kind in ("fill", "skip") for mend in mends):
        return tr("Mend…"), True
    return (tr(known) if known else cause.remedy), False


_BY = {
    "text-cut": "over by {n}", "text-overflow": "over by {n}", "text-too-long": "over by {n}", "text-shrunk": "{n} %",
    "low-contrast": "contrast {n}", "low-resolution": "{n} times", "outside-margin": "{n} px", "outside-safe-area": "{n} px",
}  # fmt: skip


def seen_remedy(cause: Cause, seen: Sighting) -> str:
    """Of one row: by how much it is wrong, else the near name, else nothing that its cause doesn't say."""
    if cause.code in _BY:
        return tr(_BY[cause.code], n=_range([seen.measure]))
    return seen.remedy if seen.remedy.startswith("did you mean") else ""


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


def _range(values: list[float]) -> str:
    least, most = _number(min(values)), _number(max(values))
    return least if least == most else f"{least}–{most}"


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


_SHORT = {
    "value-missing": "{what} is empty", "missing-file": "picture not found", "text-too-long": "{what} is too long",
    "bad-picture": "picture is damaged", "worker-died": "ended its process", "cell-stuck": "took too long",
    "bad-money": "{what} is no money", "out-of-memory": "too large for memory", "text-overflow": "{what} runs out of its frame",
}  # fmt: skip


def short_fault(finding: Finding) -> str:
    """Why a row was left out, in three words."""
    phrase = _SHORT.get(finding.code)
    if phrase is None:
        return finding.found or finding.code.replace("-", " ")
    return tr(phrase, what=finding.slot or finding.place.rpartition("column ")[2])


def run_words(run: Run, ready: int, paused: bool) -> tuple[str, str]:
    """What a run has come to: a headline and a line below it. ``ready`` files were to be made."""
    summary = run.summary
    lost = next((f for f in summary.findings if f.severity == "error"), None)
    if lost is not None:
        return (lost.found or lost.code).capitalize(), lost.line()
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
    first = next((f.line() for f in verdict.findings), "")
    return f"{tr('Not as they were made:')} {first}"
