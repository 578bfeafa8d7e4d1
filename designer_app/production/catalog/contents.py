"""What each page says: running heads, folios, lists with page numbers, marks of what is new or cheaper."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from designer_app.design.template import LoadedTemplate
from designer_app.production.catalog.attributes import footnotes, icons_of, legend
from designer_app.production.catalog.collecting import Products, section_names
from designer_app.production.catalog.lists import SLOTS, ListPage, index_pages, price_pages, room_of
from designer_app.production.catalog.pages import Content
from designer_app.production.catalog.pagination import Matter
from designer_app.production.catalog.records import Collection, PagePlan
from designer_app.production.data.records import cell_text, is_blank

WORDS = {
    "ru": {"name": "Товары", "article": "Артикулы", "brand_name": "Производители", "contents": "Содержание", "index": "Указатель", "prices": "Прайс-лист", "new": "Новинка", "cheaper": "Цена ниже", "page": "с. {}", "ask": "по запросу"},
    "de": {"name": "Produkte", "article": "Artikel", "brand_name": "Hersteller", "contents": "Inhalt", "index": "Register", "prices": "Preisliste", "new": "Neu", "cheaper": "Günstiger", "page": "S. {}", "ask": "auf Anfrage"},
    "en": {"name": "Products", "article": "Articles", "brand_name": "Makers", "contents": "Contents", "index": "Index", "prices": "Price list", "new": "New", "cheaper": "Lower price", "page": "p. {}", "ask": "on request"},
}  # fmt: skip


_DETAIL = "hero_detail"  # the opener's slot for what a cell says below the name


def words_of(lang: str) -> dict[str, str]:
    return WORDS.get(lang.partition("-")[0], WORDS["en"])


def matter_for(wish: Collection, products: Products, booklet: LoadedTemplate, lang: str) -> Matter:
    """How many pages contents, index and price list take."""
    titled = [group for group in products.groups if group.name]
    lists = _lists(wish, products, {}, booklet, lang)
    return Matter(
        contents=math.ceil(len(titled) / room_of(booklet, "contents")) if wish.contents and titled else 0,
        index=len(lists["index"]),
        prices=len(lists["prices"]),
        tells=_DETAIL in booklet.template.slots,
    )


def _lists(
    wish: Collection, products: Products, where: Mapping[str, int], booklet: LoadedTemplate, lang: str
) -> dict[str, list[ListPage]]:
    said = words_of(lang)
    headings = {text: said.get(text, products.rows.headings.get(text, text)) for text in wish.index}
    return {
        "index": index_pages(products, where, booklet, headings),
        "prices": price_pages(wish, products, where, booklet, said["ask"]) if wish.prices else [],
    }


def contents_of(
    plans: Sequence[PagePlan], wish: Collection, products: Products, booklet: LoadedTemplate, lang: str,
    news: Mapping[str, str],
) -> list[Content]:  # fmt: skip
    """Each page's values. ``news``: key → ``new`` or ``cheaper``, since the last issue."""
    titles = section_names(wish, products.groups)
    where = page_of(plans)
    said = words_of(lang)
    common = {"title": wish.title, "edition": wish.edition, "note": wish.note}
    sections = [{"words": titles[p.section], "page": str(p.number)} for p in _openings(plans)]
    lists = _lists(wish, products, where, booklet, lang)
    asks = any(not is_blank(row.get("price")) for row in products.by_key.values())
    shared = {
        key: {
            "icons": icons_of(row, wish.icons),
            "ask": said["ask"] if asks and is_blank(row.get("price")) else "",
        }
        for key, row in products.by_key.items()
    }
    feet: dict[int, int] = {}  # spread → most footnotes on one of its pages: grids side by side have one foot
    for plan in plans:
        _, notes = footnotes({key: products.by_key[key] for key in plan.keys})
        feet[plan.number // 2] = max(feet.get(plan.number // 2, 0), len(notes))
    openings = {plan.number for plan in _openings(plans)}
    made: list[Content] = []
    for plan in plans:
        values: dict[str, Any] = {
            **common,
            "folio": str(plan.number),
            "left": "yes" if plan.side == "left" else "no",
        }
        if plan.number in openings or (plan.kind in SLOTS and not plan.part):
            values["starts"] = "yes"
        section = wish.sections.get(plan.section)
        if plan.section:
            values |= {"section": titles[plan.section], "section_lead": section.lead if section else ""}
        if plan.kind in ("cover", "contents"):
            values["intro"] = wish.intro
        if plan.kind == "contents":
            values["legend"] = legend(products.by_key.values(), wish.icons) or ""
        if plan.kind == "cover":
            values["picture"] = wish.cover
        elif plan.kind == "opener":
            values |= {
                "picture": section.picture if section else "",
                **_hero(products.by_key.get(plan.hero, {}), booklet, home=plan.home),
            }
        elif plan.kind == "filler":
            values |= {"picture": plan.picture}
        elif plan.kind == "back":
            values |= {"contact": wish.contact}
        elif plan.kind == "contents":
            most = math.ceil(len(sections) / sum(other.kind == plan.kind for other in plans))
            values |= {"heading": said[plan.kind], "section": said[plan.kind]}
            values["contents"] = sections[plan.part * most :][:most]  # shared out evenly
        elif plan.kind in lists:
            page = lists[plan.kind][plan.part]
            slot = SLOTS[plan.kind]
            values |= {"heading": said[plan.kind], "section": said[plan.kind], slot: list(page.lines)}
            values |= {
                "rows": page.rows,
                f"{slot}_columns": page.columns,
                "wide": "yes" if page.wide else "no",
            }
        rows = {key: products.by_key[key] for key in plan.keys}
        marks, notes = footnotes(rows)
        values["footnotes"] = notes or ""
        values["notes"] = feet[plan.number // 2] or ""

        def shown(key: str, row: Mapping[str, Any], marks: Mapping[str, str] = marks) -> Mapping[str, Any]:
            return _product(row, news.get(key, ""), said, where) | {"mark": marks.get(key, "")} | shared[key]

        made.append(
            Content(
                plan=plan,
                master={k: v for k, v in values.items() if v != ""},
                goods=tuple(shown(key, row) for key, row in rows.items()),
                home=shown(plan.hero, products.by_key[plan.hero]) if plan.home else {},
            )
        )
    return made


def page_of(plans: Sequence[PagePlan]) -> dict[str, int]:
    """Key → the page where the product stands."""
    return {key: plan.number for plan in plans for key in plan.homes}


def _openings(plans: Sequence[PagePlan]) -> list[PagePlan]:
    """The first page of each section."""
    seen: dict[str, PagePlan] = {}
    for plan in plans:
        if plan.section:
            seen.setdefault(plan.section, plan)
    return list(seen.values())


def _hero(row: Mapping[str, Any], booklet: LoadedTemplate, *, home: bool) -> dict[str, Any]:
    """What an opener says of its product; ``home``: it stands nowhere else."""
    taken = {
        "hero": row.get("photo"),
        "hero_name": row.get("name"),
        "hero_price": row.get("price"),
        "hero_several": row.get("several"),
        "cut_out": row.get("cut_out"),
    }
    if home and _DETAIL in booklet.template.slots:
        told = (cell_text(row.get(name)).strip() for name in ("detail", "article"))
        taken[_DETAIL] = "\n".join(filter(None, told))
    return {name: value for name, value in taken.items() if not is_blank(value)}


def _product(
    row: Mapping[str, Any], news: str, said: Mapping[str, str], where: Mapping[str, int]
) -> dict[str, Any]:
    values = dict(row)
    if news and is_blank(values.get("badge")):
        values["badge"] = said[news]
    other = cell_text(values.get("see")).strip()
    if other in where:
        values["see"] = said["page"].format(where[other])
    return values
