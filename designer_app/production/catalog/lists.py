"""Index and price list: their lines, shared out over pages and columns."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import msgspec

from designer_app.design.slots import default_of
from designer_app.design.template import LoadedTemplate
from designer_app.production.catalog.collecting import Products, section_names
from designer_app.production.catalog.records import Collection
from designer_app.production.data.records import cell_text, is_blank

Line = Mapping[str, str]
HEAD = "head"  # a line that stands above others: set bolder, never last in its column
SLOTS = {"contents": "contents", "index": "names", "prices": "prices"}  # page kind → the template's list
_RUNS = re.compile(r"\d{1,18}|\D+|\d+")  # of figures and of other signs
_COLUMNS = "{}_columns"  # a number in the template: how many columns its list has
_LONG = 30  # signs of a name from which on …
_FEW = 0.05  # … more than this share of them asks for fewer columns, or for two lines
_LEAST = 8  # lines of a column: a short list doesn't spread over the page in stumps
_PAGES_WIDE = 14  # signs of an index line's pages


class ListPage(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of one page: ``columns`` with ``rows`` lines each. ``wide``: their names are long."""

    lines: tuple[Line, ...]
    columns: int
    rows: int
    wide: bool


def index_pages(
    products: Products, where: Mapping[str, int], booklet: LoadedTemplate, headings: Mapping[str, str]
) -> list[ListPage]:
    """The index, a block for each wished column; ``where``: key → page (without one, lines have no page yet).
    ``headings``: column → what stands above its block where there are several."""
    blocks = [
        (headings.get(text, text), lines)
        for text, column in products.index.items()
        if (lines := _index_lines(products, column, where))
    ]
    most, columns = _room(booklet, "index")
    bare = [line for _, lines in blocks for line in lines]
    wide = _is_wide(bare)
    if wide and columns > 1:
        most, columns = most // columns * (columns - 1), columns - 1
    whole = _with_heads(blocks) if len(blocks) > 1 else bare
    return _shared_out(whole, most, columns, wide) if whole else []


def price_pages(
    wish: Collection, products: Products, where: Mapping[str, int], booklet: LoadedTemplate, ask: str
) -> list[ListPage]:
    """The price list, by section where that costs no page. ``ask`` stands for a price that is missing."""
    titles = section_names(wish, products.groups)
    blocks = [
        (titles[group.name], [_price_line(products, item.key, where, ask) for item in group.items])
        for group in products.groups
    ]
    most, columns = _room(booklet, "prices")
    bare = [line for _, lines in blocks for line in lines]
    wide = _is_wide(bare)
    if wide:  # names of two lines
        most = most // columns * 9 // 11 * columns
    plain = _shared_out(bare, most, columns, wide)
    if len([title for title, _ in blocks if title]) < 2:
        return plain
    parted = _shared_out(_with_heads(blocks), most, columns, wide)
    return parted if len(parted) == len(plain) else plain


def room_of(booklet: LoadedTemplate, kind: str) -> int:
    """How many lines a page of a list holds: the limit of the template's list."""
    most = getattr(booklet.template.slots.get(SLOTS[kind]), "max", None)
    return int(most) if most else 40


def _room(booklet: LoadedTemplate, kind: str) -> tuple[int, int]:
    slot = booklet.template.slots.get(_COLUMNS.format(SLOTS[kind]))
    columns = int(float(default_of(slot, "") or 1)) if slot is not None else 1
    return room_of(booklet, kind), max(1, columns)


def _is_wide(lines: Sequence[Line]) -> bool:
    return sum(len(line["words"]) > _LONG for line in lines) > _FEW * len(lines)


def _with_heads(blocks: Sequence[tuple[str, Sequence[Line]]]) -> list[Line]:
    found: list[Line] = []
    for title, lines in blocks:
        found += [{"words": title, HEAD: "yes"} if title else {"words": ""}, *lines]
    return found


def _shared_out(lines: Sequence[Line], most: int, columns: int, wide: bool) -> list[ListPage]:
    """As few pages as hold the lines, each about as full as the others: no last page of three lines."""
    deepest = max(1, most // columns)
    fewest = len(_filled(lines, columns, deepest))
    least = min(_LEAST, deepest) if fewest == 1 else 1
    rows = next(
        rows
        for rows in range(max(least, math.ceil(len(lines) / (fewest * columns))), deepest + 1)
        if len(_filled(lines, columns, rows)) <= fewest
    )
    return [
        ListPage(lines=tuple(page), columns=columns, rows=rows, wide=wide)
        for page in _filled(lines, columns, rows)
    ]


def _filled(lines: Sequence[Line], columns: int, rows: int) -> list[list[Line]]:
    """Lines poured into columns: an empty line above a head, unless it begins its column; none ends one."""
    pages: list[list[Line]] = [[]]

    def put(line: Line) -> None:
        if len(pages[-1]) == columns * rows:
            pages.append([])
        pages[-1].append(line)

    for line in lines:
        if line.get(HEAD):
            if len(pages[-1]) % rows:
                put({"words": ""})
            if len(pages[-1]) % rows == rows - 1 and rows > 1:
                put({"words": ""})
        put(line)
    return pages


# ── Lines ───────────────────────────────────────────────────────────────────────────────────────


def _index_lines(products: Products, column: str, where: Mapping[str, int]) -> list[Line]:
    """Words with the pages of all products that have them in the column, by alphabet."""
    found: dict[str, list[str]] = {}
    for key, row in products.by_key.items():
        if not is_blank(row.get(column)):
            found.setdefault(" ".join(cell_text(row.get(column)).split()), []).append(key)
    order = sorted(found, key=lambda words: (by_alphabet(words), words))
    lines: list[Line] = []
    for words in order:
        pages = sorted({where[key] for key in found[words] if key in where})
        lines.append({"words": words, "page": pages_said(pages), "first": str(pages[0]) if pages else ""})
    return lines


def by_alphabet(words: str) -> list[tuple[bool, int, str]]:
    """Case, ё and quotes before a name don't matter to where it stands; numbers stand by their size: M4 before M10."""
    plain = words.casefold().replace("ё", "е").lstrip("«»„“”\"'(")
    return [
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _RUNS.findall(plain)
    ]


def pages_said(pages: Sequence[int]) -> str:
    """``4, 6–8``; where that is too long for a line, nearer runs become one, at last ``4–15``."""
    said = ""
    for gap in range(1, pages[-1] + 1 if pages else 1):
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


def _price_line(products: Products, key: str, where: Mapping[str, int], ask: str) -> Line:
    row = products.by_key[key]
    price = cell_text(row.get("price"))
    return {
        "words": cell_text(row.get("name")), "article": cell_text(row.get("article")), "price": price,
        "ask": "" if price else ask, "page": str(where.get(key, "")), "several": cell_text(row.get("several")),
    }  # fmt: skip
