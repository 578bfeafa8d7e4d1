"""``designer edit``: opens the studio."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from designer_app.cli.parameters import Argument, Exit, Option

PANELS = (
    "layers", "assets", "brand", "data", "problems", "history", "start", "palette", "shortcuts", "export", "find", "batch", "catalog", "chart",
)  # fmt: skip
EXAMPLES = """Examples:
  designer edit
  designer edit product --kit northline
  designer edit autumn/job.json
  designer edit sale --screenshot sale.png --panel data --theme light --language ru --viewport 1440x900

Panels for --panel: """ + ", ".join(PANELS)


def studio(template: str | None) -> int:
    """The studio's own start: the start page, or a template."""
    from designer_app.studio.program import run as open_studio

    return open_studio(template or "")


def run(
    template: str = Argument(
        "",
        metavar="[TEMPLATE|JOB]",
        help="Name, folder or template.json to open; or a job: template, table, kit, sizes.",
    ),
    kit: str = Option("", "--kit", help="Brand kit to dress it in; default: its home kit."),
    screenshot: str = Option(
        "", "--screenshot", metavar="F.png", help="Save what the window shows, and leave."
    ),
    panel: str = Option("", "--panel", metavar="NAME", help="Panel to show (see below)."),
    theme: str = Option("", "--theme", help="light or dark; default: the system's."),
    language: str = Option("", "--language", help="en or ru; default: the system's."),
    viewport: str = Option("1440x900", "--viewport", metavar="WxH", help="Size of the window."),
) -> None:
    """Open the studio, with a template or a job when one is named."""
    from designer_app.errors import did_you_mean, fail

    for given, known, flag in (
        (panel, PANELS, "--panel"),
        (theme, ("light", "dark"), "--theme"),
        (language, ("en", "ru"), "--language"),
    ):
        if given and given not in known:
            error = fail(
                "wrong-use",
                place=flag,
                found=f"'{given}'",
                expected="one of: " + ", ".join(known),
                remedy=did_you_mean(given, known),
            )
            error.usage = True
            raise error
    width, _, height = viewport.partition("x")
    if not (
        width.isdigit() and height.isdigit() and 640 <= int(width) <= 8000 and 400 <= int(height) <= 8000
    ):
        error = fail(
            "wrong-use", place="--viewport", found=f"'{viewport}'", expected="a size such as 1440x900"
        )
        error.usage = True
        raise error
    if screenshot and Path(screenshot).suffix.lower() != ".png":
        error = fail(
            "wrong-use", place="--screenshot", found=f"'{screenshot}'", expected="a name that ends in .png"
        )
        error.usage = True
        raise error
    if not screenshot and not _screen():
        raise fail(
            "no-screen", found="no DISPLAY and no WAYLAND_DISPLAY", expected="a desktop to open a window on",
            remedy="start it there, or save a picture of the window: designer edit --screenshot F.png",
        )  # fmt: skip
    if importlib.util.find_spec("PySide6") is None:
        raise fail(
            "no-qt",
            found="no PySide6",
            expected="the library that draws windows",
            remedy="install it: pip install PySide6-Essentials",
        )
    try:
        from designer_app.studio.program import run as open_studio
    except ImportError as fault:
        raise fail(
            "no-qt", found=str(fault), expected="the system libraries of Qt",
            remedy="./designer edit of a checkout gets them; else, on Debian: sudo apt-get install -y libegl1 libgl1 libglib2.0-0 "
            "libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0",
        ) from None  # fmt: skip
    code = open_studio(
        template,
        kit=kit,
        screenshot=Path(screenshot) if screenshot else None,
        panel=panel,
        dress=theme,
        language=language,
        viewport=(int(width), int(height)),
    )
    if screenshot and not code:
        print(f"{screenshot}  {width}×{height}")
    raise Exit(code)


def _screen() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)
