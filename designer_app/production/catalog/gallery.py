"""A gallery: all products of a collection in one HTML file that needs no network; search and sections work offline."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.sizes import parse_size
from designer_app.export.encode import encode
from designer_app.export.records import EncodeSettings
from designer_app.paint import Painter
from designer_app.production.catalog.collecting import Products, section_names
from designer_app.production.catalog.lists import by_alphabet
from designer_app.production.catalog.pages import Content, Maker, Volume
from designer_app.production.catalog.records import Collection
from designer_app.production.data.records import cell_text
from designer_app.production.where import number_of
from designer_app.scene.colour import to_hex

_CARD, _SHEET = "480x600", 1250  # px; the short side of the page that the card's type is meant for
_CODES = ("ean", "qr")  # to be read off paper; on a screen the card itself is a link
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_WORDS = {
    "ru": {"search": "Найти товар", "all": "Все", "none": "Ничего не нашлось", "sort": "Порядок", "given": "Как в каталоге", "cheap": "Сначала дешёвые", "dear": "Сначала дорогие", "count": "Товаров: ", "makers": "Все производители"},
    "de": {"search": "Produkt suchen", "all": "Alle", "none": "Nichts gefunden", "sort": "Ordnung", "given": "Wie im Katalog", "cheap": "Günstige zuerst", "dear": "Teure zuerst", "count": "Produkte: ", "makers": "Alle Hersteller"},
    "en": {"search": "Find a product", "all": "All", "none": "Nothing found", "sort": "Order", "given": "As in the catalog", "cheap": "Cheapest first", "dear": "Dearest first", "count": "Products: ", "makers": "All makers"},
}  # fmt: skip

_STYLE = """
:root { --ground: GROUND; --ink: INK; --quiet: QUIET; --accent: ACCENT; --on: ON; --line: LINE }
* { box-sizing: border-box } body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.45 system-ui, sans-serif }
header, main, footer { max-width: 82rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) }
header { padding-top: 3.5rem } h1 { font-size: clamp(2rem, 5vw, 3.6rem); line-height: 1.06; margin: 0 0 .6rem; text-wrap: balance }
header p { max-width: 40rem; margin: 0 0 2rem; color: var(--quiet) }
.bar { position: sticky; top: 0; background: var(--ground); padding: .9rem 0; display: flex; flex-wrap: wrap; gap: .6rem; border-bottom: 1px solid var(--line); z-index: 1 }
input, select, button { font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 999px; padding: .45rem 1rem }
input { flex: 1 1 14rem } button { cursor: pointer } button[aria-pressed=true] { background: var(--accent); color: var(--on); border-color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 2.2rem 1.4rem; padding: 1.6rem 0 3rem; list-style: none; margin: 0 }
.grid img { width: 100%; display: block } .grid a { color: inherit; text-decoration: none } .grid a:hover img { opacity: .9 }
[hidden] { display: none !important } .none { padding: 3rem 0; color: var(--quiet) } footer { padding-bottom: 3rem; color: var(--quiet); font-size: .9rem }
@media print { .bar { display: none } }
"""
_SCRIPT = """
const items=[...document.querySelectorAll('.grid li')],box=document.querySelector('input'),sort=document.querySelector('#order'),maker=document.querySelector('#maker');
const fold=t=>t.toLowerCase().replaceAll('ё','е');let section='';
function show(){const words=fold(box.value).split(/\\s+/).filter(Boolean);let n=0;
for(const li of items){const ok=(!section||li.dataset.section===section)&&(!maker||!maker.value||li.dataset.maker===maker.value)&&words.every(w=>li.dataset.words.includes(w));li.hidden=!ok;n+=ok}
document.querySelector('.none').hidden=n>0;document.querySelector('output').textContent=n;
const by={given:(a,b)=>a.dataset.i-b.dataset.i,cheap:(a,b)=>(a.dataset.price||1/0)-(b.dataset.price||1/0)||a.dataset.i-b.dataset.i,dear:(a,b)=>(b.dataset.price||-1)-(a.dataset.price||-1)||a.dataset.i-b.dataset.i}[sort.value];
items.sort(by).forEach(li=>li.parentNode.append(li))}
box.oninput=sort.onchange=show;if(maker)maker.onchange=show;for(const b of document.querySelectorAll('button')){b.onclick=()=>{section=b.value;
document.querySelectorAll('button').forEach(o=>o.setAttribute('aria-pressed',o===b));show()}}
"""


def gallery(
    wish: Collection,
    products: Products,
    volume: Volume,
    kit: Kit,
    contents: Sequence[Content],
    quality: int,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    """The file. A product that can't be made is left out (the pages have told it)."""
    said = _WORDS.get(volume.lang.partition("-")[0], _WORDS["en"])
    titles = section_names(wish, products.groups)
    cards = _cards(msgspec.structs.replace(volume, size=parse_size(_CARD, {})), contents, quality, told)
    items, number = [], 0
    for group in products.groups:
        for item in group.items:
            if item.key not in cards:
                continue
            items.append(_item(products.by_key[item.key], cards[item.key], titles[group.name], number))
            number += 1
    named = [titles[group.name] for group in products.groups if group.name]
    buttons = "".join(
        f'<button value="{_safe(name)}" aria-pressed="{"false" if name else "true"}">{_safe(name or said["all"])}</button>'
        for name in ("", *named)
    )
    options = "".join(
        f'<option value="{way}">{_safe(said[way])}</option>' for way in ("given", "cheap", "dear")
    )
    return (
        f'<!doctype html>\n<html lang="{_safe(volume.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(wish.title)}</title>\n<style>{_style(kit)}</style>\n</head>\n<body>\n"
        f"<header><h1>{_safe(wish.title)}</h1><p>{_safe(wish.intro)}</p></header>\n<main>\n"
        f'<div class="bar"><input type="search" placeholder="{_safe(said["search"])}" aria-label="{_safe(said["search"])}">'
        f"{buttons if named else ''}{_makers(products, said['makers'])}"
        f'<select id="order" aria-label="{_safe(said["sort"])}">{options}</select></div>\n'
        f'<ul class="grid">\n{"".join(items)}</ul>\n<p class="none" hidden>{_safe(said["none"])}</p>\n</main>\n'
        f"<footer><p>{_safe(said['count'])}<output>{number}</output></p><p>{_safe(wish.note)}</p></footer>\n"
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    ).encode()


def _makers(products: Products, all_of_them: str) -> str:
    """A choice of makers, where there are several."""
    found = sorted({maker for row in products.by_key.values() if (maker := _maker(row))}, key=by_alphabet)
    if len(found) < 2:
        return ""
    options = "".join(f"<option>{_safe(maker)}</option>" for maker in found)
    return (
        f'<select id="maker" aria-label="{_safe(all_of_them)}"><option value="">{_safe(all_of_them)}</option>'
        f"{options}</select>"
    )


def _maker(row: Mapping[str, object]) -> str:
    return " ".join(cell_text(row.get("brand_name")).split())


def _cards(
    volume: Volume, contents: Sequence[Content], quality: int, told: Callable[[int, int], None]
) -> dict[str, bytes]:
    maker, painter = Maker(volume), Painter()
    found: dict[str, bytes] = {}
    settings = EncodeSettings(format="jpg", quality=min(quality, 82), chroma="420")
    total = sum(len(content.products) for content in contents)
    for content in contents:
        for key, row in content.products:
            bare = {name: cell for name, cell in row.items() if name not in _CODES}
            built, _ = maker.card(volume.size, bare, key, _SHEET)
            if built is not None:
                found[key] = encode(painter.render(built.scene).image, settings).data
                told(len(found), total)
    return found


def _item(row: Mapping[str, object], card: bytes, section: str, number: int) -> str:
    name = cell_text(row.get("name"))
    words = (
        " ".join(cell_text(row.get(column)) for column in ("name", "detail", "article", "brand_name"))
        + " "
        + section
    )
    price = number_of(row.get("price"))
    cost = cell_text(row.get("price"))
    picture = f'<img loading="lazy" alt="{_safe(f"{name}, {cost}" if cost else name)}" src="data:image/jpeg;base64,{base64.b64encode(card).decode()}">'
    link = cell_text(row.get("link"))
    inside = f'<a href="{_safe(link)}">{picture}</a>' if link.startswith(("https://", "http://")) else picture
    folded = words.casefold().replace("ё", "е")
    return (
        f'<li data-i="{number}" data-section="{_safe(section)}" data-maker="{_safe(_maker(row))}" data-price="{"" if price is None else price}"'
        f' data-words="{_safe(folded)}">{inside}</li>\n'
    )


def _style(kit: Kit) -> str:
    roles = {
        "GROUND": "surface",
        "INK": "on-surface",
        "QUIET": "quiet",
        "ACCENT": "accent",
        "ON": "on-accent",
        "LINE": "line",
    }
    return re.sub(r"\b[A-Z]{2,}\b", lambda word: to_hex(kit.colour(roles[word[0]], "light")), _STYLE)


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
