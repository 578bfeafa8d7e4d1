"""Which of a brand's colours is the ground, the text, the accent …: told from what the tokens are called.

A token's name is split into words; words have meanings (ground, text, line, accent, muted, plain …). Each role
says which meanings it needs and which it can't have; what is left over (component names, numbers) costs points.
What no name tells is guessed from the colours themselves and said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from designer_app.design.readable import LEAST, pick
from designer_app.design.token_files import Brand, Swatch
from designer_app.scene.colour import Colour, contrast, luminance, over

_MEANINGS = {
    "ground": "background bg canvas surface page paper backdrop layer",
    "text": "text fg foreground content label ink copy",
    "link": "link hyperlink",
    "line": "border outline divider stroke separator hairline",
    "muted": "muted subtle secondary weak subdued soft quiet alt faint low lower variant",
    "fainter": "helper tertiary quaternary placeholder subtlest weaker weakest lowest lightest",
    "plain": "default base root normal main regular body global app primary rest standard "
             "heading title solid",
    "neutral": "neutral grey gray strong high",
    "accent": "accent brand interactive action",
    "emphasis": "emphasis emphasized highlight prominent bold",
    "inverse": "inverse inverted inversed contrast opposite",
    "on": "on",
    "fill": "fill filled container",
    "state": "hover hovered active pressed press focus focused disabled selected selection visited down key drag "
             "dragged dragging checked loading skeleton open closed current indeterminate",
    "status": "danger error warning success positive negative info information informative caution critical "
              "attention severe notice done sponsors draft destructive alert magic offline customer safe",
    "other": "shadow overlay scrim backdrop syntax code ansi chart data vis diff opacity alpha transparent "
             "icon logo static stencil ai",
    "noise": "color colors colour colours semantic semantics token tokens sys ref alias theme themes scheme mode "
             "value ui ds system custom p c md the",
}  # fmt: skip
_MEANING = {word: meaning for meaning, words in _MEANINGS.items() for word in words.split()}
_MEANING |= {"subtext": "text muted", "sublabel": "text muted"}
_ACCENT_WEIGHT = {"brand": 6.0, "accent": 6.0, "primary": 5.0, "interactive": 4.0, "action": 3.0}
_SPLIT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_DARK = 0.18  # luminance below which a ground is a dark one
_GREY = 24  # largest less smallest of r, g, b up to which a colour counts as grey


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A role's colour, the token it comes from, and whether the name told it or the colours."""

    colour: Colour
    source: str
    origin: str = ""
    guessed: bool = False


class _Name(msgspec.Struct, frozen=True):
    swatch: Swatch
    words: tuple[str, ...]
    meanings: tuple[str, ...]
    left: float  # what the words cost that mean nothing to a design
    order: int

    def has(self, *meanings: str) -> bool:
        return any(meaning in self.meanings for meaning in meanings)

    @property
    def plain(self) -> int:
        return self.meanings.count("plain")


Roles = dict[str, Found]
_Score = Callable[[_Name], float | None]


def chroma(colour: Colour) -> int:
    """How far from grey, 0..255: the largest less the smallest of r, g, b."""
    return max(colour[:3]) - min(colour[:3])


def recognised(brand: Brand) -> dict[str, Roles]:
    """Roles of the schemes that the brand's colours tell: ``light``, ``dark``, ``soft`` (its surface), ``second``.

    ``light`` always has surface, on-surface and accent. Everything else is there only where a name tells it.
    """
    light = _scheme(brand.colours["light"])
    dark = _scheme(brand.colours["dark"], light)
    if _is_dark(light) and not _is_dark(dark):
        dark, light = light, {role: light[role] for role in ("accent",) if role in light}
    elif not _is_dark(dark):
        dark = {}
    _guess(light, brand.colours["light"])
    if not dark and _is_dark({"surface": light["inverse"]} if "inverse" in light else {}):
        dark = {"surface": light["inverse"]}
        if "on-inverse" in light and contrast(light["on-inverse"].colour, dark["surface"].colour) >= LEAST:
            dark["on-surface"] = light["on-inverse"]
    _follow_guess(light, dark, brand.colours["dark"])
    made: dict[str, Roles] = {"light": light, "dark": dark, "soft": {}, "second": {}}
    for role, scheme in (("soft", "soft"), ("second", "second")):
        if role in light:
            made[scheme] = {"surface": light[role]}
    for roles in (light, dark):
        if "soft" in roles:
            roles["field"] = roles["soft"]
        for role in ("inverse", "on-inverse", "soft", "second"):
            roles.pop(role, None)
    return made


def _is_dark(roles: Roles) -> bool:
    return "surface" in roles and luminance(roles["surface"].colour) < _DARK


def _follow_guess(light: Roles, dark: Roles, swatches: Sequence[Swatch]) -> None:
    """An accent that was guessed has its own value in the dark mode."""
    if dark and light["accent"].guessed and "accent" not in dark:
        for swatch in swatches:
            if swatch.path == light["accent"].source:
                dark["accent"] = _guessed(swatch, swatch.colour)


def _scheme(swatches: Sequence[Swatch], like: Mapping[str, Found] | None = None) -> Roles:
    """The roles that names tell; with ``like`` the same token that another mode took goes first."""
    names = _named(swatches)
    by_path = {name.swatch.path: name for name in names}
    roles: Roles = {}
    for role, score in _SCORES.items():
        known = by_path.get(like[role].source) if like and role in like else None
        for name in [*([known] if known else []), *_ranked(names, score)]:
            ground = roles["surface"].colour if "surface" in roles else None
            colour = name.swatch.colour
            if ground is not None and role != "line":
                colour = over(colour, ground)
            if _fits(role, colour, roles):
                roles[role] = Found(colour=colour, source=name.swatch.path, origin=name.swatch.origin)
                break
    return roles


def _fits(role: str, colour: Colour, roles: Roles) -> bool:
    """Whether the colour can do what the role asks of it beside those found before."""
    if "surface" not in roles:
        return True
    ground = roles["surface"].colour
    if role in ("on-surface", "quiet", "label"):
        return contrast(colour, ground) >= 3
    if role == "accent":
        return contrast(colour, ground) >= 1.4
    if role == "line":
        return 1.1 <= contrast(over(colour, ground), ground) <= 6
    if role == "soft":
        return colour != ground and contrast(colour, ground) <= 1.6
    if role == "on-accent":
        return "accent" in roles and contrast(colour, roles["accent"].colour) >= LEAST
    return True


def _ranked(names: Iterable[_Name], score: _Score) -> list[_Name]:
    """The names that can mean a role, best first; of equals the one that the file has first."""
    scored = [
        (points, -name.order, name) for name in names if (points := score(name)) is not None and points > 0
    ]
    return [entry[2] for entry in sorted(scored, key=lambda entry: entry[:2], reverse=True)]


def words_of(path: str) -> tuple[str, ...]:
    """The words of a token's name, small letters: ``bgColor-inset.default`` → bg, color, inset, default."""
    return tuple(word.lower() for word in _SPLIT.findall(path))


def _named(swatches: Sequence[Swatch]) -> list[_Name]:
    split = [words_of(swatch.path) for swatch in swatches]
    prefix = split[0][0] if split and split[0] and len({words[0] for words in split if words}) == 1 else ""
    names = []
    for order, (swatch, words) in enumerate(zip(swatches, split, strict=True)):
        if prefix and len(words) > 1:
            words = words[1:]
        if swatch.colour[3] == 0:
            continue
        meanings: list[str] = []
        left = 0.0
        for word in words:
            meaning = _MEANING.get(word, "")
            if not meaning or meaning == "other":
                left += 0.5 if word.isdigit() and len(word) < 3 else 1.0
                meanings += ["other"] if meaning else []
            elif meaning != "noise":
                meanings += meaning.split()
        names.append(_Name(swatch, words, tuple(meanings), left, order))
    return names


# ── Roles by name: points, or None where the name can't mean the role ────────────────────────────


def _usable(name: _Name) -> bool:
    return not name.has("state", "status", "other")


def _surface(name: _Name) -> float | None:
    if not _usable(name) or not name.has("ground"):
        return None
    if name.has("text", "line", "accent", "muted", "fainter", "inverse", "on", "fill", "link", "emphasis"):
        return None
    extra = name.meanings.count("ground") - 1 + 4 * name.has("neutral")
    return 10 + min(name.plain, 2) - 3 * name.left - extra - (2 if "layer" in name.words else 0)


def _soft(name: _Name) -> float | None:
    if not _usable(name) or not (name.has("ground") and (name.has("muted") or "layer" in name.words)):
        return None
    if name.has("text", "line", "accent", "inverse", "on", "link", "emphasis"):
        return None
    return 10 + min(name.plain, 1) - 2 * name.left - (3 if name.has("fill", "fainter", "neutral") else 0)


def _inverse(name: _Name) -> float | None:
    if not _usable(name) or not name.has("ground") or not name.has("inverse"):
        return None
    return None if name.has("text", "line", "accent", "on", "muted") else 10 - 2 * name.left


def _on_inverse(name: _Name) -> float | None:
    if not _usable(name) or not name.has("text") or not name.has("inverse"):
        return None
    return None if name.has("line", "accent", "muted", "fainter", "link", "on") else 10 - 2 * name.left


def _text(name: _Name) -> float | None:
    if not _usable(name) or name.has(
        "line", "muted", "fainter", "inverse", "accent", "link", "emphasis", "fill"
    ):
        return None
    if name.has("on"):  # on-surface, on-background
        return (
            10 - 3 * name.left
            if name.has("ground") and not name.has("text") and name.words[-1] != "on"
            else None
        )
    if name.has("ground"):
        return None
    if name.has("text"):
        if "primary" in name.words and name.words.index("primary") < _text_at(name):
            return None  # primary-foreground: text on the primary colour
        return 10 + min(name.plain, 2) - 3 * name.left - (3 if "label" in name.words else 0)
    named = set(name.words) & {"body", "heading", "title"}
    return 5 - 3 * name.left if named and name.plain == len(name.meanings) else None


def _text_at(name: _Name) -> int:
    return next((i for i, word in enumerate(name.words) if _MEANING.get(word, "").startswith("text")), 99)


def _quiet(name: _Name) -> float | None:
    if not _usable(name) or not name.has("text") or not name.has("muted", "fainter"):
        return None
    if name.has("line", "ground", "inverse", "accent", "on", "link", "emphasis", "fill"):
        return None
    if name.words[-1] in ("foreground", "fg", "content") and name.words[0] in ("secondary", "tertiary"):
        return None  # secondary-foreground: text on the secondary colour
    return 10 + min(name.plain, 1) - 2 * name.left - (4 if name.has("fainter") else 0)


def _accent(name: _Name) -> float | None:
    if not _usable(name) or name.has("text", "line", "muted", "fainter", "inverse", "on", "link"):
        return None
    weights = sorted((_ACCENT_WEIGHT[word] for word in name.words if word in _ACCENT_WEIGHT), reverse=True)
    if "primary" in name.words and not name.has("accent") and name.has("ground") and name.left == 0:
        return None  # background-primary is the ground
    if not weights and name.has("emphasis") and name.has("ground", "fill"):
        weights = [3.0]
    if not weights:
        return None
    colour = name.swatch.colour
    bonus = 4.0 * min(1.0, chroma(colour) / 96) if chroma(colour) > _GREY else -3.0
    bonus -= 3.0 if luminance(colour) > 0.75 else 0.0
    bonus += (1.5 if name.has("ground", "fill") else 0.0) + (1.0 if name.has("emphasis") else 0.0)
    return weights[0] + sum(weights[1:]) / 10 + bonus + 0.5 * name.has("plain") - 2 * name.left + 4


def _on_accent(name: _Name) -> float | None:
    if not _usable(name) or name.has("line", "inverse", "muted", "link"):
        return None
    accent = name.has("accent", "emphasis") or "primary" in name.words
    if name.has("on"):
        after = name.words[name.words.index("on") + 1 :]
        told = set(after) & {"color", "fill", "emphasis", "brand", "accent", "primary"}
        if not told or (name.has("ground") and not accent):
            return None
        return 10 + (1 if accent else 0) - 2 * name.left - (2 if "container" in after else 0)
    if accent and name.has("text") and name.words[-1] in ("foreground", "fg", "content", "text"):
        first = "primary" in name.words[:1] or "button" in name.words
        return 7 - 2 * name.left if first else None
    return None


def _label(name: _Name) -> float | None:
    if not _usable(name) or name.has("line", "ground", "inverse", "on", "muted", "fainter", "fill"):
        return None
    bonus = 3.0 * min(1.0, chroma(name.swatch.colour) / 96) + 0.5 * name.has("plain") - 2 * name.left
    if name.has("link"):
        return 8 + bonus
    return 10 + bonus if name.has("text") and name.has("accent") else None


def _line(name: _Name) -> float | None:
    if not _usable(name) or not name.has("line"):
        return None
    if name.has("text", "accent", "inverse", "on", "link", "emphasis", "fill"):
        return None
    return 10 + min(name.plain, 1) - 6 * name.left - (1 if name.has("fainter", "ground", "neutral") else 0)


def _second(name: _Name) -> float | None:
    """A brand's second colour stands alone: ``secondary``, ``tertiary``, ``accent-2``."""
    if not _usable(name) or name.has("text", "ground", "line", "on", "link", "inverse", "fill"):
        return None
    named = [word for word in name.words if word in ("secondary", "tertiary")]
    numbered = name.has("accent") and name.words[-1] in ("2", "secondary", "alt")
    if chroma(name.swatch.colour) <= 2 * _GREY or not (named or numbered):
        return None
    return None if name.left > 0.5 else 10 - (1 if "tertiary" in named else 0)


_SCORES: dict[str, _Score] = {
    "surface": _surface, "soft": _soft, "inverse": _inverse, "on-inverse": _on_inverse, "on-surface": _text,
    "quiet": _quiet, "accent": _accent, "on-accent": _on_accent, "label": _label, "line": _line, "second": _second,
}  # fmt: skip


# ── Roles by colour ─────────────────────────────────────────────────────────────────────────────


def _guess(roles: Roles, swatches: Sequence[Swatch]) -> None:
    """Ground, text and accent from the colours themselves where no name told them."""
    opaque = [swatch for swatch in swatches if swatch.colour[3] == 255]
    if "surface" not in roles:
        pale = [s for s in opaque if luminance(s.colour) > 0.72 and chroma(s.colour) < 2 * _GREY]
        roles["surface"] = _guessed(
            max(pale, key=lambda s: luminance(s.colour)) if pale else None, (255, 255, 255, 255)
        )
    ground = roles["surface"].colour
    if "on-surface" not in roles:
        dark = [s for s in opaque if contrast(s.colour, ground) >= 7]
        best = max(dark, key=lambda s: contrast(s.colour, ground) - chroma(s.colour) / 24) if dark else None
        roles["on-surface"] = _guessed(best, pick(ground, (17, 17, 17, 255)))
    if "accent" not in roles:
        bright = [s for s in opaque if contrast(s.colour, ground) >= 2 and chroma(s.colour) > _GREY / 2]
        best = (
            max(bright, key=lambda s: chroma(s.colour) + 60 * (contrast(s.colour, ground) >= LEAST))
            if bright
            else None
        )
        roles["accent"] = _guessed(best, roles["on-surface"].colour)


def _guessed(swatch: Swatch | None, otherwise: Colour) -> Found:
    if swatch is None:
        return Found(colour=otherwise, source="", guessed=True)
    return Found(colour=swatch.colour, source=swatch.path, origin=swatch.origin, guessed=True)
