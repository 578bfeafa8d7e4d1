"""What a layer sees while it is built: the kit, the row, pictures, other layers' shapes."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from designer_app.build import fills, inline, symbols
from designer_app.build.flow import Flow
from designer_app.build.resources import Resources
from designer_app.build.tree import Instance
from designer_app.build.wordmark import monogram, wordmark
from designer_app.design.binding import slot_of
from designer_app.design.kit import Kit
from designer_app.design.slots import EXACT
from designer_app.design.template import AD_SLOTS, LoadedTemplate
from designer_app.design.templating import names_in_text
from designer_app.design.values import format_value, render_text
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.layers.base import Fill, Form, InHand, LayerBase, Num, PictureInfo, TypeStyle
from designer_app.pictures import expect_pixels
from designer_app.scene.adjustments import Lookup
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import (
    Box,
    Outline,
    rotation,
    translation,
)
from designer_app.scene.nodes import (
    Filter,
    Meta,
    Node,
    Paint,
)
from designer_app.text.micro import Marks, marks_of
from designer_app.text.rich import plain

T = TypeVar("T")


def _marks(kit: Kit, language: str) -> Marks | None:
    voice = kit.file.voice
    if not voice.typography:
        return None
    if language.split("-")[0] != kit.file.locale.split("-")[0]:
        return marks_of(language)
    return marks_of(language, voice.quotes, voice.quotes_inner, voice.dash, voice.range, voice.minus)


class PageContext:
    """Shared by all layers of one page."""

    def __init__(
        self,
        loaded: LoadedTemplate,
        kit: Kit,
        lang: str,
        scope: Mapping[str, Any],
        resources: Resources,
        as_of: str,
        table: str = "",
        key: str = "",
        size_class: str = "",
        unit: float = 1.0,
        sketched: bool = False,
    ) -> None:
        self.size_class, self.unit, self.sketched = size_class, unit, sketched
        self.loaded, self.kit, self.lang = loaded, kit, lang
        self.scope, self.resources, self.as_of = scope, resources, as_of
        self.table, self.key = table, key  # where the row stands, for findings
        self.locale = kit.locale_for(lang)
        self.marks = _marks(kit, lang)
        self.raw = frozenset(name for name, slot in loaded.template.slots.items() if slot.raw)
        self.findings: list[Finding] = []


class LayerContext:
    """The door (``layers.base.Context``) for one layer's instance."""

    def __init__(self, page: PageContext, flow: Flow, instance: Instance) -> None:
        self.page, self.flow, self.instance = page, flow, instance
        self._texts: dict[tuple[str, bool], tuple[str, str, tuple[str, ...]]] = {}

    @property
    def language(self) -> str:
        return self.page.lang

    @property
    def size_class(self) -> str:
        return self.page.size_class

    @property
    def in_hand(self) -> InHand | None:
        return self.instance.in_hand

    @property
    def sketched(self) -> bool:
        return self.page.sketched

    def number(self, value: Num, default: float = 0.0) -> float:
        return self.flow.number(self.instance, value, default)

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        return self.flow.once(self.instance, name, make)

    def solved_size(self, layer: str) -> float | None:
        return self.flow.solved_size(layer)

    def text(self, template: str) -> str:
        return self._bound(template, False)[1]

    def rich_text(self, template: str) -> str:
        return self._bound(template, False)[0]

    def marks(self, templates: Sequence[str]) -> Marks | None:
        """How to set these texts' typographic marks; None: as written, for the kit or for a slot's sake."""
        raw = self.page.raw
        if raw and any(name.partition(".")[0] in raw for text in templates for name in names_in_text(text)):
            return None
        return self.page.marks

    def marked_text(self, template: str) -> str:
        return self._bound(template, True)[0]

    def rows(self, slot: str) -> Sequence[Mapping[str, Any]]:
        """The rows of a slot that holds a table or a list; of ``item.field`` the item's; of several slots of numbers
        (``q1; q2; q3``) one row each, named by the slot's label."""
        if ";" in slot:
            return [self._point(name.strip()) for name in slot.split(";") if name.strip()]
        head, _, field = slot.partition(".")
        self.flow.reads[-1].add(head)
        found = {**self.page.scope, **self.instance.local}.get(head)
        if field:
            found = found.get(field) if isinstance(found, Mapping) else None
        if not isinstance(found, tuple | list):
            return ()
        return [row if isinstance(row, Mapping) else {"": row} for row in found]

    def _point(self, name: str) -> dict[str, Any]:
        self.flow.reads[-1].add(name)
        slot = self.page.loaded.template.slots.get(name)
        label = slot.label.get(self.language) or slot.label.get("en") if slot else ""
        return {"name": label or name, "value": {**self.page.scope, **self.instance.local}.get(name)}

    def shown(self, value: Any, filters: str = "") -> str:
        """A value as text of the page's locale, through filters."""
        return format_value(value, filters, self.page.locale)

    def exact_slot(self, templates: Sequence[str]) -> str:
        """The first slot whose value these texts show and may not cut, or ``""``: numbers, money, dates (also of a list's
        items) and the marks of an advertisement."""
        scope = {**self.page.scope, **self.instance.local}
        slots = self.page.loaded.template.slots
        for name in (name for template in templates for name in names_in_text(template)):
            head, _, field = name.partition(".")
            slot, value = slots.get(head), scope.get(head)
            kinds = [slot.type] if slot is not None else []
            if field and isinstance(value, Mapping):  # an item, whose list is any that has such a field
                value = value.get(field)
                kinds = [one.item[field].type for one in slots.values() if field in one.item]
            if (value is not None and not EXACT.isdisjoint(kinds)) or (value and head in AD_SLOTS):
                return name
        return ""

    def _bound(self, template: str, marked: bool) -> tuple[str, str]:
        """With the signs of rich values, and without."""
        if "{{" not in template and "{%" not in template:
            return template, plain(template)
        key = (template, marked)
        if key not in self._texts:
            self._texts[key] = self._rendered(template, marked)
        found, bare, used = self._texts[key]
        self.flow.reads[-1].update(used)
        return found, bare

    def _rendered(self, template: str, marked: bool) -> tuple[str, str, tuple[str, ...]]:
        """The text and the slots that it shows, whole lists by their own name, too."""
        scope: Mapping[str, Any] = self.page.scope
        if self.instance.local:
            scope = {**scope, **self.instance.local}
        try:
            found, used = render_text(
                template, scope, self.page.locale, self.page.as_of, marked=marked, rich=True
            )
        except DesignError as fault:
            first = fault.findings[0]
            raise DesignError(
                msgspec.structs.replace(first, file=self.flow.file, place=first.place or self.instance.place)
            ) from None
        return found, plain(found), (*used, *[name.partition(".")[0] for name in used if "." in name])

    # ── Brand ───────────────────────────────────────────────────────────────────────────────────

    def colour(self, name: str) -> Colour:
        name = self.text(name)
        try:
            return self.page.kit.colour(name, self.instance.scheme)
        except DesignError as fault:
            first = fault.findings[0]
            raise DesignError(
                msgspec.structs.replace(first, file=self.flow.file, place=self.instance.place)
            ) from None

    def style(self, name: str) -> TypeStyle:
        styles = self.page.kit.styles
        found = styles.get(name)
        if found is None:
            self.report(
                "unknown-style", severity="warning", found=f"type style '{name}'",
                expected=f"a style of kit '{self.page.kit.id}' ('text' is used)", remedy=did_you_mean(name, styles),
            )  # fmt: skip
            return styles["text"]
        return found

    def named(self, name: str) -> Literal["style", "colour", ""]:
        if name in self.page.kit.styles:
            return "style"
        try:
            self.page.kit.colour(name, self.instance.scheme)
        except (DesignError, ValueError):
            return ""
        return "colour"

    def grade(self, name: str) -> tuple[Filter, ...]:
        return self.page.kit.grade(name)

    def paint(self, fill: Fill, box: Box) -> Paint:
        return fills.paint(self, fill, box)

    # ── Pictures ────────────────────────────────────────────────────────────────────────────────

    def picture(self, source: str, *, trim: bool = False) -> PictureInfo | None:
        file, place, folders = self.flow.file, self.instance.place, self._folders()
        try:
            found = self.page.resources.picture(source, folders, trim, file, place)
        except DesignError as fault:
            raise self._of_row(fault, source) from None
        self.flow.reads[-1].update(self.page.resources.behind(source, folders))
        for note in found.notes if found is not None else ():
            if note.file == file and self.page.table:  # the name is the table's
                note = msgspec.structs.replace(note, file=self.page.table)
            self._say(note)
        return found

    def expect_picture(self, info: PictureInfo, width: float, height: float) -> None:
        """The whole of a picture will be wanted at about this size, while the page's texts are still to be set."""
        if self.page.resources.painted:
            width, height = width * self.page.unit, height * self.page.unit
            expect_pixels(info.digest, (math.ceil(width), math.ceil(height)))

    def _of_row(self, fault: DesignError, source: str) -> DesignError:
        """A picture's fault, told of the cell that named it where one did."""
        slots = self.page.loaded.template.slots
        holding = [name for name, value in self.page.scope.items() if _holds(value, source)]
        pictures = [name for name in holding if name in slots and slots[name].type == "image"]
        slot = next(iter((*pictures, *holding)), "")  # a picture may be called like its product
        if not slot or not self.page.table:
            return fault
        place = f"row {self.page.key}, column {slot}"
        return DesignError(*(msgspec.structs.replace(f, **self._cell(f, place)) for f in fault.findings))

    def _cell(self, finding: Finding, place: str) -> dict[str, str]:
        if finding.file == self.flow.file:  # the name is wrong: it stands in the table
            return {"file": self.page.table, "place": place}
        return {"place": ", ".join(part for part in (finding.place, place) if part)}

    def vector(self, source: str, colours: Mapping[str, str]) -> tuple[Node, float, float] | None:
        kit = self.page.kit
        wanted: dict[str, Colour] = {}
        if source.startswith("logo:"):
            if not kit.file.logos:
                name = kit.file.name.get(self.language) or next(iter(kit.file.name.values()))
                if source == "logo:sign":
                    return monogram(
                        name,
                        self.style("wordmark"),
                        self._role("sign", "accent"),
                        self._role("on-sign", "surface"),
                    )
                return wordmark(name, self.style("wordmark"), self._role("logo", "on-surface"))
            wanted = {drawn: self._role(role, "on-surface") for drawn, role in kit.file.recolour.items()}
        wanted.update({drawn: self.colour(role) for drawn, role in colours.items()})
        if "currentColor" not in wanted:
            wanted["currentColor"] = self._role("on-surface", "on-surface")
        folders = self._folders()
        found = self.page.resources.vector(source, wanted, kit, folders, self.flow.file, self.instance.place)
        self.flow.reads[-1].update(self.page.resources.behind(source, folders))
        return found

    def lookup(self, source: str) -> Lookup:
        folders = self._folders()
        found = self.page.resources.lookup(source, folders, self.flow.file, self.instance.place)
        self.flow.reads[-1].update(self.page.resources.behind(source, folders))
        return found

    def _folders(self) -> tuple[Path, ...]:
        """A row's pictures lie where rows may read from, the template's own beside it; then the other place."""
        own, roots = self.page.loaded.folder, self.page.resources.roots
        of_row = "{{" in str(getattr(self.instance.layer, "source", ""))
        return (*roots, own) if of_row else (own, *roots)

    def _role(self, role: str, otherwise: str) -> Colour:
        try:
            return self.page.kit.colour(role, self.instance.scheme)
        except DesignError:
            return self.page.kit.colour(otherwise, self.instance.scheme)

    # ── Symbols and shapes ──────────────────────────────────────────────────────────────────────

    def symbol_aspect(self, name: str) -> float | None:
        found = self.page.kit.symbols.get(self.text(name))
        return found.aspect if found else None

    def symbol(
        self, name: str, params: Mapping[str, Num], width: float, height: float, colours: Mapping[str, Fill]
    ) -> tuple[tuple[str, Node], ...]:
        return symbols.drawn(self, self.text(name), params, width, height, colours)

    def has_symbol(self, name: str) -> bool:
        return name in self.page.kit.symbols

    def inline_aspect(self, name: str) -> float | None:
        return inline.aspect(self, name)

    def inline_symbol(self, name: str, width: float, height: float, ink: Paint) -> Node:
        return inline.drawn(self, name, width, height, ink)

    def form(self, form: Form, box: Box) -> Outline:
        return fills.form(self, form, box)

    def shape_of(self, layer: str) -> Outline:
        """Another layer's outline in this layer's own coordinates."""
        other = self.instance.nearest.get(layer)
        if other is None:
            raise fail(
                "unknown-layer", file=self.flow.file, place=self.instance.place, found=f"'{layer}'",
                expected="a layer of this page",
            )  # fmt: skip
        if not self.flow.get(other, "shown"):
            return Outline("", ())
        box = self.flow.box(other)
        ctx = self.flow.contexts[id(other)]
        own = other.layer.outlined(ctx, box)
        turn = ctx.number(other.layer.rotation)
        if turn:
            own = own.transform(rotation(turn, box.width / 2, box.height / 2))
        here_x, here_y = self.flow.get(self.instance, "x"), self.flow.get(self.instance, "y")
        return own.transform(translation(box.x0 - here_x, box.y0 - here_y))

    # ── Notes ───────────────────────────────────────────────────────────────────────────────────

    def report(self, code: str, **fields: Any) -> None:
        said = {
            "file": self.flow.file,
            "place": self.instance.place,
            "slot": slot_of(self.instance.layer),
            **fields,
        }
        self._say(Finding(code=code, **said))

    def _say(self, finding: Finding) -> None:
        """Once for a page; that it was said again counts, too."""
        self.flow.said += 1
        if finding not in self.page.findings:
            self.page.findings.append(finding)

    def meta(self, layer: LayerBase, role: str = "", alt: str = "", words: str = "") -> Meta:
        """``alt`` and ``words`` are finished texts: what a row brought is never read as a template again."""
        kind = str(layer.__struct_config__.tag)
        return Meta(
            layer=self.instance.place, kind=kind, role=role, alt=alt, words=words,
            language=self.page.lang, link=self.text(layer.link) if layer.link else "",
            bookmark=self.text(layer.bookmark) if layer.bookmark else "", bookmark_level=layer.bookmark_level,
        )  # fmt: skip


def _holds(value: Any, text: str) -> bool:
    """Whether a slot's value is this text, or has it in a list's items."""
    if isinstance(value, str):
        return value.strip() == text.strip() != ""
    if isinstance(value, Mapping):
        return any(_holds(inner, text) for inner in value.values())
    return isinstance(value, list | tuple) and any(_holds(inner, text) for inner in value)
