"""``designer chart``: one chart from a table."""

from __future__ import annotations

from designer_app.cli import table_options
from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer chart ranking --data examples/towers/towers.csv --title "Burj Khalifa is 149 m ahead" -o towers.png
  designer chart line --data examples/carbon/carbon.csv --kit northline --size 1080x1080 -o carbon.png
  designer chart bar --data examples/medals/medals.csv --mode stacked --mark Gold --size 1080x1920 -o medals.png
  designer chart --data examples/medals/medals.csv
  xclip -o | designer chart auto --data - -o pasted.png

Without -o it says which kinds of chart fit the table, and why the others don't.
"""


def run(
    kind: str = Argument("auto", metavar="KIND", help="Kind of chart, or auto: the one that fits best."),
    data: str = table_options.DATA,
    out: str = Option(
        "", "--out", "-o", metavar="FILE", help="Where to write it; none: say which kinds fit."
    ),
    kit: str = Option("", "--kit", "--kits", metavar="KIT", help="Name or folder of a brand kit."),
    size: str = Option("1080x1350", "--size", "--sizes", metavar="SIZE", help="A size's id, or 1080x1080."),
    title: str = Option("", "--title", metavar="TEXT", help="What the numbers say: the headline."),
    lead: str = Option("", "--lead", metavar="TEXT", help="What is shown, of whom, when."),
    note: str = Option("", "--note", metavar="TEXT", help="A remark below."),
    source: str = Option("", "--source", metavar="TEXT", help="Where the numbers come from."),
    label: str = Option("", "--label", metavar="COLUMN", help="Column of the names."),
    columns: str = Option("", "--columns", metavar="X;Y", help="Columns of numbers; all of them."),
    mark: str = Option("", "--mark", metavar="X;Y", help="Names of rows or columns that stand out."),
    mode: str = Option("", "--mode", metavar="MODE", help="grouped, stacked, share or diverging."),
    sort: str = Option("", "--sort", metavar="ORDER", help="down, up or none."),
    reference: str = Option("", "--reference", metavar="VALUE", help="average, median, or '25 Plan'."),
    band: str = Option("", "--band", metavar="A..B", help="A range that is tinted: '20..30 Norm'."),
    notes: str = Option(
        "", "--notes", metavar="TEXT", help="Words at points: 'Mar: New price; Aug: Strike'."
    ),
    target: str = Option("", "--target", metavar="N", help="What is aimed at (progress, gauge, number)."),
    unit: str = Option("", "--unit", metavar="UNIT", help="Behind figures: %, ₽, kg."),
    icon: str = Option(
        "", "--icon", metavar="NAME", help="Pictogram: icon of the assets or symbol of the kit."
    ),
    sheet: str = table_options.SHEET,
    encoding: str = table_options.ENCODING,
    separator: str = table_options.SEPARATOR,
    header: str = table_options.HEADER,
    groups: str = table_options.GROUPS,
    lang: str = Option("", "--lang", metavar="LANG", help="Language; the title's script or the kit's."),
    strict: bool = Option(False, "--strict", help="Write nothing when there is a warning."),
    json: bool = Option(False, "--json", help="Print what was written, and all notes, as JSON."),
) -> None:
    """Draw one chart from a table, or say which kinds of chart can show it."""
    from decimal import Decimal
    from pathlib import Path

    from designer_app.cli import wishes
    from designer_app.cli.output import bytes_text, print_findings, print_json
    from designer_app.layers.chart.drawing import listed
    from designer_app.layers.chart.kinds import names
    from designer_app.production import charting
    from designer_app.production.jobs import Job
    from designer_app.production.single import make_single, single

    if not data:
        raise wishes.wrong_use("no-data", found="no --data", expected="a table", remedy="--data numbers.csv")
    wishes.a_choice(kind, "KIND", ("auto", *names()))
    how = table_options.reading(sheet, encoding, separator, header, groups)
    table = charting.from_file(table_options.table_file(data), how)
    rows = charting.rows_of(table)
    if not out:
        found = charting.proposals(
            charting.data_of(rows, label=label, values=listed(columns), mark=listed(mark))
        )
        if json:
            print_json(found)
            return
        for one in found:
            print(
                f"{one.kind:<11} {one.fits:>3}  {one.title['en']}"
                if one.fits
                else f"{one.kind:<11}   –  {one.why_not}"
            )
        return
    if not Path(out).suffix:
        raise wishes.wrong_use(
            "no-suffix", place="-o", found=f"'{out}'", expected="a name with .png, .jpg, .pdf …"
        )
    numbers = [name for name in rows[0] if any(isinstance(row[name], Decimal) for row in rows)]
    if title and not lead and len(numbers) == 1:
        lead = numbers[0]  # what is shown, with its unit, as the table says it
    values = {
        "headline": title or _title(table.source), "lead": lead, "note": note, "source": source, "chart": kind,
        "columns": columns, "mark": mark, "mode": mode, "sort": sort, "reference": reference, "band": band,
        "notes": notes, "target": target, "unit": unit, "icon": icon, charting.SLOT: charting.cell_of(table),
    }  # fmt: skip
    job = Job(
        template=charting.TEMPLATE, kits=(kit,) if kit else (), sizes=(size,), langs=(lang,) if lang else (),
        formats=wishes.known_formats((Path(out).suffix,)), set={k: v for k, v in values.items() if v},
    )  # fmt: skip
    summary = make_single(single(job, out, strict=strict))
    print_findings([*summary.findings, *[f for r in summary.results for f in r.findings]], notes=not json)
    if json:
        print_json({"ok": summary.ok, "files": summary.results, "findings": summary.findings})
    else:
        for result in summary.made:
            print(f"{out}  {result.width}×{result.height}  {bytes_text(result.bytes)}")
    if not summary.ok:
        raise Exit(1)


def _title(source: str) -> str:
    from pathlib import Path

    return Path(source).stem.replace("_", " ").replace("-", " ").strip().capitalize()
