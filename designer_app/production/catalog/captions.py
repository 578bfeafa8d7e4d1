"""A caption for each product: its words, price and hashtags by rule, as plain text beside the pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from designer_app.design.kit import Kit
from designer_app.design.library import find_template
from designer_app.design.templating import render_text
from designer_app.design.values import bind_row
from designer_app.production.catalog.collecting import Products, section_names
from designer_app.production.catalog.records import Collection
from designer_app.production.data.records import cell_text

_WORD = re.compile(r"\w+")


def captions(wish: Collection, products: Products, template: str, kit: Kit, lang: str) -> dict[str, str]:
    """Key → caption. A hashtag may name columns (``#{{ section }}``); one that comes out empty is left out."""
    slots = find_template(template).template.slots
    locale = kit.locale_for(lang)
    titles = section_names(wish, products.groups)
    found: dict[str, str] = {}
    for group in products.groups:
        for item in group.items:
            row = products.by_key[item.key]
            values, _ = bind_row(
                slots,
                {k: v for k, v in row.items() if k.partition(":")[0] in slots},
                language=lang,
                file="",
                row="",
                currency=kit.currency(lang),
            )
            said = {
                **{k: cell_text(v) for k, v in row.items()},
                **values,
                "section": titles[group.name],
                "title": wish.title,
            }

            def text(template: str, said: Mapping[str, Any] = said) -> str:
                return render_text(template, said, locale)[0].strip()

            lines = [
                text("{{ name }}"),
                text("{{ detail }}"),
                text("{{ price | money }}") if values.get("price") else "",
                text("{{ link }}"),
            ]
            tags = " ".join(dict.fromkeys(filter(None, (_tag(text(tag)) for tag in wish.hashtags))))
            found[item.key] = (
                "\n".join(line for line in lines if line) + (f"\n\n{tags}" if tags else "") + "\n"
            )
    return found


def _tag(words: str) -> str:
    """``#Посуда и чай`` → ``#посудаичай``: a hashtag has no spaces or marks."""
    found = "".join(_WORD.findall(words)).lower()
    return "#" + found if found else ""
