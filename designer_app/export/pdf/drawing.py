"""One Scene → one page's operators.

Groups that PDF can say become its own transparency groups, clips and soft masks. What it can't (blur, grain,
adjustments, blend modes of Photoshop alone) is painted by the engine at the page's resolution, without the text in it
where that can stand above; else the text is written unseen, so that it is still found and copied.
"""

from __future__ import annotations

import msgspec

from designer_app.export.pdf.leaves import Leaves
from designer_app.export.pdf.marks import printers_marks
from designer_app.export.pdf.painted import (
    has_text,
    ink_box,
    painted,
    painted_shadow,
    text_alone,
    without_text,
)
from designer_app.export.pdf.records import Drawn, Jump, Mark, Sheet, Tag
from designer_app.export.pdf.stream import Collected, Stream
from designer_app.export.pdf.syntax import matrix, path, rgb
from designer_app.export.pdf.unseen import write_unseen
from designer_app.files import digest
from designer_app.paint.groups import plain
from designer_app.scene.geometry import IDENTITY, Box, invert, rectangle, scale_of
from designer_app.scene.nodes import (
    BackdropBlur,
    BackdropFilter,
    Bevel,
    Blend,
    BlendIf,
    Glyphs,
    Grain,
    GroundShadow,
    Group,
    LayerBlur,
    Meta,
    Node,
    Path,
    Satin,
    Shadow,
)

_VERSION = 4  # of what a Scene becomes: part of every page's key
_MODES: dict[Blend, str] = {
    "normal": "Normal", "multiply": "Multiply", "screen": "Screen", "overlay": "Overlay", "darken": "Darken",
    "lighten": "Lighten", "color-dodge": "ColorDodge", "color-burn": "ColorBurn", "hard-light": "HardLight",
    "soft-light": "SoftLight", "difference": "Difference", "exclusion": "Exclusion", "hue": "Hue",
    "saturation": "Saturation", "color": "Color", "luminosity": "Luminosity",
}  # fmt: skip
_STAND_FOR_WORDS = ("symbol", "glyph")  # kinds of group within a text
_HEADINGS = ("heading", "h1", "h2", "h3", "h4", "h5", "h6")


def page_key(sheet: Sheet) -> str:
    """Names a drawn page without drawing it."""
    said = [
        (m.layer, m.role, m.alt, m.language, m.link, m.bookmark, m.bookmark_level)
        for m in _metas(sheet.scene.root)
    ]
    packed = msgspec.msgpack.encode([_VERSION, sheet.scene.key, sheet.settings, sheet.name, said])
    return digest(packed)


def draw(sheet: Sheet) -> Drawn:
    """The page of a Scene. Raises ``DesignError`` for pictures and fonts that cannot be read."""
    return _Page(sheet).drawn()


class _Page:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.scene = sheet, sheet.scene
        settings = sheet.settings
        self.shared = Collected()
        self.stream = Stream(self.shared, page=True)
        self.leaves = Leaves(settings.ppi / 72 * settings.points, settings.ppi, settings.quality)
        # Groups from the root down to here, and the child that is drawn.
        self.trail: list[tuple[Group, int]] = []
        self.apart = 0  # groups round this one that don't see the page below them

    def drawn(self) -> Drawn:
        settings, scene, on = self.sheet.settings, self.scene, self.stream
        frame = printers_marks(scene, settings)
        on.put("q", f"{matrix(frame.place)} cm")
        whole = rectangle(0.0, 0.0, scene.width, scene.height)
        on.put(path(whole), "W n")
        if scene.background is not None:
            with on.tagged(None):
                on.put(f"{rgb(scene.background)} rg", path(whole), "f")
        self.group(on, scene.root)
        on.put("Q")
        if frame.operators:
            with on.tagged(None):
                on.put(*frame.operators)
        shared = self.shared
        return Drawn(
            key=page_key(self.sheet), width=frame.width, height=frame.height, trim=frame.trim, bleed=frame.bleed,
            content="\n".join(on.ops).encode("ascii"), parts=shared.parts,
            uses=tuple((category, name, part) for (category, name), part in sorted(on.uses.items())),
            glyphs=tuple((font, tuple(sorted(found.items()))) for font, found in shared.glyphs.items()),
            tags=tuple(shared.tags),
            jumps=tuple(msgspec.structs.replace(jump, box=frame.on_page(jump.box)) for jump in shared.jumps),
            marks=tuple(msgspec.structs.replace(mark, top=frame.down(mark.top)) for mark in shared.marks),
            pictures_of_text=shared.pictures_of_text, least_ppi=shared.least_ppi,
        )  # fmt: skip

    # ── The walk ────────────────────────────────────────────────────────────────────────────────

    def node(self, on: Stream, node: Node) -> None:
        if isinstance(node, Group):
            self.group(on, node)
            return
        with on.tagged(None):  # what no group with a meaning holds is decoration
            if isinstance(node, Path):
                self.leaves.path(on, node)
            elif isinstance(node, Glyphs):
                self.leaves.glyphs(on, node)
            else:
                self.leaves.picture(on, node)

    def group(self, on: Stream, group: Group) -> None:
        self._note(on, group)
        tag, known = _tag(group.meta)
        if known:
            with on.tagged(tag):
                self._group(on, group)
                self._speak(on, group)
        else:
            self._group(on, group)

    @staticmethod
    def _speak(on: Stream, group: Group) -> None:
        """A symbol or painted glyph stands for its words."""
        meta = group.meta
        if meta is None or meta.role != "text" or meta.kind not in _STAND_FOR_WORDS or not meta.alt:
            return
        area = _inner_box(group)
        if area is not None:
            with on.saved(group.transform), on.spoken(meta.alt):
                write_unseen(on, meta.alt, area)

    def _group(self, on: Stream, group: Group) -> None:
        if _own_reading(group) and self.scene.background is not None and not self.apart:
            self._over_the_page(on, group)
            return
        if _beyond(group) or (not plain(group) and any(map(_reads_oddly, (*group.children, *group.clipped)))):
            self._as_picture(on, group)
            return
        with on.saved(group.transform):
            if group.opacity >= 1 and group.blend == "normal" and group.isolation != "isolated":
                self._content(on, group)
                return
            area = _inner_box(group)
            if area is None:
                return
            part = Stream(on.shared, on.ctm)
            self.apart += 1
            self._content(part, group)
            self.apart -= 1
            with on.tagged(_whole_tag(group)):
                on.blend(_MODES[group.blend])
                on.alpha(group.opacity)
                on.draw(part.form(area, isolated=group.isolation != "pass-through"))

    def _content(self, on: Stream, group: Group) -> None:
        """Shadows, then the children under clip and mask, then what is clipped to them."""
        self._shadows(on, group)
        if group.clip is None and group.mask is None and group.fill_opacity >= 1 and not group.clipped:
            self._children(on, group)
            return
        with on.saved():
            if group.clip is not None:
                on.put(path(group.clip), "W* n" if group.clip.evenodd else "W n")
            if group.mask is None and group.fill_opacity >= 1 and not group.clipped:
                self._children(on, group)
                return
            area = _inner_box(msgspec.structs.replace(group, effects=()))
            if area is None:
                return
            part = Stream(on.shared, on.ctm)
            self.apart += 1
            self._children(part, group)
            base = part.form(area)
            if group.clipped:
                base = self._stack(part, group, base, area)
            self.apart -= 1
            with on.tagged(_whole_tag(group)):
                if group.mask is not None:
                    hider = Stream(on.shared, on.ctm)
                    self.node(hider, group.mask)
                    kind = "Luminosity" if group.mask_kind == "luminance" else "Alpha"
                    on.mask(hider.form(area), kind)
                on.alpha(group.fill_opacity)
                on.draw(base)

    def _stack(self, part: Stream, group: Group, base: str, area: Box) -> str:
        """The children with the clipped nodes above, in the children's alpha."""
        whole = Stream(part.shared, part.ctm)
        whole.draw(base)
        over = Stream(part.shared, part.ctm)
        for node in group.clipped:
            self.node(over, node)
        with whole.saved():
            whole.mask(base, "Alpha")
            whole.draw(over.form(area, isolated=False))
        return whole.form(area)

    def _children(self, on: Stream, group: Group) -> None:
        for index, child in enumerate(group.children):
            self.trail.append((group, index))
            self.node(on, child)
            self.trail.pop()

    def _shadows(self, on: Stream, group: Group) -> None:
        for effect in group.effects:
            if not isinstance(effect, Shadow | GroundShadow):
                continue
            bare = msgspec.structs.replace(
                group, effects=(effect,), transform=IDENTITY, opacity=1.0, blend="normal"
            )
            box = ink_box(bare)
            if box.empty:
                continue
            image = painted_shadow(bare, box, self.leaves.scale * scale_of(on.ctm))
            with on.tagged(None), on.saved():
                on.blend(_MODES.get(getattr(effect, "blend", "normal"), "Normal"))
                self.leaves.image(on, image, box)

    # ── What PDF can't say ──────────────────────────────────────────────────────────────────────

    def _as_picture(self, on: Stream, group: Group) -> None:
        """The group with its effects as a picture; its own blend mode and opacity where PDF knows them."""
        bare = msgspec.structs.replace(
            group, transform=IDENTITY, opacity=1.0, blend="normal",
            effects=tuple(e for e in group.effects if not isinstance(e, BackdropBlur | BackdropFilter)),
        )  # fmt: skip
        with on.saved(group.transform):
            box = ink_box(bare)
            if box.empty:
                return
            with on.tagged(_whole_tag(group)), on.saved():
                on.blend(_MODES.get(group.blend, "Normal"))
                on.alpha(group.opacity)
                self.leaves.image(on, painted(bare, box, self.leaves.scale * scale_of(on.ctm)), box)
                self._unseen(on, bare)

    def _over_the_page(self, on: Stream, group: Group) -> None:
        """A group that changes what lies below it: the page up to it, painted, within the group's ink."""
        back = invert(on.ctm)
        page = Box(0.0, 0.0, float(self.scene.width), float(self.scene.height))
        box = ink_box(group, on.ctm).intersect(page)
        if back is None or box.empty:
            return
        bare = without_text(group) if _own_text_stands_above(group) else None
        below = self._up_to(bare if bare is not None else group)
        image = painted(below, box, self.leaves.scale, self.scene.background)
        with on.tagged(_whole_tag(group)):
            with on.saved(back):
                self.leaves.image(on, image.convert("RGB"), box)
            if bare is None:
                self._unseen(on, group)
                return
            words = text_alone(group)
            if words is not None:
                self._words(on, words, unseen=False)

    def _up_to(self, node: Node) -> Node:
        """The page's tree with ``node`` as the last that is drawn, in px of the artboard."""
        for group, index in reversed(self.trail):
            node = msgspec.structs.replace(group, children=(*group.children[:index], node))
        return node

    def _unseen(self, on: Stream, group: Group) -> None:
        words = text_alone(group)
        if words is not None:
            on.shared.pictures_of_text += 1
            self._words(on, words, unseen=True)

    def _words(self, on: Stream, node: Node, *, unseen: bool) -> None:
        if isinstance(node, Glyphs):
            self.leaves.glyphs(on, node, unseen=unseen)
        elif isinstance(node, Group):
            with on.saved(node.transform):
                for child in node.children:
                    self._words(on, child, unseen=unseen)

    # ── Links and bookmarks ─────────────────────────────────────────────────────────────────────

    def _note(self, on: Stream, group: Group) -> None:
        meta = group.meta
        if meta is None or not (meta.link or meta.bookmark):
            return
        box = ink_box(group, on.ctm)
        if meta.link and not box.empty:
            self.shared.jumps.append(Jump(box, meta.link, meta.alt))
        if meta.bookmark:
            self.shared.marks.append(Mark(meta.bookmark, 0.0 if box.empty else box.y0, meta.bookmark_level))


def _tag(meta: Meta | None) -> tuple[Tag | None, bool]:
    """The element that a group stands for, and whether it stands for one at all (None: decoration)."""
    if meta is None or not meta.role:
        return None, False
    if meta.role in ("artifact", "running") or (meta.role == "figure" and not meta.alt):
        return None, True
    if meta.role == "figure":
        return Tag("Figure", meta.alt, meta.language), True
    if meta.role in _HEADINGS:
        return Tag("H1" if meta.role == "heading" else meta.role.upper(), "", meta.language), True
    return Tag("P", "", meta.language), True


def _whole_tag(group: Group) -> Tag | None:
    """What a group that is drawn as one thing stands for: its text, else its first figure, else decoration."""
    if has_text(group):
        return Tag("P", "", next((meta.language for meta in _metas(group) if meta.language), ""))
    return next((tag for tag, _ in map(_tag, _metas(group)) if tag is not None), None)


def _beyond(group: Group) -> bool:
    """What has to be painted, with or without the page below."""
    painted = any(
        isinstance(e, LayerBlur | Grain | Satin | Bevel) or (isinstance(e, Shadow) and e.inner)
        for e in group.effects
    )
    return painted or bool(group.knocked) or _own_reading(group)


def _own_reading(group: Group) -> bool:
    """Whether the group looks at what lies below it in a way that PDF can't."""
    return group.blend not in _MODES or any(
        isinstance(effect, BackdropBlur | BackdropFilter | BlendIf)
        or (isinstance(effect, Shadow) and not effect.inner and effect.blend not in _MODES)
        or (isinstance(effect, Bevel) and effect.modal)  # a picture has one mode, light and shade have two
        for effect in group.effects
    )


def _reads_oddly(node: Node) -> bool:
    if not isinstance(node, Group):
        return False
    return _own_reading(node) or any(_reads_oddly(child) for child in (*node.children, *node.clipped))


def _own_text_stands_above(group: Group) -> bool:
    """Text that the group's effects leave as it is, above shapes that have some."""
    untouched = group.blend == "normal" and group.opacity >= 1 and group.mask is None and group.clip is None
    return untouched and has_text(group) and all(isinstance(e, BackdropBlur) for e in group.effects)


def _inner_box(group: Group) -> Box | None:
    """The group's ink in its own space."""
    box = ink_box(msgspec.structs.replace(group, transform=IDENTITY))
    return None if box.empty else box


def _metas(node: Node) -> list[Meta]:
    if not isinstance(node, Group):
        return []
    own = [node.meta] if node.meta is not None else []
    return own + [meta for child in (*node.children, *node.clipped) for meta in _metas(child)]
