"""From a job to the list of files to make: rows × sizes × kits × languages × variants × pages × formats."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.build.harmony import is_harmonised
from designer_app.build.pages import Request, class_of, page_count
from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, find_template, kit_names
from designer_app.design.overrides import stale
from designer_app.design.sizes import Size, load_sizes, parse_sizes
from designer_app.design.slots import column_names
from designer_app.design.template import LoadedTemplate
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.export.formats import FORMATS, FormatName, choose_format, format_named
from designer_app.files import check_folder
from designer_app.production.jobs import Job
from designer_app.production.language import row_language
from designer_app.production.naming import check_pattern, fill_pattern, folded, names_in_pattern
from designer_app.production.records import Cell, Chunk, Mode, Result, Setting
from designer_app.production.rows import Rows, load_rows, one_row

Variant = tuple[str, Mapping[str, str]]  # its name and what it sets


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a job comes to. ``refused`` are files that can't be made, known before anything is built.

    ``series`` are the cells that decide together how large their texts are (``harmony.harmonise``): those of the
    whole table, whatever rows and sizes are made; empty where no text declares a harmony, and once it is solved.
    """

    chunks: tuple[Chunk, ...]
    series: tuple[Chunk, ...] = ()
    refused: tuple[Result, ...] = ()
    findings: tuple[Finding, ...] = ()

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
) -> Plan:
    """Read everything that the job names and list its cells, in a fixed order.

    ``file`` is the job's file for findings; ``among`` are sizes that aren't made but belong to the series of
    which those made are a part. Raises ``DesignError`` (usage for unknown names and slots).
    """
    loaded = find_template(job.template)
    kits = [find_kit(name) for name in job.kits or _default_kits(loaded)]
    pack = load_sizes(Path(job.sizes_file) if job.sizes_file else None)
    sizes = parse_sizes(",".join(job.sizes), pack)
    table = (
        load_rows(Path(job.data), job.key, sheet=job.sheet, encoding=job.encoding) if job.data else one_row()
    )
    rows = _chosen(table, job.rows)
    _check_folders(job)
    for lang in job.langs:
        _check_language(lang)
    if mode == "make":
        check_folder(Path(out))
    fixed = _checked_slots(loaded, job.set, "--set")
    _checked_slots(loaded, job.vary, "--vary")
    variants = _variants(job.vary)
    pattern = job.name or _default_name(kits, job.langs, variants)
    check_pattern(pattern, (*column_names(loaded.template.slots), *rows.columns))
    findings = [*rows.findings, *_near_columns(loaded, rows)]
    findings += stale(loaded, job.overrides, file, set(table.keys) if job.data else None)

    def drafted(rows: Rows, sizes: Sequence[Size], pattern: str) -> _Draft:
        draft = _Draft(loaded, rows, fixed, variants, pattern, job, out, strict, mode)
        for kit, size, lang_wish in itertools.product(kits, sizes, job.langs or ("",)):
            draft.add(kit, size, lang_wish)
        return draft

    draft = drafted(rows, sizes, pattern)
    _check_dimensions(pattern, draft)
    series: tuple[Chunk, ...] = ()
    if is_harmonised(loaded, job.overrides):
        everywhere = parse_sizes(",".join((*job.sizes, *among)), pack)
        series = drafted(table, everywhere, "").chunks()
    return Plan(
        chunks=draft.chunks(),
        series=series,
        refused=tuple(draft.refused),
        findings=tuple(dict.fromkeys([*findings, *draft.findings])),
    )


class _Draft:
    """A plan in the making. Without a ``pattern`` its cells have no names, and none clash."""

    def __init__(
        self,
        loaded: LoadedTemplate,
        rows: Rows,
        fixed: Mapping[str, Any],
        variants: Sequence[Variant],
        pattern: str,
        job: Job,
        out: str,
        strict: bool,
        mode: Mode,
    ) -> None:
        self.loaded, self.rows, self.fixed, self.variants = loaded, rows, fixed, variants
        self.pattern, self.job, self.out, self.strict, self.mode = pattern, job, out, strict, mode
        self.grouped: dict[tuple[str, str, str, str], tuple[Setting, list[Cell]]] = {}
        self.refused: list[Result] = []
        self.findings: list[Finding] = []
        self.taken: dict[str, Cell] = {}  # folded name with format → the cell that has it
        self.clashes: list[tuple[Cell, Cell, Setting]] = []
        self.number = 0
        self.one_page = _has_one_page(loaded, job)

    def add(self, kit: Kit, size: Size, lang_wish: str) -> None:
        """All cells of one kit, size and wished language ("" = the row's)."""
        try:
            class_of(self.loaded, size)
        except DesignError as error:
            self.findings.extend(error.findings)
            self._refuse(kit, size, lang_wish, self.rows.keys, error.findings)
            return
        for formats in self._formats(size):
            for row, key, faults in zip(self.rows.rows, self.rows.keys, self.rows.faults, strict=True):
                if faults:
                    self._refuse(kit, size, lang_wish, (key,), faults)
                    continue
                for name, sets in self.variants:
                    values = {**row, **self.fixed, **sets}
                    lang = lang_wish or row_language(values, self.loaded.template.slots, kit.file.languages)
                    self._add_row(self._setting(kit, size, lang, lang_wish, formats), kit, values, key, name)

    def _add_row(self, setting: Setting, kit: Kit, values: Mapping[str, Any], key: str, variant: str) -> None:
        count = self._pages(setting, kit, values, key)
        cells = self.grouped[_group(setting)][1]
        for page in range(1, count + 1):
            stem = self._stem(setting, kit, values, key, variant, page, count) if self.pattern else ""
            cell = Cell(number=self.number, key=key, values=values, page=page, variant=variant, stem=stem)
            name = f"{folded(stem)}.{setting.formats[0]}"
            other = self.taken.setdefault(name, cell) if self.pattern else cell
            if other is not cell:
                self.clashes.append((other, cell, setting))
            else:
                cells.append(cell)
                self.number += 1

    def _stem(
        self,
        setting: Setting,
        kit: Kit,
        values: Mapping[str, Any],
        key: str,
        variant: str,
        page: int,
        pages: int,
    ) -> str:
        known = {
            "key": key, "size": setting.size.id, "kit": kit.id, "lang": setting.lang, "page": page, "pages": pages,
            "template": self.loaded.id, "class": setting.size.size_class, "variant": variant, "row": key,
        }  # fmt: skip
        return fill_pattern(self.pattern, {**values, **known})

    def _pages(self, setting: Setting, kit: Kit, values: Mapping[str, Any], key: str) -> int:
        if self.one_page:
            return 1
        try:
            count = page_count(
                Request(
                    loaded=self.loaded, kit=kit, size=setting.size, cells=values, key=key, lang=setting.lang,
                    as_of=setting.as_of, overrides=setting.overrides, source=setting.source,
                )
            )  # fmt: skip
        except DesignError:
            return 1  # the row's fault is told when the page is built
        return max(1, count)

    def _setting(
        self, kit: Kit, size: Size, lang: str, asked: str, formats: tuple[FormatName, ...]
    ) -> Setting:
        setting = Setting(
            template=str(self.loaded.folder), kit=str(kit.folder), size=size, lang=lang, asked=asked, formats=formats,
            out=self.out, as_of=self.job.as_of, overrides=self.job.overrides,
            roots=(*self.rows.roots, *self.job.assets), source=self.rows.source, strict=self.strict,
            mode=self.mode, quality=self.job.quality, chroma=self.job.chroma,
        )  # fmt: skip
        return self.grouped.setdefault(_group(setting), (setting, []))[0]

    def _formats(self, size: Size) -> list[tuple[FormatName, ...]]:
        """One tuple of allowed formats per file: those asked for, else what the size takes."""
        if self.job.formats:
            found = list(dict.fromkeys(format_named(name).name for name in self.job.formats))
            for name in found:
                if size.formats and name not in size.formats:
                    self.findings.append(
                        Finding(
                            code="format-not-taken", severity="warning", place=f"size {size.id}",
                            found=name, expected="one of: " + ", ".join(size.formats),
                        )
                    )  # fmt: skip
            return [(name,) for name in found]
        chosen = allowed_formats(size)
        if size.formats and not set(size.formats) & set(FORMATS):
            self.findings.append(
                Finding(
                    code="format-not-taken", severity="warning", place=f"size {size.id}", found=chosen[0],
                    expected="one of: " + ", ".join(size.formats), remedy="convert the file before it is uploaded",
                )
            )  # fmt: skip
        return [chosen]

    def _refuse(
        self, kit: Kit, size: Size, lang: str, keys: Sequence[str], findings: tuple[Finding, ...] = ()
    ) -> None:
        """Note that these rows can't be made in a kit and size, each variant of them."""
        self.refused.extend(
            Result(
                number=-1, key=key, size=size.id, kit=kit.id, lang=lang, page=1, variant=name, ok=False,
                findings=findings,
            )
            for key in keys
            for name, _ in self.variants
        )  # fmt: skip

    def chunks(self) -> tuple[Chunk, ...]:
        return tuple(
            Chunk(setting=setting, cells=tuple(cells)) for setting, cells in self.grouped.values() if cells
        )


def allowed_formats(size: Size) -> tuple[FormatName, ...]:
    """The size's formats that we write, the preferred one first; PNG where it takes none of them."""
    ours = tuple(name for name in size.formats if name in FORMATS)
    if not ours:
        return ("png",)
    first = choose_format(ours)
    return (first, *(name for name in FORMATS if name in ours and name != first))


def _group(setting: Setting) -> tuple[str, str, str, str]:
    return setting.kit, setting.size.id, setting.lang, setting.formats[0]


def _default_kits(loaded: LoadedTemplate) -> tuple[str, ...]:
    known = kit_names()
    return (loaded.template.home,) if loaded.template.home in known else tuple(known[:1])


def _default_name(kits: Sequence[Kit], langs: Sequence[str], variants: Sequence[Variant]) -> str:
    """``{{key}}-{{size}}-{{page}}`` with what else tells the files apart."""
    more = [
        hole
        for hole, several in (
            ("{{kit}}", len(kits) > 1),
            ("{{lang}}", len(langs) > 1),
            ("{{variant}}", len(variants) > 1),
        )
        if several
    ]
    return "-".join(["{{key}}", "{{size}}", *more, "{{page}}"])


def _has_one_page(loaded: LoadedTemplate, job: Job) -> bool:
    """Whether every row has exactly one page, whatever it holds: then nothing needs to be bound to count."""
    pages = loaded.template.pages
    if len(pages) != 1 or pages[0].repeat or pages[0].visible is not True:
        return False
    return not any(o.layer.startswith("@") for o in (*loaded.template.overrides, *job.overrides))


def _variants(vary: Mapping[str, Sequence[str]]) -> list[Variant]:
    """Every combination of the values to try; the variant's name is the numbers of its values (``1``, ``2-1``)."""
    if not vary:
        return [("", {})]
    choices = [[(str(i), slot, value) for i, value in enumerate(values, 1)] for slot, values in vary.items()]
    return [
        ("-".join(number for number, _, _ in picks), {slot: value for _, slot, value in picks})
        for picks in itertools.product(*choices)
    ]


def _checked_slots(loaded: LoadedTemplate, values: Mapping[str, Any], flag: str) -> dict[str, Any]:
    """Raises ``DesignError`` (usage) naming every slot that the template hasn't."""
    known = column_names(loaded.template.slots)
    found = [
        Finding(
            code="unknown-slot", file=loaded.file, place=f"{flag} {name}", found=f"'{name}'",
            expected=f"a slot of template '{loaded.id}'", remedy=did_you_mean(name, known),
        )
        for name in values
        if name.partition(":")[0] not in known
    ]  # fmt: skip
    if found:
        raise DesignError(*found, usage=True)
    return dict(values)


def _check_folders(job: Job) -> None:
    for folder in job.assets:
        if not os.path.isdir(folder):
            raise fail(
                "missing-folder", file=folder, place="--assets", found="no such folder",
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


def _chosen(rows: Rows, keys: Sequence[str]) -> Rows:
    if not keys:
        return rows
    missing = [key for key in keys if key not in rows.keys]
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
    return rows.picked(keys)


def _near_columns(loaded: LoadedTemplate, rows: Rows) -> Iterator[Finding]:
    """Columns that no slot takes but that look like a mistyped slot which the table lacks."""
    slots = column_names(loaded.template.slots)
    absent = [name for name in slots if name not in rows.columns]
    for column in rows.columns:
        if column.partition(":")[0] in slots or column.startswith("_"):
            continue
        guess = did_you_mean(column, absent) if absent else ""
        if guess.startswith("did you mean"):
            yield Finding(
                code="unused-column", severity="warning", file=rows.source, place=f"column {column}",
                found=f"'{column}', which no slot takes", expected=f"a slot of template '{loaded.id}'", remedy=guess,
            )  # fmt: skip


def _check_dimensions(pattern: str, draft: _Draft) -> None:
    """Clashing names: wrong use when the pattern leaves something out, else the later row's fault."""
    if not draft.clashes:
        return
    names = names_in_pattern(pattern)
    for one, other, setting in draft.clashes:
        lacking = _lacking(one, other, names)
        where = f"'{one.stem}' for {_described(one)} and for {_described(other)}"
        if lacking:
            error = fail(
                "name-clash", place=f"--name {pattern}", found=where, expected="a name of its own for every file",
                remedy=f"add {{{{{lacking}}}}} to the pattern",
            )  # fmt: skip
            error.usage = True
            raise error
        clash = Finding(
            code="name-clash", file=draft.rows.source, place=f"row {other.key}", found=where,
            expected="a name of its own for every file", remedy="change one of the two keys or the pattern of names",
        )  # fmt: skip
        draft.refused.append(
            Result(
                number=-1, key=other.key, size=setting.size.id, kit=Path(setting.kit).name, lang=setting.lang,
                page=other.page, variant=other.variant, ok=False, findings=(clash,),
            )
        )  # fmt: skip


def _lacking(one: Cell, other: Cell, names: Sequence[str]) -> str:
    """What the pattern would have to name to tell two cells apart; empty when only their keys clash."""
    if one.key != other.key:
        return "" if "key" in names or "row" in names else "key"
    if one.page != other.page:
        return "" if "page" in names else "page"
    if one.variant != other.variant:
        return "" if "variant" in names else "variant"
    return next((name for name in ("size", "kit", "lang") if name not in names), "")


def _described(cell: Cell) -> str:
    return f"row {cell.key}" + (f", page {cell.page}" if cell.page > 1 else "")


def merged(plans: Sequence[Plan]) -> Plan:
    """Several plans as one, in their order. Their names must lie in folders of their own."""
    return Plan(
        chunks=_renumbered([chunk for plan in plans for chunk in plan.chunks]),
        series=_renumbered([chunk for plan in plans for chunk in plan.series]),
        refused=tuple(result for plan in plans for result in plan.refused),
        findings=tuple(dict.fromkeys(finding for plan in plans for finding in plan.findings)),
    )


def _renumbered(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    found: list[Chunk] = []
    number = 0
    for chunk in chunks:
        cells = [msgspec.structs.replace(cell, number=number + i) for i, cell in enumerate(chunk.cells)]
        number += len(cells)
        found.append(msgspec.structs.replace(chunk, cells=tuple(cells)))
    return tuple(found)
