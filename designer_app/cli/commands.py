"""The table of commands."""

from __future__ import annotations

# name → (module, line in the list of commands). The order is that of the list.
COMMANDS: dict[str, tuple[str, str]] = {
    "templates": ("templates", "List the templates with their classes and slots."),
    "kits": ("kits", "List the brand kits."),
    "sizes": ("sizes", "List the sizes of all platforms."),
    "fonts": ("fonts", "List the fonts of the kits and of the program."),
    "focal": ("focal", "Measure where the subjects of pictures lie."),
    "render": ("render", "Make one picture."),
    "batch": ("batch", "Make pictures for every row of a table, in many sizes and kits."),
    "catalog": ("catalog", "Make a catalog from a table of products."),
    "chart": ("chart", "Draw one chart from a table."),
    "watch": ("watch", "Run a job again on each save of what it is made of."),
    "verify": ("verify", "Prove a folder's files against receipt and design."),
    "diff": ("diff", "Show what differs between two folders of files."),
    "check": ("check", "Say all that is wrong with templates, kits and jobs."),
    "schema": ("schema", "Print the JSON Schema of a kind of file."),
    "new": ("new", "Start a template or a brand kit from a good one."),
    "demo": ("demo", "Make the sample campaign and its contact sheet."),
    "edit": ("edit", "Open the studio."),
}
