"""``designer new``: a template or a brand kit of your own, begun from a good one."""

from __future__ import annotations

from designer_app.cli.parameters import Argument, Option

EXAMPLES = """Examples:
  designer new template spring-sale
  designer new template my-news --from news --out templates
  designer new template poster --from examples/poster.svg --kit northline
  designer new kit bakery --from med
  designer new kit acme --tokens examples/tokens/acme.json
  designer new kit octo --tokens examples/tokens/acme.json --tokens examples/tokens/dark.json --font assets/fonts/Inter.ttf
"""


def run(
    what: str = Argument(..., metavar="template|kit", help="What to begin."),
    name: str = Argument(..., metavar="NAME", help="Its name: the folder that is made."),
    source: str = Option(
        "", "--from", metavar="NAME|FILE", help="Which one to copy; for a template also an SVG or PSD."
    ),
    kit: str = Option("", "--kit", metavar="KIT", help="Whose type styles the texts of an SVG or PSD take."),
    tokens: list[str] = Option(
        None,
        "--tokens",
        metavar="FILE",
        help="A brand's design tokens (JSON, JSON5, CSS, a folder); repeatable.",
    ),
    fonts: list[str] = Option(
        None, "--font", metavar="FILE", help="A font to copy into a kit made from tokens; repeatable."
    ),
    out: str = Option("", "--out", "-o", metavar="DIR", help="Folder to make it in; the working folder."),
    json: bool = Option(False, "--json", help="Print the new folder and its files as JSON."),
) -> None:
    """Begin a template or a brand kit from a copy of a good one, or a template from an SVG or PSD, and say what to do
    next."""
    from pathlib import Path

    from designer_app.cli import wishes
    from designer_app.cli.output import print_findings, print_json
    from designer_app.design.library import kit_names, template_names
    from designer_app.errors import did_you_mean
    from designer_app.production.importing import can_import
    from designer_app.production.starting import new_kit, new_template

    if what not in ("template", "kit"):
        raise wishes.wrong_use(
            "unknown-kind",
            found=f"'{what}'",
            expected="template or kit",
            remedy=did_you_mean(what, ("template", "kit")),
        )
    if (tokens or fonts) and what == "template":
        found = "--tokens" if tokens else "--font"
        raise wishes.wrong_use("wrong-use", found=found, expected="it with: designer new kit")
    if fonts and not tokens:
        raise wishes.wrong_use(
            "wrong-use", found="--font", expected="it with: designer new kit NAME --tokens FILE"
        )
    if kit and not can_import(source):
        raise wishes.wrong_use("wrong-use", found="--kit", expected="it with: --from FILE.svg or FILE.psd")
    if name in (template_names() if what == "template" else kit_names()):
        raise wishes.wrong_use(
            "name-taken", found=f"'{name}', as one of the program's own is called", expected="a name of its own",
            remedy=f"my-{name}",
        )  # fmt: skip
    if what == "template":
        made = new_template(name, Path(out), source, kit)
    else:
        made = new_kit(
            name, Path(out), source, [Path(t) for t in tokens or ()], [Path(f) for f in fonts or ()]
        )
    print_findings(made.findings)
    if json:
        print_json({"ok": True, "folder": str(made.folder), "files": made.files, "findings": made.findings})
        return
    print(f"made {made.folder} from {made.source}")
    for line in made.steps:
        print(f"  {line}")
