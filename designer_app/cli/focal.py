"""``designer focal``: where the subjects of a folder's pictures lie."""

from __future__ import annotations

import os

from designer_app.cli.parameters import Argument, Option

EXAMPLES = """Examples:
  designer focal examples/week
  designer focal examples/week --json
"""


def run(
    folder: str = Argument(..., metavar="FOLDER", help="A folder of pictures."),
    json: bool = Option(False, "--json", help="An object: focal point and content hash by name."),
) -> None:
    """Measure focal points, and write them to focal.json in the folder.

    Crops keep them in sight. Points that are wrong can be put right there (leave the digest out, so that they hold
    whatever the file becomes); those stay. A row's own (shop.jpg@0.6,0.4) and a template's win over them.
    """
    from pathlib import Path

    from designer_app.cli.output import print_json, print_table
    from designer_app.errors import fail
    from designer_app.pictures.focal_file import NAME, measure_folder

    place = Path(folder)
    if not os.path.isdir(place):
        raise fail("not-a-folder", file=folder, found="no such folder", expected="a folder of pictures")
    entries = measure_folder(place)
    if json:
        print_json(entries)
        return
    if not entries:
        print(f"no pictures in {folder}")
        return
    rows = [
        (name, f"{e.focal[0]:g}", f"{e.focal[1]:g}", "" if e.digest else "by hand")
        for name, e in sorted(entries.items())
    ]
    print_table(("Picture", "x", "y", ""), rows, right=(1, 2))
    print(place / NAME)
