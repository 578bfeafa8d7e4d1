"""Whatever colours a kit gives, the text roles of every scheme can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer_app.design.readable import (
    ROLES,
    SCHEMES,
    TEXT_PAIRS,
    completed,
    deepened,
    mix,
    pick,
    readable,
)
from designer_app.design.token_files import Brand, Swatch
from designer_app.design.token_roles import recognised
from designer_app.design.token_schemes import composed
from designer_app.scene.colour import Colour, contrast, over

BYTE = st.integers(0, 255)
COLOUR = st.tuples(BYTE, BYTE, BYTE, st.just(255))
NAMES = (
    "color.background.default", "color.background.muted", "color.background.inverse", "color.text.default",
    "color.text.muted", "color.text.on-accent", "color.brand", "color.link", "color.border", "blue-500", "secondary",
)  # fmt: skip


def _lowest(roles: dict[str, Colour]) -> float:
    ratios = []
    for role, on in TEXT_PAIRS.items():
        below = over(roles[on], roles["surface"])
        ratios.append(contrast(over(roles[role], below), below))
    return min(ratios)


@given(COLOUR, COLOUR)
def test_a_colour_is_moved_until_it_reads(colour: Colour, ground: Colour) -> None:
    assert contrast(readable(colour, ground), ground) >= 4.5
    assert contrast(pick(ground, colour), ground) >= 4.5
    assert contrast(deepened(colour), (255, 255, 255, 255)) >= 7
    if contrast(colour, ground) >= 4.5:
        assert readable(colour, ground) == pick(ground, colour) == colour


def test_a_moved_colour_stays_on_its_side() -> None:
    blue, white = (110, 160, 255, 255), (255, 255, 255, 255)
    moved = readable(blue, white)
    assert moved[2] > moved[1] > moved[0]
    assert mix(blue, white, 0) == blue
    assert mix(blue, white, 1) == white


@given(st.fixed_dictionaries({}, optional={"surface": COLOUR, "accent": COLOUR}))
def test_what_follows_from_ground_and_accent_reads(light: dict[str, Colour]) -> None:
    """The text roles that are derived; an accent that the kit gives stays as it is given."""
    schemes = completed({"light": light})
    assert set(schemes) == set(SCHEMES)
    for name, roles in schemes.items():
        assert set(roles) == set(ROLES)
        assert _lowest(roles) >= 4.5, name
    for role, colour in light.items():
        assert schemes["light"][role] == colour


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), COLOUR), min_size=1, max_size=8, unique_by=lambda e: e[0]),
    st.lists(st.tuples(st.sampled_from(NAMES), COLOUR), max_size=8, unique_by=lambda e: e[0]),
)
def test_a_kit_from_any_handful_of_colours_reads(
    light: list[tuple[str, Colour]], dark: list[tuple[str, Colour]]
) -> None:
    colours = {
        mode: tuple(Swatch(path=path, colour=colour, origin=path) for path, colour in entries)
        for mode, entries in (("light", light), ("dark", dark))
    }
    brand = Brand(colours=colours, values=(), files=("t.json",))
    schemes, findings = composed(recognised(brand), "t.json")
    assert set(schemes) == set(SCHEMES)
    for name, roles in schemes.items():
        assert set(roles) == set(ROLES)
        assert _lowest({role: found.colour for role, found in roles.items()}) >= 4.5, name
    assert findings
