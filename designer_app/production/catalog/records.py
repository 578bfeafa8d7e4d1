"""What a catalog is asked to be, and what its pages hold before they are built."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta as About

PageKind = Literal["cover", "contents", "opener", "goods", "filler", "index", "prices", "back"]
Side = Literal["left", "right"]
OutputName = Literal["print", "screen", "images", "gallery", "captions", "data"]
Words = dict[str, str]  # language → text


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is said of a group of products; ``picture`` fills its opener. Empty texts are left out."""

    title: str = ""
    lead: str = ""
    picture: str = ""


class Pin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A product placed by hand: ``page`` is where it must stand (0 = where it falls), ``size`` how large."""

    key: str
    page: Annotated[int, About(ge=0)] = 0
    size: Literal["", "single", "double", "page"] = ""


class Collection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A themed selection of a table and how it becomes a catalog. ``where`` and ``order`` are the job's.

    ``grid`` is the most products of a page: 1, 2, 4, 6, 9 or 12. ``budget`` is the most pages (0 = as many as it
    takes); ``multiple`` the number that they are filled up to (4 for a booklet that is stapled).
    """

    title: Annotated[str, About(min_length=1)]
    intro: str = ""
    edition: Annotated[str, About(description="in the running head: a season, a month")] = ""
    cover: Annotated[str, About(description="the cover's picture")] = ""
    note: Annotated[str, About(description="at the foot of every page: what holds for all prices")] = ""
    contact: Annotated[str, About(description="on the back: address, telephone")] = ""
    pages: Annotated[str, About(description="the template of the pages")] = "booklet"
    group: Annotated[str, About(description="the column whose values are the sections")] = ""
    sections: Annotated[
        dict[str, Section], About(description="value of that column → its words, in this order")
    ] = {}
    top: Annotated[int, About(ge=0, description="so many products; 0 = all")] = 0
    per_group: Annotated[int, About(ge=0, description="so many of each section; 0 = all")] = 0
    icons: Annotated[
        dict[str, str],
        About(description="attribute → its icon (leaf, or a file); of the column 'attributes'"),
    ] = {}
    pins: tuple[Pin, ...] = ()
    exclude: Annotated[tuple[str, ...], About(description="keys of products to leave out")] = ()
    importance: Annotated[
        str,
        About(
            description="a column: 1 a cell, 2 a double cell, 3 a page (or words: обычный, важный, главный)"
        ),
    ] = ""
    variants: Annotated[
        str, About(description="a column: rows with the same words in it are one product in several variants")
    ] = ""
    grid: Literal[1, 2, 4, 6, 9, 12] = 9
    budget: Annotated[int, About(ge=0, le=2000)] = 0
    multiple: Annotated[int, About(ge=1, le=16)] = 1
    openers: Annotated[bool, About(description="a page of its own before each section")] = True
    contents: bool = True
    index: Annotated[
        tuple[str, ...], About(description="columns to be listed with pages: name, article, brand")
    ] = ()
    prices: Annotated[bool, About(description="a price list at the end")] = False
    fillers: Annotated[tuple[str, ...], About(description="pictures for pages that would be empty")] = ()
    pictures: Annotated[
        Literal["", "whole", "fill"],
        About(
            description="whole: never cropped (covers, prints); fill: cropped to their place; else as they suit it"
        ),
    ] = ""
    outputs: tuple[OutputName, ...] = ("print", "screen", "data")
    image_sizes: Annotated[
        tuple[str, ...], About(description="sizes of the image sets; the carousel's when left out")
    ] = ()
    hashtags: Annotated[
        tuple[str, ...], About(description="of captions; may name columns: #{{ section }}")
    ] = ()


class Item(msgspec.Struct, frozen=True):
    """A product on its way to a place. ``weight``: 1 a cell, 2 a double cell, 3 a page of its own."""

    key: str
    weight: int = 1
    pinned: int = 0  # the page where it must stand
    seen: bool = True  # has a picture, so that it can open its section
    brief: bool = False  # has a picture and nothing that an opener couldn't say


class Placed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A product in the grid of a page: column and row from 0, and how many columns it takes."""

    key: str
    column: int
    row: int
    wide: int = 1


class PagePlan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page before it is built. ``number`` is its folio; ``why`` says how it came about."""

    number: int
    kind: PageKind
    section: str = ""
    columns: int = 0
    rows: int = 0
    cells: tuple[Placed, ...] = ()
    picture: str = ""
    hero: str = ""  # the product that an opener shows
    home: bool = False  # the opener is where that product stands: it has no cell
    part: int = 0  # of several pages of contents, index or prices, from 0
    why: str = ""

    @property
    def side(self) -> Side:
        return "left" if self.number % 2 == 0 else "right"

    @property
    def keys(self) -> tuple[str, ...]:
        """Products in the page's cells."""
        return tuple(cell.key for cell in self.cells)

    @property
    def homes(self) -> tuple[str, ...]:
        """Products that stand on this page, an opener's own included."""
        return (self.hero,) if self.home else self.keys
