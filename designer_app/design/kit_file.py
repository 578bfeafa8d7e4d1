"""A kit as it lies on the disk: the records of ``kit.json`` and ``symbols.json``."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta as About

from designer_app.layers.base import Fill, Num

FORMAT = 1
Text = dict[str, str]


class FontFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A font of the kit. ``weight`` is a static face's weight; ``axes`` gives the ranges of a variable font;
    ``index`` is the face's place in a collection (.ttc)."""

    family: str
    file: str
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    axes: dict[str, tuple[float, float]] = {}
    index: Annotated[int, About(ge=0)] = 0
    licence: str = ""

    def away_from(self, weight: int) -> float:
        """How far the face's weight (range) is from the one asked for."""
        low, high = self.axes.get("wght", (self.weight, self.weight))
        return max(low - weight, weight - high, 0)


class Logo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A logo variant. ``clear`` = free space around as a share of its height; ``min`` height in px."""

    file: str
    alt: Text = {}
    clear: float = 0.25
    min: float = 12.0


class Grade(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A treatment of photographs: grey of ``source`` → colour map; the ``clip`` share of brightest pixels
    becomes the last colour; ``warmth`` adds r, g, b; grain is a standard deviation in 8-bit steps."""

    about: str = ""
    source: Literal["colour", "luminance", "brightest"] = "colour"
    autocontrast: bool = False
    clip: float = 0.0
    stops: tuple[tuple[float, str], ...] = ()
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    warmth: tuple[int, int, int] = (0, 0, 0)
    grain: float = 0.0


class SymbolPart(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel"
):
    """A named part: SVG path data with ``{expressions}`` over w, h and the parameters."""

    name: str
    d: str
    fill: Fill | None = None
    stroke: Fill | None = None
    stroke_width: Num = 0.0
    stroke_cap: Literal["butt", "round", "square"] = "butt"
    stroke_join: Literal["miter", "round", "bevel"] = "miter"
    evenodd: bool = False
    opacity: float = 1.0
    blur: float = 0.0
    box: Annotated[
        tuple[Num, Num, Num, Num] | None, About(description="box that gradient fractions refer to")
    ] = None
    visible: bool | str = True


class Symbol(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A drawn shape of the brand. ``aspect`` = width ÷ height when it has one of its own."""

    about: str = ""
    aspect: float | None = None
    params: dict[str, Num] = {}
    parts: tuple[SymbolPart, ...] = ()


class Voice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the brand speaks: banned words with what to say instead, marks, disclaimer per language.

    ``typography`` sets typographic marks in texts of the kit (``text.micro``): those given here in the kit's
    own language, where one is left out and in other languages the language's.
    """

    about: Text = {}
    banned: tuple[str, ...] = ()
    prefer: dict[str, str] = {}
    typography: Annotated[
        bool, About(description="quotes, dashes, minus, spaces of numbers as the language sets them")
    ] = True
    quotes: str = ""
    quotes_inner: str = ""
    dash: str = ""
    range: str = ""
    minus: str = ""
    price: str = ""
    disclaimer: Annotated[
        Text,
        About(
            description="language → what the brand adds in small print: {{ disclaimer }} in texts of templates"
        ),
    ] = {}


class KitFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A kit as it lies in ``kit.json``; tokens and symbols have files of their own."""

    format: int = FORMAT
    schema: str = msgspec.field(default="", name="$schema")
    name: Text
    about: Text = {}
    lineage: Annotated[
        tuple[str, ...],
        About(
            description="kits whose art in templates holds for this one, too: itself, then what it was copied from"
        ),
    ] = ()
    locale: str = "en-US"
    languages: tuple[str, ...] = ("en",)
    tokens: str = "tokens.json"
    symbols: str = "symbols.json"
    schemes: tuple[str, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    logos: dict[str, Logo] = {}
    recolour: Annotated[dict[str, str], About(description="colour as drawn in the logos → role")] = {}
    grades: dict[str, Grade] = {}
    voice: Voice = Voice()
    quality_floor: Annotated[
        int, About(ge=1, le=100, description="lowest JPEG quality that a budget may take")
    ] = 60
