"""What tokens are called tells what they are for: names of several design systems, roles and schemes."""

from __future__ import annotations

import pytest

from designer_app.design.token_files import Brand, Swatch
from designer_app.design.token_roles import recognised, words_of
from designer_app.design.token_schemes import composed
from designer_app.scene.colour import contrast, from_hex

# surface, on-surface, quiet, accent, line as five houses of names call them
SYSTEMS = {
    "github": ("bgColor.default", "fgColor.default", "fgColor.muted", "bgColor.accent.emphasis", "borderColor.default"),
    "spectrum": (
        "background-base-color", "neutral-content-color-default", "neutral-subdued-content-color-default",
        "accent-background-color-default", "",
    ),
    "carbon": ("background", "text.primary", "text.secondary", "background-brand", "border.subtle-00"),
    "aura": ("colorBackground", "colorTextDefault", "colorTextWeak", "colorBrand", "colorBorder"),
    "polaris": ("p-color-bg", "p-color-text", "p-color-text-secondary", "p-color-bg-fill-emphasis", "p-color-border"),
    "material": ("md.sys.color.surface", "md.sys.color.on-surface", "", "md.sys.color.primary", "md.sys.color.outline"),
    "shadcn": ("background", "foreground", "muted-foreground", "primary", "border"),
}  # fmt: skip
DISTRACTORS = {
    "bgColor.danger.emphasis": "#CF222E", "button.primary.bgColor.hover": "#117733", "fgColor.danger": "#D1242F",
    "red-500": "#EE0000", "chart.blue": "#0000FF", "text-disabled": "#AAAAAA", "background-hover": "#EEEEEE",
    "border.danger": "#FF0000", "icon.primary": "#333333", "card-background-loading-color": "#F1F1F1",
}  # fmt: skip
COLOURS = ("#FFFFFF", "#1F2328", "#59636E", "#0969DA", "#D1D9E0")
ROLE_NAMES = ("surface", "on-surface", "quiet", "accent", "line")


def _brand(light: dict[str, str], dark: dict[str, str] | None = None) -> Brand:
    def swatches(colours: dict[str, str]) -> tuple[Swatch, ...]:
        return tuple(Swatch(path=path, colour=from_hex(text), origin=path) for path, text in colours.items())

    return Brand(
        colours={"light": swatches(light), "dark": swatches(dark or {})}, values=(), files=("t.json",)
    )


@pytest.mark.parametrize("system", SYSTEMS)
def test_names_of_known_systems(system: str) -> None:
    named = {path: text for path, text in zip(SYSTEMS[system], COLOURS, strict=True) if path}
    light = recognised(_brand({**DISTRACTORS, **named}))["light"]
    for role, path in zip(ROLE_NAMES, SYSTEMS[system], strict=True):
        if path:
            assert light[role].source == path, role
            assert not light[role].guessed


def test_dark_takes_the_same_tokens() -> None:
    names = ("bg", "text", "accent")
    brand = _brand(
        dict(zip(names, ("#FFFFFF", "#111111", "#0055FF"), strict=True)),
        dict(zip(names, ("#101010", "#EEEEEE", "#66A0FF"), strict=True)),
    )
    dark = recognised(brand)["dark"]
    assert {role: found.source for role, found in dark.items()} == {
        "surface": "bg", "on-surface": "text", "accent": "accent",
    }  # fmt: skip
    schemes, _ = composed(recognised(brand), "t.json")
    assert schemes["dark"]["surface"].colour == (16, 16, 16, 255)
    assert schemes["dark"]["accent"].colour == from_hex("#66A0FF")


def test_a_mode_called_dark_that_is_light_is_not_taken() -> None:
    assert recognised(_brand({"bg": "#FFFFFF"}, {"bg": "#F8F8F8"}))["dark"] == {}


def test_a_brand_with_only_a_dark_theme_gets_a_light_one() -> None:
    told = recognised(_brand({"bg": "#0B0F14", "text": "#F0F0F0", "accent": "#33DD99"}))
    assert told["dark"]["surface"].source == "bg"
    schemes, _ = composed(told, "t.json")
    light = schemes["light"]
    assert contrast(light["on-surface"].colour, light["surface"].colour) >= 7
    assert schemes["accent"]["surface"].colour == from_hex("#33DD99")


def test_inverse_colours_are_the_dark_scheme_where_there_is_no_mode() -> None:
    told = recognised(
        _brand(
            {
                "background": "#FFFFFF",
                "backgroundInverse": "#001639",
                "textInverse": "#FAFAFA",
                "text": "#181818",
            }
        )
    )
    assert told["dark"]["surface"].source == "backgroundInverse"
    assert told["dark"]["on-surface"].source == "textInverse"


def test_a_bare_palette_is_guessed_and_said_so() -> None:
    told = recognised(_brand({"snow": "#FAFAFA", "coal": "#1A1A1A", "rust": "#B4431C", "mist": "#C8D0D0"}))
    assert {role: found.source for role, found in told["light"].items()} == {
        "surface": "snow", "on-surface": "coal", "accent": "rust",
    }  # fmt: skip
    _, findings = composed(told, "t.json")
    assert [f.place for f in findings if f.code == "role-guessed"] == [
        "scheme.light.surface", "scheme.light.on-surface", "scheme.light.accent",
    ]  # fmt: skip


def test_a_pale_accent_stays_as_ground_and_is_moved_for_text() -> None:
    schemes, findings = composed(
        recognised(_brand({"bg": "#FFFFFF", "text": "#111111", "brand": "#FFC800"})), "t"
    )
    light = schemes["light"]
    assert (
        light["primary"].colour
        == light["motif"].colour
        == schemes["accent"]["surface"].colour
        == from_hex("#FFC800")
    )
    assert contrast(light["accent"].colour, light["surface"].colour) >= 4.5
    assert any(f.code == "role-moved" and f.place == "scheme.light.accent" for f in findings)


def test_words() -> None:
    assert words_of("bgColor-inset.default") == ("bg", "color", "inset", "default")
    assert words_of("accentBG2") == ("accent", "bg", "2")
