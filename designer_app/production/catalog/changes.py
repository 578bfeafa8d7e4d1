"""What changed since the last issue, in pictures: the pages that aren't as they were, before and now, in one HTML file."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from designer_app.design.sizes import Size
from designer_app.export.encode import encode
from designer_app.export.records import EncodeSettings
from designer_app.files import write_bytes
from designer_app.known_types import read_as
from designer_app.paint import paint
from designer_app.production.catalog.issue import Move
from designer_app.production.ledger import FOLDER
from designer_app.scene.geometry import Box
from designer_app.scene.nodes import Scene

NAME = "changes.html"
_KEPT = "shown"  # in the folder's own part: how its pages looked
_WIDTH = 340  # px of a page
_encoder = msgspec.msgpack.Encoder()

_WORDS = {
    "ru": {"title": "Что изменилось", "page": "Страница {}", "before": "Было", "now": "Стало", "none": "нет", "new": "новое", "gone": "ушло", "moved": "со страницы {} на {}", "cheaper": "дешевле", "dearer": "дороже", "sum": "Страниц изменилось: {} из {}", "look": "изменился вид"},
    "de": {"title": "Was sich geändert hat", "page": "Seite {}", "before": "Vorher", "now": "Jetzt", "none": "keine", "new": "neu", "gone": "entfallen", "moved": "von Seite {} auf {}", "cheaper": "günstiger", "dearer": "teurer", "sum": "Geänderte Seiten: {} von {}", "look": "anderes Aussehen"},
    "en": {"title": "What changed", "page": "Page {}", "before": "Before", "now": "Now", "none": "none", "new": "new", "gone": "gone", "moved": "from page {} to {}", "cheaper": "cheaper", "dearer": "dearer", "sum": "Pages changed: {} of {}", "look": "looks different"},
}  # fmt: skip
_STYLE = """
body { margin: 0; padding: 2.5rem clamp(1rem, 4vw, 3.5rem) 4rem; background: #eceae6; color: #1d1b19; font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.9rem; line-height: 1.15; margin: 0 } .sum { margin: .3rem 0 2.2rem; color: #5d5853 }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(30rem, 100%), 1fr)); gap: 2.6rem 2.4rem; align-items: start }
h2 { font-size: 1rem; margin: 0 0 .6rem } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem }
figure { margin: 0 } figcaption { font-size: .8rem; color: #5d5853; margin-bottom: .25rem }
img { width: 100%; display: block; box-shadow: 0 1px 4px #0003 } .empty { aspect-ratio: RATIO; border: 1px dashed #aaa49c; display: grid; place-items: center; color: #8b857d }
ul { margin: .7rem 0 0; padding: 0; list-style: none } li { padding: .22rem 0; border-top: 1px solid #d6d2cb } b { font-weight: 600 }
@media (prefers-color-scheme: dark) { body { background: #1c1b1a; color: #eeeae4 } .sum, figcaption { color: #a8a29a } li { border-color: #3a3835 } }
"""


class Shown(msgspec.Struct, frozen=True):
    """How a page looked: its folio, the key of its Scene, a JPEG."""

    number: int
    key: str
    picture: bytes


def page_picture(scene: Scene, bleed: float) -> bytes:
    """A page without its bleed as a small JPEG."""
    scale = _WIDTH / (scene.width - 2 * bleed)
    region = Box(bleed * scale, bleed * scale, (scene.width - bleed) * scale, (scene.height - bleed) * scale)
    image = paint(scene, scale, region).convert("RGB")
    return encode(image, EncodeSettings(format="jpg", quality=72, chroma="420")).data


def keep_shown(out: Path, pages: Sequence[Shown]) -> None:
    write_bytes(out / FOLDER / _KEPT, _encoder.encode(list(pages)), durable=False)


def read_shown(out: Path) -> list[Shown]:
    """How the pages of a folder looked after its last run; none where that isn't known."""
    try:
        return msgspec.msgpack.decode((out / FOLDER / _KEPT).read_bytes(), type=read_as(list[Shown]))
    except (OSError, msgspec.MsgspecError):
        return []


def changes(
    title: str, lang: str, size: Size, before: Sequence[Shown], now: Sequence[Shown], moves: Sequence[Move]
) -> bytes | None:
    """The file; None where no page differs. ``size`` is that of the pages."""
    old, new = {page.number: page for page in before}, {page.number: page for page in now}
    numbers = sorted({*old, *new})
    changed = [n for n in numbers if n not in old or n not in new or old[n].key != new[n].key]
    if not changed or not old:
        return None
    said = _WORDS.get(lang.partition("-")[0], _WORDS["en"])
    parts = "".join(_page(n, old.get(n), new.get(n), moves, said) for n in changed)
    count = said["sum"].format(len(changed), len(numbers))
    ratio = f"{size.width} / {size.height}"
    return (
        f'<!doctype html>\n<html lang="{_safe(lang)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}: {_safe(said['title'])}</title>\n<style>{_STYLE.replace('RATIO', ratio)}</style>\n</head>\n<body>\n"
        f'<h1>{_safe(title)}: {_safe(said["title"])}</h1>\n<p class="sum">{_safe(count)}</p>\n'
        f"<main>\n{parts}</main>\n</body>\n</html>\n"
    ).encode()


def _page(
    number: int, old: Shown | None, new: Shown | None, moves: Sequence[Move], said: Mapping[str, str]
) -> str:
    pair = "".join(
        f"<figure><figcaption>{_safe(said[word])}</figcaption>{_picture(page, said)}</figure>"
        for word, page in (("before", old), ("now", new))
    )
    mine = [move for move in moves if number in (move.before, move.now)]
    lines = [_line(move, said) for move in mine] or [_safe(said["look"])]
    words = "".join(f"<li>{line}</li>" for line in lines)
    heading = _safe(said["page"].format(number))
    return f'<section><h2>{heading}</h2><div class="pair">{pair}</div><ul>{words}</ul></section>\n'


def _picture(page: Shown | None, said: Mapping[str, str]) -> str:
    if page is None:
        return f'<div class="empty">{_safe(said["none"])}</div>'
    data = base64.b64encode(page.picture).decode()
    return f'<img alt="{_safe(said["page"].format(page.number))}" src="data:image/jpeg;base64,{data}">'


def _line(move: Move, said: Mapping[str, str]) -> str:
    words = said[move.what].format(move.before, move.now)
    price = f", {_safe(move.price_before)} → {_safe(move.price_now)}" if move.price_now else ""
    return f"<b>{_safe(move.name or move.key)}</b>: {_safe(words)}{price}"


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
