"""From a job to the list of files to make: rows × sizes × kits × languages × variants × pages × formats."""

from __future__ import annotations

import itertools
import os
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from designer_app.build.harmony import is_harmonised
from designer_app.build.requests import supports
from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, find_template, kit_names
from designer_app.design.overrides import stale
from designer_app.design.sizes import Size, load_sizes, named_sizes, parse_sizes
from designer_app.design.slots import column_names
from designer_app.design.template import LoadedTemplate
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.files import check_folder
from designer_app.production.corrections import corrected, with_reserved
from designer_app.production.drafting import Draft, Trial
from designer_app.production.headings import matched
from designer_app.production.jobs import Job, reading_of
from designer_app.production.name_clashes import check_names
from designer_app.production.naming import check_pattern, names_in_pattern
from designer_app.production.origin import Origin
from designer_app.production.packed import Each
from designer_app.production.records import Cell, Chunk, Mode, Result
from designer_app.production.reserved import NAME, multiplied, unfolded
from designer_app.production.row_overrides import row_overrides
from designer_app.production.rows import Rows, load_rows, one_row
from designer_app.production.selecting import selected
from designer_app.production.several import one_value_each
from designer_app.production.subtables import read_cell, with_tables
from designer_app.production.unmatched import unmatched_columns

_NAMED_SIZES = 6  # that the note about those left out names


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a job comes to. ``refused`` are files that can't be made, known before anything is built.

    ``series`` are the cells that decide together how large their texts are (``harmony.harmonise``): those of the
    whole table, whatever rows and sizes are made; empty where no text declares a harmony, and once it is solved.
    """

    chunks: tuple[Chunk, ...]
    series: tuple[Chunk, ...] = ()
    refused: tuple[Result, ...] = ()
    findings: tuple[Finding, ...] = ()
    jobs: tuple[Job, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(chunk.cells) for chunk in self.chunks)


def make_plan(
    job: Job,
    out: str,
    *,
    file: str = "",
    strict: bool = False,
    mode: Mode = "make",
    among: Sequence[str] = (),
    flags: Collection[str] = (),
) -> Plan:
    """Read everything that the job names and list its cells, in a fixed order.

    ``file`` is the job's file for findings, ``flags`` those of its fields that a command line has said; ``among`` are sizes that aren't made but belong to the series of
    which those made are a part. Raises ``DesignError`` (usage for unknown names and slots).
    """
    job = _with_project(job, file)
    origin = Origin(file, frozenset(flags))
    with origin.asked("template"):
        loaded = find_template(job.template)
    with origin.asked("kits"):
        kits = [find_kit(name) for name in job.kits or _default_kits(loaded)]
    pack = load_sizes(Path(job.sizes_file) if job.sizes_file else None)
    with origin.asked("sizes"):
        sizes, left = _asked_sizes(job, pack, loaded)
    with origin.asked("among"):
        everywhere = parse_sizes(",".join((*job.sizes, *among)), pack)
    slots = loaded.template.slots
    table = with_tables(multiplied(read_rows(job, loaded, file), slots), slots) if job.data else one_row()
    deviations, deviating = row_overrides(table, loaded, job.columns)
    variants = _variants(job.vary)
    rows = _chosen(table, job.rows, variants)
    for field in ("where", "order", "range", "sample"):
        if wish := getattr(job, field):
            with origin.asked(field):
                rows = selected(rows, **{field: wish})
    _check_folders(job)
    with origin.asked("langs"):
        for lang in job.langs:
            _check_language(lang)
    if mode == "make":
        check_folder(Path(out))
    with origin.asked("set"):
        fixed = _checked_slots(loaded, job.set, "--set")
    with origin.asked("vary"):
        _checked_slots(loaded, job.vary, "--vary")
    pattern = job.name or _default_name(kits, job.langs)
    with origin.asked("name"):
        check_pattern(pattern, (*column_names(loaded.template.slots), *rows.columns, NAME))
    if job.captions:
        from designer_app.production.caption_words import check_captions

        with origin.asked("captions"):
            check_captions(job.captions, (*slots, *rows.columns))
    findings = [*left, *rows.findings]
    if job.data:
        used = (*names_in_pattern(pattern), *deviating, job.key, job.captions)
        findings += unmatched_columns(rows, slots, used)
    by_row = bool(job.data) and any(override.row for override in job.overrides)
    findings += stale(loaded, job.overrides, file, set(_names_of_rows(table, variants)) if by_row else None)

    series_is_one = is_harmonised(
        loaded, (*job.overrides, *itertools.chain.from_iterable(deviations.values()))
    )
    again = len(sizes) * max(1, len(job.formats)) > 1 or series_is_one
    languages: dict[tuple[str, str], str] | None = {} if again else None

    def drafted(rows: Rows, sizes: Sequence[Size], pattern: str, *, exact: bool = False) -> Draft:
        draft = Draft(
            loaded, rows, fixed, variants, pattern, job, out, strict, mode, pack, deviations, languages, exact
        )
        for kit, size, lang_wish in itertools.product(kits, sizes, job.langs or ("",)):
            draft.add(kit, size, lang_wish)
        return draft

    draft = drafted(rows, sizes, pattern)
    if draft.may_clash:
        draft = drafted(rows, sizes, pattern, exact=True)
    with origin.asked("name"):
        check_names(pattern, draft)
    series: tuple[Chunk, ...] = ()
    if series_is_one and rows is table and everywhere == sizes and not draft.clashes:
        series = draft.chunks()
    elif series_is_one:
        series = drafted(table, everywhere, "").chunks()
    return Plan(
        chunks=draft.chunks(),
        series=series,
        refused=tuple(draft.refused),
        findings=tuple(dict.fromkeys([*findings, *draft.findings, *draft.without_files()])),
        jobs=(job,),
    )


def _with_project(job: Job, file: str) -> Job:
    """The job with its file's folder, the project's, among those that rows may read pictures from, after all others."""
    folder = str(Path(file).parent) if file else ""
    known = (os.path.dirname(job.data), *job.assets)
    if not folder or os.path.abspath(folder) in map(os.path.abspath, known):
        return job
    return msgspec.structs.replace(job, assets=(*job.assets, folder))


def read_rows(job: Job, loaded: LoadedTemplate, file: str = "") -> Rows:
    """The job's table as a template sees it: without skipped rows, a column for each slot, corrected. All rows, in the
    table's order. Raises ``DesignError``."""
    table = load_rows(Path(job.data), job.key, reading_of(job))
    table = matched(unfolded(with_reserved(table, job.cells)), loaded.template.slots, job.columns, file)
    return one_value_each(corrected(table, job.cells, file), loaded.template.slots, job.vary)


def _asked_sizes(
    job: Job, pack: Mapping[str, Size], loaded: LoadedTemplate
) -> tuple[Sequence[Size], list[Finding]]:
    """The sizes to make, and what is left out. A group (``vk``, ``kind:story``) asks for those of its sizes whose
    class the template supports; a size named by itself, or a list of which none is supported, is asked for as it
    is, and fails where it isn't."""
    text = ",".join(job.sizes)
    sizes = parse_sizes(text, pack)
    named = named_sizes(text, pack)
    kept = [size for size in sizes if size.id in named or supports(loaded, size)]
    if not kept or len(kept) == len(sizes):
        return sizes, []
    left = [size for size in sizes if size not in kept]
    classes = ", ".join(sorted({size.size_class for size in left}))
    ids = [size.id for size in left]
    more = f" and {len(ids) - _NAMED_SIZES} more" if len(ids) > _NAMED_SIZES else ""
    return kept, [
        Finding(
            code="sizes-left-out", severity="note", file=loaded.file, place="sizes",
            found=f"{len(ids)} of a group's sizes ({classes}): {', '.join(ids[:_NAMED_SIZES])}{more}",
            expected="classes of the template: " + ", ".join(loaded.template.classes),
            remedy="name a size by itself to be told of it as an error",
        )
    ]  # fmt: skip


def _default_kits(loaded: LoadedTemplate) -> tuple[str, ...]:
    known = kit_names()
    return (loaded.template.home,) if loaded.template.home in known else tuple(known[:1])


def _default_name(kits: Sequence[Kit], langs: Sequence[str]) -> str:
    """``{{_name}}-{{size}}-{{page}}`` (a row's key where it has no ``_name``) with what else tells the files apart."""
    more = [hole for hole, several in (("{{kit}}", len(kits) > 1), ("{{lang}}", len(langs) > 1)) if several]
    return "-".join([f"{{{{{NAME}}}}}", "{{size}}", *more, "{{page}}"])


def _variants(vary: Mapping[str, Sequence[str]]) -> list[Trial]:
    """Every combination of the values to try; the variant's name is the numbers of its values (``1``, ``2-1``),
    none where there is nothing to try."""
    choices = [
        [(str(i), slot, value) for i, value in enumerate(values, 1)]
        for slot, values in vary.items()
        if values
    ]
    return [
        ("-".join(number for number, _, _ in picks), {slot: value for _, slot, value in picks})
        for picks in itertools.product(*choices)
    ]


def _checked_slots(loaded: LoadedTemplate, values: Mapping[str, Any], flag: str) -> dict[str, Any]:
    """Raises ``DesignError`` (usage) naming every slot that the template hasn't."""
    known = column_names(loaded.template.slots)
    found = [
        Finding(
            code="unknown-slot", place=f"{flag} {name}", found=f"'{name}'",
            expected=f"a slot of template '{loaded.id}'", remedy=did_you_mean(name, known),
        )
        for name in values
        if name.partition(":")[0] not in known
    ]  # fmt: skip
    if found:
        raise DesignError(*found, usage=True)
    tables = [name for name in values if (slot := loaded.template.slots.get(name)) and slot.type == "table"]
    return {
        **values,
        **{name: read_cell(values[name], Path(), loaded.file, f"{flag} {name}") for name in tables},
    }


def _check_folders(job: Job) -> None:
    for folder in job.assets:
        if not os.path.isdir(folder):
            raise fail(
                "missing-folder", file=folder, place="--assets", found="a file" if os.path.exists(folder) else "no such folder",
                expected="a folder with pictures", remedy="check the name",
            )  # fmt: skip


def _check_language(lang: str) -> None:
    """Raises ``DesignError`` (usage) for what no locale speaks."""
    from babel.localedata import exists, locale_identifiers

    if not exists(lang.replace("-", "_")):
        codes = [code for code in locale_identifiers() if len(code) < 4]
        near = did_you_mean(lang, codes)
        error = fail(
            "unknown-language", place="--lang", found=f"'{lang}'", expected="a code such as ru, en or de",
            remedy=near if near.startswith("did you mean") else "",
        )  # fmt: skip
        error.usage = True
        raise error


def _names_of_rows(rows: Rows, variants: Sequence[Trial]) -> dict[str, set[str]]:
    """Every key that means a row or several, with theirs: their own, that of the row that they were made of, those of
    their variants."""
    found: dict[str, set[str]] = {key: {key} for key in rows.keys}
    for key, (base, _) in rows.variants.items():
        found.setdefault(base, set()).add(key)
    for key in rows.keys:
        for series, _ in variants:
            if series:
                found.setdefault(f"{key}-{series}", set()).add(key)
    return found


def _chosen(rows: Rows, keys: Sequence[str], variants: Sequence[Trial]) -> Rows:
    if not keys:
        return rows
    named = _names_of_rows(rows, variants)
    missing = [key for key in keys if key not in named]
    if missing:
        error = DesignError(
            *[
                Finding(
                    code="unknown-row", file=rows.source, found=f"'{key}'", expected="the key of a row",
                    remedy=did_you_mean(key, rows.keys),
                )
                for key in missing
            ],
            usage=True,
        )  # fmt: skip
        raise error
    return rows.picked(set().union(*(named[key] for key in keys)))


def merged(plans: Sequence[Plan]) -> Plan:
    """Several plans as one, in their order. Their names must lie in folders of their own."""
    return Plan(
        chunks=_renumbered([chunk for plan in plans for chunk in plan.chunks]),
        series=_renumbered([chunk for plan in plans for chunk in plan.series]),
        refused=tuple(result for plan in plans for result in plan.refused),
        findings=tuple(dict.fromkeys(finding for plan in plans for finding in plan.findings)),
        jobs=tuple(job for plan in plans for job in plan.jobs),
    )


def _numbered(first: int, at: int, cell: Cell) -> Cell:
    return msgspec.structs.replace(cell, number=first + at)


def _renumbered(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    found: list[Chunk] = []
    number = 0
    for chunk in chunks:
        cells = Each(chunk.cells, partial(_numbered, number))
        number += len(cells)
        found.append(msgspec.structs.replace(chunk, cells=cells))
    return tuple(found)
