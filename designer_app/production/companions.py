"""Files beside the pictures of a run: captions, archives, contact sheets. Made of what the run made, and only anew where
that has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from designer_app.errors import DesignError, Finding
from designer_app.production.companion import Companion, Companions
from designer_app.production.jobs import Job
from designer_app.production.keeping import Content, Keeper, in_place, put, renewed
from designer_app.production.ledger import Ledger, is_ours
from designer_app.production.plan import Plan
from designer_app.production.records import Entry, Result
from designer_app.production.rows import row_of
from designer_app.scratch import Scratch

_KEPT = 16_000_000  # bytes
_PIECE = 1 << 16  # put aside together


def companions_of(plan: Plan, out: Path) -> Companions:
    """What the plan's jobs wish for beside their pictures."""

    def found(results: Sequence[Result]) -> Iterable[Companion]:
        texts: dict[str, list[Result]] = {}  # caption → pictures of its row
        for job in plan.jobs:
            yield from _of_job(job, plan, out, results, texts)

    return found


def _of_job(
    job: Job, plan: Plan, out: Path, results: Sequence[Result], texts: dict[str, list[Result]]
) -> Iterable[Companion]:
    if job.captions:
        from designer_app.production.captions import captions

        for companion, pictures in captions(job, plan, results):
            texts[companion.name] = pictures
            yield companion
    if job.zip:
        from designer_app.production.archives import archives

        yield from archives(job.zip, plan, out, results, texts)
    if job.contact:
        from designer_app.production.contact_pages import contact_files

        yield from contact_files(job.contact, plan, out, results)


class Versions(msgspec.Struct, frozen=True):
    """What the files of a run were made with: the template and its hash, the kits' hashes by name, the date that counts."""

    template: str
    template_version: str
    kits: Mapping[str, str]
    as_of: str = ""


class Kept(msgspec.Struct, frozen=True):
    """What became of companions: their names as they lie there, and what is to be said."""

    paths: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def keep_companions(
    ledger: Ledger, companions: Iterable[Companion], made_with: Versions, *, overwrite: bool
) -> Kept:
    """Write them as carefully as pictures; those that would come out the same stay as they are. A companion that can't
    be made is told and costs no other."""
    with closing(Keeper()) as keeper:
        return _all_kept(keeper, ledger, companions, made_with, overwrite)


def _all_kept(
    keeper: Keeper, ledger: Ledger, companions: Iterable[Companion], made_with: Versions, overwrite: bool
) -> Kept:
    paths: list[str] = []
    told: list[Finding] = []
    wished = iter(companions)
    while True:
        try:
            companion = next(wished, None)
            if companion is None:
                return Kept(tuple(paths), tuple(told))
            entry = _kept(keeper, ledger, companion, made_with, overwrite)
        except DesignError as error:
            told += error.findings
            continue
        paths.append(entry.path)
        if entry.beside:
            told.append(
                beside_touched(
                    entry, "a file that was changed by hand", "the file that was made",
                    "; --overwrite replaces the other",
                )
            )  # fmt: skip


def _kept(
    keeper: Keeper, ledger: Ledger, companion: Companion, made_with: Versions, overwrite: bool
) -> Entry:
    known = ledger.known(companion.name, [companion.name])
    blank = _entry(companion, made_with)
    for old in reversed(known):
        if old.name != companion.name or old.file != companion.made_of:
            continue
        if is_ours(ledger.out, old.path, (old,)) and in_place(ledger.out, old, known, overwrite):
            now = renewed(old, blank)
            if now != old:
                keeper.note(ledger.part(), now)
            return now
    content = content_of(companion.make)
    return put(keeper, str(ledger.out), ledger.part(), known, companion.name, content, blank, overwrite)[0]


def _entry(companion: Companion, made_with: Versions) -> Entry:
    """What the receipt says of a companion; the file itself isn't there yet."""

    def one(values: set[str]) -> str:
        return values.pop() if len(values) == 1 else ""

    def shared(field: str) -> str:
        return one({str(getattr(picture, field)) for picture in companion.pictures})

    kit = shared("kit")
    row = one({row_of(picture.key, picture.variant) for picture in companion.pictures})  # of all its variants
    return Entry(
        name=companion.name, path="", key=shared("key") or row, variant=shared("variant"), size=shared("size"), kit=kit,
        lang=shared("lang"), template=made_with.template, template_version=made_with.template_version,
        kit_version=made_with.kits.get(kit, ""), as_of=made_with.as_of, file=companion.made_of, sha256="", bytes=0, mtime=0,
        width=0, height=0, format=companion.name.rpartition(".")[2], encoder=companion.encoder, slots=companion.slots,
    )  # fmt: skip


def content_of(make: Callable[[], Iterable[bytes]]) -> Content:
    """Measure what is made in pieces. Up to 16 MB are put aside to be written; what is larger is made again for that."""
    size, found = 0, hashlib.sha256()
    kept, last = Scratch(), bytearray()
    for piece in make():
        size += len(piece)
        found.update(piece)
        if size <= _KEPT:
            last += piece
            if len(last) >= _PIECE:
                kept.append(bytes(last))
                last.clear()
    kept.append(bytes(last))
    return Content(size, found.hexdigest(), make if size > _KEPT else lambda: iter(kept))


def beside_touched(entry: Entry, found: str, expected: str, more: str = "") -> Finding:
    """A new file that lies beside one that people have changed."""
    return Finding(
        code="touched-file", severity="warning", file=entry.beside, found=found, expected=expected,
        remedy=f"the new one is {entry.path}{more}",
    )  # fmt: skip
