"""The template: pages of layers, typed slots, size classes, and every deviation from the master."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta as About

from designer_app.design.instances import expanded
from designer_app.design.slots import Slot
from designer_app.layers.base import Fill, LayerBase
from designer_app.layers.group import GroupLayer, Layer, StackLayer, layers_of

FORMAT = 1
ClassName = Literal["tiny", "skyscraper", "strip", "cover", "landscape", "square", "portrait", "story"]
Text = dict[str, str]  # language → text
Length = Annotated[float, About(gt=0, le=100_000)]


class ClassSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A size class that the template supports.

    ``artboard`` is the reference size in px that plain numbers are meant for. ``drop`` lists layers that go,
    first to last, while a text does not fit. ``short`` takes the slots' short forms where a row has them.
    """

    artboard: tuple[Length, Length]
    drop: tuple[str, ...] = ()
    short: bool = False


class Grid(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A page's own grid; what is left out is the kit's (``grid.columns``, ``grid.gutter``, ``grid.margin``).
    ``gutter`` and ``margin`` are shares of the short side."""

    columns: Annotated[int, About(ge=1, le=48)] | None = None
    gutter: Annotated[float, About(ge=0, le=0.5)] | None = None
    margin: Annotated[float, About(ge=0, le=0.45)] | None = None


class Guides(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Guides of a page, px of the artboard: ``x`` from the left (upright lines), ``y`` from the top. They help whoever
    edits; nothing is painted."""

    x: tuple[float, ...] = ()
    y: tuple[float, ...] = ()


class Page(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An artboard. ``repeat`` names a list slot: one page per item, seen as ``item``."""

    name: Annotated[str, About(pattern=r"^[a-z][a-z0-9_]*$")]
    layers: tuple[Layer, ...] = ()
    scheme: str = "light"
    ground: Fill = "surface"
    repeat: str = ""
    visible: bool | str = True
    grid: Grid = Grid()
    guides: Guides = Guides()


class Across(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A panorama: one layer laid over all pages side by side (x from 0 to pages × W), below or above them."""

    layer: Layer
    above: bool = False


class Override(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One deviation: in this scope, these fields of this layer have other values.

    Scope decides first: master < class < size < row < row × size; within one scope kit + language > kit >
    language > neither. ``layer`` is a layer's name, or ``@PAGE`` for a page's own fields. Fields are dotted
    (``form.radius``, ``runs.0.scale``). Rows' overrides lie in the job.
    """

    layer: str
    set: dict[str, Any]
    size_class: ClassName | None = msgspec.field(default=None, name="class")
    size: str = ""
    row: str = ""
    kit: str = ""
    lang: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        level = (
            (4 if self.size or self.size_class else 3)
            if self.row
            else 2
            if self.size
            else 1
            if self.size_class
            else 0
        )
        return level, (2 if self.kit else 0) + (1 if self.lang else 0)


AD_SLOTS = ("advertiser", "erid", "inn")  # a row that fills one is an advertisement's, and says so


class AdRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an advertisement must show: smallest height of its marks as a share of the short side, px floor,
    contrast. A template of another kind that has these comes as kind ``ad``, too: for rows that fill its
    advertiser, inn or erid."""

    min_share: float = 0.022
    min_px: float = 9.0
    min_contrast: float = 4.5


class Template(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, dict=True
):
    """A template as it lies in ``template.json``."""

    format: int = FORMAT
    schema: str = msgspec.field(default="", name="$schema")
    name: Annotated[Text, About(min_length=1)]
    kind: Literal["post", "ad", "cover", "story", "carousel", "infographic", "page", "cell", "catalog"] = (
        "post"
    )
    about: Text = {}
    home: Annotated[str, About(description="the kit that it was drawn in")] = ""
    slots: dict[str, Slot]
    classes: Annotated[dict[ClassName, ClassSpec], About(min_length=1)]
    pages: Annotated[tuple[Page, ...], About(min_length=1)]
    across: tuple[Across, ...] = ()
    components: Annotated[
        dict[str, GroupLayer | StackLayer],
        About(
            description="groups that layers of kind 'component' lay on pages; their layers are NAME__LAYER there"
        ),
    ] = {}
    origins: Annotated[
        dict[str, str],
        About(
            description="component → FOLDER::NAME: the template beside this one whose component it follows"
        ),
    ] = {}
    overrides: tuple[Override, ...] = ()
    ad: AdRules | None = None
    example: Annotated[str, About(description="a table of six rows with a _key column")] = "rows.json"

    @functools.cached_property
    def expanded(self) -> Template:
        """As the build sees it: a group in place of every instance of a component."""
        pages = tuple(expanded(page.layers, self.components) for page in self.pages)
        if all(made is page.layers for made, page in zip(pages, self.pages, strict=True)):
            return self
        changed = tuple(
            msgspec.structs.replace(p, layers=made) for p, made in zip(self.pages, pages, strict=True)
        )
        return msgspec.structs.replace(self, pages=changed)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The template's kind; and ``ad``, where it has rules for rows that are advertisements."""
        return (self.kind, "ad") if self.ad is not None and self.kind != "ad" else (self.kind,)

    @property
    def ad_rules(self) -> AdRules | None:
        """What its advertisements must keep to; None when it makes none."""
        return (self.ad or AdRules()) if "ad" in self.kinds else None


class LoadedTemplate(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A template with its folder, its short name and the hash of its file."""

    id: str
    folder: Path
    digest: str
    template: Template

    @functools.cached_property
    def file(self) -> str:
        return str(self.folder / "template.json")

    @functools.cached_property
    def layers(self) -> Mapping[str, LayerBase]:
        """Every layer by its name, those across pages and in instances of components included."""
        template = self.template
        found = {layer.name: layer for page in template.expanded.pages for layer in layers_of(page.layers)}
        found.update({across.layer.name: across.layer for across in template.across})
        return found


__all__ = [
    "FORMAT", "Across", "AdRules", "ClassName", "ClassSpec", "Grid", "GroupLayer", "Guides", "LoadedTemplate", "Override", "Page",
    "StackLayer", "Template",
]  # fmt: skip
