"""What is worth beginning before the command line is even read."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

_COMMANDS = ("render", "batch")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|tiff?|bmp)\b", re.IGNORECASE)
_HEAD = 65536  # bytes of a table that are looked at


def expect_pictures(arguments: Sequence[str]) -> None:
    """Start the decoding child when a command that makes pictures names files of pictures, as a value or in
    its table's first rows: it is ready by the time that the page is built. A wrong guess changes nothing."""
    if arguments[:1] and arguments[0] in _COMMANDS and _names_picture(arguments[1:]):
        from designer_app.pictures.keeper import expect

        expect()


def _names_picture(arguments: Sequence[str]) -> bool:
    for flag, value in zip(["", *arguments], arguments, strict=False):
        name, sign, rest = value.partition("=")
        if (flag == "--set" or (name == "--set" and sign)) and _PICTURE.search(value):
            return True
        table = value if flag == "--data" else rest if name == "--data" else ""
        if table and _PICTURE.search(_head(table)):
            return True
    return False


def _head(file: str) -> str:
    """The beginning of a text file; nothing of one that can't be read, which is told later."""
    try:
        if not os.path.isfile(file):  # a FIFO would be waited for
            return ""
        with open(file, "rb") as stream:
            return stream.read(_HEAD).decode("latin-1")
    except (OSError, ValueError):
        return ""
