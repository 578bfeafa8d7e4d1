"""``designer render``: one picture."""

from __future__ import annotations

from designer_app.cli import table_options
from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer render news --kit med --size 1080x1080 --set headline="We open on Monday" -o news.png
  designer render sale --kit med --size vk-post-square --data examples/week/sale.csv --row kenya -o k.jpg
  designer render carousel --size 1080x1350 --data examples/week/steps.json --row brew -o "card-{{page}}.png"
  designer render examples/week/sale.job.json --size vk-post-square --row kenya -o k.jpg
  designer render news --kit med --size 1080x1080 --set headline=Hi --scene
"""


def run(
    template: str = Argument(
        ..., metavar="TEMPLATE|JOB", help="Name or folder of a template, or a job's file."
    ),
    kit: str = Option(
        "", "--kit", "--kits", metavar="KIT", help="Name or folder of a brand kit; the template's home."
    ),
    size: str = Option(
        "", "--size", "--sizes", metavar="SIZE", help="A size's id, 1200x628, 210x297mm+3@300, A4."
    ),
    among: list[str] = Option(
        None, "--among", metavar="X,Y", help="Sizes of the series that it is one of (harmony over sizes)."
    ),
    out: str = Option(
        "",
        "--out",
        "-o",
        metavar="FILE",
        help="Where to write it: .png .jpg .webp .avif .pdf; {{page}} = all pages; a PDF has them all.",
    ),
    quality: str = Option("", "--quality", metavar="N", help="1 to 100, on JPEG's scale; 90."),
    chroma: str = Option("", "--chroma", metavar="444|420", help="JPEG: crisp colour or small files; 444."),
    sets: list[str] = Option(
        None, "--set", metavar="SLOT=VALUE", help="A slot's value; wins over the row's."
    ),
    data: str = table_options.DATA,
    sheet: str = table_options.SHEET,
    encoding: str = table_options.ENCODING,
    separator: str = table_options.SEPARATOR,
    header: str = table_options.HEADER,
    groups: str = table_options.GROUPS,
    row: str = Option("", "--row", metavar="KEY", help="Key of the row."),
    key: str = table_options.KEY,
    columns: list[str] = table_options.COLUMNS,
    assets: list[str] = table_options.ASSETS,
    lang: str = Option("", "--lang", metavar="LANG", help="Language; the row's _lang or script."),
    page: str = Option("", "--page", metavar="N", help="Which page of several; 1, of a PDF all."),
    as_of: str = Option("", "--as-of", metavar="DATE", help="The date that counts as today, or: now."),
    sizes_file: str = Option("", "--sizes-file", metavar="FILE", help="Your own sizes, laid over the pack."),
    scene: bool = Option(False, "--scene", help="Print the resolved design as JSON."),
    strict: bool = Option(False, "--strict", help="Write nothing when there is a warning."),
    json: bool = Option(False, "--json", help="Print what was written, and all notes, as JSON."),
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
        **table_options.given(data, sheet, encoding, separator, header, groups), "kits": (kit,) if kit else (), "langs": (lang,) if lang else (), "key": key,
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
        columns={**job.columns, **wishes.a_mapping(columns)},
        vary={},
        formats=wishes.known_formats((Path(out).suffix,)) if out else (),
        set={**job.set, **values},
        assets=(*job.assets, *folders, *table_options.folders(data, assets)),
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
        raise Exit(1)
