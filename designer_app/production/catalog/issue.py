"""An issue: where every product stood and what it cost, kept beside the files, so that the next can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from designer_app.errors import DesignError, Finding, fail
from designer_app.known_types import read_as
from designer_app.production.catalog.collecting import Products
from designer_app.production.catalog.records import PagePlan
from designer_app.production.data.records import cell_text

NAME = "issue.json"


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """Pages as planned and products as they were (name, price and article in words)."""

    format: int = 1
    title: str = ""
    pages: tuple[PagePlan, ...] = ()
    products: dict[str, dict[str, str]] = {}


class Move(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a product: ``new``, ``gone``, ``moved``, ``cheaper``, ``dearer``; pages 0 where there is none."""

    key: str
    what: str
    name: str = ""
    before: int = 0
    now: int = 0
    price_before: str = ""
    price_now: str = ""


def issue_of(title: str, plans: Sequence[PagePlan], products: Products) -> Issue:
    kept = {
        key: {name: text for name in ("name", "price", "article") if (text := cell_text(row.get(name)))}
        for key, row in products.by_key.items()
    }
    return Issue(title=title, pages=tuple(plans), products=kept)


def read_issue(path: Path) -> Issue:
    """Raises ``DesignError`` (``cannot-read``, ``bad-issue``)."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=read_as(Issue))
    except OSError as fault:
        raise fail(
            "cannot-read", file=str(path), found=fault.strerror or str(fault), expected="an earlier issue (issue.json)",
            remedy="name the issue.json beside an earlier catalog",
        ) from None  # fmt: skip
    except msgspec.MsgspecError as fault:
        raise fail(
            "bad-issue", file=str(path), found=str(fault), expected="what 'designer catalog' wrote"
        ) from None


def issue_bytes(issue: Issue) -> bytes:
    return msgspec.json.format(msgspec.json.encode(issue), indent=1)


def pages_before(issue: Issue) -> dict[str, list[list[str]]]:
    """Section → the keys on each of its pages."""
    found: dict[str, list[list[str]]] = {}
    for plan in issue.pages:
        if plan.kind == "goods":
            found.setdefault(plan.section, []).append(list(plan.keys))
    return found


def moves(before: Issue, now: Issue) -> list[Move]:
    """What differs between two issues, by page."""
    from designer_app.production.catalog.contents import page_of
    from designer_app.production.where import number_of

    old, new = page_of(before.pages), page_of(now.pages)
    found: list[Move] = []
    for key in sorted({*old, *new}, key=lambda key: (new.get(key, old.get(key, 0)), key)):
        was, now_is = before.products.get(key, {}), now.products.get(key, {})
        name = now_is.get("name") or was.get("name", "")
        move = Move(key=key, what="", name=name, before=old.get(key, 0), now=new.get(key, 0))
        if key not in old or key not in new:
            found.append(msgspec.structs.replace(move, what="new" if key not in old else "gone"))
            continue
        if old[key] != new[key]:
            found.append(msgspec.structs.replace(move, what="moved"))
        prices = number_of(was.get("price")), number_of(now_is.get("price"))
        if prices[0] is not None and prices[1] is not None and prices[0] != prices[1]:
            found.append(
                msgspec.structs.replace(
                    move, what="cheaper" if prices[1] < prices[0] else "dearer", price_before=was["price"],
                    price_now=now_is["price"],
                )
            )  # fmt: skip
    return found


def touched_pages(before: Issue, now: Issue) -> list[int]:
    """Folios of pages that aren't as they were, by place or by price; pages that are no more are left out."""
    old = _by_number(before)
    changed = {move.now for move in moves(before, now) if move.now}
    changed |= {number for number, plan in _by_number(now).items() if old.get(number) != plan}
    return sorted(changed)


def _by_number(issue: Issue) -> dict[int, PagePlan]:
    """An issue's pages by folio, without why they are so."""
    return {plan.number: msgspec.structs.replace(plan, why="") for plan in issue.pages}


def check_kept(before: Issue, now: Issue, wanted: Sequence[int]) -> None:
    """Raises ``DesignError`` (``page-not-kept``) for pages that must stay as printed and don't."""
    old, new = _by_number(before), _by_number(now)
    found: list[Finding] = []
    for number in wanted:
        one, other = old.get(number), new.get(number)
        if one is None or one != other:
            gone = sorted(set(one.homes if one else ()) - set(other.homes if other else ()))
            found.append(
                Finding(
                    code="page-not-kept", place=f"page {number}", found="another page than was printed"
                    + (": without " + ", ".join(gone[:4]) if gone else ""),
                    expected="the page as it was", remedy="put its products back, or take it out of --keep-pages",
                )
            )  # fmt: skip
    if found:
        raise DesignError(*found)


def news_since(before: Issue | None, now: Issue) -> dict[str, str]:
    """Key → ``new`` or ``cheaper``: what a page says of a product since an earlier issue (None: nothing)."""
    found = moves(before, now) if before is not None else []
    return {move.key: move.what for move in found if move.what in ("new", "cheaper")}
