"""``designer diff``: what differs between two folders of files."""

from __future__ import annotations

from designer_app.cli.parameters import Argument, Exit, Option

EXAMPLES = """Examples:
  designer diff out-monday out
  designer diff out-monday out --html changes.html --sheet changes.jpg
"""


def run(
    before: str = Argument(..., metavar="A", help="Folder as it was."),
    after: str = Argument(..., metavar="B", help="Folder as it is."),
    page: str = Option("", "--html", metavar="FILE", help="Write one HTML file with pictures."),
    sheet: str = Option("", "--sheet", metavar="FILE", help="Write a contact sheet: .png .jpg .webp."),
    json: bool = Option(False, "--json", help="Print the differences as JSON."),
) -> None:
    """Show which files changed, by how much, and which only one of the folders has.

    Ends with code 0 when nothing differs and 1 when anything does.
    """
    from pathlib import Path

    from designer_app.cli import wishes
    from designer_app.cli.output import language, print_json
    from designer_app.files import write_bytes
    from designer_app.production.diff_pages import diff_page, diff_sheet, summed
    from designer_app.production.diffing import compare, named
    from designer_app.wording.sentences import sentence

    if page and Path(page).suffix.lower() not in (".html", ".htm"):
        raise wishes.wrong_use(
            "wrong-use", place="--html", found=f"'{page}'", expected="a name that ends in .html"
        )
    if sheet:
        wishes.known_formats((Path(sheet).suffix.removeprefix("."),))
    one, other = Path(before), Path(after)
    found = compare(one, other)
    if page:
        write_bytes(Path(page), diff_page(found, one, other, language()))
    if sheet and found.changed:
        write_bytes(Path(sheet), diff_sheet(found, one, other, Path(sheet).suffix, language()))
    if json:
        print_json(
            {
                "ok": found.ok, "same": found.same, "changed": found.changed, "only_before": found.only_before,
                "only_after": found.only_after,
            }
        )  # fmt: skip
    else:
        for changed in found.changed:
            print(named(changed, language()))
        for path in found.only_before:
            print(sentence("only-in", language(), path=path, folder=before))
        for path in found.only_after:
            print(sentence("only-in", language(), path=path, folder=after))
        print(summed(found, language()))
    if not found.ok:
        raise Exit(1)
