"""A comparison of two folders for people: a contact sheet, and one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import html
from pathlib import Path
from typing import TYPE_CHECKING

from designer_app.errors import fail
from designer_app.export.encode import encode
from designer_app.export.formats import format_named
from designer_app.export.records import EncodeSettings
from designer_app.production.contact import ContactItem, contact_sheet
from designer_app.production.diffing import Changed, Difference, named, strips
from designer_app.wording.sentences import sentence

if TYPE_CHECKING:
    from PIL import Image

MOST_ON_SHEET, MOST_ON_PAGE = 60, 300
_LONGEST = 4000  # characters of a caption that are shown
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 76rem; padding: 0 1.5rem; color: #1b1b1d; background: #fff }
h1 { font-size: 1.6rem; margin: 0 0 .4rem } h2 { font-size: 1.1rem; margin: 2.6rem 0 .6rem }
figure { margin: 0 0 2.2rem } img { max-width: 100%; display: block; background: #eee } figcaption { margin-top: .5rem }
code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere } li { margin: .15rem 0 } blockquote { margin: .4rem 0; white-space: pre-wrap } del { color: #9a2b20 } ins { color: #1d6b36; text-decoration: none } p { margin: .2rem 0; color: #55555a }
"""


def diff_sheet(found: Difference, before: Path, after: Path, suffix: str, language: str = "en") -> bytes:
    """A contact sheet of what has changed, in the format of ``suffix``: before, after, difference. The first
    ``MOST_ON_SHEET`` of them. Raises ``DesignError`` (``nothing-differs``) where there is nothing to be shown."""
    format_ = format_named(suffix.removeprefix(".")).name
    items = [
        ContactItem(image, f"{one.path}\n{named(one, language).removeprefix(one.path + ': ')}")
        for one, image in strips(before, after, found.changed[:MOST_ON_SHEET])
    ]
    if not items:
        raise fail("nothing-differs", found="no picture that both folders have and that differs")
    image = contact_sheet(items, columns=2, title=f"{before.name} → {after.name}")
    return encode(image, EncodeSettings(format=format_, quality=88)).data


def diff_page(found: Difference, before: Path, after: Path, language: str = "en") -> bytes:
    """The whole comparison as one HTML file: no script, no request. Pictures of the first ``MOST_ON_PAGE``."""
    title = f"{_safe(before.name)} → {_safe(after.name)}"
    parts = [
        f"<!doctype html>\n<html lang='{language}'>\n<head>\n<meta charset='utf-8'>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n<p>{_safe(summed(found, language))}</p>\n"
    ]
    if found.changed:
        parts.append(
            f"<h2>{sentence('changed', language)}</h2>\n<p>{sentence('beside-each-other', language)}</p>\n"
        )
    shown = {one.path: image for one, image in strips(before, after, found.changed[:MOST_ON_PAGE])}
    for one in found.changed:
        picture = (
            _picture(shown[one.path], one, language) if one.path in shown else _words(one, before, after)
        )
        parts.append(f"<figure>{picture}<figcaption>{_caption(one, language)}</figcaption></figure>\n")
    for folder, paths in ((before.name, found.only_before), (after.name, found.only_after)):
        if paths:
            lines = "".join(f"<li><code>{_safe(path)}</code></li>\n" for path in paths)
            parts.append(
                f"<h2>{_safe(sentence('only-there', language, folder=folder))}</h2>\n<ul>\n{lines}</ul>\n"
            )
    return ("".join(parts) + "</body>\n</html>\n").encode("utf-8")


def _picture(image: Image.Image, one: Changed, language: str) -> str:
    data = base64.b64encode(encode(image, EncodeSettings(format="jpg", quality=85)).data).decode()
    return f"<img src='data:image/jpeg;base64,{data}' alt='{_safe(named(one, language))}'>"


def _words(one: Changed, before: Path, after: Path) -> str:
    """A caption as it was and as it is."""
    if not one.path.endswith(".txt"):
        return ""
    try:
        old, new = ((folder / one.path).read_text(encoding="utf-8")[:_LONGEST] for folder in (before, after))
    except (OSError, UnicodeDecodeError):
        return ""
    return f"<blockquote><del>{_safe(old)}</del></blockquote><blockquote><ins>{_safe(new)}</ins></blockquote>"


def _caption(one: Changed, language: str) -> str:
    """The row, size and kit of a cell, its file, and how much of it differs."""
    cell = " · ".join(part for part in (one.key, one.size, one.kit) if part)
    about = f"<b>{_safe(cell)}</b> " if cell else ""
    return (
        f"{about}<code>{_safe(one.path)}</code> {_safe(named(one, language).removeprefix(one.path + ': '))}"
    )


def summed(found: Difference, language: str = "en") -> str:
    """``3 changed, 1 only before, 2 only after, 394 the same``."""
    return sentence(
        "differences", language, changed=len(found.changed), before=len(found.only_before), after=len(found.only_after),
        same=found.same,
    )  # fmt: skip


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
