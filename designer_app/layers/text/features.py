"""OpenType features of a layer's parts, and the report of those that a font lacks."""

from __future__ import annotations

import msgspec

from designer_app.errors import DesignError
from designer_app.layers.base import Context, TypeStyle
from designer_app.layers.text.record import TextLayer, TextRun
from designer_app.text.features import Features, lacking, merged, named, read_features
from designer_app.text.fonts import face


def features_of(layer: TextLayer, part: TextRun, style: TypeStyle) -> Features:
    """The style's features with those of the layer and of the part on top. Raises ``bad-feature``."""
    asked = layer.features + part.features
    if not asked:
        return style.features
    try:
        return merged(style.features, read_features(asked))
    except DesignError as fault:
        raise DesignError(*(msgspec.structs.replace(f, place=layer.name) for f in fault.findings)) from None


def report_features(layer: TextLayer, ctx: Context) -> None:
    """Features that the main font of a style lacks: nothing else stands in for them."""
    for part in layer.runs or (TextRun(text=""),):
        style = ctx.style(part.style or layer.style)
        wanted = features_of(layer, part, style)
        if not wanted:
            continue
        main = face(style.fonts[0])
        for tag in lacking(wanted, main.features):
            ctx.report(
                "missing-feature",
                severity="warning",
                found=f"{named(tag)}, which {main.family} doesn't have",
                expected="one of " + " ".join(sorted(main.features))
                if main.features
                else "other fonts' features",
                remedy="leave the feature out or choose a font that has it (designer fonts --json lists them)",
            )
