"""The sample campaign: every template's example rows, in both kits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from designer_app.design.library import find_template, kit_names, template_names
from designer_app.design.template import LoadedTemplate
from designer_app.errors import fail
from designer_app.export.encode import encode
from designer_app.export.records import EncodeSettings
from designer_app.production.companion import Companion, Companions, made_of, of_pictures
from designer_app.production.jobs import Job, read_job
from designer_app.production.plan import Plan, make_plan, merged
from designer_app.production.records import Result
from designer_app.production.representatives import home_size, sizes_of
from designer_app.production.rows import load_rows

BOOK = "lookbook"
SHEET = "contact-sheet-{kit}.jpg"
_OF_CATALOGS = ("catalog", "cell")  # pages and the cells in them: a catalog shows those
_NAME = "{{template}}/{{kit}}/{{key}}-{{size}}-{{page}}"


def demo_plan(out: str) -> Plan:
    """One row of each template for posts in a real size of every class it supports, the others in its home size."""
    found = [find_template(name) for name in template_names()]
    posts = [loaded for loaded in found if loaded.template.kind not in _OF_CATALOGS]
    if not posts:
        raise fail("no-templates", expected="the program's templates", remedy="install the program again")
    plans: list[Plan] = []
    for loaded in posts:
        plans.extend(_plans(loaded, out))
    return merged(plans)


def demo_catalog(out: Path, workers: int = 0) -> tuple[Path, ...]:
    """A small lookbook in ``out/catalog``; its PDFs. Raises ``DesignError``."""
    from designer_app.production.catalog.publishing import drafted, published

    file = find_template(BOOK).folder / "sample" / "job.json"
    job = read_job(file)
    assert job.catalog is not None
    folder = out / "catalog"
    done = published(drafted(job, job.catalog, file=str(file)), folder, job.catalog.outputs, workers=workers)
    return tuple(folder / name for name in done.files if name.endswith(".pdf"))


def _plans(loaded: LoadedTemplate, out: str) -> list[Plan]:
    table = loaded.folder / loaded.template.example
    first, *others = load_rows(table).keys
    sizes = tuple(size.id for size in sizes_of(loaded))
    job = Job(
        template=str(loaded.folder), data=str(table), kits=_kits(loaded), name=_NAME, formats=("jpg",),
        sizes=sizes, rows=(first,),
    )  # fmt: skip
    plans = [make_plan(job, out)]
    if others:
        rest = msgspec.structs.replace(job, sizes=(home_size(loaded).id,), rows=tuple(others))
        plans.append(make_plan(rest, out))
    return plans


def _kits(loaded: LoadedTemplate) -> tuple[str, ...]:
    """Both kits, the template's home first."""
    home = loaded.template.home
    return tuple(sorted(kit_names(), key=lambda kit: (kit != home, kit)))


def demo_sheets(out: Path) -> Companions:
    """A contact sheet per kit of what was made in ``out``."""

    def found(results: Sequence[Result]) -> Iterator[Companion]:
        for kit in dict.fromkeys(result.kit for result in results):
            mine = [result for result in results if result.kit == kit]
            yield Companion(
                name=SHEET.format(kit=kit), made_of=made_of("campaign", kit, of_pictures(mine)),
                make=partial(_sheet, results, out, kit), pictures=mine, encoder="jpg, quality 84, 4:2:0",
            )  # fmt: skip

    return found


def _sheet(results: Sequence[Result], out: Path, kit: str) -> Iterator[bytes]:
    from designer_app.production.campaign_sheet import campaign_sheet

    image = campaign_sheet(_ordered(results), out, kit)
    yield encode(image, EncodeSettings(format="jpg", quality=84, chroma="420")).data


def _ordered(results: Sequence[Result]) -> list[Result]:
    """By template, then by kit, each template's home kit first, then as they were made."""
    first: dict[tuple[str, str], int] = {}
    for result in results:
        place = (_group(result), result.kit)
        first[place] = min(first.get(place, result.number), result.number)
    return sorted(
        results, key=lambda result: (_group(result), first[_group(result), result.kit], result.number)
    )


def _group(result: Result) -> str:
    return result.path.split("/")[0].capitalize()
