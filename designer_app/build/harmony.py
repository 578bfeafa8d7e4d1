"""Series harmony, seen from one page: how its harmonised texts came out, and which templates have any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from designer_app.build.tree import Instance
from designer_app.design.template import LoadedTemplate, Override
from designer_app.layers.group import layers_of
from designer_app.layers.text import Harmony, TextLayer

if TYPE_CHECKING:
    from designer_app.build.flow import Flow


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """A harmonised text as it came out on a page: the size that it got, and the ladder that it was found on
    (``top`` down to ``floor``; 0 = no fitting). Artboard px."""

    layer: str
    harmony: Harmony
    size: float
    top: float
    floor: float = 0.0

    @property
    def group(self) -> str:
        return self.harmony.group or self.layer


def solved_name(layer: str) -> str:
    """The name under which a layer's solved size stands among a page's names; no expression can say it."""
    return f"solved:{layer}"


def fits_of(flow: Flow, instances: Iterable[Instance]) -> tuple[Fit, ...]:
    """One entry for every placed text that is in a set, in the page's order."""
    found = []
    for instance in instances:
        layer, placed = instance.layer, instance.layout
        if isinstance(layer, TextLayer) and layer.harmony is not None and placed is not None:
            found.append(
                Fit(
                    layer=layer.name,
                    harmony=layer.harmony,
                    size=placed.size,
                    top=flow.number(instance, layer.size),
                    floor=flow.number(instance, layer.min_size),
                )
            )
    return tuple(found)


def is_harmonised(loaded: LoadedTemplate, overrides: Sequence[Override] = ()) -> bool:
    """Whether any text of the template, or a deviation of it or of the job, declares a harmony."""
    template = loaded.template
    layers = [layer for page in template.expanded.pages for layer in layers_of(page.layers)]
    layers += layers_of(tuple(across.layer for across in template.across))
    if any(isinstance(layer, TextLayer) and layer.harmony is not None for layer in layers):
        return True
    return any(
        field.partition(".")[0] == "harmony"
        for override in (*template.overrides, *overrides)
        for field in override.set
    )
