"""``designer batch``: every row of a table, in many sizes, kits and languages."""

from __future__ import annotations

from designer_app.cli import table_options
from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer batch sale --data examples/week/sale.csv --kit med,northline --sizes vk-post-square,1200x628 --out out
  designer batch sale --data examples/week/sale.csv --key id --sizes kind:story --format jpg,webp --out out
  designer batch sale --data examples/week/sale.csv --sizes 600x600 --vary action="Order|Try it" --out out
  designer batch sale --data examples/week/sale.csv --where "price < 1000" --order "price desc" --sizes 600x600 --out out
  designer batch examples/week/sale.job.json --out out --workers 2
  designer batch examples/week/sale.job.json --out out --contact pdf --zip platform --captions "{{ product }}: {{ price | money }}"
  designer batch examples/week/sale.job.json --dry-run --csv to-mend.csv
"""


def run(
    what: str = Argument(..., metavar="TEMPLATE|JOB", help="Name or folder of a template, or a job's file."),
    data: str = table_options.DATA,
    sheet: str = table_options.SHEET,
    encoding: str = table_options.ENCODING,
    separator: str = table_options.SEPARATOR,
    header: str = table_options.HEADER,
    groups: str = table_options.GROUPS,
    kits: list[str] = Option(
        None, "--kit", "--kits", metavar="A,B", help="Names or folders of brand kits; the template's home."
    ),
    sizes: list[str] = Option(
        None,
        "--sizes",
        "--size",
        metavar="X,Y",
        help="Ids, groups (vk, kind:story, class:cover, all), 1200x628.",
    ),
    out: str = Option("", "--out", "-o", metavar="DIR", help="Folder for the files."),
    langs: list[str] = Option(None, "--lang", metavar="RU,EN", help="Languages; the row's _lang or script."),
    formats: list[str] = Option(
        None, "--format", metavar="F,G", help="png, jpg, webp, avif, pdf; the first that the size takes."
    ),
    quality: str = Option("", "--quality", metavar="N", help="1 to 100, on JPEG's scale; 90."),
    chroma: str = Option("", "--chroma", metavar="444|420", help="JPEG: crisp colour or small files; 444."),
    sets: list[str] = Option(None, "--set", metavar="SLOT=VALUE", help="The same value in every row."),
    vary: list[str] = Option(
        None, "--vary", metavar="SLOT=A|B", help="Each row once with each value; SLOT: with each in its cell."
    ),
    name: str = Option(
        "", "--name", metavar="PATTERN", help="Names of files; {{key}}-{{size}}-{{page}}. May hold folders."
    ),
    key: str = table_options.KEY,
    columns: list[str] = table_options.COLUMNS,
    rows: list[str] = Option(None, "--row", "--rows", metavar="KEY", help="Only these rows."),
    where: str = Option("", "--where", metavar="CONDITION", help='"price < 1000 and tag = autumn".'),
    order: str = Option("", "--order", metavar="COLUMNS", help='"price desc, name".'),
    places: str = Option("", "--range", metavar="1-20,25", help="Places of rows, after --order."),
    sample: str = Option("", "--sample", metavar="N", help="So many rows, always the same ones."),
    assets: list[str] = table_options.ASSETS,
    workers: str = Option("", "--workers", metavar="N", help="Processes; as many as processors."),
    scheduler: str = Option(
        "",
        "--scheduler",
        metavar="WHERE",
        help="local, or dask://HOST:PORT: machines that see the same folders.",
    ),
    tls: str = Option("", "--tls", metavar="DIR", help="For other machines: ca.pem, cert.pem, key.pem."),
    dry_run: bool = Option(
        False, "--dry-run", help="Lay everything out, write nothing, say what is wrong, by cause."
    ),
    csv: str = Option("", "--csv", metavar="FILE", help="What is wrong as a table, one line per file."),
    strict: bool = Option(
        False, "--strict", help="Check everything first; make nothing while there is a warning."
    ),
    overwrite: bool = Option(False, "--overwrite", help="Replace files that were changed by hand, too."),
    prune: bool = Option(False, "--prune", help="Delete what earlier runs made and no row wants now."),
    captions: str = Option(
        "",
        "--captions",
        metavar="TEXT",
        help='A text file per row: a slot, a column, "{{ product }}: {{ price }}".',
    ),
    archives: str = Option("", "--zip", metavar="BY", help="Archives: one per platform, or per row."),
    contact: list[str] = Option(
        None, "--contact", metavar="PNG,PDF", help="Contact sheets of all pictures with their keys."
    ),
    as_of: str = Option("", "--as-of", metavar="DATE", help="The date that counts as today, or: now."),
    sizes_file: str = Option("", "--sizes-file", metavar="FILE", help="Your own sizes, laid over the pack."),
    timings: bool = Option(
        False, "--timings", help="Say where the time went: decode, resize, text, build, paint, encode, write."
    ),
    json: bool = Option(False, "--json", help="Print files, failures and findings as JSON."),
) -> None:
    """Make a file for every row × size × kit × language × variant × page.

    One bad row never stops the others. Ctrl+C leaves whole files only. Flags win over the job's file.
    A second run into the same folder makes only what differs; receipt.json and receipt.csv say what is there.
    """
    import time

    import msgspec

    from designer_app.cli import wishes
    from designer_app.cli.reports import flight, outlook, report, told
    from designer_app.production.batch import run_plan
    from designer_app.production.origin import Origin
    from designer_app.production.plan import make_plan
    from designer_app.production.renewing import renew
    from designer_app.production.schedulers import scheduler_of
    from designer_app.production.timings import timings as time_spent
    from designer_app.production.timings import with_clock

    if csv:
        wishes.a_csv(csv)
    if not out and not dry_run:
        raise wishes.wrong_use("no-output", found="no --out", expected="a folder", remedy="--out DIR")
    job, file = wishes.a_job(what)
    given = {
        **table_options.given(data, sheet, encoding, separator, header, groups),
        "where": where, "order": order, "range": places,
        "sample": wishes.a_number(sample, "--sample", 1, 1_000_000), "kits": wishes.listed(kits), "sizes": wishes.listed(sizes), "langs": wishes.listed(langs),
        "formats": wishes.known_formats(wishes.listed(formats)), "name": name, "key": key,
        "rows": tuple(rows or ()), "as_of": wishes.a_date(as_of or job.as_of), "sizes_file": sizes_file,
        "captions": captions, "zip": wishes.a_choice(archives, "--zip", ("platform", "row")),
        "contact": wishes.choices(contact, "--contact", ("png", "pdf")),
        "quality": wishes.a_number(quality, "--quality", 1, 100), "chroma": wishes.a_choice(chroma, "--chroma", ("444", "420")),
    }  # fmt: skip
    with Origin(file).asked("template"):
        images = wishes.image_slots(job.template)
    values, folders = wishes.with_pictures(wishes.assignments(sets, "--set"), images)
    job = msgspec.structs.replace(
        job,
        **{field: value for field, value in given.items() if value},
        set={**job.set, **values},
        columns={**job.columns, **wishes.a_mapping(columns)},
        vary={**job.vary, **wishes.variants(vary, images)},
        assets=(*job.assets, *folders, *table_options.folders(data, assets)),
    )
    if not job.data:
        raise wishes.wrong_use(
            "no-data", file=file, found="no --data", expected="a table", remedy="--data rows.csv"
        )
    if not job.sizes:
        raise wishes.wrong_use(
            "no-size", file=file, found="no --sizes", expected="at least one size", remedy="--sizes 1080x1080"
        )
    flags = {field for field, value in {**given, "set": sets, "vary": vary}.items() if value}
    count = scheduler_of(scheduler, tls) or wishes.a_number(workers, "--workers", 1, 256)
    if dry_run or strict:
        plan = make_plan(job, out or ".", file=file, strict=strict, mode="inspect", flags=flags)
        with told(plan.count, quiet=json, verb="checking") as tell:
            summary = run_plan(plan, workers=count, tell=tell)
        good = flight(
            summary, csv=csv, as_json=json and (dry_run or not summary.ok), strict=strict, last=dry_run
        )
        if not good:
            raise Exit(1)
        if dry_run:
            return
    plan = make_plan(job, out, file=file, flags=flags)
    if timings:
        plan = with_clock(plan)
    begun = time.perf_counter()
    with told(plan.count, quiet=json) as tell:
        summary = renew(plan, workers=count, tell=tell, announce=outlook, overwrite=overwrite, prune=prune)
    spent = time_spent(summary.results, time.perf_counter() - begun) if timings else None
    report(summary, out=out, as_json=json, csv=csv, spent=spent)
    if not summary.ok:
        raise Exit(1)
