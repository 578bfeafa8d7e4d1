"""What travels between the planner, the workers and the reports of a batch."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from designer_app.build.harmony import Fit
from designer_app.build.resources import Stamp
from designer_app.design.sizes import Size
from designer_app.design.template import Override
from designer_app.errors import Finding
from designer_app.export.formats import FormatName

# write files; write none, but confirm those that would be the same; write none, but say their hashes; only build; build and look for faults; build and
# say how harmonised texts came out
Mode = Literal["make", "compare", "hash", "build", "inspect", "measure"]


class Setting(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What many cells share: one template, kit, size and language, and where files may come from and go to.

    ``formats`` are the allowed ones in order of preference; only the first is used unless the size's byte
    budget needs another.
    """

    template: str  # folder
    kit: str  # folder
    size: Size
    lang: str
    asked: str = ""  # the language asked for, where the rows' own isn't taken
    formats: tuple[FormatName, ...]
    out: str  # folder
    as_of: str = ""
    overrides: tuple[Override, ...] = ()
    roots: tuple[str, ...] = ()
    source: str = ""  # the table as the user wrote it
    headings: Mapping[str, str] = {}  # slot → its column's heading, where that is another
    strict: bool = False
    quality: int = 90
    chroma: Literal["444", "420"] = "444"
    mode: Mode = "make"
    part: str = ""  # where workers note what they write: the beginning of their ledgers' paths; "" = nowhere
    overwrite: bool = False  # files that a person has touched, too
    timed: bool = False  # say of each cell where its time went


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One file that was written, as the ledger keeps it. ``name`` is the cell's (its file's name in its first
    format), ``path`` the file's own, both relative to the output folder; ``beside`` the touched file that it had to lie
    beside. ``parts`` are what the input key was made
    of (``keys.PARTS``), ``files`` the pictures behind it, by path, as they were."""

    name: str
    path: str
    beside: str = ""
    key: str = ""
    variant: str = ""
    size: str = ""
    kit: str = ""
    lang: str = ""
    page: int = 1
    template: str = ""
    template_version: str = ""
    kit_version: str = ""
    as_of: str = ""
    input: str = ""
    parts: tuple[str, ...] = ()
    scene: str = ""
    file: str = ""
    files: tuple[tuple[str, int, int], ...] = ()
    sha256: str
    bytes: int
    mtime: int
    width: int
    height: int
    format: str
    encoder: str
    slots: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def stamp(self) -> Stamp:
        return self.bytes, self.mtime


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """What the tickets of a setting's cells have in common: the parts of the input key before the row's (``keys.PARTS``)."""

    parts: tuple[str, ...]
    template: str
    kit_version: str


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a cell before it is made: its name, what its input key is made of, and all that the ledger holds
    of its file and of those that bear its names, the newest last."""

    name: str
    shared: Shared
    row: str
    known: tuple[Entry, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Of the input key."""
        return (*self.shared.parts, self.row)


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One file to make: a row's raw values in a setting, one page of it, and its name without suffix."""

    number: int
    key: str
    values: Mapping[str, Any]
    page: int = 1
    variant: str = (
        ""  # which of a row's values were taken, of lists in its cells and of those to try: ``2-1``
    )
    series: str = ""  # of those to try: texts that get one size together have the same
    stem: str
    overrides: tuple[Override, ...] = ()  # of this row, from columns of the table
    solved: Mapping[str, float] = {}  # layer → the most that its set lets its type be, artboard px
    ticket: Ticket | None = None


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """Cells of one setting, in the plan's order."""

    setting: Setting
    cells: Sequence[Cell]


class Result(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one cell. ``path`` is relative to the output folder, empty when nothing was written."""

    number: int
    key: str
    size: str
    kit: str
    lang: str
    page: int
    ok: bool
    variant: str = ""
    path: str = ""
    bytes: int = 0
    format: str = ""
    width: int = 0
    height: int = 0
    scene: str = ""
    fits: tuple[Fit, ...] = ()
    files: tuple[tuple[str, int, int], ...] = ()  # what ``fits`` hang on: paths, with size and time
    findings: tuple[Finding, ...] = ()
    sha256: str = ""
    kept: bool = False  # it was there already
    beside: str = ""  # the file that a person has touched, which this one lies beside
    spent: tuple[
        float, ...
    ] = ()  # seconds of each of ``timing.STAGES`` and of the whole, where they are asked for
    passable: bool = False  # not ok by the flight check alone: a run that isn't strict makes it


def thrifty(result: Result, cell: Cell) -> Result:
    """The result with words that its cell or others have, too, shared with them: what comes from another process has its
    own."""
    share = sys.intern
    findings = tuple(
        Finding(
            code=share(one.code), severity=one.severity, file=share(one.file), place=one.place, found=share(one.found),
            expected=share(one.expected), remedy=share(one.remedy), slot=share(one.slot), measure=one.measure,
        )
        for one in result.findings
    )  # fmt: skip
    return msgspec.structs.replace(
        result, key=cell.key, findings=findings, size=share(result.size), kit=share(result.kit), lang=share(result.lang),
        format=share(result.format),
    )  # fmt: skip


def result_of(entry: Entry, number: int, *, kept: bool) -> Result:
    """The result of a cell whose file the ledger knows."""
    return Result(
        number=number, key=entry.key, size=entry.size, kit=entry.kit, lang=entry.lang, page=entry.page, ok=True,
        variant=entry.variant, path=entry.path, bytes=entry.bytes, format=entry.format, width=entry.width,
        height=entry.height, scene=entry.scene, findings=entry.findings, kept=kept, beside=entry.beside, sha256=entry.sha256,
    )  # fmt: skip


def failed(setting: Setting, cell: Cell, finding: Finding) -> Result:
    """The result of a cell that came to nothing for one cause."""
    return Result(
        number=cell.number, key=cell.key, size=setting.size.id,
        kit=setting.kit.replace("\\", "/").rpartition("/")[2], lang=setting.lang, page=cell.page,
        variant=cell.variant, ok=False, findings=(finding,),
    )  # fmt: skip


def stuck(limit: str) -> Finding:
    """Of a cell that takes longer than the ``limit``."""
    return Finding(
        code="cell-stuck", found=f"no end within {limit}", expected="a picture in that time",
        remedy="a picture or font in this row may be broken or too large",
    )  # fmt: skip


def in_own_words(finding: Finding, setting: Setting) -> Finding:
    """The finding with the column's heading as it stands in the table instead of the slot that it fills."""
    place, column, slot = finding.place.rpartition("column ")
    of_row = finding.file == setting.source or place.startswith("row ")  # the file may be the row's picture
    heading = setting.headings.get(slot) if column and of_row else None
    return msgspec.structs.replace(finding, place=f"{place}column {heading}") if heading else finding


def placed(finding: Finding, result: Result) -> Finding:
    """The finding with the row, size and kit that it was seen in."""
    if finding.severity == "note" or finding.code == "column-absent":
        return finding
    seen = f"({result.key}, {result.size}, {result.kit})"
    return msgspec.structs.replace(finding, place=f"{finding.place} {seen}".strip())
