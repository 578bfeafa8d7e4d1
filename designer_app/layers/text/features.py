"""OpenType features of a layer's parts, and the report of what a font lacks: features, a width to give way."""

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
    """What the fonts of the layer's styles lack: weight, slope, axes and instance (once for a page, by the style's
    place in the kit), features. Nothing else stands in for them."""
    for part in layer.runs or (TextRun(text=""),):
        style = ctx.style(part.style or layer.style)
        for lack in style.lacks:
            ctx.report(
                lack.code, severity=lack.severity, file=lack.file, place=lack.place, found=lack.found,
                expected=lack.expected, remedy=lack.remedy, slot="",
            )  # fmt: skip
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


def report_width(layer: TextLayer, ctx: Context) -> None:
    """A step ``width`` of the fit that nothing comes of: no font of the layer's styles has such an axis."""
    if not any(step.by == "width" for step in layer.fit):
        return
    names = dict.fromkeys(part.style or layer.style for part in layer.runs or (TextRun(text=""),))
    mains = [face(ctx.style(name).fonts[0]) for name in names]
    if any(tag == "wdth" for main in mains for tag, *_ in main.axes):
        return
    ctx.report(
        "missing-axis",
        severity="note",
        found=f"a step 'width' of the fit, and {mains[0].family} has no axis of width: the step is passed over",
        expected="a variable font with the axis 'wdth'",
        remedy="leave the step out, or set the text in a font that has the axis",
    )
