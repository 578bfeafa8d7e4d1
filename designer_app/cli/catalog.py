"""``designer catalog``: a collection of products as a printable catalog, a PDF for the screen, sets of pictures."""

from __future__ import annotations

from designer_app.cli import table_options
from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer catalog examples/shelf/job.json --out shelf
  designer catalog examples/shelf/job.json --kit northline --only screen --out shelf
  designer catalog examples/shelf/job.json --explain
  designer catalog examples/retail-catalog/job.json --out catalog
"""


def run(
    job: str = Argument(..., metavar="COLLECTION|JOB", help="The job's file, with a 'catalog'."),
    data: str = table_options.DATA,
    sheet: str = table_options.SHEET,
    encoding: str = table_options.ENCODING,
    separator: str = table_options.SEPARATOR,
    header: str = table_options.HEADER,
    groups: str = table_options.GROUPS,
    key: str = table_options.KEY,
    columns: list[str] = table_options.COLUMNS,
    kit: str = Option("", "--kit", metavar="KIT", help="Name or folder of a brand kit."),
    size: str = Option("", "--size", metavar="SIZE", help="Of the pages; 210x297mm+3@300."),
    lang: str = Option("", "--lang", metavar="LANG", help="Language; the kit's first."),
    out: str = Option("", "--out", "-o", metavar="DIR", help="Where the files go."),
    only: list[str] = Option(
        None,
        "--only",
        metavar="A,B",
        help="print, screen, images, gallery, captions, data; the job's outputs.",
    ),
    where: str = Option("", "--where", metavar="CONDITION", help="Which products; wins over the job's."),
    assets: list[str] = table_options.ASSETS,
    since: str = Option(
        "", "--since", metavar="FILE", help="issue.json of the last issue: marks what is new or cheaper."
    ),
    keep: str = Option("", "--keep-pages", metavar="1-7", help="Pages that are printed and must not change."),
    fresh: bool = Option(False, "--fresh", help="Place all products anew, not as in the output folder."),
    explain: bool = Option(
        False,
        "--explain",
        help="Say why each page is as it is and each product where it stands; write nothing.",
    ),
    as_of: str = Option("", "--as-of", metavar="DATE", help="The date that counts as today, or: now."),
    workers: str = Option("", "--workers", metavar="N", help="Processes; as many as there are cores."),
    json: bool = Option(False, "--json", help="Print what was made, and all notes, as JSON."),
) -> None:
    """Make a catalog from a table of products."""
    from pathlib import Path
    from typing import get_args

    import msgspec

    from designer_app.cli import wishes
    from designer_app.cli.output import print_findings, print_json
    from designer_app.production.catalog.explaining import explained
    from designer_app.production.catalog.issue import read_issue
    from designer_app.production.catalog.publishing import drafted, earlier, published
    from designer_app.production.catalog.records import OutputName

    read, file = wishes.a_job(job)
    if read.catalog is None:
        raise wishes.wrong_use(
            "no-catalog",
            file=job,
            found="a job without 'catalog'",
            expected="a catalog's job",
            remedy="designer schema job",
        )
    if not out and not explain:
        raise wishes.wrong_use(
            "no-output", found="no --out", expected="a folder for the files", remedy="--out catalog"
        )
    outputs = wishes.listed(only) or read.catalog.outputs
    for name in outputs:
        wishes.a_choice(name, "--only", get_args(OutputName))
    given = {
        **table_options.given(data, sheet, encoding, separator, header, groups), "key": key, "kits": (kit,) if kit else (), "sizes": (size,) if size else (), "langs": (lang,) if lang else (),
        "where": where, "as_of": wishes.a_date(as_of or read.as_of),
    }  # fmt: skip
    wanted = msgspec.structs.replace(
        read,
        **{field: value for field, value in given.items() if value},
        columns={**read.columns, **wishes.a_mapping(columns)},
        assets=(*read.assets, *table_options.folders(data, assets)),
    )
    there = earlier(Path(out)) if out and not fresh else None
    before = read_issue(Path(since)) if since else None
    draft = drafted(
        wanted, read.catalog, file=file, since=before, before=there or before, keep=wishes.pages_named(keep)
    )
    if explain:
        for line in explained(draft):
            print(line)
        print_findings(draft.findings)
        return
    done = published(
        draft, Path(out), outputs, workers=wishes.a_number(workers, "--workers", 1, 256),
        compared=Path(since).parent if since else None,
    )  # fmt: skip
    findings = (*draft.findings, *done.findings)
    if json:
        print_json({
            "files": list(done.files), "pages": done.pages, "drawn": done.drawn, "products": len(draft.products.by_key),
            "moves": [msgspec.to_builtins(move) for move in draft.moves], "touched": draft.touched, "findings": [msgspec.to_builtins(f) for f in findings],
        })  # fmt: skip
    else:
        print_findings(findings)
        for move in draft.moves[:40]:
            price = f", {move.price_before} → {move.price_now}" if move.price_now else ""
            print(
                f"{move.what:<8} {move.name or move.key}: page {move.before or '–'} → {move.now or '–'}{price}"
            )
        print(
            f"{len(draft.products.by_key)} products on {done.pages} pages, {done.drawn} drawn anew: "
            + _named(done.files) + f" in {out}"
        )  # fmt: skip
    if any(finding.severity == "error" for finding in findings):
        raise Exit(1)


def _named(files: tuple[str, ...]) -> str:
    """Single files by name, those of folders by number."""
    single = [file for file in files if "/" not in file]
    folders: dict[str, int] = {}
    for file in files:
        if "/" in file:
            folder = file.rpartition("/")[0]
            folders[folder] = folders.get(folder, 0) + 1
    return ", ".join([*single, *(f"{folder}/ ({count} files)" for folder, count in folders.items())])
