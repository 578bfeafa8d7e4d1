"""What is wrong with one built page: contrast, safe area, legal text, logos, words, colours of another brand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from designer_app.build.pages import Built, Request, bound_values
from designer_app.design.binding import slot_of
from designer_app.design.sizes import safe_box
from designer_app.design.template import AD_SLOTS
from designer_app.errors import Finding
from designer_app.layers.base import LayerBase
from designer_app.layers.text import TextLayer
from designer_app.production.flight.contrast import Reading, unreadable
from designer_app.production.flight.logos import logo_findings
from designer_app.production.flight.off_brand import off_brand
from designer_app.production.flight.words import banned_words
from designer_app.scene.nodes import Group, Scene, walk

if TYPE_CHECKING:
    from designer_app.paint import Painter

_SHOWN_SLOTS = (*AD_SLOTS, "age")
_SHRUNK = 0.75  # of the wished size, below which a text that was fitted is named
_SLACK = 1.0  # px that rounding may take a layer over an edge


def check_page(
    request: Request, built: Built, painter: Painter | None = None, whole: Callable[[], Scene] | None = None
) -> list[Finding]:
    """All findings beyond the build's own. Paints the page without its texts to measure their contrast;
    ``painter`` does that faster for many pages alike. ``whole`` makes the page anew with all glyphs, where ``built`` is
    sketched (``Request.sketched``)."""
    layers = request.loaded.layers
    found = [
        *_contrast(request, built, layers, painter, whole),
        *_safe_area(request, built, layers),
        *_shrunk(request, built, layers),
        *_legal_sizes(request, built, layers),
        *logo_findings(request, built, layers),
        *_ad_marks(request, built),
        *off_brand(request, built),
    ]
    if request.kit.file.voice.banned:
        found += banned_words("\n".join(said(built.scene)), request.kit, request.loaded.file)
    return found


def said(scene: Scene) -> list[str]:
    """The words of every text layer."""
    return [
        node.meta.seen
        for node in walk(scene.root)
        if isinstance(node, Group) and node.meta is not None and node.meta.kind == "text"
    ]


def _layer(place: str, layers: Mapping[str, LayerBase]) -> LayerBase | None:
    return layers.get(place.rpartition(".")[2])


def _contrast(
    request: Request,
    built: Built,
    layers: Mapping[str, LayerBase],
    painter: Painter | None,
    whole: Callable[[], Scene] | None,
) -> Iterator[Finding]:
    rules = request.loaded.template.ad_rules

    def needed(place: str, least: float) -> float:
        layer = _layer(place, layers)
        if rules is not None and isinstance(layer, TextLayer) and layer.role in ("legal", "age"):
            return max(least, rules.min_contrast)
        return least

    worst: dict[str, Reading] = {}
    for reading in unreadable(built.scene, painter, needed, whole):  # of a chart many: the hardest to read
        if (
            reading.layer not in worst
            or reading.ratio / reading.least < worst[reading.layer].ratio / worst[reading.layer].least
        ):
            worst[reading.layer] = reading
    for reading in worst.values():
        layer = _layer(reading.layer, layers)
        yield Finding(
            code="low-contrast", file=request.loaded.file, place=reading.layer,
            found=f"contrast {reading.ratio:.2f} at cap height {reading.cap:.0f} px",
            expected=f"at least {needed(reading.layer, reading.least):g}", remedy="choose another role or ground, or give the text a scrim",
            slot=slot_of(layer) if layer else "", measure=reading.ratio,
        )  # fmt: skip


def _safe_area(request: Request, built: Built, layers: Mapping[str, LayerBase]) -> Iterator[Finding]:
    size = request.size
    safe = safe_box(size)
    if safe.assumed and size.kind not in ("free", "print"):
        yield Finding(
            code="safe-area-unknown", severity="note", place=f"size {size.id}",
            found="no safe area known", expected="a look at it by a person: a margin of 5 % was tried instead",
        )  # fmt: skip
    edges = safe.box
    for place, box in built.boxes.items():
        layer = _layer(place, layers)
        if layer is None or not layer.informs or layer.bleeds:
            continue
        over = max(edges.x0 - box.x0, edges.y0 - box.y0, box.x1 - edges.x1, box.y1 - edges.y1)
        if over > _SLACK:
            yield Finding(
                code="outside-margin" if safe.assumed else "outside-safe-area",
                severity="note" if safe.assumed else "warning", file=request.loaded.file, place=place,
                found=f"{over:.0f} px outside", expected=f"inside the safe area of {size.id}",
                remedy="move it inwards with an override for this class or size",
                slot=slot_of(layer), measure=over,
            )  # fmt: skip


def _shrunk(request: Request, built: Built, layers: Mapping[str, LayerBase]) -> Iterator[Finding]:
    for place, wished in built.wished.items():
        share = built.sizes[place] / wished if wished else 1.0
        if share < _SHRUNK:
            layer = _layer(place, layers)
            yield Finding(
                code="text-shrunk", severity="note", file=request.loaded.file, place=place,
                found=f"{share:.0%} of its size, {built.sizes[place]:.0f} px", expected=f"{wished:.0f} px",
                remedy="shorten the text", slot=slot_of(layer) if layer else "", measure=round(share * 100),
            )  # fmt: skip


def _legal_sizes(request: Request, built: Built, layers: Mapping[str, LayerBase]) -> Iterator[Finding]:
    rules = request.loaded.template.ad_rules
    if rules is None:
        return
    least = max(rules.min_px, rules.min_share * min(request.size.width, request.size.height))
    for place, size in built.sizes.items():
        layer = _layer(place, layers)
        if isinstance(layer, TextLayer) and layer.role in ("legal", "age") and size < least - 0.05:
            yield Finding(
                code="legal-too-small", file=request.loaded.file, place=place, found=f"{size:.1f} px",
                expected=f"at least {least:.1f} px", remedy="raise the layer's size in this class",
            )  # fmt: skip


def _ad_marks(request: Request, built: Built) -> Iterator[Finding]:
    """An advertisement must show its advertiser, inn, erid and age where a row gives them, and in Russian say that it is
    one: a template of kind ad, and any other that has the slots once a row fills one of them."""
    if request.loaded.template.ad_rules is None:
        return
    values, _ = bound_values(request)
    if request.loaded.template.kind != "ad" and not any(values.get(slot) for slot in AD_SLOTS):
        return  # a post that may become an advertisement: this row doesn't
    words = " ".join(said(built.scene)).casefold()
    if request.lang == "ru" and "реклама" not in words:
        yield _mark_missing(request, "the word «Реклама»")
    for slot in _SHOWN_SLOTS:
        value = values.get(slot)
        if value and str(value).casefold() not in words:
            yield _mark_missing(request, f"{slot} '{value}'")


def _mark_missing(request: Request, what: str) -> Finding:
    return Finding(
        code="ad-mark-missing", file=request.loaded.file, place=f"size {request.size.id}", found=f"no {what}",
        expected="every mark of an advertisement to be seen", remedy="give the legal text more room in this class",
    )  # fmt: skip
