"""What the Catalog window says of products, pages and moves, in the window's language."""

from __future__ import annotations

import re

from designer_app.production.catalog.explaining import Reason
from designer_app.production.catalog.issue import Move
from designer_app.studio.words import tr

_MOVES = {
    "new": "New. Stands on page {now}", "gone": "Gone from page {before}", "moved": "Page {before} → {now}",
    "cheaper": "Cost {price_before}, now {price_now}. Page {now}", "dearer": "Cost {price_before}, now {price_now}. Page {now}",
}  # fmt: skip
_STEPS = {
    "unknown": "The table has no row {key}", "excluded": "Left out by hand", "outside": "Doesn't meet: {where}",
    "faulty": "Can't be made: {fault}", "beyond": "Place {place} in the order, {most} are taken", "taken": "Meets: {where}",
    "section": "Number {place} of {count} in “{section}”", "important": "Takes {weight} by its importance", "sized": "Takes {weight}, set by hand",
    "crowded": "Is to take {weight}, but the others on its page leave it {given}", "widened": "Takes {given} so that its row is full",
    "pinned": "Pinned to page {page} by hand", "not-pinned": "Pinned to page {pin}, but its section doesn't reach it: page {page}",
    "page": "Page {page}, row {row}, column {column}: {why}", "kept": "Stood on page {before} in the earlier issue",
    "opener": "Opens “{section}” on page {page}",
}  # fmt: skip
_WEIGHTS = {"1 cell": "1 cell", "2 cells": "2 cells", "a page": "a page"}
# What the pages' own reasons look like, and how they are said here.
_WHYS = {
    "the first page": "the first page", "the last page": "the last page", "sections with their pages": "sections with their pages",
    "products by name": "products by name", "all products with their prices": "all products with their prices",
    "as in the earlier issue": "as in the earlier issue",
    "so that '(?P<a>.+)' opens on the left": "so that “{a}” opens on the left",
    "opens '(?P<a>.+)' with '(?P<b>.+)', its main product": "opens “{a}” with {b}, its main product", "opens '(?P<a>.+)'": "opens “{a}”",
    "so that the number of pages is a multiple of (?P<a>\\d+)": "so that the number of pages is a multiple of {a}",
    "'(?P<a>.+)' has a page of its own by its importance": "{a} has a page of its own by its importance",
    "part (?P<a>\\d+) of (?P<b>\\d+) of '(?P<c>.+)', shared out evenly": "part {a} of {b} of “{c}”, shared out evenly",
    "part (?P<a>\\d+) of (?P<b>\\d+) of the products, shared out evenly": "part {a} of {b}, shared out evenly",
}  # fmt: skip
_STATES = {
    "placed": "on a page",
    "excluded": "left out by hand",
    "outside": "doesn't meet the conditions",
    "faulty": "can't be made",
}
_KINDS = {
    "cover": "Cover", "contents": "Contents", "opener": "Opener", "goods": "Products", "filler": "Filler", "index": "Index",
    "prices": "Prices", "back": "Back",
}  # fmt: skip
_OUTPUTS = {
    "print": "PDF for print", "screen": "PDF for the screen", "images": "Carousel and cards", "gallery": "HTML gallery",
    "captions": "Captions with hashtags", "data": "List of products",
}  # fmt: skip


def move_text(move: Move) -> str:
    """``Page 9 → 13``."""
    return tr(
        _MOVES.get(move.what, "{now}"),
        now=move.now,
        before=move.before,
        price_before=move.price_before,
        price_now=move.price_now,
    )


def mark_text(move: Move) -> str:
    """The label of a mark on the page: a word or two."""
    match move.what:
        case "new":
            return tr("new")
        case "moved":
            return tr("p. {page}", page=move.before)
        case "cheaper":
            return tr("cheaper")
        case "dearer":
            return tr("dearer")
    return ""


def reason_text(reason: Reason) -> str:
    words = dict(reason.words)
    if "why" in words:
        words["why"] = why_text(words["why"])
    words |= {name: tr(_WEIGHTS[words[name]]) for name in ("weight", "given") if name in words}
    return tr(_STEPS[reason.step], **words)


def why_text(why: str) -> str:
    """Why a page is as it is; the engine's own words where they aren't known here."""
    for pattern, phrase in _WHYS.items():
        match = re.fullmatch(pattern, why)
        if match:
            return tr(phrase, **match.groupdict())
    return why


def state_text(state: str) -> str:
    return tr(_STATES[state])


def kind_text(kind: str) -> str:
    return tr(_KINDS.get(kind, kind))


def output_text(name: str) -> str:
    return tr(_OUTPUTS[name])
