"""``designer render``: one picture."""

from __future__ import annotations

import typer

EXAMPLES = """Examples:
  designer render news --kit med --size 1080x1080 --set headline="We open on Monday" -o news.png
  designer render sale --kit med --size vk-post-square --data examples/week/sale.csv --row kenya -o k.jpg
  designer render carousel --size 1080x1350 --data examples/week/steps.json --row brew -o "card-{{page}}.png"
  designer render examples/week/sale.job.json --size vk-post-square --row kenya -o k.jpg
  designer render news --kit med --size 1080x1080 --set headline=Hi --scene
"""


def run(
    template: str = typer.Argument(
        ..., metavar="TEMPLATE|JOB", help="Name or folder of a template, or a job's file."
    ),
    kit: str = typer.Option(
        "", "--kit", "--kits", metavar="KIT", help="Name or folder of a brand kit; the template's home."
    ),
    size: str = typer.Option(
        "", "--size", "--sizes", metavar="SIZE", help="A size's id, 1200x628, 210x297mm+3@300, A4."
    ),
    among: list[str] = typer.Option(
        None, "--among", metavar="X,Y", help="Sizes of the series that it is one of (harmony over sizes)."
    ),
    out: str = typer.Option(
        "",
        "--out",
        "-o",
        metavar="FILE",
        help="Where to write it: .png .jpg .webp .avif .pdf; {{page}} = all pages; a PDF has them all.",
    ),
    quality: str = typer.Option("", "--quality", metavar="N", help="1 to 100, on JPEG's scale; 90."),
    chroma: str = typer.Option(
        "", "--chroma", metavar="444|420", help="JPEG: crisp colour or small files; 444."
    ),
    sets: list[str] = typer.Option(
        None, "--set", metavar="SLOT=VALUE", help="A slot's value; wins over the row's."
    ),
    data: str = typer.Option("", "--data", metavar="FILE", help="Table that the row is in."),
    sheet: str = typer.Option("", "--sheet", metavar="NAME", help="Sheet; table or query of a database."),
    encoding: str = typer.Option(
        "", "--encoding", metavar="NAME", help="Of a CSV: cp1251, koi8-r …; guessed."
    ),
    row: str = typer.Option("", "--row", metavar="KEY", help="Key of the row."),
    key: str = typer.Option("", "--key", metavar="COLUMN", help="Column that holds the keys."),
    assets: list[str] = typer.Option(
        None, "--assets", metavar="DIR", help="Folder that rows may read pictures from."
    ),
    lang: str = typer.Option("", "--lang", metavar="LANG", help="Language; the row's _lang or script."),
    page: str = typer.Option("", "--page", metavar="N", help="Which page of several; 1, of a PDF all."),
    as_of: str = typer.Option("", "--as-of", metavar="DATE", help="The date that counts as today, or: now."),
    sizes_file: str = typer.Option(
        "", "--sizes-file", metavar="FILE", help="Your own sizes, laid over the pack."
    ),
    scene: bool = typer.Option(False, "--scene", help="Print the resolved design as JSON."),
    strict: bool = typer.Option(False, "--strict", help="Write nothing when there is a warning."),
    json: bool = typer.Option(False, "--json", help="Print what was written, and all notes, as JSON."),
) -> None:
    """Make one picture from a template, in a brand kit and a size."""
    from pathlib import Path

    import msgspec

    from designer_app.cli import wishes
    from designer_app.cli.output import bytes_text, print_findings, print_json
    from designer_app.production.single import make_single, scene_of, single

    if not size:
        raise wishes.wrong_use("no-size", found="no --size", expected="one size", remedy="--size 1080x1080")
    if not out and not scene:
        raise wishes.wrong_use(
            "no-output", found="no -o", expected="a file to write", remedy="-o picture.png"
        )
    if out and not Path(out).suffix:
        raise wishes.wrong_use(
            "no-suffix",
            place="-o",
            found=f"'{out}'",
            expected="a name that ends with .png, .jpg, .webp, .avif or .pdf",
        )
    job, file = wishes.a_job(template)
    if row and not (data or job.data):
        raise wishes.wrong_use("wrong-use", found="--row without --data", expected="the table that it is in")
    given = {
        "data": data, "sheet": sheet, "encoding": encoding, "kits": (kit,) if kit else (), "langs": (lang,) if lang else (), "key": key,
        "rows": (row,) if row else (), "as_of": wishes.a_date(as_of or job.as_of), "sizes_file": sizes_file,
        "quality": wishes.a_number(quality, "--quality", 1, 100),
        "chroma": wishes.a_choice(chroma, "--chroma", ("444", "420")),
    }  # fmt: skip
    values, folders = wishes.with_pictures(
        wishes.assignments(sets, "--set"), wishes.image_slots(job.template)
    )
    series = (*job.sizes, *wishes.listed(among))
    job = msgspec.structs.replace(
        job,
        **{field: value for field, value in given.items() if value},
        sizes=(size,),
        vary={},
        formats=wishes.known_formats((Path(out).suffix,)) if out else (),
        set={**job.set, **values},
        assets=(*job.assets, *folders, *(assets or ())),
    )
    wanted = single(
        job, out, page=wishes.a_number(page, "--page", 1, 10_000) or 0, strict=strict, among=series, file=file
    )
    if scene:
        print_json(scene_of(wanted))
        if not out:
            return
    summary = make_single(wanted)
    print_findings([*summary.findings, *[f for r in summary.results for f in r.findings]], notes=not json)
    if json and not scene:
        print_json({"ok": summary.ok, "files": summary.results, "findings": summary.findings})
    elif not scene:
        for result in summary.made:
            print(
                f"{Path(wanted.out) / result.path}  {result.width}×{result.height}  {bytes_text(result.bytes)}"
            )
    if not summary.ok:
        raise typer.Exit(1)
