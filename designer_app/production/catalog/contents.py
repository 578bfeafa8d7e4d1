"""What each page says: running heads, folios, lists with page numbers, marks of what is new or cheaper."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from designer_app.design.template import LoadedTemplate
from designer_app.production.catalog.attributes import footnotes, icons_of, legend
from designer_app.production.catalog.collecting import Products, section_names
from designer_app.production.catalog.pages import Content
from designer_app.production.catalog.pagination import Matter
from designer_app.production.catalog.records import Collection, PagePlan
from designer_app.production.data.records import cell_text, is_blank

WORDS = {
    "ru": {"contents": "Содержание", "index": "Указатель", "prices": "Прайс-лист", "new": "Новинка", "cheaper": "Цена ниже", "page": "с. {}", "ask": "по запросу"},
    "de": {"contents": "Inhalt", "index": "Register", "prices": "Preisliste", "new": "Neu", "cheaper": "Günstiger", "page": "S. {}", "ask": "auf Anfrage"},
    "en": {"contents": "Contents", "index": "Index", "prices": "Price list", "new": "New", "cheaper": "Lower price", "page": "p. {}", "ask": "on request"},
}  # fmt: skip


_PAGES_WIDE = 14  # letters of an index line's pages
_SLOTS = {"index": "names"}  # lists whose slot isn't called as the page: `index` is the number of an item


def words_of(lang: str) -> dict[str, str]:
    return WORDS.get(lang.partition("-")[0], WORDS["en"])


def matter_for(wish: Collection, products: Products, booklet: LoadedTemplate) -> Matter:
    """How many pages contents, index and price list take: the lists' limits in the template say how much a page holds."""
    titled = [group for group in products.groups if group.name]
    lines = len(products.rows.keys)
    return Matter(
        contents=_pages(len(titled), _limit(booklet, "contents")) if wish.contents and titled else 0,
        index=_pages(len(_index_words(wish, products)), _limit(booklet, _SLOTS["index"]))
        if wish.index
        else 0,
        prices=_pages(lines, _limit(booklet, "prices")) if wish.prices else 0,
    )


def _pages(lines: int, most: int) -> int:
    return math.ceil(lines / most)


def _limit(booklet: LoadedTemplate, slot: str) -> int:
    found = booklet.template.slots.get(slot)
    most = getattr(found, "max", None)
    return int(most) if most else 40


def contents_of(
    plans: Sequence[PagePlan], wish: Collection, products: Products, booklet: LoadedTemplate, lang: str,
    news: Mapping[str, str],
) -> list[Content]:  # fmt: skip
    """Each page's values. ``news``: key → ``new`` or ``cheaper``, since the last issue."""
    titles = section_names(wish, products.groups)
    where = page_of(plans)
    said = words_of(lang)
    common = {"title": wish.title, "edition": wish.edition, "note": wish.note}
    lists = {
        "contents": [{"words": titles[p.section], "page": str(p.number)} for p in _openings(plans)],
        "index": _index_lines(wish, products, where),
        "prices": _price_lines(products, where),
    }
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
        if plan.number in openings or (plan.kind in lists and not plan.part):
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
                **_hero(products.by_key.get(plan.hero, {})),
            }
        elif plan.kind == "filler":
            values |= {"picture": plan.picture}
        elif plan.kind == "back":
            values |= {"contact": wish.contact}
        elif plan.kind in lists:
            slot = _SLOTS.get(plan.kind, plan.kind)
            pages = sum(other.kind == plan.kind for other in plans)
            most = math.ceil(len(lists[plan.kind]) / pages)  # shared out evenly: no last page of three lines
            values |= {
                "heading": said[plan.kind],
                "section": said[plan.kind],
                slot: lists[plan.kind][plan.part * most :][:most],
            }
        rows = {key: products.by_key[key] for key in plan.keys}
        marks, notes = footnotes(rows)
        values["footnotes"] = notes or ""
        values["notes"] = feet[plan.number // 2] or ""
        goods = tuple(
            _product(row, news.get(key, ""), said, where) | {"mark": marks.get(key, "")} | shared[key]
            for key, row in rows.items()
        )
        made.append(Content(plan=plan, master={k: v for k, v in values.items() if v != ""}, goods=goods))
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


def _hero(row: Mapping[str, Any]) -> dict[str, Any]:
    taken = {
        "hero": row.get("photo"),
        "hero_name": row.get("name"),
        "hero_price": row.get("price"),
        "hero_several": row.get("several"),
        "cut_out": row.get("cut_out"),
    }
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


def _index_words(wish: Collection, products: Products) -> dict[str, list[str]]:
    """Words → the products that they lead to, by alphabet; every wished column of a product is a line."""
    found: dict[str, list[str]] = {}
    for key, row in products.by_key.items():
        for column in wish.index:
            if not is_blank(row.get(column)):
                found.setdefault(cell_text(row.get(column)).strip(), []).append(key)
    return dict(sorted(found.items(), key=lambda line: (line[0].casefold().replace("ё", "е"), line[0])))


def _index_lines(wish: Collection, products: Products, where: Mapping[str, int]) -> list[dict[str, str]]:
    lines = []
    for words, keys in _index_words(wish, products).items():
        pages = sorted({where[key] for key in keys if key in where})
        if pages:
            lines.append({"words": words, "page": _pages_said(pages), "first": str(pages[0])})
    return lines


def _pages_said(pages: Sequence[int]) -> str:
    """``4, 6–8``; where that is too long for a line, nearer runs become one, at last ``4–15``."""
    said = ""
    for gap in range(1, pages[-1] + 1):
        runs: list[list[int]] = []
        for page in pages:
            if runs and page - runs[-1][-1] <= gap:
                runs[-1].append(page)
            else:
                runs.append([page])
        said = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
        if len(said) <= _PAGES_WIDE:
            break
    return said


def _price_lines(products: Products, where: Mapping[str, int]) -> list[dict[str, str]]:
    return [
        {
            "words": cell_text(products.by_key[key].get("name")), "article": cell_text(products.by_key[key].get("article")),
            "price": cell_text(products.by_key[key].get("price")), "page": str(where[key]),
            "several": cell_text(products.by_key[key].get("several")),
        }
        for group in products.groups
        for key in (item.key for item in group.items)
        if key in where
    ]  # fmt: skip
