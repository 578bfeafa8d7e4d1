"""Schemes that read: what a kit leaves out follows from what it has, never under WCAG 4.5 for text."""

from __future__ import annotations

from collections.abc import Mapping

from designer_app.scene.colour import Colour, contrast, luminance, over, with_alpha

SCHEMES = ("light", "dark", "soft", "accent", "second")
ROLES = (
    "surface", "on-surface", "quiet", "accent", "on-accent", "label", "figure", "price", "tab", "mark", "field",
    "on-field", "bar", "on-bar", "line", "motif", "primary", "on-primary", "logo", "sign", "on-sign",
)  # fmt: skip
# Text role → the ground that it stands on; contrast of at least 4.5 between them.
TEXT_PAIRS = {
    "on-surface": "surface", "quiet": "surface", "label": "surface", "price": "surface", "on-accent": "accent",
    "on-field": "field", "on-bar": "bar", "on-primary": "primary",
}  # fmt: skip
LEAST, LEAST_LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
PALE = 2.0  # contrast under which an accent is no longer itself when it is made to read
WHITE, BLACK = (255, 255, 255, 255), (0, 0, 0, 255)
_INK = (17, 17, 17, 255)
_STEPS = 32


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with ``share`` (0..1) of ``other`` in it, opaque."""
    return over((*other[:3], max(0, min(255, int(share * 255 + 0.5)))), (*one[:3], 255))


def pick(ground: Colour, *wanted: Colour, least: float = LEAST) -> Colour:
    """The first of ``wanted`` that reads on ``ground``, else the better of black and white (≥ 4.58 on any)."""
    for colour in wanted:
        if colour[3] == 255 and contrast(colour, ground) >= least:
            return colour
    return max((WHITE, BLACK), key=lambda end: contrast(end, ground))


def readable(colour: Colour, ground: Colour, least: float = LEAST) -> Colour:
    """The colour itself where it reads on ``ground``; else moved in steps towards black or white until it does.

    It stays on its side of the ground (darker or lighter) where that side can reach ``least``.
    """
    colour = over(colour, ground)
    if contrast(colour, ground) >= least:
        return colour
    end = BLACK if luminance(colour) <= luminance(ground) else WHITE
    if contrast(end, ground) < least:
        end = pick(ground)
    for step in range(1, _STEPS):
        moved = mix(colour, end, step / _STEPS)
        if contrast(moved, ground) >= least:
            return moved
    return end


def as_text(accent: Colour, ground: Colour, text: Colour) -> Colour:
    """An accent for type on ``ground``: moved until it reads, or ``text`` where it would lose its hue by that."""
    return readable(accent if contrast(accent, ground) >= PALE else text, ground)


def deepened(colour: Colour, least: float = 7.0) -> Colour:
    """The colour darkened until white reads on it with ``least``."""
    return readable(colour, WHITE, least)


def completed(given: Mapping[str, Mapping[str, Colour]]) -> dict[str, dict[str, Colour]]:
    """Every scheme with every role; roles that are given stay as they are."""
    schemes = {name: dict(roles) for name, roles in given.items()}
    light = schemes.setdefault("light", {})
    light.setdefault("surface", WHITE)
    light.setdefault("on-surface", pick(light["surface"], _INK))
    for name in SCHEMES:
        roles = schemes.setdefault(name, {})
        roles.setdefault("surface", _surface(name, schemes))
        _fill(name, roles, light)
    for name in schemes:
        if name not in SCHEMES:
            schemes[name].setdefault("surface", light["surface"])
            _fill(name, schemes[name], light)
    return schemes


def _surface(name: str, schemes: Mapping[str, Mapping[str, Colour]]) -> Colour:
    """The ground of a scheme that has none."""
    light = schemes["light"]
    ground, ink = light["surface"], light["on-surface"]
    accent = light.get("primary", light.get("accent", ink))
    if name == "dark":
        return ink if luminance(ink) < luminance(ground) else ground if luminance(ground) < 0.2 else _INK
    if name == "soft":
        tint = mix(ground, accent, 0.1)
        return tint if contrast(ink, tint) >= LEAST else ground
    if name == "accent":
        return (*accent[:3], 255)
    if contrast(accent, WHITE) < PALE:
        return mix(ink if luminance(ink) < luminance(ground) else _INK, accent, 0.12)
    deep = deepened(accent, 9.0)
    return deep if contrast(deep, accent) >= 1.25 else mix(accent, ground, 0.25)


def _fill(name: str, roles: dict[str, Colour], light: Mapping[str, Colour]) -> None:
    """Give a scheme the roles that it lacks; ``surface`` is there."""
    surface = roles["surface"]
    text = roles.setdefault("on-surface", pick(surface, light["surface"], WHITE, light["on-surface"]))
    roles.setdefault("quiet", text)
    accent = roles.setdefault("accent", _accent(name, surface, text, light))
    roles.setdefault("on-accent", pick(over(accent, surface), surface, WHITE, text))
    small = readable(accent, surface)
    field = roles.setdefault("field", _field(surface, text))
    roles.setdefault("on-field", pick(over(field, surface), text))
    line = roles.setdefault("line", with_alpha(text, 0.28))
    bar = roles.setdefault("bar", line)
    roles.setdefault("on-bar", pick(over(bar, surface), text))
    brand = _ground_accent(name, surface, accent, light)
    primary = roles.setdefault("primary", brand)
    roles.setdefault("on-primary", pick(over(primary, surface), surface, WHITE, text))
    for role, value in (
        ("label", small), ("price", small), ("mark", readable(accent, surface, LEAST_LARGE)),
        ("figure", text if name == "dark" else readable(accent, surface, LEAST_LARGE)),  # over photographs
        ("tab", surface), ("motif", brand),
        ("logo", text), ("sign", small), ("on-sign", surface),
    ):  # fmt: skip
        roles.setdefault(role, value)


def _accent(name: str, surface: Colour, text: Colour, light: Mapping[str, Colour]) -> Colour:
    """On neutral grounds the brand's accent, lightened or darkened until it shows; on coloured ones the text."""
    if name in ("light", "dark", "soft") and "accent" in light:
        return as_text(light.get("primary", light["accent"]), surface, text)
    return text


def _ground_accent(name: str, surface: Colour, accent: Colour, light: Mapping[str, Colour]) -> Colour:
    """The brand's own accent for buttons and strokes, where it can be told from the ground."""
    own = light.get("primary") if name in ("dark", "soft") else None
    return own if own is not None and contrast(own, surface) >= 1.2 else accent


def _field(surface: Colour, text: Colour) -> Colour:
    """A second ground near the first on which the same text reads."""
    if contrast(text, surface) >= 7:
        return mix(surface, text, 0.08)
    return mix(surface, BLACK if luminance(text) > luminance(surface) else WHITE, 0.12)
