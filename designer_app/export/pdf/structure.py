"""What the file knows beside its look: the logical structure (14.7), bookmarks (12.3.3) and links (12.5.6.5)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pikepdf import Array, Dictionary, Name, Pdf, String

from designer_app.export.pdf.records import Drawn, Jump

Bound = Sequence[tuple[str, Drawn, Any]]  # a page's name, what was drawn, and its object in the file


def structure(pdf: Pdf, pages: Bound, language: str) -> None:
    """Tags in reading order, which is the order of drawing; and the links of each page."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    if language:
        body.Lang = String(language)
    children = Array()
    numbers = Array()
    key = 0
    for _, drawn, page in pages:
        elements = Array()
        for number, tag in enumerate(drawn.tags):
            element = Dictionary(Type=Name.StructElem, S=Name("/" + tag.kind), P=body, Pg=page, K=number)
            if tag.alt:
                element.Alt = String(tag.alt)
            if tag.language and tag.language != language:
                element.Lang = String(tag.language)
            elements.append(pdf.make_indirect(element))
            children.append(elements[-1])
        page.StructParents = key
        page.Tabs = Name.S
        numbers.append(key)
        numbers.append(pdf.make_indirect(elements))
        key += 1
        key = _links(pdf, pages, drawn, page, body, children, numbers, key)
    body.K = children
    root.K = Array([body])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = key
    pdf.Root.StructTreeRoot = root


def _links(
    pdf: Pdf, pages: Bound, drawn: Drawn, page: Any, body: Any, children: Array, numbers: Array, key: int
) -> int:
    """A page's links as annotations with elements of their own; the next free number of the parent tree."""
    made = Array()
    for jump in drawn.jumps:
        action = _action(pages, jump)
        if action is None:
            continue
        box = jump.box
        rect = [box.x0, drawn.height - box.y1, box.x1, drawn.height - box.y0]
        note = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(side, 3) for side in rect]),
                Border=Array([0, 0, 0]), F=4, A=action, Contents=String(jump.words or jump.target), StructParent=key,
            )
        )  # fmt: skip
        made.append(note)
        held = Dictionary(Type=Name.OBJR, Obj=note, Pg=page)
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Link, P=body, Pg=page, K=Array([held]))
        )
        children.append(element)
        numbers.append(key)
        numbers.append(element)
        key += 1
    if len(made):
        page.Annots = made
    return key


def _action(pages: Bound, jump: Jump) -> Dictionary | None:
    """Where a link leads: an address, ``page:NAME`` or ``#bookmark``; None for a place that isn't there."""
    if jump.target.startswith("page:"):
        wanted = jump.target.removeprefix("page:")
        found = next((page for name, _, page in pages if name == wanted), None)
        return None if found is None else Dictionary(S=Name.GoTo, D=Array([found, Name.Fit]))
    if jump.target.startswith("#"):
        wanted = jump.target.removeprefix("#")
        for _, drawn, page in pages:
            for mark in drawn.marks:
                if mark.words == wanted:
                    return Dictionary(S=Name.GoTo, D=_place(page, drawn, mark.top))
        return None
    # 12.6.4.8: 7-bit ASCII; what is escaped already stays.
    return Dictionary(S=Name.URI, URI=String(quote(jump.target, safe="%:/?#[]@!$&'()*+,;=~")))


def outline(pdf: Pdf, pages: Bound) -> None:
    """Bookmarks in page order. One of a deeper level hangs below the last of a higher one, and is folded away at first;
    a document without a first level begins with its own highest."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    open_: list[tuple[int, Any, list[Any]]] = [(0, root, [])]  # level, item, its children so far
    for _, drawn, page in pages:
        for mark in drawn.marks:
            while open_[-1][0] >= mark.level:
                _closed(*open_.pop())
            parent, siblings = open_[-1][1:]
            item = pdf.make_indirect(
                Dictionary(Title=String(mark.words), Parent=parent, Dest=_place(page, drawn, mark.top))
            )
            siblings.append(item)
            open_.append((mark.level, item, []))
    while open_:
        _closed(*open_.pop())
    if "/First" in root:
        pdf.Root.Outlines = root
        pdf.Root.PageMode = Name.UseOutlines


def _closed(level: int, item: Any, children: Sequence[Any]) -> None:
    """Tie an item's children to it and to each other (12.3.3); a negative count folds them away."""
    if not children:
        return
    for before, after in itertools.pairwise(children):
        before.Next = after
        after.Prev = before
    item.First, item.Last = children[0], children[-1]
    item.Count = -len(children) if level else len(children)


def _place(page: Any, drawn: Drawn, top: float) -> Array:
    return Array([page, Name.XYZ, None, round(drawn.height - top, 2), None])
