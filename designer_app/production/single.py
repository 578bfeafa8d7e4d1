"""One picture (or the pages of one) to a file that a person named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.export.formats import FORMATS
from designer_app.production.batch import Summary
from designer_app.production.harmony import harmonise
from designer_app.production.jobs import Job
from designer_app.production.naming import check_pattern, fill_pattern
from designer_app.production.plan import Plan, make_plan
from designer_app.production.press import Press, made, make_alone
from designer_app.production.records import Cell, Result, Setting
from designer_app.production.results import Results

_PAGE = ("{{page}}", "{{ page }}")


class Single(msgspec.Struct, frozen=True, kw_only=True):
    """Cells of one row in one setting, each with its file's name below ``out``."""

    setting: Setting
    cells: tuple[tuple[Cell, str], ...]  # with the name, suffix included; of a document all have the same
    findings: tuple[Finding, ...] = ()

    @property
    def out(self) -> str:
        return self.setting.out


def single(
    job: Job, out: str, *, page: int = 0, strict: bool = False, among: Sequence[str] = (), file: str = ""
) -> Single:
    """Plan one picture. ``out`` is the file's path, exactly; with ``{{page}}`` in it every page is made, and a
    document (PDF) has all pages, unless ``page`` names one.
    ``among`` are the sizes of the series that it is one of; ``file`` is the job's.

    Raises ``DesignError`` (usage) when the job means more than one row, size or kit, or no such page.
    """
    target = Path(out)
    plan = make_plan(
        msgspec.structs.replace(job, name="{{row}}-{{size}}-{{kit}}-{{lang}}-{{page}}"), str(target.parent), strict=strict, among=among,
        file=file,
    )  # fmt: skip
    if plan.refused:
        raise DesignError(*plan.findings)
    if len(plan.chunks) != 1 or len({cell.key for cell in plan.chunks[0].cells}) != 1:
        raise _which_one(plan, job)
    plan = harmonise(plan, lambda chunks: make_alone(chunks, lambda: False))
    setting, cells = plan.chunks[0].setting, plan.chunks[0].cells
    findings = list(plan.findings)
    if any(hole in target.name for hole in _PAGE):
        check_pattern(target.name, ())
        named = [(cell, _numbered(target, cell)) for cell in cells]
    elif FORMATS[setting.formats[0]].document and not page:
        named = [(cell, target.name) for cell in cells]
    else:
        page = page or 1
        if page > len(cells):
            error = fail("no-such-page", place="--page", found=str(page), expected=f"1 to {len(cells)}")
            error.usage = True
            raise error
        named = [(cells[page - 1], target.name)]
        if len(cells) > 1:
            findings.append(
                Finding(
                    code="more-pages", severity="note", found=f"page {page} of {len(cells)}",
                    remedy="write {{page}} in the file's name for all of them",
                )
            )  # fmt: skip
    return Single(setting=setting, cells=tuple(named), findings=tuple(findings))


def _which_one(plan: Plan, job: Job) -> DesignError:
    """Several rows, sizes, kits or languages where one picture is to be made: which to choose from."""
    settings = [chunk.setting for chunk in plan.chunks]
    several = {
        "row": list(dict.fromkeys(cell.key for chunk in plan.chunks for cell in chunk.cells)),
        "size": list(dict.fromkeys(setting.size.id for setting in settings)),
        "kit": list(dict.fromkeys(Path(setting.kit).name for setting in settings)),
    }
    several = {word: names for word, names in several.items() if len(names) > 1}
    error = fail(
        "which-one", file=job.data, found=" and ".join(f"{len(names)} {word}s" for word, names in several.items()),
        expected="one row in one size",
        remedy="; ".join(
            f"--{word} with one of: {', '.join(names[:8])}{', …' if len(names) > 8 else ''}" for word, names in several.items()
        ) or "designer batch makes several",
    )  # fmt: skip
    error.usage = True
    return error


def _numbered(file: Path, cell: Cell) -> str:
    return fill_pattern(file.stem, {"page": cell.page, "key": cell.key, "row": cell.key}) + file.suffix


def scene_of(wanted: Single) -> Any:
    """The first page's Scene as plain data. Raises ``DesignError``."""
    press = Press()
    built = press.build(wanted.setting, wanted.cells[0][0])
    return msgspec.to_builtins(built.scene)


def make_single(wanted: Single) -> Summary:
    """Write the files, each whole or not at all. Faults of design and data are in the results."""
    press = Press()
    results: list[Result] = []
    if len({name for _, name in wanted.cells}) < len(wanted.cells):
        cells = [cell for cell, _ in wanted.cells]
        results.append(press.make_document(wanted.setting, cells, wanted.cells[0][1], durable=True))
        return Summary(results=Results(results), findings=wanted.findings, wanted=1)
    for cell, name in wanted.cells:
        results.append(made(press, wanted.setting, cell, durable=True, name=name))
    return Summary(results=Results(results), findings=wanted.findings, wanted=len(wanted.cells))
