"""Makes the window's fonts: ``python -m tools.studio_fonts``. Static cuts of Inter, because Qt's style sheets can't set a
variable font's axes (a weight of 600 stays regular), with tabular figures as the plain ones, in the scripts of the window."""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
FAMILY = "Inter Studio"
CUTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}
_SCRIPTS = ((0x20, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x2BFF))


def cut(style: str, weight: int) -> TTFont:
    """One static weight at the optical size of small text."""
    font = instantiateVariableFont(TTFont(FONTS / "Inter.ttf"), {"wght": weight, "opsz": 14}, inplace=True)
    _tabular(font)
    options = Options(
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "case"], hinting=False, notdef_outline=True
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in _SCRIPTS for c in range(first, last + 1)])
    subsetter.subset(font)
    names = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"InterStudio-{style}",
        16: FAMILY,
        17: style,
    }
    for number in (21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    return font


def _tabular(font: TTFont) -> None:
    """Figures of one width take the place of the plain ones."""
    table = font["GSUB"].table
    lookups = {
        i
        for r in table.FeatureList.FeatureRecord
        if r.FeatureTag == "tnum"
        for i in r.Feature.LookupListIndex
    }
    swaps: dict[str, str] = {}
    for index in sorted(lookups):
        for inner in table.LookupList.Lookup[index].SubTable:
            swaps |= getattr(getattr(inner, "ExtSubTable", inner), "mapping", {})
    for chart in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in chart.cmap:
                chart.cmap[code] = swaps.get(chart.cmap[code], chart.cmap[code])


if __name__ == "__main__":
    (FONTS / "studio").mkdir(exist_ok=True)
    for style, weight in CUTS.items():
        cut(style, weight).save(FONTS / "studio" / f"Inter-{style}.ttf")
