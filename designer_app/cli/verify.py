"""``designer verify``: whether a folder's files are what its receipt and the design say."""

from __future__ import annotations

from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer verify out
  designer verify out --sample 20
"""


def run(
    folder: str = Argument(..., metavar="DIR", help="Folder that designer batch has made."),
    sample: str = Option("", "--sample", metavar="N", help="Make only so many again; all."),
    workers: str = Option("", "--workers", metavar="N", help="Processes; as many as processors."),
    json: bool = Option(False, "--json", help="Print the differences as JSON."),
) -> None:
    """Compare every file with the receipt, make the pictures again in memory and compare those, too.

    Writes nothing. Ends with code 1 when anything differs.
    """
    from pathlib import Path

    from designer_app.cli import wishes
    from designer_app.cli.output import counted, language, print_findings, print_json
    from designer_app.cli.reports import told
    from designer_app.production.verifying import verify
    from designer_app.wording.sentences import sentence

    number = wishes.a_number(sample, "--sample", 1, 10_000_000)
    count = wishes.a_number(workers, "--workers", 1, 256)
    with told(number, quiet=json, verb="verifying") as tell:
        verdict = verify(Path(folder), sample=number, workers=count, tell=tell)
    if json:
        print_json(
            {
                "ok": verdict.ok, "files": verdict.files, "rendered": verdict.rendered,
                "differences": verdict.differences, "findings": verdict.findings, "stopped": verdict.stopped,
            }
        )  # fmt: skip
    else:
        print_findings(verdict.findings)
        print_findings(verdict.differences, most=200, to_stdout=True)
        files, differences = verdict.files, len(verdict.differences)
        russian = language() == "ru"
        print(
            sentence(
                "verified", language(), made=verdict.rendered, files=files if russian else counted(files, "file"),
                differences=differences if russian else counted(differences, "difference"),
            )
        )  # fmt: skip
    if not verdict.ok:
        raise Exit(1)
