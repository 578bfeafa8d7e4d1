"""``designer demo``: the sample campaign, and a small catalog."""

from __future__ import annotations

from designer_app.cli.parameters import Exit, Option

EXAMPLES = """Examples:
  designer demo
  designer demo --out campaign --workers 2
"""


def run(
    out: str = Option("campaign", "--out", "-o", metavar="DIR", help="Folder for the files."),
    workers: str = Option("", "--workers", metavar="N", help="Processes; as many as processors."),
    json: bool = Option(False, "--json", help="Print files, failures and findings as JSON."),
) -> None:
    """Make the sample campaign: all templates, two brands, real sizes, a contact sheet of it all, and a small catalog."""
    from pathlib import Path

    from designer_app.cli import wishes
    from designer_app.cli.reports import report, told
    from designer_app.production.demo import demo_catalog, demo_plan, demo_sheets
    from designer_app.production.renewing import renew

    count = wishes.a_number(workers, "--workers", 1, 256)
    plan = demo_plan(out)
    with told(plan.count, quiet=json) as tell:
        summary = renew(plan, workers=count, tell=tell, companions=demo_sheets(Path(out)))
    books = () if summary.stopped else demo_catalog(Path(out), count)
    sheets = [Path(out) / name for name in summary.companions]
    report(summary, out=out, as_json=json, sheets=[str(sheet.resolve()) for sheet in sheets], notes=False)
    if sheets and not json:
        for sheet in sheets:
            print(f"contact sheet: {sheet.resolve()}")
        for book in books:
            print(f"a catalog:     {book.resolve()}")
        print(f"the campaign:  {Path(out).resolve()}")
    if not summary.ok:
        raise Exit(1)
