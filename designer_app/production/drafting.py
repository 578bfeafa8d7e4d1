"""The cells of a plan as they are listed: which rows, pages and formats, under which names."""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from designer_app.build.pages import Request, class_of, page_count
from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, kit_names
from designer_app.design.sizes import Size
from designer_app.design.template import LoadedTemplate, Override
from designer_app.errors import DesignError, Finding
from designer_app.export.formats import FORMATS, FormatName, choose_format, format_named
from designer_app.production.cells import Cells, values_of
from designer_app.production.data.records import cell_text
from designer_app.production.jobs import Job
from designer_app.production.language import row_language
from designer_app.production.ledger_places import mark_of
from designer_app.production.naming import fill_pattern, folded
from designer_app.production.records import Cell, Chunk, Mode, Result, Setting
from designer_app.production.reserved import NAME, is_limited, limits_of
from designer_app.production.rows import Rows

Trial = tuple[str, Mapping[str, str]]  # which of the values to try, and what it sets


class _Variant(NamedTuple):
    """A row as it is made: under a key of its own where there are several."""

    key: str
    variant: str
    series: str
    sets: Mapping[str, str]
    overrides: tuple[Override, ...]


class Draft:
    """A plan in the making. Without a ``pattern`` its cells have no names, and none clash; names that do are found if it is
    ``exact``, else ``may_clash`` tells that there may be some."""

    def __init__(
        self,
        loaded: LoadedTemplate,
        rows: Rows,
        fixed: Mapping[str, Any],
        variants: Sequence[Trial],
        pattern: str,
        job: Job,
        out: str,
        strict: bool,
        mode: Mode,
        pack: Mapping[str, Size],
        deviations: Mapping[str, tuple[Override, ...]],
        languages: dict[tuple[str, str], str] | None,
        exact: bool,
    ) -> None:
        self.loaded, self.rows, self.fixed, self.variants = loaded, rows, fixed, variants
        self.pattern, self.job, self.out, self.strict, self.mode = pattern, job, out, strict, mode
        self.deviations = deviations  # of rows, by key
        self._exact = exact
        self.grouped: dict[tuple[str, str, str, str], tuple[Setting, Cells]] = {}
        self.refused: list[Result] = []
        self.findings: list[Finding] = []
        self._taken: dict[str, int] = {}  # folded name with format → number of the cell that has it
        self._marks = array("Q")  # of the names, where they aren't kept: names of a long table take megabytes
        self._known_variants: dict[str, tuple[_Variant, ...]] = {}
        self.clashes: list[tuple[Cell, Cell, Setting]] = []
        self.number = 0
        self._languages = (
            languages  # of kit and row's key: what drafts of one table share, where it is asked again
        )
        named = {*kit_names(), *(find_kit(name).id for name in job.kits)} if "_kit" in rows.columns else ()
        self.limits, self.faults = limits_of(rows, pack, named)
        self.seen: set[str] | None = set() if is_limited(rows) else None  # keys of variants that have a cell
        self.one_page = _has_one_page(loaded, job)

    def add(self, kit: Kit, size: Size, lang_wish: str) -> None:
        """All cells of one kit, size and wished language ("" = the row's)."""
        try:
            class_of(self.loaded, size)
        except DesignError as error:
            self.findings.extend(error.findings)
            self._refuse(kit, size, lang_wish, self._keys(size, kit), error.findings)
            return
        for formats in self._formats(size):
            rows = zip(self.rows.rows, self.rows.keys, self.faults, self.limits, strict=True)
            for at, (row, key, faults, limits) in enumerate(rows):
                if not limits.allow(size.id, kit.id):
                    continue
                if faults:
                    self._refuse(kit, size, lang_wish, (key,), faults)
                    continue
                for one in self._variants(key):
                    values = values_of(row, self.fixed, one.series, one.sets)
                    lang = lang_wish or self._language(kit, values, one.key)
                    self._add_row(*self._group(kit, size, lang, lang_wish, formats), kit, at, values, one)

    def _variants(self, key: str) -> tuple[_Variant, ...]:
        """What is made of a row: itself once, or once with each of the values to try."""
        if not (self.rows.variants or self.variants[0][0]):
            return (_Variant(key, "", "", {}, self.deviations.get(key, ())),)
        if key not in self._known_variants:
            base, tail = self.rows.variants.get(key, (key, ""))
            made = []
            for series, sets in self.variants:
                whole = "-".join(part for part in (key, series) if part)
                if self._unwanted(base, key, whole):
                    continue
                own = self.deviations.get(key, ())
                if whole != base:
                    moved = (
                        o for o in (*self.job.overrides, *own) if o.row in (base, key) and o.row != whole
                    )
                    own = (
                        *(o for o in own if o.row == whole),
                        *(structs.replace(o, row=whole) for o in moved),
                    )
                variant = "-".join(part for part in (tail, series) if part)
                made.append(_Variant(whole, variant, series, sets, own))
            self._known_variants[key] = tuple(made)
        return self._known_variants[key]

    def _unwanted(self, *keys: str) -> bool:
        """Whether rows are asked for by their keys, and none of these."""
        return bool(self.pattern and self.job.rows) and not any(key in self.job.rows for key in keys)

    def _language(self, kit: Kit, values: Mapping[str, Any], key: str) -> str:
        """The row's own: every letter of its texts is looked at, so once for all sizes, formats and drafts."""
        place = (str(kit.folder), key)
        found = self._languages.get(place) if self._languages else None
        if found is None:
            found = row_language(values, self.loaded.template.slots, kit.file.languages)
            if self._languages is not None:
                self._languages[place] = found
        return found

    def _keys(self, size: Size, kit: Kit) -> list[str]:
        limits = zip(self.rows.keys, self.limits, strict=True)
        return [key for key, limit in limits if limit.allow(size.id, kit.id)]

    def _add_row(
        self, setting: Setting, cells: Cells, kit: Kit, at: int, values: Mapping[str, Any], one: _Variant
    ) -> None:
        key = one.key
        count = self._pages(setting, kit, values, key)
        for page in range(1, count + 1):
            stem = self._stem(setting, kit, values, one, page, count) if self.pattern else ""
            cell = Cell(
                number=self.number,
                key=key,
                values=values,
                page=page,
                variant=one.variant,
                series=one.series,
                stem=stem,
                overrides=one.overrides,
            )
            other = self._first(f"{folded(stem)}.{setting.formats[0]}") if self.pattern else cell.number
            if other != cell.number:
                self.clashes.append((self._numbered(other), cell, setting))
            else:
                cells.add(at, cell)
                if self.seen is not None:
                    self.seen.add(key)
                self.number += 1

    def _first(self, name: str) -> int:
        """The number of the cell that has a name, this one's where no other is known to have it."""
        if self._exact:
            return self._taken.setdefault(name, self.number)
        self._marks.append(mark_of(name))
        return self.number

    @property
    def may_clash(self) -> bool:
        """Whether two names have the same mark: to tell whose they are, all have to be kept (``exact``)."""
        return any(one == other for one, other in itertools.pairwise(sorted(self._marks)))

    def _numbered(self, number: int) -> Cell:
        for _, cells in self.grouped.values():
            place = bisect_left(cells, number, key=lambda cell: cell.number)
            if place < len(cells) and cells[place].number == number:
                return cells[place]
        raise LookupError(number)

    def _stem(
        self,
        setting: Setting,
        kit: Kit,
        values: Mapping[str, Any],
        one: _Variant,
        page: int,
        pages: int,
    ) -> str:
        key = one.key
        known = {
            "key": key, "size": setting.size.id, "kit": kit.id, "lang": setting.lang, "page": page, "pages": pages,
            "template": self.loaded.id, "class": setting.size.size_class, "variant": one.variant, "row": key,
            NAME: cell_text(values.get(NAME)) or key,
        }  # fmt: skip
        return fill_pattern(self.pattern, {**values, **known}, self.loaded.template.slots, setting.lang)

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

    def _group(
        self, kit: Kit, size: Size, lang: str, asked: str, formats: tuple[FormatName, ...]
    ) -> tuple[Setting, Cells]:
        """The cells of a setting that are listed by now."""
        place = str(kit.folder), size.id, lang, formats[0]
        if (known := self.grouped.get(place)) is not None:
            return known
        setting = Setting(
            template=str(self.loaded.folder), kit=str(kit.folder), size=size, lang=lang, asked=asked, formats=formats,
            out=self.out, as_of=self.job.as_of, overrides=self.job.overrides,
            roots=(*self.rows.roots, *self.job.assets), source=self.rows.source, headings=self.rows.headings,
            strict=self.strict,
            mode=self.mode, quality=self.job.quality, chroma=self.job.chroma,
        )  # fmt: skip
        return self.grouped.setdefault(
            place, (setting, Cells(self.rows.rows, self.fixed, dict(self.variants)))
        )

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
                number=-1, key=one.key, size=size.id, kit=kit.id, lang=lang, page=1, variant=one.variant, ok=False,
                findings=findings,
            )
            for key in keys
            for one in self._variants(key)
        )  # fmt: skip

    def without_files(self) -> list[Finding]:
        """Rows that their ``_size`` or ``_kit`` leaves nothing of what was asked for."""
        if self.seen is None:
            return []
        seen = (
            self.seen | {result.key for result in self.refused} | {other.key for _, other, _ in self.clashes}
        )
        lost = [
            key
            for key in self.rows.keys
            if (made := self._variants(key)) and seen.isdisjoint(one.key for one in made)
        ]
        if not lost:
            return []
        return [
            Finding(
                code="row-without-file", severity="warning", file=self.rows.source,
                place=", ".join(f"row {key}" for key in lost[:5]) + (f" and {len(lost) - 5} more" if len(lost) > 5 else ""),
                found="a _size or _kit that isn't among those asked for", expected="at least one file of each row",
                remedy="add it to --sizes or --kit",
            )
        ]  # fmt: skip

    def chunks(self) -> tuple[Chunk, ...]:
        return tuple(Chunk(setting=setting, cells=cells) for setting, cells in self.grouped.values() if cells)


def allowed_formats(size: Size) -> tuple[FormatName, ...]:
    """The size's formats that we write, the preferred one first; PNG where it takes none of them."""
    ours = tuple(name for name in size.formats if name in FORMATS)
    if not ours:
        return ("png",)
    first = choose_format(ours)
    if FORMATS[first].document:
        return (first,)
    return (
        first,
        *(name for name in FORMATS if name in ours and name != first and not FORMATS[name].document),
    )


def _has_one_page(loaded: LoadedTemplate, job: Job) -> bool:
    """Whether every row has exactly one page, whatever it holds: then nothing needs to be bound to count."""
    pages = loaded.template.pages
    if len(pages) != 1 or pages[0].repeat or pages[0].visible is not True:
        return False
    return not any(o.layer.startswith("@") for o in (*loaded.template.overrides, *job.overrides))
