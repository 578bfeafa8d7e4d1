"""``designer check``: all that is wrong."""

from __future__ import annotations

from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer check
  designer check product northline
  designer check news --kit med --json
  designer check examples/week/sale.job.json
"""


def run(
    names: list[str] = Argument(
        None, metavar="TEMPLATE|KIT|JOB", help="Names, folders or files; all that the program brings."
    ),
    kits: list[str] = Option(
        None, "--kit", "--kits", metavar="A,B", help="Kits that templates are tried in; all."
    ),
    workers: str = Option("", "--workers", metavar="N", help="Processes; as many as processors."),
    strict: bool = Option(False, "--strict", help="Warnings end with code 1, too."),
    json: bool = Option(False, "--json", help="Print the findings as JSON."),
) -> None:
    """Say all that is wrong: each with file, place, what was found, what was expected, what to do.

    Templates are built with each of their example rows in every size class and kit: texts that don't fit,
    contrast over the painted backdrop, safe areas, legal text, logos, banned words. Ends with code 1 when
    there is an error.
    """
    from designer_app.cli import wishes
    from designer_app.cli.output import language, print_findings, print_json
    from designer_app.cli.reports import told
    from designer_app.production.flight.targets import check_targets
    from designer_app.wording.sentences import counts

    count = wishes.a_number(workers, "--workers", 1, 256)
    with told(0, quiet=json, verb="checking") as tell:
        findings = check_targets(
            names or (), wishes.listed(kits), workers=count, tell=tell, today=wishes.a_date("now")
        )
    errors = sum(1 for finding in findings if finding.severity == "error")
    warnings = sum(1 for finding in findings if finding.severity == "warning")
    ok = not errors and not (strict and warnings)
    if json:
        print_json({"ok": ok, "errors": errors, "warnings": warnings, "findings": findings})
    else:
        print_findings(findings, most=200, to_stdout=True)
        notes = len(findings) - errors - warnings
        print(counts(language(), error=errors, warning=warnings, note=notes))
    if not ok:
        raise Exit(1)
